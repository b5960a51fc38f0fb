"""What intake reports: problems with their places, rows that were ignored with the reason, and the log of a reading."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from operator import attrgetter
from typing import TypeVar

import attrs

from taskstats import NotRead, Task
from taskstats_adapters.contract.adapters import BLANK, Sheet
from taskstats_adapters.contract.cells import Row, is_blank

_Row = TypeVar("_Row")


class Severity(enum.Enum):
    """An error rejects its row, or stops the sheet; a warning changes nothing."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen(kw_only=True)
class Problem:
    """Something that a person must look at. `code` is stable; `message` is Vietnamese; `place` names the cell.

    `also` has the places of the other rows concerned: those that share an id with this one.
    """

    code: str
    place: str
    message: str
    also: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """As the code begins: E-… or W-…."""
        return Severity.WARNING if self.code.startswith("W-") else Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message}  [{self.code}]"


class Reason(enum.Enum):
    """Why a row was ignored; the value is its Vietnamese name."""

    TITLE = "dòng tên biểu phía trên tiêu đề"
    HEADER = "dòng tiêu đề cột"
    COLUMN_NUMBERS = "dòng đánh số cột"
    BLANK = "dòng trống"
    SECTION = "dòng nhóm hoặc ghi chú"
    TOTAL = "dòng cộng"
    FOOT = "dòng dưới danh sách: chữ ký, chú thích, bảng tổng hợp"
    DUPLICATE = "dòng trùng lặp hoàn toàn"
    SUPERSEDED = "dòng cũ của nhiệm vụ đã cập nhật ở dòng khác"
    WHOLE = "nhiệm vụ tính theo các phần"
    PART = "phần của nhiệm vụ đã tính"
    DELETED = "dòng ghi là đã xóa"
    MENDED = "dòng sai đã sửa ở tệp khác"


@attrs.frozen
class Ignored:
    """A row that is no task."""

    place: str
    reason: Reason


@attrs.frozen
class IgnoredSheet:
    """A sheet, or a file of a folder, that is no task list; `reason` is Vietnamese.

    `nothing_lost`: no task can be missing for it, such as a file of the system, or a copy of one that was read.
    """

    name: str
    reason: str
    nothing_lost: bool = attrs.field(default=False, eq=False)


def not_read(ignored: Iterable[IgnoredSheet]) -> tuple[NotRead, ...]:
    """The files, sheets and tables that a report names as not read: all that might hold tasks."""
    return tuple(
        NotRead(name=sheet.name, reason=sheet.reason)
        for sheet in ignored
        if not sheet.nothing_lost and not sheet.reason.endswith(BLANK)
    )


@attrs.frozen
class Rejection:
    """A row that was rejected: its place, the mark by which it is known when it comes again mended, its problems.

    `cells` has the places of those whose problems are told together with others of their kind.
    """

    place: str
    mark: str
    problems: tuple[Problem, ...] = ()
    cells: tuple[str, ...] = ()


@attrs.define
class Log:
    """What has become of the rows read so far. Rejected rows are known by their places; `led` has their agencies.

    `rejections` has those of lists that could be read, `claims` the marks of the rows whose place a mended one takes.
    `refusals` has the problems of each list that was refused as a whole, with its rows.
    `whole` is the task that the one read last is a part of; there are so many `parts`, and the places of the first.
    `stated` has the days to which lists run by their own words.
    """

    problems: list[Problem] = attrs.field(factory=list)
    rejected: list[str] = attrs.field(factory=list)
    led: dict[str, str] = attrs.field(factory=dict)
    rejections: list[Rejection] = attrs.field(factory=list)
    refusals: list[tuple[Sequence[Problem], Sequence[Rejection]]] = attrs.field(factory=list)
    claims: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    ignored: list[Ignored] = attrs.field(factory=list)
    sheets: list[IgnoredSheet] = attrs.field(factory=list)
    columns: dict[str, Mapping[str, str]] = attrs.field(factory=dict)
    unread: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    stated: dict[str, dt.date] = attrs.field(factory=dict)
    rows: int = 0
    no_tasks: int = 0
    whole: Task | None = None
    parts: int = 0
    first_part: tuple[str, str] | None = None

    def ignore(self, sheet: Sheet, number: int, reason: Reason) -> None:
        """Record a row that is no task."""
        self.no_tasks += 1
        self.ignored.append(Ignored(sheet.locate(sheet.name, number, None), reason))

    def reject(self, rejection: Rejection) -> None:
        """Record a row of a list that could be read."""
        self.rejected.append(rejection.place)
        self.rejections.append(rejection)

    def reconsider(self, sheet: Sheet, numbers: Sequence[int]) -> None:
        """Record that rows, rejected among the last ones of a list, are what stands below it."""
        places = {sheet.locate(sheet.name, number, None) for number in numbers}
        _take_last(self.rejected, places, str)
        _take_last(self.rejections, places, attrgetter("place"))
        for number in numbers:
            self.ignore(sheet, number, Reason.FOOT)

    def refuse(self, sheet: Sheet, rows: Iterable[Row], first: int, mark: Callable[[Row], str]) -> list[Rejection]:
        """Reject every row of a list that cannot be read; the rejections are returned. `mark` makes a row's mark."""
        refused = []
        for number, row in enumerate(rows, first):
            self.rows += 1
            if all(map(is_blank, row)):
                self.ignore(sheet, number, Reason.BLANK)
            else:
                refused.append(Rejection(sheet.locate(sheet.name, number, None), mark(row)))
                self.reject(refused[-1])
        return refused


def _take_last(rows: list[_Row], places: Set[str], place_of: Callable[[_Row], str]) -> None:
    """Take the last row with each of these places away: files of one name share places."""
    left, kept = set(places), list[_Row]()
    while left:
        row = rows.pop()
        if place_of(row) in left:
            left.remove(place_of(row))
        else:
            kept.append(row)
    rows += reversed(kept)
