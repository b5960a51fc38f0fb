"""Workbooks as offices send them: every value in its place, and none silently blank."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from taskstats_adapters.contract import BadCell, SourceError
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.spreadsheet import worksheets
from taskstats_adapters.sources.spreadsheet.source import SOURCE
from taskstats_adapters.sources.spreadsheet.worksheet_walk import WorksheetWalk

Xlsx = Callable[..., Path]

SAMPLES = Path(__file__).parents[1] / "samples"
NA, DIV = BadCell("#N/A", "E-CELL-ERROR"), BadCell("#DIV/0!", "E-CELL-ERROR")


def rows(path: Path, **options: object) -> list[list[object]]:
    """The rows of the only sheet that is not ignored, each without the blanks at its end."""
    (sheet,) = (sheet for sheet in SOURCE.read(str(path), options) if not sheet.ignored)
    return [trimmed(row) for row in sheet.rows]


def trimmed(row: Iterable[object]) -> list[object]:
    cells = list(row)
    while cells and cells[-1] in ("", None):
        cells.pop()
    return cells


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_a_list_saved_by_libreoffice(suffix: str) -> None:
    """Made by samples/make.py: a list that starts at B3, with errors, calculated formulas and merged cells."""
    path = SAMPLES / f"danh-sach.{suffix}"
    assert rows(path) == [
        [],
        [],
        ["", "STT", "Nội dung", "Hạn xử lý", "Ngày hoàn thành"],
        ["", 1, "Việc A", dt.date(2021, 5, 31), dt.datetime(2021, 5, 20, 14, 30)],
        ["", 2.5, "Việc B", NA, DIV],
        ["", 2, "", NA, NA],
        [],
        [],
        ["", "gộp"],
    ]
    sheets = list(SOURCE.read(str(path), {}))
    assert [(sheet.name, sheet.first_row, sheet.ignored) for sheet in sheets] == [
        ("Nhiệm vụ", 1, None),
        ("Ẩn", 1, "trang tính ẩn"),
        ("Trống", 1, "trang tính trống"),
    ]
    assert all(list(sheet.rows) == [] for sheet in sheets[1:])


def test_values_as_openpyxl_writes_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    values = ["007", " a\nb ", "A & B <c>", 7, -2.5, True, dt.date(2021, 5, 31), dt.datetime(2021, 5, 31, 8, 5), 10**12]
    sheet.append(values)
    sheet.append(["e\u0301", "\u200b"])
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [values, ["e\u0301", "\u200b"]]
    types = [float if type(value) is int else type(value) for value in values]  # it keeps every number as a float
    assert [type(cell) for cell in rows(tmp_path / "a.xlsx")[0]] == types


@pytest.mark.heavy
def test_a_list_of_many_rows_and_columns(tmp_path: Path) -> None:
    """Wide, sparse, with missing rows, which a regular expression might skip."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("S")
    written = {
        (row, column): f"{row}×{column}" if (row + column) % 3 else row + column / 2
        for row in range(3000)
        for column in range(90)
        if row % 7 and (row * column) % 11 != 5 and column < 3 + row
    }
    for (row, column), value in written.items():
        sheet.write(row, column, value)
    book.close()
    found = {
        (row, column): value
        for row, cells in enumerate(rows(tmp_path / "a.xlsx"))
        for column, value in enumerate(cells)
        if value != ""
    }
    assert found == written


# -- formulas and errors --------------------------------------------------------------------------


def test_formulas_without_values_are_not_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a", "=A1+1"])
    sheet.append(["b"])
    sheet["D3"] = "=TODAY()"
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [
        ["a", BadCell("=A1+1", "E-FORMULA")],
        ["b"],
        ["", "", "", BadCell("=TODAY()", "E-FORMULA")],
    ]


def test_a_sheet_with_only_formulas_without_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [[], ["", BadCell("=1+1", "E-FORMULA")]]


