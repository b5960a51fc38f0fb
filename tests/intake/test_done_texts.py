"""The day of completion within a text: told once as a kind, taken where the profile says so."""

from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.intake.cells.in_words.done_texts import day_done
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
Told = Callable[[Intake], list[str]]

IN_TEXT = {"completed_in_text": True}
USUAL = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Thời hạn")


def rows(header: str, *texts: Any) -> list[tuple[Any, ...]]:
    given = ("Sở Y tế", "3/5/2021", "20/5/2021")
    return [(*USUAL, "Ngày hoàn thành", header), *((f"Việc {n}", *given, None, text) for n, text in enumerate(texts))]


def days(intake: Intake) -> list[str]:
    return [str(task.completed_on) for task in intake.tasks]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Đã hoàn thành tại Báo cáo số 12/BC-STC ngày 19/5/2021", "2021-05-19"),
        ("Đã HT 12/5/2021", "2021-05-12"),
        ("Hoàn thành đúng hạn ngày 19.5.2021", "2021-05-19"),
        ("Báo cáo số 88/BC-STC ngày 19 tháng 5 năm 2021 của Sở Tài chính", "2021-05-19"),
        ("Đã hoàn thành", None),
        ("Đã hoàn thành ngày 31/6/2021", None),
        ("Đã hoàn thành từ 12/5/2021 đến 19/5/2021", None),
        ("Dự kiến hoàn thành 19/5/2021", None),
        ("Hoàn thành trước ngày 19/5/2021", None),
        ("Chưa hoàn thành, gia hạn đến 19/5/2021", None),
        ("Đã báo cáo theo Công văn số 5/UBND ngày 3/5/2021", None),
        ("Đã hoàn thành một phần ngày 19/5/2021", None),
        ("Đã hoàn thành ngày 19/5/2021 " + "x" * 300, None),
    ],
)
def test_the_one_day_of_a_text_that_tells_of_a_completion(text: str, day: str | None) -> None:
    found = day_done(text)
    assert (found and str(found)) == day


def test_days_in_the_texts_of_a_result_are_told_once_and_taken_where_the_profile_says_so(take: Take) -> None:
    list_ = rows(
        "Kết quả thực hiện",
        "Đã hoàn thành tại Báo cáo số 12/BC-STC ngày 19/5/2021",
        "Đang thực hiện",
        "Đã HT 25/5/2021",
    )
    intake = take(list_)
    (error,) = intake.errors
    assert (error.code, error.place, error.also) == ("E-DATE", "Nhiệm vụ!F2", ("Nhiệm vụ!F4",))
    assert "từ ô này có 2 ô" in error.message
    assert "hãy ghi [intake] completed_in_text = true vào hồ sơ" in error.message
    assert intake.receipt.rejected == 2
    mended = take(list_, intake=IN_TEXT)
    assert mended.problems == ()
    assert days(mended) == ["2021-05-19", "None", "2021-05-25"]


def test_a_text_in_place_of_the_day_of_completion(take: Take) -> None:
    header = (*USUAL, "Ngày hoàn thành")
    list_ = [header, *((f"Việc {n}", "Sở Y tế", "3/5/2021", "20/5/2021", text) for n, text in enumerate(
        ("19/5/2021", "Báo cáo số 12/BC-STC ngày 19/5/2021", "Đã HT 12/5/2021", "Dự kiến 30/6/2021")
    ))]  # fmt: skip
    intake = take(list_)
    assert [(error.code, error.place) for error in intake.errors] == [
        ("E-DATE", "Nhiệm vụ!E5"),
        ("E-DATE", "Nhiệm vụ!E3"),
    ]
    assert "completed_in_text" in intake.errors[1].message
    assert "completed_in_text" not in intake.errors[0].message
    mended = take(list_, intake=IN_TEXT)
    assert [error.place for error in mended.errors] == ["Nhiệm vụ!E5"]
    assert days(mended) == ["2021-05-19", "2021-05-19", "2021-05-12"]


def test_the_day_of_a_result_document(take: Take) -> None:
    list_ = rows("Văn bản báo cáo kết quả", "Báo cáo số 88/BC-STC ngày 19/5/2021", "", "Báo cáo số 9/BC")
    (warning,) = take(list_).problems
    assert (warning.code, warning.place) == ("W-RESULT", "Nhiệm vụ!F2")
    assert "hãy ghi [intake] completed_in_text = true vào hồ sơ" in warning.message
    mended = take(list_, intake=IN_TEXT)
    assert days(mended) == ["2021-05-19", "None", "None"]
    assert [(problem.code, problem.place) for problem in mended.problems] == [("W-RESULT", "Nhiệm vụ!F4")]


def test_a_day_before_the_assignment_is_told(take: Take) -> None:
    (error,) = take(rows("Kết quả thực hiện", "Đã hoàn thành ngày 1/5/2021"), intake=IN_TEXT).errors
    assert error.code == "E-ORDER"


def test_a_day_of_its_own_wins(take: Take) -> None:
    header, row = rows("Kết quả thực hiện", "Đã hoàn thành ngày 12/5/2021")
    intake = take([header, (*row[:4], "19/5/2021", row[5])], intake=IN_TEXT)
    assert days(intake) == ["2021-05-19"]
