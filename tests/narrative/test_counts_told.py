"""Whatever the counts, a reader of the sentences can tell every one of them, and no sentence is clumsy."""

import datetime as dt
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from taskstats import Period, Rules, Tally, Task, UndatedPolicy, compose
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.profile import Profile, Wording

MAY, CUT_OFF = Period.month(2021, 5), dt.date(2021, 5, 20)
PROFILE = Profile(agency_table=False, wording=Wording(assigners="A", agencies="B"))
COUNTS = st.tuples(*[st.sampled_from([0, 0, 1, 2, 12])] * 4)
STATES = (("18/5", "17/5"), ("18/5", "19/5"), ("25/5", None), ("19/5", None))
"""On time, late, pending, overdue: due and completed."""


def day(text: str) -> dt.date:
    number, month = map(int, text.split("/"))
    return dt.date(2021, month, number)


def tasks(counts: tuple[int, ...], name: str, assigned_on: dt.date) -> list[Task]:
    return [
        Task(
            id=f"{name}-{state}-{number}",
            assigned_on=assigned_on,
            due_on=day(due),
            completed_on=day(completed) if completed else None,
        )
        for state, (count, (due, completed)) in enumerate(zip(counts, STATES, strict=True))
        for number in range(count)
    ]


def read(text: str, total: int) -> tuple[int, int, int]:
    """The completed, those of them on time, and the pending that a sentence tells of so many tasks."""

    def number(pattern: str, otherwise: int) -> int:
        found = re.search(pattern, text)
        return int(found[1]) if found else otherwise

    every = re.search(r"đều (đã )?hoàn thành|(: |, )đã hoàn thành(?! \d)", text)
    completed = number(r"đã hoàn thành (\d+) nhiệm vụ", total if every else 0)
    unfinished = total - completed
    assert number(r"còn (\d+) nhiệm vụ chưa hoàn thành", unfinished) == unfinished
    on_time = number(r"(\d+) nhiệm vụ đúng hạn", completed if "đúng hạn" in text else 0)
    assert number(r"(\d+) nhiệm vụ quá hạn", completed - on_time) == completed - on_time
    pending = number(r"(\d+) nhiệm vụ còn thời hạn", unfinished if "còn trong thời hạn" in text else 0)
    assert number(r"(\d+) nhiệm vụ quá thời hạn", unfinished - pending) == unfinished - pending
    return completed, on_time, pending


@settings(max_examples=150, deadline=None)
@given(year=COUNTS, earlier=COUNTS, undated=st.sampled_from([0, 1, 3]), apart=st.booleans())
def test_every_count_is_told(year: tuple[int, ...], earlier: tuple[int, ...], undated: int, *, apart: bool) -> None:
    list_ = tasks(year, "y", day("4/5")) + tasks(earlier, "e", dt.date(2020, 12, 1))
    list_ += [Task(id=f"u-{number}", assigned_on=day("4/5")) for number in range(undated * apart)]
    rules = Rules(undated=UndatedPolicy.APART if apart else UndatedPolicy.COUNTED)
    report = compose(list_, period=MAY, as_of=CUT_OFF, rules=rules)
    _, _, period, cumulative, *rest = (block.text for block in narrate(report, PROFILE).body)
    told = [(cumulative, report.cumulative.dated)] + [(text, report.carried) for text in rest[:1]]
    for text, tally in told:
        if tally.total:
            said = text.partition("Riêng nhiệm vụ có thời hạn")[2] or text.partition(" nhiệm vụ")[2]
            completed, on_time, pending = read(said.partition(" (nhiệm vụ")[0], tally.total)
            assert (completed, pending) == (tally.completed, tally.pending)
            assert text is not cumulative or on_time == tally.on_time
            assert f"{tally.total:02d} nhiệm vụ" in text
    assert_due(period, report.due)
    for text in (period, cumulative, *rest):
        assert not re.search(r"\b00 |cả 01 |  |trong trong|,,|[,;] ?\.|: \.|\bnone\b", text), text


def assert_due(text: str, due: Tally) -> None:
    """The counts of the tasks due are told, or that all stand alike."""
    said = text.partition(f"Có {due.total:02d} nhiệm vụ giao có thời hạn")[2]
    assert bool(said) == bool(due.total)
    for count, state in (
        (due.on_time, "hoàn thành đúng hạn"),
        (due.late, "hoàn thành quá hạn"),
        (due.unfinished, "chưa hoàn thành"),
    ):
        if count and count < due.total:
            assert f"{count:02d} nhiệm vụ {state}" in said
        elif count:
            assert f"{state}" in said.partition("(nhiệm vụ")[0]
        elif due.total not in (due.on_time, due.late, due.unfinished):
            assert f"không có nhiệm vụ {state}" in said
