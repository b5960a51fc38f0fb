"""Lists that go on in another sheet or table without a header: pages of a PDF turned into sheets, captions between."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from taskstats_adapters.intake.cells.clean import CleanRow, has_own
from taskstats_adapters.intake.cells.dates import read_assignment, read_due_date
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import NAMING


def goes_on(rows: Sequence[CleanRow], header: Header) -> bool:
    """Whether rows without a header of their own go on with the list that has this one.

    None is wider than the list, and at least half of those with several cells are tasks in its columns.
    """
    several = [row for row in rows if sum(map(has_own, row)) > 1]
    if not several or any(has_own(cell) for row in several for cell in row[len(header.texts) :]):
        return False
    return 2 * sum(_is_task(row, header) for row in several) >= len(several)


def as_continuation(header: Header) -> Header:
    """The header of a sheet that has the columns of this one, and no row for them."""
    return attrs.evolve(header, first=0, height=0)


def _is_task(row: CleanRow, header: Header) -> bool:
    """Whether a row names a task and has a day of assignment, and no due date that is none."""
    cells = {field: row[column] for field, column in header.columns.items() if column < len(row)}
    named = [field for field in header.columns if field in NAMING]
    if named and not any(has_own(cells.get(field)) for field in named):
        return False
    try:
        read_due_date(cells.get("due_on"))
        return read_assignment(cells.get("assigned_on")) is not None
    except NotADate:
        return False
