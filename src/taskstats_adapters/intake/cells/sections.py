"""What the name of a section, a sheet or a list says of the tasks below it: "A. NHIỆM VỤ ĐÃ HOÀN THÀNH (12)"."""

from __future__ import annotations

import re

from taskstats import Rules, Task
from taskstats_adapters.intake.cells.status import OTHER_RULES, against_status
from taskstats_adapters.intake.cells.status_words import Claim, as_given, claim

LEFT_OUT = "W-SECTION:left-out"
"""Of tasks below a name that leaves them out: "KHÔNG TÍNH", "Đã rút"."""

_LABEL = re.compile(
    r"^(?:(?!danh )(?:[A-Z\d]{1,4}[.):/-]*|[-–+*•]) +)?"
    r"(?:(?:các|nhóm|những|danh sách|danh mục|bảng|biểu|tổng hợp|thống kê|số) +)*(?:\d{1,4} +)?"
    r"(?:nhiệm vụ|công việc|việc|văn bản|nội dung|ý kiến chỉ đạo)? *",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![ (:,-])[ (:,-]*+\d.*", re.DOTALL)
_AND = re.compile(r"[,;/]|\b(?:và|hoặc)\b", re.IGNORECASE)


def section_claim(name: str) -> Claim | None:
    """The claim of the name of a section, sheet or list; None where it names no state, or more than one.

    That tasks were given says nothing of what became of them.
    """
    said = _COUNT.sub("", _LABEL.sub("", name))
    if as_given(said):
        return None
    _, *more = _AND.split(said)
    return None if any(claim(part.strip()) for part in more) else claim(said)


def against_section(task: Task, said: Claim, rules: Rules) -> str | None:
    """The code of the warning where the days of a task are not what its section says; None where they agree."""
    settled = task.completed_on is not None or task.withdrawn_on is not None
    if said.unsettled and not settled:
        return "W-SECTION"
    fault = against_status(task, said, rules, "")
    if fault == OTHER_RULES:
        return "W-RULES"
    return (LEFT_OUT if said.withdrawn else "W-SECTION") if fault else None
