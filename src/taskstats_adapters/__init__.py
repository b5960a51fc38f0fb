"""Everything that touches the world: sources that read task lists, renderers that print reports, and the command."""

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
from taskstats_adapters.contract import BadCell, Renderer, Sheet, Source, SourceError
from taskstats_adapters.hookspecs import hookimpl
from taskstats_adapters.intake.problems import Problem, Severity
from taskstats_adapters.intake.reading import Intake, TaskStream
from taskstats_adapters.profile import Profile, ProfileError, load_profile
from taskstats_adapters.writing import OutputError

__all__ = [
    "BadCell",
    "Intake",
    "OutputError",
    "Problem",
    "Profile",
    "ProfileError",
    "Renderer",
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
