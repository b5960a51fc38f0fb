"""The Word file around the text: parts, styles, page number and properties, packed to the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from taskstats_adapters.output.packing import WRITTEN, entry
from taskstats_adapters.renderers.word.markup import UNFIT
from taskstats_adapters.renderers.word.styles import FONT, LANGUAGE, define

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NEEDED = ("/word/document.xml", "/word/styles.xml", "/word/settings.xml", "/docProps/core.xml")
"""The parts of python-docx's template that are kept; its thumbnail, numbering and fonts belong to another document."""

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SETTINGS = (
    '<w:defaultTabStop w:val="720"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)


def frame(title: str, author: str) -> tuple[WordDocument, str]:
    """A document without text, and the markup with which its first section refers to the header (the page number)."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from lxml import etree

    document = docx.Document()
    part, package = document.part, document.part.package
    theme = part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for relationships in (part.rels, package.rels):
        for identifier, relationship in tuple(relationships.items()):
            if relationship.target_part.partname not in NEEDED:
                del relationships[identifier]

    fonts = parse_xml(theme.blob)
    for face in fonts.iter("{*}latin", "{*}ea", "{*}cs", "{*}font"):
        face.set("typeface", FONT)
    part.relate_to(Part(theme.partname, theme.content_type, etree.tostring(fonts), package), RELATIONSHIP_TYPE.THEME)
    settings = document.settings.element
    for child in tuple(settings):
        settings.remove(child)
    settings.extend(tuple(parse_xml(f"<w:settings {NAMESPACES}>{SETTINGS}</w:settings>")))
    define(document.styles)

    properties = document.core_properties
    properties.title, properties.author = (" ".join(UNFIT.sub("", text).split())[:255] for text in (title, author))
    properties.language = LANGUAGE
    properties.created = properties.modified = WRITTEN
    properties.comments = properties.last_modified_by = ""

    header = document.sections[0].header
    header.is_linked_to_previous = False
    field = f'<w:fldSimple {NAMESPACES} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    header.part.element[0].append(parse_xml(field))
    named = part.relate_to(header.part, RELATIONSHIP_TYPE.HEADER)
    return document, f'<w:headerReference w:type="default" r:id="{named}"/>'


def packed(document: WordDocument, body: Iterable[str]) -> bytes:
    """The file with `body` as its text; the pieces are written straight into the archive, as they may be many."""
    parts, file = io.BytesIO(), io.BytesIO()
    document.save(parts)
    with zipfile.ZipFile(parts) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            with target.open(entry(name), "w") as member:
                if name == "word/document.xml":
                    member.write(f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>'.encode())
                    for piece in body:
                        member.write(piece.encode())
                    member.write(b"</w:body></w:document>")
                else:
                    member.write(source.read(name))
    return file.getvalue()
