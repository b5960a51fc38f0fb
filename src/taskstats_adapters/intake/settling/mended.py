"""Rejected rows that come again, mended, in the workbook of corrections: each takes the place of its origin.

The workbook states the mark of each row, which is made from what the row had. So a row is found again wherever it has
moved, and one that was changed in the list since then is another row.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence, Set

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.clean import clean_row, text_of
from taskstats_adapters.intake.columns.headers import ERRORS, MARK, PLACE, Header
from taskstats_adapters.intake.problems import Ignored, Log, Reason, Rejection


def mark_of_row(row: Row) -> str:
    """The mark of a row that could not be read."""
    return _digest([text_of(cell) for cell in clean_row(row)])


def mark_of_task(task: Task) -> str:
    """The mark of a row that was read, but has the id of another one."""
    return _digest(attrs.evolve(task, origin=""))


def _digest(content: object) -> str:
    """A text that no program takes for a number."""
    return "r" + hashlib.blake2b(repr(content).encode(errors="replace"), digest_size=6).hexdigest()


def mark_columns(header: Header) -> Sequence[int]:
    """The columns of marks: several in the workbook of a workbook, none in an ordinary list."""
    return [column for column, text in enumerate(header.texts) if text == MARK]


def marks_in(row: Row, columns: Sequence[int]) -> tuple[str, ...]:
    """The marks of the rows whose place this one takes."""
    cells = clean_row([row[column] for column in columns if column < len(row)])
    return tuple(filter(None, map(text_of, cells)))


class Mended:
    """The rows that were mended, by the marks that the rows of workbooks state."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._marks = Counter(mark for marks in log.claims.values() for mark in marks)

    def withdraw(self) -> Set[str]:
        """Take back what was said of rejected rows that have been mended, whether or not they are right now.

        The cells whose problems are told with others are returned.
        """
        log = self._log
        if not self._marks:
            return frozenset()
        whole = [(said, rows) for said, rows in log.refusals if self._are_mended(rows)]
        of_whole = {id(row) for _, rows in whole for row in rows}
        mended = [row for row in log.rejections if id(row) in of_whole or self._take(row.mark)]
        places, problems = Counter(each.place for each in mended), {id(p) for each in mended for p in each.problems}
        problems |= {id(problem) for said, _ in whole for problem in said}
        log.problems[:] = [problem for problem in log.problems if id(problem) not in problems]
        rejected, log.rejected[:] = list(log.rejected), []
        for place in rejected:
            if places[place]:
                places[place] -= 1
                log.ignored.append(Ignored(place, Reason.MENDED))
            else:
                log.rejected.append(place)
        return {place for rejection in mended for place in rejection.cells}

    def without_origins(self, rivals: Sequence[Task]) -> Sequence[Task]:
        """The rows with one id that are left when those that were mended are gone, as they were before the workbook.

        Where one of the workbook's rows keeps the id, the rows that are missing in the workbook were deleted there.
        """
        if not self._marks:
            return rivals
        claims = self._log.claims
        marks = list(map(mark_of_task, rivals))
        left = [task for task, mark in zip(rivals, marks, strict=True) if not self._take(mark)]
        own = frozenset(marks)
        if any(not own.isdisjoint(claims.get(task.origin, ())) for task in left):
            left = [task for task in left if task.origin in claims]
        kept = {id(task) for task in left}
        self._log.ignored += [Ignored(task.origin, Reason.MENDED) for task in rivals if id(task) not in kept]
        return left

    def as_it_was(self, task: Task) -> Task:
        """A task without what the workbook added to its row."""
        if task.origin not in self._log.claims:
            return task
        return attrs.evolve(task, extra=tuple(pair for pair in task.extra if pair[0] not in (PLACE, ERRORS, MARK)))

    def _are_mended(self, rows: Sequence[Rejection]) -> bool:
        """Whether a list that was refused as a whole has come again: most of its rows have. The others were deleted."""
        found = Counter(row.mark for row in rows) & self._marks
        if 2 * found.total() <= len(rows):
            return False
        self._marks -= found
        return True

    def _take(self, mark: str) -> bool:
        """Whether a row with the mark was mended; each mark stands for one row."""
        found = self._marks[mark] > 0
        self._marks[mark] -= found
        return found
