"""A published report read back from JSON, to compare a later one with."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import attrs

from taskstats import AgencyFigures, Figures, Period, Tally, Unbalanced, compare
from taskstats.tallies import STORED
from taskstats_adapters.errors import SourceError
from taskstats_adapters.published.report_json import COHORTS, SCHEMA, STATED
from taskstats_adapters.vietnamese.reasons import why

Value = TypeVar("Value")


def read_baseline(path: str | Path) -> Figures:
    """The figures of a report saved as JSON. Without its agencies only the totals are known.

    Raises SourceError (E-BASELINE) for a file that is not such a report, and Unbalanced where a total that it states is
    not the sum of its parts.
    """
    where = Path(path).name
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        report = json.loads(text, object_pairs_hook=_once, parse_constant=_no_count, parse_int=_integer)
        if not isinstance(report, dict) or report.get("schema") != SCHEMA:
            raise ValueError(f'thiếu "schema": "{SCHEMA}"')
        return _figures(_Object(report))
    except Unbalanced as error:
        error.add_note(where)
        raise
    except OSError as error:
        raise SourceError("E-BASELINE", where, f"không đọc được tệp: {why(error)}") from error
    except RecursionError as error:
        raise SourceError("E-BASELINE", where, "tệp lồng nhau quá sâu, không phải báo cáo JSON") from error
    except json.JSONDecodeError as error:
        message = f"không phải JSON (dòng {error.lineno}, cột {error.colno}); hãy dùng tệp do lệnh report -o ghi ra"
        raise SourceError("E-BASELINE", where, message) from error
    except ValueError as error:
        fault = "chữ không theo UTF-8" if isinstance(error, UnicodeError) else error
        message = f"không phải báo cáo JSON đã lưu của taskstats ({fault}); hãy dùng tệp do lệnh report -o ghi ra"
        raise SourceError("E-BASELINE", where, message) from error


@attrs.frozen
class _Object:
    """A JSON object and its path. Raises ValueError, naming by that path a value that is missing or of a wrong type."""

    values: Mapping[str, Any]
    path: str = ""

    def value(self, key: str, kind: type[Value]) -> Value:
        name = f"{self.path}{key}"
        if key not in self.values:
            raise ValueError(f'thiếu "{name}"')
        value = self.values[key]
        if type(value) is not kind:  # true is no number
            raise ValueError(f'"{name}" không phải {_KINDS[kind]}')
        return value

    def object(self, key: str) -> _Object:
        return _Object(self.value(key, dict), f"{self.path}{key}.")

    def objects(self, key: str) -> Iterator[_Object]:
        """The objects of an array, which may be left out."""
        if self.values.get(key) is not None:
            for number, value in enumerate(self.value(key, list)):
                yield _Object({"": value}, f"{self.path}{key}[{number}]").object("")

    def count(self, key: str) -> int:
        count = self.value(key, int)
        if count < 0:
            raise ValueError(f'"{self.path}{key}" không phải {_KINDS[int]}')
        return count

    def date(self, key: str) -> dt.date:
        text = self.value(key, str)
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError(f'"{self.path}{key}" không phải ngày như 2021-05-31') from None


_KINDS = {dict: "đối tượng {…}", list: "mảng […]", str: "chuỗi", int: "số đếm"}


def _figures(report: _Object) -> Figures:
    stated = [cohort for cohort in COHORTS if cohort in STATED or cohort in report.values]
    by_agency = _once((group.value("agency", str), _tallies(group, stated)) for group in report.objects("agencies"))
    whole = _tallies(report, stated)
    period = report.object("period")
    first, last = period.date("first"), period.date("last")
    if first > last:
        raise ValueError('"period.first" sau "period.last"')
    figures = Figures(
        period=Period.days(first, last),
        as_of=report.date("as_of"),
        since=report.object("cumulative").date("since"),
        agencies=by_agency or {"": whole},
        stated=stated,
    )
    if wrong := compare(dict(_stated_counts(report, whole, stated)), figures):
        raise Unbalanced(wrong)
    return figures


def _stated_counts(report: _Object, whole: AgencyFigures, cohorts: Iterable[str]) -> Iterator[tuple[str, int]]:
    for cohort in cohorts:
        counts = report.object(cohort)
        if "total" in counts.values:
            yield f"{cohort}.total", counts.count("total")
        for part in STORED:
            if part in counts.values:
                yield f"{cohort}.{part}", getattr(whole[cohort], part)


def _tallies(group: _Object, cohorts: Iterable[str]) -> AgencyFigures:
    return AgencyFigures({cohort: _tally(cohort, group.object(cohort)) for cohort in cohorts})


def _tally(cohort: str, stated: _Object) -> Tally:
    counts = {part: stated.count(part) for part in STORED if part in stated.values}
    if not counts:  # a signed report gives only the total of the tasks assigned
        counts = {"pending": stated.count("total")}
        if cohort == "due" and counts["pending"]:  # the next report prints changes of its states
            raise ValueError('"due" chỉ có total; cần on_time, late, pending, overdue')
    return Tally(**counts)


def _once(pairs: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """The pairs as a mapping. Raises ValueError for a key of an object, or an agency, that occurs twice."""
    listed = list(pairs)
    for name, times in Counter(name for name, _ in listed).items():
        if times > 1:
            raise ValueError(f'"{name}" có hai lần')
    return dict(listed)


def _integer(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else _no_count(f"{digits[:_MOST_DIGITS]}…")


def _no_count(text: str) -> NoReturn:
    raise ValueError(f"{text} không phải {_KINDS[int]}")


_MOST_DIGITS = 20
"""More than any count of tasks has; Python refuses to convert thousands of digits."""
