"""The task book over tasks in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

import attrs

from taskstats.books import reading_order
from taskstats.figures import Figure
from taskstats.kinds import judge, sort_into_kinds
from taskstats.tallies import Cohort, Tally
from taskstats.tasks import Task

_agency_of = attrgetter("agency")


class MemoryBook:
    """A task book over the tasks that it is given, sorted into kinds."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = tuple(tasks)
        self._cohorts: tuple[Cohort, ...] = ()
        self._kinds: Sequence[Sequence[Task]] = ()

    def tallies(self, cohorts: Sequence[Cohort]) -> Mapping[str, Sequence[Tally]]:
        """See TaskBook. Raises ValueError unless the cohorts share one set of rules."""
        self._sort(cohorts)
        return judge(cohorts, ((kind[0], map(_agency_of, kind)) for kind in self._kinds))

    def tasks(self, figure: Figure) -> Sequence[Task]:
        """See TaskBook."""
        if figure.cohort not in self._cohorts:
            self._sort((figure.cohort,))
        of_all = attrs.evolve(figure, agency=None)
        counted = (task for kind in self._kinds if of_all.counts(kind[0]) for task in kind)
        return reading_order((task for task in counted if figure.agency in (None, task.agency)), figure.cohort)

    def _sort(self, cohorts: Sequence[Cohort]) -> None:
        self._cohorts, self._kinds = tuple(cohorts), sort_into_kinds(self._tasks, cohorts) if cohorts else ()
