"""The files, sheets and tables of which nothing was read, in a sentence: what stands in them is in no count."""

from __future__ import annotations

from collections.abc import Sequence

from taskstats import NotRead
from taskstats_adapters.narrative.numbers import NumberStyle

_NAMED = 5
"""How many are named; the receipt has all."""


def parts_not_read(parts: Sequence[NotRead], say: NumberStyle) -> str:
    """The sentence that names them, with the reasons."""
    named = "; ".join(f"{part.name} ({part.reason})" for part in parts[:_NAMED])
    more = f" và {say.count(len(parts) - _NAMED)} phần khác" if len(parts) > _NAMED else ""
    which = "phần" if len(parts) == 1 else "các phần"
    return f"Số liệu không gồm {which} sau của nguồn dữ liệu: {named}{more}."
