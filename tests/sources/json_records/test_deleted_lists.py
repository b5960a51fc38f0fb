"""A list of deleted tasks beside the others."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.office.loading import make_profile

Write = Callable[..., Path]


@pytest.fixture
def file_name() -> str:
    return "a.json"


def task(title: str) -> dict[str, str]:
    return {"nhiem_vu": title, "don_vi": "Sở Y tế", "ngay_giao": "2021-05-04", "han_xu_ly": "2021-05-20"}


TASK, OTHER = [task("A") | {"ngay_hoan_thanh": "2021-05-19"}], [task("B") | {"ngay_hoan_thanh": "2021-05-18"}]


@pytest.mark.parametrize("name", ["deleted_tasks", "deletedItems", "deleted", "trash", "da_xoa", "nhiem_vu_da_xoa"])
def test_a_list_of_deleted_tasks_is_named_and_not_read(write: Write, name: str) -> None:
    path = write(json.dumps({"tasks": TASK, name: OTHER}))
    intake = adapters.read_tasks(path)
    assert ([one.title for one in intake.tasks], intake.problems) == (["A"], ())
    assert [(sheet.name, "đã xóa" in sheet.reason) for sheet in intake.ignored_sheets] == [(name, True)]
    assert [sheet.name for sheet in intake.receipt.not_read] == [name]
    asked_for = adapters.read_tasks(path, profile=make_profile({"source": {"json": {"sheet": name}}}))
    assert [one.title for one in asked_for.tasks] == ["B"]


def test_a_list_of_deleted_tasks_alone_is_read(write: Write) -> None:
    assert len(adapters.read_tasks(write(json.dumps({"deleted": TASK}))).tasks) == 1
    assert len(adapters.read_tasks(write(json.dumps({"deleted_tasks": TASK, "users": [{"id": 1}]}))).tasks) == 1


def test_other_lists_are_read_beside_it(write: Write) -> None:
    intake = adapters.read_tasks(write(json.dumps({"data": {"deleted": OTHER, "done": TASK, "open": OTHER}})))
    assert [one.title for one in intake.tasks] == ["A", "B"]
