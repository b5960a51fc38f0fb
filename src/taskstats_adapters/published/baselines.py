"""A published report read back from JSON, to compare a later one with (docs/how-to/baseline.md)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taskstats import AgencyFigures, Figures, Period, Unbalanced, Violation
from taskstats_adapters.errors import SourceError
from taskstats_adapters.office.settings_files import read_settings
from taskstats_adapters.published.report_json import SCHEMA
from taskstats_adapters.published.saved_report import Cohorts, SavedReport, saved_report
from taskstats_adapters.vietnamese.reasons import why


def read_baseline(path: str | Path) -> Figures:
    """The figures of a report saved as JSON, or typed in from a signed one. Without its agencies only totals are known.

    Raises SourceError (E-BASELINE) for a file that is not such a report, with every key that is unknown, missing or of
    a wrong type, and Unbalanced where a count that it states is not the sum of its parts.
    """
    where = Path(path).name
    report = saved_report(_content(Path(path), where), where)
    figures = _figures(report)
    if wrong := tuple(_contradictions(report, figures)):
        error = Unbalanced(wrong)
        error.add_note(where)
        raise error
    return figures


def _content(path: Path, where: str) -> dict[str, Any]:
    """The JSON object in the file; a number that is no count stays a text, and is refused where a count is expected."""
    try:
        text = read_settings(path).decode("utf-8-sig")
        content = json.loads(text, object_pairs_hook=_once, parse_constant=str, parse_int=_integer)
        if not isinstance(content, dict) or content.get("schema") != SCHEMA:
            raise ValueError(f'thiếu "schema": "{SCHEMA}"')
    except OSError as error:
        raise SourceError("E-BASELINE", where, f"không đọc được tệp: {why(error)}") from error
    except RecursionError as error:
        raise SourceError("E-BASELINE", where, "tệp lồng nhau quá sâu, không phải báo cáo JSON") from error
    except ValueError as error:
        fault = f"không phải báo cáo JSON đã lưu của taskstats ({error})"
        if isinstance(error, UnicodeError):
            fault = "chữ không theo UTF-8"
        elif isinstance(error, json.JSONDecodeError):
            fault = f"không phải JSON (dòng {error.lineno}, cột {error.colno})"
        message = f"{fault}; hãy dùng tệp do lệnh report -o ghi ra"
        raise SourceError("E-BASELINE", where, message) from error
    return content


def _figures(report: SavedReport) -> Figures:
    by_agency = {group.agency: _tallies(group) for group in report.agencies}
    return Figures(
        period=Period.days(report.period.first, report.period.last),
        as_of=report.as_of,
        since=report.cumulative.since,
        agencies=by_agency or {"": _tallies(report)},
        rules=report.rules,
        stated=report.known,
    )


def _tallies(group: Cohorts) -> AgencyFigures:
    return AgencyFigures(**{cohort: counts.tally for cohort, counts in group.counts.items()})


def _contradictions(report: SavedReport, figures: Figures) -> Iterator[Violation]:
    """Every count stated that is not the sum of its parts, or of the agencies'; pending tasks of an ended period."""
    for agency, group in ((None, report), *((group.agency, group) for group in report.agencies)):
        for name, stated in group.stated.items():
            computed = figures.figure(name, agency).count
            if stated != computed:
                yield Violation(identity=1, figure=name, expected=stated, computed=computed, agency=agency)
    if report.closed and figures.due.pending:
        yield Violation(identity=4, figure="due.pending", expected=0, computed=figures.due.pending)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as a mapping. Raises ValueError for a key that occurs twice."""
    for key, times in Counter(key for key, _ in pairs).items():
        if times > 1:
            raise ValueError(f'"{key}" có hai lần')
    return dict(pairs)


def _integer(digits: str) -> int | str:
    """More than 20 digits are no count, and Python refuses to convert thousands."""
    return int(digits) if len(digits) <= 20 else digits
