"""Agency names as the list writes them -> the names the office uses. Two names never merge by guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import attrs

from taskstats_adapters.intake.text import clean, fold


@attrs.frozen(kw_only=True)
class Agency:
    """An agency that tasks are given to, and the other ways in which lists write its name."""

    name: str
    aliases: tuple[str, ...] = ()


class UnknownAgency(ValueError):
    """A name that the registry does not have; the message is Vietnamese and names the nearest known one."""


class Agencies:
    """The agencies of an office: a closed list where the profile gives one, else every name that comes.

    Names match after Unicode NFC and the folding of white space; everything else needs an alias.
    """

    def __init__(self, known: Iterable[Agency] = ()) -> None:
        self._names: dict[str, str] = {}
        for agency in known:
            for name in (agency.name, *agency.aliases):
                other = self._names.setdefault(clean(name), clean(agency.name))
                if other != clean(agency.name):
                    raise ValueError(f'"{name}" là tên của cả "{other}" và "{agency.name}"')
        self._closed = bool(self._names)
        self._seen: dict[str, str] = {}

    def resolve(self, text: str) -> str:
        """The office's name for it. Raises UnknownAgency when there is a closed list without it."""
        name = clean(text)
        if not name:
            return ""
        if name in self._names:
            return self._names[name]
        if self._closed:
            raise UnknownAgency(self._unknown(name))
        self._seen[name] = name
        return name

    def lookalikes(self) -> Sequence[tuple[str, ...]]:
        """Groups of names met, without a closed list, that differ in nothing but case, accents or punctuation."""
        groups: dict[str, list[str]] = {}
        for name in sorted(self._seen):
            groups.setdefault(fold(name).replace("va", ""), []).append(name)
        return [tuple(names) for names in groups.values() if len(names) > 1]

    def _unknown(self, name: str) -> str:
        folded = {fold(known): known for known in self._names}
        near = get_close_matches(fold(name), folded, n=1, cutoff=0.6) or [
            key for key, known in folded.items() if _initials(known) == fold(name)
        ]
        if not near:
            return f'không có đơn vị "{name}" trong hồ sơ; hãy sửa tên hoặc thêm [[agencies]] name = "{name}"'
        canonical = self._names[folded[near[0]]]
        return (
            f'không có đơn vị "{name}" trong hồ sơ; gần nhất là "{canonical}". '
            f'Nếu đúng, hãy thêm "{name}" vào aliases của "{canonical}"'
        )


def _initials(name: str) -> str:
    """"Sở Tài nguyên và Môi trường" -> "sotnmt": the first word whole, then initials without "và"."""
    first, *rest = name.split()
    return fold(first) + "".join(fold(word)[:1] for word in rest if fold(word) != "va")
