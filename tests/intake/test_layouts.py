"""Lists shaped as real ones are (layouts/make.py): read with no row lost, or refused with what to write."""

import re
import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats import Task
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import load_profile, make_profile

MAKE = Path(__file__).parent / "layouts" / "make.py"
LAYOUTS = {layout.__name__: layout for layout in runpy.run_path(str(MAKE))["LAYOUTS"]}

# What each list says, read by eye: agency, assigned, due, completed.
TASKS = {
    "provincial_annex": [
        ("Sở Tài chính", "2026-05-05", "2026-05-20", "2026-05-19"),
        ("Sở Xây dựng", "2026-05-07", "2026-05-25", None),
        ("UBND xã Lộc Bình", "2026-05-08", None, None),
    ],
    "government_bureau": [
        ("Phòng Vận tải", "2026-07-06", "2026-07-31", "2026-07-29"),
        ("Phòng Hạ tầng", "2026-07-08", "2026-07-24", "2026-08-03"),
        ("Phòng Pháp chế", "2026-07-15", "2026-08-14", None),
    ],
    "incoming_documents": [
        ("Sở Tài chính", "2026-04-06", "2026-04-20", None),
        ("Sở Nội vụ", "2026-04-13", "2026-04-27", None),
        ("Sở Công Thương", "2026-04-22", None, None),
    ],
    "assignment_annex": [  # assigned on the day of the document, which stands in one cell with its number
        ("Sở Khoa học và Công nghệ", "2026-01-05", "2026-09-15", None),
        ("Công an tỉnh", "2026-02-12", None, None),
    ],
    "unit_report": [
        ("Phòng Tổng hợp", "2026-05-04", "2026-05-29", None),
        ("Phòng Tổng hợp", "2026-03-12", "2026-06-30", None),
        ("Phòng Nội chính", "2026-04-06", "2026-05-15", "2026-05-14"),
        ("Trung tâm Thông tin", "2026-04-20", None, None),
    ],
    "party_office": [  # completed on the day of the last update
        ("Đảng ủy UBND tỉnh", "2026-03-12", "2026-04-30", "2026-04-28"),
        ("Ban Tổ chức Tỉnh ủy", "2026-03-12", "2026-06-15", None),
        ("Văn phòng Tỉnh ủy", "2026-04-02", "2026-04-12", "2026-04-10"),
        ("Đảng ủy UBND tỉnh", "2026-04-02", None, None),
        ("Ban Nội chính Tỉnh ủy", "2026-04-20", None, None),
    ],
}
# What the office writes into its profile for each; nothing where the usual names tell.
NOTHING_COMPLETED = {"nothing_completed": True}
SETTINGS: dict[str, Mapping[str, Any]] = {
    "provincial_annex": {},
    "government_bureau": {},
    "incoming_documents": {"intake": NOTHING_COMPLETED},
    "assignment_annex": {
        "columns": {"assigned_on": "Văn bản giao nhiệm vụ", "document": "Văn bản giao nhiệm vụ"},
        "intake": NOTHING_COMPLETED,
    },
    "unit_report": {"columns": {"due_on": "Ngày hoàn thành", "completed_on": "Ngày hoàn thành thực tế"}},
    "party_office": {
        "columns": {"assigned_on": "Ngày ban hành"},
        "intake": {"completed_without_date": "updated-on"},
    },
}


