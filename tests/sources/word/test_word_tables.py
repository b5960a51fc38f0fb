"""Tables in Word documents: each table is a sheet, each cell is in its column, each text is as Word displays it."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import taskstats_adapters as adapters
from taskstats import Task
from taskstats_adapters.contract import MERGED, STRUCK, BadCell, Sheet, SourceError
from taskstats_adapters.office.profile import Profile, Reading
from taskstats_adapters.sources.word.source import SOURCE

Docx = Callable[..., Path]

SAMPLES = Path(__file__).parents[1] / "samples"
NOTHING_COMPLETED = Profile(intake=Reading(nothing_completed=True))
LANG_SON = Path(__file__).parents[3] / "examples" / "lang_son_2021_05"


def read(path: Path, **options: str) -> list[Sheet]:
    return list(SOURCE.read(str(path), options))


def refusal(path: Path, **options: str) -> SourceError:
    with pytest.raises(SourceError) as raised:
        read(path, **options)
    return raised.value


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str) -> str:
    return f"<w:p><w:pPr/>{content}</w:p>"


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def above(text: str) -> BadCell:
    return BadCell(text, MERGED)


def holding(content: str) -> str:
    """A table with a single cell with this content."""
    return f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def plain(*rows: str) -> str:
    """A table of plain text rows such as "a|b"."""
    return table(*("".join(map(cell, row.split("|"))) for row in rows))


HEADER = "STT|Nội dung nhiệm vụ|Ngày giao|Hạn xử lý"


SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
FORMULA = "<m:oMath><m:r><m:t>m²</m:t></m:r></m:oMath>"


# -- cells ----------------------------------------------------------------------------------------

SHOWN = {
    "runs are one text": (paragraph(run("Sở ") + run("Y tế")), "Sở Y tế"),
    "paragraphs are lines": (paragraph(run("Sở Y tế")) + paragraph(run("Sở Nội vụ")), "Sở Y tế\nSở Nội vụ"),
    "an empty paragraph is a line": (paragraph(run("a")) + paragraph("") + paragraph(run("b")), "a\n\nb"),
    "empty paragraphs around are not": (paragraph("") + paragraph(run(" a ")) + paragraph("") * 2, "a"),
    "a break is a line": (paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>"), "a\nb\nc"),
    "a tab is a tab": (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), "a\tb"),
    "a tab stop is none": (
        f'{paragraph(run("a"))}<w:p><w:pPr><w:tabs><w:tab w:pos="9"/></w:tabs></w:pPr>{run("b")}</w:p>',
        "a\nb",
    ),
    "line ends of the markup are blanks": (paragraph(run("Sở\nY tế")), "Sở Y tế"),
    "a hyphen that does not break": (
        paragraph("<w:r><w:t>12/QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>"),
        "12/QĐ-UBND",
    ),
    "a soft hyphen, which is a letter in TCVN3": (
        paragraph("<w:r><w:t>nghi</w:t><w:softHyphen/><w:t>ệm</w:t></w:r>"),
        "nghi\u00adệm",
    ),
    "a symbol": (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "\uf0fc"),
    "a symbol that is none": (paragraph('<w:r><w:sym w:char="D800"/></w:r>'), "\ufffd"),
    "inserted text": (paragraph(f'{run("a")}<w:ins w:id="1">{run("b")}</w:ins>'), "ab"),
    "deleted text": (paragraph(f"<w:del><w:r><w:delText>x</w:delText></w:r>{run('y')}</w:del>{run('a')}"), "a"),
    "moved text": (paragraph(f"<w:moveFrom>{run('x')}</w:moveFrom><w:moveTo>{run('a')}</w:moveTo>"), "a"),
    "a deleted end of a paragraph": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Sở ')}</w:p>{paragraph(run('Y tế'))}",
        "Sở Y tế",
    ),
    "a deleted end of one paragraph joins but one": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('a')}</w:p>{paragraph(run('b'))}{paragraph(run('c'))}",
        "ab\nc",
    ),
    "deleted text joins none": (
        f"{paragraph(run('a') + '<w:del><w:r><w:delText>x</w:delText></w:r></w:del>')}{paragraph(run('b'))}",
        "a\nb",
    ),
    "hidden text before a formula": (paragraph(run("x", "<w:vanish/>") + FORMULA), "m²"),
    "a hidden picture": (paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:drawing/></w:r>"), ""),
    "a content control with a hidden mark": (
        f"<w:sdt><w:sdtPr>{HIDDEN}</w:sdtPr><w:sdtEndPr>{HIDDEN}</w:sdtEndPr>{paragraph(FORMULA)}</w:sdt>",
        "m²",
    ),
    "hidden text": (paragraph(run("x", "<w:vanish/>") + run("a")), "a"),
    "text no longer hidden": (paragraph(run("a", '<w:vanish w:val="0"/>')), "a"),
    "a hidden end of a paragraph": (f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('a')}</w:p>", "a"),
    "a hidden end of a paragraph with a formula": (
        f"<w:p><w:pPr>{HIDDEN}</w:pPr>{FORMULA}</w:p>",
        "m²",
    ),
    "text once hidden": (paragraph(run("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>")), "a"),
    "the result of a field": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ x</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("31/5/2021")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "31/5/2021",
    ),
    "the result of a simple field": (
        paragraph(f'<w:fldSimple w:instr="DATE">{run("31/5/2021")}</w:fldSimple>'),
        "31/5/2021",
    ),
    "a field in the code of another": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD x </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("1")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText> = 1 </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Sở Y ")}'
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("tế")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
        + paragraph(run("(mới)")),
        "Sở Y tế\n(mới)",
    ),
    "a field of which only the end is here": (
        paragraph(
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("a")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "a",
    ),
    "a link": (paragraph(f"<w:hyperlink>{run('12/QĐ')}</w:hyperlink>"), "12/QĐ"),
    "a content control": (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{paragraph(run('a'))}</w:sdtContent></w:sdt>",
        "a",
    ),
    "the looks of a content control": (
        f"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:sdtPr><w:sdtContent>{paragraph(run('a'))}</w:sdtContent></w:sdt>",
        "a",
    ),
    "a footnote's mark": (paragraph(f'{run("a")}<w:r><w:footnoteReference w:id="2"/></w:r>'), "a"),
    "a formula": (paragraph(FORMULA), "m²"),
    "a text box, once": (
        paragraph(
            f"{run('a')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
            f"{paragraph(run('hộp'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            f"<w:txbxContent>{paragraph(run('hộp'))}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
            f"</mc:AlternateContent></w:r>{run('b')}"
        ),
        "a\nhộp\nb",
    ),
    "an alternative alone": (
        paragraph(f"<mc:AlternateContent><mc:Fallback>{run('a')}</mc:Fallback></mc:AlternateContent>"),
        "a",
    ),
    "alternatives within one": (
        paragraph(
            f"<mc:AlternateContent><mc:Choice><mc:AlternateContent><mc:Choice>{run('a')}</mc:Choice>"
            f"</mc:AlternateContent></mc:Choice><mc:Fallback>{run('a')}</mc:Fallback></mc:AlternateContent>"
        ),
        "a",
    ),
    "no alternatives within one": (
        paragraph(
            f"<mc:AlternateContent><mc:Choice>{run('a')}<mc:AlternateContent/></mc:Choice>"
            f"<mc:Fallback>{run('a')}</mc:Fallback></mc:AlternateContent>"
        ),
        "a",
    ),
    "an unfilled form": (paragraph(f'<w:fldSimple w:instr="FORMTEXT">{run("     ")}</w:fldSimple>'), ""),
    "nothing": (paragraph(""), ""),
    "automatic numbers are not in the file": (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
        "",
    ),
}


@pytest.mark.parametrize(("content", "shown"), SHOWN.values(), ids=SHOWN)
def test_a_cell_is_read_as_word_displays_it(docx: Docx, content: str, shown: str) -> None:
    (sheet,) = read(docx(holding(content)))
    assert list(sheet.rows) == [(shown,)]


def test_missing_values_are_not_blank(docx: Docx) -> None:
    """A blank completion date would mean that the task is not done."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    field = paragraph(f"{begin}<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>{end}")
    simple = paragraph('<w:fldSimple w:instr="FORMDROPDOWN"/>')
    picture = paragraph("<w:r><w:drawing/></w:r>")
    (sheet,) = read(docx(table(*(f"<w:tc>{content}</w:tc>" for content in (field, simple, picture)))))
    assert [row[0] for row in sheet.rows] == [
        BadCell("trường =SUM(ABOVE) chưa có kết quả", "E-FORMULA"),
        BadCell("trường FORMDROPDOWN chưa có kết quả", "E-FORMULA"),
        BadCell("hình ảnh", "E-PICTURE"),
    ]


