"""The forms in which people and programs write a day: those that can mean one day only."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from taskstats_adapters.vietnamese.text import fold


class NoSuchDay(ValueError):
    """A text in the form of a day that is not in the calendar; `turned` is the day if the month stands first."""

    def __init__(self, month: int, turned: dt.date | None) -> None:
        super().__init__(month, turned)
        self.month, self.turned = month, turned


def day_in(text: str, *, moments: bool = False) -> dt.date | dt.datetime | None:
    """The day of a clean text, or None if it has no such form. Raises NoSuchDay.

    The moment where its offset from UTC is given; with `moments`, wherever a time of day stands behind the day.
    """
    for form in _USUAL:
        if match := form.fullmatch(text):
            return _day(match, moments, swapped=form is NUMERIC)
    if len(text) < _SHORTEST:
        return None
    for pattern in (_LONG, _ENGLISH, _MONTH_FIRST):
        if (match := _seldom(pattern).fullmatch(text)) and not _lacks_month(match):
            return _day(match, moments)
    if match := _seldom(_ASP_NET).fullmatch(text):
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=int(match[1]))
    return None


def lacks_year(text: str) -> re.Match[str] | None:
    """The day and the month of a text that has no year: "30/6", "ngày 05 tháng 6"."""
    return _seldom(_NO_YEAR).fullmatch(text)


def has_short_year(text: str) -> bool:
    """Whether the year of a day has two digits: "31/5/21", "20/May/21"."""
    shortened = (pattern.replace(_YEAR, r"\d{2}") for pattern in (_NUMERIC, _LONG, _ENGLISH))
    return any(_seldom(pattern).fullmatch(text) for pattern in shortened)


def tidied(text: str) -> str:
    """The text with plain dashes, without blanks around separators and without a dot at its end."""
    text = text.translate(_PLAIN_MARKS)
    return _seldom(r"(?<=\d) ?([/.-]) ?(?=\d)").sub(r"\1", text).rstrip(" .,;")


def without_weekday(text: str) -> tuple[str, int | None]:
    """The text without a day of the week, and that day: 1 for Monday, as ISO 8601 counts."""
    if match := _seldom(_WEEKDAY).search(text):
        return f"{text[: match.start()]} {text[match.end() :]}".strip(), _WEEKDAYS[fold(match["weekday"])]
    return text, None


def weekday(day: dt.date) -> str:
    """The day of the week in Vietnamese: "thứ Năm"."""
    return ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[day.weekday()]


_SHORTEST = len("3 thg 5 2021") - 1
_CLOCK = r"(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?|(?:h| ?giờ|g)(?: ?[0-5]?\d)?(?: ?phút|['’′])?)"
_HOUR = rf"(?:(?:lúc )?{_CLOCK}(?:,? ngày)?,? )?"
_OFFSET = r"(?P<zone> ?(?:Z|(?:UTC|GMT)?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?|UTC|GMT)(?: \([^()]*\))?)?"
_TIME = rf"(?:[T ,]+(?:lúc )?(?P<time>{_CLOCK}(?: (?:AM|PM|SA|CH))?){_OFFSET})?"
_YEAR = r"(?P<year>\d{4})"
_NUMERIC = rf"{_HOUR}(?:ngày )?(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2{_YEAR}{_TIME}"
_ISO = rf"{_YEAR}([/.-])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}"
_COMPACT = r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<time>)(?P<zone>(?!))?"
NUMERIC = re.compile(_NUMERIC, re.IGNORECASE)
"""Day, month, year."""
_USUAL = (NUMERIC, re.compile(_ISO, re.IGNORECASE), re.compile(_COMPACT))

_ENGLISH_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_VIETNAMESE = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_MONTHS = {
    **{name: number for number, name in enumerate(_ENGLISH_MONTHS.split("|"), 1)},
    **_VIETNAMESE,
}
_IN_WORDS = "|".join(sorted(_VIETNAMESE, reverse=True))
_THANG = rf"(?:tháng|thg)\.? ?(?P<month>\d{{1,2}}|{_IN_WORDS})"
_LONG = rf"{_HOUR}(?:ngày )?(?P<day>\d{{1,2}})[ /-]?{_THANG}(?P<gap>,? năm |, ?| |[/-]){_YEAR}{_TIME}"
"""ngày 03 tháng 5 năm 2021, 03 Tháng Năm 2021, 3 thg 5, 2021, 3/Thg5/2021: people, and programs in Vietnamese."""
_NAME = rf"(?P<month>{_ENGLISH_MONTHS})[a-z]{{0,6}}\.?"
_ENGLISH_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
_ENGLISH = rf"{_ENGLISH_WEEKDAY}(?P<day>\d{{1,2}})[ /-]{_NAME}[ /-]{_YEAR}{_TIME}"
_MONTH_FIRST = rf"{_ENGLISH_WEEKDAY}{_NAME} (?P<day>\d{{1,2}}),? {_YEAR}{_TIME}"
"""Mon May 03 2021 00:00:00 GMT+0700 (Indochina Time): JavaScript's; May 3, 2021."""
_ASP_NET = r"/Date\((\d{12,13})(?:[+-]\d{4})?\)/"
_NO_YEAR = rf"{_HOUR}(?:(?:ngày )?(?P<day>\d{{1,2}})[/.-]|ngày (?P<of>\d{{1,2}}) ?tháng )(?P<month>\d{{1,2}})"

