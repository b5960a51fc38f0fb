"""The counts against a naive restatement of docs/reference/definitions.md: day by day, task by task, no shortcuts."""

import datetime as dt
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from taskstats import (
    Cohort,
    ExtensionPolicy,
    Figure,
    MemoryBook,
    Rules,
    Status,
    Tally,
    Task,
    UndatedPolicy,
    classify,
    due_date,
    tally,
)
from taskstats.rules import withdrawn
from taskstats.tallies import PARTS
from taskstats_adapters.testing import strategies as some

DAY = dt.timedelta(days=1)


def naive_due_date(task: Task, as_of: dt.date, rules: Rules) -> dt.date | None:
    """Replays the days up to the cut-off: each grant puts its later date in force, if the policy honours it."""
    in_force = task.due_on
    if rules.extensions is ExtensionPolicy.IGNORED:
        return in_force
    always = [extension.due_on for extension in task.extensions if extension.granted_on is None]
    if always:
        in_force = max(always)
    day = some.FIRST_DAY
    while day <= as_of:
        granted_today = [extension.due_on for extension in task.extensions if extension.granted_on == day]
        already_completed = task.completed_on is not None and task.completed_on < day
        had_passed = in_force is not None and in_force < day
        refused = rules.extensions is ExtensionPolicy.IN_TIME and had_passed
        if granted_today and not already_completed and not refused:
            in_force = max(granted_today)
        day += DAY
    return in_force


def naive_status(task: Task, as_of: dt.date, rules: Rules) -> Status:
    """The block of the definitions, word for word."""
    due_on = naive_due_date(task, as_of, rules)
    completed = task.completed_on is not None and task.completed_on <= as_of
    if completed:
        stopped = task.completed_on
    elif rules.day_running:
        stopped = as_of
    else:
        stopped = as_of + DAY
    past_due = due_on is not None and stopped > due_on + rules.grace_days * DAY
    return {
        (True, False): Status.ON_TIME,
        (True, True): Status.LATE,
        (False, False): Status.PENDING,
        (False, True): Status.OVERDUE,
    }[completed, past_due]


def naive_open(task: Task, day: dt.date) -> bool:
    """Open at the close of a day: assigned by then, and whatever ended it came later."""
    ended_on = task.completed_on or task.withdrawn_on
    return task.assigned_on <= day and (ended_on is None or ended_on > day)


def naive_counts(tasks: list[Task], cohort: Cohort) -> Counter[str]:
    """Every part of the cohort's tally, by name."""
    counts: Counter[str] = Counter()
    for task in tasks:
        due_on = naive_due_date(task, cohort.as_of, cohort.rules)
        if task.assigned_on > cohort.as_of:
            continue
        if cohort.assigned_in and not cohort.assigned_in.first <= task.assigned_on <= cohort.assigned_in.last:
            continue
        if cohort.due_in and (due_on is None or not cohort.due_in.first <= due_on <= cohort.due_in.last):
            continue
        completed_by_then = task.completed_on is not None and task.completed_on <= cohort.as_of
        withdrawn_by_then = task.withdrawn_on is not None and task.withdrawn_on <= cohort.as_of
        in_span = cohort.completed_in
        if in_span and not (completed_by_then and in_span.first <= task.completed_on <= in_span.last):
            continue
        in_span = cohort.withdrawn_in
        if in_span and not (withdrawn_by_then and in_span.first <= task.withdrawn_on <= in_span.last):
            continue
        if cohort.open_at and not naive_open(task, cohort.open_at):
            continue
        if withdrawn_by_then:
            counts["withdrawn"] += 1
            continue
        if due_on is None and cohort.rules.undated is UndatedPolicy.LEFT_OUT:
            counts["left_out"] += 1
            continue
        status = naive_status(task, cohort.as_of, cohort.rules)
        completed = status in (Status.ON_TIME, Status.LATE)
        counts[status.value] += 1
        counts["total"] += 1
        counts["completed" if completed else "unfinished"] += 1
        if due_on is None:
            counts["undated_completed" if completed else "undated_unfinished"] += 1
    return counts


@given(some.tasks(), some.dates(), some.rules())
def test_the_due_date_is_the_one_in_force_at_the_cut_off(task, as_of, rules):
    assert due_date(task, as_of, rules) == naive_due_date(task, as_of, rules)


@given(some.tasks(), some.dates(), some.rules())
def test_classification_is_the_one_of_the_definitions(task, as_of, rules):
    assert classify(task, as_of, rules) is naive_status(task, as_of, rules)


@given(some.task_lists(), some.cohorts())
def test_a_tally_counts_what_the_definitions_count(tasks, cohort):
    counted = tally(tasks, cohort)
    assert {part: getattr(counted, part) for part in PARTS} == {
        part: naive_counts(tasks, cohort)[part] for part in PARTS
    }


@given(some.task_lists(max_size=30), some.cohort_lists())
def test_a_memory_book_counts_as_the_plain_tally_does(tasks, cohorts):
    counted = MemoryBook(tasks).tallies(cohorts)
    assert counted.keys() <= {task.agency for task in tasks}
    for agency in some.AGENCIES:
        of_agency = [task for task in tasks if task.agency == agency]
        plain = [tally(of_agency, cohort) for cohort in cohorts]
        assert list(counted.get(agency, [Tally()] * len(cohorts))) == plain


@given(some.task_lists(max_size=30), some.cohorts(), st.sampled_from(sorted(PARTS)), st.none() | some.agencies())
def test_a_memory_book_lists_the_tasks_that_a_figure_counts(tasks, cohort, part, agency):
    figure = Figure(name=part, cohort=cohort, part=part, count=0, agency=agency)
    listed = MemoryBook(tasks).tasks(figure)
    assert sorted(task.id for task in listed) == sorted(task.id for task in tasks if figure.counts(task))
    one_agency = [task for task in tasks if agency is None or task.agency == agency]
    assert len(listed) == naive_counts(one_agency, cohort)[part]


@given(some.task_lists(max_size=30), some.cohort_lists(), st.sampled_from(sorted(PARTS)), st.data())
def test_a_book_lists_the_same_before_and_after_it_counted(tasks, cohorts, part, data):
    book = MemoryBook(tasks)
    book.tallies(cohorts)
    cohort = data.draw(st.sampled_from(cohorts) if cohorts else some.cohorts())
    figure = Figure(name=part, cohort=cohort, part=part, count=0)
    assert book.tasks(figure) == MemoryBook(tasks).tasks(figure)


@given(some.task_lists(max_size=30), some.cohorts())
def test_a_list_is_read_by_due_date_with_the_undated_last(tasks, cohort):
    listed = MemoryBook(tasks).tasks(Figure(name="total", cohort=cohort, part="total", count=0))
    due_dates = [naive_due_date(task, cohort.as_of, cohort.rules) for task in listed]
    dated = [day for day in due_dates if day is not None]
    assert due_dates == sorted(dated) + [None] * (len(due_dates) - len(dated))


@given(some.tasks(), some.dates())
def test_withdrawn_means_on_or_before_the_cut_off(task, as_of):
    assert withdrawn(task, as_of) == (task.withdrawn_on is not None and as_of >= task.withdrawn_on)
