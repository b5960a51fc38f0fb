"""The day to which a list runs by its own words: "(Số liệu tính đến ngày 20/5/2021)" above its header."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

from taskstats_adapters.contract.cells import Row, shown
from taskstats_adapters.intake.cells.clean import clean_row
from taskstats_adapters.intake.problems import Problem

LONGEST = 300
"""Characters of a cell that are looked at: a title is short."""


def stated_day(row: Row) -> tuple[int, dt.date] | None:
    """The column and the day of a cell above a header that says to which day the list runs."""
    for column, cell in enumerate(clean_row(row)):
        found = _STATED.search(cell[:LONGEST]) if isinstance(cell, str) else None
        if found:
            year, month, day = (next(filter(None, found.group(name, name + "2"))) for name in ("year", "month", "day"))
            try:
                return column, dt.date(int(year), int(month), int(day))
            except ValueError:
                return None
    return None


def stale(stated: Mapping[str, dt.date], as_of: dt.date) -> Iterator[Problem]:
    """That lists say nothing of the last days before the cut-off: what was done on them counts as not done."""
    earlier = {place: day for place, day in stated.items() if day < as_of}
    if earlier:
        place, day = min(earlier.items(), key=lambda pair: pair[1])
        others = f" (và {len(earlier) - 1} danh sách khác)" if len(earlier) > 1 else ""
        message = (
            f"danh sách ghi số liệu tính đến ngày {shown(day)}{others}, trước ngày chốt {shown(as_of)}: việc hoàn "
            f"thành sau ngày đó chưa có trong danh sách; hãy lấy danh sách mới, hoặc chốt sớm hơn: --as-of {day}"
        )
        yield Problem(code="W-ASOF", place=place, message=message)


_STATED = re.compile(
    r"(?:\btính đến|\bcập nhật|\bchốt|\bkết xuất|\bxuất|\b(?:số|dữ) liệu (?=đến)|\bgenerated|"
    r"\bupdated|\bas of)"
    r"(?:[ :,]|đến|hết|ngày|vào|lúc|thời điểm|báo cáo|(?:số|dữ) liệu|on|at|\d{1,2}(?:[:h]|giờ)\d{0,2}(?![\d/.-])){0,20}"
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"|(?P<day2>\d{1,2})(?:[/.-]| tháng )(?P<month2>\d{1,2})(?:[/.-]| năm )(?P<year2>\d{4}))(?!\d)",
    re.IGNORECASE,
)
