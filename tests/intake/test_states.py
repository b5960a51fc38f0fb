"""Completion told by marks or days in columns that are named for a state."""

import re
import tomllib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.intake.columns.witnesses.states import state_of
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
TASK = ("Sở Y tế", "3/5/2021", "20/5/2021")
HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý")


def marked(take: Take, states: Sequence[Any], *rows: Sequence[Any], **settings: Any) -> Intake:
    """The intake of tasks due on 20/5/2021 with these columns behind the usual ones."""
    tasks = [
        (number, f"Báo cáo {number}", "Sở Y tế", "3/5/2021", "20/5/2021", *cells)
        for number, cells in enumerate(rows, 1)
    ]
    return take([(*HEADER, *states), *tasks], **settings)


def split(take: Take, *rows: Sequence[Any], **settings: Any) -> Intake:
    """The same, below a header of two rows: completed in time, late; unfinished in time, late."""
    upper = (*HEADER, "Đã hoàn thành", None, "Chưa hoàn thành", None)
    lower = (*[None] * 5, "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn")
    tasks = [
        (number, f"Báo cáo {number}", "Sở Y tế", "3/5/2021", "20/5/2021", *cells)
        for number, cells in enumerate(rows, 1)
    ]
    return take([upper, lower, *tasks], **settings)


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in intake.problems]


def done(intake: Intake) -> list[str | None]:
    return [task.completed_on.isoformat() if task.completed_on else None for task in intake.tasks]


X_MARKS = ("Đúng hạn", "Quá hạn", "Chưa hoàn thành")


# -- marks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["x", "X", "✓", "✔", "có", "1", 1, "TRUE", True])
def test_a_mark_under_a_completed_state_is_a_completion_without_a_day(take: Take, mark: Any) -> None:
    intake = marked(take, X_MARKS, (mark, None, None), (None, mark, None), (None, None, mark))
    assert told(intake) == [("Nhiệm vụ!F2", "E-STATUS"), ("Nhiệm vụ!G3", "E-STATUS")]
    assert 'trạng thái "Đúng hạn" nhưng không có ngày hoàn thành' in intake.problems[0].message
    assert done(intake) == [None]  # the third: unfinished, as the list says


def test_the_profile_answers_as_it_does_for_a_status(take: Take) -> None:
    intake = marked(take, X_MARKS, ("x", "", ""), ("", "x", ""), intake={"completed_without_date": "due-on"})
    assert done(intake) == ["2021-05-20"]
    assert told(intake) == [("Nhiệm vụ!G3", "E-STATUS"), ("Nhiệm vụ!2", "W-COMPLETED")]
    updated = marked(
        take,
        (*X_MARKS, "Ngày cập nhật"),
        ("x", "", "", "19/5/2021"),
        ("", "x", "", "25/5/2021"),
        ("", "", "x", "25/5/2021"),
        intake={"completed_without_date": "updated-on"},
    )
    assert done(updated) == ["2021-05-19", "2021-05-25", None]


def test_a_mark_for_late_beside_one_for_unfinished_is_an_overdue_task(take: Take) -> None:
    assert told(marked(take, X_MARKS, ("", "x", "x"))) == []


@pytest.mark.parametrize(
    ("states", "cells"),
    [
        (("Hoàn thành", "Chưa hoàn thành"), ("x", "x")),
        (("Hoàn thành đúng hạn", "Hoàn thành quá hạn"), ("x", "x")),
        (("Hoàn thành", "Đã hủy"), ("x", "x")),
        (("Trạng thái", "Hoàn thành"), ("Đang thực hiện", "x")),
        (("Trạng thái", "Đã hoàn thành"), ("Chưa hoàn thành", "19/5/2021")),
    ],
)
def test_two_states_that_cannot_both_be_true_are_an_error(take: Take, states: Any, cells: Any) -> None:
    (problem,) = marked(take, states, cells).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!G2", "E-STATUS")
    assert "trái nhau" in problem.message