def control(settings: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("picked", "text", "expected"),
    [
        ("2021-05-06T00:00:00Z", "5/6/2021", dt.date(2021, 5, 6)),  # the order in which Word shows it by itself
        ("2021-05-06T00:00:00Z", "06/05/2021", dt.date(2021, 5, 6)),
        ("2021-05-06T00:00:00Z", "ngày 6/5/2021", "ngày 6/5/2021"),
        ("2021-05-06T00:00:00Z", "5/6/2021 đã lùi", "5/6/2021 đã lùi"),
        ("2021-05-06T00:00:00Z", "7/6/2021", "7/6/2021"),  # another day: what the office sees is left as it is
        ("", "5/6/2021", "5/6/2021"),
        ("0000-00-00", "5/6/2021", "5/6/2021"),
    ],
)
def test_a_day_picked_in_a_calendar_is_a_date(docx: Docx, picked: str, text: str, expected: object) -> None:
    settings = f'<w:date w:fullDate="{picked}"><w:dateFormat w:val="M/d/yyyy"/></w:date>'
    inside = f"<w:tc>{paragraph(control(settings, run(text)))}</w:tc>"
    (sheet,) = read(docx(table(inside + control(settings, cell(text)) + cell(text))))
    assert list(sheet.rows) == [(expected, expected, text)]


