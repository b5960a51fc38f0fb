"""A cell of a Word table while it is read: its text, and what it holds besides."""

from __future__ import annotations

import datetime as dt

import attrs

from taskstats_adapters import contract
from taskstats_adapters.contract import BadCell, SourceError
from taskstats_adapters.sources.common.days import shows
from taskstats_adapters.vietnamese.text import brief

LONGEST_TEXT = 1_000_000
"""Characters of a cell: a whole report inside a frame has fewer."""

Value = contract.Cell | BadCell
"""What a source may put into a row; `Cell` is Word's here."""


@attrs.define(eq=False)
class Cell:
    """A cell that is being read.

    `merge` is "restart" in the first cell of a merge over rows, "continue" in the others. `field` is the code of the
    last field; `fields` has for each open field whether its code is still being read, and `codes` counts these. `asks`
    says that the text is Word's placeholder, which asks for a value; `day` was picked in a calendar; `inner` is the
    text of a table in the cell.
    """

    span: int = 1
    merge: str = ""
    field: str | None = None
    fields: list[bool] = attrs.field(factory=list)
    codes: int = 0
    asks: bool = False
    day: dt.date | None = None
    inner: str = ""
    picture: bool = False
    _pieces: list[str] = attrs.field(factory=list)
    _length: int = 0
    _breaks: int = 0  # ends of paragraphs not yet followed by text
    _paragraphs: int = 0  # open ones: those of a text box are within another

    def write(self, text: str, where: str) -> None:
        """Add to the text. Raises SourceError (E-CELL-SIZE)."""
        self._length += len(text) + self._breaks
        if self._length > LONGEST_TEXT:
            message = f"có ô dài hơn {LONGEST_TEXT} ký tự; hãy xóa bớt chữ trong ô đó"
            raise SourceError("E-CELL-SIZE", where, message)
        if self._breaks:
            self._pieces.append("\n" * self._breaks)
            self._breaks = 0
        self._pieces.append(text)

    def begin_paragraph(self) -> None:
        """A paragraph begins; within another one, on a new line."""
        if self._paragraphs:
            self._breaks = max(self._breaks, 1)
        self._paragraphs += 1

    def end_paragraph(self, *, joined: bool) -> None:
        """A paragraph ends; `joined` says that the next one continues its line."""
        self._paragraphs -= 1
        self._breaks += not joined

    def value(self) -> Value:
        """The text of the cell, stripped; a BadCell for a field without a result, a table or a picture alone.

        A day picked in a calendar is given as a day: unless told otherwise, Word shows it month first.
        """
        if self._pieces:  # perhaps blanks alone: those of an empty form
            text = "".join(self._pieces).strip()
            if self.asks and text:
                return BadCell(brief(text), "E-CHOICE")
            return self.day if self.day and shows(text, self.day) else text
        if self.field is not None:
            return BadCell(f"trường {self.field.strip()[:80]} chưa có kết quả", "E-FORMULA")
        if self.inner and self.span == 1:  # a cell across columns is the value of none
            return BadCell(self.inner, "E-NESTED")
        return BadCell("hình ảnh", "E-PICTURE") if self.picture else ""
