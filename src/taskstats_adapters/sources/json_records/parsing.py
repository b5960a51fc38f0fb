"""A JSON text -> its value: exact numbers, no key twice, and a line for each value of a text with one a line."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import attrs

from taskstats_adapters.contract import BadCell, SourceError

DIGITS = 1000
"""The most digits of a number, and its largest exponent; no office needs more."""

_NOTHING: Mapping[str, Any] = {}
_SURROGATE = re.compile("[\ud800-\udfff]")


@attrs.frozen
class Repeated:
    """An object with a repeated key: neither of the two values is used."""

    key: str


def _object(pairs: list[tuple[str, Any]]) -> Mapping[str, Any] | Repeated:
    if not pairs:
        return _NOTHING  # a list may have millions of empty objects, and nobody changes one
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


def value_of(text: str, where: str, lines: array[int]) -> Any:
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


def whole(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, left by a program that cut within a character."""
    return _SURROGATE.sub("\ufffd", text)


def repeated(place: str, twice: Repeated) -> SourceError:
    """An object with a key twice (E-CORRUPT)."""
    return SourceError("E-CORRUPT", place, f'khóa "{whole(twice.key)}" có hai lần; hãy bỏ một trong hai')