def test_formulas_with_saved_values(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_formula("A1", "=1+1", value=2)
    sheet.write_formula("B1", '="x"&"y"', value="xy")
    sheet.write_formula("D1", "=1>0", value=True)
    sheet.write("E1", "z")
    book.close()
    assert rows(tmp_path / "a.xlsx") == [[2, "xy", "", True, "z"]]


def test_a_formula_with_an_empty_text_is_blank(xlsx: Xlsx) -> None:
    cells = '<c r="A1" t="str"><f>IF(B1=1,2,"")</f><v></v></c><c r="B1"><v>1</v></c>'
    assert rows(xlsx(f'<row r="1">{cells}</row>')) == [["", 1]]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"])
@pytest.mark.parametrize("formula", ["", "<f>A2</f>", '<f t="shared" si="0"/>'])
def test_each_error_is_shown(xlsx: Xlsx, error: str, formula: str) -> None:
    cells = f'<c r="A1" t="e">{formula}<v>{error}</v></c><c r="B1"><v>1</v></c>'
    assert rows(xlsx(f'<row r="1">{cells}</row>')) == [[BadCell(error, "E-CELL-ERROR"), 1]]


def test_an_unknown_error_is_reported_with_its_cell(xlsx: Xlsx) -> None:
    with pytest.raises(SourceError) as raised:
        rows(xlsx('<row r="7"><c r="C7" t="e"><v>#SPILL!</v></c></row>'))
    assert (raised.value.code, raised.value.where) == ("E-CELL-ERROR", "a.xlsx, ô C7")
    assert "#SPILL!" in raised.value.message


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><f>B1</f></c>',
        '<c r="A1"><f>B1</f><v/></c>',
        '<c r="A1"><f>B1</f><v></v></c>',
        "<c r='A1'><f>B1</f></c>",
        '<x:c r="A1"><x:f>B1</x:f></x:c>',
        '<c r="A1"><f><![CDATA[B1]]></f></c>',
        '<c><f xml:space="preserve">B1</f></c>',
        '<c s="1" r="A1" >\n <f >B1</f >\n</c >',
    ],
)
def test_a_formula_without_a_value_in_any_form_of_xml(xlsx: Xlsx, cell: str) -> None:
    assert rows(xlsx(f'<row r="1">{cell}</row>')) == [[BadCell("=B1", "E-FORMULA")]]


def test_bad_cells_belong_to_their_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Sau", "Trước"):
        book.create_sheet(name)
    book.remove(book.worksheets[0])
    book["Sau"]["A1"], book["Trước"]["A1"] = "=1", 5
    book.move_sheet("Trước", -1)
    book.save(tmp_path / "a.xlsx")
    found = {sheet.name: list(map(list, sheet.rows)) for sheet in SOURCE.read(str(tmp_path / "a.xlsx"), {})}
    assert found == {"Trước": [[5]], "Sau": [[BadCell("=1", "E-FORMULA")]]}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (
            'office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#SPILL!</text:p>',
            "#SPILL!",
        ),
        (
            'table:formula="of:=1/0" office:value-type="string" office:string-value=""><text:p>#DIV/0!</text:p>',
            "#DIV/0!",
        ),
        ('table:formula="of:=X" office:value-type="float" office:value="0"><text:p>Err:502</text:p>', "Err:502"),
    ],
    ids=["LibreOffice", "OpenOffice", "OpenOffice with a number"],
)
def test_an_error_in_an_ods(ods: Callable[..., Path], cell: str, found: str) -> None:
    path = ods(f"<table:table-row><table:table-cell {cell}</table:table-cell></table:table-row>")
    assert rows(path) == [[BadCell(found, "E-CELL-ERROR")]]


def test_a_formula_without_a_value_in_an_ods(ods: Callable[..., Path]) -> None:
    cells = '<table:table-cell table:number-columns-repeated="2" table:formula="of:=[.A9]"/>'
    calculated = '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    text = '<table:table-cell office:value-type="string"><text:p>#N/A</text:p></table:table-cell>'
    path = ods(f'<table:table-row table:number-rows-repeated="2">{cells}{calculated}{text}</table:table-row>')
    assert rows(path) == [[BadCell("=[.A9]", "E-FORMULA")] * 2 + ["", "#N/A"]] * 2


