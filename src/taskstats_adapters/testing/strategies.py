"""Hypothesis strategies for tasks, periods, rules and cohorts (`pip install 'taskstats[testing]'`).

All dates are in one small window, so that due dates, completions, grants and cut-offs often fall on the same or on
adjacent days, where counting goes wrong. The window includes the start of the reporting year in both calendars. Every
task is valid, and each strategy shrinks to the simplest value: one undated, unfinished task without an agency.
"""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import strategies as st

from taskstats import Calendar, Cohort, Extension, ExtensionPolicy, Period, Rules, Task, UndatedPolicy

FIRST_DAY, LAST_DAY = dt.date(2023, 12, 10), dt.date(2024, 1, 5)
"""The window: the year starts on 15 December by Decree 09/2019/NĐ-CP, and on 1 January in the civil calendar."""

AGENCIES = ("", "Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "UBND huyện Chi Lăng")
"""Few agencies, so that each has several tasks; "" stands for a task without one."""


def dates(first: dt.date = FIRST_DAY, last: dt.date = LAST_DAY) -> st.SearchStrategy[dt.date]:
    """Days in the window, both ends included."""
    return st.dates(first, last)


def agencies() -> st.SearchStrategy[str]:
    """Names of lead agencies, one of them empty."""
    return st.sampled_from(AGENCIES)


def extensions() -> st.SearchStrategy[Extension]:
    """Extensions with and without a grant date, to any day, also to one before the due date."""
    return st.builds(Extension, due_on=dates(), granted_on=st.none() | dates())


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """A valid task: dated or not, unfinished, completed or withdrawn, with up to three extensions."""
    assigned_on = draw(dates())
    ended_on = draw(st.none() | dates(first=assigned_on))
    was_withdrawn = ended_on is not None and draw(st.booleans())
    return Task(
        id=draw(st.sampled_from("ABC")),
        assigned_on=assigned_on,
        due_on=draw(st.none() | dates()),
        completed_on=None if was_withdrawn else ended_on,
        withdrawn_on=ended_on if was_withdrawn else None,
        extensions=draw(st.just(()) | st.lists(extensions(), max_size=3).map(tuple)),
        agency=draw(agencies()),
        result_document=draw(st.sampled_from(("", "7/BC"))),
        recorded_on=draw(st.none() | dates()),
        updated_on=draw(st.none() | dates()),
    )


def task_lists(max_size: int = 12) -> st.SearchStrategy[list[Task]]:
    """Lists of tasks with unique ids."""
    return st.lists(tasks(), max_size=max_size).map(
        lambda found: [attrs.evolve(task, id=f"T{number}") for number, task in enumerate(found, 1)]
    )


def calendars() -> st.SearchStrategy[Calendar]:
    """The civil calendar and that of Decree 09/2019/NĐ-CP."""
    return st.sampled_from(Calendar)


def regular_periods(first_year: int = 2000, last_year: int = 2100) -> st.SearchStrategy[Period]:
    """Months, quarters, halves, nine months and years in both calendars, also outside the window."""
    years = st.integers(first_year, last_year)
    return st.one_of(
        st.builds(Period.month, years, st.integers(1, 12), calendar=calendars()),
        st.builds(Period.quarter, years, st.integers(1, 4), calendar=calendars()),
        st.builds(Period.half, years, st.integers(1, 2), calendar=calendars()),
        st.builds(Period.nine_months, years),
        st.builds(Period.whole_year, years, calendar=calendars()),
    )


def spans() -> st.SearchStrategy[Period]:
    """From any day in the window to any later one, or the same."""
    return st.lists(dates(), min_size=2, max_size=2).map(lambda ends: Period.days(min(ends), max(ends)))


def periods() -> st.SearchStrategy[Period]:
    """Periods of every kind, in both calendars, that have a day in the window."""
    return st.one_of(
        spans(),
        st.builds(Period.year_to_date, dates(), calendar=calendars()),
        st.sampled_from(_REGULAR_IN_WINDOW),
    )


def rules() -> st.SearchStrategy[Rules]:
    """All policies, with 0 to 5 days of grace, and the cut-off day over or still running."""
    return st.builds(
        Rules,
        grace_days=st.integers(0, 5),
        day_running=st.booleans(),
        extensions=st.sampled_from(ExtensionPolicy),
        undated=st.sampled_from(UndatedPolicy),
    )


def cohorts(counted_by: st.SearchStrategy[Rules] | None = None) -> st.SearchStrategy[Cohort]:
    """Cohorts narrowed by any of the five conditions, by several or by none; `counted_by` gives their rules."""
    return st.builds(
        Cohort,
        as_of=dates(),
        rules=rules() if counted_by is None else counted_by,
        assigned_in=st.none() | periods(),
        due_in=st.none() | periods(),
        completed_in=st.none() | periods(),
        withdrawn_in=st.none() | periods(),
        open_at=st.none() | dates(),
    )


def cohort_lists(max_size: int = 6) -> st.SearchStrategy[list[Cohort]]:
    """Lists of cohorts with the same rules, as `TaskBook.tallies` requires."""
    return rules().flatmap(lambda shared: st.lists(cohorts(st.just(shared)), max_size=max_size))


def _regular_in_window() -> list[Period]:
    found = []
    for calendar in Calendar:
        for year in (2023, 2024):
            found += [Period.month(year, number, calendar=calendar) for number in range(1, 13)]
            found += [Period.quarter(year, number, calendar=calendar) for number in range(1, 5)]
            found += [Period.half(year, number, calendar=calendar) for number in (1, 2)]
            found += [Period.whole_year(year, calendar=calendar)]
            found += [Period.nine_months(year)] if calendar is Calendar.CIVIL else []
    return [period for period in found if period.first <= LAST_DAY and period.last >= FIRST_DAY]


_REGULAR_IN_WINDOW = _regular_in_window()
