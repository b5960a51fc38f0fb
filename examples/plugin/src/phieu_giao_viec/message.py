"""The month's figures in one line, for a phone group."""

from __future__ import annotations

from collections.abc import Iterable

from taskstats import ProgressReport
from taskstats_adapters.contract import Renderer, hookimpl
from taskstats_adapters.office.profile import Profile


def render(report: ProgressReport, profile: Profile) -> bytes:
    """One line of UTF-8 text."""
    day, due = report.as_of, report.due
    text = (
        f"Đến hết ngày {day.day}/{day.month}/{day.year}: {due.total} nhiệm vụ đến hạn; "
        f"{due.on_time} đúng hạn, {due.late} trễ hạn, {due.overdue} quá hạn chưa xong.\n"
    )
    return text.encode()


RENDERER = Renderer(
    name="tin-nhan",
    summary="một dòng tin nhắn (.tin.txt)",
    render=render,
    media_type="text/plain; charset=utf-8",
    suffixes=(".tin.txt",),
)


@hookimpl
def taskstats_renderers() -> Iterable[Renderer]:
    """The renderer of text messages."""
    return (RENDERER,)
