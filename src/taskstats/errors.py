"""The small family of errors of the domain. Messages are in English: a programmer reads them."""

from __future__ import annotations

from collections.abc import Sequence


class TaskstatsError(Exception):
    """Base of every error that taskstats raises on purpose."""


class InvalidTask(TaskstatsError, ValueError):
    """A task that contradicts itself; `contradictions` holds every one of them, as stable codes."""

    def __init__(self, task_id: str, contradictions: Sequence[str]) -> None:
        super().__init__(f"task {task_id!r}: {'; '.join(contradictions)}")
        self.task_id = task_id
        self.contradictions = tuple(contradictions)


class InvalidPeriod(TaskstatsError, ValueError):
    """A period that does not exist, or a text that does not name one."""


class InvalidRules(TaskstatsError, ValueError):
    """Rules that cannot be applied, such as a negative grace."""


class UnknownFigure(TaskstatsError, LookupError):
    """A figure name that no report has; the message lists the names there are."""


class BaselineMismatch(TaskstatsError, ValueError):
    """A baseline of another span of days than the one that the report is compared with: `given` and `wanted`."""

    def __init__(self, given: object, wanted: object) -> None:
        super().__init__(f"the baseline is of {given}; this report is compared with {wanted}")
        self.given = given
        self.wanted = wanted


class Unbalanced(TaskstatsError):
    """Counts that do not add up; `violations` holds every identity that failed."""

    def __init__(self, violations: Sequence[object]) -> None:
        super().__init__("the counts do not add up:\n" + "\n".join(f"- {violation}" for violation in violations))
        self.violations = tuple(violations)
