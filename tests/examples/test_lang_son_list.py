"""The example list has the published figures: read with openpyxl, counted by the library and by a plain loop."""

import datetime as dt
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import attrs
import openpyxl
import pytest

import taskstats as ts

FOLDER = Path(__file__).parents[2] / "examples" / "lang_son_2021_05"
WORKBOOK, FINDINGS = "nhiem-vu.xlsx", "van-ban-chua-dung-quy-trinh.csv"
HEADERS = [
    "STT",
    "Mã nhiệm vụ",
    "Số ký hiệu",
    "Ngày ban hành",
    "Nội dung nhiệm vụ",
    "Người giao",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Ngày giao",
    "Hạn xử lý",
    "Gia hạn đến",
    "Ngày gia hạn",
    "Ngày hoàn thành",
    "Trạng thái",
    "Văn bản báo cáo kết quả",
    "Độ khẩn",
    "Chuyên viên theo dõi",
    "Ghi chú",
]
ALIASES = {
    "Sở TN&MT": "Sở Tài nguyên và Môi trường",
    "Sở GD&ĐT": "Sở Giáo dục và Đào tạo",
    "Sở KH&ĐT": "Sở Kế hoạch và Đầu tư",
}
APRIL, MAY = ts.Period.month(2021, 4), ts.Period.month(2021, 5)
APRIL_END, MAY_END = dt.date(2021, 4, 30), dt.date(2021, 5, 31)
STATED = {
    "Hoàn thành đúng hạn": ts.Status.ON_TIME,
    "Hoàn thành quá hạn": ts.Status.LATE,
    "Đang thực hiện": ts.Status.PENDING,
    "Quá hạn chưa hoàn thành": ts.Status.OVERDUE,
}


def _grid(path):
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["Nhiệm vụ"]
    return [[cell.value for cell in row] for row in workbook["Nhiệm vụ"].iter_rows()]


@pytest.fixture(scope="module")
def grid():
    return _grid(FOLDER / WORKBOOK)


@pytest.fixture(scope="module")
def rows(grid):
    def plain(value):
        return value.date() if isinstance(value, dt.datetime) else value

    return [dict(zip(HEADERS, map(plain, line), strict=True)) for line in grid[5:-1]]


@pytest.fixture(scope="module")
def tasks(rows):
    return [_task(row) for row in rows]


def _agency(written):
    folded = " ".join(unicodedata.normalize("NFC", written).split())
    return ALIASES.get(folded, folded)


def _task(row):
    extended_to, granted = row["Gia hạn đến"], row["Ngày gia hạn"]
    return ts.Task(
        id=row["Mã nhiệm vụ"],
        agency=_agency(row["Đơn vị chủ trì"]),
        assigned_on=row["Ngày giao"],
        due_on=row["Hạn xử lý"],
        extensions=(ts.Extension(extended_to, granted),) if extended_to else (),
        completed_on=row["Ngày hoàn thành"],
    )


# -- the same bytes every time ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folders = [tmp_path_factory.mktemp("list"), tmp_path_factory.mktemp("list")]
    for number, folder in enumerate(folders):
        command = [sys.executable, "-B", str(FOLDER / "make_list.py"), str(folder)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": str(number), "TZ": f"UTC-{number * 7}"})
    return folders


@pytest.mark.parametrize("name", [WORKBOOK, FINDINGS])
def test_two_runs_write_the_same_bytes(runs, name):
    first, second = ((folder / name).read_bytes() for folder in runs)
    assert first == second


def test_no_part_of_the_workbook_has_the_time_of_writing(runs):
    properties = openpyxl.load_workbook(runs[0] / WORKBOOK).properties
    assert properties.created == properties.modified
    assert properties.modified.date() == MAY_END
    with zipfile.ZipFile(runs[0] / WORKBOOK) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2021, 5, 31, 17, 0, 0)}


def test_the_committed_files_are_what_the_script_writes(runs, grid):
    # Cells, not bytes: the bytes depend on the versions of openpyxl and zlib.
    assert _grid(runs[0] / WORKBOOK) == grid
    assert (runs[0] / FINDINGS).read_bytes() == (FOLDER / FINDINGS).read_bytes()


# -- the published figures -------------------------------------------------------------------------------------------


def test_the_may_report_has_the_published_figures(tasks):
    report = ts.compose(tasks, period=MAY)
    assert (report.listed, report.assigned.total, report.previous.assigned.total) == (1441, 301, 337)
    due = report.due
    assert (due.total, due.on_time, due.late, due.pending, due.overdue) == (182, 173, 5, 0, 4)
    whole = report.cumulative
    assert (whole.total, whole.completed, whole.unfinished) == (1441, 1274, 167)
    assert (whole.on_time, whole.late, whole.pending, whole.overdue) == (1246, 28, 163, 4)
    assert (report.previous.due.late, report.previous.due.overdue, report.previous.due.pending) == (1, 9, 0)
    assert report.withdrawn == 0
    assert ts.audit(report) == ()


