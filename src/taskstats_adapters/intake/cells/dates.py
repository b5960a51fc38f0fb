"""Dates as task lists write them, read strictly: the day comes first, nothing is guessed (docs/reference/intake.md)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from taskstats_adapters.contract.adapters import SERIALS_FROM
from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.cells.clean import CellError, CleanCell, no_value, text_of
from taskstats_adapters.office.fields import DayForm
from taskstats_adapters.vietnamese.text import brief, fold

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
"""The days that a list can mean; any other is a slip."""


class NotADate(CellError):
    """A cell that is no date; the message says why, and what to write instead."""

    def __init__(self, message: str, code: str = "E-DATE") -> None:
        super().__init__(message, code)


def read_date(value: CleanCell) -> dt.date | None:
    """The date in a cell; None if it is blank or a dash. Raises NotADate for everything else."""
    return _in_range(_read(value), value)


def read_assignment(value: CleanCell) -> dt.date | None:
    """As `read_date`; a document may stand before its day: "Công văn số 88/UBND-TH ngày 12/02/2026"."""
    return _in_range(_read(value, _REFERENCE), value)


def read_deadline(value: CleanCell) -> dt.date | None:
    """As `read_date`; words such as "trước ngày" and "đến hết ngày" may stand before the day."""
    return _in_range(_read(value, _LEAD), value)


def read_due_date(value: CleanCell) -> dt.date | None:
    """As `read_deadline`; None also for 01/01/1970 and words such as "không thời hạn", "thường xuyên"."""
    if isinstance(value, str) and fold(value) in _NO_DEADLINE:
        return None
    date = _read(value, _LEAD)
    return None if date == _NO_DATE else _in_range(date, value)


def counted_from(day_zero: dt.date, value: CleanCell) -> CleanCell:
    """A serial that counts from `day_zero` as one that counts from SERIALS_FROM; every other cell as it is."""
    if isinstance(value, dt.timedelta):
        value = value / dt.timedelta(days=1)
    if isinstance(value, str) and _SERIAL.fullmatch(value):
        value = Decimal(value.replace(",", "."))
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        later = (day_zero - SERIALS_FROM).days
        if (FIRST - day_zero).days <= value <= (LAST - day_zero).days + 1:
            return value + later
    return value


_WRITE = "hãy ghi ngày/tháng/năm, ví dụ 31/5/2021"
_TIME = r"(?:[T ,]+(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: (?:AM|PM|SA|CH))?)?"
_HOUR = r"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d|h[0-5]?\d?)(?:,| ngày)? )?"
_NUMERIC = re.compile(
    rf"{_HOUR}(?:ngày )?(?P<day>\d{{1,2}})([/.-])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}){_TIME}", re.IGNORECASE
)
_ISO = re.compile(rf"(?P<year>\d{{4}})([/.-])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE)
_LONG = re.compile(rf"{_HOUR}ngày (?P<day>\d{{1,2}}) ?tháng (?P<month>\d{{1,2}}) ?năm (?P<year>\d{{4}})", re.IGNORECASE)
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)")
_COMPACT = re.compile(r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_AS_PROGRAMS_WRITE = re.compile(r'="(?P<formula>[^"=\']+)"|\'(?P<text>[^"=\']+)')
"""Text that a program protects from Excel: ="3/5/2021", '3/5/2021."""
_WITH_ZONE_APART = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?P<fraction>\.\d{1,6})?\d* ?"
    r"(?P<hours>[+-]\d\d)(?::?(?P<minutes>\d\d))?"
)
"""Moments of databases: 2021-05-03 00:00:00.0000000 +07:00, 2021-05-03 00:00:00+07."""
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_JAVASCRIPT = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?P<day>\d\d) "
    r"(?P<year>\d{4}) (?P<time>\d\d:\d\d:\d\d) GMT(?P<zone>[+-]\d{4})(?: \([^()]*\))?"
)
_SHORT_YEAR = re.compile(rf"{_HOUR}(?:ngày )?\d{{1,2}}([/.-])\d{{1,2}}\1\d{{2}}", re.IGNORECASE)
_NO_DAY = re.compile(r"(?:tháng )?\d{1,2}[/.-]\d{4}", re.IGNORECASE)
_NO_YEAR = re.compile(rf"{_HOUR}(?:(?:ngày )?\d{{1,2}}[/.-]|ngày \d{{1,2}} ?tháng )\d{{1,2}}", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_DASHES = re.compile(r"[-–—−]+")
_LEAD = re.compile(r"^(?:trước|đến hết|đến|hết|chậm nhất) (?=ngày |\d)", re.IGNORECASE)
_REFERENCE = re.compile(r"^[^\d\n]*\d+[/-]\w*[^\W\d_][^\s]*,?(?: của [^\d]+?)? (?=ngày \d)", re.IGNORECASE)
_NO_DEADLINE = frozenset(
    (
        *("khongthoihan", "khongcothoihan", "khongcohan", "khonghan", "khongxacdinhthoihan", "khongquydinhthoihan"),
        *("thuongxuyen", "nhiemvuthuongxuyen"),
    )
)
_NO_DATE = dt.date(1970, 1, 1)  # what systems write for "none"
_EPOCH = SERIALS_FROM.toordinal()
_MILLISECONDS = 86_400_000
_VIETNAM = dt.timezone(dt.timedelta(hours=7))


def _read(value: CleanCell, lead: re.Pattern[str] | None = None) -> dt.date | None:
    """The date in a cell, without what `lead` matches before it."""
    if isinstance(value, str):
        return _from_text(lead.sub("", value) if lead else value, brief(value))
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return _from_moment(value)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, BadCell):
        raise NotADate(no_value(value), value.code)
    if isinstance(value, dt.timedelta):  # a day in a format for hours, such as [h]:mm
        value = value / dt.timedelta(days=1)
    if isinstance(value, (int, float, Decimal)):
        return _from_serial(value)
    raise _not_a_date(value)


