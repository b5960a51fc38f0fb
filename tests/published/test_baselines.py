"""A saved report read back: what it must have, and what is refused."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats import Period, Task, Unbalanced, compose
from taskstats.tallies import STORED
from taskstats_adapters.errors import SourceError
from taskstats_adapters.published.baselines import read_baseline

D = dt.date
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
    may = Period.month(2021, 5)
    published, recomputed = compose(TASKS, period=may, baseline=read_baseline(april)), compose(TASKS, period=may)
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


def test_a_published_report_may_give_totals_alone(april: Path) -> None:
    figures = read_baseline(altered(april, {"agencies": [], "assigned": {"total": 337}}))
    assert (figures.assigned.total, figures.due.overdue) == (337, 1)


def test_an_agency_listed_twice_is_refused(april: Path) -> None:
    (first, *others) = json.loads(april.read_text("utf-8"))["agencies"]
    with pytest.raises(SourceError, match='"A" có hai lần'):
        read_baseline(altered(april, {"agencies": [first, first, *others]}))


def test_due_with_a_total_alone_is_refused(april: Path) -> None:
    with pytest.raises(SourceError, match=r'"due" chỉ có total; cần on_time, late'):
        read_baseline(altered(april, {"agencies": [], "due": {"total": 5}}))
    assert read_baseline(altered(april, {"agencies": [], "due": {"total": 0}})).due.total == 0


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
        (b'{"schema": NaN}', "NaN"),
        (b'{"schema": ' + b"1" * 5000 + b"}", "không phải số đếm"),
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
        ({"period": ["2021-04-01", "2021-04-30"]}, '"period" không phải đối tượng {…}'),
        ({"period": {"first": "2021-04-01"}}, 'thiếu "period.last"'),
        ({"period": {"first": "2021-04-30", "last": "2021-04-01"}}, '"period.first" sau "period.last"'),
        ({"as_of": "30/4/2021"}, '"as_of" không phải ngày như 2021-05-31'),
        ({"as_of": 44316}, '"as_of" không phải chuỗi'),
        ({"cumulative": {"total": 5}}, 'thiếu "cumulative.since"'),
        ({"assigned": None}, '"assigned" không phải đối tượng {…}'),
        ({"assigned": {"late": "5"}}, '"assigned.late" không phải số đếm'),
        ({"assigned": {}}, 'thiếu "assigned.total"'),
        ({"agencies": {"A": {}}}, '"agencies" không phải mảng […]'),
        ({"agencies": ["A"]}, '"agencies[0]" không phải đối tượng {…}'),
        ({"agencies": [{"name": "A"}]}, 'thiếu "agencies[0].agency"'),
    ],
)  # fmt: skip
def test_a_missing_or_mistyped_value_is_named_by_its_path(april: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(SourceError) as error:
        read_baseline(altered(april, {"agencies": [], **change}))
    assert f"({told})" in error.value.message


@pytest.mark.parametrize("count", [-1, "1", 1.0, True, None])
def test_counts_are_whole_numbers(april: Path, count: object) -> None:
    with pytest.raises(SourceError, match="không phải số đếm"):
        read_baseline(altered(april, {"agencies": [], "due": {"total": count, "on_time": count}}))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="không đọc được tệp"):
        read_baseline(tmp_path / "none.json")
