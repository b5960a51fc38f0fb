"""Extensions: as many as the list states, by columns, in one cell, beside the due date, in JSON."""

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from taskstats import Extension, Task
from taskstats_adapters import read_tasks
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.errors import ProfileError
from taskstats_adapters.intake.cells.in_words.extensions import due_and_extensions, extensions_in, in_force
from taskstats_adapters.intake.columns.headers import find_header
from taskstats_adapters.intake.drafts import draft_profile, guess_columns
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import make_profile

Take = Callable[..., Intake]

USUAL = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
START = ("Báo cáo", "Sở Y tế", "1/4/2021", "20/4/2021", "")


def with_columns(take: Take, cells: dict[str, Any], **settings: Any) -> Intake:
    return take([(*USUAL, *cells), (*START, *cells.values())], **settings)


def stated(task: Task) -> list[tuple[str, str]]:
    return [(f"{one.due_on:%d/%m}", f"{one.granted_on:%d/%m}" if one.granted_on else "") for one in task.extensions]


def codes(intake: Intake) -> list[str]:
    return [problem.code for problem in intake.problems]


# -- columns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Gia hạn lần 1": "10/6/2021"}, [("10/06", "")]),
        ({"Gia hạn đến": "20/5/2021", "Gia hạn lần 2": "20/6/2021"}, [("20/05", ""), ("20/06", "")]),
        ({"Gia hạn": "20/5/2021", "Gia hạn lần 2": "20/6/2021"}, [("20/05", ""), ("20/06", "")]),
        ({"Hạn mới (lần 2)": "20/6/2021", "Hạn mới (lần 1)": "20/5/2021"}, [("20/05", ""), ("20/06", "")]),
        ({"Gia hạn lần đầu": "20/5/2021", "Gia hạn lần cuối": "20/6/2021"}, [("20/05", ""), ("20/06", "")]),
        ({"Hạn điều chỉnh": "20/5/2021", "Thời hạn sau gia hạn": "20/6/2021"}, [("20/05", ""), ("20/06", "")]),
        ({"Gia hạn lần 1": "", "Gia hạn lần 2": "20/6/2021", "Gia hạn lần 3": "-"}, [("20/06", "")]),
        ({"Gia hạn lần 1": "20/5/2021", "Gia hạn lần 2": "20/6/2021", "Gia hạn lần 3": dt.date(2021, 7, 20)},
         [("20/05", ""), ("20/06", ""), ("20/07", "")]),
        ({"Gia hạn đến lần 1": "20/5/2021", "Ngày gia hạn lần 1": "1/4/2021",
          "Gia hạn đến lần 2": "20/6/2021", "Ngày gia hạn lần 2": "1/5/2021"},
         [("20/05", "01/04"), ("20/06", "01/05")]),
        ({"Ngày duyệt gia hạn lần 1": "1/4/2021", "Ngày duyệt gia hạn lần 2": "1/5/2021",
          "Hạn mới lần 1": "20/5/2021", "Hạn mới lần 2": "20/6/2021"}, [("20/05", "01/04"), ("20/06", "01/05")]),
        ({"Gia hạn đến": "20/5/2021", "Ngày gia hạn": "1/4/2021", "Gia hạn lần 2": ""}, [("20/05", "01/04")]),
        ({"Gia hạn đến lần 1": "20/5/2021", "Gia hạn đến lần 2": "20/6/2021", "Ngày gia hạn lần 2": "1/5/2021"},
         [("20/06", "01/05"), ("20/05", "")]),
        ({"extended_to": "2021-05-20", "extension_granted_on": "2021-04-01"}, [("20/05", "01/04")]),
    ],
)  # fmt: skip
def test_columns_of_extensions_in_order(take: Take, cells: dict[str, Any], expected: Any) -> None:
    intake = with_columns(take, cells)
    assert intake.errors == ()
    assert sorted(stated(intake.tasks[0])) == sorted(expected)
    assert intake.tasks[0].extra == ()
    assert codes(intake) == (["W-GRANTED"] if any(not granted for _, granted in expected) else [])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("Gia hạn", None, None), ("Lần 1", "Lần 2", "Lần 3")),
        (("Hạn mới", None, None), ("Lần 1", "Lần 2", "Lần thứ ba")),
        (("Gia hạn lần 1", "Gia hạn lần 2", "Gia hạn lần 3"), ("Đến ngày", "Đến ngày", "Đến ngày")),
    ],
)
def test_a_header_of_two_rows(take: Take, above: Any, below: Any) -> None:
    row = ("Báo cáo", "Sở Y tế", "1/4/2021", "20/4/2021", "", "20/5/2021", "20/6/2021", "20/7/2021")
    (task,) = take([(*USUAL, *above), (*[None] * 5, *below), row]).tasks
    assert stated(task) == [("20/05", ""), ("20/06", ""), ("20/07", "")]


