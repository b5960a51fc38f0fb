"""An appendix's table in Word's markup: a heading that every page repeats, rows that no page tears, totals in bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from taskstats_adapters.contract import Align, Column, Table
from taskstats_adapters.renderers.word.markup import cell, content, line, paragraph, row, run, table

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGIN = 57
"""The space beside the text of a cell: 1 mm."""

MIDDLE = '<w:vAlign w:val="center"/>'

Placed = tuple[Column, int]
"""A column and its width."""


def data_table(data: Table, usable: int) -> Iterable[str]:
    """The table over the whole usable width, piece by piece: its rows may be many."""
    widths = shared([column.width for column in data.columns], usable)
    columns = tuple(zip(data.columns, widths, strict=True))
    return table(widths, rows(data, columns), BORDERS, MARGIN)


def shared(shares: Sequence[int], width: int) -> tuple[int, ...]:
    """The width split by the shares; the parts add up to it exactly."""
    whole = sum(shares)
    edges = (width * part // whole for part in accumulate(shares, initial=0))
    return tuple(right - left for left, right in pairwise(edges))


def rows(data: Table, columns: tuple[Placed, ...]) -> Iterator[str]:
    """The heading, then the rows: a model row of each look, filled with the texts of each."""
    yield from heading(columns)
    models = {
        (total, kept): model_row(columns, "CellTotal" if total else "Cell", "<w:keepNext/>" if kept else "")
        for total in (False, True)
        for kept in (False, True)
    }
    last = len(data.rows) - 1
    for number, cells in enumerate(data.rows):
        total = number in data.sums
        # A sum above its rows is never the last on a page, nor the one below all of them alone on the next.
        kept = number < last and (total or (number + 1 == last and last in data.sums))
        yield models[total, kept] % tuple(content(cell.text) for cell in cells)


def model_row(columns: tuple[Placed, ...], style: str, keep: str) -> str:
    """A row with "%s" for the text of each cell."""
    return row(
        cell(width, paragraph(style, run("%s"), keep + aligned(column.align)), MIDDLE) for column, width in columns
    )


def aligned(align: Align) -> str:
    """How a paragraph stands, where it is not as its style says: to the left."""
    return "" if align is Align.LEFT else f'<w:jc w:val="{align.value}"/>'


def heading(columns: tuple[Placed, ...]) -> Iterator[str]:
    """One row of headings; two where columns stand in groups: the group's heading over those of its columns."""
    if not any(column.group for column, _ in columns):
        yield heading_row(heading_cell(column.title, width) for column, width in columns)
        return
    upper = []
    for _, neighbours in groupby(enumerate(columns), key=lambda item: item[1][0].group or item[0]):
        placed = [column for _, column in neighbours]
        first, width = placed[0][0], sum(width for _, width in placed)
        if first.group:
            upper.append(heading_cell(first.group, width, f'<w:gridSpan w:val="{len(placed)}"/>'))
        else:
            upper.append(heading_cell(first.title, width, '<w:vMerge w:val="restart"/>'))
    yield heading_row(upper)
    yield heading_row(
        heading_cell(column.title, width) if column.group else heading_cell("", width, "<w:vMerge/>")
        for column, width in columns
    )


def heading_row(cells: Iterable[str]) -> str:
    """A row that stands again at the top of every page."""
    return row(cells, "<w:tblHeader/>")


def heading_cell(title: str, width: int, merging: str = "") -> str:
    """A heading, in the middle of its cell."""
    return cell(width, line("CellTitle", title), merging + MIDDLE)
