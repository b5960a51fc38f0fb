"""Dates as task lists write them, read strictly: the day comes first, nothing is guessed (docs/reference/intake.md)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.intake.text import clean, fold, shown

FIRST_YEAR, LAST_YEAR = 2000, 2100


class NotADate(ValueError):
    """A cell that holds no date; the message says why, in Vietnamese, and what to write instead."""

    def __init__(self, message: str, code: str = "E-DATE") -> None:
        super().__init__(message)
        self.code = code


def read_date(value: Cell | BadCell) -> dt.date | None:
    """The date of a cell; None for a blank one or a dash. Raises NotADate for everything else."""
    if value is None:
        return None
    if isinstance(value, str):
        return _from_text(clean(value))
    if isinstance(value, dt.datetime):
        return _checked(value.date(), shown(value))
    if isinstance(value, dt.date):
        return _checked(value, shown(value))
    if isinstance(value, BadCell):
        raise NotADate(value.shown, value.code)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _from_serial(value, shown(value))
    raise NotADate(f'"{shown(value)}" không phải là ngày; {_WRITE}')


def read_due_date(value: Cell | BadCell) -> dt.date | None:
    """As `read_date`; 01/01/1970 and words such as "không thời hạn" also mean that there is no due date."""
    if isinstance(value, str) and fold(value) in _NO_DEADLINE:
        return None
    if isinstance(value, dt.date) and (value.year, value.month, value.day) == (1970, 1, 1):
        return None
    if isinstance(value, str) and (match := _NUMERIC.fullmatch(clean(value))):
        if (int(match["day"]), int(match["month"]), match["year"]) == (1, 1, "1970"):
            return None
    return read_date(value)


_WRITE = "hãy ghi ngày/tháng/năm, ví dụ 31/5/2021"
_TIME = r"(?:[T ,]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?"
_NUMERIC = re.compile(rf"(?:ngày )?(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}){_TIME}", re.I)
_ISO = re.compile(rf"(?P<year>\d{{4}})([/.-])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}")
_LONG = re.compile(
    r"(?:(?:trước|đến|đến hết|hết) )?ngày (?P<day>\d{1,2}) ?tháng (?P<month>\d{1,2}) ?năm (?P<year>\d{4})", re.I
)
_SHORT_YEAR = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2}")
_NO_DAY = re.compile(r"(?:tháng )?(?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.I)
_NO_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_DASHES = re.compile(r"[-–—]+")
_NO_DEADLINE = frozenset(
    ("khongthoihan", "khongcothoihan", "khongcohan", "khonghan", "khongxacdinhthoihan", "khongquydinhthoihan")
)
_EPOCH = dt.date(1899, 12, 30).toordinal()  # day 0 of spreadsheet serials, past the leap-year bug of 1900


def _from_text(text: str) -> dt.date | None:
    if not text or _DASHES.fullmatch(text):
        return None
    for form in (_NUMERIC, _ISO, _LONG):
        if match := form.fullmatch(text):
            return _from_numbers(int(match["day"]), int(match["month"]), int(match["year"]), text)
    if _SERIAL.fullmatch(text):
        return _from_serial(Decimal(text.replace(",", ".")), text)
    if _SHORT_YEAR.fullmatch(text):
        raise NotADate(f'"{text}": năm chỉ có hai chữ số; hãy ghi đủ bốn chữ số, ví dụ 31/5/2021')
    if _NO_DAY.fullmatch(text):
        raise NotADate(f'"{text}" thiếu ngày; {_WRITE}')
    if _NO_YEAR.fullmatch(text):
        raise NotADate(f'"{text}" thiếu năm; {_WRITE}')
    raise NotADate(f'"{text}" không phải là ngày; {_WRITE}')


def _from_numbers(day: int, month: int, year: int, text: str) -> dt.date:
    if month > 12 >= day >= 1:
        raise NotADate(f'"{text}": không có tháng {month}; ngày viết trước, tháng viết sau ({month}/{day}/{year}?)')
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise NotADate(f'"{text}" không phải là ngày có trong lịch; {_WRITE}') from None
    return _checked(date, text)


def _from_serial(serial: float | Decimal, text: str) -> dt.date:
    if not serial == serial or not 1 <= serial < 2958466:
        raise NotADate(f'"{text}" không phải là ngày; {_WRITE}')
    return _checked(dt.date.fromordinal(_EPOCH + int(serial)), text)


def _checked(date: dt.date, text: str) -> dt.date:
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise NotADate(
            f'"{text}": năm {date.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}; hãy kiểm tra lại, {_WRITE}'
        )
    return date
