"""What a sheet of an .xlsx file holds, found before a reader allocates memory for it.

A reader allocates the whole rectangle up to the last cell: one stray cell at XFD1048576 would need 500 GB. It also
reads a formula without a saved value, and an error such as #N/A, as a blank. So each sheet is walked before, in two
ways:

- rows in the plain form that every writer produces match one regular expression, which leaves no room for anything
  else: no cell outside its row, twice or out of order, no error, no formula without a value, no unknown markup;
- every other row, and the whole sheet when its frame is not plain, goes through expat, which misses nothing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from xml.parsers import expat

import attrs

from taskstats_adapters.contract.cells import BadCell, letters
from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.archive import Archive, corrupt, watched
from taskstats_adapters.sources.spreadsheet.merges import Merges

ROOM = 4 * 2**20
"""Cells that a sheet may always span: 128 MB at the 32 bytes that calamine takes for each."""

LONGEST_ROW = 4 * 2**20
"""The bytes of a row after which it is no longer collected for the plain form."""

MOST = 500_000
"""Cells of a sheet that are listed one by one."""

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""The errors that calamine knows; of any other it gives up the whole sheet."""

_ATTRIBUTES = rb'(?: [A-Za-z0-9:]++="[^<>"]*+")*+'
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?+(?:<\?xml[^<>?]*+\?>)?+\s*+"
    rb"""(?:<[^<>"'!?]*+(?:"[^<>"]*+"[^<>"'!?]*+)*+>[^<>]*+)*+"""
)
_CELL = (
    # The usual cells first; atomic, so that a row that does not match fails at once.
    rb'(?><c r="%s\1"(?:(?: t="s"><v>|><v>| s="[0-9]++"><v>| s="[0-9]++" t="s"><v>)[0-9]++</v></c>'
    rb'|(?: s="[0-9]++")?+(?: t="inlineStr">(?:<is><t(?: xml:space="preserve")?+>[^<>]*+</t></is>)?+</c>'
    rb'|(?: t="(?:n|b|str)")?+(?:/>|></c>|>'
    rb"(?:<f" + _ATTRIBUTES + rb">[^<>]*+</f>|<f" + _ATTRIBUTES + rb"/>)?+<v>[^<>\s][^<>]*+</v></c>)))|)"
)
# Styled cells beside a list or below it, often down to the last row; they hold nothing, so their columns do not matter.
_EMPTY = rb'(?:<c r="[A-Z]{1,3}+\1"(?: s="[0-9]++")?+(?: t="(?:n|inlineStr)")?+(?:/>|></c>))*+</row>'
_BLANK = re.compile(rb'<row r="([1-9][0-9]{0,6}+)"' + _ATTRIBUTES + rb">" + _EMPTY)
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_RANGE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_WIDEST_PLAIN = 64

HIDDEN = "trang tính ẩn"
EMPTY = "trang tính trống"

Instead = Mapping[int, Mapping[int, BadCell | str]]
"""What stands in cells that a reader would give otherwise, by row (from 1) and column (from 0)."""


@attrs.define
class Extent:
    """How far the cells with content reach, and which are merged or read wrong; `where` names the file in errors."""

    where: str
    rows: int = 0
    columns: int = 0
    lowest: str = ""
    rightmost: str = ""
    instead: dict[int, dict[int, BadCell | str]] = attrs.field(factory=dict)
    listed: int = 0
    merges: Merges = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.merges = Merges(self.where)

    def reach(self, row: int, column: int, instead: BadCell | str | None = None) -> None:
        """Take in a cell: its row from 1, its column from 0. Raises SourceError on more than MOST to be listed."""
        if row > self.rows:
            self.rows, self.lowest = row, f"{letters(column)}{row}"
        if column >= self.columns:
            self.columns, self.rightmost = column + 1, f"{letters(column)}{row}"
        if instead is not None:
            self.instead.setdefault(row, {})[column] = instead
            self.listed += 1
            if self.listed > MOST:
                message = f"hơn {MOST} ô chưa được tính, có lỗi hoặc ghi sai cách; hãy mở bằng Excel rồi lưu lại"
                raise SourceError("E-FORMULA", self.where, message)

    def check(self, room: int) -> None:
        """Refuse a rectangle of more than `room` cells. Raises SourceError."""
        if self.rows * self.columns > room:
            stray = " và ".join(dict.fromkeys((self.lowest, self.rightmost)))
            raise SourceError(
                "E-STRAY",
                self.where,
                f"có ô lẻ ở rất xa, {stray}, làm vùng dữ liệu rộng {self.rows} hàng × {self.columns} cột;"
                " hãy xóa các hàng, cột trống ở ngoài danh sách rồi lưu lại",
            )


