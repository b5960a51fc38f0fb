"""compose(): what a report counts by default, what it is compared with, and what it carries."""

import datetime as dt

import attrs
import pytest

from taskstats import (
    AgencyFigures,
    BaselineMismatch,
    Calendar,
    Change,
    ExtensionPolicy,
    Figures,
    Finding,
    InvalidPeriod,
    InvalidRules,
    MemoryBook,
    Period,
    ProgressReport,
    Receipt,
    Rules,
    Share,
    Tally,
    Task,
    UndatedPolicy,
    UnknownFigure,
    compose,
)
from taskstats.figures import Flow
from taskstats.tallies import PARTS

MARCH, APRIL, MAY = (Period.month(2021, month) for month in (3, 4, 5))
DECREE = Calendar.DECREE_09


def day(text):
    return None if text is None else dt.date.fromisoformat(f"2021-{text}" if len(text) == 5 else text)


def task(name, assigned, due=None, completed=None, agency="", withdrawn=None):
    return Task(
        id=name,
        assigned_on=day(assigned),
        due_on=day(due),
        completed_on=day(completed),
        withdrawn_on=day(withdrawn),
        agency=agency,
    )


FINANCE, TRADE = "Sở Tài chính", "Sở Công Thương"
TASKS = [
    task("old", "2020-12-31", due="05-03", completed="05-03", agency=TRADE),
    task("january", "01-01", due="05-31", agency=FINANCE),
    task("march", "03-10", due="04-30", completed="05-01", agency=FINANCE),
    task("april", "04-01", due="04-30", completed="04-30", agency=TRADE),
    task("late", "04-30", due="05-10", completed="05-11", agency=TRADE),
    task("may", "05-01", due="06-01", agency=FINANCE),
    task("undated", "05-31", agency=FINANCE),
    task("gone", "05-05", due="05-20", withdrawn="05-31", agency=FINANCE),
    task("june", "06-01", due="06-30", agency="Sở Y tế"),
]


def test_by_default_the_cut_off_is_the_last_day_and_the_year_starts_on_1_january():
    report = compose(TASKS, period=MAY)
    assert (report.period, report.as_of, report.now.since) == (MAY, day("05-31"), day("01-01"))
    assert report.rules == Rules()
    assert report.assigned == Tally(pending=2, undated_unfinished=1, withdrawn=1)
    assert report.due == Tally(on_time=1, late=1, overdue=1, withdrawn=1)
    assert report.cumulative == Tally(on_time=1, late=2, pending=2, overdue=1, undated_unfinished=1, withdrawn=1)
    assert (report.withdrawn, report.listed) == (1, 9)


def test_the_opening_is_the_day_before_the_period_and_the_closing_the_cut_off():
    report = compose(TASKS, period=MAY)
    assert report.opening == Tally(on_time=1, pending=3, overdue=1)
    assert report.closing == Tally(on_time=2, late=2, pending=2, overdue=1, undated_unfinished=1, withdrawn=1)


def test_the_previous_month_is_counted_at_its_own_last_day():
    previous = compose(TASKS, period=MAY).previous
    assert (previous.period, previous.as_of, previous.since) == (APRIL, day("04-30"), day("01-01"))
    assert previous == compose(TASKS, period=APRIL).now
    assert previous.due == Tally(on_time=1, overdue=1)
    assert previous.assigned == Tally(on_time=1, pending=1)


def test_another_cut_off_moves_the_report_and_not_the_previous_period():
    report = compose(TASKS, period=MAY, as_of=day("05-10"))
    assert (report.as_of, report.now.since) == (day("05-10"), day("01-01"))
    assert report.due == Tally(on_time=1, pending=2, overdue=1)
    assert report.previous == compose(TASKS, period=MAY).previous
    later = compose(TASKS, period=MAY, as_of=day("2022-01-01"))
    assert later.now.since == day("01-01")
    assert later.due == Tally(on_time=1, late=1, overdue=1, withdrawn=1)


def test_a_cut_off_before_the_period_opens_and_closes_that_day():
    report = compose(TASKS, period=MAY, as_of=day("04-29"))
    assert report.opening == report.closing == Tally(pending=4)
    first_day = compose(TASKS, period=MAY, as_of=day("05-01"))
    assert first_day.opening == Tally(on_time=1, pending=3, overdue=1)
    assert first_day.closing == Tally(on_time=1, late=1, pending=4)


