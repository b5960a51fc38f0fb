"""The records of an adapter: sources, the sheets they yield, printers and exporters.

They hold functions; there are no base classes to inherit from, so an adapter can be tested without plugins.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs

from taskstats import ProgressReport
from taskstats_adapters.contract.cells import Row, cell_place
from taskstats_adapters.contract.document import Document
from taskstats_adapters.office.profile import Profile

Options = Mapping[str, Any]
"""The source's table in the profile, [source.NAME]."""


Locate = Callable[[str, int, int | None], str]
"""(sheet name, row from 1, column from 0) -> the name of a place. A column of None is the whole row."""


SERIALS_FROM = dt.date(1899, 12, 30)
"""Day 0 of spreadsheet serials, past the leap-year bug of 1900."""


BLANK = "trống"


@attrs.frozen
class Sheet:
    """What a source yields: a name and rows of plain cells. The first row has the number `first_row`.

    `locate` names a place in it: "Nhiệm vụ!F128" as in a spreadsheet, or in the source's own way ("dòng 128, cột 6").
    `ignored` is the reason why a sheet is not read, such as that it is hidden; the receipt quotes it. A reason that
    ends with BLANK says that the sheet is blank. `day_zero` is the day from which numbers in columns of dates are
    counted. `notes` are warnings that only the source can give: a code ("W-PART") and a message in Vietnamese; they are
    told if the sheet is a list. `marked` has the numbers of rows that a person sees marked, by code: HIDDEN, STRUCK.
    They count, and are told. `above` has the texts right above the first row that are no rows, such as the paragraphs
    above a table: one may name the agency.
    """

    name: str
    rows: Iterable[Row]
    first_row: int = 1
    locate: Locate = cell_place
    ignored: str | None = None
    day_zero: dt.date = SERIALS_FROM
    notes: tuple[tuple[str, str], ...] = ()
    marked: Mapping[str, Collection[int]] = MappingProxyType({})
    above: tuple[str, ...] = ()


ReadSheets = Callable[[str, Options], Iterator[Sheet]]
"""(origin, options) -> sheets. Raises SourceError. An origin is a path or a URL."""

Print = Callable[[Document], bytes]
"""(document) -> the bytes of the file, always the same for the same document."""

Export = Callable[[ProgressReport, Profile], bytes]
"""(report, profile) -> the bytes of the file, always the same for the same input."""


def _text(record: Any, field: attrs.Attribute[Any], value: object) -> None:
    _require(isinstance(value, str) and value != "", "a text", record, field, value)


def _texts(record: Any, field: attrs.Attribute[Any], value: object) -> None:
    sound = isinstance(value, tuple) and all(isinstance(text, str) for text in value)
    _require(sound, "a tuple of texts", record, field, value)


def _function(record: Any, field: attrs.Attribute[Any], value: object) -> None:
    _require(callable(value), "a function", record, field, value)


def _require(sound: bool, wanted: str, record: Any, field: attrs.Attribute[Any], value: object) -> None:
    if not sound:
        raise TypeError(f"{field.name} of {record.name!r} must be {wanted}, not {value!r}")


def _no_dot(record: Any, field: attrs.Attribute[Any], name: str) -> None:
    if name.startswith("."):
        raise ValueError(f"suffixes start with a dot and names do not: {name!r}")


def _dotted(record: Any, field: attrs.Attribute[Any], suffixes: tuple[str, ...]) -> None:
    if not all(re.fullmatch(r"\..*[^.]", suffix) for suffix in suffixes):
        raise ValueError(f"suffixes start with a dot and names do not: {record.name!r}, {suffixes!r}")


def _without_driver(record: Any, field: attrs.Attribute[Any], schemes: tuple[str, ...]) -> None:
    if not all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]+", scheme) for scheme in schemes):
        raise ValueError(f"schemes of {record.name!r} are what stands before ://, without a driver: {schemes!r}")


@attrs.frozen(kw_only=True)
class _Adapter:
    """The fields of every adapter. Raises TypeError or ValueError, naming the field and the record."""

    name: str = attrs.field(validator=[_text, _no_dot])
    summary: str = attrs.field(validator=_text)
    suffixes: tuple[str, ...] = attrs.field(default=(), validator=[_texts, _dotted])
    requires: tuple[str, ...] = attrs.field(default=(), validator=_texts)


@attrs.frozen(kw_only=True)
class Source(_Adapter):
    """Reads task lists. Its options are the profile's [source.NAME] table.

    `suffixes` select it for a file, `schemes` for a URL ("postgresql"). `requires` names the modules that it imports
    only when called.
    """

    read: ReadSheets = attrs.field(validator=_function)
    schemes: tuple[str, ...] = attrs.field(default=(), validator=[_texts, _without_driver])


@attrs.frozen(kw_only=True)
class Printer(_Adapter):
    """A format that people read, such as Word. It prints any document, not only reports."""

    print: Print = attrs.field(validator=_function)
    media_type: str = attrs.field(validator=_text)


@attrs.frozen(kw_only=True)
class Exporter(_Adapter):
    """A format made from a report's figures, such as JSON. Its settings are the profile's [render.NAME] table."""

    export: Export = attrs.field(validator=_function)
    media_type: str = attrs.field(validator=_text)


Renderer = Printer | Exporter
"""Turns a report into the bytes of a file."""
