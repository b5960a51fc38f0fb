"""Days in an impossible order or in the wrong year are told once a kind; they count as they are written."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, TaskStream
from taskstats_adapters.office.profile import Profile

Take = Callable[..., Intake]
Told = Callable[[Intake], list[str]]
HEADER = (
    "Mã", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý",
    "Gia hạn đến", "Ngày gia hạn", "Ngày hoàn thành", "Ngày rút",
)  # fmt: skip


def rows(*days: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Tasks by their days, from that of the assignment on."""
    return [HEADER, *((f"{n}", f"Báo cáo {n}", "Sở Y tế", *written) for n, written in enumerate(days, 1))]


def test_each_kind_of_slip_is_told_once_with_its_number_and_first_place(take: Take, told: Told) -> None:
    intake = take(
        rows(
            ("1/4/2021", "20/5/2021", "10/5/2021", "", "", ""),
            ("1/4/2021", "20/5/2020", "", "", "", ""),
            ("1/4/2021", "20/3/2021", "", "", "2/4/2021", ""),
            ("1/4/2021", "20/5/2021", "10/6/2021", "1/1/2021", "", ""),
            ("1/4/2021", "", "1/3/2021", "", "", ""),
        )
    )
    assert [said for said in told(intake) if "W-GRANTED" not in said] == [
        (
            "Nhiệm vụ!2: có 2 lần gia hạn đến ngày sớm hơn hạn cũ hoặc ngày giao: hạn 20/5/2021, gia hạn đến "
            "10/5/2021; giao 1/4/2021, gia hạn đến 1/3/2021 (Nhiệm vụ!6); hãy sửa ngày gia hạn đến  [W-ORDER]"
        ),
        (
            "Nhiệm vụ!3: có 2 nhiệm vụ có hạn trước ngày giao: giao 1/4/2021, hạn 20/5/2020; giao 1/4/2021, hạn "
            "20/3/2021 (Nhiệm vụ!4); hãy sửa một trong hai ngày  [W-ORDER]"
        ),
        (
            "Nhiệm vụ!5: có 1 lần gia hạn ghi ngày cho gia hạn trước ngày giao: giao 1/4/2021, cho gia hạn ngày "
            "1/1/2021; hãy sửa ngày đó  [W-ORDER]"
        ),
    ]
    assert len(intake.tasks) == 5


def test_a_year_that_is_far_from_all_others(take: Take, told: Told) -> None:
    intake = take(
        rows(
            ("2/5/2062", "20/6/2062", "", "", "", ""),
            ("2/5/2026", "20/6/2026", "", "", "", ""),
            ("2/5/2026", "20/6/2026", "", "", "11/6/2062", ""),
            ("2/5/2026", "20/6/2062", "", "", "", ""),
            ("2/5/2026", "20/6/2026", "", "", "", "3/6/2035"),
        )
    )
    assert told(intake) == [
        (
            "Nhiệm vụ!2: có 4 ngày cách mọi ngày khác từ 10 năm trở lên, có thể ghi sai năm: 2/5/2062; "
            "11/6/2062 (Nhiệm vụ!4); 20/6/2062 (Nhiệm vụ!2); …; hãy sửa năm; nếu đúng, hãy ghi "
            "[dates] far = [2062-05-02, 2062-06-11, 2062-06-20] vào hồ sơ  [W-YEAR]"
        )
    ]


@pytest.mark.parametrize(
    "days",
    [
        ("1/4/2021", "1/4/2021", "", "", "1/4/2021", ""),
        ("1/4/2021", "20/5/2021", "20/5/2021", "1/4/2021", "", ""),
        ("1/4/2021", "20/5/2021", "10/6/2021", "12/6/2021", "", "13/6/2021"),
        ("1/4/2021", "31/3/2031", "", "", "", ""),
        ("1/4/2021", "", "", "", "", ""),
    ],
    ids=["on one day", "extended to its day", "granted late", "nearly ten years", "undated"],
)
def test_days_that_may_be_right_are_not_told(take: Take, told: Told, days: tuple[str, ...]) -> None:
    assert told(take(rows(days))) == []


def test_far_days_that_the_profile_has_are_right(take: Take, told: Told) -> None:
    far = [("1/4/2021", "31/12/2035", "", "", "", ""), ("1/4/2021", "31/12/2045", "", "", "", "")]
    (message,) = told(take(rows(*far), dates={"far": [dt.date(2045, 12, 31)]}))
    assert "có 1 ngày" in message
    assert "hãy ghi [dates] far = [2045-12-31, 2035-12-31] vào hồ sơ" in message
    assert told(take(rows(*far), dates={"far": [dt.date(2045, 12, 31), dt.date(2035, 12, 31)]})) == []


def test_an_extension_is_looked_at_for_its_year_too(take: Take, told: Told) -> None:
    (message,) = told(take(rows(("1/4/2021", "20/5/2021", "20/6/2031", "1/5/2021", "", ""))))
    assert "có 1 ngày cách mọi ngày khác từ 10 năm trở lên, có thể ghi sai năm: 20/6/2031" in message


def test_a_stream_tells_slips_at_its_end() -> None:
    written: Any = rows(*[("1/4/2021", "20/5/2021", "", "", "", "")] * 1200, ("1/4/2021", "20/3/2011", "", "", "", ""))
    stream = TaskStream([(SourceFile(name="a.xlsx"), [Sheet("S", written)])], Profile(), lambda intake: intake)
    assert len(list(stream)) == 1201
    assert [(problem.code, problem.place) for problem in stream.intake.problems] == [
        ("W-ORDER", "S!1202"),
        ("W-YEAR", "S!1202"),
    ]
