"""The office's own statuses: every message that proposes a line of [statuses] is settled by it."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.errors import ProfileError
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import make_profile

Take = Callable[..., Intake]
HEADER = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái", "Ngày cập nhật")


def stated(take: Take, status: Any, done: str = "", updated: str = "", **settings: Any) -> Intake:
    task = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", done, status, updated)
    return take([HEADER, task], **settings)


def proposed(intake: Intake) -> dict[str, Any]:
    """The line of the profile that the only message proposes."""
    (problem,) = intake.problems
    found = re.search(r'(\[(?:statuses|intake)\]) (\S.*? = "[a-z-]+")', problem.message)
    assert found is not None, problem.message
    return tomllib.loads(f"{found[1]}\n{found[2]}")


@pytest.mark.parametrize(
    ("status", "code", "done"),
    [
        ("Chờ nghiệm thu", None, ""),
        ("Sở có ý kiến", "W-STATUS", ""),
        ("Tạm dừng", "W-STATUS", ""),
        ("Đúng hạn", "W-STATUS", ""),
        ('Theo "KL 12"', "W-STATUS", ""),
        (1, "W-STATUS", ""),
        ("Dừng thực hiện", "E-STATUS", ""),
        ("Không thực hiện", "E-STATUS", ""),
        ("Đưa ra khỏi danh mục nhiệm vụ", "E-STATUS", ""),
        ("Mở lại", "E-STATUS", "18/5/2021"),
        ("Trả lại, chưa đạt yêu cầu", "E-STATUS", "18/5/2021"),
    ],
)
def test_the_proposed_line_settles_a_status(take: Take, status: Any, code: str | None, done: str) -> None:
    intake = stated(take, status, done)
    assert [problem.code for problem in intake.problems] == ([code] if code else [])
    if code:
        settled = stated(take, status, done, **proposed(intake))
        assert settled.problems == ()
        assert [task.completed_on is not None for task in settled.tasks] == [bool(done)]


@pytest.mark.parametrize(("status", "updated"), [("Đã hoàn thành", "19/5/2021"), ("Hoàn thành đúng hạn", "")])
def test_the_proposed_answer_gives_the_day(take: Take, status: str, updated: str) -> None:
    intake = stated(take, status, updated=updated)
    settled = stated(take, status, updated=updated, **proposed(intake))
    assert [problem.code for problem in settled.problems] == ["W-COMPLETED"]
    assert [str(task.completed_on) for task in settled.tasks] == ["2021-05-19" if updated else "2021-05-20"]


def test_the_office_may_mean_completed_or_withdrawn(take: Take) -> None:
    own = {"Đã lưu hồ sơ": "completed", "Xin rút": "withdrawn"}
    assert [problem.code for problem in stated(take, "ĐÃ LƯU HỒ SƠ.", statuses=own).problems] == ["E-STATUS"]
    assert stated(take, "Đã lưu hồ sơ", "19/5/2021", statuses=own).problems == ()
    (problem,) = stated(take, "Xin rút", statuses=own).problems
    assert "nhưng không có ngày rút" in problem.message


def test_lateness_in_the_words_is_kept(take: Take) -> None:
    own = {"Đúng hạn": "completed"}
    (problem,) = stated(take, "Đúng hạn", "25/5/2021", statuses=own).problems
    assert (problem.code, "trái với ngày" in problem.message) == ("E-STATUS", True)


def test_a_column_of_states_may_have_a_name_of_the_offices_own(take: Take) -> None:
    rows = [("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Nghiệm thu"), ("A", "Sở", "3/5/2021", "20/5/2021", "x")]
    assert [problem.code for problem in take(rows, statuses={"Nghiệm thu": "completed"}).problems] == ["E-STATUS"]


def test_a_line_is_proposed_for_a_text_in_a_column_of_states(take: Take) -> None:
    rows = [
        ("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Hoàn thành"),
        ("A", "Sở", "3/5/2021", "20/5/2021", "12/BC"),
    ]
    intake = take(rows)
    assert [problem.code for problem in intake.problems] == ["W-STATUS"]
    assert take(rows, **proposed(intake)).problems == ()


def test_a_text_that_is_cut_is_not_proposed(take: Take) -> None:
    (problem,) = stated(take, "Sở có ý kiến " * 20).problems
    assert '[statuses] "…" = "unfinished"' in problem.message


@pytest.mark.parametrize("statuses", [{"Xong": "done"}, {"Xong": 1}, ["Xong"]])
def test_the_meaning_is_one_of_three(statuses: Any) -> None:
    with pytest.raises(ProfileError):
        make_profile({"statuses": statuses})
