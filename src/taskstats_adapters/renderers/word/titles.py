"""Where a centred title breaks: into lines of about the same length, not within what a reader takes together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from taskstats_adapters.renderers.word.measures import filled, length
from taskstats_adapters.renderers.word.styles import Look

_LEADS = (
    " các của cho cấp do đến điều giữa hết khoản kỳ là năm ngày những quý số tại tháng theo trên trong trước từ và về "
    "với "
)
"""Words that lead to the next one: no line ends with them."""

_PAIRS = """
    ban nhân, báo cáo, chuyển sang, chính phủ, chủ tịch, cơ quan, danh sách, dân tỉnh, hoàn thành, hội đồng, kết quả,
    liên quan, nhiệm vụ, nhân dân, quy trình, quá hạn, quản lý, quốc hội, rà soát, số liệu, thành phố, thời gian,
    thời hạn, thủ tướng, thực hiện, tiến độ, tính đến, tổng hợp, ubnd tỉnh, văn bản, văn phòng, đúng hạn, đơn vị,
    đại biểu, đồng nhân, ủy ban,
"""
"""Words of two syllables, as they occur in titles, and the seams of Ủy ban nhân dân and Hội đồng nhân dân."""

_NARROWER, _WIDER = 985, 1080
"""What the letters may measure, in thousandths of what they are taken to measure: another font may stand in."""


def shape(text: str, look: Look, room: int) -> tuple[int, int]:
    """The width in which to set a centred text, and the length of its longest line, both in twips.

    Among the ways to break it into as few lines as fit the room, the one that parts the fewest words that belong
    together, and then the one whose longest line is shortest. Where the text has line breaks, the office has decided.
    """
    lines = text.splitlines() or [""]
    if len(lines) == 1 and (ways := list(_ways(text.split(), look, room))):
        _, width, longest = min(ways)
        return width, longest
    return room, min(room, max(length(line, look) for line in lines))


def _ways(words: list[str], look: Look, room: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Each way to break the words into several lines: how bad it is, the width that makes it, its longest line."""
    lengths, space = [length(word, look) for word in words], length(" ", look)
    lines = filled(lengths, space, room)
    fewest, width = len(lines), room
    while len(lines) == fewest > 1 and max(lengths) <= width:
        breaks = list(accumulate(map(len, lines)))[:-1]
        used = [sum(line) + space * (len(line) - 1) for line in lines]
        longest = max(used)
        wider = min(line + space + lengths[place] for line, place in zip(used, breaks, strict=False))
        width = min(room, wider * _NARROWER // 1000)  # at `wider` a line would take another word
        if width >= longest and len(filled([word * _WIDER // 1000 for word in lengths], space, width)) == fewest:
            parted = sum(_belong(words[place - 1], words[place]) for place in breaks)
            yield (parted, longest), width, longest
        width = longest - 1
        lines = filled(lengths, space, width)


def _belong(word: str, following: str) -> bool:
    """Whether a reader takes two words together."""
    word, following = word.casefold(), following.casefold().rstrip(",.;:)")
    if f" {word} " in _LEADS or f" {word} {following}," in _PAIRS:
        return True
    return following[:1].isdigit() or "-" in (word, following)
