"""The output of `check`: every problem, and a receipt that accounts for every row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taskstats_adapters.intake.reading import Intake, ignored_by_reason


def receipt_text(intake: Intake) -> Iterator[str]:
    """The lines of the output: every problem, then what became of the rows."""
    yield from map(str, intake.problems)
    receipt = intake.receipt
    names = ", ".join(source.name for source in receipt.sources)
    counts = f"nhận {receipt.accepted} + từ chối {receipt.rejected} + bỏ qua {receipt.ignored}"
    yield f"{names}: đọc {receipt.rows} dòng = {counts}"
    for reason, count in ignored_by_reason(intake).items():
        places = [ignored.place for ignored in intake.ignored if ignored.reason is reason]
        listed = ", ".join(places[:5]) + (", …" if len(places) > 5 else "")
        yield f"  bỏ qua {count} {reason.value}: {listed}"
    for sheet in intake.ignored_sheets:
        yield f"  bỏ qua {sheet.name}: {sheet.reason}"
    for place, day in intake.stated.items():
        yield f"  {place}: danh sách ghi số liệu tính đến ngày {day.day}/{day.month}/{day.year}"
    for sheet_name, columns in intake.columns.items():
        yield f"  {sheet_name}: " + ", ".join(f"{field} = {header}" for field, header in columns.items())
        if sheet_name in intake.unread:
            yield f"  {sheet_name}: không đọc: " + ", ".join(intake.unread[sheet_name])


def receipt_plain(intake: Intake) -> dict[str, Any]:
    """The same content for `--json`."""
    receipt = intake.receipt
    return {
        "receipt": {
            "sources": [{"name": source.name, "sha256": source.sha256} for source in receipt.sources],
            "rows": receipt.rows,
            "accepted": receipt.accepted,
            "rejected": receipt.rejected,
            "ignored": receipt.ignored,
        },
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "place": problem.place,
                "message": problem.message,
            }
            for problem in intake.problems
        ],
        "ignored": [{"place": ignored.place, "reason": ignored.reason.value} for ignored in intake.ignored],
        "ignored_sheets": [{"name": sheet.name, "reason": sheet.reason} for sheet in intake.ignored_sheets],
        "stated": {place: day.isoformat() for place, day in intake.stated.items()},
        "columns": {sheet: dict(columns) for sheet, columns in intake.columns.items()},
        "unread": {sheet: list(columns) for sheet, columns in intake.unread.items()},
    }