def test_the_tasks_overdue_in_may_are_all_the_overdue_of_the_year(tasks):
    report = ts.compose(tasks, period=MAY, lists=("due.overdue", "cumulative.overdue"))
    assert report.lists["due.overdue"] == report.lists["cumulative.overdue"]


def test_the_april_report_equals_mays_previous_figures(tasks):
    assert ts.compose(tasks, period=APRIL).now == ts.compose(tasks, period=MAY).previous


def test_the_nine_overdue_in_april_were_completed_late_in_may(tasks):
    nine = ts.compose(tasks, period=APRIL, lists=("cumulative.overdue",)).lists["cumulative.overdue"]
    assert len(nine) == 9
    for task in nine:
        assert task.completed_on in MAY
        assert ts.classify(task, MAY_END, ts.Rules()) is ts.Status.LATE


# -- the same figures without the library, straight from the definitions ---------------------------------------------


def _due(row, as_of):
    extended = row["Ngày gia hạn"] is not None and row["Ngày gia hạn"] <= as_of
    if extended and row["Ngày hoàn thành"] is not None and row["Ngày gia hạn"] > row["Ngày hoàn thành"]:
        extended = False
    return row["Gia hạn đến"] if extended else row["Hạn xử lý"]


def _state(row, as_of):
    due, done = _due(row, as_of), row["Ngày hoàn thành"]
    completed = done is not None and done <= as_of
    stopped = done if completed else as_of + dt.timedelta(days=1)
    past_due = due is not None and stopped > due
    return {(True, False): "on time", (True, True): "late", (False, False): "pending", (False, True): "overdue"}[
        completed, past_due
    ]


def _month_due(row, as_of):
    due = _due(row, as_of)
    return (due.year, due.month) if due else None


def test_plain_counting_at_the_end_of_may(rows):
    assert Counter(row["Ngày giao"].month for row in rows if row["Ngày giao"].month > 3) == {5: 301, 4: 337}
    assert sum(dt.date(2021, 1, 1) <= row["Ngày giao"] <= dt.date(2021, 3, 31) for row in rows) == 803
    states = Counter(_state(row, MAY_END) for row in rows)
    assert states == {"on time": 1246, "late": 28, "pending": 163, "overdue": 4}
    due_in_may = Counter(_state(row, MAY_END) for row in rows if _month_due(row, MAY_END) == (2021, 5))
    assert due_in_may == {"on time": 173, "late": 5, "overdue": 4}
    late = Counter(_month_due(row, MAY_END)[1] for row in rows if _state(row, MAY_END) == "late")
    assert (late[5], late[4], late[3] + late[2] + late[1]) == (5, 10, 13)


def test_plain_counting_at_the_end_of_april(rows):
    existing = [row for row in rows if row["Ngày giao"] <= APRIL_END]
    assert len(existing) == 1441 - 301
    due_in_april = Counter(_state(row, APRIL_END) for row in existing if _month_due(row, APRIL_END) == (2021, 4))
    assert (due_in_april["late"], due_in_april["overdue"], due_in_april["pending"]) == (1, 9, 0)
    states = Counter(_state(row, APRIL_END) for row in existing)
    assert (states["late"], states["overdue"]) == (13 + 1, 9)
    # These were not published; they are in the example's README.
    assert (due_in_april["on time"], states["on time"], states["pending"]) == (296, 975, 142)


def test_the_stated_status_agrees_with_the_dates(rows, tasks):
    for row, task in zip(rows, tasks, strict=True):
        assert STATED[row["Trạng thái"]] is ts.classify(task, MAY_END, ts.Rules()), row["Mã nhiệm vụ"]


# -- the shape of the list -------------------------------------------------------------------------------------------


def test_shape_of_the_sheet(grid):
    titles = [line[0] for line in grid[:3]]
    assert titles[1] == "DANH SÁCH NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO"
    assert titles[2] == "(Số liệu từ ngày 01/01/2021 đến ngày 31/5/2021)"
    assert grid[4] == HEADERS
    assert [line[0] for line in grid[5:-1]] == list(range(1, 1442))
    assert grid[-1] == ["Tổng cộng: 1.441 nhiệm vụ"] + [None] * (len(HEADERS) - 1)


def test_dates_are_dates_in_a_believable_order(rows):
    assigned = [row["Ngày giao"] for row in rows]
    assert assigned == sorted(assigned)
    assert (dt.date(2021, 1, 1) <= assigned[0], assigned[-1] <= MAY_END) == (True, True)
    for row in rows:
        assert row["Ngày giao"].weekday() < 5
        assert dt.timedelta(0) <= row["Ngày giao"] - row["Ngày ban hành"] <= dt.timedelta(days=5)
        assert row["Hạn xử lý"] is None or row["Hạn xử lý"] > row["Ngày giao"]
        assert row["Ngày hoàn thành"] is None or row["Ngày giao"] < row["Ngày hoàn thành"] <= MAY_END
        assert (row["Văn bản báo cáo kết quả"] is None) is (row["Ngày hoàn thành"] is None)
    due = [row["Hạn xử lý"] for row in rows if row["Hạn xử lý"]]
    assert sum(day.weekday() < 5 for day in due) * 10 > len(due) * 9


