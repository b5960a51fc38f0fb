"""What the words of a stated status claim: phrases of Vietnamese and English lists (docs/reference/intake.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from taskstats_adapters.vietnamese.text import words


@attrs.frozen
class Claim:
    """What a status says: completed or not, past its due date or not (None where it does not say), withdrawn, held."""

    completed: bool | None
    past_due: bool | None
    withdrawn: bool = False
    suspended: bool = False

    @property
    def unsettled(self) -> bool:
        """Whether it may mean a task that is not to be counted as unfinished: "Đúng hạn", "Tạm dừng"."""
        return self.suspended or (self.completed is None and self.past_due is False)

    @property
    def in_time(self) -> bool:
        """Whether it says of an unfinished task that it is not late; a completed one may still be listed as that."""
        return self.completed is False and self.past_due is False


def claim(status: str) -> Claim | None:
    """The claim of a stated status; None for free text, which begins with no known phrase, and a percentage in it."""
    if _ALL_OF_IT.fullmatch(status):
        return _DONE
    if _SHARE.fullmatch(status):
        return _SAYS_NOTHING
    if "%" in status:
        return None
    return phrase(status) or (_UNFINISHED if _STILL.match(status) else None)


def phrase(status: str) -> Claim | None:
    """The claim of the known phrase that a status is, or begins with; not of "chưa" and "đang" before other words."""
    said = [part for word in words(status) for part in _ABBREVIATED.get(word, (word,))]
    if whole := _WHOLLY.get(" ".join(said)):
        return whole
    for length in range(min(len(said), _LONGEST), 0, -1):  # the longer phrase first
        if found := _LEADING.get(" ".join(said[:length])):
            return found
    return None


def partly_done(status: str) -> bool:
    """Whether a status states a percentage, and none of 100: "Đã hoàn thành 50%"."""
    shares = _PERCENTAGE.findall(status)
    return bool(shares) and "100" not in shares


def as_given(status: str) -> bool:
    """Whether a status says no more than that a task was given: "Mới giao", "Đã giao"."""
    return " ".join(words(status)) in _GIVEN


_ALL_OF_IT = re.compile(r"(?:(?:đã )?hoàn thành |đạt )?100(?:[.,]0+)? ?%|100", re.IGNORECASE)
_SHARE = re.compile(r"\d{1,2}(?:[.,]\d+)? ?%|0(?:[.,]\d+)?|[1-9]\d")
"""A share alone. A workbook keeps 60% as 0.6. One digit may be a code, and 1 may be 100%: neither is understood."""
_STILL = re.compile(r"(?:chưa|đang|chờ)\b", re.IGNORECASE)
"""With its accents: "đăng tải" and "cho" are other words."""
_PERCENTAGE = re.compile(r"(?<!\d)(\d++)(?:[.,]\d++)? ?%")
_ABBREVIATED = {"ht": ("hoan", "thanh")}

_DONE, _ON_TIME, _LATE = Claim(True, None), Claim(True, False), Claim(True, True)
_UNFINISHED, _OVERDUE, _PAST_DUE = Claim(False, None), Claim(False, True), Claim(None, True)
_IN_TIME, _NOT_YET_LATE, _SAYS_NOTHING = Claim(None, False), Claim(False, False), Claim(None, None)
_WITHDRAWN, _SUSPENDED = Claim(None, None, withdrawn=True), Claim(False, None, suspended=True)

_DOING = "hoàn thành|xử lý|thực hiện|giải quyết"
_BEFORE, _AFTER = "đúng hạn|trước hạn|trong hạn|đúng tiến độ", "quá hạn|trễ hạn|chậm hạn|chậm tiến độ|muộn|sau hạn"
_NOT_BEFORE = (
    "không đúng hạn|không trong hạn|không đúng tiến độ|không kịp hạn|không kịp tiến độ|không kịp thời hạn|"
    "không đảm bảo tiến độ|không bảo đảm tiến độ"
)
_NOT_AFTER = "không quá hạn|không trễ hạn|không chậm hạn|không chậm tiến độ|không muộn"
_NEW = "mới|mới giao|mới tạo|mới nhận|đã giao|đã nhận|đã tiếp nhận|đã phân công|open|new"
_STOPPED = (
    "hủy|hủy bỏ|rút|thu hồi|hủy nhiệm vụ|hủy bỏ nhiệm vụ|rút nhiệm vụ|thu hồi nhiệm vụ|bãi bỏ|dừng|dừng thực hiện|"
    "xóa|xóa bỏ|xóa nhiệm vụ|"
    "dừng nhiệm vụ|chuyển cơ quan khác|chuyển đơn vị khác|chuyển cơ quan khác xử lý|chuyển đơn vị khác xử lý|"
    "chuyển cơ quan khác thực hiện|chuyển đơn vị khác thực hiện|đưa ra khỏi danh mục|đưa ra khỏi danh mục nhiệm vụ|"
    "đưa ra khỏi danh sách|loại khỏi danh mục|rút khỏi danh mục"
)

_BEGINNINGS: Mapping[Claim, tuple[str, ...]] = {
    _DONE: (
        "đã hoàn thành|đã kết thúc|hoàn tất|đã hoàn tất|xử lý xong|thực hiện xong|giải quyết xong",
        "đã xử lý xong|đã thực hiện xong|đã giải quyết xong|đã làm xong",
    ),
    _UNFINISHED: (
        "chưa hoàn thành|chưa thực hiện|chưa xử lý|đang thực hiện|đang xử lý|đang triển khai|chờ duyệt|chưa đến hạn",
        "sắp đến hạn|hoàn thành một phần|đã hoàn thành một phần",
        (
            "mở lại|đã mở lại|trả lại|bị trả lại|đã trả lại|yêu cầu làm lại|yêu cầu thực hiện lại|làm lại|"
            "thực hiện lại|không đạt|không đạt yêu cầu"
        ),
    ),
    _OVERDUE: ("quá hạn chưa hoàn thành|quá hạn chưa xử lý|quá hạn chưa thực hiện|trễ hạn chưa hoàn thành",),
    _NOT_YET_LATE: (
        "còn hạn|còn thời hạn|trong hạn|trong thời hạn|đang trong hạn|đang còn hạn|chưa quá hạn|chưa trễ hạn",
    ),
    _PAST_DUE: ("quá hạn|trễ hạn|đã quá hạn|chậm tiến độ|không hoàn thành đúng hạn", _NOT_BEFORE),
    _IN_TIME: ("đúng hạn|trước hạn|đúng tiến độ|vượt tiến độ", _NOT_AFTER),
    _SUSPENDED: ("tạm dừng|tạm hoãn|tạm đình chỉ|tạm ngừng|đã tạm dừng",),
}
"""Phrases that more words may follow."""

_WHOLE: Mapping[Claim, tuple[str, ...]] = {
    _DONE: (
        "hoàn thành|kết thúc|xong|đã xong",
        "đã thực hiện|đã xử lý|đã giải quyết|đã báo cáo|đã báo cáo kết quả|đã trình|đã ban hành|đã phát hành|đã nộp",
        "đã tham mưu|đã trả lời",
        "completed|complete|done|finished|closed|resolved",
    ),
    _ON_TIME: (
        "hoàn thành đh|hoàn thành đ/h|đã hoàn thành đh|đã hoàn thành đ/h",
        "completed on time|done on time|finished on time|completed early",
    ),
    _LATE: (
        "hoàn thành qh|hoàn thành q/h|đã hoàn thành qh|đã hoàn thành q/h",
        "hoàn thành chậm|completed late|done late|finished late",
    ),
    _UNFINISHED: (
        _NEW,
        "tiếp tục thực hiện|đến hạn|in progress|pending|not started",
        "to do|todo|doing|ongoing|not completed|incomplete|reopened",
    ),
    _PAST_DUE: ("qh|q/h|chậm|trễ|muộn|overdue|late|delayed|past due|not on time",),
    _IN_TIME: ("đh|đ/h|on time|on track|not late|not overdue",),
    _WITHDRAWN: (
        "không thực hiện|không phải thực hiện|không tiếp tục thực hiện|không tính|không theo dõi|không thống kê",
        "không tính vào báo cáo|không đưa vào báo cáo|không tiếp tục theo dõi",
        "cancelled|canceled|deleted|withdrawn|transferred|removed",
    ),
    _SUSPENDED: ("hoãn|on hold|paused|suspended",),
}
"""Phrases that are a claim only alone: "hoàn thành trước 30/6" is a plan, "rút kinh nghiệm" free text."""


def _key(phrase: str) -> str:
    return " ".join(words(phrase))


def _each(phrases: Mapping[Claim, tuple[str, ...]]) -> Iterator[tuple[str, Claim]]:
    for meaning, groups in phrases.items():
        for group in groups:
            yield from ((_key(phrase), meaning) for phrase in group.split("|"))


def _with_lateness() -> Iterator[tuple[str, Claim]]:
    """Each verb with each word of lateness: "đã xử lý đúng hạn", "chưa hoàn thành quá hạn"."""
    for doing in _DOING.split("|"):
        leads = ("", "đã") if doing == "hoàn thành" else ("đã",)  # "thực hiện đúng tiến độ" may be still under way
        for said, meaning in (
            (_BEFORE, _ON_TIME),
            (_NOT_AFTER, _ON_TIME),
            (_AFTER, _LATE),
            (f"{_NOT_BEFORE}|chưa đúng hạn", _LATE),
        ):
            yield from ((_key(f"{lead} {doing} {when}"), meaning) for when in said.split("|") for lead in leads)
        for lead in ("chưa", "đang"):
            yield from ((_key(f"{lead} {doing} {when}"), _OVERDUE) for when in ("quá hạn", "đã quá hạn", "trễ hạn"))


_LEADING = {**dict(_each(_BEGINNINGS)), **dict(_with_lateness()), _key("đã hoàn thành chậm"): _LATE}
_STOPS = {_key(f"{lead} {phrase}"): _WITHDRAWN for phrase in _STOPPED.split("|") for lead in ("", "đã")}
_WHOLLY = {**dict(_each(_WHOLE)), **_STOPS}
_GIVEN = frozenset(map(_key, _NEW.split("|")))
_LONGEST = max(len(phrase.split()) for phrase in _LEADING)
