"""Inspects an .ods file before it is read: how far its sheets reach once repeated rows and cells are expanded.

The inspection also gives the text of cells that calamine misreads: it takes a cell without a type as blank, drops tabs
and line breaks, and takes the text of a shape over a cell as the cell's own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import NoReturn

from taskstats_adapters.contract import HIDDEN, SERIALS_FROM, STRUCK, BadCell
from taskstats_adapters.sources.common import office_xml
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import watched
from taskstats_adapters.sources.common.refusals import bomb, corrupt, password
from taskstats_adapters.sources.spreadsheet.extent import Extent, Inspected

CONTENT = "content.xml"
PARTS = ("mimetype", "meta-inf/manifest.xml", CONTENT)

TEXT_ROOM = 128 * 2**20
"""Characters that repeated texts may add to the size of the content."""

MOST_SPACES = 4 * 2**20
"""The most spaces of a cell that the file gives as a number (text:c)."""

_SPACES = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_LINES = ("style:text-line-through-style", "style:text-line-through-type")
"""What strikes a text through, unless it says "none"."""
_BESIDE = ("office:annotation", "draw:", "dr3d:", "text:ruby-text")
"""Elements in a cell that are not part of its text: notes, shapes, phonetic guides."""

_BETWEEN = re.compile(rb">\s++(?=</?table:)")

_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|(?:Err|Lỗi):\d+")


def inspected(archive: Archive) -> Inspected:
    """The archive with the parts that are read. Raises SourceError."""
    if "encrypted-package" in archive.parts or b"encryption-data" in archive.content(PARTS[1]):
        raise password(archive.where)
    if missing := [name for name in PARTS if name not in archive.parts]:
        raise corrupt(archive.where, f"tệp thiếu phần {missing[0]}")
    for _ in watched(archive, PARTS[1]):
        pass
    walk = _Walk(archive)
    office_xml.walk(watched(archive, CONTENT), office_xml.parser_for(walk), archive.where, "bảng tính")
    walk.check()
    # calamine gives up on white space around cells, which programs write that print a line for each.
    content = {CONTENT: _BETWEEN.sub(b">", archive.content(CONTENT))} if walk.spaced else {}
    return Inspected(archive.packed(PARTS, replaced=content), walk.sheets, walk.day_zero)


class _Walk:
    """A walk through content.xml, element by element."""

    def __init__(self, archive: Archive) -> None:
        self.where = archive.where
        # Half the usual room: calamine keeps the values twice, and the formulas once.
        self.room = archive.room(CONTENT) // 2
        self.sheets: dict[str, Extent] = {}
        self.extent = Extent(self.where)  # for what is in no sheet, or in one without a name; it is not read
        self.day_zero = SERIALS_FROM
        self.inside = self.hidden = self.strikes = False
        self.style, self.struck = "", set[str]()
        self.row = self.rows = self.column = self.columns = self.grown = 0
        self.cell: dict[str, str] | None = None
        self.paragraphs: list[str] | None = None
        self.beside = self.spaces = 0
        self.spaced = False
        """Whether there is white space between cells."""
        self.mixed = False
        """Whether the cell has something that calamine misreads: tabs, line breaks, notes, shapes."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.cell is not None and tag in ("table:table", "table:table-row", *_CELLS):
            self._nested()  # calamine would take the end of the inner cell as the end of the outer one
        if tag == "table:table":
            if self.inside:
                self._nested()
            extent = Extent(self.where, listed=self.extent.listed)  # one limit for all sheets, since all are kept
            name = attributes.get("table:name")
            self.extent = extent if name is None else self.sheets.setdefault(name, extent)
            self.row, self.inside = 0, True
        elif tag == "table:table-row":
            self.rows, self.column = int(attributes.get("table:number-rows-repeated", 1)), 0
            self.hidden, self.strikes = attributes.get("table:visibility", "visible") != "visible", False
        elif tag in _CELLS:
            self.columns = int(attributes.get("table:number-columns-repeated", 1))
            self.cell, self.paragraphs, self.spaces, self.mixed = attributes, None, 0, False
        elif self.cell is not None and (self.beside or tag.startswith(_BESIDE)):
            self.beside, self.mixed = self.beside + 1, True
        elif self.cell is not None and tag == "text:p":
            if self.paragraphs is None:
                self.paragraphs = []
            else:
                self.paragraphs.append("\n")
        elif self.paragraphs is not None and tag in _SPACES:
            self.paragraphs.append(_SPACES[tag])
            self.mixed |= tag != "text:s"
        elif tag == "table:null-date":
            self.day_zero = dt.date.fromisoformat(attributes.get("table:date-value", SERIALS_FROM.isoformat())[:10])
        elif tag == "style:style":
            self.style = attributes.get("style:name", "")
        elif tag == "style:text-properties" and any(attributes.get(line, "none") != "none" for line in _LINES):
            self.struck.add(self.style)
        elif self.struck and tag == "text:span" and attributes.get("text:style-name") in self.struck:
            self.strikes = True
        if tag == "text:s":
            self.spaces += int(attributes.get("text:c", 1))

    def text(self, text: str) -> None:
        if self.paragraphs is not None and not self.beside:
            self.paragraphs.append(text)
        elif self.cell is None and not self.spaced:
            self.spaced = self.inside and text.isspace()

    def end(self, tag: str) -> None:
        if self.beside:
            self.beside -= 1
        elif tag == "table:table":
            self.inside = False
        elif tag == "table:table-row":
            self._mark()
            self.row += self.rows
        elif tag in _CELLS and self.cell is not None:
            self._cell(self.cell, self.paragraphs)
            self.column += self.columns
            self.cell = self.paragraphs = None

    def _mark(self) -> None:
        """Keep that the rows are hidden, or have struck texts, unless they are empty: nothing reached so far."""
        if (self.hidden or self.strikes) and self.extent.rows == self.row + self.rows:
            for code, marked in ((HIDDEN, self.hidden), (STRUCK, self.strikes)):
                if marked:
                    numbers = self.extent.marked.setdefault(code, set())
                    numbers.update(range(self.row + 1, self.row + self.rows + 1))

    def check(self) -> None:
        """Raise SourceError (E-STRAY) if the sheets together span too many cells: calamine keeps them all."""
        spans = {extent.rows * extent.columns: extent for extent in self.sheets.values()}
        total = sum(extent.rows * extent.columns for extent in self.sheets.values())
        if spans:
            spans[max(spans)].check(2 * self.room - total + max(spans))

    def _nested(self) -> NoReturn:
        raise corrupt(self.where, "có bảng hoặc ô nằm trong một ô hoặc bảng khác")

    def _cell(self, cell: Mapping[str, str], paragraphs: list[str] | None) -> None:
        shown = "".join(paragraphs or ())
        if not shown.strip() and not any(name.startswith("office:") or name == "table:formula" for name in cell):
            return
        self.extent.reach(self.row + self.rows, self.column + self.columns - 1)
        self.strikes = self.strikes or (bool(self.struck) and cell.get("table:style-name") in self.struck)
        self.extent.check(self.room)
        rows, columns = (int(cell.get(f"table:number-{what}-spanned", 1)) for what in ("rows", "columns"))
        for column in range(self.column, self.column + self.columns) if rows > 1 or columns > 1 else ():
            self.extent.merges.add(self.row + 1, column, self.row + rows, column + columns - 1)
        times = self.rows * self.columns
        self.grown += (len(shown) + sum(map(len, cell.values()))) * (times - 1) + self.spaces * times
        if self.grown > TEXT_ROOM or self.spaces > MOST_SPACES:
            raise bomb(self.where, "văn bản được lặp lại quá nhiều lần")
        if (instead := _instead(cell, shown, paragraphs is None, self.mixed)) is not None:
            for row in range(self.row + 1, self.row + self.rows + 1):
                for column in range(self.column, self.column + self.columns):
                    self.extent.reach(row, column, instead)


def _instead(cell: Mapping[str, str], shown: str, silent: bool, mixed: bool) -> BadCell | str | None:
    """The content of a cell that calamine would misread, otherwise None."""
    kind = cell.get("office:value-type")
    formula = cell.get("table:formula")
    if cell.get("calcext:value-type") == "error" or (formula and _ERROR.fullmatch(shown)):
        return BadCell(shown, "E-CELL-ERROR")
    if formula and silent and kind is None:
        return BadCell(f"={formula.partition('=')[2][:80]}", "E-FORMULA")
    if kind is None or (kind == "string" and mixed and "office:string-value" not in cell):
        return shown
    return None
