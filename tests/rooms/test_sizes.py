"""A module has one subject; one that grows beyond 400 lines has two."""

from pathlib import Path

import pytest

import taskstats
import taskstats_adapters

LONGEST = 400

MODULES = sorted(
    path for package in (taskstats, taskstats_adapters) for path in Path(str(package.__file__)).parent.rglob("*.py")
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST
