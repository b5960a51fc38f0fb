"""Headers of several rows, found or named in the profile."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats_adapters.errors import ProfileError
from taskstats_adapters.intake.columns.header_rows import composed, is_part
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import make_profile

Take = Callable[..., Intake]


def days(intake: Intake) -> list[tuple[str | None, ...]]:
    return [
        (task.title, *(day.isoformat() if day else None for day in (task.assigned_on, task.due_on, task.completed_on)))
        for task in intake.tasks
    ]


TASK = ("A", "2021-05-03", "2021-05-20", "2021-05-19")

THREE_ROWS = (
    ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian", None, None),
    (None, None, None, "Ngày giao", "Hoàn thành", None),
    (None, None, None, None, "Hạn hoàn thành", "Ngày hoàn thành thực tế"),
    (1, "A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021"),
)
PLAN_AND_FACT = (
    ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Thời gian hoàn thành", None),
    (None, None, None, None, "Theo yêu cầu", "Thực tế"),
    (1, "A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021"),
)
ONE_WORD_EACH = (
    ("DANH SÁCH NHIỆM VỤ",),
    ("TT", "Nhiệm vụ", "Chủ trì", "Ngày", None, None, "Văn bản", None),
    ("", "", "", "giao", "yêu cầu hoàn thành", "hoàn thành", "số", "người ký"),
    (1, "A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021", "1/UBND", "B"),
)
FOUR_ROWS = (  # the first only groups the columns, and is passed over as a title
    ("STT", "Nhiệm vụ", None, "Tiến độ thực hiện", None, None),
    (None, "Nội dung", "Chủ trì", "Theo thời gian", None, None),
    (None, None, None, "Ngày giao", "Kết thúc", None),
    (None, None, None, None, "Kế hoạch", "Thực tế"),
    (1, "A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021"),
)


@pytest.mark.parametrize(("rows", "header"), [(THREE_ROWS, 3), (PLAN_AND_FACT, 2), (ONE_WORD_EACH, 2), (FOUR_ROWS, 3)])
def test_the_rows_of_a_header_are_read_together(take: Take, rows: Sequence[Any], header: int) -> None:
    intake = take(rows)
    assert (intake.problems, days(intake)) == ((), [TASK])
    assert sum(ignored.reason.name == "HEADER" for ignored in intake.ignored) == header


def test_a_column_that_no_text_settles_is_called_by_all_of_them(take: Take) -> None:
    header = ("Nội dung", "Đơn vị", "Thời hạn", None, "Ngày hoàn thành", "Kinh phí", None)
    parts = (None, None, "Ngày giao", "Hạn xử lý", None, "Kế hoạch", "Thực tế")
    intake = take([header, parts, ("A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021", "9", "8")])
    assert intake.unread == {"Nhiệm vụ": ("Kinh phí: Kế hoạch", "Kinh phí: Thực tế")}
    assert intake.tasks[0].extra == (("Kinh phí: Kế hoạch", "9"), ("Kinh phí: Thực tế", "8"))


@pytest.mark.parametrize("name", ["Nghiệm thu: Xong", "nghiệm thu xong", "Xong"])
def test_the_profile_calls_it_so_too(take: Take, name: str) -> None:
    header = ("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Nghiệm thu", None)
    parts = (None, None, None, None, "Biên bản", "Xong")
    rows = [header, parts, ("A", "Sở Y tế", "3/5/2021", "20/5/2021", "5", "19/5/2021")]
    assert days(take(rows, columns={"completed_on": name})) == [TASK]


@pytest.mark.parametrize(
    "below",
    [
        ("", "I. Các sở, ban, ngành", "", ""),
        ("1", "A", "Sở Y tế", "3/5/2021"),
        ("", "A", "Sở Y tế", ""),
        ("", "", "5/2021", "6/2021"),
        ("", "", "(1)", "(2)"),
        ("", "", "", "Ghi chú thêm"),
        ("", "", "", ""),
    ],
)
def test_other_rows_below_a_header_are_no_part_of_it(below: Sequence[str]) -> None:
    assert not is_part([("STT", "Nội dung", "Thời gian", "")], below)


def test_a_cell_is_over_the_blank_ones_to_its_right() -> None:
    assert composed([("A", "B", ""), ("", "C", "D"), ("", "", "E")]) == (("A",), ("B", "C"), ("B", "D", "E"))
    assert composed([("A", "B", ""), ("", "", "D")])[2] == ("D",)  # nothing below B itself: D is beside it


def test_a_title_above_the_header_is_no_part_of_it(take: Take) -> None:
    title = ("UBND TỈNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    header = ("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Điểm")
    intake = take([title, header, ("A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021", 9)])
    assert [ignored.reason.name for ignored in intake.ignored] == ["TITLE", "HEADER"]
    assert intake.unread == {"Nhiệm vụ": ("Điểm",)}


# -- header_rows -----------------------------------------------------------------------------------

STRANGE = (
    ("Kế hoạch năm", "Nội dung", "Đơn vị", "Thời hạn"),
    ("", "3/5/2021", "", ""),  # looks like a task; it is the day of the plan, inside the header
    ("Việc", "", "Ngày giao", "Hạn cuối"),
    ("A", "Sở Y tế", "3/5/2021", "20/5/2021"),
)


def test_the_profile_names_the_rows_of_a_header(take: Take) -> None:
    columns = {"title": "Việc", "agency": "Nội dung 3/5/2021", "due_on": "Hạn cuối"}
    intake = take(STRANGE, first_row=4, intake={"header_rows": [4, 6]}, columns=columns)
    assert [(task.title, task.agency, str(task.due_on), task.origin) for task in intake.tasks] == [
        ("A", "Sở Y tế", "2021-05-20", "Nhiệm vụ!7")
    ]


@pytest.mark.parametrize("rows", [[9, 9], [2, 3]])
def test_rows_that_hold_no_header_are_told(take: Take, rows: list[int]) -> None:
    intake = take(STRANGE[2:], first_row=3, intake={"header_rows": rows})
    assert [problem.code for problem in intake.errors] == ["E-HEADER"]


@pytest.mark.parametrize("rows", [[1], [3, 1], [-1, 2], [1, 61], [1, 2, 3]])
def test_they_are_the_first_and_the_last(rows: list[int]) -> None:
    with pytest.raises(ProfileError, match="dòng đầu, dòng cuối"):
        make_profile({"intake": {"header_rows": rows}})


@pytest.mark.parametrize("rows", [["1", "2"], 1, [True, 2]])
def test_they_are_numbers(rows: Any) -> None:
    with pytest.raises(ProfileError):
        make_profile({"intake": {"header_rows": rows}})
