"""The rejected rows of task lists as a workbook to correct and read again.

A list with rejected rows: its header and those rows as they were, and two more columns with their places and errors.
A list rejected as a whole, for its columns: all of it, each row where it was, and the errors beside the header.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import attrs

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import SERIALS_FROM, Sheet
from taskstats_adapters.contract.cells import BadCell, Cell, Row, is_merged
from taskstats_adapters.intake.cells.clean import clean_cell, clean_rows
from taskstats_adapters.intake.cells.dates import counted_from
from taskstats_adapters.intake.columns.header_rows import as_numbered
from taskstats_adapters.intake.columns.headers import ERRORS, MARK, PLACE, Header, find_header
from taskstats_adapters.intake.problems import Reason, Severity
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.intake.sheets import placed, title_of
from taskstats_adapters.office.fields import FIELDS, LAST_HEADER_ROW, Kind
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.output.annotated_workbook import AnnotatedRow, AnnotatedSheet, SheetNames, too_long, workbook

LONGEST = 1000
"""Characters of a message at most."""

Messages = Mapping[str, Sequence[str]]
"""Error messages by place."""


def corrections(
    sources: Sequence[tuple[SourceFile, Iterable[Sheet]]], intake: Intake, profile: Profile
) -> bytes | None:
    """The workbook of what `take_in` rejected in these sources, which are read again; None if it rejected nothing.

    The same bytes for the same lists. Raises SourceError as the sources do, and OutputError for what Excel cannot hold.
    """
    sheets = list(_sheets(sources, intake, profile))
    return workbook(sheets) if sheets else None


def _sheets(
    sources: Sequence[tuple[SourceFile, Iterable[Sheet]]], intake: Intake, profile: Profile
) -> Iterator[AnnotatedSheet]:
    rejected, messages, names = frozenset(intake.rejected), _messages(intake), SheetNames()
    led = intake.led if any(intake.led.values()) else {}
    headers = {ignored.place for ignored in intake.ignored if ignored.reason is Reason.HEADER}
    for file, sheets in sources:
        for sheet in sheets:
            if sheet.ignored is None:
                source = _List.open(file.name, sheet, len(sources) > 1, profile, messages)
                if annotated := source.excerpt(rejected, headers, intake.columns.keys(), names, intake.marks, led):
                    names.take(annotated.name)
                    yield annotated


def _messages(intake: Intake) -> Messages:
    """The errors at their cells or rows, and at the other rows concerned."""
    messages: dict[str, list[str]] = {}
    for problem in intake.problems:
        if problem.severity is Severity.ERROR:
            messages.setdefault(problem.place, []).append(_short(f"{problem.message}  [{problem.code}]"))
            for row in problem.also:
                messages.setdefault(row, []).append(_short(str(problem)))
    return messages


def _short(message: str) -> str:
    """The beginning and the end of a message that quotes a long cell: the cell itself is beside it."""
    return message if len(message) <= LONGEST else f"{message[: LONGEST // 2]} … {message[-LONGEST // 2 :]}"


@attrs.frozen
class _List:
    """A sheet read again: where its rows are, and what is wrong with them."""

    name: str
    label: str
    sheet: Sheet
    messages: Messages
    rows: Iterator[Row]
    top: Sequence[Row]
    header: Header | None

    @classmethod
    def open(cls, file: str, sheet: Sheet, several: bool, profile: Profile, messages: Messages) -> _List:
        """The list in a sheet, read as far as its header. Its cells stay as they are, encoding and all."""
        rows = iter(sheet.rows)
        top = list(itertools.islice(rows, LAST_HEADER_ROW))
        seen = placed(attrs.evolve(sheet, rows=top), file, several, profile.intake.encoding)
        fixed = as_numbered(profile.intake.header_rows, sheet.first_row)
        header = find_header(
            clean_rows(seen.rows), profile.columns, fixed=fixed, assigned_on=profile.intake.assigned_on
        )
        label = f"{file}: {sheet.name}" if several else sheet.name or file
        return cls(title_of(sheet, file), label, seen, messages, itertools.chain(top, rows), top, header)

    @property
    def heading(self) -> range:
        """The rows of the header, from 0."""
        return range(self.header.first, self.header.first + self.header.height) if self.header else range(0)

    def excerpt(
        self,
        rejected: Set[str],
        headers: Set[str],
        lists: Set[str],
        names: SheetNames,
        marks: Mapping[str, str],
        led: Mapping[str, str],
    ) -> AnnotatedSheet | None:
        """The part of the list to correct, or None.

        `lists` has the places of further headers with other columns: each is copied above its rows. A row whose
        list has no column for the agency, but headings or the name of its sheet, gets it.
        """
        head, name = self.heading.start, names.free(self.name)
        wrong = list(self.messages.get(self.label, ()))
        for number in self.heading:
            wrong += _together(self._errors(number, self.top[number]))
        if wrong:
            wrong += [f'tên gốc của trang tính: "{self.name}"'] if name != self.name else []
            said = f"{ERRORS}: " + "\n".join(wrong)
            beside_head = [said, *[MARK] * (self.header is not None)]  # else nobody knows where the header will stand
            rows = [
                self._annotated(number, cells, *(beside_head if number == head else self._mark(number, marks)))
                for number, cells in enumerate(self.rows)
            ]
            return AnnotatedSheet(name, rows, max(1, self.sheet.first_row))  # records count from 1 below their header
        by_headings = self.header is not None and "agency" not in self.header.columns and bool(led)
        added = (*[FIELDS["agency"].label] * by_headings, PLACE, ERRORS, MARK)
        rows = [self._annotated(number, self.top[number], *added * (number == head)) for number in self.heading]
        heading: list[AnnotatedRow] = []
        for number, cells in enumerate(self.rows):
            place = self._place(number, None)
            if place in lists:
                heading = [self._annotated(number, cells, *added)]
            elif heading and place in headers:
                heading.append(self._annotated(number, cells))
            elif place in rejected:
                rows += heading
                heading = []
                row = self._annotated(number, cells)
                parted = [_parted(cell, column in row.faults) for column, cell in enumerate(row.cells)]
                own = [led.get(place, "")] * by_headings
                said = "\n".join(_together(row.faults))
                rows.append(attrs.evolve(row, cells=parted, added=(*own, place, said, marks.get(place, ""))))
        return AnnotatedSheet(name, rows) if len(rows) > len(self.heading) else None

    def _mark(self, number: int, marks: Mapping[str, str]) -> Sequence[str]:
        """What stands beside a row of a list that is copied as a whole."""
        mark = marks.get(self._place(number, None)) if self.header else None
        return ("", mark) if mark else ()

    def _recounted(self, cells: Row) -> Row:
        """The cells with serials that count from 1904 as the new workbook counts them."""
        if self.sheet.day_zero == SERIALS_FROM or self.header is None:
            return cells
        days = {column for column, field in self.header.fields.items() if FIELDS[field].kind is Kind.DAY}
        return [
            counted_from(self.sheet.day_zero, clean_cell(cell)) if column in days else cell
            for column, cell in enumerate(cells)
        ]

    def _place(self, number: int, column: int | None) -> str:
        return self.sheet.locate(self.sheet.name, self.sheet.first_row + number, column)

    def _errors(self, number: int, cells: Row) -> dict[int | None, Sequence[str]]:
        width = max(len(cells), len(self.header.texts) if self.header else 0)
        places = ((column, self._place(number, column)) for column in (None, *range(width)))
        return {column: self.messages[place] for column, place in places if place in self.messages}

    def _annotated(self, number: int, cells: Row, *added: str) -> AnnotatedRow:
        faults = self._errors(number, cells)
        cells = self._recounted(cells)
        for column, cell in enumerate(cells):
            if too_long(cell):
                faults[column] = (*faults.get(column, ()), CUT)
        return AnnotatedRow(cells, faults, added, heading=number in self.heading)


def _parted(cell: Cell | BadCell, wrong: bool) -> Cell | BadCell:
    """A merged cell on its own: the text that it had, marked where it must not be taken for a value."""
    if not isinstance(cell, BadCell) or not is_merged(cell):
        return cell
    return f"{cell.shown} ({MERGED_WITH})" if wrong else cell.shown


def _together(faults: Mapping[int | None, Sequence[str]]) -> Iterable[str]:
    """Each message once."""
    return dict.fromkeys(message for messages in faults.values() for message in messages)


MERGED_WITH = "gộp với ô trên"
"""Marks a value to be confirmed: with it the cell is no date."""

CUT = "ô này dài hơn mức Excel giữ được: ở đây chỉ chép phần đầu, phần còn lại hãy lấy từ tệp gốc"
"""The note on a cell that could not be copied whole."""
