"""What a user may name as a source: several files, a folder, a pattern, one sheet; a file whose suffix is wrong."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import taskstats_adapters as adapters
from taskstats import Cohort, Period, Task, tally
from taskstats_adapters.errors import AdapterError, SourceError
from taskstats_adapters.intake.problems import IgnoredSheet
from taskstats_adapters.opening.origins import shown_names

HEADER = "Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành\n"
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A CSV list of tasks with these ids."""

    def make(name: str, *ids: str, header: str = HEADER) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + "".join(f"{one};Báo cáo;Sở Y tế;3/5/2021;20/5/2021;\n" for one in ids), "utf-8")
        return path

    return make


def ids(intake: adapters.Intake) -> list[str]:
    return [task.id for task in intake.tasks]


def test_a_folder_is_its_files_in_the_order_of_their_names(make: Make, tmp_path: Path) -> None:
    for name, one in (("ds/thang5.csv", "3"), ("ds/Thang4.CSV", "1"), ("ds/thang10.csv", "2")):
        make(name, one)
    intake = adapters.read_tasks(tmp_path / "ds")
    assert ids(intake) == ["1", "2", "3"]
    assert [file.name for file in intake.receipt.sources] == ["Thang4.CSV", "thang10.csv", "thang5.csv"]
    assert intake.tasks[0].origin == "Thang4.CSV: dòng 2"


def test_what_a_folder_holds_beside_lists_is_named(make: Make, tmp_path: Path) -> None:
    make("ds/thang4.csv", "1")
    make("ds/2020/thang4.csv", "9")
    for name in ("~$thang4.xlsx", ".thang3.csv", "anh.png", "ghi chú"):
        (tmp_path / "ds" / name).write_bytes(b"?")
    intake = adapters.read_tasks(tmp_path / "ds")
    assert ids(intake) == ["1"]
    unreadable = [IgnoredSheet(name, "không phải định dạng đọc được") for name in (".thang3.csv", "anh.png", "ghi chú")]
    assert sorted(intake.ignored_sheets, key=lambda sheet: sheet.name) == [
        unreadable[0],
        IgnoredSheet("2020", "thư mục con"),
        *unreadable[1:],
        IgnoredSheet("~$thang4.xlsx", "không phải định dạng đọc được"),
    ]


def test_an_empty_name_is_not_the_current_folder(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a.csv", "1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="để trống") as raised:
        adapters.read_tasks("")
    assert raised.value.code == "E-MISSING"
    assert ids(adapters.read_tasks(".")) == ["1"]


@pytest.mark.parametrize("pattern", ["ds", "ds/*.csv", "no*"])
def test_a_folder_or_a_pattern_without_a_list_is_an_error(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "ds").mkdir()
    with pytest.raises(SourceError) as raised:
        adapters.read_tasks(tmp_path / pattern)
    assert raised.value.code == "E-MISSING"


def test_a_symlink_that_leads_nowhere_in_a_folder_is_an_error_and_no_hang(make: Make, tmp_path: Path) -> None:
    make("ds/thang4.csv", "1")
    (tmp_path / "ds" / "loop.csv").symlink_to(tmp_path / "ds" / "loop.csv")
    (tmp_path / "ds" / "self").symlink_to(tmp_path / "ds")
    with pytest.raises(SourceError, match=r"loop\.csv"):
        adapters.read_tasks(tmp_path / "ds")


