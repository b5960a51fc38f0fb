"""The day of completion within a text: "Đã hoàn thành tại Báo cáo số 12/BC-STC ngày 19/5/2021", "Đã HT 12/5/2021"."""

from __future__ import annotations

import datetime as dt
import re

from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.no_days import Doubt, Fault, NotADate
from taskstats_adapters.vietnamese.text import brief, words

LONGEST = 300
"""Characters of a text that may tell of a completion."""


def day_done(text: str) -> dt.date | None:
    """The day in a clean text that tells of something done; None unless there is exactly one, and no plan for it."""
    if len(text) > LONGEST or len(found := _DAY.findall(text)) != 1 or _NOT_DONE.search(" ".join(words(text))):
        return None
    try:
        return read_date(f"ngày {found[0]}")
    except NotADate:
        return None


def not_taken(text: str) -> Fault:
    """What is told of such a text where the profile does not say that its day is that of the completion."""
    return Fault("E-DATE", "", (Doubt.DONE_IN_TEXT,), brief(text))


_DAY = re.compile(
    r"(?<![\w/.-])(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4})(?![\w/-])", re.IGNORECASE
)
_NOT_DONE = re.compile(
    r"\b(?:chua|dang|se|phai|du kien|ke hoach|truoc (?:ngay|\d)|cham nhat|den het|thoi han|gia han|xin|de nghi|yeu cau|"
    r"khong|tu ngay|mot phan|theo)\b"
)
"""Words of something planned, asked for or still under way; "theo" leads to the document that assigns."""
