"""The tables of a web page, put together while the elements of the page come in: no tree of it is ever built."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

import attrs

from taskstats_adapters.contract.cells import BadCell, Cell, beginning, merged_with
from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.days import shows

MOST_TABLES = 10_000
WIDEST_SPAN, LONGEST_SPAN = 1000, 65534
"""What browsers make of a larger colspan, rowspan: the HTML standard's limits."""

Row = Sequence[Cell | BadCell]

_CELLS, _GROUPS = ("td", "th"), ("thead", "tbody", "tfoot")
_READ_THOUGH_HIDDEN = frozenset((*_CELLS, *_GROUPS, "tr"))
"""As a spreadsheet's hidden rows and columns are: a filter hides them, and the tasks are there."""
_NO_TEXT = frozenset(("script", "style", "template", "noscript", "datalist", "comment"))
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_BLOCKS = ("address", "article", "blockquote", "div", "fieldset", "form", "p", "pre", "section", "table")
_LINES = frozenset(("br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", *_LISTS, *_BLOCKS))
"""Before and after these a new line begins."""
_AS_TYPED = ("pre", "textarea")
_RAW = frozenset(("script", "style", "textarea", "title"))
"""Up to their end tag these hold text alone, whatever it looks like."""
_PICTURES = frozenset(("img", "svg", "canvas", "object", "embed", "iframe", "video"))
_NOT_TYPED = frozenset(("hidden", "button", "submit", "reset", "image", "file", "password"))

_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_INLINE_SPACES = re.compile(r"[ \t\r\f\xa0]+")
_SPAN = re.compile(r"\s*\+?([0-9]{1,6})")
_NESTED = "E-NESTED"
_EPOCHS = (dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1))  # noqa: DTZ001 - a cell has no time zone


@attrs.define
class _OpenCell:
    """The cell that is being read: its texts, what it holds besides text, and the number that a program wrote to it."""

    column: int
    alone: bool = True
    """Whether it spans no other column."""
    number: str | None = None
    bad: BadCell | None = None
    texts: list[str] = attrs.field(factory=list)
    besides: BadCell | bool | None = None

    def value(self) -> Cell | BadCell:
        """What the cell shows; what stands in it besides, if it shows no text."""
        text = _INLINE_SPACES.sub(" ", "".join(self.texts)).strip(" \n")
        if "\n" in text:
            text = "\n".join(filter(None, (line.strip(" ") for line in text.split("\n"))))
        if self.bad:
            return BadCell(self.bad.shown or text, self.bad.code)
        if self.number and text:
            return _decided(text, self.number)
        return "" if not text and self.besides is None else text or self.besides


def _decided(text: str, number: str) -> Cell | BadCell:
    """The text, unless the number behind it says more: which of the shown numbers is the day, or what "###" hides.

    Excel writes the number as x:num, LibreOffice as sdval; it is 0 behind an error such as #N/A.
    """
    try:
        serial = Decimal(number)
    except InvalidOperation:
        return text
    if not serial.is_finite():
        return text
    if text.startswith("#"):
        return BadCell(text, "E-CELL-ERROR") if text.strip("#") else serial
    if 0 < serial < 100_000:
        for epoch in _EPOCHS:
            moment = epoch + dt.timedelta(int(serial), seconds=int(serial % 1 * 86400 + Decimal("0.5")))
            if shows(text.partition(" ")[0], moment):  # the time may follow
                return moment.date() if serial == int(serial) else moment
    return text


@attrs.define
class Table:
    """A table, its cells in their columns: a cell that spans several has its value in the first.

    Below it the others are marked as merged with it, beside it they are blank.
    """

    hidden: bool
    depth: int
    """How many of the elements around it hide what is in them."""
    spend: Callable[[int], None]
    """Told how many cells spans have made."""
    rows: list[Row] = attrs.field(factory=list)
    row: list[Cell | BadCell] | None = None
    cell: _OpenCell | None = None
    taken: dict[int, int] = attrs.field(factory=dict)
    """By column, the number of the first row that no cell from above reaches into."""
    below: dict[int, tuple[int, Cell | BadCell]] = attrs.field(factory=dict)
    """By column, up to which row what stands below a cell that reaches into it; below blank ones nothing does."""

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        self.end_cell()
        row = self.row = [] if self.row is None else self.row
        here, before = len(self.rows), len(row)
        while self.taken.get(len(row), 0) > here:
            row.append(self._below(len(row)))
        self.cell = _OpenCell(len(row))
        row.append("")
        if attributes:
            across = min(_span(attributes, "colspan") or 1, WIDEST_SPAN)
            down = min(_span(attributes, "rowspan") or LONGEST_SPAN, LONGEST_SPAN)
            for _ in range(across - 1):  # over what reaches into them from above, in pages that are not right
                row.append(self._below(len(row)))
            if down > 1:
                self.taken.update(dict.fromkeys(range(self.cell.column, len(row)), here + down))
            self.cell.alone = across == 1
            self.cell.number = attributes.get("x:num") or attributes.get("sdval")
            self.cell.bad = BadCell("", "E-CELL-ERROR") if "x:err" in attributes else None
        if len(row) > before + 1:
            self.spend(len(row) - before - 1)

    def end_cell(self) -> None:
        """End the cell that is open, if one is."""
        if self.cell and self.row is not None:
            column, value = self.cell.column, self.cell.value()
            self.row[column] = value
            if (until := self.taken.get(column, 0)) > len(self.rows) and value != "":
                self.below[column] = until, merged_with(value)
        self.cell = None

    def end_row(self) -> None:
        """End the row that is open, if one is."""
        self.end_cell()
        if self.row is not None:
            if self.below:
                self._end_below(self.row)
            self.rows.append(tuple(self.row))
        self.row = None

    def _below(self, column: int) -> Cell | BadCell:
        return self.below[column][1] if column in self.below else ""

    def _end_below(self, row: list[Cell | BadCell]) -> None:
        """Add what cells from above reach into after the last cell of the row; drop those that reach no further."""
        here, before = len(self.rows), len(row)
        for column in sorted(self.below):
            if column >= before:
                row += [""] * (column - len(row))
                row.append(self._below(column))
            if self.below[column][0] <= here + 1:
                del self.below[column]
        self.spend(len(row) - before)

    def end_group(self) -> None:
        """End a head, body or foot: no cell reaches beyond it."""
        self.end_row()
        self.taken.clear()
        self.below.clear()


