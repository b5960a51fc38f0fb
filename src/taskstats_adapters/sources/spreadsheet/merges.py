"""Merged cells: those below the first are marked, since a blank would mean "no value"; those beside it are blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

import attrs

from taskstats_adapters.contract import BadCell, Cell, Row, is_blank, merged_with
from taskstats_adapters.sources.common.refusals import bomb

MOST = 500_000
"""The most merges of a sheet that are kept; this many take 140 MB."""


@attrs.define
class Merges:
    """The merges of a sheet; `where` names the file in errors."""

    where: str
    found: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    """First row, first column, last row, last column: rows from 1, columns from 0."""

    def add(self, first: int, column: int, last: int, last_column: int) -> None:
        """Add a merge. Raises SourceError (E-BOMB) if there are more than MOST."""
        if first < last or column < last_column:
            self.found.append((first, column, last, last_column))
            if len(self.found) > MOST:
                raise bomb(self.where, f"trang tính có hơn {MOST} ô gộp")

    def marked(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows as programs display them, whatever the file has in the covered cells of a merge.

        In the first column of a merge the covered cells are marked; in its other columns they are blank. A merge whose
        first cell is blank changes nothing.
        """
        # Of several merges from one cell, which no program writes, only the largest: a million would take forever.
        waiting = list({merge[:2]: merge for merge in sorted(self.found)}.values())[::-1]
        covering: dict[int, tuple[int, int, Cell | BadCell]] = {}
        for number, row in enumerate(rows, 1):
            if not covering and not (waiting and waiting[-1][0] <= number):
                yield row
                continue
            cells = _covered(row, number, covering)
            while waiting and waiting[-1][0] <= number:
                _, column, last, last_column = waiting.pop()
                if column < len(cells) and not is_blank(cells[column]):
                    if last > number:
                        covering[column] = last, last_column, merged_with(cells[column])
                    _blank(cells, column + 1, last_column)
            yield cells


def _covered(row: Row, number: int, covering: dict[int, tuple[int, int, Cell | BadCell]]) -> list[Cell | BadCell]:
    """A copy of the row with its covered cells marked; merges that end above the row are dropped."""
    for column in [column for column, (last, _, _) in covering.items() if last < number]:
        del covering[column]
    cells = [*row, *[""] * (max(covering, default=-1) + 1 - len(row))]
    end = 0
    for column, (_, last_column, cell) in sorted(covering.items(), key=itemgetter(0)):
        if column >= end:
            cells[column] = cell
            _blank(cells, column + 1, last_column)
            end = last_column + 1
    return cells


def _blank(cells: list[Cell | BadCell], first: int, last: int) -> None:
    if first <= last:
        end = min(last + 1, len(cells))
        cells[first:end] = [""] * (end - first)
