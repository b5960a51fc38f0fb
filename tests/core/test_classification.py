"""The rule of classification on its edges (docs/reference/definitions.md, "Classification"): one row, one clause."""

import datetime as dt

import pytest

from taskstats import (
    Extension,
    ExtensionPolicy,
    InvalidRules,
    Rules,
    Status,
    Task,
    UndatedPolicy,
    classify,
    days_past_due,
    due_date,
)
from taskstats.rules import completed, exists, past_due, withdrawn

ON_TIME, LATE, PENDING, OVERDUE = Status.ON_TIME, Status.LATE, Status.PENDING, Status.OVERDUE
CLOSED, RUNNING = Rules(), Rules(day_running=True)


def day(text):
    """A day of 2021 as the office writes it, "31/5"; "31/12/2020" names its year; "-" is none."""
    if text == "-":
        return None
    number, month, year = (int(part) for part in f"{text}/2021".split("/")[:3])
    return dt.date(year, month, number)


def task(due="-", completed="-", *extended, assigned="4/1", withdrawn="-"):
    """A task with extensions written as (new due date, day of the grant)."""
    return Task(
        id="1",
        assigned_on=day(assigned),
        due_on=day(due),
        completed_on=day(completed),
        withdrawn_on=day(withdrawn),
        extensions=tuple(Extension(day(due_on), day(granted_on)) for due_on, granted_on in extended),
    )


class TestBoundaryExamples:
    """The table of the definitions, row by row."""

    @pytest.mark.parametrize(
        ("due", "completed", "as_of", "rules", "state"),
        [
            ("31/5", "31/5", "31/5", CLOSED, ON_TIME),
            ("31/5", "-", "30/5", CLOSED, PENDING),
            ("31/5", "-", "31/5", CLOSED, OVERDUE),
            ("31/5", "-", "31/5", RUNNING, PENDING),
            ("31/5", "1/6", "31/5", CLOSED, OVERDUE),
            ("31/5", "1/6", "1/6", CLOSED, LATE),
            ("-", "20/5", "31/5", CLOSED, ON_TIME),
            ("-", "-", "31/5", CLOSED, PENDING),
        ],
    )
    def test_row(self, due, completed, as_of, rules, state):
        assert classify(task(due, completed), day(as_of), rules) is state
        assert due_date(task(due, completed), day(as_of), rules) == day(due)

    def test_extended_in_time_is_pending_and_due_in_june(self):
        extended = task("20/5", "-", ("10/6", "18/5"))
        assert classify(extended, day("31/5"), CLOSED) is PENDING
        assert due_date(extended, day("31/5"), CLOSED) == day("10/6")

    def test_extended_after_the_cut_off_is_overdue_and_due_in_may(self):
        extended = task("20/5", "-", ("10/6", "1/6"))
        assert classify(extended, day("31/5"), CLOSED) is OVERDUE
        assert due_date(extended, day("31/5"), CLOSED) == day("20/5")


UNFINISHED = [
    ("close-of-the-day-before", "19/5", PENDING),
    ("close-of-the-due-date", "20/5", OVERDUE),
    ("close-of-the-day-after", "21/5", OVERDUE),
]
COMPLETED = [
    ("day-before-due", "19/5", [("18/5", PENDING), ("19/5", ON_TIME), ("20/5", ON_TIME), ("21/5", ON_TIME)]),
    ("due-date", "20/5", [("19/5", PENDING), ("20/5", ON_TIME), ("21/5", ON_TIME), ("31/12", ON_TIME)]),
    ("day-after-due", "21/5", [("19/5", PENDING), ("20/5", OVERDUE), ("21/5", LATE), ("22/5", LATE), ("31/12", LATE)]),
]


@pytest.mark.parametrize(("as_of", "state"), [pytest.param(*row[1:], id=row[0]) for row in UNFINISHED])
def test_unfinished_around_the_due_date(as_of, state):
    assert classify(task("20/5"), day(as_of), CLOSED) is state


@pytest.mark.parametrize(
    ("completed_on", "as_of", "state"),
    [
        pytest.param(completed_on, as_of, state, id=f"completed-on-{name}-as-of-{as_of.replace('/', '-')}")
        for name, completed_on, states in COMPLETED
        for as_of, state in states
    ],
)
def test_completed_around_the_due_date(completed_on, as_of, state):
    assert classify(task("20/5", completed_on), day(as_of), CLOSED) is state


