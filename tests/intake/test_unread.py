"""Columns that are no field: each is named, and one that may bear on a count is told."""

from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.drafts import draft_profile, guess_columns
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
HEADER = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def beside(take: Take, header: str, *cells: Any, **settings: Any) -> Intake:
    """The intake of unfinished tasks with one more column."""
    tasks = [(f"Báo cáo {n}", "Sở Y tế", "3/5/2021", "20/5/2021", "", cell) for n, cell in enumerate(cells)]
    return take([(*HEADER, header), *tasks], **settings)


def test_a_column_of_days_names_the_field_that_it_may_be_and_the_lines_that_settle_it(take: Take) -> None:
    intake = beside(take, "Ngày nộp kết quả", "", "19/5/2021", "chưa", "21/5/2021")
    assert intake.unread == {"Nhiệm vụ": ("Ngày nộp kết quả",)}
    assert [str(problem) for problem in intake.problems] == [
        (
            'Nhiệm vụ!F3: cột "Ngày nộp kết quả" có ngày ở 2 nhiệm vụ nhưng không được đọc; nếu đó là '
            '"Ngày hoàn thành", hãy ghi [columns] completed_on = "Ngày nộp kết quả" vào hồ sơ; '
            'nếu không cần, hãy ghi [intake] unread = ["Ngày nộp kết quả"] vào hồ sơ  [W-UNREAD]'
        )
    ]


def test_both_lines_of_the_profile_settle_it(take: Take) -> None:
    header = "Ngày nộp kết quả"
    assert beside(take, header, "19/5/2021", intake={"unread": [header.upper()]}).problems == ()
    named = beside(take, header, "19/5/2021", columns={"completed_on": header})
    assert str(named.tasks[0].completed_on) == "2021-05-19"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Mốc gia hạn cuối cùng", "extended_to"),
        ("Ngày lùi việc", "extended_to"),
        ("Ngày đề nghị hủy", "withdrawn_on"),
        ("Ngày chuyển đơn vị khác", "withdrawn_on"),
        ("Ngày có kết quả", "completed_on"),
        ("Ngày hoàn thành dự kiến", "due_on"),
        ("Hạn nội bộ", "due_on"),
        ("Ngày nhận việc", "assigned_on"),
    ],
)
def test_the_nearest_field(take: Take, header: str, field: str) -> None:
    (problem,) = beside(take, header, "19/5/2021").problems
    assert (problem.code, f"[columns] {field} =" in problem.message) == ("W-UNREAD", True)


def test_a_column_of_days_that_is_like_no_field_is_told_too(take: Take) -> None:
    (problem,) = beside(take, "Ngày họp", "19/5/2021").problems
    assert "[columns]" not in problem.message


@pytest.mark.parametrize("mark", ["x", "X", "✓", "✅", "[x]", "có", "Rồi", "1", 1, "TRUE", True])
@pytest.mark.parametrize("header", ["Kết quả hoàn thành", "Báo cáo kết quả", "Đạt mốc dừng", "Báo cáo quá hạn"])
def test_a_mark_under_words_of_completion_is_told_with_its_number(take: Take, header: str, mark: Any) -> None:
    (problem,) = beside(take, header, "", mark, False, mark).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F3", "W-UNREAD")
    assert f'cột "{header}" có đánh dấu ở 2 nhiệm vụ' in problem.message


def test_claims_of_completion_are_told_where_the_day_is_missing(take: Take) -> None:
    """A second column of states is not read, but "Đã hoàn thành" in it may bear on a count."""
    (problem,) = beside(take, "Đánh giá", "Đang làm", "Đã hoàn thành", "Đã trình", "Đã xong").problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F3", "W-UNREAD")
    assert "ở 3 nhiệm vụ" in problem.message
    assert '[columns] status = "Đánh giá"' in problem.message
    cured = beside(take, "Đánh giá", "Đang làm", "Đã xong", columns={"status": "Đánh giá"})
    assert [problem.code for problem in cured.problems] == ["E-STATUS"]
    task = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021", "Đã hoàn thành")
    assert take([(*HEADER, "Đánh giá"), task]).problems == ()


def states(take: Take, header: str, *done_said: tuple[str, str], **settings: Any) -> Intake:
    tasks = [(f"Báo cáo {n}", "Sở Y tế", "3/5/2021", "20/5/2021", *cells) for n, cells in enumerate(done_said)]
    return take([(*HEADER, header), *tasks], **settings)


