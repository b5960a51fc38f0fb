"""The appendices: the tasks behind two figures, and every agency's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taskstats import AgencyFigures, ProgressReport, Task, UndatedPolicy, completed, days_past_due, due_date
from taskstats_adapters.contract.document import Align, Appendix, Column, Table, TableCell
from taskstats_adapters.narrative.cells import count, day, ordinal, share
from taskstats_adapters.narrative.names import NO_AGENCY, attribute, by_kind, full_name, noun
from taskstats_adapters.narrative.numbers import NumberStyle, date, printed_tally, roman
from taskstats_adapters.office.profile import Profile

AGENCIES = "agencies"
"""The key of the appendix with every agency's figures; the others have the name of their list."""


def make_appendix(key: str, report: ProgressReport, profile: Profile, label: str, reference: str) -> Appendix:
    """The appendix of a list ("due.late"), or of AGENCIES."""
    table = _agencies_table(report, profile) if key == AGENCIES else _list_table(report.lists[key], report)
    return Appendix(label, title(key, report).upper(), reference, table)


def title(key: str, report: ProgressReport) -> str:
    """The title of an appendix, as it is named in the text."""
    titles = {
        AGENCIES: f"Kết quả thực hiện nhiệm vụ của các cơ quan, đơn vị {attribute(report.period)}",
        "due.late": f"Danh sách nhiệm vụ có thời hạn trong {full_name(report.period)} hoàn thành quá hạn",
        "cumulative.overdue": f"Danh sách nhiệm vụ chưa hoàn thành đã quá hạn đến hết ngày {date(report.as_of)}",
        "carried.overdue": (
            f"Danh sách nhiệm vụ giao trước ngày {date(report.now.since)} chuyển sang,\nchưa hoàn thành đã quá hạn "
            f"đến hết ngày {date(report.as_of)}"
        ),
    }
    return titles.get(key, f"Danh sách nhiệm vụ ({key})")


def _list_table(tasks: Sequence[Task], report: ProgressReport) -> Table:
    as_of, rules = report.as_of, report.rules
    any_completed = any(completed(task, as_of) for task in tasks)
    reasons = any(task.reason for task in tasks)
    to_cut_off = not all(completed(task, as_of) for task in tasks)
    until = f" đến {'' if rules.day_running else 'hết '}ngày {date(as_of)}" if to_cut_off else " khi hoàn thành"
    columns = [
        Column("STT", 5, Align.CENTER),
        Column("Số, ký hiệu, ngày văn bản", 18),
        Column("Nội dung nhiệm vụ", 36 - 2 * to_cut_off - 12 * reasons),
        Column("Đơn vị chủ trì", 18),
        Column("Ngày giao", 10, Align.CENTER),
        Column("Hạn hoàn thành", 10, Align.CENTER),
        *([Column("Ngày hoàn thành", 10, Align.CENTER)] if any_completed else []),
        Column(f"Số ngày quá hạn{until}", 9 + 2 * to_cut_off, Align.RIGHT),
        *([Column("Nguyên nhân", 16)] if reasons else []),
    ]
    rows: list[tuple[TableCell | str, ...]] = []
    for number, task in enumerate(tasks, 1):
        due_on = due_date(task, as_of, rules)
        done = task.completed_on if completed(task, as_of) else None
        document = task.document + (f" ngày {date(task.document_date)}" if task.document_date else "")
        rows.append(
            (
                ordinal(number),
                document.strip(),
                task.title,
                task.agency,
                day(task.assigned_on),
                day(due_on),
                *([day(done)] if any_completed else []),
                count(days_past_due(task, as_of, rules) or 0),
                *([task.reason] if reasons else []),
            )
        )
    return Table(tuple(columns), tuple(rows))


def _has_a_row(figures: AgencyFigures) -> bool:
    """Whether a column of the table counts any task of the agency, or one beside its total."""
    return any(cohort in figures.tallies for cohort in ("assigned", "due", "cumulative", "carried"))


def _agencies_table(report: ProgressReport, profile: Profile) -> Table:
    say, within = NumberStyle(profile.numbers), noun(report.period)
    finished, unfinished = "Hoàn thành", "Chưa hoàn thành"
    apart, any_carried = report.rules.undated is UndatedPolicy.APART, report.carried.total > 0
    columns = (
        Column("STT", 5, Align.CENTER),
        Column("Cơ quan, đơn vị", 28),
        Column(f"Giao trong {within}", 8, Align.RIGHT),
        Column(f"Có thời hạn trong {within}", 8, Align.RIGHT),
        Column("Lũy kế được giao", 8, Align.RIGHT),
        *([Column("Không có thời hạn", 8, Align.RIGHT)] if apart else []),
        Column("Tổng số", 7, Align.RIGHT, finished),
        Column("Đúng hạn", 7, Align.RIGHT, finished),
        Column("% đúng hạn trên số hoàn thành", 9, Align.RIGHT, finished),
        Column("Quá hạn", 7, Align.RIGHT, finished),
        Column("Còn thời hạn", 8, Align.RIGHT, unfinished),
        Column("Quá thời hạn", 8, Align.RIGHT, unfinished),
        *([Column("Chuyển sang chưa hoàn thành", 8, Align.RIGHT)] if any_carried else []),
    )

    def cells(figures: AgencyFigures) -> Iterator[TableCell]:
        everything, year = figures.cumulative, printed_tally(figures.cumulative, report.rules)
        yield from map(count, (figures.assigned.total, figures.due.total, everything.total))
        if apart:
            yield count(everything.total - year.total)
        yield from map(count, (year.completed, year.on_time))
        percent, _ = say.shares(year.completed, "cumulative.completed", year.on_time, year.late)
        yield share(year.on_time, year.completed, percent)
        yield from map(count, (year.late, year.pending, year.overdue))
        if any_carried:
            yield count(figures.carried.unfinished)

    sums: set[int] = set()
    agencies = {name: found for name, found in report.now.agencies.items() if _has_a_row(found)}
    rows: list[tuple[TableCell | str, ...]] = []
    for group, (kind, names) in enumerate(by_kind(agencies, profile), 1):
        if kind:
            sums.add(len(rows))
            together = sum((agencies[name] for name in names), AgencyFigures())
            rows.append((roman(group), kind, *cells(together)))
        rows += [(ordinal(number), name or NO_AGENCY, *cells(agencies[name])) for number, name in enumerate(names, 1)]
    rows.append(("", "Tổng cộng", *cells(report.now.total)))
    return Table(columns, tuple(rows), frozenset({*sums, len(rows) - 1}))
