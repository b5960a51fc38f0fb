"""Discovery of adapters: who offers which source and renderer, what failed, and which one is meant.

The rules are in docs/reference/plugins.md. Built-in adapters come through the same hooks as everybody else's.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import os
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import Distribution
from types import MappingProxyType
from typing import Any, Generic, ParamSpec, TypeVar

import attrs
import pluggy

from taskstats_adapters.contract import hooks as hookspecs
from taskstats_adapters.contract.adapters import Exporter, Options, Printer, Renderer, Sheet, Source
from taskstats_adapters.contract.hooks import PROJECT
from taskstats_adapters.errors import AdapterError

BUILTINS = (
    ("spreadsheet", "taskstats_adapters.sources.spreadsheet.source"),
    ("csv", "taskstats_adapters.sources.csv_text"),
    ("word", "taskstats_adapters.sources.word.source"),
    ("json", "taskstats_adapters.sources.json_records"),
    ("html", "taskstats_adapters.sources.web.source"),
    ("sql", "taskstats_adapters.sources.sql.source"),
    ("word", "taskstats_adapters.renderers.word.printer"),
    ("markdown", "taskstats_adapters.renderers.markdown"),
    ("json", "taskstats_adapters.renderers.json_text"),
)
"""The records of the built-in adapters and the modules that offer them, in the order in which they are listed."""

HOOKS: Mapping[str, tuple[type[Source | Renderer], ...]] = MappingProxyType(
    {"taskstats_sources": (Source,), "taskstats_renderers": (Printer, Exporter)}
)
"""The records that each hook may offer."""

Record = TypeVar("Record", bound=Source | Renderer)
Given = ParamSpec("Given")


@attrs.frozen
class Offer(Generic[Record]):
    """A record and who offers it: `plugin` is `distribution:entry-point`, "taskstats:word" for a built-in."""

    record: Record
    plugin: str
    version: str
    builtin: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """What chooses this record: its name, suffixes (they start with a dot), schemes (they end with "://")."""
        schemes: tuple[str, ...] = getattr(self.record, "schemes", ())  # a renderer has none
        suffixes: tuple[str, ...] = self.record.suffixes
        return (self.record.name, *map(str.lower, suffixes), *(f"{scheme.lower()}://" for scheme in schemes))

    def __str__(self) -> str:
        return f"{self.plugin} {self.version} ({self.record.name})"


@attrs.frozen
class Failure:
    """A plugin, or a part of one, that cannot be used, and why. `exception` is what `strict` raises."""

    plugin: str
    version: str
    exception: BaseException

    @property
    def reason(self) -> str:
        """What went wrong, in one line, with the place of a syntax error."""
        return " ".join("".join(traceback.format_exception_only(self.exception)).split())

    def __str__(self) -> str:
        return f"{self.plugin} {self.version}: {self.reason}"


@attrs.frozen
class Conflict:
    """A name or suffix that several adapters claim. Without a winner it is contested: asking for it is an error."""

    claim: str
    claimants: tuple[Offer[Any], ...]
    winner: Offer[Any] | None

    @property
    def shadowed(self) -> tuple[Offer[Any], ...]:
        """Those that lost; none where the claim is contested."""
        return tuple(offer for offer in self.claimants if self.winner and offer is not self.winner)


def _read_only(preferences: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(preferences))


@attrs.frozen
class Registry:
    """What is installed, as a value. `preferences`: name or suffix -> the key of the plugin that is to have it."""

    sources: tuple[Offer[Source], ...] = ()
    renderers: tuple[Offer[Renderer], ...] = ()
    failures: tuple[Failure, ...] = ()
    preferences: Mapping[str, str] = attrs.field(factory=dict, converter=_read_only)

    def source_for(
        self,
        origin: str | os.PathLike[str],
        format: str | None = None,  # noqa: A002 - the word that everybody types
    ) -> Source:
        """The source of that name, else that of the URL's scheme, else the one whose longest suffix ends the origin.

        Raises AdapterError.
        """
        return self._choose("đọc", self.sources, os.fspath(origin), format)

    def renderer_for(
        self,
        origin: str | os.PathLike[str],
        format: str | None = None,  # noqa: A002 - the word that everybody types
    ) -> Renderer:
        """The renderer of that name, else the one whose longest suffix ends the path. Raises AdapterError."""
        return self._choose("ghi", self.renderers, os.fspath(origin), format)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every name and suffix claimed more than once, and who has it."""
        return (*self._conflicts(self.sources), *self._conflicts(self.renderers))

    def _conflicts(self, offers: tuple[Offer[Record], ...]) -> Iterator[Conflict]:
        for claim in dict.fromkeys(claim for offer in offers for claim in offer.claims):
            claimants = _claiming(claim, offers)
            if len(claimants) > 1:
                yield Conflict(claim, claimants, self._winner(claim, claimants))

    def _winner(self, claim: str, claimants: Sequence[Offer[Record]]) -> Offer[Record] | None:
        preferred = [offer for offer in claimants if offer.plugin == self.preferences.get(claim)]
        strongest = preferred or [offer for offer in claimants if offer.builtin] or claimants
        return strongest[0] if len(strongest) == 1 else None

    def _choose(self, verb: str, offers: tuple[Offer[Record], ...], origin: str, name: str | None) -> Record:
        claim = name or _scheme(origin) or _longest_suffix(origin, offers)
        everything: tuple[Offer[Any], ...] = (*self.sources, *self.renderers)
        preferred = self.preferences.get(claim)
        if preferred and not any(offer.plugin == preferred and claim in offer.claims for offer in everything):
            raise AdapterError(
                "E-PREFERENCE",
                claim,
                f"được chọn dùng phần mở rộng {preferred}, nhưng phần đó không cung cấp; "
                f"hãy cài lại hoặc bỏ lựa chọn này.{self._quoted_failures()}",
            )
        claimants = _claiming(claim, offers)
        if not claimants:
            shown = claim if claim.endswith("://") else origin  # a URL may hold a password
            there_is = "; ".join(" ".join(offer.claims) for offer in offers) or "chưa có gì"
            raise AdapterError(
                "E-FORMAT",
                name or shown,
                f"không biết {verb} định dạng này. Hiện có: {there_is}. "
                f"Hãy dùng một đuôi tệp hoặc một tên trong số đó.{self._quoted_failures()}",
            )
        winner = self._winner(claim, claimants)
        if winner is None:
            raise AdapterError(
                "E-CONTESTED",
                claim,
                f"nhiều phần mở rộng cùng nhận: {', '.join(map(str, claimants))}. "
                "Hãy chọn một phần trong số đó, hoặc gỡ những phần còn lại.",
            )
        return winner.record

    def _quoted_failures(self) -> str:
        if not self.failures:
            return ""
        return " Phần mở rộng bị lỗi, có thể đã cung cấp: " + "; ".join(map(str, self.failures))


