"""The identities that one report can break (docs/reference/definitions.md), as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from taskstats.errors import Unbalanced, Violation
from taskstats.figures import AGENCY_COHORTS, Figures
from taskstats.reports import ProgressReport
from taskstats.tallies import existing


@attrs.frozen(kw_only=True)
class Claim:
    """A number that a report makes: what an identity expects of a figure, and what was computed."""

    figure: str
    expected: int
    computed: int
    agency: str | None = None


@attrs.frozen
class Identity:
    """An identity by its number in the definitions, its rule, and the claims that a report makes under it."""

    number: int
    rule: str
    claims: Callable[[ProgressReport], Iterator[Claim]]


def audit(report: ProgressReport) -> tuple[Violation, ...]:
    """Every identity that a report breaks; empty for one that balances."""
    return tuple(
        Violation(identity=identity.number, **attrs.asdict(claim))
        for identity in IDENTITIES
        for claim in identity.claims(report)
        if claim.expected != claim.computed
    )


def ensure_balanced(report: ProgressReport) -> None:
    """Raises Unbalanced, with every violation, unless all identities hold."""
    if violations := audit(report):
        raise Unbalanced(violations)


def compare(stated: Mapping[str, int], figures: Figures) -> tuple[Violation, ...]:
    """Figures that somebody states, by name ("due.total": 182), against those computed. Raises UnknownFigure."""
    found = ((name, count, figures.figure(name).count) for name, count in stated.items())
    return tuple(
        Violation(identity=1, figure=name, expected=count, computed=computed)
        for name, count, computed in found
        if count != computed
    )


def _parts(report: ProgressReport) -> Iterator[Claim]:
    for prefix, figures in (("", report.now), ("previous.", report.previous)):
        if figures is not None:
            yield from _parts_of(figures, prefix)


def _parts_of(figures: Figures, prefix: str) -> Iterator[Claim]:
    for agency, found in figures.agencies.items():
        for cohort in AGENCY_COHORTS:
            counts = attrs.asdict(getattr(found, cohort))
            most = {"undated_completed": counts["on_time"], "undated_unfinished": counts["pending"]}
            for part, count in counts.items():
                name = f"{prefix}{cohort}.{part}"
                yield Claim(figure=name, expected=max(count, 0), computed=count, agency=agency)
                yield Claim(figure=name, expected=min(count, most.get(part, count)), computed=count, agency=agency)


def _closed_period(report: ProgressReport) -> Iterator[Claim]:
    rules = report.rules
    if report.period.last <= report.as_of and not rules.day_running and rules.grace_days == 0:
        yield Claim(figure="due.pending", expected=0, computed=report.due.pending)


def _flow(report: ProgressReport) -> Iterator[Claim]:
    if not report.period.first <= report.as_of <= report.period.last:
        return
    start, end = report.opening, report.closing
    completed, gone = end.completed - start.completed, existing(end) - end.total - existing(start) + start.total
    expected = start.unfinished + existing(report.assigned) - completed - gone
    yield Claim(figure="closing.unfinished", expected=expected, computed=end.unfinished)


def _lists(report: ProgressReport) -> Iterator[Claim]:
    for name, tasks in report.lists.items():
        figure = report.now.figure(name)
        yield Claim(figure=f"lists.{name}", expected=figure.count, computed=len(tasks))
        judged = sum(figure.counts(task) for task in tasks)  # once more, each on its own
        yield Claim(figure=f"lists.{name}.counted", expected=len(tasks), computed=judged)


def _receipt(report: ProgressReport) -> Iterator[Claim]:
    receipt = report.receipt
    if receipt is not None:
        accounted = receipt.accepted + receipt.rejected + receipt.ignored
        yield Claim(figure="receipt.rows", expected=receipt.rows, computed=accounted)
        yield Claim(figure="receipt.accepted", expected=receipt.accepted, computed=report.listed)


IDENTITIES = (
    Identity(1, "the states make up the total: none is below 0, nor below its undated part", _parts),
    Identity(4, "nothing due in an ended period is pending (day closed, no grace)", _closed_period),
    Identity(6, "open at the end = open at the start + assigned - completed - withdrawn", _flow),
    Identity(8, "a list has exactly the tasks that its figure counts", _lists),
    Identity(9, "rows read = accepted + rejected + ignored, and every accepted row is in the book", _receipt),
)
"""The identities that a single report can break."""
