"""Process checks: off unless asked for, each with its boundary days (docs/reference/definitions.md, Process checks)."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats import Checks, InvalidRules, MemoryBook, Period, Rules, Task, UndatedPolicy, compose, run_checks
from taskstats_adapters.testing.strategies import dates, task_lists

MAY = Period.month(2021, 5)


def day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    number, month = map(int, text.split("/"))
    return dt.date(2021, month, number)


def task(**days: Any) -> Task:
    dated = {name: day(text) if name.endswith("_on") else text for name, text in {"assigned_on": "1/4", **days}.items()}
    return Task(id="1", **dated)


def found(check: str, setting: bool | int, one: Task, as_of: str = "31/5") -> bool:
    cut_off = day(as_of)
    assert cut_off is not None
    (tasks,) = run_checks([one], Checks(**{check: setting}), MAY, cut_off).values()
    return tasks == (one,)


def test_every_check_is_off_by_default() -> None:
    assert Checks().asked == ()
    silent = task()
    assert run_checks([silent], Checks(), MAY, MAY.last) == {}
    assert compose([silent], period=MAY).checked == {}


@pytest.mark.parametrize(
    ("completed", "document", "as_of", "expected"),
    [
        ("30/4", "", "31/5", False),
        ("1/5", "", "31/5", True),
        ("31/5", "", "31/5", True),
        ("31/5", "", "30/5", False),
        ("1/6", "", "1/6", False),
        ("20/5", "7/BC", "31/5", False),
        (None, "", "31/5", False),
    ],
)
def test_completed_in_the_period_without_a_result_document(
    completed: str | None, document: str, as_of: str, expected: bool
) -> None:
    one = task(completed_on=completed, result_document=document)
    assert found("no_result_document", True, one, as_of) is expected


@pytest.mark.parametrize(
    ("completed", "recorded", "as_of", "expected"),
    [
        ("10/5", "15/5", "31/5", False),
        ("10/5", "16/5", "31/5", True),
        ("24/4", "30/4", "31/5", False),
        ("25/4", "1/5", "31/5", True),
        ("20/5", "31/5", "31/5", True),
        ("20/5", "31/5", "30/5", False),
        ("20/5", "1/6", "1/6", False),
        ("20/5", "10/5", "31/5", False),
        ("20/5", None, "31/5", False),
        (None, "20/5", "31/5", False),
    ],
)
def test_recorded_in_the_period_more_than_five_days_after_the_completion(
    completed: str | None, recorded: str | None, as_of: str, expected: bool
) -> None:
    assert found("recorded_after_days", 5, task(completed_on=completed, recorded_on=recorded), as_of) is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"updated_on": "1/5"}, False),
        ({"updated_on": "30/4"}, True),
        ({"updated_on": "2/6"}, False),
        ({"assigned_on": "1/5"}, False),
        ({"assigned_on": "30/4"}, True),
        ({"assigned_on": "5/5", "updated_on": "1/4"}, False),
        ({"assigned_on": "1/6"}, False),
        ({"completed_on": "31/5"}, False),
        ({"completed_on": "1/6"}, True),
        ({"withdrawn_on": "31/5"}, False),
        ({"withdrawn_on": "1/6"}, True),
        ({"due_on": "30/6"}, True),
    ],
)
def test_unfinished_and_not_updated_for_more_than_thirty_days(days: dict[str, str], expected: bool) -> None:
    assert found("silent_days", 30, task(**days)) is expected


def test_a_check_of_zero_days_is_on() -> None:
    assert found("silent_days", 0, task(updated_on="30/5"))
    assert not found("silent_days", 0, task(updated_on="31/5"))


@pytest.mark.parametrize("name", ["recorded_after_days", "silent_days"])
def test_days_are_never_negative(name: str) -> None:
    with pytest.raises(InvalidRules, match=name):
        Checks(**{name: -1})


def test_a_report_carries_what_was_found_even_of_undated_tasks_that_are_left_out() -> None:
    checks = Checks(silent_days=30, no_result_document=True)
    undated = task()
    report = compose(MemoryBook([undated]), period=MAY, checks=checks, rules=Rules(undated=UndatedPolicy.LEFT_OUT))
    assert report.checks is checks
    assert report.checked == {"no_result_document": (), "silent_days": (undated,)}


@given(task_lists(), dates(), st.integers(0, 30), st.integers(0, 30))
def test_more_days_never_find_more(tasks: list[Task], as_of: dt.date, few: int, more: int) -> None:
    period = Period.month(as_of.year, as_of.month)
    for name in ("recorded_after_days", "silent_days"):
        less = run_checks(tasks, Checks(**{name: min(few, more)}), period, as_of)[name]
        fewer = run_checks(tasks, Checks(**{name: max(few, more)}), period, as_of)[name]
        assert set(map(id, fewer)) <= set(map(id, less))


@given(task_lists(), st.integers(0, 30))
def test_a_late_recording_is_found_in_one_month_alone(tasks: list[Task], days: int) -> None:
    """Adjoining months, each at its own last day: what is found adds up to what the whole span finds."""
    december, january = Period.month(2023, 12), Period.month(2024, 1)
    both = Period.days(december.first, january.last)
    checks = Checks(recorded_after_days=days)
    parts = [len(run_checks(tasks, checks, month, month.last)["recorded_after_days"]) for month in (december, january)]
    whole = [
        one
        for one in tasks
        if one.completed_on and one.recorded_on and (one.recorded_on - one.completed_on).days > days
    ]
    assert len(run_checks(tasks, checks, both, both.last)["recorded_after_days"]) == sum(parts) <= len(whole)
