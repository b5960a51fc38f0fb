"""The JSON form of a report, a stable interface for other software (docs/reference/report-json.md)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from taskstats import (
    AgencyFigures,
    Checks,
    Figures,
    Period,
    ProgressReport,
    Rules,
    Task,
    completed,
    due_date,
)
from taskstats.tallies import STORED

SCHEMA = "taskstats/report/1"
"""Names the form and its version; a file without it is not read."""


COHORTS = ("assigned", "due", "cumulative", "carried", "completed", "falling_due")
"""The cohorts whose whole tally is written; the last three are not in earlier files."""


def as_json(report: ProgressReport) -> dict[str, Any]:
    """The report in JSON's own types: days as YYYY-MM-DD, counts as whole numbers, no shares."""
    return {
        "schema": SCHEMA,
        "period": _period(report.period),
        "as_of": report.as_of.isoformat(),
        "rules": _rules(report.rules),
        **_tallies(report.now.total, report.now),
        **_single_counts(report.now.total, report.now),
        "previous": report.previous and _previous(report.previous),
        "agencies": [
            {"agency": agency, **_tallies(found, report.now), **_single_counts(found, report.now)}
            for agency, found in report.now.agencies.items()
        ],
        "lists": {name: [_task(task, report) for task in tasks] for name, tasks in report.lists.items()},
        "findings": None if report.findings is None else [attrs.asdict(finding) for finding in report.findings],
        "checks": [
            {"check": name, "days": _days(report.checks, name), "tasks": [_task(task, report) for task in tasks]}
            for name, tasks in report.checked.items()
        ],
        "withdrawn": report.withdrawn,
        "receipt": report.receipt and {**attrs.asdict(report.receipt), "assigned_later": report.assigned_later},
    }


def _period(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _rules(rules: Rules) -> dict[str, object]:
    return {
        "grace_days": rules.grace_days,
        "day_running": rules.day_running,
        "extensions": rules.extensions.value,
        "undated": rules.undated.value,
    }


def _previous(figures: Figures) -> dict[str, Any]:
    return {
        "period": _period(figures.period),
        "as_of": figures.as_of.isoformat(),
        **_tallies(figures.total, figures),
    }


def _tallies(found: AgencyFigures, of: Figures) -> dict[str, Any]:
    """The tallies of some figures; of a baseline only what it states."""
    tallies: dict[str, Any] = {
        name: {part: getattr(found[name], part) for part in ("total", *STORED) if part in of.parts(name)}
        for name in COHORTS
        if name in of.cohorts
    }
    tallies["cumulative"] = {"since": of.since.isoformat(), **tallies["cumulative"]}
    return tallies


def _single_counts(found: AgencyFigures, of: Figures) -> dict[str, Any]:
    """Of these cohorts one number each is enough."""
    bands = [name.removeprefix("ageing.") for name in of.cohorts if name.startswith("ageing.")]
    return {
        "ageing": [{"band": band, "overdue": found.ageing.get(band, 0)} for band in bands],
        "flow": attrs.asdict(found.flow),
    }


def _task(task: Task, report: ProgressReport) -> dict[str, Any]:
    def iso(day: dt.date | None) -> str | None:
        return None if day is None else day.isoformat()

    return {
        "id": task.id,
        "document": task.document,
        "title": task.title,
        "agency": task.agency,
        "assigned_on": iso(task.assigned_on),
        "due_on": iso(due_date(task, report.as_of, report.rules)),
        "completed_on": iso(task.completed_on) if completed(task, report.as_of) else None,
        "origin": task.origin,
    }


def _days(checks: Checks, name: str) -> int | None:
    """The number of days that a process check allows; None where it is only on or off."""
    days = getattr(checks, name)
    return None if isinstance(days, bool) else days
