"""The cell of a document: its number and, after it, its day. "Công văn số 12/UBND-TH ngày 03/5/2021 của UBND tỉnh"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from taskstats_adapters.intake.cells.clean import CleanCell
from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.no_days import NotADate

LONGEST = 300
"""Characters of a text that may name a document."""


def number_and_day(text: str) -> tuple[str, dt.date] | None:
    """The document and its day, in a clean text with exactly one day; None where there is none, or another text.

    Who issued it stays with its number: ("Công văn số 12/UBND-TH của UBND tỉnh", 3 May).
    """
    if "20" not in text or len(text) > LONGEST:  # most texts have no year, as nearly every document is another one
        return None
    if len(found := list(_DAY.finditer(text))) != 1:
        return None
    (day,) = found
    named, after = text[: day.start()].rstrip(_MARKS), text[day.end() :].strip(_MARKS)
    named = re.sub(r"\bngày$", "", named, flags=re.IGNORECASE).rstrip(_MARKS)
    if not named or (after and not _ISSUED.match(after)):
        return None
    try:
        issued_on = read_date(f"ngày {day[0]}")
    except NotADate:
        return None
    return (f"{named} {after}".rstrip(), issued_on) if issued_on else None


def read_day(read: Callable[[CleanCell], dt.date | None], value: CleanCell) -> dt.date | None:
    """The day that `read` finds in a cell, or that of the document there, whoever issued it. Raises as `read` does."""
    try:
        return read(value)
    except NotADate:
        if isinstance(value, str) and (found := number_and_day(value)):
            return found[1]
        raise


_DAY = re.compile(
    r"(?<![\w/.-])(?:\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})(?![\w/-])", re.IGNORECASE
)
_MARKS = " ,;()"
_ISSUED = re.compile(r"(?:của|về|v/v) [^\d]+$", re.IGNORECASE)
