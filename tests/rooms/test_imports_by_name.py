"""Only plugins.discovery imports by name: elsewhere it would hide a dependency or a cycle from import-linter."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import taskstats
import taskstats_adapters

SOURCE = Path(taskstats.__file__).parents[1]
DISCOVERY = Path("taskstats_adapters/plugins/discovery.py")
TESTING = Path("taskstats_adapters/testing")
"""The conformance kit runs programs in new interpreters: those are texts with imports."""

MODULES = sorted(
    path.relative_to(SOURCE)
    for package in (taskstats, taskstats_adapters)
    for path in Path(str(package.__file__)).parent.rglob("*.py")
)

IMPORTERS = ("importlib", "runpy", "pkgutil", "zipimport", "imp")
METADATA = "importlib.metadata"
BUILTINS = {"__import__", "exec", "eval", "compile"}
PROGRAM = re.compile(r"^-c$|\btaskstats(_adapters)?\.[a-z]|(^|[\n;])\s*(from [\w.]+ import|import) \w")


def imports_by_name(node: ast.AST) -> str | None:
    """Code that imports, or can import, a module whose name is a string."""
    match node:
        case ast.Import(names=names):
            modules = [name.name for name in names]
        case ast.ImportFrom(module=str(module), names=names):
            modules = [f"{module}.{name.name}" for name in names]
        case ast.Name(id=name) if name in BUILTINS:
            return f"uses {name}"
        case ast.Attribute(attr="import_module" | "__import__" as name):
            return f"uses {name}"
        case _:
            return None
    strange = [name for name in modules if name.split(".")[0] in IMPORTERS and not name.startswith(METADATA)]
    return f"imports {', '.join(strange)}" if strange else None


def program(node: ast.AST) -> str | None:
    """A string with a program, or with the dotted name of one of our modules."""
    match node:
        case ast.Constant(value=str(text)) if PROGRAM.search(text):
            return f"has the text {text!r}"
    return None


def found(source: str, *, programs: bool) -> Iterator[str]:
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        fault = imports_by_name(node) or (None if programs or id(node) in said else program(node))
        if fault is not None:
            yield fault


@pytest.mark.parametrize("path", MODULES, ids=lambda path: ".".join(path.with_suffix("").parts))
def test_no_other_module_imports_by_name(path: Path) -> None:
    faults = list(found((SOURCE / path).read_text("utf-8"), programs=path.is_relative_to(TESTING)))
    assert bool(faults) == (path == DISCOVERY), faults


@pytest.mark.parametrize(
    "source",
    [
        "import importlib",
        "import importlib.util",
        "from importlib import import_module",
        "import runpy",
        "from pkgutil import iter_modules",
        "def f():\n    __import__('os')",
        "exec('import os')",
        "loader = x.import_module",
        "program = 'import os; os.abort()'",
        "program = '\\n  from os import abort'",
        "run = (sys.executable, '-c', x)",
        "run = (sys.executable, '-m', 'taskstats_adapters.command.main')",
    ],
)
def test_each_way_to_import_by_name_is_found(source: str) -> None:
    assert len(list(found(source, programs=False))) >= 1


@pytest.mark.parametrize(
    "source",
    ["import os", "from importlib.metadata import version", "'''import taskstats'''", "x = 'taskstats/report/1'"],
)
def test_other_calls_are_not_found(source: str) -> None:
    assert list(found(source, programs=False)) == []