def test_a_due_date_below_a_header_of_extensions_is_a_new_one(take: Take) -> None:
    above = (*USUAL, "Gia hạn lần 1", None, "Gia hạn lần 2", None)
    below = (*[None] * 5, "Thời hạn", "Văn bản", "Hạn", "Văn bản")
    intake = take([above, below, (*START, "20/5/2021", "12/UB", "20/6/2021", "13/UB")])
    assert stated(intake.tasks[0]) == [("20/05", ""), ("20/06", "")]


def test_pairs_below_a_header_each(take: Take) -> None:
    above = (*USUAL, "Gia hạn lần 1", None, "Gia hạn lần 2", None)
    below = (*[None] * 5, "Hạn mới", "Ngày gia hạn", "Hạn mới", "Ngày gia hạn")
    intake = take([above, below, (*START, "20/5/2021", "1/4/2021", "20/6/2021", "1/5/2021")])
    assert stated(intake.tasks[0]) == [("20/05", "01/04"), ("20/06", "01/05")]
    assert intake.problems == ()


@pytest.mark.parametrize("header", ["Ngày gia hạn", "Ngày gia hạn lần 3"])
def test_a_grant_date_that_belongs_to_no_extension_for_certain_is_told(take: Take, header: str) -> None:
    cells = {"Gia hạn lần 1": "20/5/2021", "Gia hạn lần 2": "20/6/2021", "Ghi chú": "x", header: "1/5/2021"}
    intake = with_columns(take, cells)
    assert [str(problem) for problem in intake.errors] == [
        (
            f'Nhiệm vụ!I2: không rõ "{header}" là ngày cho lần gia hạn nào; hãy đổi tiêu đề, '
            'ví dụ "Ngày gia hạn lần 1"  [E-EXTENSION]'
        )
    ]
    assert with_columns(take, {**cells, header: ""}).errors == ()
    del cells[header]
    assert with_columns(take, {**cells, "Ngày gia hạn lần 2": "1/5/2021"}).errors == ()


def test_a_grant_date_without_a_column_of_new_dates_names_the_line_that_settles_it(take: Take) -> None:
    cells = {"Ngày gia hạn": "20/5/2021"}
    (error,) = with_columns(take, cells).errors
    assert error.code == "E-EXTENSION"
    assert '[columns] extended_to = "Ngày gia hạn"' in error.message
    mended = with_columns(take, cells, columns={"extended_to": "Ngày gia hạn"})
    assert stated(mended.tasks[0]) == [("20/05", "")]


def test_the_line_that_an_unread_column_proposes_keeps_the_columns_that_were_read(take: Take) -> None:
    cells = {"Gia hạn đến": "20/5/2021", "Mốc gia hạn cuối": "20/6/2021"}
    told = with_columns(take, cells).problems[0]
    assert (told.code, told.place) == ("W-UNREAD", "Nhiệm vụ!G2")
    assert '[columns] extended_to = ["Gia hạn đến", "Mốc gia hạn cuối"]' in told.message
    mended = with_columns(take, cells, columns={"extended_to": ["Gia hạn đến", "Mốc gia hạn cuối"]})
    assert stated(mended.tasks[0]) == [("20/05", ""), ("20/06", "")]
    assert codes(mended) == ["W-GRANTED"]


def test_a_draft_names_all_columns_of_extensions() -> None:
    rows = [(*USUAL, "Gia hạn lần 1", "Gia hạn lần 2"), (*START, "20/5/2021", "20/6/2021")]
    draft = draft_profile(guess_columns([Sheet("Nhiệm vụ", rows)]), ())
    assert 'extended_to = ["Gia hạn lần 1", "Gia hạn lần 2"]' in draft


def test_only_extensions_have_several_columns() -> None:
    with pytest.raises(ProfileError, match=r"chỉ có một cột.*columns\['due_on'\]"):
        make_profile({"columns": {"due_on": ["Hạn", "Hạn mới"]}})


