"""Columns in which a program that writes the month first has swapped days and months.

Excel with American settings opens "3/5/2021" (3 May) as 5 March, and leaves "20/5/2021" a text, as there is no month
20. What it leaves behind cannot be repaired, as a list may also have been typed so, but it can be recognised.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Set

from taskstats_adapters.contract.cells import BadCell, Cell
from taskstats_adapters.intake.problems import Problem

FEWEST = 6
"""Distinct cells of a column from which on it is no coincidence: of days drawn at random it is in 1 of 30 at most."""

_DAY_FIRST = re.compile(r"\s*(\d{1,2})([/.-])\d{1,2}\2\d{4}\b")


def swapped_days(columns: Mapping[str, Set[Cell | BadCell]], place: Callable[[str], str]) -> Iterator[Problem]:
    """A warning for each column, given with its distinct cells, that looks swapped; `place` names the column."""
    for field, cells in columns.items():
        days = [cell.day for cell in cells if isinstance(cell, dt.date)]
        texts = [int(found[1]) for cell in cells if isinstance(cell, str) and (found := _DAY_FIRST.match(cell))]
        if days and texts and len(days) + len(texts) >= FEWEST and max(days) <= 12 < min(texts):
            message = (
                f"mọi ngày thật của cột ({len(days)} ngày khác nhau) đều từ 12 trở xuống, mọi ngày dạng chữ "
                f"({len(texts)}) đều từ 13 trở lên: Excel dùng kiểu tháng/ngày của Mỹ đã đảo ngày với tháng; "
                "hãy lấy lại tệp gốc, hoặc nhập CSV bằng Data > From Text với cột kiểu Text"
            )
            yield Problem(code="W-SWAPPED", place=place(field), message=message)
