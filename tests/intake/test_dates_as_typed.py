"""Days as people type them and as programs in Vietnamese and English print them: read where they mean one day only."""

import datetime as dt

import pytest

from taskstats_adapters.intake.cells.dates import LONGEST, read_date, read_due_date
from taskstats_adapters.intake.cells.no_days import NotADate

MAY_20 = dt.date(2021, 5, 20)


@pytest.mark.parametrize(
    "written",
    [
        "20–5–2021", "20‑5‑2021", "20 / 5 / 2021", "20/ 5/2021", "20 .5. 2021", "20/5/2021.", "20/5/2021 ;",
        "20∕5∕2021",
        "Thứ Năm, 20/5/2021", "thứ 5 ngày 20/5/2021", "20/5/2021 (thứ Năm)", "20/5/2021, thứ năm", "T5, 20/5/2021",
        "17h00, thứ Năm, ngày 20/5/2021", "Thứ Năm, 20 Tháng Năm 2021",
        "17 giờ ngày 20/5/2021", "17 giờ 30 phút ngày 20/5/2021", "17g00, 20/5/2021", "11h30' ngày 20/5/2021",
        "10h, 20/5/2021", "lúc 8h30 ngày 20 tháng 5 năm 2021", "20/5/2021 17 giờ", "20/5/2021 lúc 17h00",
        "20/5/2021, 17g",
        "20 Tháng Năm 2021", "20 tháng 5, 2021", "20 thg 5, 2021", "20/Thg5/2021", "20-thg 5-2021", "20 tháng 5/2021",
        "20 tháng năm năm 2021", "ngày 20 tháng 5 năm 2021.",
        "20/May/2021", "20-May-2021 5:00 PM", "20 May 2021", "May 20, 2021", "Thu, 20 May 2021 08:00:00 +0700",
    ],
)  # fmt: skip
def test_the_twentieth_of_may(written: str) -> None:
    assert read_date(written) == read_due_date(written) == MAY_20


@pytest.mark.parametrize(
    "written",
    [
        "trước 17 giờ ngày 20/5/2021",
        "trước 10h, 20/5/2021",
        "chậm nhất là ngày 20 - 5 - 2021",
        "trước lúc 8h 20/5/2021",
    ],
)
def test_an_hour_may_stand_in_a_deadline(written: str) -> None:
    assert read_due_date(written) == MAY_20


@pytest.mark.parametrize(("word", "month"), [("Giêng", 1), ("Tư", 4), ("Mười", 10), ("Mười Một", 11), ("mười hai", 12)])
def test_months_may_be_words(word: str, month: int) -> None:
    assert read_date(f"09 Tháng {word} 2021") == dt.date(2021, month, 9)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Thứ Sáu, 20/5/2021", "20/5/2021 là thứ Năm"),
        ("20/5/2021 (Chủ nhật)", "20/5/2021 là thứ Năm"),
        ("2O/5/2021", "có chữ thay cho số hoặc thừa dấu (20/5/2021?)"),
        ("l0/5/2021", "(10/5/2021?)"),
        ("20/5//2021", "(20/5/2021?)"),
        ("20..5.2021", "(20/5/2021?)"),
        ("20/5/2021 15/6/2021", "có hai ngày"),
        ("ngày 20 tháng năm 2021", "không phải là ngày"),
        ("20/Mai/2021", "không phải là ngày"),
        ("trước lúc 20/5/2021 và sau đó", "không phải là ngày"),
    ],
)
def test_what_may_be_a_slip_is_refused_with_a_hint(written: str, said: str) -> None:
    with pytest.raises(NotADate) as caught:
        read_due_date(written)
    assert said in str(caught.value)
    assert f'"{written}"' in str(caught.value)


def test_a_text_too_long_to_be_a_day_is_refused_unexamined() -> None:
    assert read_date("20/5/2021" + " " * (LONGEST - 10) + ".") == MAY_20
    with pytest.raises(NotADate):
        read_date("20/5/2021" + " " * LONGEST + ".")
