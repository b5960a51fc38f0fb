"""The Word file: every text of the document once and in order, whatever it holds, and the same bytes every time."""

import datetime as dt
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator

import attrs
import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taskstats_adapters.contract.document import (
    Align,
    Appendix,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Span,
    Table,
)
from taskstats_adapters.renderers.word.printer import PRINTER, print_document, taskstats_renderers

GROUPED = (
    Column("STT", 5, Align.CENTER),
    Column("Đơn vị", 30),
    Column("Đúng hạn", 10, Align.RIGHT, "Đã hoàn thành"),
    Column("Quá hạn", 10, Align.RIGHT, "Đã hoàn thành"),
    Column("Còn thời hạn", 10, Align.RIGHT, "Chưa hoàn thành"),
)
DOCUMENT = Document(
    letterhead=Letterhead("UBND tỉnh Lạng Sơn", "Văn phòng", "Số:     /BC-VP", "Lạng Sơn, ngày     tháng 6 năm 2021"),
    title="BÁO CÁO",
    subject="Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ",
    body=(
        Paragraph((Span("Văn phòng UBND tỉnh báo cáo như sau:"),)),
        Heading("1. Tiến độ thực hiện nhiệm vụ"),
        Paragraph((Span("Có 05 nhiệm vụ "), Span("quá hạn", bold=True), Span(" "), Span("(phụ lục I).", italic=True))),
        Paragraph((Span("Trân trọng./."),)),
    ),
    recipients=("- Chủ tịch UBND tỉnh;", "- Lưu: VT."),
    signature=Signature(("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Phạm Hùng Trường"),
    appendices=(
        Appendix(
            "Phụ lục I",
            "Nhiệm vụ hoàn thành quá hạn",
            "(Kèm theo Báo cáo số     /BC-VP)",
            Table((Column("STT", 5), Column("Nội dung", 40)), (("1", "Báo cáo quý"), ("2", "Báo cáo năm"))),
        ),
        Appendix(
            "Phụ lục II",
            "Tổng hợp theo đơn vị",
            "(Kèm theo Báo cáo số   /BC-VP)",
            Table(GROUPED, (("1", "Sở Y tế", "9", "2", "0"), ("", "Tổng cộng", "10", "3", "1")), frozenset({1})),
            landscape=False,
        ),
    ),
)


def paragraphs(data: bytes) -> list[WordParagraph]:
    """All paragraphs in reading order, those in tables included."""
    word = docx.Document(io.BytesIO(data))
    return [WordParagraph(element, word) for element in word.element.body.iter(qn("w:p"))]


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(data) if paragraph.text]


def every_text(document: Document) -> Iterator[str]:
    """What must stand in the file, in this order. (No table of this document has two rows of headings but the last.)"""
    head, signature = document.letterhead, document.signature
    yield from (head.parent, head.office, head.nation, head.motto, head.number, head.place_date)
    yield from (document.title, document.subject)
    yield from (part.text for part in document.body)
    yield from ("Nơi nhận:", *document.recipients, *signature.position, signature.name)
    first, second = document.appendices
    yield from (first.label, first.title, first.reference, "STT", "Nội dung", "1", "Báo cáo quý", "2", "Báo cáo năm")
    yield from (second.label, second.title, second.reference)
    yield from ("STT", "Đơn vị", "Đã hoàn thành", "Chưa hoàn thành", "Đúng hạn", "Quá hạn", "Còn thời hạn")
    yield from ("1", "Sở Y tế", "9", "2", "0", "Tổng cộng", "10", "3", "1")


def test_every_text_stands_in_the_file_once_and_in_order() -> None:
    assert texts(print_document(DOCUMENT)) == list(every_text(DOCUMENT))


def test_spans_keep_their_styles() -> None:
    (paragraph,) = (part for part in paragraphs(print_document(DOCUMENT)) if part.text.startswith("Có 05"))
    assert [(run.text, bool(run.bold), bool(run.italic)) for run in paragraph.runs] == [
        ("Có 05 nhiệm vụ ", False, False),
        ("quá hạn", True, False),
        (" ", False, False),
        ("(phụ lục I).", False, True),
    ]


def test_a_document_without_parent_body_recipients_and_appendices() -> None:
    bare = attrs.evolve(
        DOCUMENT, letterhead=attrs.evolve(DOCUMENT.letterhead, parent=""), body=(), recipients=(), appendices=()
    )
    head = bare.letterhead
    found = texts(print_document(bare))
    assert found[:3] == [head.office, head.nation, head.motto]
    assert found[5:] == [bare.title, bare.subject, "Nơi nhận:", *bare.signature.position, bare.signature.name]