def test_a_column_that_the_profile_names_and_the_list_lacks(take: Take) -> None:
    (error,) = with_columns(take, {"Hạn A": "20/5/2021"}, columns={"extended_to": ["Hạn A", "Hạn B"]}).errors
    assert (error.code, '"Hạn B" (extended_to)' in error.message) == ("E-COLUMN", True)


def test_a_merged_extension_is_not_that_of_the_cell_above(take: Take) -> None:
    cells = {"Gia hạn lần 1": BadCell("20/5/2021", "E-MERGED"), "Gia hạn lần 2": BadCell("x", "E-MERGED")}
    intake = with_columns(take, cells)
    assert [(error.code, error.place) for error in intake.errors] == [
        ("E-MERGED", "Nhiệm vụ!F2"),
        ("E-MERGED", "Nhiệm vụ!G2"),
    ]


def test_a_second_extension_that_is_no_date_is_told_at_its_cell(take: Take) -> None:
    (error,) = with_columns(take, {"Gia hạn lần 1": "20/5/2021", "Gia hạn lần 2": "31/6/2021"}).errors
    assert (error.code, error.place) == ("E-DATE", "Nhiệm vụ!G2")


HEADERS = {
    "extended_to": (
        "Gia hạn|Hạn gia hạn|Thời hạn gia hạn|Gia hạn đến|Gia hạn đến ngày|Hạn điều chỉnh|Hạn mới|Thời hạn mới|"
        "Lùi hạn|Lùi hạn tới|Thời hạn sau gia hạn|Ngày gia hạn mới|Hạn gia hạn lần đầu|Đã gia hạn đến|Gia hạn lần 1|"
        "Gia hạn lần 2|Gia hạn (lần 2)|Hạn mới (lần 2)|Hạn mới (lần thứ hai)|Gia hạn lần II|"
        "Ngày kết thúc gia hạn lần 1|"
        "Lần 2 gia hạn đến|Gia hạn lần 2 đến ngày|GIA HẠN\nĐẾN NGÀY|Kéo dài đến|Điều chỉnh thời hạn|Extensions|"
        "extended_to|new_deadline|Gia hạn 2"
    ),
    "extension_granted_on": (
        "Ngày gia hạn|Ngày gia hạn lần 1|Ngày cho gia hạn|Ngày duyệt gia hạn|Ngày phê duyệt gia hạn|"
        "Ngày văn bản gia hạn|Ngày VB gia hạn lần 2|extension_granted_on"
    ),
    "": (
        "Số ngày gia hạn|Số lần gia hạn|Công văn gia hạn|Lý do gia hạn|Gia hạn - Số lần|Gia hạn - Mốc cũ|"
        "Ngày đề nghị gia hạn|Ngày xin gia hạn|renewal_date|Hạn xử lý lần 2"
    ),
}
"""Headers met in public lists, programs and forms, and the field of each; none for counts, texts and requests."""


@pytest.mark.parametrize(
    ("header", "field"), [(header, field) for field, headers in HEADERS.items() for header in headers.split("|")]
)
def test_headers_of_extensions(header: str, field: str) -> None:
    found = find_header([(*USUAL, header)], {})
    assert found is not None
    assert found.fields.get(len(USUAL), "") == field


# -- texts -----------------------------------------------------------------------------------------


