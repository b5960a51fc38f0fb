"""The records that an adapter hands over: sheets of plain cells, sources that read them, renderers that print.

Records holding functions, not base classes: an adapter is testable without any plugin machinery.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from taskstats import ProgressReport, SourceFile, TaskstatsError

if TYPE_CHECKING:
    from taskstats_adapters.profile import Profile

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | Decimal | None
"""What a source may put into a row. Dates, blanks, headers and synonyms are understood once, in intake."""

Options = Mapping[str, Any]
"""The profile's table of the adapter: [source.NAME] or [render.NAME]."""


class SourceError(TaskstatsError):
    """A source that cannot be read. `code` is stable ("E-PASSWORD"); the message is Vietnamese, for the office.

    It says what was found, where, what was expected and what to do. `where` names the file, and the part of it.
    `meant` names the source that the content is for, where its suffix is wrong and the content leaves no doubt.
    """

    def __init__(self, code: str, where: str, message: str, *, meant: str | None = None) -> None:
        super().__init__(f"{where}: {message}  [{code}]")
        self.code = code
        self.where = where
        self.message = message
        self.meant = meant


@attrs.frozen
class BadCell:
    """A cell whose content the file does not give: a formula without a saved value, an error such as #N/A.

    A source must yield it in place of the cell. A blank would be read as "no date", so as a task not yet done.
    With the code MERGED: a cell that a merge covers from above; `shown` is the text of the merge's first cell, not
    blank. Only those of the first column of the merge; cells covered from the left are blank.
    """

    shown: str
    code: str


MERGED = "E-MERGED"
"""The code of a cell that is merged with the one above: which rows the value is meant for, intake decides."""


def letters(column: int) -> str:
    """The spreadsheet's name of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def cell_place(sheet: str, row: int, column: int | None) -> str:
    """The place of a cell, "Nhiệm vụ!F128", or of a whole row. Rows count from 1, columns from 0."""
    return f"{sheet}!{'' if column is None else letters(column)}{row}"


Locate = Callable[[str, int, int | None], str]
"""(sheet name, row from 1, column from 0 or None) -> the place as the office calls it."""


@attrs.frozen
class Sheet:
    """What a source yields: a name and rows of plain cells; `first_row` is the number of the first row of `rows`.

    `locate` names a place; sources that are no spreadsheets say it their own way ("dòng 128, cột 6").
    `ignored` says why a sheet is not to be read (hidden, for one); it is named in the receipt.
    """

    name: str
    rows: Iterable[Sequence[Cell | BadCell]]
    first_row: int = 1
    locate: Locate = cell_place
    ignored: str | None = None


ReadSheets = Callable[[str, Options], Iterator[Sheet]]
"""(origin, options) -> sheets. Raises SourceError. The origin is a path, or whatever text the source understands."""

RenderReport = Callable[[ProgressReport, "Profile"], bytes]
"""(report, profile) -> the bytes of the file: the same bytes for the same input."""


@attrs.frozen(kw_only=True)
class Source:
    """A place where task lists come from. `suffixes` choose it for a file, `schemes` for a URL ("postgresql").

    `requires` names modules that it imports late.
    """

    name: str
    summary: str
    read: ReadSheets
    suffixes: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Renderer:
    """A format that reports are printed in. Its own settings are the profile's [render.NAME] table."""

    name: str
    summary: str
    render: RenderReport
    media_type: str
    suffixes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


__all__ = [
    "MERGED",
    "BadCell",
    "Cell",
    "Locate",
    "Options",
    "ReadSheets",
    "RenderReport",
    "Renderer",
    "Sheet",
    "Source",
    "SourceError",
    "SourceFile",
    "cell_place",
    "letters",
]
