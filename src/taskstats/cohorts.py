"""The cohorts of a report by name: what each of its figures counts (docs/reference/definitions.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from taskstats.errors import InvalidRules
from taskstats.periods import Period
from taskstats.rules import Rules
from taskstats.tallies import Cohort

AGEING_BANDS = (30, 60, 90)
"""The last day of each band of days overdue; one more band has whatever is older."""

_FIRST_DAY, _LAST_DAY = dt.date.min.toordinal(), dt.date.max.toordinal()


def report_cohorts(
    period: Period, as_of: dt.date, since: dt.date, rules: Rules, ageing_bands: Sequence[int] = AGEING_BANDS
) -> Mapping[str, Cohort]:
    """The definition of each cohort of a report, by the first part of its figures' names.

    `since` is the start of the year; with a cut-off before it nothing is cumulative, and everything open is carried
    over. Raises InvalidPeriod where the calendar has no next period, InvalidRules for bands that do not ascend.
    """
    so_far = Period.days(since, max(since, as_of))
    narrowed = {
        "assigned": Cohort(as_of=as_of, rules=rules, assigned_in=period),
        "due": Cohort(as_of=as_of, rules=rules, due_in=period),
        "cumulative": Cohort(as_of=as_of, rules=rules, assigned_in=so_far),
        "carried": Cohort(as_of=as_of, rules=rules, open_at=min(_day_before(since), as_of)),
        "completed": Cohort(as_of=as_of, rules=rules, completed_in=period),
        "withdrawn": Cohort(as_of=as_of, rules=rules, withdrawn_in=period),
        "falling_due": Cohort(as_of=as_of, rules=rules, due_in=period.next()),
        "opening": Cohort(as_of=min(_day_before(period.first), as_of), rules=rules),
        "closing": Cohort(as_of=as_of, rules=rules),
    }
    bands = {
        f"ageing.{name}": Cohort(as_of=as_of, rules=rules, due_in=span)
        for name, span in _bands(as_of, rules, ageing_bands).items()
    }
    return {**narrowed, **bands}


def _bands(as_of: dt.date, rules: Rules, ageing_bands: Sequence[int]) -> Mapping[str, Period]:
    """The due dates of tasks that are so many days overdue: at one cut-off, a band of days is a span of due dates."""
    ends = (0, *ageing_bands)
    if any(end <= start for start, end in pairwise(ends)):
        raise InvalidRules(
            f"the ageing bands end on days {list(ageing_bands)}; each has to end after the one before it"
        )
    newest = as_of.toordinal() - rules.day_running  # the due date of a task that is one day overdue

    def due(youngest: int, oldest: int) -> Period:
        first, last = (max(_FIRST_DAY, newest + 1 - days) for days in (oldest, youngest))
        return Period.days(dt.date.fromordinal(first), dt.date.fromordinal(last))

    spans = {f"{start + 1}-{end}": due(start + 1, end) for start, end in pairwise(ends)}
    return {**spans, f"over-{ends[-1]}": due(ends[-1] + 1, _LAST_DAY)}


def _day_before(day: dt.date) -> dt.date:
    return dt.date.fromordinal(max(_FIRST_DAY, day.toordinal() - 1))
