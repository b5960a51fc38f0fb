"""Wording of numbers, shares, dates, changes and periods (docs/reference/wording.md)."""

import datetime as dt
from decimal import Decimal

import pytest

from taskstats import AgencyFigures, Calendar, Change, Figures, Period, Rounding
from taskstats_adapters.narrative.names import compared_with, full_name, noun, short_name
from taskstats_adapters.narrative.numbers import Speech, date, roman, thousands
from taskstats_adapters.office.profile import Numbers

SPEECH = Speech(Numbers())
UNPADDED = Speech(Numbers(padded=False))


@pytest.mark.parametrize(
    ("number", "padded", "plain"),
    [(0, "00", "0"), (5, "05", "5"), (9, "09", "9"), (10, "10", "10"), (999, "999", "999"), (1441, "1.441", "1.441")],
)
def test_counts_below_ten_are_padded_and_thousands_have_a_dot(number: int, padded: str, plain: str) -> None:
    assert (SPEECH.count(number), UNPADDED.count(number)) == (padded, plain)


def test_millions_have_two_dots() -> None:
    assert thousands(1234567) == "1.234.567"


def test_none_is_said_in_words() -> None:
    assert SPEECH.tasks(0) == "không có nhiệm vụ"


@pytest.mark.parametrize(
    ("share", "printed"),
    [("95.0", "95%"), ("88.4", "88,4%"), ("0.0", "0%"), ("100.0", "100%"), ("2.3", "2,3%"), ("90.05", "90,05%")],
)
def test_percentages_have_a_comma_and_no_trailing_zero(share: str, printed: str) -> None:
    assert SPEECH.percent(Decimal(share)) == printed


def test_a_trailing_zero_stays_when_asked() -> None:
    assert Speech(Numbers(trailing_zeros=True)).percent(Decimal("95.0")) == "95,0%"


def test_tens_keep_their_zero_without_decimals() -> None:
    assert Speech(Numbers(decimals=0)).shares(10, "due.total", 9, 1) == ("90%", "10%")


def test_a_share_of_nothing_is_a_dash() -> None:
    assert SPEECH.shares(0, "due.total", 0, 0) == ("–", "–")


@pytest.mark.parametrize(
    ("policy", "printed"),
    [(Rounding.HALF_UP, ("95,1%", "2,7%", "2,2%")), (Rounding.REMAINDER, ("95%", "2,7%", "2,3%"))],
)
def test_shares_follow_the_policy_of_the_office(policy: Rounding, printed: tuple[str, ...]) -> None:
    assert Speech(Numbers(percentages=policy)).shares(182, "due.total", 173, 5, 4) == printed


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
        (0, 0, " (bằng tháng trước)"),
        (2000, 0, " (tăng 2.000 nhiệm vụ so với tháng trước)"),
    ],
)
def test_a_change_is_a_difference_of_counts(now: int, before: int, printed: str) -> None:
    assert SPEECH.change(Change(now=now, before=before), "tháng trước") == printed


def test_without_a_previous_figure_nothing_is_printed() -> None:
    assert SPEECH.change(None, "tháng trước") == ""


def test_roman_numerals() -> None:
    assert [roman(number) for number in (1, 2, 3, 4, 9, 10, 14, 39)] == [
        "I", "II", "III", "IV", "IX", "X", "XIV", "XXXIX",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "full", "short", "kind"),
    [
        ("2021-05", "tháng 5/2021", "tháng 5", "tháng"),
        ("2021-Q2", "quý II/2021", "quý II", "quý"),
        ("2021-H1", "6 tháng đầu năm 2021", "6 tháng đầu năm", "kỳ"),
        ("2021-H2", "6 tháng cuối năm 2021", "6 tháng cuối năm", "kỳ"),
        ("2021-9M", "9 tháng đầu năm 2021", "9 tháng", "kỳ"),
        ("2021", "năm 2021", "năm", "năm"),
        (
            "2021-05-03..2021-05-20",
            "thời gian từ ngày 03/5/2021 đến hết ngày 20/5/2021",
            "thời gian này",
            "kỳ",
        ),
    ],
)
def test_periods_have_names(text: str, full: str, short: str, kind: str) -> None:
    period = Period.parse(text)
    assert (full_name(period), short_name(period), noun(period)) == (full, short, kind)


def test_another_calendar_says_its_days() -> None:
    period = Period.month(2021, 5, calendar=Calendar.DECREE_09)
    assert full_name(period) == "tháng 5/2021 (từ ngày 15/4/2021 đến hết ngày 14/5/2021)"


@pytest.mark.parametrize(
    ("period", "against", "printed"),
    [
        ("2021-05", "2021-04", "tháng trước"),
        ("2021-05", "2021-04-01..2021-04-30", "tháng trước"),  # as a saved report is read back
        ("2021-05", "2020-05", "cùng kỳ năm trước"),
        ("2021-Q2", "2021-Q1", "quý trước"),
        ("2021-H2", "2021-H1", "kỳ trước"),
        ("2021-9M", "2020-9M", "cùng kỳ năm trước"),
        ("2021", "2020", "năm trước"),
        ("2021-05", "2021-02", "tháng 2/2021"),
    ],
)
def test_a_change_says_what_it_is_against(period: str, against: str, printed: str) -> None:
    before = Period.parse(against)
    figures = Figures(period=before, as_of=before.last, since=before.first, agencies={"": AgencyFigures()})
    assert compared_with(Period.parse(period), figures) == printed