def room_of(archive: Archive, name: str) -> int:
    """The cells that a sheet may span: what its bytes could fill, with blanks between, and never less than ROOM.

    A dense cell takes 20 bytes of XML or more; a blank one between takes nothing, so two cells are granted for each
    byte of the file too. Memory therefore stays proportional to the size of the file, as for an honest one.
    """
    return max(ROOM, archive.parts[name].file_size // 20, 2 * len(archive.data))


def examine(archive: Archive, name: str) -> Extent:
    """How far the sheet in this part reaches. Raises SourceError."""
    chunks = archive.chunks(name)
    extent, frame = _plain(chunks, archive.where)
    if extent:
        _Walk(extent).feed(chain((frame,), chunks))  # what stands around the rows, such as the merges
    for _ in chunks:
        pass  # to the end, for its declared size
    room = room_of(archive, name)
    if extent is None or extent.rows * extent.columns > room:
        extent = Extent(archive.where)
        _Walk(extent).feed(watched(archive, name))
    extent.check(room)
    return extent


def _plain(chunks: Iterator[bytes], where: str) -> tuple[Extent | None, bytes]:
    """The extent of a sheet in the plain form, at most a few columns too wide; None if it is not in that form.

    Also what has been read of the sheet without its rows.
    """
    extent, row, width, widened = Extent(where), 0, 0, 0
    match = _row(width).match
    buffer, position, frame = b"", 0, b""
    for chunk in chunks:
        buffer, position = buffer[position:] + chunk, 0
        if not frame:
            head = buffer.find(b"<sheetData>")
            if head < 0 and len(buffer) < LONGEST_ROW:
                continue
            if head < 0 or not _HEAD.fullmatch(buffer, 0, head) or b"sheetData" in buffer[:head]:
                return None, b""
            position = head + len(b"<sheetData>")
            frame = buffer[:position]
        while True:
            start = position
            while found := match(buffer, position):
                if int(found[1]) <= row:
                    return None, b""
                row, position = int(found[1]), found.end()
            extent.rows = max(extent.rows, _last_row(buffer, start, position))
            start = position
            while found := _BLANK.match(buffer, position):
                if int(found[1]) <= row:
                    return None, b""
                row, position = int(found[1]), found.end()
            if position > start:
                continue
            if buffer.startswith(b"</sheetData>", position):
                extent.columns = max(extent.columns, width)
                return extent, frame + buffer[position:]
            end = buffer.find(b"</row>", position) + len(b"</row>")
            if end < len(b"</row>"):
                break
            # A row that is not plain: wider than those before it, or with something to look at closely.
            walk = _Walk(extent, row)
            if not walk.fragment(buffer[position:end]):
                return None, b""
            row, position = walk.row, end
            if width < extent.columns <= _WIDEST_PLAIN and widened < 8:
                width, widened = extent.columns, widened + 1
                match = _row(width).match
        if len(buffer) - position > LONGEST_ROW:
            return None, b""
    return None, b""


def _last_row(buffer: bytes, start: int, end: int) -> int:
    """The last of these plain rows that holds anything: the content of a cell ends in one of two ways."""
    content = max(buffer.rfind(b"</v></c>", start, end), buffer.rfind(b"</is></c>", start, end))
    row = buffer.rfind(b'<row r="', start, max(start, content))
    return int(buffer[row + 8 : buffer.find(b'"', row + 8)]) if row >= 0 else 0


@functools.lru_cache(maxsize=8)
def _row(width: int) -> re.Pattern[bytes]:
    """A plain row with content in at most `width` columns: each of their cells in its place, at most once."""
    cells = b"".join(_CELL % letters(column).encode() for column in range(width))
    return re.compile(rb'<row r="([1-9][0-9]{0,6}+)"' + _ATTRIBUTES + rb"(?:/>|>" + cells + _EMPTY + rb")")


def _number_of(name: str) -> int:
    """The number from 0 of a column by its letters."""
    return functools.reduce(lambda total, letter: total * 26 + ord(letter) - 64, name, 0) - 1


class _Walk:
    """A walk through the XML of a sheet that finds positions as readers do, whatever the prefixes and spaces."""

    def __init__(self, extent: Extent, row: int = 0) -> None:
        self.where, self.extent = extent.where, extent
        self.inside = False
        self.row, self.column = row, -1
        self.cell: Mapping[str, str] | None = None
        self.tag = ""
        self.texts: dict[str, str] = {}

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Walk a whole part."""
        parser = self._parser()
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise corrupt(self.where, f"XML của trang tính bị hỏng ({error})") from error

    def fragment(self, row: bytes) -> bool:
        """Walk one row; False if these bytes are not one well-formed row."""
        self.inside = True
        if not row.startswith(b"<row "):
            return False
        try:
            self._parser().Parse(row, True)
        except expat.ExpatError:
            return False
        return True

    def _parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("UTF-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        return parser

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
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

    def _text(self, text: str) -> None:
        if self.cell is not None and self.tag:
            self.texts[self.tag] += text

    def _end(self, tag: str) -> None:
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
