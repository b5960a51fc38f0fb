"""Notes, reasons, titles and other texts: where they tell of a completion or an extension that no day tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.in_words.remarks import Remark, in_brackets, is_dull, remarks
from taskstats_adapters.intake.columns.headers import ERRORS, MARK, PLACE, Header
from taskstats_adapters.intake.columns.proposals import pass_over
from taskstats_adapters.intake.columns.unread import unread_columns
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.vietnamese.text import brief, clean, fold

REMEMBERED = 10_000
"""How many texts that say nothing are remembered: lists repeat them."""


@attrs.define
class _Said:
    """How many tasks a column says something of, and its first words."""

    first: str
    count: int = 0


class RemarkColumns:
    """Looks at the texts of tasks that are unfinished or late: another day would change what they are."""

    def __init__(self, header: Header, profile: Profile) -> None:
        self._known = profile.intake.unread
        passed_over = {fold(text) for text in self._known}
        fields = {header.columns[field]: field for field in _HEARD if field in header.columns}
        columns = {column: header.texts[column] for column in fields} | unread_columns(header, profile)
        passed_over |= {fold(text) for text in (PLACE, ERRORS) if MARK in header.texts}
        self._columns = {column: text for column, text in columns.items() if fold(text) not in passed_over}
        self._title, status = header.columns.get("title"), {header.columns.get("status")}
        self._heard_otherwise = dict.fromkeys(Remark, status) | {Remark.DAY: status | header.free.keys()}
        self._dull = {""}
        self._first: dict[int, int] = {}
        self._said: dict[int, dict[Remark, _Said]] = {}

    def look(self, row: Row, number: int, task: Task) -> None:
        """Hear what stands beside a task whose state is in question."""
        for column in self._columns:
            cell = row[column]
            if not isinstance(cell, str) or not cell:
                continue
            text = in_brackets(cell) if column == self._title else cell
            if text in self._dull:
                continue
            if is_dull(said := clean(text)):
                if len(self._dull) < REMEMBERED:
                    self._dull.add(text)
                continue
            for remark, words in remarks(said, task).items():
                if remark is Remark.EXTENDED or column not in self._heard_otherwise.get(remark, ()):
                    self._first.setdefault(column, number)
                    self._said.setdefault(column, {}).setdefault(remark, _Said(brief(words))).count += 1

    def warnings(self, place: Callable[[int, int | None], str], told: Collection[int]) -> Iterator[Problem]:
        """Each column once, at its first words; `told` are the columns of which enough was said."""
        for column, first in sorted(self._first.items()):
            if column in told:
                continue
            said, text = self._said[column], self._columns[column]
            listed = ", ".join(
                f'{remark.value} ở {seen.count} nhiệm vụ ("{seen.first}")' for remark, seen in said.items()
            )
            cells = ", ".join(f'"{label}"' for label in dict.fromkeys(FIELDS[_FIELD[remark]].label for remark in said))
            message = (
                f'cột "{text}" ghi {listed}, mà các cột ngày không có, nên chưa tính; hãy ghi ngày vào cột {cells}; '
                f"nếu không phải, {pass_over(self._known, text)}"
            )
            yield Problem(code="W-REMARK", place=place(first, column), message=message)


_HEARD = ("title", "status", "reason", "note")
_FIELD = {
    Remark.DONE: "completed_on",
    Remark.EXTENDED: "extended_to",
    Remark.WITHDRAWN: "withdrawn_on",
    Remark.DAY: "completed_on",
}
