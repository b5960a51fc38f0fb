"""The errors of the domain, and the family that the adapters' errors belong to.

The domain's messages are in English, for programmers; those about an office's files are in Vietnamese.
"""

from __future__ import annotations

import copyreg
from collections.abc import Sequence
from typing import Any

import attrs


class TaskstatsError(Exception):
    """Base of every error that taskstats raises on purpose.

    `code` is stable ("E-PERIOD"), so that programs can tell errors apart; `where` names what is wrong (a task, a file,
    a cell; empty where there is nothing to name); `message` says what was found, and what to do. Errors can be
    pickled and copied.
    """

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(code, where, message)
        self.code = code
        self.where = where
        self.message = message

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}  [{self.code}]"

    def __reduce__(self) -> tuple[Any, ...]:
        # Subclasses take other arguments than `args`: their __init__ cannot be called again.
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class InvalidTask(TaskstatsError, ValueError):
    """A task that contradicts itself; `contradictions` has every contradiction, as stable codes."""

    def __init__(self, task_id: str, contradictions: Sequence[str]) -> None:
        super().__init__("E-TASK", f"task {task_id!r}", "; ".join(contradictions))
        self.task_id = task_id
        self.contradictions = tuple(contradictions)


class InvalidPeriod(TaskstatsError, ValueError):
    """A period that does not exist, or a text that names none."""

    def __init__(self, message: str) -> None:
        super().__init__("E-PERIOD", "", message)


class InvalidRules(TaskstatsError, ValueError):
    """Rules that cannot be applied, such as a negative grace."""

    def __init__(self, message: str) -> None:
        super().__init__("E-RULES", "", message)


class UnknownFigure(TaskstatsError, LookupError):
    """A figure name that no report has; the message lists the names there are."""

    def __init__(self, message: str) -> None:
        super().__init__("E-FIGURE", "", message)


class BaselineMismatch(TaskstatsError, ValueError):
    """A baseline that cannot be compared like with like: `what` differs, which is `given` but was `wanted`.

    `what` is "period" (another span of days), "as_of" (a cut-off that is not the period's last day) or "rules" (other
    rules of counting: `given` and `wanted` name those that differ).
    """

    def __init__(self, given: object, wanted: object, what: str = "period") -> None:
        messages = {
            "period": f"the baseline is of {given}; this report is compared with {wanted}",
            "as_of": f"the baseline was counted at the close of {given}; its period ends on {wanted}",
            "rules": f"the baseline was counted with {given}; this report is counted with {wanted}",
        }
        super().__init__("E-BASELINE", "", messages[what])
        self.given = given
        self.wanted = wanted
        self.what = what


@attrs.frozen(kw_only=True)
class Violation:
    """An identity, numbered as in docs/reference/definitions.md, that does not hold.

    `figure` is the stable name of what was counted: "due.late", "previous.cumulative.pending", "closing.unfinished",
    "lists.due.late" (its rows), "lists.due.late.counted" (those of its rows that the figure counts), "receipt.rows",
    "receipt.accepted". `agency` is None where all agencies are counted together.
    """

    identity: int
    figure: str
    expected: int
    computed: int
    agency: str | None = None

    @property
    def difference(self) -> int:
        """How many more were computed than expected; negative for fewer."""
        return self.computed - self.expected

    def __str__(self) -> str:
        of_agency = "" if self.agency is None else f" of {self.agency!r}"
        return (
            f"identity {self.identity}, {self.figure}{of_agency}: expected {self.expected}, "
            f"computed {self.computed}, difference {self.difference:+d}"
        )


class Unbalanced(TaskstatsError):
    """Counts that do not add up; `violations` has every identity that failed."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__("E-UNBALANCED", "", "the counts do not add up")
        self.violations = tuple(violations)

    def __str__(self) -> str:
        return "\n".join([f"{super().__str__()}:", *(f"- {violation}" for violation in self.violations)])
