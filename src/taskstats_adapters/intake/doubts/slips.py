"""Days that are probably slips of the pen: in an impossible order, or ten years from all others."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

import attrs

from taskstats import Task
from taskstats_adapters.contract.cells import shown
from taskstats_adapters.intake.problems import Problem

FAR = 3652
"""Ten years in days: a day as far as that from all others is probably in the wrong year."""

_LISTED = 20
"""So many days may be right; more are a mistake of the list."""

QUOTED = 3
"""How many places a message names."""


@attrs.define
class _Seen:
    """How many tasks have a slip, and what the first of them say, by their places."""

    count: int = 0
    first: list[tuple[str, str]] = attrs.field(factory=list)

    def add(self, place: str, said: str) -> None:
        self.count += 1
        if len(self.first) < QUOTED:
            self.first.append((place, said))

    def problem(self, code: str, message: str) -> Problem:
        (place, said), *others = self.first
        quoted = "; ".join((said, *(f"{said} ({place})" for place, said in others)))
        more = "; …" if self.count > len(self.first) else ""
        return Problem(code=code, place=place, message=message.format(count=self.count, said=quoted + more))


class Slips:
    """Looks at the days of tasks, some at a time: a list of ordinary days costs little more than counting them.

    `known` are days that the office knows to be right though they are far from all others.
    """

    def __init__(self, known: Sequence[dt.date] = ()) -> None:
        self._seen: dict[str, _Seen] = {}
        self._known = known
        self._days: Counter[dt.date | None] = Counter()
        self._places: dict[dt.date | None, str] = {}

    def watch(self, tasks: Iterable[Task]) -> Iterator[Task]:
        """Hand the tasks on, and look at them: some at a time, the last when they have come to an end."""
        batch: list[Task] = []
        for task in tasks:
            batch.append(task)
            yield task
            if len(batch) == _AT_ONCE:
                self._look(batch)
                batch = []
        self._look(batch)

    def look(self, tasks: Sequence[Task]) -> None:
        """See the days of these tasks."""
        for first in range(0, len(tasks), _AT_ONCE):
            self._look(tasks[first : first + _AT_ONCE])

    def _look(self, tasks: Sequence[Task]) -> None:
        known = len(self._days)
        for days in _DAYS:
            self._days.update(map(days, tasks))
        if len(self._days) > known:
            for task in tasks:
                for day in (task.assigned_on, task.due_on, task.completed_on, task.withdrawn_on):
                    self._places.setdefault(day, task.origin)
        for task in tasks:
            if task.due_on is not None and task.due_on < task.assigned_on:
                self._note(_DUE, task, f"giao {shown(task.assigned_on)}, hạn {shown(task.due_on)}")
            if task.extensions:
                self._look_at_extensions(task)

    def _look_at_extensions(self, task: Task) -> None:
        replaced = task.due_on
        for extension in task.extensions:
            self._days[extension.due_on] += 1
            self._places.setdefault(extension.due_on, task.origin)
            if replaced is not None and extension.due_on < replaced:
                self._note(_EXTENDED, task, f"hạn {shown(replaced)}, gia hạn đến {shown(extension.due_on)}")
            elif extension.due_on < task.assigned_on:
                self._note(_EXTENDED, task, f"giao {shown(task.assigned_on)}, gia hạn đến {shown(extension.due_on)}")
            if extension.granted_on is not None and extension.granted_on < task.assigned_on:
                said = f"giao {shown(task.assigned_on)}, cho gia hạn ngày {shown(extension.granted_on)}"
                self._note(_GRANTED, task, said)
            replaced = extension.due_on

    def _note(self, message: str, task: Task, said: str) -> None:
        self._seen.setdefault(message, _Seen()).add(task.origin, said)

    def warnings(self) -> Iterator[Problem]:
        """Each kind of slip once, at the first task that has it."""
        for message, seen in self._seen.items():
            yield seen.problem("W-ORDER", message)
        far = _Seen()
        for day in (days := self._far()):
            place, count = self._places[day], self._days[day]
            far.add(place, shown(day))
            far.count += count - 1
        if far.count:
            listed = ", ".join(day.isoformat() for day in (*self._known, *days))
            cure = f"; nếu đúng, hãy ghi [dates] far = [{listed}] vào hồ sơ" if len(days) <= _LISTED else ""
            yield far.problem("W-YEAR", _YEAR + cure)

    def _far(self) -> Sequence[dt.date]:
        """The days that are ten years or more from all but each other, without those of the largest group."""
        days = sorted(day for day in self._days if day is not None and day not in self._known)
        groups = [days[:1]]
        for before, day in pairwise(days):
            if (day - before).days >= FAR:
                groups.append([])
            groups[-1].append(day)
        usual = max(groups, key=lambda group: sum(self._days[day] for day in group))
        return [day for group in groups if group is not usual for day in group]


_AT_ONCE = 500
_DAYS = tuple(map(attrgetter, ("assigned_on", "due_on", "completed_on", "withdrawn_on")))
_DUE = "có {count} nhiệm vụ có hạn trước ngày giao: {said}; hãy sửa một trong hai ngày"
_EXTENDED = "có {count} lần gia hạn đến ngày sớm hơn hạn cũ hoặc ngày giao: {said}; hãy sửa ngày gia hạn đến"
_GRANTED = "có {count} lần gia hạn ghi ngày cho gia hạn trước ngày giao: {said}; hãy sửa ngày đó"
_YEAR = "có {count} ngày cách mọi ngày khác từ 10 năm trở lên, có thể ghi sai năm: {said}; hãy sửa năm"