def test_placeholder_text_is_not_a_value(docx: Docx) -> None:
    """ "Choose an item." is not the name of an agency, and not a blank either."""
    asks = paragraph(control("<w:showingPlcHdr/>", run("Choose an item.")))
    chosen = paragraph(control('<w:showingPlcHdr w:val="0"/>', run("Sở Y tế")))
    (sheet,) = read(docx(table(f"<w:tc>{asks}</w:tc><w:tc>{chosen}</w:tc>" + cell("b"))))
    assert list(sheet.rows) == [(BadCell("Choose an item.", "E-CHOICE"), "Sở Y tế", "b")]


def test_a_cell_with_only_a_table_is_not_blank(docx: Docx) -> None:
    inner = f"{plain('31/5/2021|x')}{paragraph('')}"
    across = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{inner}</w:tc>'
    (outer, *_) = read(docx(table(f"<w:tc>{inner}</w:tc><w:tc>{plain('')}{paragraph('')}</w:tc>", across)))
    assert list(outer.rows) == [(BadCell("31/5/2021 x", "E-NESTED"), ""), ("", "")]


def test_a_picture_beside_text_is_ignored(docx: Docx) -> None:
    (sheet,) = read(docx(holding(paragraph(f"<w:r><w:pict/></w:r>{run('31/5/2021')}"))))
    assert list(sheet.rows) == [("31/5/2021",)]


# -- the grid -------------------------------------------------------------------------------------


def test_horizontally_merged_cells_leave_the_others_in_place(docx: Docx) -> None:
    (sheet,) = read(docx(table(cell("a", '<w:gridSpan w:val="3"/>') + cell("b"), cell("c") * 4)))
    assert list(sheet.rows) == [("a", "", "", "b"), ("c", "c", "c", "c")]


def test_blank_columns_before_and_after_a_row(docx: Docx) -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>'
    (sheet,) = read(docx(table(before + cell("a"), cell("b") * 4)))
    assert list(sheet.rows) == [("", "a", "", ""), ("b", "b", "b", "b")]


