"""Sorting tasks into kinds that no cohort can tell apart."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from taskstats.rules import Rules
from taskstats.tallies import Cohort
from taskstats.tasks import Task


def sort_into_kinds(tasks: Sequence[Task], cohorts: Sequence[Cohort]) -> Sequence[Sequence[Task]]:
    """Tasks sorted into kinds that none of the cohorts can tell apart; the judgement itself is `Cohort.standing`.

    Two tasks are of a kind when they have one agency, their dates lie in the same stretches between turning days, and
    they were completed on the same side of due date and grace. A task with extensions is a kind of its own: its due
    date moves.
    """
    if len({cohort.rules for cohort in cohorts}) > 1:
        raise ValueError("cohorts that are counted in one pass have one set of rules")
    stretch = _Stretches(_turning_days(cohorts))
    last_good_day = _LastGoodDays(cohorts[0].rules)
    kinds: defaultdict[Hashable, list[Task]] = defaultdict(list)
    for task in tasks:
        due_on, completed_on = task.due_on, task.completed_on
        key: Hashable
        if task.extensions:
            key = id(task)
        elif completed_on is None:
            key = task.agency, stretch[task.assigned_on], stretch[due_on], stretch[task.withdrawn_on]
        else:  # so never withdrawn
            late = completed_on > last_good_day[due_on]
            key = task.agency, stretch[task.assigned_on], stretch[due_on], stretch[completed_on], late
        kinds[key].append(task)
    return tuple(kinds.values())


class _Stretches(dict[dt.date | None, int]):
    """In which stretch between turning days a date lies; worked out once for each distinct date."""

    def __init__(self, turning_days: Iterable[int]) -> None:
        super().__init__({None: -1})
        self._turning_days = sorted(set(turning_days))

    def __missing__(self, day: dt.date) -> int:
        stretch = self[day] = bisect_right(self._turning_days, day.toordinal())
        return stretch


class _LastGoodDays(dict[dt.date | None, dt.date]):
    """The last day on which a completion is still on time, for each distinct due date; every day without one."""

    def __init__(self, rules: Rules) -> None:
        super().__init__({None: dt.date.max})
        self._grace = rules.grace_days

    def __missing__(self, due_on: dt.date) -> dt.date:
        ordinal = min(due_on.toordinal() + self._grace, dt.date.max.toordinal())
        day = self[due_on] = dt.date.fromordinal(ordinal)
        return day


def _turning_days(cohorts: Iterable[Cohort]) -> Iterable[int]:
    """Every day (as an ordinal) from which on some question of `standing` is answered differently."""
    for cohort in cohorts:
        as_of = cohort.as_of.toordinal()
        yield as_of + 1  # assigned, completed by then?
        yield as_of + (0 if cohort.rules.day_running else 1) - cohort.rules.grace_days  # due too early to be pending?
        for span in (cohort.assigned_in, cohort.due_in):
            if span is not None:
                yield span.first.toordinal()
                yield span.last.toordinal() + 1
