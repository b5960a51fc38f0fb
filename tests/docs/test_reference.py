"""The reference pages list exactly the keys, names, options and codes that the code has."""

import copy
import enum
import json
import re
from pathlib import Path
from typing import Any

import attrs
import click
import jsonschema
import pytest

import taskstats
import taskstats_adapters
from taskstats import Checks, Rules
from taskstats.tallies import PARTS
from taskstats_adapters.command import console
from taskstats_adapters.command import main as cli
from taskstats_adapters.office.agencies import Agency
from taskstats_adapters.office.loading import load_profile
from taskstats_adapters.office.profile import Dates, Numbers, Office, Profile, Reading, Wording
from tests.docs import make_fields, make_sentences

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
EXAMPLES = Path(__file__).parents[2] / "examples"
ROW = re.compile(r"^\| `(?P<name>[^`]+)`[^|]*\|(?P<second>[^|]*)\|", re.MULTILINE)


def page(name: str) -> str:
    return (REFERENCE / name).read_text("utf-8")


def section(text: str, title: str) -> str:
    """The text below a heading, up to the next heading of the same level."""
    (found,) = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return str(found)


def rows(text: str) -> dict[str, str]:
    """The second cell of each table row that starts with a `name`."""
    return {match["name"]: match["second"].strip() for match in ROW.finditer(text)}


# -- profile.md -----------------------------------------------------------------------------------

TABLES = {
    "Top level": Profile,
    "`[office]`": Office,
    "`[wording]`": Wording,
    "`[numbers]`": Numbers,
    "`[rules]`": Rules,
    "`[checks]`": Checks,
    "`[intake]`": Reading,
    "`[dates]`": Dates,
    "`[[agencies]]`": Agency,
}


@pytest.mark.parametrize(("title", "settings"), TABLES.items(), ids=[kind.__name__ for kind in TABLES.values()])
def test_the_profile_page_has_every_key_with_its_default(title: str, settings: type) -> None:
    stated = rows(section(page("profile.md"), title))
    fields = attrs.fields_dict(settings)
    assert sorted(stated) == sorted(fields)
    shown = {name: json.loads(cell.strip("`")) for name, cell in stated.items() if cell.startswith("`")}
    assert shown == {name: in_toml(fields[name].default) for name in shown}
    assert set(shown) == {name for name, field in fields.items() if is_plain(field.default)}


def is_plain(default: Any) -> bool:
    """Whether a default is a simple value: neither a table nor a required key."""
    return isinstance(default, (str, int, tuple, enum.Enum)) and default is not attrs.NOTHING


def in_toml(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def test_the_profile_on_the_page_loads(tmp_path: Path) -> None:
    block, *_ = re.findall(r"^```toml\n(.*?)^```", page("profile.md"), re.MULTILINE | re.DOTALL)
    (tmp_path / "office.toml").write_text(block, "utf-8")
    assert load_profile(tmp_path / "office.toml").office.place == "Lạng Sơn"


# -- fields.md ------------------------------------------------------------------------------------


def test_the_fields_page_is_made_from_the_table() -> None:
    assert page("fields.md") == make_fields.page(), "run python -m tests.docs.make_fields"


# -- sentences.md ---------------------------------------------------------------------------------


def test_the_sentences_page_is_printed_by_the_code() -> None:
    assert page("sentences.md") == make_sentences.page(), "run python -m tests.docs.make_sentences"


# -- definitions.md -------------------------------------------------------------------------------


def test_the_definitions_name_every_part_of_a_tally() -> None:
    text = section(page("definitions.md"), "Tally")
    assert set(PARTS) == set(re.findall(r"`(\w+)`", text)) & set(PARTS)


# -- python-api.md --------------------------------------------------------------------------------


@pytest.mark.parametrize("package", [taskstats, taskstats_adapters], ids=["core", "adapters"])
def test_the_api_page_has_exactly_the_public_names_in_their_order(package: Any) -> None:
    assert list(rows(section(page("python-api.md"), f"`{package.__name__}`"))) == package.__all__


# -- command-line.md ------------------------------------------------------------------------------


@pytest.mark.parametrize("command", cli.taskstats.commands.values(), ids=lambda command: command.name)
def test_the_command_page_has_exactly_the_options(command: click.Command) -> None:
    text = section(page("command-line.md"), f"`taskstats {command.name}`")
    options = {opt for parameter in command.params for opt in parameter.opts if opt.startswith("-")}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text)) == options


def test_the_command_page_has_the_exit_codes() -> None:
    codes = rows(section(page("command-line.md"), "Exit codes"))
    ours = [console.FINE, console.DATA, console.USAGE, console.SOURCE, console.OUTPUT, console.STOPPED]
    assert list(map(int, codes)) == ours


def test_the_command_page_has_every_command() -> None:
    titles = re.findall(r"^## `taskstats (\w+)`$", page("command-line.md"), re.MULTILINE)
    assert sorted(titles) == sorted(cli.taskstats.commands)


# -- intake.md ------------------------------------------------------------------------------------

CODE = re.compile(r"\b[EW]-[A-Z]+(?:-[A-Z]+)*\b")


def coded(title: str) -> dict[str, str]:
    """For each code in the table below a heading, the other cells of its row."""
    return codes_in(section(page("intake.md"), title))


def codes_in(text: str) -> dict[str, str]:
    lines = re.findall(r"^\| ([EW]-[^|]*)\|(.*)\|$", text, re.MULTILINE)
    return {code: rest for cell, rest in lines for code in CODE.findall(cell)}


def test_the_api_page_has_exactly_the_core_error_codes() -> None:
    used = CODE.findall(Path(taskstats.errors.__file__).read_text("utf-8"))
    assert sorted(codes_in(section(page("python-api.md"), "Errors"))) == sorted(set(used))


