"""The XML parts of an Office file: checked as they stream, walked element by element, and related to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.etree import ElementTree
from xml.parsers import expat

from taskstats_adapters.contract import SourceError
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.refusals import corrupt


class Handler(Protocol):
    """Receives the elements and the text of a part, in order."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, tag: str, /) -> None:
        """An element ends."""

    def text(self, text: str, /) -> None:
        """A piece of text."""


def parser_for(handler: Handler, separator: str | None = None) -> expat.XMLParserType:
    """An XML parser that calls the handler; with a separator, names are namespace, separator, local name."""
    parser = expat.ParserCreate("UTF-8", separator)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.text
    return parser


def walk(chunks: Iterable[bytes], parser: expat.XMLParserType, where: str, what: str) -> None:
    """Feed a part to the parser. Raises SourceError (E-CORRUPT) for bad XML or numbers; `what` names the part."""
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise corrupt(where, f"XML của {what} bị hỏng ({error})") from error


def watched(archive: Archive, name: str) -> Iterator[bytes]:
    """The chunks of an XML part. Raises SourceError for a DOCTYPE, which no Office file has, and for UTF-16."""
    tail = b""
    for chunk in archive.chunks(name):
        if not tail and b"\0" in chunk[:4]:
            raise corrupt(archive.where, f"phần {name!r} không ở dạng UTF-8")
        if b"<!DOCTYPE" in chunk or b"<!DOCTYPE" in tail + chunk[:8]:
            message = f"phần {name!r} có khai báo DOCTYPE, điều mà tệp Office không bao giờ có; đừng mở tệp này"
            raise SourceError("E-DOCTYPE", archive.where, message)
        tail = (tail + chunk[-8:])[-8:]  # a chunk may be shorter, or empty
        yield chunk


def watch_all(archive: Archive) -> list[str]:
    """The names of all XML parts, once each is watched to its end. Raises what `watched` raises."""
    names = [name for name in archive.parts if name.endswith((".xml", ".rels"))]
    for name in names:
        for _ in watched(archive, name):
            pass
    return names


def parsed(archive: Archive, name: str) -> ElementTree.Element:
    """The whole XML of a small part. Raises SourceError (E-CORRUPT)."""
    try:  # as UTF-8, whatever encoding it states, which may not exist
        return ElementTree.fromstring(archive.content(name), ElementTree.XMLParser(encoding="utf-8"))
    except ElementTree.ParseError as error:
        raise corrupt(archive.where, f"không đọc được phần {name!r} ({error})") from error


def relations_of(part: str) -> str:
    """The name of the part with the relationships of this one."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def resolved(part: str, target: str) -> str:
    """The lower-case name of the part that a relationship of `part` refers to."""
    folder = posixpath.dirname(part)
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/").lower()


def targets(archive: Archive, part: str, kind: str = "") -> dict[str, str]:
    """The parts that `part` refers to, of this `kind` if given: lower-case names by relationship id."""
    relations = relations_of(part)
    return {
        element.get("Id", ""): resolved(part, element.get("Target", ""))
        for element in (parsed(archive, relations) if relations in archive.parts else ())
        if element.get("Type", "").endswith(kind)
    }
