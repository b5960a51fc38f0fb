"""The records that an adapter hands over: sheets of plain cells, sources that read them, renderers that print.

Records holding functions, not base classes: an adapter is testable without any plugin machinery.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from taskstats import ProgressReport
from taskstats_adapters.contract.cells import BadCell, Cell, cell_place

if TYPE_CHECKING:
    from taskstats_adapters.office.profile import Profile

Options = Mapping[str, Any]
"""The profile's table of the adapter: [source.NAME] or [render.NAME]."""


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