def grid_of(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def spans(*cells: tuple[str, int]) -> str:
    return "".join(cell(text, f'<w:gridSpan w:val="{columns}"/>') for text, columns in cells)


SHIFTED = spans(("1", 1), ("a", 1), ("3/5", 1), ("20/5", 2))
"""A row with a border drawn a little beside the others."""


@pytest.mark.parametrize("widths", [(500, 3000, 1100, 100, 1200), (500, 2000, 1000, 600, 1500)])
def test_slightly_shifted_cells_are_in_the_same_column(docx: Docx, widths: Sequence[int]) -> None:
    header = spans(("STT", 1), ("Nhiệm vụ", 1), ("Ngày giao", 2), ("Hạn", 1))
    body = table(header, SHIFTED, spans(("I", 1), ("Sở Y tế", 4)), spans(("Cộng", 4), ("1", 1)))
    (sheet,) = read(docx(body.replace("<w:tblPr/>", grid_of(widths))))
    assert list(sheet.rows) == [
        ("STT", "Nhiệm vụ", "Ngày giao", "Hạn"),
        ("1", "a", "3/5", "20/5"),
        ("I", "Sở Y tế", "", ""),
        ("Cộng", "", "", "1"),
    ]


@pytest.mark.parametrize("widths", [(), (500, 3000)])
def test_without_all_column_widths_the_grid_is_used(docx: Docx, widths: Sequence[int]) -> None:
    body = table(spans(("STT", 1), ("Nhiệm vụ", 1), ("Ngày giao", 2), ("Hạn", 1)), SHIFTED)
    (sheet,) = read(docx(body.replace("<w:tblPr/>", grid_of(widths))))
    assert list(sheet.rows) == [("STT", "Nhiệm vụ", "Ngày giao", "", "Hạn"), ("1", "a", "3/5", "20/5", "")]


def test_a_table_with_shifted_borders_continues_the_list(docx: Docx) -> None:
    straight = spans(("2", 1), ("b", 1), ("4/5", 2), ("21/5", 1))
    after = table(SHIFTED, straight).replace("<w:tblPr/>", grid_of((500, 3000, 1100, 100, 1200)))
    (sheet,) = read(docx(plain(HEADER) + paragraph("") + after))
    assert list(sheet.rows) == [tuple(HEADER.split("|")), ("1", "a", "3/5", "20/5"), ("2", "b", "4/5", "21/5")]


def test_rows_pasted_from_a_table_with_other_borders(docx: Docx) -> None:
    grid = grid_of((100, 20, 380, 100, 200, 50, 150))
    header = spans(("STT", 1), ("Nhiệm vụ", 2), ("Giao", 2), ("Hạn", 2))
    row = spans(("1", 2), ("a", 2), ("3/5", 2), ("20/5", 1))
    (sheet,) = read(docx(table(header, row).replace("<w:tblPr/>", grid)))
    assert list(sheet.rows) == [("STT", "Nhiệm vụ", "Giao", "Hạn"), ("1", "a", "3/5", "20/5")]


@given(
    st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=5), min_size=1, max_size=5),
    st.lists(st.integers(0, 300), max_size=15),
)
def test_no_text_is_lost_for_any_cell_positions(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[int]], widths: list[int]
) -> None:
    texts = [[(f"{row}.{number}", span) for number, span in enumerate(spanned)] for row, spanned in enumerate(rows)]
    body = table(*(spans(*row) for row in texts)).replace("<w:tblPr/>", grid_of(widths))
    path = tmp_path_factory.getbasetemp() / "luoi.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
    (sheet,) = read(path)
    assert [[text for text in row if text] for row in sheet.rows] == [[text for text, _ in row] for row in texts]


def test_vertically_merged_cells_have_their_text_once_and_are_marked_below(docx: Docx) -> None:
    restart, follows = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("a", restart) + cell("1"),
        cell("không hiện", follows) + cell("2"),
        cell("không hiện", '<w:vMerge w:val="continue"/>') + cell("3"),
        cell("b", restart) + cell("4"),
        cell("c") + cell("5"),
    )
    (sheet,) = read(docx(table(*rows)))
    assert list(sheet.rows) == [("a", "1"), (above("a"), "2"), (above("a"), "3"), ("b", "4"), ("c", "5")]


def test_cells_merged_over_rows_and_columns(docx: Docx) -> None:
    span, restart, follows = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (cell("a", span + restart) + cell("1"), cell("", span + follows) + cell("2"))
    (sheet,) = read(docx(table(*rows)))
    assert list(sheet.rows) == [("a", "", "1"), (above("a"), "", "2")]


def test_merged_cells_under_a_blank_or_a_bad_one(docx: Docx) -> None:
    restart, follows = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    picture = f"<w:tc><w:tcPr>{restart}</w:tcPr><w:p><w:r><w:drawing/></w:r></w:p></w:tc>"
    (sheet,) = read(docx(table(cell("", restart) + picture, cell("", follows) * 2)))
    assert list(sheet.rows) == [("", BadCell("hình ảnh", "E-PICTURE")), ("", BadCell("hình ảnh", "E-PICTURE"))]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:hidden/>"])
def test_merged_cells_and_hidden_rows(docx: Docx, mark: str) -> None:
    """Within a merge it is skipped; a merge that begins in it is dropped."""
    restart, follows, unseen = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", f"<w:trPr>{mark}</w:trPr>"
    (sheet,) = read(docx(table(cell("a", restart), unseen + cell("", follows), cell("", follows))))
    assert list(sheet.rows) == [("a",), ("",), (above("a"),)]
    (sheet,) = read(docx(table(unseen + cell("a", restart), cell("", follows))))
    assert list(sheet.rows) == [("",), ("",)]


