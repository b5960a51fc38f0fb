"""Workbooks (.xlsx .xlsm .xls .xlsb .ods): inspected first, then read with calamine or xlrd; those of 2003 in XML."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from taskstats_adapters.contract import BadCell, Cell, Options, Row, Sheet, Source, hookimpl
from taskstats_adapters.contract.file_types import ADVICE, NAMES, kind_of
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.files import load
from taskstats_adapters.sources.common.ignored_sheets import NO_DATA, why_ignored
from taskstats_adapters.sources.common.options import check_options, selected
from taskstats_adapters.sources.common.refusals import corrupt, cut_off, password, wrong_kind
from taskstats_adapters.sources.spreadsheet.extent import Inspected, Instead

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_RIGHT_SUFFIX = "hãy đổi đuôi tệp cho đúng loại"
SUFFIXES = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".xlsb": "xlsb", ".ods": "ods"}


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The sheets of the workbook at the path `origin`, or only the one in the option `sheet`. Raises SourceError."""
    where = Path(origin).name
    check_options(where, options, "sheet")
    data = load(origin)
    suffix = Path(origin).suffix.lower()
    kind = _workbook_kind(where, suffix, kind_of(data))
    if kind in ("xls", "old-xls"):
        from taskstats_adapters.sources.spreadsheet import xls

        sheets = xls.sheets(where, data)
    elif kind == "xml2003":
        from taskstats_adapters.sources.spreadsheet import xml2003

        sheets = xml2003.sheets(where, data)
    else:
        sheets = _read_zipped(where, _inspected(kind, Archive.open(where, data)))
    del data  # not needed any more while rows are read
    notes: tuple[tuple[str, str], ...] = ()
    if kind.removeprefix("old-") != SUFFIXES.get(suffix, kind):
        notes = (("W-FORMAT", f"đuôi tệp là {suffix} nhưng nội dung là {NAMES[kind]}; đã đọc theo nội dung"),)
    for sheet in selected(where, sheets, options, "trang tính"):
        yield attrs.evolve(sheet, notes=(*sheet.notes, *notes)) if notes else sheet


def _workbook_kind(where: str, suffix: str, kind: str) -> str:
    """The kind of workbook, if the content is one, whatever workbook the suffix says. Raises SourceError."""
    if kind == "encrypted":
        raise password(where)
    if kind in ("zip", "ole") and suffix in SUFFIXES:
        raise cut_off(where, suffix)
    if kind not in (*SUFFIXES.values(), "old-xls", "xml2003"):
        advice = "nếu là danh sách CSV, hãy đổi đuôi tệp thành .csv" if kind == "text" else _RIGHT_SUFFIX
        raise wrong_kind(where, kind, "bảng tính", ADVICE.get(kind, advice))
    return kind


def _read_zipped(where: str, inspected: Inspected) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(inspected.packed))
        noted, day_zero = inspected.sheets, inspected.day_zero
        del inspected
        names = [about.name for about in workbook.sheets_metadata]
        if not names:
            raise corrupt(where, "không thấy trang tính nào trong tệp")
        if len(set(names)) < len(names) or not noted.keys() <= set(names):
            raise corrupt(where, "có hai trang tính cùng tên, hoặc tên trang tính ghi sai cách")
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                yield Sheet(about.name, (), ignored=NO_DATA)
                continue
            sheet, extent = workbook.get_sheet_by_index(index), noted.get(about.name)
            hidden = about.visible is not SheetVisibleEnum.Visible
            empty = not sheet.start and not (extent and extent.instead)
            rows = _rows(sheet, extent.instead if extent else {})
            if extent and extent.merges.found:
                rows = extent.merges.marked(rows)
            ignored, marked = why_ignored(hidden=hidden, empty=empty), extent.marked if extent else {}
            yield Sheet(about.name, rows, ignored=ignored, day_zero=day_zero, marked=marked)
    except PasswordError as error:
        raise password(where) from error
    except CalamineError as error:
        raise corrupt(where, f"không đọc được nội dung bảng tính ({error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # raised by Rust code; not a subclass of Exception
            raise
        raise corrupt(where, "không đọc được nội dung bảng tính") from error


def _inspected(kind: str, archive: Archive) -> Inspected:
    # Each is imported only for its own kind: compiling its patterns takes longer than reading a small list.
    if kind == "xlsx":
        from taskstats_adapters.sources.spreadsheet import xlsx

        return xlsx.inspected(archive)
    if kind == "xlsb":
        from taskstats_adapters.sources.spreadsheet import xlsb

        return xlsb.inspected(archive)
    from taskstats_adapters.sources.spreadsheet import ods

    return ods.inspected(archive)


def _rows(sheet: CalamineSheet, instead: Instead) -> Iterator[Row]:
    """The rows, starting at A1. Every number is a float, as in the file."""
    rows: Iterator[list[Any]] = sheet.iter_rows()
    blank = [""] * (sheet.start[1] if sheet.start else 0)
    if not blank and not instead:
        yield from rows
        return
    number = 0
    for number, row in enumerate(rows, 1):
        cells = blank + row
        yield _corrected(cells, instead[number]) if number in instead else cells
    for later in range(number + 1, max(instead, default=0) + 1):
        yield _corrected([], instead.get(later, {}))


def _corrected(row: list[Cell], instead: Mapping[int, BadCell | str]) -> list[Cell | BadCell]:
    """The row with these cells replaced."""
    cells: list[Cell | BadCell] = [*row, *[""] * (max(instead, default=0) + 1 - len(row))]
    for column, cell in instead.items():
        cells[column] = cell
    return cells


SOURCE = Source(
    name="spreadsheet",
    summary="bảng tính Excel hoặc LibreOffice (.xlsx, .xlsm, .xls, .xlsb, .ods)",
    read=read,
    suffixes=tuple(SUFFIXES),
    requires=("python_calamine", "xlrd"),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of spreadsheets."""
    return (SOURCE,)
