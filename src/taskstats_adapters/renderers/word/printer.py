"""A document as a Word file, in the layout of Decree 30/2020/NĐ-CP for administrative documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taskstats_adapters.contract import (
    Appendix,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Printer,
    Signature,
    hookimpl,
)
from taskstats_adapters.renderers.word.fitting import Room
from taskstats_adapters.renderers.word.frame import frame, packed
from taskstats_adapters.renderers.word.markup import (
    cell,
    centred,
    line,
    paragraph,
    row,
    rule,
    run,
    section,
    spans,
    table,
    usable,
    usable_height,
)
from taskstats_adapters.renderers.word.measures import paragraph_height
from taskstats_adapters.renderers.word.styles import LOOKS
from taskstats_adapters.renderers.word.tables import data_table

RULE = 46
"""Length of the rules below the office and the subject, in per cent of a line; the Decree asks for 1/3 to 1/2."""

BREAK = paragraph("Break", "")
"""An invisible paragraph: Word requires one between a table and the end of its section."""

IN_OUTLINE = '<w:outlineLvl w:val="0"/>'
"""Shows a heading in Word's navigation pane."""

LAST = '<w:keepNext/><w:spacing w:after="240"/>'
"""The last paragraph stays on the page of the signature, with space between them."""


def print_document(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    file, headers = frame(document.subject, document.letterhead.office)
    return packed(file, sections(document, headers))


def sections(document: Document, headers: str) -> Iterator[str]:
    """The markup of the text, then of each appendix, in a section of its own."""
    yield from main_text(document)
    layout = section(headers=headers)
    for appendix in document.appendices:
        yield paragraph("Break", "", layout)
        yield from appendix_text(appendix)
        layout = section(landscape=appendix.landscape)
    yield BREAK + layout


def main_text(document: Document) -> Iterator[str]:
    """From the letterhead to the signature; the last paragraph is kept on the page of the signature."""
    yield from letterhead(document.letterhead)
    yield line("Title", document.title)
    yield centred("Subject", document.subject, usable())
    yield rule(document.subject, "Subject", usable(), RULE)
    *body, last = document.body or (Paragraph(()),)
    yield from map(block, body)
    yield block(last, LAST)
    yield from closing(document.recipients, document.signature)


def block(part: Paragraph | Heading, layout: str = "") -> str:
    """A paragraph or a heading of the text."""
    if isinstance(part, Heading):
        return paragraph("Heading1", run(part.text), IN_OUTLINE)
    return paragraph("Text", spans(part.spans), layout)


def letterhead(head: Letterhead) -> Iterable[str]:
    """On the left the issuing office and the number, on the right the national motto and the place and date."""
    left = usable() * 2 // 5
    right = usable() - left
    parent = centred("Parent", head.parent, left) if head.parent else ""
    office = centred("Office", head.office, left) + rule(head.office, "Office", left, RULE)
    nation = line("Nation", head.nation) + line("Motto", head.motto) + rule(head.motto, "Motto", right, 100)
    rows = (
        row((cell(left, parent + office), cell(right, nation))),
        row((cell(left, line("Number", head.number)), cell(right, line("PlaceDate", head.place_date)))),
    )
    return table((left, right), rows, borders="", margin=0)


def closing(recipients: Iterable[str], signature: Signature) -> Iterable[str]:
    """The recipients on the left and the signature on the right, always on one page."""
    left = usable() // 2
    right = usable() - left
    names = line("RecipientsTitle", "Nơi nhận:") + "".join(line("Recipient", name) for name in recipients)
    position = "".join(centred("Position", part, right) for part in signature.position)
    return table(
        (left, right),
        (row((cell(left, names), cell(right, position + line("Signer", signature.name)))),),
        borders="",
        margin=0,
    )


def appendix_text(appendix: Appendix) -> Iterator[str]:
    """The appendix: its label, title and reference, then its table."""
    width, height = usable(landscape=appendix.landscape), usable_height(landscape=appendix.landscape)
    above = {"AppendixLabel": appendix.label, "AppendixTitle": appendix.title, "AppendixReference": appendix.reference}
    yield from (centred(style, text, width) for style, text in above.items())
    left = height - sum(paragraph_height(text, LOOKS[style], width) for style, text in above.items())
    yield from data_table(appendix.table, width, Room(first_page=left, page=height))


PRINTER = Printer(
    name="word",
    summary="báo cáo Word, trình bày theo Nghị định 30/2020/NĐ-CP",
    print=print_document,
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    suffixes=(".docx",),
    requires=("docx",),
)


@hookimpl
def taskstats_renderers() -> Iterable[Printer]:
    """The Word printer."""
    return (PRINTER,)
