"""The tallies of one agency by cohort (docs/reference/definitions.md, "Cohorts")."""

import datetime as dt

import pytest

from taskstats import AgencyFigures, Period, Tally, Task, compose

MAY = Period.month(2021, 5)


def test_an_agency_has_the_tally_of_each_cohort_by_name():
    open_tasks = [
        Task(id="1", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 6, 30)),
        Task(id="2", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 7, 1)),
        Task(id="3", assigned_on=dt.date(2020, 12, 31), due_on=dt.date(2021, 5, 30)),
    ]
    (found,) = compose(open_tasks, period=MAY).now.agencies.values()
    assert found.falling_due == found["falling_due"] == Tally(pending=1)
    assert found.carried == Tally(overdue=1)
    assert found.ageing == {"1-30": 1}
    assert found["no such cohort"] == Tally()


def test_figures_of_agencies_add_up_by_cohort():
    one = AgencyFigures(due=Tally(late=1), carried=Tally(overdue=2))
    other = AgencyFigures(due=Tally(late=3), falling_due=Tally(pending=5))
    both = one + other
    assert (both.due, both.carried, both.falling_due) == (Tally(late=4), Tally(overdue=2), Tally(pending=5))


def test_figures_add_to_nothing_else():
    with pytest.raises(TypeError):
        AgencyFigures() + Tally()


def test_agencies_of_equal_counts_have_equal_figures():
    tasks = [
        Task(id=agency, agency=agency, assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 5, 20))
        for agency in ("Sở Tài chính", "Sở Y tế")
    ]
    found = compose(tasks, period=MAY).now.agencies
    assert found["Sở Tài chính"] == found["Sở Y tế"]
    assert found["Sở Y tế"].due == Tally(overdue=1)
