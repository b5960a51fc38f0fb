"""A table of a web page as it is read: rows of cells, each in its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

from taskstats_adapters.contract import BadCell, Cell, Row, merged_with
from taskstats_adapters.sources.web.cells import OpenCell

WIDEST_SPAN, LONGEST_SPAN = 1000, 65534
"""The largest colspan and rowspan in the HTML standard; larger ones are reduced to these."""

_SPAN = re.compile(r"\s*\+?([0-9]{1,6})")


@attrs.define
class Table:
    """A table with its cells in their columns.

    A cell that spans several columns or rows has its value in the first one; those beside it are blank, and those below
    it are marked as merged.
    """

    hidden: bool
    depth: int
    """How many of the elements around it hide their content."""
    spend: Callable[[int], None]
    """Called with the number of cells that a span adds."""
    rows: list[Row] = attrs.field(factory=list)
    row: list[Cell | BadCell] | None = None
    cell: OpenCell | None = None
    in_hidden_group: bool = False
    """Whether the open head, body or foot is hidden."""
    marked: dict[str, set[int]] = attrs.field(factory=dict)
    """The numbers of the rows that are hidden or struck through."""
    taken: dict[int, int] = attrs.field(factory=dict)
    """By column, the first row that is free of spans from above."""
    below: dict[int, tuple[int, Cell | BadCell]] = attrs.field(factory=dict)
    """By column, for cells that are not blank: the first row that is free of the span from above, and its mark."""

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """Begin a cell."""
        self.end_cell()
        row = self.row = [] if self.row is None else self.row
        here, before = len(self.rows), len(row)
        while self.taken.get(len(row), 0) > here:
            row.append(self._below(len(row)))
        self.cell = OpenCell(len(row))
        row.append("")
        if attributes:
            across = min(_span(attributes, "colspan") or 1, WIDEST_SPAN)
            down = min(_span(attributes, "rowspan") or LONGEST_SPAN, LONGEST_SPAN)
            for _ in range(across - 1):  # in invalid pages, over cells that span from above
                row.append(self._below(len(row)))
            if down > 1:
                self.taken.update(dict.fromkeys(range(self.cell.column, len(row)), here + down))
            self.cell.alone = across == 1
            self.cell.number = attributes.get("x:num") or attributes.get("sdval")
            self.cell.bad = BadCell("", "E-CELL-ERROR") if "x:err" in attributes else None
        if len(row) > before + 1:
            self.spend(len(row) - before - 1)

    def end_cell(self) -> None:
        """End the open cell, if any."""
        if self.cell and self.row is not None:
            column, value = self.cell.column, self.cell.value()
            self.row[column] = value
            if (until := self.taken.get(column, 0)) > len(self.rows) and value != "":
                self.below[column] = until, merged_with(value)
        self.cell = None

    def end_row(self) -> None:
        """End the open row, if any."""
        self.end_cell()
        if self.row is not None:
            if self.below:
                self._end_below(self.row)
            self.rows.append(tuple(self.row))
        self.row = None

    def mark(self, code: str) -> None:
        """Mark the open row: HIDDEN, STRUCK."""
        self.marked.setdefault(code, set()).add(len(self.rows) + 1)

    def _below(self, column: int) -> Cell | BadCell:
        return self.below[column][1] if column in self.below else ""

    def _end_below(self, row: list[Cell | BadCell]) -> None:
        """Add cells spanned from above after the last cell of the row; drop spans that end here."""
        here, before = len(self.rows), len(row)
        for column in sorted(self.below):
            if column >= before:
                row += [""] * (column - len(row))
                row.append(self._below(column))
            if self.below[column][0] <= here + 1:
                del self.below[column]
        self.spend(len(row) - before)

    def end_group(self) -> None:
        """End a head, body or foot: no cell spans past its end."""
        self.end_row()
        self.in_hidden_group = False
        self.taken.clear()
        self.below.clear()


def _span(attributes: Mapping[str, str], name: str) -> int:
    found = _SPAN.match(attributes.get(name, "1"))
    return int(found[1]) if found else 1
