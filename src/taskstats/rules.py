"""The one rule of classification: two yes/no questions, four states (docs/reference/definitions.md)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence

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
    """Only those granted no later than the due date that they replace."""
    IGNORED = "ignored"


_HONOURED = ExtensionPolicy.HONOURED  # an enum's attribute is slow to look up for each of a million tasks


class UndatedPolicy(enum.Enum):
    """How tasks without a due date are counted. A tally always gives their number."""

    COUNTED = "counted"
    """Counted with the others: on time when completed, pending when not."""
    APART = "apart"
    """Counted, but printed separately: the printed states and shares are those of dated tasks only."""
    LEFT_OUT = "left-out"
    """Not in a cohort's total; counted in `Tally.left_out` instead, so that no task disappears."""


@attrs.frozen(kw_only=True)
class Rules:
    """How an office counts its tasks. Raises InvalidRules if `grace_days` is negative.

    `grace_days`: how many days after the due date still count as on time. `day_running`: the cut-off day has not ended
    (as on a live dashboard), so a task due on that day is not overdue yet.
    """

    grace_days: int = 0
    day_running: bool = False
    extensions: ExtensionPolicy = ExtensionPolicy.HONOURED
    undated: UndatedPolicy = UndatedPolicy.COUNTED

    def __attrs_post_init__(self) -> None:
        if self.grace_days < 0:
            raise InvalidRules(f"grace_days is {self.grace_days}; it counts days after the due date, so 0 or more")

    def forgives(self, days: int) -> bool:
        """Whether a completion this many days after the due date (negative: before it) counts as on time."""
        return days <= self.grace_days


def exists(task: Task, as_of: dt.date) -> bool:
    """Whether the task had been assigned by the close of `as_of`."""
    return task.assigned_on <= as_of


def withdrawn(task: Task, as_of: dt.date) -> bool:
    """Whether the task had been withdrawn by the close of `as_of`."""
    return task.withdrawn_on is not None and task.withdrawn_on <= as_of


def completed(task: Task, as_of: dt.date) -> bool:
    """Whether the task had been completed by the close of `as_of`."""
    return task.completed_on is not None and task.completed_on <= as_of


def due_date(task: Task, as_of: dt.date, rules: Rules) -> dt.date | None:
    """The due date as known at the close of `as_of`: that of the extension granted last, or else the original one.

    Extensions granted after `as_of` or after the completion do not count. One without a grant date always counts, and
    comes before the others. Of two granted on the same day, the one with the later due date counts.
    """
    if task.extensions:
        for extension in reversed(counted_extensions(task, rules)):
            if extension.granted_on is None or extension.granted_on <= as_of:
                return extension.due_on
    return task.due_on


def counted_extensions(task: Task, rules: Rules) -> Sequence[Extension]:
    """The extensions that move a task's due date once they are granted: at most one a day, earliest grant first."""
    extensions: Sequence[Extension] = task.extensions
    if len(extensions) > 1:
        extensions = _last_of_each_day(extensions)
    completed_on = task.completed_on
    if completed_on is not None:
        while extensions and (granted_on := extensions[-1].granted_on) is not None and granted_on > completed_on:
            extensions = extensions[:-1]
    if rules.extensions is not _HONOURED:
        return _granted_in_time(extensions, task.due_on) if rules.extensions is ExtensionPolicy.IN_TIME else ()
    return extensions


def _granted_in_time(extensions: Iterable[Extension], due_on: dt.date | None) -> Sequence[Extension]:
    """Of extensions in order of grant those granted no later than the due date that they replace."""
    counted = []
    for extension in extensions:
        if extension.granted_on is None or due_on is None or extension.granted_on <= due_on:
            due_on = extension.due_on
            counted.append(extension)
    return counted


def _last_of_each_day(extensions: Iterable[Extension]) -> Sequence[Extension]:
    """For each grant date the extension with the latest due date, in order of grant."""
    in_order = sorted(extensions, key=lambda extension: (extension.granted_on or dt.date.min, extension.due_on))
    return tuple({extension.granted_on: extension for extension in in_order}.values())


def classify(task: Task, as_of: dt.date, rules: Rules) -> Status:
    """The state at the close of `as_of` of a task that exists then and is not withdrawn."""
    is_completed = completed(task, as_of)
    if past_due(task, as_of, rules):
        return Status.LATE if is_completed else Status.OVERDUE
    return Status.ON_TIME if is_completed else Status.PENDING


def past_due(task: Task, as_of: dt.date, rules: Rules) -> bool:
    """Whether the task ran past its due date and the days of grace. A task without a due date never does."""
    days = days_past_due(task, as_of, rules)
    return days is not None and not rules.forgives(days)


def days_past_due(task: Task, as_of: dt.date, rules: Rules) -> int | None:
    """Days from the due date to the completion, negative if completed early; None if there is no due date.

    For a task unfinished at the close of `as_of`, see `days_open_past_due`.
    """
    due_on = due_date(task, as_of, rules)
    if due_on is None:
        return None
    if task.completed_on is not None and task.completed_on <= as_of:
        return (task.completed_on - due_on).days
    return days_open_past_due(due_on, as_of, rules)


def days_open_past_due(due_on: dt.date, as_of: dt.date, rules: Rules) -> int:
    """Days from the due date to the day after `as_of`, or to `as_of` itself while that day is running."""
    return (as_of - due_on).days + (0 if rules.day_running else 1)
