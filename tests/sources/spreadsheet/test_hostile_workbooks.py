"""Hostile workbooks: each is refused with its code, by a process that survives with 300 MB."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

Xlsx = Callable[..., Path]
Fenced = Callable[[Path], str]

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'


def cell(reference: str, value: object = 1) -> str:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{reference}"><v>{value}</v></c></row>'


# -- stray cells ----------------------------------------------------------------------------------

STRAY = {
    "the last corner": cell("XFD1048576"),
    "far to the right": cell("XFD20000"),
    "two letters": cell("ZZ999999"),
    "one letter": cell("Z1048576"),
    "in the wrong row": '<row r="2"><c r="XFD1048576"><v>1</v></c></row>',
    "in the middle of a row": '<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>',
    "prefixed": '<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    "one prefixed cell": '<row r="1048576"><y:c r="XFD1048576"><v>1</v></y:c></row>',
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "spaces": '<row  r = "1048576" ><c\n r\t= "XFD1048576" ><v >1</v ></c ></row >',
    "another attribute first": '<row ht="1" r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
    "after a comment": '<!-- </sheetData> --><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "an inline text": '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>',
    "an error": '<row r="1048576"><c r="XFD1048576" t="e"><v>#N/A</v></c></row>',
    "a formula": '<row r="1048576"><c r="XFD1048576"><f>A1</f></c></row>',
    "rows without numbers": cell("A1048575") + "<row>" + "<c><v>1</v></c>" * 400 + "</row>",
}


@pytest.mark.parametrize("rows", STRAY.values(), ids=STRAY)
def test_a_stray_cell(xlsx: Xlsx, fenced: Fenced, rows: str) -> None:
    said = fenced(xlsx(cell("A1") + rows))
    assert said.startswith("E-STRAY a.xlsx: ")
    assert "hãy xóa các hàng, cột trống" in said


def test_the_stray_cell_is_reported(xlsx: Xlsx, fenced: Fenced) -> None:
    said = fenced(xlsx(cell("A1") + cell("B9") + cell("AMJ1000000")))
    assert "AMJ1000000" in said


def test_a_stray_cell_after_an_ordinary_list(xlsx: Xlsx, fenced: Fenced) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>2</v></c></row>' for row in range(1, 60000)
    )
    assert fenced(xlsx(rows + cell("XFD1048576"))).startswith("E-STRAY")


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "", "x"])
def test_the_declared_size_of_a_sheet_is_ignored(xlsx: Xlsx, fenced: Fenced, dimension: str) -> None:
    frame = f'<worksheet><dimension ref="{dimension}"/><sheetData>{{}}</sheetData></worksheet>'
    assert fenced(xlsx(sheet=frame.format(cell("A1") + cell("XFD1048576")))).startswith("E-STRAY")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding(xlsx: Xlsx, fenced: Fenced, encoding: str) -> None:
    sheet = f"<worksheet><sheetData>{cell('XFD1048576')}</sheetData></worksheet>"
    assert fenced(xlsx(sheet=sheet.encode(encoding))).startswith("E-CORRUPT")


def test_a_distant_cell_without_content_is_not_a_stray_cell(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(xlsx(cell("A1") + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')) == "read"


def test_a_distant_row_without_content_does_not_enlarge_the_sheet(xlsx: Xlsx, fenced: Fenced) -> None:
    wide = '<row r="1"><c r="A1"><v>1</v></c><c r="H1"><v>1</v></c></row>'
    assert fenced(xlsx(wide + '<row r="1048576" ht="15"/>')) == "read"


@pytest.mark.parametrize("hidden", ["<!--{}-->", "<a><![CDATA[{}]]></a>", "<?a {}?>"])
def test_a_stray_cell_after_a_decoy_sheet(xlsx: Xlsx, fenced: Fenced, hidden: str) -> None:
    decoy = hidden.format(f"<sheetData>{cell('A1')}</sheetData>")
    sheet = f"<worksheet>{decoy}<sheetData>{cell('XFD1048576')}</sheetData></worksheet>"
    assert fenced(xlsx(sheet=sheet)).startswith("E-STRAY")


def test_the_largest_rectangle_that_is_always_read(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(xlsx(cell("A1") + cell("D1048576"))) == "read"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1" x="><row r=" y=""/>',
        '<row r="2"><c r="A1"><v>1</v></c></row>',
        '<row r="0"/>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        cell("B2") + cell("A1"),
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="&#65;1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
        '<row r="1"><c r="A1" t="strange"><v>7</v></c></row>',
    ],
)
def test_xml_that_excel_would_not_open(xlsx: Xlsx, fenced: Fenced, rows: str) -> None:
    assert fenced(xlsx(rows)).startswith("E-CORRUPT")


# -- bombs ----------------------------------------------------------------------------------------


def test_a_part_that_inflates_too_far(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(xlsx(" " * 400_000_000)).startswith("E-BOMB")


def test_parts_that_together_inflate_too_far(xlsx: Xlsx, fenced: Fenced) -> None:
    parts = {f"xl/media/image{number}.png": b"\0" * 2_000_000 for number in range(100)}
    assert fenced(xlsx(cell("A1"), parts=parts)).startswith("E-BOMB")


def declared(path: Path, part: str, size: int) -> Path:
    """The file with another size declared for a part, in both places that declare it."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    struct.pack_into("<L", data, info.header_offset + 22, size)
    struct.pack_into("<L", data, data.rfind(part.encode()) - 46 + 24, size)
    path.write_bytes(data)
    return path


