"""Discovery of adapters: the only module that imports others by name.

Built-in adapters use the same hooks as plugins. The rules are in docs/reference/plugins.md.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import Distribution
from types import MappingProxyType
from typing import Any

import attrs
import pluggy

from taskstats_adapters.contract import hooks as hookspecs
from taskstats_adapters.contract.adapters import Exporter, Printer, Renderer, Source
from taskstats_adapters.contract.hooks import PROJECT
from taskstats_adapters.plugins.libraries import normalized, with_install_line
from taskstats_adapters.plugins.registry import Failure, Offer, Registry

BUILTINS = (
    ("spreadsheet", "taskstats_adapters.sources.spreadsheet.source"),
    ("csv", "taskstats_adapters.sources.csv_text"),
    ("word", "taskstats_adapters.sources.word.source"),
    ("json", "taskstats_adapters.sources.json_records.source"),
    ("html", "taskstats_adapters.sources.web.source"),
    ("sql", "taskstats_adapters.sources.sql.source"),
    ("word", "taskstats_adapters.renderers.word.printer"),
    ("markdown", "taskstats_adapters.renderers.markdown"),
    ("json", "taskstats_adapters.renderers.json_text"),
)
"""The name of each built-in record, and the module that offers it, in the order in which they are listed."""

HOOKS: Mapping[str, tuple[type[Source | Renderer], ...]] = MappingProxyType(
    {"taskstats_sources": (Source,), "taskstats_renderers": (Printer, Exporter)}
)
"""The kinds of record that each hook may offer."""


@functools.cache
def registry() -> Registry:
    """The installed adapters, looked up once, on first use."""
    return discover()


def discover(*, strict: bool = False, preferences: Mapping[str, str] | None = None) -> Registry:
    """Look for adapters: the built-in ones, then those of installed distributions, sorted by key.

    A broken plugin does not affect the others: it is listed in `failures`. With `strict`, all failures are raised as
    one group.
    """
    search = _Search()
    search.builtins()
    search.distributions()
    found = search.found(preferences or {})
    if strict and found.failures:
        reasons = "\n".join(map(str, found.failures))
        raise BaseExceptionGroup(f"broken adapters:\n{reasons}", [failure.exception for failure in found.failures])
    return found


def examine(plugin: object) -> Registry:
    """The registry of a single plugin, which need not be installed: what it offers, and what is wrong with it."""
    search = _Search()
    search.plugin("plugin", lambda: plugin, None, "")
    return search.found({})


@attrs.define
class _Search:
    """The offers and failures found so far."""

    offers: list[Offer[Any]] = attrs.field(factory=list)
    failures: list[Failure] = attrs.field(factory=list)

    def found(self, preferences: Mapping[str, str]) -> Registry:
        """The registry of everything found."""
        return Registry(
            sources=tuple(offer for offer in self.offers if isinstance(offer.record, Source)),
            renderers=tuple(offer for offer in self.offers if isinstance(offer.record, (Printer, Exporter))),
            failures=tuple(sorted(self.failures, key=lambda failure: failure.plugin)),
            preferences=preferences,
        )

    def builtins(self) -> None:
        """Add the built-in adapters."""
        try:
            owner = importlib.metadata.distribution(PROJECT)
        except importlib.metadata.PackageNotFoundError:  # run from a source tree
            owner = None
        version = owner.version if owner else ""
        for record, module in BUILTINS:
            key = f"{PROJECT}:{record}"
            self.plugin(key, functools.partial(importlib.import_module, module), owner, version, builtin=True)

    def distributions(self) -> None:
        """Add the plugins of all distributions. Of two copies on sys.path, the one that Python imports counts."""
        names = set()
        for distribution in importlib.metadata.distributions():
            with self._isolated(f"a distribution in {distribution.locate_file('')}", ""):
                if distribution.entry_points.select(group=PROJECT):
                    names.add(normalized(distribution.name))
        for name in sorted(names):
            with self._isolated(name, ""):
                distribution = importlib.metadata.distribution(name)
                declared = distribution.entry_points.select(group=PROJECT)
                for entry_point in sorted(declared, key=lambda entry: (entry.name, entry.value)):
                    self.plugin(f"{name}:{entry_point.name}", entry_point.load, distribution, distribution.version)

    def plugin(
        self, key: str, load: Callable[[], object], owner: Distribution | None, version: str, *, builtin: bool = False
    ) -> None:
        """Add everything that one plugin offers: valid records are kept, and each broken one is a failure."""
        manager = pluggy.PluginManager(PROJECT)  # one per plugin, so that none can break another
        manager.add_hookspecs(hookspecs)
        found = len(self.offers) + len(self.failures)
        with self._isolated(key, version):
            if manager.register(load(), key) is None:
                raise TypeError("the entry point leads to None")
        with self._isolated(key, version):
            manager.check_pending()
        for hook, kinds in HOOKS.items():
            for implementation in getattr(manager.hook, hook).get_hookimpls():
                with self._isolated(key, version):
                    for record in _listed(implementation.function(), hook):
                        with self._isolated(key, version):
                            usable = with_install_line(_checked(record, kinds), key, owner)
                            self.offers.append(Offer(usable, key, version, builtin))
        if len(self.offers) + len(self.failures) == found:
            with self._isolated(key, version):
                raise LookupError(
                    f"offers nothing; a plugin implements {' or '.join(HOOKS)}, "
                    "marked with taskstats_adapters.contract.hooks.hookimpl"
                )

    @contextmanager
    def _isolated(self, plugin: str, version: str) -> Iterator[None]:
        try:
            yield
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises becomes its failure
            self.failures.append(Failure(plugin, version, error))


def _listed(result: object, hook: str) -> Iterable[object]:
    if isinstance(result, str) or not isinstance(result, Iterable):
        raise TypeError(f"{hook}() returned {result!r}, not a list")
    return result


def _checked(record: object, kinds: tuple[type[Source | Renderer], ...]) -> Any:
    if not isinstance(record, kinds):
        raise TypeError(f"{record!r} is no {' or '.join(kind.__name__ for kind in kinds)}")
    return record