def test_another_start_of_the_cumulative_figures():
    report = compose(TASKS, period=MAY, since=day("04-01"))
    assert report.now.since == report.previous.since == day("04-01")
    assert report.cumulative.total == 4
    assert report.previous.cumulative.total == 2


@pytest.mark.parametrize(
    ("since", "against", "since_before"),
    [
        pytest.param("2021-01-01", APRIL, "2021-01-01", id="same-year"),
        pytest.param("2021-04-30", APRIL, "2021-04-30", id="on-its-last-day"),
        pytest.param("2021-05-01", APRIL, "2020-05-01", id="the-day-after-so-a-year-earlier"),
        pytest.param("2021-01-01", Period.month(2020, 12), "2020-01-01", id="december-before"),
        pytest.param("2021-01-01", Period.month(2019, 5), "2019-01-01", id="two-years-earlier"),
        pytest.param(None, Period.month(2020, 12), "2020-01-01", id="by-default-the-start-of-its-year"),
        pytest.param(None, Period.month(2021, 1, calendar=DECREE), "2020-12-15", id="in-its-calendar"),
    ],
)
def test_the_compared_cumulative_figures_start_no_later_than_they_end(since, against, since_before):
    report = compose(
        [task("old", "2010-01-01")], period=MAY, since=day(since), against=against, complete_from=day("2010-01-01")
    )
    assert report.previous.since == day(since_before)


def test_january_is_compared_with_december_and_its_own_year():
    report = compose(TASKS, period=Period.month(2021, 1))
    assert report.previous.period == Period.month(2020, 12)
    assert (report.previous.as_of, report.previous.since) == (day("2020-12-31"), day("2020-01-01"))
    assert report.previous.cumulative == Tally(pending=1)


def test_the_decree_counts_its_own_months_and_years():
    report = compose(TASKS, period=Period.month(2021, 5, calendar=DECREE))
    assert (report.as_of, report.now.since) == (day("05-14"), day("2020-12-15"))
    assert report.cumulative.total == 7
    assert report.due == Tally(on_time=2, late=2)
    assert report.previous.period == Period.month(2021, 4, calendar=DECREE)


def test_any_days_lie_in_the_year_of_their_calendar():
    report = compose(TASKS, period=Period.parse("2021-01-04..2021-01-20", calendar=DECREE))
    assert (report.now.since, report.previous.since) == (day("2020-12-15"), day("2020-12-15"))
    assert (report.previous.period.first, report.previous.period.last) == (day("2020-12-18"), day("2021-01-03"))


def test_against_another_period():
    report = compose(TASKS, period=MAY, against=MARCH)
    assert (report.previous.period, report.previous.as_of) == (MARCH, day("03-31"))
    assert report.change("assigned.total") == Change(now=2, before=1)


def test_a_list_that_reaches_back_to_no_task_has_nothing_to_compare_with():
    report = compose([task("may", "05-01")], period=MAY)
    assert report.previous is None
    assert report.change("due.late") is None
    assert "previous.due.late" not in report.figures
    assert compose([task("april", "04-30")], period=MAY).previous is not None
    withdrawn = task("gone", "04-30", withdrawn="04-30")
    assert compose([withdrawn], period=MAY).previous.assigned == Tally(withdrawn=1)


@pytest.mark.parametrize(
    ("april", "may", "compared"),
    [
        pytest.param(1, 10, True, id="a-tenth"),
        pytest.param(1, 11, False, id="less-than-a-tenth"),
        pytest.param(0, 0, False, id="none"),
        pytest.param(5, 0, True, id="none-in-the-period"),
    ],
)
def test_a_list_that_hardly_reaches_back_has_nothing_to_compare_with(april, may, compared):
    assigned = [
        ("older", "01-01"),
        *((f"a{n}", "04-30") for n in range(april)),
        *((f"m{n}", "05-01") for n in range(may)),
    ]
    tasks = [task(*found) for found in assigned]
    report = compose(tasks, period=MAY)
    assert report.reaches_back is (report.previous is not None) is compared
    assert compose(tasks, period=MAY, baseline=BASELINE).previous == BASELINE


@pytest.mark.parametrize(("complete_from", "compared"), [("04-01", True), ("04-02", False)])
@pytest.mark.parametrize("assigned", ["01-01", "04-30"])
def test_the_office_knows_from_which_day_its_list_is_complete(complete_from, compared, assigned):
    report = compose([task("1", assigned)], period=MAY, complete_from=day(complete_from))
    assert report.reaches_back is (report.previous is not None) is compared


