"""Extensions that one cell states, several in order: in words beside the due date, in a column of their own, in JSON.

Only what fails as a plain day is read here. What is asked for grants nothing ("xin gia hạn", "đề nghị gia hạn"), and a
day without words beside a due date may as well be the end of a span: neither is an extension.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from taskstats import Extension
from taskstats_adapters.contract.cells import shown
from taskstats_adapters.intake.cells.clean import CellError, clean_cell
from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.in_words.grants import grant_in
from taskstats_adapters.intake.cells.no_days import Doubt, Fault, NotADate
from taskstats_adapters.vietnamese.text import brief, clean, fold, words

LONGEST = 400
"""Characters of a text that may state a due date and its extensions."""


@attrs.frozen
class _Days:
    """The days of a text, each with the folded words before it, and the words after the last."""

    leads: tuple[str, ...]
    days: tuple[dt.date, ...]
    tail: str
    listed: bool
    """Whether days without words between them are set apart as the parts of a list are, not as the ends of a span."""


def extensions_in(text: str) -> tuple[Extension, ...] | None:
    """The extensions that the clean text of their own column states, in order; None where it states something else.

    "20/6/2021; 20/7/2021"; "Lần 1: đến 20/6/2021 theo Công văn số 12/UBND ngày 3/5/2021". Raises NotADate for a day
    that is in no calendar.
    """
    found = None if _DAY.fullmatch(text) else _days_of(text, 1)
    return None if found is None else _extensions(found, own_column=True)


def due_and_extensions(text: str) -> tuple[dt.date, tuple[Extension, ...]] | None:
    """The due date and the extensions beside it, of a clean text: "20/5/2021 (gia hạn đến 20/6/2021)".

    "gia hạn từ 20/5/2021 đến 20/6/2021" has both, too. None where it states something else. Raises NotADate for days
    with nothing to say what the later ones are.
    """
    found = _days_of(text, 2)
    if found is None or not (_DUE.fullmatch(found.leads[0]) or _FROM.fullmatch(found.leads[0])):
        return None
    due_on = found.days[0]
    example = f'"{shown(due_on)} (gia hạn đến {_new_in(found)})"'
    if found.listed and not any(found.leads[1:]) and not found.tail:
        raise NotADate(f'"{brief(text)}" có nhiều ngày mà không rõ là gì; nếu ngày sau là hạn mới, hãy ghi {example}')
    beside = attrs.evolve(found, leads=found.leads[1:], days=found.days[1:])
    extensions = _extensions(beside, own_column=not _DUE.fullmatch(found.leads[0]), replaced=due_on)
    if extensions is None and _MOVES.search(" ".join(found.leads)):
        raise NotADate(f'"{brief(text)}" không rõ ngày nào là hạn mới; hãy ghi {example}')
    return None if extensions is None else (due_on, extensions)


def new_date_alone(text: str) -> dt.date | None:
    """The new due date of a clean text that does not tell the one before it: "Gia hạn đến 30/6/2021"."""
    if len(text) > LONGEST or not _DAY.search(text) or not _MOVES.search(" ".join(words(text))):
        return None
    found = _days_of(text, 1)
    if found is None or not _MOVES.search(found.leads[0]):
        return None
    extensions = _extensions(found, own_column=True)
    return extensions[-1].due_on if extensions else None


def only_asked(text: str, *, own_column: bool) -> Fault | None:
    """What is told of a clean text with an extension that is asked for or planned: "đề nghị gia hạn đến 20/6/2021"."""
    if len(text) > LONGEST or not _DAY.search(text):
        return None
    said = " ".join(words(text))
    return (
        Fault("E-DATE", "", (Doubt.ASKED,), brief(text))
        if _ASKED.search(said) and (own_column or _MOVES.search(said))
        else None
    )


def _new_in(found: _Days) -> str:
    """The day beside a due date that words make the new one, as it is written; "…" where none do."""
    pairs = list(zip(found.leads[1:], found.days[1:], strict=True))
    until = [day for lead, day in pairs if _UNTIL_THEN.search(lead)]
    others = [day for lead, day in pairs if not _DOCUMENT_DAY.search(lead)]
    return shown((until or others)[-1]) if until or others else "…"


def extensions_in_json(text: str) -> tuple[Extension, ...] | None:
    """The extensions in an array of JSON, or in one object; None where it is no JSON.

    Items are texts as in a cell, or objects: [{"due_on": "2021-06-20", "granted_on": "2021-05-03"}]. One that says that
    it was not granted ("status": "rejected") is none. Raises CellError for an object that does not say which of its
    days is the new due date, or whether it was granted.
    """
    try:
        value = json.loads(text) if text[:1] in ("[", "{") else None
    except (ValueError, RecursionError):
        return None
    items = [value] if isinstance(value, dict) else value
    if not isinstance(items, list):
        return None
    stated: list[Extension] = []
    for item in items:
        if isinstance(item, dict):
            stated += _of_object(item)
        elif (found := extensions_in(clean(str(item)))) is not None:
            stated += found
        else:
            raise CellError(f'"{brief(str(item))}" không phải là hạn mới; {_WRITE}', "E-EXTENSION")
    return tuple(stated)


def _of_object(item: Mapping[str, Any]) -> tuple[Extension, ...]:
    if (granted := grant_in(item)) is False:
        return ()
    days: dict[str, dt.date | None] = {}
    for key, value in item.items():
        field = next((field for field, keys in _KEYS.items() if fold(key) in keys), "")
        if field and days.get(field) is None:
            days[field] = read_date(clean_cell(value) if isinstance(value, str | int | None) else None)
    if (due_on := days.get("due_on")) is None:
        raise CellError(f'"{brief(json.dumps(item, ensure_ascii=False))}" không có hạn mới; {_WRITE}', "E-EXTENSION")
    if granted is None:
        written = brief(json.dumps(item, ensure_ascii=False))
        raise CellError(f'"{written}" không nói rõ có được gia hạn hay không; {_SAY}', "E-EXTENSION")
    return (Extension(due_on, days.get("granted_on")),)


_WRITE = 'hãy ghi {"due_on": "2021-06-20", "granted_on": "2021-05-03"}: hạn mới, ngày cho gia hạn'
_SAY = 'hãy ghi "approved": true (đã cho gia hạn) hoặc false'
_KEYS: Mapping[str, frozenset[str]] = {
    "due_on": frozenset(
        (
            *("dueon", "duedate", "due", "to", "extendedto", "until", "date", "newdue", "newdueon", "newduedate"),
            *("newdeadline", "deadline", "extendeddate", "den", "denngay", "giahanden", "giahandenngay", "han"),
            *("hanmoi", "thoihanmoi", "hanxuly", "hanxulymoi", "hanhoanthanh", "thoihan", "hangiahan", "thoihangiahan"),
        )
    ),
    "granted_on": frozenset(
        (
            *("grantedon", "granted", "grantedat", "granteddate", "approvedon", "approvedat", "approveddate"),
            *("ngaygiahan", "ngaychogiahan", "ngayduyet", "ngaypheduyet", "ngaycap", "ngaychophep", "ngayquyetdinh"),
        )
    ),
}
"""The folded keys of an extension's object."""


