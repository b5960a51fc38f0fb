"""docs/explanation/architecture.md against the code: its rooms, its layers, and the files that it sends a reader to."""

import configparser
import re
from pathlib import Path

import pytest

import taskstats
import taskstats_adapters

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/explanation/architecture.md").read_text("utf-8")
CORE, ADAPTERS = Path(taskstats.__file__).parent, Path(taskstats_adapters.__file__).parent


def block(title: str) -> str:
    """The first fenced block below a heading."""
    found = re.search(r"```text\n(.*?)```", PAGE.partition(f"## {title}\n")[2], re.DOTALL)
    assert found, f"no block below {title}"
    return found[1]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`src/([\w/]+(?:\.py|/))`", PAGE))))
def test_a_file_that_is_named_exists(path: str) -> None:
    package, _, rest = path.partition("/")
    assert ({"taskstats": CORE, "taskstats_adapters": ADAPTERS}[package] / rest).exists()


def test_every_module_of_the_core_is_among_the_rooms() -> None:
    core = block("The rooms").partition("src/taskstats_adapters/")[0]
    modules = {path.stem for path in CORE.glob("*.py")} - {"__init__"}
    assert modules <= set(re.findall(r"(?:^  |\s{2,})(\w+)\s{2,}", core, re.MULTILINE))


def test_every_room_of_the_adapters_is_listed_and_no_other() -> None:
    adapters = block("The rooms").partition("src/taskstats_adapters/")[2]
    rooms = {f"{path.parent.name}/" for path in ADAPTERS.glob("*/__init__.py")}
    modules = {path.stem for path in ADAPTERS.glob("*.py")} - {"__init__"}
    assert set(re.findall(r"^  (\w+/?) ", adapters, re.MULTILINE)) == rooms | modules


def test_the_layers_are_those_that_are_enforced() -> None:
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter")
    adapters, core = (
        rules[f"importlinter:contract:{name}"]["layers"].strip().splitlines() for name in ("adapters", "core")
    )
    stated = [line for line in block("Who may import whom").splitlines() if not line.startswith("─")]
    assert stated == adapters + core
