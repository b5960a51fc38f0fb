"""Lists of JSON objects (.json), one object per line (.jsonl .ndjson), or rows as lists."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from taskstats_adapters.contract import BadCell, Cell, Locate, Options, Row, Sheet, Source, SourceError, hookimpl
from taskstats_adapters.sources.common.encodings import marked_encoding
from taskstats_adapters.sources.common.options import check_options, same_name, selected
from taskstats_adapters.sources.common.pages_of_several import CODE, said_in_keys
from taskstats_adapters.sources.common.texts import decoded, line_of, load_text
from taskstats_adapters.sources.json_records.lists import Found, is_item, lists_of, names_fields
from taskstats_adapters.sources.json_records.nested import unnested
from taskstats_adapters.sources.json_records.objects_within import spread
from taskstats_adapters.sources.json_records.parsing import Repeated, repeated, value_of, whole
from taskstats_adapters.sources.json_records.shapes import as_written, key_texts, looked_up

LINES = (".jsonl", ".ndjson")
ROOM = 2**20
"""Cells that any list may have. A thousand objects without a common key would need a million."""


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The lists in a JSON text, or only the one whose key is the option `sheet`. "-" is standard input.

    A list of objects begins with row 0, its keys, so that row n is item n. Raises SourceError.
    """
    where = Path(origin).name
    check_options(where, options, "sheet")
    data = load_text(origin, "JSON", "json")
    text = decoded(data, marked_encoding(data) or "utf-8", where)
    numbers = array("L")  # the line of each item, if each has its own
    value = value_of(text, where, numbers)
    if where.lower().endswith(LINES) and not (isinstance(value, list) and all(map(is_item, value))):
        numbers.append(line_of(text[: len(text) - len(text.lstrip())]))
        value = [value]  # one line is a list of one item
    lists = lists_of(value, where)
    read_at_once = [found for found in lists if not found.left_out]
    wanted = str(options.get("sheet", ""))
    if not read_at_once and not wanted:
        name = lists[0].name
        message = f'danh sách nằm sâu ở khóa "{name}", không rõ có phải danh sách nhiệm vụ'
        raise SourceError("E-FORMAT", where, f'{message}; nếu đúng, hãy ghi [source.json] sheet = "{name}" vào hồ sơ')
    sheets = [
        Sheet(found.name, (), ignored=found.left_out)
        if found.left_out and not same_name(found.name, wanted)
        else _sheet(found, where, numbers, len(text))
        for found in lists
    ]
    tasks = [found for found in read_at_once if len(read_at_once) == 1 or names_fields(found)]
    if len(tasks) == 1 and isinstance(value, dict):
        around = [value, *(outer for outer in tasks[0].around if outer is not value)]
        parts = [part for outer in around if (part := said_in_keys(outer, len(tasks[0].items)))]
        at = lists.index(tasks[0])
        sheets[at] = attrs.evolve(sheets[at], notes=tuple((CODE, part) for part in parts[:1]))
    if len(read_at_once) > 1:
        sheets = [attrs.evolve(sheet, locate=_within_its_list(sheet.locate)) for sheet in sheets]
    yield from selected(where, sheets, options, "danh sách")


def _sheet(found: Found, where: str, lines: array[int], size: int) -> Sheet:
    """The sheet of a list: a row for all keys and one for each object, or a row for each inner list."""
    flat = unnested(found.items, lambda row: f"dòng {lines[row - 1]}" if row <= len(lines) else f"mục {row}")
    name, items, place = found.name, spread(flat.items), flat.place

    kind = list if items and isinstance(items[0], list) else dict
    keys: dict[str, None] = {}
    for number, item in enumerate(items, 1):
        if isinstance(item, Repeated):
            raise repeated(f"{where}, {place(number)}", item)
        if not isinstance(item, kind):
            wanted = "một danh sách […]" if kind is list else "một đối tượng {…}"
            message = f"phải là {wanted} như các mục khác của danh sách; hãy sửa mục này, hoặc chọn danh sách khác"
            raise SourceError("E-FORMAT", f"{where}, {place(number)}", message)
        if kind is dict:
            keys.update(dict.fromkeys(item))
    if len(keys) * len(items) > max(ROOM, 2 * size):
        message = f"{len(items)} mục có đến {len(keys)} khóa khác nhau; các mục của một danh sách phải cùng các khóa"
        raise SourceError("E-BOMB", where, message)
    headers = [whole(text) for text in (key_texts(keys) if kind is dict else found.titles)]
    above = kind is dict or bool(headers)

    def locate(_: str, row: int, column: int | None) -> str:
        if column is None:
            return place(row) if row else "các khóa"
        named = f'khóa "{headers[column]}"' if column < len(headers) else f"cột {column + 1}"
        return f"{place(row)}, {named}" if row else named

    def rows() -> Iterator[Row]:
        if above:
            yield headers
        for number, item in enumerate(items, 1):
            values = [item.get(key) for key in keys] if kind is dict else item
            if float in map(type, values):
                column = next(column for column, value in enumerate(values) if isinstance(value, float))
                message = f"{values[column]} không phải là giá trị JSON; hãy xuất lại, ô trống ghi là null"
                raise SourceError("E-CORRUPT", f"{where}, {locate(name, number, column)}", message)
            yield [_cell(value) for value in values]

    return Sheet(name, rows(), first_row=0 if above else 1, locate=locate)


def _cell(value: Any) -> Cell | BadCell:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        cell = looked_up(value)
        return attrs.evolve(cell, shown=whole(cell.shown)) if isinstance(cell, BadCell) else _cell(cell)
    if isinstance(value, list):
        inner = [looked_up(text) if isinstance(text, dict) else text for text in value]
        texts = [whole(text) for text in inner if isinstance(text, str)]
        if len(texts) == len(value):
            return "; ".join(texts) or None
        if (text := as_written(value)) is not None:
            return BadCell(whole(text), "E-NESTED")
        return BadCell(f"[{len(value)} giá trị]", "E-NESTED")
    if isinstance(value, Repeated):
        return BadCell(f"{{{whole(value.key)}}}"[:80], "E-NESTED")
    plain: Cell | BadCell = value
    return plain


def _within_its_list(locate: Locate) -> Locate:
    return lambda name, row, column: f"{name}, {locate(name, row, column)}"


SOURCE = Source(
    name="json",
    summary="danh sách JSON (.json), hoặc mỗi dòng một đối tượng (.jsonl, .ndjson)",
    read=read,
    suffixes=(".json", *LINES),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of JSON lists."""
    return (SOURCE,)
