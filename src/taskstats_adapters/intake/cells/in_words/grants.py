"""Whether an extension was granted, as the words, marks and flags beside it say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from taskstats_adapters.vietnamese.text import fold, words

_NOT = (
    r"(?:khong|chua|tu choi|dang|trinh|xin|de nghi|de xuat|huy|bac|bi bac|rut|thu hoi|"
    r"cho(?= (?:duyet|phe duyet|xu ly|y kien|xem xet|xac nhan|quyet dinh|ket qua)|$)|"
    r"rejected|refused|denied|declined|pending|requested|submitted|cancell?ed|revoked|draft|waiting|false|no|not|^0$)"
)
_YES = (
    r"(?:dong y|nhat tri|chap thuan|chap nhan|duyet|phe duyet|cho phep|cho gia han|duoc|da gia han|"
    r"approved|granted|accepted|yes|true|ok|^x$|^v$|^co|^1$)"
)
_REFUSED = re.compile(rf"\b{_NOT}\b(?: (?:{_NOT}|{_YES})\b)*")
"""With the words of consent that it denies: "chưa được phê duyệt"."""
_GRANTED = re.compile(rf"\b{_YES}\b")
_GRANTING = re.compile(r"[✓✔√☑✅]|\d/(?:\d{4}/)?[A-ZĐ]")
"""A mark, or the number of the document that grants: "125/QĐ-UBND"."""
_STATES = re.compile(
    r"trangthai|tinhtrang|ketqua|ketluan|duyet|ykien|dongy|chapthuan|quyetdinh|status|state|approv|accept|decision|"
    r"result|outcome|granted"
)
_REFUSALS = re.compile(r"tuchoi|reject|denied|refused|cancel|revoked|pending|chuaduyet|choduyet")
_OTHERS = re.compile(
    r"(?:ngay|thoigian|thoihan|nguoi|coquan|donvi|so|vanban|congvan|lydo).*|.*(?:by|date|number|reason)|[a-z]+ed(?:on|at)"
)


def is_granted(said: object) -> bool | None:
    """Whether what stands beside an extension says that it was granted; None where it does not say so clearly."""
    text = str(said).strip()
    consent, refusals = _REFUSED.subn("", " ".join(words(text)))
    if _GRANTED.search(consent) or _GRANTING.search(text):
        return None if refusals else True
    return False if refusals else None


def grant_in(item: Mapping[str, Any]) -> bool | None:
    """Whether an object of JSON is an extension that was granted: it is where nothing in it tells of that."""
    return together(said for key, value in item.items() for said in _said(fold(key), value))


def together(said: Iterable[bool | None]) -> bool | None:
    """What several witnesses say of one extension: one that refuses decides, then one that is not understood."""
    heard = {*said}
    return False if False in heard else None if None in heard else True


def names_state(header: str) -> bool:
    """Whether a column tells by its header if extensions were granted: "Trạng thái gia hạn", "Đã duyệt gia hạn"."""
    key = fold(header)
    return bool(_EXTENSION.search(key)) and bool(_STATES.search(key)) and not _OTHERS.fullmatch(key)


def names_approval(header: str) -> bool:
    """Whether a header speaks of approval alone: "Duyệt", "Đã duyệt", "Phê duyệt": of what, only its place tells."""
    return bool(_APPROVAL.fullmatch(fold(header)))


def _said(key: str, value: object) -> Iterable[bool | None]:
    if isinstance(value, bool) and _REFUSALS.search(key):
        return (not value,)
    if _STATES.search(key) and not _OTHERS.fullmatch(key) and isinstance(value, str | bool | int | None):
        return (is_granted(value),)
    return ()


_EXTENSION = re.compile(r"giahan|luihan|luithoihan|dieuchinhhan|dieuchinhthoihan|extension")
_APPROVAL = re.compile(r"(?:da|duoc|trangthai|tinhtrang|ketqua|ykien)?(?:phe)?duyet|(?:co)?dongy|approved|approval")
