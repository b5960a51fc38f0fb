"""Count a million tasks in memory into a report, against pandas on a ready data frame."""

from collections.abc import Callable, Iterator
from random import Random

import attrs
import pandas as pd

from taskstats import Extension, Period, ProgressReport, Tally, Task, compose
from tests.benchmarks import lists
from tests.benchmarks.measure import Cost, Line, alternate, call

DAY = pd.Timedelta(days=1)
MAY = Period.month(2021, 5)
COLUMNS = ["on_time", "pending", "late", "overdue", "undated_completed", "undated_unfinished", "withdrawn"]
"""The states in order of code: 2 x past due + unfinished, + 4 if undated (never past due); 6 is withdrawn."""


def measure(rows: int, turns: int) -> dict[str, Cost]:
    """Time both ways, after checking that their figures are the same."""
    made = lists.make(rows, late=500, overdue=500, withdrawn=rows // 100)
    tasks = [
        Task(
            id=row.id,
            document=row.document,
            title=row.title,
            assigner=row.assigner,
            agency=row.agency,
            assigned_on=row.assigned_on,
            due_on=row.due_on,
            completed_on=row.completed_on,
            withdrawn_on=row.withdrawn_on,
        )
        for row in made
    ]
    frame = pd.DataFrame(made).astype({"agency": "category"})
    for column in ("assigned_on", "due_on", "completed_on", "withdrawn_on"):
        frame[column] = pd.to_datetime(frame[column])
    del made

    def ours() -> ProgressReport:
        return compose(tasks, period=MAY)

    def peer() -> dict[str, object]:
        return count(frame, pd.Period("2021-05", "M"))

    ways: dict[str, Callable[[], object]] = {"taskstats": ours, "pandas": peer}
    assert_same(ours(), peer())
    return alternate({name: lambda way=way: call(way) for name, way in ways.items()}, turns)


def count(frame: pd.DataFrame, month: pd.Period) -> dict[str, object]:
    """Three cohorts at two cut-offs by agency, all tasks before and after the period, and the two lists."""
    found: dict[str, object] = {}
    for name, period in (("now", month), ("previous", month - 1)):
        first, last = period.start_time.normalize(), period.end_time.normalize()
        code = codes(frame, last)
        exists = frame["assigned_on"] <= last
        masks = {
            "assigned": frame["assigned_on"].between(first, last),
            "due": exists & frame["due_on"].between(first, last),
            "cumulative": frame["assigned_on"].between(pd.Timestamp(last.year, 1, 1), last),
        }
        found[name] = {cohort: per_agency(frame, code, mask) for cohort, mask in masks.items()}
        if name == "now":
            order = ["due_on", "agency", "assigned_on", "document", "id"]
            found["late"] = frame[masks["due"] & (code == 2)].sort_values(order)
            found["overdue"] = frame[masks["cumulative"] & (code == 3)].sort_values(order)
            found["closing"] = code[exists].value_counts()
        else:
            found["opening"] = code[exists].value_counts()  # the day before the period is also the previous cut-off
    return found


def codes(frame: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """The state code of every task at the close of a day."""
    done = frame["completed_on"] <= as_of
    stopped = frame["completed_on"].where(done, as_of + DAY)
    code = (stopped > frame["due_on"]) * 2 + ~done + frame["due_on"].isna() * 4
    return code.mask(frame["withdrawn_on"] <= as_of, 6)


def per_agency(frame: pd.DataFrame, code: pd.Series, mask: pd.Series) -> pd.DataFrame:
    """The number of tasks in each state, by agency."""
    return (
        code[mask].groupby([frame["agency"][mask], code[mask]], observed=True).size().unstack(fill_value=0)
    ).reindex(columns=range(len(COLUMNS)), fill_value=0)


def assert_same(report: ProgressReport, found: dict[str, object]) -> None:
    """Compare every count of every agency, and the tasks of the two lists in order."""
    for name, figures in (("now", report.now), ("previous", report.previous)):
        for cohort, table in found[name].items():  # type: ignore[attr-defined]
            theirs = {agency: dict(zip(COLUMNS, map(int, row), strict=True)) for agency, *row in table.itertuples()}
            ours = {agency: flat(getattr(found, cohort)) for agency, found in figures.agencies.items()}
            assert {a: counts for a, counts in ours.items() if any(counts.values())} == theirs, (name, cohort)
    assert report.closing.total + report.withdrawn == int(found["closing"].sum())  # type: ignore[attr-defined]
    for name, table in (("due.late", found["late"]), ("cumulative.overdue", found["overdue"])):
        assert [task.id for task in report.lists[name]] == list(table["id"]), name  # type: ignore[index]


def flat(tally: Tally) -> dict[str, int]:
    """A tally with dated and undated tasks counted separately, as the state codes do."""
    counts = {name: getattr(tally, name) for name in COLUMNS}
    counts["on_time"] -= counts["undated_completed"]
    counts["pending"] -= counts["undated_unfinished"]
    return counts


def shapes(rows: int, turns: int) -> Iterator[Line]:
    """A report of tasks with an extension each, or of many agencies, against the same tasks of ten without."""
    random = Random(20210531)
    plain = [
        Task(
            id=row.id,
            agency=row.agency,
            assigned_on=row.assigned_on,
            due_on=row.due_on,
            completed_on=row.completed_on,
            withdrawn_on=row.withdrawn_on,
        )
        for row in lists.make(rows, late=500, overdue=500, withdrawn=rows // 100)
    ]

    def extended(task: Task) -> Task:
        due_on = task.due_on or task.assigned_on
        granted_on = due_on + lists.DAY * random.randint(-10, 5)
        extension = Extension(due_on + lists.DAY * random.randint(5, 30), granted_on)
        return attrs.evolve(task, extensions=(extension,))

    def of_agencies(number: int) -> list[Task]:
        names = [f"{place}" for place in range(number)]  # one text an agency, as read_tasks gives
        return [attrs.evolve(task, agency=random.choice(names)) for task in plain]

    plain = of_agencies(10)
    made = {
        "with an extension each": (2.0, [extended(task) for task in plain]),
        "of 1,000 agencies": (1.5, of_agencies(1_000)),
        "of 100,000 agencies": (15.0, of_agencies(100_000)),
    }
    for title, (most, tasks) in made.items():
        ways = {"ours": tasks, "plain": plain}
        costs = alternate(
            {name: lambda found=found: call(lambda: compose(found, period=MAY)) for name, found in ways.items()}, turns
        )
        yield Line(f"{rows:,} tasks {title}", costs["ours"], "ten agencies, no extensions", costs["plain"], most)
