"""The identities that one report can break (docs/reference/definitions.md), as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from taskstats.errors import Unbalanced, Violation
from taskstats.figures import AgencyFigures, Figures
from taskstats.reports import ProgressReport
from taskstats.tallies import STORED


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


def _both(report: ProgressReport) -> Iterator[tuple[str, Figures]]:
    """The figures of the period and of the one compared with, each with the start of its figures' names."""
    yield "", report.now
    if report.previous is not None:
        yield "previous.", report.previous


def _parts(report: ProgressReport) -> Iterator[Claim]:
    for prefix, figures in _both(report):
        yield from _parts_of(figures, prefix)


def _parts_of(figures: Figures, prefix: str) -> Iterator[Claim]:
    for agency, found in figures.agencies.items():
        for cohort, tally in found.tallies.items():
            counts = {part: getattr(tally, part) for part in STORED}
            most = {"undated_completed": counts["on_time"], "undated_unfinished": counts["pending"]}
            for part, count in counts.items():
                name = f"{prefix}{cohort}.{part}"
                yield Claim(figure=name, expected=max(count, 0), computed=count, agency=agency)
                yield Claim(figure=name, expected=min(count, most.get(part, count)), computed=count, agency=agency)


def _closed_period(report: ProgressReport) -> Iterator[Claim]:
    rules = report.rules
    if report.period.last <= report.as_of and not rules.day_running and rules.grace_days == 0:
        yield Claim(figure="due.pending", expected=0, computed=report.due.pending)


def _of_each_agency(
    report: ProgressReport, claims: Callable[[Figures, AgencyFigures], Iterator[tuple[str, int, int]]]
) -> Iterator[Claim]:
    """What a rule expects of each agency's figures: the figure, what it should be, what was computed."""
    for prefix, figures in _both(report):
        if figures.stated is None:
            for agency, found in figures.agencies.items():
                for name, expected, computed in claims(figures, found):
                    yield Claim(figure=prefix + name, expected=expected, computed=computed, agency=agency)


def _flow(report: ProgressReport) -> Iterator[Claim]:
    return _of_each_agency(report, _flow_of)


def _flow_of(figures: Figures, found: AgencyFigures) -> Iterator[tuple[str, int, int]]:
    if figures.as_of in figures.period:
        flow, opening, closing = found.flow, found["opening"], found["closing"]
        yield "withdrawn.withdrawn", closing.withdrawn - opening.withdrawn, flow.withdrawn
        left = flow.completed + flow.withdrawn + flow.left_out
        yield "closing.unfinished", flow.opening + flow.assigned - left, flow.closing


def _open(report: ProgressReport) -> Iterator[Claim]:
    return _of_each_agency(report, _open_of)


def _open_of(_: Figures, found: AgencyFigures) -> Iterator[tuple[str, int, int]]:
    yield "closing.unfinished", found.cumulative.unfinished + found.carried.unfinished, found["closing"].unfinished


def _completed(report: ProgressReport) -> Iterator[Claim]:
    return _of_each_agency(report, _completed_of)


def _completed_of(figures: Figures, found: AgencyFigures) -> Iterator[tuple[str, int, int]]:
    yield "completed.unfinished", 0, found.completed.unfinished
    if figures.as_of in figures.period:
        opening, closing = found["opening"].completed, found["closing"].completed
        yield "completed.total", closing - opening, found.completed.total
        if figures.period.first == figures.since:
            yield "completed.total", found.cumulative.completed + found.carried.completed, found.completed.total


def _ageing(report: ProgressReport) -> Iterator[Claim]:
    return _of_each_agency(report, _ageing_of)


def _ageing_of(_: Figures, found: AgencyFigures) -> Iterator[tuple[str, int, int]]:
    yield "closing.overdue", sum(found.ageing.values()), found["closing"].overdue


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
    Identity(10, "open at the cut-off = unfinished of the year so far + unfinished of what was carried over", _open),
    Identity(
        11, "completed in the period = completed by its end - before it; of the whole year: of its tasks", _completed
    ),
    Identity(12, "the ageing bands add up to everything overdue", _ageing),
)
"""The identities that a single report can break."""
