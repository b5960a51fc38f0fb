"""Cells of a table: values, and how the office prints them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from taskstats_adapters.contract.document import TableCell
from taskstats_adapters.narrative.numbers import date, thousands


def count(number: int) -> TableCell:
    """A number of tasks, or of days."""
    return TableCell(number, thousands(number))


def ordinal(number: int) -> TableCell:
    """A row's number."""
    return TableCell(number, str(number))


def day(value: dt.date | None) -> TableCell:
    """A day, or a blank."""
    return TableCell(value, date(value) if value else "")


def share(part: int, whole: int, printed: str) -> TableCell:
    """An exact share, with the percentage that is printed for it; of nothing there is no share."""
    return TableCell(Fraction(part, whole) if whole else None, printed)
