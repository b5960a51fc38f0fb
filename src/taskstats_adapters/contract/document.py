"""A report as a document without a format: what Word, Markdown and the others all print."""

from __future__ import annotations

import enum

import attrs


@attrs.frozen
class Span:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@attrs.frozen
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)


@attrs.frozen
class Heading:
    """The numbered heading of a section: "1. Tiến độ thực hiện nhiệm vụ"."""

    text: str


class Align(enum.Enum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@attrs.frozen
class Column:
    """A column of a table: its heading, its share of the width, how its cells stand, and a heading over a group."""

    title: str
    width: int
    align: Align = Align.LEFT
    group: str = ""


@attrs.frozen
class Table:
    """Cells as texts. Neighbouring columns with the same non-empty `group` share a heading above their own.

    The rows with the numbers in `sums` (from 0) are sums, and stand out. Raises ValueError unless every row has a cell
    for each column.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: frozenset[int] = frozenset()

    def __attrs_post_init__(self) -> None:
        if wrong := {len(row) for row in self.rows} - {len(self.columns)}:
            raise ValueError(f"rows of {sorted(wrong)} cells in a table of {len(self.columns)} columns")


@attrs.frozen
class Appendix:
    """A table on pages of its own: its label ("Phụ lục I"), its title, which report it goes with."""

    label: str
    title: str
    reference: str
    table: Table
    landscape: bool = True


@attrs.frozen
class Letterhead:
    """The head of the first page. `number` and `place_date` have their blanks left for signing."""

    parent: str
    office: str
    number: str
    place_date: str
    nation: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"


@attrs.frozen
class Signature:
    """Who signs: the lines of the position (such as "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG") and the name."""

    position: tuple[str, ...]
    name: str


@attrs.frozen
class Document:
    """A whole report, in the order in which it is read."""

    letterhead: Letterhead
    title: str
    subject: str
    body: tuple[Paragraph | Heading, ...]
    recipients: tuple[str, ...]
    signature: Signature
    appendices: tuple[Appendix, ...] = ()
