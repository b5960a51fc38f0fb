"""What people write in files, structured strictly: no value is converted, and every mistake is told with its path."""

from __future__ import annotations

import datetime as dt
import enum
import reprlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from taskstats import InvalidRules

if TYPE_CHECKING:
    from cattrs import BaseValidationError, Converter

_KINDS = {
    str: "chữ trong ngoặc kép",
    bool: "true hoặc false",
    int: "số nguyên",
    dt.date: "ngày như 2025-03-01",
    list: "danh sách [...]",
    dict: "bảng [...] hoặc {khóa = giá trị}",
}


def strict_converter() -> Converter:
    """A converter that knows no key but a class's own, and converts nothing: "yes" is no bool, 1 is no text."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in (str, bool, int, dt.date):
        converter.register_structure_hook(kind, exactly)
    return converter


def exactly(value: Any, kind: type, called: str = "") -> Any:
    """The value. Raises TypeError unless it is of this very kind; `called` is the kind's name for the office."""
    if type(value) is not kind:
        raise TypeError(f"cần {called or _KINDS[kind]}, không phải {reprlib.repr(value)}")
    return value


def only(kind: type, structure: Callable[[Any, Any], Any], called: str = "") -> Callable[[Any, Any], Any]:
    """The same, but only for values of this kind."""
    return lambda value, wanted: structure(exactly(value, kind, called), wanted)


def demand(converter: Converter, kind: type, made: Any, called: str = "") -> None:
    """Structure `made` only from values of this kind. What it contains must have been registered before."""
    hook = only(kind, converter.get_structure_hook(made), called)
    converter.register_structure_hook_func(lambda wanted: wanted == made, hook)


def mistakes_in(error: BaseValidationError) -> list[str]:
    """Every mistake that cattrs found, in Vietnamese: "thiếu khóa 'first' @ period"."""
    import cattrs

    told = cattrs.transform_error(error, path="", format_exception=_in_vietnamese)
    return [mistake.replace("@ .", "@ ").removesuffix(" @ ") for mistake in told]


def _in_vietnamese(error: BaseException, kind: type | None) -> str:
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        return f"không có khóa {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return f"thiếu khóa {error}"
    if isinstance(error, InvalidRules):
        return f"{str(error).split()[0]} phải là số ngày từ 0 trở lên"
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return f"giá trị phải là một trong: {', '.join(str(member.value) for member in kind)}"
    return str(error)
