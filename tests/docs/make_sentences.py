"""Makes docs/reference/sentences.md from the code: python -m tests.docs.make_sentences."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from taskstats import (
    Calendar,
    Checks,
    ExtensionPolicy,
    Finding,
    NotRead,
    Period,
    Receipt,
    Rules,
    Task,
    UndatedPolicy,
    compose,
)
from taskstats_adapters.narrative.names import attribute, compared_with, full_name, short_name
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.profile import Profile, Wording

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "sentences.md"

INTRODUCTION = """\
# Sentences

Every sentence of a report, for no task, one, several, and all of them. [Wording](wording.md) has the rules behind
them. This page is printed by the code, with `python -m tests.docs.make_sentences`; a test compares the two.
`A` assigns and `B` is assigned, as `[wording]` says.
"""

PROFILE = Profile(agency_table=False, wording=Wording(assigners="A", agencies="B", opening="Mở đầu."))
MAY = Period.month(2021, 5)
CUT_OFF = dt.date(2021, 5, 20)
NOT_READ = (("Hướng dẫn", "không phải danh sách nhiệm vụ"), ("Cũ", "trang tính ẩn"))
APART = Rules(undated=UndatedPolicy.APART)
LEFT_OUT = Rules(undated=UndatedPolicy.LEFT_OUT)

Case = tuple[str, str]
"""The counts, and the sentence that is printed for them."""


def page() -> str:
    """The text of the page."""
    return INTRODUCTION + "".join(_section(title, cases()) for title, cases in SECTIONS.items())


def _section(title: str, cases: Iterable[Case]) -> str:
    rows = "".join(f"| {counts} | {text} |\n" for counts, text in cases)
    return f"\n## {title}\n\n| counts | printed |\n|---|---|\n{rows}"


def day(text: str, year: int = 2021) -> dt.date:
    """A day written as day/month."""
    number, month = map(int, text.split("/"))
    return dt.date(year, month, number)


def tasks(on_time: int = 0, late: int = 0, pending: int = 0, overdue: int = 0, **fields: Any) -> list[Task]:
    """So many tasks in each state at the cut-off, due in May."""
    states = (
        [{"due_on": day("18/5"), "completed_on": day("17/5")}] * on_time
        + [{"due_on": day("18/5"), "completed_on": day("19/5")}] * late
        + [{"due_on": day("25/5")}] * pending
        + [{"due_on": day("19/5")}] * overdue
    )
    common = {"assigned_on": day("4/5"), "agency": "Sở Y tế"}
    return [Task(**{"id": f"{next(NUMBERS)}", **common, **state, **fields}) for state in states]


NUMBERS = itertools.count()


def said(*found: Task, profile: Profile = PROFILE, **how: Any) -> list[str]:
    """The paragraphs of a report of May."""
    report = compose(found, **{"period": MAY, "as_of": CUT_OFF, **how})
    texts = [block.text for block in narrate(report, profile).body]
    return [*texts[2:-1], texts[-1].removesuffix("/.")]  # without the mark that ends the report


def counted(counts: Mapping[str, int]) -> str:
    """What the row of a table says of its counts."""
    return ", ".join(f"{state.replace('_', ' ')} {count}" for state, count in counts.items()) or "0"


def assigned() -> Iterator[Case]:
    """The tasks assigned in the period, with their change."""
    before = tasks(3, assigned_on=day("6/4"), due_on=day("20/4"), completed_on=day("16/4"))
    for number in (0, 1, 18):
        yield str(number), said(*tasks(number))[0].split(". ")[0] + "."
    for number, name in ((0, "0, 3 before"), (3, "3, as many before"), (18, "18, 3 before")):
        yield name, said(*tasks(number), *before)[0].split(". ")[0] + "."


STATES: Sequence[Mapping[str, int]] = (
    {},
    *({state: number} for number in (1, 18) for state in ("on_time", "late", "pending", "overdue")),
    {"on_time": 10, "late": 8},
    {"on_time": 10, "pending": 8},
    {"on_time": 10, "overdue": 1},
    {"late": 1, "pending": 9},
    {"pending": 10, "overdue": 8},
    {"on_time": 10, "late": 4, "pending": 3, "overdue": 1},
)


def due() -> Iterator[Case]:
    """The tasks due in the period."""
    for counts in STATES:
        yield counted(counts), said(*tasks(**counts))[0].partition(". ")[2]
    before = [Task(id=f"{next(NUMBERS)}", assigned_on=day("6/4"), due_on=day("20/4")) for _ in range(2)]
    before += tasks(late=2, assigned_on=day("6/4"), due_on=day("20/4"), completed_on=day("26/4"))
    for counts in ({"on_time": 18}, {"late": 2}, {"on_time": 10, "late": 8}, {"on_time": 10, "late": 2, "overdue": 6}):
        text = said(*tasks(**counts), *before, as_of=MAY.last)[0].partition(". ")[2]
        yield f"{counted(counts)}; before: late 2, overdue 2", text


def cumulative() -> Iterator[Case]:
    """The year so far."""
    for counts in STATES:
        yield counted(counts), said(*tasks(**counts))[1]


def apart() -> Iterator[Case]:
    """The year so far, where undated tasks are counted apart."""

    def undated(done: int, still: int) -> list[Task]:
        return tasks(done, due_on=None) + tasks(still, due_on=None, completed_on=None)

    for name, done, still in (
        ("unfinished 1", 0, 1),
        ("completed 18", 18, 0),
        ("completed 10, unfinished 8", 10, 8),
    ):
        yield f"undated: {name}", said(*undated(done, still), rules=APART)[1]
    both = undated(1, 1)
    for counts in ({"on_time": 1}, {"pending": 1}, {"on_time": 10, "late": 4, "pending": 3, "overdue": 1}):
        yield f"undated: completed 1, unfinished 1; {counted(counts)}", said(*both, *tasks(**counts), rules=APART)[1]


def carried() -> Iterator[Case]:
    """What was carried over."""
    for counts in STATES[1:]:
        yield counted(counts), said(*tasks(**counts, assigned_on=dt.date(2020, 12, 1)))[2]


def conventions() -> Iterator[Case]:
    """Rules that are not the usual ones, and what the totals leave out."""
    one = tasks(1)
    for name, rules in (
        ("`grace_days = 3`", Rules(grace_days=3)),
        ("`day_running = true`", Rules(day_running=True)),
        ('`extensions = "in-time"`', Rules(extensions=ExtensionPolicy.IN_TIME)),
        ('`extensions = "ignored"`', Rules(extensions=ExtensionPolicy.IGNORED)),
        ('`undated = "left-out"`, none', LEFT_OUT),
        ("the first and the last", attrs.evolve(LEFT_OUT, grace_days=3)),
    ):
        yield name, said(*one, rules=rules)[-1]
    withdrawn = tasks(3, completed_on=None, withdrawn_on=day("7/5"))
    yield "withdrawn 3", said(*one, *withdrawn)[-1]
    yield "withdrawn 3, undated left out 1", said(*one, *withdrawn, *tasks(1, due_on=None), rules=LEFT_OUT)[-1]
    earlier = [attrs.evolve(task, assigned_on=dt.date(2020, 12, 1)) for task in withdrawn]
    yield "carried over, withdrawn 3", said(*one, *earlier)[-1]
    yield "rows rejected 3", said(*one, receipt=Receipt(rows=9, accepted=1, rejected=3, ignored=5))[-1]
    parts = tuple(NotRead(name=name, reason=reason) for name, reason in NOT_READ)
    for name, found in (("1", parts[:1]), ("2", parts[:2]), ("many", parts * 3)):
        yield f"parts not read {name}", said(*one, receipt=Receipt(rows=9, accepted=9, not_read=found))[-1]


def findings() -> Iterator[Case]:
    """The findings handed in."""
    recalled = attrs.evolve(PROFILE, wording=attrs.evolve(PROFILE.wording, procedure="Theo quy chế …."))
    one, two = Finding(agency="Sở Y tế"), Finding(agency="Sở Nội vụ")
    for name, found in (
        ("0", ()),
        ("1 agency, 1 document", (one,)),
        ("1 agency, 2 documents", (one, one)),
        ("2 agencies", (one, two, one)),
    ):
        yield name, said(*tasks(1), findings=found)[-1]
        yield f"{name}, with `procedure`", said(*tasks(1), findings=found, profile=recalled)[-1]


def checks() -> Iterator[Case]:
    """The process checks."""
    earlier = tasks(overdue=1, assigned_on=dt.date(2020, 12, 1))
    silent = tasks(overdue=2, assigned_on=day("3/3"))
    for name, found in (
        ("0", []),
        ("1", silent[:1]),
        ("1 carried over", earlier),
        ("3, 1 of them carried over", silent + earlier),
    ):
        yield f"`silent_days = 30`: {name}", said(*found, checks=Checks(silent_days=30))[-1]
    for number in (0, 1, 18):
        text = said(*tasks(number), checks=Checks(no_result_document=True))[-1]
        yield f"`no_result_document`: {number}", text
        recorded = tasks(number, completed_on=day("5/5"), recorded_on=day("17/5"))
        text = said(*recorded, checks=Checks(recorded_after_days=5))[-1]
        yield f"`recorded_after_days = 5`: {number}", text


def appendices() -> Iterator[Case]:
    """Where the text names the appendices."""
    found = [*tasks(late=1, overdue=1), *tasks(overdue=1, assigned_on=dt.date(2020, 12, 1))]
    for some in (found[:1], found):
        for appendix in narrate(compose(some, period=MAY, as_of=CUT_OFF), PROFILE).appendices:
            yield f"appendices: {len(some)}", f"{appendix.label}, {appendix.title}".replace("\n", " ")
    yield "below each title", narrate(compose(found, period=MAY, as_of=CUT_OFF), PROFILE).appendices[0].reference
    for text in said(*found)[:3]:
        yield "the reference", text[text.rindex("(") :]
    yield "the agencies' figures", said(*found, profile=attrs.evolve(PROFILE, agency_table=True))[-1]


def periods() -> Iterator[Case]:
    """The names of periods."""
    for text in ("2021-01", "2021-05", "2021-Q2", "2021-H1", "2021-9M", "2021", "2021-05-03..2021-05-20"):
        period = Period.parse(text)
        against = period.same_last_year() if text.endswith("9M") else period.previous()
        compared = compared_with(period, compose((), period=against).now)
        yield f"`{text}`: in a sentence", f"Trong {full_name(period)}, … trong {short_name(period)} … so với {compared}"
        yield f"`{text}`: after a noun", f"nhiệm vụ {attribute(period)}"
    decree = Period.month(2021, 5, calendar=Calendar.DECREE_09)
    yield '`2021-05`, `calendar = "decree-09"`', f"Trong {full_name(decree)}"
    last_year = compose((), period=MAY.same_last_year()).now
    yield "`2021-05`, `--against-last-year`", f"so với {compared_with(MAY, last_year)}"


SECTIONS = {
    "Assigned in the period": assigned,
    "Due in the period": due,
    "The year so far": cumulative,
    'The year so far, with `undated = "apart"`': apart,
    "What was carried over": carried,
    "Rules, and what the totals leave out": conventions,
    "Findings": findings,
    "Process checks": checks,
    "Appendices": appendices,
    "Periods": periods,
}


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
