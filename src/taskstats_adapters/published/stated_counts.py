"""The counts that a report states of a cohort, which need not be all, and those that follow from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

import attrs

from taskstats import Tally
from taskstats.tallies import PARTS, STORED


@attrs.frozen(kw_only=True)
class Counts:
    """The parts of a cohort that are stated. Raises ValueError for a part whose change is printed and nobody knows."""

    PRINTED: ClassVar[tuple[str, ...]] = ("total",)
    """The parts whose change the next report prints."""
    SETTLED: ClassVar[Mapping[str, int]] = {}
    """The parts that need not be stated."""

    total: int | None = None
    completed: int | None = None
    on_time: int | None = None
    late: int | None = None
    unfinished: int | None = None
    pending: int | None = None
    overdue: int | None = None
    undated_completed: int | None = None
    undated_unfinished: int | None = None
    withdrawn: int | None = None
    left_out: int | None = None

    def __attrs_post_init__(self) -> None:
        known = self.known
        if missing := [part for part in self.PRINTED if part not in known]:
            raise ValueError(f"thiếu {', '.join(missing)}, cần để tính mức tăng, giảm")

    @property
    def stated(self) -> dict[str, int]:
        """The parts that are stated, by name."""
        return {part: count for part in PARTS if (count := getattr(self, part)) is not None}

    @property
    def known(self) -> dict[str, int]:
        """The parts that are stated, and those that follow from them."""
        return with_what_follows({**self.SETTLED, **self.stated})

    @property
    def tally(self) -> Tally:
        """The states known. What is not split any further stands in the last state that nobody knows."""
        known = self.known
        for unknown in ("late", "overdue", "on_time", "pending"):
            known = with_what_follows({unknown: 0, **known})
        return Tally(**{part: known.get(part, 0) for part in STORED})


@attrs.frozen(kw_only=True)
class DueCounts(Counts):
    """Of the tasks due in a period that has ended. None is pending then (identity 4): the unfinished are overdue."""

    PRINTED = ("late", "unfinished")
    SETTLED: ClassVar[Mapping[str, int]] = {"pending": 0}


@attrs.frozen(kw_only=True)
class CumulativeCounts(Counts):
    """Of the tasks assigned from the start of the year, `since`."""

    since: dt.date


_SUMS = {"total": ("completed", "unfinished"), "completed": ("on_time", "late"), "unfinished": ("pending", "overdue")}


def with_what_follows(known: Mapping[str, int]) -> dict[str, int]:
    """The counts known and those that follow: two of a sum and its two parts give the third.

    A contradiction stays one: no count that is known is changed, and none that follows is below 0.
    """
    found = dict(known)
    for _ in _SUMS:  # what follows from one sum may settle another
        for whole, (one, other) in _SUMS.items():
            if one in found and other in found:
                found.setdefault(whole, found[one] + found[other])
            for part, rest in ((one, other), (other, one)):
                if whole in found and (part in found or not found[whole]):
                    found.setdefault(rest, max(0, found[whole] - found.get(part, 0)))
    return found
