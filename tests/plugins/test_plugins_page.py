"""docs/reference/plugins.md agrees with the code: hooks, signatures, fields, built-in adapters, suffixes, codes."""

import inspect
import re
from pathlib import Path

import attrs

from taskstats_adapters.contract import hooks as hookspecs
from taskstats_adapters.contract.adapters import Exporter, Printer, Source
from taskstats_adapters.errors import AdapterError
from taskstats_adapters.plugins import discovery, libraries, registry

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "plugins.md").read_text("utf-8")


def first_cells(heading: str) -> list[str]:
    """The first cell of each row of the table below a heading."""
    (section,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return re.findall(r"^\| (`[^|]*`) \|", section, re.MULTILINE)


def test_each_hook_has_its_exact_signature() -> None:
    specs = {name: value for name, value in vars(hookspecs).items() if hasattr(value, "taskstats_spec")}
    signatures = {f"{name}{inspect.signature(spec)}".replace("'", "") for name, spec in specs.items()}
    assert set(re.findall(r"^taskstats_\w+\(.*$", PAGE, re.MULTILINE)) == signatures
    assert set(discovery.HOOKS) == set(specs)


def test_each_field_of_the_records() -> None:
    stated = {name for cell in first_cells("The hooks") for name in re.findall(r"`(\w+)`", cell)}
    assert stated == {field.name for kind in (Source, Printer, Exporter) for field in attrs.fields(kind)}


def test_each_built_in() -> None:
    keys = [f"`taskstats:{record}`" for record, _ in discovery.BUILTINS]
    assert first_cells("The built-in adapters") == keys


def test_each_code() -> None:
    codes = re.findall(r'"(E-[A-Z]+)"', inspect.getsource(registry) + inspect.getsource(libraries))
    assert sorted(first_cells("Errors")) == sorted(f"`{code}`" for code in codes)
    assert all(f"{code}:" in str(AdapterError.__doc__) for code in codes)