def is_nested(cell: Cell | BadCell) -> bool:
    """Whether a cell shows nothing but another table."""
    return isinstance(cell, BadCell) and cell.code == _NESTED


def _span(attributes: Mapping[str, str], name: str) -> int:
    found = _SPAN.match(attributes.get(name, "1"))
    return int(found[1]) if found else 1


class Page:
    """What a parser tells of a page (`start`, `data`, `end`), as tables. `room` is how many blanks spans may make.

    `frames`: the page is a frame around others. `strays`: it has a row or a cell that is in no table.
    """

    def __init__(self, where: str, room: int) -> None:
        self.tables: list[Table] = []
        self.open: list[Table] = []
        self.frames = self.strays = False
        self._where, self._room = where, room
        self._hides: list[bool] = []  # of each element that is open, whether it hides what is in it
        self._depth = self._typed = self._raw = 0

    @property
    def unfinished(self) -> bool:
        """Whether an element is open that has to be closed by a tag of its own."""
        return bool(self.open or self._raw)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        hides = tag in _NO_TEXT or (tag == "option" and "selected" not in attributes)
        if attributes:
            attributes = dict(attributes)  # lxml's own mapping takes long to look into
            hides = hides or (tag not in _READ_THOUGH_HIDDEN and _is_hidden(attributes))
        self._hides.append(hides)
        self._depth += hides
        self._typed += tag in _AS_TYPED
        self._raw += tag in _RAW
        self.frames = self.frames or tag == "frameset"
        if self.open:
            self._start_inside(self.open[-1], tag, attributes)
        elif not self._depth and (tag == "tr" or tag in _CELLS):
            self.strays = True
        if tag == "table":
            self.tables.append(Table(self._depth > 0, self._depth, self._spend))
            self.open.append(self.tables[-1])
            if len(self.tables) > MOST_TABLES:
                raise SourceError("E-BOMB", self._where, f"trang có hơn {MOST_TABLES} bảng; đây không phải danh sách")

    def _start_inside(self, table: Table, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _CELLS:
            table.start_cell(attributes)
        elif tag == "tr":
            table.end_row()
            table.row = []
        elif tag in _GROUPS:
            table.end_group()
        elif (cell := table.cell) and table.depth == self._depth:
            _take_in(cell, tag, attributes)

    def _spend(self, cells: int) -> None:
        """Raises SourceError when spans make more cells than there is room for."""
        self._room -= cells
        if self._room < 0:
            table = self.open[-1]
            place = f"{self._where}, bảng {1 + self.tables.index(table)}, dòng {1 + len(table.rows)}"
            message = "các ô gộp (colspan, rowspan) làm bảng rộng hơn mọi danh sách; đừng mở tệp này"
            raise SourceError("E-BOMB", place, message)

    def data(self, text: str) -> None:
        """A piece of text."""
        if self.open and (cell := self.open[-1].cell) and self.open[-1].depth == self._depth:
            cell.texts.append(text if self._typed else _SPACES.sub(" ", text))

    def end(self, tag: str) -> None:
        """An element ends: of those that are open, the last that began."""
        self._depth -= self._hides.pop()
        self._typed -= tag in _AS_TYPED
        self._raw -= tag in _RAW
        if not self.open:
            return
        table = self.open[-1]
        if tag == "table":
            table.end_row()
            self.open.pop()
            self._enclose(table)
        elif tag in _CELLS:
            table.end_cell()
        elif tag == "tr":
            table.end_row()
        elif tag in _GROUPS:
            table.end_group()
        elif tag in _LINES and table.cell:
            table.cell.texts.append("\n")

    def _enclose(self, table: Table) -> None:
        """A table that stands within a cell of another ends. What stands across columns is the value of none."""
        cell = self.open[-1].cell if self.open else None
        if cell and cell.alone and not table.hidden and (text := beginning(table.rows)):
            cell.besides = BadCell(text, _NESTED)

    def close(self) -> None:
        """The page ends."""


def _take_in(cell: _OpenCell, tag: str, attributes: Mapping[str, str]) -> None:
    """An element within a cell: a new line, a field of a form, a picture."""
    if tag in _LINES:
        cell.texts.append("\n")
    elif tag in _PICTURES:
        if "alt" in attributes:
            cell.texts.append(attributes["alt"])
        else:
            cell.besides = BadCell("hình ảnh", "E-PICTURE")
    elif tag == "select":
        cell.bad = BadCell("ô chọn", "E-CHOICE")
    elif tag == "option":  # a selected one
        cell.texts.append("" if cell.bad else "\n")
        cell.bad = None
    elif tag == "input":
        kind = attributes.get("type", "text").lower()
        if kind in ("checkbox", "radio"):
            cell.besides = "checked" in attributes
        elif kind not in _NOT_TYPED:
            cell.texts.append(attributes.get("value", ""))


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or ("style" in attributes and bool(_DISPLAY_NONE.search(attributes["style"])))
