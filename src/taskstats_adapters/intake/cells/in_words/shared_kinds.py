"""Agencies that share the word for what they are: "Các Sở: Y tế, Nội vụ", "UBND huyện Chi Lăng, Cao Lộc"."""

from __future__ import annotations

import re


def each_agency(text: str) -> tuple[str, ...]:
    """The agencies in a text, each with the word that it shares; the text itself where it has only one.

    Commas and "và" occur inside the names of departments too ("Văn hóa, Thể thao và Du lịch"), so behind "Sở" alone
    they part only what departments are called.
    """
    if match := _DEPARTMENTS.fullmatch(text):
        kind = "Sở"
        whole = _COMPOUND.sub(lambda name: name[0].translate(_KEPT), match["names"])
        names = [name.translate(_GIVEN_BACK) for name in _BETWEEN_DEPARTMENTS.split(whole)]
        if not match["all"] and not all(map(_DEPARTMENT.fullmatch, names)):
            return (text,)
    elif match := _OF_PLACES.fullmatch(text):
        kind, names = f"{match['body']} {match['place'].lower()}", _BETWEEN_PLACES.split(match["names"])
    else:
        return (text,)
    if len(names) < 2 or not all(map(_NAME.match, names)):
        return (text,)
    return tuple(f"{kind} {name}" for name in names)


_CALLED = (
    "tài chính|y tế|nội vụ|xây dựng|công thương|tư pháp|ngoại vụ|giao thông vận tải|du lịch|dân tộc|"
    "giáo dục và đào tạo|nông nghiệp và (?:phát triển nông thôn|môi trường)|khoa học và công nghệ|"
    "thông tin và truyền thông|kế hoạch và đầu tư|tài nguyên và môi trường|văn h(?:óa|oá) và thể thao|"
    "dân tộc và tôn giáo|GTVT|GD ?& ?ĐT|NN ?& ?PTNT|KH ?& ?CN|KH ?& ?ĐT|TT ?& ?TT|TN ?& ?MT"
)
_DEPARTMENT = re.compile(_CALLED, re.IGNORECASE)
_BETWEEN_DEPARTMENTS = re.compile(rf", ?| và (?=(?:{_CALLED})(?:,|$| và ))", re.IGNORECASE)
_COMPOUND = re.compile(r"văn h(?:óa|oá), thể thao(?: và du lịch)?|lao động, thương binh", re.IGNORECASE)
_KEPT, _GIVEN_BACK = str.maketrans(", ", "\0\1"), str.maketrans("\0\1", ", ")
_DEPARTMENTS = re.compile(r"(?P<all>các )?sở ?:? (?P<names>[^;:]{1,300})", re.IGNORECASE)
_OF_PLACES = re.compile(
    r"(?P<body>UBND|[UỦ][ỷy] ban nhân dân|Công an) (?:các )?(?P<place>huyện|thành phố|thị xã|xã|phường) ?:? ?"
    r"(?P<names>[^;:]{1,300})",
    re.IGNORECASE,
)
_BETWEEN_PLACES = re.compile(r", ?| và ")
_NAME = re.compile(r"(?!TP|TX|H\.|T\.)[^\W\d_a-zà-ỹđ]")
"""It begins with a capital, and not with another kind of place: "UBND xã Tân Thành, huyện Hữu Lũng" is one."""