def test_a_bomb_that_lies_about_its_size(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(declared(xlsx(" " * 400_000_000), SHEET, 1000)).startswith("E-BOMB")


def test_a_part_shorter_than_declared(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(declared(xlsx(cell("A1")), SHEET, 9999)).startswith("E-CORRUPT")


def test_one_long_text_in_every_cell(xlsx: Xlsx, fenced: Fenced) -> None:
    texts = f"<sst><si><t>{'a' * 1_000_000}</t></si></sst>"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20000))
    assert fenced(xlsx(rows, parts={TEXTS: texts})).startswith("E-BOMB")


def test_one_long_prefixed_text_in_every_cell(xlsx: Xlsx, fenced: Fenced) -> None:
    texts = f"<sst><si/><x:si><t>{'a' * 1_000_000}</t></x:si><si><t>b</t></si></sst>"
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>1</v></c></row>' for row in range(1, 20000))
    assert fenced(xlsx(rows, parts={TEXTS: texts})).startswith("E-BOMB")


def test_a_shared_text_that_is_too_long(xlsx: Xlsx, fenced: Fenced) -> None:
    texts = f"<sst><si><t>{'a' * 10_000_000}</t></si></sst>"
    assert fenced(xlsx(cell("A1"), parts={TEXTS: texts})).startswith("E-CELL-SIZE")


def test_a_repeated_cell(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(xlsx('<row r="1">' + '<c r="A1"><v>1</v></c>' * 600_000 + "</row>")).startswith("E-CORRUPT")


def test_a_repeated_row(xlsx: Xlsx, fenced: Fenced) -> None:
    assert fenced(xlsx(cell("A1") * 300_000)).startswith("E-CORRUPT")


# -- markup ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "part", [SHEET, TEXTS, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]
)
def test_a_doctype(xlsx: Xlsx, fenced: Fenced, part: str) -> None:
    path = xlsx(cell("A1"))
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part).decode()
    assert fenced(xlsx(cell("A1"), parts={part: f'<?xml version="1.0"?>{DOCTYPE}{content}'})).startswith("E-DOCTYPE")


def test_a_doctype_split_across_chunks(xlsx: Xlsx, fenced: Fenced) -> None:
    before = "<!--" + "x" * (2**20 - 12) + "-->"
    sheet = f"{before}{DOCTYPE}<worksheet><sheetData>{cell('A1')}</sheetData></worksheet>"
    assert fenced(xlsx(sheet=sheet)).startswith("E-DOCTYPE")


