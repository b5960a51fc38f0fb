"""Excel 97-2003 (.xls), read with xlrd, which keeps the length of each row and distinguishes errors from blanks.

calamine would allocate any rectangle that the file claims, and read an error such as #N/A as a blank. Merges are found
here: xlrd finds them only together with all formats, which takes five times as long and fails on some files.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from taskstats_adapters.contract import HIDDEN, SERIALS_FROM, BadCell, Cell, Sheet, SourceError
from taskstats_adapters.sources.common.encodings import likely_encoding
from taskstats_adapters.sources.common.ignored_sheets import why_ignored
from taskstats_adapters.sources.common.refusals import corrupt, password
from taskstats_adapters.sources.spreadsheet.extent import FROM_1904
from taskstats_adapters.sources.spreadsheet.merges import Merges

_LAST_DATE = 2958466  # 1/1/10000 as an Excel serial

_UNICODE = 80
"""The version of BIFF, in tenths, from which on texts are Unicode and cells can be merged."""

# Records of [MS-XLS]: BOF, EOF, MergeCells, Row; and a flag of Row
_BEGIN, _END, _MERGES, _ROW = 0x809, 0x0A, 0xE5, 0x208
_IS_HIDDEN = 0x20


def sheets(where: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of the workbook in `data`. Raises SourceError."""
    try:
        book = _opened(data)
        if book.biff_version < _UNICODE and book.codepage is None:
            book = _opened(data, _likely_encoding(book))
        for index, name in enumerate(book.sheet_names()):
            sheet = book.sheet_by_index(index)
            ignored = why_ignored(hidden=bool(sheet.visibility), empty=not sheet.nrows)
            merges = Merges(where)
            hidden: frozenset[int] = frozenset()
            if book.biff_version >= _UNICODE:
                begin = book._sh_abs_posn[index]
                hidden = frozenset(_hidden(book.mem, begin))
                for first, last, column, last_column in _merged(book.mem, begin):
                    merges.add(first + 1, column, last + 1, last_column)
            rows = merges.marked(_row(sheet, row, book.datemode) for row in range(sheet.nrows))
            day_zero = FROM_1904 if book.datemode else SERIALS_FROM
            yield Sheet(name, list(rows), ignored=ignored, day_zero=day_zero, marked={HIDDEN: hidden} if hidden else {})
            book.unload_sheet(index)
    except SourceError:
        raise
    except Exception as error:  # xlrd may raise anything for a damaged file
        if "encrypted" in str(error):
            raise password(where) from error
        raise corrupt(where, f"không đọc được nội dung bảng tính ({type(error).__name__})") from error


def _opened(data: bytes, encoding: str | None = None) -> Any:
    import xlrd  # type: ignore[import-untyped]  # it has no types

    return xlrd.open_workbook(
        file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True, encoding_override=encoding
    )


def _likely_encoding(book: Any) -> str:
    """The encoding of texts where a script wrote the records and no code page; xlrd kept each byte as a character."""
    texts = (cell.value for sheet in book.sheets() for row in sheet.get_rows() for cell in row if cell.ctype == 1)
    return likely_encoding("\n".join(texts).encode("latin-1", "replace"))


def _merged(records: bytes, place: int) -> Iterator[tuple[int, int, int, int]]:
    """First and last row, first and last column (from 0) of each merge of the sheet whose records begin at `place`."""
    looks_merged = re.finditer(rb"\xe5\x00(..)(..)", records, re.DOTALL)
    if any(_number(found[1]) == 2 + 8 * _number(found[2]) for found in looks_merged):
        for kind, content in _records(records, place):
            if kind == _MERGES:
                yield from struct.iter_unpack("<4H", content[2:])


def _hidden(records: bytes, place: int) -> Iterator[int]:
    """The numbers (from 1) of the hidden rows of the same sheet."""
    looks_hidden = re.finditer(rb"\x08\x02\x10\x00.{12}(.)", records, re.DOTALL)
    if any(found[1][0] & _IS_HIDDEN for found in looks_hidden):
        for kind, content in _records(records, place):
            if kind == _ROW and len(content) > 12 and content[12] & _IS_HIDDEN:
                yield _number(content[:2]) + 1


def _records(records: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of the sheet that begins at `place`. Examining every one takes long."""
    depth = 0  # embedded charts have their own BOF and EOF
    while True:
        kind, length = struct.unpack_from("<HH", records, place)
        place += 4
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, records[place : place + length] if kind in (_MERGES, _ROW) else b""
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
