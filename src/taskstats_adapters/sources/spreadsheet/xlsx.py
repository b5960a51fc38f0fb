"""Inspects an .xlsx or .xlsm file before it is read: which parts are read, and which sheet is in each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from taskstats_adapters.contract import SourceError
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import parsed, targets
from taskstats_adapters.sources.spreadsheet.extent import Extent, by_sheet
from taskstats_adapters.sources.spreadsheet.shared_texts import (
    LONGEST_TEXT,
    check_grown,
    grown_texts,
    longest_text,
    text_room,
)
from taskstats_adapters.sources.spreadsheet.worksheets import examine


def inspected(archive: Archive) -> tuple[bytes, Mapping[str, Extent]]:
    """The archive packed anew with its XML parts, all inspected, and what was found by sheet. Raises SourceError."""
    names = [name for name in archive.parts if name.endswith((".xml", ".rels"))]
    extents: dict[str, Extent] = {}
    texts: dict[str, int] = {}
    for name in names:
        longest = longest_text(archive, name)
        if longest is None:
            extents[name] = examine(archive, name)
        elif longest > LONGEST_TEXT:
            message = f"có ô chứa hơn {LONGEST_TEXT >> 20} MB chữ; hãy xóa bớt chữ trong ô đó"
            raise SourceError("E-CELL-SIZE", archive.where, message)
        elif longest:
            texts[name] = longest
    cells = sum(extent.rows * extent.columns for extent in extents.values())
    for name, longest in texts.items():
        if cells * longest > text_room(archive):  # an estimate, since counting takes longer
            check_grown(archive, grown_texts(archive, name, extents))
    return archive.packed(names), by_sheet(archive.where, extents, partial(_sheet_names, archive))


def _sheet_names(archive: Archive) -> Mapping[str, str]:
    """The name of the sheet in each part."""
    workbook = next(iter(targets(archive, "", "/officeDocument").values()), "xl/workbook.xml")
    parts = targets(archive, workbook)
    found = {}
    for element in parsed(archive, workbook).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id")
            found[parts.get(next(ids, ""), "")] = element.get("name", "")
    return found