_WEEKDAYS = {
    "thuhai": 1,
    "thuba": 2,
    "thutu": 3,
    "thunam": 4,
    "thusau": 5,
    "thubay": 6,
    "chunhat": 7,
    "cn": 7,
    **{f"{lead}{number}": number - 1 for number in range(2, 8) for lead in ("thu", "t")},
}
_WEEKDAY = r"(?:^|[ (,]+)(?P<weekday>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])(?:[,) ]+|$)"
_PLAIN_MARKS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | dict.fromkeys("⁄∕／", "/"))


@cache
def _seldom(pattern: str) -> re.Pattern[str]:
    """A pattern that most lists never need, compiled when it is."""
    return re.compile(pattern, re.IGNORECASE)


def _lacks_month(match: re.Match[str]) -> bool:
    """Whether "năm" may mean the year, not May: "ngày 20 tháng năm 2021" is a form with the month left blank."""
    return match["month"] == "năm" and "năm" not in (match.groupdict().get("gap") or "")


def _day(match: re.Match[str], moments: bool, *, swapped: bool = False) -> dt.date | dt.datetime:
    """The day or moment of a match. Raises NoSuchDay."""
    day, named, year = int(match["day"]), match["month"], int(match["year"])
    month = int(named) if named.isdigit() else _MONTHS[named.lower()]
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise NoSuchDay(month, _turned(year, day, month) if swapped and day <= 12 < month else None) from None
    zone = match["zone"]
    return found if zone is None and not moments else _moment(found, match["time"], zone)


def _turned(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _moment(day: dt.date, time: str | None, zone: str | None) -> dt.date | dt.datetime:
    """The moment on a day; without a time zone where none is given. Fractions of a second are dropped."""
    if not time:
        return day
    hour, minute, second = (*map(int, re.findall(r"\d+", time)[:3]), 0, 0)[:3]
    if time[-2:].upper() in ("PM", "CH"):
        hour = hour % 12 + 12
    elif time[-2:].upper() in ("AM", "SA"):
        hour %= 12
    if zone is None:
        return dt.datetime.combine(day, dt.time(hour, minute, second))
    sign = re.match(r"\D*([+-])(\d\d):?(\d\d)?", zone)
    offset = dt.timedelta(hours=int(sign[2]), minutes=int(sign[3] or 0)) if sign else dt.timedelta()
    tzinfo = dt.timezone(-offset if sign and sign[1] == "-" else offset)
    return dt.datetime.combine(day, dt.time(hour, minute, second, tzinfo=tzinfo))
