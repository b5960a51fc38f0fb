"""Columns that are no field: those that hold days, or marks under a state, are told, for they may bear on a count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator

import attrs

from taskstats_adapters.contract.cells import Cell, Row
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.vietnamese.text import fold, words

ENOUGH = 50
"""How many filled cells settle what a column holds. One that is filled less often is looked at to the end."""


def unread_columns(header: Header) -> dict[int, str]:
    """The columns under a header that are no field, by their texts."""
    taken = {*header.fields, *(column for rivals in header.rivals.values() for column in rivals)}
    return {column: text for column, text in enumerate(header.texts) if text and column not in taken}


@attrs.define
class _Column:
    """What has been seen of a column: filled cells, and how many of them are days or marks."""

    header: str
    first: int = 0
    filled: int = 0
    days: int = 0
    marks: int = 0

    def look(self, cell: Cell, number: int) -> None:
        """Count a cell that is not blank; `first` is the first row with a day or a mark."""
        day, mark = _is_day(cell), _is_mark(cell)
        self.filled += cell is not False
        self.days += day
        self.marks += mark
        if (day or mark) and not self.first:
            self.first = number

    @property
    def telling(self) -> bool:
        """Whether it mostly holds days, or only marks under a header that says that tasks are done or withdrawn."""
        if (said := claim(self.header)) is not None:
            states = said.completed is not False
        else:
            states = bool(_STATE.search(" ".join(words(self.header))))
        return 2 * self.days > self.filled or (0 < self.marks == self.filled and states)

    def problem(self, header: Header, place: str) -> Problem:
        """That it is not read: the field that it may be, and the lines of the profile that settle it."""
        unread = f'nếu không cần, hãy ghi [intake] unread = ["{self.header}"] vào hồ sơ'
        held = f"có ngày ở {self.days} nhiệm vụ nhưng không được đọc"
        if not self.days:
            message = (
                f'cột "{self.header}" có đánh dấu ở {self.marks} nhiệm vụ nhưng không được đọc, '
                f'vì dấu không cho biết ngày; hãy thêm cột "{FIELDS["completed_on"].label}"; {unread}'
            )
        elif field := _nearest(self.header, header):
            others = header.texts_of(field) if FIELDS[field].series and field in header.columns else ()
            named = ", ".join(f'"{text}"' for text in (*others, self.header))
            message = (
                f'cột "{self.header}" {held}; nếu đó là "{FIELDS[field].label}", '
                f"hãy ghi [columns] {field} = {f'[{named}]' if others else named} vào hồ sơ; {unread}"
            )
        else:
            message = f'cột "{self.header}" {held}; {unread}'
        return Problem(code="W-UNREAD", place=place, message=message)


class UnreadColumns:
    """Looks at the columns of a list that are no field, but for those that the profile passes over."""

    def __init__(self, header: Header, passed_over: Collection[str]) -> None:
        known = {fold(text) for text in passed_over}
        self._header = header
        self._open = {
            column: _Column(text) for column, text in unread_columns(header).items() if fold(text) not in known
        }
        self._telling: dict[int, _Column] = {}

    def look(self, row: Row, number: int) -> None:
        """See what a task has in these columns. An ordinary list has none of them open after its first rows."""
        if not self._open and not self._telling:
            return
        for column, seen in (*self._open.items(), *self._telling.items()):
            cell = row[column]
            if cell is None or cell == "" or not isinstance(cell, Cell):
                continue
            seen.look(cell, number)
            if seen.filled == ENOUGH and column in self._open:
                del self._open[column]
                if seen.telling:
                    self._telling[column] = seen

    def warnings(self, place: Callable[[int, int | None], str]) -> Iterator[Problem]:
        """Each column that may bear on a count, at its first day or mark."""
        found = self._telling | {column: seen for column, seen in self._open.items() if seen.telling}
        for column, seen in sorted(found.items()):
            yield seen.problem(self._header, place(seen.first, column))


_MARKS = frozenset(["x", "v", "✓", "✔", "√", "☑", "☒", "🗸", "có", "1", "true", "yes", "đ", "o", "●"])
_STATE = re.compile(
    r"\b(?:hoan thanh|ht|dung han|truoc han|qua han|tre han|cham|xong|da (?:thuc hien|xu ly|bao cao)|bao cao ket qua|"
    r"huy|rut|thu hoi|dung|done|completed?|finished|closed|late|overdue|cancell?ed)\b"
)
_PLANNED = re.compile(r"\b(?:du kien|ke hoach|yeu cau)\b")


def _is_mark(cell: Cell) -> bool:
    return text_of(clean_cell(cell)).lower() in _MARKS


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
