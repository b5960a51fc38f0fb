"""Sorting tasks into kinds, and judging each kind once whatever its agencies."""

import datetime as dt

import attrs
import pytest

from taskstats import Cohort, Extension, ExtensionPolicy, Period, Rules, Tally, Task, UndatedPolicy, tally
from taskstats.kinds import TurningDays, judge, sort_into_kinds

DAY = dt.timedelta(days=1)
MAY = Period.month(2021, 5)
CUT_OFF = MAY.last


def test_the_turning_days_of_each_column():
    cohorts = [
        Cohort(as_of=CUT_OFF, assigned_in=MAY),
        Cohort(as_of=CUT_OFF, due_in=MAY),
        Cohort(as_of=dt.date.max),
    ]
    assert TurningDays.of(cohorts) == TurningDays(
        cut_offs=(CUT_OFF, dt.date.max),
        assigned_on=(MAY.first, CUT_OFF + DAY),
        due_on=(MAY.first, CUT_OFF + DAY),
        completed_on=(CUT_OFF + DAY,),
        withdrawn_on=(CUT_OFF + DAY,),
        forgiven_days=0,
    )


def test_the_turning_days_of_what_was_open_completed_or_withdrawn():
    year_end = dt.date(2020, 12, 31)
    cohorts = [
        Cohort(as_of=CUT_OFF, open_at=year_end),
        Cohort(as_of=CUT_OFF, completed_in=MAY),
        Cohort(as_of=CUT_OFF, withdrawn_in=Period.month(2021, 4)),
    ]
    turning = TurningDays.of(cohorts)
    assert turning.cut_offs == (CUT_OFF,)
    assert turning.assigned_on == (year_end + DAY, CUT_OFF + DAY)
    assert turning.completed_on == (year_end + DAY, MAY.first, CUT_OFF + DAY)
    assert turning.withdrawn_on == (year_end + DAY, dt.date(2021, 4, 1), MAY.first, CUT_OFF + DAY)
    assert turning.due_on == (CUT_OFF + DAY,)


@pytest.mark.parametrize(
    ("rules", "first_pending"),
    [
        pytest.param(Rules(), CUT_OFF + DAY, id="closed"),
        pytest.param(Rules(day_running=True), CUT_OFF, id="running"),
        pytest.param(Rules(grace_days=3), CUT_OFF - DAY * 2, id="grace"),
    ],
)
def test_rules_move_the_turning_day_of_due_dates(rules, first_pending):
    turning = TurningDays.of([Cohort(as_of=CUT_OFF, rules=rules)])
    assert (turning.due_on, turning.forgiven_days) == ((first_pending,), rules.grace_days)


def test_a_kind_is_judged_once_whatever_the_agency(monkeypatch):
    asked = []
    standing = Cohort.standing
    monkeypatch.setattr(Cohort, "standing", lambda cohort, task: asked.append(task) or standing(cohort, task))
    tasks = [Task(id=str(n), agency=f"agency {n}", assigned_on=MAY.first) for n in range(100)]
    (kind,) = sort_into_kinds(tasks, [Cohort(as_of=CUT_OFF)])
    found = judge([Cohort(as_of=CUT_OFF)], [(kind[0], dict.fromkeys((task.agency for task in kind), 1))])
    assert len(asked) == 1
    assert found == {task.agency: (Tally(pending=1, undated_unfinished=1),) for task in tasks}


def test_kinds_of_one_standing_are_added():
    cohort = Cohort(as_of=CUT_OFF)
    late = Task(id="1", assigned_on=MAY.first, due_on=MAY.first, completed_on=CUT_OFF)
    kinds = [(late, {"a": 2, "b": 1}), (attrs.evolve(late, id="2"), {"a": 3})]
    assert judge([cohort], kinds) == {"a": (Tally(late=5),), "b": (Tally(late=1),)}


@pytest.mark.parametrize("policy", ExtensionPolicy)
@pytest.mark.parametrize("undated", UndatedPolicy)
@pytest.mark.parametrize("due_on", [None, CUT_OFF - DAY, CUT_OFF + DAY])
def test_every_extension_around_three_cut_offs_is_counted_as_if_alone(policy, undated, due_on):
    days = [CUT_OFF + DAY * offset for offset in range(-2, 4)]
    tasks = [
        Task(
            id=f"{granted} {extended} {completed}",
            assigned_on=MAY.first,
            due_on=due_on,
            completed_on=completed,
            extensions=(Extension(extended, granted), Extension(days[4], days[3]))[:count],
        )
        for granted in (None, *days)
        for extended in days
        for completed in (None, *days)
        for count in (1, 2)
    ]
    rules = Rules(extensions=policy, undated=undated, grace_days=1)
    cohorts = [Cohort(as_of=as_of, rules=rules, due_in=due) for as_of in days[1:4] for due in (None, MAY)]
    kinds = sort_into_kinds(tasks, cohorts)
    found = judge(cohorts, [(kind[0], {"": len(kind)}) for kind in kinds])
    assert list(found[""]) == [tally(tasks, cohort) for cohort in cohorts]
    assert len(kinds) < len(tasks) // 4
