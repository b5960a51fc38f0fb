"""Tasks without an id that may be one task written twice: a sheet and its copy, a task carried on to the next month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

import attrs

from taskstats import Task
from taskstats_adapters.intake.problems import Problem

_SAME = attrgetter("document", "title", "agency", "assigned_on")


def repetitions(tasks: Iterable[Task]) -> Iterator[Problem]:
    """A warning for tasks that are equal in everything, and one for those that differ only in what became of them.

    Only tasks without an id, for an id tells them apart, and only those with a title or a document. Tasks of one list
    with different due dates are different tasks; in two lists the due date may have been put off.
    """
    unnamed = [task for task in tasks if task.id == task.origin]
    titles = Counter(map(attrgetter("title"), unnamed))  # nearly every task has a title of its own
    groups: dict[object, list[Task]] = {}
    for task in unnamed if len(titles) < len(unnamed) else ():
        if titles[task.title] > 1 and (task.title or task.document):
            groups.setdefault(_SAME(task), []).append(task)
    equal: list[tuple[Task, Task]] = []
    alike: list[tuple[Task, Task]] = []
    for group in groups.values():
        if len(group) > 1:
            _sort(group, equal, alike)
    for pairs, message in ((equal, _EQUAL), (alike, _ALIKE)):
        if pairs:
            first, again = pairs[0]
            said = message.format(count=len(pairs), first=first.origin)
            yield Problem(code="W-TWICE", place=again.origin, message=said)


def _sort(group: Sequence[Task], equal: list[tuple[Task, Task]], alike: list[tuple[Task, Task]]) -> None:
    """Put every task of the group that repeats an earlier one beside it."""
    whole: dict[Task, Task] = {}
    by_due: dict[object, Task] = {}
    by_list: dict[str, Task] = {}
    for task in group:
        content, listed = attrs.evolve(task, id=""), _list_of(task)
        earlier = by_due.get(task.due_on) or next((first for name, first in by_list.items() if name != listed), None)
        if content in whole:
            equal.append((whole[content], task))
        elif earlier is not None:
            alike.append((earlier, task))
        whole.setdefault(content, task)
        by_due.setdefault(task.due_on, task)
        by_list.setdefault(listed, task)


def _list_of(task: Task) -> str:
    """The place of a task without the number of its row."""
    return task.origin.rstrip("0123456789")


_EQUAL = (
    "từ dòng này có {count} dòng không có mã, giống hệt một dòng trước (dòng đầu: {first}), đang tính là các nhiệm vụ "
    "khác nhau; nếu là bản sao, hãy bỏ đi; nếu không, hãy ghi mã nhiệm vụ"
)
_ALIKE = (
    "từ dòng này có {count} dòng không có mã, cùng văn bản, nội dung, đơn vị, ngày giao với một dòng khác (dòng đầu: "
    "{first}) nhưng kết quả khác, đang tính là các nhiệm vụ khác nhau; nếu là một nhiệm vụ, hãy bỏ dòng cũ; "
    "nếu không, hãy ghi mã nhiệm vụ"
)
