"""The layout of Decree 30/2020/NĐ-CP, Appendices I and III, read back from the file: the values are the Decree's."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

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
from taskstats_adapters.renderers.word.printer import print_document

CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT

SUBJECT = "Kết quả rà soát nhiệm vụ"


def document(*tables: Table, landscape: bool = True, office: str = "VĂN PHÒNG", subject: str = SUBJECT) -> Document:
    return Document(
        letterhead=Letterhead("UBND TỈNH LẠNG SƠN", office, "Số:     /BC-VP", "Lạng Sơn, ngày     tháng 6 năm 2021"),
        title="BÁO CÁO",
        subject=subject,
        body=(
            Paragraph((Span("Mở đầu."),)),
            Heading("1. Tiến độ"),
            Paragraph((Span("Nội dung."),)),
            Paragraph((Span("Hết./."),)),
        ),
        recipients=("- Các sở;", "- Lưu: VT."),
        signature=Signature(("CHÁNH VĂN PHÒNG",), "Phạm Hùng Trường"),
        appendices=tuple(Appendix("Phụ lục I", "Danh sách", "(Kèm theo)", table, landscape) for table in tables),
    )


def opened(report: Document) -> WordDocument:
    return docx.Document(io.BytesIO(print_document(report)))


def paragraph(word: WordDocument, text: str) -> WordParagraph:
    (found,) = (part for part in word.element.body.iter(qn("w:p")) if WordParagraph(part, word).text == text)
    return WordParagraph(found, word)


LIST = Table(
    (Column("STT", 1, Align.CENTER), Column("Tên việc", 3), Column("Số", 2, Align.RIGHT)),
    (("1", "a", "x"), ("2", "b", "y"), ("", "Cộng", "z")),
    sums=frozenset({2}),
)


class TestPages:
    """A4; top and bottom 20-25 mm, left 30-35, right 15-20; appendix tables may be landscape; each counts from 1."""

    word = opened(document(LIST, LIST, landscape=True))
    upright = opened(document(LIST, landscape=False))

    def test_every_part_is_a_section(self) -> None:
        assert [section.orientation for section in self.word.sections] == [
            WD_ORIENT.PORTRAIT,
            WD_ORIENT.LANDSCAPE,
            WD_ORIENT.LANDSCAPE,
        ]
        assert [section.orientation for section in self.upright.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT]
        assert len(opened(document()).sections) == 1

    def test_paper_and_margins(self) -> None:
        for section in (*self.word.sections, *self.upright.sections):
            sides = (section.page_width, section.page_height)
            if section.orientation == WD_ORIENT.LANDSCAPE:
                sides = sides[::-1]
            assert [round(Length(side or 0).mm) for side in sides] == [210, 297]
            margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
            top, bottom, left, right = (Length(margin or 0).mm for margin in margins)
            assert 20 <= top <= 25
            assert 20 <= bottom <= 25
            assert 30 <= left <= 35
            assert 15 <= right <= 20

    def test_the_page_number_is_centred_in_the_top_margin_but_not_on_the_first_page(self) -> None:
        for section in self.word.sections:
            assert section.different_first_page_header_footer
            assert section.first_page_header.is_linked_to_previous
            assert section.footer.is_linked_to_previous
            (number,) = section.header.paragraphs
            (field,) = number._p.iter(qn("w:fldSimple"))
            assert str(field.get(qn("w:instr"))).split() == ["PAGE"]
            assert effective(number, "alignment") == CENTER
            assert 13 <= number.style.font.size.pt <= 14
            assert section.header_distance + number.style.font.size < section.top_margin

    def test_every_section_counts_from_one_in_arabic(self) -> None:
        for section in self.word.element.body.iter(qn("w:sectPr")):
            (numbers,) = section.iter(qn("w:pgNumType"))
            assert dict(numbers.attrib) == {qn("w:start"): "1"}


def effective(part: WordParagraph, name: str) -> object:
    """A property of the paragraph's own, or else of its style."""
    own = getattr(part.paragraph_format, name)
    return getattr(part.style.paragraph_format, name) if own is None else own