def test_tasks_assigned_after_the_cut_off_are_counted_apart():
    tasks = [task("1", "05-20"), task("2", "05-21"), task("3", "06-01", withdrawn="06-01")]
    assert compose(tasks, period=MAY, as_of=day("05-20")).assigned_later == 2
    assert compose(tasks, period=MAY).assigned_later == 1


BASELINE = Figures(
    period=APRIL,
    as_of=day("04-30"),
    since=day("01-01"),
    agencies={"": AgencyFigures(assigned=Tally(pending=337), due=Tally(late=1, overdue=9))},
)


def test_a_baseline_is_taken_instead_of_counting_again():
    report = compose(TASKS, period=MAY, baseline=BASELINE)
    assert report.previous is BASELINE
    assert report.change("due.late") == Change(now=1, before=1)
    assert report.change("due.overdue").difference == -8
    assert compose([], period=MAY, baseline=BASELINE).previous is BASELINE


@pytest.mark.parametrize(
    ("period", "against"),
    [
        pytest.param(Period.month(2021, 6), None, id="the-next-month"),
        pytest.param(MAY, MARCH, id="another-asked-for"),
        pytest.param(Period.days(day("05-01"), day("05-31")), None, id="a-span-of-31-days"),
        pytest.param(MAY, Period.days(day("04-01"), day("04-29")), id="another-end"),
    ],
)
def test_a_baseline_of_another_period_is_refused(period, against):
    with pytest.raises(BaselineMismatch, match="the baseline is of 2021-04; this report is compared with ") as error:
        compose(TASKS, period=period, against=against, baseline=BASELINE)
    wanted = against or period.previous()
    assert (error.value.given, error.value.wanted) == (BASELINE.period, Period.days(wanted.first, wanted.last))


def test_a_baseline_of_another_cut_off_is_refused():
    early = attrs.evolve(BASELINE, as_of=day("04-15"))
    with pytest.raises(BaselineMismatch, match="at the close of 2021-04-15; its period ends on 2021-04-30") as error:
        compose(TASKS, period=MAY, baseline=early)
    assert (error.value.what, error.value.given, error.value.wanted) == ("as_of", day("04-15"), day("04-30"))


@pytest.mark.parametrize(
    ("rules", "given", "wanted"),
    [
        (Rules(grace_days=2), "grace_days = 0", "grace_days = 2"),
        (Rules(undated=UndatedPolicy.LEFT_OUT), "undated = counted", "undated = left-out"),
        (
            Rules(day_running=True, extensions=ExtensionPolicy.IN_TIME),
            "day_running = false, extensions = honoured",
            "day_running = true, extensions = in-time",
        ),
    ],
)
def test_a_baseline_counted_by_other_rules_is_refused(rules, given, wanted):
    with pytest.raises(BaselineMismatch, match=f"counted with {given}; this report is counted with {wanted}") as error:
        compose(TASKS, period=MAY, rules=rules, baseline=BASELINE)
    assert error.value.what == "rules"
    same = attrs.evolve(BASELINE, rules=rules)
    assert compose(TASKS, period=MAY, rules=rules, baseline=same).previous is same


def test_undated_tasks_printed_apart_are_counted_all_the_same():
    apart = Rules(undated=UndatedPolicy.APART)
    assert compose(TASKS, period=MAY, rules=apart, baseline=BASELINE).previous is BASELINE


def test_a_baseline_of_the_same_days_is_of_the_same_period():
    same_days = attrs.evolve(BASELINE, period=Period.days(day("04-01"), day("04-30")))
    assert compose(TASKS, period=MAY, baseline=same_days).previous is same_days


def test_the_appendices_are_the_lists_by_default():
    report = compose(TASKS, period=MAY)
    assert {name: [found.id for found in listed] for name, listed in report.lists.items()} == {
        "due.late": ["late"],
        "cumulative.overdue": ["january"],
        "carried.overdue": [],
    }


def test_other_lists():
    report = compose(TASKS, period=MAY, lists=["cumulative.total", "due.withdrawn"])
    assert [found.id for found in report.lists["cumulative.total"]] == [
        "april",
        "march",
        "late",
        "january",
        "may",
        "undated",
    ]
    assert [found.id for found in report.lists["due.withdrawn"]] == ["gone"]
    assert compose(TASKS, period=MAY, lists=()).lists == {}


