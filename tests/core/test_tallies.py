"""Who belongs to a cohort and what is counted (docs/reference/definitions.md, "Cohorts", "Undated tasks")."""

import datetime as dt

import attrs
import pytest

from taskstats import (
    Cohort,
    Extension,
    Figure,
    Period,
    Rules,
    Standing,
    Tally,
    Task,
    UndatedPolicy,
    UnknownFigure,
    tally,
)
from taskstats.tallies import PARTS, existing

MAY = Period.month(2021, 5)
CUT_OFF = dt.date(2021, 5, 31)


def task(assigned="2021-01-04", due=None, completed=None, withdrawn=None, extended=None, granted=None, agency=""):
    def read(text):
        return None if text is None else dt.date.fromisoformat(text)

    extensions = () if extended is None else (Extension(read(extended), read(granted)),)
    return Task(
        id="1",
        assigned_on=read(assigned),
        due_on=read(due),
        completed_on=read(completed),
        withdrawn_on=read(withdrawn),
        extensions=extensions,
        agency=agency,
    )


ENDS_OF_MAY = [
    pytest.param("2021-04-30", False, id="day-before-the-first"),
    pytest.param("2021-05-01", True, id="first-day"),
    pytest.param("2021-05-31", True, id="last-day"),
    pytest.param("2021-06-01", False, id="day-after-the-last"),
]


@pytest.mark.parametrize(("day", "held"), ENDS_OF_MAY)
def test_assigned_in_a_period_holds_both_its_ends(day, held):
    cohort = Cohort(as_of=dt.date(2021, 12, 31), assigned_in=MAY)
    assert (cohort.standing(task(assigned=day)) is Standing.PENDING_UNDATED) is held
    assert (cohort.standing(task(assigned=day)) is None) is not held


@pytest.mark.parametrize(("day", "held"), ENDS_OF_MAY)
def test_due_in_a_period_holds_both_its_ends(day, held):
    cohort = Cohort(as_of=dt.date(2021, 12, 31), due_in=MAY)
    assert (cohort.standing(task(due=day)) is Standing.OVERDUE) is held
    assert (cohort.standing(task(due=day)) is None) is not held


@pytest.mark.parametrize(
    ("assigned", "held"),
    [
        pytest.param("2021-05-30", True, id="day-before-the-cut-off"),
        pytest.param("2021-05-31", True, id="on-the-cut-off"),
        pytest.param("2021-06-01", False, id="day-after-the-cut-off"),
    ],
)
@pytest.mark.parametrize("narrowed", [{}, {"assigned_in": Period.whole_year(2021)}, {"due_in": MAY}])
def test_a_cohort_holds_what_existed_at_the_cut_off(assigned, held, narrowed):
    standing = Cohort(as_of=CUT_OFF, **narrowed).standing(task(assigned=assigned, due="2021-05-31"))
    assert standing is (Standing.OVERDUE if held else None)


@pytest.mark.parametrize(
    ("assigned", "due", "held"),
    [
        pytest.param("2021-05-03", "2021-05-20", True, id="both-in-may"),
        pytest.param("2021-04-30", "2021-05-20", False, id="assigned-before"),
        pytest.param("2021-05-03", "2021-06-01", False, id="due-after"),
        pytest.param("2021-05-03", None, False, id="undated-is-due-in-no-period"),
    ],
)
def test_a_cohort_may_be_narrowed_to_both_assigned_and_due(assigned, due, held):
    cohort = Cohort(as_of=CUT_OFF, assigned_in=MAY, due_in=MAY)
    assert (cohort.standing(task(assigned, due)) is not None) is held


@pytest.mark.parametrize(
    ("granted", "in_may", "in_june"),
    [
        pytest.param("2021-05-31", None, Standing.PENDING, id="granted-on-the-cut-off"),
        pytest.param("2021-06-01", Standing.OVERDUE, None, id="granted-the-day-after"),
        pytest.param(None, None, Standing.PENDING, id="no-grant-date"),
    ],
)
def test_a_task_is_due_in_the_period_of_the_due_date_known_at_the_cut_off(granted, in_may, in_june):
    extended = task(due="2021-05-20", extended="2021-06-10", granted=granted)
    assert Cohort(as_of=CUT_OFF, due_in=MAY).standing(extended) is in_may
    assert Cohort(as_of=CUT_OFF, due_in=Period.month(2021, 6)).standing(extended) is in_june


@pytest.mark.parametrize(
    ("withdrawn", "standing"),
    [
        pytest.param("2021-05-30", Standing.WITHDRAWN, id="day-before-the-cut-off"),
        pytest.param("2021-05-31", Standing.WITHDRAWN, id="on-the-cut-off"),
        pytest.param("2021-06-01", Standing.OVERDUE, id="day-after-the-cut-off"),
    ],
)
def test_withdrawn_by_the_cut_off_is_counted_apart(withdrawn, standing):
    gone = task(due="2021-05-20", withdrawn=withdrawn)
    cohort = Cohort(as_of=CUT_OFF, due_in=MAY)
    assert cohort.standing(gone) is standing
    counted = tally([gone], cohort)
    assert (counted.withdrawn, counted.total) == ((1, 0) if standing is Standing.WITHDRAWN else (0, 1))


def test_withdrawn_counts_only_in_the_cohorts_that_the_task_was_of():
    assert Cohort(as_of=CUT_OFF, due_in=MAY).standing(task(due="2021-06-20", withdrawn="2021-05-20")) is None
    assert Cohort(as_of=CUT_OFF, assigned_in=MAY).standing(task(withdrawn="2021-05-20")) is None