@pytest.mark.parametrize(
    ("grace", "completed_on", "state"),
    [
        pytest.param(0, "20/5", ON_TIME, id="no-grace-due-date"),
        pytest.param(0, "21/5", LATE, id="no-grace-day-after"),
        pytest.param(1, "21/5", ON_TIME, id="one-day-last-good-day"),
        pytest.param(1, "22/5", LATE, id="one-day-first-bad-day"),
        pytest.param(2, "22/5", ON_TIME, id="two-days-last-good-day"),
        pytest.param(2, "23/5", LATE, id="two-days-first-bad-day"),
    ],
)
@pytest.mark.parametrize("running", [False, True], ids=["closed", "running"])
def test_completed_on_the_edge_of_grace(grace, completed_on, state, running):
    rules = Rules(grace_days=grace, day_running=running)  # the running day is no matter for what is completed
    assert classify(task("20/5", completed_on), day("31/5"), rules) is state


@pytest.mark.parametrize(
    ("grace", "running", "last_pending"),
    [
        pytest.param(0, False, "19/5", id="closed"),
        pytest.param(0, True, "20/5", id="running"),
        pytest.param(1, False, "20/5", id="one-day-closed"),
        pytest.param(1, True, "21/5", id="one-day-running"),
        pytest.param(2, False, "21/5", id="two-days-closed"),
        pytest.param(2, True, "22/5", id="two-days-running"),
    ],
)
def test_unfinished_on_the_edge_of_grace(grace, running, last_pending):
    rules = Rules(grace_days=grace, day_running=running)
    as_of = day(last_pending)
    assert classify(task("20/5"), as_of, rules) is PENDING
    assert classify(task("20/5"), as_of + dt.timedelta(days=1), rules) is OVERDUE


def test_completed_on_the_running_day_is_completed():
    assert classify(task("31/5", "31/5"), day("31/5"), RUNNING) is ON_TIME
    assert classify(task("30/5", "31/5"), day("31/5"), RUNNING) is LATE


@pytest.mark.parametrize(
    ("due_on", "as_of", "state"),
    [
        pytest.param(dt.date(2024, 2, 29), dt.date(2024, 2, 28), PENDING, id="leap-day-eve"),
        pytest.param(dt.date(2024, 2, 29), dt.date(2024, 2, 29), OVERDUE, id="leap-day"),
        pytest.param(dt.date(2024, 2, 29), dt.date(2024, 3, 1), OVERDUE, id="after-leap-day"),
        pytest.param(dt.date(2024, 3, 1), dt.date(2024, 2, 29), PENDING, id="due-after-leap-day"),
        pytest.param(dt.date(2023, 3, 1), dt.date(2023, 2, 28), PENDING, id="no-leap-year"),
        pytest.param(dt.date(2021, 12, 31), dt.date(2021, 12, 30), PENDING, id="year-end-eve"),
        pytest.param(dt.date(2021, 12, 31), dt.date(2021, 12, 31), OVERDUE, id="year-end"),
        pytest.param(dt.date(2022, 1, 1), dt.date(2021, 12, 31), PENDING, id="new-year"),
        pytest.param(dt.date.max, dt.date.max, OVERDUE, id="last-day-of-all"),
        pytest.param(None, dt.date.max, PENDING, id="undated-on-the-last-day-of-all"),
    ],
)
def test_unfinished_where_months_and_years_turn(due_on, as_of, state):
    assert classify(Task(id="1", assigned_on=dt.date(2020, 1, 1), due_on=due_on), as_of, CLOSED) is state


@pytest.mark.parametrize(
    ("completed_on", "grace", "state"),
    [
        pytest.param(dt.date(2024, 2, 29), 1, ON_TIME, id="grace-ends-on-leap-day"),
        pytest.param(dt.date(2024, 3, 1), 1, LATE, id="after-leap-day"),
        pytest.param(dt.date(2024, 3, 1), 2, ON_TIME, id="grace-runs-over-leap-day"),
    ],
)
def test_grace_counts_the_leap_day(completed_on, grace, state):
    done = Task(id="1", assigned_on=dt.date(2024, 1, 1), due_on=dt.date(2024, 2, 28), completed_on=completed_on)
    assert classify(done, dt.date(2024, 3, 31), Rules(grace_days=grace)) is state


@pytest.mark.parametrize("rules", [CLOSED, RUNNING, Rules(grace_days=2)], ids=["closed", "running", "grace"])
@pytest.mark.parametrize(
    ("completed_on", "as_of", "state"),
    [
        pytest.param("-", "31/12", PENDING, id="unfinished"),
        pytest.param("20/5", "19/5", PENDING, id="before-completion"),
        pytest.param("20/5", "20/5", ON_TIME, id="on-completion"),
        pytest.param("20/5", "31/12", ON_TIME, id="long-after"),
    ],
)
def test_undated_is_never_past_due(completed_on, as_of, state, rules):
    assert classify(task("-", completed_on), day(as_of), rules) is state
    assert past_due(task("-", completed_on), day(as_of), rules) is False


