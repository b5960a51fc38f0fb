"""Three verbs: read a task list, compose its report, write it down."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs

from taskstats import Figures, Finding, Period, ProgressReport, SourceFile, compose, ensure_balanced
from taskstats_adapters.baselines import read_baseline
from taskstats_adapters.contract import Sheet, Source, SourceError
from taskstats_adapters.intake.findings import take_findings
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.profile import Profile, ProfileError, load_profile
from taskstats_adapters.registry import Offer, registry
from taskstats_adapters.writing import write_atomically

Item = TypeVar("Item")
AnyProfile = Profile | str | Path | None
"""A profile, the path of one, or None for the default settings."""


def read_tasks(*origins: str | Path, profile: AnyProfile = None, format: str | None = None) -> Intake:  # noqa: A002
    """Read task lists together: tasks, every problem with its place, and a receipt that accounts for every row.

    `format` names a source; by default each origin's suffix chooses it. Raises SourceError for a source that cannot
    be read (an ExceptionGroup of them for several), ProfileError, AdapterError for a format that nothing reads.
    """
    settings = as_profile(profile)
    _check_tables("source", settings.source, registry().sources)
    chosen = [(str(origin), registry().source_for(origin, format)) for origin in origins]
    unread: list[SourceError] = []

    def until_unreadable(items: Iterable[Item]) -> Iterator[Item]:
        try:
            yield from items
        except SourceError as error:
            unread.append(error)

    def sheets(origin: str, source: Source) -> Iterator[Sheet]:
        for sheet in until_unreadable(source.read(origin, settings.source.get(source.name, {}))):
            yield attrs.evolve(sheet, rows=until_unreadable(sheet.rows))

    intake = take_in([(_source_file(origin), sheets(origin, source)) for origin, source in chosen], settings)
    if len(unread) > 1:
        raise ExceptionGroup("sources that cannot be read", unread)
    if unread:
        raise unread[0]
    return intake


def read_findings(origin: str | Path, profile: AnyProfile = None) -> tuple[Finding, ...]:
    """Read the documents whose agency did not follow the procedure, one a row. Raises as `read_tasks` does."""
    source = registry().source_for(origin)
    options = as_profile(profile).source.get(source.name, {})
    return take_findings(source.read(str(origin), options), Path(origin).name)


def compose_report(
    intake: Intake,
    *,
    period: Period | str,
    profile: AnyProfile = None,
    as_of: dt.date | None = None,
    against: Period | None = None,
    findings: str | Path | Iterable[Finding] | None = None,
    baseline: str | Path | Figures | None = None,
) -> ProgressReport:
    """Compose the report of an intake by the profile's rules and calendar; see `taskstats.compose`.

    `findings` and `baseline` (last period's report as JSON) may be paths. Rejected rows are not counted: look at
    `intake.errors` before. Raises InvalidPeriod, BaselineMismatch, and for the paths as `read_tasks` does.
    """
    settings = as_profile(profile)
    return compose(
        intake.tasks,
        period=period if isinstance(period, Period) else Period.parse(period, calendar=settings.calendar),
        as_of=as_of,
        rules=settings.rules,
        against=against,
        baseline=read_baseline(baseline) if isinstance(baseline, (str, Path)) else baseline,
        findings=read_findings(findings, settings) if isinstance(findings, (str, Path)) else findings,
        receipt=intake.receipt,
    )


def render_report(
    report: ProgressReport,
    path: str | Path = "",
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
) -> bytes:
    """The bytes of a report in the format that `format` or the path's suffix names, once its counts are audited.

    Raises Unbalanced for a report whose counts do not add up, AdapterError for a format that nothing writes.
    """
    settings = as_profile(profile)
    _check_tables("render", settings.render, registry().renderers)
    ensure_balanced(report)
    return registry().renderer_for(path, format).render(report, settings)


def write_report(
    report: ProgressReport,
    path: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
) -> None:
    """Render a report and write it in one step: the old file stays whole until the new one is.

    Raises as `render_report`, and OutputError for a place that cannot be written.
    """
    write_atomically(path, render_report(report, path, profile, format))


def as_profile(profile: AnyProfile) -> Profile:
    """The profile meant. Raises ProfileError for a file with mistakes."""
    if isinstance(profile, Profile):
        return profile
    return Profile() if profile is None else load_profile(profile)


def _check_tables(table: str, settings: Mapping[str, object], offers: Iterable[Offer[Any]]) -> None:
    """Raises ProfileError for the settings of an adapter that is not there: a typing mistake would have no effect."""
    names = sorted({offer.record.name for offer in offers})
    if unknown := sorted(set(settings) - set(names)):
        mistakes = (f"không có {name}; hiện có: {', '.join(names)} @ {table}" for name in unknown)
        raise ProfileError(f"[{table}]", tuple(mistakes))


def _source_file(origin: str) -> SourceFile:
    path = Path(origin)
    if not path.is_file():  # standard input, a database; what is missing or unreadable the source reports
        return SourceFile(name=path.name or origin)
    try:
        with path.open("rb") as file:
            return SourceFile(name=path.name, sha256=hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return SourceFile(name=path.name)
