"""Rows of an .xlsx sheet that are hidden, or have struck-through cells: a reader would show them like all others.

Sheets without any sign of them, almost all, are only searched for a few bytes while they are inspected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from taskstats_adapters.contract import HIDDEN, STRUCK
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import parsed, targets

_OFF = ("0", "false", "off")
_SIGNS = (b' hidden="1"', b' hidden="true"', b"strike")
_MOST_STYLES = 16
"""Struck styles that are searched for one by one."""

_PART = re.compile(
    rb"<(?:\w+:)?(?:row\b(?P<row>[^<>]*+)|c\b(?P<cell>[^<>]*+)>(?:<(?:\w+:)?v>(?P<text>[0-9]{1,9})<)?"
    rb"|strike\b(?P<strike>[^<>]*+))"
)
_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
_IS_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_STYLE = re.compile(rb'\bs="([0-9]{1,6})"')
_VALUE = re.compile(rb'\bval="(\w+)"')


class MarkedRows:
    """What marks rows in a workbook: its struck styles, and its shared texts with struck parts."""

    def __init__(self, archive: Archive, workbook: str) -> None:
        self._archive = archive
        styles, texts = (
            next(iter(targets(archive, workbook, kind).values()), "") for kind in ("/styles", "/sharedStrings")
        )
        self._styles, self._texts = _struck_styles(archive, styles), _struck_texts(archive, texts)
        self._signs = (*_SIGNS, *(f' s="{style}"'.encode() for style in sorted(self._styles)[:_MOST_STYLES]))
        self._any = bool(self._texts) or len(self._styles) > _MOST_STYLES
        self._seen: set[str] = set()

    def watch(self, name: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks of a sheet, with a look at whether it may have marked rows."""
        tail = b""
        for chunk in chunks:
            if name not in self._seen and (self._any or any(map((tail + chunk).__contains__, self._signs))):
                self._seen.add(name)
            tail = chunk[-16:]
            yield chunk

    def of(self, name: str, rows: int) -> dict[str, set[int]]:
        """The numbers of the marked rows among the first `rows` of a watched sheet, by code."""
        if name not in self._seen:
            return {}
        found: dict[str, set[int]] = {HIDDEN: set(), STRUCK: set()}
        for code, row in self._marked(name):
            if row <= rows:
                found[code].add(row)
        return {code: numbers for code, numbers in found.items() if numbers}

    def _marked(self, name: str) -> Iterator[tuple[str, int]]:
        row, filled = 0, False
        for piece in _rows(self._archive.chunks(name)):
            for part in _PART.finditer(piece):
                if (attributes := part["row"]) is not None:
                    said = _NUMBER.search(attributes)
                    row = int(said[1]) if said else row + 1
                    if _IS_HIDDEN.search(attributes):
                        yield HIDDEN, row
                elif (attributes := part["cell"]) is not None:
                    filled = not attributes.endswith(b"/") and not piece.startswith(b"</", part.end())
                    style = _STYLE.search(attributes)
                    text = int(part["text"]) if part["text"] and b't="s"' in attributes else -1
                    if filled and (text in self._texts or (style and int(style[1]) in self._styles)):
                        yield STRUCK, row
                elif filled and _is_on(_VALUE.search(part["strike"])):
                    yield STRUCK, row


def _rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, cut at the ends of rows."""
    rest = b""
    for chunk in chunks:
        piece = rest + chunk
        end = piece.rfind(b"row>") + 4
        yield piece[:end] if end >= 4 else b""
        rest = piece[end:] if end >= 4 else piece
    yield rest


def _struck_styles(archive: Archive, name: str) -> frozenset[int]:
    """The numbers of the cell styles whose font is struck through."""
    if name not in archive.parts or b"strike" not in archive.content(name):
        return frozenset()
    children = {child.tag.rpartition("}")[2]: child for child in parsed(archive, name)}
    struck = {str(number) for number, font in enumerate(children.get("fonts", ())) if any(map(_strikes, font))}
    styles = enumerate(children.get("cellXfs", ()))
    return frozenset(number for number, style in styles if style.get("fontId", "0") in struck)


def _struck_texts(archive: Archive, name: str) -> frozenset[int]:
    """The numbers of the shared texts of which a part is struck through."""
    if name not in archive.parts or not any(b"strike" in chunk for chunk in archive.chunks(name)):
        return frozenset()
    texts = enumerate(parsed(archive, name))
    return frozenset(number for number, text in texts if any(map(_strikes, text.iter())))


def _strikes(element: ElementTree.Element) -> bool:
    return element.tag.rpartition("}")[2] == "strike" and element.get("val", "1") not in _OFF


def _is_on(said: re.Match[bytes] | None) -> bool:
    return said is None or said[1].decode() not in _OFF
