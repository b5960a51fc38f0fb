"""The document that assigns: its number and day in one cell, and its day as the day of assignment."""

from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.cells.in_words.documents import number_and_day
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]

BY_DOCUMENT = {"assigned_on": "document-date"}
APART = ("STT", "Số ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Ngày hoàn thành")
IN_ONE = ("STT", "Văn bản giao nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Ngày hoàn thành")
ONE_CELL = [
    IN_ONE,
    (1, "Công văn số 12/UBND-TH ngày 03/5/2021", "Việc A", "Sở Tài chính", "20/5/2021", "19/5/2021"),
    (2, "Thông báo số 5/TB-UBND ngày 04/5/2021 của UBND tỉnh", "Việc B", "Sở Y tế", "20/5/2021", ""),
]
TWO_CELLS = [
    APART,
    (1, "1/UBND", "3/5/2021", "Việc A", "Sở Tài chính", "20/5/2021", "19/5/2021"),
    (2, "2/UBND", "3/5/2021", "Việc B", "Sở Y tế", "20/5/2021", ""),
]


@pytest.mark.parametrize(
    ("text", "document", "day"),
    [
        ("Công văn số 12/UBND-TH ngày 03/5/2021", "Công văn số 12/UBND-TH", "2021-05-03"),
        ("Thông báo số 5/TB-UBND ngày 4.5.2021 của UBND tỉnh", "Thông báo số 5/TB-UBND của UBND tỉnh", "2021-05-04"),
        ("12/UBND-TH, 03/5/2021", "12/UBND-TH", "2021-05-03"),
        ("12/UBND-TH (03/5/2021)", "12/UBND-TH", "2021-05-03"),
        ("Kế hoạch 5/KH-UBND, ngày 3 tháng 5 năm 2021", "Kế hoạch 5/KH-UBND", "2021-05-03"),
        ("NQ 3/NQ-HĐND ngày 3/5/2021 về đầu tư công", "NQ 3/NQ-HĐND về đầu tư công", "2021-05-03"),
    ],
)
def test_the_number_and_the_day_of_a_document(text: str, document: str, day: str) -> None:
    found = number_and_day(text)
    assert found is not None
    assert (found[0], str(found[1])) == (document, day)


@pytest.mark.parametrize(
    "text",
    [
        "12/UBND-TH",
        "3/5/2021",
        "Công văn số 12/UBND-TH ngày 31/6/2021",
        "CV 12/UBND ngày 3/5/2021, CV 13/UBND ngày 4/5/2021",
        "12/5/2021/QĐ-UBND",
        "CV 12/UBND ngày 3/5/2021 hạn 30 ngày",
        "CV 12/UBND ngày 3/5/2021 " + "x" * 300,
    ],
)
def test_texts_that_are_left_as_they_are(text: str) -> None:
    assert number_and_day(text) is None


def test_they_are_taken_apart_where_the_day_has_no_column(take: Take) -> None:
    header = ("Số ký hiệu", "Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    row = ("12/UBND ngày 1/5/2021", "Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "")
    intake = take([header, row, ("13/UBND", *row[1:])])
    assert [(task.document, task.document_date and str(task.document_date)) for task in intake.tasks] == [
        ("12/UBND", "2021-05-01"),
        ("13/UBND", None),
    ]
    assert [str(task.assigned_on) for task in intake.tasks] == ["2021-05-03"] * 2
    assert intake.problems == ()
    with_day = take([(*header, "Ngày văn bản"), (*row, "2/5/2021")])
    assert (with_day.tasks[0].document, str(with_day.tasks[0].document_date)) == (row[0], "2021-05-02")


@pytest.mark.parametrize(
    ("rows", "header", "given"),
    [
        (TWO_CELLS, "Ngày ban hành", ["2021-05-03", "2021-05-03"]),
        (ONE_CELL, "Văn bản giao nhiệm vụ", ["2021-05-03", "2021-05-04"]),
    ],
    ids=["two cells", "one cell"],
)
def test_the_line_that_is_proposed_makes_it_the_day_of_assignment(
    take: Take, rows: Any, header: str, given: list[str]
) -> None:
    refused = take(rows)
    assert list(refused.tasks) == []
    (error,) = refused.errors
    assert error.code == "E-COLUMN"
    assert f'ngày của văn bản ("{header}"), hãy ghi [intake] assigned_on = "document-date" vào hồ sơ' in error.message
    intake = take(rows, intake=BY_DOCUMENT)
    assert intake.problems == ()
    assert [str(task.assigned_on) for task in intake.tasks] == given
    assert [str(task.document_date) for task in intake.tasks] == given
    assert [str(task.completed_on) for task in intake.tasks] == ["2021-05-19", "None"]


def test_documents_without_days_are_not_proposed(take: Take) -> None:
    (error,) = take([IN_ONE, (1, "12/UBND-TH", *ONE_CELL[1][2:])]).errors
    assert "document-date" not in error.message


def test_a_document_without_a_day_is_told_at_its_cell(take: Take) -> None:
    intake = take([*ONE_CELL, (3, "12/UBND-TH", "Việc C", "Sở Y tế", "20/5/2021", "")], intake=BY_DOCUMENT)
    assert [(error.code, error.place) for error in intake.errors] == [("E-DATE", "Nhiệm vụ!B4")]


def test_a_column_of_its_own_wins(take: Take) -> None:
    rows = [(*row, "Ngày giao" if row is APART else "5/5/2021") for row in TWO_CELLS]
    assert [str(task.assigned_on) for task in take(rows, intake=BY_DOCUMENT).tasks] == ["2021-05-05"] * 2


def test_one_document_in_merged_cells_assigns_each_task(take: Take) -> None:
    text = str(ONE_CELL[1][1])
    rows = [*ONE_CELL[:2], (2, BadCell(text, "E-MERGED"), "Việc B", "Sở Y tế", "20/5/2021", "")]
    intake = take(rows, intake=BY_DOCUMENT)
    assert intake.errors == ()
    assert [str(task.assigned_on) for task in intake.tasks] == ["2021-05-03"] * 2