def test_a_sheet_in_a_part_of_another_type(xlsx: Xlsx, fenced: Fenced) -> None:
    """A part named as a picture is never passed to the reader."""
    sheet = f"<worksheet><sheetData>{cell('XFD1048576')}</sheetData></worksheet>"
    target = (
        '<Relationships><Relationship Id="worksheet1" Type="x/worksheet" Target="worksheets/a.png"/></Relationships>'
    )
    parts = {"xl/worksheets/a.png": sheet, "xl/_rels/workbook.xml.rels": target}
    assert fenced(xlsx(cell("A1"), parts=parts)).startswith("E-CORRUPT")


# -- damaged containers ---------------------------------------------------------------------------


def test_two_parts_with_the_same_name(xlsx: Xlsx, fenced: Fenced) -> None:
    path = xlsx(cell("A1"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    assert fenced(path).startswith("E-CORRUPT")


@pytest.mark.parametrize("keep", [10, 300, -200, -1])
def test_a_truncated_file(xlsx: Xlsx, fenced: Fenced, keep: int) -> None:
    path = xlsx(cell("A1"))
    path.write_bytes(path.read_bytes()[:keep])
    assert fenced(path).startswith("E-CORRUPT")


def test_a_second_directory_after_the_first(xlsx: Xlsx, fenced: Fenced) -> None:
    """Two zip files in one: the parts inspected are the parts read."""
    hostile = xlsx(cell("XFD1048576"), name="b.xlsx").read_bytes()
    path = xlsx(cell("A1"))
    path.write_bytes(hostile + path.read_bytes())
    assert fenced(path) == "read"
    path.write_bytes(path.read_bytes()[len(hostile) :] + hostile)
    assert fenced(path).startswith(("E-STRAY", "E-CORRUPT"))


def test_random_bytes(tmp_path: Path, fenced: Fenced) -> None:
    noise = bytes(number * number % 251 for number in range(5000))
    (tmp_path / "a.xlsx").write_bytes(noise)
    assert fenced(tmp_path / "a.xlsx").startswith("E-FORMAT")
    (tmp_path / "a.xlsx").write_bytes(b"PK\3\4" + noise)
    assert fenced(tmp_path / "a.xlsx").startswith("E-CORRUPT")
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise + "Workbook\0".encode("utf-16-le"))
    assert fenced(tmp_path / "a.xls").startswith("E-CORRUPT")


# -- .ods -----------------------------------------------------------------------------------------


def ods_row(*cells: tuple[int, str], repeated: int = 1) -> str:
    inside = "".join(
        f'<table:table-cell table:number-columns-repeated="{columns}"'
        + (f' office:value-type="string"><text:p>{text}</text:p></table:table-cell>' if text else "/>")
        for columns, text in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


@pytest.mark.parametrize(
    "rows",
    [
        ods_row((1, "a"), repeated=1048575) + ods_row((16383, ""), (1, "b")),
        ods_row((16384, "a"), repeated=1048576),
        ods_row((1, "a")) + ods_row((1, ""), repeated=1048574) + ods_row((16383, ""), (1, "b")),
        ods_row((4_000_000_000, "a")),
        ods_row((1, "a"), repeated=4_000_000_000),
        ods_row((4_000_000_000, ""), (1, "a")),
    ],
)
def test_an_ods_with_a_stray_cell(ods: Callable[..., Path], fenced: Fenced, rows: str) -> None:
    assert fenced(ods(ods_row((1, "x")) + rows)).startswith("E-STRAY a.ods: ")


def test_an_ods_with_a_long_text_repeated(ods: Callable[..., Path], fenced: Fenced) -> None:
    assert fenced(ods(ods_row((1000, "a" * 100_000), repeated=1000))).startswith("E-BOMB")


def test_blank_rows_and_cells_to_the_end_of_an_ods_are_ignored(ods: Callable[..., Path], fenced: Fenced) -> None:
    rows = ods_row((1, "a"), (16383, "")) + ods_row((16384, ""), repeated=1048575)
    assert fenced(ods(rows)) == "read"
    assert fenced(ods(ods_row((1, "a"), (4_000_000_000, "")))) == "read"


def test_the_largest_rectangle_of_an_ods_that_is_always_read(ods: Callable[..., Path], fenced: Fenced) -> None:
    assert fenced(ods(ods_row((2, "a"), repeated=1048576))) == "read"


@pytest.mark.parametrize("repeated", ["x", "-5", "9" * 5000])
def test_an_ods_with_an_invalid_number(ods: Callable[..., Path], fenced: Fenced, repeated: str) -> None:
    row = ods_row((1, "a")).replace('rows-repeated="1"', f'rows-repeated="{repeated}"')
    assert fenced(ods(row)).startswith("E-CORRUPT")


NESTED = (
    "<table:table-row><table:table-cell/></table:table-row>" + ods_row((45, "a"), repeated=1_000_000) + ods_row((1, ""))
)
NESTING = {
    "in a text": ('<table:table-cell office:value-type="string">' + "<text:span>" * 20, "</text:span>" * 20),
    "in shapes": ('<table:table-cell office:value-type="string">' + "<draw:g>" * 20, "</draw:g>" * 20),
}


@pytest.mark.parametrize(("before", "after"), NESTING.values(), ids=NESTING)
def test_an_ods_with_rows_in_a_cell(ods: Callable[..., Path], fenced: Fenced, before: str, after: str) -> None:
    hidden = f"<table:table-row>{before}{NESTED}{after}</table:table-cell></table:table-row>"
    assert fenced(ods(ods_row((1, "a")) + hidden)).startswith("E-CORRUPT a.ods: có bảng hoặc ô nằm trong")


def test_an_ods_with_a_sheet_in_a_sheet(ods: Callable[..., Path], fenced: Fenced) -> None:
    hidden = f'<table:table table:name="T">{NESTED}</table:table>'
    assert fenced(ods(ods_row((1, "a")) + hidden)).startswith("E-CORRUPT a.ods: có bảng hoặc ô nằm trong")


@pytest.mark.parametrize("spaces", [[999_999_999], [4_000_000] * 40])
def test_an_ods_with_millions_of_spaces(ods: Callable[..., Path], fenced: Fenced, spaces: list[int]) -> None:
    rows = "".join(ods_row((1, f'a<text:s text:c="{count}"/>')) for count in spaces)
    assert fenced(ods(rows)).startswith("E-BOMB")


def test_an_ods_with_many_paragraphs_in_a_cell(ods: Callable[..., Path], fenced: Fenced) -> None:
    assert fenced(ods(ods_row((1, "a</text:p><text:p>" * 800_000)))) == "read"


def test_an_ods_whose_sheets_are_too_large_together(ods: Callable[..., Path], fenced: Fenced) -> None:
    """calamine keeps all sheets at once."""
    value = 'office:value-type="float" office:value="1"'
    one = f'<table:table-cell {value} table:number-columns-repeated="2"/>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{one}</table:table-row>'
    more = "".join(f'</table:table><table:table table:name="{number}">{row}' for number in range(9))
    assert fenced(ods(ods_row((1, "a")) + more)).startswith("E-STRAY")


def test_an_ods_whose_sheets_together_have_too_many_cells_without_a_type(
    ods: Callable[..., Path], fenced: Fenced
) -> None:
    cell = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    row = f'<table:table-row table:number-rows-repeated="400000">{cell}</table:table-row>'
    more = "".join(f'</table:table><table:table table:name="{number}">{row}' for number in range(4))
    assert fenced(ods(row + more)).startswith("E-FORMULA")


def test_an_ods_with_a_doctype(ods: Callable[..., Path], fenced: Fenced) -> None:
    assert fenced(ods(ods_row((1, "a")), before=DOCTYPE)).startswith("E-DOCTYPE")


def test_an_ods_with_a_password(ods: Callable[..., Path], fenced: Fenced) -> None:
    assert fenced(
        ods(ods_row((1, "a")), manifest="<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>")
    ).startswith("E-PASSWORD")
