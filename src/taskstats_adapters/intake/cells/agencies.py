"""Agency names as a list writes them -> the names that the office uses. Names are never merged by a guess."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from difflib import get_close_matches
from functools import cached_property

from taskstats_adapters.intake.cells.agency_words import in_sentence_case, is_agency_name, is_group
from taskstats_adapters.intake.cells.clean import CellError
from taskstats_adapters.intake.cells.headings import Heading
from taskstats_adapters.intake.cells.leads import Lead, is_no_value, read_lead
from taskstats_adapters.office.agencies import Agency, name_key, names_of
from taskstats_adapters.vietnamese.text import brief, clean, fold, words


class UnknownAgency(CellError):
    """A name that the registry does not have; the message has the nearest known one and what to add."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "E-AGENCY")


class Agencies:
    """The agencies of an office: the profile's closed list, or else every name met.

    Only Unicode form, white space and the place of tone marks (hòa, hoà) are ignored in matching; any other spelling
    needs an alias. Of several agencies in one cell the first leads if the office says so (`first_leads`).
    """

    def __init__(self, known: Iterable[Agency] = (), first_leads: bool = False) -> None:
        self._first_leads = first_leads
        self._names = names_of(known)
        self._in_capitals = {name.upper(): name for name in self._names}
        self._found: dict[str, str] = {}  # names that mean the same agency on every day
        self._leads: dict[str, Lead] = {}
        self._seen: set[str] = set()
        self._unknown: dict[str, str] = {}  # the messages: finding the nearest name is slow

    def __contains__(self, name: str) -> bool:
        return name_key(name) in self._names

    @property
    def closed(self) -> bool:
        """Whether the profile has the list of agencies."""
        return bool(self._names)

    def named_in(self, heading: str) -> str:
        """The agency that a heading or a title names; empty where it names none. It may be in capitals throughout."""
        if heading in self:
            return heading
        if heading.isupper() and (known := self._in_capitals.get(name_key(heading))):
            return known
        return in_sentence_case(heading) if is_agency_name(heading) else ""

    def named_by(self, heading: Heading) -> str:
        """The agency that a heading names, or that it says is one: "Đơn vị: Trung tâm A"; empty where it does not."""
        named = self.named_in(heading.name)
        return named or (heading.name if heading.whose and not is_group(heading.name) else "")

    def has_met(self, name: str) -> bool:
        """Whether a task has been read, without a closed list, of an agency of this name."""
        return name in self._seen

    def lead(self, text: str) -> Lead:
        """Who leads by the text of a cell; one that is the name of a known agency says nothing else."""
        if text not in self._leads:
            lead = Lead(text) if text in self else read_lead(clean(text))
            self._leads[text] = lead.first if lead.several and self._first_leads else lead
        return self._leads[text]

    def resolve(self, text: str, day: dt.date | None = None) -> str:
        """The office's name for an agency, on the day of assignment where that is known; empty where none is written.

        Raises UnknownAgency if the closed list does not have the name, or has it for other days only.
        """
        if text in self._found:
            return self._found[text]
        name = clean(text)
        if not fold(name) or (is_no_value(name) and name not in self):  # blank, a dash, or "NULL"
            return ""
        if not self._names:
            self._seen.add(name)
            self._found[text] = name
            return name
        spans = self._names.get(name_key(name))
        if spans is None:
            if name not in self._unknown:
                self._unknown[name] = self._describe(name)
            raise UnknownAgency(self._unknown[name])
        for alias, canonical in spans:
            if alias.since is None and alias.until is None:
                self._found[text] = canonical
                return canonical
            if day is None or day in alias:
                return canonical
        told = ", ".join(
            alias.days + (f' (là "{canonical}")' if canonical != name else "") for alias, canonical in spans
        )
        raise UnknownAgency(
            f'"{name}" không phải là tên của đơn vị nào vào ngày giao {day:%d/%m/%Y}; '
            f"tên này có hiệu lực {told}; hãy sửa tên hoặc ngày giao"
        )

    def lookalikes(self) -> Sequence[tuple[str, ...]]:
        """Groups of names met, without a closed list, that differ only in case, accents, punctuation or "và".

        "Sở Y tế (Phòng A)" is put beside "Sở Y tế", if that is met.
        """
        groups: dict[str, list[str]] = {}
        for name in sorted(self._seen):
            if (lead := self.lead(name)).several or lead.group:
                continue
            groups.setdefault("".join(_telling_words(name)), []).append(name)
        for names in list(groups.values()):
            if (match := _IN_BRACKETS.search(names[0])) and (
                bare := groups.get("".join(_telling_words(match["bare"])))
            ):
                bare.extend(names)
                names.clear()
        return [tuple(names) for names in groups.values() if len(names) > 1]

    def _describe(self, name: str) -> str:
        if brief(name) != name:
            return f'"{brief(name)}" quá dài, không phải tên đơn vị; hãy sửa ô này'
        lead = read_lead(name)
        if lead.several:
            return f'"{name}" là nhiều đơn vị trong một ô; {FIRST_LEADS}, hoặc để lại một đơn vị'
        if lead.group:
            return (
                f'"{name}" là một nhóm đơn vị, không phải một đơn vị; hãy ghi đơn vị chủ trì, '
                f'hoặc thêm [[agencies]] name = "{name}"'
            )
        near = self._nearest(name)
        if near is None:
            return f'không có đơn vị "{name}" trong hồ sơ; hãy sửa tên hoặc thêm [[agencies]] name = "{name}"'
        canonical = self._names[near][-1][1]
        return (
            f'không có đơn vị "{name}" trong hồ sơ; gần nhất là "{canonical}". '
            f'Nếu đúng, hãy thêm "{name}" vào aliases của "{canonical}"'
        )

    def _nearest(self, name: str) -> str | None:
        """The known name that this one is short for or most like; of the first unknown names only, for it is slow."""
        if len(self._unknown) >= MOST_DESCRIBED:
            return None
        key, known = fold(name), self._known
        if key in known.short:
            return known.short[key]
        shared = Counter(itertools.chain.from_iterable(known.having.get(pair, ()) for pair in _pairs(key)))
        likely = [folded for folded, _ in shared.most_common(LIKELY)]
        return next((known.folded[found] for found in get_close_matches(key, likely, n=1, cutoff=0.6)), None)

    @cached_property
    def _known(self) -> _Known:
        return _Known(self._names)


