"""The audit finds every kind of tampering, and says which identity, where, and by how much."""

import datetime as dt

import attrs
import pytest

from taskstats import (
    AgencyFigures,
    Figures,
    MemoryBook,
    Period,
    Receipt,
    Rules,
    Tally,
    Task,
    Unbalanced,
    UnknownFigure,
    Violation,
    audit,
    compare,
    compose,
    ensure_balanced,
)
from taskstats.tallies import PARTS, STORED

MAY = Period.month(2021, 5)
FINANCE = "Sở Tài chính"
COHORTS = list(compose([], period=MAY).now.cohorts)


def task(name, assigned, due=None, completed=None, withdrawn=None):
    days = {"due_on": due, "completed_on": completed, "withdrawn_on": withdrawn, "assigned_on": assigned}
    return Task(
        id=name, agency=FINANCE, **{field: day and dt.date.fromisoformat(f"2021-{day}") for field, day in days.items()}
    )


TASKS = [
    task("on time", "04-01", "05-10", "05-10"),
    task("late", "04-01", "05-10", "05-11"),
    task("overdue", "05-02", "05-20"),
    task("pending", "05-03", "06-20"),
    task("undated", "05-04"),
    task("undated done", "05-04", None, "05-09"),
    task("withdrawn", "05-05", "05-20", None, "05-06"),
]


@pytest.fixture
def report():
    return compose(TASKS, period=MAY, receipt=Receipt(rows=10, accepted=7, rejected=1, ignored=2))


def tamper(figures, cohort, agency=FINANCE, **counts):
    found = figures.agencies[agency]
    changed = AgencyFigures({**found.tallies, cohort: attrs.evolve(found[cohort], **counts)})
    return attrs.evolve(figures, agencies={**figures.agencies, agency: changed})


def told(report):
    return [(v.identity, v.figure, v.agency, v.expected, v.computed) for v in audit(report)]


def test_an_honest_report_balances(report):
    assert audit(report) == ()
    ensure_balanced(report)


@pytest.mark.parametrize("cohort", COHORTS)
@pytest.mark.parametrize("name", STORED)
def test_1_a_count_below_0(cohort, name):
    period = Period.month(2021, 6)
    figures = Figures(period=period, as_of=period.last, since=dt.date(2021, 1, 1), agencies={"": AgencyFigures()})
    balanced = attrs.evolve(compose([], period=period), now=figures)
    assert audit(balanced) == ()
    found = told(attrs.evolve(balanced, now=tamper(figures, cohort, "", **{name: -2})))
    assert (1, f"{cohort}.{name}", "", 0, -2) in found
    previous = told(attrs.evolve(balanced, previous=tamper(figures, cohort, "", **{name: -2})))
    assert (1, f"previous.{cohort}.{name}", "", 0, -2) in previous


@pytest.mark.parametrize(
    ("counts", "part", "expected", "computed"),
    [
        pytest.param({"undated_completed": 3}, "undated_completed", 2, 3, id="completed"),
        pytest.param({"undated_unfinished": 4}, "undated_unfinished", 2, 4, id="unfinished"),
    ],
)
def test_1_more_undated_than_there_are(report, counts, part, expected, computed):
    found = told(attrs.evolve(report, now=tamper(report.now, "cumulative", **counts)))
    assert found == [(1, f"cumulative.{part}", FINANCE, expected, computed)]
    found = told(attrs.evolve(report, previous=tamper(report.now, "cumulative", **counts)))
    assert found == [(1, f"previous.cumulative.{part}", FINANCE, expected, computed)]


def test_1_all_of_them_may_be_undated(report):
    assert audit(attrs.evolve(report, now=tamper(report.now, "cumulative", undated_unfinished=2))) == ()


def test_4_pending_in_an_ended_period(report):
    found = told(attrs.evolve(report, now=tamper(report.now, "due", pending=3)))
    assert found == [(4, "due.pending", None, 0, 3)]


@pytest.mark.parametrize(
    ("as_of", "rules", "found"),
    [
        pytest.param("2021-05-30", Rules(), 0, id="the-day-before-the-last"),
        pytest.param("2021-05-31", Rules(), 1, id="the-last-day"),
        pytest.param("2021-06-01", Rules(), 1, id="the-day-after"),
        pytest.param("2021-05-31", Rules(day_running=True), 0, id="day-running"),
        pytest.param("2021-05-31", Rules(grace_days=1), 0, id="grace"),
    ],
)
def test_4_is_asked_of_an_ended_period_only(as_of, rules, found):
    report = compose(TASKS, period=MAY, as_of=dt.date.fromisoformat(as_of), rules=rules)
    assert audit(report) == ()
    pending = report.due.pending + 3
    told_of = told(attrs.evolve(report, now=tamper(report.now, "due", pending=pending)))
    assert told_of == [(4, "due.pending", None, 0, pending)] * found


