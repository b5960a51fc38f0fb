"""Tests are in the folder of what they test: tests/intake for taskstats_adapters.intake, tests/core for taskstats."""

from pathlib import Path

import taskstats_adapters

TESTS = Path(__file__).parents[1]
ROOMS = {path.parent.name for path in Path(taskstats_adapters.__file__).parent.glob("*/__init__.py")}

CORE = {"core", "laws"}
WHOLE = {"benchmarks", "docs", "examples", "fuzz", "golden", "libreoffice", "packaging", "rooms", "typing"}
"""Tests of more than one room."""
RENAMED = {"testing": "testing_kit"}
"""What taskstats_adapters.testing offers is the conformance kit."""


def test_every_test_folder_is_named_after_a_package() -> None:
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {RENAMED.get(room, room) for room in ROOMS} == CORE | WHOLE


def test_every_test_module_is_in_a_folder() -> None:
    assert list(TESTS.glob("test_*.py")) == []
