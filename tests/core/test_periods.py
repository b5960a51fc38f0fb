"""The periods of the two calendars (docs/reference/periods.md; Decree 09/2019/NĐ-CP, Article 12)."""

import datetime as dt

import attrs
import pytest

from taskstats import Calendar, InvalidPeriod, Period, PeriodKind, year_start

DECREE = Calendar.DECREE_09


def ends(period):
    return str(period.first), str(period.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-05", "2021-05-01", "2021-05-31"),
        ("2021-04", "2021-04-01", "2021-04-30"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2021-Q1", "2021-01-01", "2021-03-31"),
        ("2021-Q2", "2021-04-01", "2021-06-30"),
        ("2021-Q3", "2021-07-01", "2021-09-30"),
        ("2021-Q4", "2021-10-01", "2021-12-31"),
        ("2021-H1", "2021-01-01", "2021-06-30"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021-9M", "2021-01-01", "2021-09-30"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-05-03..2021-05-20", "2021-05-03", "2021-05-20"),
        ("2024-02-29..2024-02-29", "2024-02-29", "2024-02-29"),
        (" 2021-q2\n", "2021-04-01", "2021-06-30"),
        ("2021-h2", "2021-07-01", "2021-12-31"),
        ("2021-9m", "2021-01-01", "2021-09-30"),
    ],
)
def test_civil_periods(text, first, last):
    assert ends(Period.parse(text)) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-01", "2020-12-15", "2021-01-14"),
        ("2021-03", "2021-02-15", "2021-03-14"),
        ("2024-03", "2024-02-15", "2024-03-14"),
        ("2021-05", "2021-04-15", "2021-05-14"),
        ("2021-12", "2021-11-15", "2021-12-14"),
        ("2021-Q1", "2020-12-15", "2021-03-14"),
        ("2021-Q2", "2021-03-15", "2021-06-14"),
        ("2021-Q3", "2021-06-15", "2021-09-14"),
        ("2021-Q4", "2021-09-15", "2021-12-14"),
        ("2021-H1", "2020-12-15", "2021-06-14"),
        ("2021-H2", "2021-06-15", "2021-12-14"),
        ("2021", "2020-12-15", "2021-12-14"),
    ],
)
def test_periods_of_the_decree(text, first, last):
    assert ends(Period.parse(text, calendar=DECREE)) == (first, last)


def test_the_decree_has_no_nine_months():
    with pytest.raises(
        InvalidPeriod, match=r"^Decree 09/2019/NĐ-CP, Article 12, defines no nine-month period  \[E-PERIOD\]$"
    ):
        Period.nine_months(2021, calendar=DECREE)
    with pytest.raises(InvalidPeriod, match="nine-month"):
        Period.parse("2021-9M", calendar=DECREE)


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("2021-00", "month 0 does not exist: it goes from 1 to 12"),
        ("2021-13", "month 13 does not exist: it goes from 1 to 12"),
        ("2021-Q0", "quarter 0 does not exist: it goes from 1 to 4"),
        ("2021-Q5", "quarter 5 does not exist: it goes from 1 to 4"),
        ("2021-H0", "half 0 does not exist: it goes from 1 to 2"),
        ("2021-H3", "half 3 does not exist: it goes from 1 to 2"),
        ("1899", "year 1899 is outside 1900 to 9998"),
        ("9999-01", "year 9999 is outside 1900 to 9998"),
        ("2021-02-30..2021-03-01", "'2021-02-30..2021-03-01': day is out of range for month"),
        ("2021-05-20..2021-05-19", "cannot end on 2021-05-19 before it starts on 2021-05-20"),
        ("", "'' names no period: write 2021-05, 2021-Q2"),
        ("2021-5", "'2021-5' names no period"),
        ("05/2021", "'05/2021' names no period"),
        ("2021-10M", "'2021-10M' names no period"),
        ("2021-05-03", "'2021-05-03' names no period"),
        ("2021-05-03..", "'2021-05-03..' names no period"),
        ("2021-05 2021-06", "names no period"),
        ("2021-05x", "names no period"),
        ("2021-05-03..2021-05-20..2021-05-31", "names no period"),
        ("٢٠٢١", "names no period"),
    ],
)
def test_texts_that_name_no_period(text, saying):
    with pytest.raises(InvalidPeriod) as caught:
        Period.parse(text)
    assert saying in str(caught.value)


