"""Checks of the plugin that offers a source or a renderer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable

from taskstats_adapters.plugins.discovery import examine


def check_offered(name: str, plugin: object, kind: str) -> None:
    """Check that the plugin offers a record of that name in its `sources` or `renderers`, and nothing broken."""
    found = examine(plugin)
    assert not found.failures, "\n".join(failure.reason for failure in found.failures)
    names = [offer.record.name for offer in getattr(found, kind)]
    assert name in names, f"the plugin offers the {kind} {names}, not {name!r}"


def loaded_by_import(module: str, libraries: Iterable[str]) -> list[str]:
    """Which of the libraries are loaded by importing the module, beyond what the contract itself loads."""
    program = (
        "import sys, importlib, taskstats_adapters.contract.hooks\n"
        "before = set(sys.modules)\n"
        "importlib.import_module(sys.argv[1])\n"
        "print(*(name for name in sys.argv[2:] if name in sys.modules and name not in before))"
    )
    return run_python(program, module, *libraries).split()


def run_python(program: str, *arguments: str, **environment: str) -> str:
    """The output of a program in a new interpreter with the same sys.path. Raises AssertionError if it fails."""
    result = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8", **environment},
    )
    if result.returncode:
        raise AssertionError(f"the program ended with {result.returncode}:\n{result.stderr}")
    return result.stdout