def test_a_table_with_a_merged_title_and_a_header_is_a_separate_list(docx: Docx) -> None:
    restart, follows = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    header = cell("Nội dung") + cell("Đơn vị") + cell("Ngày giao") + cell("Hạn xử lý")
    title = cell("Biểu 2", restart) + cell("") * 3
    under = cell("", follows) + cell("Năm 2021") + cell("") * 2
    first = table(header, cell("x") * 4)
    second = table(title, under, cell("", follows) + cell("") * 3, header, cell("y") * 4)
    assert [sheet.name for sheet in read(docx(first + second))] == ["bảng 1", "bảng 2"]


def test_a_cell_that_continues_no_merge_keeps_its_text(docx: Docx) -> None:
    rows = (cell("a", "<w:vMerge/>"), cell("b"), cell("c", "<w:vMerge/>") + cell("d", "<w:vMerge/>"))
    (sheet,) = read(docx(table(*rows)))
    assert list(sheet.rows) == [("a",), ("b",), ("c", "d")]


def test_the_grid_before_a_tracked_change_is_ignored(docx: Docx) -> None:
    change = '<w:tcPrChange><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr></w:tcPrChange>'
    before = '<w:trPr><w:trPrChange><w:trPr><w:gridBefore w:val="1"/><w:hidden/></w:trPr></w:trPrChange></w:trPr>'
    (sheet,) = read(docx(table(before + cell("a", change) + cell("b"))))
    assert list(sheet.rows) == [("a", "b")]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:hidden/>", '<w:hidden w:val="1"/>'])
def test_deleted_and_hidden_rows_are_blank_and_keep_the_row_numbers(docx: Docx, mark: str) -> None:
    (sheet,) = read(docx(table(cell("a"), f"<w:trPr>{mark}</w:trPr>{cell('x')}", cell("b"))))
    assert list(sheet.rows) == [("a",), ("",), ("b",)]


def test_content_controls_around_rows_and_cells(docx: Docx) -> None:
    wrap = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{wrap.format(cell('a'))}{cell('b')}</w:tr>"
    (sheet,) = read(docx(wrap.format(f"<w:tbl>{wrap.format(row)}<w:tr>{cell('c') * 2}</w:tr></w:tbl>")))
    assert list(sheet.rows) == [("a", "b"), ("c", "c")]


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_the_prefix_and_the_strict_namespace(docx: Docx, prefix: str) -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = table(cell("a", '<w:gridSpan w:val="2"/>') + cell("b")).replace("w:val", "ns:val")
    document = f'<w:document xmlns:w="{space}" xmlns:ns="{space}"><w:body>{body}</w:body></w:document>'
    document = document.replace("xmlns:w", f"xmlns:{prefix[:-1]}" if prefix else "xmlns").replace("w:", prefix)
    (sheet,) = read(docx(document=document))
    assert list(sheet.rows) == [("a", "", "b")]


# -- tables ---------------------------------------------------------------------------------------


def test_tables_are_numbered_in_the_order_they_begin(docx: Docx) -> None:
    inner = f"<w:tc>{paragraph(run('trước'))}{plain('trong')}{paragraph(run('sau'))}</w:tc>"
    sheets = read(
        docx(plain("một") + paragraph(run("x")) + table(inner + cell("b")) + paragraph(run("x")) + plain("bốn"))
    )
    assert [(sheet.name, list(sheet.rows)) for sheet in sheets] == [
        ("bảng 1", [("một",)]),
        ("bảng 2", [("trước\nsau", "b")]),
        ("bảng 3", [("trong",)]),
        ("bảng 4", [("bốn",)]),
    ]


def test_places(docx: Docx) -> None:
    (_, second) = read(docx(plain("một") + plain("hai|ba")))
    assert second.locate(second.name, 14, None) == "bảng 2, dòng 14"
    assert second.locate(second.name, 14, 2) == "bảng 2, dòng 14, cột 3"


def test_one_table_by_name(docx: Docx) -> None:
    path = docx(plain("một") + plain("hai|ba"))
    assert [list(sheet.rows) for sheet in read(path, sheet="Bảng 2 ")] == [[("hai", "ba")]]
    error = refusal(path, sheet="bảng 7")
    assert (error.code, error.where) == ("E-SHEET", "a.docx")
    assert '"bảng 1", "bảng 2"' in error.message
    assert refusal(path, table="x").code == "E-OPTION"


def test_headers_and_footers_are_not_read(docx: Docx) -> None:
    header = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{plain("x")}</w:hdr>'
    (sheet,) = read(docx(plain("a"), parts={"word/header1.xml": header}))
    assert list(sheet.rows) == [("a",)]


def test_a_text_without_tables(docx: Docx) -> None:
    error = refusal(docx(paragraph(run("Báo cáo"))))
    assert (error.code, error.where) == ("E-FORMAT", "a.docx")
    assert "danh sách phải là bảng" in error.message


