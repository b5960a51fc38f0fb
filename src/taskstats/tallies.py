"""Counting: which tasks a cohort holds, how each stands in it, and the tally of them."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from operator import add, attrgetter, mul

import attrs

from taskstats import rules as judge
from taskstats.periods import Period
from taskstats.rules import Rules, Status, UndatedPolicy
from taskstats.tasks import Task


class Standing(enum.Enum):
    """How one task stands in a cohort that it belongs to. The first six make up the total."""

    ON_TIME = enum.auto()
    ON_TIME_UNDATED = enum.auto()
    LATE = enum.auto()
    PENDING = enum.auto()
    PENDING_UNDATED = enum.auto()
    OVERDUE = enum.auto()
    WITHDRAWN = enum.auto()
    LEFT_OUT = enum.auto()

    # Members are single objects; enum's own __hash__ hashes the name anew at every count.
    __hash__ = object.__hash__


def _parts() -> dict[str, frozenset[Standing]]:
    s = Standing
    on_time, pending = {s.ON_TIME, s.ON_TIME_UNDATED}, {s.PENDING, s.PENDING_UNDATED}
    done, open_ = on_time | {s.LATE}, pending | {s.OVERDUE}
    sets = {
        "total": done | open_,
        "completed": done,
        "on_time": on_time,
        "late": {s.LATE},
        "unfinished": open_,
        "pending": pending,
        "overdue": {s.OVERDUE},
        "undated_completed": {s.ON_TIME_UNDATED},
        "undated_unfinished": {s.PENDING_UNDATED},
        "withdrawn": {s.WITHDRAWN},
        "left_out": {s.LEFT_OUT},
    }
    return {name: frozenset(standings) for name, standings in sets.items()}


PARTS: Mapping[str, frozenset[Standing]] = _parts()
"""The countable parts of a cohort, by name: what a tally's attribute of that name counts."""


@attrs.frozen(kw_only=True)
class Cohort:
    """The tasks that existed at the close of `as_of`, narrowed by any of five conditions, or by several at once.

    Without one it holds every task that existed: its unfinished part is what was *open at* `as_of`. A due date is the
    one known at `as_of`; what was completed or withdrawn in a span was so by `as_of`. `open_at` keeps what had been
    assigned by the close of that day, and neither completed nor withdrawn. All six are independent of each other.
    """

    as_of: dt.date
    rules: Rules = Rules()
    assigned_in: Period | None = None
    due_in: Period | None = None
    completed_in: Period | None = None
    withdrawn_in: Period | None = None
    open_at: dt.date | None = None

    def standing(self, task: Task) -> Standing | None:
        """How the task stands in this cohort; None when it is not in it."""
        if not judge.exists(task, self.as_of):
            return None
        if self.assigned_in is not None and task.assigned_on not in self.assigned_in:
            return None
        if self.completed_in is not None and not _within(self.completed_in, task.completed_on, self.as_of):
            return None
        if self.withdrawn_in is not None and not _within(self.withdrawn_in, task.withdrawn_on, self.as_of):
            return None
        if self.open_at is not None and not _was_open(task, self.open_at):
            return None
        due_on = judge.due_date(task, self.as_of, self.rules)
        if self.due_in is not None and (due_on is None or due_on not in self.due_in):
            return None
        if judge.withdrawn(task, self.as_of):
            return Standing.WITHDRAWN
        if due_on is None and self.rules.undated is UndatedPolicy.LEFT_OUT:
            return Standing.LEFT_OUT
        return _STANDINGS[judge.classify(task, self.as_of, self.rules), due_on is None]


def _within(span: Period, day: dt.date | None, as_of: dt.date) -> bool:
    return day is not None and day <= as_of and day in span


def _was_open(task: Task, day: dt.date) -> bool:
    return judge.exists(task, day) and not judge.completed(task, day) and not judge.withdrawn(task, day)


_STANDINGS = {
    (Status.ON_TIME, False): Standing.ON_TIME,
    (Status.ON_TIME, True): Standing.ON_TIME_UNDATED,
    (Status.LATE, False): Standing.LATE,
    (Status.PENDING, False): Standing.PENDING,
    (Status.PENDING, True): Standing.PENDING_UNDATED,
    (Status.OVERDUE, False): Standing.OVERDUE,
}


@attrs.frozen
class Tally:
    """Counts of tasks in a cohort. Totals are derived, never stored, so they cannot disagree.

    `undated_completed` of `on_time` and `undated_unfinished` of `pending` have no due date. `withdrawn` and `left_out`
    stand beside the total, not in it. Tallies of disjoint lists add up with `+`.
    """

    on_time: int = 0
    late: int = 0
    pending: int = 0
    overdue: int = 0
    undated_completed: int = 0
    undated_unfinished: int = 0
    withdrawn: int = 0
    left_out: int = 0

    @property
    def completed(self) -> int:
        """On time and late together."""
        return self.on_time + self.late

    @property
    def unfinished(self) -> int:
        """Pending and overdue together."""
        return self.pending + self.overdue

    @property
    def total(self) -> int:
        """All four states together."""
        return self.completed + self.unfinished

    @property
    def dated(self) -> Tally:
        """The same counts without the undated tasks."""
        return attrs.evolve(
            self,
            on_time=self.on_time - self.undated_completed,
            pending=self.pending - self.undated_unfinished,
            undated_completed=0,
            undated_unfinished=0,
        )

    def __add__(self, other: Tally) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(*map(add, stored_counts(self), stored_counts(other)))

    @classmethod
    def of(cls, counts: Mapping[Standing, int]) -> Tally:
        """The tally of so many tasks in each standing."""
        return cls(*(sum(counts.get(standing, 0) for standing in PARTS[name]) for name in STORED))

    @classmethod
    def sum(cls, tallies: Iterable[Tally]) -> Tally:
        """The sum of many tallies, in one go."""
        found = tuple(tallies)
        times = Counter(map(id, found))  # of many agencies most share a few tallies
        distinct = dict(zip(map(id, found), found, strict=True))
        if not found:
            return cls()
        columns = zip(*map(stored_counts, distinct.values()), strict=True)
        return cls(*(sum(map(mul, counts, times.values())) for counts in columns))


STORED: tuple[str, ...] = tuple(field.name for field in attrs.fields(Tally))
"""The counts that a tally stores; everything else is derived from them."""

stored_counts = attrgetter(*STORED)
"""The counts of a tally in the order of STORED."""


def tally(tasks: Iterable[Task], cohort: Cohort) -> Tally:
    """The tally of a cohort, task by task: the plain statement of what every book must agree with."""
    counts: dict[Standing, int] = {}
    for task in tasks:
        standing = cohort.standing(task)
        if standing is not None:
            counts[standing] = counts.get(standing, 0) + 1
    return Tally.of(counts)


def existing(tally: Tally) -> int:
    """Every task behind a tally, with those that stand beside its total."""
    return tally.total + tally.withdrawn + tally.left_out
