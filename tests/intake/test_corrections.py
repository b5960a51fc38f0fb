"""Rejected rows as a workbook: nothing of them is lost, and mended it is read as if the list had been right."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import attrs
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from taskstats import SourceFile, Task
from taskstats_adapters import Intake, OutputError, read_tasks
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import MERGED, BadCell, Cell
from taskstats_adapters.intake.columns.headers import ERRORS, MARK, PLACE
from taskstats_adapters.intake.corrections import CUT, corrections
from taskstats_adapters.intake.reading import take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.sources.csv_text import SOURCE as CSV

HEADER = (
    "STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì",
    "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Cột khác",
)  # fmt: skip
NUMBER, ID, TITLE, AGENCY, ASSIGNED, DUE, COMPLETED, OTHER = range(8)
MAY = dt.date(2021, 5, 4)
OFFICE = make_profile({"agencies": [{"name": "Sở Y tế"}, {"name": "Sở Xây dựng"}]})

Row = Sequence[Cell | BadCell]
Sources = list[tuple[SourceFile, list[Sheet]]]


def row(number: int, changes: Mapping[int, Cell | BadCell] | None = None) -> Row:
    """A right row, but for these columns."""
    cells: list[Cell | BadCell] = [
        number, f"NV-{number}", f"Báo cáo {number}", "Sở Y tế", MAY, dt.date(2021, 5, 20), None, "x",
    ]  # fmt: skip
    for column, value in (changes or {}).items():
        cells[column] = value
    return cells


def one(*rows: Row, name: str = "Nhiệm vụ", header: Row = HEADER) -> Sources:
    """A file with one list: a title, the header, these rows."""
    return [(SourceFile(name="a.xlsx"), [Sheet(name, [("DANH SÁCH",), header, *rows])])]


def mended(sources: Sources, profile: Profile = OFFICE) -> tuple[Intake, bytes]:
    """The intake of the sources, and the workbook of what it rejected."""
    intake = take_in(sources, profile)
    content = corrections(sources, intake, profile)
    assert content is not None
    return intake, content


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def only(content: bytes) -> Worksheet:
    (sheet,) = opened(content).worksheets
    return sheet


def values(sheet: Worksheet) -> list[list[object]]:
    return [list(line) for line in sheet.values]


def read_back(book: Workbook, folder: Path, profile: Profile = OFFICE) -> Intake:
    book.save(folder / "mended.xlsx")
    return read_tasks(folder / "mended.xlsx", profile=profile)


def as_it_was(task: Task) -> Task:
    """Without the columns that the workbook adds."""
    return attrs.evolve(task, extra=tuple(pair for pair in task.extra if pair[0] not in (PLACE, ERRORS, MARK)))


# -- mended and read again ------------------------------------------------------------------------

FAULTS: Mapping[str, tuple[int, Cell | BadCell]] = {
    "E-DATE": (DUE, "31/02/2021"),
    "E-ASSIGNED": (ASSIGNED, None),
    "E-ORDER": (COMPLETED, dt.date(2021, 5, 3)),
    "E-AGENCY": (AGENCY, "Sở Y tê"),
    "E-CELL-ERROR": (DUE, BadCell("#N/A", "E-CELL-ERROR")),
    "E-DUPLICATE": (ID, "NV-1"),
}
TITLES = ("Báo cáo", "=1+1", "Rà soát; lần 2\nTrình", "#N/A", "_x0041_")
MOMENTS: tuple[Cell, ...] = (MAY, dt.datetime(2021, 5, 4), "4/5/2021", 44320)
DAYS = st.dates(MAY, dt.date(2021, 6, 30))


@st.composite
def lists(draw: st.DrawFn) -> tuple[list[Row], Mapping[int, str]]:
    """Rows without a fault, and what shall be wrong with some of them, by row."""
    count = draw(st.integers(1, 5))
    rows = [
        row(
            number,
            {
                TITLE: f"{draw(st.sampled_from(TITLES))} {number}",
                AGENCY: draw(st.sampled_from(("Sở Y tế", "Sở Xây dựng"))),
                ASSIGNED: draw(st.sampled_from(MOMENTS)),
                DUE: draw(st.none() | DAYS | DAYS.map(lambda day: f"{day:%d/%m/%Y}")),
                COMPLETED: draw(st.none() | DAYS | st.just(dt.datetime(2021, 6, 4, 16, 30))),
                OTHER: draw(st.sampled_from((None, 5, 2.5, "5", True, "Ghi chú"))),
            },
        )
        for number in range(1, count + 1)
    ]
    faults = draw(st.dictionaries(st.integers(0, count - 1), st.sampled_from(sorted(FAULTS)), min_size=1))
    met = {at: code for at, code in faults.items() if code != "E-DUPLICATE" or (at and 0 not in faults)}
    return rows, met or {0: "E-DATE"}


def test_a_list_further_down_is_copied_with_its_own_header(tmp_path: Path) -> None:
    """Below the first header its days would change places."""
    swapped = (*HEADER[:ASSIGNED], HEADER[DUE], HEADER[ASSIGNED], *HEADER[COMPLETED:])
    later = row(2, {ASSIGNED: "31/02/2021", DUE: MAY, TITLE: "Việc sau"})
    right = row(3, {ASSIGNED: dt.date(2021, 6, 1), DUE: MAY})
    intake, content = mended(one(row(1), (), swapped, right, later, (), HEADER, row(4), row(5, {DUE: "x"})))
    assert (len(intake.tasks), [problem.place for problem in intake.errors]) == (3, ["Nhiệm vụ!E7", "Nhiệm vụ!F11"])
    book = opened(content)
    sheet = book.worksheets[0]
    assert [line[DUE] for line in values(sheet)] == [
        HEADER[DUE],
        HEADER[ASSIGNED],
        dt.datetime(2021, 5, 4),
        HEADER[DUE],
        "x",
    ]
    sheet["E3"], sheet["F5"] = "28/02/2022", "28/05/2021"
    tasks = read_back(book, tmp_path).tasks
    assert [(task.title, str(task.assigned_on), str(task.due_on)) for task in tasks] == [
        ("Việc sau", "2021-05-04", "2022-02-28"),
        ("Báo cáo 5", "2021-05-04", "2021-05-28"),
    ]


@given(lists())
@settings(max_examples=30)
def test_mended_rows_are_read_as_if_the_list_had_been_right(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[list[Row], Mapping[int, str]]
) -> None:
    rows, faults = drawn
    wrong = [list(cells) for cells in rows]
    for at, code in faults.items():
        column, value = FAULTS[code]
        wrong[at][column] = value
    intake, content = mended(one(*wrong))
    assert {problem.code for problem in intake.errors} == set(faults.values())
    book = opened(content)
    sheet = book.worksheets[0]
    places = {sheet.cell(number, len(HEADER) + 1).value: number for number in range(2, sheet.max_row + 1)}
    assert list(places) == sorted(intake.rejected, key=lambda place: int(place.partition("!")[2]))
    for at, code in faults.items():
        column, _ = FAULTS[code]
        right = rows[at][column]
        sheet.cell(places[f"Nhiệm vụ!{at + 3}"], column + 1).value = right  # type: ignore[assignment]  # no BadCell
    again = read_back(book, tmp_path_factory.mktemp("a"))
    assert again.problems == ()
    expected = take_in(one(*rows), OFFICE).tasks
    tasks = [*intake.tasks, *map(as_it_was, again.tasks)]
    assert sorted(tasks, key=lambda task: task.id) == sorted(expected, key=lambda task: task.id)


@pytest.mark.parametrize("header", ["Hạn xử lý", "Ngày giao"])
def test_a_list_refused_for_its_columns_is_there_whole_in_its_place(tmp_path: Path, header: str) -> None:
    rows = [("I. Sở, ban, ngành",), row(1), (), row(2, {COMPLETED: "10/5/2021"}), ("Tổng cộng", 2)]
    at = HEADER.index(header)
    _, content = mended(one(*rows, header=[*HEADER[:at], "???", *HEADER[at + 1 :]]))
    book = opened(content)
    sheet = book.worksheets[0]
    said = sheet.cell(2, len(HEADER) + 1)
    assert str(said.value).startswith(f'Lỗi: không có cột "{header}"')
    assert {cell.fill.fgColor.rgb for cell in sheet[2]} == {"FFFFC7CE"}
    assert sheet["A1"].value == "DANH SÁCH"
    assert sheet.max_row == 7
    sheet.cell(2, at + 1).value = header
    again = read_back(book, tmp_path)
    expected = take_in(one(*rows), OFFICE)
    assert again.problems == expected.problems == ()
    assert list(map(as_it_was, again.tasks)) == list(expected.tasks)
    assert [task.origin for task in again.tasks] == [task.origin for task in expected.tasks]


def test_two_columns_that_could_be_one_are_marked(tmp_path: Path) -> None:
    _, content = mended(one(row(1), header=[*HEADER[:OTHER], "Hạn hoàn thành"]))
    sheet = only(content)
    assert sheet["H2"].comment is not None
    assert "[E-COLUMNS]" in sheet["H2"].comment.text
    assert [cell.coordinate for cell in sheet[2] if cell.fill.fgColor.rgb == "FFFFC7CE"] == ["H2", "I2", "J2"]


def test_a_list_without_a_header_is_there_whole() -> None:
    sources = [(SourceFile(name="a.xlsx"), [Sheet("Nhiệm vụ", [("a", "b"), ("c",)], first_row=3)])]
    intake, content = mended(sources)
    assert intake.rejected == ("Nhiệm vụ!3", "Nhiệm vụ!4")
    assert values(only(content))[2:] == [
        ["a", "b", f"Lỗi: {intake.problems[0].message}  [E-HEADER]"],
        ["c", None, None],
    ]


def test_a_list_without_a_header_and_without_a_name_has_its_message() -> None:
    _, content = mended([(SourceFile(name="a.xlsx"), [Sheet("", [("a", "b")])])])
    assert "[E-HEADER]" in str(only(content)["C1"].value)


def test_records_that_count_from_one_below_their_keys() -> None:
    """Of a database or of JSON: the header is row 0, which no workbook has."""
    sheet = Sheet("t", [("Nội dung", "Ngày giao", "x"), ("a", "4/5/2021", "b")], first_row=0)
    _, content = mended([(SourceFile(name="a.json"), [sheet])])
    lines = only(content)
    assert "[E-COLUMN]" in str(lines["D1"].value)
    assert lines["A2"].value == "a"
    assert (lines.freeze_panes, lines.auto_filter.ref) == ("A2", "A1:E2")


# -- what stands in the workbook ------------------------------------------------------------------


def test_only_rejected_rows_with_their_header_place_and_errors() -> None:
    _, content = mended(one(row(1), row(2, {DUE: "x", COMPLETED: "y"}), row(3), row(4, {ASSIGNED: None})))
    sheet = only(content)
    places = [line[-3] for line in values(sheet)]
    assert values(sheet)[0] == [*HEADER, "Vị trí", "Lỗi", "Dấu dòng gốc"]
    assert places == ["Vị trí", "Nhiệm vụ!4", "Nhiệm vụ!6"]
    assert sheet["J2"].value == (
        '"x" không phải là ngày; hãy ghi ngày/tháng/năm, ví dụ 31/5/2021  [E-DATE]\n'
        '"y" không phải là ngày; hãy ghi ngày/tháng/năm, ví dụ 31/5/2021  [E-DATE]'
    )


def test_each_wrong_cell_is_marked_and_says_why() -> None:
    sheet = only(mended(one(row(1, {DUE: "x"}), row(2, {ASSIGNED: None})))[1])
    marked = [cell.coordinate for line in sheet for cell in line if cell.fill.fgColor.rgb == "FFFFC7CE"]
    assert marked == ["F2", "I2", "J2", "K2", "E3", "I3", "J3", "K3"]
    notes = {cell.coordinate: cell.comment.text for line in sheet for cell in line if cell.comment}
    assert list(notes) == ["F2", "E3"]
    assert notes["E3"] == "thiếu ngày giao; hãy ghi ngày giao nhiệm vụ  [E-ASSIGNED]"


def test_both_rows_of_one_id_are_there_and_each_names_the_other() -> None:
    sheet = only(mended(one(row(1), row(2, {ID: "NV-1"}), row(3)))[1])
    assert [line[-3] for line in values(sheet)[1:]] == ["Nhiệm vụ!3", "Nhiệm vụ!4"]
    assert str(sheet["J2"].value).startswith("Nhiệm vụ!4: ")
    assert "Nhiệm vụ!3" in str(sheet["J3"].value)


def test_warnings_reject_nothing() -> None:
    sources = one(row(1, {AGENCY: None}), row(2, {DUE: "x"}))
    intake, content = mended(sources, Profile())
    assert [problem.code for problem in intake.problems] == ["E-DATE", "W-AGENCY"]
    assert "W-AGENCY" not in str(values(only(content)))


def test_a_warning_at_the_header_is_no_refusal() -> None:
    header = [*HEADER[:COMPLETED], "Trạng thái", "Cột khác"]
    doing = {COMPLETED: "Đang thực hiện"}
    intake, content = mended(one(row(1, {DUE: "x", **doing}), row(2, doing), header=header))
    assert [problem.code for problem in intake.problems] == ["W-COLUMN", "E-DATE"]
    assert [line[-3] for line in values(only(content))] == ["Vị trí", "Nhiệm vụ!3"]


def test_nothing_rejected_is_no_workbook() -> None:
    sources = one(row(1))
    assert corrections(sources, take_in(sources, OFFICE), OFFICE) is None
    empty: Sources = [(SourceFile(name="a.xlsx"), [])]
    assert corrections(empty, take_in(empty, OFFICE), OFFICE) is None


def test_the_header_stays_in_sight_and_the_columns_are_wide_enough() -> None:
    sheet = only(mended(one(row(1, {DUE: "x", TITLE: "Rà soát quy hoạch sử dụng đất trên địa bàn các huyện"})))[1])
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:K2")
    assert all(cell.font.b for cell in sheet[1])
    assert not any(cell.font.b for cell in sheet[2])
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert sheet.column_dimensions["C"].width == 40
    assert sheet.column_dimensions["J"].width == 70


def test_it_prints_across_the_page_with_its_header_on_each() -> None:
    sheet = only(mended(one(row(1, {DUE: "x"})))[1])
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
    assert sheet.print_title_rows == "$1:$1"


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    upper: Row = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian", None, None)
    lower: Row = (None, None, None, "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    rows: list[Row] = [upper, lower, (1, "a", "Sở Y tế", MAY, "x", None), (2, "b", "Sở Y tế", MAY, MAY, None)]
    _, content = mended([(SourceFile(name="a.xlsx"), [Sheet("S", rows)])])
    book = opened(content)
    sheet = book.worksheets[0]
    assert values(sheet)[:2] == [[*upper, "Vị trí", "Lỗi", "Dấu dòng gốc"], [*lower, None, None, None]]
    assert sheet.freeze_panes == "A3"
    sheet["E3"].value = "20/5/2021"
    (task,) = read_back(book, tmp_path).tasks
    assert (task.title, task.due_on) == ("a", dt.date(2021, 5, 20))


# -- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (dt.date(2021, 5, 31), dt.datetime(2021, 5, 31)),
        (dt.datetime(2021, 5, 31, 16, 30), dt.datetime(2021, 5, 31, 16, 30)),
        (7, 7),
        (2.5, 2.5),
        (Decimal("2.50"), 2.5),
        (True, True),
        ("44320", "44320"),
        ("=1+1", "=1+1"),
        ("#N/A", "#N/A"),
        ("+84", "+84"),
        ("_x0041_", "_x005F_x0041_"),
        ("a\nb\tc", "a\nb\tc"),
        ("a\x00\x1b\ufffe\ud800b\x0bc", "ab c"),
        (123456789012345678, "123456789012345678"),
        (Decimal("0.12345678901234567"), "0.12345678901234567"),
        (dt.date(1899, 12, 31), "31/12/1899"),
        (dt.datetime(1899, 12, 31, 8), "1899-12-31 08:00:00"),
        (dt.datetime(2021, 5, 31, 23, tzinfo=dt.UTC), "2021-05-31 23:00:00+00:00"),
        (float("inf"), "inf"),
        ("", None),
        (None, None),
    ],
    ids=ascii,
)
def test_a_value_is_as_it_was(value: Cell | BadCell, kept: object) -> None:
    cell = only(mended(one(row(1, {DUE: "x", OTHER: value})))[1])["H2"]
    assert (cell.value, type(cell.value)) == (kept, type(kept))
    assert cell.data_type != "f"


@pytest.mark.parametrize("column", [TITLE, AGENCY, DUE, OTHER])
@pytest.mark.parametrize(
    ("shown", "code", "error"),
    [("#REF!", "E-CELL-ERROR", "#REF!"), ("=A1&B1", "E-FORMULA", "#N/A"), ("dữ liệu nhị phân", "E-BINARY", "#N/A")],
)
def test_a_cell_without_a_value_has_none_in_the_copy_either(
    tmp_path: Path, column: int, shown: str, code: str, error: str
) -> None:
    """What it shows is told beside it: as a text it would pass for the value when the copy is read unmended."""
    intake, content = mended(one(row(1, {ID: None, DUE: "x", column: BadCell(shown, code)})))
    book = opened(content)
    cell = book.worksheets[0].cell(2, column + 1)
    assert (cell.value, cell.data_type) == (error, "e")
    assert cell.comment is not None
    assert shown in cell.comment.text
    again = read_back(book, tmp_path)
    assert again.tasks == []
    assert len(again.errors) == len(intake.errors)


def test_a_list_refused_whole_gives_no_value_to_a_cell_without_one(tmp_path: Path) -> None:
    header = [*HEADER[:ASSIGNED], "Ngày nào", *HEADER[DUE:]]
    book = opened(mended(one(row(1, {TITLE: BadCell("=A1", "E-FORMULA")}), header=header))[1])
    book.worksheets[0].cell(2, ASSIGNED + 1).value = HEADER[ASSIGNED]
    assert [problem.code for problem in read_back(book, tmp_path).errors] == ["E-CELL-ERROR"]


def test_dates_look_as_offices_write_them() -> None:
    sheet = only(mended(one(row(1, {DUE: "x", COMPLETED: dt.datetime(2021, 5, 31, 16, 30)})))[1])
    assert (sheet["E2"].number_format, sheet["G2"].number_format) == ("dd/mm/yyyy", "dd/mm/yyyy hh:mm")
    assert sheet["F2"].number_format == "@"  # what is typed there is not turned round by Excel


def test_a_text_beyond_excel_is_cut_and_said_to_be() -> None:
    text = "Rà soát " * 5000
    sheet = only(mended(one(row(1, {DUE: "x", OTHER: text})))[1])
    assert text.startswith(str(sheet["H2"].value))
    assert len(str(sheet["H2"].value)) == 16383
    assert CUT in str(sheet["J2"].value)
    assert sheet["H2"].comment is not None


# -- merged cells ---------------------------------------------------------------------------------


def above(text: str) -> BadCell:
    return BadCell(text, MERGED)


def test_a_rejected_row_has_the_texts_that_it_was_merged_with(tmp_path: Path) -> None:
    """Its dates are marked and are no dates until somebody has written them."""
    merged = row(2, {TITLE: above("Báo cáo"), AGENCY: above("Sở Y tế"), DUE: above("20/5/2021"), OTHER: above("x")})
    _, content = mended(one(row(1), merged))
    sheet = only(content)
    assert [cell.value for cell in sheet[2]][TITLE:OTHER + 1] == [
        "Báo cáo", "Sở Y tế", dt.datetime.combine(MAY, dt.time()), "20/5/2021 (gộp với ô trên)", None, "x",
    ]  # fmt: skip
    assert list(sheet.merged_cells) == []
    book = opened(content)
    left = read_back(book, tmp_path)
    assert [problem.code for problem in left.errors] == ["E-DATE"]
    book.worksheets[0].cell(2, DUE + 1).value = "21/5/2021"
    (task,) = read_back(book, tmp_path).tasks
    assert (task.title, task.agency, task.due_on) == ("Báo cáo", "Sở Y tế", dt.date(2021, 5, 21))


@pytest.mark.parametrize("column", [ASSIGNED, DUE, COMPLETED])
@pytest.mark.parametrize("text", ["20/5/2021", "không thời hạn", "Công văn số 88/UBND-TH ngày 12/5/2021", "44336"])
def test_no_merged_date_is_read_from_rows_that_nobody_has_mended(tmp_path: Path, column: int, text: str) -> None:
    _, content = mended(one(row(1), row(2, {column: above(text)})))
    left = read_back(opened(content), tmp_path)
    assert (len(left.tasks), {problem.code for problem in left.errors}) == (0, {"E-DATE"})


def test_a_list_refused_whole_keeps_its_merges(tmp_path: Path) -> None:
    """One task over two rows is not two, and a merged date is still asked for, when the header has been mended."""
    over_two = [above(str(cell)) if cell is not None else None for cell in row(1)]
    rows = (row(1), over_two, row(3, {DUE: above("20/5/2021")}), row(4), row(5, {AGENCY: above("Sở Y tế")}))
    plain = take_in(one(*rows), OFFICE)
    assert [task.id for task in plain.tasks] == ["NV-1", "NV-4", "NV-5"]
    header = ["x" if name == "Ngày giao" else name for name in HEADER]
    _, content = mended(one(*rows, header=header))
    book = opened(content)
    sheet = book.worksheets[0]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:  # nothing is hidden below a merge
        assert "NV-4" in (texts := archive.read("xl/worksheets/sheet1.xml").decode())
        assert "20/5/2021" not in texts
    assert sorted(map(str, sheet.merged_cells)) == [
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "D3:D4",
        "D6:D7",
        "E3:E4",
        "F3:F5",
        "H3:H4",
    ]
    sheet.cell(2, ASSIGNED + 1).value = "Ngày giao"
    again = read_back(book, tmp_path)
    assert [as_it_was(task) for task in again.tasks] == list(plain.tasks)
    assert [problem.code for problem in again.errors] == [MERGED]


def test_a_merge_above_the_first_row_is_none() -> None:
    sources = [(SourceFile(name="a.xlsx"), [Sheet("S", [(above("x"), "y"), ("z", "y")])])]
    assert list(only(mended(sources)[1]).merged_cells) == []


def test_a_header_of_two_rows_that_is_merged(tmp_path: Path) -> None:
    upper = ("Nội dung nhiệm vụ", "Thời gian", "")
    lower = (above("Nội dung nhiệm vụ"), "Ngày giao", "Hạn xử lý")
    sources = [(SourceFile(name="a.xlsx"), [Sheet("S", [upper, lower, ("Việc A", "4/5/2021", "31/02/2021")])])]
    nothing_completed = make_profile({"intake": {"nothing_completed": True}})
    _, content = mended(sources, nothing_completed)
    book = opened(content)
    assert list(map(str, book.worksheets[0].merged_cells)) == ["A1:A2"]
    book.worksheets[0]["C3"] = "20/5/2021"
    assert [task.title for task in read_back(book, tmp_path, nothing_completed).tasks] == ["Việc A"]


def test_what_is_wrong_with_several_cells_is_said_once() -> None:
    long = "a" * 40000
    sheet = only(mended(one(row(1, {DUE: "x", OTHER: long, TITLE: long})))[1])
    assert str(sheet["J2"].value).count(CUT) == 1
    assert sheet["C2"].comment is not None


@pytest.mark.parametrize("text", ["a" * 32767, "ạ" * 20000])
def test_a_text_that_excel_can_hold_is_whole(text: str) -> None:
    sheet = only(mended(one(row(1, {DUE: "x", OTHER: text})))[1])
    assert sheet["H2"].value == text
    assert CUT not in str(sheet["J2"].value)


def test_a_message_that_quotes_a_long_cell_keeps_its_end() -> None:
    said = str(only(mended(one(row(1, {DUE: "x" * 30000})))[1])["J2"].value)
    assert len(said) < 1100
    assert said.endswith("[E-DATE]")


def test_a_row_wider_than_every_sheet_is_an_error() -> None:
    sources = one((*row(1, {DUE: "x"}), *["y"] * 16384))
    with pytest.raises(OutputError, match=r"Nhiệm vụ.*16384 cột.*\[E-OUTPUT\]"):
        mended(sources)


# -- several sheets and files ---------------------------------------------------------------------


def test_several_files_name_themselves_in_the_places() -> None:
    bad = [HEADER, row(1, {DUE: "x"})]
    sources = [
        (SourceFile(name="a.xlsx"), [Sheet("Nhiệm vụ", bad)]),
        (SourceFile(name="b.xlsx"), [Sheet("NHIỆM VỤ", [HEADER, row(2, {DUE: "y"})])]),
        (SourceFile(name="c.xlsx"), [Sheet("Nhiệm vụ", [HEADER, row(3)])]),
    ]
    book = opened(mended(sources)[1])
    assert {sheet.title: sheet["I2"].value for sheet in book.worksheets} == {
        "Nhiệm vụ": "a.xlsx: Nhiệm vụ!2",
        "NHIỆM VỤ (2)": "b.xlsx: NHIỆM VỤ!2",
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Tháng 5/2021: [a]*?\\", "Tháng 5 2021 a"),
        ("n" * 40, "n" * 31),
        ("'", "Danh sách"),
        ("", "Danh sách"),
        ("a\x00b", "ab"),
    ],
)
def test_a_name_that_excel_does_not_allow(name: str, title: str) -> None:
    assert only(mended(one(row(1, {DUE: "x"}), name=name))[1]).title == title


def test_names_that_are_cut_alike_are_told_apart() -> None:
    bad = [HEADER, row(1, {DUE: "x"})]
    sources = [(SourceFile(name="a"), [Sheet("n" * 31 + end, bad) for end in ("a", "b", "c")])]
    titles = [sheet.title for sheet in opened(mended(sources)[1]).worksheets]
    assert titles == ["n" * 31, "n" * 27 + " (2)", "n" * 27 + " (3)"]


def test_sheets_that_are_not_to_be_read_are_not_read() -> None:
    def never() -> Iterator[Row]:
        raise AssertionError("read")
        yield

    hidden = Sheet("Ẩn", never(), ignored="trang tính ẩn")
    sources = [(SourceFile(name="a"), [hidden, Sheet("S", [HEADER, row(1, {DUE: "x"})])])]
    assert [sheet.title for sheet in opened(mended(sources)[1]).worksheets] == ["S"]


def test_the_agency_that_a_sheet_is_named_for_goes_with_its_rows(tmp_path: Path) -> None:
    header = [name for name in HEADER if name != "Đơn vị chủ trì"]
    bad = [cell for at, cell in enumerate(row(1, {DUE: "x"})) if at != AGENCY]
    sources = [
        (SourceFile(name=f"{month}.xlsx"), [Sheet("Sở Y tế", [header, [*bad[:ID], month, *bad[ID + 1 :]]])])
        for month in "ab"
    ]
    book = opened(mended(sources, Profile())[1])
    for sheet in book.worksheets:
        sheet["E2"].value = "20/5/2021"
    assert [task.agency for task in read_back(book, tmp_path, Profile()).tasks] == ["Sở Y tế", "Sở Y tế"]


def test_a_csv_file_keeps_its_own_places(tmp_path: Path) -> None:
    rows = ('1;"a\nb";Sở Y tế;4/5/2021;20/5/2021;', "2;c;Sở Y tế;x;20/5/2021;")
    header = "STT;Nội dung;Đơn vị;Ngày giao;Hạn xử lý;Ngày hoàn thành"
    (tmp_path / "a.csv").write_text("\n".join((header, *rows)), "utf-8")

    def sources() -> Sources:
        return [(SourceFile(name="a.csv"), list(CSV.read(str(tmp_path / "a.csv"), {})))]

    content = corrections(sources(), take_in(sources(), OFFICE), OFFICE)
    assert content is not None
    sheet = only(content)
    assert (sheet.title, sheet["G2"].value) == ("a", "dòng 4")
    assert sheet["D2"].comment is not None


def test_old_fonts_stay_as_they_are_for_the_same_profile(tmp_path: Path) -> None:
    old = make_profile({"intake": {"encoding": "tcvn3"}})
    header = ("STT", "Néi dung nhiÖm vô", "§¬n vÞ chñ tr×", "Ngµy giao", "H¹n xö lý", "Ngµy hoµn thµnh")
    rows: list[Row] = [header, (1, "TiÕng ViÖt", "Së Y tÕ", "4/5/2021", "x", None)]
    _, content = mended([(SourceFile(name="a.xlsx"), [Sheet("S", rows)])], old)
    book = opened(content)
    assert book.worksheets[0]["B2"].value == "TiÕng ViÖt"
    book.worksheets[0]["E2"].value = "20/5/2021"
    (task,) = read_back(book, tmp_path, old).tasks
    assert (task.title, task.agency) == ("Tiếng Việt", "Sở Y tế")


# -- bytes ----------------------------------------------------------------------------------------


def test_the_same_list_gives_the_same_bytes_whatever_the_day() -> None:
    sources = one(row(1, {DUE: "x"}), row(2, {ASSIGNED: None}))
    assert mended(sources)[1] == mended(sources)[1]
    with zipfile.ZipFile(io.BytesIO(mended(sources)[1])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2020-03-05T00:00:00Z") == 2
