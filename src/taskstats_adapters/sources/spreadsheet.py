"""Spreadsheets of every usual kind (.xlsx .xlsm .xls .xlsb .ods): inspected first, then read with calamine or xlrd."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from taskstats_adapters.contract import BadCell, Cell, Options, Sheet, Source, SourceError
from taskstats_adapters.hookspecs import hookimpl
from taskstats_adapters.sources import excel
from taskstats_adapters.sources.archive import PASSWORD, Archive, corrupt
from taskstats_adapters.sources.files import load
from taskstats_adapters.sources.kinds import NAMES, kind_of
from taskstats_adapters.sources.worksheets import Bad

SUFFIXES = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".xlsb": "xlsb", ".ods": "ods"}

_INSPECT: Mapping[str, Callable[[Archive], tuple[bytes, Mapping[str, Bad]]]] = {
    "xlsx": excel.inspected,
}


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The sheets of the workbook at the path `origin`; with the option `sheet`, that one alone. Raises SourceError."""
    where = Path(origin).name
    unknown = sorted(set(options) - {"sheet"})
    if unknown:
        raise SourceError("E-OPTION", where, f"không có tùy chọn {', '.join(unknown)}; chỉ có: sheet")
    data = load(origin)
    kind = _expected_kind(where, Path(origin).suffix.lower(), kind_of(data))
    sheets = _read_zipped(where, data, kind)
    return sheets if "sheet" not in options else _only(where, list(sheets), str(options["sheet"]))


def _expected_kind(where: str, suffix: str, kind: str) -> str:
    """The kind of workbook, if the content is one and is what the suffix says."""
    if kind == "encrypted":
        raise SourceError("E-PASSWORD", where, PASSWORD)
    if kind == "zip" and suffix in SUFFIXES:
        raise corrupt(where, f"tệp {suffix} bị hỏng hoặc bị cắt cụt")
    said = SUFFIXES.get(suffix, kind)
    if kind not in SUFFIXES.values():
        advice = "hãy mở bằng chương trình của nó rồi lưu thành .xlsx"
        if kind == "text":
            advice = "nếu là danh sách CSV, hãy đổi đuôi tệp thành .csv"
        raise SourceError("E-FORMAT", where, f"tệp này thực ra là {NAMES[kind]}, không phải bảng tính; {advice}")
    if kind != said:
        advice = f"hãy đổi đuôi tệp thành .{kind}, hoặc mở bằng Excel rồi lưu lại đúng loại"
        raise SourceError("E-FORMAT", where, f"đuôi tệp là {suffix} nhưng nội dung là {NAMES[kind]}; {advice}")
    return kind


def _read_zipped(where: str, data: bytes, kind: str) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    packed, bad = _INSPECT[kind](Archive.open(where, data))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(packed))
        for index, about in enumerate(workbook.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                yield Sheet(about.name, (), ignored="không phải trang tính dữ liệu")
                continue
            sheet = workbook.get_sheet_by_index(index)
            faults = bad.get(about.name, {})
            rows = _rows(sheet.iter_rows(), sheet.start[1] if sheet.start else 0, faults)
            ignored = None if sheet.start or faults else "trang tính trống"
            if about.visible is not SheetVisibleEnum.Visible:
                ignored = "trang tính ẩn"
            yield Sheet(about.name, rows, ignored=ignored)
    except PasswordError as error:
        raise SourceError("E-PASSWORD", where, PASSWORD) from error
    except CalamineError as error:
        raise corrupt(where, f"không đọc được nội dung bảng tính ({error})") from error


def _rows(rows: Iterable[list[Cell]], blank_columns: int, bad: Bad) -> Iterator[Sequence[Cell | BadCell]]:
    """The rows from the first, from column A; whole numbers as int, for a spreadsheet keeps floats only."""
    blank: list[Cell] = [""] * blank_columns
    number = 0
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if value.__class__ is float and value.is_integer():
                row[column] = int(value)
        if blank:
            row = blank + row
        yield _marked(row, bad[number]) if number in bad else row
    for later in range(number + 1, max(bad, default=0) + 1):
        yield _marked([], bad.get(later, {}))


def _marked(row: list[Cell], bad: Mapping[int, BadCell]) -> list[Cell | BadCell]:
    """The row with its bad cells in their places."""
    marked: list[Cell | BadCell] = [*row, *[""] * (max(bad, default=0) + 1 - len(row))]
    for column, cell in bad.items():
        marked[column] = cell
    return marked


def _only(where: str, sheets: Sequence[Sheet], name: str) -> Iterator[Sheet]:
    """The sheet of this name, even if it is hidden."""
    wanted = unicodedata.normalize("NFC", name).strip().casefold()
    found = [sheet for sheet in sheets if unicodedata.normalize("NFC", sheet.name).strip().casefold() == wanted]
    if not found:
        names = ", ".join(f'"{sheet.name}"' for sheet in sheets)
        raise SourceError("E-SHEET", where, f'không có trang tính "{name}"; tệp có: {names}')
    return iter(found)


SOURCE = Source(
    name="spreadsheet",
    summary="bảng tính Excel hoặc LibreOffice (.xlsx, .xlsm, .xls, .xlsb, .ods)",
    read=read,
    suffixes=tuple(SUFFIXES),
    requires=("python_calamine",),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of spreadsheets."""
    return (SOURCE,)
