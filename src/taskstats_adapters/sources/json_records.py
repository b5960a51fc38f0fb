"""Lists of JSON objects (.json), one object per line (.jsonl .ndjson), or rows as lists."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Any

import attrs

from taskstats_adapters.contract import BadCell, Cell, Locate, Options, Row, Sheet, Source, SourceError, hookimpl
from taskstats_adapters.sources.common.encodings import marked_encoding
from taskstats_adapters.sources.common.options import check_options, selected
from taskstats_adapters.sources.common.pages_of_several import CODE, said_in_keys
from taskstats_adapters.sources.common.texts import decoded, line_of, load_text
from taskstats_adapters.vietnamese.text import brief

LINES = (".jsonl", ".ndjson")
ROOM = 4 * 2**20
"""Cells that any list may have. A thousand objects without a common key would need a million."""

DIGITS = 1000
"""The most digits of a number, and its largest exponent; no office needs more."""

TOO_DEEP = "danh sách nằm sâu hơn hai cấp khóa"

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPORT = "taskstats/report/"


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The lists in a JSON text, or only the one whose key is the option `sheet`. "-" is standard input.

    A list of objects begins with row 0, its keys, so that row n is item n. Raises SourceError.
    """
    where = Path(origin).name
    check_options(where, options, "sheet")
    data = load_text(origin, "JSON", "json")
    text = decoded(data, marked_encoding(data) or "utf-8", where)
    numbers = array("L")  # the line of each item, if each has its own
    value = _value(text, where, numbers)
    if where.lower().endswith(LINES) and not (isinstance(value, list) and all(map(_is_item, value))):
        numbers.append(line_of(text[: len(text) - len(text.lstrip())]))
        value = [value]  # one line is a list of one item
    lists = _lists(value, where)
    sheets = [_sheet(key, items, where, numbers, len(text)) for key, items in lists]
    if len(lists) == 1 and isinstance(value, dict) and (part := said_in_keys(value, len(lists[0][1]))):
        sheets = [attrs.evolve(sheets[0], notes=((CODE, part),))]
    if len(sheets) > 1:
        sheets = [attrs.evolve(sheet, locate=_within_its_list(sheet.locate)) for sheet in sheets]
    yield from selected(where, sheets, options, "danh sách")
    if "sheet" not in options:
        yield from (Sheet(key, (), ignored=TOO_DEEP) for key in _deeper(value))


# -- from a text to its lists ---------------------------------------------------------------------


@attrs.frozen
class Repeated:
    """An object with a repeated key: neither of the two values is used."""

    key: str


def _object(pairs: list[tuple[str, Any]]) -> Mapping[str, Any] | Repeated:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    return Repeated(next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1))


def _integer(text: str) -> int | BadCell:
    return int(text) if len(text) <= DIGITS else BadCell(f"{text[:40]}…", "E-NUMBER")


def _decimal(text: str) -> Decimal | BadCell:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return BadCell(f"{text[:40]}…", "E-NUMBER")
    return number if len(text) <= DIGITS and abs(number.adjusted()) <= DIGITS else BadCell(text[:40], "E-NUMBER")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_decimal, parse_int=_integer)
"""The only floats that it produces are NaN and Infinity."""


def _value(text: str, where: str, lines: array[int]) -> Any:
    """The value of the text; if it has one value per line, whatever its suffix, the list of values."""
    if not text.strip():
        raise SourceError("E-EMPTY", where, "tệp không có gì ngoài khoảng trắng; hãy xuất hoặc tải lại tệp")
    if text.lstrip()[0] not in "[{":
        raise SourceError("E-FORMAT", where, "nội dung không phải JSON (phải bắt đầu bằng [ hoặc {); hãy xuất lại tệp")
    try:
        return _parsed(text, where, 1)
    except SourceError as error:
        fault = error.__cause__
        if isinstance(fault, json.JSONDecodeError) and fault.msg == "Extra data":
            first = text[: fault.pos].lstrip()
            if "\n" in first and "\n" not in first.rstrip():
                return list(_lines(text, where, lines))
        raise


def _lines(text: str, where: str, lines: array[int]) -> Iterator[Any]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isspace() and line:
            lines.append(number)
            yield _parsed(line, where, number)


