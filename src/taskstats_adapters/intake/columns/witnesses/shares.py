"""Columns of shares, "% hoàn thành": a share that the day of completion contradicts is told once a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.vietnamese.text import fold, words


@attrs.frozen
class Share:
    """A share of the work that is done, as it is written: 60 with or without a sign, or 0.6."""

    written: float
    signed: bool

    def percent(self, of_one: bool) -> float:
        """The percentage; `of_one` where those without a sign are shares of 1, as a workbook keeps them."""
        return self.written if self.signed or not of_one else 100 * self.written


def share_columns(header: Header, passed_over: Collection[str]) -> Mapping[int, str]:
    """The columns that may hold shares of the work: no field, or the status where its header says so.

    `passed_over` has the folded headers of those that a profile passes over.
    """
    named = header.free | {column: header.texts[column] for column in _status(header)}
    return {
        column: text for column, text in named.items() if _WORK.search(_key(text)) and fold(text) not in passed_over
    }


def named_for_shares(header: Header, passed_over: Collection[str]) -> list[int]:
    """Those of them that are no field and hold nothing else by their header: "% hoàn thành"."""
    return [
        column
        for column, text in share_columns(header, passed_over).items()
        if has_sign(text) and column in header.free
    ]


def share_of(cell: object) -> Share | None:
    """The share in a cell that is nothing else."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal, str)):
        return None
    found = _SHARE.fullmatch(text_of(clean_cell(cell)))
    return Share(float(found[1].replace(",", ".")), bool(found[2])) if found else None


class Shares:
    """Compares the shares of a list with its days of completion."""

    def __init__(self, header: Header, passed_over: Collection[str]) -> None:
        self._columns = {column: _Column(text) for column, text in share_columns(header, passed_over).items()}
        self._in_status = bool(_status(header))

    def __bool__(self) -> bool:
        return bool(self._columns)

    def look(self, row: Row, number: int, task: Task, said_done: bool) -> None:
        """Compare what a task has in these columns, unless its status is told to lack a day of its own."""
        done = task.completed_on is not None
        if task.withdrawn_on is not None or (said_done and not done):
            return
        for column, seen in self._columns.items():
            if share := share_of(row[column]):
                seen.look(share, number, done)

    def has(self, column: int, cell: object) -> bool:
        """Whether a cell is a share that is compared, and no mark."""
        if not (seen := self._columns.get(column)) or not (share := share_of(cell)):
            return False
        return share.signed or has_sign(seen.header)

    def in_status(self, status: str) -> bool:
        """Whether a status is a share that is compared."""
        return self._in_status and share_of(status) is not None

    def warnings(self, place: Callable[[int, int | None], str], pass_over: Callable[[str], str]) -> Iterator[Problem]:
        """Each column with shares that the days contradict, at the first of them; `pass_over` is the line for it."""
        for column, seen in sorted(self._columns.items()):
            if found := seen.against_days():
                first, told = found
                message = f'cột "{seen.header}" {told}; nếu không cần, {pass_over(seen.header)}'
                yield Problem(code="W-SHARE", place=place(first, column), message=message)


@attrs.define
class _Column:
    """The distinct shares of a column, of completed tasks and of others: the first row of each and their number."""

    header: str
    seen: dict[tuple[Share, bool], tuple[int, int]] = attrs.field(factory=dict)

    def look(self, share: Share, number: int, done: bool) -> None:
        first, count = self.seen.get((share, done), (number, 0))
        self.seen[share, done] = first, count + 1

    def against_days(self) -> tuple[int, str] | None:
        """The first row whose share its day contradicts, and what to tell."""
        plain = [share.written for share, _ in self.seen if not share.signed]
        of_one = all(number <= 1 for number in plain)
        # Without the sign a number may be a level, unless it is a part of 1.
        heard = has_sign(self.header) or (of_one and any(0 < number < 1 for number in plain))
        rows: dict[bool, list[tuple[int, int]]] = {True: [], False: []}
        for (share, done), row in self.seen.items():
            if (share.signed or heard) and (share.percent(of_one) >= _WHOLE) is not done:
                rows[done].append(row)
        found = [row for some in rows.values() for row in some]
        if not found:
            return None
        parts = (
            (sum(count for _, count in rows[False]), "100 % ở {} nhiệm vụ không có ngày hoàn thành"),
            (sum(count for _, count in rows[True]), "dưới 100 % ở {} nhiệm vụ đã có ngày hoàn thành"),
        )
        told = ", ".join(text.format(count) for count, text in parts if count)
        return min(found)[0], f"ghi {told}; số liệu theo ngày; hãy sửa tỷ lệ hoặc ngày hoàn thành"


def _status(header: Header) -> tuple[int, ...]:
    column = header.columns.get("status")
    return (column,) if column is not None and has_sign(header.texts[column]) else ()


def _key(header: str) -> str:
    return " ".join(words(header)) + (" %" if "%" in header else "")


@cache
def has_sign(header: str) -> bool:
    """Whether a header says that the numbers below are shares."""
    return bool(_SIGN.search(_key(header)))


_WHOLE = 100
_SHARE = re.compile(r"(?:(?:đã )?(?:hoàn thành|đạt) )?(\d{1,3}(?:[.,]\d{1,20})?) ?(%)?", re.IGNORECASE)
_SIGN = re.compile(r"%|\b(?:ty le|ti le|phan tram|percent|percentage|pct)\b")
_WORK = re.compile(
    r"^(?!.*\b(?:giai ngan|kinh phi|von|ngan sach|tien han|diem|dung han|qua han|du kien|ke hoach)\b)"
    r".*\b(?:hoan thanh|ht|tien do|thuc hien|giai quyet|xu ly|khoi luong|progress|completion|completed?|done)\b"
)
