"""The task book over tasks in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from taskstats.books import reading_order
from taskstats.figures import Figure
from taskstats.kinds import sort_into_kinds
from taskstats.tallies import Cohort, Standing, Tally
from taskstats.tasks import Task


class MemoryBook:
    """A task book over tasks in memory: the tasks that were given, sorted into kinds."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._tasks = tuple(tasks)
        self._cohorts: tuple[Cohort, ...] = ()
        self._kinds: Sequence[Sequence[Task]] = ()

    def tallies(self, cohorts: Sequence[Cohort]) -> Sequence[Mapping[str, Tally]]:
        """See TaskBook. Tasks that no cohort can tell apart are counted together and judged once, by `standing`."""
        self._sort(cohorts)
        found: list[dict[str, dict[Standing, int]]] = [{} for _ in cohorts]
        for kind in self._kinds:
            task, count = kind[0], len(kind)
            for cohort, by_agency in zip(cohorts, found, strict=True):
                standing = cohort.standing(task)
                if standing is not None:
                    standings = by_agency.setdefault(task.agency, {})
                    standings[standing] = standings.get(standing, 0) + count
        return [{agency: Tally.of(counts) for agency, counts in by_agency.items()} for by_agency in found]

    def tasks(self, figure: Figure) -> Sequence[Task]:
        """See TaskBook."""
        if figure.cohort not in self._cohorts:
            self._sort((figure.cohort,))
        counted = (kind for kind in self._kinds if figure.counts(kind[0]))
        return reading_order(chain.from_iterable(counted), figure.cohort)

    def _sort(self, cohorts: Sequence[Cohort]) -> None:
        self._cohorts, self._kinds = tuple(cohorts), sort_into_kinds(self._tasks, cohorts) if cohorts else ()