OPEN, WITHDRAWN, COMPLETED, OVERDUE = "closing.unfinished", "withdrawn.withdrawn", "completed.total", "closing.overdue"


@pytest.mark.parametrize(
    ("cohort", "counts", "broken"),
    [
        pytest.param(
            "closing",
            {"overdue": 2},
            [(6, OPEN, 3, 4), (10, OPEN, 3, 4), (12, OVERDUE, 1, 2)],
            id="one-more-unfinished",
        ),
        pytest.param("closing", {"pending": 1}, [(6, OPEN, 3, 2), (10, OPEN, 3, 2)], id="one-less-unfinished"),
        pytest.param("closing", {"late": 2}, [(11, COMPLETED, 4, 3)], id="one-more-completed-by-the-end"),
        pytest.param("closing", {"withdrawn": 2}, [(6, WITHDRAWN, 2, 1)], id="one-more-withdrawn-by-the-end"),
        pytest.param("closing", {"left_out": 1}, [(6, OPEN, 2, 3)], id="one-more-left-out"),
        pytest.param("opening", {"pending": 3}, [(6, OPEN, 4, 3)], id="one-more-open-before"),
        pytest.param("opening", {"late": 1}, [(11, COMPLETED, 2, 3)], id="one-more-completed-before"),
        pytest.param("opening", {"withdrawn": 1}, [(6, WITHDRAWN, 0, 1)], id="one-more-withdrawn-before"),
        pytest.param("opening", {"left_out": 1}, [(6, OPEN, 4, 3)], id="one-more-left-out-before"),
        pytest.param("assigned", {"overdue": 2}, [(6, OPEN, 4, 3)], id="one-more-assigned"),
        pytest.param("completed", {"late": 2}, [(6, OPEN, 2, 3), (11, COMPLETED, 3, 4)], id="one-more-completed"),
        pytest.param("withdrawn", {"withdrawn": 2}, [(6, WITHDRAWN, 1, 2), (6, OPEN, 2, 3)], id="one-more-withdrawn"),
    ],
)
def test_6_10_11_12_what_one_count_more_or_less_breaks(report, cohort, counts, broken):
    expected = [(number, figure, FINANCE, *values) for number, figure, *values in broken]
    assert told(attrs.evolve(report, now=tamper(report.now, cohort, **counts))) == expected
    previous = [(number, f"previous.{figure}", *rest) for number, figure, *rest in expected]
    assert told(attrs.evolve(report, previous=tamper(report.now, cohort, **counts))) == previous


def test_10_one_more_carried_over(report):
    assert told(attrs.evolve(report, now=tamper(report.now, "carried", pending=1))) == [(10, OPEN, FINANCE, 4, 3)]


def test_11_a_completed_task_is_not_unfinished(report):
    assert told(attrs.evolve(report, now=tamper(report.now, "completed", pending=1))) == [
        (6, OPEN, FINANCE, 2, 3),
        (11, "completed.unfinished", FINANCE, 0, 1),
        (11, COMPLETED, FINANCE, 3, 4),
    ]


@pytest.mark.parametrize(("period", "found"), [("2021-H1", 1), ("2021-Q2", 0), ("2021-01-01..2021-05-31", 1)])
def test_11_of_a_period_that_begins_with_the_year(period, found):
    report = compose(TASKS, period=Period.parse(period), as_of=MAY.last)
    assert audit(report) == ()
    changed = attrs.evolve(report, now=tamper(report.now, "cumulative", on_time=9))
    assert [(v.identity, v.figure) for v in audit(changed)] == [(11, COMPLETED)] * found


@pytest.mark.parametrize("band", ["1-30", "31-60", "61-90", "over-90"])
def test_12_one_more_in_a_band(report, band):
    cohort = f"ageing.{band}"
    overdue = report.now.agencies[FINANCE][cohort].overdue + 1
    assert told(attrs.evolve(report, now=tamper(report.now, cohort, overdue=overdue))) == [(12, OVERDUE, FINANCE, 2, 1)]


def test_of_a_published_report_only_what_it_states_is_asked(report):
    stated = dict.fromkeys(("assigned", "due", "cumulative"), PARTS)
    previous = attrs.evolve(report.now, stated=stated, agencies={"": AgencyFigures(cumulative=Tally(overdue=1))})
    assert audit(attrs.evolve(report, previous=previous)) == ()


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        pytest.param("2021-04-30", 0, id="before-the-period"),
        pytest.param("2021-05-01", 1, id="its-first-day"),
        pytest.param("2021-05-31", 1, id="its-last-day"),
        pytest.param("2021-06-01", 0, id="after-it"),
    ],
)
def test_6_is_asked_of_a_cut_off_within_the_period(as_of, found):
    report = compose(TASKS, period=MAY, as_of=dt.date.fromisoformat(as_of))
    assert audit(report) == ()
    changed = attrs.evolve(report, now=tamper(report.now, "closing", pending=report.closing.pending + 5))
    assert [(v.identity, v.computed - v.expected) for v in audit(changed)] == [(6, 5)] * found + [(10, 5)]


