"""Shapes in which services wrap lists: an envelope around each task, columns apart from rows, lookups, coded keys."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.office.fields import recognised
from taskstats_adapters.vietnamese.text import fold

Item = Mapping[str, Any]

_ENVELOPES = frozenset(("node", "fields", "attributes", "properties", "_source", "record", "document", "item"))
"""GraphQL, SharePoint and Airtable, JSON:API, GeoJSON, Elasticsearch, and others."""
_DEEPEST = 3
"""Envelopes within each other: {"node": {"fields": {…}}} has two."""

_SHOWN = re.compile(r"value|lookupvalue|displayname|title|label|name|ten(?:donvi|coquan|phongban|trangthai|daydu)?")
_BESIDE = re.compile(
    r"(?:lookup)?id|(?:donvi|coquan|trangthai|phongban)id|id(?:donvi|coquan|trangthai|phongban)|key|ma|code"
    r"|ma(?:donvi|coquan|trangthai|phongban)|type|email|self|url|href|colou?r|mau|mausac|picture|claims"
)
"""The keys of a looked-up value: the one with its text, and those that may stand beside it."""
_TYPED = ("$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal")

_COLUMNS = frozenset(("columns", "cols", "fields", "header", "headers"))

LONGEST = 20_000
"""Characters of a list of objects within a cell that is kept as it was written."""

_CODED = re.compile("_x([0-9A-Fa-f]{4})(?:_|$)")
_CUT = re.compile("_x[0-9A-Fa-f]{0,3}$|_$")


def key_texts(keys: Iterable[str]) -> list[str]:
    """The keys as people call them: SharePoint writes "Ng_x00e0_y" for "Ngày". Two keys never become one text."""
    keys = list(keys)
    texts = [_uncoded(key) if "_x" in key else key for key in keys]
    return texts if len(set(texts)) == len(texts) else keys


def _uncoded(key: str) -> str:
    if not _CODED.search(key):
        return key
    # SharePoint cuts such a key after 32 characters, perhaps within a code.
    return _CUT.sub("", _CODED.sub(lambda code: chr(int(code[1], 16)), key))


# -- lists ----------------------------------------------------------------------------------------


def without_envelopes(items: Sequence[Any]) -> Sequence[Any]:
    """The tasks within the items, where each is an envelope: {"cursor": "x", "node": {…}}, {"id": 3, "fields": {…}}.

    What stands beside the task is kept, under a name of its own where the task has the same key.
    """
    for _ in range(_DEEPEST):
        key = _envelope(items)
        if key is None:
            break
        items = [_opened(item, key) for item in items]
    return items


def _envelope(items: Sequence[Any]) -> str | None:
    """The key under which each item has its task: one that names more fields than the keys around it."""
    first = items[0]
    inner = {key: _named(value) for key, value in first.items() if isinstance(value, dict)} if _is_item(first) else {}
    if not inner:
        return None
    key = max(inner, key=lambda key: (inner[key], key.lower() in _ENVELOPES))
    outer = _named(first)
    certain = inner[key] > max(outer, 1) or (key.lower() in _ENVELOPES and outer < 2)
    return key if certain and all(_is_item(item) and isinstance(item.get(key), dict) for item in items) else None


def _opened(item: Item, key: str) -> Item:
    inner = item[key]
    beside = {f"mục.{name}" if name in inner else name: value for name, value in item.items() if name != key}
    return {**beside, **inner}


def columns_apart(value: Item) -> tuple[str, Sequence[str]] | None:
    """The key of a list of rows, and the names of its columns, which stand in a list beside it; or None.

    Such as {"columns": ["Nội dung", …], "data": [["…", …], …]}; each column may be an object too.
    """
    tables = [key for key, rows in value.items() if isinstance(rows, list) and rows and all(map(_is_list, rows))]
    if len(tables) != 1 or recognised(value[tables[0]][0]) > 1:  # the first row may be the header
        return None
    width = max(map(len, value[tables[0]]))
    beside = {key: names for key, said in value.items() if key != tables[0] and len(names := _names(said)) == width}
    known = [names for key, names in beside.items() if recognised(names) > 1 or key.lower() in _COLUMNS]
    return (tables[0], known[0]) if len(known) == 1 else None


def _names(said: Any) -> Sequence[str]:
    """The names of columns in a list of texts or of objects, which have them under some key; empty for another list."""
    if not isinstance(said, list) or not said:
        return ()
    if all(isinstance(name, str) for name in said):
        return said
    if not all(map(_is_item, said)):
        return ()
    each = ([column.get(key) for column in said] for key in said[0])
    texts = [names for names in each if all(isinstance(name, str) for name in names)]
    return max(texts, key=recognised, default=())


def as_items(value: Item) -> Sequence[Item] | None:
    """The tasks of an object that is a list in another form, or None.

    Either each key has a task, {"-Mx1": {…}, "-Mx2": {…}}, or each key is a column, {"nhiem_vu": ["…", …], …} or
    {"nhiem_vu": {"0": "…", …}, …}.
    """
    groups = [inner for inner in value.values() if isinstance(inner, dict)]
    if groups and len(groups) == len(value):
        if all(_named(dict.fromkeys(groups[0].keys() & group.keys())) > 1 for group in groups):
            return groups
        if _named(value) > 1 and all(group.keys() == groups[0].keys() for group in groups):
            return [{key: value[key][place] for key in value} for place in groups[0]]
    columns = {key: inner for key, inner in value.items() if isinstance(inner, list)}
    if _named(columns) > 2 and _named(columns) == _named(value) and len(set(map(len, columns.values()))) == 1:
        if any(isinstance(cell, dict | list) for column in columns.values() for cell in column):
            return None
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return None


def _named(item: Item) -> int:
    """How many fields the keys name; a list with more keys than any header is none."""
    return recognised(key_texts(islice(item, 200)))


def _is_item(value: Any) -> bool:
    return isinstance(value, dict)


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


# -- cells ----------------------------------------------------------------------------------------


def looked_up(value: Item) -> Cell | BadCell:
    """The value that an object stands for: the text of a lookup, {"Id": 3, "Value": "Sở Y tế"}, or a typed value.

    Any other object is a BadCell, as two of its values might be meant.
    """
    if len(value) == 1:
        if "$date" in value:
            return _moment(value["$date"])
        if (kind := next(iter(value))) in _TYPED and isinstance(value[kind], str | int):
            return str(value[kind])
    shown = [key for key in value if _of_a_lookup(key) is True]
    beside = (key for key in value if _of_a_lookup(key) is None)
    if len(shown) == 1 and all(key.startswith(("@", "_", "odata")) for key in beside):
        said = value[shown[0]]
        if said is None or isinstance(said, str | int | Decimal | BadCell):
            return said
    return BadCell(f"{{{', '.join(islice(value, 5))}}}"[:80], "E-NESTED")


@lru_cache(1000)
def _of_a_lookup(key: str) -> bool | None:
    """Whether a key is that of the text of a looked-up value, or may stand beside it; None for any other."""
    folded = fold(key)
    return True if _SHOWN.fullmatch(folded) else False if _BESIDE.fullmatch(folded) else None


def _moment(said: Any) -> Cell | BadCell:
    """A moment of MongoDB: a text, or milliseconds from 1970 in UTC."""
    if isinstance(said, str):
        return said
    number = said.get("$numberLong") if isinstance(said, dict) else said
    try:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=int(number or ""))
    except (TypeError, ValueError, OverflowError):
        return BadCell("{$date}", "E-NESTED")
    text: str = moment.isoformat()
    return text.replace("+00:00", "Z")


def as_written(objects: Sequence[Any]) -> str | None:
    """A short list of objects as JSON, for a field that can read it: the extensions of a task. None for other lists."""
    if not all(map(_is_item, objects)):
        return None
    try:
        text = json.dumps(objects, ensure_ascii=False, allow_nan=False, default=_number)
    except (TypeError, ValueError):
        return None
    return text if len(text) <= LONGEST else None


def _number(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))
