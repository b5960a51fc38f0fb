"""Whether a text is the name of an agency, by its words: "Sở Y tế", but not "Sở Y tế báo cáo …" or "Các sở, ban"."""

from __future__ import annotations

import re

BEGINS_AS_AGENCIES_DO = re.compile(
    r"(Sở|Ban|Cục|Chi cục|Viện) (?-i:[^\W\d_a-zà-ỹđ])|(UBND|[UỦ][ỷy] ban nhân dân|Công an|Bộ chỉ huy|Thanh tra|Kho bạc|"
    r"Bảo hiểm xã hội|BHXH|T[oò][àa] án) |Văn phòng (UBND|HĐND|Đoàn ĐBQH|Tỉnh [uủ][ỷy])",
    re.IGNORECASE,
)
"""How the name of an agency begins: "Sở Y tế", but not "Tháng 5" or "Ban hành"."""

LONGEST = 100
"""The most characters of a name."""


def is_agency_name(text: str) -> bool:
    """Whether a text begins as the names of agencies do, and goes on as a name does."""
    return (
        len(text) <= LONGEST
        and BEGINS_AS_AGENCIES_DO.match(text) is not None
        and not is_group(text)
        and not _ASSIGNER.match(text)
        and not _SENTENCE.search(text)
    )


def is_group(text: str) -> bool:
    """Whether a text means several agencies without their names: "Các sở, ban, ngành", "UBND các huyện"."""
    return len(text) <= LONGEST and _GROUP.match(text) is not None and not _SENTENCE.search(text)


def in_sentence_case(name: str) -> str:
    """The name of an agency as a sentence has it, where it is in capitals throughout: "UBND huyện Chi Lăng"."""
    if not name.isupper():
        return name
    words: list[str] = []
    place = False
    for word in name.split():
        before = words[-1] if words else ""
        opens = len(words) == 0 or (len(words) == 1 and before in _KINDS) or before in _JOINS or before.endswith(",")
        lower = word.lower()
        words.append(word if word.strip(",.") in _ACRONYMS else lower.capitalize() if opens or place else lower)
        place = place or (lower in _PLACES and words[0] in _OF_PLACES)
    return " ".join(words)


_GROUP = re.compile(
    r"(?:các|những|tất cả|toàn bộ) |(?:UBND|[UỦ][ỷy] ban nhân dân|công an|chủ tịch UBND) (?:các|cấp) |khối |nhóm ",
    re.IGNORECASE,
)
_ASSIGNER = re.compile(r"(?:UBND|[UỦ][ỷy] ban nhân dân|HĐND) tỉnh\b", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:báo cáo|tham mưu|rà soát|phối hợp|chủ trì|triển khai|đề xuất|khẩn trương|hoàn thành|giao(?! thông)|chỉ đạo|"
    r"(?<!công )(?<!chương )trình|thực hiện|đã|chưa|phải|về)\b|[:;]|\d{2}",
    re.IGNORECASE,
)
"""What a task says of an agency, and no name has."""
_KINDS = frozenset(("Sở", "Ban", "Cục", "Viện", "Bộ"))
_JOINS = frozenset(("và", "-", "–"))
_OF_PLACES = frozenset(("UBND", "HĐND", "Ủy", "Uỷ", "Công"))
_PLACES = frozenset(("huyện", "phố", "xã", "phường", "quận", "trấn"))
_ACRONYMS = frozenset(("UBND", "HĐND", "MTTQ", "ĐBQH", "BHXH", "BQL", "BCH", "QLDA", "KKT", "KCN", "TP", "TX"))
