"""Agency names as the list writes them -> the names the office uses. Two names never merge by guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from taskstats_adapters.intake.problems import CellError
from taskstats_adapters.profile import Agency, names_of
from taskstats_adapters.text import clean, fold, words


class UnknownAgency(CellError):
    """A name that the registry does not have; the message names the nearest known one, and what to add."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "E-AGENCY")


class Agencies:
    """The agencies of an office: a closed list where the profile gives one, else every name that comes.

    Names match after Unicode NFC and the folding of white space; everything else needs an alias.
    """

    def __init__(self, known: Iterable[Agency] = ()) -> None:
        self._names = names_of(known)
        self._closed = bool(self._names)
        self._seen: set[str] = set()
        self._unknown: dict[str, str] = {}  # what to say: looking for the nearest name takes long

    def resolve(self, text: str) -> str:
        """The office's name for it. Raises UnknownAgency when there is a closed list without it."""
        name = clean(text)
        if not fold(name):  # blank, or a dash
            return ""
        if name in self._names:
            return self._names[name]
        if self._closed:
            if name not in self._unknown:
                self._unknown[name] = self._describe(name)
            raise UnknownAgency(self._unknown[name])
        self._seen.add(name)
        return name

    def lookalikes(self) -> Sequence[tuple[str, ...]]:
        """Groups of names met, without a closed list, that differ in nothing but case, accents, punctuation or "và"."""
        groups: dict[str, list[str]] = {}
        for name in sorted(self._seen):
            groups.setdefault("".join(_telling_words(name)), []).append(name)
        return [tuple(names) for names in groups.values() if len(names) > 1]

    def _describe(self, name: str) -> str:
        key, folded = fold(name), {fold(known): known for known in self._names}
        short = [folded[long] for long in folded if _initials(folded[long]) == key]
        near = short or [folded[long] for long in get_close_matches(key, folded, n=1, cutoff=0.6)]
        if not near:
            return f'không có đơn vị "{name}" trong hồ sơ; hãy sửa tên hoặc thêm [[agencies]] name = "{name}"'
        canonical = self._names[near[0]]
        return (
            f'không có đơn vị "{name}" trong hồ sơ; gần nhất là "{canonical}". '
            f'Nếu đúng, hãy thêm "{name}" vào aliases của "{canonical}"'
        )


def _initials(name: str) -> str:
    """The first word whole, then initials, without "và": "Sở Tài nguyên và Môi trường" is "sotnmt"."""
    first, *rest = _telling_words(name) or [""]
    return first + "".join(word[0] for word in rest)


def _telling_words(name: str) -> list[str]:
    return [word for word in words(name) if word != "va"]
