"""The registry of an office's agencies: their names, and the days on which each is in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from taskstats_adapters.vietnamese.text import clean, one_spelling


@attrs.frozen(kw_only=True)
class Alias:
    """Another name of an agency, in force for tasks assigned from `since` to `until`, both included."""

    name: str
    since: dt.date | None = None
    until: dt.date | None = None

    def __contains__(self, day: dt.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def days(self) -> str:
        """When it is in force, in Vietnamese; empty where it always is."""
        since = f"từ {self.since:%d/%m/%Y}" if self.since else ""
        until = f"đến {self.until:%d/%m/%Y}" if self.until else ""
        return f"{since} {until}".strip()

    def __str__(self) -> str:
        return f'"{self.name}" {self.days}'.strip()


@attrs.frozen(kw_only=True)
class Agency:
    """An agency that tasks are assigned to, and the other spellings of its name in lists.

    `kind` says what it is, in the office's words: "sở", "cơ quan ngành dọc", "xã". `since` and `until` are the first
    and last day on which tasks were assigned to it. Both texts are cleaned, as the agency of a task is.
    """

    name: str = attrs.field(converter=clean)
    kind: str = attrs.field(default="", converter=clean)
    aliases: tuple[Alias, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def names(self) -> tuple[Alias, ...]:
        """Its own name, then its aliases."""
        return (Alias(name=self.name, since=self.since, until=self.until), *self.aliases)


Names = Mapping[str, tuple[tuple[Alias, str], ...]]
"""By `name_key` of a name: the spans in which it is in force, each with the office's name for the agency."""


def name_key(name: str) -> str:
    """The name without differences of Unicode form, white space and place of tone marks."""
    return one_spelling(clean(name))


def names_of(agencies: Iterable[Agency]) -> Names:
    """The office's name for each name and alias. Raises ValueError if two agencies share one on the same day."""
    names: dict[str, tuple[tuple[Alias, str], ...]] = {}
    for agency in agencies:
        for alias in agency.names:
            key = name_key(alias.name)
            others = names.get(key, ())
            for other, owner in others:
                if owner != agency.name and _overlap(alias, other):
                    raise ValueError(f'agencies: {alias} là tên của cả "{owner}" và "{agency.name}"')
            names[key] = (*others, (alias, agency.name))
    return names


def _overlap(one: Alias, other: Alias) -> bool:
    since = max(one.since or dt.date.min, other.since or dt.date.min)
    return since <= min(one.until or dt.date.max, other.until or dt.date.max)