class _Known:
    """The known names as they are looked for when a name is not among them: folded once."""

    def __init__(self, names: Iterable[str]) -> None:
        self.folded = {fold(name): name for name in names}
        self.short = {_initials(name): name for name in reversed(self.folded.values())}
        self.having: dict[str, list[str]] = {}
        for folded in self.folded:
            for pair in _pairs(folded):
                self.having.setdefault(pair, []).append(folded)


MOST_DESCRIBED = 200
"""For so many unknown names the nearest known one is looked for."""
LIKELY = 20
"""So many known names, those with most pairs of letters in common, are compared letter by letter."""


def _pairs(text: str) -> Set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


_IN_BRACKETS = re.compile(r"^(?P<bare>[^(\[]+)[(\[][^()\[\]]*[)\]]$")
FIRST_LEADS = 'nếu đơn vị đầu chủ trì, hãy ghi [intake] several_agencies = "first-leads" vào hồ sơ'
"""What settles several agencies in one cell."""


def _initials(name: str) -> str:
    """The first word and the initials of the others but "và": "Sở Tài nguyên và Môi trường" is "sotnmt"."""
    first, *rest = _telling_words(name) or [""]
    return first + "".join(word[0] for word in rest)


def _telling_words(name: str) -> list[str]:
    return [word for word in words(name) if word != "va"]
