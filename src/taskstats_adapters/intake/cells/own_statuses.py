"""An office's own statuses, as its profile gives their meaning, beside the words that are understood without it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping

import attrs

from taskstats_adapters.intake.cells.status_words import Claim, claim
from taskstats_adapters.office.profile import Statement
from taskstats_adapters.vietnamese.text import clean, fold

Understand = Callable[[str], Claim | None]
"""What a status claims; None where it is not understood."""


def understood(own: Mapping[str, Statement]) -> Understand:
    """The usual understanding of statuses, but for an office's own; these keep what their words say of lateness."""
    meant = meant_by(own)
    return (lambda status: meant(status) or claim(status)) if own else claim


def meant_by(own: Mapping[str, Statement]) -> Understand:
    """The understanding of an office's own statuses alone."""
    meanings = {key(words): statement for words, statement in own.items() if key(words)}

    def understand(status: str) -> Claim | None:
        meant = meanings.get(key(status)) if meanings else None
        if meant is None:
            return None
        usual = claim(status)
        return attrs.evolve(_CLAIMS[meant], past_due=usual.past_due if usual else None)

    return understand


def key(status: str) -> str:
    """What a status is matched by: folded, with its symbols, for it may consist of them alone: "✅"."""
    if status.isascii() and status.isalnum():
        return status.lower()
    return fold(status) + "".join(char for char in clean(status) if _is_symbol(char))


def _is_symbol(char: str) -> bool:
    return char in "?!*#&@%" or unicodedata.category(char)[0] == "S"


def line_for(status: str, statement: Statement) -> str:
    """The line of a profile that gives a status its meaning."""
    quoted = json.dumps(status, ensure_ascii=False)  # a JSON string is a TOML basic string
    return f'[statuses] {quoted} = "{statement.value}"'


def proposed(status: str) -> str:
    """The lines of a profile that settle a status: one of them is right."""
    return f'{line_for(status, Statement.UNFINISHED)} (hoặc "completed", "withdrawn")'


_CLAIMS: Mapping[Statement, Claim] = {
    Statement.COMPLETED: Claim(True, None),
    Statement.UNFINISHED: Claim(False, None),
    Statement.WITHDRAWN: Claim(None, None, withdrawn=True),
}
