"""What stands below the last task of a list: signatures, a legend, a small table of sums. None is a task."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.agency_words import is_group
from taskstats_adapters.intake.cells.clean import CleanRow, has_own, text_of
from taskstats_adapters.intake.cells.headings import UNITS
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.problems import Problem, Reason
from taskstats_adapters.office.fields import DAYS, recognised
from taskstats_adapters.vietnamese.text import fold


@attrs.frozen
class Rejected:
    """A row that is no task as it stands: its number, and its problems, from `first` to `last` of all.

    `task`: it may be one with a mistake. `alone`: it has nothing but a day.
    """

    number: int
    first: int
    last: int
    task: bool
    alone: bool


class Foot:
    """The rows since the last task, until the next one or the end of the list shows what they are."""

    def __init__(self, header: Header, agencies: Agencies) -> None:
        self._header, self._agencies = header, agencies
        self._rejected: list[Rejected] = []
        self._begun = self._known = False
        self.open = False

    def close(self) -> None:
        """A task follows: the rows above it stay rejected."""
        self._rejected.clear()
        self._begun = self._known = self.open = False

    def pass_over(self, row: CleanRow, reason: Reason) -> None:
        """A row is ignored: the foot may begin with it."""
        self._begun = self.open = True
        self._known = self._known or reason is Reason.TOTAL or self._signs(row)

    def may_be_task(self, row: CleanRow) -> bool:
        """Whether a row without a day of assignment says anything that only a task has."""
        if self._says_so(row):
            return True
        if self._signs(row):
            self._begun = self._known = True
        return False

    def _says_so(self, row: CleanRow) -> bool:
        columns = self._header.columns

        def text(field: str) -> str:
            column = columns.get(field, len(row))
            return text_of(row[column]) if column < len(row) and has_own(row[column]) else ""

        if any(isinstance(cell, BadCell) and has_own(cell) for cell in row):
            return True
        if any(_looks_like_day(text(field)) for field in columns if field in DAYS):
            return True
        if any(map(str.isdigit, name := text("id"))) or (name and " " not in name):
            return True
        title, agency = text("title"), text("agency")
        named = bool(self._agencies.named_in(agency)) or is_group(agency) or self._agencies.has_met(agency)
        if any(map(str.isdigit, text("row_number"))):
            return _is_text(title or ("" if "title" in columns else agency)) and not self._agencies.named_in(title)
        return named and ("title" not in columns or _is_text(title))

    def reject(self, row: Rejected) -> None:
        """A row is rejected for what it lacks: that is settled when a task follows, or nothing does."""
        self.open = True
        self._rejected.append(attrs.evolve(row, task=row.task or not (self._begun or row.alone)))

    def settle(self, problems: list[Problem]) -> Sequence[int]:
        """The list ends: which of its last rows are no tasks after all. Their problems are removed.

        A day alone is that of a signature only where someone signs.
        """
        foot = [row for row in self._rejected if not row.task and (self._known or not row.alone)]
        self._rejected.clear()
        for row in reversed(foot):
            del problems[row.first : row.last]
        return [row.number for row in foot]

    @property
    def doubtful(self) -> bool:
        """Whether nothing in the foot says for certain that it is one."""
        return not self._known

    def _signs(self, row: CleanRow) -> bool:
        """Whether a row can only be below a list: who signs, the head of a small table."""
        if any(has_own(cell) and _signed(text_of(cell)) for cell in row):
            return True
        column = self._header.columns.get("row_number", len(row))
        numbers = column < len(row) and fold(text_of(row[column])) == fold(self._header.texts[column])
        return numbers or recognised(row) >= 2


_SIGNED = re.compile(
    r"(?:người lập|lập biểu|kế toán|thủ trưởng|(?:phó )?(?:chánh văn phòng|chủ tịch|giám đốc|trưởng (?:ban|phòng))|"
    r"(?:KT|TL|TUQ|TM|Q)\. ?\w|\(?(?:đã ký|ký tên|ký, )|xác nhận|nơi nhận|ghi chú|chú thích|chú giải|ký hiệu|lưu ý)|"
    r"(?:[^\d:;,]{0,40}, ?)?ngày (?:\d{1,2}|[.… ]{1,20})? ?tháng ",
    re.IGNORECASE,
)
"""Who signs, where and when, and the key to the marks of a list."""
_SHORT = 80
_COUNT = re.compile(rf"(?:[^\d:]{{1,40}}: ?)?\d{{1,4}}(?:[.,]\d+)?(?:%| ?(?:{UNITS}))?", re.IGNORECASE)
"""As in a table of sums; a day that is written as a number has five digits."""


def _looks_like_day(text: str) -> bool:
    """Whether a text may be meant as a day: it has digits, is no count, and not the place and day of a signature."""
    return any(map(str.isdigit, text)) and not _COUNT.fullmatch(text) and not _signed(text)


def _signed(text: str) -> bool:
    return len(text) <= _SHORT and _SIGNED.match(text) is not None


def _is_text(text: str) -> bool:
    return bool(text) and not _COUNT.fullmatch(text)
