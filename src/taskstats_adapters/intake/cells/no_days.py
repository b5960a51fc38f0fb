"""Cells that are no day: which kind of them each is, and what the office is told about one."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeGuard

import attrs

from taskstats_adapters.intake.cells.clean import CellError, CleanCell, text_of
from taskstats_adapters.intake.cells.day_texts import NoSuchDay, day_in, has_short_year, lacks_year
from taskstats_adapters.intake.cells.periods_in_words import named_period
from taskstats_adapters.office.fields import DayForm
from taskstats_adapters.vietnamese.text import brief, words


class Doubt(enum.Enum):
    """A kind of cells that are told once, with their number: most kinds are settled by one line of the profile."""

    BLANK = enum.auto()
    NO_DEADLINE = enum.auto()
    PERIOD = enum.auto()
    NO_YEAR = enum.auto()
    SECONDS = enum.auto()
    MILLISECONDS = enum.auto()
    SPAN = enum.auto()
    DURATION = enum.auto()
    NO_DAY = enum.auto()
    SHORT_YEAR = enum.auto()
    MONTH_FIRST = enum.auto()
    DONE_IN_TEXT = enum.auto()
    NOT_GRANTED = enum.auto()
    ASKED = enum.auto()


class NotADate(CellError):
    """A cell that is no date; the message says why, and what to write instead. `written` is the cell as it shows."""

    def __init__(
        self, message: str, code: str = "E-DATE", *, doubts: tuple[Doubt, ...] = (), written: str = ""
    ) -> None:
        super().__init__(message, code)
        self.doubts, self.written = doubts, written


@attrs.frozen
class Fault:
    """What is wrong with a cell, without the error, whose frames would keep it alive."""

    code: str
    message: str
    doubts: tuple[Doubt, ...] = ()
    written: str = ""
    header: str = ""
    """Of the column, where the cure names it."""

    @classmethod
    def of(cls, error: CellError) -> Fault:
        """What an error says."""
        if isinstance(error, NotADate):
            return cls(error.code, str(error), error.doubts, error.written)
        return cls(error.code, str(error))


def not_a_date(value: CleanCell, form: DayForm, example: str, text: str = "") -> NotADate:
    """What is wrong with a cell that no form of a day fits; `text` is what it says without the words before the day."""
    written = text_of(value)
    doubts = doubts_about(value, text or written, form)
    if doubts:
        what = SAID[doubts[0]]
    elif meant := _meant(text):
        what = f"không phải là ngày; có chữ thay cho số hoặc thừa dấu ({meant.day}/{meant.month}/{meant.year}?)"
    elif len(_DAY.findall(text)) > 1:
        what = "không phải là ngày: có hai ngày, không rõ lấy ngày nào"
    else:
        what = _NO_DATE
    return NotADate(f'"{brief(written)}" {what}; {write(example)}', doubts=doubts, written=brief(written))


def write(example: str) -> str:
    """What to write in a cell of a day, with a day of the list's own year."""
    return f"hãy ghi ngày/tháng/năm, ví dụ {example}"


def doubts_about(value: CleanCell, text: str, form: DayForm) -> tuple[Doubt, ...]:
    """The kinds that a cell without a day is of; none for free text and slips."""
    deadline = form in (DayForm.DEADLINE, DayForm.DUE)
    written = text_of(value)
    if is_placeholder(value):
        return (Doubt.BLANK,)
    if unit := epoch_unit(value):
        return (unit,)
    if _is_whole(value):
        return (Doubt.DURATION,) if deadline and 0 < value < _MOST_DAYS else ()
    if not isinstance(value, str):
        return ()
    if lacks_year(text):
        return (Doubt.NO_YEAR,)
    if period := named_period(written):
        if not deadline:
            return (Doubt.NO_DAY,)
        return (Doubt.PERIOD,) if period.year else (Doubt.PERIOD, Doubt.NO_YEAR)
    if has_short_year(text):
        return (Doubt.SHORT_YEAR,)
    if _SPAN.fullmatch(written):
        return (Doubt.SPAN,)
    if deadline and _DURATION.fullmatch(written):
        return (Doubt.DURATION,)
    if form is DayForm.DUE and (_RECURRING.search(said := " ".join(words(written))) or _is_phrase(said)):
        return (Doubt.NO_DEADLINE,)
    return ()


def epoch_unit(value: CleanCell) -> Doubt | None:
    """What a number, or a text that is one, counts from 1970, if it may: its days are from 2000 to 2100."""
    if isinstance(value, str) and len(value) in _EPOCH_DIGITS and value.isascii() and value.isdigit():
        value = int(value)
    if not _is_whole(value):
        return None
    if _FROM_2000 <= value < _TO_2100:
        return Doubt.SECONDS
    return Doubt.MILLISECONDS if _FROM_2000 * 1000 <= value < _TO_2100 * 1000 else None


