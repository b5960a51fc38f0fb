"""A document that any printer can print, independent of its format and of its subject."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from fractions import Fraction

import attrs


@attrs.frozen
class Span:
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@attrs.frozen
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]

    @classmethod
    def plain(cls, text: str) -> Paragraph:
        """A paragraph without bold or italic text."""
        return cls((Span(text),))

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(span.text for span in self.spans)


@attrs.frozen
class Heading:
    """The heading of a section, with its number: "1. Tiến độ thực hiện nhiệm vụ"."""

    text: str


class Align(enum.Enum):
    """The alignment of a column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@attrs.frozen
class Column:
    """A column of a table: its heading, its relative width, its alignment, and the heading of its group."""

    title: str
    width: int
    align: Align = Align.LEFT
    group: str = ""


@attrs.frozen
class TableCell:
    """A value and the text printed for it: 1441 and "1.441". A share is a Fraction; None means no value."""

    value: str | int | Fraction | dt.date | None
    text: str


def _rows(rows: Iterable[Iterable[TableCell | str]]) -> tuple[tuple[TableCell, ...], ...]:
    return tuple(tuple(TableCell(cell, cell) if isinstance(cell, str) else cell for cell in row) for row in rows)


@attrs.frozen
class Table:
    """A table. A cell given as a str is printed unchanged.

    Adjacent columns with the same non-empty `group` share a heading above their own. `sums` are the indices of rows
    with totals, which are set apart. Raises ValueError unless every row has one cell per column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[TableCell, ...], ...] = attrs.field(converter=_rows)
    sums: frozenset[int] = frozenset()

    def __attrs_post_init__(self) -> None:
        if wrong := {len(row) for row in self.rows} - {len(self.columns)}:
            raise ValueError(f"rows of {sorted(wrong)} cells in a table of {len(self.columns)} columns")


@attrs.frozen
class Appendix:
    """A table on its own pages: its label ("Phụ lục I"), its title, and a reference to the document."""

    label: str
    title: str
    reference: str
    table: Table
    landscape: bool = True


@attrs.frozen
class Letterhead:
    """The head of the first page. `number` and `place_date` have blanks to be filled in on signing."""

    parent: str
    office: str
    number: str
    place_date: str
    nation: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"


@attrs.frozen
class Signature:
    """The signer's position, in lines ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), and name."""

    position: tuple[str, ...]
    name: str


@attrs.frozen
class Document:
    """An administrative document (Decree 30/2020/NĐ-CP), its parts in reading order. A text may hold line breaks."""

    letterhead: Letterhead
    title: str
    subject: str
    body: tuple[Paragraph | Heading, ...]
    recipients: tuple[str, ...]
    signature: Signature
    appendices: tuple[Appendix, ...] = ()
