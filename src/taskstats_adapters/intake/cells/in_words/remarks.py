"""Remarks: what a note says of a task that no column of days says. "Đã được gia hạn đến 30/6/2021", "đã rút".

They are told, never counted: only the office knows which day it is, and whether the words are still true.
"""

from __future__ import annotations

import enum
import re

from taskstats import Task
from taskstats_adapters.intake.cells.dates import LONGEST as LONGEST_DAY
from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.vietnamese.text import clean, words

LONGEST = 1000
"""Characters of a text that are looked at."""


class Remark(enum.Enum):
    """What a note says; the value is how the office is told."""

    DONE = "đã hoàn thành"
    EXTENDED = "được gia hạn"
    WITHDRAWN = "đã rút"
    DAY = "chỉ một ngày"


def remarks(text: str, task: Task) -> dict[Remark, str]:
    """What a clean text says of a task that its days do not say, each with the words that say it."""
    if is_day_alone(text):
        return {Remark.DAY: text} if task.completed_on is None else {}
    found: dict[Remark, str] = {}
    if not _WORTH_READING.search(text):
        return found
    open_still = task.completed_on is None and task.withdrawn_on is None
    under_way = _UNDER_WAY.search(text)
    for clause in map(str.strip, _CLAUSES.split(text[:LONGEST])):
        said = " ".join(words(clause))
        if _is_extended(said, task):
            found.setdefault(Remark.EXTENDED, clause)
        elif open_still and not under_way and _is_done(said, clause):
            found.setdefault(Remark.DONE, clause)
        elif open_still and _WITHDRAWN.search(said) and not _ASKED.search(said):
            found.setdefault(Remark.WITHDRAWN, clause)
    return found


def is_dull(text: str) -> bool:
    """Whether a text says nothing of any task, so that it need not be looked at for each."""
    return not (_WORTH_READING.search(text) or is_day_alone(text))


def in_brackets(text: str) -> str:
    """What a title says in brackets, the only place where it tells of its task: "Báo cáo (gia hạn đến 30/6/2021)"."""
    return "; ".join(_BRACKETS.findall(text[:LONGEST])) if "(" in text or "[" in text else ""


def extends(status: str) -> bool:
    """Whether a status says first of all that its task was given an extension: without a day of its own it goes on."""
    said = _AT_REQUEST.sub("theo", " ".join(words(_CLAUSES.split(status[:LONGEST])[0])))
    return bool(_EXTENDED.search(said)) and not _ASKED.search(said)


def is_like_a_day(text: str) -> bool:
    """Whether a text begins as a day does; most do not, and cost little."""
    return "20" in text and len(text) <= LONGEST_DAY and _LIKE_A_DAY.match(text) is not None


def is_day_alone(text: str) -> bool:
    """Whether a text is a day and nothing else."""
    if not is_like_a_day(text):
        return False
    try:
        return read_date(clean(text)) is not None
    except NotADate:
        return False


def _is_done(said: str, clause: str) -> bool:
    if "%" in clause and "100" not in clause:
        return False
    if (done := _DONE.search(said)) is None:
        return bool(_REPORTED.search(said))
    return bool(_DONE_SO.match(said, done.end()))


def _is_extended(said: str, task: Task) -> bool:
    """Whether words grant an extension that the task does not have: to another day, or to one that is not told."""
    said = _AT_REQUEST.sub("theo", said)
    if not _EXTENDED.search(said) or _ASKED.search(said):
        return False
    known = {(day.day, day.month) for day in (task.due_on, *(each.due_on for each in task.extensions)) if day}
    if until := [(int(day), int(month)) for day, month in _UNTIL.findall(said)]:
        return known.isdisjoint(until)
    return not task.extensions


_LIKE_A_DAY = re.compile(r"\s*(?:ngày |thứ \w+,? |lúc )?\d{1,4}(?: ?[/.-] ?\d{1,2} ?[/.-]| tháng )", re.IGNORECASE)
_WORTH_READING = re.compile(
    r"ho[aà]n t|\bht\b|xong|k[eế]t th|h[aạ]n|l[uù]i|k[eé]o d|r[uú]t|h[uủ]y|huỷ|thu h|b[aã]i b|d[uừ]ng|đưa ra|lo[aạ]i|"
    r"kh[oô]ng|chuy[eể]n|b[aá]o c|tr[aả] l|ban h|ph[aá]t h|n[oộ]p|tr[iì]nh",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;()\[\]\n]|[.,] | [-–—+] ")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")