def _claiming(claim: str, offers: Iterable[Offer[Record]]) -> tuple[Offer[Record], ...]:
    return tuple(offer for offer in offers if claim in offer.claims)


def _scheme(origin: str) -> str:
    """The "postgresql://" of "postgresql+psycopg://…"; nothing for a path."""
    scheme = re.match(r"([a-z][a-z0-9]+)(?:\+\w+)?://", origin, re.IGNORECASE)
    return f"{scheme[1].lower()}://" if scheme else ""


def _longest_suffix(origin: str, offers: Iterable[Offer[Record]]) -> str:
    claims = (claim for offer in offers for claim in offer.claims)
    suffixes = {claim for claim in claims if claim.startswith(".") and origin.lower().endswith(claim)}
    return max(suffixes, key=len, default="")


# -- discovery ------------------------------------------------------------------------------------


@functools.cache
def registry() -> Registry:
    """What is installed, looked up once, on first use."""
    return discover()


def discover(*, strict: bool = False, preferences: Mapping[str, str] | None = None) -> Registry:
    """Look for adapters: the built-in ones, then those of installed distributions in the order of their keys.

    A broken plugin never stops the others: it is named in `failures`. `strict` raises all of them as one group.
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
    """What one plugin offers, and what is wrong with it, before anybody has installed it."""
    search = _Search()
    search.plugin("plugin", lambda: plugin, None, "")
    return search.found({})


@attrs.define
class _Search:
    """What was found so far."""

    offers: list[Offer[Any]] = attrs.field(factory=list)
    failures: list[Failure] = attrs.field(factory=list)

    def found(self, preferences: Mapping[str, str]) -> Registry:
        """What was found, as a value."""
        return Registry(
            sources=tuple(offer for offer in self.offers if isinstance(offer.record, Source)),
            renderers=tuple(offer for offer in self.offers if isinstance(offer.record, (Printer, Exporter))),
            failures=tuple(sorted(self.failures, key=lambda failure: failure.plugin)),
            preferences=preferences,
        )

    def builtins(self) -> None:
        """The plugins of this distribution."""
        try:
            owner = importlib.metadata.distribution(PROJECT)
        except importlib.metadata.PackageNotFoundError:  # run from a source tree that nobody installed
            owner = None
        version = owner.version if owner else ""
        for record, module in BUILTINS:
            key = f"{PROJECT}:{record}"
            self.plugin(key, functools.partial(importlib.import_module, module), owner, version, builtin=True)

    def distributions(self) -> None:
        """The plugins of every distribution that declares any. Of two copies on sys.path, the one that is imported."""
        names = set()
        for distribution in importlib.metadata.distributions():
            with self._isolated(f"a distribution in {distribution.locate_file('')}", ""):
                if distribution.entry_points.select(group=PROJECT):
                    names.add(_normal(distribution.name))
        for name in sorted(names):
            with self._isolated(name, ""):
                distribution = importlib.metadata.distribution(name)
                declared = distribution.entry_points.select(group=PROJECT)
                for entry_point in sorted(declared, key=lambda entry: (entry.name, entry.value)):
                    self.plugin(f"{name}:{entry_point.name}", entry_point.load, distribution, distribution.version)

    def plugin(
        self, key: str, load: Callable[[], object], owner: Distribution | None, version: str, *, builtin: bool = False
    ) -> None:
        """Everything that one plugin offers: what is sound is kept, what is not is a failure of its own."""
        manager = pluggy.PluginManager(PROJECT)  # one for each: what one plugin declares cannot hinder another
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
                            usable = _with_install_line(_checked(record, kinds), key, owner)
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
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger's code does, it is named
            self.failures.append(Failure(plugin, version, error))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _listed(result: object, hook: str) -> Iterable[object]:
    if isinstance(result, str) or not isinstance(result, Iterable):
        raise TypeError(f"{hook}() returned {result!r}, not a list")
    return result


def _checked(record: object, kinds: tuple[type[Source | Renderer], ...]) -> Any:
    if not isinstance(record, kinds):
        raise TypeError(f"{record!r} is no {' or '.join(kind.__name__ for kind in kinds)}")
    return record


# -- missing libraries ----------------------------------------------------------------------------


def _with_install_line(record: Source | Renderer, key: str, owner: Distribution | None) -> Source | Renderer:
    """The record, whose function says how to install a module of `requires` that is missing."""
    if isinstance(record, Source):
        read_sheets = record.read

        @functools.wraps(read_sheets)
        def read(origin: str, options: Options) -> Iterator[Sheet]:
            with _install_line(record, key, owner):
                yield from read_sheets(origin, options)

        return attrs.evolve(record, read=read)

    def guarded(work: Callable[Given, bytes]) -> Callable[Given, bytes]:
        @functools.wraps(work)
        def render(*given: Given.args, **named: Given.kwargs) -> bytes:
            with _install_line(record, key, owner):
                return work(*given, **named)

        return render

    if isinstance(record, Printer):
        return attrs.evolve(record, print=guarded(record.print))
    return attrs.evolve(record, export=guarded(record.export))


@contextmanager
def _install_line(record: Source | Renderer, key: str, owner: Distribution | None) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if not any(f"{module}.".startswith(f"{error.name}.") for module in record.requires):
            raise
        project = owner.metadata["Name"] if owner else PROJECT
        extras = (owner.metadata.get_all("Provides-Extra") or []) if owner else []
        extra = next((f"[{extra}]" for extra in extras if _normal(extra) == _normal(record.name)), "")
        raise AdapterError(
            "E-LIBRARY",
            key,
            f"thiếu thư viện {error.name}; hãy chạy: pip install '{project}{extra}'",
        ) from error
