"""Markdown: every text of the document stands in it, and none of it turns into markup by accident."""

import datetime as dt

import attrs
import pytest

import taskstats_adapters as adapters
from taskstats import Period, Task, compose
from taskstats_adapters.contract.document import Align, Appendix, Column, Document, Paragraph, Span, Table
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.renderers.markdown import print_document

MAY = Period.month(2021, 5)
TITLE = "Giao *ngay* | rà soát <b> `mã` [1]_a\nhai dòng"
TASK = Task(id="1", title=TITLE, agency="A", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 5, 4))
DOCUMENT = narrate(compose([TASK], period=MAY), Profile())


def printed(document: Document) -> str:
    return print_document(document).decode()


def test_markup_in_the_data_is_escaped_and_stays_in_its_cell() -> None:
    row = next(line for line in printed(DOCUMENT).splitlines() if "rà soát" in line)
    assert r"Giao \*ngay\* \| rà soát \<b\> \`mã\` \[1\]\_a hai dòng" in row
    assert row.replace(r"\|", "").count("|") == len(DOCUMENT.appendices[0].table.columns) + 1


def test_markdown_syntax_in_texts_is_escaped() -> None:
    told = printed(attrs.evolve(DOCUMENT, subject="A &amp; B &#38; ~~C~~, TN&MT, R & D;"))
    assert r"**A \&amp; B \&#38; \~\~C\~\~, TN&MT, R & D;**" in told


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("- Căn cứ", r"\- Căn cứ"), ("1. Đề nghị", r"1\. Đề nghị"), ("# A", r"\# A"), ("1.441 việc", "1.441 việc")],
)
def test_a_line_of_text_never_starts_a_list_or_heading(text: str, escaped: str) -> None:
    head = attrs.evolve(DOCUMENT.letterhead, parent=text, number=text)
    body = (Paragraph((Span(text),)),)
    lines = printed(attrs.evolve(DOCUMENT, letterhead=head, body=body, recipients=(f"- {text};",))).splitlines()
    assert [line.strip() for line in lines if escaped in line] == [escaped, escaped, escaped, f"- {escaped};"]


def test_a_table_has_its_alignment_and_bold_sums() -> None:
    table = Table(
        (Column("A", 1, Align.CENTER), Column("B", 1, Align.RIGHT, "G")), (("1", "2"), ("", "2")), frozenset({1})
    )
    document = attrs.evolve(DOCUMENT, appendices=(Appendix("Phụ lục", "T", "(R)", table),))
    assert printed(document).splitlines()[-4:] == [
        "| A | G: B |",
        "| :---: | ---: |",
        "| 1 | 2 |",
        "|  | **2** |",
    ]


def test_it_is_utf8_and_ends_with_one_newline() -> None:
    content = adapters.render_report(compose([TASK], period=MAY), "bao-cao.MD")
    assert content.decode().endswith("|\n")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in content.decode()