class TestFonts:
    archive = zipfile.ZipFile(io.BytesIO(print_document(document(LIST))))

    def test_times_new_roman_for_every_script(self) -> None:
        styles = etree.fromstring(self.archive.read("word/styles.xml"))
        (fonts,) = styles.iter(qn("w:rFonts"))
        assert fonts.getparent().getparent().tag == qn("w:rPrDefault")
        assert dict(fonts.attrib) == {qn(f"w:{s}"): "Times New Roman" for s in ("ascii", "hAnsi", "eastAsia", "cs")}

    def test_no_other_font_in_the_theme(self) -> None:
        theme = etree.fromstring(self.archive.read("word/theme/theme1.xml"))
        assert {face.get("typeface") for face in theme.iter("{*}latin", "{*}ea", "{*}cs", "{*}font")} == {
            "Times New Roman"
        }

    def test_no_other_font_or_colour_in_the_text(self) -> None:
        for name in ("word/document.xml", "word/header1.xml"):
            part = etree.fromstring(self.archive.read(name))
            assert not list(part.iter(qn("w:rFonts"), qn("w:color")))
        assert not list(etree.fromstring(self.archive.read("word/styles.xml")).iter(qn("w:color")))

    def test_the_language_is_vietnamese(self) -> None:
        styles = etree.fromstring(self.archive.read("word/styles.xml"))
        assert {language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))} == {"vi-VN"}


@pytest.mark.parametrize(
    ("text", "sizes", "bold", "italic", "capitals", "alignment"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False, True, CENTER),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False, False, CENTER),
        ("UBND TỈNH LẠNG SƠN", (12, 13), False, False, True, CENTER),
        ("VĂN PHÒNG", (12, 13), True, False, True, CENTER),
        ("Số:     /BC-VP", (13, 13), False, False, False, CENTER),
        ("Lạng Sơn, ngày     tháng 6 năm 2021", (13, 14), False, True, False, CENTER),
        ("BÁO CÁO", (13, 14), True, False, True, CENTER),
        (SUBJECT, (13, 14), True, False, False, CENTER),
        ("Mở đầu.", (13, 14), False, False, False, JUSTIFY),
        ("1. Tiến độ", (13, 14), True, False, False, JUSTIFY),
        ("Nơi nhận:", (12, 12), True, True, False, LEFT),
        ("- Các sở;", (11, 11), False, False, False, LEFT),
        ("CHÁNH VĂN PHÒNG", (13, 14), True, False, True, CENTER),
        ("Phạm Hùng Trường", (13, 14), True, False, False, CENTER),
        ("Phụ lục I", (14, 14), True, False, False, CENTER),
        ("Danh sách", (13, 14), True, False, True, CENTER),
        ("(Kèm theo)", (13, 14), False, True, False, CENTER),
        ("Tên việc", (11, 12), True, False, False, CENTER),
        ("a", (11, 12), False, False, False, LEFT),
        ("Cộng", (11, 12), True, False, False, LEFT),
    ],
)
def test_letters(
    text: str, sizes: tuple[int, int], bold: bool, italic: bool, capitals: bool, alignment: WD_ALIGN_PARAGRAPH
) -> None:
    part = paragraph(opened(document(LIST)), text)
    font = part.style.font
    assert sizes[0] <= font.size.pt <= sizes[1]
    assert (bool(font.bold), bool(font.italic), bool(font.all_caps)) == (bold, italic, capitals)
    assert effective(part, "alignment") == alignment
    assert not any(run.bold or run.italic or run.font.size for run in part.runs)


