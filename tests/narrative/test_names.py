"""Names of periods in running text (docs/reference/wording.md)."""

import pytest

from taskstats import AgencyFigures, Calendar, Figures, Period
from taskstats_adapters.narrative.names import attribute, compared_with, full_name, noun, short_name


@pytest.mark.parametrize(
    ("text", "full", "short", "kind"),
    [
        ("2021-05", "tháng 5/2021", "tháng 5", "tháng"),
        ("2026-01", "tháng 01/2026", "tháng 01", "tháng"),
        ("2026-02", "tháng 02/2026", "tháng 02", "tháng"),
        ("2026-03", "tháng 3/2026", "tháng 3", "tháng"),
        ("2021-Q2", "quý II/2021", "quý II", "quý"),
        ("2021-H1", "6 tháng đầu năm 2021", "6 tháng đầu năm", "kỳ"),
        ("2021-H2", "6 tháng cuối năm 2021", "6 tháng cuối năm", "kỳ"),
        ("2021-9M", "9 tháng đầu năm 2021", "9 tháng đầu năm", "kỳ"),
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


def test_another_calendar_shows_its_days() -> None:
    period = Period.month(2021, 5, calendar=Calendar.DECREE_09)
    assert full_name(period) == "tháng 5/2021 (từ ngày 15/4/2021 đến hết ngày 14/5/2021)"
    days = Period.days(period.first, period.last, calendar=Calendar.DECREE_09)
    assert attribute(days) == "trong thời gian từ ngày 15/4/2021 đến hết ngày 14/5/2021"


@pytest.mark.parametrize(
    ("period", "against", "printed"),
    [
        ("2021-05", "2021-04", "tháng trước"),
        ("2021-05", "2021-04-01..2021-04-30", "tháng trước"),  # as a saved report is read back
        ("2021-05", "2020-05", "cùng kỳ năm trước"),
        ("2021-Q2", "2021-Q1", "quý trước"),
        ("2021-H2", "2021-H1", "6 tháng đầu năm 2021"),
        ("2026-H1", "2025-07-01..2025-12-31", "6 tháng cuối năm 2025"),
        ("2021-05-03..2021-05-04", "2021-05-01..2021-05-02", "kỳ trước"),
        ("2021-9M", "2020-9M", "cùng kỳ năm trước"),
        ("2021", "2020", "năm trước"),
        ("2021-05", "2021-02", "tháng 02/2021"),
    ],
)
def test_what_a_change_is_measured_against(period: str, against: str, printed: str) -> None:
    before = Period.parse(against)
    figures = Figures(period=before, as_of=before.last, since=before.first, agencies={"": AgencyFigures()})
    assert compared_with(Period.parse(period), figures) == printed
