"""The installed distribution: its packages, its requirements, its command."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import taskstats
import taskstats_adapters

PACKAGES = [Path(str(package.__file__)).parent for package in (taskstats, taskstats_adapters)]


def imported(package: Path) -> Iterator[tuple[Path, str]]:
    """(path of the module, top-level name imported) for every import statement, at any depth."""
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            yield from ((path.relative_to(package), name.partition(".")[0]) for name in names)


def required(extra: str | None = None) -> set[str]:
    """The distributions that taskstats requires, without an extra or for one."""
    requirements = metadata.requires("taskstats") or []
    found = set()
    for requirement in requirements:
        marker = re.search(r"extra == ['\"]([^'\"]+)['\"]", requirement)
        if (marker[1] if marker else None) == extra:
            found.add(canonical(re.split(r"[\s<>=!~;\[]", requirement, maxsplit=1)[0]))
    return found


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def used(*, by_the_kit: bool) -> set[str]:
    """The distributions that are imported, by the conformance kit or by everything else."""
    owners = metadata.packages_distributions()
    return {
        canonical(owners[name][0])
        for package in PACKAGES
        for path, name in imported(package)
        if name not in sys.stdlib_module_names
        and not name.startswith("taskstats")
        and (path.parts[0] == "testing") == by_the_kit
    }


def test_requirements_match_the_imports() -> None:
    assert used(by_the_kit=False) == required() | (required("sql") - {"psycopg"})  # which a URL names


def test_the_conformance_kit_needs_only_its_extra() -> None:
    assert used(by_the_kit=True) <= required() | required("testing")


def test_both_packages_are_typed() -> None:
    assert [(package / "py.typed").is_file() for package in PACKAGES] == [True, True]


def test_the_command_is_installed() -> None:
    (command,) = metadata.distribution("taskstats").entry_points.select(group="console_scripts", name="taskstats")
    assert command.value == "taskstats_adapters.command.main:main"


def test_only_the_two_packages_and_the_licence_are_shipped() -> None:
    files = [path for path in metadata.files("taskstats") or [] if path.suffix != ".pyc"]
    assert {path.parts[0] for path in files} <= {
        "taskstats",
        "taskstats_adapters",
        f"taskstats-{metadata.version('taskstats')}.dist-info",
        "_taskstats.pth",  # of an editable installation
        "_editable_impl_taskstats.pth",
        "..",  # the command, in the environment's bin
    }
    assert any(path.name == "LICENSE" for path in files)