@pytest.mark.parametrize("name", ["due.done", "late", "total.late", "due", "", "previous.due.late", "due.late.x"])
def test_a_list_or_figure_that_no_report_has_is_refused(name):
    with pytest.raises(
        UnknownFigure,
        match=r"one of \[assigned, .*, ageing\.over-90\], a dot, and one of \[total, .*, left_out\]  \[E-FIGURE\]$",
    ):
        compose(TASKS, period=MAY, lists=[name])
    with pytest.raises(UnknownFigure, match=f"no figure '{name}'"):
        compose(TASKS, period=MAY).now.figure(name)


def test_findings_and_the_receipt_are_carried_as_given():
    findings = [Finding(agency=TRADE, document="12/BC"), Finding(agency=FINANCE), Finding(agency=TRADE)]
    receipt = Receipt(rows=9, accepted=9)
    report = compose(TASKS, period=MAY, findings=iter(findings), receipt=receipt)
    assert report.findings == tuple(findings)
    assert report.receipt is receipt
    assert compose(TASKS, period=MAY, findings=[]).findings == ()
    assert compose(TASKS, period=MAY).findings is None  # nobody looked, which is not the same as nothing found
    assert compose(TASKS, period=MAY).receipt is None


def test_figures_by_agency_in_the_order_of_their_names():
    report = compose(TASKS, period=MAY)
    assert list(report.now.agencies) == [TRADE, FINANCE]
    assert report.now.agencies[FINANCE] == AgencyFigures(
        assigned=Tally(pending=2, undated_unfinished=1, withdrawn=1),
        due=Tally(overdue=1, withdrawn=1),
        cumulative=Tally(late=1, pending=2, overdue=1, undated_unfinished=1, withdrawn=1),
        completed=Tally(late=1),
        withdrawn=Tally(withdrawn=1),
        falling_due=Tally(pending=1),
        opening=Tally(pending=1, overdue=1),
        closing=Tally(late=1, pending=2, overdue=1, undated_unfinished=1, withdrawn=1),
    ) + AgencyFigures({"ageing.1-30": Tally(overdue=1, withdrawn=1), "ageing.31-60": Tally(late=1)})
    assert report.now.agencies[TRADE] == AgencyFigures(
        due=Tally(on_time=1, late=1),
        cumulative=Tally(on_time=1, late=1),
        carried=Tally(on_time=1),
        completed=Tally(on_time=1, late=1),
        opening=Tally(on_time=1, pending=2),
        closing=Tally(on_time=2, late=1),
    ) + AgencyFigures({"ageing.1-30": Tally(on_time=1, late=1), "ageing.31-60": Tally(on_time=1)})
    assert report.now.figure("due.total", agency=FINANCE).count == 1
    assert report.now.figure("due.total", agency="Sở Y tế").count == 0


def test_the_figures_of_a_report_by_name():
    report = compose(TASKS, period=MAY)
    assert len(report.figures) == 2 * 13 * 11
    late = report.figures["due.late"]
    assert (late.name, late.part, late.count, late.agency) == ("due.late", "late", 1, None)
    assert (late.cohort.due_in, late.cohort.assigned_in, late.cohort.as_of) == (MAY, None, day("05-31"))
    assigned = report.figures["previous.assigned.total"]
    assert (assigned.cohort.assigned_in, assigned.cohort.due_in, assigned.cohort.as_of) == (APRIL, None, day("04-30"))
    so_far = report.figures["cumulative.total"].cohort
    assert (so_far.assigned_in, so_far.due_in) == (Period.days(day("01-01"), day("05-31")), None)


def test_change_and_share_of_figures():
    report = compose(TASKS, period=MAY)
    assert report.change("assigned.total") == Change(now=2, before=2)
    assert report.change("due.late") == Change(now=1, before=0)
    assert report.share("due.late", of="due.total") == Share(part=1, whole=3, of="due.total")
    for ask in (lambda: report.change("late"), lambda: report.share("due.late", "due"), lambda: report.share("x", "x")):
        with pytest.raises(UnknownFigure):
            ask()


def test_rules_reach_every_cohort():
    rules = Rules(day_running=True, grace_days=1)
    report = compose(TASKS, period=MAY, rules=rules)
    assert {figure.cohort.rules for figure in report.figures.values()} == {rules}
    assert report.due == Tally(on_time=2, pending=1, withdrawn=1)
    assert report.previous.due == Tally(on_time=1, pending=1)
    assert (report.opening.pending, report.closing.pending) == (4, 3)


