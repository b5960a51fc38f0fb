"""The installed adapters: who offers which source or renderer, what failed, and which one is selected.

The rules are in docs/reference/plugins.md.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from taskstats_adapters.contract.adapters import Renderer, Source
from taskstats_adapters.errors import AdapterError

Record = TypeVar("Record", bound=Source | Renderer)


@attrs.frozen
class Offer(Generic[Record]):
    """A record and the plugin that offers it: `distribution:entry-point`, or "taskstats:word" if built in."""

    record: Record
    plugin: str
    version: str
    builtin: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """The keys that select this record: its name, suffixes (".docx") and schemes ("postgresql://")."""
        schemes: tuple[str, ...] = getattr(self.record, "schemes", ())  # a renderer has none
        suffixes: tuple[str, ...] = self.record.suffixes
        return (self.record.name, *map(str.lower, suffixes), *(f"{scheme.lower()}://" for scheme in schemes))

    def __str__(self) -> str:
        return f"{self.plugin} {self.version} ({self.record.name})"


@attrs.frozen
class Failure:
    """A plugin, or part of one, that cannot be used, and why. `discover(strict=True)` raises its `exception`."""

    plugin: str
    version: str
    exception: BaseException

    @property
    def reason(self) -> str:
        """What went wrong, on one line; for a syntax error, with its place."""
        return " ".join("".join(traceback.format_exception_only(self.exception)).split())

    def __str__(self) -> str:
        return f"{self.plugin} {self.version}: {self.reason}"


@attrs.frozen
class Conflict:
    """A name, suffix or scheme that several adapters claim. Without a winner, using it raises AdapterError."""

    claim: str
    claimants: tuple[Offer[Any], ...]
    winner: Offer[Any] | None

    @property
    def shadowed(self) -> tuple[Offer[Any], ...]:
        """The claimants that lost; empty if there is no winner."""
        return tuple(offer for offer in self.claimants if self.winner and offer is not self.winner)


def _read_only(preferences: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(preferences))


@attrs.frozen
class Registry:
    """The installed adapters, immutable. `preferences` maps names and suffixes to the key of the preferred plugin."""

    sources: tuple[Offer[Source], ...] = ()
    renderers: tuple[Offer[Renderer], ...] = ()
    failures: tuple[Failure, ...] = ()
    preferences: Mapping[str, str] = attrs.field(factory=dict, converter=_read_only)

    def source_for(
        self,
        origin: str | os.PathLike[str],
        format: str | None = None,  # noqa: A002 - the natural name for callers
    ) -> Source:
        """The source with that name; else with the URL's scheme; else with the longest suffix of the origin.

        Raises AdapterError.
        """
        return self._choose("đọc", self.sources, os.fspath(origin), format)

    def renderer_for(
        self,
        origin: str | os.PathLike[str],
        format: str | None = None,  # noqa: A002 - the natural name for callers
    ) -> Renderer:
        """The renderer with that name; else with the longest suffix of the path. Raises AdapterError."""
        return self._choose("ghi", self.renderers, os.fspath(origin), format)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every name, suffix and scheme that is claimed more than once."""
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
    """The "postgresql://" of "postgresql+psycopg://…"; "" for a path."""
    scheme = re.match(r"([a-z][a-z0-9]+)(?:\+\w+)?://", origin, re.IGNORECASE)
    return f"{scheme[1].lower()}://" if scheme else ""


def _longest_suffix(origin: str, offers: Iterable[Offer[Record]]) -> str:
    claims = (claim for offer in offers for claim in offer.claims)
    suffixes = {claim for claim in claims if claim.startswith(".") and origin.lower().endswith(claim)}
    return max(suffixes, key=len, default="")
