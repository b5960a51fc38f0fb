"""Which row is the header of a list, and which column is which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

import attrs

from taskstats_adapters.intake.cells.clean import CleanRow, has_own, text_of
from taskstats_adapters.office.fields import FIELDS, KNOWN, NAMING, REQUIRED, match_key, recognised
from taskstats_adapters.vietnamese.text import fold

_DESCRIBING = NAMING - {"id"}
_DONE_OR_GIVEN = fold("Ngày thực hiện")

_DIGITS = 5
"""The fewest digits of a date: a spreadsheet serial has five."""


@attrs.frozen
class Header:
    """The header of a list: its rows, the text of each column, and which column is which field (all from 0).

    `rivals` has every column that could be a field, where several of one tier could. `missing` has the fields whose
    header, as the profile names it, is not there.
    """

    first: int
    height: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    rivals: Mapping[str, tuple[int, ...]]
    missing: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> Mapping[str, tuple[int, ...]]:
        """The rivals among which a wrong choice could change a count."""
        return {field: columns for field, columns in self.rivals.items() if FIELDS[field].decisive}

    def done_or_given(self, named: Mapping[str, str]) -> int | None:
        """The column that may be the day of completion or that of assignment: "Ngày thực hiện" without another."""
        column = self.columns.get("assigned_on")
        if column is None or "completed_on" in self.columns or "assigned_on" in named:
            return None
        return column if match_key(self.texts[column]) == _DONE_OR_GIVEN else None


def repeats_header(row: CleanRow, header: Header) -> bool:
    """Whether a row repeats the header, as at the top of a printed page: at least two of its cells do."""
    pairs = zip(row, header.texts, strict=False)
    again = sum(isinstance(cell, str) and fold(cell) == fold(text) != "" for cell, text in pairs)
    return again >= 2 or recognised(row) >= 3


def numbers_columns(row: CleanRow, header: Header) -> bool:
    """Whether a row only numbers the columns, from 1 on: "(1) (2) (3)", "A B 1 2", "3=1+2"."""
    texts = [text_of(cell).partition("=")[0].strip("(). ") for cell in row if has_own(cell)]
    numbers = [text for text in texts if len(text) > 1 or not text.isalpha()]  # "A", "B" may stand before 1
    enough = min(3, sum(map(bool, header.texts)))
    return len(texts) >= enough and bool(numbers) and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def find_header(rows: Sequence[CleanRow], named: Mapping[str, str], least: int = 2) -> Header | None:
    """The header among the first rows of a sheet: the one or two rows that name most fields, and at least `least`.

    A header below the tasks of an earlier one begins another list, and is not taken. `named` has the profile's headers
    by field; they win over the usual ones.
    """
    known = {key: field for key, (field, _) in KNOWN.items()} | {fold(text): field for field, text in named.items()}
    known.pop("", None)

    def fields(texts: Iterable[str]) -> list[str]:
        return [field for text in texts if (field := known.get(fold(text)) or known.get(match_key(text)))]

    lines = [tuple(text_of(cell) if has_own(cell) else "" for cell in row) for row in rows]
    named_by = [fields(line) for line in lines]
    best: Header | None = None
    most = least - 1
    for first, line in enumerate(lines):
        height, texts, found = 1, line, len(set(named_by[first]))
        if first + 1 < len(rows) and 2 * len(named_by[first + 1]) >= _filled(rows[first + 1]):
            both = tuple(low or high for high, low in zip_longest(line, lines[first + 1], fillvalue=""))
            if (together := len(set(fields(both)))) > max(found, len(set(named_by[first + 1]))):
                height, texts, found = 2, both, together
        if found > most and not (best and _has_tasks(best, rows[best.first + best.height : first])):
            best, most = _header(first, height, texts, named), found
    return best


def another_header(row: CleanRow, below: CleanRow, header: Header, named: Mapping[str, str]) -> Header | None:
    """The header of another list further down, in this row or in it and the one below: one with other columns.

    None if it repeats `header`, as at the top of a printed page, or lacks a required column.
    """
    other = find_header((row, below), named)
    if other is None or other.first or not all(field in other.columns for field in REQUIRED):
        return None
    elsewhere = any(header.columns.get(field) != column for field, column in other.columns.items())
    gone = [column for field, column in header.columns.items() if field not in other.columns]
    renamed = any(fold(text) not in ("", fold(header.texts[at])) for at in gone for text in other.texts[at : at + 1])
    return other if elsewhere or renamed else None


def _has_tasks(header: Header, rows: Sequence[CleanRow]) -> bool:
    """Whether the rows below a header are a list: one has what looks like a day in the column of the assignment.

    The dates by which a list was filtered may stand above it, but no columns that describe a task.
    """
    if not {*REQUIRED} <= header.columns.keys() or _DESCRIBING.isdisjoint(header.columns):
        return False
    column = header.columns["assigned_on"]
    return any(sum(map(str.isdigit, text_of(row[column]))) >= _DIGITS for row in rows if column < len(row))


def _filled(row: CleanRow) -> int:
    return sum(map(has_own, row))


def _header(first: int, height: int, texts: tuple[str, ...], named: Mapping[str, str]) -> Header:
    keys = [fold(text) for text in texts]
    bare = [match_key(text) for text in texts]
    columns: dict[str, int] = {}
    rivals: dict[str, tuple[int, ...]] = {}

    def claim(field: str, found: tuple[int, ...]) -> None:
        columns[field] = found[0]
        if len(found) > 1:
            rivals[field] = found

    missing = []
    for field, text in named.items():
        if found := tuple(column for column, key in enumerate(keys) if key and key == fold(text)):
            claim(field, found)
        else:
            missing.append(field)
    taken = {column for field in columns for column in rivals.get(field, (columns[field],))}
    for name, known_as in FIELDS.items():
        for tier in range(len(known_as.headers)) if name not in named else ():
            known = (column for column, key in enumerate(bare) if KNOWN.get(key) == (name, tier))
            if found := tuple(column for column in known if column not in taken):
                claim(name, found)
                break
    return Header(first, height, texts, columns, rivals, tuple(missing))
