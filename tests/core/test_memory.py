"""The book over tasks in memory: one pass, one set of rules."""

import datetime as dt

import pytest

from taskstats import Cohort, Figure, MemoryBook, Period, Rules, Tally, Task, TaskBook, tally

MAY = Period.month(2021, 5)
CUT_OFF = dt.date(2021, 5, 31)
DAY = dt.timedelta(days=1)


def figure(cohort, part="total", agency=None):
    return Figure(name=part, cohort=cohort, part=part, count=0, agency=agency)


def test_a_memory_book_is_a_task_book():
    assert isinstance(MemoryBook([]), TaskBook)
    assert not isinstance([], TaskBook)


def test_no_tasks_and_no_cohorts():
    assert MemoryBook([]).tallies([Cohort(as_of=CUT_OFF)]) == {}
    assert MemoryBook([Task(id="1", assigned_on=CUT_OFF)]).tallies([]) == {}


def test_cohorts_of_one_pass_share_their_rules():
    cohorts = [Cohort(as_of=CUT_OFF), Cohort(as_of=CUT_OFF, rules=Rules(grace_days=1))]
    with pytest.raises(ValueError, match=r"^cohorts that are counted in one pass have one set of rules$"):
        MemoryBook([]).tallies(cohorts)


def test_by_agency_and_nothing_for_those_that_a_cohort_does_not_hold():
    tasks = [
        Task(id="1", assigned_on=dt.date(2021, 5, 3), agency="b"),
        Task(id="2", assigned_on=dt.date(2021, 4, 3), agency="a"),
        Task(id="3", assigned_on=dt.date(2021, 5, 4), agency="b"),
    ]
    found = MemoryBook(tasks).tallies([Cohort(as_of=CUT_OFF), Cohort(as_of=CUT_OFF, assigned_in=MAY)])
    one, two = Tally(pending=1, undated_unfinished=1), Tally(pending=2, undated_unfinished=2)
    assert found == {"a": (one, Tally()), "b": (two, two)}


def test_the_tasks_given_are_the_tasks_listed():
    tasks = [Task(id=str(number), assigned_on=CUT_OFF, title=f"task {number}") for number in range(3)]
    listed = MemoryBook(iter(tasks)).tasks(figure(Cohort(as_of=CUT_OFF)))
    assert all(found is given for found, given in zip(listed, tasks, strict=True))


def test_a_figure_of_another_cohort_than_those_counted():
    tasks = [Task(id="1", assigned_on=dt.date(2021, 5, 3)), Task(id="2", assigned_on=dt.date(2021, 6, 3))]
    book = MemoryBook(tasks)
    book.tallies([Cohort(as_of=CUT_OFF)])
    assert [task.id for task in book.tasks(figure(Cohort(as_of=dt.date(2021, 6, 30))))] == ["1", "2"]
    assert [task.id for task in book.tasks(figure(Cohort(as_of=CUT_OFF)))] == ["1"]


@pytest.mark.parametrize("running", [False, True], ids=["closed", "running"])
@pytest.mark.parametrize("grace", [0, 1, 2])
@pytest.mark.parametrize(
    "narrowed",
    [
        pytest.param({}, id="all"),
        pytest.param({"assigned_in": Period.days(CUT_OFF - DAY, CUT_OFF + DAY)}, id="assigned"),
        pytest.param({"due_in": Period.days(CUT_OFF - DAY, CUT_OFF + DAY)}, id="due"),
    ],
)
def test_every_combination_of_days_around_the_cut_off_is_counted_as_if_alone(running, grace, narrowed):
    days = [CUT_OFF + DAY * offset for offset in range(-3, 4)]
    tasks = [
        Task(id=f"{assigned} {due} {ending}", assigned_on=assigned, due_on=due, **ending)
        for assigned in days
        for due in (None, *days)
        for ending in ({}, *({how: day} for how in ("completed_on", "withdrawn_on") for day in days if day >= assigned))
    ]
    cohort = Cohort(as_of=CUT_OFF, rules=Rules(grace_days=grace, day_running=running), **narrowed)
    assert MemoryBook(tasks).tallies([cohort]) == {"": (tally(tasks, cohort),)}


def test_due_dates_and_cut_offs_at_the_end_of_the_calendar():
    last = dt.date.max
    tasks = [
        Task(id="1", assigned_on=dt.date.min, due_on=last, completed_on=last),
        Task(id="2", assigned_on=dt.date.min, due_on=last - DAY, completed_on=last),
        Task(id="3", assigned_on=last, due_on=last),
        Task(id="4", assigned_on=last),
    ]
    for grace, expected in (
        (0, Tally(on_time=1, late=1, pending=1, overdue=1, undated_unfinished=1)),
        (3, Tally(on_time=2, pending=2, undated_unfinished=1)),
    ):
        found = MemoryBook(tasks).tallies([Cohort(as_of=last, rules=Rules(grace_days=grace))])
        assert found == {"": (expected,)}