def test_a_completed_task_may_be_marked_as_in_time(take: Take) -> None:
    states = ("Ngày hoàn thành", "Hoàn thành", "Trong hạn")
    assert told(marked(take, states, ("19/5/2021", "x", "x"), ("", "", "x"))) == []
    assert told(marked(take, states, ("25/5/2021", "x", "x"))) == [("Nhiệm vụ!H2", "E-STATUS")]


@pytest.mark.parametrize("cells", [("x", "x"), ("x", "")])
def test_completed_and_late_may_both_be_marked(take: Take, cells: Any) -> None:
    assert told(marked(take, ("Hoàn thành", "Quá hạn"), cells)) == [
        ("Nhiệm vụ!G2" if cells[1] else "Nhiệm vụ!F2", "E-STATUS")
    ]


@pytest.mark.parametrize(
    "blank", ["", None, False, "FALSE", "0", 0, "-", "—", "…", "☐", "□", "[ ]", "( )", "[]", "Không"]
)
def test_what_is_no_mark_says_nothing(take: Take, blank: Any) -> None:
    intake = marked(take, ("Hoàn thành",), (blank,))
    assert (told(intake), done(intake)) == ([], [None])


DONE_MARKS = ["✅", "✔️", "☑", "☒", "[x]", "(X)", "[ ✓ ]", "Rồi", "Đã", "Y", "Yes", "Đạt", "OK"]
NOT_DONE = ["❌", "❌️", "Chưa", "Không", "N", "No"]


@pytest.mark.parametrize("mark", DONE_MARKS)
@pytest.mark.parametrize("header", ["Hoàn thành", "Đã xử lý xong", "Hoàn thành đúng hạn"])
def test_symbols_and_short_words_are_marks_of_completion(take: Take, header: str, mark: str) -> None:
    (problem,) = marked(take, (header,), (mark,)).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F2", "E-STATUS")
    assert f'trạng thái "{header}" nhưng không có ngày hoàn thành' in problem.message
    assert told(marked(take, ("Ngày hoàn thành", header), ("19/5/2021", mark))) == []


@pytest.mark.parametrize("mark", NOT_DONE)
def test_the_contrary_of_a_mark_says_that_a_task_is_unfinished(take: Take, mark: str) -> None:
    assert told(marked(take, ("Hoàn thành",), (mark,))) == []
    intake = marked(take, ("Ngày hoàn thành", "Hoàn thành"), ("19/5/2021", mark))
    assert told(intake) == [("Nhiệm vụ!G2", "E-STATUS")]
    settled = marked(take, ("Ngày hoàn thành", "Hoàn thành"), ("19/5/2021", mark), **line_of(intake))
    assert (told(settled), done(settled)) == ([], ["2021-05-19"])


@pytest.mark.parametrize("mark", NOT_DONE)
@pytest.mark.parametrize("header", ["Hoàn thành đúng hạn", "Quá hạn", "Đã hủy"])
def test_the_contrary_of_another_state_leaves_the_rest_open(take: Take, header: str, mark: str) -> None:
    assert told(marked(take, ("Ngày hoàn thành", header), ("19/5/2021", mark), ("", mark))) == []


@pytest.mark.parametrize("mark", ["❌", "Không", "N", "Rồi", "Đạt", "Đã xong"])
def test_that_a_task_is_not_unfinished_is_told_where_it_has_no_day(take: Take, mark: str) -> None:
    states = ("Ngày hoàn thành", "Chưa hoàn thành")
    intake = marked(take, states, ("", mark), ("19/5/2021", mark), ("", "Chưa"))
    assert told(intake) == [("Nhiệm vụ!2", "W-STATUS")]
    assert f'"Chưa hoàn thành: {mark}" (1)' in intake.problems[0].message
    assert told(marked(take, states, ("", mark), **line_of(intake))) == []


@pytest.mark.parametrize("symbol", ["⏳", "?", "*", "🔴", "➕"])
def test_a_symbol_that_is_not_understood_is_told_and_the_line_settles_it_alone(take: Take, symbol: str) -> None:
    intake = marked(take, ("Hoàn thành",), (symbol,))
    assert told(intake) == [("Nhiệm vụ!2", "W-STATUS")]
    settled = marked(take, ("Hoàn thành",), (symbol,), ("✅",), **line_of(intake))
    assert (told(settled), done(settled)) == ([("Nhiệm vụ!F3", "E-STATUS")], [None])


