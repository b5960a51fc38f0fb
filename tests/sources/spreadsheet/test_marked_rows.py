"""Rows that are hidden or struck through: they count, and are told with their number and the first place."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

import taskstats_adapters as adapters
from taskstats_adapters.contract import HIDDEN, STRUCK
from taskstats_adapters.sources.spreadsheet.source import SOURCE

HEADERS = ["Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"]
DAYS = [dt.date(2021, 5, 3), dt.date(2021, 5, 20), None]
Mark = Callable[[Worksheet], None]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def marked(path: Path) -> dict[str, set[int]]:
    """The marked rows of the only sheet."""
    (sheet,) = SOURCE.read(str(path), {})
    return {code: set(rows) for code, rows in sheet.marked.items()}


def told(path: Path) -> list[str]:
    intake = adapters.read_tasks(path)
    assert len(intake.tasks) == 4
    return [f"{problem.place} {problem.code} {problem.message.split(' nhiệm vụ')[0]}" for problem in intake.problems]


def saved(folder: Path, mark: Mark) -> Path:
    """A workbook with four tasks, in rows 3 to 6."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "S"
    sheet.append(["DANH SÁCH"])
    sheet.append(HEADERS)
    for name in ("A", "B", "C", "D"):
        sheet.append([name, "Sở Y tế", *DAYS])
    mark(sheet)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def strike(*cells: str) -> Mark:
    def mark(sheet: Worksheet) -> None:
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    return mark


def hide(*rows: int) -> Mark:
    def mark(sheet: Worksheet) -> None:
        for row in rows:
            sheet.row_dimensions[row].hidden = True

    return mark


def hide_and_strike(sheet: Worksheet) -> None:
    hide(3)(sheet)
    strike("B3")(sheet)


def strike_part(sheet: Worksheet) -> None:
    sheet["A4"] = CellRichText("B ", TextBlock(InlineFont(strike=True), "cũ"))


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (hide(4, 6), ["S!4 W-HIDDEN từ dòng này có 2"]),
        (strike("A5", "D5", "A6"), ["S!5 W-STRUCK từ dòng này có 2"]),
        (strike("E5"), []),
        (strike("A1", "A2"), []),
        (hide(1, 2, 9), []),
        (strike_part, ["S!4 W-STRUCK từ dòng này có 1"]),
        (hide_and_strike, ["S!3 W-HIDDEN", "S!3 W-STRUCK"]),
    ],
    ids=["hidden", "struck", "a blank cell", "titles", "other rows", "a part of a text", "both"],
)
def test_workbooks(tmp_path: Path, mark: Mark, expected: list[str]) -> None:
    said = told(saved(tmp_path, mark))
    assert [one[: len(two)] for one, two in zip(said, expected, strict=True)] == expected


def test_a_filter_and_a_group_hide_rows_too(tmp_path: Path) -> None:
    def mark(sheet: Worksheet) -> None:
        sheet.auto_filter.ref = "A2:E6"
        sheet.row_dimensions.group(4, 5, hidden=True)

    assert marked(saved(tmp_path, mark)) == {HIDDEN: {4, 5}}


def test_shared_texts_of_which_a_part_is_struck(xlsx: Callable[..., Path]) -> None:
    part = "<r><rPr><strike{}/></rPr><t>20/5/2021</t></r><r><t> 15/6</t></r>"
    off = part.format(' val="0"')
    texts = f"<si>{part.format('')}</si><si>{off}</si><si><t>strike</t></si>"
    cell = '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c></row>'
    path = xlsx(
        "".join(cell.format(row, text) for row, text in ((1, 1), (2, 0), (4, 2), (7, 0))),
        parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'},
    )
    assert marked(path) == {STRUCK: {2, 7}}


def test_rows_and_names_in_other_forms(xlsx: Callable[..., Path]) -> None:
    """Rows without numbers, prefixes, true for 1."""
    row = '<x:row{}><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>'
    rows = row.format("") + row.format(' hidden="true"') + row.format(' hidden="0"')
    path = xlsx(sheet=f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>')
    assert marked(path) == {HIDDEN: {2}}


def test_hidden_columns_mark_nothing(xlsx: Callable[..., Path]) -> None:
    rows = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    assert marked(xlsx(sheet=f'<worksheet xmlns="{MAIN}">{columns}{rows}</worksheet>')) == {}


def ods(path: Path, rows: str, styles: str = "") -> Path:
    spaces = " ".join(f'xmlns:{name}="{ODS}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    table = f'<table:table table:name="S">{rows}</table:table>'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return path


def ods_row(text: str, cell: str = "", row: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    kind = ' office:value-type="string"' if text else ""
    return f"<table:table-row{row}><table:table-cell{kind}{cell}>{inner}</table:table-cell></table:table-row>"


def style(name: str, line: str) -> str:
    return f'<style:style style:name="{name}"><style:text-properties style:text-line-through-{line}/></style:style>'


def test_open_document(tmp_path: Path) -> None:
    styles = style("s", 'style="solid"') + style("t", 'type="single"') + style("n", 'style="none"')
    rows = [
        ods_row("1"),
        ods_row("2", row=' table:visibility="filter"'),
        ods_row("3", row=' table:visibility="collapse" table:number-rows-repeated="2"'),
        ods_row("5", cell=' table:style-name="s"'),
        ods_row('<text:span text:style-name="t">6</text:span> x'),
        ods_row("7", cell=' table:style-name="n"', row=' table:visibility="visible"'),
        ods_row("", cell=' table:style-name="s"'),
        ods_row("", row=' table:visibility="collapse" table:number-rows-repeated="1000000"'),
    ]
    assert marked(ods(tmp_path / "a.ods", "".join(rows), styles)) == {HIDDEN: {2, 3, 4}, STRUCK: {5, 6}}


def test_xml_of_2003(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell ss:StyleID="{}"><Data ss:Type="String">{}</Data></Cell>'
    (tmp_path / "a.xls").write_text(
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>'
        '<Style ss:ID="a"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="b"><Font ss:Bold="1"/></Style></Styles>'
        f'<Worksheet ss:Name="S"><Table><Row>{cell.format("b", 1)}</Row><Row ss:Hidden="1">{cell.format("b", 2)}</Row>'
        f"<Row>{cell.format('a', 3)}</Row><Row>{cell.format('a', '')}</Row></Table></Worksheet></Workbook>",
        "utf-8",
    )
    assert marked(tmp_path / "a.xls") == {HIDDEN: {2}, STRUCK: {3}}


def test_excel_97(tmp_path: Path) -> None:
    """The flags of a row stand 16 bytes behind the beginning of its record."""
    data = bytearray((Path(__file__).parents[1] / "samples" / "danh-sach.xls").read_bytes())
    records = [found.start() for found in re.finditer(rb"\x08\x02\x10\x00", data)]
    for record in records[2:4]:
        data[record + 16] |= 0x20
    (tmp_path / "a.xls").write_bytes(data)
    expected = {data[record + 4] + 1 for record in records[2:4]}
    assert next(sheet.marked for sheet in SOURCE.read(str(tmp_path / "a.xls"), {})) == {HIDDEN: expected}
