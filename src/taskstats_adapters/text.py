"""Texts as people type them: cleaned for print, folded for matching."""

from __future__ import annotations

import re
import unicodedata


def clean(text: str) -> str:
    """The text in NFC, without invisible characters, every run of white space as one space."""
    if text.isprintable():  # so its only white space is the plain space
        if "  " in text or text.strip() != text:
            text = " ".join(text.split())
    else:
        text = " ".join("".join(char for char in text if not _is_invisible(char)).split())
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text for matching only: lower case, no accents, and nothing but letters and digits."""
    return "".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of a text: lower case, no accents (đ is d), split at everything that is no letter or digit."""
    bare = unicodedata.normalize("NFD", clean(text).lower().replace("đ", "d"))
    return _WORD.findall("".join(char for char in bare if not unicodedata.combining(char)))


_WORD = re.compile(r"[^\W_]+")


def _is_invisible(char: str) -> bool:
    """Control and format characters, lone surrogates, and U+…FFFE and U+…FFFF, which no document may hold."""
    if char.isspace():
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or ord(char) & 0xFFFE == 0xFFFE
