"""Workbooks that count days from 1904 say so: numbers without a date format are the days that Excel shows."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import taskstats_adapters as adapters
from taskstats_adapters.contract import SERIALS_FROM
from taskstats_adapters.sources.spreadsheet.source import SOURCE

SINCE_1904 = dt.date(1904, 1, 1)
ASSIGNED, DUE = dt.date(2021, 5, 3), dt.date(2021, 5, 20)
HEADER = ("Mã nhiệm vụ", "Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
SAMPLES = Path(__file__).parent.parent / "samples"

Row = tuple[Any, ...]


def serial(day: dt.date) -> int:
    return (day - SINCE_1904).days


def workbook(path: Path, *rows: Row) -> Path:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime(1904, 1, 1)
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *rows):
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("assigned", "due"),
    [
        (serial(ASSIGNED), serial(DUE)),
        (str(serial(ASSIGNED)), f"{serial(DUE)},5"),
        (serial(ASSIGNED) - 1 + 0.9999999999, serial(DUE) + 0.25),
        (ASSIGNED, serial(DUE)),
        ("3/5/2021", DUE),
    ],
    ids=["numbers", "texts", "fractions", "a day beside a number", "no numbers"],
)
def test_numbers_are_counted_from_the_workbooks_day(tmp_path: Path, assigned: Any, due: Any) -> None:
    path = workbook(tmp_path / "a.xlsx", (42857, "Đề án", "Sở Y tế", assigned, due))
    (task,) = adapters.read_tasks(path).tasks
    assert (task.assigned_on, task.due_on, task.id) == (ASSIGNED, DUE, "42857")


def test_a_number_that_is_no_day_is_quoted_as_it_stands(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (1, "Đề án", "Sở Y tế", serial(ASSIGNED), 2021))
    (problem,) = adapters.read_tasks(path).problems
    assert (problem.code, problem.place) == ("E-DATE", "Sheet!E2")
    assert '"2021"' in problem.message


def test_corrections_count_as_the_new_workbook_does(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", (1, "Đề án", "Sở Y tế", serial(ASSIGNED), serial(DUE), "31/2/2021"))
    assert adapters.write_corrections(adapters.read_tasks(path), tmp_path / "b.xlsx", path)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet["F2"] = "18/5/2021"
    book.save(tmp_path / "c.xlsx")
    (task,) = adapters.read_tasks(tmp_path / "c.xlsx").tasks
    assert (task.assigned_on, task.due_on) == (ASSIGNED, DUE)


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_most_workbooks_count_from_1900(suffix: str) -> None:
    assert {sheet.day_zero for sheet in SOURCE.read(str(SAMPLES / f"danh-sach.{suffix}"), {})} == {SERIALS_FROM}


def test_an_old_workbook_says_it_in_a_record(tmp_path: Path) -> None:
    content = (SAMPLES / "danh-sach.xls").read_bytes()
    counts_from_1900 = b"\x22\x00\x02\x00\x00\x00"
    assert content.count(counts_from_1900) == 1
    (tmp_path / "a.xls").write_bytes(content.replace(counts_from_1900, b"\x22\x00\x02\x00\x01\x00"))
    assert {sheet.day_zero for sheet in SOURCE.read(str(tmp_path / "a.xls"), {})} == {SINCE_1904}


def test_an_opendocument_workbook_may_count_from_any_day(ods: Callable[..., Path]) -> None:
    table = '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
    path = ods(table, null_date="1904-01-01")
    assert [sheet.day_zero for sheet in SOURCE.read(str(path), {})] == [SINCE_1904]
