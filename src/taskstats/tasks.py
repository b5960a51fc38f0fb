"""A task, as the office's list states it. Days are whole: calendar dates, no time of day."""

from __future__ import annotations

import datetime as dt

import attrs

from taskstats.errors import InvalidTask


@attrs.frozen
class Extension:
    """A later due date, granted on a day; without a grant date it counts always (docs/reference/definitions.md)."""

    due_on: dt.date
    granted_on: dt.date | None = None


@attrs.frozen(kw_only=True)
class Task:
    """One duty given to one lead agency. Only the agency, the extensions and the first four dates decide counts.

    `recorded_on` is the day on which the completion was entered into the system, `updated_on` that of its last update;
    process checks ask for them. `agency` is empty where the list names none. `extra` holds the columns that nobody
    claimed, as (header, text) pairs; `origin` says where the task was read.
    Raises InvalidTask with every contradiction at once: a task is never completed or withdrawn before it was assigned,
    and never both completed and withdrawn.
    """

    id: str
    assigned_on: dt.date
    due_on: dt.date | None = None
    completed_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    extensions: tuple[Extension, ...] = ()
    agency: str = ""
    title: str = ""
    document: str = ""
    document_date: dt.date | None = None
    assigner: str = ""
    coordinating: tuple[str, ...] = ()
    result_document: str = ""
    recorded_on: dt.date | None = None
    updated_on: dt.date | None = None
    reason: str = ""
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    origin: str = attrs.field(default="", eq=False)

    def __attrs_post_init__(self) -> None:
        found = _not_dates(self) or contradictions(self.assigned_on, self.completed_on, self.withdrawn_on)
        if found:
            raise InvalidTask(self.id, found)


def contradictions(assigned_on: dt.date, completed_on: dt.date | None, withdrawn_on: dt.date | None) -> tuple[str, ...]:
    """Every way in which the three dates contradict each other, as stable codes; empty when they agree."""
    if withdrawn_on is None and (completed_on is None or completed_on >= assigned_on):
        return ()
    found = []
    if completed_on is not None and completed_on < assigned_on:
        found.append("completed-before-assigned")
    if withdrawn_on is not None and withdrawn_on < assigned_on:
        found.append("withdrawn-before-assigned")
    if completed_on is not None and withdrawn_on is not None:
        found.append("completed-and-withdrawn")
    return tuple(found)


def _not_dates(task: Task) -> list[str]:
    # A datetime is a date to isinstance, but compares with none: it would fail later, in the middle of a count.
    if (
        type(task.assigned_on) is dt.date
        and type(task.due_on) in _DATE_OR_NONE
        and type(task.completed_on) in _DATE_OR_NONE
        and type(task.withdrawn_on) in _DATE_OR_NONE
        and type(task.recorded_on) in _DATE_OR_NONE
        and type(task.updated_on) in _DATE_OR_NONE
        and not (task.extensions and any(map(_has_no_dates, task.extensions)))
    ):
        return []
    required = {"assigned_on": task.assigned_on}
    optional = {name: getattr(task, name) for name in _OPTIONAL}
    for number, extension in enumerate(task.extensions, 1):
        required[f"extension {number}: due_on"] = extension.due_on
        optional[f"extension {number}: granted_on"] = extension.granted_on
    return [
        f"{name} is no date: {value!r}"
        for name, value in [
            *required.items(),
            *((name, value) for name, value in optional.items() if value is not None),
        ]
        if type(value) is not dt.date
    ]


def _has_no_dates(extension: Extension) -> bool:
    return type(extension.due_on) is not dt.date or type(extension.granted_on) not in _DATE_OR_NONE


_DATE_OR_NONE = (dt.date, type(None))
_OPTIONAL = ("due_on", "completed_on", "withdrawn_on", "recorded_on", "updated_on")
