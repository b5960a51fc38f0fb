"""What the core may contain: a few imports, no clock, no floats. Checked in its syntax trees."""

import ast
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import taskstats

CORE = sorted(Path(taskstats.__file__).parent.rglob("*.py"))

ALLOWED = {
    "taskstats",
    "attrs",
    "dateutil.relativedelta",
    "__future__",
    "array",
    "bisect",
    "collections",
    "collections.abc",
    "copyreg",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "itertools",
    "operator",
    "re",
    "struct",
    "types",
    "typing",
}
CLOCK = {"today", "utcnow", "fromtimestamp", "utcfromtimestamp"}

Check = Callable[[ast.AST], str | None]


def foreign_import(node: ast.AST) -> str | None:
    """An import that is not in the short list, or is relative."""
    match node:
        case ast.Import(names=names):
            modules = [name.name for name in names]
        case ast.ImportFrom(module=module, level=level):
            modules = ["." * level + (module or "")]
        case ast.Call(func=ast.Name(id="__import__")):
            modules = ["__import__"]
        case _:
            return None
    strange = [module for module in modules if module not in ALLOWED and not module.startswith("taskstats.")]
    return f"imports {', '.join(strange)}" if strange else None


def clock(node: ast.AST) -> str | None:
    """A call for today or now. (A report's own `now` is the figures of the current period.)"""
    match node:
        case ast.Attribute(attr=name) if name in CLOCK:
            return f"asks for {name}"
        case ast.Attribute(attr="now", value=ast.Name(id="datetime") | ast.Attribute(attr="datetime")):
            return "asks for now"
    return None


def floating(node: ast.AST) -> str | None:
    """A float or complex literal, the float type, or a true division: counts and shares are int and Fraction."""
    match node:
        case ast.Constant(value=float() | complex() as value):
            return f"has the literal {value!r}"
        case ast.Name(id="float" | "complex" as name):
            return f"uses {name}"
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return "divides with /"
    return None


def found(source: str, check: Check) -> list[str]:
    return [f"line {node.lineno} {fault}" for node in nodes(source) if (fault := check(node)) is not None]


def nodes(source: str) -> Iterator[ast.expr | ast.stmt]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr | ast.stmt))


def test_the_core_is_there() -> None:
    assert {"__init__.py", "tasks.py", "reports.py", "audit.py"} <= {path.name for path in CORE}


@pytest.mark.parametrize("check", [foreign_import, clock, floating], ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", CORE, ids=lambda path: path.stem)
def test_core_module_is_pure(path: Path, check: Check) -> None:
    assert found(path.read_text("utf-8"), check) == []


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (foreign_import, "import os"),
        (foreign_import, "from pathlib import Path"),
        (foreign_import, "import dateutil.parser"),
        (foreign_import, "from dateutil import parser"),
        (foreign_import, "def f():\n    import logging"),
        (foreign_import, "from . import tasks"),
        (foreign_import, "import taskstats_adapters"),
        (foreign_import, "__import__('os')"),
        (clock, "import datetime as dt\nas_of = dt.date.today()"),
        (clock, "import datetime as dt\nf = dt.datetime.now"),
        (floating, "share = 0.5"),
        (floating, "share = 1e3"),
        (floating, "share = float('1')"),
        (floating, "def f(share: float): ..."),
        (floating, "share = 1 / 2"),
        (floating, "share /= 2"),
    ],
)
def test_each_check_finds_its_violation(check: Check, source: str) -> None:
    assert len(found(source, check)) == 1


def test_all_public_names_are_exported_once() -> None:
    facade = importlib.import_module("taskstats")
    assert sorted(set(facade.__all__)) == list(facade.__all__)
    assert all(hasattr(facade, name) for name in facade.__all__)
