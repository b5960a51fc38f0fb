"""Tasks whose cell for the agency is empty below a heading that names one, and agencies that stand alone in a row."""

from __future__ import annotations

from taskstats_adapters.intake.cells.clean import CleanRow, has_own, text_of
from taskstats_adapters.intake.notes import AGENCY_ABOVE, AGENCY_BELOW, Notes
from taskstats_adapters.intake.outline.headings_above import HeadingsAbove
from taskstats_adapters.vietnamese.text import fold


class BlankAgencies:
    """The agency of each task, of a list whose `column` has it; without one, that of the headings.

    An empty cell is filled from the heading above, unless another task shows that its headings do not lead: the cell
    says something else. That is told if the office fills the cells elsewhere.
    """

    def __init__(self, column: int | None, headings: HeadingsAbove, notes: Notes) -> None:
        self._column, self._headings, self._notes = column, headings, notes
        self._alone: list[tuple[int, str]] = []
        self._last = -1
        self._filled = self._missing = self._contradicted = False

    def pass_over(self, row: CleanRow, number: int) -> None:
        """Take a heading. One with nothing but an agency in its column, right below a task, may be a second agency."""
        if self._column is None or number != self._last + 1:
            return
        filled = [column for column, cell in enumerate(row) if has_own(cell) and fold(text_of(cell))]
        if filled == [self._column]:
            self._alone.append((number, text_of(row[self._column])))
            self._last = number

    def of_task(self, own: str, number: int) -> str:
        """The agency of a row that may be a task, by its own cell or by the headings above it."""
        if self._column is None:
            return self._headings.agency
        self._last, heading = number, self._headings.named_above
        if self._alone:
            self._settle(own)
        if own.strip(_DASHES):
            self._filled = True
            self._contradicted = self._contradicted or bool(heading and fold(own) != fold(heading))
            return own
        if not heading or self._contradicted:
            self._missing = True
            return own
        self._headings.lead = True
        self._notes.add(AGENCY_ABOVE, number, heading)
        return heading

    def close(self) -> None:
        """The list ends. Where its column is empty throughout, the headings lead, and nothing is to be told."""
        self._settle(None)
        if not self._filled and not self._missing:
            self._notes.forget(AGENCY_ABOVE)

    def _settle(self, after: str | None) -> None:
        """A row of an agency alone is a heading of tasks that have none; else it belongs to the task above it."""
        for number, name in self._alone:
            if after is None or (after and fold(after) != fold(name)):
                self._notes.add(AGENCY_BELOW, number, name)
        self._alone.clear()


_DASHES = " -–—."
