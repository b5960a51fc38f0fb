"""Which row is the header of a list, and which column is which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import attrs

from taskstats_adapters.intake.cells.clean import CleanRow, has_own, text_of
from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.intake.columns.header_rows import MOST_ROWS, Line, composed, is_part, named_by, part_of_time
from taskstats_adapters.office.fields import (
    FIELDS,
    KNOWN,
    NAMING,
    REQUIRED,
    Named,
    each_named,
    match_key,
    ordinal,
    recognised,
)
from taskstats_adapters.office.profile import AssignedOn
from taskstats_adapters.vietnamese.text import fold

PLACE, ERRORS, MARK = "Vị trí", "Lỗi", "Dấu dòng gốc"
"""The headers of the columns that the workbook of corrections adds."""

_DESCRIBING = NAMING - {"id"}
_DONE_OR_GIVEN = fold("Ngày thực hiện")
_USUAL = {key: field for key, (field, _) in KNOWN.items()}

_Meaning = TypeVar("_Meaning")
_DIGITS = 5
"""The fewest digits of a date: a spreadsheet serial has five."""


@attrs.frozen
class Header:
    """The header of a list: its rows, the text of each column, and which column is which field (all from 0).

    `rivals` has every column that could be a field, where several of one tier could. `series` has the columns of a
    field that may have several, in order; `columns` has the first of them. `missing` has the fields whose header, as
    the profile names it, is not there, with that header.
    """

    first: int
    height: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    rivals: Mapping[str, tuple[int, ...]]
    missing: Mapping[str, str] = attrs.field(factory=dict)
    series: Mapping[str, tuple[int, ...]] = attrs.field(factory=dict)

    @property
    def fields(self) -> Mapping[int, str]:
        """The field of every column that is one."""
        return {column: field for field, first in self.columns.items() for column in self.series.get(field, (first,))}

    def texts_of(self, field: str) -> tuple[str, ...]:
        """The texts over the columns of a field."""
        return tuple(self.texts[column] for column in self.series.get(field, (self.columns[field],)))

    @property
    def ambiguous(self) -> Mapping[str, tuple[int, ...]]:
        """The rivals among which a wrong choice could change a count."""
        return {field: columns for field, columns in self.rivals.items() if FIELDS[field].decisive}

    @property
    def free(self) -> dict[int, str]:
        """The columns that no field has, by their texts."""
        taken = {*self.fields, *(column for columns in self.rivals.values() for column in columns)}
        return {column: text for column, text in enumerate(self.texts) if text and column not in taken}

    def done_or_given(self, named: Named) -> int | None:
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


def find_header(
    rows: Sequence[CleanRow],
    named: Named,
    least: int = 2,
    fixed: range | None = None,
    assigned_on: AssignedOn = AssignedOn.OWN_COLUMN,
) -> Header | None:
    """The header among the first rows of a sheet: the row, with the parts below it, that names at least `least` fields.

    The one with most fields counts. A header below the tasks of an earlier one begins another list, and is not taken.
    `named` has the profile's headers by field; they win over the usual ones. `fixed` has its rows where they are known;
    `assigned_on` says whether the day of the document stands in for a column of the assignment that is not there.
    """
    lines = [tuple(text_of(cell) if has_own(cell) else "" for cell in row) for row in rows]
    if fixed is not None:
        paths = composed(lines[fixed.start : fixed.stop])
        return _header(fixed.start, len(fixed), paths, named, assigned_on) if fixed.start >= 0 and any(paths) else None
    known = _USUAL | {fold(text): field for field, text in each_named(named)}
    known.pop("", None)

    met: dict[Sequence[str], str | None] = {(): None}

    def fields(paths: Iterable[Sequence[str]]) -> set[str]:
        for path in paths:
            if path not in met:
                met[path] = _first_known(path, known) or part_of_time(path)
        return {field for path in paths if (field := met[path]) is not None}

    names = [fields([(text,) for text in line if text]) for line in lines]
    best: Header | None = None
    most = least - 1
    for first, line in enumerate(lines):
        paths, found = composed([line]), len(names[first])
        height = 1
        while found and height < MOST_ROWS and first + height < len(lines):
            below = first + height
            longer = composed(lines[first : below + 1])
            together, alone = len(fields(longer)), len(names[below])
            adds = 2 * alone >= _filled(rows[below]) and together > max(found, alone)
            if not adds and not (found > 1 and found >= alone and is_part(lines[first:below], lines[below])):
                break
            paths, found, height = longer, max(found, together), height + 1
        if found > most and not (best and _has_tasks(best, rows[best.first + best.height : first])):
            best, most = _header(first, height, paths, named, assigned_on), found
    return _with_states_above(best, lines, named, assigned_on) if best else None


def another_header(
    row: CleanRow, below: CleanRow, header: Header, named: Named, assigned_on: AssignedOn
) -> Header | None:
    """The header of another list further down, in this row or in it and the one below: one with other columns.

    None if it repeats `header`, as at the top of a printed page, or lacks a required column.
    """
    other = find_header((row, below), named, assigned_on=assigned_on)
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


def _with_states_above(header: Header, lines: Sequence[Line], named: Named, assigned_on: AssignedOn) -> Header:
    """The header with the row above it, where that says what its columns are: "Đã hoàn thành" over "Đúng hạn"."""
    first = header.first - 1
    if first < 0 or sum(map(bool, lines[first])) < 2:
        return header
    paths = composed(lines[first : header.first + header.height])
    free = [path for column, path in enumerate(paths) if column not in header.fields and len(path) > 1]
    if any(claim(" ".join(path)) or part_of_time(path) for path in free):
        return _header(first, header.height + 1, paths, named, assigned_on)
    return header


def _first_known(path: Sequence[str], known: Mapping[str, _Meaning]) -> _Meaning | None:
    """What the first name of a column that is known means."""
    found = (known.get(fold(text)) or known.get(match_key(text)) for text in named_by(path))
    return next(filter(None, found), None)


def _filled(row: CleanRow) -> int:
    return sum(map(has_own, row))


def _header(first: int, height: int, paths: Sequence[Sequence[str]], named: Named, assigned_on: AssignedOn) -> Header:
    meant: dict[tuple[str, int] | None, list[int]] = {}
    for column, path in enumerate(paths):
        meant.setdefault(_meaning(path), []).append(column)
    columns: dict[str, int] = {}
    rivals: dict[str, tuple[int, ...]] = {}
    series: dict[str, tuple[int, ...]] = {}

    def claim(field: str, found: tuple[int, ...]) -> None:
        if FIELDS[field].series:
            found = series[field] = (*series.get(field, ()), *found)
        columns[field] = found[0]
        if len(found) > 1 and not FIELDS[field].series:
            rivals[field] = found

    missing = {}
    for field, text in each_named(named):
        if found := tuple(column for column, path in enumerate(paths) if fold(text) and called(path, text)):
            claim(field, found)
        else:
            missing[field] = text
    taken = {column for columns in (*rivals.values(), *series.values()) for column in columns} | {*columns.values()}
    for name, known_as in FIELDS.items():
        if name in named:
            continue
        tiers = [
            tuple(column for column in meant.get((name, tier), ()) if column not in taken)
            for tier in range(len(known_as.headers))
        ]
        if found := _in_order(tiers, paths) if known_as.series else next(filter(None, tiers), ()):
            claim(name, found)
    _leave_papers_of_extensions(columns, rivals, series)
    dated = next((field for field in ("document_date", "document") if field in columns), None)
    if assigned_on is AssignedOn.DOCUMENT_DATE and dated and "assigned_on" not in columns:
        claim("assigned_on", rivals.get(dated, (columns[dated],)))
    texts = tuple(path[-1] if path and KNOWN.get(match_key(path[-1])) else ": ".join(path) for path in paths)
    return Header(first, height, texts, columns, rivals, missing, series)


def _leave_papers_of_extensions(
    columns: dict[str, int], rivals: dict[str, tuple[int, ...]], series: Mapping[str, tuple[int, ...]]
) -> None:
    """Where several columns could be the document, those next to a column of extensions are of the extension."""
    extensions = {column for of in series.values() for column in of}
    found = rivals.get("document", ())
    left = tuple(column for column in found if column - 1 not in extensions)
    if len(left) == len(found):
        return
    del rivals["document"], columns["document"]
    if left:
        columns["document"] = left[0]
    if len(left) > 1:
        rivals["document"] = left


def _in_order(tiers: Sequence[tuple[int, ...]], paths: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns of a series in their order: as they are numbered, one without a number as the first.

    One that its words alone do not settle ("Gia hạn", which may be a yes or no) counts where it is numbered, where no
    other is there, and where only the first is missing.
    """
    numbers = {column: ordinal(" ".join(paths[column])) for tier in tiers for column in tier}
    weak = [column for tier in tiers[1:] for column in tier if not numbers[column]]
    found = [column for column in numbers if column not in weak]
    if min((numbers[column] for column in found), default=2) > 1:
        found += weak
    return tuple(sorted(found, key=lambda column: (numbers[column] or 1, column)))


def called(path: Sequence[str], text: str) -> bool:
    """Whether a column has this name in the profile: its own words, or those with the words above them."""
    return fold(text) in map(fold, named_by(path))


def _meaning(path: Sequence[str]) -> tuple[str, int] | None:
    """The field that a column is by its name, and the tier of that name. "Thời hạn" below "Gia hạn" is a new one."""
    if (of := _first_known(path[:-1], KNOWN)) and FIELDS[of[0]].series and KNOWN.get(fold(path[-1]), of)[0] == "due_on":
        return of
    if meaning := _first_known(path, KNOWN):
        return meaning
    part = part_of_time(path)
    return (part, 0) if part else None
