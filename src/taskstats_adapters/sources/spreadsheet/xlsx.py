"""Inspects an .xlsx or .xlsm file before it is read: which parts are read, and which sheet is in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from taskstats_adapters.contract import SERIALS_FROM, SourceError
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.month_cells import month_cells, month_styles
from taskstats_adapters.sources.common.office_xml import parsed, targets
from taskstats_adapters.sources.spreadsheet.extent import FROM_1904, Extent, Inspected, by_sheet
from taskstats_adapters.sources.spreadsheet.marked_rows import MarkedRows
from taskstats_adapters.sources.spreadsheet.package import WORKBOOK, packed
from taskstats_adapters.sources.spreadsheet.shared_texts import (
    LONGEST_TEXT,
    check_grown,
    grown_texts,
    longest_text,
    text_room,
)
from taskstats_adapters.sources.spreadsheet.worksheets import examine


def inspected(archive: Archive) -> Inspected:
    """The archive with its XML parts, all inspected. Raises SourceError."""
    names = [name for name in archive.parts if name.endswith((".xml", ".rels"))]
    extents: dict[str, Extent] = {}
    texts: dict[str, int] = {}
    marks = MarkedRows(archive, _workbook(archive))
    for name in names:
        longest = longest_text(archive, name)
        if longest is None:
            extents[name] = examine(archive, name, marks)
        elif longest > LONGEST_TEXT:
            message = f"có ô chứa hơn {LONGEST_TEXT >> 20} MB chữ; hãy xóa bớt chữ trong ô đó"
            raise SourceError("E-CELL-SIZE", archive.where, message)
        elif longest:
            texts[name] = longest
    cells = sum(extent.rows * extent.columns for extent in extents.values())
    for name, longest in texts.items():
        if cells * longest > text_room(archive):  # an estimate, since counting takes longer
            check_grown(archive, grown_texts(archive, name, extents))
    day_zero = _day_zero(archive)
    styles = next(iter(targets(archive, _workbook(archive), "/styles").values()), "xl/styles.xml")
    if months := month_styles(archive, styles):
        for name, extent in extents.items():
            for row, column, month in month_cells(archive, name, months, day_zero) if extent.rows else ():
                extent.reach(row, column, month)
    found = by_sheet(archive.where, extents, partial(_sheet_names, archive))
    return Inspected(packed(archive, _workbook(archive), names, list(extents)), found, day_zero)


def _workbook(archive: Archive) -> str:
    """The part that the package names as the workbook."""
    return next(iter(targets(archive, "", "/officeDocument").values()), WORKBOOK)


def _day_zero(archive: Archive) -> dt.date:
    """Day 0 of the serials: the workbook may count from 1904."""
    name = _workbook(archive)
    for element in parsed(archive, name) if name in archive.parts else ():
        if element.tag.rpartition("}")[2] == "workbookPr" and element.get("date1904") in ("1", "true"):
            return FROM_1904
    return SERIALS_FROM


def _sheet_names(archive: Archive) -> Mapping[str, str]:
    """The name of the sheet in each part."""
    workbook = _workbook(archive)
    parts = targets(archive, workbook)
    found = {}
    for element in parsed(archive, workbook).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id")
            found[parts.get(next(ids, ""), "")] = element.get("name", "")
    return found
