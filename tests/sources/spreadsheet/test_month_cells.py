"""Cells of workbooks that show a month: Excel keeps "6/2021" as the first of June, which the office never wrote."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

import taskstats_adapters as adapters
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.sources.spreadsheet.source import SOURCE

HEADER = ("Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
MAY, JUNE = dt.date(2021, 5, 1), dt.date(2021, 6, 1)


def due_cells(path: Path) -> list[object]:
    (sheet,) = SOURCE.read(str(path), {})
    return [row[3] for row in list(sheet.rows)[1:]]


def with_openpyxl(path: Path, *due: tuple[dt.date | float | str, str], since_1904: bool = False) -> Path:
    book = openpyxl.Workbook()
    if since_1904:
        book.epoch = dt.datetime(1904, 1, 1)
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    for number, (day, code) in enumerate(due, 2):
        sheet.append((f"Việc {number}", "Sở Y tế", dt.date(2021, 4, 20), day))
        sheet.cell(number, 4).number_format = code
    book.save(path)
    return path


MONTHS = ["mm/yyyy", "mmm-yy", '"Tháng" mm/yyyy', "[$-42A]mmmm yyyy;@", "m\\-yy", "yyyy\\.mm"]
DAYS = ["dd/mm/yyyy", "yyyy-mm-dd", "[$-409]d-mmm-yy", "General", "0", "mm:ss", "yyyy", 'dd" tháng "mm" năm "yyyy']


@pytest.mark.parametrize("since_1904", [False, True])
@pytest.mark.parametrize("code", MONTHS)
def test_the_first_day_in_the_format_of_a_month_is_a_month(tmp_path: Path, code: str, since_1904: bool) -> None:
    assert due_cells(with_openpyxl(tmp_path / "a.xlsx", (JUNE, code), since_1904=since_1904)) == ["6/2021"]


@pytest.mark.parametrize("code", DAYS)
def test_any_other_format_leaves_the_cell_as_it_is(tmp_path: Path, code: str) -> None:
    assert due_cells(with_openpyxl(tmp_path / "a.xlsx", (JUNE, code), (JUNE, "mm/yyyy")))[0] != "6/2021"


def test_any_other_day_was_typed_as_a_day(tmp_path: Path) -> None:
    path = with_openpyxl(tmp_path / "a.xlsx", (dt.date(2021, 5, 20), "mm/yyyy"), ("6/2021", "mm/yyyy"))
    assert due_cells(path) == [dt.date(2021, 5, 20), "6/2021"]


def test_formulas_and_other_writers(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        month, sheet = book.add_format({"num_format": "mm/yyyy"}), book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_formula(1, 3, "=EOMONTH(C2,0)+1", month, 44348)
        sheet.write_datetime(2, 3, MAY, month)
    assert due_cells(tmp_path / "a.xlsx") == ["6/2021", "5/2021"]


def test_months_are_told_once_and_mean_their_last_day_if_the_profile_says_so(tmp_path: Path) -> None:
    path = with_openpyxl(tmp_path / "a.xlsx", (MAY, "mm/yyyy"), (MAY, "mmm-yy"), (JUNE, '"Tháng" mm/yyyy'))
    (error,) = adapters.read_tasks(path).errors
    assert error.message.startswith('từ ô này có 3 ô như "5/2021" (2), "6/2021" (1) là một khoảng thời gian')
    mended = adapters.read_tasks(path, profile=make_profile({"dates": {"periods": "last-day"}}))
    assert [task.due_on for task in mended.tasks] == [dt.date(2021, 5, 31), dt.date(2021, 5, 31), dt.date(2021, 6, 30)]