class TestDueDate:
    """ "Due date": that of the latest-granted extension granted by the cut-off and not after the completion."""

    @pytest.mark.parametrize(
        ("extended", "completed_on", "as_of", "due"),
        [
            pytest.param([("10/6", "31/5")], "-", "30/5", "20/5", id="cut-off-the-day-before-the-grant"),
            pytest.param([("10/6", "31/5")], "-", "31/5", "10/6", id="granted-on-the-cut-off"),
            pytest.param([("10/6", "31/5")], "-", "1/6", "10/6", id="cut-off-the-day-after-the-grant"),
            pytest.param([("10/6", "24/5")], "25/5", "31/5", "10/6", id="granted-the-day-before-completion"),
            pytest.param([("10/6", "25/5")], "25/5", "31/5", "10/6", id="granted-on-the-completion-day"),
            pytest.param([("10/6", "26/5")], "25/5", "31/5", "20/5", id="granted-the-day-after-completion"),
            pytest.param([("10/6", "26/5")], "5/6", "31/5", "10/6", id="granted-before-a-completion-yet-to-come"),
            pytest.param([("10/6", "-")], "-", "5/1", "10/6", id="no-grant-date-counts-always"),
            pytest.param([("10/6", "-")], "6/1", "31/5", "10/6", id="no-grant-date-counts-after-completion"),
            pytest.param([("10/6", "18/5"), ("15/6", "19/5")], "-", "31/5", "15/6", id="latest-granted"),
            pytest.param([("15/6", "19/5"), ("10/6", "18/5")], "-", "31/5", "15/6", id="latest-granted-listed-first"),
            pytest.param([("15/6", "18/5"), ("10/6", "19/5")], "-", "31/5", "10/6", id="latest-granted-is-earlier"),
            pytest.param([("10/6", "18/5"), ("15/6", "1/6")], "-", "31/5", "10/6", id="latest-granted-is-to-come"),
            pytest.param([("10/6", "18/5"), ("30/6", "-")], "-", "31/5", "10/6", id="no-grant-date-is-the-earliest"),
            pytest.param([("10/6", "1/6"), ("30/6", "-")], "-", "31/5", "30/6", id="only-the-one-without-grant-date"),
            pytest.param([("10/6", "18/5"), ("15/6", "18/5")], "-", "31/5", "15/6", id="tie-the-later-counts"),
            pytest.param([("15/6", "18/5"), ("10/6", "18/5")], "-", "31/5", "15/6", id="tie-in-the-other-order"),
            pytest.param([("10/6", "-"), ("15/6", "-")], "-", "31/5", "15/6", id="tie-without-grant-dates"),
            pytest.param([("15/6", "-"), ("10/6", "-")], "-", "31/5", "15/6", id="tie-without-dates-other-order"),
        ],
    )
    def test_honoured(self, extended, completed_on, as_of, due):
        assert due_date(task("20/5", completed_on, *extended), day(as_of), CLOSED) == day(due)

    @pytest.mark.parametrize(
        ("extended", "due"),
        [
            pytest.param([("10/6", "19/5")], "10/6", id="granted-before-the-replaced-date"),
            pytest.param([("10/6", "20/5")], "10/6", id="granted-on-the-replaced-date"),
            pytest.param([("10/6", "21/5")], "20/5", id="granted-after-the-replaced-date"),
            pytest.param([("25/5", "20/5"), ("10/6", "25/5")], "10/6", id="each-in-time-for-the-one-before"),
            pytest.param([("25/5", "20/5"), ("10/6", "26/5")], "25/5", id="second-too-late-for-the-first"),
            pytest.param([("25/5", "21/5"), ("10/6", "25/5")], "20/5", id="first-too-late-so-the-second-too"),
            pytest.param([("10/6", "-")], "10/6", id="no-grant-date-counts-always"),
            pytest.param([("25/5", "-"), ("10/6", "25/5")], "10/6", id="in-time-for-the-one-without-grant-date"),
            pytest.param([("10/5", "18/5"), ("10/6", "18/5")], "10/6", id="tie-only-the-later-counts"),
            pytest.param([("10/6", "18/5"), ("10/5", "18/5")], "10/6", id="tie-in-the-other-order"),
        ],
    )
    def test_in_time(self, extended, due):
        rules = Rules(extensions=ExtensionPolicy.IN_TIME)
        assert due_date(task("20/5", "-", *extended), day("31/5"), rules) == day(due)

    def test_in_time_for_a_task_that_had_no_due_date(self):
        rules = Rules(extensions=ExtensionPolicy.IN_TIME)
        assert due_date(task("-", "-", ("10/6", "21/5")), day("31/5"), rules) == day("10/6")

    @pytest.mark.parametrize("granted_on", ["18/5", "-"], ids=["granted", "no-grant-date"])
    def test_ignored(self, granted_on):
        rules = Rules(extensions=ExtensionPolicy.IGNORED)
        assert due_date(task("20/5", "-", ("10/6", granted_on)), day("31/5"), rules) == day("20/5")

    @pytest.mark.parametrize("policy", ExtensionPolicy)
    @pytest.mark.parametrize("due", ["20/5", "-"], ids=["dated", "undated"])
    def test_without_extension_the_original(self, policy, due):
        assert due_date(task(due), day("31/5"), Rules(extensions=policy)) == day(due)

    def test_an_extension_gives_an_undated_task_a_due_date(self):
        assert classify(task("-", "-", ("25/5", "18/5")), day("31/5"), CLOSED) is OVERDUE

    def test_a_late_extension_does_not_make_a_late_completion_good(self):
        assert classify(task("20/5", "25/5", ("10/6", "26/5")), day("31/5"), CLOSED) is LATE
        assert classify(task("20/5", "25/5", ("10/6", "25/5")), day("31/5"), CLOSED) is ON_TIME