SHAPE = "<draw:custom-shape xmlns:draw='d'><text:p>hình <text:span>vẽ</text:span></text:p></draw:custom-shape>"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('office:value-type="string"><text:p>Sở<text:tab/>Y<text:line-break/>tế</text:p>', "Sở\tY\ntế"),
        ('office:value-type="string"><text:p>Sở<text:s text:c="2"/>Y tế</text:p><text:p>b</text:p>', "Sở  Y tế\nb"),
        (f'office:value-type="string">{SHAPE}<text:p>Sở Y tế</text:p>', "Sở Y tế"),
        (f">{SHAPE}", ""),
        ("><text:p>Sở Y tế</text:p>", "Sở Y tế"),
        ('table:number-columns-repeated="1"><text:p> </text:p>', ""),
        ('office:value-type="float" office:value="5"><text:p>5<text:s/>ngày</text:p>', 5.0),
        ('office:value-type="string" office:string-value="đủ"><text:p>đ<text:tab/></text:p>', "đủ"),
    ],
    ids=["tab and line break", "spaces", "shape", "nothing but a shape", "no type", "blank", "number", "stated"],
)
def test_the_text_of_a_cell_in_an_ods(ods: Callable[..., Path], cell: str, found: object) -> None:
    """As LibreOffice displays it: a cell without a type (from odfpy) is text; a shape over a cell is not part of it."""
    end = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    assert rows(ods(f"<table:table-row><table:table-cell {cell}</table:table-cell>{end}</table:table-row>")) == [
        [found, "x"]
    ]


def test_an_ods_without_any_type(ods: Callable[..., Path]) -> None:
    """The reader finds nothing in it, but its sheets are not empty."""
    cell = '<table:table-cell table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell>'
    blank = "<table:table-row><table:table-cell/></table:table-row>"
    path = ods(f'{blank}<table:table-row table:number-rows-repeated="2"><table:table-cell/>{cell}</table:table-row>')
    (sheet,) = SOURCE.read(str(path), {})
    assert (sheet.ignored, list(map(list, sheet.rows))) == (None, [[""], ["", "a", "a"], ["", "a", "a"]])


def test_a_formula_without_a_value_beside_a_note_in_an_ods(ods: Callable[..., Path]) -> None:
    note = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    path = ods(f'<table:table-row><table:table-cell table:formula="of:=A9">{note}</table:table-cell></table:table-row>')
    assert rows(path) == [[BadCell("=A9", "E-FORMULA")]]


@pytest.mark.parametrize("names", [("S", "S"), ("a\tb",)])
def test_sheets_with_the_same_name(xlsx: Xlsx, names: tuple[str, ...]) -> None:
    """A reader would return one of them twice, or lose its bad cells."""
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="worksheet1"/>' for at, name in enumerate(names, 1))
    main, relation = "spreadsheetml/2006/main", "officeDocument/2006/relationships"
    schemas = "http://schemas.openxmlformats.org"
    frame = f'<workbook xmlns="{schemas}/{main}" xmlns:r="{schemas}/{relation}"><sheets>{listed}</sheets></workbook>'
    path = xlsx('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>', parts={"xl/workbook.xml": frame})
    with pytest.raises(SourceError, match="tên trang tính"):
        list(SOURCE.read(str(path), {}))


# -- sheets and options ---------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for name in ("Tổng hợp", "Ẩn", "Trống"):
        book.create_sheet(name)["A1"] = None if name == "Trống" else name
    book.remove(book.worksheets[0])
    book["Ẩn"].sheet_state = "veryHidden"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


@pytest.mark.parametrize(("name", "found"), [("Tổng hợp", "Tổng hợp"), (" tổng hợp", "Tổng hợp"), ("Ẩn", "Ẩn")])
def test_one_sheet_by_name_even_if_it_is_hidden(three: Path, name: str, found: str) -> None:
    (sheet,) = SOURCE.read(str(three), {"sheet": name})
    assert (sheet.name, sheet.ignored, list(map(list, sheet.rows))) == (found, None, [[found]])


def test_an_unknown_sheet(three: Path) -> None:
    with pytest.raises(SourceError, match='không có trang tính "Tháng 5"; tệp có: "Tổng hợp", "Ẩn", "Trống"'):
        list(SOURCE.read(str(three), {"sheet": "Tháng 5"}))


def test_an_unknown_option(three: Path) -> None:
    with pytest.raises(SourceError, match="không có tùy chọn sheets; chỉ có: sheet") as raised:
        list(SOURCE.read(str(three), {"sheets": "Ẩn"}))
    assert raised.value.code == "E-OPTION"


