"""The lines of a profile that settle a column which is no field: that name it as one, or pass over it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.vietnamese.text import words


def nearest(text: str, header: Header) -> str | None:
    """The field that a column of days may be by its words, one without a column first."""
    said = " ".join(words(text))
    fields = [name for name in _SOUGHT if re.search(rf"\b(?:{FIELDS[name].day_words})\b", said)]
    if _PLANNED.search(said):
        fields = ["due_on"]
    return next((name for name in fields if name not in header.columns), fields[0] if fields else None)


def each_once(wanted: Mapping[int, tuple[str, str | None]]) -> dict[int, str]:
    """The field that each column may be, by its header and nearest field: of a field with one column the nearest."""
    chosen: dict[str, int] = {}
    several = {}
    for column, (text, field) in wanted.items():
        if field is None:
            continue
        if FIELDS[field].series:
            several[column] = field
        elif field not in chosen or _nearness(text, field) > _nearness(wanted[chosen[field]][0], field):
            chosen[field] = column
    return several | {column: field for field, column in chosen.items()}


def _nearness(text: str, field: str) -> tuple[int, int]:
    """How many words of the field a header has, and how few others."""
    said = words(text)
    sought = _STATES if field == "status" else FIELDS[field].day_words
    return len(re.findall(rf"\b(?:{sought})\b", " ".join(said))), -len(said)


def line_for(field: str, text: str, header: Header) -> str:
    """The line of the profile that makes a column the field, or one more column of it."""
    others = header.texts_of(field) if FIELDS[field].series and field in header.columns else ()
    named = ", ".join(f'"{column}"' for column in (*others, text))
    return f"[columns] {field} = {f'[{named}]' if others else named}"


def pass_over(known: Iterable[str], header: str) -> str:
    """The line of the profile that passes over one more column: it holds those that it has already, too."""
    return f"hãy ghi [intake] unread = {json.dumps([*known, header], ensure_ascii=False)} vào hồ sơ"


_SOUGHT = ("extended_to", "withdrawn_on", "completed_on", "due_on", "assigned_on")
_STATES = "trang thai|hien trang|tinh trang|tien do|status|state|progress"
_PLANNED = re.compile(r"\b(?:du kien|ke hoach|yeu cau)\b")
