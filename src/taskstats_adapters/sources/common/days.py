"""Days that a program shows in an order of its own, month first for one, and also keeps as what they are."""

from __future__ import annotations

import datetime as dt
import re

_DATE = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})")


def shows(text: str, day: dt.date) -> bool:
    """Whether a text is this day in numbers, in whatever order: "5/6/2021" is 6 May and 5 June."""
    date = _DATE.fullmatch(text)
    shown = sorted(int(part) % 100 for part in date.group(1, 3, 4)) if date else []
    return shown == sorted((day.day, day.month, day.year % 100))
