"""The report as JSON, the stable interface for other software (docs/reference/report-json.md)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

import attrs

from taskstats import (
    AgencyFigures,
    Checks,
    Figures,
    Finding,
    Period,
    ProgressReport,
    Receipt,
    Rules,
    Tally,
    Task,
    completed,
    due_date,
)
from taskstats_adapters.contract.adapters import Exporter
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.office.profile import Profile

SCHEMA = "taskstats/report/1"


def plain(report: ProgressReport) -> dict[str, Any]:
    """The report in JSON's own types: dates as YYYY-MM-DD, counts as whole numbers, no shares."""
    return {
        "schema": SCHEMA,
        "period": _period(report.period),
        "as_of": report.as_of.isoformat(),
        "rules": _rules(report.rules),
        **_figures(report.now),
        "previous": report.previous
        and {
            "period": _period(report.previous.period),
            "as_of": report.previous.as_of.isoformat(),
            **_figures(report.previous),
        },
        "agencies": [
            {"agency": agency, **_tallies(figures, report.now.since)} for agency, figures in report.now.agencies.items()
        ],
        "lists": {name: [_task(task, report) for task in tasks] for name, tasks in report.lists.items()},
        "findings": None if report.findings is None else [_finding(finding) for finding in report.findings],
        "checks": [
            {"check": name, "days": _days(report.checks, name), "tasks": [_task(task, report) for task in tasks]}
            for name, tasks in report.checked.items()
        ],
        "withdrawn": report.withdrawn,
        "receipt": report.receipt and _receipt(report.receipt),
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


def _figures(figures: Figures) -> dict[str, Any]:
    return _tallies(figures.total, figures.since)


def _tallies(figures: AgencyFigures, since: dt.date) -> dict[str, Any]:
    return {
        "assigned": _tally(figures.assigned),
        "due": _tally(figures.due),
        "cumulative": {"since": since.isoformat(), **_tally(figures.cumulative)},
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"total": tally.total, **attrs.asdict(tally)}


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
    """The number of days of a process check; None for one that has none."""
    days = getattr(checks, name)
    return None if isinstance(days, bool) else days


def _finding(finding: Finding) -> dict[str, str]:
    return {"agency": finding.agency, "document": finding.document}


def _receipt(receipt: Receipt) -> dict[str, Any]:
    return attrs.asdict(receipt)


def export(report: ProgressReport, profile: Profile) -> bytes:
    """The report as indented UTF-8 JSON: the same bytes for the same report."""
    return (json.dumps(plain(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode(errors="replace")


EXPORTER = Exporter(
    name="json",
    summary="JSON cho phần mềm khác; đọc lại được bằng --baseline",
    export=export,
    media_type="application/json",
    suffixes=(".json",),
)


@hookimpl
def taskstats_renderers() -> Iterable[Exporter]:
    """The JSON exporter."""
    return (EXPORTER,)
