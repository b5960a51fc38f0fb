"""Reads the tables in the body of a Word document from its XML as it streams.

No tree is built with python-docx or lxml: it would take many times the memory of the file, and deleted text, merged
cells and text boxes would still need handling. Elements not named below, such as links and inserted text, are read as
if only their content were there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import product

import attrs

from taskstats_adapters.contract import SourceError, beginning
from taskstats_adapters.sources.common import office_xml
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import watched
from taskstats_adapters.sources.common.refusals import corrupt
from taskstats_adapters.sources.word.cells import Cell
from taskstats_adapters.sources.word.tables import Budget, Table

_WORD = (  # as Word writes it, and as ISO 29500 "strict" does
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_ALTERNATIVES = ("http://schemas.openxmlformats.org/markup-compatibility/2006",)

_SKIPPED = "moveFrom"  # text that was moved away
_FORMERLY = "rPrChange tcPrChange trPrChange tblGridChange"  # formatting before a tracked change
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}

Attributes = dict[str, str]


def tables(archive: Archive, part: str) -> list[Table]:
    """The tables of this part that have rows, in the order in which they begin. Raises SourceError.

    A table within a cell is a separate table; its text is not part of the cell.
    """
    walk = _Walk(Budget(archive.where, archive.room(part)))
    office_xml.walk(watched(archive, part), office_xml.parser_for(walk, " "), archive.where, "văn bản")
    return [table for table in walk.tables if table.rows]


@attrs.define
class _Control:
    """A content control: whether it still shows its placeholder text, and the day picked in its calendar."""

    asks: bool = False
    day: dt.date | None = None


_ABOVE, _LONGEST_ABOVE = 3, 200
"""So many paragraphs above a table are kept, and so many characters of each."""


class _Walk:
    """A walk through the body, element by element."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.tables: list[Table] = []
        self.open: list[Table] = []
        self.last: Table | None = None  # the last table, until text follows it
        self.above: list[str] = []  # the paragraphs since the last table, and the one being read
        self.paragraph = ""
        self.skipped = 0  # how many levels deep in an element that is not read
        self.reading = ""  # "t" or "instrText"
        self.properties = ""  # whose properties are being read, such as "pPr"
        self.controls: list[_Control] = []
        self.hidden = self.struck = False  # whether this run is hidden, or struck through
        self.joined = False  # whether the mark at the end of this paragraph is deleted
        self.taken: list[bool] = []  # for each open set of alternatives: whether one was read
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self._on(_WORD, "tbl", self._table, self._table_end)
        self._on(_WORD, "tr", self._row, self._row_end)
        self._on(_WORD, "tc", self._cell, self._cell_end)
        self._on(_WORD, "gridSpan gridBefore gridAfter", self._grid)
        self._on(_WORD, "vMerge", self._merge)
        self._on(_WORD, "gridCol", self._column)
        self._on(_WORD, "trPr pPr sdtPr sdtEndPr", self._properties, self._properties_end)
        self._on(_WORD, "sdt", self._control, self._control_end)
        self._on(_WORD, "showingPlcHdr", self._asks)
        self._on(_WORD, "date", self._day)
        self._on(_WORD, "p", self._paragraph, self._paragraph_end)
        self._on(_WORD, "r", end=self._run_end)
        self._on(_WORD, "vanish", self._vanish)
        self._on(_WORD, "strike dstrike", self._strike)
        self._on((*_WORD, *_MATH), "t", self._reads, self._read)
        self._on(_WORD, "instrText", self._reads, self._read)
        self._on(_WORD, "fldChar fldSimple", self._field)
        self._on(_WORD, " ".join(_SIGNS), self._sign)
        self._on(_WORD, "sym", self._symbol)
        self._on(_WORD, "drawing pict object", self._picture)
        self._on(_WORD, "altChunk subDoc", self._elsewhere)
        self._on(_WORD, "del hidden", self._deleted)
        self._on(_WORD, f"{_SKIPPED} {_FORMERLY}", self._skip)
        self._on(_ALTERNATIVES, "AlternateContent", self._alternatives, self._alternatives_end)
        self._on(_ALTERNATIVES, "Choice Fallback", self._alternative)

    def _on(
        self,
        spaces: tuple[str, ...],
        names: str,
        start: Callable[[str, Attributes], None] | None = None,
        end: Callable[[], None] | None = None,
    ) -> None:
        for space, name in product(spaces, names.split()):
            if start:
                self.starts[f"{space} {name}"] = partial(start, name)
            if end:
                self.ends[f"{space} {name}"] = end

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skipped:
            self.skipped += 1
        elif handler := self.starts.get(name):
            handler(attributes)

    def end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif handler := self.ends.get(name):
            handler()

    def text(self, text: str) -> None:
        if self.skipped or not self.reading:
            return
        if self.reading == "t":
            self._write(text.replace("\n", " "))
        elif (cell := self._in_cell()) and cell.field is not None:
            cell.field = (cell.field + text)[:100]

    # -- tables -----------------------------------------------------------------------------------

    def _in_cell(self) -> Cell | None:
        return self.open[-1].cell if self.open else None

    def _in_table(self) -> Table:
        if not self.open:
            raise corrupt(self.budget.where, "có hàng hoặc ô không nằm trong bảng nào")
        return self.open[-1]

    def _table(self, _: str, __: Attributes) -> None:
        above = () if self.open else tuple(self.above)
        self.above.clear()
        self.open.append(Table(len(self.tables) + 1, self.last, above=above, budget=self.budget))
        self.tables.append(self.open[-1])

    def _table_end(self) -> None:
        self.last = table = self.open.pop()
        table.end()
        if cell := self._in_cell():
            cell.inner = beginning(table.rows)

    def _column(self, _: str, attributes: Attributes) -> None:
        width = re.match("[0-9]{1,9}", _said(attributes, "w"))
        self._in_table().grid.append(max(int(width[0]), 1) if width else 1)

    def _row(self, _: str, __: Attributes) -> None:
        self._in_table().begin_row()

    def _row_end(self) -> None:
        self._in_table().end_row()

    def _cell(self, _: str, __: Attributes) -> None:
        self._in_table().begin_cell()
        self.last = None

    def _cell_end(self) -> None:
        self._in_table().end_cell()

    def _grid(self, name: str, attributes: Attributes) -> None:
        table, said = self._in_table(), _said(attributes)
        if not re.fullmatch("[0-9]{1,9}", said):
            raise corrupt(table.place, f"số cột {said[:20]!r} không hợp lệ")
        if name == "gridBefore":
            table.leave_blank(int(said))
        elif name == "gridAfter":
            table.blanks_after = int(said)
        elif table.cell:
            table.cell.span = int(said)

    def _merge(self, _: str, attributes: Attributes) -> None:
        if cell := self._in_cell():
            cell.merge = _said(attributes) or "continue"

    def _properties(self, name: str, _: Attributes) -> None:
        self.properties = name

    def _properties_end(self) -> None:
        self.properties = ""

    # -- texts ------------------------------------------------------------------------------------

    def _paragraph(self, _: str, __: Attributes) -> None:
        if cell := self._in_cell():
            cell.begin_paragraph()

    def _paragraph_end(self) -> None:
        if cell := self._in_cell():
            cell.end_paragraph(joined=self.joined)
        elif not self.open:
            if text := self.paragraph.strip():
                self.above = [*self.above[1 - _ABOVE :], text]
            self.paragraph = ""
        self.joined = False

    def _run_end(self) -> None:
        self.hidden = self.struck = False

    def _vanish(self, _: str, attributes: Attributes) -> None:
        self.hidden = not self.properties and _is_on(attributes)

    def _strike(self, _: str, attributes: Attributes) -> None:
        self.struck = self.struck or (not self.properties and _is_on(attributes))

    def _reads(self, name: str, _: Attributes) -> None:
        self.reading = name

    def _read(self) -> None:
        self.reading = ""

    def _sign(self, name: str, _: Attributes) -> None:
        self._write(_SIGNS[name])

    def _symbol(self, _: str, attributes: Attributes) -> None:
        code = _said(attributes, "char")
        known = re.fullmatch("[0-9A-Fa-f]{4}", code) and not 0xD800 <= int(code, 16) < 0xE000
        self._write(chr(int(code, 16)) if known else "\ufffd")

    @property
    def unseen(self) -> bool:
        """Whether the next text is hidden or part of properties, where w:tab is a tab stop."""
        return self.hidden or bool(self.properties)

    def _write(self, text: str) -> None:
        if self.unseen:
            return
        if not text.isspace():
            self.last = None
        if not self.open and len(self.paragraph) < _LONGEST_ABOVE:
            self.paragraph += text[:_LONGEST_ABOVE]
        cell = self._in_cell()
        if cell and not cell.codes:
            cell.write(text, self.open[-1].place)
            if self.struck and text.strip():
                self.open[-1].struck.add(len(self.open[-1].rows) + 1)
            if self.controls:
                cell.asks, cell.day = cell.asks or self.controls[-1].asks, self.controls[-1].day or cell.day

    def _field(self, name: str, attributes: Attributes) -> None:
        cell, kind = self._in_cell(), _said(attributes, "fldCharType")
        if cell is None:
            return
        if name == "fldSimple" or kind == "begin":
            cell.field = _said(attributes, "instr")
        if kind == "begin":  # its code may contain other fields, whose results are not text
            cell.fields.append(True)
            cell.codes += 1
        elif kind in ("separate", "end") and cell.fields:
            cell.codes -= cell.fields.pop()
            if kind == "separate":
                cell.fields.append(False)

    def _control(self, _: str, __: Attributes) -> None:
        around = self.controls[-1] if self.controls else _Control()
        self.controls.append(_Control(around.asks, around.day))

    def _control_end(self) -> None:
        self.controls.pop()

    def _asks(self, _: str, attributes: Attributes) -> None:
        if self.controls:
            self.controls[-1].asks = _is_on(attributes)

    def _day(self, _: str, attributes: Attributes) -> None:
        if self.controls:
            with suppress(ValueError):
                self.controls[-1].day = dt.date.fromisoformat(_said(attributes, "fullDate")[:10])

    def _picture(self, _: str, __: Attributes) -> None:
        if (cell := self._in_cell()) and not self.unseen:
            cell.picture = True

    # -- skipped content -------------------------------------------------------------------------

    def _skip(self, _: str, __: Attributes) -> None:
        self.skipped = 1

    def _deleted(self, name: str, attributes: Attributes) -> None:
        if self.properties == "trPr":
            self._in_table().unseen |= _is_on(attributes)
        elif self.properties == "pPr" and name == "del":
            self.joined = True
        self.skipped = 1

    def _elsewhere(self, _: str, __: Attributes) -> None:
        message = "có phần được nhúng từ một tệp khác mà chưa nhập vào văn bản; hãy mở bằng Word rồi lưu lại"
        raise SourceError("E-UNREADABLE", self.budget.where, message)

    def _alternatives(self, _: str, __: Attributes) -> None:
        self.taken.append(False)

    def _alternatives_end(self) -> None:
        self.taken.pop()

    def _alternative(self, _: str, __: Attributes) -> None:
        if self.taken and not self.taken[-1]:
            self.taken[-1] = True
        else:  # alternatives have the same content: read only the first
            self.skipped = 1


def _said(attributes: Attributes, name: str = "val") -> str:
    return next((attributes[key] for space in _WORD if (key := f"{space} {name}") in attributes), "")


def _is_on(attributes: Attributes) -> bool:
    return _said(attributes) not in ("0", "false", "off")
