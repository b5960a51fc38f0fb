"""The twelve identities of docs/reference/definitions.md, each for any list, cut-off, rules and grouping."""

import datetime as dt

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from taskstats import (
    AgencyFigures,
    Change,
    Cohort,
    MemoryBook,
    Period,
    Receipt,
    Status,
    Tally,
    audit,
    classify,
    compose,
    tally,
)
from taskstats.rules import exists, withdrawn
from taskstats.tallies import PARTS, existing
from taskstats_adapters.testing import strategies as some

DAY = dt.timedelta(days=1)
COUNTED = compose([], period=Period.month(2024, 1)).now.cohorts
FIGURES = [f"{cohort}.{part}" for cohort in COUNTED for part in PARTS]
LONG_AGO = dt.date(2000, 1, 1)  # complete from then on, a list has every period to compare with


@st.composite
def reports(draw, **given_arguments):
    """A report of any list, period, cut-off and rules, with every list that it can carry."""
    arguments = {
        "tasks": draw(some.task_lists()),
        "period": draw(some.periods()),
        "as_of": draw(st.none() | some.dates()),
        "rules": draw(some.rules()),
        "lists": FIGURES,
        **given_arguments,
    }
    tasks = arguments.pop("tasks")
    return compose(tasks, **arguments)


# -- 1 ---------------------------------------------------------------------------------------


@given(some.task_lists(), some.cohorts())
def test_1_the_states_make_up_the_total(tasks, cohort):
    counted = tally(tasks, cohort)
    assert counted.total == counted.on_time + counted.late + counted.pending + counted.overdue
    assert counted.completed == counted.on_time + counted.late
    assert counted.unfinished == counted.pending + counted.overdue
    assert 0 <= counted.undated_completed <= counted.on_time
    assert 0 <= counted.undated_unfinished <= counted.pending


@given(some.task_lists(), some.cohorts())
def test_1_the_dated_and_the_undated_make_up_the_whole(tasks, cohort):
    counted = tally(tasks, cohort)
    undated = counted.undated_completed + counted.undated_unfinished
    assert counted.dated.total + undated == counted.total
    assert (counted.dated.late, counted.dated.overdue) == (counted.late, counted.overdue)
    assert (counted.dated.undated_completed, counted.dated.undated_unfinished) == (0, 0)


@given(some.task_lists(), some.cohorts())
def test_1_nothing_disappears(tasks, cohort):
    everything = tally(tasks, Cohort(as_of=cohort.as_of, rules=cohort.rules))
    assert existing(everything) == sum(task.assigned_on <= cohort.as_of for task in tasks)


# -- 2 ---------------------------------------------------------------------------------------


@given(some.task_lists(), some.cohorts(), st.data())
def test_2_the_groups_of_any_grouping_add_up_to_the_whole(tasks, cohort, data):
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(tasks), max_size=len(tasks)))
    parts = [
        tally([task for task, of_task in zip(tasks, groups, strict=True) if of_task == group], cohort)
        for group in range(4)
    ]
    assert sum(parts, Tally()) == tally(tasks, cohort)


@given(reports())
def test_2_the_agencies_of_a_report_add_up_to_its_totals(report):
    for figures in filter(None, (report.now, report.previous)):
        assert sum(figures.agencies.values(), AgencyFigures()) == figures.total
        for name in FIGURES:
            by_agency = [figures.figure(name, agency=agency).count for agency in figures.agencies]
            assert sum(by_agency) == figures.figure(name).count


# -- 3 ---------------------------------------------------------------------------------------


@given(some.task_lists(), some.task_lists(), some.cohorts())
def test_3_the_tally_of_two_lists_is_the_sum_of_their_tallies(some_tasks, others, cohort):
    assert tally(some_tasks + others, cohort) == tally(some_tasks, cohort) + tally(others, cohort)


@given(some.task_lists(), some.task_lists(), some.cohort_lists())
def test_3_holds_for_shards_of_a_book(some_tasks, others, cohorts):
    whole = MemoryBook(some_tasks + others).tallies(cohorts)
    shards = MemoryBook(some_tasks).tallies(cohorts), MemoryBook(others).tallies(cohorts)
    nothing = [Tally()] * len(cohorts)
    for agency in some.AGENCIES:
        one, other = (shard.get(agency, nothing) for shard in shards)
        added = [first + second for first, second in zip(one, other, strict=True)]
        assert list(whole.get(agency, nothing)) == added


# -- 4 ---------------------------------------------------------------------------------------


@given(some.task_lists(), some.periods(), some.dates(), some.rules())
def test_4_nothing_due_in_an_ended_period_is_pending(tasks, period, as_of, rules):
    assume(period.last <= as_of)
    closed = attrs.evolve(rules, grace_days=0, day_running=False)
    due = tally(tasks, Cohort(as_of=as_of, rules=closed, due_in=period))
    assert due.pending == 0
    assert due.unfinished == due.overdue


