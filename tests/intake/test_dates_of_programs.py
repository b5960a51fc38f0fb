"""Dates as programs write them: those that can mean one day only are read."""

import datetime as dt

import pytest

from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.no_days import NotADate

MAY_3 = dt.date(2021, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        '="3/5/2021"',
        '="2021-05-03"',
        "'3/5/2021",
        "20210503",
        "2021-05-03 00:00:00 +07:00",
        "2021-05-03 00:00:00+07",
        "2021-05-03 00:00:00.0000000 +07:00",
        "2021-05-03T09:30:00.1234567+0700",
        "Mon May 03 2021 00:00:00 GMT+0700 (Indochina Time)",
        "Mon May 03 2021 23:59:59 GMT+0700",
        "Sun May 02 2021 17:00:00 GMT+0000 (Coordinated Universal Time)",
        "2021-05-02 18:00:00 +00",
        "/Date(1619974800000)/",
        "/Date(1619974800000+0700)/",
        44319.0,
        44318.9999999999,
        "44318,99999999999",
        dt.timedelta(days=44319, hours=3),
    ],
)
def test_a_day_is_read(text: str | float | dt.timedelta) -> None:
    assert read_date(text) == MAY_3


def test_a_time_of_day_is_part_of_its_day() -> None:
    assert read_date(44319.99) == MAY_3


@pytest.mark.parametrize(
    "text",
    [
        '="31/2/2021"',
        '="3/5/2021',
        "''3/5/2021",
        "20211305",
        "19990503",
        "Mon May 33 2021 00:00:00 GMT+0700",
        "2021-05-03 18:00:00 +25",
        "/Date(1619974800)/",
        "Mon May 2021 00:00:00 GMT+0700",
        dt.timedelta(hours=9),
    ],
)
def test_what_is_no_day_is_refused(text: str | float | dt.timedelta) -> None:
    with pytest.raises(NotADate):
        read_date(text)


def test_a_protected_blank_is_blank() -> None:
    assert read_date('=""') is None
