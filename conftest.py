"""Every block of README.md and docs/ runs: Python as Python, console sessions as commands with what they print.

Each document runs in a directory of its own that holds a copy of examples/, so paths read as from the repository.
"""

import doctest
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent


def run_console(example: Example) -> str | None:
    """Run each `$ command` line; the lines below it are what it prints, on either stream, with `...` for any text.

    A command must succeed, unless the next one is `echo $?`.
    """
    turns: list[tuple[str, list[str]]] = []
    for line in example.parsed.splitlines():
        if line.startswith("$ "):
            turns.append((line[2:], []))
        elif turns:
            turns[-1][1].append(line)
        else:
            return f"a console block starts with a command, not with {line!r}"
    status = 0
    for number, (command, expected) in enumerate(turns):
        result = subprocess.run(
            ["bash", "-c", f"(exit {status}); {command}"],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        )
        status = result.returncode
        if status and turns[number + 1 :][:1] != [("echo $?", [str(status)])]:
            return f"$ {command}\nended with {status}:\n{result.stdout}"
        if not same_text("\n".join(expected), result.stdout):
            return f"$ {command}\nshould print\n" + "\n".join(expected) + f"\nbut prints\n{result.stdout}"
    return None


def same_text(expected: str, printed: str) -> bool:
    """Line by line without trailing blanks; `...` stands for any text."""
    want, got = (
        "".join(f"{line.rstrip()}\n" for line in text.strip("\n").splitlines()) for text in (expected, printed)
    )
    return doctest.OutputChecker().check_output(want, got, doctest.ELLIPSIS)


def readable(load: Callable[[str], object]) -> Callable[[Example], None]:
    """An evaluator that only reads the block."""

    def evaluate(example: Example) -> None:
        load(example.parsed)

    return evaluate


def enter(namespace: dict[str, Any]) -> None:
    """Go to a new directory with the examples."""
    directory = TemporaryDirectory(prefix="taskstats-docs-")
    shutil.copytree(ROOT / "examples", Path(directory.name, "examples"))
    namespace["_left"], namespace["_directory"] = Path.cwd(), directory
    os.chdir(directory.name)


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and remove the directory."""
    os.chdir(namespace["_left"])
    namespace["_directory"].cleanup()


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE),
        CodeBlockParser("console", run_console),
        CodeBlockParser("toml", readable(tomllib.loads)),
        CodeBlockParser("json", readable(json.loads)),
    ],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    setup=enter,
    teardown=leave,
).pytest()