@pytest.mark.parametrize("element", ["altChunk", "subDoc"])
def test_an_included_file_is_refused(docx: Docx, element: str) -> None:
    """Word displays its content as part of the document; its tables would be missing without a warning."""
    assert refusal(docx(plain("a") + f"<w:{element}/>")).code == "E-UNREADABLE"


def test_the_main_part_may_have_any_name(docx: Docx) -> None:
    whole = Path(docx(plain("a"))).read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        document = archive.read("word/document.xml")
        relations = archive.read("_rels/.rels").replace(b"word/document.xml", b"/Noi%20dung/chinh")
    relations = relations.replace(b"%20", b"-")
    parts = {"word/document.xml": None, "word/styles.xml": None, "_rels/.rels": relations, "Noi-dung/chinh": document}
    (sheet,) = read(docx(parts=parts))
    assert list(sheet.rows) == [("a",)]


def test_without_relationships_the_usual_part_is_read(docx: Docx) -> None:
    (sheet,) = read(docx(plain("a"), parts={"_rels/.rels": None}))
    assert list(sheet.rows) == [("a",)]


# -- a list cut into several tables ---------------------------------------------------------------

FIRST = plain(HEADER, "1|Việc A|4/5/2021|20/5/2021")
MORE = plain("2|Việc B|5/5/2021|21/5/2021", "3|Việc C|6/5/2021|22/5/2021")
PAGE = paragraph('<w:r><w:br w:type="page"/></w:r>')


@pytest.mark.parametrize(
    "between", ["", paragraph(""), PAGE, paragraph(run(" ")), paragraph(f"<w:del>{run('x')}</w:del>")]
)
def test_a_table_without_a_header_continues_the_list(docx: Docx, between: str) -> None:
    (sheet,) = read(docx(FIRST + between + MORE + between + plain("4|Việc D|x|y")))
    assert [row[0] for row in sheet.rows] == ["STT", "1", "2", "3", "4"]
    assert [sheet.locate(sheet.name, row, 2) for row in (1, 2, 3, 4, 5)] == [
        "bảng 1, dòng 1, cột 3",
        "bảng 1, dòng 2, cột 3",
        "bảng 2, dòng 1, cột 3",
        "bảng 2, dòng 2, cột 3",
        "bảng 3, dòng 1, cột 3",
    ]


def test_its_tasks_are_counted(docx: Docx) -> None:
    intake = adapters.read_tasks(docx(FIRST + PAGE + MORE), profile=NOTHING_COMPLETED)
    assert [(task.title, task.origin) for task in intake.tasks] == [
        ("Việc A", "bảng 1, dòng 2"),
        ("Việc B", "bảng 2, dòng 1"),
        ("Việc C", "bảng 2, dòng 2"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        FIRST + paragraph(run("Nơi nhận:")) + MORE,  # a text between
        FIRST + plain("2|Việc B|5/5/2021|21/5/2021|thừa"),  # another width
        FIRST + plain("STT|Cơ quan chủ trì|Hạn xử lý|Ghi chú", "1|a|b|c"),  # a header
        FIRST + plain("PHỤ LỤC|||", "STT|Cơ quan chủ trì|Hạn xử lý|Ghi chú"),  # a header below a title
        FIRST + plain("Thông tin|x||", "STT|Cơ quan chủ trì|Hạn xử lý|Ghi chú"),  # a header of two rows
        plain("Đơn vị|Số ký hiệu|Ghi chú", "Sở Y tế|1/QĐ|") + plain("Nơi nhận|Chánh|Văn phòng"),  # a signature
        holding(FIRST + paragraph(run("x")) + MORE + paragraph("")).replace("<w:tbl><w:tr>", "<w:tbl><w:tr>", 1),
        table(f"<w:tc>{FIRST}</w:tc><w:tc>{MORE}</w:tc>"),  # in two cells
    ],
)
def test_a_table_that_continues_no_list_is_separate(docx: Docx, body: str) -> None:
    sheets = read(docx(body))
    assert len(sheets) == body.count("<w:tbl>")
    assert all(sheet.locate(sheet.name, 1, None) == f"{sheet.name}, dòng 1" for sheet in sheets)


