"""Tasks without an id that may be one task written twice are told; ids tell them apart."""

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.loading import make_profile

Take = Callable[..., Intake]
Row = Sequence[str | int | dt.date | None]
HEADER = ("STT", "Số ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
TASK = (1, "310/UBND-TH", "Rà soát quy hoạch", "Sở Xây dựng", "5/4/2021", "20/5/2021", "")
OTHER = (2, "400/UBND-TH", "Báo cáo quý", "Sở Y tế", "4/5/2021", "31/5/2021", "")


def told(*sheets: Sequence[Row], header: Row = HEADER) -> list[str]:
    """What is told of the sheets "Tháng 4", "Tháng 5" …, each with a header of its own."""
    source = [Sheet(f"Tháng {number}", [header, *rows]) for number, rows in enumerate(sheets, 4)]
    return list(map(str, take_in([(SourceFile(name="a.xlsx"), source)], make_profile({})).problems))


def test_a_sheet_and_its_copy() -> None:
    assert told([TASK, OTHER], [TASK, OTHER]) == [
        (
            "Tháng 5!2: từ dòng này có 2 dòng không có mã, giống hệt một dòng trước (dòng đầu: Tháng 4!2), đang tính "
            "là các nhiệm vụ khác nhau; nếu là bản sao, hãy bỏ đi; nếu không, hãy ghi mã nhiệm vụ  [W-TWICE]"
        )
    ]


def test_a_task_that_is_open_in_one_month_and_done_in_the_next() -> None:
    assert told([TASK], [(1, *TASK[1:6], "19/5/2021"), OTHER]) == [
        (
            "Tháng 5!2: từ dòng này có 1 dòng không có mã, cùng văn bản, nội dung, đơn vị, ngày giao với một dòng khác "
            "(dòng đầu: Tháng 4!2) nhưng kết quả khác, đang tính là các nhiệm vụ khác nhau; nếu là một nhiệm vụ, hãy "
            "bỏ dòng cũ; nếu không, hãy ghi mã nhiệm vụ  [W-TWICE]"
        )
    ]


def test_a_due_date_that_was_put_off_in_the_next_month_is_the_same_task() -> None:
    (message,) = told([TASK], [(1, *TASK[1:5], "20/6/2021", "")])
    assert "[W-TWICE]" in message


@pytest.mark.parametrize("number", [1, 7, None])
def test_a_row_twice_in_one_list(number: int | None) -> None:
    (message,) = told([TASK, OTHER, (number, *TASK[1:])])
    assert message.startswith("Tháng 4!4: từ dòng này có 1 dòng không có mã, giống hệt")


def test_of_three_sheets_each_repetition_counts() -> None:
    done = (*TASK[:6], "19/5/2021")
    equal, alike = told([TASK], [TASK], [done])
    assert "có 1 dòng không có mã, giống hệt một dòng trước (dòng đầu: Tháng 4!2)" in equal
    assert alike.startswith("Tháng 6!2: từ dòng này có 1 dòng không có mã, cùng văn bản")


@pytest.mark.parametrize(
    "other",
    [
        (2, "311/UBND-TH", *TASK[2:]),
        (2, TASK[1], "Rà soát quy hoạch đất", *TASK[3:]),
        (2, *TASK[1:3], "Sở Y tế", *TASK[4:]),
        (2, *TASK[1:4], "6/4/2021", *TASK[5:]),
        (2, *TASK[1:5], "20/6/2021", ""),
    ],
    ids=["document", "title", "agency", "assigned", "due"],
)
def test_tasks_of_one_list_that_differ_are_not_told(other: Row) -> None:
    assert told([TASK, other]) == []


def test_rows_that_nothing_names_cannot_be_compared(take: Take) -> None:
    row = ("Sở Y tế", "5/4/2021", "20/5/2021", "")
    codes = [p.code for p in take([("Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"), row, row]).problems]
    assert codes == ["W-COLUMN"]


def test_ids_settle_it_either_way() -> None:
    header = ("Mã nhiệm vụ", *HEADER[1:])
    assert told([("NV1", *TASK[1:])], [("NV2", *TASK[1:])], header=header) == []
    assert told([("NV1", *TASK[1:])], [("NV1", *TASK[1:])], header=header) == []