def test_an_office_may_give_marks_a_meaning_of_its_own(take: Take) -> None:
    for own in ({"Đạt": "unfinished"}, {"Hoàn thành: Đạt": "unfinished"}):
        assert told(marked(take, ("Hoàn thành",), ("Đạt",), statuses=own)) == []
    own = {"Hoàn thành: ✔": "unfinished"}
    assert told(marked(take, ("Hoàn thành",), ("✔️",), ("✅",), statuses=own)) == [("Nhiệm vụ!F3", "E-STATUS")]
    assert told(marked(take, ("Trạng thái",), ("✅",), ("🔴",), statuses={"✅": "completed", "🔴": "unfinished"})) == [
        ("Nhiệm vụ!F2", "E-STATUS")
    ]


def line_of(intake: Intake) -> dict[str, Any]:
    """The line of the profile that the first message proposes."""
    found = re.search(r'(\[statuses\]) (\S.*? = "[a-z-]+")', intake.problems[0].message)
    assert found is not None, intake.problems[0].message
    return tomllib.loads(f"{found[1]}\n{found[2]}")


def test_a_text_that_is_understood_is_a_status_and_any_other_is_told_once(take: Take) -> None:
    intake = marked(take, ("Hoàn thành",), ("Chưa",), ("Đã xong",), ("12/BC-SYT",), ("13/BC-SYT",))
    assert told(intake) == [("Nhiệm vụ!F3", "E-STATUS"), ("Nhiệm vụ!4", "W-STATUS")]
    assert "có 2 nhiệm vụ" in intake.problems[1].message
    assert '"Hoàn thành: 12/BC-SYT" (1)' in intake.problems[1].message


def test_remarks_under_an_unfinished_state_say_nothing_more(take: Take) -> None:
    assert told(marked(take, ("Đã hoàn thành", "Chưa hoàn thành"), ("", "đang xin ý kiến các sở"))) == []


def test_lateness_alone_is_told_where_nothing_says_whether_a_task_is_completed(take: Take) -> None:
    intake = marked(take, ("Đúng hạn", "Quá hạn"), ("x", ""), ("", "x"))
    assert told(intake) == [("Nhiệm vụ!2", "W-STATUS")]
    assert "có 2 nhiệm vụ" in intake.problems[0].message


def test_beside_days_of_completion_marks_are_witnesses(take: Take) -> None:
    states = ("Ngày hoàn thành", "Đúng hạn", "Quá hạn")
    assert told(marked(take, states, ("19/5/2021", "x", ""), ("25/5/2021", "", "x"), ("", "", "x"))) == []
    assert told(marked(take, states, ("19/5/2021", "", "x"))) == [("Nhiệm vụ!H2", "E-STATUS")]


@pytest.mark.parametrize("pair", [("ĐH", "QH"), ("Đ/h", "Q/h"), ("Đúng hạn", "QH"), ("ĐH", "Trễ hạn")])
def test_lateness_in_short_is_read_beside_its_contrary(take: Take, pair: tuple[str, str]) -> None:
    states = ("Ngày hoàn thành", *pair)
    assert told(marked(take, states, ("19/5/2021", "x", ""), ("25/5/2021", "", "x"), ("", "", ""))) == []
    assert told(marked(take, states, ("25/5/2021", "x", ""), ("19/5/2021", "", "x"))) == [
        ("Nhiệm vụ!G2", "E-STATUS"),
        ("Nhiệm vụ!H3", "E-STATUS"),
    ]
    assert told(marked(take, pair, ("x", ""), ("", "x"))) == [("Nhiệm vụ!2", "W-STATUS")]


@pytest.mark.parametrize("header", ["ĐH", "QH"])
def test_one_such_header_alone_is_told(take: Take, header: str) -> None:
    assert told(marked(take, ("Ngày hoàn thành", header), ("19/5/2021", "x"))) == [("Nhiệm vụ!G2", "W-UNREAD")]
    assert told(marked(take, ("Ngày hoàn thành", header), ("19/5/2021", "Thái Nguyên"))) == []


