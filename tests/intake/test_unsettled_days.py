"""Cells that are no day are told once a kind, and the line that the message proposes settles all of them."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats import SourceFile, Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile

Listed = Callable[..., Intake]
TITLE = ("DANH SÁCH NHIỆM VỤ THÁNG 5 NĂM 2021",)
HEADER = ("STT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
MAY_3 = dt.date(2021, 5, 3)


def take(*rows: Sequence[Any], title: Sequence[str] = (), **settings: Any) -> Intake:
    sheet = Sheet("Nhiệm vụ", [*([title] if title else []), HEADER, *rows])
    return take_in([(SourceFile(name="tep.xlsx"), [sheet])], make_profile(settings) if settings else Profile())


def row(number: int, due: Any = "20/5/2021", done: Any = None, assigned: Any = MAY_3) -> tuple[Any, ...]:
    return (number, f"Việc {number}", "Sở Y tế", assigned, due, done)


def rows(*, due: Sequence[Any] = (), done: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    return [*(row(n, cell) for n, cell in enumerate(due)), *(row(n, done=cell) for n, cell in enumerate(done))]


def cured(intake: Intake, *listed: Sequence[Any], title: Sequence[str] = ()) -> Sequence[Task]:
    """The tasks when every line that an error proposes is in the profile: no error is left."""
    dates: dict[str, Any] = {}
    for error in intake.errors:
        (line,) = re.findall(r"hãy ghi \[dates\] (.+?) vào hồ sơ", error.message)
        dates |= tomllib.loads(line)
    mended = take(*listed, title=title, dates=dates)
    assert mended.errors == ()
    assert len(mended.tasks) == len(listed)
    return mended.tasks


# -- words that mean no deadline -------------------------------------------------------------------

ENDLESS = [
    "Hằng tháng",
    "Theo yêu cầu",
    "Hằng tháng",
    "Thường xuyên",
    "Định kỳ ngày 25 hằng tháng",
    "Khi có chỉ đạo mới",
]


def test_words_for_no_deadline_are_told_once_with_their_line() -> None:
    listed = rows(due=ENDLESS)
    intake = take(*listed)
    (error,) = intake.errors
    assert str(error) == (
        'Nhiệm vụ!E2: từ ô này có 5 ô như "Hằng tháng" (2), "Theo yêu cầu" (1), "Định kỳ ngày 25 hằng tháng" (1), '
        '"Khi có chỉ đạo mới" (1) không phải là ngày; hãy ghi ngày; nếu nghĩa là không có thời hạn, hãy ghi [dates] '
        'no_deadline = ["Hằng tháng", "Theo yêu cầu", "Định kỳ ngày 25 hằng tháng", "Khi có chỉ đạo mới"] vào hồ sơ  '
        "[E-DATE]"
    )
    assert error.also == ("Nhiệm vụ!E3", "Nhiệm vụ!E4", "Nhiệm vụ!E6", "Nhiệm vụ!E7")
    assert (intake.receipt.accepted, intake.receipt.rejected) == (1, 5)
    assert [task.due_on for task in cured(intake, *listed)] == [None] * 6


def test_a_proposed_line_keeps_what_the_profile_has() -> None:
    (error,) = take(*rows(due=["Hằng tháng", "Theo yêu cầu"]), dates={"no_deadline": ["theo yêu cầu"]}).errors
    assert 'no_deadline = ["theo yêu cầu", "Hằng tháng"]' in error.message


def test_a_day_may_stand_for_no_deadline() -> None:
    listed = [row(1, "31/12/2099"), row(2, dt.date(2099, 12, 31)), row(3, "31/12/9999")]
    found = take(*listed, dates={"no_deadline": ["31/12/2099", "31/12/9999"]}).tasks
    assert [task.due_on for task in found] == [None, dt.date(2099, 12, 31), None]


def test_words_elsewhere_are_no_deadline_of_another_kind() -> None:
    intake = take(row(1, done="Theo yêu cầu"), row(2, due="x"))
    assert "no_deadline" not in " ".join(error.message for error in intake.errors)
    assert len(intake.errors) == 2


# -- periods ---------------------------------------------------------------------------------------

PERIODS = {
    "Quý II/2021": (6, 30),
    "quý 3 năm 2021": (9, 30),
    "trong quý IV-2021": (12, 31),
    "Q2/2021": (6, 30),
    "Tháng 6/2021": (6, 30),
    "Trong tháng 6/2021": (6, 30),
    "đến hết tháng 02 năm 2021": (2, 28),
    "6/2021": (6, 30),
    "06-2021": (6, 30),
    "2021-06": (6, 30),
    "T6/2021": (6, 30),
    "Tuần 2 tháng 6/2021": (6, 13),
    "tuần thứ 1 tháng 6/2021": (6, 6),
    "Tuần 5 tháng 6/2021": (6, 30),
    "Tuần cuối tháng 6/2021": (6, 30),
    "cuối tháng 6/2021": (6, 30),
    "6 tháng đầu năm 2021": (6, 30),
    "6 tháng cuối năm 2021": (12, 31),
    "9 tháng đầu năm 2021": (9, 30),
    "nửa đầu năm 2021": (6, 30),
    "năm 2021": (12, 31),
    "Trong năm 2021": (12, 31),
}


def test_periods_are_told_once_and_mean_their_last_day_if_the_profile_says_so() -> None:
    listed = rows(due=list(PERIODS))
    intake = take(*listed)
    (error,) = intake.errors
    assert error.message.startswith(f'từ ô này có {len(PERIODS)} ô như "Quý II/2021" (1), ')
    assert error.message.endswith(
        " là một khoảng thời gian, thiếu ngày; hãy ghi ngày; nếu lấy ngày cuối của khoảng thời gian đó, "
        'hãy ghi [dates] periods = "last-day" vào hồ sơ'
    )
    found = {said: task.due_on for said, task in zip(PERIODS, cured(intake, *listed), strict=True)}
    assert found == {said: dt.date(2021, *last) for said, last in PERIODS.items()}


def test_a_period_without_a_year_needs_two_lines() -> None:
    listed = rows(due=["Quý II", "Trong tháng 6", "6 tháng đầu năm"])
    intake = take(*listed, title=TITLE)
    assert [error.place for error in intake.errors] == ["Nhiệm vụ!E3", "Nhiệm vụ!E3"]
    assert {task.due_on for task in cured(intake, *listed, title=TITLE)} == {dt.date(2021, 6, 30)}
    (error,) = take(*listed, title=TITLE, dates={"periods": "last-day"}).errors
    assert "year = 2021" in error.message


@pytest.mark.parametrize(
    "text", ["Trước tháng 6/2021", "đầu tháng 6/2021", "trước 6/2021", "13/2021", "Tuần 6 tháng 6/2021"]
)
def test_what_does_not_end_with_the_period_is_no_period(text: str) -> None:
    assert len(take(row(1, text), dates={"periods": "last-day"}).errors) == 1


def test_a_period_is_no_day_of_completion() -> None:
    intake = take(row(1, done="5/2021"), row(2, done="Tháng 5/2021"), dates={"periods": "last-day"})
    (error,) = intake.errors
    assert error.message == (
        'từ ô này có 2 ô như "5/2021" (1), "Tháng 5/2021" (1) thiếu ngày; hãy ghi ngày/tháng/năm, ví dụ 31/5/2021'
    )


# -- days without a year ---------------------------------------------------------------------------


def test_days_without_a_year_are_of_the_year_in_the_title() -> None:
    listed = [
        row(1, "20/5", "19/5", "3/5"),
        row(2, "trước ngày 30/6", None, "3/5"),
        row(3, "ngày 05 tháng 6", None, "3.5"),
    ]
    intake = take(*listed, title=TITLE)
    (error,) = intake.errors
    assert error.place == "Nhiệm vụ!D3"
    assert "có 7 ô như" in error.message
    assert error.message.endswith(
        " thiếu năm; hãy ghi đủ năm; nếu đều là năm 2021, hãy ghi [dates] year = 2021 vào hồ sơ"
    )
    tasks = cured(intake, *listed, title=TITLE)
    assert [task.due_on for task in tasks] == [dt.date(2021, 5, 20), dt.date(2021, 6, 30), dt.date(2021, 6, 5)]
    assert tasks[0].completed_on == dt.date(2021, 5, 19)


def test_or_of_the_year_of_most_other_days() -> None:
    days = [dt.date(2025, 12, 1), dt.date(2026, 1, 5), dt.date(2026, 1, 6)]
    intake = take(*(row(n, "30/6", None, day) for n, day in enumerate(days)))
    assert "year = 2026 " in intake.errors[0].message


def test_nothing_is_proposed_where_no_day_has_a_year() -> None:
    assert "year = … (năm đó)" in take(row(1, "20/5", None, "3/5")).errors[0].message


# -- what programs write for nothing ---------------------------------------------------------------

PLACEHOLDERS = [
    "NULL", "\\N", "N/A", "#N/A", "(null)", "0000-00-00", "0000-00-00 00:00:00", "00/01/1900", "30/12/1899",
    "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "01/01/0001 00:00:00", "1/1/0001 12:00:00 AM", "01/01/1970",
    "1900-01-01", "1753-01-01", "FALSE", "0", 0, 0.0, False, dt.time(), dt.timedelta(), dt.date(1900, 1, 1),
    dt.datetime(1, 1, 1), "Không có",
]  # fmt: skip


def test_placeholders_are_told_once_and_blank_if_the_profile_says_so() -> None:
    listed = rows(done=PLACEHOLDERS)
    intake = take(*listed)
    (error,) = intake.errors
    assert (error.place, len(error.also)) == ("Nhiệm vụ!F2", len(PLACEHOLDERS) - 1)
    assert all(task.completed_on is None for task in cured(intake, *listed[:20]))
    assert [task.completed_on for task in cured(take(*listed[10:]), *listed[10:])] == [None] * (len(PLACEHOLDERS) - 10)


@pytest.mark.parametrize(("zero", "shown"), [(0.0, "0"), (dt.time(), "00:00:00"), ("0", "0")])
def test_a_zero_speaks_of_the_blank_cell_behind_it(zero: Any, shown: str) -> None:
    (error,) = take(row(1, done=zero)).errors
    assert error.message == (
        f'"{shown}" không phải là ngày; nếu nghĩa là ô trống (số 0 thường do công thức lấy từ ô trống), '
        f'hãy ghi [dates] blank = ["{shown}"] vào hồ sơ'
    )


def test_all_columns_and_lists_share_one_line() -> None:
    first = Sheet("Một", [HEADER, row(1, "NULL", "NULL"), row(2)])
    second = Sheet("Hai", [HEADER, row(1, done="N/A"), row(2)])
    (error,) = take_in([(SourceFile(name="tep.xlsx"), [first, second])], Profile()).errors
    assert error.place == "Một!E2"
    assert 'blank = ["NULL", "N/A"]' in error.message


# -- numbers that count from 1970 ------------------------------------------------------------------

MIDNIGHT = 1621443600  # 20/5/2021 in Vietnam


@pytest.mark.parametrize("unit", ["seconds", "milliseconds"])
@pytest.mark.parametrize("kind", [int, float, str])
def test_epochs_are_told_once_with_their_unit(unit: str, kind: Callable[[int], Any]) -> None:
    factor = 1000 if unit == "milliseconds" else 1
    listed = [row(n, kind(MIDNIGHT * factor) if kind is not str else str(MIDNIGHT * factor)) for n in range(3)]
    intake = take(*listed)
    (error,) = intake.errors
    assert error.message.endswith(f'đếm từ năm 1970; hãy ghi [dates] epochs = "{unit}" vào hồ sơ')
    assert {task.due_on for task in cured(intake, *listed)} == {dt.date(2021, 5, 20)}


def test_numbers_of_the_other_unit_stay_errors() -> None:
    assert len(take(row(1, MIDNIGHT), dates={"epochs": "milliseconds"}).errors) == 1


# -- what the list must say itself -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ["05 ngày", 15, "03 ngày làm việc", "10 ngày kể từ ngày nhận", "2 tuần", "1 tháng", "trong 30 ngày"],
            "là số ngày",
        ),
        (
            [
                *("10-20/5/2021", "17 - 21/5/2021", "Từ 10/5/2021 đến 20/5/2021", "Từ ngày 10/5 đến ngày 20/5/2021"),
                *("10/5/2021-20/5/2021", "10/5–20/5/2021"),
            ],
            "là khoảng từ ngày đến ngày; hãy ghi một ngày, ngày cuối của khoảng đó",
        ),
        (["31/5/21", "20/May/21 5:00 PM", "3-thg 5-21", "trước ngày 15/4/21"], "năm chỉ có hai chữ số"),
    ],
    ids=["spans of days", "ranges", "short years"],
)
def test_kinds_that_no_line_settles_are_told_once_a_column(cells: Sequence[Any], said: str) -> None:
    (error,) = take(*rows(due=cells)).errors
    assert f"từ ô này có {len(cells)} ô như " in error.message
    assert said in error.message
    assert len(error.also) == len(cells) - 1


def test_hints_show_a_day_of_the_lists_own_year() -> None:
    intake = take(row(1, "31/02/2026", None, dt.date(2026, 1, 5)), row(2, "15 ngày", None, dt.date(2026, 1, 5)))
    assert [error.message.rpartition(" ")[2] for error in intake.errors] == ["31/5/2026", "31/5/2026"]


# -- not yet completed -----------------------------------------------------------------------------


def test_words_for_not_yet_in_the_column_of_completion_are_unfinished_and_told_once() -> None:
    words = ["Chưa hoàn thành", "Đang thực hiện", "chưa", "Chưa HT", "chưa", "Trong hạn", "Đang triển khai"]
    intake = take(*rows(done=[*words, "19/5/2021"]))
    assert [task.completed_on for task in intake.tasks] == [None] * len(words) + [dt.date(2021, 5, 19)]
    (warning,) = intake.problems
    assert str(warning) == (
        "Nhiệm vụ!F2: từ dòng này có 7 nhiệm vụ ghi chữ thay cho ngày hoàn thành, đang tính là chưa hoàn thành: "
        '"chưa" (2), "Chưa hoàn thành" (1), "Đang thực hiện" (1), "Chưa HT" (1), "Trong hạn" (1) và 1 cách ghi khác; '
        "nếu đã xong, hãy ghi ngày hoàn thành  [W-UNFINISHED]"
    )


@pytest.mark.parametrize("word", ["Đã hoàn thành", "Đúng hạn", "Tạm dừng", "Chưa rõ ngày 3", "Hủy", "xong một nửa"])
def test_other_words_there_are_no_day(word: str) -> None:
    assert [error.code for error in take(row(1, done=word)).errors] == ["E-DATE"]


# -- moments ---------------------------------------------------------------------------------------


def test_a_moment_with_an_offset_has_its_day_in_the_zone_of_the_profile() -> None:
    listed = row(1, "2021-05-19T17:30:00Z")
    assert take(listed).tasks[0].due_on == dt.date(2021, 5, 20)
    assert take(listed, dates={"zone": "Europe/Paris"}).tasks[0].due_on == dt.date(2021, 5, 19)


@pytest.mark.parametrize(
    "moment", [dt.datetime(2021, 5, 19, 17), "2021-05-19 17:00:00", "19/5/2021 5:00 CH", 44335 + 17 / 24]
)
def test_moments_without_an_offset_may_be_in_utc(moment: Any) -> None:
    assert take(row(1, moment)).tasks[0].due_on == dt.date(2021, 5, 19)
    assert take(row(1, moment), dates={"utc": True}).tasks[0].due_on == dt.date(2021, 5, 20)


@pytest.mark.parametrize(
    "day", [dt.date(2021, 5, 19), dt.datetime(2021, 5, 19), "19/5/2021", 44335, "trước 17h ngày 19/5/2021"]
)
def test_a_day_is_no_moment(day: Any) -> None:
    settings = {"utc": True, "zone": "America/New_York"}
    assert take(row(1, day), dates=settings).tasks[0].due_on == dt.date(2021, 5, 19)
