"""A task book answers the two questions a report asks of its tasks: how many, and which."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol, runtime_checkable

from taskstats.rules import Rules, due_date
from taskstats.tallies import Cohort, Figure, Standing, Tally
from taskstats.tasks import Task


@runtime_checkable
class TaskBook(Protocol):
    """Tasks somewhere: in memory, in a data frame, in a database."""

    def tallies(self, cohorts: Sequence[Cohort]) -> Sequence[Mapping[str, Tally]]:
        """The tally of each cohort by agency, in one pass over the data; the cohorts are counted by one set of rules.

        Agencies of which a cohort holds nothing may be absent.
        """
        ...

    def tasks(self, figure: Figure) -> Sequence[Task]:
        """The tasks that a figure counts, in `reading_order`."""
        ...


def reading_order(tasks: Iterable[Task], cohort: Cohort) -> list[Task]:
    """Tasks by due date (undated last), agency, day of assignment, document, id, then everything else.

    One order for every book, whatever the order of its data.
    """

    def key(task: Task) -> tuple[object, ...]:
        due_on = due_date(task, cohort.as_of, cohort.rules) or dt.date.max
        return due_on, task.agency, task.assigned_on, task.document, task.id, task.title, _Whole(task)

    return sorted(tasks, key=key)


class _Whole:
    """A task as the last thing to order by: its text is made only where everything before it is equal."""

    __slots__ = ("_task",)
    __hash__ = None  # type: ignore[assignment]  # it is only compared

    def __init__(self, task: Task) -> None:
        self._task = task

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and repr(self._task) == repr(other._task)

    def __lt__(self, other: _Whole) -> bool:
        return repr(self._task) < repr(other._task)


class MemoryBook:
    """A task book over tasks in memory: the tasks that were given, sorted into kinds."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = tuple(tasks)
        self._cohorts: tuple[Cohort, ...] = ()
        self._kinds: Sequence[Sequence[Task]] = ()

    def tallies(self, cohorts: Sequence[Cohort]) -> Sequence[Mapping[str, Tally]]:
        """See TaskBook. Tasks that no cohort can tell apart are counted together and judged once, by `standing`."""
        self._sort(cohorts)
        found: list[dict[str, dict[Standing, int]]] = [{} for _ in cohorts]
        for kind in self._kinds:
            task, count = kind[0], len(kind)
            for cohort, by_agency in zip(cohorts, found, strict=True):
                standing = cohort.standing(task)
                if standing is not None:
                    standings = by_agency.setdefault(task.agency, {})
                    standings[standing] = standings.get(standing, 0) + count
        return [{agency: Tally.of(counts) for agency, counts in by_agency.items()} for by_agency in found]

    def tasks(self, figure: Figure) -> Sequence[Task]:
        """See TaskBook."""
        if figure.cohort not in self._cohorts:
            self._sort((figure.cohort,))
        counted = (kind for kind in self._kinds if figure.counts(kind[0]))
        return reading_order(chain.from_iterable(counted), figure.cohort)

    def _sort(self, cohorts: Sequence[Cohort]) -> None:
        self._cohorts, self._kinds = tuple(cohorts), _kinds(self._tasks, cohorts) if cohorts else ()


def _kinds(tasks: Sequence[Task], cohorts: Sequence[Cohort]) -> Sequence[Sequence[Task]]:
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
