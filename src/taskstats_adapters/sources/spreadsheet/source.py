"""Spreadsheets of every usual kind (.xlsx .xlsm .xls .xlsb .ods): inspected first, then read with calamine or xlrd."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from taskstats_adapters.contract.adapters import Options, Sheet, Source
from taskstats_adapters.contract.cells import BadCell, Cell
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.archive import PASSWORD, Archive, corrupt
from taskstats_adapters.sources.common.file_types import MEANT, NAMES, kind_of
from taskstats_adapters.sources.common.files import load
from taskstats_adapters.sources.common.options import check_options, chosen
from taskstats_adapters.sources.spreadsheet.merges import Row
from taskstats_adapters.sources.spreadsheet.worksheets import EMPTY, HIDDEN, Extent, Instead

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

SUFFIXES = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".xlsb": "xlsb", ".ods": "ods"}


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The sheets of the workbook at the path `origin`; with the option `sheet`, that one alone. Raises SourceError."""
    where = Path(origin).name
    check_options(where, options, "sheet")
    data = load(origin)
    kind = _expected_kind(where, Path(origin).suffix.lower(), kind_of(data))
    if kind == "xls":
        from taskstats_adapters.sources.spreadsheet import xls as legacy_excel

        sheets = legacy_excel.sheets(where, data)
    else:
        sheets = _read_zipped(where, *_inspected(kind, Archive.open(where, data)))
    del data  # nobody needs the file any more while its rows are read
    if "sheet" in options:
        yield chosen(where, list(sheets), str(options["sheet"]))
        return
    for sheet in sheets:
        yield attrs.evolve(sheet, rows=()) if sheet.ignored else sheet


def _expected_kind(where: str, suffix: str, kind: str) -> str:
    """The kind of workbook, if the content is one and is what the suffix says."""
    if kind == "encrypted":
        raise SourceError("E-PASSWORD", where, PASSWORD)
    if kind in ("zip", "ole") and suffix in SUFFIXES:
        raise corrupt(where, f"tệp {suffix} bị hỏng hoặc bị cắt cụt")
    said = SUFFIXES.get(suffix, kind)
    if kind not in SUFFIXES.values():
        advice = "hãy mở bằng chương trình của nó rồi lưu thành .xlsx"
        if kind == "text":
            advice = "nếu là danh sách CSV, hãy đổi đuôi tệp thành .csv"
        message = f"tệp này thực ra là {NAMES[kind]}, không phải bảng tính; {advice}"
        raise SourceError("E-FORMAT", where, message, meant=MEANT.get(kind))
    if kind != said:
        advice = f"hãy đổi đuôi tệp thành .{kind}, hoặc mở bằng Excel rồi lưu lại đúng loại"
        raise SourceError("E-FORMAT", where, f"đuôi tệp là {suffix} nhưng nội dung là {NAMES[kind]}; {advice}")
    return kind


def _read_zipped(where: str, packed: bytes, noted: Mapping[str, Extent]) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        del packed
        names = [about.name for about in workbook.sheets_metadata]
        if not names:
            raise corrupt(where, "không thấy trang tính nào trong tệp")
        if len(set(names)) < len(names) or not noted.keys() <= set(names):
            raise corrupt(where, "có hai trang tính cùng tên, hoặc tên trang tính ghi sai cách")
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                yield Sheet(about.name, (), ignored="không phải trang tính dữ liệu")
                continue
            sheet, extent = workbook.get_sheet_by_index(index), noted.get(about.name)
            ignored = None if sheet.start or (extent and extent.instead) else EMPTY
            if about.visible is not SheetVisibleEnum.Visible:
                ignored = HIDDEN
            rows = _rows(sheet, extent.instead if extent else {})
            if extent and extent.merges.found:
                rows = extent.merges.marked(rows)
            yield Sheet(about.name, rows, ignored=ignored)
    except PasswordError as error:
        raise SourceError("E-PASSWORD", where, PASSWORD) from error
    except CalamineError as error:
        raise corrupt(where, f"không đọc được nội dung bảng tính ({error})") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which Rust code raises, and which is no Exception
            raise
        raise corrupt(where, "không đọc được nội dung bảng tính") from error


def _inspected(kind: str, archive: Archive) -> tuple[bytes, Mapping[str, Extent]]:
    # Each is imported for its own kind only: their patterns take longer to compile than a small list to read.
    if kind == "xlsx":
        from taskstats_adapters.sources.spreadsheet import xlsx as excel

        return excel.inspected(archive)
    if kind == "xlsb":
        from taskstats_adapters.sources.spreadsheet import xlsb as binary_excel

        return binary_excel.inspected(archive)
    from taskstats_adapters.sources.spreadsheet import ods as opendocument

    return opendocument.inspected(archive)


def _rows(sheet: CalamineSheet, instead: Instead) -> Iterator[Row]:
    """The rows from the first, from column A. Every number is a float, as a spreadsheet keeps it."""
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
    """The row with these cells in their places."""
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