def test_8_a_row_too_few_and_too_many(report):
    short = attrs.evolve(report, lists={**report.lists, "due.late": ()})
    assert told(short) == [(8, "lists.due.late", None, 1, 0)]
    twice = attrs.evolve(report, lists={**report.lists, "due.late": report.lists["due.late"] * 2})
    assert told(twice) == [(8, "lists.due.late", None, 1, 2)]


def test_8_a_row_that_does_not_belong(report):
    wrong = attrs.evolve(report, lists={**report.lists, "due.late": (TASKS[0],)})
    assert told(wrong) == [(8, "lists.due.late.counted", None, 1, 0)]


def test_8_a_figure_that_its_list_does_not_bear_out(report):
    changed = attrs.evolve(report, now=tamper(report.now, "due", late=2))
    assert told(changed) == [(8, "lists.due.late", None, 2, 1)]


@pytest.mark.parametrize(
    ("counts", "figure", "expected", "computed"),
    [
        pytest.param({"rows": 11}, "receipt.rows", 11, 10, id="a-row-lost"),
        pytest.param({"rows": 9}, "receipt.rows", 9, 10, id="a-row-too-many"),
        pytest.param({"rejected": 0}, "receipt.rows", 10, 9, id="a-rejected-row-lost"),
        pytest.param({"ignored": 3}, "receipt.rows", 10, 11, id="an-ignored-row-twice"),
        pytest.param({"accepted": 8, "rows": 11}, "receipt.accepted", 8, 7, id="a-task-lost"),
        pytest.param({"accepted": 6, "rows": 9}, "receipt.accepted", 6, 7, id="a-task-twice"),
    ],
)
def test_9_the_receipt(report, counts, figure, expected, computed):
    changed = attrs.evolve(report, receipt=attrs.evolve(report.receipt, **counts))
    assert told(changed) == [(9, figure, None, expected, computed)]


def test_9_the_book(report):
    assert told(attrs.evolve(report, listed=8)) == [(9, "receipt.accepted", None, 7, 8)]
    assert audit(attrs.evolve(report, listed=8, receipt=None)) == ()


def test_every_violation_is_told_at_once(report):
    now = tamper(tamper(report.now, "due", pending=1), "closing", pending=9)
    bad = attrs.evolve(report, listed=8, lists={"due.late": ()}, now=now)
    assert [violation.identity for violation in audit(bad)] == [4, 6, 8, 9, 10]
    with pytest.raises(Unbalanced) as caught:
        ensure_balanced(bad)
    assert caught.value.violations == audit(bad)
    assert str(caught.value).splitlines() == [
        "the counts do not add up  [E-UNBALANCED]:",
        "- identity 4, due.pending: expected 0, computed 1, difference +1",
        *(f"- {violation}" for violation in audit(bad)[1:]),
    ]


@pytest.mark.parametrize(("expected", "computed", "difference"), [(5, 3, "-2"), (3, 5, "+2")])
def test_a_violation_says_expected_computed_and_difference(expected, computed, difference):
    violation = Violation(identity=8, figure="lists.due.late", expected=expected, computed=computed)
    told = f"expected {expected}, computed {computed}, difference {difference}"
    assert str(violation) == f"identity 8, lists.due.late: {told}"
    assert str(attrs.evolve(violation, agency="A")) == f"identity 8, lists.due.late of 'A': {told}"


def test_compare_what_is_stated_with_what_is_computed(report):
    assert compare({"due.total": 3, "due.late": 1, "cumulative.pending": 2}, report.now) == ()
    found = compare({"due.total": 4, "due.late": 1, "assigned.total": 3}, report.now)
    assert [(v.identity, v.figure, v.expected, v.computed) for v in found] == [
        (1, "due.total", 4, 3),
        (1, "assigned.total", 3, 4),
    ]
    with pytest.raises(UnknownFigure):
        compare({"due.done": 1}, report.now)


def test_a_book_that_miscounts_does_not_pass():
    class Forgetful(MemoryBook):
        def tasks(self, figure):
            return super().tasks(figure)[1:]

    found = audit(compose(Forgetful(TASKS), period=MAY))
    assert [(v.identity, v.expected, v.computed) for v in found] == [(8, 1, 0), (8, 1, 0)]


@pytest.mark.parametrize(
    "wrong", [lambda row: row[:-1], lambda row: (*row, Tally())], ids=["one-too-few", "one-too-many"]
)
def test_a_book_that_answers_another_number_of_questions_is_refused(wrong):
    class Miscounting(MemoryBook):
        def tallies(self, cohorts):
            return {agency: wrong(row) for agency, row in super().tallies(cohorts).items()}

    with pytest.raises(ValueError, match=r"^a book gives each agency one tally a cohort, [0-9]+ here$"):
        compose(Miscounting(TASKS), period=MAY)
