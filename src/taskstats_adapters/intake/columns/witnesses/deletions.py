"""Columns that mark deleted records, such as "Đã xóa" or is_deleted: programs keep those, and they are no tasks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

import attrs

from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.clean import clean_cell
from taskstats_adapters.intake.cells.in_words.marks import is_mark
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.columns.proposals import pass_over
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.vietnamese.text import fold

_HEADERS = frozenset(
    ("deleted", "isdeleted", "softdeleted", "istrashed", "trashed", "xoa", "daxoa", "bixoa", "daxoabo")
)


def deletion_columns(header: Header, passed_over: Collection[str]) -> Sequence[int]:
    """The columns that are no field and mark deleted records, but for those that a profile passes over (folded)."""
    return [
        column for column, text in header.free.items() if (key := fold(text)) in _HEADERS and key not in passed_over
    ]


@attrs.define
class Deletions:
    """The rows that such columns mark, by column: how many, and the first."""

    header: Header
    columns: Sequence[int]
    known: Sequence[str] = ()
    """The headers that the profile passes over."""
    _marked: dict[int, tuple[int, int]] = attrs.field(factory=dict, init=False)

    def __bool__(self) -> bool:
        return bool(self.columns)

    def has(self, row: Row, number: int) -> bool:
        """Whether a row is marked: true, 1, x."""
        column = next((at for at in self.columns if at < len(row) and is_mark(clean_cell(row[at]))), None)
        if column is None:
            return False
        first, count = self._marked.get(column, (number, 0))
        self._marked[column] = first, count + 1
        return True

    def warnings(self, place: Callable[[int, int | None], str]) -> Iterator[Problem]:
        """That rows do not count, for each column at the first of them."""
        for column, (first, count) in self._marked.items():
            cure = pass_over(self.known, self.header.texts[column])
            message = f"từ dòng này có {count} dòng được đánh dấu là đã xóa, không tính; nếu vẫn tính, {cure}"
            yield Problem(code="W-DELETED", place=place(first, column), message=message)
