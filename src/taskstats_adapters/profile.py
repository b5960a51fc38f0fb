"""An office's settings: one TOML file, read strictly, every mistake reported at once (docs/reference/profile.md)."""

from __future__ import annotations

import enum
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from taskstats import Calendar, Policy, Rules, TaskstatsError
from taskstats_adapters.reasons import why
from taskstats_adapters.text import clean


class ProfileError(TaskstatsError):
    """A profile with mistakes: `mistakes` has them all, each with its path in the file, in Vietnamese."""

    def __init__(self, where: str, mistakes: tuple[str, ...]) -> None:
        lines = "\n".join(f"- {mistake}" for mistake in mistakes)
        super().__init__(f"Hồ sơ {where} có {len(mistakes)} lỗi  [E-PROFILE]:\n{lines}")
        self.mistakes = mistakes


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

    percentages: Policy = Policy.HALF_UP
    decimals: int = attrs.field(default=1)
    trailing_zeros: bool = False
    padded: bool = True
    appendices: Numerals = Numerals.ROMAN

    @decimals.validator
    def _few(self, _: object, decimals: int) -> None:
        if not 0 <= decimals <= 6:
            raise ValueError(f"decimals phải từ 0 đến 6, không phải {decimals}")


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
    "result_document",
    "reason",
    "note",
)
"""What a column of a list can be, as [columns] names it."""


@attrs.frozen(kw_only=True)
class Agency:
    """An agency that tasks are given to, and the other ways in which lists write its name."""

    name: str
    aliases: tuple[str, ...] = ()


def names_of(agencies: Iterable[Agency]) -> dict[str, str]:
    """The office's name for each name and alias, all cleaned. Raises ValueError when two agencies share one."""
    names: dict[str, str] = {}
    for agency in agencies:
        for name in (agency.name, *agency.aliases):
            other = names.setdefault(clean(name), clean(agency.name))
            if other != clean(agency.name):
                raise ValueError(f'agencies: "{name}" là tên của cả "{other}" và "{agency.name}"')
    return names


@attrs.frozen(kw_only=True)
class Profile:
    """All settings of an office. The default one suits no office in particular, and is complete."""

    office: Office = Office()
    wording: Wording = Wording()
    numbers: Numbers = Numbers()
    rules: Rules = Rules()
    calendar: Calendar = Calendar.CIVIL
    agency_table: bool = True
    """Whether the report has an appendix with every agency's figures."""
    columns: Mapping[str, str] = attrs.field(factory=dict)
    """Which header is which field, where the usual names do not tell."""
    agencies: tuple[Agency, ...] = attrs.field(default=(), validator=lambda _, __, agencies: names_of(agencies))
    """The agencies there are, in the order of protocol; when given, any other name is a problem."""
    source: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    render: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)


def load_profile(path: str | Path) -> Profile:
    """Read a profile. Raises ProfileError with every mistake: unknown keys, wrong types, values there are not."""
    where = Path(path).name
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        settings = tomllib.loads(text)
    except OSError as error:
        raise ProfileError(where, (f"không đọc được tệp: {why(error)}",)) from error
    except UnicodeDecodeError as error:
        raise ProfileError(where, (f"tệp không phải UTF-8 (byte {error.start}); hãy lưu lại bằng UTF-8",)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(where, (f"sai cú pháp TOML: {error}",)) from error
    return make_profile(settings, where)


def make_profile(settings: Mapping[str, Any], where: str = "hồ sơ") -> Profile:
    """A profile from settings already read. Raises ProfileError as `load_profile` does."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in (str, bool, int):  # no conversion: "yes" is no bool, 1 is no text
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _texts)
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


_KINDS = {str: "chữ trong ngoặc kép", bool: "true hoặc false", int: "số nguyên", list: "danh sách [...]"}


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
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return f"giá trị phải là một trong: {', '.join(str(member.value) for member in kind)}"
    return str(error)
