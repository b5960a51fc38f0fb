"""Columns named for a state, with marks or days below: "Đã hoàn thành: Đúng hạn", "Chưa hoàn thành" (x)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from taskstats_adapters.contract.adapters import SERIALS_FROM
from taskstats_adapters.contract.cells import BadCell, Cell, Row, is_merged, shown
from taskstats_adapters.intake.cells.clean import CellError, clean_cell, text_of
from taskstats_adapters.intake.cells.dates import DayReader, counted_from
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.cells.own_statuses import Understand, understood
from taskstats_adapters.intake.cells.status_words import Claim, claim
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import DayForm
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.vietnamese.text import brief, fold

MARKS = frozenset(("x", "v", "✓", "✔", "√", "☑", "☒", "🗸", "có", "1", "true", "yes", "đ", "o", "●"))
NO_MARKS = frozenset(("0", "false", "no", "không", "chưa"))


@attrs.frozen
class Stated:
    """What a list says of a task: in which words, and what they claim (None where they are not understood).

    `field` is the status, or the header of a column of states.
    """

    text: str
    claim: Claim | None
    field: str


class StateError(CellError):
    """Two things that a row says and that cannot both be true; `field` is the header of one of them."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(f"{message}; hãy sửa một trong hai", "E-STATUS")
        self.field = field


def state_columns(header: Header, profile: Profile) -> Mapping[int, tuple[str, Claim]]:
    """The columns that are no field but are named for a state, but for those that a profile passes over."""
    known, understand = {fold(text) for text in profile.intake.unread}, understood(profile.statuses)
    named = (
        (column, text, state_of(text, understand)) for column, text in header.free.items() if fold(text) not in known
    )
    return {column: (text, said) for column, text, said in named if said}


def tell_completion(states: Mapping[int, tuple[str, Claim]]) -> bool:
    """Whether one of these columns has the completed tasks: "Đã hoàn thành", "Quá hạn", but not "Chưa hoàn thành"."""
    return any(said.completed or (said.completed is None and said.past_due is not None) for _, said in states.values())


class StateColumns:
    """What the marks and days in the columns of states say of a task.

    A mark is a stated status. A day is that of completion, or of the withdrawal, unless the state is an unfinished one.
    """

    def __init__(self, header: Header, profile: Profile, days: DayReader, day_zero: dt.date = SERIALS_FROM) -> None:
        self._read_day = days.reader(DayForm.PLAIN)
        self._states = state_columns(header, profile)
        self._understand = understood(profile.statuses)
        self.columns: Mapping[str, int] = {text: column for column, (text, _) in self._states.items()}
        claims = [said for _, said in self._states.values()]
        # "Đúng hạn", "Quá hạn" beside "Chưa hoàn thành": those two are of the completed tasks.
        self._lateness_of_completed = any(said.completed is False for said in claims) and not any(
            said.completed and said.past_due is None for said in claims
        )
        self._has_own_day = "completed_on" in header.columns
        self._day_zero = day_zero

    def hear(self, row: Row, values: dict[str, Any], stated: Stated | None) -> Stated | None:
        """What a row says by its status, if any, and by these columns. A day is put into `values`.

        Raises StateError where the two, or two of the columns, contradict each other.
        """
        heard = stated
        for column, (text, state) in self._states.items():
            said = self._said(row[column], text, state, values)
            if isinstance(said, str):
                heard = heard or Stated(said, None, text)
            elif said:
                together = _together(heard.claim, said) if heard and heard.claim else said
                if together is None:
                    raise StateError(f'"{heard.text if heard else ""}" và "{text}" trái nhau', text)
                heard = Stated(text, together, text)
        return heard if heard is stated or heard is None else self._settled(heard)

    def _said(self, cell: Cell | BadCell, text: str, state: Claim, values: dict[str, Any]) -> Claim | str | None:
        """What a cell says of the task; its text if that is not understood, None if it says nothing."""
        meant = self._meaning(cell)
        if meant is None or isinstance(meant, bool) or state.completed is False:
            return state if isinstance(meant, (bool, dt.date)) else None
        if isinstance(meant, str):
            written = f"{text}: {meant}"
            return self._understand(meant) or self._understand(written) or written
        _take(values, text, "withdrawn_on" if state.withdrawn else "completed_on", meant)
        return state if state.withdrawn else attrs.evolve(state, completed=True)

    def _settled(self, heard: Stated) -> Stated:
        """A mark that only says "late" or "in time" is of a completed task where the unfinished have their own column.

        Else it is not understood, unless the list has days of completion.
        """
        said = heard.claim
        if said is None or said.completed is not None or said.past_due is None or said.withdrawn:
            return heard
        if self._lateness_of_completed:
            return attrs.evolve(heard, claim=attrs.evolve(said, completed=True))
        return heard if self._has_own_day else attrs.evolve(heard, claim=None)

    def _meaning(self, cell: Cell | BadCell) -> dt.date | bool | str | None:
        """The day in a cell, True for a mark, the text of anything else; None where it says nothing."""
        cell = clean_cell(cell)
        text = text_of(cell)
        if is_mark(cell):
            return True
        if not fold(text) or text.lower() in NO_MARKS or (isinstance(cell, BadCell) and is_merged(cell)):
            return None
        try:
            return self._read_day(counted_from(self._day_zero, cell))
        except NotADate:
            return brief(text) if isinstance(cell, (str, BadCell)) else None  # a number: perhaps of days


def is_mark(cell: Cell | BadCell) -> bool:
    """Whether a clean cell is a mark: x, ✓, có, 1, TRUE."""
    return text_of(cell).lower() in MARKS


def state_of(header: str, understand: Understand = claim) -> Claim | None:
    """The state that a column is named for; None for every other column."""
    said = next(filter(None, map(understand, _ways_to_say(header))), None)
    return said if said and (said.withdrawn or {said.completed, said.past_due} != {None}) else None


def _ways_to_say(header: str) -> Iterator[str]:
    """The header without what may stand before a state, and its last part."""
    yield header
    yield _BEFORE.sub("", header)
    yield _BEFORE.sub("", header.rpartition(": ")[2])


_BEFORE = re.compile(r"(?:(?:xác nhận|đánh dấu|nhiệm vụ|công việc|is|đã được)[ _]+)+", re.IGNORECASE)


def _together(one: Claim, other: Claim) -> Claim | None:
    """What two claims say of one task; None if they contradict each other."""
    completed = {one.completed, other.completed} - {None}
    if len(completed) > 1 and (one.in_time or other.in_time):
        completed = {True}
    past_due = {one.past_due, other.past_due} - {None}
    withdrawn = one.withdrawn or other.withdrawn
    if len(completed) > 1 or len(past_due) > 1 or (withdrawn and True in completed):
        return None
    return Claim(
        completed=next(iter(completed), None),
        past_due=next(iter(past_due), None),
        withdrawn=withdrawn,
        suspended=one.suspended or other.suspended,
    )


def _take(values: dict[str, Any], text: str, field: str, day: dt.date) -> None:
    """Put a day into the values of a row, unless another one is there."""
    if (other := values.get(field)) not in (None, day):
        raise StateError(f'cột "{text}" ghi {shown(day)}, cột khác ghi {shown(other)}', text)
    values[field] = day
