"""The entry point of the command `taskstats`, and its subcommands."""

from __future__ import annotations

import gc
import io
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from taskstats_adapters.command.check import check
from taskstats_adapters.command.console import FINE, STOPPED, exit_codes, printing, tell
from taskstats_adapters.command.init import init
from taskstats_adapters.command.list_tasks import list_tasks
from taskstats_adapters.command.plugins import plugins
from taskstats_adapters.command.report import report
from taskstats_adapters.errors import OutputError
from taskstats_adapters.vietnamese.text import visible

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
    code = FINE
    try:
        with exit_codes(), printing(sys.stdout):  # the help is printed by click
            code = taskstats(prog_name="taskstats", obj=_run_fenced, standalone_mode=False)
        raise SystemExit(code or FINE)
    except click.ClickException as error:
        with suppress(OutputError):
            tell(*_explained(error))
        raise SystemExit(error.exit_code) from None
    except (KeyboardInterrupt, click.Abort):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # behind the fence it may come twice
        with suppress(OutputError):
            tell("Đã dừng theo yêu cầu (Ctrl-C)")
        raise SystemExit(STOPPED) from None
    finally:
        gc.freeze()


def _explained(error: click.ClickException) -> Sequence[str]:
    """The lines that click prints for a wrong argument. The argument is quoted in the last."""
    said = io.StringIO()
    error.show(file=said)
    above = said.getvalue().removesuffix(f"{error.format_message()}\n")
    return f"{above}{visible(error.format_message())}".splitlines()


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
