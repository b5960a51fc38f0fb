"""Sheets of plain cells -> tasks, every problem, and a receipt for every row (docs/reference/intake.md)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import attrs

from taskstats import Receipt, SourceFile, Task
from taskstats_adapters.contract import Sheet
from taskstats_adapters.intake.agencies import Agencies
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
    disputed: set[str] = attrs.field(factory=set)


def take_in(sources: Sequence[tuple[SourceFile, Iterable[Sheet]]], profile: Profile) -> Intake:
    """Read every sheet of every source; nothing is lost: each row is accepted, rejected with its cell, or ignored.

    The same task twice is ignored and counted; different rows with one id are rejected together, naming both places.
    Places name their file where there are several.
    """
    pile, agencies = _Pile(), Agencies(profile.agencies)
    for file, sheets in sources:
        named = sheets if len(sources) == 1 else map(partial(_with_file, file.name), sheets)
        _take_source(file, named, profile, agencies, pile)
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


def _with_file(name: str, sheet: Sheet) -> Sheet:
    locate = sheet.locate
    return attrs.evolve(sheet, locate=lambda *place: f"{name}: {locate(*place)}")


def _take_source(
    file: SourceFile, sheets: Iterable[Sheet], profile: Profile, agencies: Agencies, pile: _Pile
) -> None:
    """Read the sheets that are lists. One that is none is named; a source without any list is a problem."""
    doubtful: list[tuple[Sheet, Header | None]] = []
    lists = 0
    for sheet in sheets:
        if sheet.ignored is not None:
            pile.sheets.append(IgnoredSheet(sheet.name, sheet.ignored))
            continue
        rows = iter(sheet.rows)
        top = list(itertools.islice(rows, LAST_HEADER_ROW))
        header = find_header(top, profile.columns)
        if header is None or not any(field in header.columns for field in REQUIRED) or header.missing:
            doubtful.append((sheet, header))
            continue
        lists += 1
        _take_list(sheet, header, itertools.chain(top, rows), profile, agencies, pile)
    for sheet, header in doubtful:
        if lists:
            pile.sheets.append(IgnoredSheet(sheet.name, "không phải danh sách nhiệm vụ"))
        elif header is None:
            message = (
                f"không tìm thấy dòng tiêu đề trong {LAST_HEADER_ROW} dòng đầu; cần một dòng có các cột như "
                f'"{usual_name("title")}", "{usual_name("assigned_on")}", "{usual_name("due_on")}"'
            )
            pile.problems.append(Problem(code="E-HEADER", place=sheet.name or file.name, message=message))
        else:
            pile.problems.extend(_column_problems(sheet, header, profile))
    if not lists and not doubtful:
        message = "không có trang tính nào để đọc (trống hoặc đều bị ẩn); hãy kiểm tra lại tệp"
        pile.problems.append(Problem(code="E-HEADER", place=file.name, message=message))


def _take_list(
    sheet: Sheet, header: Header, rows: Iterable[Row], profile: Profile, agencies: Agencies, pile: _Pile
) -> None:
    problems = _column_problems(sheet, header, profile)
    pile.problems.extend(problems)
    pile.columns[sheet.name] = {field: header.texts[column] for field, column in header.columns.items()}
    if any(problem.severity is Severity.ERROR for problem in problems):
        return
    reader = RowReader(sheet, header, agencies, profile.rules)
    body = header.first + header.height
    for offset, row in enumerate(rows):
        number = sheet.first_row + offset
        if offset < body:
            found: Task | Reason | None = Reason.TITLE if offset < header.first else Reason.HEADER
            if found is Reason.TITLE and not any(row):
                found = Reason.BLANK
        else:
            found = reader.read(row, number)
        pile.rows += 1
        if found is None:
            pile.rejected += 1
        elif isinstance(found, Reason):
            pile.ignored.append(Ignored(sheet.locate(sheet.name, number, None), found))
        else:
            _accept(found, pile)
    pile.problems.extend(reader.problems)


def _accept(task: Task, pile: _Pile) -> None:
    earlier = pile.by_id.setdefault(task.id, task)
    if earlier is task:
        pile.tasks.append(task)
    elif earlier == task:
        pile.ignored.append(Ignored(task.origin, Reason.DUPLICATE))
    else:
        pile.tasks.append(task)
        pile.disputed.add(task.id)
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
            message = f'không có cột "{usual_name(field)}"; nếu cột có tên khác, hãy ghi [columns] {field} = "…" vào hồ sơ'
            found.append(Problem(code=code, place=place(None), message=message))
    return found


def ignored_by_reason(intake: Intake) -> Mapping[Reason, int]:
    """How many rows were ignored for each reason."""
    return Counter(ignored.reason for ignored in intake.ignored)
