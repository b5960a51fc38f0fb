"""The columns of extensions: one for each extension, or a pair with the day on which it was granted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

import attrs

from taskstats import Extension, ExtensionPolicy, Rules, Task
from taskstats_adapters.contract.cells import BadCell, Cell, Row
from taskstats_adapters.intake.cells.clean import CellError, clean_cell, text_of
from taskstats_adapters.intake.cells.in_words.extensions import (
    due_and_extensions,
    extensions_in,
    extensions_in_json,
    in_force,
    new_date_alone,
    only_asked,
)
from taskstats_adapters.intake.cells.in_words.grants import is_granted, names_approval, names_state, together
from taskstats_adapters.intake.cells.no_days import SAID, Doubt, Fault
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import FIELDS, ordinal
from taskstats_adapters.vietnamese.text import brief, clean, fold

TO, GRANTED = "extended_to", "extension_granted_on"

ReadDay = Callable[[Cell | BadCell], dt.date | None]
Faults = list[tuple[int, Fault]]
"""What is wrong with the cells of a row, by their columns."""


class Extensions:
    """Reads the extensions of rows under one header; the two functions read a plain day of each kind of column.

    `unread` has the folded headers of the columns that the profile passes over.
    """

    def __init__(self, header: Header, read_to: ReadDay, read_granted: ReadDay, unread: Set[str] = frozenset()) -> None:
        self._header, self._read_to, self._read_granted = header, read_to, read_granted
        self._pairs = _pairs(header)
        self._beside = TO not in header.columns
        self._states = {} if self._beside else grant_columns(header, unread)
        self._only = [column for pair in self._pairs for column in pair if column is not None]
        if len(self._pairs) != 1 or len(self._only) != 2 or self._states:  # most lists have one pair or none
            self._only = []

    def __bool__(self) -> bool:
        """Whether the list has any of these columns."""
        return bool(self._pairs)

    def read(self, row: Row, beside: Sequence[Extension]) -> tuple[tuple[Extension, ...], Faults]:
        """The extensions of a row in order, after those beside its due date, and what is wrong with its cells."""
        if self._only and not beside and (plain := self._plain(row)) is not None:
            return plain, []
        stated = [*beside]
        faults: Faults = []
        for to, granted in self._pairs:
            new = None if to is None else row[to]
            day = None if granted is None else row[granted]
            if (new is not None and new != "") or (day is not None and day != ""):
                if self._beside:  # the days on which those beside the due dates were granted
                    stated = self._granted(stated, day, to, granted, faults)
                elif not self._states or self._is_granted(row, to, faults):
                    stated += self._granted(_stated(new, self._read_to, to, faults), day, to, granted, faults)
        return in_force(stated), faults

    def _plain(self, row: Row) -> tuple[Extension, ...] | None:
        """The extension of a row with one plain day in each of the only two columns; None of any other row."""
        to, granted = self._only
        try:
            new, day = self._read_to(row[to]), self._read_granted(row[granted])
        except CellError:
            return None
        if new is None:
            return () if day is None else None
        return (Extension(new, day),)

    def _is_granted(self, row: Row, to: int | None, faults: Faults) -> bool:
        """Whether the columns that tell of an extension say that it was granted; a fault where they do not say."""
        columns = self._states.get(to, ())
        granted = together(is_granted(text_of(clean_cell(row[column]))) for column in columns)
        if granted is None:
            column = columns[0]
            text, written = self._header.texts[column], brief(text_of(clean_cell(row[column]))) or "(trống)"
            message = f'"{written}" {SAID[Doubt.NOT_GRANTED]}'
            faults.append((column, Fault("E-EXTENSION", message, (Doubt.NOT_GRANTED,), written, text)))
        return bool(granted)

    def _granted(
        self,
        extensions: list[Extension],
        cell: Cell | BadCell,
        to: int | None,
        granted: int | None,
        faults: Faults,
    ) -> list[Extension]:
        """The extensions with the grant dates in a cell; one that has its own keeps it."""
        if faults or granted is None:
            return extensions
        days = [extension.due_on for extension in _stated(cell, self._read_granted, granted, faults)]
        if not days:
            return extensions
        if len(days) != len(extensions):
            faults.append((granted, Fault("E-EXTENSION", self._unclear(to, granted, len(extensions)))))
            return extensions
        return [
            extension if extension.granted_on else attrs.evolve(extension, granted_on=granted_on)
            for extension, granted_on in zip(extensions, days, strict=True)
        ]

    def _unclear(self, to: int | None, granted: int, new_dates: int) -> str:
        """Why the grant dates of a row belong to no new due date, and what to do."""
        text = self._header.texts[granted]
        if self._beside and not new_dates:
            return f'chưa rõ "{text}" là hạn mới hay ngày cho gia hạn; {_NAME_IT.format(text=text)}'
        if to is None:
            return (
                f'không rõ "{text}" là ngày cho lần gia hạn nào; hãy đổi tiêu đề, ví dụ "{FIELDS[GRANTED].label} lần 1"'
            )
        if not new_dates:
            return "có ngày gia hạn nhưng không có hạn mới; hãy ghi hạn mới hoặc xóa ngày gia hạn"
        return 'số ngày gia hạn khác số hạn mới; hãy ghi mỗi hạn mới một ngày gia hạn, cách nhau bằng dấu ";"'


def grant_columns(header: Header, unread: Set[str]) -> Mapping[int | None, Sequence[int]]:
    """The columns that say whether extensions were granted, by the columns of new due dates that they are about.

    They are those of their number, or else the one before; "Duyệt" alone is of one only where it is next to it.
    """
    new = sorted(header.series.get(TO, ()))
    states: dict[int | None, list[int]] = {}
    for column, text in header.free.items():
        before = [other for other in new if other < column]
        beside = (
            bool(before)
            and names_approval(text)
            and all(other in header.series.get(GRANTED, ()) for other in range(before[-1] + 1, column))
        )
        if fold(text) in unread or not (names_state(text) or beside):
            continue
        number = ordinal(text)
        of = [other for other in new if number and ordinal(header.texts[other]) == number]
        for other in of or before[-1:] or new:
            states.setdefault(other, []).append(column)
    return states


def take_apart(
    cell: Cell | BadCell, values: dict[str, Any], faults: dict[str, Fault], note: Callable[[str, str], None]
) -> Sequence[Extension]:
    """The extensions beside the due date in a cell that is no plain day: the due date becomes a value, not a fault.

    A new date alone ("Gia hạn đến 30/6/2021") is the due date, as the list has no other; that is noted (W-DUE).
    """
    if "due_on" not in faults or not isinstance(cell, str):
        return ()
    extensions: Sequence[Extension] = ()
    text = clean(cell)
    try:
        if found := due_and_extensions(text):
            values["due_on"], extensions = found
        elif alone := new_date_alone(text):
            values["due_on"] = alone
            note("W-DUE", text)
        else:
            faults["due_on"] = only_asked(text, own_column=False) or faults["due_on"]
            return ()
    except CellError as error:
        faults["due_on"] = Fault.of(error)
        return ()
    del faults["due_on"]
    return extensions


def without_grant_date(task: Task, rules: Rules) -> bool:
    """Whether an extension without a grant date, which counts at every cut-off, moves the due date of a task."""
    for extension in task.extensions:
        if extension.granted_on is None and extension.due_on != task.due_on:
            return rules.extensions is not ExtensionPolicy.IGNORED
    return False


_NAME_IT = 'nếu là hạn mới, hãy ghi [columns] extended_to = "{text}" vào hồ sơ, nếu không, hãy thêm cột "Gia hạn đến"'


def _stated(cell: Cell | BadCell, read: ReadDay, column: int | None, faults: Faults) -> list[Extension]:
    """The days in a cell, each as an extension, with its grant date where the cell states it."""
    if column is None:
        return []
    try:
        day = read(cell)
    except CellError as error:
        fault = Fault.of(error)
    else:
        return [] if day is None else [Extension(day)]
    text, found = text_of(clean_cell(cell)), None
    try:
        found = extensions_in_json(text)
        if found is None and isinstance(cell, str):
            found = extensions_in(text)
    except CellError as error:
        fault = Fault.of(error)
    if found is None:
        faults.append((column, only_asked(text, own_column=True) or fault))
    return list(found or ())


def _pairs(header: Header) -> Sequence[tuple[int | None, int | None]]:
    """Each column of new due dates with that of its grant dates; a column of grant dates without one, alone.

    As many of both go together in order. Otherwise numbers tell; one without a number belongs to the column before it.
    """
    new, granted = header.series.get(TO, ()), header.series.get(GRANTED, ())
    if len(new) == len(granted):
        return list(zip(new, granted, strict=True))
    numbers = {column: ordinal(header.texts[column]) for column in (*new, *granted)}
    of: dict[int, int] = {}
    for column in granted:
        fits = [
            other for other in new if numbers[other] == numbers[column] and (numbers[column] or other == column - 1)
        ]
        if len(fits) == 1:
            of.setdefault(fits[0], column)
    alone = [(None, column) for column in granted if column not in of.values()]
    return [*((column, of.get(column)) for column in new), *alone]
