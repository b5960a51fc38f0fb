"""Rows that are no tasks: sums inside a list and above it, and what stands below its last task."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
Rows = Sequence[Sequence[Any]]

HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn hoàn thành", "Ngày hoàn thành", "Trạng thái")


def task(number: Any, agency: str = "Sở Tài chính") -> tuple[Any, ...]:
    return (number, f"Báo cáo {number}", agency, "3/5/2021", "20/5/2021", None)


def codes(intake: Intake) -> list[str]:
    return [problem.code for problem in intake.problems]


SIGNED: dict[str, Rows] = {
    "two side by side, below the place and day": (
        (),
        (None, None, None, None, "Lạng Sơn, ngày 31 tháng 5 năm 2021"),
        (None, "NGƯỜI LẬP BIỂU", None, None, "CHÁNH VĂN PHÒNG"),
        (),
        (),
        (None, "Nguyễn Văn A", None, None, "Trần Thị B"),
    ),
    "without a blank row, the day left open": (
        (None, None, None, None, "Lạng Sơn, ngày … tháng … năm 2021"),
        (None, "NGƯỜI LẬP", "KT. CHÁNH VĂN PHÒNG"),
        (None, "Nguyễn Văn A", "Trần Thị B"),
    ),
    "the day below the days of assignment": (
        (),
        (None, None, None, "Ngày 31 tháng 5 năm 2021"),
        (None, "Người lập biểu", None, "Thủ trưởng đơn vị"),
    ),
    "who gets it, and who signs": (
        (),
        (None, "Nơi nhận:", None, "TL. CHỦ TỊCH"),
        (None, "- Như trên;", None, "CHÁNH VĂN PHÒNG"),
        (None, "- Lưu: VT.", None, "Trần Thị B"),
    ),
}
SUMMED: dict[str, Rows] = {
    "a table of sums": (
        (),
        ("TỔNG HỢP",),
        ("STT", "Đơn vị", "Tổng số", "Đúng hạn", "Quá hạn"),
        (1, "Sở Tài chính", 2, 1, 1),
        (2, "Sở Y tế", 0, 0, "0"),
        (None, "Tổng cộng", 2, 1, 1),
    ),
    "a legend": ((), (None, "Ghi chú: ĐH", "đúng hạn"), (None, "QH", "quá hạn")),
}


@pytest.mark.parametrize("foot", [*SIGNED.values(), *SUMMED.values()], ids=[*SIGNED, *SUMMED])
def test_what_stands_below_the_last_task_is_ignored(take: Take, foot: Rows) -> None:
    intake = take([HEADER, task(1), task(2), *foot])
    assert (len(intake.tasks), codes(intake)) == (2, [])
    assert intake.receipt.rows == 2 + intake.receipt.ignored
    assert Reason.FOOT in {ignored.reason for ignored in intake.ignored}


def test_what_may_be_the_foot_is_told_once(take: Take) -> None:
    (problem,) = take([HEADER, task(1), (), (None, "Xem thêm", "phần sau"), (None, "Và", "nữa")]).problems
    assert (problem.code, problem.place) == ("W-FOOT", "Nhiệm vụ!4")
    assert "có 2 dòng" in problem.message


@pytest.mark.parametrize(
    "row",
    [
        (3, "Báo cáo tháng"),
        (3, "Báo cáo tháng", None, None, "Quý II"),
        (None, "Báo cáo tháng", "Sở Y tế"),
        (None, "Báo cáo tháng", "Sở Tài chính", None, "sớm"),
        (None, "Báo cáo tháng", "Các sở, ban, ngành"),
        (None, "Báo cáo tháng", None, None, "9/5/2021"),
        (None, "Báo cáo tháng", None, None, None, 44325),
        (None, "Báo cáo tháng", None, "tháng 5/2021"),
        (None, "Báo cáo tháng", BadCell("#N/A", "E-CELL-ERROR")),
    ],
)
@pytest.mark.parametrize("above", [(), SIGNED["two side by side, below the place and day"]], ids=["a blank", "signed"])
def test_a_task_with_a_mistake_is_rejected_below_the_last_one_too(take: Take, row: Sequence[Any], above: Rows) -> None:
    intake = take([HEADER, task(1), (), *above, row])
    assert intake.receipt.rejected == 1
    assert "E-ASSIGNED" in codes(intake) or "E-DATE" in codes(intake)
    assert "W-FOOT" not in codes(intake)


def test_rows_that_a_task_follows_are_no_foot(take: Take) -> None:
    rows = [HEADER, task(1), (), (None, "NGƯỜI LẬP BIỂU", None, None, "CHÁNH VĂN PHÒNG"), task(2)]
    intake = take(rows)
    assert (intake.receipt.accepted, intake.receipt.rejected) == (2, 1)
    assert intake.errors[0].place == "Nhiệm vụ!E4"


def test_without_a_break_a_row_of_texts_is_a_task_with_a_mistake(take: Take) -> None:
    for above in ([task(1)], [task(1), (), task(2)]):
        assert take([HEADER, *above, (None, "Báo cáo", "tháng")]).receipt.rejected == 1


def test_a_list_below_the_signatures_is_read(take: Take) -> None:
    other = ("TT", "Nhiệm vụ", "Đơn vị", "Hạn xử lý", "Ngày giao", "Ngày hoàn thành")
    row = (1, "Kế hoạch", "Sở Y tế", "20/5/2021", "3/5/2021", None)
    intake = take([HEADER, task(1), *SIGNED["without a blank row, the day left open"], (), other, row])
    assert ([task.title for task in intake.tasks], codes(intake)) == (["Báo cáo 1", "Kế hoạch"], [])


# -- sums ------------------------------------------------------------------------------------------

SUMS: dict[str, Rows] = {
    "of groups": (
        ("I", "Sở Tài chính", "2 nhiệm vụ"),
        task(1),
        task(2),
        (None, "Cộng Sở Tài chính", 2),
        ("II", "Sở Y tế", "1 nhiệm vụ"),
        task(3),
        (None, "Cộng (II)", 1),
        (None, "TỔNG CỘNG (I+II)", 3),
        (None, "Tổng: 03 nhiệm vụ"),
    ),
    "on top": ((None, "TỔNG SỐ", "03 nhiệm vụ", "Đã HT: 1", "Quá hạn: 2"), task(1), task(2), task(3)),
    "as Excel writes them": (
        task(1),
        task(2),
        (None, None, "Sở Tài chính Count", 2),
        task(3, "Sở Y tế"),
        (None, None, "Sở Y tế Count", 1),
        (None, None, "Grand Count", 3),
    ),
    "as Excel writes them, translated": (
        task(1),
        (None, None, "Tổng Sở Tài chính", 1),
        task(2, "Sở Y tế"),
        task(3, "Sở Y tế"),
        (None, None, "Sở Y tế Total", 2),
        (None, None, "Grand Total", 3),
    ),
    "of each page": (task(1), task(2), (None, "Cộng", 2), task(3), (None, "Cộng", 1), (None, "Tổng cộng: 3")),
}


@pytest.mark.parametrize("rows", SUMS.values(), ids=SUMS)
def test_sums_are_no_tasks(take: Take, rows: Rows) -> None:
    intake = take([HEADER, *rows])
    assert (len(intake.tasks), codes(intake)) == (3, [])


@pytest.mark.parametrize(
    "row",
    [
        (None, "Tổng cộng: 57"),
        (None, "Tổng cộng", 57),
        ("Tổng số", None, None, 57),
        ("Tổng: 57 nhiệm vụ",),
        (None, "Tổng số", None, None, None, "57 nhiệm vụ"),
    ],
)
@pytest.mark.parametrize("top", [True, False])
def test_a_sum_that_is_not_that_of_the_rows_is_told(take: Take, row: Sequence[Any], top: bool) -> None:
    rows = [row, task(1), task(2)] if top else [task(1), task(2), row]
    (problem,) = take([HEADER, *rows]).problems
    assert (problem.code, problem.place) == ("W-COUNT", "Nhiệm vụ!2" if top else "Nhiệm vụ!4")
    assert problem.message.startswith("dòng cộng ghi 57 nhiệm vụ nhưng danh sách có 2 dòng")


@pytest.mark.parametrize("end", ["", ")", " nhiệm vụ"])
def test_a_sum_of_too_many_digits_is_none(take: Take, end: str) -> None:
    """Each digit of a long number was a beginning to look from; and Python reads no number of so many."""
    assert codes(take([HEADER, task(1), (None, "Tổng cộng: " + "1" * 30_000 + end)])) == []


def test_a_list_that_is_refused_has_no_wrong_counts(take: Take) -> None:
    header = (*HEADER[:5], "Hạn chót", HEADER[6])
    assert "W-COUNT" not in codes(take([("1. Sở Y tế (3 nhiệm vụ)",), header, task(1), (None, "Tổng cộng: 5")]))


@pytest.mark.parametrize(
    "row",
    [
        (None, "Tổng cộng", None, None, 57),
        (None, "Tổng cộng", None, None, 2, 1),
        (None, "Tổng cộng", None, None, None, None, None, 57),
        (None, "Tổng số đơn vị: 57"),
        (None, "Cộng nhóm I", 57),
    ],
    ids=["in a column with gaps", "of several columns", "of another column", "of agencies", "of a group"],
)
def test_other_sums_say_nothing_of_the_list(take: Take, row: Sequence[Any]) -> None:
    assert "W-COUNT" not in codes(take([HEADER, task(1), task(2), row]))
