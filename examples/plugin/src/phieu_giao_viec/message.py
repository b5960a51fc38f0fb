"""The month's figures in one line, for the group on the phone."""

from __future__ import annotations

from collections.abc import Iterable

from taskstats import ProgressReport
from taskstats_adapters.contract import Exporter, hookimpl
from taskstats_adapters.office.profile import Profile


def export(report: ProgressReport, profile: Profile) -> bytes:
    """UTF-8 text of one line."""
    day, due = report.as_of, report.due
    text = (
        f"Đến hết ngày {day.day}/{day.month}/{day.year}: {due.total} nhiệm vụ đến hạn; "
        f"{due.on_time} đúng hạn, {due.late} trễ hạn, {due.overdue} quá hạn chưa xong.\n"
    )
    return text.encode()


EXPORTER = Exporter(
    name="tin-nhan",
    summary="một dòng tin nhắn (.tin.txt)",
    export=export,
    media_type="text/plain; charset=utf-8",
    suffixes=(".tin.txt",),
)


@hookimpl
def taskstats_renderers() -> Iterable[Exporter]:
    """The exporter of text messages."""
    return (EXPORTER,)
