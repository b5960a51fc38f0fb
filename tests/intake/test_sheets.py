"""Which sheets are lists, how places are named, and what is said of a source without any list."""

from collections.abc import Callable

import pytest

from taskstats import Receipt, SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.problems import Ignored, IgnoredSheet, Reason
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile

HEADER = ("Ngày giao", "Hạn xử lý", "Nhiệm vụ", "Đơn vị chủ trì", "Ngày hoàn thành")
ROW = ("1/5/2021", "9/5/2021", "A", "Sở Y tế", "8/5/2021")
BAD = ("1/5/2021", "31/02/2021", "B", "Sở Y tế", None)
FILE = SourceFile(name="tep.xlsx", sha256="00")


def one(*sheets: Sheet, profile: Profile | None = None) -> Intake:
    return take_in([(FILE, sheets)], profile or Profile())


def test_every_sheet_that_is_a_list_is_read() -> None:
    intake = one(Sheet("Tháng 4", (HEADER, ROW)), Sheet("Tháng 5", (("DANH SÁCH",), HEADER, ROW)))
    assert [task.origin for task in intake.tasks] == ["Tháng 4!2", "Tháng 5!3"]
    assert intake.receipt == Receipt(sources=(FILE,), rows=5, accepted=2, ignored=3)
    assert set(intake.columns) == {"Tháng 4", "Tháng 5"}


SWAPPED = ("Hạn xử lý", "Ngày giao", "Nhiệm vụ", "Đơn vị chủ trì", "Ngày hoàn thành")
TWO_ROWS = (
    ("Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", None, None),
    (None, None, "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"),
)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ((SWAPPED,), ("9/5/2021", "1/5/2021", *ROW[2:])),
        ((HEADER[:4],), ROW[:4]),
        ((("Ngày giao", "Hạn xử lý", "Nhiệm vụ", "Đơn vị chủ trì", "Ngày trình"),), ROW),
        ((("Mã", *HEADER),), ("", *ROW)),
        ((("Phòng", "Mã", *HEADER, "Ghi chú"),), ("", "", *ROW)),
        (TWO_ROWS, (*ROW[2:4], *ROW[:2], ROW[4])),
    ],
    ids=["swapped", "the same but for the end", "renamed", "one more", "some more", "of two rows"],
)
def test_a_list_further_down_has_the_columns_of_its_own_header(
    header: tuple[tuple[str | None, ...], ...], row: tuple[str, ...]
) -> None:
    """Read by the first header, a due date would be taken for a day of assignment, or one of a presentation for one
    of completion."""
    rows = (HEADER, ROW, (), ("II. Tháng 5",), *header, row, ("Tổng cộng",))
    intake = one(Sheet("Trang1", rows), profile=make_profile({"intake": {"nothing_completed": True}}))
    second = intake.tasks[1]
    assert (str(second.assigned_on), str(second.due_on)) == ("2021-05-01", "2021-05-09")
    assert (second.title, second.agency, second.origin) == ("A", "Sở Y tế", f"Trang1!{len(rows) - 1}")
    known = "Ngày hoàn thành" in header[-1] or len(header[0]) < 5
    assert (second.completed_on is not None) == (known and len(row) > 4)
    assert intake.receipt.rows == len(rows) == intake.receipt.accepted + intake.receipt.ignored
    assert intake.errors == ()


def test_days_above_a_header_are_no_list() -> None:
    """By which a system chose what it exports."""
    chosen = (
        ("Ngày giao", "Hạn xử lý"),
        ("1/5/2021", "31/5/2021"),
        ("Ngày giao", "1/5/2021", "Hạn xử lý", "31/5/2021"),
    )
    intake = one(Sheet("Trang1", (*chosen, HEADER, ROW)))
    assert ([task.title for task in intake.tasks], intake.receipt.ignored) == (["A"], 4)


def test_a_header_again_changes_nothing() -> None:
    """As at the top of each printed page, whole or cut off, also where it has two rows."""
    rows = (HEADER, ROW, HEADER, ROW, HEADER[:3], ROW)
    intake = one(Sheet("Trang1", rows))
    assert ([task.due_on for task in intake.tasks], set(intake.columns)) == ([intake.tasks[0].due_on] * 3, {"Trang1"})
    row = (*ROW[2:4], *ROW[:2], ROW[4])
    intake = one(Sheet("Trang1", (*TWO_ROWS, row, *TWO_ROWS, row)))
    assert (len(intake.tasks), intake.receipt.ignored, set(intake.columns)) == (2, 4, {"Trang1"})


def test_a_list_further_down_that_cannot_be_read() -> None:
    """Its rows are rejected, those of the lists above it are not."""
    rows = (HEADER, ROW, ("Hạn xử lý", "Ngày giao", "Nhiệm vụ", "Đơn vị chủ trì", "Hạn chót"), ROW, ())
    intake = one(Sheet("Trang1", rows))
    assert [(problem.code, problem.place) for problem in intake.errors] == [("E-COLUMNS", "Trang1!E3")]
    assert (intake.rejected, intake.receipt.rows, intake.receipt.accepted) == (("Trang1!4",), 5, 1)