def _is_whole(value: object) -> TypeGuard[int | float | Decimal]:
    """Whether a cell is a whole number that can be compared: a signalling NaN cannot."""
    if isinstance(value, float):
        return value.is_integer()
    if isinstance(value, Decimal):
        return value.is_finite() and value < _TO_2100 * 1000 and value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


def is_placeholder(value: CleanCell) -> bool:
    """Whether a cell holds what programs write for nothing: NULL, 0000-00-00, the zero of a formula."""
    if isinstance(value, dt.date):
        return (value.year, value.month, value.day) in _FIRST_DAYS
    written = text_of(value)
    if written.casefold() in _NOTHING:
        return True
    if match := _NUMBERS.fullmatch(written):
        first, second, third = map(int, match.groups())
        return ((first, second, third) if len(match[1]) == 4 else (third, second, first)) in _FIRST_DAYS
    return False


def _meant(text: str) -> dt.date | None:
    """The day that a text would be with digits for lookalike letters and single separators."""
    try:
        day = day_in(re.sub(r"([/.-])\1+", r"\1", text.translate(_LOOKALIKES)))
    except NoSuchDay:
        return None
    return day.date() if isinstance(day, dt.datetime) else day


def _is_phrase(said: str) -> bool:
    """Whether folded words are a phrase without a number: "theo yeu cau"."""
    return " " in said and not any(map(str.isdigit, said))


_NO_DATE = "không phải là ngày"
SAID: Mapping[Doubt, str] = {
    Doubt.BLANK: _NO_DATE,
    Doubt.NO_DEADLINE: _NO_DATE,
    Doubt.PERIOD: "là một khoảng thời gian, thiếu ngày",
    Doubt.NO_YEAR: "thiếu năm",
    Doubt.SECONDS: "là số giây đếm từ năm 1970",
    Doubt.MILLISECONDS: "là số mili giây đếm từ năm 1970",
    Doubt.SPAN: "là khoảng từ ngày đến ngày",
    Doubt.DURATION: "là số ngày, không phải là ngày đến hạn",
    Doubt.NO_DAY: "thiếu ngày",
    Doubt.SHORT_YEAR: "năm chỉ có hai chữ số",
    Doubt.MONTH_FIRST: "ghi tháng trước ngày",
    Doubt.DONE_IN_TEXT: "ghi ngày trong câu, không có ngày hoàn thành riêng",
    Doubt.NOT_GRANTED: "không nói rõ có được gia hạn hay không",
    Doubt.ASKED: "mới xin hoặc dự kiến gia hạn",
}
"""What a cell of each kind is, for the office."""
_NOTHING = frozenset(
    (
        *("null", "(null)", "\\n", "n/a", "na", "#n/a", "nan", "nat", "none", "nil", "undefined", "false", "(blank)"),
        *("(trống)", "trống", "không", "không có", "0", "00:00:00", "0:00:00", "00:00", "0:00"),
    )
)
_FIRST_DAYS = frozenset(
    (
        *((0, 0, 0), (1, 1, 1), (1601, 1, 1), (1753, 1, 1), (1899, 12, 30), (1899, 12, 31)),
        *((1900, 1, 0), (1900, 1, 1), (1904, 1, 1), (1970, 1, 1)),
    )
)
"""The days, as (year, month, day), from which programs count: what they write for a date that is none."""
_NUMBERS = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[T ]\d[\d:.]*(?: ?(?:AM|SA|Z|[+-]\d\d:?\d\d))?)?")
_FROM_2000, _TO_2100 = 946_598_400, 4_133_980_800
_EPOCH_DIGITS = (9, 10, 12, 13)
_MOST_DAYS = 1000
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?!\d)")
_ONE_DAY = r"(?:ngày )?\d{1,2}(?:[/.-]\d{1,2}(?:[/.-]\d{2,4})?)?"
_SPAN = re.compile(rf"(?:từ )?{_ONE_DAY}(?: ?[-–—−] ?| đến(?: hết)? ){_ONE_DAY}", re.IGNORECASE)
_DURATION = re.compile(
    r"(?:trong |trong vòng |không quá )?\d{1,3}(?: ?(?:ngày|tuần|tháng|quý|năm|giờ)(?: [^\d]*)?)?", re.IGNORECASE
)
_RECURRING = re.compile(r"\b(?:hang|moi) (?:ngay|tuan|thang|quy|nam)|\bthuong xuyen\b|\bdinh ky\b")
_LOOKALIKES = str.maketrans("OoIl|", "00111")
