"""Reporting periods in the two calendars that offices use (docs/reference/periods.md)."""

from __future__ import annotations

import datetime as dt
import enum
import re
from typing import Self

import attrs
from dateutil.relativedelta import relativedelta

from taskstats.errors import InvalidPeriod

_DAY = dt.timedelta(days=1)


class Calendar(enum.Enum):
    """Which days make a month: the civil calendar, or the one of Decree 09/2019/NĐ-CP, Article 12."""

    CIVIL = "civil"
    DECREE_09 = "decree-09"


class PeriodKind(enum.Enum):
    """The kind of a period decides its name and which period precedes it."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine-months"
    YEAR = "year"
    YEAR_TO_DATE = "year-to-date"
    DAYS = "days"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
_PER_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.NINE_MONTHS: 1,
    PeriodKind.YEAR: 1,
}


@attrs.frozen
class Period:
    """A span of whole days, first and last included. Make one with a factory such as `month`, or with `parse`.

    `number` is the month, the quarter or the half within `year`; 1 for the other kinds.
    """

    first: dt.date
    last: dt.date
    kind: PeriodKind = PeriodKind.DAYS
    year: int = 0
    number: int = 1
    calendar: Calendar = Calendar.CIVIL

    def __attrs_post_init__(self) -> None:
        if type(self.first) is not dt.date or type(self.last) is not dt.date:
            raise InvalidPeriod(f"a period runs between two dates, not {self.first!r} and {self.last!r}")
        if self.first > self.last:
            raise InvalidPeriod(f"a period cannot end on {self.last} before it starts on {self.first}")

    # -- factories ---------------------------------------------------------------------------

    @classmethod
    def month(cls, year: int, month: int, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """Month 1 to 12: the civil month, or the 15th of the month before to the 14th (Decree 09/2019, Art. 12)."""
        return cls._regular(PeriodKind.MONTH, year, month, calendar)

    @classmethod
    def quarter(cls, year: int, quarter: int, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """Quarter 1 to 4."""
        return cls._regular(PeriodKind.QUARTER, year, quarter, calendar)

    @classmethod
    def half(cls, year: int, half: int, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """First (1) or second (2) half of a year."""
        return cls._regular(PeriodKind.HALF, year, half, calendar)

    @classmethod
    def nine_months(cls, year: int, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """1 January to 30 September. Decree 09/2019 defines no such period: InvalidPeriod there."""
        if calendar is Calendar.DECREE_09:
            raise InvalidPeriod("Decree 09/2019/NĐ-CP, Article 12, defines no nine-month period")
        return cls._regular(PeriodKind.NINE_MONTHS, year, 1, calendar)

    @classmethod
    def whole_year(cls, year: int, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """The year: 1 January to 31 December, or 15 December of the year before to 14 December."""
        return cls._regular(PeriodKind.YEAR, year, 1, calendar)

    @classmethod
    def year_to_date(cls, last: dt.date, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """From the start of the year that holds `last` to `last`."""
        first = year_start(last, calendar)
        return cls(first, last, PeriodKind.YEAR_TO_DATE, (first + relativedelta(months=1)).year, 1, calendar)

    @classmethod
    def days(cls, first: dt.date, last: dt.date, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """The days from `first` to `last`, both included; `calendar` decides when their year starts."""
        return cls(first, last, PeriodKind.DAYS, first.year, 1, calendar)

    @classmethod
    def _regular(cls, kind: PeriodKind, year: int, number: int, calendar: Calendar) -> Self:
        if not 1 <= number <= _PER_YEAR[kind]:
            raise InvalidPeriod(f"{kind.value} {number} does not exist: it goes from 1 to {_PER_YEAR[kind]}")
        if not 1900 <= year <= 9998:
            raise InvalidPeriod(f"year {year} is outside 1900 to 9998")
        months = _MONTHS[kind]
        first = dt.date(year, (number - 1) * months + 1, 1)
        after = first + relativedelta(months=months)
        if calendar is Calendar.DECREE_09:  # the same months, 14 days into the one before
            first, after = (day - relativedelta(months=1) + relativedelta(days=14) for day in (first, after))
        return cls(first, after - _DAY, kind, year, number, calendar)

    @classmethod
    def parse(cls, text: str, *, calendar: Calendar = Calendar.CIVIL) -> Self:
        """Read `2021-05`, `2021-Q2`, `2021-H1`, `2021-9M`, `2021` or `2021-05-03..2021-05-20`.

        Raises InvalidPeriod, saying which forms there are.
        """
        if match := _REGULAR.fullmatch(text.strip()):
            year = int(match["year"])
            if match["month"]:
                return cls.month(year, int(match["month"]), calendar=calendar)
            if match["quarter"]:
                return cls.quarter(year, int(match["quarter"]), calendar=calendar)
            if match["half"]:
                return cls.half(year, int(match["half"]), calendar=calendar)
            if match["nine"]:
                return cls.nine_months(year, calendar=calendar)
            return cls.whole_year(year, calendar=calendar)
        if match := _SPAN.fullmatch(text.strip()):
            try:
                first, last = dt.date.fromisoformat(match[1]), dt.date.fromisoformat(match[2])
            except ValueError as error:
                raise InvalidPeriod(f"{text!r}: {error}") from None
            return cls.days(first, last, calendar=calendar)
        raise InvalidPeriod(
            f"{text!r} names no period: write 2021-05, 2021-Q2, 2021-H1, 2021-9M, 2021 or 2021-05-03..2021-05-20"
        )

    # -- neighbours --------------------------------------------------------------------------

    def previous(self) -> Self:
        """The period before this one: for a month the month before, for a span of days as many days just before it.

        For nine months and a year to date it is the same period a year earlier.
        Raises InvalidPeriod if it would start before the first day of the calendar.
        """
        if self.kind is PeriodKind.DAYS:
            length = self.last - self.first
            try:
                return type(self).days(self.first - _DAY - length, self.first - _DAY, calendar=self.calendar)
            except OverflowError:
                raise InvalidPeriod(f"{self}: no period of as many days lies before it; compare with another") from None
        if self.kind in (PeriodKind.NINE_MONTHS, PeriodKind.YEAR_TO_DATE):
            return self.same_last_year()
        year, number = self.year, self.number - 1
        if number < 1:
            year, number = year - 1, _PER_YEAR[self.kind]
        return type(self)._regular(self.kind, year, number, self.calendar)

    def next(self) -> Self:
        """The period that begins on the day after: the month after a month, …; any span of days: as many days.

        After nine months comes the fourth quarter, after a year to date one month. Raises InvalidPeriod where the
        calendar has no days left.
        """
        if self.kind is PeriodKind.NINE_MONTHS:
            return type(self).quarter(self.year, 4, calendar=self.calendar)
        if self.kind in (PeriodKind.DAYS, PeriodKind.YEAR_TO_DATE):
            month = self.kind is PeriodKind.YEAR_TO_DATE
            try:
                first = self.last + _DAY
                last = first + relativedelta(months=1) - _DAY if month else first + (self.last - self.first)
            except (OverflowError, ValueError):
                raise InvalidPeriod(f"{self}: the calendar has no period of its length after it") from None
            return type(self).days(first, last, calendar=self.calendar)
        year, number = self.year, self.number + 1
        if number > _PER_YEAR[self.kind]:
            year, number = year + 1, 1
        return type(self)._regular(self.kind, year, number, self.calendar)

    def same_last_year(self) -> Self:
        """The same period one year earlier (29 February becomes 28 February)."""
        if self.kind in _MONTHS:
            return type(self)._regular(self.kind, self.year - 1, self.number, self.calendar)
        back = relativedelta(years=1)
        return attrs.evolve(self, first=self.first - back, last=self.last - back, year=self.year - 1)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """The text that `parse` reads back in the same calendar; `first..last` for spans of days and years to date."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.year:04d}-{self.number:02d}"
            case PeriodKind.QUARTER:
                return f"{self.year:04d}-Q{self.number}"
            case PeriodKind.HALF:
                return f"{self.year:04d}-H{self.number}"
            case PeriodKind.NINE_MONTHS:
                return f"{self.year:04d}-9M"
            case PeriodKind.YEAR:
                return f"{self.year:04d}"
            case _:
                return f"{self.first}..{self.last}"


_REGULAR = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})|[Qq](?P<quarter>[0-9])|[Hh](?P<half>[0-9])|(?P<nine>9[Mm])))?"
)
_SPAN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


def year_start(day: dt.date, calendar: Calendar = Calendar.CIVIL) -> dt.date:
    """The first day of the reporting year of `day`: 1 January, or 15 December (Decree 09/2019, Art. 12)."""
    year = Period.whole_year(day.year, calendar=calendar)
    return year.first if day <= year.last else year.last + _DAY
