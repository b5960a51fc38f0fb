"""The identities that hold for every report (docs/reference/definitions.md), stated against computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from taskstats.errors import Unbalanced
from taskstats.figures import Figures
from taskstats.reports import ProgressReport
from taskstats.tallies import STORED, existing


@attrs.frozen(kw_only=True)
class Violation:
    """An identity (numbered as in the definitions) that does not hold, where, and by how much."""

    identity: int
    where: str
    expected: int
    computed: int

    def __str__(self) -> str:
        difference = self.computed - self.expected
        return (
            f"identity {self.identity}, {self.where}: expected {self.expected}, "
            f"computed {self.computed}, difference {difference:+d}"
        )


def audit(report: ProgressReport) -> tuple[Violation, ...]:
    """Every identity that a report breaks; empty for one that balances."""
    return tuple(_violations(report))


def ensure_balanced(report: ProgressReport) -> None:
    """Raises Unbalanced, with every violation, unless all identities hold."""
    if violations := audit(report):
        raise Unbalanced(violations)


def compare(stated: Mapping[str, int], figures: Figures) -> tuple[Violation, ...]:
    """Figures that somebody states, by name ("due.total": 182), against those computed. Raises UnknownFigure."""
    found = ((name, count, figures.figure(name).count) for name, count in stated.items())
    return tuple(_violation(1, name, count, computed) for name, count, computed in found if count != computed)


def _violations(report: ProgressReport) -> Iterator[Violation]:
    yield from _parts(report.now, "")
    if report.previous is not None:
        yield from _parts(report.previous, "previous ")
    yield from _closed_period(report)
    yield from _flow(report)
    yield from _lists(report)
    yield from _receipt(report)


def _parts(figures: Figures, prefix: str) -> Iterator[Violation]:
    """1: no state counts less than nothing, nor fewer tasks than its undated ones."""
    for agency, found in figures.agencies.items():
        for cohort, tally in attrs.asdict(found, recurse=False).items():
            where = f"{prefix}{cohort} of {agency!r}"
            for name in STORED:
                if getattr(tally, name) < 0:
                    yield _violation(1, f"{where}, {name} below 0", 0, getattr(tally, name))
            for part, undated in (("on_time", "undated_completed"), ("pending", "undated_unfinished")):
                if getattr(tally, undated) > getattr(tally, part):
                    yield _violation(
                        1, f"{where}, {undated} above {part}", getattr(tally, part), getattr(tally, undated)
                    )


def _closed_period(report: ProgressReport) -> Iterator[Violation]:
    """4: once the period has ended (day closed, no grace) nothing due in it is pending."""
    rules = report.rules
    if report.period.last <= report.as_of and not rules.day_running and rules.grace_days == 0 and report.due.pending:
        yield _violation(4, "pending among those due in an ended period", 0, report.due.pending)


def _flow(report: ProgressReport) -> Iterator[Violation]:
    """6: open at the end = open at the start + assigned - completed - withdrawn, for a cut-off within the period."""
    start, end, assigned = report.opening, report.closing, report.assigned
    if not report.period.first <= report.as_of <= report.period.last:
        return
    completed, gone = end.completed - start.completed, existing(end) - end.total - existing(start) + start.total
    expected = start.unfinished + existing(assigned) - completed - gone
    if end.unfinished != expected:
        yield _violation(6, f"open at the close of {report.as_of}", expected, end.unfinished)


def _lists(report: ProgressReport) -> Iterator[Violation]:
    """8: a list has exactly the tasks that its figure counts, each judged once more on its own."""
    for name, tasks in report.lists.items():
        figure = report.now.figure(name)
        if len(tasks) != figure.count:
            yield _violation(8, f"rows of the list {name}", figure.count, len(tasks))
        judged = sum(figure.counts(task) for task in tasks)
        if judged != len(tasks):
            yield _violation(8, f"tasks of the list {name} that {name} counts", len(tasks), judged)


def _receipt(report: ProgressReport) -> Iterator[Violation]:
    """9: every row read was accepted, rejected or ignored, and every accepted one is in the book."""
    receipt = report.receipt
    if receipt is None:
        return
    accounted = receipt.accepted + receipt.rejected + receipt.ignored
    if accounted != receipt.rows:
        yield _violation(9, "rows accepted, rejected and ignored", receipt.rows, accounted)
    if receipt.accepted != report.listed:
        yield _violation(9, "tasks in the book for the rows accepted", receipt.accepted, report.listed)


def _violation(identity: int, where: str, expected: int, computed: int) -> Violation:
    return Violation(identity=identity, where=where, expected=expected, computed=computed)
