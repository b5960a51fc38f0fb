"""Reports for testing renderers: one whose counts are all different, an empty one, awkward ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

import attrs

from taskstats import Calendar, Extension, Finding, Period, ProgressReport, Receipt, SourceFile, Task, compose

MAY = Period.month(2021, 5)

PRINTED = (
    "assigned.total",
    "due.total",
    "due.on_time",
    "due.late",
    "due.overdue",
    "cumulative.total",
    "cumulative.on_time",
    "cumulative.late",
    "cumulative.pending",
    "cumulative.overdue",
)
"""The figures of a report. In `full_report` they all differ, and none can be mistaken for part of a date."""

_KINDS = (  # how many, agency, assigned, due, completed
    (131, "Sở Tài chính", (5, 3), (5, 20), (5, 20)),
    (43, "Sở Y tế", (5, 4), (5, 14), (5, 17)),
    (57, "UBND huyện Chi Lăng", (5, 5), (5, 28), None),
    (83, "Sở Y tế", (5, 6), (6, 15), None),
    (11, "Sở Y tế", (4, 6), None, None),
    (47, "UBND huyện Chi Lăng", (4, 7), (6, 30), None),
    (61, "Sở Tài chính", (4, 8), (4, 20), (4, 19)),
    (13, "Sở Y tế", (4, 9), (4, 21), (5, 6)),
    (29, "UBND huyện Chi Lăng", (3, 10), (3, 25), None),
    (211, "Sở Tài chính", (2, 11), (3, 12), (3, 1)),
    (37, "Sở Y tế", (2, 12), (3, 12), (3, 15)),
)


def _day(month_and_day: tuple[int, int] | None) -> dt.date | None:
    return None if month_and_day is None else dt.date(2021, *month_and_day)


def _tasks() -> Iterator[Task]:
    for kind, (count, agency, (month, day), due, completed) in enumerate(_KINDS):
        for number in range(count):
            yield Task(
                id=f"NV-{kind}-{number}",
                assigned_on=dt.date(2021, month, day),
                due_on=_day(due),
                completed_on=_day(completed),
                agency=agency,
                title=f"Báo cáo kết quả rà soát, lần {number}",
                document=f"{number}/UBND-TH",
            )


def full_report() -> ProgressReport:
    """A month with a previous period, in which all printed counts are different. It has no lists."""
    return compose(_tasks(), period=MAY, lists=())


def report_with_lists() -> ProgressReport:
    """A report with every part: lists, findings, a receipt, extensions, a withdrawn task, one without an agency."""
    day = dt.date(2021, 5, 4)
    tasks = [
        Task(id="1", assigned_on=day, due_on=day, completed_on=dt.date(2021, 5, 6), agency="Sở Y tế", title="Trễ"),
        Task(id="2", assigned_on=day, due_on=day, agency="", title="Quá hạn, không ghi đơn vị"),
        Task(id="3", assigned_on=day, due_on=day, withdrawn_on=dt.date(2021, 5, 9), agency="Sở Y tế"),
        Task(
            id="4",
            assigned_on=dt.date(2021, 4, 1),
            due_on=dt.date(2021, 4, 9),
            extensions=(Extension(dt.date(2021, 5, 9), granted_on=dt.date(2021, 4, 8)), Extension(dt.date(2021, 6, 9))),
            agency="Sở Tài chính",
            document="12/UBND-KT",
            document_date=dt.date(2021, 3, 31),
            assigner="Chủ tịch UBND tỉnh",
            coordinating=("Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch"),
            extra=(("Mức độ", "khẩn"),),
        ),
    ]
    return compose(
        tasks,
        period=MAY,
        findings=(Finding(agency="Sở Y tế", document="7/SYT-VP"), Finding(agency="Sở Tài chính")),
        receipt=Receipt(sources=(SourceFile(name="nhiệm vụ.xlsx", sha256="0" * 64),), rows=6, accepted=4, ignored=2),
    )


AWKWARD = (
    "Sở A & B <b>\"đậm\"</b> 'x' | *y* _z_ `w` {nhãn} {{ 1 }} % \\ # $",
    '=HYPERLINK("http://x")',
    "nhiều\ndòng\r\nvà\ttab",
    "ký tự điều khiển \x00\x0b\x1f và \ufffe",
    "chữ tổ hợp: " + "Tiê\u0301ng Viê\u0323t",
    "rất dài " * 5000,
    "🏛 ngoài mặt phẳng cơ bản",
    "nửa chữ \ud800",
    "   ",
)
"""Texts that a list may contain and that renderers tend to get wrong."""


def awkward_report() -> ProgressReport:
    """Every text of every listed task is one of AWKWARD."""
    day = dt.date(2021, 5, 4)
    tasks = [
        Task(id=text, assigned_on=day, due_on=day, agency=text, title=text, document=text, assigner=text, note=text)
        for text in AWKWARD
    ]
    tasks += [attrs.evolve(task, id=f"{task.id}+", completed_on=dt.date(2021, 5, 5)) for task in tasks]
    return compose(tasks, period=MAY, findings=[Finding(agency=text, document=text) for text in AWKWARD])


def empty_report() -> ProgressReport:
    """A report without tasks or previous figures: all counts are 0, and shares have no value."""
    return compose([], period=MAY)


def _of(period: Period) -> ProgressReport:
    return compose(_tasks(), period=period)


REPORTS: Mapping[str, Callable[[], ProgressReport]] = {
    "full": full_report,
    "with lists": report_with_lists,
    "awkward texts": awkward_report,
    "empty": empty_report,
    "a quarter": lambda: _of(Period.quarter(2021, 2)),
    "a half of Decree 09/2019": lambda: _of(Period.half(2021, 1, calendar=Calendar.DECREE_09)),
    "the year to date": lambda: _of(Period.year_to_date(dt.date(2021, 5, 31))),
    "some days": lambda: _of(Period.days(dt.date(2021, 5, 3), dt.date(2021, 5, 20))),
    "a month before its end": lambda: compose(_tasks(), period=MAY, as_of=dt.date(2021, 5, 10)),
}
"""By name, functions that each make a new report. All are valid: a renderer must accept them."""
