"""A profile read from its TOML file: strictly, with every mistake reported at once (docs/reference/profile.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from taskstats import Checks, Rules
from taskstats_adapters.errors import ProfileError
from taskstats_adapters.office.agencies import Agency, Alias
from taskstats_adapters.office.fields import FIELDS, Named
from taskstats_adapters.office.profile import Dates, Numbers, Office, Profile, Reading, Statement, Wording
from taskstats_adapters.office.settings_files import read_settings
from taskstats_adapters.office.strict import demand, exactly, mistakes_in, only, strict_converter
from taskstats_adapters.vietnamese.reasons import why


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


def profile_files(path: str | Path) -> Sequence[Path]:
    """The files that a profile is read from: its own, and that of its agencies if they have one."""
    registry = _toml(Path(path)).get("agencies")
    return (Path(path), Path(path).parent / registry) if isinstance(registry, str) else (Path(path),)


def _toml(path: Path) -> dict[str, Any]:
    try:
        settings = tomllib.loads(read_settings(path).decode("utf-8-sig"))
        _check_numbers(settings)
    except OSError as error:
        raise ProfileError(path.name, (f"không đọc được tệp: {why(error)}",)) from error
    except UnicodeDecodeError as error:
        mistake = f"tệp không phải UTF-8 (byte {error.start}); hãy lưu lại bằng UTF-8"
        raise ProfileError(path.name, (mistake,)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(path.name, (f"sai cú pháp TOML: {error}",)) from error
    except RecursionError as error:
        raise ProfileError(path.name, ("lồng nhau quá sâu, không phải hồ sơ",)) from error
    except ValueError as error:
        raise ProfileError(path.name, ("có số nguyên quá lớn",)) from error
    return settings


def _check_numbers(settings: dict[str, Any]) -> None:
    """Raise ValueError for a whole number that TOML does not have, as tomllib does for the longest."""
    left: list[Any] = [settings]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            raise ValueError(value.bit_length())


def make_profile(settings: Mapping[str, Any], where: str = "hồ sơ") -> Profile:
    """A profile of settings already read. Raises ProfileError as `load_profile` does."""
    import cattrs

    converter = strict_converter()
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _texts)
    converter.register_structure_hook_func(lambda kind: kind == tuple[int, ...], _numbers)
    converter.register_structure_hook_func(lambda kind: kind == str | tuple[str, ...], _one_or_several)
    alias = only(dict, converter.get_structure_hook(Alias))
    converter.register_structure_hook(Alias, lambda value, kind: alias(_as_table(value), kind))
    demand(converter, list, tuple[Alias, ...])
    demand(converter, dict, Agency)
    demand(converter, list, tuple[Agency, ...])
    for table in (Office, Wording, Numbers, Rules, Checks, Reading, Dates, *_MAPPINGS):
        demand(converter, dict, table)
    mistakes: list[str] = []
    profile = Profile()
    try:
        profile = converter.structure(settings, Profile)
    except cattrs.BaseValidationError as error:
        mistakes += mistakes_in(error)
    columns = settings.get("columns")
    for unknown in sorted(set(columns) - set(FIELDS)) if isinstance(columns, dict) else ():
        mistakes.append(f"không có trường {unknown}; các trường: {', '.join(FIELDS)} @ columns")
    for field, headers in profile.columns.items():
        if field in FIELDS and not FIELDS[field].series and not isinstance(headers, str):
            mistakes.append(f"trường này chỉ có một cột, hãy ghi một tiêu đề @ columns['{field}']")
    if mistakes:
        raise ProfileError(where, tuple(mistakes))
    return profile


_MAPPINGS = (Named, Mapping[str, Statement], Mapping[str, Any], Mapping[str, Mapping[str, Any]])


def _as_table(alias: Any) -> Any:
    """An alias is a table, or its name alone."""
    return {"name": alias} if isinstance(alias, str) else alias


def _one_or_several(value: Any, _: object) -> str | tuple[str, ...]:
    return _texts(value, _) if isinstance(value, list) else exactly(value, str)


def _texts(value: Any, _: object) -> tuple[str, ...]:
    return tuple(exactly(text, str) for text in exactly(value, list))


def _numbers(value: Any, _: object) -> tuple[int, ...]:
    return tuple(exactly(number, int) for number in exactly(value, list))
