"""Shapes in which services wrap their lists: each gives the same tasks, or is told."""

import json
from collections.abc import Callable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.contract import BadCell, Cell, Profile, SourceError
from taskstats_adapters.sources.json_records.lists import TOO_DEEP
from taskstats_adapters.sources.json_records.shapes import key_texts, looked_up

Record = Mapping[str, Any]
Write = Callable[..., Path]

KEYS = ["nhiem_vu", "don_vi_chu_tri", "ngay_giao", "han_xu_ly", "ngay_hoan_thanh"]
TASKS: list[Record] = [
    dict(zip(KEYS, ("Rà soát", "Sở Y tế", "2021-05-03", "2021-05-20", None), strict=True)),
    dict(zip(KEYS, ("Đề án", "Sở Nội vụ", "2021-05-04", None, "2021-05-09"), strict=True)),
]
TITLES = ["Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"]
VALUES = [list(task.values()) for task in TASKS]


@pytest.fixture
def file_name() -> str:
    return "a.json"


def counted(path: Path, sheet: str | None = None) -> list[tuple[str, ...]]:
    intake = adapters.read_tasks(path, sheet=sheet)
    assert [str(problem) for problem in intake.problems] == []
    days = attrgetter("assigned_on", "due_on", "completed_on")
    return [(task.title, task.agency, *map(str, days(task))) for task in intake.tasks]


EXPECTED = [
    ("Rà soát", "Sở Y tế", "2021-05-03", "2021-05-20", "None"),
    ("Đề án", "Sở Nội vụ", "2021-05-04", "None", "2021-05-09"),
]


def with_lookups(look: Callable[[str], object]) -> list[Record]:
    return [{**task, "don_vi_chu_tri": look(task["don_vi_chu_tri"])} for task in TASKS]


def coded(text: str) -> str:
    """The internal name that SharePoint gives to a column."""
    return "".join(letter if letter.isascii() and letter.isalnum() else f"_x{ord(letter):04x}_" for letter in text)