def _from_text(text: str, written: str) -> dt.date | None:
    """The date in a text; messages quote the cell as `written`."""
    if _DASHES.fullmatch(text):
        return None
    for form in (_NUMERIC, _ISO, _LONG, _COMPACT):
        if match := form.fullmatch(text):
            day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
            if month > 12 >= day >= 1 and form is _NUMERIC:
                swapped = f"{month}/{day}/{year}"
                raise NotADate(f'"{written}": không có tháng {month}; ngày viết trước, tháng viết sau ({swapped}?)')
            try:
                return dt.date(year, month, day)
            except ValueError:
                raise NotADate(f'"{written}" không phải là ngày có trong lịch; {_WRITE}') from None
    if _SERIAL.fullmatch(text):
        return _from_serial(Decimal(text.replace(",", ".")))
    if _ZONED.fullmatch(text):
        try:
            return _from_moment(dt.datetime.fromisoformat(text))
        except NotADate:
            raise
        except ValueError:
            raise _not_a_date(written) from None
    if match := _AS_PROGRAMS_WRITE.fullmatch(text):
        return _from_text(match["formula"] or match["text"], written)
    if match := _WITH_ZONE_APART.fullmatch(text):
        hours, minutes = match["hours"], match["minutes"] or "00"
        return _from_text(f"{match['moment']}{match['fraction'] or ''}{hours}:{minutes}", written)
    if match := _JAVASCRIPT.fullmatch(text):
        month = _MONTHS.index(match["month"]) // 3 + 1
        zone = f"{match['zone'][:3]}:{match['zone'][3:]}"
        return _from_text(f"{match['year']}-{month:02}-{match['day']}T{match['time']}{zone}", written)
    if _SHORT_YEAR.fullmatch(text):
        raise NotADate(f'"{written}": năm chỉ có hai chữ số; hãy ghi đủ bốn chữ số, ví dụ 31/5/2021')
    if _NO_DAY.fullmatch(text):
        raise NotADate(f'"{written}" thiếu ngày; {_WRITE}')
    if _NO_YEAR.fullmatch(text):
        raise NotADate(f'"{written}" thiếu năm; {_WRITE}')
    raise _not_a_date(written)


def _from_moment(moment: dt.datetime) -> dt.date:
    """The day of a moment. With a time zone it must be the same day in Vietnam: between two days nothing is guessed."""
    day = moment.date()
    if moment.tzinfo is not None and FIRST <= day <= LAST and moment.astimezone(_VIETNAM).date() != day:
        raise NotADate(
            f'"{moment.isoformat(" ", "minutes")}": theo giờ Việt Nam là một ngày khác; hãy xuất ngày theo giờ Việt Nam'
        )
    return day


def _from_serial(serial: float | Decimal) -> dt.date:
    """The day of a spreadsheet serial. Raises NotADate for other numbers, such as a year.

    To the nearest millisecond, as spreadsheets show it: a formula may give a day as 44318.9999999999.
    """
    try:
        days = round(serial * _MILLISECONDS) // _MILLISECONDS if 0 <= serial < 100_000 else -1
        day = dt.date.fromordinal(_EPOCH + days) if days >= 0 else None
    except ArithmeticError:  # a signalling NaN compares with nothing
        day = None
    if day is None or not (FIRST <= day <= LAST or day == _NO_DATE):
        raise _not_a_date(serial)
    return day


def _in_range(date: dt.date | None, value: CleanCell) -> dt.date | None:
    if date is None or FIRST <= date <= LAST:
        return date
    span = f"{FIRST.year}–{LAST.year}"
    raise NotADate(f'"{brief(text_of(value))}": năm {date.year} nằm ngoài khoảng {span}; hãy kiểm tra lại; {_WRITE}')


def _not_a_date(value: CleanCell) -> NotADate:
    return NotADate(f'"{brief(text_of(value))}" không phải là ngày; {_WRITE}')


READERS: Mapping[DayForm, Callable[[CleanCell], dt.date | None]] = {
    DayForm.PLAIN: read_date,
    DayForm.REFERENCE: read_assignment,
    DayForm.DEADLINE: read_deadline,
    DayForm.DUE: read_due_date,
}
"""The reader of each form."""