def test_a_header_known_only_to_the_profile(docx: Docx) -> None:
    """It is not recognised as a header; where it is repeated, it is still not read as a task."""
    rows = [f"Việc {number}|4/5/2021|20/5/2021|x" for number in (1, 2, 3)]
    header = "Việc|Từ|Đến|Ai"
    path = docx(plain(header, rows[0]) + plain(header, rows[1]) + plain(rows[2]))
    profile = attrs.evolve(NOTHING_COMPLETED, columns={"title": "Việc", "assigned_on": "Từ", "due_on": "Đến"})
    intake = adapters.read_tasks(path, profile=profile)
    assert [task.title for task in intake.tasks] == ["Việc 1", "Việc 2", "Việc 3"]
    assert intake.errors == ()


def test_a_separate_table_without_a_header_is_ignored_and_listed(docx: Docx) -> None:
    intake = adapters.read_tasks(docx(FIRST + paragraph(run("Ký thay")) + plain("a|b")))
    assert [sheet.name for sheet in intake.ignored_sheets] == ["bảng 2"]


# -- documents that programs have written ---------------------------------------------------------

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\u00ad\ufffe\uffff")
TEXTS = st.text(LETTERS | st.sampled_from("\n\t"), max_size=8).map(str.strip)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_any_grid_is_read_back(tmp_path_factory: pytest.TempPathFactory, grid: list[list[str]]) -> None:
    """Without surrounding white space; python-docx writes line ends as breaks, and tabs as tabs."""
    document = python_docx.Document()
    written = document.add_table(0, len(grid[0]))
    for row in grid:
        for target, text in zip(written.add_row().cells, row, strict=True):
            target.text = text
    path = tmp_path_factory.mktemp("word") / "a.docx"
    document.save(str(path))
    (sheet,) = read(path)
    assert list(sheet.rows) == [tuple(row) for row in grid]


def test_a_document_from_libreoffice() -> None:
    """With merged cells, a tracked change, hidden text, a text box, a nested table: see samples/make.py."""
    first, second = read(SAMPLES / "danh-muc.docx")
    assert list(first.rows) == [
        ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian", ""),
        (above("STT"), above("Nội dung nhiệm vụ"), above("Đơn vị chủ trì"), "Ngày giao", "Hạn xử lý"),
        ("I. Các sở, ban, ngành", "", "", "", ""),
        ("1", "Rà soát\nquy hoạch\tsử dụng đất", "Sở Xây dựng\nSở Y tế", "04/5/2021", "20/5/2021"),
        ("2", "Báo cáo\nhỏa tốc", "Sở Nội vụ", "05-5-2021", "31/5/2021"),
    ]
    assert list(second.rows) == [("bảng trong",)]


def test_its_tasks() -> None:
    intake = adapters.read_tasks(SAMPLES / "danh-muc.docx", profile=NOTHING_COMPLETED)
    assert [(task.assigned_on, task.due_on) for task in intake.tasks] == [
        (dt.date(2021, 5, 4), dt.date(2021, 5, 20)),
        (dt.date(2021, 5, 5), dt.date(2021, 5, 31)),
    ]
    assert [sheet.name for sheet in intake.ignored_sheets] == ["bảng 2"]


@pytest.mark.parametrize(
    ("suffix", "told"), [("odt", "văn bản OpenDocument (.odt)"), ("doc", "văn bản Word 97-2003 (.doc)")]
)
def test_another_text_document_named_docx(tmp_path: Path, suffix: str, told: str) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / f"danh-muc.{suffix}").read_bytes())
    error = refusal(tmp_path / "a.docx")
    assert (error.code, error.where, error.meant) == ("E-FORMAT", "a.docx", None)
    assert told in error.message


@pytest.mark.parametrize(("suffix", "meant"), [("xlsx", "spreadsheet"), ("xls", "spreadsheet"), ("ods", "spreadsheet")])
def test_a_workbook_named_docx_names_the_right_source(tmp_path: Path, suffix: str, meant: str) -> None:
    (tmp_path / "a.docx").write_bytes((SAMPLES / f"danh-sach.{suffix}").read_bytes())
    assert refusal(tmp_path / "a.docx").meant == meant


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.json"])
def test_a_document_with_another_suffix_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((SAMPLES / "danh-muc.docx").read_bytes())
    intake = adapters.read_tasks(tmp_path / name, profile=NOTHING_COMPLETED)
    assert len(intake.tasks) == 2
    assert "W-FORMAT" in [problem.code for problem in intake.problems]


def test_a_document_with_macros_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.DOCM").write_bytes((SAMPLES / "danh-muc.docx").read_bytes())
    assert len(adapters.read_tasks(tmp_path / "a.DOCM", profile=NOTHING_COMPLETED).tasks) == 2


# -- our own reports ------------------------------------------------------------------------------


