"""Tasks whose ids differ in form only, NV-01, NV01 and nv-01, and that say much the same: perhaps one task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from taskstats import Task
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.vietnamese.text import brief, fold

_MARKS = r" _./\\:;,–—()\[\]#-"
_SEPARATORS = str.maketrans("", "", " _./\\:;,–—()[]#-")
_BETWEEN_DIGITS = re.compile(rf"(?<=\d)[{_MARKS}]+(?=\d)")
"""These tell 1.2 from 12."""


def spellings(tasks: Sequence[Task]) -> Iterator[Problem]:
    """A warning for tasks that repeat an earlier one under another spelling of its id."""
    ids = list({task.id for task in tasks})
    bare = "\n".join(ids).translate(_SEPARATORS).lower().split("\n")  # all at once; ids are of one line
    if len(bare) != len(ids) or len(set(bare)) == len(ids):  # nearly every list
        return
    times = Counter(bare)
    alike = {text for text, key in zip(ids, bare, strict=True) if times[key] > 1}
    if found := list(_pairs(task for task in tasks if task.id in alike and task.id != task.origin)):
        first, again = found[0]
        message = (
            f'từ dòng này có {len(found)} nhiệm vụ mà mã chỉ khác cách viết (dòng đầu: "{brief(again.id)}" và '
            f'"{brief(first.id)}" ở {first.origin}), nội dung hoặc đơn vị và các ngày như nhau, '
            "đang tính là các nhiệm vụ khác nhau; nếu là một nhiệm vụ, hãy viết mã giống nhau"
        )
        yield Problem(code="W-TWICE", place=again.origin, message=message)


def _pairs(tasks: Iterable[Task]) -> Iterator[tuple[Task, Task]]:
    """Every task that repeats an earlier one, behind that one."""
    earlier: dict[tuple[object, ...], Task] = {}
    for task in tasks:
        key = _BETWEEN_DIGITS.sub("\0", task.id).translate(_SEPARATORS).lower()
        looks: list[tuple[object, ...]] = [(key, "title", fold(task.title))] if task.title else []
        looks.append((key, fold(task.agency), task.assigned_on, task.due_on))
        first = next((one for look in looks if (one := earlier.get(look)) and one.id != task.id), None)
        if first is not None:
            yield first, task
        for look in looks:
            earlier.setdefault(look, task)
