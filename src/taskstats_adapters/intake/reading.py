"""Sheets of plain cells -> tasks, every problem, and a receipt for every row (docs/reference/intake.md)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from taskstats import Receipt, SourceFile, Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.doubts.repetitions import repetitions
from taskstats_adapters.intake.doubts.slips import Slips
from taskstats_adapters.intake.doubts.spellings import spellings
from taskstats_adapters.intake.lists import read_lists
from taskstats_adapters.intake.problems import Ignored, IgnoredSheet, Log, Problem, Reason, Severity, not_read
from taskstats_adapters.intake.settling.identity import BY_AGENCY, identified, settle
from taskstats_adapters.intake.settling.mended import Mended
from taskstats_adapters.intake.settling.parts import counted
from taskstats_adapters.office.profile import Profile

Sources = Sequence[tuple[SourceFile, Iterable[Sheet]]]


@attrs.frozen(kw_only=True)
class Intake:
    """What was read from the sources.

    `columns` has the header of each field, for each list read; a list further down in a sheet is named by the place of
    its header. `unread` has the headers of the columns that are no field, `stated` the day to which a
    list runs by its own words, by the place of the words. `rejected` has the places of rows with
    problems, `led` the agency of those whose list has no column for it, `marks` what they are known by when they come
    again mended, `ignored` the rows that are no tasks.
    """

    tasks: Sequence[Task] = ()
    problems: tuple[Problem, ...] = ()
    receipt: Receipt = Receipt()
    rejected: tuple[str, ...] = ()
    led: Mapping[str, str] = attrs.field(factory=dict)
    marks: Mapping[str, str] = attrs.field(factory=dict)
    ignored: tuple[Ignored, ...] = ()
    ignored_sheets: tuple[IgnoredSheet, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    unread: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    stated: Mapping[str, dt.date] = attrs.field(factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that reject a row or a sheet."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def take_in(sources: Sources, profile: Profile) -> Intake:
    """Read every sheet of every source: each row is accepted, rejected with its cell, or ignored with the reason.

    The repetition of a task is ignored, and counted so. Of different rows with one id, all are rejected, or all but
    the latest are ignored, as the profile's `merge` says.
    """
    log = Log()
    tasks: list[Task] = []
    by_id: dict[str, Task] = {}
    versions: dict[str, dict[Task, Task]] = {}
    for task in _tasks(sources, profile, log):
        earlier = by_id.setdefault(task.id, task)
        if earlier is not task and task.id != task.origin:  # a place is no id: files of one name share them
            known = versions.setdefault(task.id, {earlier: earlier})
            if known.setdefault(task, task) is not task:
                log.ignored.append(Ignored(task.origin, Reason.DUPLICATE))
                continue
        elif earlier is not task and task == earlier:
            log.ignored.append(Ignored(task.origin, Reason.DUPLICATE))
            continue
        tasks.append(task)
    mended = Mended(log)
    dropped: set[int] = set()
    for known in versions.values():
        rivals = tuple(known)
        left = mended.without_origins(rivals)
        dropped.update({id(task) for task in rivals} - {id(task) for task in left})
        dropped.update(map(id, settle(left, profile.intake.merge, log)))
    if dropped or log.claims:
        tasks = [mended.as_it_was(task) for task in tasks if id(task) not in dropped]
    slips = Slips(profile.dates.far)
    slips.look(tasks)
    log.problems += [*slips.warnings(), *repetitions(tasks), *spellings(tasks)]
    return _intake(sources, tasks, len(tasks), log)


def _tasks(sources: Sources, profile: Profile, log: Log) -> Iterable[Task]:
    """The tasks of the lists that count by themselves, with their ids: what others say of them is not known yet."""
    return identified(counted(read_lists(sources, profile, log), profile.intake.parts, log), profile.intake.key)


def _intake(sources: Sources, tasks: Sequence[Task], accepted: int, log: Log) -> Intake:
    receipt = Receipt(
        sources=tuple(file for file, _ in sources),
        rows=log.rows,
        accepted=accepted,
        rejected=len(log.rejected),
        ignored=len(log.ignored),
        not_read=not_read(log.sheets),
    )
    return Intake(
        tasks=tasks,
        problems=tuple(log.problems),
        receipt=receipt,
        rejected=tuple(log.rejected),
        led=log.led,
        marks={rejection.place: rejection.mark for rejection in log.rejections},
        ignored=tuple(log.ignored),
        ignored_sheets=tuple(log.sheets),
        columns=log.columns,
        unread=log.unread,
        stated=log.stated,
    )


class TaskStream:
    """The tasks of some sources one after another, none of them kept: for lists that are only counted.

    It can be read once. `intake` is complete when the stream has been read to the end: it is what `complete` returns,
    which adds what else is known of the sources, or raises. A repeated id is a problem even where the rows agree,
    because the first row is gone; use no count from a stream with errors. Ids are compared by 60 bits of a digest.
    Rows without an id are not compared with each other.
    """

    def __init__(self, sources: Sources, profile: Profile, complete: Callable[[Intake], Intake]) -> None:
        self._sources, self._profile, self._complete = sources, profile, complete
        self._log, self._accepted = Log(), 0

    def __iter__(self) -> Iterator[Task]:
        slips = Slips(self._profile.dates.far)
        yield from slips.watch(self._accept())
        self._log.problems += slips.warnings()
        _ = self.intake  # raises for what could not be read

    def _accept(self) -> Iterator[Task]:
        seen: set[int] = set()
        for task in _tasks(self._sources, self._profile, self._log):
            if task.id != task.origin:
                digest = hashlib.blake2b(task.id.encode(errors="replace"), digest_size=8).digest()
                mark = int.from_bytes(digest) >> 4  # Python keeps no larger integer in 32 bytes
                if mark in seen:
                    message = (
                        f'mã "{task.id}" đã có ở một dòng trước, đọc từng dòng thì không so được; hãy xóa một dòng, '
                        f"hoặc {BY_AGENCY}"
                    )
                    self._log.problems.append(Problem(code="E-DUPLICATE", place=task.origin, message=message))
                    self._log.rejected.append(task.origin)
                    continue
                seen.add(mark)
            self._accepted += 1
            yield task

    @property
    def intake(self) -> Intake:
        """The problems, the receipt and the rest of what has been read so far, without the tasks."""
        return self._complete(_intake(self._sources, (), self._accepted, self._log))


def ignored_by_reason(intake: Intake) -> Mapping[Reason, int]:
    """How many rows were ignored for each reason."""
    return Counter(ignored.reason for ignored in intake.ignored)
