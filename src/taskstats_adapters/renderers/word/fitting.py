"""Whether the last page of a table has hardly a row on it, and can be spared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import attrs

from taskstats_adapters.contract import Column, Table
from taskstats_adapters.renderers.word.measures import paragraph_height
from taskstats_adapters.renderers.word.styles import LOOKS

FEW = 3
"""So many rows are too few for a page."""

MOST = 300
"""Rows of a table that is looked at; beyond them the estimate is off by more than a few rows."""

BORDER = 10
"""The line between two rows: half a point."""


BREAK = 2 * LOOKS["Break"].size * 20
"""What the paragraph below a table takes, at most."""


@attrs.frozen
class Room:
    """The height for a table on its first page, below its title, and on any other, in twips."""

    first_page: int
    page: int


def spares_a_page(table: Table, widths: Sequence[int], room: Room) -> bool:
    """Whether rows set closer, without space above and below, leave a last page of few rows unneeded.

    `widths` are those of the texts in the columns. It is an estimate: at worst a table is set closer for nothing.
    """
    if not FEW < len(table.rows) <= MOST:
        return False
    look = LOOKS["Cell"]
    head = heading_height(table.columns, widths)
    heights = [
        BORDER + max(paragraph_height(cell.text, look, width) for cell, width in zip(row, widths, strict=True))
        for row in table.rows
    ]
    pages, rows = _pages(heights, head, room)
    space = (look.before + look.after) * 20
    return pages > 1 and rows <= FEW and _pages([height - space for height in heights], head, room)[0] < pages


def heading_height(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """The height of the headings: of one row, or of two where columns are grouped."""
    look, placed = LOOKS["CellTitle"], tuple(zip(columns, widths, strict=True))
    alone, upper, lower = [0], [0], [0]
    for column, width in placed:
        (lower if column.group else alone).append(BORDER + paragraph_height(column.title, look, width))
    for group, found in groupby(placed, key=lambda item: item[0].group):
        if group:
            upper.append(BORDER + paragraph_height(group, look, sum(width for _, width in found)))
    return max(max(upper) + max(lower), *alone)


def _pages(heights: Sequence[int], head: int, room: Room) -> tuple[int, int]:
    """The number of pages, and of rows on the last; no row is split, and the headings stand on every page.

    The paragraph below the table, which ends the section, may stand on a page without rows.
    """
    pages, rows, left = 1, 0, room.first_page - head
    for height in (*heights, BREAK):
        if height > left and rows:
            pages, rows, left = pages + 1, 0, room.page - head
        rows, left = rows + 1, left - height
    return pages, rows - 1
