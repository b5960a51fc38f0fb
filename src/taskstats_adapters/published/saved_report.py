"""The keys of a saved report, as `report_json` writes them, structured strictly (docs/reference/report-json.md)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

import attrs

from taskstats import Rules
from taskstats_adapters.errors import SourceError
from taskstats_adapters.office.strict import demand, exactly, mistakes_in, strict_converter
from taskstats_adapters.published.report_json import COHORTS
from taskstats_adapters.published.stated_counts import Counts, CumulativeCounts, DueCounts, with_what_follows


@attrs.frozen(kw_only=True)
class Span:
    """The first and the last day of a period."""

    first: dt.date
    last: dt.date

    def __attrs_post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"first {self.first} sau last {self.last}")


@attrs.frozen(kw_only=True)
class Cohorts:
    """The cohorts of all agencies, or of one. Whatever has type Any may be there and is not read."""

    assigned: Counts
    due: DueCounts
    cumulative: CumulativeCounts
    carried: Counts | None = None
    completed: Counts | None = None
    falling_due: Counts | None = None
    ageing: Any = None
    flow: Any = None

    @property
    def counts(self) -> Mapping[str, Counts]:
        """What is stated of each cohort that is read; nothing of one that is left out."""
        return {name: counts for name in COHORTS if (counts := getattr(self, name)) is not None}

    @property
    def known(self) -> Mapping[str, Collection[str]]:
        """The parts of each cohort that are stated or follow."""
        return {name: tuple(counts.known) for name, counts in self.counts.items()}

    @property
    def stated(self) -> Mapping[str, int]:
        """Every count that is stated, by the name of its figure: "due.late"."""
        return {
            f"{name}.{part}": count for name, counts in self.counts.items() for part, count in counts.stated.items()
        }


@attrs.frozen(kw_only=True)
class AgencyCohorts(Cohorts):
    """The cohorts of one agency."""

    agency: str


@attrs.frozen(kw_only=True)
class SavedReport(Cohorts):
    """All that a saved report may say; any other key is refused. Without `rules` it was counted by the default ones."""

    schema: str
    period: Span
    as_of: dt.date
    rules: Rules = Rules()
    agencies: tuple[AgencyCohorts, ...] = ()
    previous: Any = None
    lists: Any = None
    findings: Any = None
    checks: Any = None
    withdrawn: Any = None
    receipt: Any = None

    def __attrs_post_init__(self) -> None:
        times = Counter(group.agency for group in self.agencies)
        if twice := [agency for agency in times if times[agency] > 1]:
            raise ValueError(f"agencies có hai lần: {', '.join(twice)}")
        if alone := {name for group in self.agencies for name in group.counts} - self.counts.keys():
            raise ValueError(f"agencies có {', '.join(sorted(alone))}, mà toàn báo cáo không có")
        if not self.closed and "unfinished" not in with_what_follows(self.due.stated):
            raise ValueError(
                "due thiếu pending: theo as_of và rules của tệp, nhiệm vụ đến hạn trong kỳ có thể còn trong hạn"
            )

    @property
    def closed(self) -> bool:
        """Whether the period had ended by the cut-off, with its last day closed and no grace (identity 4)."""
        return self.as_of >= self.period.last and not self.rules.day_running and not self.rules.grace_days


def saved_report(content: dict[str, Any], where: str) -> SavedReport:
    """The report that a JSON object holds. Raises SourceError (E-BASELINE) with every mistake and its path."""
    import cattrs

    converter = strict_converter()
    converter.register_structure_hook(dt.date, _day)
    converter.register_structure_hook_func(lambda kind: kind == int | None, _count)
    for kind in (Span, Rules, Counts, DueCounts, CumulativeCounts, AgencyCohorts):
        demand(converter, dict, kind, "đối tượng {…}")
    demand(converter, list, tuple[AgencyCohorts, ...])
    try:
        return converter.structure(content, SavedReport)
    except cattrs.BaseValidationError as error:
        mistakes = "; ".join(mistakes_in(error))
        cure = "hãy sửa những chỗ này, hoặc dùng tệp do lệnh report -o ghi ra"
        raise SourceError("E-BASELINE", where, f"{mistakes}; {cure}") from error


def _day(value: Any, _: object) -> dt.date:
    try:
        return dt.date.fromisoformat(exactly(value, str, _A_DAY))
    except ValueError:
        raise ValueError(f"cần {_A_DAY}, không phải {value!r}") from None


def _count(value: Any, _: object) -> int:
    count: int = exactly(value, int, _A_COUNT)
    if count < 0:
        raise ValueError(f"cần {_A_COUNT}, không phải {count}")
    return count


_A_DAY, _A_COUNT = "ngày như 2021-05-31", "số đếm"
