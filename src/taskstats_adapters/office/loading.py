"""A profile read from its TOML file: strictly, with every mistake reported at once (docs/reference/profile.md)."""

from __future__ import annotations

import datetime as dt
import enum
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taskstats import Checks, InvalidRules, Rules
from taskstats_adapters.errors import ProfileError
from taskstats_adapters.office.agencies import Agency, Alias
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.office.profile import Numbers, Office, Profile, Reading, Wording
from taskstats_adapters.vietnamese.reasons import why

if TYPE_CHECKING:
    from cattrs import Converter


def load_profile(path: str | Path) -> Profile:
    """Read a profile. Raises ProfileError with every mistake: unknown keys, wrong types, unknown values.

    `agencies` may be the path of another TOML file, relative to the profile, that holds [[agencies]] alone.
    """
    settings = _toml(Path(path))
    if isinstance(registry := settings.get("agencies"), str):
        held = _toml(Path(path).parent / registry)
        if not isinstance(held.get("agencies"), list) or len(held) > 1:
            raise ProfileError(registry, ("cần đúng một mục: các bảng [[agencies]]",))
        make_profile(held, registry)  # so that its mistakes are reported under its own name
        settings["agencies"] = held["agencies"]
    return make_profile(settings, Path(path).name)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ProfileError(path.name, (f"không đọc được tệp: {why(error)}",)) from error
    except UnicodeDecodeError as error:
        mistake = f"tệp không phải UTF-8 (byte {error.start}); hãy lưu lại bằng UTF-8"
        raise ProfileError(path.name, (mistake,)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(path.name, (f"sai cú pháp TOML: {error}",)) from error


def make_profile(settings: Mapping[str, Any], where: str = "hồ sơ") -> Profile:
    """A profile of settings already read. Raises ProfileError as `load_profile` does."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in (str, bool, int, dt.date):  # no conversion: "yes" is no bool, 1 is no text
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _texts)
    alias = _only(dict, converter.get_structure_hook(Alias))
    converter.register_structure_hook(Alias, lambda value, kind: alias(_as_table(value), kind))
    _demand(converter, list, tuple[Alias, ...])
    _demand(converter, dict, Agency)
    _demand(converter, list, tuple[Agency, ...])
    for table in (Office, Wording, Numbers, Rules, Checks, Reading, *_MAPPINGS):
        _demand(converter, dict, table)
    mistakes: list[str] = []
    profile = Profile()
    try:
        profile = converter.structure(settings, Profile)
    except cattrs.BaseValidationError as error:
        mistakes += cattrs.transform_error(error, path="", format_exception=_in_vietnamese)
    columns = settings.get("columns")
    for unknown in sorted(set(columns) - set(FIELDS)) if isinstance(columns, dict) else ():
        mistakes.append(f"không có trường {unknown}; các trường: {', '.join(FIELDS)} @ .columns")
    if mistakes:
        raise ProfileError(where, tuple(mistake.replace("@ .", "@ ").removesuffix(" @ ") for mistake in mistakes))
    return profile


_KINDS = {
    str: "chữ trong ngoặc kép",
    bool: "true hoặc false",
    int: "số nguyên",
    dt.date: "ngày như 2025-03-01",
    list: "danh sách [...]",
    dict: "bảng [...] hoặc {khóa = giá trị}",
}
_MAPPINGS = (Mapping[str, str], Mapping[str, Any], Mapping[str, Mapping[str, Any]])


def _only(kind: type, structure: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """The same, but only for values of this kind."""
    return lambda value, wanted: structure(_exactly(value, kind), wanted)


def _demand(converter: Converter, kind: type, made: Any) -> None:
    """Structure `made` only from values of this kind. What it contains must have been registered before."""
    hook = _only(kind, converter.get_structure_hook(made))
    converter.register_structure_hook_func(lambda wanted: wanted == made, hook)


def _as_table(alias: Any) -> Any:
    """An alias is a table, or its name alone."""
    return {"name": alias} if isinstance(alias, str) else alias


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"cần {_KINDS[kind]}, không phải {value!r}")
    return value


def _texts(value: Any, _: object) -> tuple[str, ...]:
    return tuple(_exactly(text, str) for text in _exactly(value, list))


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
