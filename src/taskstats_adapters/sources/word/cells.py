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
    """A cell that is being read. `merge` is "restart" or "continue" where it is merged with the one above or below.

    `fields` says of each field that is open whether its code is still being read, `codes` of how many; `asks`, whether
    the text is Word's own and asks for a value; `day` is the one that was picked in a calendar; `inner`, the text of a
    table in the cell.
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
    _breaks: int = 0  # ends of paragraphs that no text has followed yet
    _paragraphs: int = 0  # open ones: those of a text box stand within another

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
        """A paragraph begins, on a new line if it does so within another."""
        if self._paragraphs:
            self._breaks = max(self._breaks, 1)
        self._paragraphs += 1

    def end_paragraph(self, *, joined: bool) -> None:
        """A paragraph ends; `joined` says that what follows is on the same line."""
        self._paragraphs -= 1
        self._breaks += not joined

    def value(self) -> Value:
        """What stands in the cell, without white space around it. A field, a table or a picture alone is bad.

        A day picked in a calendar is that day, as Word shows it month first unless told otherwise.
        """
        if self._pieces:  # a form that nobody has filled in holds blanks
            text = "".join(self._pieces).strip()
            if self.asks and text:
                return BadCell(brief(text), "E-CHOICE")
            return self.day if self.day and shows(text, self.day) else text
        if self.field is not None:
            return BadCell(f"trường {self.field.strip()[:80]} chưa có kết quả", "E-FORMULA")
        if self.inner and self.span == 1:  # what stands across columns is the value of none
            return BadCell(self.inner, "E-NESTED")
        return BadCell("hình ảnh", "E-PICTURE") if self.picture else ""