def test_other_sheets_are_named() -> None:
    intake = one(
        Sheet("Hướng dẫn", (("Cách ghi",), ("Đơn vị", "Ghi chú"))),
        Sheet("Nhiệm vụ", (HEADER, ROW)),
        Sheet("Danh mục", ()),
        Sheet("Cũ", (HEADER, ROW), ignored="trang tính ẩn"),
    )
    assert sorted(intake.ignored_sheets, key=lambda sheet: sheet.name) == [
        IgnoredSheet("Cũ", "trang tính ẩn"),
        IgnoredSheet("Danh mục", "không phải danh sách nhiệm vụ"),
        IgnoredSheet("Hướng dẫn", "không phải danh sách nhiệm vụ"),
    ]
    assert intake.problems == ()
    assert intake.receipt.rows == 2


def test_a_sheet_that_lacks_one_of_the_two_columns_is_a_list_with_a_problem() -> None:
    intake = one(
        Sheet("Tháng 4", (HEADER, ROW)), Sheet("Tháng 5", (("Ngày giao", "Hạn cuối", "Nhiệm vụ"), ROW, (None, " ")))
    )
    assert [(problem.place, problem.code) for problem in intake.errors] == [("Tháng 5!1", "E-COLUMN")]
    assert (intake.receipt.rows, intake.receipt.accepted, intake.receipt.rejected, intake.receipt.ignored) == (
        5,
        1,
        1,
        3,
    )


def test_a_list_that_lacks_a_column_of_the_profile_is_not_passed_over() -> None:
    profile = make_profile({"columns": {"title": "Việc"}})
    intake = one(Sheet("Tháng 4", (("Việc", *HEADER), ("A", *ROW))), Sheet("Tháng 5", (HEADER, ROW)), profile=profile)
    assert [(problem.place, problem.code) for problem in intake.errors] == [("Tháng 5!1", "E-COLUMN")]
    assert intake.ignored_sheets == ()
    assert (intake.receipt.accepted, intake.receipt.rejected) == (1, 1)


def test_no_header_anywhere() -> None:
    intake = one(Sheet("Trang1", (("Xin chào",), ("Tạm biệt",), ())))
    assert [str(problem) for problem in intake.problems] == [
        (
            "Trang1: không tìm thấy dòng tiêu đề trong 60 dòng đầu; cần một dòng có các cột như "
            '"Nội dung nhiệm vụ", "Ngày giao", "Hạn xử lý"  [E-HEADER]'
        )
    ]
    assert intake.receipt == Receipt(sources=(FILE,), rows=3, rejected=2, ignored=1)
    assert intake.ignored == (Ignored("Trang1!3", Reason.BLANK),)


def test_a_header_below_row_sixty_is_not_looked_for() -> None:
    assert [problem.code for problem in one(Sheet("Trang1", (*[("x",)] * 60, HEADER, ROW))).problems] == ["E-HEADER"]
    assert len(one(Sheet("Trang1", (*[("x",)] * 59, HEADER, ROW))).tasks) == 1


def test_a_header_without_the_two_columns_when_no_other_sheet_is_a_list() -> None:
    intake = one(Sheet("Trang1", (("Nhiệm vụ", "Đơn vị chủ trì"), ("A", "Sở Y tế"))))
    assert [problem.code for problem in intake.errors] == ["E-COLUMN", "E-COLUMN"]
    assert (intake.receipt.rows, intake.receipt.rejected, intake.receipt.ignored) == (2, 1, 1)


@pytest.mark.parametrize("sheets", [(), (Sheet("Cũ", (), ignored="trang tính ẩn"),)])
def test_nothing_to_read(sheets: tuple[Sheet, ...]) -> None:
    intake = one(*sheets)
    assert [str(problem) for problem in intake.problems] == [
        "tep.xlsx: không có trang tính nào để đọc (trống hoặc đều bị ẩn); hãy kiểm tra lại tệp  [E-HEADER]"
    ]
    assert len(intake.ignored_sheets) == len(sheets)


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ((), ["W-EMPTY"]),
        (((None,), ("I. Các sở",)), ["W-EMPTY"]),
        ((ROW,), []),
        ((BAD,), ["E-DATE"]),
    ],
)
def test_a_list_without_tasks_is_told(rows: tuple[tuple[str | None, ...], ...], codes: list[str]) -> None:
    """They may stand in another table, as where a program shows a header that does not scroll."""
    intake = one(Sheet("Một", (HEADER, *rows)), Sheet("Hai", (ROW[::-1], ROW[::-1])))
    assert [problem.code for problem in intake.problems] == codes