@pytest.mark.parametrize(
    ("policy", "finished", "standing"),
    [
        pytest.param(UndatedPolicy.COUNTED, "2021-05-20", Standing.ON_TIME_UNDATED, id="counted-completed"),
        pytest.param(UndatedPolicy.COUNTED, None, Standing.PENDING_UNDATED, id="counted-unfinished"),
        pytest.param(UndatedPolicy.APART, "2021-05-20", Standing.ON_TIME_UNDATED, id="apart-completed"),
        pytest.param(UndatedPolicy.APART, None, Standing.PENDING_UNDATED, id="apart-unfinished"),
        pytest.param(UndatedPolicy.LEFT_OUT, "2021-05-20", Standing.LEFT_OUT, id="left-out-completed"),
        pytest.param(UndatedPolicy.LEFT_OUT, None, Standing.LEFT_OUT, id="left-out-unfinished"),
    ],
)
def test_undated_policies(policy, finished, standing):
    cohort = Cohort(as_of=CUT_OFF, rules=Rules(undated=policy))
    assert cohort.standing(task(completed=finished)) is standing
    assert cohort.standing(task(withdrawn="2021-05-20")) is Standing.WITHDRAWN
    assert cohort.standing(task(due="2021-05-20", completed=finished)) in (Standing.ON_TIME, Standing.OVERDUE)


def test_left_out_is_known_by_the_due_date_at_the_cut_off():
    given_a_date = task(extended="2021-06-10", granted="2021-05-20")
    rules = Rules(undated=UndatedPolicy.LEFT_OUT)
    assert Cohort(as_of=dt.date(2021, 5, 19), rules=rules).standing(given_a_date) is Standing.LEFT_OUT
    assert Cohort(as_of=dt.date(2021, 5, 20), rules=rules).standing(given_a_date) is Standing.PENDING


A_TASK_IN_EACH_STANDING = [
    task(due="2021-05-20", completed="2021-05-20"),
    *[task(completed="2021-05-20")] * 2,
    *[task(due="2021-05-19", completed="2021-05-20")] * 4,
    *[task(due="2021-06-20")] * 8,
    *[task()] * 16,
    *[task(due="2021-05-19")] * 32,
    *[task(withdrawn="2021-05-20")] * 64,
]


def test_a_tally_counts_each_standing_once():
    counted = tally(A_TASK_IN_EACH_STANDING, Cohort(as_of=CUT_OFF))
    assert counted == Tally(
        on_time=3, late=4, pending=24, overdue=32, undated_completed=2, undated_unfinished=16, withdrawn=64
    )
    assert (counted.completed, counted.unfinished, counted.total) == (7, 56, 63)
    assert existing(counted) == 127
    assert counted.dated == Tally(on_time=1, late=4, pending=8, overdue=32, withdrawn=64)


def test_a_tally_that_leaves_the_undated_out_counts_them_still():
    counted = tally(A_TASK_IN_EACH_STANDING, Cohort(as_of=CUT_OFF, rules=Rules(undated=UndatedPolicy.LEFT_OUT)))
    assert counted == Tally(on_time=1, late=4, pending=8, overdue=32, withdrawn=64, left_out=18)
    assert (counted.total, existing(counted)) == (45, 127)


def test_the_parts_of_a_cohort_are_what_the_tally_counts():
    counted = tally(A_TASK_IN_EACH_STANDING, Cohort(as_of=CUT_OFF))
    assert {name: getattr(counted, name) for name in PARTS} == {
        "total": 63,
        "completed": 7,
        "on_time": 3,
        "late": 4,
        "unfinished": 56,
        "pending": 24,
        "overdue": 32,
        "undated_completed": 2,
        "undated_unfinished": 16,
        "withdrawn": 64,
        "left_out": 0,
    }
    for name in PARTS:
        figure = Figure(name=name, cohort=Cohort(as_of=CUT_OFF), part=name, count=0)
        assert sum(map(figure.counts, A_TASK_IN_EACH_STANDING)) == getattr(counted, name)


def test_tallies_add_count_by_count():
    one = Tally(on_time=1, late=2, pending=3, overdue=4, undated_completed=1, undated_unfinished=2, withdrawn=5)
    other = attrs.evolve(one, left_out=7)
    assert one + other == Tally(
        on_time=2,
        late=4,
        pending=6,
        overdue=8,
        undated_completed=2,
        undated_unfinished=4,
        withdrawn=10,
        left_out=7,
    )
    assert sum([one], Tally()) == one


def test_a_tally_adds_to_nothing_else():
    with pytest.raises(TypeError):
        Tally() + 1


def test_a_figure_of_one_agency_counts_only_its_tasks():
    of_all = Figure(name="total", cohort=Cohort(as_of=CUT_OFF), part="total", count=0)
    of_one = attrs.evolve(of_all, agency="Sở Tài chính")
    of_none = attrs.evolve(of_all, agency="")
    assert [figure.counts(task(agency="Sở Tài chính")) for figure in (of_all, of_one, of_none)] == [True, True, False]
    assert [figure.counts(task()) for figure in (of_all, of_one, of_none)] == [True, False, True]


def test_a_figure_counts_no_task_outside_its_cohort():
    for part in PARTS:
        figure = Figure(name=part, cohort=Cohort(as_of=CUT_OFF), part=part, count=0)
        assert not figure.counts(task(assigned="2021-06-01"))


def test_a_part_that_no_tally_has_is_refused():
    with pytest.raises(UnknownFigure, match=r"no part 'done'; there are total, completed, on_time, late"):
        Figure(name="done", cohort=Cohort(as_of=CUT_OFF), part="done", count=0)
