"""Read task lists, compose a report from them, write it to a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import attrs

from taskstats import Figures, Finding, Period, ProgressReport, compose, ensure_balanced
from taskstats_adapters.contract.adapters import Printer, Renderer
from taskstats_adapters.errors import ProfileError
from taskstats_adapters.intake.problems import not_read
from taskstats_adapters.intake.reading import Intake, TaskStream, take_in
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.loading import load_profile
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.findings import FindingIntake, take_all_findings
from taskstats_adapters.opening.opened import Opened, open_sources
from taskstats_adapters.output.atomic import write_atomically
from taskstats_adapters.plugins.discovery import registry

AnyProfile = Profile | str | Path | None
"""A profile, its path, or None for the default settings."""


def read_tasks(
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> Intake:
    """Read one or more task lists into tasks, problems with their places, and a receipt that accounts for every row.

    An origin is a file, a folder, a pattern, a database URL, or "-" for standard input. `format` names the source; by
    default the suffix of each origin selects it. `sheet` selects one sheet or table in each. Raises SourceError for a
    source that cannot be read (an ExceptionGroup for several), ProfileError, and AdapterError if no source reads the
    format.
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
    """Stream the tasks of lists without keeping them, for lists that are only counted.

    Takes what `read_tasks` takes. The stream's `intake` is complete once the stream is exhausted; sources that could
    not be read raise their errors then.
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
    """Write the rejected rows of an intake to an .xlsx file, where they can be corrected and read again.

    Pass the same origins and settings as to `read_tasks`: they are read a second time, so none may be standard input.
    Returns False, and writes nothing, if no row was rejected. Raises what `read_tasks` raises, and OutputError.
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
    """Draft a profile for a list, as commented TOML, and read the list with it. Raises what `read_tasks` raises.

    The list is read twice, so it may not be standard input.
    """
    from taskstats_adapters.intake import drafts

    opened = open_sources([origin], Profile(), format, sheet)
    guess = drafts.guess_columns(sheet for _, sheets in opened.sources for sheet in sheets)
    opened.raise_unread()
    intake = read_tasks(origin, profile=guess.profile, format=format, sheet=sheet)
    return drafts.draft_profile(guess, intake.tasks), intake


def _completed(opened: Opened, intake: Intake) -> Intake:
    """The intake with the problems and ignored sheets of its files. Raises the errors of sources not read."""
    opened.raise_unread()
    ignored = (*opened.ignored, *intake.ignored_sheets)
    return attrs.evolve(
        intake,
        problems=(*opened.problems, *intake.problems),
        receipt=attrs.evolve(intake.receipt, not_read=not_read(ignored)),
        ignored_sheets=ignored,
    )


def read_findings(
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> FindingIntake:
    """Read lists of documents whose agency did not follow the procedure, one per row.

    Takes and raises what `read_tasks` does; SourceError (E-FINDINGS) if a list has no column for the agency, or a
    document has no agency.
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
    """Compose the report of an intake, with the profile's rules and calendar; see `taskstats.compose`.

    `findings` and `baseline` (the previous period's report as JSON) may be paths. Rejected rows are not counted: check
    `intake.errors` first. Raises InvalidPeriod, BaselineMismatch, and for paths what `read_tasks` raises.
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
        ageing_bands=settings.ageing_bands,
        complete_from=settings.intake.complete_from,
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
    """Render a report to bytes, in the format that `format` or the path's suffix names, after auditing its counts.

    Raises Unbalanced if the counts do not add up, AdapterError if no renderer writes the format.
    """
    settings = as_profile(profile)
    ensure_balanced(report)
    return rendered(registry().renderer_for(path, format), report, settings)


def rendered(renderer: Renderer, report: ProgressReport, profile: Profile) -> bytes:
    """The bytes of a report: a printer gets the report's document, an exporter the report itself."""
    if isinstance(renderer, Printer):
        return renderer.print(narrate(report, profile))
    return renderer.export(report, profile)


def write_report(
    report: ProgressReport,
    path: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
) -> None:
    """Render a report and write it atomically: the file has either the old content or the new one.

    Raises what `render_report` raises, and OutputError if the file cannot be written.
    """
    write_atomically(path, render_report(report, path, profile, format))


def as_profile(profile: AnyProfile) -> Profile:
    """Load the profile, if it is a path. Raises ProfileError, also for settings of an adapter that is not installed."""
    if not isinstance(profile, (str, Path)):
        settings = profile or Profile()
        _check_adapters(settings, "Profile(…)")
    else:
        settings = load_profile(profile)
        _check_adapters(settings, Path(profile).name)
    return settings


def _check_adapters(profile: Profile, where: str) -> None:
    """Raise ProfileError for settings of an adapter that is not installed: a typo would otherwise have no effect."""
    if not (profile.source or profile.render):
        return  # without looking for plugins
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