def listed(extensions: Sequence[Extension] | None) -> list[tuple[str, str]] | None:
    if extensions is None:
        return None
    return [(f"{one.due_on:%d/%m}", f"{one.granted_on:%d/%m}" if one.granted_on else "") for one in extensions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20/6/2021; 20/7/2021", [("20/06", ""), ("20/07", "")]),
        ("20/6/2021 20/7/2021", [("20/06", ""), ("20/07", "")]),
        ("1. 20/6/2021; 2. 20/7/2021", [("20/06", ""), ("20/07", "")]),
        ("2021-06-20; 2021-07-20", [("20/06", ""), ("20/07", "")]),
        ("Lần 1: 20/6/2021 Lần 2: 20/7/2021", [("20/06", ""), ("20/07", "")]),
        ("Gia hạn đến 20/6/2021", [("20/06", "")]),
        ("ngày 20 tháng 6 năm 2021; ngày 20 tháng 7 năm 2021", [("20/06", ""), ("20/07", "")]),
        ("đến hết ngày 20/6/2021, ngày gia hạn 3/5/2021", [("20/06", "03/05")]),
        ("20/6/2021 theo Công văn số 12/UBND-TH ngày 3/5/2021 của UBND tỉnh", [("20/06", "03/05")]),
        ("20/6/2021 (CV số 12/UBND ngày 3/5/2021)", [("20/06", "03/05")]),
        ("Công văn số 12/UBND ngày 3/5/2021 gia hạn đến 20/6/2021", [("20/06", "03/05")]),
        ("Gia hạn ngày 3/5/2021 đến ngày 20/6/2021", [("20/06", "03/05")]),
        (
            "Lần 1: đến 20/6/2021 theo CV số 12/UBND ngày 3/5/2021; lần 2: đến 20/7/2021 theo TB 5/TB ngày 1/6/2021",
            [("20/06", "03/05"), ("20/07", "01/06")],
        ),
        ("gia hạn từ 20/5/2021 đến 20/6/2021", [("20/06", "")]),
        ("Gia hạn lần 1 từ ngày 20/5/2021 đến hết ngày 20/6/2021 theo CV 12/UBND ngày 3/5/2021", [("20/06", "03/05")]),
        ("UBND tỉnh đã đồng ý cho gia hạn đến 20/6/2021", [("20/06", "")]),
        ("gia hạn ngày 3/5/2021", None),
        ("gia hạn từ 20/5/2021", None),
        ("sẽ gia hạn đến 20/6/2021", None),
        ("20/6/2021 (chờ duyệt)", None),
        ("20/6/2021 - 20/7/2021", None),
        ("từ 20/6/2021 đến 20/7/2021", None),
        ("xin gia hạn đến 20/6/2021", None),
        ("20/6/2021 theo đề nghị tại Công văn số 3/STC ngày 3/5/2021", None),
        ("không gia hạn", None),
        ("10 ngày", None),
        ("20/6/2021; " * 50, None),
    ],
)
def test_the_text_of_a_column_of_extensions(text: str, expected: Any) -> None:
    assert listed(extensions_in(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20/5/2021 (gia hạn 20/6/2021)", [("20/06", "")]),
        ("20/5/2021 gia hạn 20/6/2021", [("20/06", "")]),
        ("20/5/2021 gia hạn đến 20/6/2021", [("20/06", "")]),
        ("20/5/2021, lùi đến 20/6/2021", [("20/06", "")]),
        ("trước ngày 20/5/2021 (được gia hạn đến hết ngày 20 tháng 6 năm 2021)", [("20/06", "")]),
        ("Hạn cũ: 20/5/2021; hạn mới: 20/6/2021", [("20/06", "")]),
        ("20/5/2021 (gia hạn lần 1: 20/6/2021; lần 2: 20/7/2021)", [("20/06", ""), ("20/07", "")]),
        ("20/5/2021 (điều chỉnh thời hạn đến 20/6/2021 theo TB số 5/TB-UBND ngày 12/5/2021)", [("20/06", "12/05")]),
        ("20/5/2021, Công văn 12/UBND ngày 11/5/2021 cho phép gia hạn đến 20/6/2021", [("20/06", "11/05")]),
        ("20/5/2021 (UBND tỉnh cho gia hạn đến 20/6/2021 tại CV 12 ngày 18/5/2021)", [("20/06", "18/05")]),
        ("20/5/2021; Chủ tịch UBND tỉnh đồng ý gia hạn đến 20/6/2021 (CV 12 ngày 18/5/2021)", [("20/06", "18/05")]),
        ("20/5/2021 (gia hạn từ 20/5/2021 đến 20/6/2021)", [("20/06", "")]),
        ("20/5/2021 (gia hạn từ 21/5/2021 đến 20/6/2021)", [("20/06", "")]),
        ("Gia hạn từ ngày 20/5/2021 đến 20/6/2021", [("20/06", "")]),
        ("20/5/2021 (nếu được gia hạn đến 20/6/2021)", None),
        ("20/5/2021 (trình gia hạn đến 20/6/2021)", None),
        ("20/5/2021 - 20/6/2021", None),
        ("từ 20/5/2021 đến 20/6/2021", None),
        ("20/5/2021 đến 20/6/2021", None),
        ("20/5/2021 (đề nghị gia hạn đến 20/6/2021)", None),
        ("20/5/2021", None),
    ],
)
def test_extensions_beside_the_due_date(text: str, expected: Any) -> None:
    found = due_and_extensions(text)
    assert listed(found[1] if found else None) == expected
    assert found is None or found[0] == dt.date(2021, 5, 20)


