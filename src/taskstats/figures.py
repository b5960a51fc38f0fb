"""Numbers that know their definition: one figure, an agency's figures, all figures of a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

import attrs

from taskstats.errors import UnknownFigure
from taskstats.periods import Period
from taskstats.rules import Rules
from taskstats.tallies import PARTS, Cohort, Tally
from taskstats.tasks import Task


@attrs.frozen(kw_only=True)
class Figure:
    """A number that knows its definition: the part of a cohort that it counts, of one agency or of all.

    Raises UnknownFigure for a part that no tally has.
    """

    name: str
    cohort: Cohort
    part: str
    count: int
    agency: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.part not in PARTS:
            raise UnknownFigure(f"no part {self.part!r}; there are {', '.join(PARTS)}")

    def counts(self, task: Task) -> bool:
        """Whether this task is one of those counted."""
        if self.agency is not None and task.agency != self.agency:
            return False
        return self.cohort.standing(task) in PARTS[self.part]


@attrs.frozen(kw_only=True)
class AgencyFigures:
    """One agency's tallies in the three cohorts of a report; they add up with `+`."""

    assigned: Tally = Tally()
    due: Tally = Tally()
    cumulative: Tally = Tally()

    def __add__(self, other: AgencyFigures) -> AgencyFigures:
        return AgencyFigures(
            assigned=self.assigned + other.assigned,
            due=self.due + other.due,
            cumulative=self.cumulative + other.cumulative,
        )


def _frozen_by_name(agencies: Mapping[str, AgencyFigures]) -> Mapping[str, AgencyFigures]:
    return MappingProxyType({agency: agencies[agency] for agency in sorted(agencies)})


@attrs.frozen(kw_only=True)
class Figures:
    """All figures of one period at one cut-off, by agency (in the order of their names). Totals are their sums.

    `since` is the first day of the cumulative figures, normally the start of the year.
    """

    period: Period
    as_of: dt.date
    since: dt.date
    agencies: Mapping[str, AgencyFigures] = attrs.field(factory=dict, converter=_frozen_by_name)
    rules: Rules = Rules()

    @cached_property
    def total(self) -> AgencyFigures:
        """All agencies together."""
        found = self.agencies.values()
        return AgencyFigures(**{name: Tally.sum(getattr(one, name) for one in found) for name in AGENCY_COHORTS})

    @property
    def assigned(self) -> Tally:
        """The tasks assigned in the period."""
        return self.total.assigned

    @property
    def due(self) -> Tally:
        """The tasks due in the period, by the due date known at the cut-off."""
        return self.total.due

    @property
    def cumulative(self) -> Tally:
        """The tasks assigned from `since` to the cut-off."""
        return self.total.cumulative

    @property
    def cohorts(self) -> Mapping[str, Cohort]:
        """The definition of each of the three cohorts."""
        return {
            "assigned": Cohort(as_of=self.as_of, rules=self.rules, assigned_in=self.period),
            "due": Cohort(as_of=self.as_of, rules=self.rules, due_in=self.period),
            "cumulative": Cohort(as_of=self.as_of, rules=self.rules, assigned_in=Period.days(self.since, self.as_of)),
        }

    def figure(self, name: str, agency: str | None = None) -> Figure:
        """The figure `cohort.part`, such as "due.late": its count and its definition, of one agency or of all.

        Raises UnknownFigure, listing the names there are.
        """
        cohort, _, part = name.partition(".")
        if cohort not in AGENCY_COHORTS or part not in PARTS:
            names = ", ".join(f"{cohort}.{part}" for cohort in AGENCY_COHORTS for part in PARTS)
            raise UnknownFigure(f"no figure {name!r}; there are {names}")
        whole = self.total if agency is None else self.agencies.get(agency, AgencyFigures())
        count: int = getattr(getattr(whole, cohort), part)
        return Figure(name=name, cohort=self.cohorts[cohort], part=part, count=count, agency=agency)


AGENCY_COHORTS = tuple(field.name for field in attrs.fields(AgencyFigures))
