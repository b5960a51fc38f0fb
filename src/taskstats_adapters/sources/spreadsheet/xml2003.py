"""XML spreadsheets of 2003 (SpreadsheetML), read as their elements stream in; many programs name them .xls.

Their days are ISO dates. A DOCTYPE is refused, so that the parser never meets an entity.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Mapping

import attrs

from taskstats_adapters.contract import HIDDEN, SERIALS_FROM, STRUCK, BadCell, Cell, Row, Sheet, SourceError
from taskstats_adapters.contract.file_types import NAMES
from taskstats_adapters.sources.common import office_xml
from taskstats_adapters.sources.common.archive import CHUNK, ROOM
from taskstats_adapters.sources.common.encodings import likely_encoding, marked_encoding
from taskstats_adapters.sources.common.ignored_sheets import why_ignored
from taskstats_adapters.sources.common.refusals import corrupt
from taskstats_adapters.sources.common.texts import decoded
from taskstats_adapters.sources.spreadsheet.extent import FROM_1904, Extent

_SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_STATED = re.compile(rb"""\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")
_DOCTYPE = re.compile("<!DOCTYPE", re.IGNORECASE)


def sheets(where: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of the workbook in `data`. Raises SourceError."""
    text = _text(where, data)
    if _DOCTYPE.search(text):
        message = "tệp có khai báo DOCTYPE, điều mà bảng tính XML 2003 không bao giờ có; đừng mở tệp này"
        raise SourceError("E-DOCTYPE", where, message)
    walk = _Walk(where, max(ROOM, 2 * len(data)))
    content = text.encode()
    chunks = (content[start : start + CHUNK] for start in range(0, len(content), CHUNK))
    office_xml.walk(chunks, office_xml.parser_for(walk, " "), where, "bảng tính")
    if not walk.sheets:
        message = f"{NAMES['xml2003']} không có trang tính nào; hãy mở bằng Excel rồi lưu thành .xlsx"
        raise SourceError("E-FORMAT", where, message)
    for sheet in walk.sheets:
        rows = sheet.extent.merges.marked(sheet.rows)
        ignored = why_ignored(hidden=sheet.hidden, empty=not sheet.extent.rows)
        yield Sheet(sheet.name, rows, ignored=ignored, day_zero=walk.day_zero, marked=sheet.extent.marked)


def _text(where: str, data: bytes) -> str:
    """The text, in the marked, the stated or the likely encoding, without its declaration, which no longer holds."""
    stated, encoding = _STATED.match(data), marked_encoding(data) or likely_encoding(data)
    if stated and encoding not in ("utf-8", "utf-8-sig", "utf-16"):
        encoding = stated[1].decode()
    try:
        text = decoded(data, encoding, where)
    except LookupError as error:
        message = f'tệp ghi bảng mã "{encoding}", không dùng được; hãy mở bằng Excel rồi lưu thành .xlsx'
        raise SourceError("E-ENCODING", where, message) from error
    return re.sub(r"\A\s*(?:<\?xml\b[^>]*>)?\s*", "", text.removeprefix("\ufeff"))


@attrs.define
class _Sheet:
    """A sheet as it is read."""

    name: str
    extent: Extent
    rows: list[Row] = attrs.field(factory=list)
    hidden: bool = False


class _Walk:
    """A walk through the workbook, element by element. Its sheets may span so many cells together as `room` says."""

    def __init__(self, where: str, room: int) -> None:
        self.where, self.room = where, room
        self.sheets: list[_Sheet] = []
        self.day_zero = SERIALS_FROM
        self.spent = 0  # by the sheets before this one
        self.row: list[Cell | BadCell] | None = None
        self.span = 0
        self.cell: Mapping[str, str] | None = None
        self.kind, self.beside, self.texts = "", 0, list[str]()
        self.reading = self.style = ""
        self.struck: set[str] = set()
        self.starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            f"{_SHEET}Worksheet": self._worksheet,
            f"{_SHEET}Row": self._row,
            f"{_SHEET}Cell": self._cell,
            f"{_SHEET}Data": self._data,
            f"{_SHEET}Style": self._style,
            f"{_SHEET}Font": self._font,
            f"{_SHEET}Comment": self._note,
            f"{_EXCEL}Visible": self._visible,
            f"{_EXCEL}Date1904": self._from_1904,
        }
        self.ends: dict[str, Callable[[], None]] = {
            f"{_SHEET}Row": self._row_end,
            f"{_SHEET}Cell": self._cell_end,
            f"{_SHEET}Data": self._data_end,
            f"{_SHEET}Comment": self._note_end,
            f"{_EXCEL}Visible": self._visible_end,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if handler := self.starts.get(tag):
            handler(attributes)

    def end(self, tag: str) -> None:
        if handler := self.ends.get(tag):
            handler()

    def text(self, text: str) -> None:
        if self.reading and not self.beside:
            self.texts.append(text)

    # -- sheets and rows --------------------------------------------------------------------------

    def _worksheet(self, attributes: Mapping[str, str]) -> None:
        if self.sheets:
            self.spent += self.sheets[-1].extent.rows * self.sheets[-1].extent.columns
        self.sheets.append(_Sheet(_said(attributes, "Name"), Extent(self.where)))

    def _style(self, attributes: Mapping[str, str]) -> None:
        self.style = _said(attributes, "ID")

    def _font(self, attributes: Mapping[str, str]) -> None:
        if _said(attributes, "StrikeThrough") == "1":
            self.struck.add(self.style)

    def _mark(self, code: str) -> None:
        sheet = self.sheets[-1]
        sheet.extent.marked.setdefault(code, set()).add(len(sheet.rows) + 1)

    def _visible(self, _: Mapping[str, str]) -> None:
        self.reading, self.texts = "visible", []

    def _visible_end(self) -> None:
        self.reading = ""
        if self.sheets:
            self.sheets[-1].hidden = "Hidden" in "".join(self.texts)

    def _from_1904(self, _: Mapping[str, str]) -> None:
        self.day_zero = FROM_1904

    def _row(self, attributes: Mapping[str, str]) -> None:
        if not self.sheets or self.row is not None:
            raise corrupt(self.where, "có hàng không nằm trong trang tính nào, hoặc nằm trong hàng khác")
        sheet = self.sheets[-1]
        place = _number(attributes, "Index", len(sheet.rows) + 1)
        if place <= len(sheet.rows):
            raise corrupt(self.where, f"hàng {place} đứng sau hàng {len(sheet.rows)}")
        self._spend(place, 1)
        sheet.rows += [()] * (place - 1 - len(sheet.rows))
        self.row, self.span = [], _number(attributes, "Span", 0)
        if _said(attributes, "Hidden") == "1":
            self._mark(HIDDEN)

    def _row_end(self) -> None:
        if self.row is not None:
            sheet = self.sheets[-1]
            self._spend(len(sheet.rows) + 1 + self.span, 1)
            sheet.rows += [tuple(self.row), *[()] * self.span]
        self.row = None

    def _spend(self, rows: int, columns: int) -> None:
        """Raise SourceError (E-STRAY) if the sheets span too many cells."""
        self.sheets[-1].extent.reach(rows, columns - 1)
        self.sheets[-1].extent.check(self.room - self.spent)

    # -- cells ------------------------------------------------------------------------------------

    def _cell(self, attributes: Mapping[str, str]) -> None:
        if self.row is None or self.cell is not None:
            raise corrupt(self.where, "có ô không nằm trong hàng nào, hoặc nằm trong ô khác")
        place = _number(attributes, "Index", len(self.row) + 1)
        if place <= len(self.row):
            raise corrupt(self.where, f"ô {place} của hàng {len(self.sheets[-1].rows) + 1} không đúng thứ tự")
        across = _number(attributes, "MergeAcross", 0)
        self._spend(len(self.sheets[-1].rows) + 1, place + across)
        self.row += [""] * (place - 1 - len(self.row))
        self.cell, self.kind, self.texts = attributes, "", []

    def _data(self, attributes: Mapping[str, str]) -> None:
        if self.cell is not None and not self.beside:
            self.kind, self.reading = _said(attributes, "Type") or "String", "data"

    def _data_end(self) -> None:
        if not self.beside:
            self.reading = ""

    def _note(self, _: Mapping[str, str]) -> None:
        self.beside += 1

    def _note_end(self) -> None:
        self.beside -= 1

    def _cell_end(self) -> None:
        if self.cell is None or self.row is None:
            return
        number, column = len(self.sheets[-1].rows) + 1, len(self.row)
        across, down = _number(self.cell, "MergeAcross", 0), _number(self.cell, "MergeDown", 0)
        if across or down:
            self.sheets[-1].extent.merges.add(number, column, number + down, column + across)
        formula = _said(self.cell, "Formula")
        unsaved = bool(formula) and not self.kind
        text = "".join(self.texts)
        if text and _said(self.cell, "StyleID") in self.struck:
            self._mark(STRUCK)
        self.row += [BadCell(formula[:80], "E-FORMULA") if unsaved else _value(self.kind, text), *[""] * across]
        self.cell = None


def _value(kind: str, text: str) -> Cell | BadCell:
    """The value of a cell of this type, as the file has it."""
    if kind == "Error":
        return BadCell(text.strip() or "#N/A", "E-CELL-ERROR")
    if kind == "Boolean":
        return text.strip() in ("1", "true")
    try:
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text.strip())
            # A time without a day is a moment of the last day of 1899.
            return moment.time() if moment.year < 1900 else moment if moment.time() != dt.time() else moment.date()
        if kind == "Number" and math.isfinite(number := float(text)):
            return int(number) if number.is_integer() else number
    except ValueError:
        return text
    return text


def _said(attributes: Mapping[str, str], name: str) -> str:
    """An attribute, with or without the prefix that most programs write."""
    return attributes.get(_SHEET + name) or attributes.get(name, "")


def _number(attributes: Mapping[str, str], name: str, otherwise: int) -> int:
    """A number among the attributes. Raises ValueError, which is a fault of the XML."""
    said = _said(attributes, name).strip()
    if len(said) > 9:
        raise ValueError(f"{name} {said[:20]}")
    return int(said) if said else otherwise
