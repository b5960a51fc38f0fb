"""Columns that are no field: what in them may bear on a count is told: days, claims, marks, words of extensions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import BadCell, Cell, Row, letters
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.cells.dates import LONGEST, read_date
from taskstats_adapters.intake.cells.in_words.grants import is_granted
from taskstats_adapters.intake.cells.in_words.marks import is_mark
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.intake.columns.extensions import grant_columns
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.columns.passed_over import pass_over
from taskstats_adapters.intake.columns.unread_lists import UnreadLists
from taskstats_adapters.intake.columns.witnesses.deletions import deletion_columns
from taskstats_adapters.intake.columns.witnesses.shares import Shares, named_for_shares
from taskstats_adapters.intake.columns.witnesses.states import state_columns
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import FIELDS, KNOWN, match_key
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.vietnamese.text import fold, words

_USUAL = Profile()

ENOUGH = 50
"""How many filled cells settle what a column holds. One that is filled less often is looked at to the end."""


def columns_read(header: Header, profile: Profile = _USUAL) -> dict[str, str]:
    """The header of each field; under "states" those of the columns that say what became of a task or an extension."""
    read = {field: "; ".join(header.texts_of(field)) for field in header.columns}
    states = [header.texts[column] for column in _telling(header, profile)]
    return read | ({"states": "; ".join(states)} if states else {})


def unread_columns(header: Header, profile: Profile = _USUAL) -> dict[int, str]:
    """The columns under a header that are not read, by their texts; a profile may pass over one named for a state."""
    states = _telling(header, profile)
    return {column: text for column, text in header.free.items() if column not in states}


def _telling(header: Header, profile: Profile) -> list[int]:
    passed_over = frozenset(map(fold, profile.intake.unread))
    granted = (column for columns in grant_columns(header, passed_over).values() for column in columns)
    shares = named_for_shares(header, passed_over)
    return sorted({*state_columns(header, profile), *granted, *shares, *deletion_columns(header, passed_over)})


def in_question(task: Task) -> bool:
    """Whether another day would change what a task is: it is unfinished, or was completed after its due date."""
    if task.completed_on is None:
        return task.withdrawn_on is None
    if task.due_on is None or task.completed_on <= task.due_on:
        return False
    return all(extension.due_on < task.completed_on for extension in task.extensions)


@attrs.define
class _Column:
    """What has been seen of a column: filled cells, and how many of them are days, marks, claims or extensions.

    `header` is its text, or its letter where it has none. `open_days` are beside tasks whose state is in question.
    """

    header: str
    nameless: bool = False
    extends: bool = False
    """Whether the header has to do with extensions: "Số ngày gia hạn"."""
    first: int = 0
    first_open_day: int = 0
    filled: int = 0
    days: int = 0
    open_days: int = 0
    marks: int = 0
    claims: int = 0
    extensions: int = 0

    def look(self, cell: Cell, number: int, task: Task, done: bool) -> None:
        """Count a cell that is not blank; `first` is the first row with something that bears on a count."""
        day, mark = _is_day(cell), is_mark(clean_cell(cell))
        settled = done or task.completed_on is not None or task.withdrawn_on is not None
        claims = not settled and not (day or mark) and _says_done(cell)
        extends = self.extends and not (day or task.extensions) and _extends(cell)
        self.filled += cell is not False
        self.days += day
        self.marks += mark
        self.claims += claims
        self.extensions += extends
        if (day or mark or claims or extends) and not self.first:
            self.first = number
        if day and in_question(task):
            self.open_day(number)

    def open_day(self, number: int) -> None:
        """Count a day beside a task whose state is in question."""
        self.open_days += 1
        self.first_open_day = self.first_open_day or number

    @property
    def mostly_days(self) -> bool:
        """Whether it is a column of days, not of words with a day here and there."""
        return 2 * self.days > self.filled

    @property
    def mostly_claims(self) -> bool:
        """Whether it is a column of states: by what it holds, or by its name within an object ("xu_ly.trang_thai")."""
        return 2 * self.claims > self.filled or (self.claims > 0 and _is_inner_status(self.header))

    @property
    def telling(self) -> bool:
        """Whether it mostly holds days or claims, tells of extensions, or has only marks under words of completion."""
        marks = 0 < self.marks == self.filled and _is_of_completion(self.header)
        return self.mostly_days or self.mostly_claims or self.extensions > 0 or marks

    @property
    def place(self) -> int:
        """The row at which it is told."""
        return self.first if self.telling else self.first_open_day

    def problem(self, header: Header, place: str, known: Iterable[str]) -> Problem:
        """That it is not read: the field that it may be, and the lines of the profile that settle it."""
        column = f"cột {self.header} (không có tiêu đề)" if self.nameless else f'cột "{self.header}"'
        told = f"{column} {self._held()} nhưng không được đọc; {self._cure(header)}"
        return Problem(code="W-UNREAD", place=place, message=f"{told}; nếu không cần, {pass_over(known, self.header)}")

    def _held(self) -> str:
        if self.mostly_days:
            return f"có ngày ở {self.days} nhiệm vụ"
        if self.extensions:
            return f"cho biết có gia hạn mà không có hạn mới ở {self.extensions} nhiệm vụ"
        if self.mostly_claims:
            return f"nói đã xong, đã rút hoặc không rõ ở {self.claims} nhiệm vụ"
        if self.telling:
            return f"có đánh dấu ở {self.marks} nhiệm vụ"
        return f"có ngày ở {self.open_days} nhiệm vụ chưa hoàn thành hoặc hoàn thành sau hạn"

    def _cure(self, header: Header) -> str:
        completed, extended = FIELDS["completed_on"].label, FIELDS["extended_to"].label
        if self.nameless:
            return f'hãy ghi tiêu đề cho cột, ví dụ "{completed}", "{extended}"'
        if self.extensions and not self.mostly_days:
            return f'hãy ghi hạn mới vào cột "{extended}"'
        if self.mostly_claims and not self.mostly_days:
            return f'nếu đó là "{FIELDS["status"].label}", hãy ghi {self._line("status", header)} vào hồ sơ'
        if self.telling and not self.mostly_days:
            return f'dấu không cho biết ngày; hãy thêm cột "{completed}"'
        if field := _nearest(self.header, header):
            return f'nếu đó là "{FIELDS[field].label}", hãy ghi {self._line(field, header)} vào hồ sơ'
        return f'hãy đổi tiêu đề cho đúng loại ngày, ví dụ "{completed}", "{extended}"'

    def _line(self, field: str, header: Header) -> str:
        """The line of the profile that makes it the field, or one more column of it."""
        others = header.texts_of(field) if FIELDS[field].series and field in header.columns else ()
        named = ", ".join(f'"{text}"' for text in (*others, self.header))
        return f"[columns] {field} = {f'[{named}]' if others else named}"


class UnreadColumns:
    """Looks at the columns of a list that are no field, but for those that the profile passes over.

    `told` are the columns of which a warning was given.
    """

    def __init__(self, header: Header, profile: Profile) -> None:
        self._known = profile.intake.unread
        self._passed_over = {fold(text) for text in self._known}
        self._header, self._width = header, len(header.texts)
        self._shares = Shares(header, self._passed_over)
        texts = unread_columns(header, profile)
        texts |= {column: header.texts[column] for column in named_for_shares(header, self._passed_over)}
        named = {column: _Column(text, extends=_is_of_extensions(text)) for column, text in texts.items()}
        nameless = (column for column, text in enumerate(header.texts) if not text and column not in header.fields)
        columns = named | {column: _Column(letters(column), nameless=True) for column in nameless}
        self._open = {column: seen for column, seen in columns.items() if fold(seen.header) not in self._passed_over}
        self._telling: dict[int, _Column] = {}
        self._settled: dict[int, _Column] = {}
        self.told: set[int] = set()
        self._lists = UnreadLists()

    def look(self, row: Row, number: int, task: Task, done: bool) -> None:
        """See what a task has in these columns. An ordinary list has none of them open after its first rows.

        `done`: the status says that it is completed.
        """
        if len(row) > self._width:
            self._widen(len(row))
        elif len(row) < self._width:
            row = [*row, *[None] * (self._width - len(row))]
        if self._shares:
            self._shares.look(row, number, task, done)
        for column, seen in (*self._open.items(), *self._telling.items()):
            cell = row[column]
            if isinstance(cell, BadCell) and in_question(task):
                self._lists.look(column, cell, number, task)
            if cell is None or cell == "" or not isinstance(cell, Cell) or self._shares.has(column, cell):
                continue
            seen.look(cell, number, task, done)
            if seen.filled == ENOUGH and column in self._open and not seen.extends:
                del self._open[column]
                (self._telling if seen.telling else self._settled)[column] = seen
        if self._settled and in_question(task):
            for column, seen in self._settled.items():
                if _is_day(row[column]):
                    seen.open_day(number)

    def has_share(self, status: str) -> bool:
        """Whether a status is a share that is compared with the days of completion."""
        return self._shares.in_status(status)

    def _widen(self, width: int) -> None:
        """Look at the columns beyond the last header, too."""
        beyond = range(self._width, width)
        self._open |= {
            c: _Column(letters(c), nameless=True) for c in beyond if fold(letters(c)) not in self._passed_over
        }
        self._width = width

    def warnings(self, place: Callable[[int, int | None], str]) -> Iterator[Problem]:
        """Each column that may bear on a count, at its first day or mark."""
        for column, seen in sorted((self._open | self._telling | self._settled).items()):
            if seen.place:
                self.told.add(column)
                yield seen.problem(self._header, place(seen.place, column), self._known)
        yield from self._shares.warnings(place, partial(pass_over, self._known))
        yield from self._lists.warnings(self._header.texts, self._known, place)


_STATE = re.compile(
    r"\b(?:hoan thanh|ht|dung han|truoc han|qua han|tre han|cham|xong|da (?:thuc hien|xu ly|bao cao)|bao cao ket qua|"
    r"huy|rut|thu hoi|dung|done|completed?|finished|closed|late|overdue|cancell?ed)\b"
)
_RATES = re.compile(r"\b(?:danh gia|xep loai|muc do|chat luong|diem)\b")
_PLANNED = re.compile(r"\b(?:du kien|ke hoach|yeu cau)\b")


def _is_of_completion(header: str) -> bool:
    """Whether a mark below says that a task is done, and not how well: "Báo cáo kết quả", not "Mức độ hoàn thành"."""
    text, said = " ".join(words(header)), claim(header)
    unfinished = said is not None and said.completed is False
    return bool(_STATE.search(text)) and not _RATES.search(text) and not unfinished


def _is_inner_status(header: str) -> bool:
    _, dot, name = header.rpartition(".")
    return bool(dot) and KNOWN.get(match_key(name), ("", 0))[0] == "status"


def _says_done(cell: Cell) -> bool:
    """Whether a text says that a task is completed or withdrawn, or leaves it open as "Đúng hạn" does."""
    if not isinstance(cell, str) or not any(map(str.isalpha, cell)):
        return False
    said = claim(cell)
    return said is not None and bool(said.completed or said.withdrawn or said.unsettled)


def _extends(cell: Cell) -> bool:
    """Whether a cell below words of an extension says that there was one: a number of days, a document, a mark."""
    text = text_of(clean_cell(cell))
    return bool(words(text)) and not _NONE.fullmatch(text) and is_granted(text) is not False


def _is_of_extensions(header: str) -> bool:
    said = " ".join(words(header))
    return bool(_EXTENSION.search(said)) and not _ASKED.search(said)


def _is_day(cell: object) -> bool:
    if isinstance(cell, dt.date) or (isinstance(cell, str) and len(cell) <= LONGEST):
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
_EXTENSION = re.compile(r"\b(?:gia han|lui(?: thoi)? han|dieu chinh(?: thoi)? han|keo dai|extension|extended)\b")
_ASKED = re.compile(r"\b(?:xin|de nghi|de xuat|kien nghi|ly do|nguoi|co quan|don vi|du kien|requested|reason)\b")
_NONE = re.compile(r"[0.,]+(?: ngày)?", re.IGNORECASE)
