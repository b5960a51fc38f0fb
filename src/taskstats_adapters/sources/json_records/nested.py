"""Tasks within tasks, {"children": [{…}]}, and tasks under their agency, [{"don_vi": "…", "nhiem_vu": [{…}]}]."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from taskstats_adapters.office.fields import KNOWN, REQUIRED, match_key, recognised
from taskstats_adapters.sources.json_records.shapes import Item, key_texts
from taskstats_adapters.vietnamese.text import fold

NUMBER = "STT"
_NUMBER, _NO_FIELD = KNOWN[fold(NUMBER)], ("", 0)

_PARTS = frozenset(
    (
        *("children", "subtasks", "subitems", "subissues", "childtasks", "nhiemvucon", "congvieccon", "vieccon"),
        *("cacnhiemvucon", "nhiemvuthanhphan", "nhiemvuchitiet"),
    )
)
"""Keys of the parts of a task, folded."""


@attrs.frozen
class Unnested:
    """Tasks one after another; `place` names the place of each, counted from 1."""

    items: Sequence[Any]
    place: Callable[[int], str]


def unnested(items: Sequence[Any], place: Callable[[int], str]) -> Unnested:
    """The tasks of a list, those within others too. `place` names the place of an item, counted from 1.

    Parts of a task follow it and are numbered as its parts, 1.1, 1.2, so that it is told that both count. A task under
    an object that is none, such as an agency, has the keys of that object too.
    """
    flat = Unnested(items, place)
    while (key := _key_of_groups(flat.items)) is not None:
        flat = _ungrouped(flat, key)
    key = _key_of_parts(flat.items)
    return flat if key is None else _with_parts(flat, key)


def _ungrouped(groups: Unnested, key: str) -> Unnested:
    found: list[Any] = []
    places: list[str] = []
    for number, group in enumerate(groups.items, 1):
        around = _without(group, key)
        for place, task in enumerate(group[key] or (), 1):
            found.append({f"mục.{name}" if name in task else name: value for name, value in around.items()} | task)
            places.append(f"{groups.place(number)}, {key} {place}")
    return Unnested(found, lambda row: places[row - 1])


def _with_parts(tasks: Unnested, key: str) -> Unnested:
    found: list[Any] = []
    places: list[str] = []
    waiting = [(item, str(number), tasks.place(number)) for number, item in enumerate(tasks.items, 1)][::-1]
    while waiting:
        item, label, place = waiting.pop()
        parts = item.get(key) if isinstance(item, Mapping) else None
        if isinstance(parts, list) and any(isinstance(part, Mapping) for part in parts):
            each = [(part, f"{label}.{number}", f"{place}, {key} {number}") for number, part in enumerate(parts, 1)]
            waiting += each[::-1]
            item = _without(item, key)
        found.append(_numbered(item, label) if isinstance(item, Mapping) else item)
        places.append(place)
    return Unnested(found, lambda row: places[row - 1])


def _key_of_groups(items: Sequence[Any]) -> str | None:
    """The key under which each item has its tasks: objects that name more fields than the keys around them."""
    if not items or not all(isinstance(item, Mapping) for item in items):
        return None
    for key in [key for key, value in items[0].items() if type(value) is list]:
        pairs = [(item, each[0]) for item in items if (each := item.get(key, 0)) and _is_list_of_items(each)]
        if pairs and all(item.get(key, 0) in (None, []) or _is_list_of_items(item.get(key)) for item in items):
            group, first = pairs[0]
            if _named_within(first) > max(_named(_without(group, key)), 1):
                return str(key)
    return None


def _is_list_of_items(value: Any) -> bool:
    return type(value) is list and bool(value) and all(isinstance(item, Mapping) for item in value)


def _key_of_parts(items: Sequence[Any]) -> str | None:
    """The key under which a task has others: objects with two fields of its own, or those of a key of parts.

    Without a day of assignment or a due date they are no tasks, but what became of one.
    """
    seen: set[str] = set()
    for item in items:
        for key, value in item.items() if isinstance(item, Mapping) else ():
            if type(value) is list and value and key not in seen and isinstance(part := value[0], Mapping):
                seen.add(key)
                shared = dict.fromkeys(name for name in part if name in item)
                if (_named(shared) > 1 and _has_required(part)) or (fold(key) in _PARTS and _named(part) > 1):
                    return str(key)
    return None


def _has_required(item: Item) -> bool:
    return any(KNOWN.get(match_key(key), _NO_FIELD)[0] in REQUIRED for key in key_texts(list(item)[:200]))


def _without(item: Item, key: str) -> Item:
    return {name: value for name, value in item.items() if name != key}


def _numbered(item: Item, label: str) -> Item:
    """The item with a number that says what it is a part of, in place of its own if it has one."""
    return {NUMBER: label} | {key: value for key, value in item.items() if KNOWN.get(fold(key), _NO_FIELD) != _NUMBER}


def _named(item: Item) -> int:
    """How many fields the keys name."""
    return recognised(key_texts(list(item)[:200]))


def _named_within(item: Item) -> int:
    """The same of an object, or of the objects in a list in it, where those name more."""
    inner = [_named_within(value[0]) for value in item.values() if _is_list_of_items(value)]
    return max(_named(item), *inner, 0)
