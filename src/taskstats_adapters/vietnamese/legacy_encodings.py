"""Vietnamese legacy font encodings, as they appear in Unicode cells: "TiÕng ViÖt" (TCVN3), "Tieáng Vieät" (VNI)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

ENCODINGS = ("tcvn3", "vni")


def detect(text: str) -> str | None:
    """The legacy encoding of a text, or None. The text should have many words, as a header or a whole sheet does.

    A word counts as evidence if it is not a Vietnamese syllable but becomes one when converted. Pass the text before it
    is cleaned: in TCVN3 the soft hyphen is "ư".
    """
    found = {word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()}
    # Single symbols ("§", "®", "« »") are not words; a legacy word nearly always has an ASCII letter.
    found = {word for word in found if re.search("[A-Za-z]", word)}
    strange = {word for word in found if not _is_syllable(word)}
    for encoding in ENCODINGS:
        telling = sum(_is_syllable(convert(word, encoding)) for word in strange)
        # More evidence than foreign words, and more than the typos and names ("Hän") in a Unicode list.
        if telling >= _FEWEST and 2 * telling > len(strange) and 10 * telling > len(found):
            return encoding
    return None


def convert(text: str, encoding: str) -> str:
    """Convert a text in a legacy encoding to Unicode NFC; return it unchanged if it has a letter not in the encoding.

    So in a mixed list, cells that are already Unicode, such as "Đơn vị", are kept. Text in an all-capitals font
    (.VnTimeH) becomes lower case, since the text itself does not show the font. Raises ValueError for an unknown
    encoding.
    """
    if encoding not in _TABLES:
        raise ValueError(f"unknown legacy encoding {encoding!r}; expected one of {', '.join(ENCODINGS)}")
    table, pattern = _TABLES[encoding]
    if text.isascii() or any(map(_is_letter, pattern.sub("", text))):
        return text
    return pattern.sub(lambda match: table[match[0]], text)


def _is_letter(char: str) -> bool:
    """Whether a character is a non-ASCII letter or accent; ordinal signs such as "º" are not."""
    return not char.isascii() and unicodedata.category(char) in ("Lu", "Ll", "Mn")


def _is_syllable(word: str) -> bool:
    """Whether a word has the form of a Vietnamese syllable, with any tone mark on any letter."""
    letters = unicodedata.normalize("NFD", word.lower())
    bare = letters.translate(_NO_TONES)
    return len(letters) <= len(bare) + 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def _tcvn3() -> Mapping[str, str]:
    """TCVN 5712:1993, VN3: one byte per letter, no capitals with tones; the bytes appear as Latin-1."""
    rows = {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ",
        0xBB: "ằẳẵắ",
        0xC6: "ặầẩẫấậè",
        0xCE: "ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    }
    return {chr(first + step): letter for first, row in rows.items() for step, letter in enumerate(row)}


def _vni() -> Mapping[str, str]:
    """VNI for Windows: a base letter, then one for its marks, which may be lower case after a capital."""
    tones = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
    circumflex = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
    breve = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
    table = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    for base, letter in zip("aeouyôö", "aeouyơư", strict=True):
        table |= {base + mark: letter + tone for mark, tone in tones.items()}
    for base in "aeo":
        table |= {base + mark: base + "\u0302" + tone for mark, tone in circumflex.items()}
    table |= {"a" + mark: "a\u0306" + tone for mark, tone in breve.items()}
    table = {shown: unicodedata.normalize("NFC", letter) for shown, letter in table.items()}
    capitals = {shown.upper(): letter.upper() for shown, letter in table.items()}
    return table | capitals | {shown.capitalize(): letter.upper() for shown, letter in table.items()}


def _with_pattern(table: Mapping[str, str]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    longest_first = sorted(table, key=lambda shown: (-len(shown), shown))
    return table, re.compile("|".join(map(re.escape, longest_first)))


_TABLES = {"tcvn3": _with_pattern(_tcvn3()), "vni": _with_pattern(_vni())}
_FEWEST = 2  # a single word may be chance: "µm" would be "àm"
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_NO_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(
    "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    "(?:"
    "(?:[aăâeêioôơuưy]|iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uy|uyê|oo|ua)(?:ch?|m|ng?|nh|p|t)?"
    "|ia|ưa|uơ|uya|[aâo]i|[aâ]y|[aâ]u|[ae]o|êu|iu|ôi|ơi|ui|ưi|ưu|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uêu|uai|uay"
    ")"
)