def test_a_document_of_empty_texts() -> None:
    empty = Document(
        letterhead=Letterhead("", "", "", "", "", ""),
        title="",
        subject="",
        body=(Heading(""), Paragraph(()), Paragraph((Span(""),))),
        recipients=("",),
        signature=Signature((), ""),
        appendices=(Appendix("", "", "", Table((Column("", 1),), (("",),), frozenset({0}))),),
    )
    assert texts(print_document(empty)) == ["Nơi nhận:"]


def shown(text: str) -> str:
    """A text as a paragraph can hold it: the characters of XML 1.0, and every kind of line break as one of Word's."""

    def fits(letter: str) -> bool:
        return " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter >= "\U00010000"

    return "\n".join(
        "".join(letter for letter in text if fits(letter) or letter in "\t\n\r\v\f\x1c\x1d\x1e").splitlines()
    )


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=40))
@example("Sở A & B <x> \"y\" 'z' </w:t> ]]> %s %% {0}")
@example("  hai  khoảng   trắng  ")
@example("Số:\N{NO-BREAK SPACE}\N{NO-BREAK SPACE} /BC-VP\tvà\tthế")
@example("dòng một\ndòng hai\r\ndòng ba\rdòng bốn\vdòng năm\N{LINE SEPARATOR}dòng sáu")
@example("a\0b\x01c\x1fd\x1ee\ud800f\uffffg\x0ch")
@example("\r\b")
@example("từ" * 500)
def test_any_text_is_printed_anywhere(text: str) -> None:
    document = attrs.evolve(
        DOCUMENT,
        letterhead=attrs.evolve(DOCUMENT.letterhead, office=text, number=text),
        subject=text,
        body=(Heading(text), Paragraph((Span(text, italic=True),))),
        signature=Signature((text,), text),
        appendices=(Appendix(text, text, text, Table((Column(text, 1, group="g" + text),), ((text,),))),),
    )
    found = [part for part in (paragraph.text for paragraph in paragraphs(print_document(document))) if part]
    expected = shown(text)
    assert found.count(expected) == (12 if expected else 0)
    assert shown("g" + text) in found


def test_tabs_become_word_tabs() -> None:
    document = attrs.evolve(DOCUMENT, body=(Paragraph((Span("trước\tsau"),)),))
    (paragraph,) = (part for part in paragraphs(print_document(document)) if part.text == "trước\tsau")
    assert [child.tag for child in paragraph.runs[0]._r][1:] == [qn("w:t"), qn("w:tab"), qn("w:t")]


def test_spaces_within_a_text_are_preserved() -> None:
    with zipfile.ZipFile(io.BytesIO(print_document(DOCUMENT))) as archive:
        assert '<w:t xml:space="preserve">Số:     /BC-VP</w:t>' in archive.read("word/document.xml").decode()


def test_properties_have_the_subject_the_office_and_a_fixed_date() -> None:
    properties = docx.Document(io.BytesIO(print_document(DOCUMENT))).core_properties
    assert properties.title == DOCUMENT.subject
    assert properties.author == "Văn phòng"
    assert properties.language == "vi-VN"
    assert (properties.comments, properties.last_modified_by) == ("", "")
    assert properties.created == properties.modified == dt.datetime(2020, 3, 5, tzinfo=dt.UTC)


def test_a_long_subject_is_cut_in_the_properties_only() -> None:
    subject = "Kết quả " * 100
    data = print_document(attrs.evolve(DOCUMENT, subject=subject))
    assert subject in texts(data)
    assert len(docx.Document(io.BytesIO(data)).core_properties.title) == 255


def test_the_archive_has_no_template_parts_and_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(print_document(DOCUMENT))) as archive:
        assert archive.testzip() is None
        assert {entry.filename for entry in archive.infolist()} == {
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/header1.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        }
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


SCRIPT = """
import hashlib
from taskstats_adapters.contract.document import *
from taskstats_adapters.renderers.word.printer import print_document
table = Table((Column("STT", 1), Column("a", 2, group="b")), (("1", "x"),) * 50, frozenset({49}))
document = Document(Letterhead("p", "o", "n", "d"), "t", "s", (Heading("h"), Paragraph((Span("x", italic=True),))),
                    ("r",), Signature(("P",), "N"), (Appendix("l", "t", "r", table),))
print(hashlib.sha256(print_document(document)).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"), ("3", "America/New_York"))
    }
    assert len(digests) == 1


def test_the_module_offers_its_printer() -> None:
    assert list(taskstats_renderers()) == [PRINTER]
    assert (PRINTER.name, PRINTER.suffixes, PRINTER.requires) == ("word", (".docx",), ("docx",))


def test_importing_the_printer_does_not_load_python_docx() -> None:
    script = "import sys, taskstats_adapters.renderers.word.printer; print(*({'docx', 'lxml'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert not done.stdout.split()
