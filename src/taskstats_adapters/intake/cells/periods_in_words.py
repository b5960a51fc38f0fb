"""Periods that stand where a day should: "Quý II/2021", "Trong tháng 6/2021", "6 tháng đầu năm 2021"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache

import attrs

from taskstats_adapters.vietnamese.text import words


@attrs.frozen
class NamedPeriod:
    """A period, by its last month; `year` is None where the text has none, `week` where it is no week of a month."""

    year: int | None
    month: int
    week: int | None = None

    def last_day(self, year: int) -> dt.date:
        """Its last day; in `year` if it has none of its own.

        Weeks of a month end on Sunday: the first is that of the 1st, and the last ends with the month.
        """
        year = self.year or year
        if self.week:
            sundays = [day for *_, day in calendar.Calendar().monthdayscalendar(year, self.month) if day]
            if self.week <= len(sundays):
                return dt.date(year, self.month, sundays[self.week - 1])
        return dt.date(year, self.month, calendar.monthrange(year, self.month)[1])


def named_period(text: str) -> NamedPeriod | None:
    """The period that a clean text names, if it names one."""
    match = _form().fullmatch(" ".join(words(text)))
    if match is None:
        return None
    found = match.groupdict()
    year = next((int(found[key]) for key in ("year", "year_before", "year_behind", "whole") if found[key]), None)
    if quarter := found["quarter"]:
        return NamedPeriod(year, 3 * (_ROMAN.get(quarter) or int(quarter)))
    week = found["week"]
    month = next((int(found[key]) for key in ("first", "month", "digits_before", "digits_behind") if found[key]), 12)
    if found["half"]:
        month = 6
    return NamedPeriod(year, month, int(week) if week else None)


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@cache
def _form() -> re.Pattern[str]:
    """Periods between their words, folded: "trong quy ii 2021", "tuan 2 thang 6 2021", "6 2021", "nam 2021"."""
    number = "0?[1-9]|1[0-2]"
    return re.compile(
        r"(?:(?:trong|ca|den het|het|cuoi|tuan cuoi) )?"
        r"(?:"
        r"(?:(?:quy |q)(?P<quarter>iv|i{1,3}|0?[1-4])"
        rf"|(?P<first>{number}) thang(?: dau)? nam|(?P<half>nua dau) nam|(?:6 thang|nua) cuoi nam"
        rf"|(?:tuan (?:thu )?(?P<week>[1-5]) )?(?:thang |t)(?P<month>{number})"
        r")(?: (?:nam )?(?P<year>20\d\d))?"
        rf"|(?P<digits_before>{number}) (?P<year_behind>20\d\d)|(?P<year_before>20\d\d) (?P<digits_behind>{number})"
        r"|nam (?P<whole>20\d\d)"
        r")"
    )
