"""What a cell shows: the text that the office sees in it, whatever a source made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice

import attrs

from taskstats_adapters.vietnamese.text import brief, clean

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | Decimal | None
"""What a source may put into a row. Dates, blanks, headers and synonyms are understood once, in intake."""


@attrs.frozen
class BadCell:
    """A cell whose content the file does not give: a formula without a saved value, an error such as #N/A.

    A source must yield it in place of the cell. A blank would be read as "no date", so as a task not yet done.
    With the code MERGED: a cell that a merge covers from above; `shown` is the text of the merge's first cell, not
    blank. Only those of the first column of the merge; cells covered from the left are blank.
    """

    shown: str
    code: str


MERGED = "E-MERGED"
"""The code of a cell that is merged with the one above: which rows the value is meant for, intake decides."""


def letters(column: int) -> str:
    """The spreadsheet's name of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_place(sheet: str, row: int, column: int | None) -> str:
    """The place of a cell, "Nhiệm vụ!F128", or of a whole row. Rows count from 1, columns from 0."""
    return f"{sheet}!{'' if column is None else letters(column)}{row}"


def is_blank(value: Cell | BadCell) -> bool:
    """Whether a cell shows nothing of its own: one that is merged with the cell above does not."""
    return value is None or (isinstance(value, str) and not clean(value)) or is_merged(value)


def is_merged(value: Cell | BadCell) -> bool:
    """Whether a cell is merged with the one above."""
    return isinstance(value, BadCell) and value.code == MERGED


def merged_with(first: Cell | BadCell) -> Cell | BadCell:
    """What stands in the cells below `first` that are merged with it: blanks below a blank, a bad cell below one."""
    if isinstance(first, BadCell):
        return first
    text = first if isinstance(first, str) else shown(first)
    return BadCell(text, MERGED) if clean(text) else ""


def shown(value: Cell | BadCell) -> str:
    """A cell's content as the office sees it: days first, whole numbers without a decimal point."""
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
    """What the first cells of these rows show, as a message quotes it; empty where none shows anything."""
    filled = (shown(cell) for row in rows for cell in row if not is_blank(cell))
    return brief(" ".join(islice(filled, 20)))
