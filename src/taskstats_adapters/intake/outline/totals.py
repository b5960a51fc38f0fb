"""The sum that a list states of itself: "Tổng cộng: 57", "Tổng số | 57 nhiệm vụ"."""

from __future__ import annotations

import re

from taskstats_adapters.intake.cells.clean import CleanRow, has_own, text_of
from taskstats_adapters.intake.cells.headings import UNITS
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import NAMING
from taskstats_adapters.vietnamese.text import words


def stated_total(row: CleanRow, header: Header) -> int | None:
    """How many tasks a row of sums says that the list has; None where it does not say so, or may count other things.

    The number stands after the label, has its unit, or stands in a column that every task fills.
    """
    cells = {column: text_of(cell) for column, cell in enumerate(row) if has_own(cell)}
    label = next((text for text in cells.values() if _LABEL.fullmatch(" ".join(words(text)))), None)
    if label is None:
        return None
    filled = {header.columns[field] for field in (*NAMING, "row_number", "assigned_on") if field in header.columns}
    counts = [
        match["number"]
        for column, text in cells.items()
        if (match := _NUMBER.fullmatch(text)) and (match["unit"] or column in filled)
    ]
    found = [match["number"]] if (match := _NUMBER.search(label)) else counts
    return int(found[0].replace(".", "")) if len(found) == 1 else None


_LABEL = re.compile(
    r"(?:tong|cong|tong cong|cong tong|tong so|total|grand total|grand count)"
    r"(?: nhiem vu| cong viec)?(?: \d+)*(?: nhiem vu| cong viec)?"
)
_NUMBER = re.compile(rf"(?<![\d.])(?P<number>\d[\d.]{{0,9}})(?: ?(?P<unit>{UNITS}))?$", re.IGNORECASE)
