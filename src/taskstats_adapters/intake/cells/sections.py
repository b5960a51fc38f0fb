"""What the name of a section or sheet says of the tasks below it: "A. NHIỆM VỤ ĐÃ HOÀN THÀNH (12)"."""

from __future__ import annotations

import re

from taskstats import Task
from taskstats_adapters.intake.cells.status_words import Claim, claim

_LABEL = re.compile(
    r"^(?:(?:[A-Z\d]{1,4}[.):/-]*|[-–+*•]) +)?(?:(?:các|nhóm|những|danh sách|danh mục|số) +)*"
    r"(?:nhiệm vụ|công việc|việc|văn bản|nội dung|ý kiến chỉ đạo)? *",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![ (:,-])[ (:,-]*+\d.*", re.DOTALL)


def section_claim(name: str) -> Claim | None:
    """The claim of the name of a section or sheet; None where it names no state."""
    return claim(_COUNT.sub("", _LABEL.sub("", name)))


def against_section(task: Task, said: Claim) -> bool:
    """Whether a task has no day of what its section says, or a day that its section denies."""
    if task.completed_on is not None or task.withdrawn_on is not None:
        return said.completed is False and task.completed_on is not None
    return bool(said.completed) or said.withdrawn or said.unsettled
