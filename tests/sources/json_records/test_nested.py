"""Tasks within tasks, and tasks under their agency."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.office.loading import make_profile

Write = Callable[..., Path]


@pytest.fixture
def file_name() -> str:
    return "a.json"


def task(title: str, agency: str | None = "Sở Y tế", **more: Any) -> dict[str, Any]:
    days = {"ngay_giao": "2021-05-04", "han_xu_ly": "2021-05-20", "ngay_hoan_thanh": "2021-05-19"}
    return {"nhiem_vu": title, **({"don_vi": agency} if agency else {}), **days, **more}


def counted(path: Path, parts: str = "counted") -> list[tuple[str, str]]:
    intake = adapters.read_tasks(path, profile=make_profile({"intake": {"parts": parts}}))
    assert [str(problem) for problem in intake.problems] == []
    return [(one.title, one.agency) for one in intake.tasks]


FAMILIES: dict[str, list[dict[str, Any]]] = {
    "children": [task("A", children=[task("A1"), task("A2", children=[task("A21")])]), task("B", children=[])],
    "numbered": [
        task("A", stt=7, nhiem_vu_con=[task("A1", TT=1), task("A2", TT=2, nhiem_vu_con=[task("A21")])]),
        task("B", stt=8),
    ],
    "a key of its own": [task("A", viec=[task("A1"), task("A2", viec=[task("A21")])]), task("B", viec=None)],
}


@pytest.mark.parametrize("items", FAMILIES.values(), ids=FAMILIES)
def test_tasks_within_tasks_are_read_and_told_and_the_lines_of_the_profile_settle_it(
    write: Write, items: list[dict[str, Any]]
) -> None:
    path = write(json.dumps(items))
    (problem,) = adapters.read_tasks(path).problems
    assert (problem.code, problem.place.startswith("mục 1, ")) == ("W-PARTS", True)
    assert [title for title, _ in counted(path)] == ["A", "A1", "A2", "A21", "B"]
    assert [title for title, _ in counted(path, "leaves")] == ["A1", "A21", "B"]
    assert [title for title, _ in counted(path, "parents")] == ["A", "B"]


def test_places_name_the_way_to_the_part(write: Write) -> None:
    lines = (task("A"), task("B", children=[task("B1", han_xu_ly="31/6/2021")]))
    path = write("\n".join(map(json.dumps, lines)))
    problems = [problem for problem in adapters.read_tasks(path).problems if problem.code == "E-DATE"]
    assert [problem.place for problem in problems] == ['dòng 2, children 1, khóa "han_xu_ly"']


def test_parts_with_keys_of_their_own_are_told(write: Write) -> None:
    part = {"title": "A1", "assigned_on": "2021-05-04", "due_on": "2021-05-20"}
    problems = adapters.read_tasks(write(json.dumps([task("A", subtasks=[part])]))).problems
    assert "E-COLUMNS" in {problem.code for problem in problems}


GROUPS: dict[str, list[dict[str, Any]]] = {
    "agencies": [
        {"don_vi": "Sở Y tế", "nhiem_vu": [task("A", None), task("B", None)]},
        {"don_vi": "Sở Tài chính", "nhiem_vu": []},
        {"don_vi": "Sở Nội vụ", "nhiem_vu": [task("C", None)]},
    ],
    "blocks of agencies": [
        {"khoi": "Sở", "cac_don_vi": [{"don_vi": "Sở Y tế", "ds": [task("A", None), task("B", None)]}]},
        {"khoi": "Ban", "cac_don_vi": [{"don_vi": "Sở Nội vụ", "ds": [task("C", None)]}]},
    ],
    "a name that tasks have too": [
        {"id": 3, "don_vi": "Sở Y tế", "tasks": [task("A", None, id="a"), task("B", None, id="b")]},
        {"id": 4, "don_vi": "Sở Nội vụ", "tasks": [task("C", None, id="c")]},
    ],
}


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_tasks_under_their_agency(write: Write, groups: list[dict[str, Any]]) -> None:
    expected = [("A", "Sở Y tế"), ("B", "Sở Y tế"), ("C", "Sở Nội vụ")]
    assert counted(write(json.dumps(groups))) == expected


def test_lists_within_a_task_that_are_no_tasks_are_left_alone(write: Write) -> None:
    extension = {"han_moi": "2021-06-20", "ngay_gia_han": "2021-05-18"}
    items = [task("A", tep=[{"ten": "a.pdf", "ngay_tao": "2021-05-04"}], gia_han=[extension]), task("B")]
    (first, _) = adapters.read_tasks(write(json.dumps(items))).tasks
    assert len(first.extensions) == 1
    assert counted(write(json.dumps(items))) == [("A", "Sở Y tế"), ("B", "Sở Y tế")]
