"""Tasks whose ids differ in form only are told where they say much the same."""

from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.intake.reading import Intake

Listed = Callable[..., Intake]

TITLE, DAYS = "Rà soát quy hoạch", ("3/5/2021", "20/5/2021")


def row(number: int, id_: Any, title: str = TITLE, agency: str = "Sở Xây dựng", done: str = "") -> tuple[Any, ...]:
    return (number, id_, title, agency, *DAYS, done)


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in intake.problems]


@pytest.mark.parametrize("other", ["NV01", "nv-01", "NV 01", "NV/01", "nv_01", "NV–01.", "(NV-01)"])
@pytest.mark.parametrize(
    "again",
    [
        {},
        {"done": "19/5/2021"},
        {"title": "RÀ SOÁT QUY HOẠCH."},
        {"title": "Rà soát quy hoạch xây dựng"},
        {"agency": "Sở Y tế"},
    ],
)
def test_one_task_under_two_spellings_is_told(listed: Listed, other: str, again: dict[str, str]) -> None:
    intake = listed(row(1, "NV-01"), row(2, "NV-02", "Việc khác", "Sở Y tế"), row(3, other, **again))
    assert told(intake) == [("W-TWICE", "Nhiệm vụ!4")]
    assert f'"{other}" và "NV-01" ở Nhiệm vụ!2' in intake.problems[0].message
    assert len(intake.tasks) == 3


def test_the_cure_works(listed: Listed) -> None:
    intake = listed(row(1, "NV-01"), row(2, "NV-01"))
    assert (len(intake.tasks), intake.problems) == (1, ())


def test_it_is_told_once_with_its_number(listed: Listed) -> None:
    intake = listed(row(1, "NV-01"), row(2, "NV01"), row(3, "nv01"), row(4, "A-1", "B", "C"), row(5, "a1", "B", "C"))
    assert told(intake) == [("W-TWICE", "Nhiệm vụ!3")]
    assert "có 3 nhiệm vụ" in intake.problems[0].message


def test_other_tasks_get_no_word(listed: Listed) -> None:
    other = ("Báo cáo quý", "Sở Y tế")
    assert told(listed(row(1, "NV-01"), row(2, "NV01", *other))) == []
    assert told(listed(row(1, "NV-01"), row(2, "NV-1"), row(3, "NV-02"))) == []
    assert told(listed(row(1, "NV-01"), (2, "nv-01", "", "Sở Xây dựng", "4/5/2021", "21/5/2021", ""))) == []
    assert told(listed(row(1, "1.1"), row(2, "11"), row(3, "12/1", "Việc khác"))) == []
