"""Tables in web pages: cells, spans, places, encodings; what Excel and LibreOffice add; errors and hostile pages."""

import datetime as dt
import html
import io
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.contract import MERGED, BadCell, Cell, Sheet, SourceError
from taskstats_adapters.sources.web.source import EMPTY, HIDDEN, SOURCE

SAMPLES = Path(__file__).parents[1] / "samples"

Write = Callable[..., Path]
Rows = list[list[Cell | BadCell]]


@pytest.fixture
def file_name() -> str:
    return "a.html"


def sheets(path: Path, **options: object) -> list[Sheet]:
    return list(SOURCE.read(str(path), options))


def tables(path: Path, **options: object) -> dict[str, Rows]:
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in sheets(path, **options)}


def rows(path: Path) -> Rows:
    return tables(path)["bảng 1"]


def refusal(path: Path, **options: object) -> SourceError:
    with pytest.raises(SourceError) as raised:
        sheets(path, **options)
    return raised.value


# -- tables, rows, places -------------------------------------------------------------------------


def test_a_page_in_the_usual_form(write: Write) -> None:
    page = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Danh sách</title></head><body>
    <h1>Nhiệm vụ</h1><table border=1><caption>Tháng 5</caption><colgroup><col width=9><col></colgroup>
    <thead><tr><th>Nhiệm vụ</th><th>Hạn xử lý</th></tr></thead>
    <tbody><tr><td>Việc A</td><td>31/5/2021</td></tr></tbody><tfoot><tr><td>Tổng</td><td>1</td></tr></tfoot>
    </table><p>Hết</p></body></html>"""
    assert tables(write(page)) == {"bảng 1": [["Nhiệm vụ", "Hạn xử lý"], ["Việc A", "31/5/2021"], ["Tổng", "1"]]}


def test_places(write: Write) -> None:
    first, second = sheets(write("<table><tr><td>a</table>" + "<table>" + "<tr><td>a<td>b<td>c" * 14 + "</table>"))
    assert first.locate(first.name, 1, 0) == "bảng 1, dòng 1, cột 1"
    assert second.first_row == 1
    assert len(list(second.rows)) == 14
    assert second.locate(second.name, 14, None) == "bảng 2, dòng 14"
    assert second.locate(second.name, 14, 2) == "bảng 2, dòng 14, cột 3"


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<TABLE><TR><TD>a</TD><TD>b</TD></TR><TR><TD>c</TD><TD>d</TD></TR></TABLE>",
        "<table><td>a<td>b</td></tr><tr><th>c</th><td>d</table>",
        "<table><tr><td><b>a<td><font>b<tr><td><div>c<td>d</table>",
        "<div><table><tr><td>a</td><td>b</td></tr><form><tr><td>c</td><td>d</td></tr></form></table></div>",
    ],
)
def test_omitted_end_tags(write: Write, page: str) -> None:
    assert rows(write(page)) == [["a", "b"], ["c", "d"]]


def test_cells_without_a_row_form_a_row(write: Write) -> None:
    assert rows(write("<table><td>a<td>b</table>")) == [["a", "b"]]


def test_a_row_without_cells_is_a_row(write: Write) -> None:
    assert rows(write("<table><tr><td>a</td></tr><tr></tr><tr><td>b</td></tr></table>")) == [["a"], [], ["b"]]


def test_nested_tables_are_separate_tables(write: Write) -> None:
    page = "<table><tr><td>ngoài<table><tr><td>trong<table><tr><td>sâu</table></table>sau<td>bên</table>"
    assert tables(write(page)) == {"bảng 1": [["ngoài\nsau", "bên"]], "bảng 2": [["trong"]], "bảng 3": [["sâu"]]}


def test_a_layout_table(write: Write) -> None:
    page = "<table><tr><td><table><tr><td>a</table><td><table><tr><td>b</table></table>"
    found = sheets(write(page))
    assert [(sheet.name, sheet.ignored) for sheet in found] == [("bảng 1", EMPTY), ("bảng 2", None), ("bảng 3", None)]
    assert [list(sheet.rows) for sheet in found[1:]] == [[("a",)], [("b",)]]


def test_a_cell_with_only_a_table_is_not_blank(write: Write) -> None:
    """Some systems draw a date field as a nested table; a blank would mean that there is no date."""
    inner = "<table><tr><td><input value='31/5/2021'><td>{}</table>"
    page = f"<table><tr><td>1<td>{inner.format('<img>')}<td>ngày {inner.format('')}</table>"
    assert tables(write(page))["bảng 1"] == [["1", BadCell("31/5/2021 hình ảnh", "E-NESTED"), "ngày"]]


@pytest.mark.parametrize(
    "cell",
    [
        "<td><table><tr><td>&nbsp;</table>",
        "<td><table style='display:none'><tr><td>lịch</table>",
        "<td colspan=2><table><tr><td>1<td>2</table>",  # the pages of a list, below it
    ],
)
def test_a_nested_table_that_leaves_the_cell_blank(write: Write, cell: str) -> None:
    assert tables(write(f"<table><tr><td>a<td>b<tr>{cell}</table>"))["bảng 1"][1][0] == ""


def test_a_table_inside_another_but_outside_its_cells(write: Write) -> None:
    page = "<table><tr><td>a</td></tr><table><tr><td>b</td></tr></table><tr><td>c</td></tr></table>"
    assert tables(write(page)) == {"bảng 1": [["a"], ["c"]], "bảng 2": [["b"]]}


def test_rows_in_a_template_are_not_read(write: Write) -> None:
    page = "<template><tr><td>mẫu</td></tr></template><table><tr><td>a</table>"
    assert tables(write(page)) == {"bảng 1": [["a"]]}


def test_one_table_by_name(write: Write) -> None:
    page = write("<table><tr><td>a</table><table hidden><tr><td>b</table>")
    assert tables(page, sheet="Bảng 2 ") == {"bảng 2": [["b"]]}
    error = refusal(page, sheet="3")
    assert (error.code, error.message) == ("E-SHEET", 'không có bảng "3"; tệp có: "bảng 1", "bảng 2"')


@pytest.mark.parametrize("name", ["a.htm", "a.xls", "a", "a.txt"])
def test_any_suffix_is_accepted(write: Write, name: str) -> None:
    assert rows(write("<table><tr><td>a</table>", name)) == [["a"]]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<table><tr><td>Việc</table>".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page), encoding="ascii"))
    (sheet,) = SOURCE.read("-", {})
    assert list(sheet.rows) == [("Việc",)]


# -- spans ----------------------------------------------------------------------------------------

A, B, PICTURE = BadCell("A", MERGED), BadCell("B", MERGED), BadCell("hình ảnh", "E-PICTURE")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<tr><td colspan=2>A<td>B<tr><td>1<td>2<td>3", [["A", "", "B"], ["1", "2", "3"]]),
        ("<tr><td rowspan=3>A<td>B<tr><td>C<tr><td>D<tr><td>E<td>F", [["A", "B"], [A, "C"], [A, "D"], ["E", "F"]]),
        ("<tr><td colspan=2 rowspan=2>A<td>B<tr><td>C<tr><td>D", [["A", "", "B"], [A, "", "C"], ["D"]]),
        ("<tr><td>A<td rowspan=2>B<td>C<tr><td>D<td>E", [["A", "B", "C"], ["D", B, "E"]]),
        ("<tr><td>A<td>x<td rowspan=2>B<tr><td>D<tr><td>E", [["A", "x", "B"], ["D", "", B], ["E"]]),
        ("<tr><td rowspan=2>A<td rowspan=2 colspan=2>B<tr></tr><tr><td>E", [["A", "B", ""], [A, B], ["E"]]),
        ("<tr><td rowspan=2><td rowspan=2>B<tr><td>D", [["", "B"], ["", B, "D"]]),
        ("<tr><td rowspan=2><img><tr><td>D", [[PICTURE], [PICTURE, "D"]]),
        ("<tr><td rowspan=0>A<td>B<tr><td>C<tbody><tr><td>D", [["A", "B"], [A, "C"], ["D"]]),
        ("<thead><tr><td rowspan=9>A<td>B</thead><tbody><tr><td>C<td>D", [["A", "B"], ["C", "D"]]),
        ("<thead><tr><td>A<td rowspan=9>B</thead><tbody><tr><td>C", [["A", "B"], ["C"]]),
        ("<tr><td>A<td rowspan=2><tr><td>C", [["A", ""], ["C"]]),
        ("<tr><td rowspan=2>A<tr><tr><td>B", [["A"], [A], ["B"]]),
        ('<tr><td colspan="0">A<td colspan="-3">B<td colspan="x">C<td colspan="">D', [["A", "B", "C", "D"]]),
        ('<tr><td colspan=" 2px">A<td>B', [["A", "", "B"]]),
    ],
)
def test_a_spanning_cell_is_in_its_first_place_and_marked_below(write: Write, page: str, expected: Rows) -> None:
    assert rows(write(f"<table>{page}</table>")) == expected


def test_spans_beyond_the_limits_of_html(write: Write) -> None:
    """Browsers reduce a colspan above 1000 to 1000, and so do we: the cells after it are kept."""
    (row,) = rows(write("<table><tr><td colspan=1000000000>A<td>B</table>"))
    assert len(row) == 1001
    assert (row[0], set(row[1:1000]), row[1000]) == ("A", {""}, "B")
    read = rows(write("<table><tr><td rowspan=99999999999999999999>A<td>B" + "<tr><td>C" * 70_000 + "</table>"))
    assert read[65_533:65_536] == [[A, "C"], ["C"], ["C"]]


# -- cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  Việc \n\t  A ", "Việc A"),
        ("&nbsp;", ""),
        ("a&nbsp;&#160;b", "a b"),
        ("<b>Sở</b> <i>Y</i> tế", "Sở Y tế"),
        ("Sở<b>Y</b>", "SởY"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a</p>\n<p>b</p>", "a\nb"),
        ("a<div>b</div>c", "a\nb\nc"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<pre>a  b\n c</pre>", "a b\nc"),
        ("a<!-- x -->b", "ab"),
        ("a<!--[if gte mso 9]><xml>x</xml><![endif]-->b", "ab"),
        ("<![if !mso]>a<![endif]>", "a"),
        ("a<script>var x = '<td>';</script><style>td {}</style><template>t</template><noscript>n</noscript>", "a"),
        ("&lt;a&gt; &amp; &#7879; &ecirc;", "<a> & ệ ê"),
        ("<a href='x'>Tải về</a><o:p></o:p>", "Tải về"),
        ('<span style="display:none">20210531</span>31/5/2021', "31/5/2021"),
        ("<span hidden>x<b>y</b></span>z", "z"),
        ('<span STYLE="color:red; DISPLAY : None">x</span>z', "z"),
        ("<comment>ghi chú của ô</comment>a", "a"),
        ("<textarea>a\nb</textarea>", "a\nb"),
        ('<input value="31/5/2021">', "31/5/2021"),
        ('<input type="hidden" value="7"><input type="button" value="Sửa">', ""),
        ('<input type="checkbox" checked>', True),
        ('<input type="checkbox">', False),
        ('<input type="checkbox"> Đã xong', "Đã xong"),
        ("<select><option>a<option selected>b<option>c</select>", "b"),
        ("<select multiple><option selected>a<option>b<option selected>c</select>", "a\nc"),
        ("<select><option selected>3</select>/<select><option selected>5</select>/2021", "3/5/2021"),
        ("<select><option>a<option>b</select>", BadCell("ô chọn", "E-CHOICE")),
        ('<img src="x.png" alt="Đã xong">', "Đã xong"),
        ('<img src="x.png" alt="">', ""),
        ('<img src="x.png">', BadCell("hình ảnh", "E-PICTURE")),
        ('<img src="x.png"> Đã xong', "Đã xong"),
        ("<svg><path></path></svg>", BadCell("hình ảnh", "E-PICTURE")),
    ],
)
def test_the_text_of_a_cell(write: Write, cell: str, expected: object) -> None:
    assert rows(write(f"<table><tr><td>1</td><td>{cell}</td><td>2</td></tr></table>")) == [["1", expected, "2"]]


def test_hidden_rows_and_columns_are_read_and_hidden_tables_ignored(write: Write) -> None:
    page = (
        '<table><tr style="display:none"><td>a<td style="display:none">b<tbody hidden><tr><td>c</table>'
        "<div hidden><table><tr><td>d<table><tr><td>e</table></table></div>"
        "<table style='display:none'><tr><td>f</table><table><tr><td>g</table>"
    )
    found = sheets(write(page))
    assert [list(sheet.rows) for sheet in found] == [[("a", "b"), ("c",)], [], [], [], [("g",)]]
    assert [sheet.ignored for sheet in found] == [None, HIDDEN, HIDDEN, HIDDEN, None]
    assert tables(write(page), sheet="bảng 2") == {"bảng 2": [["d"]]}


@pytest.mark.parametrize("attribute", ["x:num", "sdval", "X:NUM"])
@pytest.mark.parametrize(
    ("number", "shown", "expected"),
    [
        ("44347", "5/31/2021", dt.date(2021, 5, 31)),
        ("44322", "5/6/2021", dt.date(2021, 5, 6)),
        ("44322", "06/05/21", dt.date(2021, 5, 6)),
        ("44322", "2021-05-06", dt.date(2021, 5, 6)),
        ("42860", "6.5.2021", dt.date(2021, 5, 6)),  # a workbook that counts from 1904
        ("44336.6041666667", "5/20/2021 2:30 PM", dt.datetime(2021, 5, 20, 14, 30)),
        ("44336.6041666", "20/5/2021 14:30", dt.datetime(2021, 5, 20, 14, 30)),
        ("44322", "7/6/2021", "7/6/2021"),  # another date than the number's: what the office sees is left as it is
        ("44347", "Tháng 5-2021", "Tháng 5-2021"),
        ("7", "007", "007"),
        ("1441000", "1.441.000", "1.441.000"),
        ("0.95", "95%", "95%"),
        ("44347", "######", Decimal(44347)),
        ("0", "#N/A", BadCell("#N/A", "E-CELL-ERROR")),
        ("", "31/5/2021", "31/5/2021"),
        ("abc", "31/5/2021", "31/5/2021"),
        ("NaN", "31/5/2021", "31/5/2021"),
        ("1e999999999", "31/5/2021", "31/5/2021"),
        ("sNaN", "####", "####"),
        ("44347", "", ""),
    ],
)
def test_the_number_that_a_spreadsheet_stored_in_a_cell(
    write: Write, attribute: str, number: str, shown: str, expected: object
) -> None:
    ((cell,),) = rows(write(f'<table><tr><td {attribute}="{number}">{shown}</td></tr></table>')) or [[""]]
    assert (type(cell), cell) == (type(expected), expected)


def test_an_error_that_excel_marks(write: Write) -> None:
    page = "<table><tr><td x:err='#REF!'>#REF!<td x:err>#N/A<td x:str='  a'>a<td x:num>12</table>"
    assert rows(write(page)) == [
        [BadCell("#REF!", "E-CELL-ERROR"), BadCell("#N/A", "E-CELL-ERROR"), "a", "12"],
    ]


def test_a_page_from_libreoffice() -> None:
    assert tables(SAMPLES / "danh-sach.html") == {
        "bảng 1": [
            ["STT", "Nội dung", "Hạn xử lý", "Ngày hoàn thành"],
            ["1", "Việc A", dt.date(2021, 5, 31), dt.datetime(2021, 5, 20, 14, 30)],
            ["2.5", "Việc B", BadCell("#N/A", "E-CELL-ERROR"), BadCell("#DIV/0!", "E-CELL-ERROR")],
            ["2", "", BadCell("#N/A", "E-CELL-ERROR"), BadCell("#N/A", "E-CELL-ERROR")],
            ["", "", "", ""],
            ["", "", "", ""],
            ["gộp", "", "", ""],
        ]
    }


# -- encodings ------------------------------------------------------------------------------------

PAGE = "<html><head>{}</head><body><table><tr><td>Nhiệm vụ</td></tr></table></body></html>"
DECOMPOSED = PAGE.replace("ệ", "ê\u0323").replace("ụ", "u\u0323")


@pytest.mark.parametrize(
    ("page", "head", "encoding"),
    [
        (PAGE, "", "utf-8"),
        (PAGE, "", "utf-8-sig"),
        (PAGE, "", "utf-16"),
        (PAGE, '<meta charset="windows-1252">', "utf-16"),
        (PAGE, "<META CHARSET=UTF-8>", "utf-8"),
        (PAGE, '<meta charset="windows-1252">', "utf-8"),
        (DECOMPOSED, "", "cp1258"),
        (DECOMPOSED, '<meta charset="windows-1258">', "cp1258"),
        (DECOMPOSED, '<meta http-equiv=Content-Type content="text/html; charset=windows-1258">', "cp1258"),
        (PAGE, "<meta http-equiv='Content-Type' content='text/html; charset=viscii'>", "utf-8"),
    ],
)
def test_encodings(write: Write, page: str, head: str, encoding: str) -> None:
    assert rows(write(page.format(head).encode(encoding))) == [["Nhiệm vụ"]]


def test_the_encoding_of_an_xml_declaration(write: Write) -> None:
    page = f'<?xml version="1.0" encoding="windows-1258"?>{DECOMPOSED.format("")}'
    assert rows(write(page.encode("cp1258"))) == [["Nhiệm vụ"]]


@pytest.mark.parametrize("head", ["", '<meta charset="x-user-defined">', '<meta charset="iso-8859-1">'])
def test_text_in_legacy_fonts_is_left_for_intake(write: Write, head: str) -> None:
    words = "NhiÖm vô ®­îc giao, h¹n xö lý, ®¬n vÞ chñ tr×, ngµy hoµn thµnh, ng­êi giao, thùc hiÖn, kÕt qu¶"
    page = f"<html>{head}<table><tr><td>{words}</td></tr></table></html>"
    assert rows(write(page.encode("cp1252"))) == [[words]]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"<meta charset=utf-8>\n<table><tr><td>\xe9</table>", "a.html, dòng 2"),
        ("<table>é\r\n\r\n<tr><td>".encode() + b"\xe1</table>", "a.html, dòng 3"),
        (b"<meta charset=ascii>\n\n<table><tr><td>\x81</table>", "a.html, dòng 3"),
        (b"<table><tr>\n<td>a\0b</table>", "a.html, dòng 2"),
        ("<table>\n<tr><td>a".encode("utf-16") + b"\0", "a.html, dòng 2"),
    ],
)
def test_bytes_that_are_not_in_the_encoding(write: Write, data: bytes, where: str) -> None:
    error = refusal(write(data))
    assert (error.code, error.where) in (("E-ENCODING", where), ("E-FORMAT", "a.html"))
    assert error.code == "E-ENCODING" or b"\0" in data


@pytest.mark.parametrize("name", ["tcvn", "undefined", "hex", "idna", "punycode"])
def test_an_unknown_encoding(write: Write, name: str) -> None:
    error = refusal(write(f"<meta charset={name}><table><tr><td>".encode() + b"\xe9</table>"))
    assert error.code == "E-ENCODING"


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        ("<html><body><p>Không có gì</p></body></html>", "E-FORMAT", "không có bảng nào"),
        ("Nhiệm vụ;Hạn\nA;B", "E-FORMAT", "không có bảng nào"),
        ("<tr><td>a</td></tr>", "E-FORMAT", "không có bảng nào"),
        ("<table><tr><td>a</td></tr></table><tr><td>b</td></tr>", "E-CORRUPT", "nằm ngoài bảng"),
        ("<table><tr><td>a</td></tr></table></table><td>b</td>", "E-CORRUPT", "nằm ngoài bảng"),
        ("   ", "E-FORMAT", "không có bảng nào"),
        ('<a title="<table><tr><td>a</table>">x</a>', "E-FORMAT", "không có bảng nào"),
        ("<frameset rows=9><frame src='sheet001.htm'></frameset>", "E-FORMAT", "sheet001.htm"),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related", "E-FORMAT", "lưu thành .xlsx hoặc .htm"),
        (
            "From: <Saved by Blink>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\n\r\n<table><tr><td>a</table>",
            "E-FORMAT",
            "lưu thành .xlsx hoặc .htm",
        ),
        (
            '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
            "E-FORMAT",
            "bảng tính XML 2003 (.xml)",
        ),
        ("", "E-EMPTY", "0 byte"),
        ("%PDF-1.4", "E-FORMAT", "PDF"),
        ('<!DOCTYPE html [<!ENTITY a "b">]><table><tr><td>&a;</table>', "E-DOCTYPE", "DOCTYPE"),
        ("\ufeff<!doctype html SYSTEM 'x.dtd' [\n]><table><tr><td>a</table>", "E-DOCTYPE", "DOCTYPE"),
    ],
)
def test_invalid_pages(write: Write, content: str, code: str, says: str) -> None:
    error = refusal(write(content))
    assert (error.code, error.where) == (code, "a.html")
    assert says in error.message


def test_a_doctype_without_declarations_is_allowed(write: Write) -> None:
    for doctype in (
        "<!DOCTYPE html>",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
    ):
        assert rows(write(f"{doctype}<table><tr><td>[a]</table>")) == [["[a]"]]


def test_a_workbook_is_for_the_spreadsheet_source(write: Write, xlsx: Callable[..., Path]) -> None:
    assert refusal(write(xlsx().read_bytes())).meant == "spreadsheet"


def test_an_unknown_option(write: Write) -> None:
    assert refusal(write("<table></table>"), encoding="x").code == "E-OPTION"


FIRST = "<p>Danh sách</p><table><tr><td>a</td></tr></table>"
SECOND = '<table class="x"><tr><td>Việc A</td><td>31/5/2021</td></tr><tr><td>Việc B</td><td></td></tr></table'


@pytest.mark.parametrize("cut", range(2, len(SECOND) + 1))
def test_a_page_truncated_in_a_table(write: Write, cut: int) -> None:
    """Wherever it is cut, no row of the rest is read."""
    page = (FIRST + SECOND[:cut]).encode()
    assert refusal(write(page)).code == "E-CORRUPT"
    assert refusal(write(page + "ệ".encode()[:1])).code == "E-ENCODING"
    assert len(tables(write(FIRST + SECOND + ">"))) == 2


@pytest.mark.parametrize("tail", ["<!-- a <p>b</p>", "<script>var a = '</p>';", "<style>td {}", "<title>a", "</tab"])
def test_a_page_truncated_after_a_table(write: Write, tail: str) -> None:
    assert refusal(write(FIRST + tail)).code == "E-CORRUPT"


@pytest.mark.parametrize("tail", ["1 < 2", "<!-- a -->", "<script><!-- a //--></script>", "<!-->"])
def test_a_page_with_optional_end_tags_omitted(write: Write, tail: str) -> None:
    """A table needs its end tag; html, body and p do not."""
    assert rows(write(f"<html><body>{FIRST}<p>{tail}")) == [["a"]]


# -- laws -----------------------------------------------------------------------------------------

LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=9)
WORDS = st.lists(LINES, max_size=3).map(" ".join)
CELLS = st.lists(WORDS.filter(bool), max_size=3).map("\n".join)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


def written(grid: list[list[str]], closed: bool) -> str:
    end = ("</td>", "</tr>\n") if closed else ("", "")
    cells = [[html.escape(cell).replace("\n", "<br>") for cell in row] for row in grid]
    body = "".join("<tr>" + "".join(f"<td>{cell}{end[0]}" for cell in row) + end[1] for row in cells)
    return f"<table>{body}</table>"


@given(
    grids=st.lists(GRIDS, min_size=1, max_size=3), closed=st.booleans(), encoding=st.sampled_from(["utf-8", "utf-16"])
)
def test_any_grids_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, grids: list[list[list[str]]], closed: bool, encoding: str
) -> None:
    """One after another, and each in a cell of a layout table."""
    path = tmp_path_factory.getbasetemp() / "luat.html"
    page = "".join(written(grid, closed) for grid in grids)
    path.write_bytes(page.encode(encoding))
    assert list(tables_even_empty(path).values()) == grids
    path.write_bytes(f"<table><tr><td>{page}</td></tr></table>".encode(encoding))
    assert list(tables_even_empty(path).values())[1:] == grids


def tables_even_empty(path: Path) -> dict[str, Rows]:
    return {sheet.name: tables(path, sheet=sheet.name)[sheet.name] for sheet in sheets(path)}


SPANS = st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), max_size=4), min_size=1, max_size=5)


@given(spans=SPANS)
def test_spans_agree_with_a_grid_drawn_cell_by_cell(
    tmp_path_factory: pytest.TempPathFactory, spans: list[list[tuple[int, int]]]
) -> None:
    """In it, each cell takes the first free place of its row, and all places that it spans."""
    drawn: dict[tuple[int, int], str | BadCell] = {}
    page = ""
    for y, row in enumerate(spans):
        page += "<tr>"
        x = 0
        for number, (across, down) in enumerate(row):
            while (y, x) in drawn:
                x += 1
            name = f"{y}.{number}"
            page += f"<td colspan={across} rowspan={down}>{name}</td>"
            for below in range(down):
                for beside in range(across):
                    drawn.setdefault((y + below, x + beside), "" if beside else BadCell(name, MERGED))
            drawn[y, x] = name
            x += across
        page += "</tr>"
    path = tmp_path_factory.getbasetemp() / "gop.html"
    path.write_text(f"<table>{page}</table>", "utf-8")
    (read,) = tables_even_empty(path).values()
    assert {(y, x): cell for y, row in enumerate(read) for x, cell in enumerate(row) if cell} == {
        place: name for place, name in drawn.items() if name and place[0] < len(spans)
    }


TAGS = ("table", "tr", "td", "th", "tbody", "thead", "div", "b", "p", "br", "select", "option", "input", "img", "pre")
RAW = ("script", "style", "textarea", "comment", "a")
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS + RAW] + [f"</{tag}>" for tag in TAGS + RAW]),
    st.sampled_from(["<td colspan=2 rowspan=2>", "<td hidden>", "<table hidden>", "<div hidden>", "<td x:num=1>", "x"]),
    st.text(alphabet="<>/!-&;[]\"' \0\ud7ffaệ", max_size=5),
)


@given(pieces=st.lists(PIECES, max_size=30), garbage=st.binary(max_size=8))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], garbage: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "bat-ky.html"
    codes = []
    for data in ("".join(pieces).encode(), "".join(pieces).encode() + garbage + b"</table>" * 30):
        path.write_bytes(data)
        try:
            tables(path)
        except SourceError as error:
            codes.append(error.code)
    assert set(codes) <= {"E-FORMAT", "E-CORRUPT", "E-ENCODING", "E-EMPTY", "E-DOCTYPE"}


# -- hostile --------------------------------------------------------------------------------------

LEVELS = 100_000


@pytest.mark.parametrize("tag", ["div", "b", "span", "p", "ul><li", "font"])
def test_a_list_within_a_hundred_thousand_elements_is_read(write: Write, fenced: Callable[..., str], tag: str) -> None:
    """A libxml2 tree ends at 256 levels, without an error."""
    page = write(f"<{tag}>" * LEVELS + "<table><tr><td>a</td></tr></table>")
    assert fenced(page, "web.source") == "read"
    assert rows(page) == [["a"]]
    page = write("<table><tr><td>" + f"<{tag}>" * LEVELS + "a</td><td>b</td></tr></table>")
    assert fenced(page, "web.source") == "read"
    assert rows(page) == [["a", "b"]]


def test_a_hundred_thousand_tables(write: Write, fenced: Callable[..., str]) -> None:
    for page in ("<table><tr><td>" * LEVELS, "<table>" * LEVELS, "<table></table>" * LEVELS):
        assert fenced(write(page), "web.source").startswith("E-BOMB a.html: trang có hơn 10000 bảng")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<table><tr>" + "<td colspan=1000000000>a" * 100_000 + "</table>", "E-BOMB a.html, bảng 1, dòng 1:"),
        ("<table>" + "<tr><td colspan=1000000000>a<td>b" * 100_000 + "</table>", "E-BOMB a.html, bảng 1, dòng 6"),
        ("<table><tr><td colspan=1000 rowspan=65534>a" + "<tr><td>b" * 100_000 + "</table>", "E-BOMB a.html, bảng 1"),
        ("<table><tr>" + "<td rowspan=65534>a" * 9000 + "<tr><td>b" * 9000 + "</table>", "E-BOMB a.html, bảng 1"),
        ("<table><tr>" + "<td rowspan=65534>a" * 1000 + "<tr>" * 60_000 + "</table>", "E-BOMB a.html, bảng 1"),
        ("<table>" + "<tr><td colspan=1000 rowspan=9>a" * 100_000 + "</table>", "E-BOMB a.html, bảng 1"),
        ("<table><tr><td colspan=9>a</table>" * 9000 + "<table><tr><td colspan=1000000000>a<td>b</table>", "read"),
    ],
    ids=lambda value: value[:40],  # pytest 8 hands the whole name to every process
)
def test_spans_that_would_fill_the_memory(write: Write, fenced: Callable[..., str], page: str, says: str) -> None:
    assert fenced(write(page), "web.source").startswith(says)


def test_a_billion_laughs(write: Write, fenced: Callable[..., str]) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<!DOCTYPE html [<!ENTITY l0 "ha">{entities}]><html><table><tr><td>&l9;</td></tr></table></html>'
    assert fenced(write(page), "web.source").startswith("E-DOCTYPE a.html: ")
    assert rows(write("<table><tr><td>&l9;</td></tr></table>")) == [["&l9;"]]


def test_other_files_are_never_read(write: Write, tmp_path: Path) -> None:
    (tmp_path / "bi-mat.txt").write_text("bí mật", "utf-8")
    address = (tmp_path / "bi-mat.txt").as_uri()
    page = f'<!DOCTYPE html SYSTEM "{address}"><table><tr><td><iframe src="{address}">a</iframe></table>'
    assert "bí mật" not in str(tables(write(page)))


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + ("<tr>" + "<td>Việc</td>" * 10 + "</tr>") * 100_000 + "</table>",
        "<table><tr><td>" + "a" * 10_000_000 + "</td></tr></table>",
        "<table><tr><td title='" + "a" * 10_000_000 + "'>x</td></tr></table>",
        "<table><tr><td>" + "&foo; " * 500_000 + "</td></tr></table>",
        "<table><tr><td>" + "a<br>" * 500_000 + "</td></tr></table>",
        "<table>" + "<tr>" * 1_000_000 + "</table>",
        "<table><tr><td>a</td></tr></table>" + "</div>" * 500_000,
        "<table><tr><td " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x</td></tr></table>",
    ],
    ids=["a-million-cells", "a-long-text", "a-long-attribute", "entities", "lines", "rows", "ends", "attributes"],
)
def test_large_pages(write: Write, fenced: Callable[..., str], page: str) -> None:
    assert fenced(write(page), "web.source") == "read"


def test_patterns_take_linear_time(write: Write, fenced: Callable[..., str]) -> None:
    for page in ("<meta " * 900, "a:b\r\n " * 900, "<!DOCTYPE " * 900, "<?xml " * 900, "a:\r\n" * 1500):
        said = fenced(write(page), "web.source")
        assert re.match("E-FORMAT|E-CORRUPT", said)