@pytest.mark.parametrize("text", ["20/5/2021;20/6/2021", "20/5/2021\n20/6/2021", "20/5/2021 (gia hạn ngày 20/6/2021)"])
def test_a_later_day_that_may_be_anything_is_told_with_what_to_write(take: Take, text: str) -> None:
    row = ("Báo cáo", "Sở Y tế", "1/4/2021", text, "")
    (error,) = take([USUAL, row]).errors
    assert (error.code, error.place) == ("E-DATE", "Nhiệm vụ!D2")
    assert 'hãy ghi "20/5/2021 (gia hạn đến 20/6/2021)"' in error.message
    (task,) = take([USUAL, (*row[:3], "20/5/2021 (gia hạn đến 20/6/2021)", "")]).tasks
    assert (str(task.due_on), stated(task)) == ("2021-05-20", [("20/06", "")])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "20/5/2021 (gia hạn đến ngày 20/6/2021 của UBND tỉnh tại CV 12 ngày 18/5/2021)",
            "20/5/2021 (gia hạn đến 20/6/2021)",
        ),
        ("20/5/2021 (gia hạn theo CV 12 ngày 18/5/2021)", "20/5/2021 (gia hạn đến …)"),
        ("20/5/2021 (gia hạn từ 1/6/2021 đến 20/6/2021)", "20/5/2021 (gia hạn đến 20/6/2021)"),
    ],
)
def test_the_day_of_a_document_is_never_proposed_as_the_new_date(take: Take, text: str, written: str) -> None:
    (error,) = take([USUAL, ("Báo cáo", "Sở Y tế", "1/4/2021", text, "")]).errors
    assert f'hãy ghi "{written}"' in error.message


@pytest.mark.parametrize("said", ["sẽ", "nếu được", "trình", "đề nghị", "đang xin", "dự kiến"])
def test_an_extension_that_is_only_asked_for_is_told_once_a_column(take: Take, said: str) -> None:
    rows = [("Báo cáo", "Sở Y tế", "1/4/2021", f"20/5/2021 ({said} gia hạn đến {day}/6/2021)", "") for day in (20, 21)]
    (error,) = take([USUAL, *rows]).errors
    assert (error.code, error.place, error.also) == ("E-DATE", "Nhiệm vụ!D2", ("Nhiệm vụ!D3",))
    assert "mới xin hoặc dự kiến gia hạn; nếu chưa được gia hạn, hãy bỏ phần đó; nếu đã được, hãy ghi" in error.message
    assert "(gia hạn đến 20/6/2021)" not in error.message
    columns = {"Gia hạn đến": f"20/6/2021 ({said})"}
    (error,) = with_columns(take, columns).errors
    assert "mới xin hoặc dự kiến gia hạn" in error.message
    assert with_columns(take, {"Gia hạn đến": ""}).tasks[0].extensions == ()


def test_a_new_date_alone_is_the_due_date_and_told_once(take: Take) -> None:
    texts = ["Gia hạn đến 30/6/2021", "20/5/2021", "Đã được gia hạn đến ngày 20/7/2021 theo CV 12 ngày 18/5/2021"]
    intake = take([USUAL, *(("Báo cáo", "Sở Y tế", "1/4/2021", text, "") for text in texts)])
    assert [str(task.due_on) for task in intake.tasks] == ["2021-06-30", "2021-05-20", "2021-07-20"]
    assert [task.extensions for task in intake.tasks] == [()] * 3
    (problem,) = [problem for problem in intake.problems if problem.code != "W-TWICE"]
    assert (problem.code, problem.place) == ("W-DUE", "Nhiệm vụ!D2")
    assert "từ dòng này có 2 nhiệm vụ chỉ ghi hạn mới ở ô hạn" in problem.message
    written = ("Báo cáo", "Sở Y tế", "1/4/2021", "20/5/2021 (gia hạn đến 30/6/2021)", "")
    assert "W-DUE" not in codes(take([USUAL, written]))


def test_extensions_beside_the_due_date_come_before_those_of_the_columns(take: Take) -> None:
    header = (*USUAL, "Gia hạn lần 2")
    (task,) = take([header, (*START[:3], "20/4/2021\n(gia hạn 20/5/2021)", "", "20/6/2021")]).tasks
    assert stated(task) == [("20/05", ""), ("20/06", "")]