def test_a_mark_for_withdrawn_needs_the_day_as_a_status_does(take: Take) -> None:
    assert told(marked(take, ("Ngày hoàn thành", "Đã hủy"), ("", "x"))) == [("Nhiệm vụ!G2", "E-STATUS")]
    (task,) = marked(take, ("Ngày hoàn thành", "Đã hủy"), ("", "19/5/2021")).tasks
    assert str(task.withdrawn_on) == "2021-05-19"


def test_the_profile_may_pass_over_such_a_column(take: Take) -> None:
    intake = marked(take, ("Ngày hoàn thành", "Hoàn thành"), ("", "x"), intake={"unread": ["hoàn thành"]})
    assert (told(intake), intake.unread) == ([], {"Nhiệm vụ": ("Hoàn thành",)})


def test_the_receipt_names_the_columns(take: Take) -> None:
    intake = marked(take, X_MARKS, ("", "", "x"))
    assert intake.columns["Nhiệm vụ"]["states"] == "Đúng hạn; Quá hạn; Chưa hoàn thành"
    assert intake.unread == {}


# -- days ------------------------------------------------------------------------------------------


def test_a_day_is_that_of_completion_and_its_column_a_witness(take: Take) -> None:
    intake = split(take, ("19/5/2021", "", "", ""), ("", "25/5/2021", "", ""), ("", "", "x", ""), ("", "", "", "x"))
    assert (told(intake), done(intake)) == ([], ["2021-05-19", "2021-05-25", None, None])
    assert told(split(take, ("", "19/5/2021", "", ""))) == [("Nhiệm vụ!G3", "E-STATUS")]
    assert told(split(take, ("19/5/2021", "25/5/2021", "", ""))) == [("Nhiệm vụ!G3", "E-STATUS")]


def test_days_alone_under_lateness_are_those_of_completion(take: Take) -> None:
    intake = marked(take, ("Đúng hạn", "Quá hạn"), ("19/5/2021", ""), ("", "25/5/2021"), ("", ""))
    assert (told(intake), done(intake)) == ([], ["2021-05-19", "2021-05-25", None])


def test_two_days_of_completion_contradict_each_other(take: Take) -> None:
    intake = marked(take, ("Ngày hoàn thành", "Đã hoàn thành"), ("19/5/2021", "18/5/2021"))
    assert [str(problem) for problem in intake.problems] == [
        'Nhiệm vụ!G2: cột "Đã hoàn thành" ghi 18/5/2021, cột khác ghi 19/5/2021; hãy sửa một trong hai  [E-STATUS]'
    ]


def test_states_above_the_header_are_heard(take: Take) -> None:
    groups = ("THÔNG TIN NHIỆM VỤ", *[None] * 4, "ĐÃ HOÀN THÀNH", None, "ĐANG THỰC HIỆN", None)
    header = (*HEADER, "Trước hạn", "Trễ hạn", "Trong hạn", "Quá hạn")
    task = ("Sở Y tế", "3/5/2021", "20/5/2021")
    rows = [(1, "A", *task, "19/5/2021"), (2, "B", *task, None, "25/5/2021"), (3, "C", *task, None, None, None, "x")]
    intake = take([groups, header, *rows])
    assert (told(intake), done(intake)) == ([], ["2021-05-19", "2021-05-25", None])


def test_a_check_box_and_the_day_of_the_last_update(take: Take) -> None:
    rows = [(True, "19/5/2021"), (False, "21/5/2021")]
    states = ("Xác nhận hoàn thành", "Ngày cập nhật")
    assert told(marked(take, states, *rows)) == [("Nhiệm vụ!F2", "E-STATUS")]
    assert done(marked(take, states, *rows, intake={"completed_without_date": "updated-on"})) == ["2021-05-19", None]


# -- lists that tell of no completion --------------------------------------------------------------


