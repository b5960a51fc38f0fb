"""Columns named for a state, with marks or days below: "Đã hoàn thành: Đúng hạn", "Chưa hoàn thành" (x)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from taskstats_adapters.contract.adapters import SERIALS_FROM
from taskstats_adapters.contract.cells import BadCell, Row, is_merged, shown
from taskstats_adapters.intake.cells.clean import CellError, CleanCell, clean_cell, text_of
from taskstats_adapters.intake.cells.dates import DayReader, counted_from
from taskstats_adapters.intake.cells.in_words.marks import Mark, mark_of
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.cells.own_statuses import Understand, meant_by, understood
from taskstats_adapters.intake.cells.status_words import Claim, claim
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import DayForm
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.vietnamese.text import brief, fold


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
    states = {column: (text, said) for column, text, said in named if said}
    lateness = {said.past_due for _, said in states.values()} - {None}
    return {
        column: (text, said)
        for column, (text, said) in states.items()
        if len(lateness) == 2 or fold(text.rpartition(": ")[2]) not in _SHORT
    }


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
        self._own = meant_by(profile.statuses)
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
            said = self._said(clean_cell(row[column]), text, state, values)
            if said and said.claim:
                together = _together(heard.claim, said.claim) if heard and heard.claim else said.claim
                if together is None:
                    raise StateError(f'"{heard.text if heard else ""}" và "{said.text}" trái nhau', text)
                heard = attrs.evolve(said, claim=together)
            else:
                heard = heard or said
        return heard if heard is stated or heard is None else self._settled(heard)

    def _said(self, cell: CleanCell, text: str, state: Claim, values: dict[str, Any]) -> Stated | None:
        """What a cell says of the task; None if it says nothing."""
        mark = mark_of(cell)
        if mark is Mark.NOTHING or (isinstance(cell, BadCell) and is_merged(cell)):
            return None
        shown = brief(text_of(cell))
        written = f"{text}: {shown}"
        if own := self._own(written) or (None if mark is Mark.YES else self._own(shown)):
            return Stated(written, own, text)
        if mark:
            return _marked(mark, Stated(text, state, text), written)
        if (day := self._day(cell)) and state.completed is not False:
            _take(values, text, "withdrawn_on" if state.withdrawn else "completed_on", day)
            return Stated(text, state if state.withdrawn else attrs.evolve(state, completed=True), text)
        if day:
            return Stated(text, state, text)
        if not isinstance(cell, (str, BadCell)) and not _is_completion(state):
            return None  # a number: perhaps of days
        usual = claim(shown) or (claim(written) if fold(shown) else None)
        if state.completed is False:  # a remark, unless it says the contrary
            return Stated(written, None, text) if usual and usual.completed else None
        return Stated(written, usual, text)

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

    def _day(self, cell: CleanCell) -> dt.date | None:
        try:
            return self._read_day(counted_from(self._day_zero, cell))
        except NotADate:
            return None


def _marked(mark: Mark, stated: Stated, written: str) -> Stated | None:
    """What a mark says below the header of a state."""
    state = stated.claim
    if mark is Mark.YES or state is None or (mark is Mark.DONE and state.completed is not False):
        return stated
    if _is_completion(state):
        return attrs.evolve(stated, text=written, claim=Claim(False, None))
    # Not completed in time, not late: that leaves the rest open. What is not unfinished may be completed.
    open_ = state.completed is False and mark is not Mark.NOT_YET
    return attrs.evolve(stated, text=written, claim=None) if open_ else None


def _is_completion(state: Claim) -> bool:
    return bool(state.completed) and state.past_due is None


def state_of(header: str, understand: Understand = claim) -> Claim | None:
    """The state that a column is named for; None for every other column."""
    said = next(filter(None, map(understand, _ways_to_say(header))), None)
    return said if said and (said.withdrawn or {said.completed, said.past_due} != {None}) else None


def _ways_to_say(header: str) -> Iterator[str]:
    """The header without what may stand before a state, and its last part."""
    yield header
    yield _BEFORE.sub("", header)
    yield _BEFORE.sub("", header.rpartition(": ")[2])


_SHORT = ("dh", "qh")
"""Lateness in short, "ĐH" and "QH", which may be other words; a column for the contrary settles it."""
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