@pytest.mark.parametrize(
    ("due", "completed_on", "as_of", "rules", "days"),
    [
        pytest.param("20/5", "-", "18/5", CLOSED, -1, id="closed-two-days-before"),
        pytest.param("20/5", "-", "19/5", CLOSED, 0, id="closed-the-day-before"),
        pytest.param("20/5", "-", "20/5", CLOSED, 1, id="closed-on-the-due-date"),
        pytest.param("20/5", "-", "31/5", CLOSED, 12, id="closed-long-after"),
        pytest.param("20/5", "-", "20/5", RUNNING, 0, id="running-on-the-due-date"),
        pytest.param("20/5", "-", "21/5", RUNNING, 1, id="running-the-day-after"),
        pytest.param("20/5", "21/5", "20/5", CLOSED, 1, id="not-yet-completed"),
        pytest.param("20/5", "21/5", "31/5", CLOSED, 1, id="completed-the-day-after"),
        pytest.param("20/5", "20/5", "20/5", CLOSED, 0, id="completed-on-the-due-date"),
        pytest.param("20/5", "18/5", "31/5", RUNNING, -2, id="completed-two-days-before"),
        pytest.param("20/5", "-", "31/5", Rules(grace_days=3), 12, id="grace-does-not-move-the-due-date"),
        pytest.param("-", "-", "31/5", CLOSED, None, id="undated"),
    ],
)
def test_days_past_due_run_to_where_the_clock_stopped(due, completed_on, as_of, rules, days):
    assert days_past_due(task(due, completed_on), day(as_of), rules) == days


@pytest.mark.parametrize(("as_of", "there"), [("9/5", False), ("10/5", True), ("11/5", True)])
def test_a_task_exists_from_the_day_it_was_assigned(as_of, there):
    assert exists(task(assigned="10/5"), day(as_of)) is there


@pytest.mark.parametrize(("as_of", "gone"), [("19/5", False), ("20/5", True), ("21/5", True)])
def test_a_task_is_withdrawn_from_that_day_on(as_of, gone):
    assert withdrawn(task(withdrawn="20/5"), day(as_of)) is gone
    assert withdrawn(task(), day(as_of)) is False


@pytest.mark.parametrize(("as_of", "done"), [("19/5", False), ("20/5", True), ("21/5", True)])
def test_a_task_is_completed_from_that_day_on(as_of, done):
    assert completed(task("-", "20/5"), day(as_of)) is done
    assert completed(task(), day(as_of)) is False


def test_rules_by_default_close_the_day_without_grace_and_honour_extensions():
    assert Rules() == Rules(
        grace_days=0, day_running=False, extensions=ExtensionPolicy.HONOURED, undated=UndatedPolicy.COUNTED
    )


def test_negative_grace_is_refused():
    with pytest.raises(InvalidRules, match="grace_days is -1"):
        Rules(grace_days=-1)


def test_the_words_of_the_rules_are_stable():
    assert [status.value for status in Status] == ["on_time", "late", "pending", "overdue"]
    assert [policy.value for policy in ExtensionPolicy] == ["honoured", "in-time", "ignored"]
    assert [policy.value for policy in UndatedPolicy] == ["counted", "apart", "left-out"]
