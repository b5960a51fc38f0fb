"""The shared strings of a workbook: each cell that refers to one gets a copy, so a small file can grow very large."""

from __future__ import annotations

import re
from collections.abc import Iterable

from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import watched
from taskstats_adapters.sources.common.refusals import bomb

TEXT_ROOM = 128 * 2**20
"""Bytes that the texts of all cells may take in any file; in a larger one, TEXT_RATIO times its size."""

TEXT_RATIO = 100

LONGEST_TEXT = 4 * 2**20
"""The most bytes of one text with its markup. An Excel cell has up to 32,767 characters."""


def text_room(archive: Archive) -> int:
    """The number of bytes that the texts of all cells may take."""
    return max(TEXT_ROOM, TEXT_RATIO * len(archive.data))


def check_grown(archive: Archive, grown: int) -> None:
    """Raise SourceError (E-BOMB) if the texts grow to more bytes than allowed."""
    if grown > text_room(archive):
        raise bomb(archive.where, "các văn bản dùng chung được nhắc lại quá nhiều lần")


def longest_text(archive: Archive, name: str) -> int | None:
    """The bytes of the longest shared text in an XML part, with markup; 0 if there is none, None for a sheet."""
    longest, shared, rest = 0, False, b""
    for chunk in watched(archive, name):
        whole = rest + chunk
        if b"sheetData" in whole:
            return None
        shared = shared or b"sst" in whole
        *texts, rest = whole.split(b"si>")
        longest = max(longest, len(rest), *map(len, texts))
        if len(rest) > LONGEST_TEXT:  # it will be refused, so only watch the rest
            rest = rest[-8:]
    return longest if shared else 0


def grown_texts(archive: Archive, name: str, sheets: Iterable[str]) -> int:
    """The bytes that the shared texts of an XML part take once copied into the cells of these sheets."""
    content = archive.content(name)
    if re.search(rb"si\s*/>|<!", content):
        return 2**63  # the indices of the texts are unclear, so assume the worst
    lengths = [len(text) for text in re.split(rb"</(?:[^<>]*:)?si\s*>", content)[:-1]]
    total = 0
    for sheet in sheets:
        tail = b""
        for chunk in archive.chunks(sheet):
            xml = tail + chunk
            end = xml.rfind(b"<")
            tail = xml[end:]
            for index in re.findall(rb"[<:]v(?:\s[^<>]*)?>\s*([0-9]{1,9})", xml[:end]):
                total += lengths[int(index)] if int(index) < len(lengths) else 0
    return total