@pytest.mark.parametrize("year", [1900, 9998])
def test_the_first_and_the_last_year_there_is(year):
    assert ends(Period.whole_year(year)) == (f"{year}-01-01", f"{year}-12-31")


@pytest.mark.parametrize(
    ("text", "before", "last_year"),
    [
        ("2021-05", "2021-04", "2020-05"),
        ("2021-01", "2020-12", "2020-01"),
        ("2021-Q1", "2020-Q4", "2020-Q1"),
        ("2021-Q3", "2021-Q2", "2020-Q3"),
        ("2021-H1", "2020-H2", "2020-H1"),
        ("2021-H2", "2021-H1", "2020-H2"),
        ("2021", "2020", "2020"),
        ("2021-05-03..2021-05-20", "2021-04-15..2021-05-02", "2020-05-03..2020-05-20"),
        ("2021-05-03..2021-05-03", "2021-05-02..2021-05-02", "2020-05-03..2020-05-03"),
        ("2024-02-29..2024-03-01", "2024-02-27..2024-02-28", "2023-02-28..2023-03-01"),
    ],
)
@pytest.mark.parametrize("calendar", Calendar)
def test_neighbours(text, before, last_year, calendar):
    period = Period.parse(text, calendar=calendar)
    assert period.previous() == Period.parse(before, calendar=calendar)
    assert period.same_last_year() == Period.parse(last_year, calendar=calendar)


def test_nine_months_are_compared_with_those_of_last_year():
    assert Period.nine_months(2021).previous() == Period.nine_months(2020) == Period.nine_months(2021).same_last_year()


@pytest.mark.parametrize(
    ("last", "calendar", "first", "year"),
    [
        pytest.param(dt.date(2021, 5, 31), Calendar.CIVIL, "2021-01-01", 2021, id="civil"),
        pytest.param(dt.date(2021, 1, 1), Calendar.CIVIL, "2021-01-01", 2021, id="civil-first-day"),
        pytest.param(dt.date(2021, 12, 31), Calendar.CIVIL, "2021-01-01", 2021, id="civil-last-day"),
        pytest.param(dt.date(2021, 5, 31), DECREE, "2020-12-15", 2021, id="decree"),
        pytest.param(dt.date(2021, 12, 14), DECREE, "2020-12-15", 2021, id="decree-last-day"),
        pytest.param(dt.date(2021, 12, 15), DECREE, "2021-12-15", 2022, id="decree-first-day"),
        pytest.param(dt.date(2021, 12, 31), DECREE, "2021-12-15", 2022, id="decree-end-of-december"),
        pytest.param(dt.date(2022, 1, 1), DECREE, "2021-12-15", 2022, id="decree-january"),
    ],
)
def test_year_to_date(last, calendar, first, year):
    period = Period.year_to_date(last, calendar=calendar)
    assert ends(period) == (first, str(last))
    assert (period.kind, period.year, period.number, period.calendar) == (PeriodKind.YEAR_TO_DATE, year, 1, calendar)
    assert str(period) == f"{first}..{last}"
    assert year_start(last, calendar) == period.first


def test_a_year_to_date_is_compared_with_that_of_last_year():
    before = Period.year_to_date(dt.date(2024, 2, 29)).previous()
    assert before == Period.year_to_date(dt.date(2023, 2, 28))
    decree = Period.year_to_date(dt.date(2021, 12, 20), calendar=DECREE)
    assert decree.previous() == Period.year_to_date(dt.date(2020, 12, 20), calendar=DECREE)


def test_the_factories_say_what_they_made():
    made = [
        (Period.month(2021, 5), PeriodKind.MONTH, 5),
        (Period.quarter(2021, 2), PeriodKind.QUARTER, 2),
        (Period.half(2021, 2), PeriodKind.HALF, 2),
        (Period.nine_months(2021), PeriodKind.NINE_MONTHS, 1),
        (Period.whole_year(2021), PeriodKind.YEAR, 1),
        (Period.days(dt.date(2021, 5, 3), dt.date(2022, 5, 3)), PeriodKind.DAYS, 1),
    ]
    for period, kind, number in made:
        assert (period.kind, period.year, period.number, period.calendar) == (kind, 2021, number, Calendar.CIVIL)
    assert Period.month(2021, 5, calendar=DECREE).calendar is DECREE


