"""Selection of adapters: by name, else by the longest suffix; built-in ones first, conflicts never left to chance."""

import functools
import pathlib
from collections.abc import Callable

import pytest

from taskstats_adapters.contract.adapters import Source
from taskstats_adapters.errors import AdapterError
from taskstats_adapters.plugins.discovery import discover
from taskstats_adapters.plugins.registry import Registry

Install = Callable[..., str]


def offering(*records: str, renderers: tuple[str, ...] = ()) -> str:
    return (
        f"@hookimpl\ndef taskstats_sources(): return [{', '.join(records)}]\n"
        f"@hookimpl\ndef taskstats_renderers(): return [{', '.join(renderers)}]\n"
    )


def reader(source: Source) -> str:
    """The module that does the reading, which the test sources put in their sheet."""
    (sheet,) = source.read("", {})
    return sheet.name.removeprefix("read by ")


def refusal(ask: Callable[[], object]) -> AdapterError:
    with pytest.raises(AdapterError) as raised:
        ask()
    return raised.value


def test_selection_by_name_or_suffix(install: Install) -> None:
    install("acme", offering("source('dbf', '.dbf')", "source('form', '.form.LST')", "source('text', '.lst')"))
    found = discover()
    assert found.source_for("list.dbf").name == "dbf"
    assert found.source_for(pathlib.Path("THÁNG 5.DBF")).name == "dbf"
    assert found.source_for("list.lst").name == "text"
    assert found.source_for("list.Form.lst").name == "form"  # the longest suffix, in any case
    assert found.source_for("list.dbf", "text").name == "text"
    assert found.source_for("-", format="dbf").name == "dbf"
    assert found.source_for("sql://server/tasks", "dbf").name == "dbf"


@pytest.mark.parametrize("url", ["ldap://server/tasks.lst", "LDAP+tls://server", "ldap://user:secret@server/a?b=c"])
def test_selection_by_url_scheme(install: Install, url: str) -> None:
    install("acme", offering("source('directory', schemes=('LDAP',))", "source('text', '.lst')"))
    assert discover().source_for(url).name == "directory"


def test_a_url_without_a_source_is_refused_without_showing_its_password(install: Install) -> None:
    install("acme", offering("source('text', '.lst')"))
    refused = refusal(lambda: discover().source_for("gopher://user:secret@server/a.lst"))
    assert refused.code == "E-FORMAT"
    assert refused.where == "gopher://"
    assert "secret" not in str(refused)


@pytest.mark.parametrize(
    ("path", "name"),
    [("a.xlsx", "spreadsheet"), ("a.XLS", "spreadsheet"), ("a.ods", "spreadsheet"), ("a.csv", "csv")],
)
def test_built_in_sources(path: str, name: str) -> None:
    assert discover().source_for(path).name == name


@pytest.mark.parametrize(("path", "name"), [("a.docx", "word"), ("a.md", "markdown"), ("a.json", "json")])
def test_built_in_renderers(path: str, name: str) -> None:
    assert discover().renderer_for(path).name == name


def test_the_built_in_adapters_do_not_conflict() -> None:
    assert [conflict for conflict in discover().conflicts if all(one.builtin for one in conflict.claimants)] == []


def test_two_distributions_may_use_the_same_entry_point_name(install: Install) -> None:
    keys = [install(name, offering(f"source('{name}')"), entry_point="adapters") for name in ("zeta", "acme")]
    found = discover()
    assert [offer.plugin for offer in found.sources if not offer.builtin] == sorted(keys)


@pytest.mark.parametrize("order", [("acme", "zeta", "mid"), ("zeta", "mid", "acme")])
def test_plugins_are_sorted_by_key_not_by_path(install: Install, order: tuple[str, ...]) -> None:
    for name in order:
        install(name, offering(f"source('{name}')"), site=name)
    found = [offer.record.name for offer in discover().sources if not offer.builtin]
    assert found == ["acme", "mid", "zeta"]


def test_the_entry_points_of_a_distribution_are_sorted(install: Install, tmp_path: pathlib.Path) -> None:
    install(
        "acme",
        offering("source('one')") + "class Two:\n    @hookimpl\n    def taskstats_sources(): return [source('two')]",
    )
    declared = "[taskstats]\nzeta = acme\nalpha = acme:Two\n"
    (tmp_path / "site" / "acme-1.0.dist-info" / "entry_points.txt").write_text(declared, "utf-8")
    found = [(offer.plugin, offer.record.name) for offer in discover().sources if not offer.builtin]
    assert found == [("acme:alpha", "two"), ("acme:zeta", "one")]


