"""Objects and lists of objects within a task: read, or told where they may bear on a count."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.sources.json_records.objects_within import spread

Write = Callable[..., Path]


@pytest.fixture
def file_name() -> str:
    return "a.json"


def task(title: str = "A", done: str | None = None, **more: Any) -> dict[str, Any]:
    days = {"ngay_giao": "2021-05-04", "han_xu_ly": "2021-05-20", "ngay_hoan_thanh": done}
    return {"nhiem_vu": title, "don_vi": "Sở Y tế", **days, **more}


DONE = task("B", "2021-05-19")
LATE = task("C", "2021-05-25")


def read(write: Write, *tasks: dict[str, Any], **profile: Any) -> Intake:
    settings = make_profile({"intake": {"nothing_completed": True}} | profile)
    return adapters.read_tasks(write(json.dumps(tasks)), profile=settings)


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in intake.problems]


# -- objects ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lookup",
    [
        {"id": 3, "ten": "Sở Y tế"},
        {"ma": "H01", "ten": "Sở Y tế"},
        {"id": 3, "ten_don_vi": "Sở Y tế", "ma_don_vi": "SYT"},
        {"donViId": 3, "tenDonVi": "Sở Y tế"},
        {"code": "SYT", "name": "Sở Y tế"},
    ],
)
def test_a_lookup_is_its_text(write: Write, lookup: dict[str, Any]) -> None:
    (only,) = read(write, task(don_vi=lookup)).tasks
    assert only.agency == "Sở Y tế"


def test_a_looked_up_status_is_heard(write: Write) -> None:
    intake = read(write, task(trang_thai={"id": 3, "ten": "Đã hoàn thành"}), task(trang_thai={"id": 1, "ten": "Mới"}))
    assert told(intake) == [("E-STATUS", 'mục 1, khóa "trang_thai"')]


@pytest.mark.parametrize(
    "extension",
    [
        {"han_moi": "2021-06-20", "ngay_gia_han": "2021-05-18"},
        {"due_on": "2021-06-20", "granted_on": "2021-05-18", "status": "approved"},
    ],
)
@pytest.mark.parametrize("key", ["gia_han", "extensions", "extended_to"])
def test_one_extension_is_an_object_as_well_as_a_list_of_one(write: Write, key: str, extension: Any) -> None:
    (one,) = read(write, task() | {key: extension}).tasks
    (listed,) = read(write, task() | {key: [extension]}).tasks
    assert one.extensions == listed.extensions
    assert [str(extension.due_on) for extension in one.extensions] == ["2021-06-20"]


def test_values_of_an_object_are_columns_and_the_proposed_line_reads_them(write: Write) -> None:
    tasks = (task(xu_ly={"ngay_hoan_thanh": "2021-05-18", "ghi_chu": "x"}), task("B", xu_ly=None))
    intake = read(write, *tasks)
    assert told(intake) == [("W-UNREAD", 'mục 1, khóa "xu_ly.ngay_hoan_thanh"')]
    line = '[columns] completed_on = "xu_ly.ngay_hoan_thanh"'
    assert line in intake.problems[0].message
    cured = read(write, *tasks, columns={"completed_on": "xu_ly.ngay_hoan_thanh"})
    assert [str(one.completed_on) for one in cured.tasks] == ["2021-05-18", "None"]


def test_one_state_in_an_object_is_enough_to_be_told(write: Write) -> None:
    tasks = (task(xu_ly={"trang_thai": "Đã xong"}), *[task(xu_ly={"trang_thai": "Đang làm"})] * 3)
    intake = read(write, *tasks)
    assert ("W-UNREAD", 'mục 1, khóa "xu_ly.trang_thai"') in told(intake)
    cured = read(write, *tasks, columns={"status": "xu_ly.trang_thai"})
    assert "E-STATUS" in {code for code, _ in told(cured)}


def test_objects_go_as_deep_as_three(write: Write) -> None:
    assert spread([{"a": {"b": {"c": {"d": {"e": 1}}}}}]) == [{"a.b.c.d": {"e": 1}}]


def test_an_object_never_takes_the_place_of_another_key() -> None:
    assert spread([{"a.b": 1, "a": {"b": 2, "c": 3}}]) == [{"a.b": 1, "a.c": 3}]


def test_objects_with_ever_new_keys_are_no_columns() -> None:
    items = [{"log": {f"{number}": "x", "y": 1}} for number in range(50)]
    assert spread(items) == items


def test_an_object_in_place_of_a_day_stays_one(write: Write) -> None:
    intake = read(write, task(han_xu_ly={"tu": "2021-05-01", "den": "2021-05-20"}))
    assert told(intake) == [("E-NESTED", 'mục 1, khóa "han_xu_ly"')]


# -- lists -----------------------------------------------------------------------------------------

HISTORIES: dict[str, Any] = {
    "a state": [{"trang_thai": "Mới giao", "ngay": "2021-05-04"}, {"trang_thai": "Hoàn thành", "ngay": "2021-05-18"}],
    "a state in English": [{"field": "status", "from": "open", "to": "Done", "at": "2021-05-18"}],
    "a code": [{"status": 3, "at": "2021-05-18"}],
    "a withdrawal": [{"noi_dung": "Đã hủy", "ngay": "2021-05-18"}],
    "a day of completion": [{"don_vi": "Sở A", "ngay_hoan_thanh": "2021-05-18"}],
    "with a title": [{"nhiem_vu": "A", "trang_thai": "Hoàn thành", "ngay": "2021-05-18"}],
    "a later due date": [{"han_xu_ly": "2021-06-20"}],
    "an extension in words": [{"noi_dung": "Gia hạn", "den_ngay": "2021-06-20"}],
    "a changed field": [{"field": "due", "to": "2021-06-20"}],
    "deeper": [{"buoc": 1, "ket_qua": {"chi_tiet": [{"noi_dung": "Đã hoàn thành"}]}}],
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_histories_that_may_bear_on_a_count_are_told_once(write: Write, history: Any) -> None:
    tasks = (DONE | {"lich_su": history}, task(lich_su=history), LATE | {"lich_su": []}, task("D", lich_su=history))
    (problem,) = read(write, *tasks).problems
    assert (problem.code, problem.place) == ("W-UNREAD", 'mục 2, khóa "lich_su"')
    assert "ở 2 nhiệm vụ" in problem.message
    assert '[intake] unread = ["lich_su"]' in problem.message
    cured = read(write, *tasks, intake={"unread": ["lich_su"], "nothing_completed": True})
    assert (cured.problems, len(cured.tasks)) == ((), 4)


ORDINARY: dict[str, Any] = {
    "files": [{"ten": "a.pdf", "ngay_tai": "2021-05-18"}],
    "comments": [{"nguoi": "An", "noi_dung": "Đề nghị gia hạn", "luc": "2021-05-18T08:00:00"}],
    "steps": [{"trang_thai": "Đang thực hiện", "ngay": "2021-05-18"}],
    "ids": [1, 2, 3],
    "a checklist": [{"viec": "Lập đề cương", "done": True}],
    "nothing": [],
}


@pytest.mark.parametrize("inner", ORDINARY.values(), ids=ORDINARY)
def test_other_lists_get_no_word(write: Write, inner: Any) -> None:
    assert read(write, task(them=inner), DONE | {"them": inner}).problems == ()


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_a_task_that_no_day_would_change_gets_no_word(write: Write, history: Any) -> None:
    assert read(write, DONE | {"lich_su": history}, task()).problems == ()


def test_an_extension_that_is_read_needs_no_history(write: Write) -> None:
    extension = [{"han_moi": "2021-06-20", "ngay_gia_han": "2021-05-18"}]
    history = HISTORIES["an extension in words"]
    assert read(write, task(gia_han=extension, lich_su=history)).problems == ()