def test_a_book_serves_as_well_as_tasks_and_an_iterator_is_read_once():
    of_a_list = compose(TASKS, period=MAY)
    assert compose(MemoryBook(TASKS), period=MAY) == of_a_list
    assert compose(iter(TASKS), period=MAY) == of_a_list


def test_a_report_of_no_tasks():
    report = compose([], period=MAY)
    assert report == ProgressReport(
        now=Figures(period=MAY, as_of=day("05-31"), since=day("01-01")),
        previous=None,
        listed=0,
        reaches_back=False,
        lists={"due.late": (), "cumulative.overdue": (), "carried.overdue": ()},
    )


def test_figures_are_in_the_order_of_the_names_whoever_made_them():
    given = {TRADE: AgencyFigures(due=Tally(late=1)), "": AgencyFigures(), FINANCE: AgencyFigures()}
    for order in (list(given), list(reversed(given))):
        figures = Figures(
            period=MAY, as_of=day("05-31"), since=day("01-01"), agencies={agency: given[agency] for agency in order}
        )
        assert list(figures.agencies.items()) == [
            ("", AgencyFigures()),
            (TRADE, given[TRADE]),
            (FINANCE, AgencyFigures()),
        ]


def test_figures_cannot_be_changed():
    report = compose(TASKS, period=MAY)
    with pytest.raises(TypeError):
        report.now.agencies["Sở Y tế"] = AgencyFigures()


def test_cumulative_figures_do_not_end_before_they_start():
    with pytest.raises(InvalidPeriod, match="cannot end on 2021-05-31 before it starts on 2021-06-01"):
        compose(TASKS, period=MAY, since=day("06-01"))


def test_a_moment_is_no_cut_off():
    until_3_12, since_3_13 = "can't compare datetime.datetime to datetime.date", "not supported between instances of"
    with pytest.raises(TypeError, match=f"{until_3_12}|{since_3_13} 'datetime.date' and 'datetime.datetime'"):
        compose(TASKS, period=MAY, as_of=dt.datetime(2021, 5, 31))  # noqa: DTZ001


@pytest.mark.parametrize(("as_of", "compared"), [(day("04-29"), False), (day("04-30"), True)])
def test_the_previous_period_is_compared_with_once_it_has_ended(as_of, compared):
    report = compose(TASKS, period=MAY, as_of=as_of)
    assert (report.previous is not None) is compared
    asked_for = compose(TASKS, period=MAY, as_of=as_of, against=Period.month(2021, 4))
    assert asked_for.previous is not None


def test_the_figures_of_agencies_add_up_with_plus():
    one = AgencyFigures(assigned=Tally(late=1), due=Tally(pending=2))
    other = AgencyFigures(assigned=Tally(late=3), cumulative=Tally(overdue=1))
    assert one + other == AgencyFigures(assigned=Tally(late=4), due=Tally(pending=2), cumulative=Tally(overdue=1))


# -- carried over, ageing, falling due -----------------------------------------------------------

LAST_YEARS = [
    task("open in december", "2020-11-01", due="2020-12-20", agency=TRADE),
    task("done in january", "2020-12-31", due="01-31", completed="01-01", agency=TRADE),
    task("done in december", "2020-12-01", due="2020-12-31", completed="2020-12-31", agency=TRADE),
    task("gone in december", "2020-12-01", withdrawn="2020-12-31", agency=TRADE),
    task("gone in may", "2020-12-01", withdrawn="05-02", agency=TRADE),
    task("of the year", "01-01", due="05-31", agency=FINANCE),
]


def ids(report, figure):
    return [found.id for found in report.lists[figure]]


def test_carried_over_is_what_was_open_when_the_year_began():
    report = compose(LAST_YEARS, period=MAY, lists=("carried.total", "carried.withdrawn", "carried.overdue"))
    assert report.carried == Tally(on_time=1, overdue=1, withdrawn=1)
    assert ids(report, "carried.total") == ["open in december", "done in january"]
    assert ids(report, "carried.withdrawn") == ["gone in may"]
    assert report.figures["carried.overdue"].count == 1
    assert report.now.figure("carried.overdue", agency=FINANCE).count == 0
    since_april = compose(LAST_YEARS, period=MAY, since=day("04-01"))
    assert (since_april.carried.total, since_april.cumulative.total) == (2, 0)


