"""Limits on the lines of a module, which should have one subject, and on the modules of a folder."""

from pathlib import Path

import pytest

import taskstats
import taskstats_adapters

LONGEST = 400
FULLEST = 13
"""Not for the core, whose modules .importlinter lists one by one."""
LOOSE = {"api.py", "errors.py"}

PACKAGES = [Path(str(package.__file__)).parent for package in (taskstats, taskstats_adapters)]
MODULES = sorted(path for package in PACKAGES for path in package.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})


def name(path: Path) -> str:
    return f"{path.parent.name}.{path.stem}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if folder not in PACKAGES], ids=name)
def test_no_folder_is_too_full(folder: Path) -> None:
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= FULLEST


def test_only_few_adapter_modules_are_outside_a_package() -> None:
    assert {path.name for path in PACKAGES[1].glob("*.py")} == {"__init__.py", *LOOSE}
