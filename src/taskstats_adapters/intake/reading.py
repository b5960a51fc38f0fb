"""Sheets of plain cells -> tasks, every problem, and a receipt for every row (docs/reference/intake.md)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import attrs

from taskstats import Receipt, SourceFile, Task
from taskstats_adapters.contract import Locate, Sheet
from taskstats_adapters.intake.agencies import Agencies
from taskstats_adapters.intake.cells import is_blank
from taskstats_adapters.intake.headers import EXPECTED, LAST_HEADER_ROW, REQUIRED, Header, Row, find_header, usual_name
from taskstats_adapters.intake.problems import Ignored, IgnoredSheet, Problem, Reason, Severity
from taskstats_adapters.intake.rows import RowReader
from taskstats_adapters.profile import Profile


@attrs.frozen(kw_only=True)
class Intake:
    """What came out of the sources. `columns` says, for each list read, which header became which field."""

    tasks: Sequence[Task] = ()
    problems: tuple[Problem, ...] = ()
    receipt: Receipt = Receipt()
    ignored: tuple[Ignored, ...] = ()
    ignored_sheets: tuple[IgnoredSheet, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that reject a row or a sheet."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


@attrs.define
class _Pile:
    """What has been taken in so far, from whatever source."""

    tasks: list[Task] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    ignored: list[Ignored] = attrs.field(factory=list)
    sheets: list[IgnoredSheet] = attrs.field(factory=list)
    columns: dict[str, Mapping[str, str]] = attrs.field(factory=dict)
    rows: int = 0
    rejected: int = 0
    by_id: dict[str, Task] = attrs.field(factory=dict)
    disputed: dict[str, list[Task]] = attrs.field(factory=dict)


def take_in(sources: Sequence[tuple[SourceFile, Iterable[Sheet]]], profile: Profile) -> Intake:
    """Read every sheet of every source; nothing is lost: each row is accepted, rejected with its cell, or ignored.

    The same task twice is ignored and counted; different rows with one id are rejected together, naming both places.
    Places name their file where there are several.
    """
    pile, agencies = _Pile(), Agencies(profile.agencies)
    for file, sheets in sources:
        _take_source(file.name, sheets, len(sources) > 1, profile, agencies, pile)
    for names in agencies.lookalikes():
        listed = ", ".join(f'"{name}"' for name in names)
        message = f"{listed} có thể là một đơn vị; nếu đúng, hãy khai báo [[agencies]] với aliases trong hồ sơ"
        pile.problems.append(Problem(code="W-AGENCY", place="đơn vị chủ trì", message=message))
    tasks = [task for task in pile.tasks if task.id not in pile.disputed] if pile.disputed else pile.tasks
    receipt = Receipt(
        sources=tuple(file for file, _ in sources),
        rows=pile.rows,
        accepted=len(tasks),
        rejected=pile.rejected + len(pile.tasks) - len(tasks),
        ignored=len(pile.ignored),
    )
    return Intake(
        tasks=tasks,
        problems=tuple(pile.problems),
        receipt=receipt,
        ignored=tuple(pile.ignored),
        ignored_sheets=tuple(pile.sheets),
        columns=pile.columns,
    )


def _take_source(
    file: str, sheets: Iterable[Sheet], several: bool, profile: Profile, agencies: Agencies, pile: _Pile
) -> None:
    """Read the sheets that are lists. One that is none is named; a source without any list is a problem."""
    doubtful: list[tuple[str, Sheet, Header | None, Iterable[Row]]] = []
    lists = 0
    for found in sheets:
        sheet = attrs.evolve(found, locate=partial(_in_file, file, found.locate)) if several else found
        name = f"{file}: {sheet.name}" if several else sheet.name
        if sheet.ignored is not None:
            pile.sheets.append(IgnoredSheet(name, sheet.ignored))
            continue
        rest = iter(sheet.rows)
        top = list(itertools.islice(rest, LAST_HEADER_ROW))
        header = find_header(top, profile.columns)
        rows: Iterable[Row] = itertools.chain(top, rest)
        if header is None or not any(field in header.columns for field in REQUIRED):
            doubtful.append((name, sheet, header, rows))
            continue
        lists += 1
        _take_list(name, sheet, header, rows, profile, agencies, pile)
    for name, sheet, header, rows in doubtful:
        if lists:
            pile.sheets.append(IgnoredSheet(name, "không phải danh sách nhiệm vụ"))
        elif header is None:
            message = (
                f"không tìm thấy dòng tiêu đề trong {LAST_HEADER_ROW} dòng đầu; cần một dòng có các cột như "
                f'"{usual_name("title")}", "{usual_name("assigned_on")}", "{usual_name("due_on")}"'
            )
            pile.problems.append(Problem(code="E-HEADER", place=name or file, message=message))
            _refuse(sheet, rows, sheet.first_row, pile)
        else:
            _take_list(name, sheet, header, rows, profile, agencies, pile)
    if not lists and not doubtful:
        message = "không có trang tính nào để đọc (trống hoặc đều bị ẩn); hãy kiểm tra lại tệp"
        pile.problems.append(Problem(code="E-HEADER", place=file, message=message))


def _in_file(file: str, locate: Locate, sheet: str, row: int, column: int | None) -> str:
    return f"{file}: {locate(sheet, row, column)}"


def _take_list(
    name: str, sheet: Sheet, header: Header, rows: Iterable[Row], profile: Profile, agencies: Agencies, pile: _Pile
) -> None:
    problems = _column_problems(sheet, header, profile)
    pile.problems += problems
    pile.columns[name] = {field: header.texts[column] for field, column in header.columns.items()}
    rest = iter(rows)
    body = sheet.first_row + header.first + header.height
    for number, row in enumerate(itertools.islice(rest, header.first + header.height), sheet.first_row):
        above = Reason.BLANK if all(map(is_blank, row)) else Reason.TITLE
        _ignore(sheet, number, above if number < sheet.first_row + header.first else Reason.HEADER, pile)
    pile.rows += header.first + header.height
    if any(problem.severity is Severity.ERROR for problem in problems):
        _refuse(sheet, rest, body, pile)
        return
    reader = RowReader(sheet, header, agencies, profile.rules, pile.problems)
    tasks, by_id, number = pile.tasks, pile.by_id, body - 1
    for number, row in enumerate(rest, body):
        found = reader.read(row, number)
        if isinstance(found, Task):
            if by_id.setdefault(found.id, found) is found:
                tasks.append(found)
            else:
                _accept_again(found, pile)
        elif found is None:
            pile.rejected += 1
        else:
            _ignore(sheet, number, found, pile)
    pile.rows += number - body + 1  # counted apart from what became of them
    if reader.nameless:
        place = sheet.locate(sheet.name, reader.nameless[0], header.columns["agency"])
        message = f"từ dòng này có {len(reader.nameless)} nhiệm vụ không ghi đơn vị chủ trì; hãy ghi đơn vị ở từng dòng"
        pile.problems.append(Problem(code="W-AGENCY", place=place, message=message))


def _refuse(sheet: Sheet, rows: Iterable[Row], first: int, pile: _Pile) -> None:
    """Reject every row of a list that cannot be read."""
    for number, row in enumerate(rows, first):
        pile.rows += 1
        if all(map(is_blank, row)):
            _ignore(sheet, number, Reason.BLANK, pile)
        else:
            pile.rejected += 1


def _ignore(sheet: Sheet, number: int, reason: Reason, pile: _Pile) -> None:
    pile.ignored.append(Ignored(sheet.locate(sheet.name, number, None), reason))


def _accept_again(task: Task, pile: _Pile) -> None:
    """A task whose id has been met: the same task is ignored, another one is disputed with the first."""
    earlier = pile.by_id[task.id]
    others = pile.disputed.get(task.id, [earlier])
    if task in others:
        pile.ignored.append(Ignored(task.origin, Reason.DUPLICATE))
        return
    pile.tasks.append(task)
    if task.id == task.origin:  # a place, not an id: two files of one name have the same places
        return
    pile.disputed[task.id] = [*others, task]
    message = (
        f'mã "{task.id}" đã có ở {earlier.origin} với nội dung khác; '
        "hãy sửa mã hoặc xóa một dòng (cả hai dòng chưa được tính)"
    )
    pile.problems.append(Problem(code="E-DUPLICATE", place=task.origin, message=message))


def _column_problems(sheet: Sheet, header: Header, profile: Profile) -> list[Problem]:
    def place(column: int | None) -> str:
        return sheet.locate(sheet.name, sheet.first_row + header.first + header.height - 1, column)

    found = []
    for field, columns in header.rivals.items():
        names = " và ".join(f'"{header.texts[column]}" ({place(column)})' for column in columns)
        decisive = field in header.ambiguous
        taken = "" if decisive else "; đang dùng cột đầu tiên"
        found.append(
            Problem(
                code="E-COLUMNS" if decisive else "W-COLUMNS",
                place=place(columns[1]),
                message=f'{names} đều có thể là "{usual_name(field)}"{taken}; '
                f'hãy chọn trong hồ sơ: [columns] {field} = "…"',
            )
        )
    for field in header.missing:
        message = f'hồ sơ nêu cột "{profile.columns[field]}" ({field}) nhưng dòng tiêu đề không có; hãy sửa [columns]'
        found.append(Problem(code="E-COLUMN", place=place(None), message=message))
    for field in (*REQUIRED, *EXPECTED):
        if field not in header.columns and field not in header.missing:
            code = "E-COLUMN" if field in REQUIRED else "W-COLUMN"
            message = (
                f'không có cột "{usual_name(field)}"; nếu cột có tên khác, hãy ghi [columns] {field} = "…" vào hồ sơ'
            )
            found.append(Problem(code=code, place=place(None), message=message))
    return found


def ignored_by_reason(intake: Intake) -> Mapping[Reason, int]:
    """How many rows were ignored for each reason."""
    return Counter(ignored.reason for ignored in intake.ignored)