def test_the_intake_page_has_exactly_the_adapter_codes() -> None:
    modules = Path(taskstats_adapters.__file__).parent.rglob("*.py")
    used = {code for module in modules for code in CODE.findall(module.read_text("utf-8"))}
    assert {*coded("Problems"), *coded("Refusals")} == used


def test_each_refusal_is_explained_on_the_page_it_links_to() -> None:
    pages = {code: re.findall(r"\]\(([^)]+)\)", rest) for code, rest in coded("Refusals").items()}
    assert [code for code, (path,) in pages.items() if code not in page(path)] == []


def test_the_docs_mention_no_unknown_code() -> None:
    root = REFERENCE.parents[1]
    documents = [root / "README.md", *(root / "docs").rglob("*.md")]
    named = {code for document in documents for code in CODE.findall(document.read_text("utf-8"))}
    assert named <= {*coded("Problems"), *coded("Refusals"), *codes_in(section(page("python-api.md"), "Errors"))}


# -- report.schema.json ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema() -> Any:
    return json.loads(page("report.schema.json"))


@pytest.fixture(scope="module")
def report() -> Any:
    """The example report for May, with findings."""
    folder = EXAMPLES / "lang_son_2021_05"
    profile = load_profile(folder / "lang-son.toml")
    intake = taskstats_adapters.read_tasks(folder / "nhiem-vu.xlsx", profile=profile)
    findings = (taskstats.Finding(agency="Sở Tài chính", document="12/BC-STC"),)
    composed = taskstats_adapters.compose_report(intake, period="2021-05", profile=profile, findings=findings)
    return json.loads(taskstats_adapters.render_report(composed, format="json"))


def test_the_schema_is_a_valid_schema(schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def refused(schema: Any, document: Any) -> bool:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return not jsonschema.Draft202012Validator(schema, format_checker=checker).is_valid(document)


def test_the_schema_accepts_the_example_report(schema: Any, report: Any) -> None:
    jsonschema.validate(report, schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert (report["due"]["total"], report["previous"]["due"]["late"]) == (182, 1)


def test_the_schema_accepts_the_saved_report_and_an_empty_one(schema: Any) -> None:
    assert not refused(schema, json.loads((EXAMPLES / "data" / "bao-cao-04-2021.json").read_bytes()))
    empty = taskstats.compose([], period=taskstats.Period.month(2021, 5), lists=())
    assert not refused(schema, json.loads(taskstats_adapters.render_report(empty, format="json")))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every key of every object; only the first element of each array."""
    if isinstance(value, dict):
        return [place for key, inner in value.items() for place in [(*path, key), *places(inner, (*path, key))]]
    return places(value[0], (*path, 0)) if isinstance(value, list) and value else []


def inside(document: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        document = document[step]
    return document


ADDED = ("carried", "completed", "falling_due", "ageing", "flow")


@pytest.mark.heavy
def test_the_schema_rejects_any_key_removed_added_or_retyped(schema: Any, report: Any) -> None:
    """Only a list of tasks, what earlier files of this version do not have yet, and what a baseline may not state."""
    added: set[tuple[Any, ...]] = {(key,) for key in ("checks", *ADDED)}
    added |= {("receipt", "assigned_later"), ("receipt", "not_read")}
    added |= {(*of, key) for of in (("previous",), ("agencies", 0)) for key in ADDED}
    accepted = []
    for path in places(report):
        *parent, key = path
        if path[0] == "lists" and len(path) == 2:
            continue
        for change in ("removed", "retyped", "with a sibling"):
            tampered = copy.deepcopy(report)
            around = inside(tampered, tuple(parent))
            if change == "removed":
                unstated = path[0] == "previous" and len(path) == 3 and path[1] != "period" and key != "since"
                if path in added or unstated:
                    continue
                del around[key]
            elif change == "retyped":
                around[key] = 1.5
            elif parent != ["lists"]:
                around["sibling"] = 1
            if not refused(schema, tampered):
                accepted.append((change, path))
    assert accepted == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "taskstats/report/2"),
        (("as_of",), "31/5/2021"),
        (("as_of",), "2021-02-30"),
        (("due", "late"), -1),
        (("due", "late"), True),
        (("due", "late"), "5"),
        (("rules", "undated"), "maybe"),
        (("receipt", "sources", 0, "sha256"), "none"),
        (("lists", "due.lately"), []),
    ],
)
def test_the_schema_rejects_invalid_values(schema: Any, report: Any, path: tuple[Any, ...], value: Any) -> None:
    tampered = copy.deepcopy(report)
    inside(tampered, path[:-1])[path[-1]] = value
    assert refused(schema, tampered)


def test_the_report_on_the_page_is_valid(schema: Any) -> None:
    (block,) = re.findall(r"^```json\n(.*?)^```", page("report-json.md"), re.MULTILINE | re.DOTALL)
    assert not refused(schema, json.loads(block))


def test_the_schema_describes_every_definition(schema: Any) -> None:
    """Each entry of `$defs` has a description."""
    assert [name for name, part in schema["$defs"].items() if not part.get("description")] == []


# -- all pages ------------------------------------------------------------------------------------


def test_every_page_is_reachable_from_the_readme() -> None:
    root = REFERENCE.parents[1]
    seen, ahead = set(), [root / "README.md"]
    while ahead:
        document = ahead.pop().resolve()
        if document not in seen and document.is_file():
            seen.add(document)
            links = re.findall(r"\]\((?!\w+:)([^)#\s]+\.md)", document.read_text("utf-8"))
            ahead += [document.parent / link for link in links]
    assert sorted(set((root / "docs").rglob("*.md")) - seen) == []
