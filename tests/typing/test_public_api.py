"""The core as its user's type checker sees it. mypy --strict checks this file; pytest runs it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import taskstats as ts


def tasks() -> list[ts.Task]:
    return [
        ts.Task(id="1", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 5, 20), agency="Sở Tài chính"),
        ts.Task(
            id="2",
            assigned_on=dt.date(2021, 5, 4),
            due_on=dt.date(2021, 5, 5),
            completed_on=dt.date(2021, 5, 6),
            extensions=(ts.Extension(dt.date(2021, 5, 6), granted_on=dt.date(2021, 5, 5)),),
        ),
    ]


def test_a_report_is_typed_down_to_its_counts() -> None:
    report = ts.compose(tasks(), period=ts.Period.month(2021, 5), rules=ts.Rules(grace_days=1))
    assert_type(report, ts.ProgressReport)
    assert_type(report.due, ts.Tally)
    assert_type(report.due.late, int)
    assert_type(report.previous, ts.Figures | None)
    assert_type(report.now.agencies, Mapping[str, ts.AgencyFigures])
    assert_type(report.lists["due.late"], Sequence[ts.Task])
    assert_type(report.figures["due.late"].count, int)
    assert_type(report.change("due.late"), ts.Change | None)
    assert_type(ts.audit(report), tuple[ts.Violation, ...])
    assert report.due.total == 2


def test_shares_are_exact() -> None:
    shares = ts.split(3, "due.total", [1, 2])
    assert_type(shares[0].fraction, Fraction | None)
    assert_type(ts.percentages(shares, ts.Rounding.REMAINDER), tuple[Decimal | None, ...])
    assert shares[0].fraction == Fraction(1, 3)


def test_a_book_is_whatever_answers_the_two_questions() -> None:
    class Book:
        def tallies(self, cohorts: Sequence[ts.Cohort]) -> Mapping[str, Sequence[ts.Tally]]:
            return {"Sở Tài chính": [ts.tally(tasks(), cohort) for cohort in cohorts]}

        def tasks(self, figure: ts.Figure) -> Sequence[ts.Task]:
            return [task for task in tasks() if figure.counts(task)]

    book: ts.TaskBook = Book()
    assert ts.compose(book, period=ts.Period.month(2021, 5)).due.total == 2


def test_mistakes_are_found_before_the_program_runs() -> None:
    """Each line is an error to the type checker; were one not, mypy would call its `ignore` unused."""

    def never_called() -> None:
        ts.Task(id="1", assigned_on="2021-05-03")  # type: ignore[arg-type]
        ts.Task("1", dt.date(2021, 5, 3))  # type: ignore[call-arg]
        ts.Tally().late = 1  # type: ignore[misc]
        ts.compose(tasks(), ts.Period.month(2021, 5))  # type: ignore[call-arg]
        ts.Rules(extensions="ignored")  # type: ignore[arg-type]

    assert callable(never_called)