def test_undated_and_extended_tasks(rows):
    undated = Counter(_state(row, MAY_END) for row in rows if row["Hạn xử lý"] is None)
    assert undated == {"on time": 24, "pending": 16}
    extended = [row for row in rows if row["Gia hạn đến"]]
    assert len(extended) == 25
    for row in extended:
        assert row["Ngày giao"] < row["Ngày gia hạn"] <= row["Hạn xử lý"] < row["Gia hạn đến"]
        assert row["Ngày gia hạn"] <= MAY_END
    assert sum(row["Ngày gia hạn"] >= dt.date(2021, 5, 24) for row in extended) >= 3


def test_extensions_keep_thirteen_tasks_from_being_overdue(tasks):
    ignored = ts.compose(tasks, period=MAY, rules=ts.Rules(extensions=ts.ExtensionPolicy.IGNORED))
    assert ignored.cumulative.overdue == 4 + 13


def test_both_sides_of_the_boundary_occur(tasks):
    closed = ts.compose(tasks, period=MAY).cumulative
    running = ts.compose(tasks, period=MAY, rules=ts.Rules(day_running=True)).cumulative
    assert running.overdue < closed.overdue  # due on 31/5 itself, not completed
    assert any(task.completed_on == task.due_on == MAY_END for task in tasks)


def test_agencies_fold_to_37_with_three_aliases(rows, tasks):
    written = [row["Đơn vị chủ trì"] for row in rows]
    assert len({task.agency for task in tasks}) == 37
    assert Counter(name for name in written if name in ALIASES) == dict.fromkeys(ALIASES, 2)
    nfc = [name for name in written if unicodedata.is_normalized("NFC", name)]
    assert len(written) - len(nfc) == 4
    assert sum(name != name.strip() for name in nfc) == 4
    assert sum("  " in name for name in nfc) == 4


def test_texts_are_varied(rows):
    titles = {row["Nội dung nhiệm vụ"] for row in rows}
    assert len(titles) > 800
    assert all(40 <= len(title) <= 160 for title in titles)
    assert all(unicodedata.is_normalized("NFC", title) for title in titles)
    assert len({row["Số ký hiệu"] for row in rows}) > 800
    assert len({row["Mã nhiệm vụ"] for row in rows}) == 1441
    names = {task.agency for task in map(_task, rows)}
    for row in rows:
        assert set((row["Đơn vị phối hợp"] or "Sở Tài chính").split("; ")) <= names
    assert {row["Độ khẩn"] for row in rows} == {"Thường", "Khẩn", "Hỏa tốc"}


def test_a_document_is_issued_once_and_numbers_rise(rows):
    issued = {}
    for row in rows:
        issue = row["Ngày ban hành"], row["Người giao"]
        assert issued.setdefault(row["Số ký hiệu"], issue) == issue
    by_kind = {}
    for document, (day, _) in issued.items():
        number, kind = document.split("/")
        by_kind.setdefault("UBND" if kind.startswith("UBND-") else kind, []).append((day, int(number)))
    for dated in by_kind.values():
        numbers = [number for _, number in sorted(dated)]
        assert numbers == sorted(numbers)


def test_the_findings_are_the_published_ones():
    content = (FOLDER / FINDINGS).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header, *lines = content.decode("utf-8-sig").splitlines()
    assert header == "Đơn vị;Số ký hiệu văn bản"
    agencies = [line.split(";")[0] for line in lines]
    published = {
        "Sở Tài nguyên và Môi trường": 1,
        "Sở Giáo dục và Đào tạo": 1,
        "Sở Văn hóa, Thể thao và du lịch": 2,
        "Cục Thuế tỉnh": 1,
        "Cục Hải quan tỉnh": 1,
        "Cục Thống kê": 1,
        "UBND huyện thành phố": 1,
        "UBND huyện Chi Lăng": 1,
        "UBND huyện Lộc Bình": 2,
    }
    assert list(Counter(agencies).items()) == list(published.items())
    assert len({line.split(";")[1] for line in lines}) == len(lines) == 11


# -- the counting notices a single day -------------------------------------------------------------------------------


def test_one_day_more_changes_a_figure(tasks):
    last_minute = next(task for task in tasks if task.completed_on is not None and task.completed_on == task.due_on)
    moved = attrs.evolve(last_minute, completed_on=last_minute.due_on + dt.timedelta(days=1))
    changed = [moved if task is last_minute else task for task in tasks]
    assert ts.compose(changed, period=MAY).cumulative.late == 29
