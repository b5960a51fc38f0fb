"""Lists that say themselves that they are one page of several: programs hand out 50 or 100 rows at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

CODE = "W-PART"

_NEXT = frozenset(
    (
        *("next", "nextlink", "nextpage", "nextpageurl", "nextpagetoken", "nexttoken", "nextcursor", "nexturl"),
        *("odatanextlink", "hasnext", "hasnextpage", "hasmore", "morerecords", "scrollid"),
    )
)
_COUNTS = frozenset(
    (
        *("count", "total", "totalcount", "totalitems", "totalrecords", "totalresults", "totalelements", "totalrows"),
        *("recordstotal", "recordsfiltered", "odatacount", "size", "numfound"),
    )
)
_RANGE = re.compile(
    r"(?<!\d)(?P<first>\d[\d.,]{0,14}+)\s{0,9}+(?:đến|tới|to|-|–|—|→)\s{0,9}+(?P<last>\d[\d.,]{0,14}+)\s{0,9}+"
    r"(?:của|trên|trong|of|out of)\b(?:\s{0,9}+(?:tổng số|tổng cộng|tổng))?\s{0,9}+(?P<total>\d[\d.,]{0,14}+)",
    re.IGNORECASE,
)
"""Hiển thị 1 đến 6 của 57; Showing 1 to 6 of 57; 1-6 trong tổng số 57."""
_PAGE = re.compile(r"\b(?:trang|page)\s*(?P<page>\d+)\s*(?:/|của|trên|of)\s*(?P<pages>\d+)\b", re.IGNORECASE)


def said_in_text(text: str) -> str | None:
    """What a text beside a list says of the rows that are elsewhere; None where it says nothing of them."""
    for found in _RANGE.finditer(text):
        first, last, total = (int(re.sub(r"\D", "", found[name])) for name in ("first", "last", "total"))
        if first <= last < total or 1 < first <= last <= total:
            return _told(f'trang ghi "{found[0]}"')
    pages = [(int(found["page"]), int(found["pages"]), found[0]) for found in _PAGE.finditer(text)]
    if pages and len({page for page, _, _ in pages}) < max(of for _, of, _ in pages):
        return _told(f'trang ghi "{pages[0][2]}"')
    return None


def said_in_keys(value: Mapping[str, Any], items: int) -> str | None:
    """What the keys around a list of so many items, or those one level below, say of the items elsewhere."""
    for key, said in _keys(value):
        if key[1] in _NEXT and said not in (None, "", False) and not isinstance(said, list):
            return _told(f'khóa "{key[0]}" trỏ tới trang sau')
        if key[1] in _COUNTS and isinstance(said, int) and not isinstance(said, bool) and said > items:
            return _told(f'khóa "{key[0]}" ghi {said} mục, tệp chỉ có {items}')
    return None


def _keys(value: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Each key as it is written and without case and punctuation, with its value."""
    for key, said in value.items():
        yield (key, re.sub(r"[^a-z]", "", key.lower())), said
        for inner, below in said.items() if isinstance(said, dict) else ():
            yield (f"{key}.{inner}", re.sub(r"[^a-z]", "", inner.lower())), below


def _told(what: str) -> str:
    return (
        f"{what}: đây chỉ là một trang của danh sách, số liệu sẽ thiếu; hãy xuất toàn bộ, hoặc đọc mọi trang cùng lúc"
    )
