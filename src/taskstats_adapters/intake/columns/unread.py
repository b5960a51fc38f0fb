"""Columns that are no field: what in them may bear on a count is told: days, claims, marks, words of extensions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import BadCell, Cell, Row, letters
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.cells.dates import LONGEST, read_date
from taskstats_adapters.intake.cells.in_words.grants import is_granted
from taskstats_adapters.intake.cells.in_words.marks import is_mark
from taskstats_adapters.intake.cells.in_words.remarks import is_like_a_day
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.cells.status import OTHER_RULES, against_status
from taskstats_adapters.intake.cells.status_words import Claim, claim, phrase
from taskstats_adapters.intake.columns.extensions import grant_columns
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.columns.proposals import each_once, line_for, nearest, pass_over
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
    """What has been seen of a column: filled cells, and how many of them are days, marks, states or extensions.

    `header` is its text, or its letter where it has none. `claims` are states that its task contradicts; `open_days`
    are beside tasks whose state is in question.
    """

    header: str
    nameless: bool = False
    extends: bool = False
    """Whether the header has to do with extensions: "Số ngày gia hạn"."""
    of_result: bool = False
    """Whether it has the days of the documents of results, in a list with days of completion."""
    first: int = 0
    first_open_day: int = 0
    filled: int = 0
    days: int = 0
    open_days: int = 0
    marks: int = 0
    states: int = 0
    claims: int = 0
    extensions: int = 0

    def look(self, cell: Cell, number: int, task: Task, contradicts: Callable[[Claim, str], bool]) -> None:
        """Count a cell that is not blank; `first` is the first row with something that bears on a count."""
        heard = _heard(cell) if isinstance(cell, str) else _Heard(_day(cell), is_mark(clean_cell(cell)))
        claims = heard.claim is not None and contradicts(heard.claim, str(cell))
        extends = self.extends and not (heard.day or task.extensions) and _extends(cell)
        self.filled += cell is not False
        self.days += heard.day is not None
        self.marks += heard.mark
        self.states += heard.state
        self.claims += claims
        self.extensions += extends
        if (heard.day or heard.mark or claims or extends) and not self.first:
            self.first = number
        self.look_for_day(heard.day, number, task)

    def look_for_day(self, day: dt.date | None, number: int, task: Task) -> None:
        """Count a day beside a task whose state is in question."""
        if day and in_question(task) and not (self.of_result and _late_anyway(task, day)):
            self.open_days += 1
            self.first_open_day = self.first_open_day or number

    @property
    def mostly_days(self) -> bool:
        """Whether it is a column of days, not of words with a day here and there."""
        return 2 * self.days > self.filled and not self.of_result

    @property
    def mostly_states(self) -> bool:
        """Whether it is a column of states: by what it holds, or by its name within an object ("xu_ly.trang_thai")."""
        return 2 * self.states > self.filled or _is_inner_status(self.header)

    @property
    def telling(self) -> bool:
        """Whether it mostly holds days, or states that the tasks contradict; extensions; marks below a state alone."""
        marks = 0 < self.marks == self.filled and _is_of_completion(self.header)
        return self.mostly_days or self._claiming or self.extensions > 0 or marks

    @property
    def _claiming(self) -> bool:
        return self.claims > 0 and self.mostly_states

    @property
    def place(self) -> int:
        """The row at which it is told."""
        return self.first if self.telling else self.first_open_day

    def field(self, header: Header) -> str | None:
        """The field that it may be; none where the list has a status already."""
        if self.nameless or self.mostly_days or not self.telling:
            return None if self.nameless else nearest(self.header, header)
        return "status" if self._claiming and not self.extensions and "status" not in header.columns else None

    def problem(self, field: str | None, header: Header, place: str, known: Iterable[str]) -> Problem:
        """That it is not read: the field that it may be, and the lines of the profile that settle it."""
        column = f"cột {self.header} (không có tiêu đề)" if self.nameless else f'cột "{self.header}"'
        told = f"{column} {self._held()} nhưng không được đọc; {self._cure(field, header)}"
        return Problem(code="W-UNREAD", place=place, message=f"{told}; nếu không cần, {pass_over(known, self.header)}")

    def _held(self) -> str:
        if self.mostly_days:
            return f"có ngày ở {self.days} nhiệm vụ"
        if self.extensions:
            return f"cho biết có gia hạn mà không có hạn mới ở {self.extensions} nhiệm vụ"
        if self._claiming:
            return f"ghi trạng thái khác với các cột ngày ở {self.claims} nhiệm vụ"
        if self.telling:
            return f"có đánh dấu ở {self.marks} nhiệm vụ"
        return f"có ngày ở {self.open_days} nhiệm vụ chưa hoàn thành hoặc hoàn thành sau hạn"

    def _cure(self, field: str | None, header: Header) -> str:
        completed, extended = FIELDS["completed_on"].label, FIELDS["extended_to"].label
        if self.nameless:
            return f'hãy ghi tiêu đề cho cột, ví dụ "{completed}", "{extended}"'
        if field:
            return f'nếu đó là "{FIELDS[field].label}", hãy ghi {line_for(field, self.header, header)} vào hồ sơ'
        if self.mostly_days or not self.telling:
            return f'hãy đổi tiêu đề cho đúng loại ngày, ví dụ "{completed}", "{extended}"'
        if self.extensions:
            return f'hãy ghi hạn mới vào cột "{extended}"'
        if self._claiming:
            return "hãy sửa ngày hoặc trạng thái"
        return f'dấu không cho biết ngày; hãy thêm cột "{completed}"'


class UnreadColumns:
    """Looks at the columns of a list that are no field, but for those that the profile passes over.

    `told` are the columns of which a warning was given.
    """

    def __init__(self, header: Header, profile: Profile) -> None:
        self._known, self._rules = profile.intake.unread, profile.rules
        self._passed_over = {fold(text) for text in self._known}
        self._header, self._width = header, len(header.texts)
        self._shares = Shares(header, self._passed_over)
        texts = unread_columns(header, profile)
        texts |= {column: header.texts[column] for column in named_for_shares(header, self._passed_over)}
        dated = "completed_on" in header.columns
        named = {
            column: _Column(text, extends=_is_of_extensions(text), of_result=dated and _is_of_result(text))
            for column, text in texts.items()
        }
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
        if self._settled and in_question(task):
            for column, seen in self._settled.items():
                cell = row[column] if column < len(row) else None
                if not isinstance(cell, str) or is_like_a_day(cell):
                    seen.look_for_day(_day(cell), number, task)
        if self._open or self._telling or self._shares or len(row) != self._width:
            self._look_closely(row, number, task, done)

    def _look_closely(self, row: Row, number: int, task: Task, done: bool) -> None:
        if len(row) > self._width:
            self._widen(len(row))
        elif len(row) < self._width:
            row = [*row, *[None] * (self._width - len(row))]
        if self._shares:
            self._shares.look(row, number, task, done)

        def contradicts(said: Claim, status: str) -> bool:
            if task.completed_on is None and (done or task.withdrawn_on is not None):
                return False
            fault = against_status(task, said, self._rules, status)
            return fault not in (None, OTHER_RULES) or (task.completed_on is None and said.unsettled)

        for column, seen in (*self._open.items(), *self._telling.items()):
            cell = row[column]
            if isinstance(cell, BadCell) and in_question(task):
                self._lists.look(column, cell, number, task)
            if cell is None or cell == "" or not isinstance(cell, Cell) or self._shares.has(column, cell):
                continue
            seen.look(cell, number, task, contradicts)
            if seen.filled == ENOUGH and column in self._open and not seen.extends:
                del self._open[column]
                (self._telling if seen.telling or seen.mostly_states else self._settled)[column] = seen

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
        found = {c: seen for c, seen in sorted((self._open | self._telling | self._settled).items()) if seen.place}
        self.told |= found.keys()
        fields = each_once({column: (seen.header, seen.field(self._header)) for column, seen in found.items()})
        for column, seen in found.items():
            yield seen.problem(fields.get(column), self._header, place(seen.place, column), self._known)
        yield from self._shares.warnings(place, partial(pass_over, self._known))
        yield from self._lists.warnings(self._header.texts, self._known, place)


_STATE = re.compile(
    r"\b(?:hoan thanh|ht|dung han|truoc han|qua han|tre han|cham|xong|da (?:thuc hien|xu ly|bao cao)|bao cao ket qua|"
    r"dh|qh|huy|rut|thu hoi|dung|done|completed?|finished|closed|late|overdue|cancell?ed)\b"
)
_RATES = re.compile(r"\b(?:danh gia|xep loai|muc do|chat luong|diem)\b")


def _is_of_completion(header: str) -> bool:
    """Whether a mark below says that a task is done, and not how well: "Báo cáo kết quả", not "Mức độ hoàn thành"."""
    text, said = " ".join(words(header)), claim(header)
    unfinished = said is not None and said.completed is False
    return bool(_STATE.search(text)) and not _RATES.search(text) and not unfinished


def _is_inner_status(header: str) -> bool:
    _, dot, name = header.rpartition(".")
    return bool(dot) and KNOWN.get(match_key(name), ("", 0))[0] == "status"


@attrs.frozen
class _Heard:
    """What a cell is: a day, a mark, the claim of a known phrase; whether it says anything of the state of a task."""

    day: dt.date | None
    mark: bool
    claim: Claim | None = None
    state: bool = False


def _heard(cell: str) -> _Heard:
    return _remembered(cell) if len(cell) <= LONGEST else _hear(cell)


def _hear(cell: str) -> _Heard:
    day, mark = _day(cell), is_mark(clean_cell(cell))
    if day or mark or not any(map(str.isalpha, cell)):
        return _Heard(day, mark)
    return _Heard(None, False, None if "%" in cell else phrase(cell), claim(cell) is not None)


_remembered = lru_cache(maxsize=4096)(_hear)


def _extends(cell: Cell) -> bool:
    """Whether a cell below words of an extension says that there was one: a number of days, a document, a mark."""
    text = text_of(clean_cell(cell))
    return bool(words(text)) and not _NONE.fullmatch(text) and is_granted(text) is not False


def _is_of_extensions(header: str) -> bool:
    said = " ".join(words(header))
    return bool(_EXTENSION.search(said)) and not _ASKED.search(said)


def _day(cell: object) -> dt.date | None:
    if isinstance(cell, dt.date) or (isinstance(cell, str) and len(cell) <= LONGEST):
        try:
            day = read_date(found := clean_cell(cell))
        except NotADate:
            return None
        return None if text_of(found).isdigit() else day
    return None


def _is_of_result(header: str) -> bool:
    said = " ".join(words(header))
    return bool(_DOCUMENT.search(said)) and "ket qua" in said


def _late_anyway(task: Task, day: dt.date) -> bool:
    """Whether a completed task would be late by this day, too."""
    return task.completed_on is not None and in_question(attrs.evolve(task, completed_on=max(day, task.assigned_on)))


_DOCUMENT = re.compile(r"\b(?:van ban|vb|cong van|cv|bao cao|bc)\b")
_EXTENSION = re.compile(r"\b(?:gia han|lui(?: thoi)? han|dieu chinh(?: thoi)? han|keo dai|extension|extended)\b")
_ASKED = re.compile(r"\b(?:xin|de nghi|de xuat|kien nghi|ly do|nguoi|co quan|don vi|du kien|requested|reason)\b")
_NONE = re.compile(r"[0.,]+(?: ngày)?", re.IGNORECASE)
