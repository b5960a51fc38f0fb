"""Inspects an .xlsb file before it is read: its parts have binary records where those of an .xlsx have XML."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import partial

from taskstats_adapters.contract import SERIALS_FROM, BadCell
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import targets, watch_all
from taskstats_adapters.sources.common.refusals import corrupt
from taskstats_adapters.sources.spreadsheet.extent import FROM_1904, Extent, Inspected, by_sheet
from taskstats_adapters.sources.spreadsheet.shared_texts import check_grown

_WORKBOOK = "xl/workbook.bin"
_NEVER_READ = ("printersettings", "vbaproject", "/embeddings/", "/activex/", "/ctrlprops/")

# Records of [MS-XLSB]: BrtRowHdr, BrtCellBlank, BrtCellError, BrtCellIsst, BrtFmlaError, BrtSSTItem, BrtBundleSh,
# BrtMergeCell, BrtWbProp
_ROW, _BLANK, _ERROR, _SHARED_TEXT, _FORMULA_ERROR, _TEXT, _SHEET, _MERGE = 0, 1, 3, 7, 11, 19, 156, 176
_PROPERTIES = 153
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def inspected(archive: Archive) -> Inspected:
    """The archive with the parts inspected. Raises SourceError."""
    xml = watch_all(archive)
    binary = [name for name in archive.parts if name.endswith(".bin") and not any(map(name.__contains__, _NEVER_READ))]
    try:
        texts = [len(record) for name in binary for kind, record in _records(archive.content(name)) if kind == _TEXT]
        extents = {name: _examine(archive, name, texts) for name in binary}
        found = by_sheet(archive.where, extents, partial(_sheet_names, archive))
        workbook = dict(_records(archive.content(_WORKBOOK)))
        day_zero = FROM_1904 if workbook.get(_PROPERTIES, b"\0")[0] & 1 else SERIALS_FROM
    except (struct.error, IndexError, ValueError) as error:
        raise corrupt(archive.where, "nội dung nhị phân của bảng tính bị hỏng") from error
    return Inspected(archive.packed([*xml, *binary]), found, day_zero)


def _examine(archive: Archive, name: str, texts: list[int]) -> Extent:
    extent, row, grown = Extent(archive.where), 0, 0
    for kind, record in _records(archive.content(name)):
        if kind == _ROW:
            row = int.from_bytes(record[:4], "little") + 1
        elif _BLANK < kind <= _FORMULA_ERROR:
            bad = None
            if kind in (_ERROR, _FORMULA_ERROR):
                bad = BadCell(_ERRORS.get(record[8], "#N/A"), "E-CELL-ERROR")
            elif kind == _SHARED_TEXT:
                grown += texts[struct.unpack_from("<L", record, 8)[0]]
            extent.reach(row, int.from_bytes(record[:4], "little"), bad)
        elif kind == _MERGE:
            first, last, column, last_column = struct.unpack_from("<LLLL", record)
            extent.merges.add(first + 1, column, last + 1, last_column)
    extent.check(archive.room(name))
    check_grown(archive, grown)
    return extent


def _sheet_names(archive: Archive) -> Mapping[str, str]:
    """The name of the sheet in each part."""
    relations = targets(archive, _WORKBOOK)
    found = {}
    for kind, record in _records(archive.content(_WORKBOOK)):
        if kind == _SHEET:
            (length,) = struct.unpack_from("<L", record, 8)
            relation, rest = record[12 : 12 + 2 * length], record[12 + 2 * length :]
            name = rest[4 : 4 + 2 * int.from_bytes(rest[:4], "little")]
            found[relations.get(relation.decode("utf-16-le"), "")] = name.decode("utf-16-le")
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The type and content of each record; types and lengths are stored in groups of seven bits."""
    place, end = 0, len(part)
    while place < end:
        kind = part[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        more = True
        while more and shift < 28:
            more = part[place] & 0x80 > 0
            length |= (part[place] & 0x7F) << shift
            place, shift = place + 1, shift + 7
        if length > end - place:
            raise ValueError("a record that is cut off")
        yield kind, part[place : place + length]
        place += length
