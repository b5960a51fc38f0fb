"""Opened lists: a wrong suffix is corrected once, a sheet is selected, and unreadable sources are raised at the end."""

import gc
import hashlib
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats import Cohort, Period, Task, tally
from taskstats_adapters.errors import SourceError
from taskstats_adapters.opening import opened as opened_sources
from taskstats_adapters.opening.opened import open_sources

Make = Callable[..., Path]


def ids(intake: adapters.Intake) -> list[str]:
    return [task.id for task in intake.tasks]


# -- a suffix that is wrong ------------------------------------------------------------------------

PAGE = (
    "<html><body><table><tr><th>Mã</th><th>Nội dung</th><th>Đơn vị chủ trì</th><th>Ngày giao</th><th>Hạn xử lý</th>"
    "<th>Ngày hoàn thành</th></tr><tr><td>7</td><td>Báo cáo</td><td>Sở Y tế</td><td>3/5/2021</td><td>20/5/2021</td>"
    "<td></td></tr></table></body></html>"
)


@pytest.mark.parametrize("name", ["xuat.xls", "xuat.xlsx"])
def test_a_web_page_named_as_a_workbook_is_read_as_a_page_with_a_warning(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, "utf-8")
    intake = adapters.read_tasks(tmp_path / name)
    assert ids(intake) == ["7"]
    assert intake.tasks[0].origin == "bảng 1, dòng 2"
    assert [str(problem) for problem in intake.problems] == [
        f"{name}: tệp này thực ra là trang web (HTML), không phải bảng tính; đã đọc bằng nguồn html  [W-FORMAT]"
    ]


def test_a_given_format_is_never_replaced_by_another(tmp_path: Path) -> None:
    (tmp_path / "xuat.xls").write_text(PAGE, "utf-8")
    with pytest.raises(SourceError) as raised:
        adapters.read_tasks(tmp_path / "xuat.xls", format="spreadsheet")
    assert raised.value.code == "E-FORMAT"
    assert ids(adapters.read_tasks(tmp_path / "xuat.xls", format="html")) == ["7"]


# -- one sheet -------------------------------------------------------------------------------------


def test_the_sheet_argument_overrides_the_profile(book: Path) -> None:
    assert ids(adapters.read_tasks(book)) == ["0"]
    assert ids(adapters.read_tasks(book, sheet="Tháng 5")) == ["1"]
    profile = adapters.Profile(source={"spreadsheet": {"sheet": "Tháng 5"}})
    assert ids(adapters.read_tasks(book, profile=profile)) == ["1"]
    assert ids(adapters.read_tasks(book, profile=profile, sheet="tháng 4")) == ["0"]


# -- one after another -----------------------------------------------------------------------------


def test_a_stream_gives_the_same_tasks_as_read_tasks(make: Make, tmp_path: Path) -> None:
    make("ds/a.csv", "1", "2")
    make("ds/b.csv", "3")
    stream = adapters.stream_tasks(tmp_path / "ds")
    may = Period.month(2021, 5)
    assert tally(stream, Cohort(as_of=may.last, due_in=may)).overdue == 3
    assert stream.intake.receipt == adapters.read_tasks(tmp_path / "ds").receipt


def test_a_stream_raises_unreadable_sources_at_its_end(make: Make, tmp_path: Path) -> None:
    good = make("a.csv", "1")
    read: list[Task] = []
    stream = adapters.stream_tasks(good, tmp_path / "missing.csv", tmp_path / "gone.csv")
    with pytest.raises(ExceptionGroup) as raised:
        read.extend(stream)
    assert [task.id for task in read] == ["1"]
    assert len(raised.value.exceptions) == 2


def test_reading_does_not_touch_the_garbage_collector(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """It belongs to the whole process, and so to every thread of a program that imports the library."""
    for name in ("disable", "enable", "freeze", "set_threshold"):
        monkeypatch.setattr(gc, name, lambda *_: pytest.fail("the garbage collector is not ours"))
    assert ids(adapters.read_tasks(make("a.csv", "1"))) == ["1"]


def test_a_file_too_large_to_be_read_is_not_digested(tmp_path: Path) -> None:
    """It is sparse: its 12 GB are read in no time by nobody."""
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(12 * 2**30)
    start = time.process_time()
    opened = open_sources([tmp_path / "a.csv"], adapters.Profile())
    assert [file.sha256 for file, _ in opened.sources] == [None]
    assert time.process_time() - start < 1
    with pytest.raises(SourceError, match="quá lớn") as raised:
        adapters.read_tasks(tmp_path / "a.csv")
    assert raised.value.code == "E-SIZE"


def test_a_large_database_is_digested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened_sources, "LARGEST", 20)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("CREATE TABLE t (a)")
    (tmp_path / "a.csv").write_text("x" * 21, "utf-8")
    opened = open_sources([tmp_path / "a.db", tmp_path / "a.csv"], adapters.Profile())
    digest = hashlib.sha256((tmp_path / "a.db").read_bytes()).hexdigest()
    assert [file.sha256 for file, _ in opened.sources] == [digest, None]
