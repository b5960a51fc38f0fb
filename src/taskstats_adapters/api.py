"""Three verbs: read a task list, compose its report, write it down."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import attrs

from taskstats import Figures, Finding, Period, ProgressReport, SourceFile, compose, ensure_balanced
from taskstats_adapters.contract.adapters import Sheet, Source
from taskstats_adapters.errors import ProfileError, SourceError
from taskstats_adapters.intake.findings import take_findings
from taskstats_adapters.intake.problems import IgnoredSheet, Problem
from taskstats_adapters.intake.reading import Intake, TaskStream, take_in
from taskstats_adapters.intake.sheets import placed
from taskstats_adapters.office.loading import load_profile
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.origins import expand, shown_names
from taskstats_adapters.output.writing import write_atomically
from taskstats_adapters.plugins.registry import Offer, registry

Item = TypeVar("Item")
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
    opened = _Opened.of(origins, settings, format, sheet)
    with _cycles_left_alone():
        return opened.completed(take_in(opened.sources, settings))


def stream_tasks(
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> TaskStream:
    """The tasks of lists one after another, none of them kept: for a list that is only counted.

    Takes what `read_tasks` takes. What `intake` of the stream says is complete once it has been read to the end; what
    could not be read is raised there.
    """
    settings = as_profile(profile)
    opened = _Opened.of(origins, settings, format, sheet)
    return TaskStream(opened.sources, settings, opened.completed)


def write_corrections(
    intake: Intake,
    path: str | Path,
    *origins: str | Path,
    profile: AnyProfile = None,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> bool:
    """Write the rejected rows of an intake to an .xlsx file, to be mended there and read again.

    Returns False, and writes nothing, where no row was rejected. The origins are read a second time, as `read_tasks`
    read them, so none may be standard input. Raises as `read_tasks` does, and OutputError.
    """
    from taskstats_adapters.intake.corrections import corrections

    settings = as_profile(profile)
    opened = _Opened.of(origins, settings, format, sheet)
    workbook = corrections(opened.sources, intake, settings)
    opened.completed(intake)
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

    opened = _Opened.of([origin], Profile(), format, sheet)
    guess = drafts.guess_columns(sheet for _, sheets in opened.sources for sheet in sheets)
    opened.completed(Intake())
    intake = read_tasks(origin, profile=guess.profile, format=format, sheet=sheet)
    return drafts.draft_profile(guess, intake.tasks), intake


@attrs.define
class _Opened:
    """The sources of one reading, and what went wrong while they were read."""

    sources: list[tuple[SourceFile, Iterable[Sheet]]] = attrs.field(factory=list)
    ignored: Sequence[IgnoredSheet] = ()
    unread: list[SourceError] = attrs.field(factory=list)
    misnamed: list[Problem] = attrs.field(factory=list)

    @classmethod
    def of(
        cls,
        origins: Iterable[str | Path],
        settings: Profile,
        format: str | None,  # noqa: A002
        sheet: str | None,
    ) -> _Opened:
        _check_tables("source", settings.source, registry().sources)
        found = expand(map(str, origins), registry(), format)
        opened = cls(ignored=found.ignored)
        names = shown_names([origin for origin, _ in found.chosen])
        for name, (origin, source) in zip(names, found.chosen, strict=True):
            sheets = opened._sheets(name, origin, source, settings, sheet, certain=format is not None)
            opened.sources.append((SourceFile(name=name, sha256=_digest(origin)), sheets))
        return opened

    def _sheets(
        self, name: str, origin: str, source: Source, settings: Profile, sheet: str | None, *, certain: bool
    ) -> Iterator[Sheet]:
        options = {**settings.source.get(source.name, {}), **({} if sheet is None else {"sheet": sheet})}
        try:
            for found in source.read(origin, options):
                yield attrs.evolve(found, rows=self._until_unreadable(found.rows))
        except SourceError as error:
            if certain or error.meant is None:
                self.unread.append(error)
                return
            # The suffix is wrong, and what the file is leaves no doubt: a web page that a system exports as .xls.
            other = registry().source_for(origin, error.meant)
            message = f"{error.message.partition(';')[0]}; đã đọc bằng nguồn {other.name}"
            self.misnamed.append(Problem(code="W-FORMAT", place=name, message=message))
            yield from self._sheets(name, origin, other, settings, sheet, certain=True)

    def _until_unreadable(self, items: Iterable[Item]) -> Iterator[Item]:
        try:
            yield from items
        except SourceError as error:
            self.unread.append(error)

    def completed(self, intake: Intake) -> Intake:
        """The intake with what was found out beside its rows. Raises what could not be read, all of it."""
        if len(self.unread) > 1:
            raise ExceptionGroup("sources that cannot be read", self.unread)
        if self.unread:
            raise self.unread[0]
        return attrs.evolve(
            intake,
            problems=(*self.misnamed, *intake.problems),
            ignored_sheets=(*self.ignored, *intake.ignored_sheets),
        )


def read_findings(origin: str | Path, profile: AnyProfile = None) -> tuple[Finding, ...]:
    """Read the documents whose agency did not follow the procedure, one a row. Raises as `read_tasks` does."""
    settings, source, name = as_profile(profile), registry().source_for(origin), Path(origin).name
    sheets = source.read(str(origin), settings.source.get(source.name, {}))
    return take_findings((placed(sheet, name, False, settings.intake.encoding) for sheet in sheets), name)


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
    if isinstance(baseline, (str, Path)):
        from taskstats_adapters.published.baselines import read_baseline

        baseline = read_baseline(baseline)
    return compose(
        intake.tasks,
        period=period if isinstance(period, Period) else Period.parse(period, calendar=settings.calendar),
        as_of=as_of,
        rules=settings.rules,
        checks=settings.checks,
        against=against,
        baseline=baseline,
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


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    """Tasks hold no cycles, and looking for them among ever more new objects takes a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _digest(origin: str) -> str | None:
    """The digest of a file's bytes; None for standard input and databases, and what the source will say is missing."""
    try:
        if not Path(origin).is_file():
            return None
        with Path(origin).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