def test_a_distribution_found_twice_counts_once(install: Install) -> None:
    install("acme-dbf", offering("source('old', '.dbf')"), site="below", version="1.0")
    install("Acme.dbf", offering("source('new', '.dbf')"), site="above", version="2.0")
    # Python imports the copy that comes first on sys.path.
    (offer,) = (offer for offer in discover().sources if not offer.builtin)
    assert (offer.plugin, offer.version, offer.record.name) == ("acme-dbf:adapters", "2.0", "new")
    assert discover().conflicts == ()


def test_a_built_in_keeps_its_name_and_its_suffix(install: Install) -> None:
    install("acme", offering(renderers=("renderer('word', '.docx', '.fax')",)))
    found = discover()
    assert found.renderer_for("a.docx") == found.renderer_for("a", "word")
    (builtin,) = (offer for offer in found.renderers if offer.builtin and offer.record.name == "word")
    assert found.renderer_for("a.docx") == builtin.record
    assert found.renderer_for("a.fax") != builtin.record
    assert [(one.claim, one.winner, [str(loser) for loser in one.shadowed]) for one in found.conflicts] == [
        ("word", builtin, ["acme:adapters 1.0 (word)"]),
        (".docx", builtin, ["acme:adapters 1.0 (word)"]),
    ]


@pytest.mark.parametrize(("origin", "name", "claim"), [("a", "dbf", "dbf"), ("a.DBF", None, ".dbf")])
def test_a_claim_of_two_plugins_is_contested(install: Install, origin: str, name: str | None, claim: str) -> None:
    install("acme", offering("source('dbf', '.dbf')"))
    install("zeta", offering("source('dbf', '.dbf', '.dbase')"), version="3.1")
    found = discover()
    error = refusal(lambda: found.source_for(origin, name))
    assert error.code == "E-CONTESTED"
    assert error.where == claim
    assert "acme:adapters 1.0 (dbf), zeta:adapters 3.1 (dbf)" in str(error)
    assert [(one.claim, one.winner, one.shadowed) for one in found.conflicts] == [("dbf", None, ()), (".dbf", None, ())]
    assert reader(found.source_for("a.dbase")) == "zeta"  # what only one claims, it has


def test_a_preference_settles_a_conflict(install: Install) -> None:
    install("acme", offering("source('dbf', '.dbf')", renderers=("renderer('word', '.docx')",)))
    zeta = install("zeta", offering("source('dbf', '.dbf')"))
    found = discover(preferences={"dbf": zeta, ".dbf": "acme:adapters", "word": "acme:adapters"})
    assert reader(found.source_for("a", "dbf")) == "zeta"
    assert reader(found.source_for("a.dbf")) == "acme"
    stranger, builtin = found.renderer_for("a", "word"), found.renderer_for("a.docx")
    assert stranger.media_type == "text/plain"  # asked for by name: even before a built-in
    assert builtin.media_type != "text/plain"
    assert ("dbf", "zeta:adapters 1.0 (dbf)") in {(one.claim, str(one.winner)) for one in found.conflicts}


def test_a_preference_for_a_missing_plugin_is_an_error(install: Install) -> None:
    install("acme", "import nowhere_to_be_found")
    found = discover(preferences={"word": "acme:adapters"})
    error = refusal(lambda: found.renderer_for("a", "word"))
    assert (error.code, error.where) == ("E-PREFERENCE", "word")
    assert "acme:adapters" in str(error)
    assert "nowhere_to_be_found" in str(error)


def test_sources_and_renderers_have_separate_names(install: Install) -> None:
    key = install("acme", offering("source('same', '.same')"))
    install("zeta", offering(renderers=("renderer('same', '.same')",)))
    found = discover(preferences={"same": key})
    assert found.conflicts == ()
    assert found.source_for("a", "same").name == found.renderer_for("a", "same").name == "same"


def test_unknown_formats_are_errors(install: Install) -> None:
    install("acme", "import nowhere_to_be_found", version="0.3")
    found = discover()
    for origin, name, where in (("list.dbf", None, "list.dbf"), ("list", "dbf", "dbf")):
        error = refusal(functools.partial(found.source_for, origin, name))
        assert (error.code, error.where) == ("E-FORMAT", where)
        assert "spreadsheet .xlsx" in error.message
        assert "có thể đã cung cấp" in error.message
        assert "acme:adapters 0.3: ModuleNotFoundError: No module named 'nowhere_to_be_found'" in error.message


def test_failures_are_mentioned_only_if_there_are_any() -> None:
    assert "Phần mở rộng bị lỗi" not in str(refusal(lambda: Registry().renderer_for("a.docx")))


def test_a_registry_is_immutable() -> None:
    preferences = {"word": "acme:adapters"}
    found = Registry(preferences=preferences)
    preferences.clear()
    assert found == Registry(preferences={"word": "acme:adapters"})
    assert discover().preferences == {}
