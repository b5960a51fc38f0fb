"""Columns that are no field: those that hold days, or marks under a state, are told, for they may bear on a count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

import attrs

from taskstats_adapters.contract.cells import Cell, Row
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.intake.columns.extensions import grant_columns
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.columns.states import is_mark, state_columns
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.vietnamese.text import fold, words

_USUAL = Profile()

ENOUGH = 50
"""How many filled cells settle what a column holds. One that is filled less often is looked at to the end."""


def columns_read(header: Header, profile: Profile = _USUAL) -> dict[str, str]:
    """The header of each field; under "states" those of the columns named for a state of the task or an extension."""
    read = {field: "; ".join(header.texts_of(field)) for field in header.columns}
    states = [header.texts[column] for column in _telling(header, profile)]
    return read | ({"states": "; ".join(states)} if states else {})


def unread_columns(header: Header, profile: Profile = _USUAL) -> dict[int, str]:
    """The columns under a header that are not read, by their texts; a profile may pass over one named for a state."""
    states = _telling(header, profile)
    return {column: text for column, text in header.free.items() if column not in states}


def _telling(header: Header, profile: Profile) -> list[int]:
    granted = grant_columns(header, frozenset(map(fold, profile.intake.unread))).values()
    return sorted({*state_columns(header, profile), *(column for columns in granted for column in columns)})


@attrs.define
class _Column:
    """What has been seen of a column: filled cells, and how many of them are days, marks or claims."""

    header: str
    first: int = 0
    filled: int = 0
    days: int = 0
    marks: int = 0
    claims: int = 0

    def look(self, cell: Cell, number: int, settled: bool) -> None:
        """Count a cell that is not blank; `first` is the first row with a day, a mark, or a claim that bears on it."""
        day, mark = _is_day(cell), is_mark(clean_cell(cell))
        claims = not settled and not (day or mark) and _says_done(cell)
        self.filled += cell is not False
        self.days += day
        self.marks += mark
        self.claims += claims
        if (day or mark or claims) and not self.first:
            self.first = number

    @property
    def telling(self) -> bool:
        """Whether it mostly holds days or claims, or only marks under a header that has to do with completion."""
        states = _STATE.search(" ".join(words(self.header))) and not _is_unfinished(self.header)
        marks = 0 < self.marks == self.filled and bool(states)
        return 2 * self.days > self.filled or 2 * self.claims > self.filled or marks

    def problem(self, header: Header, place: str) -> Problem:
        """That it is not read: the field that it may be, and the lines of the profile that settle it."""
        unread = f'nếu không cần, hãy ghi [intake] unread = ["{self.header}"] vào hồ sơ'
        if self.days or self.claims:
            held = f"có ngày ở {self.days}" if self.days else f"nói đã xong, đã rút hoặc không rõ ở {self.claims}"
            field = _nearest(self.header, header) if self.days else "status"
            may_be = (
                f'nếu đó là "{FIELDS[field].label}", hãy ghi {self._line(field, header)} vào hồ sơ; ' if field else ""
            )
            message = f'cột "{self.header}" {held} nhiệm vụ nhưng không được đọc; {may_be}{unread}'
        else:
            message = (
                f'cột "{self.header}" có đánh dấu ở {self.marks} nhiệm vụ nhưng không được đọc, '
                f'vì dấu không cho biết ngày; hãy thêm cột "{FIELDS["completed_on"].label}"; {unread}'
            )
        return Problem(code="W-UNREAD", place=place, message=message)

    def _line(self, field: str, header: Header) -> str:
        """The line of the profile that makes it the field, or one more column of it."""
        others = header.texts_of(field) if FIELDS[field].series and field in header.columns else ()
        named = ", ".join(f'"{text}"' for text in (*others, self.header))
        return f"[columns] {field} = {f'[{named}]' if others else named}"


class UnreadColumns:
    """Looks at the columns of a list that are no field, but for those that the profile passes over."""

    def __init__(self, header: Header, profile: Profile) -> None:
        known = {fold(text) for text in profile.intake.unread}
        self._header = header
        self._open = {
            column: _Column(text) for column, text in unread_columns(header, profile).items() if fold(text) not in known
        }
        self._telling: dict[int, _Column] = {}

    def look(self, row: Row, number: int, settled: bool) -> None:
        """See what a task has in these columns. An ordinary list has none of them open after its first rows.

        `settled`: the task is known to be completed or withdrawn.
        """
        if not self._open and not self._telling:
            return
        for column, seen in (*self._open.items(), *self._telling.items()):
            cell = row[column]
            if cell is None or cell == "" or not isinstance(cell, Cell):
                continue
            seen.look(cell, number, settled)
            if seen.filled == ENOUGH and column in self._open:
                del self._open[column]
                if seen.telling:
                    self._telling[column] = seen

    def warnings(self, place: Callable[[int, int | None], str]) -> Iterator[Problem]:
        """Each column that may bear on a count, at its first day or mark."""
        found = self._telling | {column: seen for column, seen in self._open.items() if seen.telling}
        for column, seen in sorted(found.items()):
            yield seen.problem(self._header, place(seen.first, column))


_STATE = re.compile(
    r"\b(?:hoan thanh|ht|dung han|truoc han|qua han|tre han|cham|xong|da (?:thuc hien|xu ly|bao cao)|bao cao ket qua|"
    r"huy|rut|thu hoi|dung|done|completed?|finished|closed|late|overdue|cancell?ed)\b"
)
_PLANNED = re.compile(r"\b(?:du kien|ke hoach|yeu cau)\b")


def _is_unfinished(header: str) -> bool:
    said = claim(header)
    return said is not None and said.completed is False


def _says_done(cell: Cell) -> bool:
    """Whether a text says that a task is completed or withdrawn, or leaves it open as "Đúng hạn" does."""
    if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
        return False
    said = claim(cell)
    return said is not None and bool(said.completed or said.withdrawn or said.unsettled)


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, (dt.date, str)):
        try:
            return read_date(found := clean_cell(cell)) is not None and not text_of(found).isdigit()
        except NotADate:
            pass
    return False


def _nearest(text: str, header: Header) -> str | None:
    """The field that a column of days may be by its words, one without a column first."""
    said = " ".join(words(text))
    fields = [name for name in _SOUGHT if re.search(rf"\b(?:{FIELDS[name].day_words})\b", said)]
    if _PLANNED.search(said):
        fields = ["due_on"]
    return next((name for name in fields if name not in header.columns), fields[0] if fields else None)


_SOUGHT = ("extended_to", "withdrawn_on", "completed_on", "due_on", "assigned_on")
