"""Rows with errors as an Excel workbook: wrong cells marked and annotated, all values unchanged."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from taskstats_adapters.contract.cells import BadCell, Cell, is_merged, letters, shown
from taskstats_adapters.errors import OutputError
from taskstats_adapters.output.clockless_zip import WRITTEN, repacked
from taskstats_adapters.vietnamese.text import clean

if TYPE_CHECKING:
    from openpyxl import Workbook

Values = Sequence[Cell | BadCell]

ROWS, COLUMNS, TEXT = 1_048_576, 16_384, 32_767
"""The limits of an Excel sheet, and of the text in a cell (in UTF-16 code units)."""

MARK, HEAD = "FFFFC7CE", "FFD9E1F2"
"""The colours of cells with errors and of the header."""

NO_VALUE = "#N/A"
"""Written for a cell whose value the source did not give, so that it is an error until it is corrected."""

FORMATS = {"text": "@", "number": "General", "date": "dd/mm/yyyy", "moment": "dd/mm/yyyy hh:mm"}
"""Number formats. Text cells stay text when edited, so that Excel does not swap day and month."""

NARROWEST, WIDEST, LINES = 8, 40, 12
ADDED = {1: (70,), 3: (22, 70, 16), 4: (30, 22, 70, 16)}
"""Widths of copied columns, and of so many added ones, in characters; the maximum height of a row in lines."""


@attrs.frozen
class AnnotatedRow:
    """The cells of a row as a source gave them, messages by column (None: the whole row), and texts to append.

    Cells that are merged with the one above are merged in the workbook too.
    """

    cells: Values
    faults: Mapping[int | None, Sequence[str]] = attrs.field(factory=dict)
    added: tuple[str, ...] = ()
    heading: bool = False


@attrs.frozen
class AnnotatedSheet:
    """A sheet to write, with a name that Excel allows and the number of its first row."""

    name: str
    rows: Sequence[AnnotatedRow]
    first: int = 1


def too_long(cell: Cell | BadCell) -> bool:
    """Whether the text of a cell is too long for Excel, so that only part of it is copied."""
    return (
        isinstance(cell, str)
        and len(cell) > TEXT // 2
        and len(_escaped(cell).encode("utf-16-le", "replace")) > 2 * TEXT
    )


def workbook(sheets: Iterable[AnnotatedSheet]) -> bytes:
    """The bytes of an .xlsx file, the same every time. Raises OutputError for a sheet larger than Excel can hold."""
    import openpyxl
    from openpyxl.writer.excel import ExcelWriter

    book = openpyxl.Workbook(write_only=True)
    _define_styles(book)
    for sheet in sheets:
        _write(book, sheet)
    book.properties.creator = "taskstats"
    book.properties.created = book.properties.modified = WRITTEN
    file = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(file, "w")).save()  # as Workbook.save does, but without the clock
    return repacked(file.getvalue())


def _define_styles(book: Workbook) -> None:
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    layout = Alignment(vertical="top", wrap_text=True)
    for (kind, form), bold, colour in itertools.product(FORMATS.items(), (False, True), (None, HEAD, MARK)):
        style = NamedStyle(_style(kind, bold, colour), Font(bold=bold), alignment=layout, number_format=form)
        if colour:
            style.fill = PatternFill("solid", fgColor=colour)
        book.add_named_style(style)


def _style(kind: str, bold: bool, colour: str | None) -> str:
    return f"{kind}{' bold' * bold} {colour}"


def _write(book: Workbook, sheet: AnnotatedSheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    width = max(len(row.cells) for row in sheet.rows)
    last, added = sheet.first + len(sheet.rows) - 1, max(len(row.added) for row in sheet.rows)
    if last > ROWS or width + added > COLUMNS:
        raise OutputError(
            sheet.name,
            f"không chép được danh sách: Excel chỉ có {ROWS} dòng và {COLUMNS} cột; hãy sửa ngay trong tệp gốc",
        )
    target: Any = book.create_sheet(sheet.name)
    head = max((number for number, row in enumerate(sheet.rows, sheet.first) if row.heading), default=0)
    if head:
        target.freeze_panes = f"A{head + 1}"
        target.auto_filter.ref = f"A{head}:{letters(width + added - 1)}{last}"
        target.print_title_rows = f"{head}:{head}"
    target.page_setup.orientation, target.page_setup.fitToHeight = "landscape", 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths = (*_widths(sheet, width), *ADDED.get(added, ()))
    for column, characters in enumerate(widths):
        target.column_dimensions[letters(column)].width = characters
    for _ in range(1, sheet.first):
        target.append([])
    for number, row in enumerate(sheet.rows, sheet.first):
        values = (*row.cells, *[None] * (width - len(row.cells)), *row.added)
        target.row_dimensions[number].height = 15 * _lines(values, widths)  # otherwise LibreOffice shows one line
        target.append([_cell(target, row, column, value, column >= width) for column, value in enumerate(values)])
    target.merged_cells = list(_merged(sheet))  # openpyxl's own collection is unordered


def _merged(sheet: AnnotatedSheet) -> Iterator[str]:
    """The ranges of merged cells."""
    began: dict[int, int] = {}
    for number, row in enumerate((*sheet.rows, AnnotatedRow(())), sheet.first):
        merged = [column for column, cell in enumerate(row.cells) if is_merged(cell) and number > sheet.first]
        for column in sorted(began.keys() - merged):
            yield f"{letters(column)}{began.pop(column)}:{letters(column)}{number - 1}"
        for column in merged:
            began.setdefault(column, number - 1)


def _cell(sheet: Any, row: AnnotatedRow, column: int, value: Cell | BadCell, added: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ERROR_CODES
    from openpyxl.comments import Comment

    plain, kind = _plain(value)
    cell = WriteOnlyCell(sheet, plain)
    notes = list(row.faults.get(column, ()))
    if isinstance(value, BadCell) and plain is not None:  # the text shown must not be mistaken for a value
        cell.value = plain if plain in ERROR_CODES else NO_VALUE
        notes = notes or [plain]
    elif isinstance(plain, str):
        cell.data_type = "s"  # never a formula, even if it starts with =
    wrong = bool(row.faults) if added else column in row.faults or None in row.faults
    cell.style = _style(kind, row.heading, MARK if wrong else HEAD if row.heading else None)
    if notes:
        note = "\n".join(notes)
        cell.comment = Comment(note, "taskstats", width=360, height=24 * (2 + len(note) // 50))
    return cell


def _plain(value: Cell | BadCell) -> tuple[Any, str]:
    """The value as Excel can store it, and its kind; other values become the text that the office sees."""
    if value is None or value == "" or is_merged(value):
        return None, "text"
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None or value.date() < _FIRST_DAY:
            return value.isoformat(" "), "text"
        return value, "moment" if value.time() != dt.time() else "date"
    if isinstance(value, dt.date):
        return (value, "date") if value >= _FIRST_DAY else (shown(value), "text")
    if isinstance(value, (int, float, Decimal)) and _is_exact(value):
        return value, "number"
    text = value if isinstance(value, str) else shown(value)
    return _fitting(text), "text"


_FIRST_DAY = dt.date(1900, 3, 1)  # earlier serial numbers count 29 February 1900, which did not exist


def _is_exact(number: float | Decimal) -> bool:
    """Whether Excel, which keeps 15 digits, stores this number exactly."""
    if isinstance(number, float):
        return number - number == 0  # neither infinite nor NaN
    digits = Decimal(number)
    return digits.is_finite() and len(digits.as_tuple().digits) <= 15 and abs(digits.adjusted()) < 300


def _fitting(text: str) -> str:
    """The text without characters that XML cannot contain, cut to Excel's limit."""
    fit = _UNFIT.sub(lambda found: " " if found[0].isspace() else "", text)
    return _escaped(fit[: TEXT // 2] if too_long(fit) else fit)


def _escaped(text: str) -> str:
    """The text with "_x0041_" escaped, which Excel would read as "A"."""
    return _ESCAPE.sub("_x005F_", text)


_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def _widths(sheet: AnnotatedSheet, width: int) -> Iterator[int]:
    """The width of each copied column, by the longest text in its first rows."""
    for column in range(width):
        texts = (shown(row.cells[column]) for row in sheet.rows[:200] if column < len(row.cells))
        yield min(WIDEST, max(NARROWEST, 4 + max(map(len, texts), default=0)))


def _lines(values: Values, widths: Sequence[int]) -> int:
    """The number of lines that the texts of a row need."""
    most = 1
    for value, width in zip(values, widths, strict=False):
        if isinstance(value, str):
            most = max(most, sum(1 + len(line) // width for line in value[: LINES * width].splitlines()))
    return min(LINES, most)


class SheetNames:
    """The names that the sheets of a workbook have so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}  # by the bare name: the numbers below are taken

    def free(self, name: str) -> str:
        """The name as Excel allows it (at most 31 characters, some forbidden), and unique regardless of case."""
        bare = clean(re.sub(r"[\[\]:*?/\\]", " ", name)).strip(" '")[:31] or "Danh sách"
        for number in itertools.count(self._numbers.get(bare, 1)):
            end = f" ({number})" if number > 1 else ""
            found = bare[: 31 - len(end)].rstrip(" '") + end
            if found.casefold() not in self._taken:
                self._numbers[bare] = number
                return found
        raise AssertionError

    def take(self, name: str) -> None:
        """Give a name away."""
        self._taken.add(name.casefold())
