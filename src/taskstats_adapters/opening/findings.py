"""Lists of findings, opened as task lists are."""

from __future__ import annotations

import attrs

from taskstats import Finding
from taskstats_adapters.errors import SourceError
from taskstats_adapters.intake.findings import take_findings
from taskstats_adapters.intake.problems import IgnoredSheet, Problem
from taskstats_adapters.intake.sheets import placed
from taskstats_adapters.office.profile import Encoding
from taskstats_adapters.opening.opened import Opened


@attrs.frozen(kw_only=True)
class FindingIntake:
    """The result of reading lists of findings, in the given order. `problems` are warnings, such as a wrong suffix.

    `ignored_sheets` names the files of a folder that cannot be lists.
    """

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored_sheets: tuple[IgnoredSheet, ...] = ()


def take_all_findings(opened: Opened, encoding: Encoding) -> FindingIntake:
    """The findings of all sources. Raises SourceError, or an ExceptionGroup, for lists of anything else."""
    found: list[Finding] = []
    for file, sheets in opened.sources:
        unread = len(opened.unread)
        try:
            found += take_findings((placed(sheet, file.name, False, encoding) for sheet in sheets), file.name)
        except SourceError as error:
            if len(opened.unread) == unread:  # do not also report a missing header for a file that cannot be read
                opened.unread.append(error)
    opened.raise_unread()
    return FindingIntake(findings=tuple(found), problems=tuple(opened.problems), ignored_sheets=tuple(opened.ignored))