@pytest.mark.parametrize(("states", "cells"), [((), ()), (("Trạng thái",), ("",)), (("Chưa hoàn thành",), ("",))])
def test_a_list_that_says_nothing_of_completion_is_refused(take: Take, states: Any, cells: Any) -> None:
    intake = marked(take, states, cells, cells, intake={"nothing_completed": False})
    assert told(intake)[-1] == ("Nhiệm vụ!1", "E-COMPLETION")
    assert (intake.tasks, intake.receipt.rejected) == ([], 2)
    assert "[intake] nothing_completed = true" in intake.errors[0].message
    settled = marked(take, states, cells, cells, intake={"nothing_completed": True})
    assert (told(settled), done(settled)) == ([], [None, None])


def test_tasks_are_held_back_until_a_status_tells(take: Take) -> None:
    said = [("",), ("Đang thực hiện",), ("",)]
    intake = marked(take, ("Trạng thái",), *said, intake={"nothing_completed": False})
    assert [task.origin for task in intake.tasks] == ["Nhiệm vụ!2", "Nhiệm vụ!3", "Nhiệm vụ!4"]
    assert intake.errors == ()


def test_the_columns_that_may_tell_are_quoted(take: Take) -> None:
    (problem,) = marked(take, ("Ngày đóng",), ("19/5/2021",), intake={"nothing_completed": False}).errors
    assert problem.message.endswith('; các cột chưa đọc: "Ngày đóng"')
    (task,) = marked(take, ("Ngày đóng",), ("19/5/2021",), columns={"completed_on": "Ngày đóng"}).tasks
    assert str(task.completed_on) == "2021-05-19"


# -- headers of public lists -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "same_as"),
    [
        ("Hoàn thành", "Hoàn thành"),
        ("Đã hoàn thành", "Hoàn thành"),
        ("Xác nhận hoàn thành", "Hoàn thành"),
        ("Đã thực hiện", "Hoàn thành"),
        ("Đã xử lý xong", "Hoàn thành"),
        ("Completed", "Hoàn thành"),
        ("Done", "Hoàn thành"),
        ("Hoàn thành đúng hạn", "Hoàn thành đúng hạn"),
        ("Hoàn thành trước hạn", "Hoàn thành đúng hạn"),
        ("Đã hoàn thành: Đúng hạn", "Hoàn thành đúng hạn"),
        ("Đã hoàn thành: Trước hạn", "Hoàn thành đúng hạn"),
        ("Nhiệm vụ đã hoàn thành: Đúng thời hạn", "Hoàn thành"),
        ("Hoàn thành trễ hạn", "Hoàn thành quá hạn"),
        ("Đã hoàn thành quá hạn", "Hoàn thành quá hạn"),
        ("Đã hoàn thành: Quá hạn", "Hoàn thành quá hạn"),
        ("Hoàn thành chậm", "Hoàn thành quá hạn"),
        ("Chưa hoàn thành", "Chưa hoàn thành"),
        ("Chưa hoàn thành: Trong hạn", "Chưa hoàn thành"),
        ("Đang thực hiện", "Chưa hoàn thành"),
        ("Chưa thực hiện", "Chưa hoàn thành"),
        ("Chưa hoàn thành: Quá hạn", "Chưa hoàn thành quá hạn"),
        ("Đang thực hiện: Quá hạn", "Chưa hoàn thành quá hạn"),
        ("is_overdue", "Quá hạn"),
        ("Quá hạn", "Quá hạn"),
        ("Trễ hạn", "Quá hạn"),
        ("Đúng hạn", "Đúng hạn"),
        ("Tình trạng: Hoàn thành", "Hoàn thành"),
        ("Đã hủy", "Đã hủy"),
    ],
)
def test_a_header_that_names_a_state(header: str, same_as: str) -> None:
    assert state_of(header) == claim(same_as)


@pytest.mark.parametrize(
    "header",
    [
        "Mức độ hoàn thành",
        "Tỷ lệ hoàn thành",
        "Lý do hoàn thành trễ hạn",
        "Lý do quá hạn",
        "Số ngày trễ",
        "Điểm",
        "Mật",
    ],
)
def test_a_header_that_names_none(header: str) -> None:
    assert state_of(header) is None
