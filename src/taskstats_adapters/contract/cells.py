"""The cells of a sheet: which values a source may yield, and the text that the office sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import get_args

import attrs

from taskstats_adapters.vietnamese.text import brief, clean

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | Decimal | None
"""A plain cell. Sources do not interpret dates, blanks, headers or synonyms: intake does, for all of them."""

PLAIN: frozenset[type] = frozenset(get_args(Cell))
"""The exact types of plain cells: a subclass such as pandas.Timestamp or numpy.float64 is not plain."""


@attrs.frozen
class BadCell:
    """A cell whose value is not in the file: a formula without a saved value, an error such as #N/A.

    A source yields it instead of a blank, which would be read as "no date", and so as a task that is not done. With the
    code MERGED, it is a cell that is merged with the one above; `shown` is then the text of the merge's first cell,
    which is not blank. Only the first column of a merge has it; the cells in the others are blank.
    """

    shown: str
    code: str


Row = Sequence[Cell | BadCell]
"""A row as a source yields it."""

HIDDEN, STRUCK = "W-HIDDEN", "W-STRUCK"
"""The codes of rows that are hidden, and of rows with cells that are struck through (`Sheet.marked`)."""

MERGED = "E-MERGED"
"""The code of a cell that is merged with the one above. Intake decides which rows the value applies to."""


def letters(column: int) -> str:
    """The letters of a spreadsheet column, counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_place(sheet: str, row: int, column: int | None) -> str:
    """The place of a cell, "Nhiệm vụ!F128", or of a row. Rows are counted from 1, columns from 0."""
    return f"{sheet}!{'' if column is None else letters(column)}{row}"


def is_blank(value: Cell | BadCell) -> bool:
    """Whether a cell shows nothing of its own; so does a cell that is merged with the one above."""
    return value is None or (isinstance(value, str) and not clean(value)) or is_merged(value)


def is_merged(value: Cell | BadCell) -> bool:
    """Whether a cell is merged with the one above."""
    return isinstance(value, BadCell) and value.code == MERGED


def merged_with(first: Cell | BadCell) -> Cell | BadCell:
    """What a source yields for the cells below `first` that are merged with it."""
    if isinstance(first, BadCell):
        return first
    text = first if isinstance(first, str) else shown(first)
    return BadCell(text, MERGED) if clean(text) else ""


def shown(value: Cell | BadCell) -> str:
    """The content of a cell as the office sees it: dates with the day first, whole numbers without a decimal point."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return clean(value.shown)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
    if isinstance(value, dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)  # more digits than Python prints
    return str(value)


def beginning(rows: Iterable[Sequence[Cell | BadCell]]) -> str:
    """The beginning of the rows' text, to quote in a message; empty if all cells are blank."""
    filled = (shown(cell) for row in rows for cell in row if not is_blank(cell))
    return brief(" ".join(islice(filled, 20)))
