"""How tasks stand, in words: none of them, one, some, or all (docs/reference/sentences.md)."""

from __future__ import annotations

from taskstats import Tally
from taskstats_adapters.narrative.numbers import NumberStyle

ON_TIME, LATE = "hoàn thành đúng hạn", "hoàn thành quá hạn"
COMPLETED, UNFINISHED = "đã hoàn thành", "chưa hoàn thành"


def all_of(number: int, state: str, say: NumberStyle) -> str:
    """That all of the tasks just named stand alike: "cả 18 nhiệm vụ đều hoàn thành đúng hạn".

    Of a single one it needs no count: "đã hoàn thành đúng hạn".
    """
    if number > 1:
        return f"cả {say.tasks(number)} đều {state}"
    return f"đã {state}" if state in (ON_TIME, LATE) else state


def due(tally: Tally, late: str, unfinished: str, say: NumberStyle) -> str:
    """How the tasks due in a period stand; `late` and `unfinished` are what follows those counts: their changes.

    Where all stand alike, the other counts are 0, and only a change of them is told.
    """
    good, bad, open_ = say.shares(tally.total, "due.total", tally.on_time, tally.late, tally.unfinished)
    if tally.pending:
        unfinished += pending_and_overdue(tally, say)
    if tally.total not in (tally.on_time, tally.late, tally.unfinished):
        return (
            f"trong đó {say.tasks(tally.on_time)} {ON_TIME}{f' (đạt {good})' if tally.on_time else ''} và "
            f"{say.tasks(tally.late)} {LATE}{f', chiếm {bad}' if tally.late else ''}{late}, "
            f"{'còn ' if tally.unfinished else ''}{say.tasks(tally.unfinished)} {UNFINISHED}"
            f"{f', chiếm {open_}' if tally.unfinished else ''}{unfinished}"
        )
    if tally.on_time:
        told = f"{all_of(tally.total, ON_TIME, say)} (đạt {good})"
    elif tally.late:
        told = all_of(tally.total, LATE, say) + late
    else:
        told = all_of(tally.total, UNFINISHED, say) + unfinished
    for count, state, change in ((tally.late, LATE, late), (tally.unfinished, UNFINISHED, unfinished)):
        if change and not count:
            told += f", {say.tasks(0)} {state}{change}"
    return told


def cumulative(tally: Tally, say: NumberStyle) -> str:
    """How the tasks of the year so far stand: the completed, of them the on time and late, then the unfinished."""
    if not tally.completed:
        return _none_completed(tally, say)
    done, open_ = say.shares(tally.total, "cumulative.total", tally.completed, tally.unfinished)
    good, bad = say.shares(tally.completed, "cumulative.completed", tally.on_time, tally.late)
    both = (
        f", bao gồm {say.tasks(tally.on_time)} đúng hạn (chiếm {good}), {say.tasks(tally.late)} quá hạn (chiếm {bad})"
        if tally.on_time and tally.late
        else ""
    )
    if tally.unfinished:
        one = "" if both else f", {_each(tally.completed)}{'đúng hạn' if tally.on_time else 'quá hạn'}"
        still = f"còn {say.tasks(tally.unfinished)} {UNFINISHED} (chiếm {open_}){pending_and_overdue(tally, say)}"
        return f"{COMPLETED} {say.tasks(tally.completed)} (đạt {done}){both or one}; {still}"
    state = COMPLETED if both else ON_TIME if tally.on_time else LATE
    return f"{all_of(tally.total, state, say)}{f' (đạt {done})' if tally.on_time else ''}{both}"


def carried(tally: Tally, say: NumberStyle) -> str:
    """How the tasks carried over stand: the completed, then the unfinished."""
    if not tally.completed:
        return _none_completed(tally, say)
    if not tally.unfinished:
        return all_of(tally.total, COMPLETED, say)
    still = f"còn {say.tasks(tally.unfinished)} {UNFINISHED}{pending_and_overdue(tally, say)}"
    return f"{COMPLETED} {say.tasks(tally.completed)}; {still}"


def undated(tally: Tally, say: NumberStyle) -> str:
    """How the undated tasks of a tally stand."""
    done, open_ = tally.undated_completed, tally.undated_unfinished
    if done and open_:
        return f"{say.count(done)} {COMPLETED}, {say.count(open_)} {UNFINISHED}"
    return f"{_each(done + open_)}{COMPLETED if done else UNFINISHED}"


def pending_and_overdue(tally: Tally, say: NumberStyle) -> str:
    """What follows a count of unfinished tasks: which of them are still within their deadlines."""
    if tally.pending and tally.overdue:
        return f", trong đó {say.tasks(tally.pending)} còn thời hạn, {say.tasks(tally.overdue)} quá thời hạn"
    return f", {_each(tally.unfinished)}{_deadline(tally)}"


def _none_completed(tally: Tally, say: NumberStyle) -> str:
    if tally.total == 1:
        return f"{UNFINISHED}, {_deadline(tally)}"
    none = "chưa có nhiệm vụ nào hoàn thành"
    if tally.pending and tally.overdue:
        return none + pending_and_overdue(tally, say)
    return f"{none}; {all_of(tally.total, _deadline(tally), say)}"


def _deadline(tally: Tally) -> str:
    return "còn trong thời hạn" if tally.pending else "đã quá thời hạn"


def _each(number: int) -> str:
    return "đều " if number > 1 else ""