# -- 5 ---------------------------------------------------------------------------------------


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_5_a_change_seen_from_the_other_side_is_its_negative(now, before):
    change = Change(now=now, before=before)
    assert (-change).difference == -change.difference == before - now
    assert -change == Change(now=before, before=now)


@given(some.task_lists(), some.periods(), some.periods(), some.rules())
def test_5_periods_change_places_and_the_change_its_sign(tasks, one, other, rules):
    forth = compose(tasks, period=one, against=other, rules=rules, complete_from=LONG_AGO)
    back = compose(tasks, period=other, against=one, rules=rules, complete_from=LONG_AGO)
    for name in FIGURES:
        assert forth.change(name) == -back.change(name)
        assert forth.change(name).difference == -back.change(name).difference


@given(some.task_lists(), some.periods(), some.rules())
def test_5_changes_over_adjoining_periods_add(tasks, period, rules):
    before = period.previous()
    steps = [compose(tasks, period=later, rules=rules, complete_from=LONG_AGO) for later in (period, before)]
    whole = compose(tasks, period=period, against=before.previous(), rules=rules, complete_from=LONG_AGO)
    for name in FIGURES:
        assert whole.change(name).difference == sum(step.change(name).difference for step in steps)


# -- 6 ---------------------------------------------------------------------------------------


@given(some.task_lists(), some.spans(), some.rules())
def test_6_the_flow_over_any_span_of_days(tasks, span, rules):
    tasks = [attrs.evolve(task, due_on=task.due_on or span.last) for task in tasks]  # undated: the next test

    def unfinished(day):
        return tally(tasks, Cohort(as_of=day, rules=rules)).unfinished

    assigned = sum(task.assigned_on in span for task in tasks)
    completed = sum(task.completed_on is not None and task.completed_on in span for task in tasks)
    gone = sum(task.withdrawn_on is not None and task.withdrawn_on in span for task in tasks)
    assert unfinished(span.last) == unfinished(span.first - DAY) + assigned - completed - gone


@given(some.task_lists(), some.spans(), some.rules())
def test_6_undated_tasks_that_are_left_out_stay_in_the_flow(tasks, span, rules):
    start, end = (tally(tasks, Cohort(as_of=day, rules=rules)) for day in (span.first - DAY, span.last))
    assigned = sum(task.assigned_on in span for task in tasks)
    assert end.total + end.withdrawn + end.left_out == start.total + start.withdrawn + start.left_out + assigned


# -- 7 ---------------------------------------------------------------------------------------


@given(some.tasks(), some.dates(), some.dates(), some.rules())
def test_7_what_may_become_of_a_state_as_days_pass(task, one, other, rules):
    earlier, later = sorted((one, other))
    assume(exists(task, earlier) and not withdrawn(task, later))
    before, after = classify(task, earlier, rules), classify(task, later, rules)
    granted_since = any(
        extension.granted_on is not None and earlier < extension.granted_on <= later for extension in task.extensions
    )
    if before in (Status.ON_TIME, Status.LATE):
        assert after is before
    if before is Status.OVERDUE and not granted_since:
        assert after in (Status.OVERDUE, Status.LATE)


@given(some.tasks(), some.dates(), some.dates(), some.rules())
def test_7_what_is_withdrawn_stays_withdrawn(task, one, other, rules):
    earlier, later = sorted((one, other))
    if withdrawn(task, earlier):
        assert withdrawn(task, later)


# -- 8 ---------------------------------------------------------------------------------------


@given(reports())
def test_8_a_list_has_as_many_rows_as_its_figure_counts(report):
    for name, listed in report.lists.items():
        assert len(listed) == report.figures[name].count
        assert all(report.figures[name].counts(task) for task in listed)


# -- 9 ---------------------------------------------------------------------------------------


@given(some.task_lists(), some.periods(), st.integers(0, 9), st.integers(0, 9), st.integers(-3, 3))
def test_9_every_row_read_is_accounted_for(tasks, period, rejected, ignored, lost):
    receipt = Receipt(
        rows=len(tasks) + rejected + ignored + lost, accepted=len(tasks), rejected=rejected, ignored=ignored
    )
    found = audit(compose(tasks, period=period, receipt=receipt))
    assert [(violation.identity, violation.computed - violation.expected) for violation in found] == (
        [(9, -lost)] if lost else []
    )


@given(some.task_lists(), some.periods(), st.integers(-3, 3).filter(bool))
def test_9_every_row_accepted_is_in_the_book(tasks, period, lost):
    accepted = len(tasks) + lost
    found = audit(compose(tasks, period=period, receipt=Receipt(rows=accepted, accepted=accepted)))
    assert [(v.identity, v.expected, v.computed) for v in found] == [(9, accepted, len(tasks))]