SHAPES: dict[str, object] = {
    "edges and nodes": {"data": {"tasks": {"edges": [{"cursor": "a", "node": task} for task in TASKS]}}},
    "nodes": {"errors": [], "data": {"tasks": {"nodes": TASKS, "pageInfo": {"hasNextPage": False}}}},
    "a node with fields": {"data": {"list": {"edges": [{"node": {"fields": task}} for task in TASKS]}}},
    "hits": {"hits": {"hits": [{"_index": "nv", "_score": 1, "_source": task} for task in TASKS]}},
    "fields": {"value": [{"id": number, "fields": task} for number, task in enumerate(TASKS)]},
    "attributes": {"data": [{"type": "nv", "links": {"self": "x"}, "attributes": task} for task in TASKS]},
    "an envelope of another name": [{"version": 2, "chi_tiet": task} for task in TASKS],
    "keys of SharePoint": {"value": [dict(zip(map(coded, TITLES), row, strict=True)) for row in VALUES]},
    "lookups of SharePoint": with_lookups(lambda name: {"@odata.type": "#x", "Id": 3, "Value": name}),
    "lookups of Graph": with_lookups(lambda name: {"LookupId": 3, "LookupValue": name, "Email": "a@b.vn"}),
    "lookups by name": with_lookups(lambda name: {"id": 3, "self": "https://x", "name": name}),
    "columns apart": {"columns": KEYS, "index": [0, 1], "data": VALUES},
    "columns with types": {"kieu": "x", "columns": [{"type": "t", "name": key} for key in KEYS], "rows": VALUES},
    "columns below a key": {"data": {"rows": VALUES, "cols": [{"name": "x", "display_name": t} for t in TITLES]}},
    "a task a key": {"nhiem_vu": {f"-Mx{number}": task for number, task in enumerate(TASKS)}},
    "a column a key": {key: {str(number): task[key] for number, task in enumerate(TASKS)} for key in KEYS},
    "a column a list": {key: [task[key] for task in TASKS] for key in KEYS},
    "far down": {"tra_loi": {"than": {"ket_qua": {"danh_sach": TASKS}}}},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_shape_gives_the_same_tasks(write: Write, shape: object) -> None:
    assert counted(write(json.dumps(shape))) == EXPECTED


@pytest.mark.parametrize("wrap", [lambda task: {"node": task}, lambda task: {"fields": task, "id": task["nhiem_vu"]}])
def test_one_object_a_line_in_an_envelope(write: Write, wrap: Callable[[Record], object]) -> None:
    lines = "\n".join(json.dumps(wrap(task)) for task in TASKS)
    assert [task[0] for task in counted(write(lines, "a.jsonl"))] == ["Rà soát", "Đề án"]


def test_a_key_that_sharepoint_cut_is_named_with_the_line_that_reads_it(write: Write) -> None:
    path = write(json.dumps([dict(zip([coded(title)[:32] for title in TITLES], row, strict=True)) for row in VALUES]))
    assert "E-COLUMN" in [problem.code for problem in adapters.read_tasks(path).errors]
    profile = Profile(columns={"due_on": "Hạn xử l", "completed_on": "Ngày hoàn", "agency": "Đơn vị"})
    assert [str(task.due_on) for task in adapters.read_tasks(path, profile=profile).tasks] == ["2021-05-20", "None"]


def test_what_stands_beside_the_task_is_kept(write: Write) -> None:
    items = [{"id": "r1", "nhiem_vu": "khác", "fields": task} for task in TASKS[:1]]
    (task,) = adapters.read_tasks(write(json.dumps(items))).tasks
    assert (task.id, task.title, dict(task.extra)["mục.nhiem_vu"]) == ("r1", "Rà soát", "khác")


def test_an_envelope_that_one_item_lacks_is_not_opened(write: Write) -> None:
    intake = adapters.read_tasks(write(json.dumps([{"node": TASKS[0]}, {"node": None}])))
    assert (intake.tasks, [problem.code for problem in intake.errors]) == ([], ["E-HEADER"])


def test_a_task_with_an_object_is_no_envelope(write: Write) -> None:
    items = [{**task, "nguoi_nhap": {"nhiem_vu": "x", "don_vi_chu_tri": "y", "han_xu_ly": "z"}} for task in TASKS]
    assert counted(write(json.dumps(items))) == EXPECTED


def test_groups_of_one_task_are_not_tasks(write: Write) -> None:
    task = {"thong_tin": {"nhiem_vu": "A", "don_vi": "B"}, "thoi_han": {"ngay_giao": "x", "han_xu_ly": "y"}}
    with pytest.raises(SourceError, match="không thấy danh sách nào"):
        adapters.read_tasks(write(json.dumps(task)))


@pytest.mark.parametrize(
    "page",
    [
        {"data": {"tasks": {"edges": [{"node": task} for task in TASKS], "pageInfo": {"hasNextPage": True}}}},
        {"response": {"numFound": 57, "start": 0, "docs": TASKS}},
        {"totalCount": 57, "data": {"list": {"columns": KEYS, "rows": VALUES}}},
        {"users": [{"name": "An"}] * 9, "tasks": TASKS, "pages": 3},
    ],
    ids=["pageInfo", "numFound", "far above", "beside another list"],
)
def test_one_page_of_several_is_told_wherever_that_stands(write: Write, page: object) -> None:
    intake = adapters.read_tasks(write(json.dumps(page)))
    assert [problem.code for problem in intake.problems] == ["W-PART"]


def test_a_deeper_list_is_named_and_read_by_its_name(write: Write) -> None:
    path = write(json.dumps({"don_vi": [{"ten": "Sở Y tế"}], "a": {"b": {"c": TASKS}}}))
    intake = adapters.read_tasks(path)
    assert [(sheet.name, sheet.reason) for sheet in intake.ignored_sheets] == [("a.b.c", TOO_DEEP)]
    assert counted(path, sheet="a.b.c") == EXPECTED


def test_a_deep_list_that_names_no_field_is_named_with_the_line_that_reads_it(write: Write) -> None:
    path = write(json.dumps({"a": {"b": {"c": [dict(zip("vghx", row[:1] + row[2:], strict=True)) for row in VALUES]}}}))
    with pytest.raises(SourceError, match=r'hãy ghi \[source.json\] sheet = "a.b.c"'):
        adapters.read_tasks(path)
    columns = {"title": "v", "assigned_on": "g", "due_on": "h", "completed_on": "x"}
    profile = Profile(columns=columns, source={"json": {"sheet": "a.b.c"}})
    assert [task.title for task in adapters.read_tasks(path, profile=profile).tasks] == ["Rà soát", "Đề án"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ({"$date": "2021-05-03T00:00:00Z"}, "2021-05-03T00:00:00Z"),
        ({"$date": {"$numberLong": "1619974800000"}}, "2021-05-02T17:00:00Z"),
        ({"$date": 10**20}, BadCell("{$date}", "E-NESTED")),
        ({"$oid": "60a1"}, "60a1"),
        ({"Value": None, "Id": 3}, None),
        ({"Title": 5, "__metadata": {"type": "x"}}, 5),
        ({"label": "Xong", "value": "done"}, BadCell("{label, value}", "E-NESTED")),
        ({"value": "Xong", "ngay": "3/5/2021"}, BadCell("{value, ngay}", "E-NESTED")),
        ({"value": {"x": 1}}, BadCell("{value}", "E-NESTED")),
    ],
)
def test_objects_that_stand_for_a_value(value: Record, cell: Cell | BadCell) -> None:
    assert looked_up(value) == cell


@pytest.mark.parametrize(
    ("keys", "texts"),
    [
        (["Ng_x00e0_y_x0020_giao", "Ma_NV"], ["Ngày giao", "Ma_NV"]),
        (["Th_x1edd_i_x0020_h_x1ea1_n_x002"], ["Thời hạn"]),
        (["Ng_x00e0_y", "Ngày"], ["Ng_x00e0_y", "Ngày"]),
        (["chi_x", "_x12"], ["chi_x", "_x12"]),
    ],
    ids=["codes", "cut within a code", "two of one text", "no codes"],
)
def test_keys_as_people_call_them(keys: list[str], texts: list[str]) -> None:
    assert key_texts(keys) == texts
