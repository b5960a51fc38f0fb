"""Wording of numbers, shares, dates and changes (docs/reference/wording.md)."""

import datetime as dt
from decimal import Decimal

import pytest

from taskstats import Change, Rounding
from taskstats_adapters.narrative.numbers import NumberStyle, date, roman, thousands
from taskstats_adapters.office.profile import Numbers

PADDED = NumberStyle(Numbers())
UNPADDED = NumberStyle(Numbers(padded=False))


@pytest.mark.parametrize(
    ("number", "padded", "plain"),
    [(0, "00", "0"), (5, "05", "5"), (9, "09", "9"), (10, "10", "10"), (999, "999", "999"), (1441, "1.441", "1.441")],
)
def test_counts_below_ten_are_padded_and_thousands_have_a_dot(number: int, padded: str, plain: str) -> None:
    assert (PADDED.count(number), UNPADDED.count(number)) == (padded, plain)


def test_millions_have_two_dots() -> None:
    assert thousands(1234567) == "1.234.567"


def test_zero_tasks_in_words() -> None:
    assert PADDED.tasks(0) == "không có nhiệm vụ"


@pytest.mark.parametrize(
    ("share", "printed"),
    [("95.0", "95%"), ("88.4", "88,4%"), ("0.0", "0%"), ("100.0", "100%"), ("2.3", "2,3%"), ("90.05", "90,05%")],
)
def test_percentages_have_a_comma_and_no_trailing_zero(share: str, printed: str) -> None:
    assert PADDED.percent(Decimal(share)) == printed


def test_a_trailing_zero_stays_when_asked() -> None:
    assert NumberStyle(Numbers(trailing_zeros=True)).percent(Decimal("95.0")) == "95,0%"


def test_tens_keep_their_zero_without_decimals() -> None:
    assert NumberStyle(Numbers(decimals=0)).shares(10, "due.total", 9, 1) == ("90%", "10%")


def test_nearly_all_and_nearly_none_are_never_printed_as_100_and_0() -> None:
    assert PADDED.shares(2001, "due.total", 2000, 1) == ("99,95%", "0,05%")


def test_a_share_of_nothing_is_a_dash() -> None:
    assert PADDED.shares(0, "due.total", 0, 0) == ("–", "–")


@pytest.mark.parametrize(
    ("policy", "printed"),
    [(Rounding.HALF_UP, ("95,1%", "2,7%", "2,2%")), (Rounding.REMAINDER, ("95%", "2,7%", "2,3%"))],
)
def test_shares_follow_the_policy_of_the_office(policy: Rounding, printed: tuple[str, ...]) -> None:
    assert NumberStyle(Numbers(percentages=policy)).shares(182, "due.total", 173, 5, 4) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (dt.date(2021, 5, 31), "31/5/2021"),
        (dt.date(2021, 1, 1), "01/01/2021"),
        (dt.date(2021, 2, 28), "28/02/2021"),
        (dt.date(2021, 3, 9), "09/3/2021"),
        (dt.date(2021, 12, 10), "10/12/2021"),
    ],
)
def test_days_below_ten_and_months_one_and_two_are_padded(day: dt.date, printed: str) -> None:
    assert date(day) == printed


@pytest.mark.parametrize(
    ("now", "before", "printed"),
    [
        (5, 1, " (tăng 04 nhiệm vụ so với tháng trước)"),
        (301, 337, " (giảm 36 nhiệm vụ so với tháng trước)"),
        (3, 3, " (bằng tháng trước)"),
        (0, 0, ""),
        (0, 4, " (giảm 04 nhiệm vụ so với tháng trước)"),
        (2000, 0, " (tăng 2.000 nhiệm vụ so với tháng trước)"),
    ],
)
def test_a_change_is_a_difference_of_counts(now: int, before: int, printed: str) -> None:
    assert PADDED.change(Change(now=now, before=before), "tháng trước") == printed


def test_without_a_previous_figure_nothing_is_printed() -> None:
    assert PADDED.change(None, "tháng trước") == ""


def test_roman_numerals() -> None:
    assert [roman(number) for number in (1, 2, 3, 4, 9, 10, 14, 39)] == [
        "I", "II", "III", "IV", "IX", "X", "XIV", "XXXIX",
    ]  # fmt: skip