def test_a_pattern_is_the_files_that_it_matches_each_once(make: Make, tmp_path: Path) -> None:
    make("thang5.csv", "2")
    first = make("thang4.csv", "1")
    make("khác.csv", "3")
    intake = adapters.read_tasks(first, tmp_path / "thang*.csv")
    assert ids(intake) == ["1", "2"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(make: Make) -> None:
    one = make("thang[4].csv", "1")
    make("thang4.csv", "2")
    assert ids(adapters.read_tasks(one)) == ["1"]


def test_a_named_file_that_nothing_reads_is_an_error(make: Make, tmp_path: Path) -> None:
    make("a.csv", "1")
    (tmp_path / "a.png").write_bytes(b"?")
    with pytest.raises(AdapterError, match=r"a\.png"):
        adapters.read_tasks(tmp_path / "a.csv", tmp_path / "a.png")


def test_a_format_is_for_every_file(make: Make, tmp_path: Path) -> None:
    make("ds/a.dat", "1")
    make("ds/b.xuat", "2")
    assert ids(adapters.read_tasks(tmp_path / "ds", format="csv")) == ["1", "2"]


def test_files_of_one_name_are_told_apart_by_their_folders(make: Make, tmp_path: Path) -> None:
    paths = [make(name, one) for name, one in (("4/a.csv", "1"), ("5/a.csv", "2"), ("5/b.csv", "3"))]
    intake = adapters.read_tasks(*paths)
    assert [file.name for file in intake.receipt.sources] == ["4/a.csv", "5/a.csv", "b.csv"]
    assert [task.origin for task in intake.tasks] == ["4/a.csv: dòng 2", "5/a.csv: dòng 2", "b.csv: dòng 2"]


@pytest.mark.parametrize(
    ("origins", "names"),
    [
        (["-"], ["-"]),
        (["/a/b/c.csv"], ["c.csv"]),
        (["x/c.csv", "y/c.csv", "z/d.csv"], ["x/c.csv", "y/c.csv", "d.csv"]),
        (["x/k/c.csv", "y/k/c.csv"], ["x/k/c.csv", "y/k/c.csv"]),
        (["c.csv", "x/c.csv"], ["c.csv", "x/c.csv"]),
        (["postgresql://lan:secret@h/giao_viec?password=secret"], ["giao_viec"]),
        (["postgresql://lan:secret@h"], ["h"]),
        (["postgresql://lan:secret@one/db", "postgresql://lan:secret@two/db"], ["one/db", "two/db"]),
        (["sqlite://"], ["sqlite:"]),
    ],
)
def test_what_origins_are_called(origins: list[str], names: list[str]) -> None:
    assert list(shown_names(origins)) == names


# -- a suffix that is wrong ------------------------------------------------------------------------

PAGE = (
    "<html><body><table><tr><th>Mã</th><th>Nội dung</th><th>Đơn vị chủ trì</th><th>Ngày giao</th><th>Hạn xử lý</th>"
    "<th>Ngày hoàn thành</th></tr><tr><td>7</td><td>Báo cáo</td><td>Sở Y tế</td><td>3/5/2021</td><td>20/5/2021</td>"
    "<td></td></tr></table></body></html>"
)


@pytest.mark.parametrize("name", ["xuat.xls", "xuat.xlsx"])
def test_a_web_page_named_as_a_workbook_is_read_as_a_page_and_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, "utf-8")
    intake = adapters.read_tasks(tmp_path / name)
    assert ids(intake) == ["7"]
    assert intake.tasks[0].origin == "bảng 1, dòng 2"
    assert [str(problem) for problem in intake.problems] == [
        f"{name}: tệp này thực ra là trang web (HTML), không phải bảng tính; đã đọc bằng nguồn html  [W-FORMAT]"
    ]


def test_what_is_asked_for_by_name_is_not_read_as_something_else(tmp_path: Path) -> None:
    (tmp_path / "xuat.xls").write_text(PAGE, "utf-8")
    with pytest.raises(SourceError) as raised:
        adapters.read_tasks(tmp_path / "xuat.xls", format="spreadsheet")
    assert raised.value.code == "E-FORMAT"
    assert ids(adapters.read_tasks(tmp_path / "xuat.xls", format="html")) == ["7"]


