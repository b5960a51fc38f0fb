"""Lists that are named as a form, a draft, a backup or a copy, beside others: "Mẫu", "Backup", "Copy of Tháng 5"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from taskstats import Task
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.vietnamese.text import brief, clean

_SAMPLES = r"mẫu|(?:bản|file|tệp|dòng|dữ liệu) mẫu|mẫu nhập(?: liệu)?|ví dụ|template"
_DRAFTS = r"(?:example|sample|demo|test|nháp|bản nháp|draft|thử|dùng thử)(?: ?\d{1,2})?"
_SPARE = re.compile(
    rf"{_SAMPLES}|{_DRAFTS}"
    r"|(?:.*\b)?(?:backup|back up|bak|sao lưu|bản dự phòng)(?:\b.*)?"
    r"|(?:.*\b)?(?:bản|file|tệp|danh sách|dữ liệu|số liệu) cũ(?:\b.*)?|.* [(-] ?cũ\)?|.* [(-] ?old\)?|old"
    r"|(?:copy|bản sao)(?: của| of)? .*|(?:copy|bản sao)|.* [(-] ?(?:copy|bản sao)\)?(?: ?\(\d{1,2}\))?",
    re.IGNORECASE,
)
"""Not "Biểu mẫu", "Mẫu số 01", which are the names of real lists."""
_NUMBERED = re.compile(r"(?P<name>.*\S) ?\(\d{1,2}\)")
"""What Excel calls a copy: "Tháng 5 (2)"."""
_LONGEST = 100


@attrs.define
class SpareLists:
    """The lists that were read, by name, and how many tasks each of the doubtful ones has."""

    _names: set[str] = attrs.field(factory=set)
    _seen: list[tuple[str, str, int]] = attrs.field(factory=list)
    _lists: int = 0

    def watch(self, tasks: Iterable[Task], name: str, place: str) -> Iterable[Task]:
        """The tasks of a list, counted where its name gives rise to doubt. `place` is that of its header."""
        name = clean(name.replace("_", " - "))
        self._lists += 1
        self._names.add(name.lower())
        doubtful = len(name) <= _LONGEST and (_SPARE.fullmatch(name) or _NUMBERED.fullmatch(name))
        return self._counted(tasks, name, place) if doubtful else tasks

    def _counted(self, tasks: Iterable[Task], name: str, place: str) -> Iterator[Task]:
        count = 0
        for task in tasks:
            count += 1
            yield task
        if count:
            self._seen.append((name, place, count))

    def problems(self) -> Iterator[Problem]:
        """Each such list, where there are others."""
        seen = [one for one in self._seen if _SPARE.fullmatch(one[0]) or self._is_copy(one[0])]
        if len(seen) == self._lists:
            return
        for name, place, count in seen:
            message = (
                f'tên "{brief(name)}" là của bản mẫu, bản nháp hoặc bản sao, đang tính {count} nhiệm vụ trong đó; '
                "nếu không tính, hãy xóa hoặc ẩn trang tính (bỏ tệp) đó; nếu tính, hãy đổi tên"
            )
            yield Problem(code="W-SPARE", place=place, message=message)

    def _is_copy(self, name: str) -> bool:
        numbered = _NUMBERED.fullmatch(name)
        return numbered is not None and numbered["name"].lower() in self._names
