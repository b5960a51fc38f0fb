"""An office's settings: one TOML file, read strictly, every mistake reported at once (docs/reference/profile.md)."""

from __future__ import annotations

import datetime as dt
import enum
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from taskstats import Calendar, Checks, InvalidRules, Rounding, Rules
from taskstats_adapters.errors import ProfileError
from taskstats_adapters.office.agencies import Agency, Alias, names_of
from taskstats_adapters.vietnamese.reasons import why

if TYPE_CHECKING:
    from cattrs import Converter


@attrs.frozen(kw_only=True)
class Office:
    """The letterhead, the recipients and the signer, as they are printed."""

    parent: str = "ỦY BAN NHÂN DÂN TỈNH …"
    name: str = "VĂN PHÒNG"
    number: str = "Số:     /BC-VP"
    place: str = "…"
    recipients: tuple[str, ...] = ("Lưu: VT",)
    position: tuple[str, ...] = ("CHÁNH VĂN PHÒNG",)
    signer: str = ""


class Numerals(enum.Enum):
    """How appendices are numbered: "Phụ lục I" (Decree 30/2020/NĐ-CP, Appendix III) or "Phụ lục số 1"."""

    ROMAN = "roman"
    ARABIC = "arabic"


@attrs.frozen(kw_only=True)
class Wording:
    """What the office says in its own words. Subject, opening and request may hold {as_of} and {period}."""

    subject: str = "Kết quả tiến độ thực hiện các nhiệm vụ đã giao đến hết ngày {as_of}"
    opening: str = "Văn phòng UBND tỉnh báo cáo kết quả thực hiện nhiệm vụ {period} như sau:"
    assigners: str = "UBND tỉnh, Chủ tịch, các Phó Chủ tịch UBND tỉnh"
    assigners_cumulative: str = ""
    """Who assigns, in the paragraph on the year so far; as `assigners` when empty."""
    agencies: str = "các cơ quan, đơn vị"
    system: str = "hệ thống quản lý nhiệm vụ"
    procedure: str = ""
    """The sentence that recalls the procedure, before the findings."""
    findings_request: str = ""
    """What is asked of the agencies with findings; printed only when there are any."""
    request: str = ""
    """What is asked of all agencies, at the end."""


@attrs.frozen(kw_only=True)
class Numbers:
    """How numbers are printed: rounding of shares, decimals of a percentage, 05 for 5, numbering of appendices."""

    percentages: Rounding = Rounding.HALF_UP
    decimals: int = attrs.field(default=1)
    trailing_zeros: bool = False
    padded: bool = True
    appendices: Numerals = Numerals.ROMAN

    @decimals.validator
    def _few(self, _: object, decimals: int) -> None:
        if not 0 <= decimals <= 6:
            raise ValueError(f"decimals phải từ 0 đến 6, không phải {decimals}")


class Merge(enum.Enum):
    """What becomes of different rows with one id, as in two exports of the same tasks."""

    REJECT = "reject"
    """All of them are problems: only the office can say which one is right."""
    LATEST = "latest"
    """The one updated last counts, where their update dates tell; the others are ignored, and counted as such."""


class UndatedCompletion(enum.Enum):
    """What becomes of a task whose stated status says completed, without the day."""

    REJECT = "reject"
    UPDATED_ON = "updated-on"
    """It was completed on the day of its last update, where the list has one."""
    DUE_ON = "due-on"
    """It was completed on its due date, where the status says on time."""


class Encoding(enum.Enum):
    """The font encoding of a list from before Unicode: TCVN3 (".VnTime") or VNI ("VNI-Times")."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


@attrs.frozen(kw_only=True)
class Reading:
    """How lists are read where they leave a choice."""

    encoding: Encoding = Encoding.UNICODE
    completed_without_date: UndatedCompletion = UndatedCompletion.REJECT
    merge: Merge = Merge.REJECT


FIELDS = (
    "row_number",
    "id",
    "document",
    "document_date",
    "title",
    "assigner",
    "agency",
    "coordinating",
    "assigned_on",
    "due_on",
    "extended_to",
    "extension_granted_on",
    "completed_on",
    "withdrawn_on",
    "status",
    "days_late",
    "result_document",
    "recorded_on",
    "updated_on",
    "reason",
    "note",
)
"""What a column of a list can be, as [columns] names it."""


@attrs.frozen(kw_only=True)
class Profile:
    """All settings of an office. The default one suits no office in particular, and is complete."""

    office: Office = Office()
    wording: Wording = Wording()
    numbers: Numbers = Numbers()
    rules: Rules = Rules()
    checks: Checks = Checks()
    """The process checks to make; what they find is printed apart from the findings handed in."""
    intake: Reading = Reading()
    calendar: Calendar = Calendar.CIVIL
    agency_table: bool = True
    """Whether the report has an appendix with every agency's figures."""
    columns: Mapping[str, str] = attrs.field(factory=dict)
    """Which header is which field, where the usual names do not tell."""
    agencies: tuple[Agency, ...] = attrs.field(default=(), validator=lambda _, __, agencies: names_of(agencies))
    """The agencies there are, in the order of protocol; when given, any other name is a problem.

    A profile's file may name a TOML file of its own that has them.
    """
    source: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    render: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)


def load_profile(path: str | Path) -> Profile:
    """Read a profile. Raises ProfileError with every mistake: unknown keys, wrong types, values there are not.

    `agencies` may be the path of another TOML file, beside the profile, that holds [[agencies]] alone.
    """
    settings = _toml(Path(path))
    if isinstance(registry := settings.get("agencies"), str):
        held = _toml(Path(path).parent / registry)
        if not isinstance(held.get("agencies"), list) or len(held) > 1:
            raise ProfileError(registry, ("cần đúng một mục: các bảng [[agencies]]",))
        make_profile(held, registry)  # its mistakes are told with its own name
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
    """A profile from settings already read. Raises ProfileError as `load_profile` does."""
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
    """The same, for values of this kind alone."""
    return lambda value, wanted: structure(_exactly(value, kind), wanted)


def _demand(converter: Converter, kind: type, made: Any) -> None:
    """Let what is made come of values of this kind alone; what it is made of itself has been demanded before."""
    hook = _only(kind, converter.get_structure_hook(made))
    converter.register_structure_hook_func(lambda wanted: wanted == made, hook)


def _as_table(alias: Any) -> Any:
    """An alias is written as a table, or as its name alone."""
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
