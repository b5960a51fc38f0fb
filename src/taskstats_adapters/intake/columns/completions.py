"""Lists that do not say of any task whether it is completed: counted, every task would be unfinished."""

from __future__ import annotations

from collections.abc import Iterator

from taskstats import Task
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.columns.witnesses.states import state_columns, tell_completion
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.office.profile import Profile


def has_completion(header: Header, profile: Profile) -> bool:
    """Whether a list has columns of completion, or needs none, as the profile says that nothing is completed."""
    states = state_columns(header, profile)
    return "completed_on" in header.columns or tell_completion(states) or profile.intake.nothing_completed


def may_tell(header: Header, profile: Profile) -> bool:
    """Whether what stands in the rows of a list may say which tasks are completed."""
    in_text = profile.intake.completed_in_text and "result_document" in header.columns
    return has_completion(header, profile) or "status" in header.columns or in_text


def nothing_told(header: Header, place: str) -> Problem:
    """That nothing in a list says which tasks are completed; the columns that are no field may do so."""
    free = ", ".join(f'"{text}"' for text in header.free.values())
    message = (
        f'danh sách không cho biết nhiệm vụ nào đã hoàn thành: không có cột "{FIELDS["completed_on"].label}", '
        "không có trạng thái, dấu đánh nào đọc được; nếu cột có tên khác, hãy ghi "
        '[columns] completed_on = "…" vào hồ sơ; '
        "nếu đúng là chưa nhiệm vụ nào hoàn thành, hãy ghi [intake] nothing_completed = true"
        + (f"; các cột chưa đọc: {free}" if free else "")
    )
    return Problem(code="E-COMPLETION", place=place, message=message)


class HeldBack:
    """The tasks of a list until one of its rows says whether a task is completed."""

    def __init__(self, released: bool) -> None:
        self.released = released
        self.tasks: list[Task] = []

    def add(self, task: Task, told: bool) -> Iterator[Task]:
        """Hold a task back, or pass on all of them if its row has told."""
        self.tasks.append(task)
        if told:
            self.released = True
            yield from self.tasks
            self.tasks.clear()
