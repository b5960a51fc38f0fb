"""Text as people type it: cleaned for print, folded for matching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache, partial, wraps
from typing import TypeVar

_Made = TypeVar("_Made")


def remembered(function: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """The function, which keeps what it made of short texts: headers, names and marks come again in every row."""
    kept = lru_cache(maxsize=4096)(function)

    @wraps(function)
    def remembering(text: str) -> _Made:
        return kept(text) if len(text) <= _QUOTED else function(text)

    return remembering


def clean(text: str) -> str:
    """The text in NFC, without invisible characters, one space for every run of white space, Đ for its lookalikes."""
    if text.isprintable():  # so its only white space is the plain space
        if "  " in text or text.strip() != text:
            text = " ".join(text.split())
    else:
        text = " ".join("".join(char for char in text if not _is_invisible(char)).split())
    if text.isascii():
        return text
    if "Ð" in text or "ð" in text or "Ɖ" in text:  # Eth, African D: what old keyboards and converters wrote for Đ
        text = text.translate(_D_WITH_STROKE)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_spelling(text: str) -> str:
    """The text for matching only, with tone marks in the newer of two accepted places: hoà for hòa, Uỷ for Ủy."""
    return text if text.isascii() else _TONE_FIRST.sub(lambda match: _TONE_LAST[match[0]], text)


def has_control(text: str) -> bool:
    """Whether a text has control characters, lone surrogates or non-characters (U+…FFFE, U+…FFFF)."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def visible(text: str, kept: str = "") -> str:
    r"""The text with every character that could steer a terminal, or pass unseen, written as its code: \u001b, \n.

    Names of files, sheets and tables come from outside. `kept` holds the control characters that may stay, such as the
    line ends of a text of several lines.
    """
    if text.isprintable():
        return text
    return "".join(
        _code_of(char) if unicodedata.category(char) in _STEERING and char not in kept else char for char in text
    )


def brief(text: str) -> str:
    """The text as quoted in messages: a long one is cut."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


@remembered
def fold(text: str) -> str:
    """The text for matching only: lower case, no accents, only letters and digits."""
    return "".join(_words(text))


def words(text: str) -> list[str]:
    """The folded words of a text: lower case, without accents (đ is d), split at anything but letters and digits."""
    return list(_words(text))


@remembered
def _words(text: str) -> Sequence[str]:
    bare = unicodedata.normalize("NFD", clean(text).lower().replace("đ", "d"))
    return tuple(_WORD.findall("".join(char for char in bare if not unicodedata.combining(char))))


def _tone_places() -> dict[str, str]:
    nfc = partial(unicodedata.normalize, "NFC")
    return {
        nfc(first + tone) + last: first + nfc(last + tone)
        for one, two in ("oa", "oe", "uy")
        for first in (one, one.upper())
        for last in (two, two.upper())
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    }


_TONE_LAST = _tone_places()
_TONE_FIRST = re.compile("|".join(_TONE_LAST))
_D_WITH_STROKE = str.maketrans("ÐðƉ", "ĐđĐ")
_QUOTED = 120
_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
_SHORT_CODES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[^\W_]+")


def _code_of(char: str) -> str:
    """As JSON and Python write it in a text."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return _SHORT_CODES.get(char) or "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _is_invisible(char: str) -> bool:
    """Whether a character is a control or format character, a lone surrogate or a non-character."""
    if char.isspace():
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or ord(char) & 0xFFFE == 0xFFFE
