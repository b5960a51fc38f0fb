"""Packages that Excel and LibreOffice open and calamine does not: parts are renamed, and a wrong range is replaced.

calamine looks for the parts under the names that Excel gives them, and trusts the range that a sheet says it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import parsed, relations_of, resolved

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TYPES = "[content_types].xml"
_TOP = "_rels/.rels"
_IS_WORKBOOK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_SHEETS = ("worksheet", "chartsheet", "dialogsheet")
_SINGLE = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}

_HEAD = 2**16
_RANGE = re.compile(rb"""<(?:\w+:)?dimension\b[^<>]*?\bref\s*=\s*["']([^"'<>]*)["']""")
_SOUND = re.compile(rb"[A-Z]{1,3}[1-9][0-9]{0,6}(?::[A-Z]{1,3}[1-9][0-9]{0,6})?")


def packed(archive: Archive, workbook: str, names: Sequence[str], sheets: Sequence[str]) -> bytes:
    """The archive with these parts, some of which are `sheets`, for calamine."""
    ranges = {name: content for name in sheets if (content := _with_a_sound_range(archive, name)) is not None}
    renamed = _renamed(archive, workbook)
    if not renamed:
        return archive.packed(names, replaced=ranges)
    relations = {
        _TOP: _written([{"Id": "r1", "Type": _IS_WORKBOOK, "Target": WORKBOOK}]),
        _RELATIONS: _written(_targets(archive, workbook, renamed)),
    }
    names = [*(name for name in (_TYPES,) if name in archive.parts), *renamed, *relations]
    return archive.packed(names, renamed=renamed, replaced={**ranges, **relations})


def _renamed(archive: Archive, workbook: str) -> Mapping[str, str]:
    """The usual name of each part that is read; nothing if calamine finds them all, or if one is missing anyway."""
    names = {workbook: WORKBOOK}
    usual = workbook == WORKBOOK
    for number, relation in enumerate(_related(archive, workbook), 1):
        kind, target = _kind(relation), relation.get("Target", "")
        part = resolved(workbook, target)
        if part not in archive.parts or relation.get("TargetMode") == "External":
            continue
        if kind in _SHEETS:
            names.setdefault(part, f"xl/{kind}s/sheet{number}.xml")
            usual = usual and target.lower() in (part.removeprefix("xl/"), f"/{part}")
        elif kind in _SINGLE:
            names.setdefault(part, _SINGLE[kind])
            usual = usual and part == _SINGLE[kind].lower()
    return {} if usual or workbook not in archive.parts else names


def _targets(archive: Archive, workbook: str, renamed: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The relationships of the workbook, with the new names of its parts."""
    for relation in _related(archive, workbook):
        if name := renamed.get(resolved(workbook, relation.get("Target", ""))):
            yield {**relation.attrib, "Target": f"/{name}"}


def _written(relations: Iterable[Mapping[str, str]]) -> bytes:
    root = ElementTree.Element("Relationships", xmlns="http://schemas.openxmlformats.org/package/2006/relationships")
    root.extend(ElementTree.Element("Relationship", dict(relation)) for relation in relations)
    return ElementTree.tostring(root)


def _related(archive: Archive, workbook: str) -> Sequence[ElementTree.Element]:
    name = relations_of(workbook)
    return list(parsed(archive, name)) if name in archive.parts else []


def _kind(relation: ElementTree.Element) -> str:
    return relation.get("Type", "").rpartition("/")[2]


def _with_a_sound_range(archive: Archive, name: str) -> bytes | None:
    """The content of a sheet that says that it has a range which is none ("A0:F7"), with another one; else None."""
    chunks = archive.chunks(name)
    head = next(chunks, b"")[:_HEAD].partition(b"<sheetData")[0]
    chunks.close()
    said = _RANGE.search(head)
    if not said or _SOUND.fullmatch(said[1]):
        return None
    content = archive.content(name)
    return content[: said.start(1)] + b"A1" + content[said.end(1) :]
