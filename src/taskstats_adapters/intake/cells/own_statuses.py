"""An office's own statuses, as its profile gives their meaning, beside the words that are understood without it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import attrs

from taskstats_adapters.intake.cells.status_words import Claim, claim
from taskstats_adapters.office.profile import Statement
from taskstats_adapters.vietnamese.text import fold

Understand = Callable[[str], Claim | None]
"""What a status claims; None where it is not understood."""


def understood(own: Mapping[str, Statement]) -> Understand:
    """The usual understanding of statuses, but for an office's own; these keep what their words say of lateness."""
    meanings = {fold(words): statement for words, statement in own.items() if fold(words)}

    def understand(status: str) -> Claim | None:
        usual = claim(status)
        meant = meanings.get(fold(status))
        return attrs.evolve(_CLAIMS[meant], past_due=usual.past_due if usual else None) if meant else usual

    return understand if meanings else claim


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
