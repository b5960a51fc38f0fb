"""The progress report of a period as a value: every number in it knows its definition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from dateutil.relativedelta import relativedelta

from taskstats.books import TaskBook
from taskstats.checks import Checks, run_checks
from taskstats.cohorts import AGEING_BANDS
from taskstats.errors import BaselineMismatch
from taskstats.figures import AgencyFigures, Figure, Figures
from taskstats.memory import MemoryBook
from taskstats.periods import Period, year_start
from taskstats.receipts import Receipt
from taskstats.rules import Rules, UndatedPolicy
from taskstats.shares import Change, Share
from taskstats.tallies import Cohort, Tally, existing
from taskstats.tasks import Task

APPENDICES = ("due.late", "cumulative.overdue", "carried.overdue")
"""The figures whose tasks a month's report lists: Appendix 1, Appendix 2, and apart from it what was carried over."""


@attrs.frozen(kw_only=True)
class Finding:
    """A document whose agency did not follow the procedure. It is given to the library, never invented by it."""

    agency: str
    document: str = ""


@attrs.frozen(kw_only=True)
class ProgressReport:
    """A period's report: what compose() makes and a renderer prints. It holds no book, no file and no connection.

    `listed` is the number of tasks in the book, whatever their dates. `reaches_back`: whether the list holds the tasks
    of the period compared with. `lists` has the tasks behind some figures. `findings` is None where nobody handed any
    in, which is not the same as none. `checked` has, for each of the process `checks` that are on, the tasks that it
    found.
    """

    now: Figures
    previous: Figures | None
    listed: int
    reaches_back: bool = True
    lists: Mapping[str, Sequence[Task]] = attrs.field(factory=dict)
    findings: tuple[Finding, ...] | None = None
    checks: Checks = Checks()
    checked: Mapping[str, Sequence[Task]] = attrs.field(factory=dict)
    receipt: Receipt | None = None

    @property
    def period(self) -> Period:
        """The period reported on."""
        return self.now.period

    @property
    def as_of(self) -> dt.date:
        """The cut-off: the close of this day."""
        return self.now.as_of

    @property
    def rules(self) -> Rules:
        """How the tasks were counted."""
        return self.now.rules

    @property
    def assigned(self) -> Tally:
        """The tasks assigned in the period."""
        return self.now.assigned

    @property
    def due(self) -> Tally:
        """The tasks due in the period."""
        return self.now.due

    @property
    def cumulative(self) -> Tally:
        """The tasks assigned from the start of the year to the cut-off."""
        return self.now.cumulative

    @property
    def carried(self) -> Tally:
        """The tasks that were open when the year began: what has become of them by the cut-off."""
        return self.now.carried

    @property
    def opening(self) -> Tally:
        """Every task that existed at the close of the day before the period."""
        return self.now.total["opening"]

    @property
    def closing(self) -> Tally:
        """Every task that existed at the cut-off."""
        return self.now.total["closing"]

    @property
    def withdrawn(self) -> int:
        """How many tasks had been withdrawn by the cut-off; they are in no other figure."""
        return self.closing.withdrawn

    @property
    def assigned_later(self) -> int:
        """How many tasks of the book were assigned after the cut-off; they are in no figure."""
        return self.listed - existing(self.closing)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure of the report by name: `due.late`, …, `previous.due.late` where there is a previous period."""
        return dict(self._figures())

    def _figures(self) -> Iterator[tuple[str, Figure]]:
        for prefix, figures in (("", self.now), ("previous.", self.previous)):
            if figures is not None:
                for cohort in figures.cohorts:
                    for part in figures.parts(cohort):
                        yield f"{prefix}{cohort}.{part}", figures.figure(f"{cohort}.{part}")

    def change(self, name: str) -> Change | None:
        """The change of a figure on the previous period; None where that does not state it. Raises UnknownFigure."""
        now = self.now.figure(name)
        cohort, _, part = name.rpartition(".")
        if self.previous is None or cohort not in self.previous.cohorts or part not in self.previous.parts(cohort):
            return None
        return Change(now=now.count, before=self.previous.figure(name).count)

    def share(self, part: str, of: str) -> Share:
        """One figure as a share of another, such as "due.late" of "due.total". Raises UnknownFigure."""
        return Share(part=self.now.figure(part).count, whole=self.now.figure(of).count, of=of)


def compose(
    tasks: TaskBook | Iterable[Task],
    *,
    period: Period,
    as_of: dt.date | None = None,
    rules: Rules = Rules(),
    since: dt.date | None = None,
    ageing_bands: tuple[int, ...] = AGEING_BANDS,
    against: Period | None = None,
    complete_from: dt.date | None = None,
    baseline: Figures | None = None,
    findings: Iterable[Finding] | None = None,
    checks: Checks = Checks(),
    lists: Sequence[str] = APPENDICES,
    receipt: Receipt | None = None,
) -> ProgressReport:
    """Count the tasks into the report of a period (docs/reference/definitions.md).

    `as_of`: the cut-off; by default the period's last day, never today. `since`: the start of the cumulative figures;
    by default that of the year, in the period's calendar, that holds the period's last day, whatever the cut-off.
    `ageing_bands`: the last day of each band of days overdue. `against`: the period compared with, counted at its own
    last day; by default the previous one, if it has ended by the cut-off. `complete_from`: the day from which on the
    list holds every task; without it, that is judged by the tasks (`_reaches_back`). A period that the list does not
    reach back to is not compared with. `baseline`: the published figures of that period, taken instead of counting
    it again. `checks`: the process checks to make, none by default.
    Raises BaselineMismatch when the baseline is of another period, cut-off or rules, UnknownFigure for a list that no
    report has, InvalidPeriod when `since` lies after the cut-off or the calendar has no period before or after this
    one, InvalidRules for bands that do not ascend.
    """
    book = tasks if isinstance(tasks, TaskBook) else MemoryBook(tasks)
    as_of = as_of or period.last
    ended = against is not None or period.previous().last <= as_of
    against = against or period.previous()
    if baseline is not None:
        _ensure_comparable(baseline, against, rules)
    since_now = year_start(period.last, period.calendar) if since is None else Period.days(since, as_of).first
    now = Figures(period=period, as_of=as_of, since=since_now, rules=rules, ageing_bands=ageing_bands)
    before = Figures(
        period=against, as_of=against.last, since=_since_before(since, against), rules=rules, ageing_bands=ageing_bands
    )
    now, before, listed = _counted(book, now, before)
    reaches_back = _reaches_back(now, before, complete_from)
    previous = baseline
    if previous is None and ended and reaches_back:
        previous = before
    return ProgressReport(
        now=now,
        previous=previous,
        listed=existing(listed),
        reaches_back=reaches_back,
        lists={name: tuple(book.tasks(now.figure(name))) for name in lists},
        findings=None if findings is None else tuple(findings),
        checks=checks,
        checked=run_checks(_existing_tasks(book, as_of), checks, period, as_of) if checks.asked else {},
        receipt=receipt,
    )


def _reaches_back(now: Figures, before: Figures, complete_from: dt.date | None) -> bool:
    """Whether the list holds the tasks of the period compared with.

    Where nobody says, one with less than a tenth of this period's tasks, or with none, is taken for the few that an
    export of this period alone has brought along. So are tasks of an earlier year, compared with from its start, none
    of which was completed by the end of the period: they are what was left over of it.
    """
    if complete_from is not None:
        return complete_from <= before.period.first
    assigned = existing(before.assigned)
    whole_year = before.period.first <= before.since <= before.period.last < now.since
    if whole_year and before.assigned.unfinished == assigned:
        return False
    return assigned > 0 and existing(now.assigned) <= 10 * assigned


def _existing_tasks(book: TaskBook, as_of: dt.date) -> Sequence[Task]:
    """Every task that existed at the cut-off, undated ones too, but for the withdrawn."""
    return book.tasks(Figure(name="closing.total", cohort=Cohort(as_of=as_of), part="total", count=0))


def _ensure_comparable(baseline: Figures, against: Period, rules: Rules) -> None:
    """Raises BaselineMismatch unless the baseline was counted as `against` would be counted by these rules."""
    if (baseline.period.first, baseline.period.last) != (against.first, against.last):
        raise BaselineMismatch(baseline.period, Period.days(against.first, against.last))
    if baseline.as_of != against.last:
        raise BaselineMismatch(baseline.as_of, against.last, "as_of")
    theirs, ours = _counting(baseline.rules), _counting(rules)
    if unlike := [name for name, value in ours.items() if value != theirs[name]]:
        given_rules, wanted_rules = (
            ", ".join(f"{name} = {found[name]}" for name in unlike) for found in (theirs, ours)
        )
        raise BaselineMismatch(given_rules, wanted_rules, "rules")


def _counting(rules: Rules) -> Mapping[str, str]:
    """The rules that decide a count, as a profile writes them. Undated tasks printed apart are counted all the same."""
    if rules.undated is UndatedPolicy.APART:
        rules = attrs.evolve(rules, undated=UndatedPolicy.COUNTED)
    stated = attrs.asdict(rules, recurse=False)
    return {name: str(getattr(value, "value", value)).lower() for name, value in stated.items()}


def _since_before(since: dt.date | None, against: Period) -> dt.date:
    if since is None:
        return year_start(against.last, against.calendar)
    while since > against.last:  # the compared period lies in an earlier year: that year's cumulative figures
        since -= relativedelta(years=1)
    return since


def _counted(book: TaskBook, now: Figures, before: Figures) -> tuple[Figures, Figures, Tally]:
    """Both figures with their tallies, and the tally of every task in the book; in one pass.

    Raises ValueError for a book that answers another number of cohorts.
    """
    asked = [*now.cohorts.values(), *before.cohorts.values(), Cohort(as_of=dt.date.max, rules=now.rules)]
    rows = book.tallies(asked)
    if any(len(row) != len(asked) for row in rows.values()):
        raise ValueError(f"a book gives each agency one tally a cohort, {len(asked)} here")
    width = len(now.cohorts)
    listed = Tally.sum(row[-1] for row in rows.values())
    return _of_agencies(now, rows, slice(width)), _of_agencies(before, rows, slice(width, -1)), listed


def _of_agencies(figures: Figures, rows: Mapping[str, Sequence[Tally]], columns: slice) -> Figures:
    """The figures with these columns of the tallies, by agency. Agencies that share a row share the value."""
    distinct = {id(row): row[columns] for row in rows.values()}
    shared = {key: AgencyFigures(dict(zip(figures.cohorts, tallies, strict=True))) for key, tallies in distinct.items()}
    agencies = {agency: shared[id(row)] for agency, row in rows.items()}
    return attrs.evolve(figures, agencies={agency: found for agency, found in agencies.items() if found.tallies})