@pytest.mark.parametrize("number", [0, 5])
def test_a_factory_refuses_what_does_not_exist(number):
    with pytest.raises(InvalidPeriod, match=f"quarter {number} does not exist"):
        Period.quarter(2021, number)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(dt.datetime(2021, 5, 1), dt.date(2021, 5, 31), id="first-is-a-moment"),  # noqa: DTZ001
        pytest.param(dt.date(2021, 5, 1), dt.datetime(2021, 5, 31), id="last-is-a-moment"),  # noqa: DTZ001
        pytest.param("2021-05-01", dt.date(2021, 5, 31), id="text"),
    ],
)
def test_a_period_runs_between_dates(first, last):
    with pytest.raises(InvalidPeriod, match="a period runs between two dates"):
        Period(first, last)


def test_a_period_of_one_day_and_one_that_ends_before_it_starts():
    day = dt.date(2021, 5, 31)
    assert day in Period(day, day)
    with pytest.raises(InvalidPeriod, match="cannot end on 2021-05-30 before it starts on 2021-05-31"):
        Period(day, dt.date(2021, 5, 30))


def test_a_plain_period_is_a_span_of_civil_days():
    plain = Period(dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    assert (plain.kind, plain.year, plain.number, plain.calendar) == (PeriodKind.DAYS, 0, 1, Calendar.CIVIL)
    assert plain != Period.month(2021, 5)
    assert attrs.evolve(plain, kind=PeriodKind.MONTH, year=2021, number=5) == Period.month(2021, 5)


@pytest.mark.parametrize(
    ("day", "held"),
    [("2021-04-30", False), ("2021-05-01", True), ("2021-05-31", True), ("2021-06-01", False)],
)
def test_both_ends_are_in_the_period(day, held):
    assert (dt.date.fromisoformat(day) in Period.month(2021, 5)) is held


def test_a_span_that_leaves_no_days_before_it():
    ever = Period.days(dt.date.min, dt.date(2021, 12, 31))
    with pytest.raises(InvalidPeriod, match=r"0001-01-01\.\.2021-12-31: no period of as many days lies before it"):
        ever.previous()
    second = Period.days(dt.date(1, 1, 2), dt.date(1, 1, 2))
    assert second.previous() == Period.days(dt.date.min, dt.date.min)


def test_the_words_of_the_calendars_are_stable():
    assert [calendar.value for calendar in Calendar] == ["civil", "decree-09"]
    kinds = ["month", "quarter", "half", "nine-months", "year", "year-to-date", "days"]
    assert [kind.value for kind in PeriodKind] == kinds


@pytest.mark.parametrize("text", ["2021-05", "2021-Q2", "2021-H1", "2021-9M", "2021", "2021-05-03..2021-05-20"])
def test_a_period_is_written_as_it_is_read(text):
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("2021-05", "2021-06"),
        ("2021-12", "2022-01"),
        ("2021-Q4", "2022-Q1"),
        ("2021-H1", "2021-H2"),
        ("2021", "2022"),
        ("2021-9M", "2021-Q4"),
        ("2021-05-03..2021-05-20", "2021-05-21..2021-06-07"),
    ],
)
def test_the_next_period(text, following):
    assert str(Period.parse(text).next()) == following


@pytest.mark.parametrize(("last", "following"), [("05-31", "06-01..2021-06-30"), ("05-20", "05-21..2021-06-20")])
def test_after_a_year_to_date_comes_a_month(last, following):
    assert str(Period.year_to_date(dt.date.fromisoformat(f"2021-{last}")).next()) == f"2021-{following}"


@pytest.mark.parametrize(
    "last_of_all",
    [
        Period.days(dt.date(9999, 12, 1), dt.date.max),
        Period.days(dt.date(9999, 12, 1), dt.date(9999, 12, 30)),
        attrs.evolve(Period.year_to_date(dt.date(2021, 12, 20)), last=dt.date(9999, 12, 20)),
        Period.month(9998, 12),
    ],
    ids=str,
)
def test_nothing_comes_after_the_end_of_the_calendar(last_of_all):
    with pytest.raises(InvalidPeriod):
        last_of_all.next()
