"""The parts of an .xlsx or .xlsm file: which are read, which sheet each is, and what its texts would grow to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.archive import Archive, bomb, corrupt, parsed, targets, watched
from taskstats_adapters.sources.spreadsheet.worksheets import Extent, examine

TEXT_ROOM = 128 * 2**20
"""Bytes that the texts of all cells may always take. Beyond it, TEXT_RATIO times the size of the file."""

TEXT_RATIO = 100

LONGEST_TEXT = 4 * 2**20
"""Bytes of one text with its markup. Excel keeps 32,767 characters in a cell."""


def inspected(archive: Archive) -> tuple[bytes, Mapping[str, Extent]]:
    """The archive packed anew with its XML parts, all inspected; by sheet what was found. Raises SourceError."""
    names = [name for name in archive.parts if name.endswith((".xml", ".rels"))]
    extents: dict[str, Extent] = {}
    texts: dict[str, int] = {}
    for name in names:
        longest = _longest_text(archive, name)
        if longest is None:
            extents[name] = examine(archive, name)
        elif longest > LONGEST_TEXT:
            message = f"có ô chứa hơn {LONGEST_TEXT >> 20} MB chữ; hãy xóa bớt chữ trong ô đó"
            raise SourceError("E-CELL-SIZE", archive.where, message)
        elif longest:
            texts[name] = longest
    cells = sum(extent.rows * extent.columns for extent in extents.values())
    room = max(TEXT_ROOM, TEXT_RATIO * len(archive.data))
    for name, longest in texts.items():
        if cells * longest > room and _grown(archive, name, extents) > room:
            raise bomb(archive.where, "các văn bản dùng chung được nhắc lại quá nhiều lần")
    noted = {name: extent for name, extent in extents.items() if extent.instead or extent.merges.found}
    sheets = sheet_parts(archive) if noted else {}
    if not noted.keys() <= sheets.keys():
        raise corrupt(archive.where, "có trang tính không nằm trong danh sách trang tính của tệp")
    return archive.packed(names), {sheets[name]: extent for name, extent in noted.items()}


def sheet_parts(archive: Archive) -> Mapping[str, str]:
    """The name of the sheet in each part of the archive. Raises SourceError."""
    workbook = next(iter(targets(archive, "", "/officeDocument").values()), "xl/workbook.xml")
    parts = targets(archive, workbook)
    found = {}
    for element in parsed(archive, workbook).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id")
            found[parts.get(next(ids, ""), "")] = element.get("name", "")
    return found


def _longest_text(archive: Archive, name: str) -> int | None:
    """The bytes of the longest shared text in a part, with its markup; 0 without any, None for a sheet."""
    longest, shared, rest = 0, False, b""
    for chunk in watched(archive, name):
        whole = rest + chunk
        if b"sheetData" in whole:
            return None
        shared = shared or b"sst" in whole
        *texts, rest = whole.split(b"si>")
        longest = max(longest, len(rest), *map(len, texts))
        if len(rest) > LONGEST_TEXT:  # it will be refused: what is left is only watched
            rest = rest[-8:]
    return longest if shared else 0


def _grown(archive: Archive, name: str, sheets: Iterable[str]) -> int:
    """The bytes that the texts of all cells take: each cell that refers to a shared text gets its own copy."""
    content = archive.content(name)
    if re.search(rb"si\s*/>|<!", content):
        return 2**63  # then the numbers of the texts are in doubt, and only the largest product is safe
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
