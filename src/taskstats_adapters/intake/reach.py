"""How far back a list reaches, and what a report can say of the days before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from taskstats import ProgressReport
from taskstats.tallies import existing
from taskstats_adapters.intake.problems import Problem

_FEWEST = 10
"""A period with fewer tasks says nothing of how far back its list reaches."""


def missing_before(report: ProgressReport, complete_from: dt.date | None) -> Iterator[Problem]:
    """The warning that a list lacks tasks of the year so far (W-REACH), as the office or the list itself tells."""
    since = report.now.since
    if complete_from is not None:
        if since < complete_from <= report.as_of:
            yield _problem(
                report,
                f"hồ sơ ghi danh sách đủ từ ngày {_day(complete_from)}, nên số liệu lũy kế từ ngày {_day(since)} còn "
                f"thiếu; hãy đọc thêm danh sách cũ, hoặc dùng --since {complete_from}",
            )
    elif not report.reaches_back and since < report.period.first and existing(report.assigned) >= _FEWEST:
        compared = "" if report.previous else "không so với kỳ trước; "
        yield _problem(
            report,
            f"danh sách hầu như không có nhiệm vụ giao trước kỳ này: {compared}số liệu lũy kế từ ngày {_day(since)} có "
            f"thể thiếu; nếu danh sách đủ từ ngày đó, hãy ghi complete_from = {since} ở mục [intake] của hồ sơ; nếu "
            "không, hãy đọc thêm danh sách cũ",
        )


def _problem(report: ProgressReport, message: str) -> Problem:
    names = [source.name for source in report.receipt.sources] if report.receipt else []
    return Problem(code="W-REACH", place=", ".join(names), message=message)


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
