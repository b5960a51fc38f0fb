"""Counting many tasks with few judgements: tasks that no cohort can tell apart are of one kind, and judged once.

Any engine can sort tasks into kinds: it needs the turning days only. What becomes of a kind is decided here, by
`Cohort.standing`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from struct import Struct
from typing import Self

import attrs

from taskstats.rules import Rules, counted_extensions, days_open_past_due
from taskstats.tallies import PARTS, STORED, Cohort, Standing, Tally
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


def judge(
    cohorts: Sequence[Cohort], kinds: Iterable[tuple[Task, Mapping[str, int] | Iterable[str]]]
) -> Mapping[str, Sequence[Tally]]:
    """The tallies of each agency, one a cohort, from one task of each kind and the agencies of all its tasks.

    Agencies come with their numbers of tasks, or once for each task.
    """
    judged: defaultdict[tuple[Standing | None, ...], Counter[str]] = defaultdict(Counter)
    for task, agencies in kinds:
        judged[tuple(cohort.standing(task) for cohort in cohorts)].update(agencies)
    numbers_of: defaultdict[str, list[int]] = defaultdict(list)
    for outcome, agencies in enumerate(judged.values()):
        for agency, count in agencies.items():
            numbers_of[agency] += outcome, count
    rows: dict[tuple[int, ...], int] = {}  # of many agencies with few tasks each, most have the same numbers
    row_of = {agency: rows.setdefault(tuple(numbers), len(rows)) for agency, numbers in numbers_of.items()}
    columns = [[0] * len(rows) for _ in judged]  # a column an outcome
    for numbers, row in rows.items():
        for outcome, count in zip(numbers[::2], numbers[1::2], strict=True):
            columns[outcome][row] = count
    tallies = tuple(zip(*_tallies(judged, columns), strict=True))
    return {agency: tallies[row] for agency, row in row_of.items()}


def _tallies(
    outcomes: Iterable[tuple[Standing | None, ...]], columns: Sequence[Sequence[int]]
) -> Iterator[Iterable[Tally]]:
    """Of each cohort in turn the tally of each row.

    An outcome is one task's standing in every cohort; its column has the number of such tasks in each row.
    """
    sum_of = _Sums(columns)
    tally_of: dict[tuple[int, ...], Tally] = {}
    for standings in zip(*outcomes, strict=True):
        counted = [[place for place, standing in enumerate(standings) if standing in PARTS[name]] for name in STORED]
        rows = tuple(zip(*(sum_of[tuple(places)] for places in counted), strict=True))
        tally_of |= {counts: Tally(*counts) for counts in set(rows).difference(tally_of)}
        yield tuple(map(tally_of.__getitem__, rows))


class _Sums(dict[tuple[int, ...], Sequence[int]]):
    """The sum of some columns, row by row; worked out once for each distinct choice of columns."""

    def __init__(self, columns: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self._packed = Struct(f"<{len(columns[0])}Q" if columns else "<")
        # One long integer a column, 64 bits a row, is added to another in one go.
        self._columns = [int.from_bytes(self._packed.pack(*column), "little") for column in columns]

    def __missing__(self, places: tuple[int, ...]) -> Sequence[int]:
        added = sum(self._columns[place] for place in places)
        sums = self[places] = self._packed.unpack(added.to_bytes(self._packed.size, "little"))
        return sums


def sort_into_kinds(tasks: Iterable[Task], cohorts: Sequence[Cohort]) -> Sequence[Sequence[Task]]:
    """Tasks in memory, those of one kind together. Raises ValueError unless the cohorts share one set of rules."""
    turning, rules = TurningDays.of(cohorts), cohorts[0].rules
    assigned, due, completed, withdrawn = map(
        _Stretches, (turning.assigned_on, turning.due_on, turning.completed_on, turning.withdrawn_on)
    )
    known = _Known(turning.cut_offs)
    last_good_day = _LastGoodDays(turning.forgiven_days)
    kinds: defaultdict[Hashable, list[Task]] = defaultdict(list)
    for task in tasks:
        due_on, completed_on = task.due_on, task.completed_on
        later: tuple[Hashable, ...] = ()  # what the due dates known only at later cut-offs tell, the last one first
        if task.extensions:
            replaced = len(turning.cut_offs)  # the cut-off from which on a due date is known to be replaced
            for extension in reversed(counted_extensions(task, rules)):
                cut_off = known[extension.granted_on]
                if cut_off == 0:
                    due_on = extension.due_on
                    break
                if cut_off < replaced:
                    late = completed_on is not None and completed_on > last_good_day[extension.due_on]
                    later += cut_off, due[extension.due_on], late
                    replaced = cut_off
        key: Hashable
        if completed_on is None:
            key = assigned[task.assigned_on], due[due_on], withdrawn[task.withdrawn_on], later
        else:  # so never withdrawn
            late = completed_on > last_good_day[due_on]
            key = assigned[task.assigned_on], due[due_on], completed[completed_on], late, later
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


class _Known(dict[dt.date | None, int]):
    """At which cut-off an extension granted on a day is first known, by its place; without a grant date at all."""

    def __init__(self, cut_offs: Sequence[dt.date]) -> None:
        super().__init__({None: 0})
        self._cut_offs = cut_offs

    def __missing__(self, day: dt.date) -> int:
        place = self[day] = bisect_left(self._cut_offs, day)
        return place


class _LastGoodDays(dict[dt.date | None, dt.date]):
    """The last day on which a completion is still on time, for each distinct due date; every day without one."""

    def __init__(self, forgiven_days: int) -> None:
        super().__init__({None: dt.date.max})
        self._forgiven_days = forgiven_days

    def __missing__(self, due_on: dt.date) -> dt.date:
        day = self[due_on] = dt.date.fromordinal(min(due_on.toordinal() + self._forgiven_days, _LAST_DAY))
        return day
