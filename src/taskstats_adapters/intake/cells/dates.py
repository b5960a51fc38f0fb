"""Dates as task lists write them, read strictly: the day comes first, nothing is guessed (docs/reference/intake.md)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from taskstats_adapters.contract.adapters import SERIALS_FROM
from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.cells.clean import CleanCell, CleanRow, no_value, text_of
from taskstats_adapters.intake.cells.day_texts import NoSuchDay, day_in, lacks_year, tidied, weekday, without_weekday
from taskstats_adapters.intake.cells.no_days import (
    Doubt,
    NotADate,
    epoch_unit,
    is_placeholder,
    not_a_date,
    write,
)
from taskstats_adapters.intake.cells.periods_in_words import named_period
from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.office.fields import DayForm
from taskstats_adapters.office.profile import Dates, Epochs, Periods
from taskstats_adapters.vietnamese.text import brief, fold

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)
"""The days that a list can mean; any other is a slip."""

LONGEST, LONGEST_REFERENCE = 100, 500
"""Characters of a text that can be a day, and of a document with its day. A longer one is no day, unexamined."""


class DayReader:
    """Reads the cells of days as the profile's [dates] says.

    `years` counts the years of the days read, `titled` is the one in a list's title; `unfinished` has the words that
    were read as "not yet completed".
    """

    def __init__(self, settings: Dates) -> None:
        self.settings = settings
        self.years: Counter[int] = Counter()
        self.titled: int | None = None
        self.unfinished: set[str] = set()
        self._zone = settings.tzinfo
        self._blank = frozenset(text.casefold() for text in settings.blank)
        self._no_deadline = _NO_DEADLINE.union(map(fold, settings.no_deadline))

    def reader(self, form: DayForm) -> Callable[[CleanCell], dt.date | None]:
        """How a cell of this form is read: its day, None where there is none. Raises NotADate for everything else."""
        return partial(self.read, form)

    def read(self, form: DayForm, value: CleanCell) -> dt.date | None:
        """The day of a cell, as `reader` does."""
        if isinstance(value, str):
            if len(value) > (LONGEST_REFERENCE if form is DayForm.REFERENCE else LONGEST):
                raise NotADate(f'"{brief(value)}" không phải là ngày; {write(self.example)}')
            if self.settings.no_deadline and form is DayForm.DUE and fold(value) in self._no_deadline:
                return None  # even if it is a day: 31/12/2099 may stand for none
        if self._blank and text_of(value).casefold() in self._blank:
            return None
        day = self._read(form, value)
        if day is None:
            return None
        if FIRST <= day <= LAST:
            self.years[day.year] += 1
            return day
        if form is DayForm.DUE and day == _NO_DATE:
            return None
        if is_placeholder(value):
            raise not_a_date(value, form, self.example)
        written, span = brief(text_of(value)), f"{FIRST.year}–{LAST.year}"
        raise NotADate(f'"{written}": năm {day.year} nằm ngoài khoảng {span}; hãy kiểm tra lại; {write(self.example)}')

    @property
    def example(self) -> str:
        """A day of the list's own year, for the hints."""
        return f"31/5/{self.year or _SOME_YEAR}"

    @property
    def year(self) -> int | None:
        """The year that days without one probably have: that of the profile, of the title, of most other days."""
        most = next((year for year, _ in self.years.most_common(1)), None)
        return self.settings.year or self.titled or most

    def hear_title(self, rows: Iterable[CleanRow]) -> None:
        """Take the year from the rows above a list: "DANH SÁCH NHIỆM VỤ THÁNG 5 NĂM 2021"."""
        found = (_TITLED.search(text_of(cell)[:LONGEST_REFERENCE]) for row in rows for cell in row)
        self.titled = next((int(match[1]) for match in found if match), self.titled)

    def _read(self, form: DayForm, value: CleanCell) -> dt.date | None:
        if isinstance(value, str):
            return self._from_text(form, value)
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return self._from_moment(value)
        if isinstance(value, dt.date):
            return value
        if isinstance(value, BadCell):
            raise NotADate(no_value(value), value.code)
        number = value
        if isinstance(value, dt.timedelta):  # a day in a format for hours, such as [h]:mm
            number = value / dt.timedelta(days=1)
        if isinstance(number, (int, float, Decimal)) and (day := self._from_number(number)):
            return day
        raise not_a_date(value, form, self.example)

    def _from_text(self, form: DayForm, written: str) -> dt.date | None:
        if _DASHES.fullmatch(written):
            return None
        lead = _LEADS.get(form)
        text = lead.sub("", written) if lead else written
        try:
            if (found := day_in(text, moments=self.settings.utc)) is None:
                text = tidied(text)
                found = day_in(text, moments=self.settings.utc) or self._on_weekday(written, text)
        except NoSuchDay as error:
            raise self._no_such_day(form, written, error) from None
        if isinstance(found, dt.datetime):
            return self._from_moment(found)
        if found is not None:
            return found
        number = Decimal(text.replace(",", ".")) if _SERIAL.fullmatch(text) else _epoch(text)
        if number is not None and (day := self._from_number(number)):
            return day
        if match := _AS_PROGRAMS_WRITE.fullmatch(written):
            return self._from_text(form, match["formula"] or match["text"]) if len(written) > len('=""') else None
        return self._settled(form, written, text)

    def _settled(self, form: DayForm, written: str, text: str) -> dt.date | None:
        """What a text means that is no day: no deadline, not yet completed, or what the profile says."""
        if form is DayForm.DUE and fold(written) in self._no_deadline:
            return None
        year = self.settings.year
        if year and (match := lacks_year(text)):
            return self._from_text(form, f"{match['day'] or match['of']}/{match['month']}/{year}")
        deadline = form in (DayForm.DEADLINE, DayForm.DUE)
        if self.settings.periods is Periods.LAST_DAY and deadline and (period := named_period(written)):
            if period.year or year:
                return period.last_day(year or 0)
            raise NotADate(
                f'"{brief(written)}" thiếu năm; {write(self.example)}', doubts=(Doubt.NO_YEAR,), written=brief(written)
            )
        if form is DayForm.DONE and not any(map(str.isdigit, written)):
            said = claim(written)
            if said and said.completed is False and not said.unsettled:
                self.unfinished.add(written)
                return None
        raise not_a_date(written, form, self.example, text)

    def _on_weekday(self, written: str, text: str) -> dt.date | dt.datetime | None:
        """The day of a text with a day of the week, which must be that of the day. Raises NotADate."""
        rest, stated = without_weekday(text)
        found = day_in(rest) if stated else None
        if found is not None and found.isoweekday() != stated:
            day = f"{found.day}/{found.month}/{found.year}"
            raise NotADate(f'"{brief(written)}": {day} là {weekday(found)}; hãy kiểm tra lại ngày')
        return found

    def _no_such_day(self, form: DayForm, written: str, error: NoSuchDay) -> NotADate:
        if is_placeholder(written):
            return not_a_date(written, form, self.example)
        if day := error.turned:
            message = (
                f"không có tháng {error.month}; ngày viết trước, tháng viết sau ({day.day}/{day.month}/{day.year}?)"
            )
            return NotADate(f'"{brief(written)}": {message}', doubts=(Doubt.MONTH_FIRST,), written=brief(written))
        return NotADate(f'"{brief(written)}" không phải là ngày có trong lịch; {write(self.example)}')

    def _from_moment(self, moment: dt.datetime) -> dt.date:
        """The day of a moment, in the office's time zone where its offset is known. Midnight without one is a day."""
        day = moment.date()
        if not FIRST <= day <= LAST:
            return day
        if moment.tzinfo is None:
            if not self.settings.utc or moment.time() == dt.time():
                return day
            moment = moment.replace(tzinfo=dt.UTC)
        return moment.astimezone(self._zone).date()

    def _from_number(self, number: float | Decimal) -> dt.date | None:
        """The day of a spreadsheet serial, or of what the profile says to count from 1970; None for other numbers.

        To the nearest millisecond, as spreadsheets show it: a formula may give a day as 44318.9999999999.
        """
        try:
            days = round(number * _MILLISECONDS) // _MILLISECONDS if 0 <= number < 100_000 else -1
        except ArithmeticError:  # a signalling NaN compares with nothing
            return None
        if days < 0:
            unit = epoch_unit(number)
            if unit is None or unit is not _UNITS.get(self.settings.epochs):
                return None
            seconds = int(number) if unit is Doubt.SECONDS else int(number) // 1000
            return self._from_moment(dt.datetime.fromtimestamp(seconds, dt.UTC))
        day = dt.date.fromordinal(_EPOCH + days)
        if not (FIRST <= day <= LAST or day == _NO_DATE):
            return None
        if self.settings.utc:
            since = round(number * _MILLISECONDS) - days * _MILLISECONDS
            return self._from_moment(dt.datetime.combine(day, dt.time()) + dt.timedelta(milliseconds=since))
        return day


