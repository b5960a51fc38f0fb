"""Every form of date that lists have, read strictly: what the office wrote, or an error that says what to write."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.cells import dates
from taskstats_adapters.intake.cells.clean import clean_cell
from taskstats_adapters.intake.cells.no_days import NotADate


def of_a_cell(read: Callable[[Any], dt.date | None]) -> Callable[[Any], dt.date | None]:
    """The reader, for a cell as a source gives it."""
    return lambda cell: read(clean_cell(cell))


read_date, read_assignment = of_a_cell(dates.read_date), of_a_cell(dates.read_assignment)
read_deadline, read_due_date = of_a_cell(dates.read_deadline), of_a_cell(dates.read_due_date)

NAIVE = dt.datetime.fromisoformat
VIETNAM, UTC = dt.timezone(dt.timedelta(hours=7)), dt.UTC
EVERY_READER = pytest.mark.parametrize("read", [read_date, read_deadline, read_due_date])


@EVERY_READER
@pytest.mark.parametrize(
    "written",
    [
        "5/6/2021", "05/06/2021", "5.6.2021", "05.06.2021", "5-6-2021", "05-06-2021", "2021-06-05", "2021-6-5",
        "2021/06/05", "ngày 5/6/2021", "Ngày 05 tháng 06 năm 2021", "NGÀY 5 THÁNG 6 NĂM 2021", " 5/6/2021\n",
        unicodedata.normalize("NFD", "ngày 05 tháng 6 năm 2021"), "5/6/2021 17:00", "05/06/2021 17:00:59",
        "5/6/2021 17h00", "5/6/2021, 8:05", "5/6/2021 5:00:00 CH", "5/6/2021 8:00 AM",
        "17h00 ngày 5/6/2021", "17h ngày 05 tháng 6 năm 2021", "8:30 5/6/2021", "08:30, 5/6/2021",
        "2021-06-05T17:00:00",
        "2021-06-05 00:00:00.000", "2021-06-05T23:59:00+07:00", "2021-06-05T16:59:59Z", "44352", "44352.75", "44352,75",
        44352, 44352.0, 44352.999, Decimal(44352), dt.date(2021, 6, 5), NAIVE("2021-06-05 23:59"),
        dt.datetime(2021, 6, 5, 23, 59, tzinfo=VIETNAM), dt.datetime(2021, 6, 5, 16, 59, tzinfo=UTC),
    ],
)  # fmt: skip
def test_the_fifth_of_june(read: Any, written: Any) -> None:
    read_day = read(written)
    assert read_day == dt.date(2021, 6, 5)
    assert type(read_day) is dt.date


@EVERY_READER
@pytest.mark.parametrize(
    "moment",
    [
        "2021-06-04T17:00:00Z", "2021-06-05T16:59:59.999Z", "2021-06-04 19:00:00+02:00", "2021-06-05 03:00:00 +09",
        "05/06/2021 00:00:00 GMT+07", "Fri, 04 Jun 2021 17:00:00 GMT",
        dt.datetime(2021, 6, 4, 17, tzinfo=UTC), "/Date(1622826000000)/",
    ],
)  # fmt: skip
def test_a_moment_with_an_offset_is_on_its_day_in_vietnam(read: Any, moment: Any) -> None:
    assert read(moment) == dt.date(2021, 6, 5)


@EVERY_READER
@pytest.mark.parametrize("written", [None, "", "  \n", "\u200b", "-", "–", "—", "---"])
def test_blank_or_a_dash_is_no_date(read: Any, written: Any) -> None:
    assert read(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "trước ngày 01 tháng 09 năm 2026", "Trước ngày 1/9/2026", "đến hết ngày 01/9/2026", "đến ngày 1.9.2026",
        "hết ngày 1-9-2026", "trước 17h00 ngày 1/9/2026", "trước 1/9/2026", "chậm nhất ngày 01 tháng 9 năm 2026",
    ],
)  # fmt: skip
def test_deadlines_are_written_with_words_before_the_day(written: str) -> None:
    assert read_due_date(written) == read_deadline(written) == dt.date(2026, 9, 1)
    with pytest.raises(NotADate):  # a completion "before 1 September" is on no day
        read_date(written)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Trước ngày 15/4", "thiếu năm"),
        ("đến hết ngày 15 tháng 4", "thiếu năm"),
        ("trước 15/4/21", "năm chỉ có hai chữ số"),
        ("chậm nhất ngày 31/02/2021", "không phải là ngày có trong lịch"),
        ("trước ngày 1/1/1999", "nằm ngoài khoảng"),
    ],
)
def test_a_deadline_that_is_none_is_quoted_as_it_is_written(written: str, hint: str) -> None:
    for read in (read_due_date, read_deadline):
        with pytest.raises(NotADate) as caught:
            read(written)
        assert f'"{written}"' in str(caught.value)
        assert hint in str(caught.value)


@pytest.mark.parametrize(
    "written",
    [
        "01/01/1970", "1/1/1970", "1970-01-01", "1970-01-01 00:00:00", "01/01/1970 07:00", "25569", 25569, 25569.0,
        dt.date(1970, 1, 1), NAIVE("1970-01-01 07:00"), "Không thời hạn", "không có thời hạn",
        "KHÔNG XÁC ĐỊNH THỜI HẠN", "Thường xuyên", "nhiệm vụ thường xuyên",
    ],
)  # fmt: skip
def test_no_deadline(written: Any) -> None:
    assert read_due_date(written) is None
    for read in (read_date, read_deadline):  # for any other date it is a mistake
        with pytest.raises(NotADate):
            read(written)


@EVERY_READER
@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("31/02/2021", '"31/02/2021" không phải là ngày có trong lịch; hãy ghi ngày/tháng/năm, ví dụ 31/5/2021'),
        ("29/2/2021", "không phải là ngày có trong lịch"),
        ("0/5/2021", "không phải là ngày có trong lịch"),
        ("2021-13-05", "không phải là ngày có trong lịch"),
        ("06/13/2021", "không có tháng 13; ngày viết trước, tháng viết sau (13/6/2021?)"),
        ("13/13/2021", "không phải là ngày có trong lịch"),
        ("31/5/21", "năm chỉ có hai chữ số"),
        ("31.5.21", "năm chỉ có hai chữ số"),
        ("12/2026", "thiếu ngày"),
        ("tháng 12/2026", "thiếu ngày"),
        ("5/6", "thiếu năm"),
        ("ngày 5/6", '"ngày 5/6" thiếu năm'),
        ("ngày 05 tháng 6", "thiếu năm"),
        ("17h00 ngày 5/6", "thiếu năm"),
        ("ngày 31/5/21", "năm chỉ có hai chữ số"),
        ("31/12/1999", "năm 1999 nằm ngoài khoảng 2000–2100"),
        ("1/1/2101", "năm 2101 nằm ngoài khoảng 2000–2100"),
        (dt.date(1999, 12, 31), "năm 1999 nằm ngoài khoảng 2000–2100"),
        (NAIVE("2101-01-01"), "năm 2101 nằm ngoài khoảng 2000–2100"),
        ("tuỳ thuộc tình hình thực tế", "hãy ghi ngày/tháng/năm, ví dụ 31/5/2021"),
        ("5/6-2021", "không phải là ngày"),
        ("5/6/2021 25:00", "không phải là ngày"),
        ("25:00 5/6/2021", "không phải là ngày"),
        ("17 ngày 5/6/2021", "không phải là ngày"),
        ("5/6/2021 và 6/6/2021", "không phải là ngày"),
        ("05062021", "không phải là ngày"),
        ("12345", '"12345" không phải là ngày'),
        (2021, '"2021" không phải là ngày'),
        (20210605, '"20210605" không phải là ngày'),
        (0, '"0" không phải là ngày'),
        (-1.5, '"-1.5" không phải là ngày'),
        (True, '"TRUE" không phải là ngày'),
        (float("nan"), '"nan" không phải là ngày'),
        (float("-inf"), '"-inf" không phải là ngày'),
        (Decimal("sNaN"), '"sNaN" không phải là ngày'),
        (Decimal("1E+999999999"), "không phải là ngày"),
        (10**5000, "không phải là ngày"),
        (dt.time(8), "không phải là ngày"),
        (dt.timedelta(days=1), "không phải là ngày"),
        ("2021-06-05T99:00:00Z", "không phải là ngày"),
    ],
    ids=lambda value: str(value)[:30] if not isinstance(value, int) or abs(value) < 10**20 else "a huge number",
)  # fmt: skip
def test_what_is_no_date_says_why(read: Any, written: Any, hint: str) -> None:
    with pytest.raises(NotADate) as caught:
        read(written)
    assert hint in str(caught.value)
    assert caught.value.code == "E-DATE"


@pytest.mark.parametrize("edge", [dt.date(2000, 1, 1), dt.date(2100, 12, 31)])
def test_the_years_2000_to_2100_are_dates(edge: dt.date) -> None:
    assert read_date(edge) == read_date(f"{edge.day}/{edge.month}/{edge.year}") == edge


@EVERY_READER
def test_a_cell_without_a_value_keeps_its_own_code(read: Any) -> None:
    with pytest.raises(NotADate) as caught:
        read(BadCell("=F3+10", "E-FORMULA"))
    assert caught.value.code == "E-FORMULA"
    assert '"=F3+10"' in str(caught.value)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_every_form_says_the_same_day(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    forms = (f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", day.isoformat(), str(serial), serial, day)
    assert {read_date(form) for form in forms} == {day}


NEARLY = st.from_regex(r"(trước )?[0-9]{1,4}[/.-][0-9]{1,2}([/.-][0-9]{1,5})?( [0-9]{2}:[0-9]{2})?", fullmatch=True)


@given(NEARLY | st.text("0123456789/.-: TZngàythámvđếhướcrk", max_size=20))
def test_any_text_is_a_date_within_range_or_an_error(text: str) -> None:
    for read in (read_date, read_deadline, read_due_date):
        try:
            day = read(text)
        except NotADate:
            continue
        assert day is None or 2000 <= day.year <= 2100


# -- the document that assigns, before its day -----------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Công văn số 88/UBND-TH ngày 05/06/2021",
        "88/UBND-TH ngày 5/6/2021",
        "Quyết định số 12/QĐ-UBND ngày 05 tháng 6 năm 2021",
        "45-KL/TU, ngày 5.6.2021",
        "Công văn số 88/UBND-TH của UBND tỉnh ngày 5/6/2021",
        "5/6/2021",
        dt.date(2021, 6, 5),
    ],
)
def test_the_day_of_the_document_that_assigns(written: Any) -> None:
    assert read_assignment(written) == dt.date(2021, 6, 5)


@pytest.mark.parametrize(
    "written",
    [
        "Công văn số 88/UBND-TH",
        "Công văn số 88/UBND-TH ngày 31/02/2021",
        "Công văn số 88/UBND-TH ngày 5/6/2021, sửa ngày 7/6/2021",
        "sau ngày 5/6/2021",
        "trước ngày 5/6/2021",
        "88/UBND-TH ngày 5/6",
    ],
)
def test_what_else_stands_there_is_no_day(written: str) -> None:
    with pytest.raises(NotADate):
        read_assignment(written)


def test_no_other_date_has_a_document_before_it() -> None:
    for read in (read_date, read_deadline, read_due_date):
        with pytest.raises(NotADate):
            read("Công văn số 88/UBND-TH ngày 05/06/2021")


def test_a_text_of_a_million_letters_is_not_quoted_whole() -> None:
    with pytest.raises(NotADate) as caught:
        read_date("x" * 1_000_000)
    assert len(str(caught.value)) < 250
