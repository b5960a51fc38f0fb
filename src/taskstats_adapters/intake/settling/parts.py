"""Lists numbered in levels (1, 1.1, 1.2; 1, a, b; NV1, NV1.1) in which a task and its parts are both tasks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.problems import Ignored, Log, Problem, Reason
from taskstats_adapters.office.profile import Parts

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBERS, _LETTERS = 10, 90
"""The ranks of labels: a row is a part of one above with a lower rank. Each level of a number has a rank of its own."""
_RANKS = (
    (re.compile(r"[IVX]+"), 1),
    (re.compile(r"[A-Z]"), 0),
    (re.compile(r"[a-zđ]"), _LETTERS),
    (re.compile(r"[-–+•*]"), _LETTERS + 1),
)
_FURTHER = re.compile(r"(?:[./_-][^\W_]{1,3})+")


@attrs.frozen
class _Above:
    """A row under which others may stand: its number, level by level, and its task, if it is one."""

    rank: int
    path: tuple[str, ...]
    task: Task | None


class Outline:
    """Follows the numbering of one list: the log says of each task, as it is read, which other one it is a part of."""

    def __init__(self, header: Header, log: Log) -> None:
        self._column, self._log = header.columns.get("row_number", -1), log
        self._above: list[_Above] = []
        self._plain: tuple[object, Task | None] | None = None  # the row above, not yet looked at
        self._ids: list[Task] = []

    def look(self, row: Row, task: Task | None = None) -> None:
        """See a row: a task, or one that is none but may have a number or begin something else."""
        label = row[self._column] if 0 <= self._column < len(row) else None
        if type(label) is float and label.is_integer():
            label = int(label)
        is_number = type(label) is int or (type(label) is str and label.isdigit())
        if is_number and not self._above and task is not None and task.id == task.origin:  # nearly every row
            self._plain, self._log.whole = (label, task), None
            return
        whole = None
        if is_number:
            self._plain = label, task
            if self._above and self._above[0].rank < _NUMBERS:
                whole = self._by_number(str(label), task)
            else:
                self._above.clear()
        else:
            if self._plain and not self._above:
                self._by_number(str(self._plain[0]), self._plain[1])
            self._plain = None
            whole = self._by_number(text_of(clean_cell(label)).strip("().,:; "), task)
        if task is None:
            return
        if task.id != task.origin:
            whole = whole or self._by_id(task)
        self._log.whole = whole
        if whole is not None:
            self._log.parts += 1
            self._log.first_part = self._log.first_part or (task.origin, whole.origin)

    def _by_number(self, label: str, task: Task | None) -> Task | None:
        """The nearest task above that the label says this one is a part of."""
        if not label:
            self._above.clear()
            return None
        if _NUMBER.fullmatch(label):
            path = tuple(level.lstrip("0") for level in re.split("[.,]", label))
            rank = _NUMBERS + len(path)
        else:
            path, rank = (), next((rank for form, rank in _RANKS if form.fullmatch(label)), -1)
        while self._above and not self._is_above(self._above[-1], rank, path):
            self._above.pop()
        wholes = [above.task for above in self._above if above.task is not None]
        numbered = any(above.path for above in self._above)  # letters and dashes stand under a number
        if rank >= 0:
            self._above.append(_Above(rank, path, task))
        return wholes[-1] if wholes and (rank < _LETTERS or numbered) else None

    @staticmethod
    def _is_above(above: _Above, rank: int, path: tuple[str, ...]) -> bool:
        return above.rank < rank and (not path or above.path == path[: len(above.path)])

    def _by_id(self, task: Task) -> Task | None:
        """The task above whose id this one's goes on with."""
        while self._ids and not _goes_on(task.id, self._ids[-1].id):
            self._ids.pop()
        whole = self._ids[-1] if self._ids else None
        self._ids.append(task)
        return whole


def _goes_on(text: str, beginning: str) -> bool:
    return text.startswith(beginning) and _FURTHER.fullmatch(text, len(beginning)) is not None


def counted(tasks: Iterable[Task], parts: Parts | None, log: Log) -> Iterable[Task]:
    """The tasks that count, as the profile says; the others are ignored. `tasks` are those that `log` follows."""
    if parts is Parts.LEAVES:
        return _leaves(tasks, log)
    return _wholes(tasks, log) if parts is Parts.PARENTS else tasks


def _wholes(tasks: Iterable[Task], log: Log) -> Iterator[Task]:
    for task in tasks:
        if log.whole is None:
            yield task
        else:
            log.ignored.append(Ignored(task.origin, Reason.PART))


def _leaves(tasks: Iterable[Task], log: Log) -> Iterator[Task]:
    """A task is known to have parts when the next one is read: it is the first of them."""
    held: Task | None = None
    for task in tasks:
        if held is not None and log.whole is held:
            log.ignored.append(Ignored(held.origin, Reason.WHOLE))
        elif held is not None:
            yield held
        held = task
    if held is not None:
        yield held


def told(log: Log, parts: Parts | None) -> Iterator[Problem]:
    """That a list has tasks and parts of them, where the profile does not say what counts."""
    if log.first_part and parts is None:
        place, whole = log.first_part
        message = (
            f"từ dòng này có {log.parts} nhiệm vụ là phần của nhiệm vụ khác (dòng này thuộc {whole}), đang tính "
            'cả hai; hãy ghi vào hồ sơ [intake] parts = "leaves" (chỉ tính các phần), "parents" (chỉ tính nhiệm vụ '
            'lớn) hoặc "counted" (tính cả hai)'
        )
        yield Problem(code="W-PARTS", place=place, message=message)
