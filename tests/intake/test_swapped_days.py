"""Columns in which Excel with American settings has swapped days and months are told, and no others."""

import datetime as dt
from collections.abc import Callable

import pytest

from taskstats_adapters.intake.reading import Intake

Cells = tuple[dt.date | str, ...]

MAY_3, JUNE_5 = dt.date(2021, 3, 5), dt.date(2021, 5, 6)  # what 3/5/2021 and 6/5/2021 became
MORE: Cells = (dt.date(2021, 7, 5), "21/5/2021")
LATER = dt.date(2021, 12, 31)


def swapped(listed: Callable[..., Intake], assigned: Cells) -> list[str]:
    rows = ((n, "", f"Báo cáo {n}", "Sở Y tế", day, LATER, None) for n, day in enumerate(assigned, 1))
    return [str(problem) for problem in listed(*rows).problems if problem.code == "W-SWAPPED"]


def test_a_column_that_was_swapped_is_told_at_its_header(listed: Callable[..., Intake]) -> None:
    (message,) = swapped(listed, (MAY_3, "20/5/2021", JUNE_5, "31/5/2021 08:00", MAY_3, *MORE))
    assert message == (
        "Nhiệm vụ!E1: mọi ngày thật của cột (3 ngày khác nhau) đều từ 12 trở xuống, mọi ngày dạng chữ (3) đều từ 13 "
        "trở lên: Excel dùng kiểu tháng/ngày của Mỹ đã đảo ngày với tháng; hãy lấy lại tệp gốc, hoặc nhập CSV bằng "
        "Data > From Text với cột kiểu Text  [W-SWAPPED]"
    )


@pytest.mark.parametrize(
    "assigned",
    [
        tuple(dt.date(2021, 5, day) for day in range(1, 8)),
        tuple(f"{day}/5/2021" for day in range(20, 27)),
        (MAY_3, JUNE_5, "20/5/2021", *MORE),
        (MAY_3, JUNE_5, "20/5/2021", "1/5/2021", *MORE),
        (MAY_3, dt.date(2021, 5, 13), "20/5/2021", "31/5/2021", *MORE),
        (MAY_3, JUNE_5, *MORE, "2021-05-20", "ngày 20/5/2021"),
    ],
    ids=["days", "texts", "too few", "a text below 13", "a day above 12", "other forms"],
)
def test_a_column_that_may_be_right_is_not(listed: Callable[..., Intake], assigned: Cells) -> None:
    assert swapped(listed, assigned) == []
