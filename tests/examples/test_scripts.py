"""The example scripts run from any directory, and what they print is correct."""

import datetime as dt
import json
import runpy
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl

import taskstats_adapters as adapters

EXAMPLES = Path(__file__).parents[2] / "examples"
LIST = EXAMPLES / "lang_son_2021_05" / "nhiem-vu.xlsx"
PROFILE = EXAMPLES / "lang_son_2021_05" / "lang-son.toml"


def run(script: str, directory: Path, *arguments: str) -> list[str]:
    """Run a script in another directory and return the lines it prints; it must write nothing there."""
    away = directory / "away"
    away.mkdir()
    command = [sys.executable, "-X", "utf8", "-W", "error", str(EXAMPLES / script), *arguments]
    result = subprocess.run(command, cwd=away, check=False, capture_output=True, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, "")
    assert list(away.iterdir()) == []
    return result.stdout.splitlines()


def test_a_report_in_ten_lines(tmp_path: Path) -> None:
    """182 due, 5 late in May and 1 in April are the published figures; the Word report states them too."""
    lines = run("report_in_ten_lines.py", tmp_path, str(tmp_path))
    assert lines == ["Due in May 2021: 182, of which 5 late; in April: 1", f"Written to {tmp_path}"]
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "bao-cao-05-2021.docx")).paragraphs)
    assert "05 nhiệm vụ hoàn thành quá hạn, chiếm 2,7% (tăng 04 nhiệm vụ so với tháng trước)" in text
    assert "1.441 nhiệm vụ: đã hoàn thành 1.274 nhiệm vụ (đạt 88,4%)" in text


def test_the_ten_line_script_has_ten_lines_besides_imports() -> None:
    source = (EXAMPLES / "report_in_ten_lines.py").read_text("utf-8")
    lines = [line for line in source.splitlines() if line and not line.startswith(("import ", "from ", '"""'))]
    assert len(lines) == 10


def test_own_objects(tmp_path: Path) -> None:
    """The boundary table: done on the due date, on time; open at its close, overdue; done a day later, late."""
    assert run("own_objects.py", tmp_path) == [
        "assigned.total        4",  # all but task 3, assigned in April
        "due.total             3",  # 1, 2, 3; 4 is due in June, 5 is undated
        "due.on_time           1",  # 1
        "due.late              1",  # 3
        "due.overdue           1",  # 2: finished on 1 June, after the cut-off
        "cumulative.pending    2",  # 4, 5
        "Sở Tài chính: 2 due, 0 late, 1 overdue",
        "Sở Y tế: 1 due, 1 late, 0 overdue",
        "late: task 3 by 1 day",
        "due on time: 33.3 % of due.total",
    ]


def test_year_table(tmp_path: Path) -> None:
    """Each row equals a count over the cells made without the library."""
    header, *lines = run("year_table.py", tmp_path)
    assert header.split() == ["month", "assigned", "due", "on", "time", "late", "unfinished"]
    printed = [line.split() for line in lines]
    assert [row[0] for row in printed] == ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"]
    assert [tuple(map(int, row[1:])) for row in printed] == [counted(month) for month in range(1, 6)]
    figures = [tuple(map(int, row[1:])) for row in printed]
    assert figures[4] == (301, 182, 173, 5, 4)  # published
    assert (figures[3][0], *figures[3][3:]) == (337, 1, 9)  # published, as the changes from April to May
    assert sum(row[0] for row in figures) == 1441


def counted(month: int) -> tuple[int, int, int, int, int]:
    """Assigned, due, on time, late and unfinished in a month of 2021, at its last day."""
    as_of = dt.date(2021, month + 1, 1) - dt.timedelta(days=1)
    assigned = on_time = late = unfinished = 0
    for given, first_due, extended_to, granted, done in rows():
        if given > as_of:
            continue
        assigned += given.month == month
        extended = extended_to and granted <= as_of and (done is None or granted <= done)
        due = extended_to if extended else first_due
        if due is None or (due.year, due.month) != (2021, month):
            continue
        if done is None or done > as_of:
            unfinished += 1
        elif done <= due:
            on_time += 1
        else:
            late += 1
    return assigned, on_time + late + unfinished, on_time, late, unfinished


def rows() -> list[list[dt.date | None]]:
    grid = [[cell.value for cell in row] for row in openpyxl.load_workbook(LIST).active.iter_rows(min_row=5)]
    headers = grid[0]
    names = ("Ngày giao", "Hạn xử lý", "Gia hạn đến", "Ngày gia hạn", "Ngày hoàn thành")
    wanted = [headers.index(name) for name in names]
    return [[line[column] and line[column].date() for column in wanted] for line in grid[1:-1]]


def test_with_a_published_report_as_baseline(tmp_path: Path) -> None:
    """May has 5 late tasks, April had 1: +4. Had April been published with 2: +3, and `compare` says so."""
    assert run("with_baseline.py", tmp_path, str(tmp_path)) == [
        "April published = April recomputed: True",
        "late, change from April: +4",
        "late, change from that April: +3",
        "published differs from computed: identity 1, due.on_time: expected 295, computed 296, difference +1",
        "published differs from computed: identity 1, due.late: expected 2, computed 1, difference -1",
    ]


def test_the_saved_april_report_is_what_the_list_gives() -> None:
    intake = adapters.read_tasks(LIST, profile=PROFILE)
    april = adapters.compose_report(intake, period="2021-04", profile=PROFILE)
    saved = json.loads((EXAMPLES / "data" / "bao-cao-04-2021.json").read_bytes())
    made = json.loads(adapters.render_report(april, format="json"))
    for report in (saved, made):
        del report["receipt"]  # it has the digest of the file as it was then
    assert saved == made


def test_the_may_report_is_the_same_with_the_saved_april_as_baseline() -> None:
    """The same bytes, in Markdown and in JSON."""
    intake = adapters.read_tasks(LIST, profile=PROFILE)
    alone, with_baseline = (
        adapters.compose_report(intake, period="2021-05", profile=PROFILE, baseline=baseline)
        for baseline in (None, EXAMPLES / "data" / "bao-cao-04-2021.json")
    )
    for name in ("markdown", "json"):
        assert adapters.render_report(alone, format=name, profile=PROFILE) == adapters.render_report(
            with_baseline, format=name, profile=PROFILE
        )


def test_the_committed_json_and_html_are_what_the_script_writes() -> None:
    script = runpy.run_path(str(EXAMPLES / "data" / "make_texts.py"))
    for suffix in ("json", "html"):
        assert (EXAMPLES / "data" / f"nhiem-vu.{suffix}").read_text("utf-8") == script[f"as_{suffix}"]()


def test_the_same_list_as_json_and_html() -> None:
    """Both give the same tasks, and both reject the due date 31 June."""
    read = [adapters.read_tasks(EXAMPLES / "data" / f"nhiem-vu.{suffix}") for suffix in ("json", "html")]
    for intake in read:
        assert [task.id for task in intake.tasks] == ["NV-01", "NV-02", "NV-04"]
        assert [problem.code for problem in intake.problems] == ["E-DATE"]
    assert [intake.problems[0].place for intake in read] == ['mục 3, khóa "han_xu_ly"', "bảng 2, dòng 5, cột 6"]
    one, other = ([(t.title, t.agency, t.assigned_on, t.due_on, t.completed_on) for t in i.tasks] for i in read)
    assert one == other
