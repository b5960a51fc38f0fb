"""Excel 97-2003 (.xls), read with xlrd: it keeps rows as long as they are, and gives errors as errors.

calamine would allocate whatever rectangle the file claims, and read an error such as #N/A as a blank. xlrd gives
merges only together with every format, at a fifth of the time, and fails on formats that nobody needs here.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell, Cell
from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.archive import PASSWORD, corrupt
from taskstats_adapters.sources.spreadsheet.merges import Merges
from taskstats_adapters.sources.spreadsheet.worksheets import EMPTY, HIDDEN

_LAST_DATE = 2958466  # 1/1/10000 as Excel counts days

# Records of [MS-XLS]: BOF, EOF, MergeCells
_BEGIN, _END, _MERGES = 0x809, 0x0A, 0xE5


def sheets(where: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of the workbook in `data`. Raises SourceError."""
    import xlrd  # type: ignore[import-untyped]  # it has no types

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
        for index, name in enumerate(book.sheet_names()):
            sheet = book.sheet_by_index(index)
            ignored = HIDDEN if sheet.visibility else None if sheet.nrows else EMPTY
            merges = Merges(where)
            for first, last, column, last_column in _merged(book.mem, book._sh_abs_posn[index]):
                merges.add(first + 1, column, last + 1, last_column)
            rows = merges.marked(_row(sheet, row, book.datemode) for row in range(sheet.nrows))
            yield Sheet(name, list(rows), ignored=ignored)
            book.unload_sheet(index)
    except SourceError:
        raise
    except Exception as error:  # a damaged file makes it raise whatever it happens to meet
        if "encrypted" in str(error):
            raise SourceError("E-PASSWORD", where, PASSWORD) from error
        raise corrupt(where, f"không đọc được nội dung bảng tính ({type(error).__name__})") from error


def _merged(records: bytes, place: int) -> Iterator[tuple[int, int, int, int]]:
    """The first and last row, the first and last column, from 0, of each merge in the sheet that begins here."""
    looks_merged = re.finditer(rb"\xe5\x00(..)(..)", records, re.DOTALL)
    if all(_number(found[1]) != 2 + 8 * _number(found[2]) for found in looks_merged):
        return  # without the time that a look at every record takes
    depth = 0  # charts have a beginning and an end of their own
    while True:
        kind, length = struct.unpack_from("<HH", records, place)
        place += 4
        depth += (kind == _BEGIN) - (kind == _END)
        if kind == _MERGES:
            yield from struct.iter_unpack("<4H", records[place + 2 : place + length])
        if not depth:
            return
        place += length


def _number(two: bytes) -> int:
    return int.from_bytes(two, "little")


def _row(sheet: Any, row: int, datemode: int) -> Sequence[Cell | BadCell]:
    types, values = sheet.row_types(row), sheet.row_values(row)
    return [_cell(kind, value, datemode) for kind, value in zip(types, values, strict=True)]


def _cell(kind: int, value: Any, datemode: int) -> Cell | BadCell:
    import xlrd

    if kind == xlrd.XL_CELL_ERROR:
        return BadCell(xlrd.error_text_from_code.get(value, "#N/A"), "E-CELL-ERROR")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE and 0 <= value < _LAST_DATE:
        moment: dt.datetime = xlrd.xldate_as_datetime(value, datemode)
        return moment.time() if value < 1 else moment if value % 1 else moment.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    text: str | float = value
    return text