UNKNOWN = ("Trạng thái công việc", "Hiện trạng", "Progress", "State", "Theo dõi")
ON_TIME, LATE = "19/5/2021", "25/5/2021"
AGREEING = [(ON_TIME, "Hoàn thành đúng hạn"), (LATE, "Quá hạn"), ("", "Đang thực hiện"), ("", "Chưa hoàn thành")]


@pytest.mark.parametrize(
    "against",
    [
        ("", "Đã hoàn thành"),
        ("", "Đúng hạn"),
        ("", "Đã rút"),
        (ON_TIME, "Chưa hoàn thành"),
        (ON_TIME, "Quá hạn"),
        (LATE, "Hoàn thành đúng hạn"),
    ],
)
@pytest.mark.parametrize("header", UNKNOWN)
@pytest.mark.parametrize("before", [1, 20])
def test_one_state_that_the_days_contradict_is_told_among_many_that_agree(
    take: Take, header: str, against: tuple[str, str], before: int
) -> None:
    rows = [*AGREEING * before, against, *AGREEING]
    (problem,) = states(take, header, *rows).problems
    assert (problem.place, problem.code) == (f"Nhiệm vụ!F{4 * before + 2}", "W-UNREAD")
    assert f'cột "{header}" ghi trạng thái khác với các cột ngày ở 1 nhiệm vụ' in problem.message
    cured = states(take, header, *rows, columns={"status": header})
    assert [problem.code for problem in cured.problems] == ["W-STATUS" if against[1] == "Đúng hạn" else "E-STATUS"]
    assert states(take, header, *rows, intake={"unread": [header]}).problems == ()


@pytest.mark.parametrize("header", UNKNOWN)
def test_states_that_agree_are_no_warning(take: Take, header: str) -> None:
    assert states(take, header, *AGREEING * 20).problems == ()


@pytest.mark.parametrize("said", ["Chưa thanh toán", "Đang thẩm tra", "Chờ kinh phí", "Tốt"])
def test_what_is_not_said_of_the_task_is_no_warning(take: Take, said: str) -> None:
    assert states(take, "Thanh toán", (ON_TIME, said), ("", said)).problems == ()


def test_beside_a_status_that_is_read_no_other_column_is_proposed_for_it(take: Take) -> None:
    task = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", ON_TIME)
    (problem,) = take([(*HEADER, "Trạng thái", "Đánh giá"), (*task, "Đã hoàn thành", "Quá hạn")]).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!G2", "W-UNREAD")
    assert "[columns]" not in problem.message
    assert "hãy sửa ngày hoặc trạng thái" in problem.message


@pytest.mark.parametrize(
    ("headers", "cells", "line"),
    [
        (("Ngày báo cáo đã xong", "Ngày xong"), (ON_TIME, LATE), 'completed_on = "Ngày xong"'),
        (("Ngày kết thúc", "Ngày có kết quả sơ bộ"), (ON_TIME, LATE), 'completed_on = "Ngày kết thúc"'),
        (("Ý kiến", "Hiện trạng"), ("Đã xong", "Đã xong"), 'status = "Hiện trạng"'),
    ],
)
def test_of_two_columns_that_may_be_one_field_the_nearest_is_proposed(
    take: Take, headers: tuple[str, ...], cells: tuple[str, ...], line: str
) -> None:
    intake = take([(*HEADER, *headers), ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "", *cells)])
    assert [problem.code for problem in intake.problems] == ["W-UNREAD", "W-UNREAD"]
    told = "".join(problem.message for problem in intake.problems)
    assert (told.count("[columns]"), f"[columns] {line}" in told) == (1, True)


