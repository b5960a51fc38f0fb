"""The facade of the contract: authors import only from it, and so do the built-in renderers."""

import ast
from pathlib import Path

import pytest

import taskstats_adapters
from taskstats_adapters import contract

RENDERERS = sorted((Path(taskstats_adapters.__file__).parent / "renderers").rglob("*.py"))


def test_all_names_are_exported_once() -> None:
    assert len(set(contract.__all__)) == len(contract.__all__)
    assert all(hasattr(contract, name) for name in contract.__all__)


@pytest.mark.parametrize("path", RENDERERS, ids=lambda path: path.stem)
def test_built_in_renderers_import_only_the_contract(path: Path) -> None:
    imports = [node.module for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    assert [module for module in imports if module and module.startswith("taskstats_adapters.contract.")] == []