def test_a_chart_sheet_is_ignored_and_listed(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet("S").write("A1", 1)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=S!$A$1"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.close()
    sheets = [(sheet.name, sheet.ignored) for sheet in SOURCE.read(str(tmp_path / "a.xlsx"), {})]
    assert sheets == [("S", None), ("Biểu đồ", "không phải trang tính dữ liệu")]


# -- the two ways to inspect a sheet --------------------------------------------------------------


Walked = Callable[[Path], int]


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> Walked:
    """How many rows of the first sheet expat parses: only those wider than all before, if the rest are plain."""
    seen: list[bytes] = []
    walk = WorksheetWalk.fragment

    def fragment(self: WorksheetWalk, row: bytes) -> bool:
        seen.append(row)
        return walk(self, row)

    def count(path: Path) -> int:
        archive = Archive.open(path.name, path.read_bytes())
        name = next(name for name in archive.parts if name.startswith("xl/worksheets/"))
        seen.clear()
        assert worksheets._plain(archive.chunks(name), path.name)[0] is not None
        return len(seen)

    monkeypatch.setattr(WorksheetWalk, "fragment", fragment)
    return count


def test_sheets_of_the_usual_writers_are_in_the_plain_form(tmp_path: Path, walked: Walked) -> None:
    values = ["a", 1, 2.5, True, dt.datetime(2021, 5, 31), "", None]
    for name, inline in (("a.xlsx", False), ("b.xlsx", True)):
        written = xlsxwriter.Workbook(tmp_path / name, {"constant_memory": inline})
        sheet = written.add_worksheet()
        for row in range(50):
            sheet.write_row(row, 0, values)
            sheet.write_blank(row, 7, None, written.add_format({"bold": True}))
        written.close()
        assert walked(tmp_path / name) == 1
    book = openpyxl.Workbook()
    for _ in range(50):
        book.worksheets[0].append(values)
    for (cell,) in book.worksheets[0]["H1:H50"]:
        cell.font = Font(bold=True)
    book.save(tmp_path / "c.xlsx")
    assert walked(tmp_path / "c.xlsx") == 1
    assert walked(SAMPLES / "danh-sach.xlsx") <= 3  # a title, and a header of two rows


@pytest.mark.parametrize("empty", ['<c r="B{0}" s="1"/>', '<c r="B{0}" s="1"></c>', '<c r="B{0}" s="1" t="n"></c>'])
def test_styled_rows_without_content_are_neither_walked_nor_counted(xlsx: Xlsx, walked: Walked, empty: str) -> None:
    full = '<row r="1"><c r="A1" s="1"><v>7</v></c></row><row r="2"><c r="A2"><v>8</v></c></row>'
    below = "".join(f'<row r="{number}">{empty.format(number)}</row>' for number in range(3, 60))
    path = xlsx(full + below)
    assert walked(path) == 1
    archive = Archive.open(path.name, path.read_bytes())
    name = next(name for name in archive.parts if name.startswith("xl/worksheets/"))
    assert worksheets.examine(archive, name).rows == 2


def test_sheets_written_by_excel_are_in_the_plain_form(xlsx: Xlsx, walked: Walked) -> None:
    row = (
        '<row r="{0}" spans="1:4" ht="31.5" customHeight="1" x14ac:dyDescent="0.25">'
        '<c r="A{0}" s="12" t="s"><v>0</v></c>'
        '<c r="B{0}" s="3"/><c r="C{0}" s="4"><v>44347.5</v></c>'
        '<c r="D{0}" t="str"><f t="shared" ref="D1:D9" si="0">A1</f>'
        "<v>Việc A</v></c></row>"
    )
    sheet = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="m" xmlns:x14ac="x">'
        '<dimension ref="A1:D9"/><sheetViews><sheetView tabSelected="1"/></sheetViews>'
        '<cols><col min="1" max="1"/></cols>'
        f'<sheetData>{"".join(map(row.format, range(1, 10)))}</sheetData><pageMargins left="0.7"/></worksheet>'
    )
    path = xlsx(sheet=sheet)
    assert walked(path) == 1
    assert rows(path) == [["Việc A", "", 44347.5, "Việc A"]] * 9