def test_several_extensions_and_their_grant_dates_in_two_cells(take: Take) -> None:
    both = {"Gia hạn đến": "20/5/2021\n20/6/2021", "Ngày gia hạn": "1/4/2021\n1/5/2021"}
    assert stated(with_columns(take, both).tasks[0]) == [("20/05", "01/04"), ("20/06", "01/05")]
    (error,) = with_columns(take, {**both, "Ngày gia hạn": "1/4/2021"}).errors
    assert (error.code, error.place) == ("E-EXTENSION", "Nhiệm vụ!G2")
    assert "mỗi hạn mới một ngày gia hạn" in error.message


@pytest.mark.parametrize(
    ("due", "cells"),
    [
        ("20/4/2021 (gia hạn 20/5/2021)", {"Ngày gia hạn": "10/4/2021"}),
        ("20/4/2021", {"Gia hạn đến": "20/5/2021", "Ngày gia hạn": "10/4/2021"}),
        ("20/4/2021", {"Gia hạn lần 1": "20/5/2021", "Gia hạn lần 2": "", "Ngày gia hạn lần 1": "10/4/2021"}),
    ],
)
def test_the_grant_date_that_is_asked_for_settles_it(take: Take, due: str, cells: Any) -> None:
    intake = take([(*USUAL, *cells), (*START[:3], due, "", *cells.values())])
    assert stated(intake.tasks[0]) == [("20/05", "10/04")]
    assert intake.problems == ()


# -- which one counts ------------------------------------------------------------------------------

MAY, JUNE, JULY = (dt.date(2021, month, 20) for month in (5, 6, 7))
GRANTED = dt.date(2021, 4, 10)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([Extension(MAY), Extension(JUNE)], [Extension(MAY), Extension(JUNE)]),
        ([Extension(JUNE), Extension(MAY)], [Extension(JUNE), Extension(MAY)]),
        ([Extension(MAY, GRANTED), Extension(JUNE)], [Extension(JUNE)]),
        ([Extension(MAY), Extension(JUNE, GRANTED)], [Extension(MAY), Extension(JUNE, GRANTED)]),
        (
            [Extension(MAY, GRANTED), Extension(JUNE), Extension(JULY, GRANTED)],
            [Extension(JUNE), Extension(JULY, GRANTED)],
        ),
    ],
)
def test_one_without_a_grant_date_replaces_those_before_it(given: Any, kept: Any) -> None:
    assert list(in_force(given)) == kept


def test_a_second_extension_before_the_first_is_told(take: Take) -> None:
    intake = with_columns(take, {"Gia hạn lần 1": "20/6/2021", "Gia hạn lần 2": "20/5/2021"})
    assert codes(intake) == ["W-GRANTED", "W-ORDER"]


def test_extensions_without_a_grant_date_are_told_once(take: Take) -> None:
    header = (*USUAL, "Gia hạn đến", "Ngày gia hạn")
    rows = [
        (*START, "20/5/2021", "10/4/2021"),
        (*START, "20/5/2021", ""),
        (*START[:3], "20/4/2021 (gia hạn 20/6/2021)", "", "", ""),
        (*START, "20/4/2021", ""),  # moves nothing
        (*START, "", ""),
    ]
    rows = [(f"Việc {number}", *row[1:]) for number, row in enumerate(rows)]
    intake = take([header, *rows])
    assert [str(problem) for problem in intake.problems] == [
        (
            "Nhiệm vụ!F3: từ dòng này có 2 nhiệm vụ được gia hạn mà không có ngày cho gia hạn, nên hạn mới luôn được "
            'tính, kể cả trong số liệu các kỳ trước; hãy ghi ngày vào cột "Ngày gia hạn" '
            '(gia hạn nhiều lần: "Ngày gia hạn lần 1", "Ngày gia hạn lần 2" …); nếu danh sách không có ngày đó, '
            "hãy ghi [intake] grants_undated = true vào hồ sơ  [W-GRANTED]"
        )
    ]
    assert take([header, *rows], rules={"extensions": "ignored"}).problems == ()
    assert take([header, rows[0], rows[3], rows[4]]).problems == ()


# -- JSON ------------------------------------------------------------------------------------------

