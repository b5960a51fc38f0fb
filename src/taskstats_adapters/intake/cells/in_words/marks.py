"""Marks in place of words: x, ✓, [x] for yes, "Rồi" for done, ❌ for no, a dash or an empty box for nothing."""

from __future__ import annotations

import enum

from taskstats_adapters.intake.cells.clean import CleanCell, text_of
from taskstats_adapters.intake.cells.own_statuses import key


class Mark(enum.Enum):
    """What a mark says."""

    YES = "yes"
    DONE = "done"
    """Yes, where the question is whether a task is done; no answer to whether it is unfinished."""
    NO = "no"
    NOT_YET = "not yet"
    NOTHING = "nothing"
    """The cell is blank, or its box is not checked."""


def mark_of(cell: CleanCell) -> Mark | None:
    """What a clean cell says if it is a mark; None for everything else."""
    text = text_of(cell)
    if len(text) > _LONGEST:
        return None
    bare = text.lower().translate(_NO_VARIANT)
    if bare[:1] + bare[-1:] in ("[]", "()") and (inner := bare[1:-1].strip()) and inner in _IN_BRACKETS:
        return Mark.YES
    if found := _MARKS.get(bare):
        return found
    return None if any(map(str.isalnum, bare)) or key(bare.translate(_EMPTY_BOXES)) else Mark.NOTHING


def is_mark(cell: CleanCell) -> bool:
    """Whether a clean cell is a mark, or a short word, that says yes."""
    return mark_of(cell) in (Mark.YES, Mark.DONE)


_MARKS = {
    **dict.fromkeys((*"xv✓✔√☑☒🗸✅1yđo●", "có", "true", "yes"), Mark.YES),
    **dict.fromkeys(("rồi", "đã", "đạt", "ok"), Mark.DONE),
    **dict.fromkeys(("không", "no", "n", "❌"), Mark.NO),
    "chưa": Mark.NOT_YET,
    **dict.fromkeys(("0", "false"), Mark.NOTHING),
}
_IN_BRACKETS = frozenset("xv✓✔√")
_LONGEST = 30
_NO_VARIANT = dict.fromkeys((0xFE0E, 0xFE0F))
"""What makes a symbol a picture, or not: ✔ and ✔️ are one mark."""
_EMPTY_BOXES = dict.fromkeys(map(ord, "☐□▢⬜◻○"))
