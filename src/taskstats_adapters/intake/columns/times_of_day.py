"""Columns of moments whose times of day show that the days are wrong: those in UTC, and those rounded badly."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Mapping, Set

from taskstats_adapters.contract.cells import BadCell, Cell
from taskstats_adapters.intake.cells.clean import clean_cell
from taskstats_adapters.intake.cells.day_texts import NoSuchDay, day_in
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.fields import FIELDS, DayForm
from taskstats_adapters.office.profile import Dates

FEWEST = 3
"""Distinct moments of a list from which on it is no coincidence that all are midnight somewhere else."""


_STAMPED = frozenset(("completed_on", "withdrawn_on", "recorded_on", "updated_on"))
"""Days that a program may write with the moment of a click, beside others that it writes as midnight."""


class _Slip(enum.Enum):
    """Why a moment is probably of the next day."""

    UTC = enum.auto()
    """It is midnight in the office's time zone, written in UTC: JavaScript does so."""
    ROUNDED = enum.auto()
    """It is some seconds before midnight, at no second that a person or a program chooses: 23:59:16."""


def wrong_times(
    columns: Mapping[str, Set[Cell | BadCell]], header: Header, settings: Dates, place: Callable[[str], str]
) -> Iterator[Problem]:
    """A warning for each slip, about the columns that have it, which are given with their distinct cells."""
    slips = {field: _slip(cells, settings) for field, cells in columns.items()}
    utc = [field for field, slip in slips.items() if slip is _Slip.UTC]
    others = [field for field, cells in columns.items() if field not in utc and _is_other(field, cells)]
    # Due dates alone may well be at 17:00, when offices close; a program that writes UTC writes all days so.
    given = [field for field in utc if FIELDS[field].day_form not in (DayForm.DUE, DayForm.DEADLINE)]
    moments = [cell for field in utc for cell in columns[field] if _is_day(cell)]
    if given and len(moments) >= FEWEST and not any(FIELDS[field].decisive for field in others):
        message = (
            f"mọi ngày của {_named(utc, header)} đều ghi cùng một giờ, là 0 giờ hôm sau nếu tệp ghi theo giờ UTC: "
            "ngày đang đọc có thể sớm một ngày; nếu đúng là giờ UTC, hãy ghi [dates] utc = true vào hồ sơ"
        )
        yield Problem(code="W-UTC", place=place(utc[0]), message=message)
    if rounded := [field for field, slip in slips.items() if slip is _Slip.ROUNDED]:
        message = (
            f"giờ của {_named(rounded, header)} đều là vài giây trước 0 giờ: có thể là ngày hôm sau, bị lệch khi xuất; "
            "hãy xuất lại, hoặc thay bằng giá trị của công thức =ROUND(ô;0)"
        )
        yield Problem(code="W-NOISE", place=place(rounded[0]), message=message)


def _named(fields: list[str], header: Header) -> str:
    return "cột " + ", ".join(f'"{header.texts[header.columns[field]]}"' for field in fields)


def _slip(cells: Set[Cell | BadCell], settings: Dates) -> _Slip | None:
    """The slip that every moment of a column has. A column of other days beside such moments is not in UTC."""
    found: _Slip | None = None
    plain = False
    for cell in cells:
        if (moment := _moment(cell)) is None:
            plain = plain or _is_day(cell)
            continue
        slip = _slip_of(moment, settings)
        if slip is None or (found and slip is not found):
            return None
        found = slip
    return None if plain and found is _Slip.UTC else found


def _is_other(field: str, cells: Set[Cell | BadCell]) -> bool:
    """Whether a column has days that are no midnight in UTC. Moments of clicks are of any hour."""
    clicks = field in _STAMPED
    return any(_is_day(cell) and not (clicks and _moment(cell)) for cell in cells)


def _is_day(cell: Cell | BadCell) -> bool:
    """Whether a cell that was read is a day, with a time or without: neither blank nor a dash."""
    return isinstance(cell, dt.date) or (isinstance(cell, str) and any(map(str.isdigit, cell)))


def _moment(cell: Cell | BadCell) -> dt.datetime | None:
    """The moment in a cell that is more than a day."""
    if isinstance(cell, str) and ":" in cell:
        try:
            cell = day_in(str(clean_cell(cell)), moments=True)
        except NoSuchDay:
            return None
    return cell if isinstance(cell, dt.datetime) and cell.time() != dt.time() else None


def _slip_of(moment: dt.datetime, settings: Dates) -> _Slip | None:
    if moment.tzinfo is not None:
        return None
    if moment.hour == 23 and moment.minute == 59 and 0 < moment.second < 59:
        return _Slip.ROUNDED
    here = moment.replace(tzinfo=dt.UTC).astimezone(settings.tzinfo)
    return _Slip.UTC if here.time() == dt.time() and not settings.utc else None