# What is wrong with the rows themselves, whatever the profile says.
ERRORS = {
    "government_bureau": ["Nhiệm vụ!L9"],  # "Đã hủy", without a day of withdrawal
    "assignment_annex": ["bảng 1, dòng 4, cột 4"],  # due "12/2026"
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("layouts")


def read(layout: str, folder: Path, settings: Mapping[str, Any] | None = None) -> Intake:
    return adapters.read_tasks(LAYOUTS[layout](folder), profile=make_profile(settings or {}))


def days(task: Task) -> tuple[str, str, str | None, str | None]:
    due, done = task.due_on, task.completed_on
    return (
        task.agency,
        task.assigned_on.isoformat(),
        due.isoformat() if due else None,
        done.isoformat() if done else None,
    )


@pytest.mark.parametrize("layout", TASKS)
def test_the_tasks_of_a_list_are_read_once_its_columns_are_named(layout: str, folder: Path) -> None:
    intake = read(layout, folder, SETTINGS[layout])
    assert [problem.place for problem in intake.errors] == ERRORS.get(layout, [])
    assert [days(task) for task in intake.tasks] == TASKS[layout]


@pytest.mark.parametrize("layout", TASKS)
def test_the_drafted_profile_reads_the_list_as_it_stands(layout: str, folder: Path, tmp_path: Path) -> None:
    """What `taskstats init` prints is all that a list needs, but for the word that nothing in it is completed."""
    path = LAYOUTS[layout](folder)
    text, drafted = adapters.draft_profile(path)
    if SETTINGS[layout].get("intake") == NOTHING_COMPLETED:
        assert [problem.code for problem in drafted.errors] == ["E-COMPLETION"]
        text = text.replace("# nothing_completed", "nothing_completed")
    (tmp_path / "ho-so.toml").write_text(text, "utf-8")
    intake = adapters.read_tasks(path, profile=tmp_path / "ho-so.toml")
    assert intake == drafted or not drafted.tasks
    assert [problem.place for problem in intake.errors] == ERRORS.get(layout, [])
    assert [days(task) for task in intake.tasks] == TASKS[layout]


def test_a_draft_says_what_it_guessed(folder: Path) -> None:
    text, _ = adapters.draft_profile(LAYOUTS["unit_report"](folder))
    guessed = [line for line in text.splitlines() if "hãy kiểm tra" in line]
    assert guessed == [
        'due_on = "Ngày hoàn thành" # đoán (cột ngày tháng): hãy kiểm tra',
        'completed_on = "Ngày hoàn thành thực tế" # đoán (cũng có "Ngày hoàn thành"): hãy kiểm tra',
    ]


def test_a_draft_takes_the_days_of_the_documents_where_no_other_day_assigns(folder: Path) -> None:
    for layout, column in (("assignment_annex", "Văn bản giao nhiệm vụ"), ("party_office", "Ngày ban hành")):
        text, _ = adapters.draft_profile(LAYOUTS[layout](folder))
        line = f'assigned_on = "document-date" # đoán (ngày giao là ngày ở cột "{column}"): hãy kiểm tra'
        assert line in text[text.index("[intake]") : text.index("[columns]")]
        assert 'assigned_on = "…"' not in text


@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - TASKS.keys()))
def test_a_draft_for_a_list_without_a_day_of_assignment_leaves_it_to_be_filled_in(layout: str, folder: Path) -> None:
    text, intake = adapters.draft_profile(LAYOUTS[layout](folder))
    assert 'assigned_on = "…"            # bắt buộc' in text
    assert not intake.tasks


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_is_accounted_for(layout: str, folder: Path) -> None:
    receipt = read(layout, folder).receipt
    assert receipt.rows == receipt.accepted + receipt.rejected + receipt.ignored > 3


@pytest.mark.parametrize("layout", ["commune_register", "assignment_annex", "department_programme"])
def test_a_list_without_a_day_of_assignment_is_refused_whole(layout: str, folder: Path) -> None:
    """The day stands within the document's cell, or nowhere: it is asked for, never guessed."""
    intake = read(layout, folder)
    assert list(intake.tasks) == []
    told = [str(problem) for problem in intake.problems if problem.code == "E-COLUMN"]
    assert any('"Ngày giao"' in message and "assigned_on" in message for message in told)


def test_the_log_beside_a_list_is_named_and_not_read(folder: Path) -> None:
    intake = read("party_office", folder, SETTINGS["party_office"])
    assert [sheet.name for sheet in intake.ignored_sheets] == ["NhatKyChinhSua"]


def test_rows_numbered_in_advance_are_blank(folder: Path) -> None:
    assert read("party_office", folder, SETTINGS["party_office"]).receipt.rejected == 0


def test_a_due_date_called_completion_is_not_taken_for_one_without_asking(folder: Path) -> None:
    """Beside "Ngày hoàn thành thực tế", "Ngày hoàn thành" is when the task is due."""
    codes = {problem.code for problem in read("unit_report", folder).problems}
    assert "E-COLUMNS" in codes


def test_a_column_of_numbers_is_no_column_of_dates_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nội dung;Đơn vị;Ngày giao;Hạn mức\nMua sắm;Sở Y tế;3/5/2021;44000\n", "utf-8")
    text, _ = adapters.draft_profile(path)
    assert 'due_on = "…"' in text


def test_every_line_of_a_draft_is_a_setting_where_it_stands(folder: Path, tmp_path: Path) -> None:
    """Without its "#" a line is read, in the table that it stands in."""
    text, _ = adapters.draft_profile(LAYOUTS["provincial_annex"](folder))
    lines = text.partition("\n# Các đơn vị")[0].splitlines()
    settings = [number for number, line in enumerate(lines) if re.match(r"# \w+ = ", line) and "agencies" not in line]
    assert len(settings) > 15
    for number in settings:
        used = [*lines[:number], lines[number].removeprefix("# "), *lines[number + 1 :]]
        (tmp_path / "ho-so.toml").write_text("\n".join(used), "utf-8")
        load_profile(tmp_path / "ho-so.toml")  # raises for a line of another table