_UNDER_WAY = re.compile(
    r"\b(?:chưa|chua|đang|sẽ|chờ|dự kiến|du kien|một phần|bước đầu|cơ bản|dự thảo|tiếp tục|còn lại|tiến độ|khó khăn|"
    r"giai đoạn|xin|đề nghị|đề xuất|kiến nghị)\b",
    re.IGNORECASE,
)
"""With their accents: "đăng tải" and "cho" are other words."""
_D_M_Y = r"\d{1,2} (?:thang )?\d{1,2} (?:nam )?20\d\d\b"
_PAPER = r"(?:bao cao|bc|cong van|cv|van ban|vb|to trinh|ttr|quyet dinh|qd|ke hoach|kh|thong bao|tb)"
_IN_TIME = r"(?:dung|truoc|trong|qua|tre|cham|sau) (?:thoi )?han|cham|muon|som"
_DONE = re.compile(
    r"\bda (?:hoan thanh|ht|hoan tat|ket thuc|(?:thuc hien |xu ly |giai quyet |lam )?xong)\b(?: nhiem vu| viec)?"
    rf"|^(?:hoan thanh|ht|xong)(?= (?:vao )?(?:ngay )?{_D_M_Y})|^(?:da )?(?:hoan thanh|ht|xong) 100$|^xong$"
)
_DONE_SO = re.compile(
    rf"(?: (?:100|{_IN_TIME}))?(?:$| (?:vao )?(?:ngay )?{_D_M_Y}| (?:vao |trong )?(?:thang|quy) \d"
    rf"| (?:theo |tai |bang |co )?{_PAPER}\b)"
)
_REPORTED = re.compile(
    r"\bda (?:bao cao(?: ket qua)?|tra loi|ban hanh|phat hanh|nop|trinh|co bao cao|gui bao cao)\b"
    rf"(?= (?:.* )?{_D_M_Y})"
)
_EXTENDED = re.compile(
    r"(?:^|\b(?:da|duoc|cho|cho phep|dong y|chap thuan|nhat tri) )(?:lan (?:thu )?\w+ )?"
    r"(?:gia han|(?:lui|keo dai|dieu chinh|doi) (?:thoi )?(?:han|gian)|(?:lui|keo dai)(?= (?:den|toi|sang)\b))"
    r"(?= (?:den|toi|them|theo|tai|lan|thoi|thuc hien|hoan thanh|nhiem vu|ngay|sang|tu|boi|\d)|$)"
)
_AT_REQUEST = re.compile(r"\btheo (?:de nghi|de xuat|kien nghi|to trinh)\b")
_UNTIL = re.compile(r"\b(?:den|toi|sang|thanh) (?:het )?(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2})\b")
_ASKED = re.compile(
    r"\b(?:xin|de nghi|de xuat|kien nghi|trinh|to trinh|chua|khong(?! (?:tiep tuc )?(?:thuc hien|theo doi))|neu|se|"
    r"du kien|dang|can|phai|tu choi|cho (?:phe )?duyet|cho y kien|kinh nghiem|hoi)\b"
)
_WITHDRAWN = re.compile(
    r"(?:^|\b(?:da|duoc|dong y|cho|cho phep) )(?:(?:rut|huy|huy bo|thu hoi|bai bo|dung|dung thuc hien|"
    r"khong (?:tiep tuc )?(?:thuc hien|theo doi)|chuyen (?:sang )?(?:don vi|co quan) khac)(?: nhiem vu| viec)?"
    r"(?: (?:ra )?khoi (?:danh muc|danh sach|he thong)(?: nhiem vu)?)?"
    r"|(?:dua|loai)(?: nhiem vu| viec)? (?:ra )?khoi (?:danh muc|danh sach|he thong)(?: nhiem vu)?)"
    r"(?:$| (?:theo|tai|tu|vao|ngay|nay)\b)"
)
