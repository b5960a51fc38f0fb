"""Saved reports as baselines: what they must have, and what is refused."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats import (
    BaselineMismatch,
    Change,
    Checks,
    ExtensionPolicy,
    Finding,
    Period,
    ProgressReport,
    Receipt,
    Rules,
    SourceFile,
    Task,
    Unbalanced,
    UndatedPolicy,
    compose,
)
from taskstats.tallies import STORED
from taskstats_adapters.errors import SourceError
from taskstats_adapters.published.baselines import read_baseline
from taskstats_adapters.published.stated_counts import Counts, DueCounts

D = dt.date
MAY = Period.month(2021, 5)
TASKS = [
    Task(id="1", agency="A", assigned_on=D(2021, 4, 1), due_on=D(2021, 4, 30), completed_on=D(2021, 5, 2)),
    Task(id="2", agency="B", assigned_on=D(2021, 5, 3), due_on=D(2021, 5, 9), completed_on=D(2021, 5, 14)),
    Task(id="3", agency="B", assigned_on=D(2021, 5, 3)),
]
NOTHING = dict.fromkeys(("total", *STORED), 0)


@pytest.fixture
def april(tmp_path: Path) -> Path:
    path = tmp_path / "thang-4.json"
    adapters.write_report(compose(TASKS, period=Period.month(2021, 4)), path)
    return path


def test_a_saved_report_is_the_baseline_of_the_next(april: Path) -> None:
    published, recomputed = compose(TASKS, period=MAY, baseline=read_baseline(april)), compose(TASKS, period=MAY)
    assert adapters.render_report(published, format="json") == adapters.render_report(recomputed, format="json")
    assert [str(published.change(name)) for name in ("due.late", "assigned.total")] == [
        str(recomputed.change(name)) for name in ("due.late", "assigned.total")
    ]


def test_of_an_earlier_file_what_it_does_not_state_is_unknown(april: Path) -> None:
    report = json.loads(april.read_text("utf-8"))
    for stated in (report, *report["agencies"]):
        for cohort in ("carried", "completed", "falling_due", "ageing", "flow"):
            del stated[cohort]
    april.write_text(json.dumps(report), "utf-8")
    published = compose(TASKS, period=Period.month(2021, 5), baseline=read_baseline(april))
    assert (published.change("carried.total"), published.change("completed.late")) == (None, None)
    assert str(published.change("due.late")) == str(compose(TASKS, period=Period.month(2021, 5)).change("due.late"))
    assert "carried" not in json.loads(adapters.render_report(published, format="json"))["previous"]


def altered(path: Path, change: dict[str, Any]) -> Path:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    return path


def test_a_published_report_may_have_only_totals(april: Path) -> None:
    figures = read_baseline(altered(april, {"agencies": [], "assigned": {"total": 337}}))
    assert (figures.assigned.total, figures.due.overdue) == (337, 1)


def test_what_a_baseline_does_not_state_is_absent_in_json_not_0(april: Path) -> None:
    typed = {"agencies": [], "assigned": {"total": 337}, "due": {"late": 1, "unfinished": 9}}
    report = compose(TASKS, period=MAY, baseline=read_baseline(altered(april, typed)))
    written = json.loads(adapters.render_report(report, format="json"))
    assert written["previous"]["assigned"] == {"total": 337}
    assert written["previous"]["due"] == {"late": 1, "pending": 0, "overdue": 9}
    assert report.change("assigned.pending") is None


def test_an_agency_listed_twice_is_refused(april: Path) -> None:
    (first, *others) = json.loads(april.read_text("utf-8"))["agencies"]
    with pytest.raises(SourceError, match="agencies có hai lần: A"):
        read_baseline(altered(april, {"agencies": [first, first, *others]}))


def test_due_with_a_total_alone_is_refused(april: Path) -> None:
    with pytest.raises(SourceError, match="thiếu late, unfinished, cần để tính mức tăng, giảm @ due"):
        read_baseline(altered(april, {"agencies": [], "due": {"total": 5}}))
    assert read_baseline(altered(april, {"agencies": [], "due": {"total": 0}})).due.total == 0


def test_every_change_that_a_report_prints_is_one_that_a_baseline_must_give(
    april: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: set[str] = set()
    change = ProgressReport.change

    def recorded(report: ProgressReport, name: str) -> Change | None:
        printed.add(name)
        return change(report, name)

    monkeypatch.setattr(ProgressReport, "change", recorded)
    adapters.render_report(compose(TASKS, period=MAY, baseline=read_baseline(april)), format="markdown")
    needed = {f"assigned.{part}" for part in Counts.PRINTED} | {f"due.{part}" for part in DueCounts.PRINTED}
    assert printed == needed


def test_the_unfinished_of_a_period_that_has_ended_are_overdue(april: Path) -> None:
    due = read_baseline(altered(april, {"agencies": [], "due": {"late": 2, "unfinished": 8}})).due
    assert (due.late, due.unfinished, due.overdue, due.pending) == (2, 8, 8, 0)


@pytest.mark.parametrize("rules", [{"grace_days": 3}, {"day_running": True}])
def test_where_they_need_not_be_overdue_the_pending_must_be_stated(april: Path, rules: dict[str, Any]) -> None:
    due = {"late": 2, "overdue": 8}
    with pytest.raises(SourceError, match="due thiếu pending"):
        read_baseline(altered(april, {"agencies": [], "rules": rules, "due": due}))
    due["pending"] = 1
    assert read_baseline(altered(april, {"due": due})).due.unfinished == 9


def test_pending_tasks_of_a_period_that_has_ended_are_refused(april: Path) -> None:
    with pytest.raises(Unbalanced) as error:
        read_baseline(altered(april, {"agencies": [], "due": {"late": 2, "pending": 3, "overdue": 5}}))
    assert [str(found) for found in error.value.violations] == [
        "identity 4, due.pending: expected 0, computed 3, difference +3"
    ]


@pytest.mark.parametrize(
    ("due", "wrong"),
    [
        ({"on_time": 296, "late": 2, "overdue": 8, "completed": 290}, {"due.completed": (290, 298)}),
        ({"on_time": 296, "late": 2, "overdue": 8, "unfinished": 9}, {"due.unfinished": (9, 8)}),
        ({"on_time": 296, "late": 2, "overdue": 8, "total": 300}, {"due.total": (300, 306)}),
        ({"late": 7, "total": 5, "overdue": 1}, {"due.total": (5, 8)}),
    ],
)
def test_a_stated_sum_that_its_parts_do_not_give_is_refused(
    april: Path, due: dict[str, int], wrong: dict[str, tuple[int, int]]
) -> None:
    with pytest.raises(Unbalanced) as error:
        read_baseline(altered(april, {"agencies": [], "due": due}))
    assert {found.figure: (found.expected, found.computed) for found in error.value.violations} == wrong


def test_so_is_one_of_an_agency(april: Path) -> None:
    agencies = json.loads(april.read_text("utf-8"))["agencies"]
    agencies[0]["assigned"]["total"] += 1
    with pytest.raises(Unbalanced, match=r"assigned\.total of 'A': expected 2, computed 1"):
        read_baseline(altered(april, {"agencies": agencies}))


UNKNOWN_KEYS = [
    (("unit",), "không có khóa unit"),
    (("period", "days"), "không có khóa days @ period"),
    (("rules", "grace"), "không có khóa grace @ rules"),
    (("due", "overdu"), "không có khóa overdu @ due"),
    (("cumulative", "until"), "không có khóa until @ cumulative"),
    (("agencies", 0, "name"), "không có khóa name @ agencies[0]"),
    (("agencies", 0, "assigned", "share"), "không có khóa share @ agencies[0].assigned"),
]


@pytest.mark.parametrize(("path", "told"), UNKNOWN_KEYS)
def test_an_unknown_key_is_refused(april: Path, path: tuple[str | int, ...], told: str) -> None:
    report = json.loads(april.read_text("utf-8"))
    place = report
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = 1
    with pytest.raises(SourceError) as error:
        read_baseline(altered(april, report))
    assert error.value.message.startswith(f"{told}; ")


def test_all_mistakes_are_told_at_once(april: Path) -> None:
    change = {"agencies": [], "as_of": "30/4/2021", "unit": "văn bản", "assigned": {"total": -1, "late": "5"}}
    with pytest.raises(SourceError) as error:
        read_baseline(altered(april, change))
    assert error.value.message.split("; ")[:-1] == [
        "cần số đếm, không phải -1 @ assigned.total",
        "cần số đếm, không phải '5' @ assigned.late",
        "cần ngày như 2021-05-31, không phải '30/4/2021' @ as_of",
        "không có khóa unit",
    ]


def test_a_baseline_without_rules_was_counted_by_the_default_ones(april: Path) -> None:
    report = json.loads(april.read_text("utf-8"))
    del report["rules"]
    april.write_text(json.dumps(report), "utf-8")
    figures = read_baseline(april)
    assert figures.rules == Rules()
    with pytest.raises(BaselineMismatch, match="grace_days = 0"):
        compose(TASKS, period=MAY, rules=Rules(grace_days=2), baseline=figures)


def test_a_report_is_read_back_with_its_rules_and_its_cut_off(tmp_path: Path) -> None:
    rules = Rules(grace_days=2, day_running=True, extensions=ExtensionPolicy.IN_TIME, undated=UndatedPolicy.LEFT_OUT)
    report = compose(TASKS, period=Period.month(2021, 4), as_of=D(2021, 4, 15), rules=rules)
    adapters.write_report(report, tmp_path / "thang-4.json")
    figures = read_baseline(tmp_path / "thang-4.json")
    assert (figures.rules, figures.as_of) == (rules, D(2021, 4, 15))
    with pytest.raises(BaselineMismatch, match="at the close of 2021-04-15"):
        compose(TASKS, period=MAY, rules=rules, baseline=figures)


def test_every_key_of_a_written_report_is_known(tmp_path: Path) -> None:
    report = compose(
        TASKS,
        period=MAY,
        checks=Checks(no_result_document=True, silent_days=0),
        findings=[Finding(agency="A")],
        receipt=Receipt(sources=(SourceFile(name="a.xlsx"),), rows=3, accepted=3, rejected=0, ignored=0),
    )
    adapters.write_report(report, tmp_path / "thang-5.json")
    figures = read_baseline(tmp_path / "thang-5.json")
    assert list(figures.agencies) == list(report.now.agencies)
    assert (figures.assigned, figures.due, figures.cumulative) == (report.assigned, report.due, report.cumulative)


@pytest.mark.parametrize("change", [{"assigned": {**NOTHING, "total": 2}}, {"due": {**NOTHING, "total": 1, "late": 1}}])
def test_totals_that_are_not_the_sums_of_the_agencies_are_refused(april: Path, change: dict[str, Any]) -> None:
    with pytest.raises(Unbalanced, match="expected"):
        read_baseline(altered(april, change))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "JSON"),
        (b"[1, 2]", "schema"),
        (b'{"schema": "other/1"}', "schema"),
        (b'{"schema": "taskstats/report/1"}', "thiếu"),
        (b'{"schema": "taskstats/report/1", "schema": "taskstats/report/1"}', "hai lần"),
        (b'{"schema": NaN}', "schema"),
        (b'{"schema": ' + b"1" * 5000 + b"}", "schema"),
        (b"\xff\xfe\x00", "chữ không theo UTF-8"),
        (b"[" * 100_000, "lồng nhau"),
    ],
)
def test_a_file_that_is_not_a_saved_report_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "thang-4.json"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=told) as error:
        read_baseline(path)
    assert (error.value.code, error.value.where) == ("E-BASELINE", "thang-4.json")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"period": ["2021-04"]}, "cần đối tượng {…}, không phải ['2021-04'] @ period"),
        ({"period": {"first": "2021-04-01"}}, "thiếu khóa 'last' @ period.last"),
        ({"period": {"first": "2021-04-30", "last": "2021-04-01"}}, "first 2021-04-30 sau last 2021-04-01 @ period"),
        ({"as_of": "30/4/2021"}, "cần ngày như 2021-05-31, không phải '30/4/2021' @ as_of"),
        ({"as_of": 44316}, "cần ngày như 2021-05-31, không phải 44316 @ as_of"),
        ({"cumulative": {"total": 5}}, "thiếu khóa 'since' @ cumulative.since"),
        ({"assigned": None}, "cần đối tượng {…}, không phải None @ assigned"),
        ({"assigned": {"late": "5"}}, "cần số đếm, không phải '5' @ assigned.late"),
        ({"assigned": {}}, "thiếu total, cần để tính mức tăng, giảm @ assigned"),
        ({"agencies": {"A": {}}}, "cần danh sách [...], không phải {'A': {}} @ agencies"),
        ({"agencies": ["A"]}, "cần đối tượng {…}, không phải 'A' @ agencies[0]"),
        ({"agencies": [{"name": "A"}]}, "thiếu khóa 'agency' @ agencies[0].agency"),
    ],
)  # fmt: skip
def test_a_missing_or_invalid_value_is_reported_with_its_path(april: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(SourceError) as error:
        read_baseline(altered(april, {"agencies": [], **change}))
    assert told in error.value.message.split("; ")


@pytest.mark.parametrize("count", ["-1", '"1"', "1.0", "1e3", "true", "null", "NaN", "1" * 5000])
def test_counts_are_whole_numbers(april: Path, count: str) -> None:
    altered(april, {"agencies": [], "due": {"total": "COUNT", "on_time": "COUNT"}})
    april.write_text(april.read_text("utf-8").replace('"COUNT"', count), "utf-8")
    with pytest.raises(SourceError) as error:
        read_baseline(april)
    refused = error.value.message.split("; ")[:-1]
    assert [mistake.rpartition(" @ ")[2] for mistake in refused] == ["due.total", "due.on_time"]
    assert all(mistake.startswith("cần số đếm, không phải ") and len(mistake) < 100 for mistake in refused)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="không đọc được tệp"):
        read_baseline(tmp_path / "none.json")