@pytest.mark.parametrize("header", ["Ngày văn bản kết quả", "Ngày VB báo cáo kết quả", "Ngày công văn trả kết quả"])
def test_the_days_of_result_documents_are_told_only_where_they_would_change_a_state(take: Take, header: str) -> None:
    agreeing = [(ON_TIME, "18/5/2021"), (LATE, "24/5/2021"), ("", "")]
    assert states(take, header, *agreeing * 20).problems == ()
    for row in (("", "18/5/2021"), (LATE, "18/5/2021")):
        (problem,) = states(take, header, *agreeing, row).problems
        assert (problem.place, problem.code) == ("Nhiệm vụ!F5", "W-UNREAD")
        assert "có ngày ở 1 nhiệm vụ chưa hoàn thành hoặc hoàn thành sau hạn" in problem.message
    named = take([(*HEADER[:4], header), ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", ON_TIME)])
    assert [problem.code for problem in named.problems if "completed_on" in problem.message] == ["W-UNREAD"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Mật", "x"),
        ("Đạt", "x"),
        ("Kết quả hoàn thành", False),
        ("Mức độ hoàn thành", "Tốt"),
        ("Đánh giá mức độ hoàn thành", "Đạt"),
        ("Điểm", 9),
        ("Loại", "Thường xuyên"),
        ("Số", "44000"),
        ("Ngày họp", ""),
    ],
)
def test_other_columns_are_named_and_nothing_more(take: Take, header: str, cell: Any) -> None:
    intake = beside(take, header, *[cell] * 3)
    assert (intake.problems, intake.unread) == ((), {"Nhiệm vụ": (header,)})


def test_a_column_that_is_seldom_filled_is_looked_at_to_the_end(take: Take) -> None:
    (problem,) = beside(take, "Ngày trả kết quả", *[""] * 500, "19/5/2021").problems
    assert problem.place == "Nhiệm vụ!F502"


def test_every_day_of_a_long_column_is_counted(take: Take) -> None:
    (problem,) = beside(take, "Ngày trả kết quả", *["19/5/2021"] * 130).problems
    assert "có ngày ở 130 nhiệm vụ" in problem.message


def test_a_list_without_other_columns_has_none(take: Take) -> None:
    assert take([HEADER, ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "")]).unread == {}


def test_a_draft_names_the_columns_that_it_does_not_use() -> None:
    rows: list[tuple[str | int, ...]] = [
        (*HEADER, "Loại", "Điểm"),
        ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "", "A", 9),
    ]
    guess = guess_columns([Sheet("Nhiệm vụ", rows)])
    assert '# các cột không đọc: "Loại", "Điểm"' in draft_profile(guess, ())


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ngày hủy", "withdrawn_on"),
        ("Thời gian HT thực tế", "completed_on"),
        ("Gia hạn lần 1", "extended_to"),
        ("Hạn điều chỉnh", "extended_to"),
        ("Gia hạn", "extended_to"),
    ],
)
def test_headers_that_leave_no_doubt_are_read(take: Take, header: str, field: str) -> None:
    intake = take([(*HEADER[:4], header), ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "21/5/2021")])
    assert intake.columns["Nhiệm vụ"][field] == header


def lines(intake: Intake) -> list[str]:
    return [str(problem) for problem in intake.problems]


def test_days_below_no_header_are_told_by_the_letter_of_their_column(take: Take) -> None:
    """One column stands between others, and one, seen only from the second task on, beyond the last."""
    rows: list[tuple[Any, ...]] = [
        (*HEADER[:4], "", HEADER[4]),
        ("Báo cáo 1", "Sở Y tế", "3/5/2021", "20/5/2021", "", ""),
        ("Báo cáo 2", "Sở Y tế", "3/5/2021", "20/5/2021", "20/6/2021", "", "21/6/2021"),
        ("Báo cáo 3", "Sở Y tế", "3/5/2021", "20/5/2021", "", ""),
    ]
    assert lines(take(rows)) == [
        (
            f"Nhiệm vụ!{letter}3: cột {letter} (không có tiêu đề) có ngày ở 1 nhiệm vụ nhưng không được đọc; hãy ghi "
            'tiêu đề cho cột, ví dụ "Ngày hoàn thành", "Gia hạn đến"; nếu không cần, hãy ghi '
            f'[intake] unread = ["{letter}"] vào hồ sơ  [W-UNREAD]'
        )
        for letter in "EG"
    ]
    assert take(rows, intake={"unread": ["e", "G"]}).problems == ()
    named = take([(*HEADER[:4], "Gia hạn đến", HEADER[4]), *(row[:6] for row in rows[1:])])
    assert [str(one.due_on) for task in named.tasks for one in task.extensions] == ["2021-06-20"]


@pytest.mark.parametrize("cell", ["Sở Y tế", "Xem công văn số 12/UBND ngày 3/5/2021", 12, ""])
def test_other_things_below_no_header_are_not_told(take: Take, cell: Any) -> None:
    assert beside(take, "", cell, cell).problems == ()


