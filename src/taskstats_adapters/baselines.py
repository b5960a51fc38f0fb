"""Last period's published report, read back as the figures that this one is compared with."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from taskstats import AgencyFigures, Figures, Period, Tally, Unbalanced, compare
from taskstats.tallies import STORED
from taskstats_adapters.contract import SourceError
from taskstats_adapters.reasons import why

SCHEMA = "taskstats/report/1"
_COHORTS = ("assigned", "due", "cumulative")


def read_baseline(path: str | Path) -> Figures:
    """The figures of a report saved as JSON. Its agencies may be left out; then only totals are known.

    Raises SourceError (E-BASELINE) for a file that is no such report, Unbalanced where its totals are not the sums of
    its parts: stated against computed.
    """
    where = Path(path).name
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
        report = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        if not isinstance(report, dict) or report.get("schema") != SCHEMA:
            raise ValueError(f'thiếu "schema": "{SCHEMA}"')
        return _figures(report)
    except OSError as error:
        raise SourceError("E-BASELINE", where, f"không đọc được tệp: {why(error)}") from error
    except RecursionError as error:
        raise SourceError("E-BASELINE", where, "tệp lồng nhau quá sâu, không phải báo cáo JSON") from error
    except json.JSONDecodeError as error:
        message = f"không phải JSON (dòng {error.lineno}, cột {error.colno}); hãy dùng tệp do lệnh report -o ghi ra"
        raise SourceError("E-BASELINE", where, message) from error
    except (ValueError, KeyError, TypeError) as error:
        fault = f"thiếu {error}" if isinstance(error, KeyError) else str(error)
        message = f"không phải báo cáo JSON đã lưu của taskstats ({fault}); hãy dùng tệp do lệnh report -o ghi ra"
        raise SourceError("E-BASELINE", where, message) from error


def _figures(report: Mapping[str, Any]) -> Figures:
    by_agency = _once([(group["agency"], _tallies(group)) for group in report.get("agencies") or ()])
    whole = _tallies(report)
    figures = Figures(
        period=Period.days(_date(report["period"]["first"]), _date(report["period"]["last"])),
        as_of=_date(report["as_of"]),
        since=_date(report["cumulative"]["since"]),
        agencies=by_agency or {"": whole},
    )
    if wrong := compare(dict(_stated(report, whole)), figures):
        raise Unbalanced(wrong)
    return figures


def _stated(report: Mapping[str, Any], whole: AgencyFigures) -> Iterator[tuple[str, int]]:
    for cohort in _COHORTS:
        if "total" in report[cohort]:
            yield f"{cohort}.total", _count(report[cohort]["total"])
        for part in STORED:
            if part in report[cohort]:
                yield f"{cohort}.{part}", getattr(getattr(whole, cohort), part)


def _tallies(group: Mapping[str, Any]) -> AgencyFigures:
    return AgencyFigures(**{cohort: _tally(cohort, group[cohort]) for cohort in _COHORTS})


def _tally(cohort: str, stated: Mapping[str, Any]) -> Tally:
    counts = {part: _count(stated[part]) for part in STORED if part in stated}
    if not counts:  # a total alone, as a report that gives no states for the tasks assigned
        counts = {"pending": _count(stated["total"])}
        if cohort == "due" and stated["total"]:  # its changes are told by state
            raise ValueError('"due" chỉ có total; cần on_time, late, pending, overdue')
    return Tally(**counts)


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} không phải số đếm")
    return value


def _date(value: str) -> dt.date:
    return dt.date.fromisoformat(value)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("một khóa hoặc một đơn vị có hai lần")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} không phải số đếm")
