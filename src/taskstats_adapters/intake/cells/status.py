"""What a stated status claims, and where the dates contradict it: the dates decide, contradictions are reported."""

from __future__ import annotations

import re

import attrs

from taskstats import Rules, Status, Task, classify, days_past_due, due_date
from taskstats_adapters.contract.cells import shown
from taskstats_adapters.vietnamese.text import words


@attrs.frozen
class Claim:
    """What a status says: completed or not, past its due date or not (None where it does not say), or withdrawn."""

    completed: bool | None
    past_due: bool | None
    withdrawn: bool = False


def claim(status: str) -> Claim | None:
    """The claim of a stated status; None for free text, which begins with no known phrase, and for a percentage."""
    if "%" in status:
        return None
    said = [part for word in words(status) for part in _ABBREVIATED.get(word, (word,))]
    for length in range(min(len(said), _LONGEST), 0, -1):  # the longer phrase first
        phrase = " ".join(said[:length])
        if phrase in _CLAIMS and (length == len(said) or phrase not in _ONLY_ALONE):
            return _CLAIMS[phrase]
    return None


_WITHDRAWN = Claim(None, None, withdrawn=True)


def against_status(task: Task, said: Claim, rules: Rules) -> str | None:
    """How the dates contradict a stated status at any cut-off, in Vietnamese; None if they do not."""
    done = task.completed_on
    if said.completed and done is None and task.withdrawn_on is None:
        return "nhưng không có ngày hoàn thành; hãy ghi ngày hoàn thành hoặc sửa trạng thái"
    if said.withdrawn and task.withdrawn_on is None:
        return "nhưng không có ngày rút; hãy ghi ngày rút nhiệm vụ hoặc sửa trạng thái"
    if said.completed is False and done is not None:
        return f"nhưng có ngày hoàn thành {shown(done)}; hãy sửa một trong hai"
    if said.past_due and done is None and task.due_on is None and not task.extensions:
        return "nhưng không có hạn; hãy ghi hạn hoặc sửa trạng thái"
    if done is None or said.past_due is None or said.past_due is (classify(task, done, rules) is Status.LATE):
        return None
    due_on = shown(due_date(task, done, rules)) or "không có"
    return f"trái với ngày: hạn {due_on}, hoàn thành {shown(done)}; hãy sửa một trong hai"


def against_days_late(task: Task, stated: str, rules: Rules) -> str | None:
    """How the dates contradict the stated days late of a completed task; OTHER_DAYS if only the number differs.

    For other tasks the number depends on the day of the export. Free text states nothing.
    """
    done, number = task.completed_on, _DAYS_LATE.fullmatch(stated)
    if done is None or number is None:
        return None
    late = classify(task, done, rules) is Status.LATE
    days = days_past_due(task, done, rules)
    if (int(number[1]) > 0) is not late:
        told = f"quá hạn {days} ngày" if late else "không quá hạn"
        return f"trái với ngày: hoàn thành {shown(done)}, {told}; hãy sửa một trong hai"
    return OTHER_DAYS if late and int(number[1]) != days else None


OTHER_DAYS = "khác số ngày tính được"
_DAYS_LATE = re.compile(r"(\d{1,6})(?: ngày)?", re.IGNORECASE)


def _claims() -> dict[str, Claim]:
    phrases: dict[Claim, tuple[str, ...]] = {
        Claim(True, False): ("hoàn thành đúng hạn", "hoàn thành trước hạn", "hoàn thành trong hạn"),
        Claim(True, True): (
            "hoàn thành quá hạn",
            "hoàn thành trễ hạn",
            "hoàn thành chậm",
            "hoàn thành chậm hạn",
            "hoàn thành chậm tiến độ",
            "hoàn thành muộn",
            "hoàn thành sau hạn",
        ),
        Claim(True, None): ("hoàn thành", "xử lý xong", "thực hiện xong", "xong", "kết thúc"),
        Claim(False, True): ("chưa hoàn thành quá hạn", "chưa hoàn thành đã quá hạn", "quá hạn chưa hoàn thành"),
        Claim(False, None): (
            "chưa hoàn thành",
            "hoàn thành một phần",
            "đã hoàn thành một phần",
            "chưa thực hiện",
            "chưa xử lý",
            "đang thực hiện",
            "đang xử lý",
            "đang triển khai",
            "còn hạn",
            "còn thời hạn",
            "trong hạn",
            "chưa đến hạn",
            "sắp đến hạn",
            "chờ duyệt",
        ),
        _WITHDRAWN: (
            "hủy",
            "hủy bỏ",
            "rút",
            "thu hồi",
            "hủy nhiệm vụ",
            "hủy bỏ nhiệm vụ",
            "rút nhiệm vụ",
            "thu hồi nhiệm vụ",
            "chuyển cơ quan khác",
        ),
        Claim(None, True): ("quá hạn", "trễ hạn", "đã quá hạn"),
    }
    found = {}
    for meaning, texts in phrases.items():
        for text in texts:
            found[" ".join(words(text))] = meaning
            if meaning.completed or meaning.withdrawn:
                found[" ".join(words("đã " + text))] = meaning
    return found


_ABBREVIATED = {"ht": ("hoan", "thanh")}
_CLAIMS = _claims()
_LONGEST = max(len(phrase.split()) for phrase in _CLAIMS)
_ONLY_ALONE = frozenset(
    (
        *(" ".join(words(text)) for text in ("hoàn thành", "hoàn thành chậm", "kết thúc", "xong", "đã xong")),
        *(phrase for phrase, meaning in _CLAIMS.items() if meaning.withdrawn),
    )
)
# "hoàn thành trước 30/6", "hoàn thành chậm nhất 30/6" are plans, "rút kinh nghiệm" is free text.
