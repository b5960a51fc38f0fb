"""The JSON form of a report, which other software reads."""

import datetime as dt
import json
from typing import Any

import taskstats_adapters as adapters
from taskstats import Checks, Extension, Finding, Period, Receipt, SourceFile, Task, compose

D = dt.date
TASKS = [
    Task(id="1", agency="A", assigned_on=D(2021, 4, 1), due_on=D(2021, 4, 30), completed_on=D(2021, 5, 2)),
    Task(
        id="2",
        agency="B",
        title="Báo cáo",
        document="5/UBND",
        assigned_on=D(2021, 5, 3),
        due_on=D(2021, 5, 9),
        extensions=(Extension(D(2021, 5, 12), D(2021, 5, 8)),),
        completed_on=D(2021, 5, 14),
        origin="Nhiệm vụ!7",
    ),
    Task(id="3", agency="B", assigned_on=D(2021, 5, 3)),
    Task(id="4", agency="B", assigned_on=D(2021, 5, 3), withdrawn_on=D(2021, 5, 4)),
]
NOTHING: dict[str, Any] = {
    "total": 0, "on_time": 0, "late": 0, "pending": 0, "overdue": 0,
    "undated_completed": 0, "undated_unfinished": 0, "withdrawn": 0, "left_out": 0,
}  # fmt: skip


def as_json(month: int, **how: Any) -> bytes:
    report = compose(TASKS, period=Period.month(2021, month), **how)
    return adapters.render_report(report, format="json")


def test_the_shape() -> None:
    receipt = Receipt(sources=(SourceFile(name="a.xlsx", sha256="00ff"),), rows=6, accepted=4, rejected=0, ignored=2)
    report = json.loads(as_json(5, findings=[Finding(agency="A", document="7/BC")], receipt=receipt))
    due = {**NOTHING, "total": 1, "late": 1}
    assigned = {**NOTHING, "total": 2, "late": 1, "pending": 1, "undated_unfinished": 1, "withdrawn": 1}
    year: dict[str, Any] = {
        "since": "2021-01-01",
        **NOTHING,
        "total": 3,
        "late": 2,
        "pending": 1,
        "undated_unfinished": 1,
        "withdrawn": 1,
    }
    april = {**NOTHING, "total": 1, "overdue": 1}
    one_late: Any = {**NOTHING, "total": 1, "late": 1}
    none_carried: dict[str, Any] = {"carried": NOTHING, "falling_due": NOTHING}
    ageing: Any = [{"band": band, "overdue": 0} for band in ("1-30", "31-60", "61-90", "over-90")]
    flow: dict[str, Any] = {"opening": 1, "assigned": 3, "completed": 2, "withdrawn": 1, "left_out": 0, "closing": 1}
    assert report == {
        "schema": "taskstats/report/1",
        "period": {"first": "2021-05-01", "last": "2021-05-31"},
        "as_of": "2021-05-31",
        "rules": {"grace_days": 0, "day_running": False, "extensions": "honoured", "undated": "counted"},
        "assigned": assigned,
        "due": due,
        "cumulative": year,
        **none_carried,
        "completed": {**NOTHING, "total": 2, "late": 2},
        "ageing": ageing,
        "flow": flow,
        "previous": {
            "period": {"first": "2021-04-01", "last": "2021-04-30"},
            "as_of": "2021-04-30",
            "assigned": april,
            "due": april,
            "cumulative": {"since": "2021-01-01", **april},
            **none_carried,
            "completed": NOTHING,
        },
        "agencies": [
            {
                "agency": "A",
                "assigned": NOTHING,
                "due": NOTHING,
                "cumulative": {"since": "2021-01-01", **NOTHING, "total": 1, "late": 1},
                **none_carried,
                "completed": one_late,
                "ageing": ageing,
                "flow": {**flow, "assigned": 0, "completed": 1, "withdrawn": 0, "closing": 0},
            },
            {
                "agency": "B",
                "assigned": assigned,
                "due": due,
                "cumulative": {**year, "total": 2, "late": 1},
                **none_carried,
                "completed": one_late,
                "ageing": ageing,
                "flow": {**flow, "opening": 0, "completed": 1},
            },
        ],
        "lists": {
            "due.late": [
                {
                    "id": "2",
                    "document": "5/UBND",
                    "title": "Báo cáo",
                    "agency": "B",
                    "assigned_on": "2021-05-03",
                    "due_on": "2021-05-12",
                    "completed_on": "2021-05-14",
                    "origin": "Nhiệm vụ!7",
                }
            ],
            "cumulative.overdue": [],
            "carried.overdue": [],
        },
        "findings": [{"agency": "A", "document": "7/BC"}],
        "checks": [],
        "withdrawn": 1,
        "receipt": {
            "sources": [{"name": "a.xlsx", "sha256": "00ff"}],
            "rows": 6,
            "accepted": 4,
            "rejected": 0,
            "ignored": 2,
            "not_read": [],
            "assigned_later": 0,
        },
    }


def test_missing_parts_are_null() -> None:
    report = json.loads(as_json(4))
    assert (report["previous"], report["findings"], report["receipt"]) == (None, None, None)


def test_the_bytes_do_not_depend_on_the_order_of_the_tasks() -> None:
    turned = compose(TASKS[::-1], period=Period.month(2021, 5))
    assert adapters.render_report(turned, format="json") == as_json(5)


def test_process_checks_with_their_tasks() -> None:
    report = json.loads(as_json(5, checks=Checks(no_result_document=True, silent_days=0)))
    assert [(check["check"], check["days"]) for check in report["checks"]] == [
        ("no_result_document", None),
        ("silent_days", 0),
    ]
    assert {task["completed_on"] for task in report["checks"][1]["tasks"]} == {None}
    assert report["checks"][1]["tasks"]
