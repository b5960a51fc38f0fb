"""A task book answers the two questions a report asks of its tasks: how many, and which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from taskstats.figures import Figure
from taskstats.rules import due_date
from taskstats.tallies import Cohort, Tally
from taskstats.tasks import Task


@runtime_checkable
class TaskBook(Protocol):
    """Tasks somewhere: in memory, in a data frame, in a database."""

    def tallies(self, cohorts: Sequence[Cohort]) -> Mapping[str, Sequence[Tally]]:
        """The tallies of each agency, one a cohort, in one pass over the data; the cohorts share one set of rules.

        Agencies of which no cohort holds a task may be absent.
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