def test_one_day_among_words_is_told_beside_a_task_that_is_not_done(take: Take) -> None:
    cells = ["Đã xin ý kiến", "20/6/2021", "Chờ góp ý", *["Đúng mẫu"] * 60, "21/6/2021"]
    (problem,) = beside(take, "Thông tin thêm", *cells).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F3", "W-UNREAD")
    assert "có ngày ở 2 nhiệm vụ chưa hoàn thành hoặc hoàn thành sau hạn" in problem.message
    assert 'hãy ghi [intake] unread = ["Thông tin thêm"]' in problem.message
    assert beside(take, "Thông tin thêm", *cells, intake={"unread": ["Thông tin thêm"]}).problems == ()


def test_a_day_in_the_cell_that_settles_a_column_is_counted_once(take: Take) -> None:
    (problem,) = beside(take, "Thông tin thêm", *["Đúng mẫu"] * 49, "20/6/2021").problems
    assert "có ngày ở 1 nhiệm vụ chưa hoàn thành" in problem.message


@pytest.mark.parametrize(("completed", "codes"), [("19/5/2021", []), ("21/5/2021", ["W-UNREAD"])])
def test_one_day_among_words_beside_a_completed_task(take: Take, completed: str, codes: list[str]) -> None:
    """It may be a new due date, so it bears on the count of a task that is late without it."""
    tasks = [("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", completed, cell) for cell in ("a", "b", "1/6/2021")]
    intake = take([(*HEADER, "Thông tin thêm"), *tasks])
    assert [problem.code for problem in intake.problems if problem.code != "W-TWICE"] == codes


@pytest.mark.parametrize(
    ("header", "cells", "count"),
    [
        ("Số ngày gia hạn", [0, 15, "10 ngày"], 2),
        ("Số ngày được gia hạn", [*["0"] * 60, "0 ngày", "15 ngày"], 1),
        ("Gia hạn thêm (ngày)", ["", 15.0, 10], 2),
        ("Số lần lùi hạn", ["", "1", "không"], 1),
        ("Văn bản gia hạn", ["-", "12/UBND-TH", "Chưa"], 1),
    ],
)
def test_an_extension_without_a_new_due_date_is_told(take: Take, header: str, cells: list[Any], count: int) -> None:
    (problem,) = beside(take, header, *cells).problems
    assert problem.code == "W-UNREAD"
    assert f'cột "{header}" cho biết có gia hạn mà không có hạn mới ở {count} nhiệm vụ' in problem.message
    assert 'hãy ghi hạn mới vào cột "Gia hạn đến"' in problem.message
    tasks = [("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "", cell, "1/6/2021", "4/5/2021") for cell in cells]
    mended = take([(*HEADER, header, "Gia hạn đến", "Ngày gia hạn"), *tasks])
    assert [problem.code for problem in mended.problems if problem.code != "W-TWICE"] == []


@pytest.mark.parametrize("header", ["Lý do gia hạn", "Đề nghị gia hạn", "Số ngày xin gia hạn", "Người duyệt gia hạn"])
def test_words_about_an_extension_grant_none(take: Take, header: str) -> None:
    assert beside(take, header, "Chờ ý kiến", "15").problems == ()


@pytest.mark.parametrize("header", ["Hạn bổ sung", "Hạn lần 2", "Thời hạn (lần 2)", "Hạn hoàn thành lần thứ hai"])
def test_a_second_due_date_is_proposed_as_an_extension(take: Take, header: str) -> None:
    (problem,) = beside(take, header, "20/6/2021").problems
    assert f'[columns] extended_to = "{header}"' in problem.message
    cured = beside(take, header, "20/6/2021", columns={"extended_to": header})
    assert [str(one.due_on) for one in cured.tasks[0].extensions] == ["2021-06-20"]


def test_the_line_that_passes_over_a_column_keeps_those_that_the_profile_has(take: Take) -> None:
    (problem,) = beside(take, "Ngày họp", "19/5/2021", intake={"unread": ["Ngày đăng", "Số"]}).problems
    assert 'hãy ghi [intake] unread = ["Ngày đăng", "Số", "Ngày họp"] vào hồ sơ' in problem.message
    rows = [
        (*HEADER, "Gia hạn đến", "Trạng thái gia hạn"),
        ("A", "Sở Y tế", "3/5/2021", "20/5/2021", "", "1/6/2021", ""),
    ]
    (error,) = take(rows, intake={"unread": ["Ngày đăng"]}).errors
    assert 'hãy ghi [intake] unread = ["Ngày đăng", "Trạng thái gia hạn"] vào hồ sơ' in error.message
