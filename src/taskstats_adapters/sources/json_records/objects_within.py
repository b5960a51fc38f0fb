"""Objects within a task, {"xu_ly": {"ngay_hoan_thanh": "…"}}, become columns: "xu_ly.ngay_hoan_thanh"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taskstats_adapters.contract import BadCell
from taskstats_adapters.office.fields import FIELDS, KNOWN, Field, Kind, match_key
from taskstats_adapters.sources.json_records.shapes import looked_up

_DEEPEST = 3
_MOST_KEYS = 30
"""Different keys of the objects below one key. With more, such as days, they are no columns."""


def spread(items: Sequence[Any]) -> Sequence[Any]:
    """The tasks, whose objects have given way to their values, under the keys that lead to them.

    An object that stands for one value is one, and an extension is a list of one. One in place of an agency, a day or
    a state is left as it is: which of its values is meant is not known.
    """
    for _ in range(_DEEPEST):
        keys = _keys(items)
        if not keys:
            break
        items = [_spread(item, keys) if isinstance(item, dict) else item for item in items]
    return items


def _keys(items: Sequence[Any]) -> Mapping[str, bool]:
    """The keys that have such objects; for each, whether they are extensions."""
    found: dict[str, set[str]] = {}
    for item in items:
        for key, value in item.items() if isinstance(item, dict) else ():
            if type(value) is dict and _has_values(value):
                found.setdefault(key, set()).update(value)
    fields = {key: FIELDS.get(KNOWN.get(match_key(key), ("", 0))[0]) for key in found}
    return {
        key: field is not None and field.series
        for key, field in fields.items()
        if len(found[key]) <= _MOST_KEYS and (field is None or field.name == "extended_to" or _is_plain(field))
    }


def _has_values(value: Any) -> bool:
    return type(value) is dict and bool(value) and isinstance(looked_up(value), BadCell)


def _is_plain(field: Field) -> bool:
    return field.kind is Kind.TEXT and not field.decisive and not field.telling


def _spread(item: dict[str, Any], keys: Mapping[str, bool]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in item.items():
        if key not in keys or not _has_values(value):
            flat[key] = value
        elif keys[key]:
            flat[key] = [value]
        else:
            flat |= {name: within for inner, within in value.items() if (name := f"{key}.{inner}") not in item}
    return flat