TASK = {"title": "Báo cáo", "agency": "Sở Y tế", "assigned_on": "2021-04-01", "due_on": "2021-04-20"}


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("extensions", [{"due_on": "2021-06-10", "granted_on": "2021-05-01"}], [("10/06", "01/05")]),
        ("extensions", [{"extended_to": "2021-05-10"}, {"to": "2021-06-10"}], [("10/05", ""), ("10/06", "")]),
        ("extensions", ["2021-05-10", "2021-06-10"], [("10/05", ""), ("10/06", "")]),
        ("gia_han", [{"han_moi": "10/6/2021", "ngay_gia_han": "1/5/2021", "ly_do": "x"}], [("10/06", "01/05")]),
        ("cac_lan_gia_han", [{"den_ngay": "10/6/2021", "lan": 1}], [("10/06", "")]),
        ("extensions", [], []),
        ("extensions", None, []),
    ],
)
def test_arrays_of_json(tmp_path: Path, key: str, value: Any, expected: Any) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{**TASK, "completed_on": None, key: value}]), "utf-8")
    intake = read_tasks(path)
    assert intake.errors == ()
    assert stated(intake.tasks[0]) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([{"reason": "x"}], "E-EXTENSION"),
        ([{"ngay": "2021-06-10"}], "E-EXTENSION"),
        ([{"due_on": "2021-06-31"}], "E-DATE"),
        ([["2021-06-10"], 3], "E-NESTED"),
    ],
)
def test_arrays_that_do_not_say_which_day_is_new(tmp_path: Path, value: Any, code: str) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{**TASK, "completed_on": None, "extensions": value}]), "utf-8")
    (error,) = read_tasks(path).errors
    assert (error.code, error.place) == (code, 'mục 1, khóa "extensions"')


def test_json_in_a_cell_of_another_format(take: Take) -> None:
    text = '[{"to": "2021-05-20", "granted_on": "2021-04-10"}, {"to": "2021-06-20", "granted_on": "2021-05-10"}]'
    (task,) = with_columns(take, {"extensions": text}).tasks
    assert stated(task) == [("20/05", "10/04"), ("20/06", "10/05")]


# -- whether it was granted ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        ({"status": "rejected"}, False),
        ({"trạng thái": "Chờ duyệt"}, False),
        ({"da_duyet": False}, False),
        ({"isApproved": True}, True),
        ({"rejected": True}, False),
        ({"rejected": False}, True),
        ({"kết quả": "Từ chối"}, False),
        ({"y_kien": "Đồng ý", "lý do": "chưa đủ hồ sơ"}, True),
        ({"decision": "denied"}, False),
        ({"approved_by": "UBND tỉnh", "approved_at": "2021-05-03"}, True),
    ],
)
def test_an_object_of_json_counts_unless_it_says_that_it_was_not_granted(
    take: Take, state: dict[str, Any], counted: bool
) -> None:
    intake = with_columns(take, {"Extensions": json.dumps([{"due_on": "2021-06-20", **state}])})
    assert intake.errors == ()
    assert [to for to, _ in stated(intake.tasks[0])] == (["20/06"] if counted else [])


@pytest.mark.parametrize("state", ["???", "", None])
def test_an_object_of_json_that_does_not_say_whether_it_was_granted_is_told(take: Take, state: str | None) -> None:
    (error,) = with_columns(take, {"Extensions": json.dumps([{"due_on": "2021-06-20", "status": state}])}).errors
    assert error.code == "E-EXTENSION"
    cured = json.dumps([{"due_on": "2021-06-20", "approved": True}])
    assert '"approved": true' in error.message
    assert stated(with_columns(take, {"Extensions": cured}).tasks[0]) == [("20/06", "")]


@pytest.mark.parametrize(
    ("header", "granted", "refused"),
    [
        ("Trạng thái gia hạn", "Đã duyệt", "Chưa được duyệt"),
        ("Kết quả gia hạn", "Đồng ý", "Từ chối"),
        ("Đã duyệt gia hạn", "x", "Không"),
        ("Duyệt", "✓", "Chờ duyệt"),
        ("Extension status", "Approved", "pending"),
    ],
)
def test_a_column_says_which_extensions_were_granted(take: Take, header: str, granted: str, refused: str) -> None:
    cells = ("Gia hạn đến", header)
    said = [("20/6/2021", granted), ("20/6/2021", refused), ("", "")]
    intake = take([(*USUAL, *cells), *((*START, *pair) for pair in said)])
    assert intake.errors == ()
    assert [stated(task) for task in intake.tasks] == [[("20/06", "")], [], []]
    assert intake.columns["Nhiệm vụ"]["states"] == header
    assert intake.unread == {}


