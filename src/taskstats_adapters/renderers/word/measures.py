"""How long a text is in Times New Roman, and how it breaks into lines: an estimate, to choose a layout by.

Word breaks the lines itself; where a width is a little wrong here, a title is a little less even.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from taskstats_adapters.renderers.word.styles import Look

LINE = 1.15
"""The height of a line, as a multiple of the letters' size."""

_REGULAR = {
    180: "'",
    250: " ,.",
    277: "/:;\\ijlt",
    333: "!()-I[]`fr",
    389: "Js",
    443: "?acez",
    500: "#$*0123456789_bdghknopquvxyđ–",
    556: "FPS",
    610: "ELTZ",
    666: "BCR",
    722: "ADGHKNOQUVXYwĐ",
    777: "&m",
    833: "%",
    889: "M",
    943: "W",
    1000: "—…",
}
_BOLD = {
    250: " ,.",
    277: "'/\\il",
    333: "!()-:;[]`fjt",
    389: "Is",
    443: "cerz",
    500: "#$*0123456789?J_agovxy–",
    556: "Sbdhknpquđ",
    610: "FP",
    666: "BELTZ",
    722: "ACDNRUVXYwĐ",
    777: "GHKOQ",
    833: "&m",
    943: "M",
    1000: "%W—…",
}
_ANY_OTHER = 500


class _Widths(dict[str, int]):
    """The widths of letters, in thousandths of their size; accents, taken apart from their letters, add nothing."""

    def __missing__(self, letter: str) -> int:
        return 0 if unicodedata.combining(letter) else _ANY_OTHER


_WIDTHS = {
    bold: _Widths((letter, width) for width, found in letters.items() for letter in found)
    for bold, letters in ((False, _REGULAR), (True, _BOLD))
}
"""By whether the letters are bold."""


def length(text: str, look: Look) -> int:
    """The length of a text on one line, in twips."""
    widths = _WIDTHS[look.bold]
    letters = unicodedata.normalize("NFD", text.upper() if look.capitals else text)
    thousandths = sum(map(widths.__getitem__, letters))
    return thousandths * look.size * 20 // 1000


def filled(lengths: Sequence[int], space: int, width: int) -> list[list[int]]:
    """The lengths of the words of each line, where a line is filled before the next begins."""
    lines: list[list[int]] = [[]]
    used = -space
    for word in lengths:
        if lines[-1] and used + space + word > width:
            lines.append([])
            used = -space
        used += space + word
        lines[-1].append(word)
    return lines


def line_count(text: str, look: Look, width: int) -> int:
    """The number of lines of a text in a column; a word that is longer than the column takes several."""
    total = 0
    for part in text.splitlines() or [""]:
        lengths = [length(word, look) for word in part.split()]
        total += len(filled(lengths, length(" ", look), width)) + sum(word // (width + 1) for word in lengths)
    return total


def paragraph_height(text: str, look: Look, width: int) -> int:
    """The height of a paragraph with the space around it, in twips."""
    return round(line_count(text, look, width) * look.size * 20 * look.lines * LINE) + (look.before + look.after) * 20