# -- one sheet -------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two lists, the second one hidden."""
    workbook = openpyxl.Workbook()
    for number, name in enumerate(("Tháng 4", "Tháng 5")):
        sheet = workbook.create_sheet(name)
        sheet.append(HEADER.strip().split(";"))
        sheet.append([str(number), "Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", None])
    workbook.remove(workbook.worksheets[0])
    workbook["Tháng 5"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_one_sheet_is_chosen_whatever_the_profile_says(book: Path) -> None:
    assert ids(adapters.read_tasks(book)) == ["0"]
    assert ids(adapters.read_tasks(book, sheet="Tháng 5")) == ["1"]
    profile = adapters.Profile(source={"spreadsheet": {"sheet": "Tháng 5"}})
    assert ids(adapters.read_tasks(book, profile=profile)) == ["1"]
    assert ids(adapters.read_tasks(book, profile=profile, sheet="tháng 4")) == ["0"]


def test_the_command_chooses_a_sheet(run: Any, book: Path) -> None:
    assert "Tháng 5!1" in run("check", book, "--sheet", "Tháng 5").stdout
    refused = run("check", book, "--sheet", "Tháng 6")
    assert refused.returncode == 3
    assert 'không có trang tính "Tháng 6"' in refused.stderr


# -- one after another -----------------------------------------------------------------------------


def test_a_stream_reads_what_read_tasks_reads(make: Make, tmp_path: Path) -> None:
    make("ds/a.csv", "1", "2")
    make("ds/b.csv", "3")
    stream = adapters.stream_tasks(tmp_path / "ds")
    may = Period.month(2021, 5)
    assert tally(stream, Cohort(as_of=may.last, due_in=may)).overdue == 3
    assert stream.intake.receipt == adapters.read_tasks(tmp_path / "ds").receipt


def test_a_stream_says_at_its_end_what_could_not_be_read(make: Make, tmp_path: Path) -> None:
    good = make("a.csv", "1")
    read: list[Task] = []
    stream = adapters.stream_tasks(good, tmp_path / "missing.csv", tmp_path / "gone.csv")
    with pytest.raises(ExceptionGroup) as raised:
        read.extend(stream)
    assert [task.id for task in read] == ["1"]
    assert len(raised.value.exceptions) == 2


# -- to be mended ----------------------------------------------------------------------------------


def test_rejected_rows_are_written_to_be_mended(run: Any, make: Make, tmp_path: Path) -> None:
    bad = make("a.csv", "1", header=HEADER + "0;Báo cáo;Sở Y tế;31/02/2021;20/5/2021;\n")
    out = tmp_path / "loi.xlsx"
    done = run("check", bad, "--errors-to", out)
    assert (done.returncode, done.stderr) == (1, f"Đã ghi {out}: 1 dòng cần sửa\n")
    assert [problem.code for problem in adapters.read_tasks(out).errors] == ["E-DATE"]


def test_nothing_is_written_where_nothing_was_rejected(run: Any, make: Make, tmp_path: Path) -> None:
    out = tmp_path / "loi.xlsx"
    done = run("check", make("a.csv", "1"), "--errors-to", out)
    assert (done.returncode, done.stderr) == (0, f"Không có dòng nào bị từ chối, không ghi {out}\n")
    assert not out.exists()


def test_errors_go_to_a_workbook_and_not_from_standard_input(run: Any, make: Make, tmp_path: Path) -> None:
    one = make("a.csv", "1")
    assert run("check", one, "--errors-to", tmp_path / "loi.docx").returncode == 2
    refused = run("check", "-", "--format", "csv", "--errors-to", tmp_path / "loi.xlsx")
    assert refused.returncode == 2
    assert "đọc lần thứ hai" in refused.stderr


def test_a_list_never_becomes_its_own_corrections(run: Any, book: Path) -> None:
    before = book.read_bytes()
    shutil.copy(book, other := book.with_name("b.xlsx"))
    os.link(other, book.with_name("c.xlsx"))
    for out in (book, book.with_name("c.xlsx")):
        refused = run("check", book, other, "--errors-to", out)
        assert refused.returncode == 2
        assert "một trong các tệp được đọc" in refused.stderr
    assert book.read_bytes() == before


def test_a_report_never_overwrites_its_list(run: Any, tmp_path: Path) -> None:
    tasks = [{"id": "1", "title": "Báo cáo", "agency": "Sở Y tế", "assigned_on": "3/5/2021", "due_on": "20/5/2021"}]
    listed = tmp_path / "a.json"
    listed.write_text(json.dumps(tasks), "utf-8")
    refused = run("report", listed, "--period", "2021-05", "-o", listed)
    assert refused.returncode == 2
    assert "một trong các tệp được đọc" in refused.stderr
    assert json.loads(listed.read_text("utf-8")) == tasks


def test_a_report_overwrites_nothing_else_that_is_read(run: Any, make: Make, tmp_path: Path) -> None:
    tasks = [{"id": "1", "title": "Báo cáo", "agency": "Sở Y tế", "assigned_on": "3/5/2021", "due_on": "20/5/2021"}]
    (folder := tmp_path / "thang-5").mkdir()
    (listed := folder / "a.json").write_text(json.dumps(tasks), "utf-8")
    (april := tmp_path / "thang-4.json").write_text("{}", "utf-8")
    for source, out, more in (
        (folder, listed, ()),
        (folder / "*.json", listed, ()),
        (listed, april, ("--baseline", april)),
        (listed, april, ("--findings", april)),
    ):
        refused = run("report", source, "--period", "2021-05", "-o", out, *more)
        assert refused.returncode == 2
        assert "một trong các tệp được đọc" in refused.stderr
    assert json.loads(listed.read_text("utf-8")) == tasks
    assert april.read_text("utf-8") == "{}"
    make("thang-5/b.xlsx", "2")
    before = (folder / "b.xlsx").read_bytes()
    assert run("check", folder, "--errors-to", folder / "b.xlsx").returncode == 2
    assert (folder / "b.xlsx").read_bytes() == before


def test_a_report_does_not_lie_among_the_lists_of_the_next_one(run: Any, make: Make, tmp_path: Path) -> None:
    (tmp_path / "thang-5").mkdir()
    make("thang-5/a.csv", "1")
    for source, out in (
        ("thang-5", "thang-5/bao-cao.docx"),
        ("thang-5/*", "thang-5/bao-cao.json"),
        ("*/*", "thang-5/bao-cao.json"),
        ("**/*", "thang-5/bao-cao.json"),
        ("thang-5/**", "thang-5/bao-cao.json"),
    ):
        refused = run("report", tmp_path / source, "--period", "2021-05", "-o", tmp_path / out)
        assert refused.returncode == 2
        assert "lần sau sẽ bị đọc như một danh sách" in refused.stderr
        assert not (tmp_path / out).exists()
    for source, out in (("thang-5", "thang-5/bao-cao.md"), ("thang-5", "a.docx"), ("**/*.csv", "thang-5/a.docx")):
        assert run("report", tmp_path / source, "--period", "2021-05", "-o", tmp_path / out).returncode == 0


def test_a_file_named_twice_in_two_ways_is_read_once(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows have no ids, by which they could be told apart."""
    path = make("ds/thang4.csv", "")
    (tmp_path / "ds" / "lien-ket.csv").symlink_to("thang4.csv")
    monkeypatch.chdir(tmp_path)
    for origins in (("ds/thang4.csv", "./ds/thang4.csv", str(path)), ("ds",), ("ds/thang4.csv", "ds")):
        intake = adapters.read_tasks(*origins)
        assert (len(intake.receipt.sources), len(intake.tasks)) == (1, 1)


def test_what_is_not_there_is_missing_whatever_its_suffix(tmp_path: Path) -> None:
    for name in ("thang-4", "thang-4.xslx", "thang-4.csv "):
        with pytest.raises(SourceError, match="không tìm thấy") as raised:
            adapters.read_tasks(tmp_path / name)
        assert raised.value.code == "E-MISSING"


def test_a_pattern_through_folders(make: Make, tmp_path: Path) -> None:
    for name, one in (("ds/a.csv", "1"), ("ds/quy/b.csv", "2"), ("ds/quy/thang/c.csv", "3")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        make(name, one)
    for link in ("mot", "hai"):  # back to where they stand: twice as many ways with each step
        (tmp_path / "ds" / link).symlink_to(".")
    for pattern in ("**/*.csv", "**", "**/**/?.csv"):
        assert sorted(ids(adapters.read_tasks(tmp_path / "ds" / pattern))) == ["1", "2", "3"]
