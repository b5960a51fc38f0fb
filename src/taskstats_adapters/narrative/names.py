"""Names of periods in running text, and the order and grouping of agencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from taskstats import Calendar, Figures, Period, PeriodKind, ProgressReport
from taskstats_adapters.narrative.numbers import date, month, roman
from taskstats_adapters.office.profile import Profile

NO_AGENCY = "(chưa ghi đơn vị)"

_NOUNS = {PeriodKind.MONTH: "tháng", PeriodKind.QUARTER: "quý", PeriodKind.YEAR: "năm"}


def noun(period: Period) -> str:
    """The noun for a period: "tháng", "quý", "năm", else "kỳ"."""
    return _NOUNS.get(period.kind, "kỳ")


def full_name(period: Period) -> str:
    """The period's name with its year, and with its days where the calendar is not the civil one.

    It follows "trong": "tháng 5/2021", "thời gian từ ngày 03/5/2021 đến hết ngày 20/5/2021".
    """
    name = _with_year(period)
    return f"{name} ({_days(period)})" if period.calendar is not Calendar.CIVIL and _is_named(period) else name


def attribute(period: Period) -> str:
    """The full name where it follows a noun: "nhiệm vụ tháng 5/2021", "nhiệm vụ trong thời gian từ ngày …"."""
    return full_name(period) if _is_named(period) else f"trong {full_name(period)}"


def _with_year(period: Period) -> str:
    year = period.year
    match period.kind:
        case PeriodKind.MONTH:
            return f"tháng {month(period.number)}/{year}"
        case PeriodKind.QUARTER:
            return f"quý {roman(period.number)}/{year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm {year}"
        case PeriodKind.NINE_MONTHS:
            return f"9 tháng đầu năm {year}"
        case PeriodKind.YEAR:
            return f"năm {year}"
        case _:
            return f"thời gian {_days(period)}"


def _days(period: Period) -> str:
    return f"từ ngày {date(period.first)} đến hết ngày {date(period.last)}"


def _is_named(period: Period) -> bool:
    return period.kind not in (PeriodKind.YEAR_TO_DATE, PeriodKind.DAYS)


def short_name(period: Period) -> str:
    """The period's name where its year is known: "tháng 5", "quý II"."""
    match period.kind:
        case PeriodKind.MONTH:
            return f"tháng {month(period.number)}"
        case PeriodKind.QUARTER:
            return f"quý {roman(period.number)}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if period.number == 1 else 'cuối'} năm"
        case PeriodKind.NINE_MONTHS:
            return "9 tháng đầu năm"
        case PeriodKind.YEAR:
            return "năm"
        case _:
            return "thời gian này"


def compared_with(period: Period, previous: Figures | None) -> str:
    """What a change is measured against: "tháng trước", "quý trước", "cùng kỳ năm trước"."""
    if previous is None:
        return ""
    span = previous.period.first, previous.period.last
    before = period.previous()
    if span == (before.first, before.last) and period.kind not in (PeriodKind.NINE_MONTHS, PeriodKind.YEAR_TO_DATE):
        return _with_year(before) if period.kind is PeriodKind.HALF else f"{noun(period)} trước"
    last_year = period.same_last_year()
    if span == (last_year.first, last_year.last):
        return "cùng kỳ năm trước"
    return _with_year(previous.period)


def filled_in(text: str, report: ProgressReport, profile: Profile, **more: str) -> str:
    """The office's own text with {as_of}, {period}, {office} and `more` filled in; "trong" is not said twice."""
    text = text.replace("rong {period}", f"rong {full_name(report.period)}")
    fields = {"as_of": date(report.as_of), "period": attribute(report.period), "office": profile.office.in_text}
    for name, value in (fields | more).items():
        text = text.replace(f"{{{name}}}", value)
    return text


def in_protocol(agencies: Iterable[str], profile: Profile) -> Sequence[str]:
    """Agencies in the profile's order of protocol, then those the profile does not list, by name."""
    order = {agency.name: place for place, agency in enumerate(profile.agencies)}
    return sorted(agencies, key=lambda agency: (order.get(agency, len(order)), agency))


def by_kind(agencies: Iterable[str], profile: Profile) -> Iterator[tuple[str, Sequence[str]]]:
    """Agencies in the order of protocol, grouped by kind: the heading of each group and its agencies.

    Where the profile gives no kinds there is one group without a heading.
    """
    kinds = {agency.name: agency.kind for agency in profile.agencies}
    groups: dict[str, list[str]] = {}
    for agency in in_protocol(agencies, profile):
        groups.setdefault(kinds.get(agency, ""), []).append(agency)
    for kind, names in groups.items():
        yield (f"{kind[0].upper()}{kind[1:]}" if kind else "Khác" if len(groups) > 1 else ""), names
