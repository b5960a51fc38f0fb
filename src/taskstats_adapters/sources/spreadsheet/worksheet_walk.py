"""Walks the XML of an .xlsx sheet and finds its cells as readers do, with any prefixes and spaces."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from taskstats_adapters.contract import BadCell, SourceError, letters
from taskstats_adapters.sources.common import office_xml
from taskstats_adapters.sources.common.archive import ROOM
from taskstats_adapters.sources.common.refusals import corrupt
from taskstats_adapters.sources.spreadsheet.extent import Extent

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""The errors that calamine knows; any other makes it give up on the whole sheet."""

_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")


class WorksheetWalk:
    """Adds the cells and merges of a sheet to its extent; `row` is the last row before the walk."""

    def __init__(self, extent: Extent, row: int = 0) -> None:
        self.where, self.extent = extent.where, extent
        self.inside = False
        self.row, self.column = row, -1
        self.cell: Mapping[str, str] | None = None
        self.tag = ""
        self.texts: dict[str, str] = {}

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Walk a whole part. Raises SourceError."""
        office_xml.walk(chunks, office_xml.parser_for(self), self.where, "trang tính")

    def fragment(self, row: bytes) -> bool:
        """Walk one row; False if the bytes are not a single well-formed row. Raises SourceError."""
        self.inside = True
        if not row.startswith(b"<row "):
            return False
        try:
            office_xml.parser_for(self).Parse(row, True)
        except expat.ExpatError:
            return False
        return True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        tag = tag.rpartition(":")[2]
        if not self.inside:
            self.inside = tag == "sheetData"
            if tag == "mergeCell":
                self._merge(attributes.get("ref", ""))
        elif self.cell is not None:
            self.tag = tag if tag in ("f", "v", "is") else self.tag
            self.texts.setdefault(self.tag, "")
        elif tag == "row":
            row = attributes.get("r")
            self.row, last = self._number(row) if row is not None else self.row + 1, self.row
            if self.row <= last:
                raise corrupt(self.where, f"hàng {self.row} đứng sau hàng {last}")
            self.column = -1
        elif tag == "c":
            column = self._column(attributes["r"]) if "r" in attributes else self.column + 1
            if column <= self.column:
                raise corrupt(self.where, f"ô {letters(column)}{self.row} không đúng thứ tự hoặc có hai lần")
            self.column, self.cell, self.tag = column, attributes, ""
            self.texts.clear()

    def _number(self, row: str) -> int:
        if not re.fullmatch("[1-9][0-9]{0,6}", row):
            raise corrupt(self.where, f"số hàng {row[:20]!r} không hợp lệ")
        return int(row)

    def _column(self, reference: str) -> int:
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise corrupt(self.where, f"địa chỉ ô {reference[:20]!r} không hợp lệ")
        column = _number_of(found[1])
        if int(found[2]) != self.row:
            self.extent.reach(int(found[2]), column)
            self.extent.check(ROOM)
            raise corrupt(self.where, f"ô {reference} nằm lạc trong hàng {self.row}")
        return column

    def _merge(self, reference: str) -> None:
        if found := _RANGE.fullmatch(reference):
            self.extent.merges.add(int(found[2]), _number_of(found[1]), int(found[4]), _number_of(found[3]))

    def text(self, text: str) -> None:
        """A piece of text."""
        if self.cell is not None and self.tag:
            self.texts[self.tag] += text

    def end(self, tag: str) -> None:
        """An element ends."""
        tag = tag.rpartition(":")[2]
        if tag == "sheetData":
            self.inside = False
        if tag != "c" or self.cell is None:
            return
        kind, self.cell = self.cell.get("t"), None
        value = self.texts.get("is" if kind == "inlineStr" else "v", "").strip()
        bad = None
        if kind == "e":
            bad = BadCell(value, "E-CELL-ERROR")
            if value not in ERRORS:
                raise self._unreadable(f"ô có lỗi {value[:20] or '(trống)'}")
        elif kind == "inlineStr" and self.texts.get("v", "").strip() and "is" not in self.texts:
            raise self._unreadable("ô văn bản ghi sai cách")
        elif "f" in self.texts and not value and kind != "str":
            bad = BadCell(f"={self.texts['f'].strip()[:80]}", "E-FORMULA")
        if bad or "v" in self.texts or "is" in self.texts:
            self.extent.reach(self.row, self.column, bad)

    def _unreadable(self, what: str) -> SourceError:
        place = f"{self.where}, ô {letters(self.column)}{self.row}"
        return SourceError("E-CELL-ERROR", place, f"{what}; hãy sửa ô này rồi lưu lại")


def _number_of(name: str) -> int:
    """The number of a column, from 0, given its letters."""
    return functools.reduce(lambda total, letter: total * 26 + ord(letter) - 64, name, 0) - 1
