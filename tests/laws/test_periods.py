"""Laws of the two calendars (docs/reference/periods.md), for every regular period from 2000 to 2100."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from taskstats import Calendar, Period, PeriodKind, year_start
from taskstats_adapters.testing import strategies as some

DAY = dt.timedelta(days=1)
YEARS = st.integers(2000, 2100)


def joined(*periods):
    """The days of adjoining periods, after a check that they adjoin."""
    for before, after in itertools.pairwise(periods):
        assert before.last + DAY == after.first
    return periods[0].first, periods[-1].last


def ends(period):
    return period.first, period.last


@given(some.regular_periods().filter(lambda period: period.kind is not PeriodKind.NINE_MONTHS) | some.spans())
def test_a_period_begins_the_day_after_the_previous_one(period):
    before = period.previous()
    assert before.last + DAY == period.first
    assert (before.kind, before.calendar) == (period.kind, period.calendar)


@given(some.periods() | some.regular_periods())
def test_the_next_period_begins_the_day_after(period):
    following = period.next()
    assert following.first == period.last + DAY
    assert following.calendar is period.calendar
    if period.kind not in (PeriodKind.NINE_MONTHS, PeriodKind.YEAR_TO_DATE):
        assert (following.kind, ends(following.previous())) == (period.kind, ends(period))


@given(some.spans())
def test_the_span_before_is_as_long(span):
    before = span.previous()
    assert before.last - before.first == span.last - span.first


@given(some.regular_periods() | some.spans())
def test_a_period_reads_back_from_its_text(period):
    assert Period.parse(str(period), calendar=period.calendar) == period


@given(st.builds(Period.year_to_date, some.dates(), calendar=some.calendars()))
def test_a_year_to_date_reads_back_as_its_days(period):
    assert ends(Period.parse(str(period))) == ends(period)


@given(some.regular_periods())
def test_last_year_has_the_same_period_under_the_same_number(period):
    before = period.same_last_year()
    assert (before.kind, before.number, before.year) == (period.kind, period.number, period.year - 1)
    assert 365 <= (period.first - before.first).days <= 366
    assert (before.first.month, before.first.day) == (period.first.month, period.first.day)


@given(YEARS, some.calendars())
def test_the_longer_periods_are_made_of_the_shorter(year, calendar):
    months = [Period.month(year, number, calendar=calendar) for number in range(1, 13)]
    quarters = [Period.quarter(year, number, calendar=calendar) for number in range(1, 5)]
    halves = [Period.half(year, number, calendar=calendar) for number in (1, 2)]
    for number, quarter in enumerate(quarters):
        assert ends(quarter) == joined(*months[3 * number : 3 * number + 3])
    for number, half in enumerate(halves):
        assert ends(half) == joined(*quarters[2 * number : 2 * number + 2])
    assert ends(Period.whole_year(year, calendar=calendar)) == joined(*halves)
    if calendar is Calendar.CIVIL:
        assert ends(Period.nine_months(year)) == joined(*months[:9])


@given(YEARS, st.integers(1, 12))
def test_a_civil_month_holds_exactly_its_days(year, number):
    month = Period.month(year, number)
    day = dt.date(year - 1, 12, 1)
    while day <= dt.date(year + 1, 1, 31):
        assert (day in month) == ((day.year, day.month) == (year, number))
        day += DAY


@given(YEARS, st.integers(1, 12))
def test_a_decree_month_runs_from_the_15th_to_the_14th(year, number):
    month = Period.month(year, number, calendar=Calendar.DECREE_09)
    assert month.last == dt.date(year, number, 14)
    assert (month.first.day, 28 <= (month.last - month.first).days + 1 <= 31) == (15, True)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)), some.calendars())
def test_every_day_lies_in_the_year_that_starts_before_it(day, calendar):
    first = year_start(day, calendar)
    opens_in_december = calendar is Calendar.DECREE_09
    year = Period.whole_year(first.year + opens_in_december, calendar=calendar)
    assert year.first == first
    assert day in year
    so_far = Period.year_to_date(day, calendar=calendar)
    assert (so_far.first, so_far.last, so_far.year) == (first, day, year.year)