class TestText:
    """First line 1 or 1,27 cm, at least 6 pt between paragraphs, single to 1,5 lines."""

    @pytest.mark.parametrize("text", ["Mở đầu.", "1. Tiến độ", "Nội dung.", "Hết./."])
    def test_paragraphs(self, text: str) -> None:
        part = paragraph(opened(document()), text)
        assert round(Length(effective(part, "first_line_indent")).cm, 2) in (1, 1.27)
        assert Length(effective(part, "space_after")).pt >= 6
        assert 1 <= effective(part, "line_spacing") <= 1.5

    def test_headings_stay_with_their_text_and_show_in_the_navigation(self) -> None:
        heading = paragraph(opened(document()), "1. Tiến độ")
        assert effective(heading, "keep_with_next")
        assert heading.style.name == "Heading 1"
        assert [level.get(qn("w:val")) for level in heading._p.iter(qn("w:outlineLvl"))] == ["0"]


def letterhead(word: WordDocument) -> WordTable:
    return word.tables[0]


class TestLetterhead:
    def test_two_columns_and_number_and_date_on_one_line(self) -> None:
        cells = [[cell.text.strip() for cell in row.cells] for row in letterhead(opened(document())).rows]
        assert cells == [
            ["UBND TỈNH LẠNG SƠN\nVĂN PHÒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
            ["Số:     /BC-VP", "Lạng Sơn, ngày     tháng 6 năm 2021"],
        ]

    def test_its_grid_has_the_widths_of_its_cells_and_fills_the_line(self) -> None:
        """Where they differ, Word goes by the cells and LibreOffice by the grid."""
        head = letterhead(opened(document()))
        grid = widths(head)
        assert [[Length(cell.width or 0).twips for cell in row.cells] for row in head.rows] == [grid, grid]
        assert sum(grid) == pytest.approx(Mm(165).twips, abs=2)
        assert grid[0] / sum(grid) == pytest.approx(2 / 5, abs=0.01)

    def test_no_borders(self) -> None:
        (borders,) = letterhead(opened(document()))._tbl.iter(qn("w:tblBorders"))
        assert len(borders) == 0

    def test_the_national_title_fits_its_line(self) -> None:
        width = letterhead(opened(document())).rows[0].cells[1].width
        assert Length(width or 0).pt > 20.86 * 12  # its width in Times New Roman Bold, in ems


def ruled(word: WordDocument, above: str) -> tuple[float, float]:
    """The length of the rule below a text and the room it has, in points; it must stand in the middle."""
    rule = paragraph(word, above)._p.getnext()
    (border,) = rule.iter(qn("w:top"))
    assert border.get(qn("w:val")) == "single"
    (indent,) = rule.iter(qn("w:ind"))
    left, right = (int(str(indent.get(qn(f"w:{side}")))) / 20 for side in ("left", "right"))
    assert left == right
    cell = rule.getparent()
    room = cell.tcPr.width.pt if cell.tag == qn("w:tc") else Mm(165).pt
    return room - left - right, room


class TestRules:
    """Widths of texts in ems are those of Times New Roman Bold."""

    def test_the_motto_has_a_rule_as_long_as_itself(self) -> None:
        length, _ = ruled(opened(document()), "Độc lập - Tự do - Hạnh phúc")
        assert length == pytest.approx(12.2 * 13, rel=0.02)

    @pytest.mark.parametrize(
        ("office", "ems"), [("VĂN PHÒNG", 6.08), ("Văn phòng", 6.08), ("SỞ TÀI CHÍNH", 7.39), ("SỞ NỘI VỤ", 6.11)]
    )
    def test_the_office_has_a_third_to_a_half_of_its_line(self, office: str, ems: float) -> None:
        length, _ = ruled(opened(document(office=office)), office)
        assert 1 / 3 <= length / (ems * 12) <= 1 / 2

    def test_the_subject_has_a_third_to_a_half_of_its_line(self) -> None:
        subject = "Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ đã giao"
        length, _ = ruled(opened(document(subject=subject)), subject)
        assert 1 / 3 <= length / (27.42 * 14) <= 1 / 2

    @pytest.mark.parametrize("times", [3, 50])
    def test_a_subject_of_several_lines_has_a_third_to_a_half_of_the_full_line(self, times: int) -> None:
        subject = "Kết quả rà soát nhiệm vụ được giao " * times + "."
        length, room = ruled(opened(document(subject=subject)), subject)
        assert 1 / 3 <= length / room <= 1 / 2


class TestClosing:
    def test_recipients_and_signature_are_one_row_never_split_across_pages(self) -> None:
        closing = opened(document()).tables[-1]
        (row,) = closing.rows
        left, right = row.cells
        assert left.text == "Nơi nhận:\n- Các sở;\n- Lưu: VT."
        assert right.text == "CHÁNH VĂN PHÒNG\nPhạm Hùng Trường"
        assert len(list(row._tr.iter(qn("w:cantSplit")))) == 1

    def test_room_for_the_signature_of_four_lines_at_least(self) -> None:
        name = paragraph(opened(document()), "Phạm Hùng Trường")
        assert Length(effective(name, "space_before")).pt >= 4 * name.style.font.size.pt

    def test_only_the_last_paragraph_is_kept_with_it(self) -> None:
        word = opened(document())
        assert effective(paragraph(word, "Hết./."), "keep_with_next")
        assert not effective(paragraph(word, "Nội dung."), "keep_with_next")


def widths(table: WordTable) -> list[int]:
    return [int(str(column.get(qn("w:w")))) for column in table._tbl.tblGrid]


def heading_row(row: BaseOxmlElement) -> bool:
    return bool(list(row.iter(qn("w:tblHeader"))))


def cells(row: BaseOxmlElement) -> list[tuple[str, int, str | None]]:
    """The text of each cell, how many columns it spans, and whether it begins ("restart") or goes on downwards."""

    def merged(cell: BaseOxmlElement) -> str | None:
        return next((str(mark.get(qn("w:val"), "continue")) for mark in cell.iter(qn("w:vMerge"))), None)

    def span(cell: BaseOxmlElement) -> int:
        return next((int(str(mark.get(qn("w:val")))) for mark in cell.iter(qn("w:gridSpan"))), 1)

    return [
        ("".join(part.text or "" for part in cell.iter(qn("w:t"))), span(cell), merged(cell))
        for cell in row.iter(qn("w:tc"))
    ]


def columns(*groups: str) -> Table:
    return Table(tuple(Column(f"c{number}", 1, group=group) for number, group in enumerate(groups)), ())


class TestAppendixTable:
    word = opened(document(LIST))
    table = word.tables[-1]

    def test_its_columns_share_the_usable_width(self) -> None:
        usable = self.word.sections[-1].page_width - Mm(45)
        assert sum(widths(self.table)) * 635 == pytest.approx(usable, abs=Mm(0.1))
        assert [round(6 * width / sum(widths(self.table)), 2) for width in widths(self.table)] == [1, 3, 2]
        assert not self.table.autofit
        for row in self.table._tbl.tr_lst:
            assert [cell.width.twips for cell in row.tc_lst] == widths(self.table)

    @pytest.mark.parametrize("shares", [(1, 1, 1), (7, 13, 29, 3), (1,), (0, 5)])
    def test_no_twip_is_lost(self, shares: tuple[int, ...]) -> None:
        odd = Table(tuple(Column("c", share) for share in shares), ())
        assert sum(widths(opened(document(odd)).tables[-1])) == sum(widths(self.table))

    def test_headings_repeat_on_every_page_and_no_row_is_split(self) -> None:
        found = self.table._tbl.tr_lst
        assert [heading_row(row) for row in found] == [True, False, False, False]
        assert all(list(row.iter(qn("w:cantSplit"))) for row in found)

    def test_borders_all_around(self) -> None:
        (borders,) = self.table._tbl.iter(qn("w:tblBorders"))
        assert {(etree.QName(side).localname, side.get(qn("w:val"))) for side in borders} == {
            (side, "single") for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        }

    def test_cells_are_aligned_as_their_column(self) -> None:
        expected = [CENTER, LEFT, WD_ALIGN_PARAGRAPH.RIGHT]
        for row in self.table._tbl.tr_lst[1:]:
            parts = [WordParagraph(part, self.word) for part in row.iter(qn("w:p"))]
            assert [effective(part, "alignment") for part in parts] == expected

    def test_only_sums_are_bold(self) -> None:
        found = [
            [bool(WordParagraph(part, self.word).style.font.bold) for part in row.iter(qn("w:p"))]
            for row in self.table._tbl.tr_lst[1:]
        ]
        assert found == [[False] * 3, [False] * 3, [True] * 3]

    @pytest.mark.parametrize(("sums", "bold"), [((), "nnn"), ((1, 2), "nbb"), ((0,), "bnn"), ((0, 1, 2), "bbb")])
    def test_the_table_says_which_rows_are_sums(self, sums: tuple[int, ...], bold: str) -> None:
        table = opened(document(Table((Column("c", 1),), (("x",), ("y",), ("z",)), frozenset(sums)))).tables[-1]
        found = [table.rows[number].cells[0].paragraphs[0].style.font.bold for number in (1, 2, 3)]
        assert "".join("b" if strong else "n" for strong in found) == bold

    @pytest.mark.parametrize(
        ("sums", "kept"),
        [
            *(((), "...kkk."), ((6,), "...kkk."), ((0, 6), "k..kkk."), ((2,), "..kkkk."), ((0, 1, 6), "kk.kkk.")),
            *(((), "."), ((0,), "."), ((), "kk."), ((2,), "kk.")),
        ],
    )
    def test_a_sum_stays_with_the_rows_that_it_sums_and_the_last_rows_together(
        self, sums: tuple[int, ...], kept: str
    ) -> None:
        rows = tuple((f"r{number}",) for number in range(len(kept)))
        table = opened(document(Table((Column("c", 1),), rows, frozenset(sums)))).tables[-1]
        found = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[1:]]
        assert "".join("k" if keep else "." for keep in found) == kept

    def test_columns_of_a_group_share_a_heading(self) -> None:
        rows = opened(document(columns("", "A", "A", "B", ""))).tables[-1]._tbl.tr_lst
        assert [heading_row(row) for row in rows] == [True, True]
        assert [cells(row) for row in rows] == [
            [("c0", 1, "restart"), ("A", 2, None), ("B", 1, None), ("c4", 1, "restart")],
            [("", 1, "continue"), ("c1", 1, None), ("c2", 1, None), ("c3", 1, None), ("", 1, "continue")],
        ]

    def test_only_neighbours_form_a_group(self) -> None:
        upper, _ = opened(document(columns("A", "", "A"))).tables[-1]._tbl.tr_lst
        assert cells(upper) == [("A", 1, None), ("c1", 1, "restart"), ("A", 1, None)]

    def test_equal_columns_without_a_group_stay_apart(self) -> None:
        twins = Table((Column("c", 1), Column("c", 1), Column("d", 1, group="A")), (("x", "y", "z"),))
        upper = opened(document(twins)).tables[-1]._tbl.tr_lst[0]
        assert cells(upper) == [("c", 1, "restart"), ("c", 1, "restart"), ("A", 1, None)]

    def test_a_group_is_as_wide_as_its_columns(self) -> None:
        table = opened(document(columns("", "A", "A"))).tables[-1]
        first, second, third = widths(table)
        assert [cell.width.twips for cell in table._tbl.tr_lst[0].tc_lst] == [first, second + third]


@pytest.mark.parametrize("find", [lambda word: word.tables[0], lambda word: word.tables[-1]])
def test_a_paragraph_follows_every_table(find: Callable[[WordDocument], WordTable]) -> None:
    for report in (document(), document(LIST)):
        assert find(opened(report))._tbl.getnext().tag == qn("w:p")