def in_force(stated: Sequence[Extension]) -> tuple[Extension, ...]:
    """The extensions that a list states in order, but for those granted before one without a grant date.

    Such a one counts always (domain: definitions), and replaces what the list states before it; the core would let one
    with a grant date count instead. Of several without one the core takes the latest date.
    """
    kept: list[Extension] = []
    for extension in stated:
        if extension.granted_on is None and kept:
            kept = [other for other in kept if other.granted_on is None]
        kept.append(extension)
    return tuple(kept)


_DAY = re.compile(r"\b(\d{1,2}([/.-])\d{1,2}\2\d{4}|\d{4}-\d\d-\d\d|\d{1,2} tháng \d{1,2} năm \d{4})\b", re.IGNORECASE)
_TIME = r"lan (?:thu )?(?:\d{1,2}|[ivx]{1,4}|dau|nhat|hai|ba|bon|tu|nam)"
_CONSENT = r"(?:da |duoc |cho |phep |dong y |chap thuan |thong nhat |nhat tri )"
_MOVED = (
    rf"(?:(?:(?:(?:\w+ ){{1,8}}?(?={_CONSENT}))?{_CONSENT}{{1,4}})?"  # who grants it may stand first
    r"(?:gia han|lui|dieu chinh|keo dai)(?: them)?(?: thoi han| han)?|(?:thoi )?han (?:moi|gia han|dieu chinh))"
)
_UNTIL = r"(?:den|toi|sang|thanh)(?: het)?(?: ngay)?"
_DUE = re.compile(r"(?:(?:thoi )?han(?: cu| goc| ban dau)?)? ?(?:truoc|den het|den|het|cham nhat)? ?(?:ngay)?")
_NEW = re.compile(rf"(?:{_TIME} )?{_MOVED}(?: {_TIME})?(?: {_UNTIL})?|(?:{_TIME} )?{_UNTIL}|{_TIME}(?: ngay)?")
_PAPER = r"(?:cong van|cv|van ban|vb|thong bao|tb|quyet dinh|qd)"
_GRANTED_FIRST = re.compile(rf"(?:{_TIME} )?(?:{_MOVED}(?: {_TIME})?(?: vao)?|(?:theo |tai )?{_PAPER} .*)? ngay")
_GRANTED = re.compile(r"(?:theo|tai|bang|cap)(?: .*)? ngay|ngay (?:cho |cho phep )?gia han")
_GRANTED_LAST = re.compile(rf"{_PAPER} .*ngay")
_FROM = re.compile(rf"(?:{_TIME} )?{_MOVED}(?: {_TIME})? tu(?: ngay)?")
_UNTIL_ONLY = re.compile(_UNTIL)
_UNTIL_THEN = re.compile(rf"\b{_UNTIL}$")
_DOCUMENT_DAY = re.compile(rf"\b{_PAPER}\b.*\bngay$")
_ASKED = re.compile(
    r"\b(?:xin|de nghi|de xuat|kien nghi|du kien|khong|chua|se|neu|trinh|to trinh|cho (?:phe )?duyet|cho y kien|dang|"
    r"can|co the|xem xet)\b"
)
_BARE = re.compile(r"\d{0,2}(?:den)?(?: ?ngay)?")
_AFTER = re.compile(r"(?:(?:theo|tai|bang|cua) .*)?")
_APART = frozenset(("", ";", ",", "+", "và", "(", "→", "->", "=>"))


