"""Lists that say themselves that they are one page of several: programs hand out 50 or 100 rows at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from taskstats_adapters.vietnamese.text import fold

CODE = "W-PART"

_NEXT = frozenset(
    (
        *("next", "nextlink", "nextpage", "nextpageurl", "nextpagetoken", "nexttoken", "nextcursor", "nexturl"),
        *("odatanextlink", "hasnext", "hasnextpage", "hasmore", "morerecords", "scrollid"),
        *("nextrecordsurl", "nextoffset", "trangsau", "trangtiep", "trangtieptheo", "contrangsau"),
    )
)
_IS_LAST = frozenset(("done", "last", "islast", "islastpage", "iscomplete", "trangcuoi", "latrangcuoi"))
_COUNTS = frozenset(
    (
        *("count", "total", "totalcount", "totalitems", "totalrecords", "totalresults", "totalelements", "totalrows"),
        *("recordstotal", "recordsfiltered", "odatacount", "size", "numfound", "totalsize", "totalhits"),
        *("tongso", "tong", "tongcong", "tongsobanghi", "tongsonhiemvu", "tongsodong", "tongsomuc", "sobanghi"),
    )
)
_PAGES = frozenset(
    (
        *("pages", "totalpages", "totalpage", "pagecount", "numpages", "numberofpages", "lastpage", "nbpages"),
        *("sotrang", "tongsotrang", "tongtrang"),
    )
)
"""Keys that give the number of pages."""
_TOTAL = re.compile(r"tot|tong|found")
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
    keys = list(_keys(value))
    for name, key, said in keys:
        if key in _NEXT and said not in (None, "", False) and not isinstance(said, list):
            return _told(f'khóa "{name}" trỏ tới trang sau')
    counts = [(name, key, said) for name, key, said in keys if key in _COUNTS and _is_count(said)]
    totals = [count for count in counts if _TOTAL.search(count[1])] or counts  # "size" beside them is that of a page
    for name, _, said in totals:
        if said > items:
            return _told(f'khóa "{name}" ghi {said} mục, tệp chỉ có {items}')
    if any(said == items and _TOTAL.search(key) for _, key, said in totals):
        return None
    for name, key, said in keys:
        if key in _PAGES and _is_count(said) and said > 1:
            return _told(f'khóa "{name}" ghi {said} trang')
        if key in _IS_LAST and said is False:
            return _told(f'khóa "{name}" ghi đây chưa phải trang cuối')
    return None


def _is_count(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool)


def _keys(value: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Each key as it is written and folded to its letters, with its value."""
    for key, said in value.items():
        yield key, _letters(key), said
        for inner, below in said.items() if isinstance(said, dict) else ():
            yield f"{key}.{inner}", _letters(inner), below


def _letters(key: str) -> str:
    return re.sub(r"[^a-z]", "", fold(key))


def _told(what: str) -> str:
    return (
        f"{what}: đây chỉ là một trang của danh sách, số liệu sẽ thiếu; hãy xuất toàn bộ, hoặc đọc mọi trang cùng lúc"
    )
