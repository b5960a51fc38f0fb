"""What a task must not say of itself (docs/reference/definitions.md, "A task exists")."""

import datetime as dt

import pytest

from taskstats import Extension, InvalidTask, Task, TaskstatsError
from taskstats.tasks import contradictions

EVE, DAY, NEXT = dt.date(2021, 5, 9), dt.date(2021, 5, 10), dt.date(2021, 5, 11)
MOMENT = dt.datetime(2021, 5, 10, 8, 30)  # noqa: DTZ001 - what a spreadsheet yields


@pytest.mark.parametrize(
    ("completed_on", "withdrawn_on", "found"),
    [
        pytest.param(None, None, (), id="neither"),
        pytest.param(DAY, None, (), id="completed-on-the-day-of-assignment"),
        pytest.param(NEXT, None, (), id="completed-the-day-after"),
        pytest.param(EVE, None, ("completed-before-assigned",), id="completed-the-day-before"),
        pytest.param(None, DAY, (), id="withdrawn-on-the-day-of-assignment"),
        pytest.param(None, NEXT, (), id="withdrawn-the-day-after"),
        pytest.param(None, EVE, ("withdrawn-before-assigned",), id="withdrawn-the-day-before"),
        pytest.param(NEXT, NEXT, ("completed-and-withdrawn",), id="both"),
        pytest.param(EVE, NEXT, ("completed-before-assigned", "completed-and-withdrawn"), id="two-of-three"),
        pytest.param(
            EVE,
            EVE,
            ("completed-before-assigned", "withdrawn-before-assigned", "completed-and-withdrawn"),
            id="all-three",
        ),
    ],
)
def test_contradictions_are_found_all_at_once(completed_on, withdrawn_on, found):
    assert contradictions(DAY, completed_on, withdrawn_on) == found
    if not found:
        Task(id="7", assigned_on=DAY, completed_on=completed_on, withdrawn_on=withdrawn_on)
        return
    with pytest.raises(InvalidTask) as caught:
        Task(id="7", assigned_on=DAY, completed_on=completed_on, withdrawn_on=withdrawn_on)
    assert (caught.value.task_id, caught.value.contradictions) == ("7", found)
    assert str(caught.value) == f"task '7': {'; '.join(found)}  [E-TASK]"
    assert isinstance(caught.value, TaskstatsError)
    assert isinstance(caught.value, ValueError)


def test_a_due_date_before_the_assignment_is_no_contradiction():
    assert Task(id="1", assigned_on=DAY, due_on=EVE).due_on == EVE


@pytest.mark.parametrize("field", ["assigned_on", "due_on", "completed_on", "withdrawn_on"])
@pytest.mark.parametrize("value", [MOMENT, "2021-05-10", 44326], ids=["moment", "text", "number"])
def test_only_dates_are_dates(field, value):
    with pytest.raises(InvalidTask) as caught:
        Task(**{"id": "7", "assigned_on": DAY, field: value})
    assert caught.value.contradictions == (f"{field} is no date: {value!r}",)


def test_a_task_without_the_day_of_its_assignment_is_refused():
    with pytest.raises(InvalidTask, match="assigned_on is no date: None"):
        Task(id="7", assigned_on=None)


@pytest.mark.parametrize(
    ("extension", "found"),
    [
        pytest.param(Extension(MOMENT, DAY), f"extension 2: due_on is no date: {MOMENT!r}", id="due"),
        pytest.param(Extension(None, DAY), "extension 2: due_on is no date: None", id="no-due-date"),
        pytest.param(Extension(NEXT, MOMENT), f"extension 2: granted_on is no date: {MOMENT!r}", id="granted"),
    ],
)
def test_extensions_too(extension, found):
    with pytest.raises(InvalidTask) as caught:
        Task(id="7", assigned_on=DAY, extensions=(Extension(NEXT, DAY), extension))
    assert caught.value.contradictions == (found,)


def test_what_is_no_date_is_named_all_at_once():
    with pytest.raises(InvalidTask) as caught:
        Task(id="7", assigned_on=MOMENT, due_on="31/5", extensions=(Extension(MOMENT, MOMENT),))
    assert caught.value.contradictions == (
        f"assigned_on is no date: {MOMENT!r}",
        f"extension 1: due_on is no date: {MOMENT!r}",
        "due_on is no date: '31/5'",
        f"extension 1: granted_on is no date: {MOMENT!r}",
    )


def test_a_task_with_good_extensions_may_still_contradict_itself():
    with pytest.raises(InvalidTask, match="completed-before-assigned"):
        Task(id="7", assigned_on=DAY, completed_on=EVE, extensions=(Extension(NEXT),))


def test_where_a_task_was_read_does_not_make_it_another():
    assert Task(id="1", assigned_on=DAY, origin="a.xlsx!A2") == Task(id="1", assigned_on=DAY, origin="b.xlsx!A9")
    assert Task(id="1", assigned_on=DAY, title="a") != Task(id="1", assigned_on=DAY, title="b")


def test_a_task_is_a_value():
    task = Task(id="1", assigned_on=DAY)
    with pytest.raises(AttributeError):
        task.due_on = NEXT
    assert hash(task) == hash(Task(id="1", assigned_on=DAY))
