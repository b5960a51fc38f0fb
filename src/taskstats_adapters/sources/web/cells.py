"""A cell of a web page as it is read: its text and its other content."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

import attrs

from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.sources.common.days import shows
from taskstats_adapters.sources.web.signs import sign

_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_BLOCKS = ("address", "article", "blockquote", "div", "fieldset", "form", "p", "pre", "section", "table")
LINES = frozenset(("br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", *_LISTS, *_BLOCKS))
"""Elements that begin and end with a line break."""
_PICTURES = frozenset(("img", "svg", "canvas", "object", "embed", "iframe", "video"))
_ICONS, _ACTIONS = frozenset(("i", "span", "em", "b")), frozenset(("a", "button"))
_NOT_TYPED = frozenset(("hidden", "button", "submit", "reset", "image", "file", "password"))

_INLINE_SPACES = re.compile(r"[ \t\r\f\xa0]+")
_NESTED = "E-NESTED"
_EPOCHS = (dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1))  # noqa: DTZ001 - a cell has no time zone


@attrs.define
class OpenCell:
    """The cell that is being read: its texts, its other content, and the number that a program stored in it."""

    column: int
    alone: bool = True
    """Whether it spans no other column."""
    number: str | None = None
    bad: BadCell | None = None
    texts: list[str] = attrs.field(factory=list)
    besides: BadCell | str | bool | None = None
    acts: bool = False
    """Whether there is something to click on in it, so that an icon says nothing of the task."""

    def value(self) -> Cell | BadCell:
        """The text of the cell; if it has none, its other content."""
        text = _INLINE_SPACES.sub(" ", "".join(self.texts)).strip(" \n")
        if "\n" in text:
            text = "\n".join(filter(None, (line.strip(" ") for line in text.split("\n"))))
        if self.bad:
            return BadCell(self.bad.shown or text, self.bad.code)
        if self.number and text:
            return _decided(text, self.number)
        return "" if not text and self.besides is None else text or self.besides

    def take_in(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of an element in the cell: a new line, a form field, a picture."""
        if tag in LINES:
            self.texts.append("\n")
        elif tag in _PICTURES:
            if "alt" in attributes:
                self.texts.append(attributes["alt"])
                self._show(sign(tag, attributes))
            else:
                self.besides = BadCell("hình ảnh", "E-PICTURE")
        elif tag in _ICONS:
            if attributes:
                self._show(sign(tag, attributes))
        elif tag in _ACTIONS:
            self.acts = True
        elif tag == "select":
            self.bad = BadCell("ô chọn", "E-CHOICE")
        elif tag == "option":  # a selected one
            self.texts.append("" if self.bad else "\n")
            self.bad = None
        elif tag == "input":
            kind = attributes.get("type", "text").lower()
            if kind in ("checkbox", "radio"):
                self.besides = "checked" in attributes
            elif kind not in _NOT_TYPED:
                self.texts.append(attributes.get("value", ""))

    def _show(self, shown: bool | str | None) -> None:
        """Take what a sign shows, unless the cell has other content."""
        if shown is not None and self.besides is None and not self.acts:
            self.besides = shown

    def enclose(self, shown: str) -> None:
        """Handle the end of a table in the cell. A cell that spans several columns is the value of none of them."""
        if self.alone and shown:
            self.besides = BadCell(shown, _NESTED)


def is_nested(cell: Cell | BadCell) -> bool:
    """Whether a cell contains nothing but another table."""
    return isinstance(cell, BadCell) and cell.code == _NESTED


def _decided(text: str, number: str) -> Cell | BadCell:
    """The text, unless the stored number says more: which part of the text is the day, or what "###" hides.

    Excel stores the number as x:num, LibreOffice as sdval; it is 0 for an error such as #N/A.
    """
    try:
        serial = Decimal(number)
    except InvalidOperation:
        return text
    if not serial.is_finite():
        return text
    if text.startswith("#"):
        return BadCell(text, "E-CELL-ERROR") if text.strip("#") else serial
    if 0 < serial < 100_000:
        for epoch in _EPOCHS:
            moment = epoch + dt.timedelta(int(serial), seconds=int(serial % 1 * 86400 + Decimal("0.5")))
            if shows(text.partition(" ")[0], moment):  # a time may follow
                return moment.date() if serial == int(serial) else moment
    return text
