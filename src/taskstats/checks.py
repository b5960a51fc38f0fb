"""Process checks computed from the tasks; each is off by default (docs/reference/definitions.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from taskstats.errors import InvalidRules
from taskstats.periods import Period
from taskstats.rules import completed, withdrawn
from taskstats.tasks import Task


@attrs.frozen(kw_only=True)
class Checks:
    """Which process checks to make; none by default. Raises InvalidRules if a number of days is negative.

    `no_result_document`: finds tasks completed in the period without a result document. `recorded_after_days`: finds
    completions recorded in the period more than this many days after them. `silent_days`: finds tasks unfinished at the
    cut-off and not updated for more than this many days, counted from the assignment if never updated.
    """

    no_result_document: bool = False
    recorded_after_days: int | None = None
    silent_days: int | None = None

    def __attrs_post_init__(self) -> None:
        for name in ("recorded_after_days", "silent_days"):
            days = getattr(self, name)
            if days is not None and days < 0:
                raise InvalidRules(f"{name} is {days}; it counts days, so 0 or more")

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the checks that are on, in the order of the report."""
        off = (None, False)
        return tuple(name for name in _CHECKS if not any(getattr(self, name) is value for value in off))


def run_checks(tasks: Iterable[Task], checks: Checks, period: Period, as_of: dt.date) -> Mapping[str, Sequence[Task]]:
    """For each check that is on, the tasks that it finds, in the order given.

    Tasks that were withdrawn, or not yet assigned, at the close of `as_of` are never found.
    """
    there = [task for task in tasks if not withdrawn(task, as_of)]
    return {
        name: tuple(task for task in there if _CHECKS[name](task, getattr(checks, name), period, as_of))
        for name in checks.asked
    }


def _no_result_document(task: Task, _: object, period: Period, as_of: dt.date) -> bool:
    done = task.completed_on
    return done is not None and done <= as_of and done in period and not task.result_document


def _recorded_late(task: Task, days: int, period: Period, as_of: dt.date) -> bool:
    done, recorded = task.completed_on, task.recorded_on
    if done is None or recorded is None or recorded > as_of:
        return False
    return recorded in period and (recorded - done).days > days


def _silent(task: Task, days: int, _: object, as_of: dt.date) -> bool:
    return (
        not completed(task, as_of) and (as_of - max(task.assigned_on, task.updated_on or task.assigned_on)).days > days
    )


_CHECKS: Mapping[str, Callable[[Task, int, Period, dt.date], bool]] = {
    "no_result_document": _no_result_document,
    "recorded_after_days": _recorded_late,
    "silent_days": _silent,
}
