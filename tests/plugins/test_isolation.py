"""A broken plugin is reported with its version and the reason, and does not affect the others."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from taskstats_adapters.contract.adapters import Renderer, Source
from taskstats_adapters.plugins.discovery import BUILTINS, discover
from taskstats_adapters.plugins.registry import Failure, Offer

Install = Callable[..., str]

SOUND = "@hookimpl\ndef taskstats_sources():\n    return [source('sound', '.sound')]\n"


def hook(body: str, name: str = "taskstats_sources", arguments: str = "") -> str:
    return f"@hookimpl\ndef {name}({arguments}):\n    {body}\n"


def failures_of(key: str) -> list[Failure]:
    return [failure for failure in discover().failures if failure.plugin == key]


BROKEN = {
    "the import fails": ("import a_module_that_is_nowhere", "No module named 'a_module_that_is_nowhere'"),
    "a syntax error": ("def (", "SyntaxError"),
    "the import leaves the program": ("raise SystemExit('goodbye')", "goodbye"),
    "another project's marker": (
        "import pluggy\nother = pluggy.HookimplMarker('other')\n@other\ndef taskstats_sources(): return [source('x')]",
        "offers nothing",
    ),
    "no hook at all": ("", "offers nothing"),
    "an empty list": (hook("return []"), "offers nothing"),
    "a hook that there is not": (hook("return [source('x')]", name="taskstats_source"), "unknown hook"),
    "an argument that the hook has not": (hook("return []", arguments="config"), "config"),
    "an exception in the hook": (hook("raise RuntimeError('out of order')"), "RuntimeError: out of order"),
    "no list but a text": (hook("return 'spreadsheet'"), "returned 'spreadsheet', not a list"),
    "no list but a record": (hook("return source('x')"), "not a list"),
    "nothing returned": (hook("source('x')"), "returned None, not a list"),
    "no record": (hook("return [{'name': 'x'}]"), "{'name': 'x'} is no Source"),
    "a renderer among the sources": (hook("return [renderer('x')]"), "is no Source"),
    "a source among the renderers": (
        hook("return [source('x')]", name="taskstats_renderers"),
        "is no Printer or Exporter",
    ),
    "suffixes: a text": (hook("return [Source(name='x', summary='s', read=read, suffixes='.x')]"), "suffixes of 'x'"),
    "suffixes: no texts": (hook("return [source('x', 5)]"), "suffixes of 'x' must be a tuple of texts, not (5,)"),
    "a suffix without its dot": (hook("return [source('x', 'dbf')]"), "suffixes start with a dot"),
    "a suffix of a dot only": (hook("return [source('x', '.')]"), "suffixes start with a dot"),
    "a scheme with its colon": (hook("return [source('x', schemes=('ldap:',))]"), "without a driver: ('ldap:',)"),
    "schemes: a text": (hook("return [source('x', schemes='ldap')]"), "schemes of 'x' must be a tuple of texts"),
    "requires: a text": (hook("return [source('x', requires='dbf')]"), "requires of 'x'"),
    "a name with a dot before it": (hook("return [source('.x')]"), "names do not"),
    "a name that is none": (hook("return [source('')]"), "name of '' must be a text"),
    "nothing to call": (hook("return [Source(name='x', summary='s', read=None)]"), "read of 'x' must be a function"),
    "nothing to print with": (
        hook("return [Printer(name='x', summary='s', print=None, media_type='a/b')]", name="taskstats_renderers"),
        "print of 'x' must be a function",
    ),
    "no media type": (
        hook("return [Exporter(name='x', summary='s', export=read, media_type=None)]", name="taskstats_renderers"),
        "media_type of 'x' must be a text, not None",
    ),
}


@pytest.mark.parametrize(("code", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_reported_and_the_others_stay(install: Install, code: str, reason: str) -> None:
    broken = install("broken-one", code, version="2.5")
    sound = [install("a-sound-one", SOUND), install("the-sound-one", SOUND.replace("sound", "fine"))]
    found = discover()
    (failure,) = (failure for failure in found.failures if failure.plugin == broken)
    assert failure.version == "2.5"
    assert reason in failure.reason
    assert "\n" not in failure.reason
    assert [offer.plugin for offer in found.sources if not offer.builtin] == sound
    assert broken not in {offer.plugin for offer in found.renderers}


def test_an_entry_point_to_nothing(install: Install) -> None:
    (failure,) = failures_of(install("broken-one", "nothing = None", attribute=":absent"))
    assert "absent" in failure.reason
    (failure,) = failures_of(install("broken-two", "nothing = None", attribute=":nothing"))
    assert "leads to None" in failure.reason


def test_records_yielded_before_an_error_are_kept(install: Install) -> None:
    key = install("half-way", hook("yield source('first')\n    raise OSError('no network drive')"))
    (failure,) = failures_of(key)
    assert "no network drive" in failure.reason
    assert [offer.record.name for offer in discover().sources if offer.plugin == key] == ["first"]


def test_an_invalid_record_does_not_affect_the_valid_ones(install: Install) -> None:
    key = install("mixed", hook("return [source('first'), 'second', source('third')]"))
    (failure,) = failures_of(key)
    assert "'second' is no Source" in failure.reason
    assert [offer.record.name for offer in discover().sources if offer.plugin == key] == ["first", "third"]


def test_a_broken_hook_does_not_affect_the_other(install: Install) -> None:
    key = install("one-of-two", hook("raise RuntimeError") + hook("return [renderer('fax')]", "taskstats_renderers"))
    assert len(failures_of(key)) == 1
    assert [offer.record.name for offer in discover().renderers if offer.plugin == key] == ["fax"]


def test_an_object_may_be_a_plugin(install: Install) -> None:
    code = "class Adapters:\n    @hookimpl\n    def taskstats_sources(self): return [source('of an object')]\n"
    key = install("object-one", f"{code}it = Adapters()\n", attribute=":it")
    assert failures_of(key) == []
    assert "of an object" in {offer.record.name for offer in discover().sources if offer.plugin == key}


def test_damaged_metadata_does_not_stop_discovery(install: Install, tmp_path: Path) -> None:
    key = install("a-sound-one", SOUND)
    damaged = tmp_path / "site" / "damaged-1.0.dist-info"
    damaged.mkdir()
    (damaged / "entry_points.txt").write_bytes(b"[taskstats]\nx = \xff\xfe\n")
    nameless = tmp_path / "site" / "nameless-1.0.dist-info"
    nameless.mkdir()
    (nameless / "entry_points.txt").write_text("[taskstats]\nx = x\n", "utf-8")
    found = discover()
    assert key in {offer.plugin for offer in found.sources}
    assert [str(tmp_path / "site") in failure.plugin for failure in found.failures] == [True, True]


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_failures_are_sorted_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    for site in order:
        damaged = tmp_path / site / "damaged-1.0.dist-info"
        damaged.mkdir(parents=True)
        (damaged / "entry_points.txt").write_bytes(b"\xff")
        monkeypatch.syspath_prepend(tmp_path / site)
    found = [failure.plugin for failure in discover().failures if str(tmp_path) in failure.plugin]
    assert found == [f"a distribution in {tmp_path / site}" for site in "ab"]


def test_strict_raises_every_failure_at_once(install: Install) -> None:
    install("broken-one", hook("raise RuntimeError('first')"))
    install("broken-two", hook("raise SystemExit('second')"))
    with pytest.raises(BaseExceptionGroup, match=r"broken-one:adapters 1\.0: RuntimeError: first") as raised:
        discover(strict=True)
    assert [str(error) for error in raised.value.exceptions] == ["first", "second"]


def test_all_built_in_adapters_are_offered_without_failures() -> None:
    found = discover(strict=True)
    assert found.failures == ()
    offers: tuple[Offer[Source] | Offer[Renderer], ...] = (*found.sources, *found.renderers)
    offered = {offer.plugin for offer in offers if offer.builtin}
    assert offered == {f"taskstats:{record}" for record, _ in BUILTINS}


def test_discovery_has_no_side_effects(install: Install) -> None:
    install("a-sound-one", SOUND)
    path, first = list(sys.path), discover()
    second = discover()
    assert sys.path == path
    assert [str(offer) for offer in first.sources] == [str(offer) for offer in second.sources]
