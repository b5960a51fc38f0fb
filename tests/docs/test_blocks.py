"""Every code block in the docs is run or checked, except for plain text and the set-up commands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

RUN_OR_READ = {"python", "console", "toml", "json"}
"""The root conftest.py runs or parses these."""
SHOWN = {"text", "mermaid"}
SET_UP = re.compile(r"python3? -m venv |(\.venv/bin/)?pip install ")
TAKE_MINUTES = {ROOT / "docs" / "how-to" / "benchmarks.md", ROOT / "docs" / "how-to" / "mutation-testing.md"}
"""Their commands are nox sessions, too slow for a test."""

FENCE = re.compile(r"^(?P<fence>```+|~~~+)(?P<language>[^\n]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!\w+:)(?P<path>[^)#\s]+)[^)]*\)")


def blocks(document: Path) -> list[tuple[str, str]]:
    """The (language, text) of each fenced block."""
    return [(match["language"], match["text"]) for match in FENCE.finditer(document.read_text("utf-8"))]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_block_is_in_a_known_language(document: Path) -> None:
    languages = {language for language, _ in blocks(document)}
    assert languages <= RUN_OR_READ | SHOWN | {"sh"}


@pytest.mark.parametrize("document", [document for document in DOCUMENTS if document not in TAKE_MINUTES], ids=name)
def test_only_set_up_commands_are_not_run(document: Path) -> None:
    commands = [line for language, text in blocks(document) if language == "sh" for line in text.splitlines()]
    assert [command for command in commands if not SET_UP.match(command)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_relative_links_resolve(document: Path) -> None:
    text = FENCE.sub("", document.read_text("utf-8"))
    missing = [path for path in LINK.findall(text) if not (document.parent / path).exists()]
    assert missing == []


def test_ci_runs_the_readmes_two_set_up_commands() -> None:
    """.ci/run takes both from README.md, so that what a reader copies has been tested."""
    commands = [text for language, text in blocks(ROOT / "README.md") if language == "sh"]
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert len(commands) == 2
    assert all(command.count("\n") == 1 and command.startswith("python3 -m venv .venv && ") for command in commands)
    assert "taskstats report " in commands[0]
    assert " -m pytest " in commands[1]
    assert all(f"readme_command {number}" in script for number in (1, 2))
