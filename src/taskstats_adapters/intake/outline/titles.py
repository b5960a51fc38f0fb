"""What stands above the header of a list: its agency ("Đơn vị báo cáo: Sở Y tế"), the state of its tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.clean import clean_row, text_of
from taskstats_adapters.intake.cells.headings import WHOSE, read_heading
from taskstats_adapters.intake.cells.sections import section_claim
from taskstats_adapters.vietnamese.text import clean, fold


def agency_in_title(rows: Sequence[Row], agencies: Agencies) -> str:
    """The agency of a list by the rows above its header; empty where they name none, or several.

    A line that says whose list it is wins. Where the office declares its agencies, the title names one of them.
    """
    lines = _lines(rows)
    said = [name for line in lines if (match := WHOSE.match(line)) and (name := agencies.named_in(line[match.end() :]))]
    found = said or [name for line in lines if not _ISSUER.match(line) and (name := agencies.named_in(line))]
    if len({fold(name) for name in found}) != 1 or (agencies.closed and found[0] not in agencies):
        return ""
    return found[0]


def state_in_title(rows: Sequence[Row]) -> str:
    """The title of a list that names the state of its tasks: "DANH SÁCH NHIỆM VỤ ĐÃ HOÀN THÀNH"; else empty."""
    titles = [line for line in _lines(rows) if _LIST.match(line)]
    return titles[0] if len(titles) == 1 and section_claim(titles[0]) else ""


def _lines(rows: Sequence[Row]) -> list[str]:
    return [clean(line) for row in rows for cell in row if isinstance(cell, str) for line in cell.splitlines()]


def heading_above(rows: Sequence[Row], agencies: Agencies) -> tuple[int, Sequence[str]] | None:
    """The last row above a header, by its number from 0, and its texts, if it is a heading that names an agency."""
    for number in range(len(rows) - 1, -1, -1):
        if texts := [text for cell in clean_row(rows[number]) if (text := text_of(cell))]:
            heading = read_heading(texts)
            return (number, texts) if agencies.named_by(heading) and not _ISSUER.match(heading.name) else None
    return None


_LIST = re.compile(r"(?:danh sách|danh mục|tổng hợp|thống kê|bảng|biểu) ", re.IGNORECASE)
"""Not "Đã hoàn thành: 12", which may stand above a list as a figure of it."""
_ISSUER = re.compile(r"văn phòng ", re.IGNORECASE)
"""In a letterhead, who sends the list, not who has the tasks."""
