"""Texts cleaned for print and folded for matching."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.vietnamese.text import clean, fold, words

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from(" \t\n\u00a0\u200b\u00ad\ufeff\x00\ud800\uffff\u0301đĐ"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("  Sở  Tài\nchính ", "Sở Tài chính"),
        ("Sở\u00a0Tài\u3000chính", "Sở Tài chính"),
        ("Sở \u200b Tài chính\ufeff", "Sở Tài chính"),
        ("Sở Tài chí\u00adnh\x07", "Sở Tài chính"),
        ("Sở\ud800 Y tế\uffff", "Sở Y tế"),
        (unicodedata.normalize("NFD", "Sở Tài chính"), "Sở Tài chính"),
        ("Hồ sơ \uf0b7 mục 1", "Hồ sơ \uf0b7 mục 1"),
    ],
    ids=["spaces", "other white space", "zero width", "soft hyphen and control", "no character", "NFD", "private use"],
)
def test_clean_changes_what_nobody_sees_and_nothing_else(typed: str, printed: str) -> None:
    assert clean(typed) == printed


@given(ANY_TEXT)
def test_a_clean_text_is_clean_and_can_be_saved(typed: str) -> None:
    text = clean(typed)
    assert clean(text) == text
    assert text == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert text.encode().decode() == text


def test_folding_forgets_case_accents_and_punctuation() -> None:
    assert fold("ĐƠN VỊ\nchủ-trì ") == fold("don vi chu tri") == "donvichutri"
    assert fold("Uỷ ban") == fold("Ủy ban")


def test_an_invisible_character_is_no_word_boundary() -> None:
    assert words("Hạn\u200b xử\u00ad lý\u200e") == ["han", "xu", "ly"]
    assert words("Hạ\u200bn") == ["han"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Ðã hoàn thành", "Đã hoàn thành"), ("UBND huyện Ðình Lập", "UBND huyện Đình Lập"), ("ðúng hạn", "đúng hạn")],
)
def test_a_letter_that_only_looks_like_d_with_a_stroke_is_one(typed: str, meant: str) -> None:
    assert typed != meant
    assert clean(typed) == meant
    assert clean(unicodedata.normalize("NFD", typed)) == meant
    assert clean(typed.replace("Ð", "Ɖ")) == meant