def test_the_appendices_of_a_report_are_read_back(tmp_path: Path) -> None:
    """Appendix 1 has the 5 late tasks, appendix 2 the 4 overdue ones."""
    profile = LANG_SON / "lang-son.toml"
    intake = adapters.read_tasks(LANG_SON / "nhiem-vu.xlsx", profile=profile)
    report = adapters.compose_report(intake, period="2021-05", profile=profile)
    adapters.write_report(report, tmp_path / "bao-cao.docx", profile=profile)
    again = adapters.read_tasks(tmp_path / "bao-cao.docx", profile=NOTHING_COMPLETED)

    late, overdue = report.lists["due.late"], report.lists["cumulative.overdue"]
    assert (len(late), len(overdue)) == (5, 4)
    assert list(map(printed, again.tasks)) == [
        *(printed(task, f"bảng 3, dòng {row}") for row, task in enumerate(late, 2)),
        *(printed(task, f"bảng 4, dòng {row}") for row, task in enumerate(overdue, 2)),
    ]
    assert again.errors == ()
    assert [sheet.name for sheet in again.ignored_sheets] == ["bảng 1", "bảng 2"]  # the letterhead, the signature
    for task, found in zip((*late, *overdue), again.tasks, strict=True):
        assert (found.document, found.document_date) == (task.document, task.document_date)


def printed(task: Task, origin: str | None = None) -> tuple[object, ...]:
    """The fields of a task in an appendix; the due date is the one in force."""
    due_on = task.extensions[-1].due_on if task.extensions else task.due_on
    return origin or task.origin, task.title, task.agency, task.assigned_on, due_on, task.completed_on


# -- text that is struck through --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("properties", "struck"),
    [
        ("<w:strike/>", True),
        ("<w:dstrike/>", True),
        ('<w:strike/><w:dstrike w:val="0"/>', True),
        ('<w:strike w:val="false"/>', False),
        ("<w:strike/><w:vanish/>", False),
        ("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", False),
    ],
)
def test_rows_with_struck_text_are_marked(docx: Docx, properties: str, struck: bool) -> None:
    second = f"<w:tc>{paragraph(run('x', properties) + run('c'))}</w:tc>{cell('d')}"
    rows = (cell("a") + cell("b"), second, cell("e") * 2)
    (sheet,) = read(docx(table(*rows)))
    assert sheet.marked == ({STRUCK: {2}} if struck else {})


def test_struck_rows_of_a_table_that_goes_on(docx: Docx) -> None:
    struck = f"<w:tc>{paragraph(run('x', '<w:strike/>'))}</w:tc>{cell('d') * 4}"
    header = "".join(map(cell, ("Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")))
    (sheet,) = read(docx(table(header, cell("a") * 5) + paragraph("") + table(cell("a") * 5, struck)))
    assert sheet.marked == {STRUCK: {4}}


# -- the paragraph above a table --------------------------------------------------------------------


def test_a_table_has_the_last_paragraphs_above_it(docx: Docx) -> None:
    lines = "".join(paragraph(run(text)) for text in ("a", "b", "", "c", f"{'d' * 150}", "e"))
    hidden = paragraph(f"<w:r>{HIDDEN}<w:t>x</w:t></w:r>")
    first, second, third = read(docx(lines + plain("1|2") + hidden + paragraph("") + plain("3|4|5") + plain("6|7")))
    assert [first.above, second.above, third.above] == [("c", "d" * 150, "e"), (), ()]


@pytest.mark.parametrize(
    ("over", "agencies"),
    [
        (("I. Sở Y tế (1 nhiệm vụ)", "II. Sở Nội vụ"), ["Sở Y tế", "Sở Nội vụ"]),
        (("Đơn vị: Trung tâm A", "Công ty Điện lực"), ["Trung tâm A", "Công ty Điện lực"]),
        (("SỞ Y TẾ", "SỞ NỘI VỤ (TIẾP)"), ["Sở Y tế", "Sở Nội vụ"]),
    ],
)
def test_the_paragraph_above_a_table_may_name_its_agency(
    docx: Docx, over: Sequence[str], agencies: Sequence[str]
) -> None:
    lists = (paragraph(run(text)) + plain(HEADER, "1|Báo cáo|3/5/2021|20/5/2021") for text in over)
    intake = adapters.read_tasks(docx(paragraph(run("DANH SÁCH")) + "".join(lists)), profile=NOTHING_COMPLETED)
    assert [task.agency for task in intake.tasks] == agencies
    assert {problem.code for problem in intake.problems} <= {"W-COLUMN", "W-TWICE"}
    assert not any("Đơn vị chủ trì" in problem.message for problem in intake.problems)
