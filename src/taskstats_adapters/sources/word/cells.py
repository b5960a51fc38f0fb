"""A cell of a Word table as it is read: its text and its other content."""

from __future__ import annotations

import datetime as dt

import attrs

from taskstats_adapters import contract
from taskstats_adapters.contract import BadCell, SourceError
from taskstats_adapters.sources.common.days import shows
from taskstats_adapters.vietnamese.text import brief

LONGEST_TEXT = 1_000_000
"""The most characters of a cell: a whole report inside a frame has fewer."""

Value = contract.Cell | BadCell
"""A value that a source may put in a row; `Cell` is a Word cell here."""


@attrs.define(eq=False)
class Cell:
    """A cell that is being read.

    `merge` is "restart" in the first cell of a vertical merge, "continue" in the others. `field` is the code of the
    last field; `fields` says for each open field whether its code is still being read, and `codes` counts these. `asks`
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
    _breaks: int = 0  # paragraph ends not yet followed by text
    _paragraphs: int = 0  # open ones; the paragraphs of a text box are inside another

    def write(self, text: str, where: str) -> None:
        """Append to the text. Raises SourceError (E-CELL-SIZE)."""
        self._length += len(text) + self._breaks
        if self._length > LONGEST_TEXT:
            message = f"có ô dài hơn {LONGEST_TEXT} ký tự; hãy xóa bớt chữ trong ô đó"
            raise SourceError("E-CELL-SIZE", where, message)
        if self._breaks:
            self._pieces.append("\n" * self._breaks)
            self._breaks = 0
        self._pieces.append(text)

    def begin_paragraph(self) -> None:
        """A paragraph begins, on a new line if it is inside another one."""
        if self._paragraphs:
            self._breaks = max(self._breaks, 1)
        self._paragraphs += 1

    def end_paragraph(self, *, joined: bool) -> None:
        """A paragraph ends; if `joined`, the next one continues its line."""
        self._paragraphs -= 1
        self._breaks += not joined

    def value(self) -> Value:
        """The stripped text of the cell; a BadCell if it has only a table, a picture or a field without a result.

        A day picked in a calendar is returned as a date, since by default Word displays it month first.
        """
        if self._pieces:  # perhaps only blanks, as in an empty form field
            text = "".join(self._pieces).strip()
            if self.asks and text:
                return BadCell(brief(text), "E-CHOICE")
            return self.day if self.day and shows(text, self.day) else text
        if self.field is not None:
            return BadCell(f"trường {self.field.strip()[:80]} chưa có kết quả", "E-FORMULA")
        if self.inner and self.span == 1:  # a cell across several columns is the value of none of them
            return BadCell(self.inner, "E-NESTED")
        return BadCell("hình ảnh", "E-PICTURE") if self.picture else ""
