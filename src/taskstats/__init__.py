"""Turn any list of assigned tasks into a progress report whose counts always add up. The pure domain."""

from taskstats.audit import audit, compare, ensure_balanced
from taskstats.books import TaskBook, reading_order
from taskstats.checks import Checks, run_checks
from taskstats.errors import (
    BaselineMismatch,
    InvalidPeriod,
    InvalidRules,
    InvalidTask,
    TaskstatsError,
    Unbalanced,
    UnknownFigure,
    Violation,
)
from taskstats.figures import AgencyFigures, Figure, Figures
from taskstats.memory import MemoryBook
from taskstats.periods import Calendar, Period, PeriodKind, year_start
from taskstats.receipts import NotRead, Receipt, SourceFile
from taskstats.reports import Finding, ProgressReport, compose
from taskstats.rules import ExtensionPolicy, Rules, Status, UndatedPolicy, classify, completed, days_past_due, due_date
from taskstats.shares import Change, Rounding, Share, percentages, split
from taskstats.tallies import Cohort, Standing, Tally, tally
from taskstats.tasks import Extension, Task

__all__ = [
    "AgencyFigures",
    "BaselineMismatch",
    "Calendar",
    "Change",
    "Checks",
    "Cohort",
    "Extension",
    "ExtensionPolicy",
    "Figure",
    "Figures",
    "Finding",
    "InvalidPeriod",
    "InvalidRules",
    "InvalidTask",
    "MemoryBook",
    "NotRead",
    "Period",
    "PeriodKind",
    "ProgressReport",
    "Receipt",
    "Rounding",
    "Rules",
    "Share",
    "SourceFile",
    "Standing",
    "Status",
    "Tally",
    "Task",
    "TaskBook",
    "TaskstatsError",
    "Unbalanced",
    "UndatedPolicy",
    "UnknownFigure",
    "Violation",
    "audit",
    "classify",
    "compare",
    "completed",
    "compose",
    "days_past_due",
    "due_date",
    "ensure_balanced",
    "percentages",
    "reading_order",
    "run_checks",
    "split",
    "tally",
    "year_start",
]
