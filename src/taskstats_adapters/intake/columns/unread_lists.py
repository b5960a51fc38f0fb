"""Lists of objects in columns that are no field, such as the history of a task: what may bear on its count is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import BadCell, letters
from taskstats_adapters.intake.cells.status_words import claim
from taskstats_adapters.intake.columns.proposals import pass_over
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import KNOWN, match_key
from taskstats_adapters.vietnamese.text import words


@attrs.define
class UnreadLists:
    """How many tasks have a list that may bear on their count, by column, and the first of them."""

    _seen: dict[int, tuple[int, int]] = attrs.field(factory=dict)

    def look(self, column: int, cell: BadCell, number: int, task: Task) -> None:
        """See the list of a task whose state is in question, as JSON."""
        if cell.shown[:1] == "[" and _bears(cell.shown, extended=bool(task.extensions)):
            first, count = self._seen.get(column, (number, 0))
            self._seen[column] = first, count + 1

    def warnings(
        self, headers: tuple[str, ...], known: Iterable[str], place: Callable[[int, int | None], str]
    ) -> Iterator[Problem]:
        """That lists are not read, for each column at the first of them."""
        for column, (first, count) in sorted(self._seen.items()):
            header = (headers[column] if column < len(headers) else "") or letters(column)
            message = (
                f'cột "{header}" có danh sách nói đến việc hoàn thành, rút hoặc gia hạn ở {count} nhiệm vụ '
                "chưa hoàn thành hoặc hoàn thành sau hạn, nhưng không được đọc; "
                "hãy xuất ngày hoàn thành, hạn mới thành cột riêng; "
                f"nếu không cần, {pass_over(known, header)}"
            )
            yield Problem(code="W-UNREAD", place=place(first, column), message=message)


def _bears(text: str, *, extended: bool) -> bool:
    """Whether a list says something of completion, withdrawal or, beside no other extension, a later due date.

    Words alone do not say it in a checklist: it has to be a list of objects.
    """
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return False
    waiting = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    while waiting:
        item = waiting.pop()
        for key, value in item.items():
            if isinstance(value, dict | list):
                within = [value] if isinstance(value, dict) else value
                waiting += [inner for inner in within if isinstance(inner, dict)]
            elif value is not None and value != "" and _says(key, value, extended=extended):
                return True
    return False


def _says(key: str, value: Any, *, extended: bool) -> bool:
    field, named = _field(key), _field(value)
    if field == "status" and not isinstance(value, str):
        return True  # a code that nobody understands
    fields = {field, named} & _BEARING
    if fields - {"extended_to", "due_on"} or (fields and not extended):
        return True
    if not isinstance(value, str):
        return False
    said = claim(value) if any(map(str.isalpha, value)) else None
    if said is not None and (said.completed or said.withdrawn or said.unsettled):
        return True
    around = f"{' '.join(words(key))} {' '.join(words(value))}"
    return not extended and bool(_EXTENSION.search(around)) and not _ASKED.search(around)


def _field(text: Any) -> str:
    return KNOWN.get(match_key(text), ("", 0))[0] if isinstance(text, str) and len(text) <= _LONGEST_NAME else ""


_BEARING = frozenset(("completed_on", "withdrawn_on", "extended_to", "due_on"))
_LONGEST_NAME = 60
_EXTENSION = re.compile(r"\b(?:gia han|lui(?: thoi)? han|dieu chinh(?: thoi)? han|keo dai|han moi|extend(?:ed)?|due)\b")
_ASKED = re.compile(r"\b(?:xin|de nghi|de xuat|kien nghi|tu choi|khong|chua|requested|rejected)\b")