def _epoch(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and epoch_unit(text) else None


def read_date(value: CleanCell) -> dt.date | None:
    """The date in a cell, by the usual settings; None if it is blank or a dash. Raises NotADate for everything else."""
    return DayReader(_USUAL).read(DayForm.PLAIN, value)


def read_assignment(value: CleanCell) -> dt.date | None:
    """As `read_date`; a document may stand before its day: "Công văn số 88/UBND-TH ngày 12/02/2026"."""
    return DayReader(_USUAL).read(DayForm.REFERENCE, value)


def read_deadline(value: CleanCell) -> dt.date | None:
    """As `read_date`; words such as "trước ngày" and "đến hết ngày" may stand before the day."""
    return DayReader(_USUAL).read(DayForm.DEADLINE, value)


def read_due_date(value: CleanCell) -> dt.date | None:
    """As `read_deadline`; None also for 01/01/1970 and words such as "không thời hạn", "thường xuyên"."""
    return DayReader(_USUAL).read(DayForm.DUE, value)


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


_USUAL = Dates()
_SOME_YEAR = 2021
_TITLED = re.compile(r"(?:năm |[/-]\d{1,2}[/-]|tháng \d{1,2}[/-])(20\d\d)\b", re.IGNORECASE)
_AS_PROGRAMS_WRITE = re.compile(r'="(?P<formula>[^"=\']*)"|\'(?P<text>[^"=\']+)')
"""Text that a program protects from Excel: ="3/5/2021", '3/5/2021."""
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_DASHES = re.compile(r"[-–—−.…]+")
"""Dots are what a form has for a blank to be filled in."""
_LEAD = re.compile(
    r"^(?:(?:hoàn thành |xong )?trước|đến hết|đến|hết|(?:chậm|muộn) nhất(?: là| đến)?) (?=ngày |lúc |\d)", re.IGNORECASE
)
_REFERENCE = re.compile(r"^[^\d\n]*+\d++[/-](?=\w*[^\W\d_])\S++(?: của [^\d]+?)? (?=ngày \d)", re.IGNORECASE)
_LEADS = {DayForm.REFERENCE: _REFERENCE, DayForm.DEADLINE: _LEAD, DayForm.DUE: _LEAD}
_NO_DEADLINE = frozenset(
    (
        *("khongthoihan", "khongcothoihan", "khongcohan", "khonghan", "khongxacdinhthoihan", "khongquydinhthoihan"),
        *("thuongxuyen", "nhiemvuthuongxuyen"),
    )
)
_NO_DATE = dt.date(1970, 1, 1)  # what systems write for "none"
_EPOCH = SERIALS_FROM.toordinal()
_MILLISECONDS = 86_400_000
_UNITS = {Epochs.SECONDS: Doubt.SECONDS, Epochs.MILLISECONDS: Doubt.MILLISECONDS}
