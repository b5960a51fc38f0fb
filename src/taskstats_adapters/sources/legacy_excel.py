"""Excel 97-2003 (.xls), read with xlrd: it keeps rows as long as they are, and gives errors as errors.

calamine would allocate whatever rectangle the file claims, and read an error such as #N/A as a blank.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

from taskstats_adapters.contract import BadCell, Cell, Sheet, SourceError
from taskstats_adapters.sources.archive import PASSWORD, corrupt
from taskstats_adapters.sources.worksheets import EMPTY, HIDDEN

_LAST_DATE = 2958466  # 1/1/10000 as Excel counts days


def sheets(where: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of the workbook in `data`. Raises SourceError."""
    import xlrd  # type: ignore[import-untyped]  # it has no types

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
        for index, name in enumerate(book.sheet_names()):
            sheet = book.sheet_by_index(index)
            ignored = HIDDEN if sheet.visibility else None if sheet.nrows else EMPTY
            yield Sheet(name, [_row(sheet, row, book.datemode) for row in range(sheet.nrows)], ignored=ignored)
            book.unload_sheet(index)
    except Exception as error:  # a damaged file makes it raise whatever it happens to meet
        if "encrypted" in str(error):
            raise SourceError("E-PASSWORD", where, PASSWORD) from error
        raise corrupt(where, f"không đọc được nội dung bảng tính ({type(error).__name__})") from error


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
