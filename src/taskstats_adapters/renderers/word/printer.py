"""The report as a Word file, laid out as Decree 30/2020/NĐ-CP asks of an official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from taskstats_adapters.contract.adapters import Printer
from taskstats_adapters.contract.document import Appendix, Document, Heading, Letterhead, Paragraph, Signature
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.renderers.word.frame import frame, packed
from taskstats_adapters.renderers.word.markup import (
    cell,
    line,
    paragraph,
    row,
    rule,
    run,
    section,
    spans,
    table,
    usable,
)
from taskstats_adapters.renderers.word.tables import data_table

RULE = 40
"""The rules below the office and the subject are 1/3 to 1/2 of the line: 40 per cent."""

BREAK = paragraph("Break", "")
"""A paragraph that is hardly there: Word wants one between a table and the end of its pages."""

OUTLINED = '<w:outlineLvl w:val="0"/>'
"""What Word shows in its navigation."""

KEPT = '<w:keepNext/><w:spacing w:after="240"/>'
"""The last words of the text: on the page of the signature, and clear of it."""


def print_document(document: Document) -> bytes:
    """The document as the bytes of a .docx file: the same bytes for the same document."""
    file, headers = frame(document.subject, document.letterhead.office)
    return packed(file, sections(document, headers))


def sections(document: Document, headers: str) -> Iterator[str]:
    """The markup of the report itself, then of each appendix on pages of its own."""
    yield from main_text(document)
    layout = section(headers=headers)
    for appendix in document.appendices:
        yield paragraph("Break", "", layout)
        yield from appendix_text(appendix)
        layout = section(landscape=appendix.landscape)
    yield BREAK + layout


def main_text(document: Document) -> Iterator[str]:
    """The report from its letterhead to its signature, which the last words of the text keep company."""
    yield from letterhead(document.letterhead)
    yield line("Title", document.title)
    yield line("Subject", document.subject)
    yield rule(document.subject, "Subject", usable(), RULE)
    *body, last = document.body or (Paragraph(()),)
    yield from map(block, body)
    yield block(last, KEPT)
    yield from closing(document.recipients, document.signature)


def block(part: Paragraph | Heading, layout: str = "") -> str:
    """A paragraph or a heading of the text."""
    if isinstance(part, Heading):
        return paragraph("Heading1", run(part.text), OUTLINED)
    return paragraph("Text", spans(part.spans), layout)


def letterhead(head: Letterhead) -> Iterable[str]:
    """Who issues the report, on the left; the nation and its motto, on the right; below them number, place and date."""
    left = usable() * 2 // 5
    right = usable() - left
    parent = line("Parent", head.parent) if head.parent else ""
    office = line("Office", head.office) + rule(head.office, "Office", left, RULE)
    nation = line("Nation", head.nation) + line("Motto", head.motto) + rule(head.motto, "Motto", right, 100)
    rows = (
        row((cell(left, parent + office), cell(right, nation))),
        row((cell(left, line("Number", head.number)), cell(right, line("PlaceDate", head.place_date)))),
    )
    return table((left, right), rows, borders="", margin=0)


def closing(recipients: Iterable[str], signature: Signature) -> Iterable[str]:
    """The recipients on the left and, level with them, the signature on the right, always on one page."""
    left = usable() // 2
    right = usable() - left
    names = line("RecipientsTitle", "Nơi nhận:") + "".join(line("Recipient", name) for name in recipients)
    position = "".join(line("Position", part) for part in signature.position)
    return table(
        (left, right),
        (row((cell(left, names), cell(right, position + line("Signer", signature.name)))),),
        borders="",
        margin=0,
    )


def appendix_text(appendix: Appendix) -> Iterator[str]:
    """The appendix from its label to the end of its table."""
    yield line("AppendixLabel", appendix.label)
    yield line("AppendixTitle", appendix.title)
    yield line("AppendixReference", appendix.reference)
    yield from data_table(appendix.table, usable(landscape=appendix.landscape))


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
