"""Texts as people type them: cleaned for print, folded for matching."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from taskstats_adapters.contract import BadCell, Cell


def clean(text: str) -> str:
    """The text in NFC, without invisible characters, every run of white space as one space."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():  # zero-width, soft hyphen, control characters, lone surrogates
        text = "".join(char for char in text if char.isprintable())
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text for matching only: lower case, no accents, and nothing but letters and digits."""
    return "".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of a text: lower case, no accents (đ is d), split at everything that is no letter or digit."""
    visible = "".join(char for char in text if char not in _JOINERS)
    bare = unicodedata.normalize("NFD", visible.lower().replace("đ", "d"))
    return _WORD.findall("".join(char for char in bare if not unicodedata.combining(char)))


_WORD = re.compile(r"[^\W_]+")
_JOINERS = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")  # invisible inside a word, so no word boundary


def is_blank(value: Cell | BadCell) -> bool:
    """Whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not clean(value))


def shown(value: Cell | BadCell) -> str:
    """A cell's content as the office sees it: days first, whole numbers without a decimal point."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return value.shown
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
    if isinstance(value, dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
