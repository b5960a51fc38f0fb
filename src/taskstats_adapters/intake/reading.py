"""Sheets of plain cells -> tasks, every problem, and a receipt for every row (docs/reference/intake.md)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

import attrs

from taskstats import Receipt, SourceFile, Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.lists import read_lists
from taskstats_adapters.intake.problems import Ignored, IgnoredSheet, Log, Problem, Reason, Severity
from taskstats_adapters.office.profile import Merge, Profile

Sources = Sequence[tuple[SourceFile, Iterable[Sheet]]]


@attrs.frozen(kw_only=True)
class Intake:
    """What came out of the sources. `columns` says, for each list read, which header became which field; lists further
    down in a sheet are called by the place of their header.

    `rejected` has the place of each row that became no task for a problem, `ignored` those that are none.
    """

    tasks: Sequence[Task] = ()
    problems: tuple[Problem, ...] = ()
    receipt: Receipt = Receipt()
    rejected: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    ignored_sheets: tuple[IgnoredSheet, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that reject a row or a sheet."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def take_in(sources: Sources, profile: Profile) -> Intake:
    """Read every sheet of every source; nothing is lost: each row is accepted, rejected with its cell, or ignored.

    The same task twice is ignored and counted. Of different rows with one id the profile's `merge` takes the latest,
    or all are rejected together, naming their places.
    """
    log = Log()
    tasks: list[Task] = []
    by_id: dict[str, Task] = {}
    versions: dict[str, list[Task]] = {}
    for task in read_lists(sources, profile, log):
        earlier = by_id.setdefault(task.id, task)
        if earlier is not task and task.id != task.origin:  # a place is no id: two files of one name share them
            known = versions.setdefault(task.id, [earlier])
            if task in known:
                log.ignored.append(Ignored(task.origin, Reason.DUPLICATE))
                continue
            known.append(task)
        elif earlier is not task and task == earlier:
            log.ignored.append(Ignored(task.origin, Reason.DUPLICATE))
            continue
        tasks.append(task)
    dropped = {id(task) for rivals in versions.values() for task in _settle(rivals, profile.intake.merge, log)}
    if dropped:
        tasks = [task for task in tasks if id(task) not in dropped]
    return _intake(sources, tasks, len(tasks), log)


def _intake(sources: Sources, tasks: Sequence[Task], accepted: int, log: Log) -> Intake:
    receipt = Receipt(
        sources=tuple(file for file, _ in sources),
        rows=log.rows,
        accepted=accepted,
        rejected=len(log.rejected),
        ignored=len(log.ignored),
    )
    return Intake(
        tasks=tasks,
        problems=tuple(log.problems),
        receipt=receipt,
        rejected=tuple(log.rejected),
        ignored=tuple(log.ignored),
        ignored_sheets=tuple(log.sheets),
        columns=log.columns,
    )


def _settle(rivals: Sequence[Task], merge: Merge, log: Log) -> Sequence[Task]:
    """Which of the different rows with one id are not to be counted: all but the latest, or all of them."""
    if len(rivals) == 1:
        return ()
    updated = [task.updated_on for task in rivals]
    dated = None not in updated
    if merge is Merge.LATEST and dated and updated.count(latest := max(filter(None, updated))) == 1:
        older = [task for task in rivals if task.updated_on != latest]
        log.ignored += [Ignored(task.origin, Reason.SUPERSEDED) for task in older]
        return older
    first, *others = rivals
    log.rejected += map(attrgetter("origin"), rivals)
    for task in others:
        message = (
            f'mã "{task.id}" đã có ở {first.origin} với nội dung khác; '
            "hãy sửa mã hoặc xóa một dòng (các dòng này chưa được tính)"
        )
        if merge is Merge.LATEST:
            message += "; không rõ dòng nào mới nhất: " + ("trùng ngày cập nhật" if dated else "thiếu ngày cập nhật")
        elif dated:
            message += '; muốn lấy dòng cập nhật sau cùng, hãy ghi [intake] merge = "latest" vào hồ sơ'
        log.problems.append(Problem(code="E-DUPLICATE", place=task.origin, message=message, also=(first.origin,)))
    return rivals


class TaskStream:
    """The tasks of some sources one after another, none of them kept: for lists that are only counted.

    It is read once. What `intake` says is complete when it has been read to the end, and `complete` has been called
    with it: it adds what else is known of the sources, or raises. An id that comes again is a
    problem even where the rows agree, for the row that came first is gone: nothing counted from a stream with errors
    is to be used. Of an id 60 bits are remembered.
    """

    def __init__(self, sources: Sources, profile: Profile, complete: Callable[[Intake], Intake]) -> None:
        self._sources, self._profile, self._complete = sources, profile, complete
        self._log, self._accepted = Log(), 0

    def __iter__(self) -> Iterator[Task]:
        seen: set[int] = set()
        for task in read_lists(self._sources, self._profile, self._log):
            if task.id != task.origin:
                digest = hashlib.blake2b(task.id.encode(errors="replace"), digest_size=8).digest()
                mark = int.from_bytes(digest) >> 4  # the largest that Python keeps in 32 bytes
                if mark in seen:
                    message = (
                        f'mã "{task.id}" đã có ở một dòng trước, đọc từng dòng thì không so được; hãy xóa một dòng'
                    )
                    self._log.problems.append(Problem(code="E-DUPLICATE", place=task.origin, message=message))
                    self._log.rejected.append(task.origin)
                    continue
                seen.add(mark)
            self._accepted += 1
            yield task
        _ = self.intake  # raises what could not be read

    @property
    def intake(self) -> Intake:
        """Problems, receipt and the rest of what has been read so far, without the tasks."""
        return self._complete(_intake(self._sources, (), self._accepted, self._log))


def ignored_by_reason(intake: Intake) -> Mapping[Reason, int]:
    """How many rows were ignored for each reason."""
    return Counter(ignored.reason for ignored in intake.ignored)
