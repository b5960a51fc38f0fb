"""The entry point of the command `taskstats`, and its subcommands."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from taskstats_adapters.command.check import check
from taskstats_adapters.command.console import FINE, exit_codes
from taskstats_adapters.command.init import init
from taskstats_adapters.command.list_tasks import list_tasks
from taskstats_adapters.command.plugins import plugins
from taskstats_adapters.command.report import report

FENCED = "--fenced"
"""The first argument of the fenced process, which has the same entry point."""


def main() -> NoReturn:
    """The entry point."""
    if sys.argv[1:2] == [FENCED]:
        from taskstats_adapters.command import fence

        del sys.argv[1]
        fence.enclose(_run)
    _run()


def _run() -> NoReturn:
    """Run the command without garbage collection, even at exit: the process is short, and tasks have no cycles."""
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # file names may be in no encoding
    try:
        with exit_codes():
            taskstats(prog_name="taskstats", obj=_run_fenced)
        raise SystemExit(FINE)
    finally:
        gc.freeze()


def _run_fenced(arguments: Sequence[str]) -> int:
    """Run the command with these arguments in a fenced process; return its exit code. Raises FenceError."""
    from taskstats_adapters.command import fence

    # -P: never import a module from the folder of a list that is not trusted.
    return fence.run((sys.executable, "-P", "-m", __spec__.name, FENCED, *arguments))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="taskstats")
def taskstats() -> None:
    """Lập báo cáo tiến độ thực hiện nhiệm vụ từ danh sách nhiệm vụ đã giao."""


for command in (report, check, list_tasks, init, plugins):
    taskstats.add_command(command)


if __name__ == "__main__":
    main()
