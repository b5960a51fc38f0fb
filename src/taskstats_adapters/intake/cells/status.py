"""What a stated status claims, and where the dates contradict it: the dates decide, contradictions are reported."""

from __future__ import annotations

import datetime as dt
import re

from taskstats import ExtensionPolicy, Rules, Status, Task, classify, days_past_due, due_date
from taskstats_adapters.contract.cells import shown
from taskstats_adapters.intake.cells.own_statuses import line_for
from taskstats_adapters.intake.cells.status_words import Claim
from taskstats_adapters.office.profile import Statement, UndatedCompletion

OTHER_DAYS = "khác số ngày tính được"
OTHER_RULES = "khác vì quy tắc của hồ sơ"
"""What is told once for the whole list: another number of days late; lateness by other rules than the profile's."""


def against_status(task: Task, said: Claim, rules: Rules, status: str) -> str | None:
    """How the dates contradict a stated status at any cut-off, in Vietnamese; None if they do not.

    OTHER_RULES where only the profile's rules do: a task system knows neither grace nor ignored extensions.
    """
    done = task.completed_on
    if said.completed and done is None and task.withdrawn_on is None:
        return (
            f"nhưng không có ngày hoàn thành; hãy ghi ngày hoàn thành hoặc sửa trạng thái{_answer(task, said, rules)}"
        )
    if said.withdrawn and task.withdrawn_on is None:
        counted = f"nếu vẫn tính là chưa hoàn thành, hãy ghi vào hồ sơ {line_for(status, Statement.UNFINISHED)}"
        return f"nhưng không có ngày rút; hãy ghi ngày rút nhiệm vụ hoặc sửa trạng thái; {counted}"
    if said.completed is False and done is not None and not said.in_time:
        right = f"nếu ngày đó đúng, hãy ghi vào hồ sơ {line_for(status, Statement.COMPLETED)}"
        return f"nhưng có ngày hoàn thành {shown(done)}; hãy sửa một trong hai; {right}"
    if said.past_due and done is None and task.due_on is None and not task.extensions:
        return "nhưng không có hạn; hãy ghi hạn hoặc sửa trạng thái"
    if done is None or said.past_due is None or said.past_due is _late(task, done, rules):
        return None
    if said.past_due is _late(task, done, _USUAL):
        return OTHER_RULES
    due_on = shown(due_date(task, done, rules)) or "không có"
    return f"trái với ngày: hạn {due_on}, hoàn thành {shown(done)}; hãy sửa một trong hai"


def _answer(task: Task, said: Claim, rules: Rules) -> str:
    """The answer of the profile that gives this task a day of completion, if there is one."""
    day, answer = task.updated_on, UndatedCompletion.UPDATED_ON
    if day is None and said.past_due is False:
        day, answer = due_date(task, dt.date.max, rules), UndatedCompletion.DUE_ON
    if day is None or day < task.assigned_on:
        return ""
    taken = "ngày cập nhật" if answer is UndatedCompletion.UPDATED_ON else "hạn"
    return f', hoặc lấy {taken}: [intake] completed_without_date = "{answer.value}"'


def against_days_late(task: Task, stated: str, rules: Rules) -> str | None:
    """How the dates contradict the stated days late of a completed task; OTHER_DAYS if only the number differs.

    OTHER_RULES as in `against_status`. For other tasks the number depends on the day of the export. Free text states
    nothing.
    """
    done, number = task.completed_on, _DAYS_LATE.fullmatch(stated)
    if done is None or number is None:
        return None
    late, stated_late = _late(task, done, rules), int(number[1]) > 0
    days = days_past_due(task, done, rules)
    if stated_late is not late:
        if stated_late is _late(task, done, _USUAL):
            return OTHER_RULES
        told = f"quá hạn {days} ngày" if late else "không quá hạn"
        return f"trái với ngày: hoàn thành {shown(done)}, {told}; hãy sửa một trong hai"
    return OTHER_DAYS if late and int(number[1]) != days else None


def _late(task: Task, done: dt.date, rules: Rules) -> bool:
    return classify(task, done, rules) is Status.LATE


def named(rules: Rules) -> str:
    """The rules by which an office judges lateness otherwise than its system may, as the profile writes them."""
    grace = f"grace_days = {rules.grace_days}" if rules.grace_days else ""
    honoured = rules.extensions is ExtensionPolicy.HONOURED
    return ", ".join(filter(None, (grace, "" if honoured else f'extensions = "{rules.extensions.value}"')))


_USUAL = Rules()
_DAYS_LATE = re.compile(r"(\d{1,6})(?: ngày)?", re.IGNORECASE)