def _parsed(text: str, where: str, first: int) -> Any:
    """The value of a text that begins on line `first`."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        place = f"{where}, dòng {first + error.lineno - 1}, cột {error.colno}"
        what = f"không đúng cú pháp JSON ở chỗ {text[error.pos : error.pos + 20]!r}"
        advice = "thường do thừa hoặc thiếu dấu phẩy, dấu nháy hay dấu ngoặc ở ngay trước đó; hãy sửa hoặc xuất lại"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            what, advice = "JSON kết thúc giữa chừng", "tệp có thể bị cắt cụt; hãy xuất hoặc tải lại tệp"
        raise SourceError("E-CORRUPT", place, f"{what}; {advice}") from error
    except RecursionError as error:
        place = where if first == 1 else f"{where}, dòng {first}"
        raise SourceError("E-BOMB", place, "JSON lồng nhau quá sâu, không phải danh sách; đừng mở tệp này") from error


def _lists(value: Any, where: str) -> Sequence[tuple[str, Sequence[Any]]]:
    """Each list with its key: the whole text, or the lists under its keys, down to the second level."""
    if isinstance(value, list):
        if not value:
            raise SourceError("E-EMPTY", where, "danh sách trống, không có mục nào; hãy kiểm tra lại lệnh xuất")
        return [(where, value)]
    members = list(_members(value, where, ""))
    if any(key == "schema" and isinstance(said, str) and said.startswith(_REPORT) for key, said in members):
        message = "đây là báo cáo JSON do taskstats ghi ra, không phải danh sách nhiệm vụ"
        raise SourceError("E-FORMAT", where, f"{message}; nếu là báo cáo kỳ trước, hãy dùng nó với --baseline")
    lists = [
        (name, items)
        for key, inner in members
        for name, items in (_members(inner, where, f"{key}.") if isinstance(inner, dict | Repeated) else [(key, inner)])
        if isinstance(items, list)
    ]
    found = [(name, items) for name, items in lists if any(map(_is_item, items))]
    if found:
        return found
    if any(not items for _, items in lists):
        raise SourceError("E-EMPTY", where, "danh sách trống, không có mục nào; hãy kiểm tra lại lệnh xuất")
    if members and not any(isinstance(inner, dict | Repeated) for _, inner in members):
        return [(where, [value])]  # a single task: a file of one line with one object
    message = "không thấy danh sách nào: cần [{…}, {…}], hoặc một khóa có danh sách như vậy, hoặc mỗi dòng một {…}"
    raise SourceError("E-FORMAT", where, message)


def _deeper(value: Any) -> Iterator[str]:
    """The keys of lists of objects below the second level; these are not read."""
    waiting = [("", value, 0)]
    while waiting:
        path, inner, level = waiting.pop()
        if isinstance(inner, dict):
            under = f"{path}." if path else ""
            waiting += [(brief(under + _whole(key)), below, level + 1) for key, below in reversed(inner.items())]
        elif isinstance(inner, list) and level > 2 and any(map(_is_item, inner)):
            yield path


def _members(value: Any, where: str, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Repeated):
        raise _repeated(f"{where}, {path[:-1]}" if path else where, value)
    for key, inner in value.items():
        yield path + _whole(key), inner


def _is_item(value: Any) -> bool:
    return isinstance(value, dict | list | Repeated)


# -- from a list to its rows ----------------------------------------------------------------------


def _sheet(name: str, items: Sequence[Any], where: str, lines: array[int], size: int) -> Sheet:
    """The sheet of a list: a row for all keys and one for each object, or a row for each inner list."""

    def place(row: int) -> str:
        return f"dòng {lines[row - 1]}" if row <= len(lines) else f"mục {row}"

    kind = list if isinstance(items[0], list) else dict
    keys: dict[str, None] = {}
    for number, item in enumerate(items, 1):
        if isinstance(item, Repeated):
            raise _repeated(f"{where}, {place(number)}", item)
        if not isinstance(item, kind):
            wanted = "một danh sách […]" if kind is list else "một đối tượng {…}"
            message = f"phải là {wanted} như các mục khác của danh sách; hãy sửa mục này, hoặc chọn danh sách khác"
            raise SourceError("E-FORMAT", f"{where}, {place(number)}", message)
        if kind is dict:
            keys.update(dict.fromkeys(item))
    if len(keys) * len(items) > max(ROOM, 2 * size):
        message = f"{len(items)} mục có đến {len(keys)} khóa khác nhau; các mục của một danh sách phải cùng các khóa"
        raise SourceError("E-BOMB", where, message)
    headers = list(map(_whole, keys))

    def locate(_: str, row: int, column: int | None) -> str:
        if column is None:
            return place(row) if row else "các khóa"
        named = f'khóa "{headers[column]}"' if column < len(headers) else f"cột {column + 1}"
        return f"{place(row)}, {named}" if row else named

    def rows() -> Iterator[Row]:
        if kind is dict:
            yield headers
        for number, item in enumerate(items, 1):
            values = [item.get(key) for key in keys] if kind is dict else item
            if float in map(type, values):
                column = next(column for column, value in enumerate(values) if isinstance(value, float))
                message = f"{values[column]} không phải là giá trị JSON; hãy xuất lại, ô trống ghi là null"
                raise SourceError("E-CORRUPT", f"{where}, {locate(name, number, column)}", message)
            yield [_cell(value) for value in values]

    return Sheet(name, rows(), first_row=0 if kind is dict else 1, locate=locate)


def _cell(value: Any) -> Cell | BadCell:
    if isinstance(value, str):
        return _whole(value)
    if isinstance(value, list):
        if all(isinstance(text, str) for text in value):
            return "; ".join(map(_whole, value)) or None
        return BadCell(f"[{len(value)} giá trị]", "E-NESTED")
    if isinstance(value, dict):
        return BadCell(f"{{{', '.join(map(_whole, islice(value, 5)))}}}"[:80], "E-NESTED")
    if isinstance(value, Repeated):
        return BadCell(f"{{{_whole(value.key)}}}"[:80], "E-NESTED")
    cell: Cell | BadCell = value
    return cell


def _whole(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, left by a program that cut within a character."""
    return _SURROGATE.sub("\ufffd", text)


def _repeated(place: str, twice: Repeated) -> SourceError:
    return SourceError("E-CORRUPT", place, f'khóa "{_whole(twice.key)}" có hai lần; hãy bỏ một trong hai')


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
