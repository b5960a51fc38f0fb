"""Spreadsheets of every usual kind (.xlsx .xlsm .xls .xlsb .ods), read with calamine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from taskstats_adapters.contract import BadCell, Cell, Options, Sheet, Source, SourceError
from taskstats_adapters.hookspecs import hookimpl


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The sheets of the workbook at the path `origin`. Raises SourceError."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    unknown = set(options) - {"sheet"}
    if unknown:
        raise ValueError(f"unknown option(s) {', '.join(sorted(unknown))}; known: sheet")
    path = Path(origin)
    try:
        workbook = CalamineWorkbook.from_path(path)
        for index, about in enumerate(workbook.sheets_metadata):
            sheet = workbook.get_sheet_by_index(index)
            rows = sheet.to_python(skip_empty_area=False)
            ignored = None
            if about.visible is not SheetVisibleEnum.Visible:
                ignored = "trang tính ẩn"
            elif not rows:
                ignored = "trang tính trống"
            yield Sheet(about.name, () if ignored else tuple(_plain(rows)), ignored=ignored)
    except CalamineError as error:
        raise SourceError("E-CORRUPT", path.name, "không đọc được tệp bảng tính") from error


def _plain(rows: Iterable[list[Cell]]) -> Iterator[Sequence[Cell | BadCell]]:
    """Whole numbers as int: a spreadsheet stores them as floats."""
    for row in rows:
        for column, value in enumerate(row):
            if value.__class__ is float and value.is_integer():
                row[column] = int(value)
        yield row


SOURCE = Source(
    name="spreadsheet",
    summary="bảng tính Excel hoặc LibreOffice (.xlsx, .xlsm, .xls, .xlsb, .ods)",
    read=read,
    suffixes=(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
    requires=("python_calamine",),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of spreadsheets."""
    return (SOURCE,)
