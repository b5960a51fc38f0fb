"""Records that a program marks as deleted, and keeps: no tasks, and told once."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]


def marked(take: Take, column: str, *marks: Any, **settings: Any) -> Intake:
    """The intake of a task for each mark, in a column with this header."""
    rows = [
        (number, f"Báo cáo {number}", "Sở Y tế", "3/5/2021", "20/5/2021", None, mark)
        for number, mark in enumerate(marks, 1)
    ]
    header = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", column)
    return take([header, *rows], **settings)


def titles(intake: Intake) -> list[str]:
    return [task.title for task in intake.tasks]


@pytest.mark.parametrize(
    "column", ["deleted", "isDeleted", "is_deleted", "da_xoa", "Đã xóa", "Xoá", "bi_xoa", "trashed"]
)
@pytest.mark.parametrize(("on", "off"), [(True, False), (1, 0), ("x", ""), ("Có", "Không"), ("true", None)])
def test_deleted_records_are_no_tasks_and_told_once(take: Take, column: str, on: Any, off: Any) -> None:
    intake = marked(take, column, off, on, off, on)
    assert titles(intake) == ["Báo cáo 1", "Báo cáo 3"]
    assert [ignored.place for ignored in intake.ignored if ignored.reason is Reason.DELETED] == [
        "Nhiệm vụ!3",
        "Nhiệm vụ!5",
    ]
    (problem,) = intake.problems
    assert (problem.code, problem.place) == ("W-DELETED", "Nhiệm vụ!G3")
    assert "từ dòng này có 2 dòng" in problem.message
    assert f'[intake] unread = ["{column}"]' in problem.message
    assert intake.columns["Nhiệm vụ"]["states"] == column


def test_the_proposed_line_counts_them(take: Take) -> None:
    intake = marked(take, "da_xoa", True, False, intake={"unread": ["da_xoa"]})
    assert (titles(intake), intake.problems) == (["Báo cáo 1", "Báo cáo 2"], ())


@pytest.mark.parametrize("marks", [(False, False), (0, 0), (None, "")])
def test_a_list_without_deleted_records_gets_no_word(take: Take, marks: Sequence[Any]) -> None:
    intake = marked(take, "deleted", *marks)
    assert (titles(intake), intake.problems) == (["Báo cáo 1", "Báo cáo 2"], ())


def test_what_is_wrong_with_a_deleted_record_does_not_matter(take: Take) -> None:
    header = ("Nội dung nhiệm vụ", "Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Đã xóa")
    intake = take([header, ("A", "Sở Y tế", "?", "31/6/2021", None, "x"), ("B", "Sở Y tế", "3/5/2021", None, None, "")])
    assert ([problem.code for problem in intake.problems], titles(intake)) == (["W-DELETED"], ["B"])


@pytest.mark.parametrize("column", ["deletedAt", "deleted_at", "Ngày xóa"])
def test_days_of_deletion_are_told(take: Take, column: str) -> None:
    (problem,) = marked(take, column, None, "10/5/2021").problems
    assert problem.code == "W-UNREAD"
    assert f'[columns] withdrawn_on = "{column}"' in problem.message
    settled = marked(take, column, None, "10/5/2021", columns={"withdrawn_on": column})
    assert settled.problems == ()
    assert [task.withdrawn_on is not None for task in settled.tasks] == [False, True]


def test_a_status_and_a_sheet_may_say_it_too(take: Take) -> None:
    (problem,) = marked(take, "Trạng thái", "Đang thực hiện", "Đã xóa").problems
    assert (problem.code, problem.place) == ("E-STATUS", "Nhiệm vụ!G3")
