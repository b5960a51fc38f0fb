"""Numbers that know their definition: one figure, an agency's figures, all figures of a period."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import attrs

from taskstats.cohorts import AGEING_BANDS, report_cohorts
from taskstats.errors import UnknownFigure
from taskstats.periods import Period
from taskstats.rules import Rules
from taskstats.tallies import PARTS, Cohort, Tally, existing, stored_counts
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
class Flow:
    """What became of the open tasks over a period, each line a number of tasks.

    opening + assigned - completed - withdrawn - left_out = closing, for a cut-off within the period. `left_out` is by
    how much the undated tasks that the rules leave out have grown.
    """

    opening: int
    assigned: int
    completed: int
    withdrawn: int
    left_out: int
    closing: int


_NOTHING = Tally()


@attrs.frozen(init=False)
class AgencyFigures:
    """One agency's tallies by cohort, without those that count nothing; they add up with `+`."""

    tallies: Mapping[str, Tally]

    def __init__(self, tallies: Mapping[str, Tally] | None = None, /, **named: Tally) -> None:
        """Of cohorts by name; those whose names are words may be given as arguments: `due=Tally(late=1)`."""
        found = {**(tallies or {}), **named}
        counted = {cohort: tally for cohort, tally in found.items() if any(stored_counts(tally))}
        self.__attrs_init__(MappingProxyType(counted))

    def __getitem__(self, cohort: str) -> Tally:
        return self.tallies.get(cohort, _NOTHING)

    @property
    def assigned(self) -> Tally:
        """The tasks assigned in the period."""
        return self["assigned"]

    @property
    def due(self) -> Tally:
        """The tasks due in the period, by the due date known at the cut-off."""
        return self["due"]

    @property
    def cumulative(self) -> Tally:
        """The tasks assigned from the start of the year to the cut-off."""
        return self["cumulative"]

    @property
    def carried(self) -> Tally:
        """The tasks that were open when the year began: what has become of them."""
        return self["carried"]

    @property
    def completed(self) -> Tally:
        """The tasks completed in the period, whenever they were assigned or due."""
        return self["completed"]

    @property
    def falling_due(self) -> Tally:
        """The tasks due in the next period; `pending` are those still to be done."""
        return self["falling_due"]

    @property
    def ageing(self) -> Mapping[str, int]:
        """How many tasks are overdue by so many days, by band: {"1-30": 4, "over-90": 1}; bands of none are absent."""
        bands = {name: found.overdue for name, found in self.tallies.items() if name.startswith("ageing.")}
        return {name.removeprefix("ageing."): overdue for name, overdue in bands.items() if overdue}

    @property
    def flow(self) -> Flow:
        """From the tasks open before the period to those open at the cut-off."""
        opening, closing = self["opening"], self["closing"]
        return Flow(
            opening=opening.unfinished,
            assigned=existing(self.assigned),
            completed=self.completed.total,
            withdrawn=self["withdrawn"].withdrawn,
            left_out=closing.left_out - opening.left_out,
            closing=closing.unfinished,
        )

    def __add__(self, other: AgencyFigures) -> AgencyFigures:
        if not isinstance(other, AgencyFigures):
            return NotImplemented
        return AgencyFigures({name: self[name] + other[name] for name in {**self.tallies, **other.tallies}})


def _frozen_by_name(agencies: Mapping[str, AgencyFigures]) -> Mapping[str, AgencyFigures]:
    return MappingProxyType({agency: agencies[agency] for agency in sorted(agencies)})


@attrs.frozen(kw_only=True)
class Figures:
    """All figures of one period at one cut-off, by agency (in the order of their names). Totals are their sums.

    `since` is the first day of the cumulative figures, normally the start of the year. `ageing_bands`: the last
    day of each band of days overdue. `stated`: the parts of each cohort that a published report states, where it
    states some only; of the others nothing is known, which is not the same as none.
    """

    period: Period
    as_of: dt.date
    since: dt.date
    agencies: Mapping[str, AgencyFigures] = attrs.field(factory=dict, converter=_frozen_by_name)
    rules: Rules = Rules()
    ageing_bands: tuple[int, ...] = AGEING_BANDS
    stated: Mapping[str, Collection[str]] | None = None

    @cached_property
    def total(self) -> AgencyFigures:
        """All agencies together."""
        by_cohort: defaultdict[str, list[Tally]] = defaultdict(list)
        for figures in self.agencies.values():
            for cohort, tally in figures.tallies.items():
                by_cohort[cohort].append(tally)
        return AgencyFigures({cohort: Tally.sum(tallies) for cohort, tallies in by_cohort.items()})

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
    def carried(self) -> Tally:
        """The tasks assigned before `since` and open then: what has become of them by the cut-off."""
        return self.total.carried

    @cached_property
    def cohorts(self) -> Mapping[str, Cohort]:
        """The definition of each cohort by name, in the order of a report; of those that are stated."""
        found = report_cohorts(self.period, self.as_of, self.since, self.rules, self.ageing_bands)
        return {name: cohort for name, cohort in found.items() if self.stated is None or name in self.stated}

    def parts(self, cohort: str) -> Sequence[str]:
        """The parts of a cohort that are known, in the order of PARTS."""
        return [part for part in PARTS if self.stated is None or part in self.stated.get(cohort, ())]

    def figure(self, name: str, agency: str | None = None) -> Figure:
        """The figure `cohort.part`, such as "due.late" or "ageing.1-30.overdue", of one agency or of all.

        Raises UnknownFigure, listing the cohorts and the parts there are.
        """
        cohort, _, part = name.rpartition(".")
        if cohort not in self.cohorts or part not in PARTS:
            cohorts, parts = ", ".join(self.cohorts), ", ".join(PARTS)
            raise UnknownFigure(f"no figure {name!r}; a name is one of [{cohorts}], a dot, and one of [{parts}]")
        whole = self.total if agency is None else self.agencies.get(agency, AgencyFigures())
        count: int = getattr(whole[cohort], part)
        return Figure(name=name, cohort=self.cohorts[cohort], part=part, count=count, agency=agency)
