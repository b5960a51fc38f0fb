"""Counts that are not stated follow from the others or are asked for; nobody's count is taken as 0."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats import Tally
from taskstats.tallies import PARTS
from taskstats_adapters.published.stated_counts import Counts, DueCounts, with_what_follows

counts = st.integers(0, 5)
ended = st.builds(Tally, on_time=counts, late=counts, overdue=counts)
"""Tallies of a period that has ended: nothing is pending."""
parts = st.sets(st.sampled_from(["total", "completed", "on_time", "late", "unfinished", "pending", "overdue"]))


def test_any_part_may_be_stated() -> None:
    assert {field.name for field in attrs.fields(Counts)} == set(PARTS)


@given(ended, parts)
def test_what_is_stated_of_the_tasks_due_gives_the_printed_figures_or_is_refused(
    tally: Tally, stated: set[str]
) -> None:
    try:
        read = DueCounts(**{part: getattr(tally, part) for part in stated}).tally
    except ValueError:
        assert not {"late", "unfinished"} <= stated
    else:
        assert (read.late, read.unfinished, read.overdue) == (tally.late, tally.unfinished, tally.overdue)
        assert [getattr(read, part) for part in stated] == [getattr(tally, part) for part in stated]


@given(st.builds(Tally, on_time=counts, late=counts, pending=counts, overdue=counts), parts)
def test_a_total_is_stated_or_follows(tally: Tally, stated: set[str]) -> None:
    try:
        read = Counts(**{part: getattr(tally, part) for part in stated}).tally
    except ValueError:
        assert "total" not in stated
    else:
        assert [getattr(read, part) for part in stated | {"total"}] == [
            getattr(tally, part) for part in stated | {"total"}
        ]


@given(ended, parts, st.sampled_from(["total", "completed", "unfinished"]), st.integers(1, 3))
def test_a_wrong_sum_never_passes_for_the_parts_stated(tally: Tally, stated: set[str], part: str, more: int) -> None:
    said = {name: getattr(tally, name) for name in {"on_time", "late", "overdue"} | stated}
    said[part] = getattr(tally, part) + more
    assert getattr(DueCounts(**said).tally, part) != said[part]


@pytest.mark.parametrize(
    ("known", "follows"),
    [
        ({"total": 9, "unfinished": 2, "late": 3}, {"completed": 7, "on_time": 4}),
        ({"completed": 7, "on_time": 4, "overdue": 2, "pending": 0}, {"late": 3, "unfinished": 2, "total": 9}),
        ({"total": 0}, dict.fromkeys(("completed", "unfinished", "on_time", "late", "pending", "overdue"), 0)),
        ({"total": 9}, {}),
    ],
)
def test_what_follows(known: dict[str, int], follows: dict[str, int]) -> None:
    assert with_what_follows(known) == known | follows
