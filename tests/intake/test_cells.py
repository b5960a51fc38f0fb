"""A cell is cleaned once; what intake makes of it afterwards asks nothing of the raw cell."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.contract.cells import MERGED, BadCell, is_blank, is_merged, shown
from taskstats_adapters.intake.cells.clean import clean_cell, clean_row, has_own, text_of

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from(" \t\n\u00a0\u200b\u00ad\ufeff\x00\ud800\uffff\u0301"))
CELLS = st.one_of(
    st.none(), ANY_TEXT, st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.decimals(),
    st.builds(BadCell, ANY_TEXT, st.sampled_from(["E-FORMULA", MERGED])),
)  # fmt: skip


@pytest.mark.parametrize("blank", [None, "", " \n", "\u200b", "\x00"])
def test_a_cell_that_shows_nothing_is_none(blank: str | None) -> None:
    assert clean_cell(blank) is None
    assert text_of(clean_cell(blank)) == ""


@pytest.mark.parametrize("value", [0, False, 2.5, Decimal("1.0"), dt.date(2021, 5, 31), dt.time(5)])
def test_a_value_is_kept_as_the_source_gave_it(value: Any) -> None:
    assert clean_cell(value) is value
    assert has_own(value)


def test_the_text_of_a_bad_cell_is_clean_too() -> None:
    assert clean_row([BadCell(" #N/A\n", "E-CELL-ERROR"), " a\u200b  b "]) == [BadCell("#N/A", "E-CELL-ERROR"), "a b"]


def test_a_merged_cell_has_nothing_of_its_own_and_a_bad_one_has() -> None:
    assert not has_own(BadCell("a", MERGED))
    assert has_own(BadCell("", "E-FORMULA"))


@given(CELLS)
def test_a_clean_cell_shows_what_the_cell_showed(cell: Any) -> None:
    found = clean_cell(cell)
    assert text_of(found) == shown(cell) == shown(found)
    assert has_own(found) == (not is_blank(cell))
    assert is_merged(found) == is_merged(cell)


@given(CELLS)
def test_cleaning_a_clean_cell_changes_nothing(cell: Any) -> None:
    found = clean_cell(cell)
    assert repr(clean_cell(found)) == repr(found)  # a NaN equals nothing


# -- what any cell shows --------------------------------------------------------------------------


def test_blank_is_what_shows_nothing() -> None:
    assert [is_blank(value) for value in (None, "", " \n", "\u200b", "\u00a0")] == [True] * 5
    assert [is_blank(value) for value in (0, False, "-", BadCell("", "E-FORMULA"))] == [False] * 4


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (5.0, "5"),
        (2.5, "2.5"),
        (True, "TRUE"),
        (dt.date(2021, 5, 9), "9/5/2021"),
        (dt.datetime.fromisoformat("2021-05-09"), "9/5/2021"),
        (dt.datetime.fromisoformat("2021-05-09 17:30"), "9/5/2021 17:30"),
        (Decimal("1.50"), "1.50"),
        (float("inf"), "inf"),
        (BadCell("#N/A\n", "E-CELL-ERROR"), "#N/A"),
    ],
)
def test_a_cell_is_shown_as_the_office_sees_it(value: object, text: str) -> None:
    assert shown(value) == text  # type: ignore[arg-type]  # one test for every kind of cell


def test_a_number_of_more_digits_than_python_prints_is_shown() -> None:
    assert shown(16**5000) == "0x1" + "0" * 5000
