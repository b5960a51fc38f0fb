"""Texts as people type them: cleaned for print, folded for matching."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from taskstats_adapters.contract import BadCell, Cell


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
        return clean(value.shown)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
    if isinstance(value, dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)  # more digits than Python prints
    return str(value)


def no_value(cell: BadCell) -> str:
    """What to tell the office about a cell whose value the file does not give."""
    return f'"{clean(cell.shown)}": công thức chưa được tính hoặc báo lỗi; hãy mở tệp, sửa ô này cho có giá trị rồi lưu'
