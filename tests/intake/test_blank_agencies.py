"""Agencies that stand in no cell of their task: in a heading above it, or alone in a row."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
Rows = Sequence[Sequence[Any]]

HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def task(title: str, agency: str = "") -> tuple[Any, ...]:
    return (1, title, agency, "4/5/2021", "20/5/2021", "")


def led(intake: Intake) -> dict[str, str]:
    return {task.title: task.agency for task in intake.tasks}


EMPTY: dict[str, Rows] = {
    "headings with labels": [("I", "Sở Y tế"), task("A"), task("B"), ("II", "Sở Nội vụ (1)"), task("C")],
    "headings in the column": [(None, None, "Sở Y tế"), task("A"), task("B"), (None, None, "Sở Nội vụ"), task("C")],
    "dashes": [("Sở Y tế",), task("A", "-"), task("B", "–"), ("Sở Nội vụ",), task("C")],
    "both": [("Sở Y tế",), task("A"), task("B"), (None, None, "Sở Nội vụ"), task("C")],
}


@pytest.mark.parametrize("rows", EMPTY.values(), ids=EMPTY)
def test_headings_lead_where_the_column_is_empty(take: Take, rows: Rows) -> None:
    intake = take([HEADER, *rows])
    assert led(intake) == {"A": "Sở Y tế", "B": "Sở Y tế", "C": "Sở Nội vụ"}
    assert intake.problems == ()


def test_the_first_column_may_be_that_of_the_agencies(take: Take) -> None:
    header = ("Đơn vị", *HEADER[1:2], *HEADER[3:])
    rows = [
        ("Sở Y tế",),
        ("", "A", "4/5/2021", "20/5/2021", ""),
        ("Sở Nội vụ",),
        ("", "B", "4/5/2021", "20/5/2021", ""),
    ]
    intake = take([header, *rows])
    assert (led(intake), intake.problems) == ({"A": "Sở Y tế", "B": "Sở Nội vụ"}, ())


def test_what_is_taken_from_a_heading_is_told_where_other_cells_are_filled(take: Take) -> None:
    intake = take([HEADER, ("I", "Sở Y tế"), task("A"), task("B", "Sở Y tế"), ("II", "Sở Nội vụ"), task("C")])
    assert led(intake) == {"A": "Sở Y tế", "B": "Sở Y tế", "C": "Sở Nội vụ"}
    assert [str(problem) for problem in intake.problems] == [
        (
            "Nhiệm vụ!C3: từ dòng này có 2 nhiệm vụ để trống đơn vị, đã lấy đơn vị ở tên nhóm phía trên: "
            '"Sở Y tế" (1), "Sở Nội vụ" (1); nếu không phải, hãy ghi đơn vị ở từng dòng  [W-AGENCY]'
        )
    ]


def test_headings_that_cells_contradict_lead_nothing(take: Take) -> None:
    intake = take([HEADER, ("I", "Sở Y tế"), task("A", "Sở Nội vụ"), task("B")])
    assert led(intake) == {"A": "Sở Nội vụ", "B": ""}
    assert [problem.code for problem in intake.problems] == ["W-AGENCY"]


BELOW: dict[str, tuple[Rows, int]] = {
    "one": ([task("A", "Sở Y tế"), (None, None, "Sở Nội vụ"), task("B", "Sở Tài chính")], 1),
    "two, and the end": ([task("A", "Sở Y tế"), (None, None, "Sở Nội vụ"), (None, None, "Tỉnh đoàn")], 2),
    "numbered": ([task("A", "Sở Y tế"), ("", "", "Công ty Điện lực"), task("B", "Sở Y tế")], 1),
}


@pytest.mark.parametrize(("rows", "count"), BELOW.values(), ids=BELOW)
def test_an_agency_alone_below_a_task_is_told_and_the_cure_works(take: Take, rows: Rows, count: int) -> None:
    (problem,) = take([HEADER, *rows]).problems
    assert (problem.code, problem.place) == ("W-AGENCIES", "Nhiệm vụ!C3")
    assert f"có {count} dòng dưới một nhiệm vụ mà chỉ có tên đơn vị, không tính" in problem.message
    assert 'hãy ghi vào cột "Đơn vị phối hợp"' in problem.message
    others = "; ".join(row[2] for row in rows[1 : 1 + count])
    mended = take([(*HEADER, "Đơn vị phối hợp"), (*rows[0], others), *rows[1 + count :]])
    assert mended.problems == ()
    assert mended.tasks[0].coordinating == tuple(others.split("; "))


@pytest.mark.parametrize(
    "rows",
    [
        [task("A", "Sở Y tế"), (), (None, None, "SỞ Y TẾ")],
        [task("A", "Sở Y tế"), (None, None, "Sở Nội vụ"), task("B", "Sở Nội vụ")],
        [(None, None, "Sở Y tế"), task("A", "Sở Y tế"), task("B", "Sở Y tế")],
    ],
    ids=["a signature", "a heading that the cells repeat", "above"],
)
def test_other_agencies_alone_are_not_told(take: Take, rows: Rows) -> None:
    assert take([HEADER, *rows]).problems == ()


def test_an_agency_below_each_task_is_told(take: Take) -> None:
    rows = [task("A"), (None, None, "Sở Nội vụ"), task("B"), (None, None, "Sở Y tế")]
    assert [problem.code for problem in take([HEADER, *rows]).problems] == ["W-AGENCY", "W-AGENCY", "W-AGENCIES"]
