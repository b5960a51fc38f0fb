"""A table of a Word document as it is read: rows of cells, assigned to columns of the grid at the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain, pairwise

import attrs

from taskstats_adapters.contract import merged_with
from taskstats_adapters.sources.common.refusals import bomb, corrupt
from taskstats_adapters.sources.word.cells import Cell, Value

_ROW_COST, _TABLE_COST = 8, 64  # the cost of a row and of a table besides their cells, in cells


@attrs.define
class Budget:
    """How many more cells the tables may have, given the file's size; `where` names the file in errors."""

    where: str
    room: int

    def take(self, cells: int) -> None:
        """Use up this many cells. Raises SourceError (E-BOMB) if there are not enough."""
        if cells > self.room:
            raise bomb(self.where, "các bảng có quá nhiều ô so với kích thước của tệp")
        self.room -= cells


@attrs.define(eq=False)
class Table:
    """A table; `number` counts from 1 in the order in which tables begin, `grid` has the widths of its columns.

    `after` is the preceding table, if there is no text between the two; `above` has the last paragraphs between them.
    """

    number: int
    after: Table | None
    rows: list[tuple[Value, ...]] = attrs.field(factory=list)
    grid: list[int] = attrs.field(factory=list)
    width: int = 0
    row: list[Value] | None = None
    cell: Cell | None = None
    blanks_after: int = 0
    unseen: bool = False
    struck: set[int] = attrs.field(factory=set)
    """The rows (from 1) with text that is struck through."""
    above: tuple[str, ...] = ()
    _budget: Budget = attrs.field(kw_only=True)
    # The marks for cells below the merged cells of the row above, and of this row, by column and span.
    _merged: Mapping[tuple[int, int], Value] = attrs.field(factory=dict)
    _merging: dict[tuple[int, int], Value] = attrs.field(factory=dict)
    # For this row, and for all rows: blank columns before, the columns that each cell spans, blank columns after.
    _shape: list[int] = attrs.field(factory=list)
    _reach: int = 0
    _shapes: list[tuple[int, ...]] = attrs.field(factory=list)
    _known: dict[tuple[int, ...], tuple[int, ...]] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self._budget.take(_TABLE_COST)

    @property
    def place(self) -> str:
        """The name of the table in errors."""
        return f"{self._budget.where}, bảng {self.number}"

    def begin_row(self) -> None:
        """Begin a row. Raises SourceError (E-CORRUPT, E-BOMB)."""
        if self.row is not None:
            raise corrupt(self.place, "có hàng nằm trong một hàng khác")
        self._budget.take(_ROW_COST)
        self.row, self.blanks_after, self.unseen = [], 0, False
        self._shape, self._reach = [0], 0

    def leave_blank(self, columns: int) -> None:
        """Leave columns blank before the cells of the row. Raises SourceError (E-BOMB)."""
        self._budget.take(columns)
        self._shape[0] += columns
        self._reach += columns

    def end_row(self) -> None:
        """End the row. A deleted or hidden one becomes blank, so that the others keep their numbers."""
        self._budget.take(self.blanks_after)
        shape = (*self._shape, self.blanks_after)
        self._shapes.append(self._known.setdefault(shape, shape))
        row = tuple(self.row or ())
        self.rows.append(("",) * len(row) if self.unseen else row)
        self._merged, self._merging = self._merging, {}
        self.row = None

    def end(self) -> None:
        """Assign the cells of all rows to columns; a cell that spans several leaves the others blank.

        Where borders were drawn by hand, or rows pasted from elsewhere, the cells of a column begin at slightly
        different positions, and the grid has a column for each. So the rows with the most cells define the columns: a
        cell belongs to the column whose middle it covers. Grid columns in which no cell begins are left out.
        """
        self.width = max(map(sum, self._known), default=0)
        edges = [*accumulate(self.grid if len(self.grid) == self.width else [1] * self.width, initial=0)]
        middles: list[float] = []
        begins: list[int] = []
        for shape in sorted(self._known, key=len, reverse=True):
            for first, last in pairwise(accumulate(shape[:-1])):
                at = bisect_left(middles, edges[first])
                if at == len(middles) or middles[at] >= edges[last]:
                    middles.insert(at, (edges[first] + edges[last]) / 2)
                    begins.insert(at, first)
        columns = {shape: _columns(shape, edges, middles, begins) for shape in self._known}
        kept: Sequence[int] = range(self.width)
        if any(columns[shape] != [*accumulate(shape[:-2])] for shape in self._known):
            kept = sorted(set(chain.from_iterable(columns.values())))
            columns = {shape: [bisect_left(kept, column) for column in found] for shape, found in columns.items()}
            self.width = len(kept)
        for number, shape in enumerate(self._shapes):
            placed: list[Value] = [""] * bisect_left(kept, sum(shape))
            for column, value in zip(columns[shape], self.rows[number], strict=True):
                placed[column] = value
            self.rows[number] = tuple(placed)

    def begin_cell(self) -> None:
        """Begin a cell. Raises SourceError (E-CORRUPT)."""
        if self.row is None or self.cell is not None:
            raise corrupt(self.place, "có ô không nằm trong hàng nào")
        self.cell = Cell()

    def end_cell(self) -> None:
        """Add the cell to the row, marked if it is merged with the cell above."""
        cell, self.cell = self.cell, None
        if cell is None or self.row is None:
            return
        place = self._reach, cell.span
        # Word displays a cell that continues no merge, so it is read.
        continues = cell.merge == "continue" and place in self._merged
        value = self._merged[place] if continues else cell.value()
        if cell.merge:
            self._merging[place] = value if continues else "" if self.unseen else merged_with(value)
        self._budget.take(cell.span)
        self.row.append(value)
        self._shape.append(max(cell.span, 1))
        self._reach += self._shape[-1]


def _columns(shape: Sequence[int], edges: Sequence[int], middles: Sequence[float], begins: Sequence[int]) -> list[int]:
    """The column of each cell: the one whose middle it covers, and to the right of the previous cell's."""
    columns: list[int] = []
    for first in [*accumulate(shape[:-2])]:
        begin = begins[bisect_left(middles, edges[first])]
        columns.append(max(begin, columns[-1] + 1) if columns else begin)
    return columns
