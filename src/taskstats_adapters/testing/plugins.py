"""What the contracts of sources and of renderers ask of the plugin around the record."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from typing import Any

import pluggy

from taskstats_adapters import hookspecs
from taskstats_adapters.registry import HOOKS, checked


def offered(plugin: object, hook: str) -> list[Any]:
    """What a plugin offers under a hook, checked as the registry does. Raises what is wrong with it."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(plugin)
    manager.check_pending()
    return [checked(record, HOOKS[hook]) for records in getattr(manager.hook, hook)() for record in records]


def loaded_by_import(module: str, libraries: Iterable[str]) -> list[str]:
    """Those of the libraries that importing the module loads, beyond what the contract itself needs."""
    program = (
        "import sys, importlib, taskstats_adapters.hookspecs\n"
        "before = set(sys.modules)\n"
        "importlib.import_module(sys.argv[1])\n"
        "print(*(name for name in sys.argv[2:] if name in sys.modules and name not in before))"
    )
    return run_python(program, module, *libraries).split()


def run_python(program: str, *arguments: str, **environment: str) -> str:
    """What a program prints in a new interpreter that finds the same modules. Raises with what it says on failure."""
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
