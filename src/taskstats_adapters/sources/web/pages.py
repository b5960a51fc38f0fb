"""Collects the tables of a web page as its elements stream in, without building a tree of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from taskstats_adapters.contract import HIDDEN, STRUCK, SourceError, beginning
from taskstats_adapters.sources.web.cells import LINES
from taskstats_adapters.sources.web.signs import STRIKING, is_hidden, is_hidden_row, strikes
from taskstats_adapters.sources.web.tables import Table

MOST_TABLES = 10_000
MOST_BESIDE = 100_000
"""Characters outside tables that are kept."""

_CELLS, _GROUPS = ("td", "th"), ("thead", "tbody", "tfoot")
_READ_THOUGH_HIDDEN = frozenset((*_CELLS, *_GROUPS, "tr"))
"""Read even if hidden, like rows and columns of a spreadsheet: a filter may hide them, but their tasks count."""
_NO_TEXT = frozenset(("script", "style", "template", "noscript", "datalist", "comment"))
_AS_TYPED = ("pre", "textarea")
_RAW = frozenset(("script", "style", "textarea", "title"))
"""Elements whose content is plain text up to the end tag, even if it looks like markup."""

_SPACES = re.compile(r"[ \t\n\r\f]+")


class Page:
    """A page as the parser reports it: `start`, `data`, `end`. Its spans may add up to `room` blanks.

    `beside` has the text outside tables. `frames`: the page is a frame around others. `strays`: it has a row or a cell
    outside every table.
    """

    def __init__(self, where: str, room: int) -> None:
        self.tables: list[Table] = []
        self.open: list[Table] = []
        self.frames = self.strays = False
        self.beside = ""
        self._where, self._room = where, room
        self._hides: list[bool] = []  # for each open element, whether it hides its content
        self._strikes: list[bool] = []  # and whether it strikes it through
        self._depth = self._struck = self._typed = self._raw = 0

    @property
    def unfinished(self) -> bool:
        """Whether an element is open that needs an end tag."""
        return bool(self.open or self._raw)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        hides = tag in _NO_TEXT or (tag == "option" and "selected" not in attributes)
        struck = tag in STRIKING
        if attributes:
            attributes = dict(attributes)  # lookups in lxml's own mapping are slow
            hides = hides or (tag not in _READ_THOUGH_HIDDEN and is_hidden(attributes))
            struck = struck or strikes(attributes)
        self._hides.append(hides)
        self._strikes.append(struck)
        self._depth += hides
        self._struck += struck
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
            if table.in_hidden_group or (attributes and is_hidden_row(attributes)):
                table.mark(HIDDEN)
        elif tag in _GROUPS:
            table.end_group()
            table.in_hidden_group = bool(attributes) and is_hidden_row(attributes)
        elif (cell := table.cell) and table.depth == self._depth:
            cell.take_in(tag, attributes)

    def _spend(self, cells: int) -> None:
        """Raise SourceError (E-BOMB) if spans add more cells than there is room for."""
        self._room -= cells
        if self._room < 0:
            table = self.open[-1]
            place = f"{self._where}, bảng {1 + self.tables.index(table)}, dòng {1 + len(table.rows)}"
            message = "các ô gộp (colspan, rowspan) làm bảng rộng hơn mọi danh sách; đừng mở tệp này"
            raise SourceError("E-BOMB", place, message)

    def data(self, text: str) -> None:
        """A piece of text."""
        if not self.open and not self._depth and not self._raw and len(self.beside) < MOST_BESIDE:
            self.beside += _SPACES.sub(" ", text)
        elif self.open and (cell := self.open[-1].cell) and self.open[-1].depth == self._depth:
            cell.texts.append(text if self._typed else _SPACES.sub(" ", text))
            if self._struck and not text.isspace():
                self.open[-1].mark(STRUCK)

    def end(self, tag: str) -> None:
        """The innermost open element ends."""
        self._depth -= self._hides.pop()
        self._struck -= self._strikes.pop()
        self._typed -= tag in _AS_TYPED
        self._raw -= tag in _RAW
        if not self.open:
            return
        table = self.open[-1]
        if tag == "table":
            table.end_row()
            self.open.pop()
            if self.open and (cell := self.open[-1].cell) and not table.hidden:
                cell.enclose(beginning(table.rows))
        elif tag in _CELLS:
            table.end_cell()
        elif tag == "tr":
            table.end_row()
        elif tag in _GROUPS:
            table.end_group()
        elif tag in LINES and table.cell:
            table.cell.texts.append("\n")

    def close(self) -> None:
        """The page ends."""
