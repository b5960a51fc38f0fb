"""Three verbs: read a task list, compose its report, write it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import attrs

from taskstats import Figures, Finding, Period, ProgressReport, compose, ensure_balanced
from taskstats_adapters.contract.adapters import Printer, Renderer
from taskstats_adapters.errors import ProfileError
from taskstats_adapters.intake.reading import Intake, TaskStream, take_in
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.loading import load_profile
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.findings import FindingIntake, take_all_findings
from taskstats_adapters.opening.opened import Opened, open_sources
from taskstats_adapters.output.atomic import write_atomically
from taskstats_adapters.plugins.discovery import registry

AnyProfile = Profile | str | Path | None
"""A profile, the path of one, or None for the default settings."""


def read_tasks(
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> Intake:
    """Read task lists together: tasks, every problem with its place, and a receipt that accounts for every row.

    An origin is a file, a folder, a pattern, a database URL, or "-". `format` names a source; by default each origin's
    suffix chooses it. `sheet` chooses one sheet or table of each. Raises SourceError for a source that cannot be read
    (an ExceptionGroup of them for several), ProfileError, AdapterError for a format that nothing reads.
    """
    settings = as_profile(profile)
    opened = open_sources(origins, settings, format, sheet)
    return _completed(opened, take_in(opened.sources, settings))


def stream_tasks(
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> TaskStream:
    """The tasks of lists one after another, none of them kept: for a list that is only counted.

    Takes what `read_tasks` takes. The stream's `intake` is complete once it has been read to the end; what could not be
    read is raised there.
    """
    settings = as_profile(profile)
    opened = open_sources(origins, settings, format, sheet)
    return TaskStream(opened.sources, settings, partial(_completed, opened))


def write_corrections(
    intake: Intake,
    path: str | Path,
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> bool:
    """Write the rejected rows of an intake to an .xlsx file, to be corrected there and read again.

    Returns False, and writes nothing, if no row was rejected. The origins are read a second time, as `read_tasks` read
    them, so none may be standard input. Raises as `read_tasks` does, and OutputError.
    """
    from taskstats_adapters.intake.corrections import corrections

    settings = as_profile(profile)
    opened = open_sources(origins, settings, format, sheet)
    workbook = corrections(opened.sources, intake, settings)
    opened.raise_unread()
    if workbook is None:
        return False
    write_atomically(path, workbook)
    return True


def draft_profile(
    origin: str | Path,
    *,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> tuple[str, Intake]:
    """A first profile for a list, as commented TOML, and what is read with it. Raises as `read_tasks` does.

    The list is read twice, so it may not be standard input.
    """
    from taskstats_adapters.intake import drafts

    opened = open_sources([origin], Profile(), format, sheet)
    guess = drafts.guess_columns(sheet for _, sheets in opened.sources for sheet in sheets)
    opened.raise_unread()
    intake = read_tasks(origin, profile=guess.profile, format=format, sheet=sheet)
    return drafts.draft_profile(guess, intake.tasks), intake


def _completed(opened: Opened, intake: Intake) -> Intake:
    """The intake with what is known of its files beside their rows. Raises what could not be read."""
    opened.raise_unread()
    return attrs.evolve(
        intake,
        problems=(*opened.problems, *intake.problems),
        ignored_sheets=(*opened.ignored, *intake.ignored_sheets),
    )


def read_findings(
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> FindingIntake:
    """Read the documents whose agency did not follow the procedure, one a row. Takes and raises what `read_tasks` does.

    SourceError (E-FINDINGS) for a list without a column for the agency, or a document without an agency.
    """
    settings = as_profile(profile)
    return take_all_findings(open_sources(origins, settings, format, sheet), settings.intake.encoding)


def compose_report(
    intake: Intake,
    *,
    period: Period | str,
    profile: AnyProfile = None,
    as_of: dt.date | None = None,
    since: dt.date | None = None,
    against: Period | None = None,
    findings: str | Path | Iterable[Finding] | None = None,
    baseline: str | Path | Figures | None = None,
) -> ProgressReport:
    """Compose the report of an intake by the profile's rules and calendar; see `taskstats.compose`.

    `findings` and `baseline` (last period's report as JSON) may be paths. Rejected rows are not counted: look at
    `intake.errors` first. Raises InvalidPeriod, BaselineMismatch, and for the paths as `read_tasks` does.
    """
    settings = as_profile(profile)
    if isinstance(baseline, (str, Path)):
        from taskstats_adapters.published.baselines import read_baseline

        baseline = read_baseline(baseline)
    return compose(
        intake.tasks,
        period=period if isinstance(period, Period) else Period.parse(period, calendar=settings.calendar),
        as_of=as_of,
        since=since,
        rules=settings.rules,
        checks=settings.checks,
        against=against,
        baseline=baseline,
        findings=read_findings(findings, profile=settings).findings if isinstance(findings, (str, Path)) else findings,
        receipt=intake.receipt,
    )


def render_report(
    report: ProgressReport,
    path: str | Path = "",
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
) -> bytes:
    """The bytes of a report in the format that `format` or the path's suffix names. Its counts are audited first.

    Raises Unbalanced for a report whose counts do not add up, AdapterError for a format that nothing writes.
    """
    settings = as_profile(profile)
    ensure_balanced(report)
    return rendered(registry().renderer_for(path, format), report, settings)


def rendered(renderer: Renderer, report: ProgressReport, profile: Profile) -> bytes:
    """What a renderer makes of a report: a printer prints its document, an exporter takes its figures."""
    if isinstance(renderer, Printer):
        return renderer.print(narrate(report, profile))
    return renderer.export(report, profile)


def write_report(
    report: ProgressReport,
    path: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
) -> None:
    """Render a report and write it in one step: the file holds either the old content or the new one.

    Raises as `render_report` does, and OutputError for a place that cannot be written.
    """
    write_atomically(path, render_report(report, path, profile, format))


def as_profile(profile: AnyProfile) -> Profile:
    """The profile meant. Raises ProfileError for mistakes, among them settings of an adapter that is not installed."""
    if not isinstance(profile, (str, Path)):
        settings = profile or Profile()
        _check_adapters(settings, "Profile(…)")
    else:
        settings = load_profile(profile)
        _check_adapters(settings, Path(profile).name)
    return settings


def _check_adapters(profile: Profile, where: str) -> None:
    """Raises ProfileError for the settings of an adapter that is not there: a typing mistake would have no effect."""
    if not (profile.source or profile.render):
        return  # so that a plain profile looks for no plugins
    mistakes = []
    for table, settings, offers in (
        ("source", profile.source, registry().sources),
        ("render", profile.render, registry().renderers),
    ):
        names = sorted({offer.record.name for offer in offers})
        unknown = sorted(settings.keys() - names)
        mistakes += [f"không có {name}; hiện có: {', '.join(names)} @ {table}" for name in unknown]
    if mistakes:
        raise ProfileError(where, mistakes)
