"""Which rows are one task, and where the columns go that nobody claimed."""

import datetime as dt
import gc
import tracemalloc
from collections.abc import Callable

import pytest

from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake, ignored_by_reason

Listed = Callable[..., Intake]
Told = Callable[[Intake], list[str]]
GOOD = (1, "NV-1", "Báo cáo", "Sở Y tế", "1/5/2021", "9/5/2021", "8/5/2021")


def test_without_an_id_the_place_is_the_id(listed: Listed) -> None:
    intake = listed(GOOD, (2, "", *GOOD[2:]), (3, None, *GOOD[2:]))
    assert [task.id for task in intake.tasks] == ["NV-1", "Nhiệm vụ!3", "Nhiệm vụ!4"]


def test_the_same_row_again_is_ignored_and_counted(listed: Listed) -> None:
    intake = listed(GOOD, ("9", *GOOD[1:3], " Sở  Y tế", dt.date(2021, 5, 1), *GOOD[5:]), GOOD)
    assert [ignored.reason for ignored in intake.ignored[1:]] == [Reason.DUPLICATE] * 2
    assert [ignored.place for ignored in intake.ignored[1:]] == ["Nhiệm vụ!3", "Nhiệm vụ!4"]
    assert len(intake.tasks) == 1
    assert intake.errors == ()


def test_different_rows_of_one_id_are_both_rejected_and_named(listed: Listed, told: Told) -> None:
    other = (2, "NV-2", *GOOD[2:])
    intake = listed(GOOD, other, (*GOOD[:6], "9/5/2021"))
    assert told(intake) == [
        (
            'Nhiệm vụ!4: mã "NV-1" đã có ở Nhiệm vụ!2 với nội dung khác; '
            "hãy sửa mã hoặc xóa một dòng (các dòng này chưa được tính)  [E-DUPLICATE]"
        )
    ]
    assert [task.id for task in intake.tasks] == ["NV-2"]
    assert (intake.receipt.rows, intake.receipt.accepted, intake.receipt.rejected, intake.receipt.ignored) == (
        4,
        1,
        2,
        1,
    )


@pytest.mark.parametrize("order", [(0, 1, 2, 0, 1), (2, 1, 1, 0, 0), (1, 0, 0, 1, 2)])
def test_three_different_rows_of_one_id_in_any_order(listed: Listed, order: tuple[int, ...]) -> None:
    rows = [(*GOOD[:6], completed) for completed in ("8/5/2021", "9/5/2021", "")]
    intake = listed(*(rows[which] for which in order))
    assert [problem.code for problem in intake.errors] == ["E-DUPLICATE"] * 2
    assert ignored_by_reason(intake)[Reason.DUPLICATE] == 2
    assert (intake.receipt.accepted, intake.receipt.rejected) == (0, 3)


def test_a_rejected_row_does_not_dispute_an_id(listed: Listed) -> None:
    assert len(listed((*GOOD[:6], "31/02/2021"), GOOD).tasks) == 1


def test_columns_that_nobody_claimed_are_kept(take: Callable[..., Intake]) -> None:
    header = ("Ngày giao", "Lĩnh vực", "", "Hạn xử lý", "Lĩnh vực", 2021)
    rows = [
        ("1/5/2021", "Đất đai", "x", "9/5/2021", 5.0, None, "", "thừa", BadCell("#N/A", "E-CELL-ERROR")),
        ("1/5/2021",),
    ]
    first, second = take([header, *rows]).tasks
    assert first.extra == (("Lĩnh vực", "Đất đai"), ("C", "x"), ("Lĩnh vực", "5"), ("H", "thừa"), ("I", "#N/A"))
    assert second.extra == ()
    third = take([header, ("1/5/2021", None, None, None, None, "có")]).tasks[0]
    assert third.extra == (("2021", "có"),)


def test_a_row_longer_than_its_header_loses_nothing(take: Callable[..., Intake]) -> None:
    assert take([("Ngày giao", "Hạn xử lý"), ("1/5/2021", "", None, "thừa")]).tasks[0].extra == (("D", "thừa"),)


@pytest.mark.heavy
def test_three_hundred_thousand_blank_rows_below_a_list_cost_little(listed: Listed) -> None:
    rows = [GOOD, *[()] * 300_000]
    gc.collect()
    tracemalloc.start()
    intake = listed(*rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(intake.ignored) == 300_001
    assert peak < 100_000_000