def _days_of(text: str, least: int) -> _Days | None:
    """The days of a text with at least so many."""
    if len(text) > LONGEST:
        return None
    between = _DAY.split(text)  # the words, a day, its separator, the words, …
    if len(between) <= 3 * least:
        return None
    days = tuple(read_date(f"ngày {day}" if "á" in day.lower() else day) for day in between[1::3])
    said = [" ".join(words(part)) for part in between[::3]]
    apart = all(part.strip() in _APART for part, told in zip(between[3:-1:3], said[1:-1], strict=True) if not told)
    if _ASKED.search(" ".join(said)):
        return None
    return _Days(tuple(said[:-1]), tuple(day for day in days if day), said[-1], apart)


def _extensions(found: _Days, *, own_column: bool, replaced: dt.date | None = None) -> tuple[Extension, ...] | None:
    """The extensions of these days, each with the words before it; `replaced` is the due date, where it is known."""
    stated: list[Extension] = []
    granted_on: dt.date | None = None
    *_, last = found.leads
    moved = False  # "gia hạn từ" has been read: the new date comes next
    for lead, day in zip(found.leads, found.days, strict=True):
        bare = own_column and found.listed and _BARE.fullmatch(lead)
        if moved:
            if not _UNTIL_ONLY.fullmatch(lead):
                return None
            stated.append(Extension(day, granted_on))
            moved, granted_on = False, None
        elif _FROM.fullmatch(lead) and (replaced is None or 0 <= (day - replaced).days <= 1):
            moved = True
        elif bare or (_NEW.fullmatch(lead) and (own_column or stated or granted_on or _MOVES.search(lead))):
            stated.append(Extension(day, granted_on))
            granted_on = None
        elif (
            stated
            and stated[-1].granted_on is None
            and (_GRANTED.fullmatch(lead) or (lead is last and _GRANTED_LAST.fullmatch(lead)))
        ):
            stated[-1] = attrs.evolve(stated[-1], granted_on=day)
        elif granted_on is None and _GRANTED_FIRST.fullmatch(lead):
            granted_on = day
        else:
            return None
    return tuple(stated) if granted_on is None and not moved and _AFTER.fullmatch(found.tail) else None


_MOVES = re.compile(r"gia han|lui|dieu chinh|keo dai|han moi")