def test_a_cut_off_before_the_year_leaves_everything_open_carried_over():
    report = compose(LAST_YEARS, period=Period.month(2021, 1), as_of=day("2020-12-30"))
    assert (report.now.since, report.cumulative) == (day("01-01"), Tally())
    assert report.carried == Tally(pending=3, overdue=1, undated_unfinished=2)


@pytest.mark.parametrize(
    ("period", "calendar", "since"),
    [
        pytest.param("2021-01", DECREE, "2020-12-15", id="decree"),
        pytest.param("2020-12-20..2021-01-10", Calendar.CIVIL, "2021-01-01", id="a-span-over-the-turn-of-the-year"),
        pytest.param("2021", Calendar.CIVIL, "2021-01-01", id="a-year"),
    ],
)
@pytest.mark.parametrize("as_of", [None, "2020-12-31", "2021-12-31", "2022-06-30"])
def test_the_year_is_that_of_the_last_day_whatever_the_cut_off(period, calendar, since, as_of):
    report = compose([], period=Period.parse(period, calendar=calendar), as_of=day(as_of))
    assert report.now.since == day(since)


def test_completed_in_the_period_by_the_cut_off_whenever_assigned_or_due():
    report = compose(TASKS, period=MAY, lists=("completed.on_time", "completed.late"))
    assert (ids(report, "completed.on_time"), ids(report, "completed.late")) == (["old"], ["march", "late"])
    assert compose(TASKS, period=MAY, as_of=day("05-02")).now.total.completed == Tally(late=1)


def test_what_falls_due_in_the_next_period():
    report = compose(TASKS, period=MAY, lists=("falling_due.pending",))
    assert ids(report, "falling_due.pending") == ["may"]
    assert report.now.cohorts["falling_due"].due_in == Period.month(2021, 6)


@pytest.mark.parametrize(
    ("days_overdue", "band"),
    [
        *((1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90")),
        *((91, "over-90"), (5000, "over-90")),
    ],
)
@pytest.mark.parametrize("rules", [Rules(), Rules(day_running=True)])
def test_each_band_of_days_overdue(days_overdue, band, rules):
    stopped = MAY.last if rules.day_running else day("06-01")
    overdue = attrs.evolve(TASKS[1], assigned_on=day("2000-01-01"), due_on=stopped - dt.timedelta(days=days_overdue))
    report = compose([overdue], period=MAY, rules=rules)
    assert (report.now.total.ageing, report.closing.overdue) == ({band: 1}, 1)


def test_bands_of_ones_own():
    report = compose(TASKS, period=MAY, ageing_bands=(7,), lists=("ageing.1-7.overdue", "ageing.over-7.overdue"))
    assert (ids(report, "ageing.1-7.overdue"), ids(report, "ageing.over-7.overdue")) == (["january"], [])
    for bands in ((0,), (30, 30), (60, 30), (-1,)):
        with pytest.raises(InvalidRules, match="each has to end after the one before it"):
            compose(TASKS, period=MAY, ageing_bands=bands)


def test_the_flow_of_each_agency_and_of_all():
    report = compose(TASKS, period=MAY)
    flow = Flow(opening=4, assigned=3, completed=3, withdrawn=1, left_out=0, closing=3)
    assert report.now.total.flow == flow
    assert report.now.agencies[TRADE].flow == attrs.evolve(
        flow, opening=2, assigned=0, completed=2, withdrawn=0, closing=0
    )
    left_out = compose(TASKS, period=MAY, rules=Rules(undated=UndatedPolicy.LEFT_OUT)).now.total.flow
    assert left_out == attrs.evolve(flow, left_out=1, closing=2)


def test_of_a_published_report_only_what_it_states_is_known():
    published = attrs.evolve(
        BASELINE, stated={"assigned": ("total",), "due": ("late", "unfinished"), "cumulative": PARTS}
    )
    report = compose(TASKS, period=MAY, baseline=published)
    assert report.change("due.late") == Change(now=1, before=1)
    assert report.change("carried.overdue") is None
    assert report.change("due.total") is None
    assert not {"previous.carried.overdue", "previous.due.total"} & report.figures.keys()
    assert report.figures["previous.due.late"].count == 1
    with pytest.raises(UnknownFigure):
        report.change("carried.done")