@pytest.mark.parametrize("said", ["125/QĐ-UBND ngày 18/5/2021", "Quyết định số 7/2021/QĐ-UBND", "UBND tỉnh đồng ý"])
def test_the_document_that_grants_an_extension_is_no_doubt(take: Take, said: str) -> None:
    cells = {"Gia hạn đến": "20/6/2021", "Quyết định gia hạn": said}
    assert stated(with_columns(take, cells).tasks[0]) == [("20/06", "")]


@pytest.mark.parametrize(
    "said",
    [
        "Đồng ý, không gia hạn thêm",
        "Đề nghị gia hạn, UBND tỉnh đã đồng ý",
        "Đang trình UBND tỉnh phê duyệt",
        "12/UBND-TH: không đồng ý",
        "Ngày 1/6 họp",
    ],
)
def test_consent_beside_a_refusal_and_other_words_are_told(take: Take, said: str) -> None:
    (error,) = with_columns(take, {"Gia hạn đến": "20/6/2021", "Trạng thái gia hạn": said}).errors
    assert error.code == "E-EXTENSION"


@pytest.mark.parametrize(
    "said", ["Chưa được phê duyệt", "Không đồng ý", "Xin gia hạn", "chờ phê duyệt", "not approved", "0"]
)
def test_consent_that_is_denied_grants_nothing(take: Take, said: str) -> None:
    intake = with_columns(take, {"Gia hạn đến": "20/6/2021", "Trạng thái gia hạn": said})
    assert intake.errors == ()
    assert stated(intake.tasks[0]) == []


def test_each_extension_has_a_state_of_its_own(take: Take) -> None:
    cells = {"Gia hạn lần 1": "20/5/2021", "Trạng thái gia hạn lần 1": "Đồng ý",
             "Gia hạn lần 2": "20/6/2021", "Trạng thái gia hạn lần 2": "Từ chối"}  # fmt: skip
    assert stated(with_columns(take, cells).tasks[0]) == [("20/05", "")]


def test_extensions_whose_state_is_not_told_are_one_problem_that_a_line_settles(take: Take) -> None:
    rows = [(*USUAL, "Gia hạn đến", "Duyệt gia hạn"), *((*START, "20/6/2021", said) for said in ("", "abc", "có"))]
    intake = take(rows)
    assert [(error.code, error.place, error.also) for error in intake.errors] == [
        ("E-EXTENSION", "Nhiệm vụ!G2", ("Nhiệm vụ!G3",))
    ]
    assert 'unread = ["Duyệt gia hạn"]' in intake.errors[0].message
    cured = take(rows, intake={"unread": ["Duyệt gia hạn"]})
    assert cured.errors == ()
    assert len([task for task in cured.tasks if task.extensions]) == 3


def test_who_approved_an_extension_and_why_are_no_states(take: Take) -> None:
    cells = {"Gia hạn đến": "20/6/2021", "Người duyệt gia hạn": "Ông A", "Lý do gia hạn": "Chưa xong"}
    assert stated(with_columns(take, cells).tasks[0]) == [("20/06", "")]


def test_a_profile_may_say_that_grant_dates_are_unknown(take: Take) -> None:
    (problem,) = with_columns(take, {"Gia hạn đến": "20/5/2021"}).problems
    assert problem.code == "W-GRANTED"
    assert "hãy ghi [intake] grants_undated = true vào hồ sơ" in problem.message
    intake = with_columns(take, {"Gia hạn đến": "20/5/2021"}, intake={"grants_undated": True})
    assert (intake.problems, stated(intake.tasks[0])) == ((), [("20/05", "")])


def test_the_papers_of_extensions_are_not_the_document_that_assigns(take: Take) -> None:
    cells = {"Gia hạn đến lần 1": "20/5/2021", "Số VB": "12/UB", "Gia hạn đến lần 2": "20/6/2021", "Số VB ": "13/UB"}
    intake = with_columns(take, cells)
    assert (codes(intake), intake.tasks[0].document) == (["W-GRANTED"], "")
    start = ("Số VB", *USUAL)
    intake = take([(*start, *cells), ("1/UB", *START, *cells.values())])
    assert (codes(intake), intake.tasks[0].document) == (["W-GRANTED"], "1/UB")
    assert codes(take([(*start, "Số VB"), ("1/UB", *START, "2/UB")])) == ["W-COLUMNS"]