def test_prefixed_xml_reads_the_same(tmp_path: Path, xlsx: Xlsx) -> None:
    """As written by programs that use Microsoft's Open XML SDK."""
    plain = xlsx('<row r="2"><c r="B2" t="s"><v>0</v></c><c r="C2"><v>7</v></c></row>', name="b.xlsx")
    row = '<x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="C2"><x:v>7</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="m"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    texts = '<x:sst xmlns:x="m"><x:si><x:t>Việc A</x:t></x:si></x:sst>'
    assert rows(xlsx(sheet=sheet, parts={"xl/sharedStrings.xml": texts})) == rows(plain) == [[], ["", "Việc A", 7]]


FRAGMENTS = st.sampled_from(
    [
        '<row r="1">', '<row r="2" ht="1">', '<row r="30">', "<row>", "</row>",
        '<row r="5"/>', "<x:row r='31'>", "</x:row>",
        '<c r="A1">', '<c r="B1" s="1">', '<c r="A2" t="s">', '<c r="ZZ30">', "<c>", "</c>",
        '<c r="C1"/>', "<y:c r='AB31'>", "</y:c>",
        "<v>0</v>", "<v>1.5</v>", "<f>A1</f>", "<is><t>a</t></is>",
        '<c r="D1"><v>1</v></c>', '<c r="A2" t="s"><v>0</v></c>',
        "<!--", "-->", "<![CDATA[", "]]>", '"', "'", ">", " ", "\n", "</sheetData>", "<sheetData>", "<?x", "?>",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14), st.lists(FRAGMENTS, max_size=3))
def test_calamine_finds_no_cell_outside_the_inspected_extent(fragments: list[str], head: list[str]) -> None:
    """For any file that passes the inspection."""
    from python_calamine import CalamineError, CalamineWorkbook

    sheet = f"<worksheet>{''.join(head)}<sheetData>{''.join(fragments)}</sheetData></worksheet>"
    rels = '<Relationships><Relationship Id="r1" Type="t/{}" Target="{}"/></Relationships>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", rels.format("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", rels.format("worksheet", "worksheets/sheet1.xml"))
        archive.writestr(
            "xl/workbook.xml", '<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        )
        archive.writestr("xl/styles.xml", "<styleSheet></styleSheet>")
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    try:
        extent = worksheets.examine(Archive.open("a", data.getvalue()), "xl/worksheets/sheet1.xml")
        end = CalamineWorkbook.from_filelike(io.BytesIO(data.getvalue())).get_sheet_by_index(0).end
    except (SourceError, CalamineError):
        return
    if end is not None:
        assert end[0] < extent.rows
        assert end[1] < extent.columns


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
NUMBERS = st.floats(-1e300, 1e300) | st.integers(-(10**9), 10**9)


@settings(max_examples=60, deadline=None)
@given(
    grid=st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 80)), TEXTS | NUMBERS | st.booleans(), min_size=1)
)
def test_any_grid_is_read_back(tmp_path_factory: pytest.TempPathFactory, grid: dict[tuple[int, int], object]) -> None:
    path = tmp_path_factory.mktemp("grid") / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for (row, column), value in grid.items():
        write = sheet.write_string if isinstance(value, str) else sheet.write_number
        (sheet.write_boolean if isinstance(value, bool) else write)(row, column, value)
    book.close()
    found = {
        (row, column): value
        for row, cells in enumerate(rows(path))
        for column, value in enumerate(cells)
        if value != ""
    }
    assert found.keys() == grid.keys()
    for place, value in grid.items():
        assert found[place] == (pytest.approx(value, rel=1e-14) if isinstance(value, float) else value), escape(
            repr(value)
        )


def test_a_table_without_a_name_is_not_a_sheet(ods: Callable[..., Path]) -> None:
    """LibreOffice stores the results of DDE links in such tables."""
    row = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    link = f"<table:dde-link><table:table>{row * 9}</table:table></table:dde-link>"
    path = ods(f'{row}</table:table>{link}<table:table table:name="T">{row}')
    assert [(sheet.name, list(sheet.rows)) for sheet in SOURCE.read(str(path), {})] == [("S", [["a"]]), ("T", [["a"]])]
