"""Columns of days that are wrong as a whole are told, by column; days that may be right are not."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.loading import make_profile

HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
Days = tuple[Any, Any, Any]


def take(*days: Days, **dates: Any) -> Intake:
    """A list with these days of assignment, due dates and days of completion."""
    rows = [(number, f"Việc {number}", f"Sở {number}", *cells) for number, cells in enumerate(days, 1)]
    return take_in(
        [(SourceFile(name="tep.xlsx"), [Sheet("Nhiệm vụ", [HEADER, *rows])])], make_profile({"dates": dates})
    )


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.code, problem.place.removeprefix("Nhiệm vụ!")) for problem in intake.problems]


def at(text: str) -> dt.datetime:
    """The moment of a day in May 2021: "19 17:00"."""
    return dt.datetime.fromisoformat(f"2021-05-{text}")


def as_text(days: Sequence[Days]) -> list[Days]:
    return [tuple(f"{cell}" if cell else "" for cell in row) for row in days]  # type: ignore[misc]


# -- midnight in Vietnam, written in UTC -----------------------------------------------------------

IN_UTC = [
    (at("02 17:00"), at("19 17:00"), at("19 17:00")),
    (at("31 17:00"), at("31 17:00"), None),
    (at("03 17:00"), at("30 17:00"), at("30 17:00")),
]


@pytest.mark.parametrize("days", [IN_UTC, as_text(IN_UTC), [(a, "-", None) for a, *_ in IN_UTC]])
def test_days_that_are_all_at_17_hours_are_told_and_one_line_settles_them(days: list[Days]) -> None:
    intake = take(*days)
    assert told(intake) == [("W-UTC", "D1")]
    assert "hãy ghi [dates] utc = true vào hồ sơ" in intake.problems[0].message
    mended = take(*days, utc=True)
    assert mended.problems == ()
    assert [task.assigned_on for task in mended.tasks] == [
        dt.date(2021, 5, 3),
        dt.date(2021, 6, 1),
        dt.date(2021, 5, 4),
    ]


def test_the_hour_is_that_of_the_profiles_zone() -> None:
    tokyo = [tuple(cell and cell - dt.timedelta(hours=2) for cell in row) for row in IN_UTC]
    assert told(take(*tokyo, zone="Asia/Tokyo")) == [("W-UTC", "D1")]  # type: ignore[arg-type]
    assert told(take(*tokyo)) == []  # type: ignore[arg-type]


def test_completions_with_the_moment_of_a_click_are_of_any_hour() -> None:
    clicks = ("09:00", "16:30", "18:30")
    clicked = [(at("02 17:00"), due, at(f"20 {hour}")) for (_, due, _), hour in zip(IN_UTC, clicks, strict=True)]
    intake = take(*as_text(clicked))
    assert told(intake) == [("W-UTC", "D1")]
    mended = take(*as_text(clicked), utc=True)
    assert mended.problems == ()
    assert [(task.due_on, task.completed_on) for task in mended.tasks] == [
        (dt.date(2021, 5, 20), dt.date(2021, 5, 20)),
        (dt.date(2021, 6, 1), dt.date(2021, 5, 20)),
        (dt.date(2021, 5, 31), dt.date(2021, 5, 21)),
    ]


@pytest.mark.parametrize(
    "days",
    [
        [(at("03 00:00").date(), due, None) for _, due, _ in IN_UTC],
        [(at("03 00:00").date(), due, "3/5/2021 17:00") for _, due, _ in IN_UTC[:1]],
        [(at("02 17:00"), at("19 17:00"), None)],
        [*IN_UTC, (at("02 09:30"), None, None)],
        [*IN_UTC, (dt.date(2021, 5, 2), None, None)],
        [(given, due, dt.date(2021, 5, 20)) for given, due, _ in IN_UTC],
        [(at("02 08:00"), at("19 08:00"), at("19 08:00")), (at("03 08:00"), at("20 08:00"), None)],
        [("2021-05-02T17:00:00Z", "2021-05-19T17:00:00Z", "2021-05-19T17:00:00Z"), *[("3/5/2021", "", "")] * 3],
    ],
    ids=[
        "due dates alone",
        "one completion",
        "two moments",
        "another hour",
        "a plain day",
        "plain completions",
        "morning",
        "with an offset",
    ],
)
def test_hours_that_may_be_right_are_not_told(days: list[Days]) -> None:
    assert "W-UTC" not in [code for code, _ in told(take(*days))]


# -- some seconds before midnight ------------------------------------------------------------------


@pytest.mark.parametrize("late", ["19 23:59:16", "19 23:59:30", "19 23:59:20"])
@pytest.mark.parametrize("text", [False, True])
def test_moments_some_seconds_before_midnight_are_told(late: str, text: bool) -> None:
    due = str(at(late)) if text else at(late)
    assert told(take(("3/5/2021", due, "20/5/2021"), ("3/5/2021", "31/5/2021", ""))) == [("W-NOISE", "E1")]


@pytest.mark.parametrize("times", [["23:59:59"], ["23:59"], ["23:59:16", "09:12:44"], ["00:00:43"]])
def test_times_that_people_and_programs_choose_are_not(times: list[str]) -> None:
    assert told(take(*((at("03 09:00"), at(f"19 {time}"), None) for time in times))) == []


# -- the month before the day ----------------------------------------------------------------------


def test_columns_with_the_month_first_are_told_as_a_whole() -> None:
    intake = take(
        ("05/03/2021", "05/20/2021", "05/19/2021"), ("05/04/2021", "05/10/2021", ""), ("05/05/2021", "06/08/2021", "")
    )
    assert told(intake) == [("W-SWAPPED", "E1"), ("E-DATE", "E2"), ("E-DATE", "F2")]
    assert intake.problems[0].message.startswith(
        "có 2 ô chỉ đọc được nếu tháng viết trước, không ô nào chỉ đọc được nếu ngày viết trước: 5 ngày khác, như "
        '"05/03/2021", đã đọc là ngày/tháng nên có thể bị đảo; hãy đổi cả cột trong Excel'
    )


def test_cells_with_the_month_first_are_told_once_a_column() -> None:
    intake = take(*((f"0{n}/05/2021", f"05/{n + 19}/2021", "") for n in range(1, 6)))
    (error,) = intake.errors
    assert error.message == (
        'từ ô này có 5 ô như "05/20/2021" (1), "05/21/2021" (1), "05/22/2021" (1), "05/23/2021" (1), "05/24/2021" (1) '
        "ghi tháng trước ngày; hãy ghi ngày trước, tháng sau; đổi cả cột trong Excel: "
        "Data > Text to Columns > Date: MDY"
    )


def test_a_column_apart_with_the_month_first_is_told_alone() -> None:
    intake = take(("20/05/2021", "05/31/2021", ""), ("20/5/2021", "06/08/2021", ""), ("3/5/2021", "06/07/2021", ""))
    assert told(intake) == [("W-SWAPPED", "E1"), ("E-DATE", "E2")]
    assert "2 ngày khác, như" in intake.problems[0].message


def test_a_slip_in_a_column_with_the_day_first_is_no_more_than_that() -> None:
    assert told(take(("3/5/2021", "06/13/2021", ""), ("3/5/2021", "31/5/2021", ""))) == [("E-DATE", "E2")]
