"""Inspects a sheet of an .xlsx file before a reader allocates memory for it.

The reader allocates the whole rectangle up to the last cell: one stray cell at XFD1048576 would need 500 GB. It also
reads a formula without a saved value, and an error such as #N/A, as a blank. So each sheet is inspected first:

- rows in the plain form that every writer produces match one regular expression. It matches nothing else: no cell
  outside its row, repeated or out of order, no error, no formula without a value, no unknown markup;
- all other rows, and the whole sheet if the XML around its rows is not plain, are walked with an XML parser.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import chain

from taskstats_adapters.contract import letters
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import watched
from taskstats_adapters.sources.spreadsheet.extent import Extent
from taskstats_adapters.sources.spreadsheet.marked_rows import MarkedRows
from taskstats_adapters.sources.spreadsheet.worksheet_walk import WorksheetWalk

LONGEST_ROW = 4 * 2**20
"""The most bytes of a row that is matched against the plain form."""

_ATTRIBUTES = rb'(?: [A-Za-z0-9:]++="[^<>"]*+")*+'
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?+(?:<\?xml[^<>?]*+\?>)?+\s*+"
    rb"""(?:<[^<>"'!?]*+(?:"[^<>"]*+"[^<>"'!?]*+)*+>[^<>]*+)*+"""
)
_CELL = (
    # The most common cells first; atomic, so that a row that does not match fails at once.
    rb'(?><c r="%s\1"(?:(?: t="s"><v>|><v>| s="[0-9]++"><v>| s="[0-9]++" t="s"><v>)[0-9]++</v></c>'
    rb'|(?: s="[0-9]++")?+(?: t="inlineStr">(?:<is><t(?: xml:space="preserve")?+>[^<>]*+</t></is>)?+</c>'
    rb'|(?: t="(?:n|b|str)")?+(?:/>|></c>|>'
    rb"(?:<f" + _ATTRIBUTES + rb">[^<>]*+</f>|<f" + _ATTRIBUTES + rb"/>)?+<v>[^<>\s][^<>]*+</v></c>)))|)"
)
# Styled cells beside or below a list, often down to the last row. They are empty, so their columns are irrelevant.
_EMPTY = rb'(?:<c r="[A-Z]{1,3}+\1"(?: s="[0-9]++")?+(?: t="(?:n|inlineStr)")?+(?:/>|></c>))*+</row>'
_BLANK = re.compile(rb'<row r="([1-9][0-9]{0,6}+)"' + _ATTRIBUTES + rb">" + _EMPTY)
_WIDEST_PLAIN = 64


def examine(archive: Archive, name: str, marks: MarkedRows | None = None) -> Extent:
    """How far the sheet in this part reaches, and which of its rows are marked. Raises SourceError."""
    chunks: Iterator[bytes] = archive.chunks(name)
    if marks:
        chunks = marks.watch(name, chunks)
    extent, frame = _plain(chunks, archive.where)
    if extent:
        WorksheetWalk(extent).feed(chain((frame,), chunks))  # the XML around the rows, such as the merges
    for _ in chunks:
        pass  # read to the end, where the declared size is checked
    room = archive.room(name)
    if extent is None or extent.rows * extent.columns > room:
        extent = Extent(archive.where)
        WorksheetWalk(extent).feed(watched(archive, name))
    extent.check(room)
    extent.marked = marks.of(name, extent.rows) if marks else {}
    return extent


def _plain(chunks: Iterator[bytes], where: str) -> tuple[Extent | None, bytes]:
    """The extent of a sheet in the plain form, perhaps a few columns too wide; None if it is not in that form.

    Also returns the part of the XML around the rows that has been read.
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
            # A row that is not plain: wider than the rows before it, or with unusual cells.
            walk = WorksheetWalk(extent, row)
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
    """The number of the last of these plain rows with content; a cell with content ends in one of two ways."""
    content = max(buffer.rfind(b"</v></c>", start, end), buffer.rfind(b"</is></c>", start, end))
    row = buffer.rfind(b'<row r="', start, max(start, content))
    return int(buffer[row + 8 : buffer.find(b'"', row + 8)]) if row >= 0 else 0


@functools.lru_cache(maxsize=8)
def _row(width: int) -> re.Pattern[bytes]:
    """A plain row with content only in the first `width` columns, each cell in order and at most once."""
    cells = b"".join(_CELL % letters(column).encode() for column in range(width))
    return re.compile(rb'<row r="([1-9][0-9]{0,6}+)"' + _ATTRIBUTES + rb"(?:/>|>" + cells + _EMPTY + rb")")
