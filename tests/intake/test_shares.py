"""Columns of shares: what the days of completion contradict is told once a column."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taskstats_adapters.intake.columns.witnesses.shares import Share, share_of
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
HEADER = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
DONE, OPEN = "19/5/2021", ""


def shared(take: Take, header: str, *rows: tuple[str, Any], **settings: Any) -> Intake:
    """The intake of tasks by day of completion and share."""
    tasks = [(f"Báo cáo {n}", "Sở Y tế", "3/5/2021", "20/5/2021", *cells) for n, cells in enumerate(rows)]
    return take([(*HEADER, header), *tasks], **settings)


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in intake.problems]


HEADERS = (
    "% hoàn thành", "Tỷ lệ hoàn thành", "Phần trăm hoàn thành", "Mức độ hoàn thành (%)", "Hoàn thành (%)",
    "Tỷ lệ % khối lượng thực hiện", "% complete", "Percent complete",
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_what_the_days_contradict_is_told_once_with_its_number_and_first_place(take: Take, header: str) -> None:
    rows = [(DONE, "100"), (OPEN, "60"), (OPEN, "100%"), (OPEN, 100), (DONE, "50%"), (DONE, 0), (OPEN, ""), (OPEN, 0)]
    intake = shared(take, header, *rows)
    assert [str(problem) for problem in intake.problems] == [
        (
            f'Nhiệm vụ!F4: cột "{header}" ghi 100 % ở 2 nhiệm vụ không có ngày hoàn thành, dưới 100 % ở 2 nhiệm vụ '
            "đã có ngày hoàn thành; số liệu theo ngày; hãy sửa tỷ lệ hoặc ngày hoàn thành; "
            f'nếu không cần, hãy ghi [intake] unread = ["{header}"] vào hồ sơ  [W-SHARE]'
        )
    ]
    assert len(intake.tasks) == len(rows)
    assert shared(take, header, *rows, intake={"unread": [header]}).problems == ()


@pytest.mark.parametrize("header", HEADERS)
def test_shares_that_agree_are_no_warning(take: Take, header: str) -> None:
    intake = shared(take, header, (DONE, "100"), (DONE, "100%"), (OPEN, "60"), (OPEN, 0), (OPEN, 1), (OPEN, ""))
    assert (intake.problems, intake.unread) == ((), {})
    assert intake.columns["Nhiệm vụ"]["states"] == header


@pytest.mark.parametrize("whole", [1, 1.0, "1", "1,0", Decimal(1)])
@pytest.mark.parametrize("others", [(), ((OPEN, 0.6), (DONE, "100%"))])
def test_shares_of_one_are_told_as_shares_and_not_as_marks(take: Take, whole: Any, others: Any) -> None:
    intake = shared(take, "% hoàn thành", (DONE, whole), (OPEN, whole), *others)
    assert told(intake) == [("Nhiệm vụ!F3", "W-SHARE")]
    assert "100 % ở 1 nhiệm vụ không có ngày hoàn thành;" in intake.problems[0].message


def test_one_of_a_hundred_is_not_the_whole(take: Take) -> None:
    assert told(shared(take, "% hoàn thành", (OPEN, 1), (OPEN, 60))) == []
    assert told(shared(take, "% hoàn thành", (DONE, 1), (OPEN, 60))) == [("Nhiệm vụ!F2", "W-SHARE")]


@pytest.mark.parametrize("header", ["Tiến độ công việc", "Progress", "Hoàn thành"])
def test_without_the_sign_in_the_header_it_stands_in_the_cell(take: Take, header: str) -> None:
    assert told(shared(take, header, (DONE, "50%"), (OPEN, "60%"))) == [("Nhiệm vụ!F2", "W-SHARE")]


def test_a_number_without_any_sign_is_a_share_only_as_a_part_of_one(take: Take) -> None:
    assert told(shared(take, "Mức độ hoàn thành", (DONE, 2), (OPEN, 3), (DONE, 0))) == []
    assert told(shared(take, "Tiến độ công việc", (DONE, 1), (OPEN, 1), (OPEN, 0.5))) == [("Nhiệm vụ!F3", "W-SHARE")]


@pytest.mark.parametrize("header", ["Tiến độ (%)", "Kết quả thực hiện (%)"])
def test_shares_in_the_column_of_the_status(take: Take, header: str) -> None:
    assert told(shared(take, header, (DONE, 1), (OPEN, 1), (OPEN, 0.5))) == [("Nhiệm vụ!F3", "W-SHARE")]
    assert told(shared(take, header, (DONE, "100%"), (DONE, "50%"), (OPEN, "50%"))) == [("Nhiệm vụ!F3", "W-SHARE")]
    assert told(shared(take, header, (OPEN, "100%"))) == [("Nhiệm vụ!F2", "E-STATUS")]


@pytest.mark.parametrize(
    "header", ["Tỷ lệ giải ngân (%)", "% hoàn thành kế hoạch vốn", "Trọng số (%)", "Tỷ lệ", "Loại"]
)
def test_other_shares_say_nothing(take: Take, header: str) -> None:
    assert shared(take, header, (DONE, "50%"), (OPEN, "100%")).problems == ()


def test_what_is_no_share_in_such_a_column_is_told_as_in_any_other(take: Take) -> None:
    (problem,) = shared(take, "% hoàn thành", (OPEN, "Đã xong"), (OPEN, "50%")).problems
    assert (problem.code, '"% hoàn thành"' in problem.message) == ("W-UNREAD", True)


def test_a_task_that_is_told_for_its_status_or_is_withdrawn_is_not_told_again(take: Take) -> None:
    header = (*HEADER, "Trạng thái", "% hoàn thành", "Ngày rút")
    task = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "")
    rows = [header, (*task, "Đã hoàn thành", "100%", ""), (*task, "", "100%", "19/5/2021")]
    assert told(take(rows)) == [("Nhiệm vụ!F2", "E-STATUS")]


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("60%", Share(60, True)),
        ("60 %", Share(60, True)),
        ("Đã hoàn thành 60%", Share(60, True)),
        ("Đạt 99,5%", Share(99.5, True)),
        (0.6, Share(0.6, False)),
        (100, Share(100, False)),
        (True, None),
        ("60% khối lượng", None),
        ("20/5/2021", None),
        ("1" * 10_000, None),
        (None, None),
    ],
)
def test_the_share_in_a_cell(cell: Any, share: Share | None) -> None:
    assert share_of(cell) == share
