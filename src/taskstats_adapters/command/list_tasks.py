"""`taskstats list`: the tasks behind a number."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from taskstats import Figure, MemoryBook, ProgressReport, UnknownFigure, completed, due_date
from taskstats.tallies import PARTS
from taskstats_adapters import api
from taskstats_adapters.command.console import DATA, show, tell
from taskstats_adapters.command.options import lists, question, which_report
from taskstats_adapters.intake.doubts.stated_day import stale
from taskstats_adapters.vietnamese.text import visible


@click.command("list")
@lists
@which_report
@click.option(
    "--figure",
    "name",
    required=True,
    metavar="SỐ LIỆU",
    help="Ví dụ due.late, carried.overdue, ageing.over-90.overdue.",
)
@click.option("--agency", metavar="TÊN", help="Chỉ của một đơn vị.")
def list_tasks(
    sources: Sequence[str],
    profile: str | None,
    sheet: str | None,
    source_format: str | None,
    name: str,
    agency: str | None,
    **which: Any,
) -> None:
    """In các nhiệm vụ đứng sau một con số."""
    settings = api.as_profile(profile)
    asked = question(settings, **which)
    intake = api.read_tasks(*sources, profile=settings, format=source_format, sheet=sheet)
    tell(*intake.problems, *stale(intake.stated, asked["as_of"]))
    composed = api.compose_report(intake, profile=settings, **asked)
    figure = _figure(composed, name, agency)
    tasks = MemoryBook(intake.tasks).tasks(figure)
    tell(f"{name}: {figure.count} nhiệm vụ")
    as_of, rules = figure.cohort.as_of, figure.cohort.rules
    for task in tasks:
        done = task.completed_on if completed(task, as_of) else None
        dates = (str(day or "") for day in (task.assigned_on, due_date(task, as_of, rules), done))
        show("\t".join(map(visible, (task.origin, task.id, task.document, task.agency, *dates, task.title))))
    if intake.errors:
        raise SystemExit(DATA)


def _figure(report: ProgressReport, name: str, agency: str | None) -> Figure:
    """The figure of that name, for one agency or for all. Raises BadParameter for an unknown name."""
    of_previous = name.startswith("previous.")
    figures = report.previous if of_previous else report.now
    if figures is None:
        raise click.BadParameter(f'"{name}": không có kỳ trước để so sánh', param_hint="--figure")
    try:
        figure = figures.figure(name.removeprefix("previous."), agency)
    except UnknownFigure:
        cohorts, parts = ", ".join(figures.cohorts), ", ".join(PARTS)
        message = f'không có số liệu "{name}"; hãy ghép một trong [{cohorts}] với một trong [{parts}], ví dụ due.late'
        raise click.BadParameter(message, param_hint="--figure") from None
    if agency is not None and agency not in figures.agencies:
        near = get_close_matches(agency, figures.agencies, n=1, cutoff=0.5)
        message = f'không có đơn vị "{agency}" trong số liệu' + (f'; gần nhất là "{near[0]}"' if near else "")
        raise click.BadParameter(message, param_hint="--agency")
    return figure
