"""A table in Word's markup: headings repeated on every page, rows never split across pages, sums in bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from taskstats_adapters.contract import Align, Column, Table
from taskstats_adapters.renderers.word.fitting import Room, spares_a_page
from taskstats_adapters.renderers.word.markup import cell, centred, content, paragraph, row, run, table

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
MARGIN = 57
"""Space on either side of a cell's text: 1 mm."""

MIDDLE = '<w:vAlign w:val="center"/>'

Placed = tuple[Column, int]
"""A column and its width."""


LAST_ROWS = 4
"""So many rows at the end stay on one page."""

CLOSE = '<w:spacing w:before="0" w:after="0"/>'


def data_table(data: Table, usable: int, room: Room) -> Iterable[str]:
    """The table at the full width, in pieces, as it may have many rows."""
    widths = shared([column.width for column in data.columns], usable)
    close = spares_a_page(data, [width - 2 * MARGIN for width in widths], room)
    columns = tuple(zip(data.columns, widths, strict=True))
    return table(widths, rows(data, columns, CLOSE if close else ""), BORDERS, MARGIN)


def shared(shares: Sequence[int], width: int) -> tuple[int, ...]:
    """The width split in proportion to the shares; the parts add up to it exactly."""
    whole = sum(shares)
    edges = (width * part // whole for part in accumulate(shares, initial=0))
    return tuple(right - left for left, right in pairwise(edges))


def rows(data: Table, columns: tuple[Placed, ...], spacing: str = "") -> Iterator[str]:
    """The headings, then the rows: each fills in a template made once for its look."""
    yield from heading(columns)
    templates = {
        (is_sum, kept): row_template(
            columns, "CellTotal" if is_sum else "Cell", ("<w:keepNext/>" if kept else "") + spacing
        )
        for is_sum in (False, True)
        for kept in (False, True)
    }
    texts, last = [width - 2 * MARGIN for _, width in columns], len(data.rows) - 1
    for number, cells in enumerate(data.rows):
        is_sum = number in data.sums
        # A sum above its rows is never the last row of a page, and the last rows are never alone on the next.
        kept = number < last and (is_sum or number > last - LAST_ROWS)
        yield templates[is_sum, kept] % tuple(map(content, (cell.text for cell in cells), texts))


def row_template(columns: tuple[Placed, ...], style: str, layout: str) -> str:
    """A row with "%s" in place of each cell's text."""
    return row(
        cell(width, paragraph(style, run("%s"), layout + aligned(column.align)), MIDDLE) for column, width in columns
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
    return cell(width, centred("CellTitle", title, width - 2 * MARGIN), merging + MIDDLE)
