"""A header of several rows as one: "Đã hoàn thành" over "Đúng hạn" and "Quá hạn" are two columns with both words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from taskstats_adapters.vietnamese.text import fold, words

Line = Sequence[str]
"""The texts of a row; empty where a cell is blank or merged with the one above."""

MOST_ROWS = 4
LONGEST = 80
"""The most characters of a header's cell below another one."""


def as_numbered(rows: Sequence[int], first_row: int) -> range | None:
    """The rows of a header, counted from the top of a sheet, by the profile's numbers; None where it has none."""
    return range(rows[0] - first_row, rows[1] - first_row + 1) if rows else None


def composed(lines: Sequence[Line]) -> tuple[tuple[str, ...], ...]:
    """The words of each column from the top row down; a cell is over the blank ones to its right."""
    width = max(map(len, lines), default=0)
    paths: list[tuple[str, ...]] = [()] * width
    for line in lines:
        above = paths.copy()
        for column, (text, over) in enumerate(zip(line, _over(above), strict=False)):
            if text:
                paths[column] = (*(above[over] if line[over] else ()), text)  # the first part is below the cell itself
    return tuple(paths)


def is_part(above: Sequence[Line], line: Line) -> bool:
    """Whether a row only names parts of the cells above that are wider than one column, at least two of each."""
    paths = [*composed(above), *[()] * len(line)]
    filled = [column for column, text in enumerate(line) if text]
    over = _over(paths)
    parents = Counter(over[column] for column in filled)
    several = all(paths[column] and line[column] and parts > 1 for column, parts in parents.items())
    return bool(filled) and several and all(_may_name(line[column]) for column in filled)


def named_by(path: Sequence[str]) -> Iterator[str]:
    """What a column may be known by, the likeliest first: its own words, then those above them too."""
    if path:
        yield path[-1]
    for first in range(len(path) - 2, -1, -1):
        yield " ".join(path[first:])


def part_of_time(path: Sequence[str]) -> str | None:
    """The field of "Theo kế hoạch" or "Thực tế" below a cell about time or completion: the due date, or that day."""
    if len(path) > 1 and any(_OF_TIME.search(" ".join(words(text))) for text in path[:-1]):
        return _PARTS.get(fold(path[-1]))
    return None


def _over(paths: Sequence[Sequence[str]]) -> Sequence[int]:
    """For each column that of the cell over it: its own, or the nearest to the left that has words."""
    return tuple(accumulate(range(len(paths)), lambda left, column: column if paths[column] else left, initial=0))[1:]


def _may_name(text: str) -> bool:
    return len(text) <= LONGEST and not _DAY.search(text) and any(map(str.isalpha, text))


_DAY = re.compile(r"\d[/.-]\d|\d{5}")
_OF_TIME = re.compile(r"\b(?:thoi gian|thoi han|ngay|han|hoan thanh|tien do|thuc hien)\b")
_PARTS = {
    fold(part): field
    for field, parts in {
        "assigned_on": "giao|được giao",
        "due_on": (
            "theo kế hoạch|kế hoạch|theo yêu cầu|yêu cầu|dự kiến|theo văn bản|theo quy định|quy định|"
            "phải hoàn thành|hạn|thời hạn"
        ),
        "completed_on": "thực tế|thực tế hoàn thành",
    }.items()
    for part in parts.split("|")
}
