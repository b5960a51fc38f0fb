"""Cells merged over several rows: marked below the first, in every format that has them."""

import struct
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
import xlrd  # type: ignore[import-untyped]  # it has no types

import taskstats_adapters as adapters
from taskstats_adapters.contract import MERGED, BadCell, SourceError
from taskstats_adapters.sources.spreadsheet import merges, xls
from taskstats_adapters.sources.spreadsheet import source as spreadsheet
from taskstats_adapters.sources.spreadsheet.merges import Merges
from taskstats_adapters.sources.web import source as web_tables

Xlsx = Callable[..., Path]
Fenced = Callable[[Path], str]
SAMPLES = Path(__file__).parents[1] / "samples"


def above(text: str) -> BadCell:
    return BadCell(text, MERGED)


def rows(path: Path, source: object = spreadsheet) -> list[list[object]]:
    """The rows of the only sheet, each without the blanks at its end."""
    (sheet,) = source.SOURCE.read(str(path), {})  # type: ignore[attr-defined]  # a module
    return [trimmed(row) for row in sheet.rows]


def trimmed(row: Sequence[object]) -> list[object]:
    cells = list(row)
    while cells and cells[-1] in ("", None):
        cells.pop()
    return cells


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods", "html"])
def test_the_same_list_in_every_format(suffix: str) -> None:
    """Made by samples/make.py: cells merged with the left one are blank, those merged with the one above are marked."""
    read = rows(SAMPLES / f"o-gop.{suffix}", web_tables if suffix == "html" else spreadsheet)
    shown = [["M:" + cell.shown if isinstance(cell, BadCell) else str(cell) for cell in row] for row in read]
    due, done, assigned, later = "31/5/2021", "20/5/2021", "6/5/2021", "1/6/2021"
    assert shown[:8] == [
        ["DANH SÁCH"],
        ["Nội dung", "Đơn vị", "Thời gian", "", "", "Ghi chú"],
        ["M:Nội dung", "M:Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "M:Ghi chú"],
        ["Việc A", "Sở Y tế", "2021-05-03", "2021-05-31", "2021-05-20", "Đợt 1"],
        ["Việc B", "M:Sở Y tế", "2021-05-04", f"M:{due}", f"M:{done}", "M:Đợt 1"],
        ["Việc C", "M:Sở Y tế", "2021-05-05", "", f"M:{done}"],
        ["Việc D", "Sở Xây dựng", "2021-05-06", "2021-06-01", "", "", "x"],
        ["M:Việc D", "M:Sở Xây dựng", f"M:{assigned}", f"M:{later}", "", "", "y"],
    ]
    assert shown[8] == ["Hết"]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods", "html"])
def test_the_list_with_merges_through_intake(suffix: str) -> None:
    """The dates of the second and third rows are errors; the task over two rows counts once."""
    intake = adapters.read_tasks(SAMPLES / f"o-gop.{suffix}")
    assert [(task.title, task.agency) for task in intake.tasks] == [("Việc A", "Sở Y tế"), ("Việc D", "Sở Xây dựng")]
    assert [problem.code for problem in intake.errors] == [MERGED] * 3
    assert (intake.receipt.accepted, intake.receipt.rejected) == (2, 2)


# -- .xlsx ----------------------------------------------------------------------------------------


def test_values_hidden_below_a_merged_cell(tmp_path: Path) -> None:
    """Excel displays only the first cell; below a blank one, the file may have values, which are not marked."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("a", None, 1.5), ("b", "x", 2), (None, "y", None)):
        sheet.append(row)
    for column in "ABC":
        sheet.merged_cells.add(f"{column}1:{column}3")
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [
        ["a", "", 1.5],
        [above("a"), "x", above("1.5")],
        [above("a"), "y", above("1.5")],
    ]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_values_that_libreoffice_keeps_beside_a_merged_cell(suffix: str) -> None:
    """The user may keep the values of merged cells; no program displays them, and they are not completion dates."""
    (row,) = rows(SAMPLES / f"o-gop-ngang.{suffix}")[1:2]
    assert row == ["Việc A", "Sở Y tế", "4/5/2021", "thường xuyên"]


def test_values_hidden_beside_a_merged_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("a", "x", "y", 1), ("b", "x", "y", 2), ("c", "x", "y", 3), (None, "x", "y", 4)):
        sheet.append(row)
    for merged in ("A1:B2", "A3:C3", "A4:B4"):
        sheet.merged_cells.add(merged)
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [
        ["a", "", "y", 1],
        [above("a"), "", "y", 2],
        ["c", "", "", 3],
        ["", "x", "y", 4],
    ]


def test_a_merged_bad_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B2"] = "=B1", "x"
    sheet.merge_cells("A1:A2")
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [[BadCell("=B1", "E-FORMULA")], [BadCell("=B1", "E-FORMULA"), "x"]]


PAIR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
READ = [[1.0], [above("1"), 2.0]]
FRAME = "<worksheet><sheetData>{}</sheetData>{}</worksheet>"


@pytest.mark.parametrize(
    "sheet",
    [
        FRAME.format(PAIR, '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'),
        FRAME.format(PAIR, "<mergeCells><mergeCell\n ref = 'A1:A1048576' ></mergeCell></mergeCells>"),
        FRAME.format(PAIR, "<a x='>'/><!-- <mergeCell ref='B1:B2'/> --><mergeCell ref='A1:A2'/>"),
        FRAME.format(PAIR.replace("<c r=", "<c  r="), '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'),
        f'<x:worksheet xmlns:x="m"><sheetData>{PAIR}</sheetData><x:mergeCell ref="A1:A2"/></x:worksheet>',
    ],
)
def test_merges_in_any_form_of_xml(xlsx: Xlsx, sheet: str) -> None:
    assert rows(xlsx(sheet=sheet)) == READ


@pytest.mark.parametrize("reference", ["A2:A9", "A3:B9", "C1:C2", "XFD1:XFD2", "A1:A1", "A1:B1", "A1", "ABCD1:ABCD2"])
def test_ranges_that_mark_no_cell(xlsx: Xlsx, reference: str) -> None:
    merged = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    assert rows(xlsx(sheet=FRAME.format(PAIR, merged))) == [[1.0], ["", 2.0]]


def test_ranges_in_a_later_chunk_than_the_rows(xlsx: Xlsx) -> None:
    """The merges are in another chunk than the rows, split anywhere."""
    many = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(3, 60_000))
    later = "".join(f'<mergeCell ref="A{row}:A{row + 1}"/>' for row in range(1, 59_999, 2))
    read = rows(xlsx(sheet=FRAME.format(PAIR + many, f"<mergeCells>{later}</mergeCells>")))
    assert [row[0] for row in read[2:]] == [
        value for row in range(3, 59_999, 2) for value in (row, above(str(row)))
    ] + [59_999]


def test_overlapping_ranges(xlsx: Xlsx) -> None:
    """No program writes these: each cell is marked once, with one of the texts."""
    sheet = FRAME.format(
        "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}"><v>0</v></c></row>' for row in (1, 2, 3)),
        '<mergeCell ref="A1:A3"/><mergeCell ref="A1:A2"/><mergeCell ref="A2:A3"/>',
    )
    read = rows(xlsx(sheet=sheet))
    assert read[0] == [1.0, 0.0]
    assert all(isinstance(row[0], BadCell) and row[0].code == MERGED for row in read[1:])


# -- .xls -----------------------------------------------------------------------------------------


def test_merges_agree_with_those_that_xlrd_finds() -> None:
    (sheet,) = xlrd.open_workbook(SAMPLES / "o-gop.xls", formatting_info=True).sheets()
    read = rows(SAMPLES / "o-gop.xls")
    covered = {
        (row, column)
        for first, end, column, _ in sheet.merged_cells
        if sheet.cell_value(first, column) != ""
        for row in range(first + 1, min(end, len(read)))
    }
    assert len(covered) == 13
    marked = {
        (row, column)
        for row, cells in enumerate(read)
        for column, cell in enumerate(cells)
        if isinstance(cell, BadCell)
    }
    assert marked == covered


def test_sheets_of_xls_have_their_own_merges() -> None:
    """The first of three sheets has a merge, which includes no row with content."""
    for name in ("danh-sach.xls", "o-gop.xls"):
        book = xlrd.open_workbook(SAMPLES / name, on_demand=True)
        places = book._sh_abs_posn
        found = [list(xls._merged(book.mem, place)) for place in places]
        assert [bool(merged) for merged in found] == [True, *[False] * (len(places) - 1)]


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def test_merges_of_xls_come_after_the_charts_of_the_sheet() -> None:
    """Each chart has its own BOF and EOF; what follows the end of the sheet belongs to another."""
    begin, end = record(0x809, b"\0" * 16), record(0x0A)
    merged = [record(0xE5, struct.pack("<5H", 1, row, row + 1, 3, 4)) for row in range(3)]
    records = b"before" + begin + merged[0] + begin + end + merged[1] + end + begin + merged[2] + end
    assert list(xls._merged(records, len(b"before"))) == [(0, 1, 3, 4), (1, 2, 3, 4)]


def test_too_many_merges_in_xls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merges, "MOST", 2)
    with pytest.raises(SourceError, match="E-BOMB"):
        rows(SAMPLES / "o-gop.xls")


def test_a_truncated_record_of_merges(tmp_path: Path) -> None:
    data = bytearray((SAMPLES / "o-gop.xls").read_bytes())
    count = 16  # what xlrd says
    place = data.index(struct.pack("<HHH", 0xE5, 2 + 8 * count, count))
    data[place + 6 + 8 * count : place + 10 + 8 * count] = struct.pack("<HH", 0xE5, 9)
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(SourceError, match="E-CORRUPT"):
        rows(tmp_path / "a.xls")


# -- hostile --------------------------------------------------------------------------------------


def test_a_million_merges(xlsx: Xlsx, fenced: Fenced) -> None:
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 1_000_000
    assert fenced(xlsx(sheet=FRAME.format(PAIR, merged))).startswith("E-BOMB a.xlsx: ")


@pytest.mark.heavy
def test_the_largest_allowed_number_of_merges(xlsx: Xlsx, fenced: Fenced) -> None:
    """All in the same long column, overlapping each other."""
    long = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 100_001))
    merged = '<mergeCell ref="A1:A1048576"/>' * 250_000
    merged += "".join(f'<mergeCell ref="A{row}:A{row + 1}"/>' for row in range(1, 99_999)) * 2
    assert fenced(xlsx(sheet=FRAME.format(long, merged))) == "read"


def test_one_range_over_the_whole_sheet(xlsx: Xlsx, fenced: Fenced) -> None:
    wide = "".join(f'<c r="{column}1"><v>1</v></c>' for column in ("A", "B", "ZZ"))
    merged = '<mergeCell ref="A1:A1048576"/><mergeCell ref="B1:XFD1048576"/>'
    far = '<row r="5000"><c r="A5000"><v>2</v></c></row>'
    assert fenced(xlsx(sheet=FRAME.format(f'<row r="1">{wide}</row>{far}', merged))) == "read"


ODS_CELL = '<table:table-cell office:value-type="string" table:number-rows-spanned="{}"{}><text:p>a</text:p>'
ODS_ROW = f"<table:table-row>{ODS_CELL}</table:table-cell></table:table-row>"


def test_adjacent_merges_that_ods_writes_as_repeated(ods: Callable[..., Path]) -> None:
    below = '<table:table-row><table:covered-table-cell table:number-columns-repeated="2"/>{}</table:table-row>'
    other = '<table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell>'
    path = ods(ODS_ROW.format(2, ' table:number-columns-repeated="2"') + below.format(other))
    assert rows(path) == [["a", "a"], [above("a"), above("a"), "b"]]


def test_merges_within_merges_of_ods(ods: Callable[..., Path], fenced: Fenced) -> None:
    assert fenced(ods(ODS_ROW.format(999999999, "") * 60_000)) == "read"
    wide = ODS_ROW.format(999999999, ' table:number-columns-repeated="9000"')
    assert fenced(ods(wide * 100)).startswith("E-BOMB a.ods: trang tính có hơn 500000 ô gộp")


@pytest.mark.parametrize("span", ["x", "", "-1", "1e9"])
def test_invalid_spans_in_ods(ods: Callable[..., Path], span: str) -> None:
    path = ods(ODS_ROW.format(span, ""))
    if span == "-1":
        assert rows(path) == [["a"]]
    else:
        with pytest.raises(SourceError, match="E-CORRUPT"):
            rows(path)


def test_too_many_merges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merges, "MOST", 2)
    kept = Merges("a.xlsx")
    for last in (2, 1, 3):  # the second covers nothing below
        kept.add(1, 0, last, 0)
    with pytest.raises(SourceError, match="E-BOMB"):
        kept.add(1, 0, 2, 0)


def test_overlapping_merges_cost_no_more_than_their_rectangle() -> None:
    """No program writes these; each would blank the same cells of every row again."""
    size = 1500
    merges = Merges("a.xlsx")
    for number in range(size):
        merges.add(number + 1, size - number - 1, size, size)
    for last in range(2, 200_000):
        merges.add(1, 0, 1, last)
    rows = [["x"] * size for _ in range(size)]
    start = time.process_time()
    read = list(merges.marked(rows))
    assert time.process_time() - start < 2
    assert read[1][size - 2 :] == ["x", ""]
    assert read[2][size - 3 :] == ["x", "", ""]
