"""Counting many tasks with few judgements: tasks that no cohort can tell apart are of one kind, and judged once.

Any engine can sort tasks into kinds: it needs the turning days only. What becomes of a kind is decided here, by
`Cohort.standing`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Self

import attrs

from taskstats.rules import Rules, days_open_past_due, due_dates
from taskstats.tallies import Cohort, Standing, Tally
from taskstats.tasks import Task


@attrs.frozen(kw_only=True)
class TurningDays:
    """The days on which an answer of some cohorts changes, for each date of a task; ascending.

    Two tasks are of one kind when each date of the one lies in the same stretch between turning days as that of the
    other, or both have none; and when both were completed within `forgiven_days` of their due dates, or both were
    not. The due date is the one known at a cut-off: all this holds at each of `cut_offs`. The agency does not matter.
    """

    cut_offs: tuple[dt.date, ...]
    assigned_on: tuple[dt.date, ...]
    due_on: tuple[dt.date, ...]
    completed_on: tuple[dt.date, ...]
    withdrawn_on: tuple[dt.date, ...]
    forgiven_days: int

    @classmethod
    def of(cls, cohorts: Sequence[Cohort]) -> Self:
        """The turning days of one or more cohorts. Raises ValueError unless they share one set of rules."""
        rules = cohorts[0].rules
        if any(cohort.rules != rules for cohort in cohorts):
            raise ValueError("cohorts that are counted in one pass have one set of rules")
        cut_offs = sorted({cohort.as_of for cohort in cohorts})
        closes = {*cut_offs, *(cohort.open_at for cohort in cohorts if cohort.open_at is not None)}
        known = [day.toordinal() + 1 for day in closes]  # what happened on a day is known at its close
        spans = {
            "assigned_on": (cohort.assigned_in for cohort in cohorts),
            "due_on": (cohort.due_in for cohort in cohorts),
            "completed_on": (cohort.completed_in for cohort in cohorts),
            "withdrawn_on": (cohort.withdrawn_in for cohort in cohorts),
        }
        ends = {
            name: [day for span in found if span for day in (span.first.toordinal(), span.last.toordinal() + 1)]
            for name, found in spans.items()
        }
        return cls(
            cut_offs=tuple(cut_offs),
            assigned_on=_days(known + ends["assigned_on"]),
            due_on=_days([_first_due_day_still_pending(cut_off, rules) for cut_off in cut_offs] + ends["due_on"]),
            completed_on=_days(known + ends["completed_on"]),
            withdrawn_on=_days(known + ends["withdrawn_on"]),
            forgiven_days=_first(range(_LAST_DAY + 1), lambda days: not rules.forgives(days)) - 1,
        )


_LAST_DAY = dt.date.max.toordinal()


def _days(ordinals: Iterable[int]) -> tuple[dt.date, ...]:
    return tuple(dt.date.fromordinal(day) for day in sorted(set(ordinals)) if day <= _LAST_DAY)


def _first_due_day_still_pending(cut_off: dt.date, rules: Rules) -> int:
    def pending(due_on: int) -> bool:
        return rules.forgives(days_open_past_due(dt.date.fromordinal(due_on), cut_off, rules))

    return _first(range(1, _LAST_DAY + 1), pending)


def _first(numbers: range, holds: Callable[[int], bool]) -> int:
    """The first number from which on something holds; the one after the last where it never does."""
    return numbers.start + bisect_left(numbers, True, key=holds)


def judge(cohorts: Sequence[Cohort], kinds: Iterable[tuple[Task, Mapping[str, int]]]) -> Sequence[Mapping[str, Tally]]:
    """The tally of each cohort by agency, from one task of each kind and the number of its tasks by agency."""
    judged: defaultdict[tuple[Standing | None, ...], Counter[str]] = defaultdict(Counter)
    for task, agencies in kinds:
        judged[tuple(cohort.standing(task) for cohort in cohorts)].update(agencies)
    return [
        _tallies((standings[place], agencies) for standings, agencies in judged.items())
        for place in range(len(cohorts))
    ]


def _tallies(counted: Iterable[tuple[Standing | None, Mapping[str, int]]]) -> Mapping[str, Tally]:
    by_agency: defaultdict[str, dict[Standing, int]] = defaultdict(dict)
    for standing, agencies in counted:
        if standing is not None:
            for agency, count in agencies.items():
                counts = by_agency[agency]
                counts[standing] = counts.get(standing, 0) + count
    tally_of = _TallyOf()
    return {agency: tally_of[tuple(counts.items())] for agency, counts in by_agency.items()}


class _TallyOf(dict[tuple[tuple[Standing, int], ...], Tally]):
    """The tally of some counts; of many agencies with few tasks each, most have the same counts."""

    def __missing__(self, counts: tuple[tuple[Standing, int], ...]) -> Tally:
        tally = self[counts] = Tally.of(dict(counts))
        return tally


def sort_into_kinds(tasks: Iterable[Task], cohorts: Sequence[Cohort]) -> Sequence[Sequence[Task]]:
    """Tasks in memory, those of one kind together. Raises ValueError unless the cohorts share one set of rules."""
    turning, rules = TurningDays.of(cohorts), cohorts[0].rules
    assigned, known, course = _Stretches(turning.assigned_on), _Known(turning.cut_offs), _Courses(turning)
    never = len(turning.cut_offs)
    kinds: defaultdict[Hashable, list[Task]] = defaultdict(list)
    for task in tasks:
        completed_on, withdrawn_on = task.completed_on, task.withdrawn_on
        key: Hashable
        if task.extensions:
            courses: list[int] = []
            later = never
            for known_on, due_on in reversed(due_dates(task, rules)):
                if (cut_off := known[known_on]) < later:  # else replaced before any cut-off
                    courses += course[due_on, completed_on, withdrawn_on], cut_off
                    later = cut_off
            key = assigned[task.assigned_on], *courses
        else:
            key = assigned[task.assigned_on], course[task.due_on, completed_on, withdrawn_on], 0
        kinds[key].append(task)
    return tuple(kinds.values())


class _Stretches(dict[dt.date | None, int]):
    """In which stretch between turning days a date lies; worked out once for each distinct date."""

    def __init__(self, turning_days: Sequence[dt.date]) -> None:
        super().__init__({None: -1})
        self._turning_days = turning_days

    def __missing__(self, day: dt.date) -> int:
        stretch = self[day] = bisect_right(self._turning_days, day)
        return stretch


class _Known(dict[dt.date, int]):
    """At which cut-off something that happened on a day is first known, by its place among them."""

    def __init__(self, cut_offs: Sequence[dt.date]) -> None:
        self._cut_offs = cut_offs

    def __missing__(self, day: dt.date) -> int:
        place = self[day] = bisect_left(self._cut_offs, day)
        return place


class _Courses(dict[tuple[dt.date | None, dt.date | None, dt.date | None], int]):
    """A number for what no cohort can tell apart in (due_on, completed_on, withdrawn_on)."""

    def __init__(self, turning: TurningDays) -> None:
        self._due, self._completed, self._withdrawn = map(
            _Stretches, (turning.due_on, turning.completed_on, turning.withdrawn_on)
        )
        self._forgiven_days = turning.forgiven_days
        self._numbers: dict[tuple[int, int, int, bool], int] = {}

    def __missing__(self, dates: tuple[dt.date | None, dt.date | None, dt.date | None]) -> int:
        due_on, completed_on, withdrawn_on = dates
        late = due_on is not None and completed_on is not None and (completed_on - due_on).days > self._forgiven_days
        course = self._due[due_on], self._completed[completed_on], self._withdrawn[withdrawn_on], late
        number = self[dates] = self._numbers.setdefault(course, len(self._numbers))
        return number
