"""The one rule of classification: two yes/no questions, four states (docs/reference/definitions.md)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import attrs

from taskstats.errors import InvalidRules
from taskstats.tasks import Extension, Task


class Status(enum.Enum):
    """The four states of a task that exists at the cut-off and is not withdrawn."""

    ON_TIME = "on_time"
    LATE = "late"
    PENDING = "pending"
    OVERDUE = "overdue"


class ExtensionPolicy(enum.Enum):
    """Which extensions move the due date."""

    HONOURED = "honoured"
    IN_TIME = "in-time"
    """Only those granted before the date that they replace had passed: on that date at the latest."""
    IGNORED = "ignored"


class UndatedPolicy(enum.Enum):
    """What becomes of tasks without a due date. A tally always carries their number."""

    COUNTED = "counted"
    """Counted with the others: on time when completed, pending when not."""
    APART = "apart"
    """Counted, but printed on their own: printed shares and states are those of the dated tasks."""
    LEFT_OUT = "left-out"
    """In no cohort's total; counted in `Tally.left_out`, so that nothing disappears."""


@attrs.frozen(kw_only=True)
class Rules:
    """How an office counts. Raises InvalidRules for a negative grace.

    `grace_days`: days after the due date that still count as on time. `day_running`: the cut-off day is not over yet
    (a live dashboard), so a task due on it is not overdue.
    """

    grace_days: int = 0
    day_running: bool = False
    extensions: ExtensionPolicy = ExtensionPolicy.HONOURED
    undated: UndatedPolicy = UndatedPolicy.COUNTED

    def __attrs_post_init__(self) -> None:
        if self.grace_days < 0:
            raise InvalidRules(f"grace_days is {self.grace_days}; it counts days after the due date, so 0 or more")

    def forgives(self, days: int) -> bool:
        """Whether so many days past the due date still count as on time."""
        return days <= self.grace_days


def exists(task: Task, as_of: dt.date) -> bool:
    """Whether the task had been assigned by the close of `as_of`."""
    return task.assigned_on <= as_of


def withdrawn(task: Task, as_of: dt.date) -> bool:
    """Whether the task had left the list uncompleted by the close of `as_of`."""
    return task.withdrawn_on is not None and task.withdrawn_on <= as_of


def completed(task: Task, as_of: dt.date) -> bool:
    """Whether the task had been completed by the close of `as_of`."""
    return task.completed_on is not None and task.completed_on <= as_of


def due_date(task: Task, as_of: dt.date, rules: Rules) -> dt.date | None:
    """The due date as known at the close of `as_of`: the latest-granted extension's, else the original one.

    An extension granted after `as_of` or after the completion does not count. One without a grant date always does,
    as the earliest. Of two granted on one day the later due date counts: their order never matters.
    """
    if not task.extensions:
        return task.due_on
    return [due_on for known_on, due_on in due_dates(task, rules) if known_on <= as_of][-1]


def due_dates(task: Task, rules: Rules) -> list[tuple[dt.date, dt.date | None]]:
    """The successive due dates of a task, each with the day at whose close it is first known; `date.min`: always."""
    due_on, completed_on = task.due_on, task.completed_on
    found = [(dt.date.min, due_on)]
    if rules.extensions is ExtensionPolicy.IGNORED:
        return found
    in_time_only = rules.extensions is ExtensionPolicy.IN_TIME
    for extension in task.extensions if len(task.extensions) == 1 else _last_of_each_day(task.extensions):
        granted_on = extension.granted_on
        if granted_on is None:
            granted_on = dt.date.min
        elif (completed_on is not None and granted_on > completed_on) or (
            in_time_only and due_on is not None and granted_on > due_on
        ):
            continue
        due_on = extension.due_on
        found.append((granted_on, due_on))
    return found


def _last_of_each_day(extensions: Iterable[Extension]) -> Iterable[Extension]:
    """Those that count among extensions granted on one day, in the order of their grants."""
    in_order = sorted(extensions, key=lambda extension: (extension.granted_on or dt.date.min, extension.due_on))
    return {extension.granted_on: extension for extension in in_order}.values()


def classify(task: Task, as_of: dt.date, rules: Rules) -> Status:
    """The state of a task at the cut-off. The task exists then and is not withdrawn: see `exists`, `withdrawn`."""
    is_completed = completed(task, as_of)
    if past_due(task, as_of, rules):
        return Status.LATE if is_completed else Status.OVERDUE
    return Status.ON_TIME if is_completed else Status.PENDING


def past_due(task: Task, as_of: dt.date, rules: Rules) -> bool:
    """Whether the clock stopped after the due date and its grace; never for a task without a due date."""
    days = days_past_due(task, as_of, rules)
    return days is not None and not rules.forgives(days)


def days_past_due(task: Task, as_of: dt.date, rules: Rules) -> int | None:
    """Days from the due date to where the clock stopped, negative before it; None without a due date.

    The clock stops at completion; for the unfinished it runs past the closed day, or to the day still running.
    """
    due_on = due_date(task, as_of, rules)
    if due_on is None:
        return None
    if task.completed_on is not None and task.completed_on <= as_of:
        return (task.completed_on - due_on).days
    return days_open_past_due(due_on, as_of, rules)


def days_open_past_due(due_on: dt.date, as_of: dt.date, rules: Rules) -> int:
    """The same days for a task that is still unfinished at the cut-off."""
    return (as_of - due_on).days + (0 if rules.day_running else 1)
