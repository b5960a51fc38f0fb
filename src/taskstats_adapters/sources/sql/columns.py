"""The columns of a table: what to select for each, and how its values become cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from taskstats_adapters.contract import PLAIN, BadCell, Cell

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.types import TypeEngine

Read = Callable[[Any], Cell | BadCell]

BINARY = BadCell("dữ liệu nhị phân", "E-BINARY")
"""Represents an attached file. Servers are not asked to send its content."""


def plan(column: ColumnElement[Any], kind: TypeEngine[Any], engine: str) -> tuple[ColumnElement[Any], Read]:
    """The expression to select for a column, and the function that reads its values.

    SQLAlchemy does not get the column's type: its conversion would fail for values that intake can read, such as
    "31/5/2021" in a DATE column of SQLite. Dates are selected as text from PostgreSQL and MySQL, whose drivers fail for
    infinity and 0000-00-00.
    """
    import sqlalchemy as sa

    if engine == "sqlite":
        return column, cell_of
    if isinstance(kind, sa.LargeBinary):
        return sa.case((column.is_not(None), sa.literal_column("1"))), _binary
    if engine in ("postgresql", "mysql", "mariadb"):
        for temporal, parse in _TEMPORAL.items():
            if isinstance(kind, getattr(sa, temporal)):
                return sa.cast(column, sa.Text), partial(_parsed, parse)
    if engine == "postgresql" and not isinstance(kind, (sa.Integer, sa.Numeric, sa.Float, sa.String, sa.Boolean)):
        return sa.cast(column, sa.Text), cell_of  # as the database displays it: uuid, json, arrays, intervals …
    return column, cell_of


def cell_of(value: Any) -> Cell | BadCell:
    """The value if it is a plain cell, a BadCell if it is binary or damaged, otherwise its text."""
    if type(value) in PLAIN:
        plain: Cell = value
        return plain
    from taskstats_adapters.sources.sql.sqlite_files import Damaged

    if isinstance(value, Damaged):
        return BadCell(str(value), value.code)
    return BINARY if isinstance(value, (bytes, bytearray, memoryview)) else str(value)


def _binary(there: int | None) -> BadCell | None:
    return None if there is None else BINARY


def _parsed(parse: Callable[[str], Cell], value: str | None) -> Cell:
    """The date, datetime or time; the text itself if Python cannot represent it."""
    try:
        return None if value is None else parse(value)
    except ValueError:
        return value


_TEMPORAL: Mapping[str, Callable[[str], Cell]] = {
    "DateTime": dt.datetime.fromisoformat,
    "Date": dt.date.fromisoformat,
    "Time": dt.time.fromisoformat,
}
