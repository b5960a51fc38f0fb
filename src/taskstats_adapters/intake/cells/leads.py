"""What the cell of an agency says beside a name: "như trên", who leads and who helps, several agencies, a person."""

from __future__ import annotations

import re

import attrs

from taskstats_adapters.intake.cells.agency_words import BEGINS_AS_AGENCIES_DO, is_group
from taskstats_adapters.intake.cells.in_words.shared_kinds import each_agency
from taskstats_adapters.vietnamese.text import clean


@attrs.frozen
class Lead:
    """The agency that leads, as written, and those that help.

    `several`: the cell does not say which of them leads; `named` has each of them. `ditto`: it only says that it is as
    the one above. `group`: it means agencies that it does not name.
    """

    name: str
    coordinating: tuple[str, ...] = ()
    several: bool = False
    ditto: bool = False
    named: tuple[str, ...] = attrs.field(default=(), eq=False)
    group: bool = attrs.field(default=False, eq=False)

    @property
    def first(self) -> Lead:
        """That the first of several leads, and the others help."""
        name, *others = self.named
        return Lead(name, (*others, *self.coordinating), group=is_group(name))


def read_lead(text: str) -> Lead:
    """Who leads, by the clean text of a cell: "Chủ trì: Sở Tài chính; phối hợp: Sở Y tế"."""
    if text.lower().strip(" -–—().") in _DITTO:
        return Lead("", ditto=True)
    if parts := _LEADS.fullmatch(text):
        name = parts["lead"].strip(_MARKS)
        helps = tuple(part.strip(_MARKS) for part in (parts["helps"] or "").split(";"))
        return attrs.evolve(read_lead(name), coordinating=tuple(filter(None, helps)))
    text = without_person(text)
    if _ROLE.search(text) and (said := _by_role(text)):
        return said
    named = _apart(text)
    if all(map(is_group, named)):
        return Lead(text, group=True)
    return Lead(text, several=True, named=named) if len(named) > 1 else Lead(text)


def _by_role(text: str) -> Lead | None:
    """Who leads and who helps where words after a name say so: "Sở Y tế chủ trì, phối hợp với Sở Nội vụ"."""
    leads, *helps = _HELPS.split(text, maxsplit=1)
    name, *others = _CHAIRS.split(leads, maxsplit=1)
    name = name.strip(_MARKS)
    if not _begins(name):
        return None
    coordinating = [part for found in (*others, *helps) for part in _apart(found.strip(_MARKS + "()"))]
    return attrs.evolve(read_lead(name), coordinating=tuple(coordinating))


def lines_apart(text: str) -> str:
    """The text of a cell with a line for each agency, with ";" between them; any other text as it is."""
    lines = [_NUMBER.sub("", clean(line)).strip(_MARKS) for line in text.splitlines()] if "\n" in text else []
    lines = [line for line in lines if line]
    return "; ".join(lines) if len(lines) > 1 and all(map(_begins, lines)) else text


def _begins(text: str) -> bool:
    return BEGINS_AS_AGENCIES_DO.match(text) is not None or is_group(text)


def _apart(text: str) -> tuple[str, ...]:
    """The agencies in a text. Commas and "và" occur inside names, so they part only what begins as agencies do."""
    text = _NUMBER.sub("", text)
    if _begins(text):
        text = _BETWEEN.sub(";", text)
    return tuple(each for found in text.split(";") if (part := found.strip(" ,")) for each in each_agency(part))


def without_person(text: str) -> str:
    """The text without the person who answers for the agency: "Sở Y tế (đ/c Nguyễn Văn A)"."""
    if any(title in text.lower() for title in ("đ", "ông", "bà", "bs")):
        for person in _PERSON:
            text = person.sub("", text) or text
    return text


def is_no_value(text: str) -> bool:
    """Whether a text is what a program or a person writes for nothing: "nan", "NULL", "N/A", "(trống)"."""
    return text.lower().strip(" ()[]#") in _NOTHING


_MARKS = " ;,.-–—+•:"
_LEADS = re.compile(
    r"\W*(?:(?:(?:cơ quan|đơn vị) )?chủ trì|CT) ?:(?P<lead>[^:]+?)"
    r"(?:(?:(?:(?:cơ quan|đơn vị) )?phối hợp(?: thực hiện)?|PH) ?:(?P<helps>.*))?",
    re.IGNORECASE,
)
_ROLE = re.compile(r"chủ trì|phối hợp|\bPH ?:", re.IGNORECASE)
_CHAIRS = re.compile(r" ?[(,–-]? ?\bchủ trì\b\)?", re.IGNORECASE)
_HELPS = re.compile(
    r" ?[(,;–-]? ?(?:và )?(?:(?:cơ quan|đơn vị) )?(?:\bphối hợp\b(?: thực hiện)?|\bPH(?= ?:))(?: với| cùng)? ?:? ?",
    re.IGNORECASE,
)
_BODIES = "Bệnh viện|Trung tâm|Trường|Chi nhánh|Điện lực|Phòng"
_BETWEEN = re.compile(
    rf" ?[,/+&] ?(?={BEGINS_AS_AGENCIES_DO.pattern}|các |(?:{_BODIES}) )|"
    rf" (?:và |[–-] |\d{{1,2}}[.)] ?)(?={BEGINS_AS_AGENCIES_DO.pattern}|các )",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d{1,2}[.)] ?(?=\D)")
_PERSON = (
    re.compile(
        r" ?\((?:đ/c|đ\.?c\.?|đồng chí|ông|bà|bs\.?|(?:phó )?(?:giám đốc|chủ tịch|trưởng (?:ban|phòng))|p?gđ)[:.]? "
        r"[^()]{1,60}\)",
        re.IGNORECASE,
    ),
    re.compile(r" ?[-–,:] ?(?:đ/c|đồng chí)[:.]? [^-–,;:()]{1,40}$", re.IGNORECASE),
    re.compile(r"^(?:đ/c|đồng chí|ông|bà)[:.]? [^-–,;:()]{1,40}[-–,:] ?", re.IGNORECASE),
)
_DITTO = frozenset(("nt", "n/t", "như trên", "ditto", "idem", '"', "”", "“", "″", "〃", "''", "’’", "//"))
_NOTHING = frozenset(("nan", "nat", "null", "none", "n/a", "blank", "trống", "không", "không có", "chưa có", "?"))
