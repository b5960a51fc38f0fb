"""A table in Word's markup: headings repeated on every page, rows never split across pages, sums in bold."""

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
"""Space on either side of a cell's text: 1 mm."""

MIDDLE = '<w:vAlign w:val="center"/>'

Placed = tuple[Column, int]
"""A column and its width."""


def data_table(data: Table, usable: int) -> Iterable[str]:
    """The table at the full width, in pieces, as it may have many rows."""
    widths = shared([column.width for column in data.columns], usable)
    columns = tuple(zip(data.columns, widths, strict=True))
    return table(widths, rows(data, columns), BORDERS, MARGIN)


def shared(shares: Sequence[int], width: int) -> tuple[int, ...]:
    """The width split in proportion to the shares; the parts add up to it exactly."""
    whole = sum(shares)
    edges = (width * part // whole for part in accumulate(shares, initial=0))
    return tuple(right - left for left, right in pairwise(edges))


def rows(data: Table, columns: tuple[Placed, ...]) -> Iterator[str]:
    """The headings, then the rows: each fills in a template made once for its look."""
    yield from heading(columns)
    templates = {
        (is_sum, kept): row_template(columns, "CellTotal" if is_sum else "Cell", "<w:keepNext/>" if kept else "")
        for is_sum in (False, True)
        for kept in (False, True)
    }
    last = len(data.rows) - 1
    for number, cells in enumerate(data.rows):
        is_sum = number in data.sums
        # A sum above its rows is never the last row of a page; one at the end is never alone on the next.
        kept = number < last and (is_sum or (number + 1 == last and last in data.sums))
        yield templates[is_sum, kept] % tuple(content(cell.text) for cell in cells)


def row_template(columns: tuple[Placed, ...], style: str, keep: str) -> str:
    """A row with "%s" in place of each cell's text."""
    return row(
        cell(width, paragraph(style, run("%s"), keep + aligned(column.align)), MIDDLE) for column, width in columns
    )


def aligned(align: Align) -> str:
    """The alignment, unless it is that of the style: left."""
    return "" if align is Align.LEFT else f'<w:jc w:val="{align.value}"/>'


def heading(columns: tuple[Placed, ...]) -> Iterator[str]:
    """One row of headings, or two where columns are grouped: the group's heading above those of its columns."""
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
    """A row repeated at the top of every page."""
    return row(cells, "<w:tblHeader/>")


def heading_cell(title: str, width: int, merging: str = "") -> str:
    """A heading, centred vertically."""
    return cell(width, line("CellTitle", title), merging + MIDDLE)
