"""The cells of a row -> the values of its fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from typing import Any

import attrs

from taskstats_adapters.contract.adapters import SERIALS_FROM
from taskstats_adapters.contract.cells import BadCell, Cell, Row, is_merged, letters
from taskstats_adapters.intake.cells.clean import CellError, CleanCell, clean_cell, no_value, text_of
from taskstats_adapters.intake.cells.dates import DayReader, counted_from
from taskstats_adapters.intake.cells.in_words.documents import read_day
from taskstats_adapters.intake.cells.leads import lines_apart
from taskstats_adapters.intake.cells.no_days import Fault
from taskstats_adapters.intake.columns.documents import of_document
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import FIELDS, DayForm, Field, Kind, Need
from taskstats_adapters.vietnamese.text import clean, fold, has_control

Read = Callable[[Cell | BadCell], Any]

MOMENTS = 1000
"""How many cells of a column are remembered if they are moments: enough to see whether all have one time of day."""

_TURN = {Kind.DAY: 0, Kind.TEXT: 1, Kind.WITNESS: 1, Kind.AGENCY: 2, Kind.NAMES: 3}
_READ = sorted(
    (field for field in FIELDS.values() if field.kind in _TURN and not field.series),
    key=lambda field: (_TURN[field.kind], not field.decisive and field.need is Need.OPTIONAL),
)
"""The fields in the order in which the problems of a row are reported."""


class _Remembered(dict[Any, Any]):
    """What each distinct cell of a column was read as: a list repeats a few hundred dates and names.

    Numbers are not remembered, because equal ones may be shown differently; nor are cells that cannot be read, nor
    more than MOMENTS moments.
    """

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell | BadCell) -> Any:
        value = self._read(cell)
        if type(cell) in (str, dt.date, type(None)) or (type(cell) is dt.datetime and len(self) < MOMENTS):
            self[cell] = value
        return value


class ValueReader:
    """Reads the fields of rows under one header. A distinct cell of a column is cleaned and read once.

    `met_control` tells whether a text with control characters has been read.
    """

    def __init__(self, header: Header, days: DayReader, day_zero: dt.date = SERIALS_FROM) -> None:
        self.met_control = False
        self._days, self._completed = days, header.columns.get("completed_on")
        self._day_zero, self._series = day_zero, dict[str, _Remembered]()
        self._width = len(header.texts)
        plan = [
            (of_document(field, header), header.columns[field.name]) for field in _READ if field.name in header.columns
        ]
        self._columns = [(field.name, column, self._watched(_reader(field, days, day_zero))) for field, column in plan]
        seldom_repeated = {field.name for field, _ in plan if field.naming and field.kind is Kind.TEXT}
        self._distinct = [entry for entry in self._columns if entry[0] in seldom_repeated]
        self._repeated = [
            (field, column, _Remembered(read)) for field, column, read in self._columns if field not in seldom_repeated
        ]
        # What a list states of lateness is kept as it was written, beside the columns that are no field.
        known = {column for column, field in header.fields.items() if FIELDS[field].kind is not Kind.WITNESS}
        self._extra = [
            (text or letters(column), column) for column, text in enumerate(header.texts) if column not in known
        ]

    def reader(self, field: str) -> Read:
        """How a cell of a series, which `read` leaves out, becomes a day. Each distinct cell is read once."""
        read = self._watched(_reader(FIELDS[field], self._days, self._day_zero))
        days = self._series[field] = _Remembered(read)

        def remembered(cell: Cell | BadCell) -> Any:
            try:
                return days[cell]
            except TypeError:  # a signalling NaN cannot be looked up
                return read(cell)

        return remembered

    @property
    def days(self) -> Mapping[str, Set[Cell | BadCell]]:
        """The distinct cells of each column of days that have been read, without numbers, and without faulty cells."""
        days = {field: remembered.keys() for field, _, remembered in self._repeated if FIELDS[field].kind is Kind.DAY}
        return days | {field: remembered.keys() for field, remembered in self._series.items()}

    def read(self, row: Row) -> dict[str, Any]:
        """The values by field. Raises CellError, or TypeError for a signalling NaN, which cannot be looked up."""
        values = {field: remembered[row[column]] for field, column, remembered in self._repeated}
        for field, column, read in self._distinct:
            cell = row[column]
            if type(cell) is str:  # as `read` does, inline: nearly every one of these cells is new
                values[field] = text = clean(cell)
                if text is not cell:
                    self._watch(cell)
            else:
                values[field] = read(cell)
        return values

    def read_each(self, row: Row) -> tuple[dict[str, Any], dict[str, Fault]]:
        """The values that can be read, and what is wrong with every other field."""
        values, faults = {}, {}
        for field, column, read in self._columns:
            try:
                values[field] = read(row[column])
            except CellError as error:
                faults[field] = Fault.of(error)
        return values, faults

    def unfinished(self, row: Row) -> str:
        """The words in place of the day of completion that say that there is none yet; empty where there are none."""
        text = "" if self._completed is None else text_of(clean_cell(row[self._completed]))
        return text if text in self._days.unfinished else ""

    def extra(self, row: Row) -> Sequence[tuple[str, str]]:
        """What stands in the columns that are no field, by header, or by the column's letter where it has none."""
        if not self._extra and len(row) <= self._width:
            return ()
        for _, column in self._extra:
            self._watch(row[column])
        beyond = [(letters(column), column) for column in range(self._width, len(row))]
        return tuple(
            (name, text) for name, column in (*self._extra, *beyond) if (text := text_of(clean_cell(row[column])))
        )

    def _watched(self, read: Read) -> Read:
        def watched(cell: Cell | BadCell) -> Any:
            self._watch(cell)
            return read(cell)

        return watched

    def _watch(self, cell: Cell | BadCell) -> None:
        self.met_control = self.met_control or (isinstance(cell, str) and has_control(cell))


def _reader(field: Field, days: DayReader, day_zero: dt.date) -> Read:
    """How a cell of the field becomes its value. A merged cell has the text of the one above; one of a row's own, only
    a dash.
    """
    if field.kind is Kind.NAMES:
        return _names
    parse: Callable[[CleanCell], Any] = days.reader(field.day_form) if field.kind is Kind.DAY else _text
    if field.day_form is DayForm.REFERENCE:
        parse = partial(read_day, parse)

    def read(cell: Cell | BadCell) -> Any:
        if field.kind is Kind.AGENCY:
            cell = _lines_apart(cell)
        found = clean_cell(cell)
        if isinstance(found, BadCell) and is_merged(found) and not (field.own and fold(found.shown)):
            found = found.shown or None
        return parse(found)

    if field.kind is Kind.DAY and day_zero != SERIALS_FROM:
        return lambda cell: read(counted_from(day_zero, clean_cell(cell)))
    return read


def _lines_apart(cell: Cell | BadCell) -> Cell | BadCell:
    if isinstance(cell, BadCell):
        return attrs.evolve(cell, shown=lines_apart(cell.shown))
    return lines_apart(cell) if isinstance(cell, str) else cell


def _text(cell: CleanCell) -> str:
    if isinstance(cell, BadCell):
        raise CellError(no_value(cell), cell.code)
    return text_of(cell)


def _names(cell: Cell | BadCell) -> tuple[str, ...]:
    """Agencies separated by ";" or new lines, so split before they are cleaned; commas occur inside names."""
    if isinstance(cell, BadCell) and is_merged(cell):
        cell = cell.shown
    text = cell if isinstance(cell, str) else _text(clean_cell(cell))
    return tuple(name for part in re.split(r"[;\n]", text) if (name := clean(part)))
