"""The lists in a JSON value: under which keys they stand, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from taskstats_adapters.contract import SourceError
from taskstats_adapters.office.fields import recognised
from taskstats_adapters.sources.json_records.parsing import Repeated, repeated, whole
from taskstats_adapters.sources.json_records.shapes import Item, as_items, columns_apart, key_texts, without_envelopes
from taskstats_adapters.vietnamese.text import brief, fold

SHALLOW = 2
"""Lists down to so many keys are all read."""

_ASKED_FOR = "muốn đọc nó, hãy dùng --sheet với tên này"
TOO_DEEP = f"danh sách nằm sâu hơn các danh sách khác; {_ASKED_FOR}"
DELETED = f"danh sách các nhiệm vụ đã xóa; {_ASKED_FOR}"

_OF_DELETED = re.compile(
    r"(?:soft)?(?:deleted|trashed)(?:tasks|items|records)?|trash|recyclebin|thungrac"
    r"|(?:danhsach)?(?:nhiemvu|congviec)?(?:da|bi)xoa"
)
_REPORT = "taskstats/report/"


@attrs.frozen
class Found:
    """A list of objects or of rows, named by the keys that lead to it.

    `titles` are the names of its columns, where they stand apart; `around` the objects that it stands in, from the
    innermost; `left_out` says why it is not read, if it is not: others are less deep, or it has deleted tasks.
    """

    name: str
    items: Sequence[Any]
    titles: Sequence[str] = ()
    around: Sequence[Item] = ()
    depth: int = 0
    left_out: str = ""


def is_item(value: Any) -> bool:
    """Whether a list may have this for a task."""
    return isinstance(value, dict | list | Repeated)


def names_fields(found: Found) -> bool:
    """Whether the list looks like one of tasks."""
    first = found.items[0]
    return recognised(found.titles or (key_texts(first) if isinstance(first, dict) else ())) > 1


def lists_of(value: Any, where: str) -> Sequence[Found]:
    """The lists down to the second key, or if there are none the least deep with tasks; the deeper ones follow.

    Raises SourceError: E-EMPTY, E-FORMAT, E-CORRUPT for a key twice.
    """
    if isinstance(value, list):
        if not value:
            raise _empty(where)
        return [Found(where, without_envelopes(value))]
    if isinstance(value, Repeated):
        raise repeated(where, value)
    if isinstance(said := value.get("schema"), str) and said.startswith(_REPORT):
        message = "đây là báo cáo JSON do taskstats ghi ra, không phải danh sách nhiệm vụ"
        raise SourceError("E-FORMAT", where, f"{message}; nếu là báo cáo kỳ trước, hãy dùng nó với --baseline")
    walk = _Walk(where)
    found = list(walk.below(value))
    if lists := [one for one in found if one.items]:
        known = [one.depth for one in lists if one.depth <= SHALLOW or names_fields(one)]
        depth = max(SHALLOW, min(known, default=0))
        lists = [attrs.evolve(one, left_out=TOO_DEEP if one.depth > depth else "") for one in lists]
        return sorted(_without_deleted(lists), key=lambda one: one.left_out == TOO_DEEP)
    if walk.twice:
        raise repeated(*walk.twice)
    if found:
        raise _empty(where)
    if value and not any(isinstance(inner, dict | Repeated) for inner in value.values()):
        return [Found(where, [value])]  # a single task: a file of one line with one object
    message = "không thấy danh sách nào: cần [{…}, {…}], hoặc một khóa có danh sách như vậy, hoặc mỗi dòng một {…}"
    raise SourceError("E-FORMAT", where, message)


def _without_deleted(lists: Sequence[Found]) -> Sequence[Found]:
    """The lists, those of deleted tasks left out where there are others: "deleted_tasks" beside "tasks"."""
    deleted = [_OF_DELETED.fullmatch(fold(one.name.rpartition(".")[2])) is not None for one in lists]
    if not any(names_fields(one) for one, gone in zip(lists, deleted, strict=True) if not (gone or one.left_out)):
        return lists
    return [
        attrs.evolve(one, left_out=DELETED) if gone and not one.left_out else one
        for one, gone in zip(lists, deleted, strict=True)
    ]


@attrs.define
class _Walk:
    """A walk through the objects of a value; `twice` is the place of an object with a key twice."""

    where: str
    twice: tuple[str, Repeated] | None = None

    def below(self, value: Item) -> Iterator[Found]:
        """Every list in the value, in order; an empty one too. Lists within lists are none."""
        waiting: list[tuple[str, Any, Sequence[Item]]] = [("", value, ())]
        depths = [0]
        while waiting:
            (path, inner, around), depth = waiting.pop(), depths.pop()
            if isinstance(inner, Repeated):
                place = f"{self.where}, {path}" if path else self.where
                if depth < SHALLOW:
                    raise repeated(place, inner)
                self.twice = self.twice or (place, inner)
            elif isinstance(inner, list):
                if not inner or any(map(is_item, inner)):
                    yield Found(path, inner and without_envelopes(inner), around=around, depth=depth)
            elif isinstance(inner, dict):
                if (items := as_items(inner)) is not None:
                    yield Found(path or self.where, items, around=around, depth=max(depth, 1))
                    continue
                outer, apart = (inner, *around)[:SHALLOW], columns_apart(inner)
                for key, beneath in reversed(inner.items()):
                    name = f"{path}.{whole(key)}" if path else whole(key)
                    rows = Found(name, beneath, apart[1], outer, depth + 1) if apart and key == apart[0] else None
                    waiting.append((name if depth < SHALLOW else brief(name), rows or beneath, outer))
                    depths.append(depth + 1)
            elif isinstance(inner, Found):
                yield inner


def _empty(where: str) -> SourceError:
    return SourceError("E-EMPTY", where, "danh sách trống, không có mục nào; hãy kiểm tra lại lệnh xuất")
