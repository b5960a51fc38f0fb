"""Reads task lists, writes reports, and has the command: everything that touches files, databases and plugins."""

from taskstats_adapters.api import (
    compose_report,
    draft_profile,
    read_findings,
    read_tasks,
    render_report,
    stream_tasks,
    write_corrections,
    write_report,
)
from taskstats_adapters.contract.adapters import Exporter, Printer, Sheet, Source
from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.errors import AdapterError, OutputError, ProfileError, SourceError
from taskstats_adapters.intake.problems import Problem, Severity
from taskstats_adapters.intake.reading import Intake, TaskStream
from taskstats_adapters.office.loading import load_profile
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.findings import FindingIntake

__all__ = [
    "AdapterError",
    "BadCell",
    "Exporter",
    "FindingIntake",
    "Intake",
    "OutputError",
    "Printer",
    "Problem",
    "Profile",
    "ProfileError",
    "Severity",
    "Sheet",
    "Source",
    "SourceError",
    "TaskStream",
    "compose_report",
    "draft_profile",
    "hookimpl",
    "load_profile",
    "read_findings",
    "read_tasks",
    "render_report",
    "stream_tasks",
    "write_corrections",
    "write_report",
]
