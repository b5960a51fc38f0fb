"""The one reading order of every book."""

import datetime as dt

import attrs
import pytest

from taskstats import Cohort, Extension, Figure, MemoryBook, Task, reading_order

CUT_OFF = dt.date(2021, 5, 31)


class TestReadingOrder:
    """By due date (undated last), agency, day of assignment, document, id, title, then everything else."""

    BASE = Task(id="5", assigned_on=dt.date(2021, 5, 5), due_on=dt.date(2021, 5, 20), agency="b", document="5/UBND")

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            pytest.param({"due_on": dt.date(2021, 5, 19), "agency": "c"}, {}, id="due-date-first"),
            pytest.param({"agency": "z"}, {"due_on": None, "agency": "a"}, id="undated-last"),
            pytest.param({"agency": "a", "assigned_on": dt.date(2021, 5, 6)}, {}, id="then-agency"),
            pytest.param({"assigned_on": dt.date(2021, 5, 4), "document": "9/UBND"}, {}, id="then-assignment"),
            pytest.param({"document": "4/UBND", "id": "9"}, {}, id="then-document"),
            pytest.param({"id": "4", "title": "z"}, {}, id="then-id"),
            pytest.param({"title": "a", "assigner": "z"}, {"title": "b"}, id="then-title"),
            pytest.param({"note": "a"}, {"note": "b"}, id="then-everything-else"),
            pytest.param({"origin": "a.xlsx!A2"}, {"origin": "a.xlsx!A3"}, id="then-the-place"),
            pytest.param(
                {"due_on": dt.date(2021, 5, 21)},
                {"extensions": (Extension(dt.date(2021, 5, 22), dt.date(2021, 5, 10)),), "agency": "a"},
                id="the-due-date-known-at-the-cut-off",
            ),
            pytest.param(
                {"extensions": (Extension(dt.date(2021, 6, 22), dt.date(2021, 6, 1)),)},
                {"due_on": dt.date(2021, 5, 21)},
                id="not-one-granted-later",
            ),
        ],
    )
    def test_one_before_the_other(self, first, second):
        one, other = attrs.evolve(self.BASE, **first), attrs.evolve(self.BASE, **second)
        cohort = Cohort(as_of=CUT_OFF)
        figure = Figure(name="total", cohort=cohort, part="total", count=0)
        for given in ([one, other], [other, one]):
            ordered = reading_order(given, cohort)
            assert [task is one for task in ordered] == [True, False]
            assert [task is one for task in MemoryBook(given).tasks(figure)] == [True, False]