# -- 10, 11, 12 ------------------------------------------------------------------------------


@given(some.task_lists(), some.periods(), some.dates(), some.rules(), st.none() | some.dates())
def test_10_what_is_open_was_assigned_since_the_start_of_the_year_or_carried_over(tasks, period, as_of, rules, since):
    assume(since is None or since <= as_of)
    report = compose(tasks, period=period, as_of=as_of, rules=rules, since=since)
    undone = [task for task in tasks if task.completed_on is None or task.completed_on > as_of]
    here = [task for task in undone if exists(task, as_of) and not withdrawn(task, as_of)]
    beside = report.cumulative.left_out + report.carried.left_out
    completed_beside = len(here) - tally(here, Cohort(as_of=as_of, rules=rules)).unfinished
    assert report.cumulative.unfinished + report.carried.unfinished == len(here) - completed_beside
    assert beside >= completed_beside


@given(some.task_lists(), some.spans(), some.dates(), some.dates(), some.rules())
def test_11_the_completed_of_adjoining_spans_add_up(tasks, span, cut, as_of, rules):
    assume(span.first <= cut < span.last)
    parts = Period.days(span.first, cut), Period.days(cut + DAY, span.last)
    whole, *both = (tally(tasks, Cohort(as_of=as_of, rules=rules, completed_in=part)) for part in (span, *parts))
    assert whole == sum(both, Tally())


@given(some.task_lists(), some.spans(), some.rules())
def test_11_the_completed_of_the_year_so_far_are_new_or_carried_over(tasks, span, rules):
    report = compose(tasks, period=span, since=span.first, rules=rules)
    assert report.now.total.completed.completed == report.cumulative.completed + report.carried.completed
    assert report.now.total.completed.left_out <= report.cumulative.left_out + report.carried.left_out


@given(some.task_lists(), some.periods(), some.dates(), some.rules(), st.sets(st.integers(1, 40), min_size=1))
def test_12_the_ageing_bands_add_up_to_the_overdue(tasks, period, as_of, rules, bands):
    report = compose(tasks, period=period, as_of=as_of, rules=rules, ageing_bands=tuple(sorted(bands)))
    overdue = [task for task in tasks if exists(task, as_of) and not withdrawn(task, as_of)]
    overdue = [task for task in overdue if classify(task, as_of, rules) is Status.OVERDUE]
    assert sum(report.now.total.ageing.values()) == len(overdue)


# -- all of them, in any report ---------------------------------------------------------------


@given(reports())
def test_the_audit_finds_nothing_in_any_report(report):
    assert audit(report) == ()


@given(some.task_lists(), some.periods(), some.dates(), some.rules(), st.data())
def test_the_order_of_the_tasks_changes_nothing(tasks, period, as_of, rules, data):
    shuffled = data.draw(st.permutations(tasks))
    one, other = (compose(found, period=period, as_of=as_of, rules=rules, lists=FIGURES) for found in (tasks, shuffled))
    assert one == other
    assert list(one.now.agencies) == list(other.now.agencies)


@given(some.task_lists(), some.periods(), some.dates(), some.rules())
def test_the_order_of_extensions_changes_nothing(tasks, period, as_of, rules):
    turned = [attrs.evolve(task, extensions=task.extensions[::-1]) for task in tasks]
    one, other = (compose(found, period=period, as_of=as_of, rules=rules) for found in (tasks, turned))
    assert (one.now, one.previous) == (other.now, other.previous)


@given(some.task_lists(), some.periods(), some.dates())
def test_tasks_of_the_future_change_nothing(tasks, period, as_of):
    known = [task for task in tasks if task.assigned_on <= as_of]
    all_of_them, the_known = compose(tasks, period=period, as_of=as_of), compose(known, period=period, as_of=as_of)
    assert all_of_them.now == the_known.now
    assert all_of_them.closing == the_known.closing


@given(some.task_lists(), some.periods(), some.dates(), some.rules(), st.none() | some.agencies())
def test_a_composed_figure_counts_the_tasks_that_it_defines(tasks, period, as_of, rules, agency):
    report = compose(tasks, period=period, as_of=as_of, rules=rules, complete_from=LONG_AGO)
    for figures in filter(None, (report.now, report.previous)):
        for name in FIGURES:
            figure = figures.figure(name, agency=agency)
            assert figure.count == sum(figure.counts(task) for task in tasks)


@given(some.periods(), some.dates())
def test_a_report_of_nothing_is_nothing_and_balances(period, as_of):
    report = compose([], period=period, as_of=as_of)
    assert (report.now.total, report.previous, report.listed) == (AgencyFigures(), None, 0)
    assert audit(report) == ()