def test_tasks_in_the_next_table_belong_to_a_header_that_does_not_scroll() -> None:
    intake = one(Sheet("Một", (HEADER,)), Sheet("Hai", (ROW, BAD)))
    assert [task.origin for task in intake.tasks] == ["Hai!1"]
    assert [(problem.code, problem.place) for problem in intake.problems] == [
        ("W-CONTINUED", "Hai!1"),
        ("E-DATE", "Hai!B2"),
    ]


def test_a_sheet_without_tasks_is_nothing_beside_one_with_some() -> None:
    assert one(Sheet("Tháng 4", (HEADER,)), Sheet("Tháng 5", (HEADER, ROW)), Sheet("Tháng 6", (HEADER,))).problems == ()


def test_a_list_of_nothing_new_is_not_without_tasks() -> None:
    header, row = (*HEADER, "Mã"), (*ROW, "NV-1")
    assert take_in([(FILE, [Sheet("A", (header, row))]), (FILE, [Sheet("B", (header, row))])], Profile()).problems == ()


def test_a_sheet_without_a_name_is_called_by_its_file() -> None:
    assert one(Sheet("", (("x",),))).problems[0].place == "tep.xlsx"


def test_places_count_from_the_first_row_of_the_sheet() -> None:
    intake = one(Sheet("Nhiệm vụ", (("DANH SÁCH",), HEADER, ROW, BAD), first_row=125))
    assert intake.tasks[0].origin == "Nhiệm vụ!127"
    assert [problem.place for problem in intake.errors] == ["Nhiệm vụ!B128"]
    assert [ignored.place for ignored in intake.ignored] == ["Nhiệm vụ!125", "Nhiệm vụ!126"]


def in_lines(sheet: str, row: int, column: int | None) -> str:
    return f"dòng {row}" + ("" if column is None else f", cột {column + 1}")


def test_a_source_names_places_its_own_way() -> None:
    intake = one(Sheet("", (HEADER, BAD), locate=in_lines))
    assert [problem.place for problem in intake.errors] == ["dòng 2, cột 2"]


def test_places_name_their_file_where_there_are_several() -> None:
    sheets = (Sheet("Nhiệm vụ", (HEADER, ROW, BAD)), Sheet("Ẩn", (), ignored="trang tính ẩn"), Sheet("Khác", ()))
    lines = (Sheet("", (HEADER, BAD), locate=in_lines),)
    intake = take_in([(FILE, sheets), (SourceFile(name="khac.csv"), lines)], Profile())
    assert [task.id for task in intake.tasks] == ["tep.xlsx: Nhiệm vụ!2"]
    assert [problem.place for problem in intake.errors] == ["tep.xlsx: Nhiệm vụ!B3", "khac.csv: dòng 2, cột 2"]
    assert [sheet.name for sheet in intake.ignored_sheets] == ["tep.xlsx: Ẩn", "tep.xlsx: Khác"]
    assert [ignored.place for ignored in intake.ignored] == ["tep.xlsx: Nhiệm vụ!1", "khac.csv: dòng 1"]
    assert list(intake.columns) == ["tep.xlsx: Nhiệm vụ", "khac.csv: "]
    assert [source.name for source in intake.receipt.sources] == ["tep.xlsx", "khac.csv"]


def test_each_source_must_have_a_list() -> None:
    intake = take_in(
        [(FILE, [Sheet("A", (HEADER, ROW))]), (SourceFile(name="b.xlsx"), [Sheet("B", (("x",),))])], Profile()
    )
    assert [(problem.place, problem.code) for problem in intake.errors] == [("b.xlsx: B", "E-HEADER")]
    assert len(intake.tasks) == 1


def test_one_task_in_two_files_is_counted_once() -> None:
    rows = (("Mã", *HEADER), ("NV-1", *ROW))
    files: list[tuple[SourceFile, list[Sheet]]] = [
        (SourceFile(name=name), [Sheet("Nhiệm vụ", rows)]) for name in ("a.xlsx", "b.xlsx")
    ]
    intake = take_in(files, Profile())
    assert len(intake.tasks) == 1
    assert intake.ignored[-1] == Ignored("b.xlsx: Nhiệm vụ!2", Reason.DUPLICATE)


def test_two_files_of_one_name_dispute_no_places() -> None:
    files = [(FILE, [Sheet("Nhiệm vụ", (HEADER, row))]) for row in (ROW, (*ROW[:2], "B", *ROW[3:]), ROW)]
    intake = take_in(files, Profile())
    assert [task.title for task in intake.tasks] == ["A", "B"]
    assert intake.errors == ()
    assert intake.ignored[-1].reason is Reason.DUPLICATE


def test_problems_stand_in_the_order_of_the_list_and_those_between_rows_after_them(take: Callable[..., Intake]) -> None:
    rows = [("Mã", *HEADER), ("1", *ROW), ("2", *BAD), ("1", *ROW[:3], "Sở Xây dựng", None), ("3", *BAD)]
    assert [problem.code for problem in take(rows).errors] == ["E-DATE", "E-DATE", "E-DUPLICATE"]
