"""One grid of cells, written in every format and read back: the same tasks, and every row accounted for."""

import csv
import datetime as dt
import html
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import taskstats_adapters as adapters
from taskstats import Task
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import ignored_by_reason

Grid = Sequence[Sequence[str]]

HEADER = (
    "STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành",
    "Trạng thái", "Cột lạ",
)  # fmt: skip
LAST = ("99", "CUỐI", "Việc cuối cùng", "Sở Y tế", "3/5/2021", "20/5/2021", "", "", "")
"""A row with something in it: formats disagree about blank rows at the end."""


def write_csv(grid: Grid, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(grid)


def write_json(grid: Grid, path: Path) -> None:
    path.write_text(json.dumps([list(row) for row in grid], ensure_ascii=False), "utf-8")


def write_objects(grid: Grid, path: Path) -> None:
    header, *rows = grid
    lines = (json.dumps(dict(zip(header, row, strict=True))) for row in rows)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def write_html(grid: Grid, path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in grid)
    path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><title>Danh sách</title><table>{rows}</table>', "utf-8")


def write_xlsx(grid: Grid, path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(grid, 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, column, text)
                cell.data_type = "s"  # "=1" is a text
    book.save(path)


def write_xlsx_streamed(grid: Grid, path: Path) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(grid):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()


def write_docx(grid: Grid, path: Path) -> None:
    document = docx.Document()
    table = document.add_table(len(grid), len(HEADER))
    for row, cells in zip(grid, table._tbl.tr_lst, strict=True):
        for text, cell in zip(row, cells.tc_lst, strict=True):
            cell.p_lst[0].add_r().text = text
    document.save(str(path))


def write_sqlite(grid: Grid, path: Path) -> None:
    path.unlink(missing_ok=True)
    header, *rows = grid
    names = ", ".join(f'"{name}" TEXT' for name in header)
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE nhiem_vu ({names})")
        database.executemany(f"INSERT INTO nhiem_vu VALUES ({', '.join('?' * len(header))})", rows)
    database.close()


WRITERS: dict[str, Callable[[Grid, Path], None]] = {
    "a.csv": write_csv,
    "a.json": write_json,
    "a.jsonl": write_objects,
    "a.html": write_html,
    "a.xlsx": write_xlsx,
    "b.xlsx": write_xlsx_streamed,
    "a.docx": write_docx,
    "a.db": write_sqlite,
}

LETTERS = st.characters(
    exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("<>&\"';,|=\\{}[]ạ\u0323")
TEXTS = st.text(LETTERS, max_size=10)
PHRASES = st.sampled_from(
    ["", "", "1/5/2021", "20/05/2021", "31/02/2021", "2021-05-31", "Tổng cộng", "5", "Hoàn thành quá hạn", "Sở Y tế",
     "Mã nhiệm vụ", "=1+1", "<b>&amp;</b>", '"', "'", ";", "-", "I. Các sở", "12/2026", "Việc", " \u00a0", "\u200b",
     "@SUM(1)", "+1", "x,y", "a|b", "NaN", "null", "TRUE"]
)  # fmt: skip
DAYS = st.dates(dt.date(2021, 5, 1), dt.date(2021, 5, 9)).map(lambda day: f"{day.day}/{day.month}/{day.year}")
ANY = PHRASES | TEXTS
TASKS = st.tuples(ANY, st.just(""), ANY, ANY, st.just("1/5/2021"), st.just("") | DAYS, st.just("") | DAYS, ANY, ANY)
ROWS = TASKS | TASKS | st.tuples(*[ANY | DAYS] * 9)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    order = draw(st.permutations(range(len(HEADER))))
    rows = [HEADER, *draw(st.lists(ROWS, max_size=6)), LAST]
    return [[row[column] for column in order] for row in rows]


def outcome(intake: adapters.Intake) -> tuple[list[Task], Counter[str], int, Counter[Reason]]:
    """What must not depend on the format: tasks, problems by code, rows rejected and ignored. Places may."""
    receipt = intake.receipt
    assert receipt.rows == receipt.accepted + receipt.rejected + receipt.ignored
    assert receipt.accepted == len(intake.tasks)
    tasks = [attrs.evolve(task, id="") if task.id == task.origin else task for task in intake.tasks]
    codes = Counter(problem.code for problem in intake.problems)
    return tasks, codes, receipt.rejected, Counter(ignored_by_reason(intake))


@pytest.mark.heavy
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(grids())
def test_every_format_gives_the_same_tasks(tmp_path_factory: pytest.TempPathFactory, grid: Grid) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = {}
    for name, write in WRITERS.items():
        write(grid, folder / name)
        found[name] = outcome(adapters.read_tasks(folder / name))
    first = found["a.csv"]
    assert len(first[0]) + first[2] >= 1
    for name, result in found.items():
        assert result == first, f"{name} is read otherwise than a.csv"


def test_a_grid_of_every_phrase_has_tasks_rejected_and_ignored_rows(tmp_path: Path) -> None:
    """The law above would say nothing of a format that rejects everything."""
    good = ("1", "NV-1", "Việc", "Sở Y tế", "3/5/2021", "20/5/2021", "21/5/2021", "Hoàn thành quá hạn", "=1+1")
    wrong = ("2", "NV-2", "Việc", "Sở Y tế", "3/5/2021", "31/02/2021", "", "", "")
    for name, write in WRITERS.items():
        write([HEADER, good, wrong, ("", "", "I. Các sở", "", "", "", "", "", ""), LAST], tmp_path / name)
        tasks, codes, rejected, reasons = outcome(adapters.read_tasks(tmp_path / name))
        assert [task.id for task in tasks] == ["NV-1", "CUỐI"], name
        assert ("Cột lạ", "=1+1") in tasks[0].extra
        assert (codes, rejected) == ({"E-DATE": 1}, 1)
        assert reasons == {Reason.HEADER: 1, Reason.SECTION: 1}
