"""What makes two rows one task: their id, or their id and their agency, as the profile says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from taskstats import Task
from taskstats_adapters.intake.problems import Ignored, Log, Problem, Reason, Rejection
from taskstats_adapters.intake.settling.mended import mark_of_task
from taskstats_adapters.office.profile import Key, Merge

BY_AGENCY = (
    'nếu là một nhiệm vụ giao cho nhiều đơn vị, mỗi đơn vị một dòng, hãy ghi [intake] key = "id-and-agency" vào hồ sơ'
)
"""The line of the profile for a task that is given to several agencies."""


def identified(tasks: Iterable[Task], key: Key) -> Iterable[Task]:
    """The tasks with ids that are their own: by agency, the id of a task has the name of its agency behind it."""
    return tasks if key is Key.ID else map(_by_agency, tasks)


def _by_agency(task: Task) -> Task:
    if task.id == task.origin or not task.agency:
        return task
    return attrs.evolve(task, id=f"{task.id} ({task.agency})")


def settle(rivals: Sequence[Task], merge: Merge, log: Log) -> Sequence[Task]:
    """Which of the different rows with one id do not count: all but the latest, or all of them."""
    if len(rivals) < 2:
        return ()
    updated = [task.updated_on for task in rivals]
    dated = None not in updated
    if merge is Merge.LATEST and dated and updated.count(latest := max(filter(None, updated))) == 1:
        older = [task for task in rivals if task.updated_on != latest]
        log.ignored += [Ignored(task.origin, Reason.SUPERSEDED) for task in older]
        return older
    first, *others = rivals
    apart = len({task.agency for task in rivals}) == len(rivals) and len({task.title for task in rivals}) == 1
    cure = f"{BY_AGENCY}; nếu không, hãy sửa mã" if apart else "hãy sửa mã hoặc xóa một dòng"
    for task in rivals:
        log.reject(Rejection(task.origin, mark_of_task(task)))
    log.led |= {task.origin: task.agency for task in rivals}
    for task in others:
        message = (
            f'mã "{task.id}" đã có ở {first.origin} với {"đơn vị" if apart else "nội dung"} khác; '
            f"{cure} (các dòng này chưa được tính)"
        )
        if merge is Merge.LATEST:
            message += "; không rõ dòng nào mới nhất: " + ("trùng ngày cập nhật" if dated else "thiếu ngày cập nhật")
        elif dated:
            message += '; muốn lấy dòng cập nhật sau cùng, hãy ghi [intake] merge = "latest" vào hồ sơ'
        log.problems.append(Problem(code="E-DUPLICATE", place=task.origin, message=message, also=(first.origin,)))
    return rivals
