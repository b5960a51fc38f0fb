"""What the cell of an agency says beside a name: "như trên", who leads and who helps, several agencies in one."""

from __future__ import annotations

import re

import attrs

from taskstats_adapters.intake.cells.agency_words import BEGINS_AS_AGENCIES_DO


@attrs.frozen
class Lead:
    """The agency that leads, as written, and those that help.

    `several`: the cell does not say which of them leads. `ditto`: it only says that it is as the one above.
    """

    name: str
    coordinating: tuple[str, ...] = ()
    several: bool = False
    ditto: bool = False


def read_lead(text: str) -> Lead:
    """Who leads, by the clean text of a cell: "Chủ trì: Sở Tài chính; phối hợp: Sở Y tế"."""
    if text.lower().strip(" -–—().") in _DITTO:
        return Lead("", ditto=True)
    if parts := _LEADS.fullmatch(text):
        name = parts["lead"].strip(_MARKS)
        helps = tuple(part.strip(_MARKS) for part in (parts["helps"] or "").split(";"))
        return attrs.evolve(read_lead(name), coordinating=tuple(filter(None, helps)))
    listed = [part for part in re.split(r"[;,]", text) if BEGINS_AS_AGENCIES_DO.match(part.strip())]
    return Lead(text, several=len(listed) > 1 or len([part for part in text.split(";") if part.strip()]) > 1)


def is_no_value(text: str) -> bool:
    """Whether a text is what a program or a person writes for nothing: "nan", "NULL", "N/A", "(trống)"."""
    return text.lower().strip(" ()[]#") in _NOTHING


_MARKS = " ;,.-–—+•:"
_LEADS = re.compile(
    r"\W*(?:(?:cơ quan|đơn vị) )?chủ trì ?:(?P<lead>[^:]+?)"
    r"(?:(?:(?:cơ quan|đơn vị) )?phối hợp(?: thực hiện)? ?:(?P<helps>.*))?",
    re.IGNORECASE,
)
_DITTO = frozenset(("nt", "n/t", "như trên", "ditto", "idem", '"', "”", "“", "″", "〃", "''", "’’", "//"))
_NOTHING = frozenset(("nan", "nat", "null", "none", "n/a", "blank", "trống", "không", "không có", "chưa có", "?"))
