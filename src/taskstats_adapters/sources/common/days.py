"""Dates that a file stores twice: as displayed text, perhaps month first, and as a value."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})")


def shows(text: str, day: dt.date) -> bool:
    """Whether a text shows this day in numbers, in any order: "5/6/2021" may be 6 May or 5 June."""
    date = _DATE.fullmatch(text)
    shown = sorted(int(part) % 100 for part in date.group(1, 3, 4)) if date else []
    return shown == sorted((day.day, day.month, day.year % 100))
