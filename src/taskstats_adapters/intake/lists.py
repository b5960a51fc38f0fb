"""The lists among the sheets of the sources: found, checked for their columns, and read row by row."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from taskstats import SourceFile, Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import Row, is_blank
from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.clean import clean_row, clean_rows
from taskstats_adapters.intake.cells.dates import DayReader
from taskstats_adapters.intake.columns.completions import HeldBack, has_completion, nothing_told
from taskstats_adapters.intake.columns.documents import dated_documents
from taskstats_adapters.intake.columns.header_rows import as_numbered
from taskstats_adapters.intake.columns.headers import Header, another_header, find_header
from taskstats_adapters.intake.columns.unread import columns_read, unread_columns
from taskstats_adapters.intake.columns.unsettled_days import UnsettledDays
from taskstats_adapters.intake.continuations import as_continuation, goes_on
from taskstats_adapters.intake.doubts.spare_lists import SpareLists
from taskstats_adapters.intake.doubts.stated_day import stated_day
from taskstats_adapters.intake.outline.headings_above import HeadingsAbove
from taskstats_adapters.intake.outline.titles import agency_in_title, heading_above, state_in_title
from taskstats_adapters.intake.problems import IgnoredSheet, Log, Problem, Reason, Rejection, Severity
from taskstats_adapters.intake.rows import RowReader
from taskstats_adapters.intake.settling.mended import Mended, mark_columns, mark_of_row, mark_of_task, marks_in
from taskstats_adapters.intake.settling.parts import Outline, told
from taskstats_adapters.intake.sheets import (
    agency_on,
    column_problems,
    continued,
    encoding_problems,
    name_problems,
    no_header,
    notes_of,
    placed,
    title_of,
)
from taskstats_adapters.office.fields import LAST_HEADER_ROW, REQUIRED
from taskstats_adapters.office.profile import Profile, SeveralAgencies


def read_lists(sources: Sequence[tuple[SourceFile, Iterable[Sheet]]], profile: Profile, log: Log) -> Iterator[Task]:
    """The tasks of every list of every source, row by row; everything else goes to the log.

    Places name their file where there are several.
    """
    first_leads = profile.intake.several_agencies is SeveralAgencies.FIRST_LEADS
    agencies = Agencies(profile.agencies, first_leads)
    unsettled = UnsettledDays(DayReader(profile.dates), profile.intake.unread)
    spare = SpareLists()
    for file, sheets in sources:
        yield from _Source(file.name, len(sources) > 1, profile, agencies, unsettled, log, spare).tasks(sheets)
    log.problems += spare.problems()
    log.problems += told(log, profile.intake.parts)
    log.problems += unsettled.problems(Mended(log).withdraw())
    for names in agencies.lookalikes():
        listed = ", ".join(f'"{name}"' for name in names)
        message = f"{listed} có thể là một đơn vị; nếu đúng, hãy khai báo [[agencies]] với aliases trong hồ sơ"
        log.problems.append(Problem(code="W-AGENCY", place="đơn vị chủ trì", message=message))


@attrs.frozen
class _Source:
    """One of the sources, and what its sheets are read with."""

    file: str
    several: bool
    profile: Profile
    agencies: Agencies
    unsettled: UnsettledDays
    log: Log
    spare: SpareLists
    _begun: list[HeadingsAbove] = attrs.field(factory=list, init=False)

    def tasks(self, sheets: Iterable[Sheet]) -> Iterator[Task]:
        """The tasks of the sheets that are lists. Other sheets are named; a source without any list is a problem."""
        log = self.log
        doubtful: list[tuple[str, Sheet, Header | None, Iterable[Row], Sequence[Row]]] = []
        latest: tuple[Header, HeadingsAbove] | None = None
        lists, filled = 0, log.rows - log.no_tasks
        for found in sheets:
            sheet = placed(found, self.file, self.several, self.profile.intake.encoding)
            name = f"{self.file}: {sheet.name}" if self.several else sheet.name
            if sheet.ignored is not None:
                log.sheets.append(IgnoredSheet(name, sheet.ignored))
                continue
            rest = iter(sheet.rows)
            top: Sequence[Row] = list(itertools.islice(rest, LAST_HEADER_ROW))
            cells = clean_rows(top)
            fixed = as_numbered(self.profile.intake.header_rows, sheet.first_row)
            header = find_header(cells, self.profile.columns, fixed=fixed, assigned_on=self.profile.intake.assigned_on)
            rows: Iterable[Row] = itertools.chain(top, rest)
            if header is None or not any(field in header.columns for field in REQUIRED):
                # Row 0 has names of columns that are known for certain, as in a database: it is another list.
                if latest and sheet.first_row and goes_on(cells, latest[0]):
                    log.problems += [continued(sheet), *notes_of(sheet, name)]
                    header, headings = as_continuation(latest[0]), latest[1]
                    if agency_on(sheet, self.file, self.agencies):
                        headings = self._headings(sheet, header, ())
                    yield from self._read(name, sheet, header, rows, headings)
                    continue
                doubtful.append((name, sheet, header, rows, top))
                continue
            lists += 1
            latest = header, self._headings(sheet, header, top)
            log.problems += notes_of(sheet, name)
            log.problems += encoding_problems(sheet, top, header)
            tasks, place = (
                self._read(name, sheet, header, rows, latest[1]),
                sheet.locate(sheet.name, sheet.first_row, None),
            )
            yield from self.spare.watch(tasks, title_of(sheet, self.file), place)
        for name, sheet, header, rows, top in doubtful:
            if lists:
                log.sheets.append(IgnoredSheet(name, "không phải danh sách nhiệm vụ"))
            elif header is None:
                log.problems.append(no_header(name or self.file, top))
                log.refuse(sheet, rows, sheet.first_row, mark_of_row)
            else:
                yield from self._read(name, sheet, header, rows, self._headings(sheet, header, top))
        for headings in self._begun:
            log.problems += headings.warnings()
        if lists and log.rows - log.no_tasks == filled:
            message = (
                "danh sách có dòng tiêu đề mà không có nhiệm vụ nào; "
                "nếu các nhiệm vụ ở trang tính hoặc bảng khác, hãy ghép vào dưới dòng tiêu đề"
            )
            log.problems.append(Problem(code="W-EMPTY", place=self.file, message=message))
        if not lists and not doubtful:
            message = "không có trang tính nào để đọc (trống hoặc đều bị ẩn); hãy kiểm tra lại tệp"
            log.problems.append(Problem(code="E-HEADER", place=self.file, message=message))

    def _headings(self, sheet: Sheet, header: Header, top: Sequence[Row]) -> HeadingsAbove:
        """What stands above the tasks of a list that begins here: its title, and the name of its sheet."""
        titles = top[: header.first]
        lines = [*((text,) for text in sheet.above), *titles]
        agency = agency_on(sheet, self.file, self.agencies) or agency_in_title(lines, self.agencies)
        of_sheet = "" if "." in sheet.name else sheet.name  # no name of a file
        headings = HeadingsAbove(self.agencies, agency, state_in_title(titles) or of_sheet)
        if above := heading_above(lines, self.agencies):
            number = max(above[0] - len(sheet.above), 0)
            headings.enter(above[1], sheet.locate(sheet.name, sheet.first_row + number, None))
        self._begun.append(headings)
        return headings

    def _read(
        self, name: str, sheet: Sheet, header: Header, rows: Iterable[Row], headings: HeadingsAbove
    ) -> Iterator[Task]:
        """The tasks of a list, and of those further down in the sheet whose headers have other columns.

        `name` is what the receipt calls it; `headings` stand above its first row.
        """
        log = self.log
        pairs: Iterator[tuple[Row, Row]] = itertools.pairwise(itertools.chain(rows, [()]))
        above: list[Row] = []
        following: Header | None = header
        while following:
            header, following = following, None
            problems = name_problems(self.file, sheet, header, self.agencies)
            if header.height:  # else its columns were checked where the list began
                dated = ""
                if "assigned_on" not in header.columns:
                    looked_at = list(
                        itertools.islice(pairs, header.first + header.height - len(above) + LAST_HEADER_ROW)
                    )
                    pairs = itertools.chain(looked_at, pairs)
                    dated = dated_documents(header, (row for row, _ in looked_at))
                problems += column_problems(sheet, header, self.profile, headings.agency, dated)
            log.problems += problems
            log.columns[name] = columns_read(header, self.profile)
            if others := tuple(unread_columns(header, self.profile).values()):
                log.unread[name] = others
            above += [row for row, _ in itertools.islice(pairs, header.first + header.height - len(above))]
            self.unsettled.days.hear_title(clean_rows(above[: header.first]))
            for number, row in enumerate(above[: header.first], sheet.first_row):
                if said := stated_day(row):
                    log.stated[sheet.locate(sheet.name, number, said[0])] = said[1]
            for number, row in enumerate(above, sheet.first_row):
                title = Reason.BLANK if all(map(is_blank, row)) else Reason.TITLE
                log.ignore(sheet, number, title if number < sheet.first_row + header.first else Reason.HEADER)
            log.rows += len(above)
            body = sheet.first_row + len(above)
            if any(problem.severity is Severity.ERROR for problem in problems):
                log.refusals.append((problems, log.refuse(sheet, (row for row, _ in pairs), body, mark_of_row)))
                return
            reader = RowReader(sheet, header, self.agencies, self.profile, headings, log.problems, self.unsettled)
            held = HeldBack(has_completion(header, self.profile))
            number, marked, outline = body - 1, mark_columns(header), Outline(header, log)
            for number, (row, below) in enumerate(pairs, body):
                read = reader.read(row, number)
                if marked and (marks := marks_in(row, marked)):
                    log.claims[sheet.locate(sheet.name, number, None)] = marks
                if isinstance(read, Task):
                    outline.look(row, read)
                    if held.released:
                        yield read
                    else:
                        yield from held.add(read, reader.tells_completion)
                elif read is None:
                    log.reject(rejection := reader.rejection(row))
                    outline.look(row)
                    if "agency" not in header.columns:
                        log.led[rejection.place] = headings.agency
                elif read is Reason.HEADER and (
                    following := another_header(
                        clean_row(row), clean_row(below), header, self.profile.columns, self.profile.intake.assigned_on
                    )
                ):
                    name, above = sheet.locate(sheet.name, number, None), [row]
                    sheet = attrs.evolve(sheet, first_row=number)
                    break
                else:
                    log.ignore(sheet, number, read)
                    if read is Reason.SECTION:
                        outline.look(row)
            log.rows += number - body + (following is None)  # counted apart from what became of them
            log.reconsider(sheet, reader.foot())
            log.problems += list(reader.warnings())
            if held.tasks:
                log.problems.append(told_nothing := nothing_told(header, sheet.locate(sheet.name, body - 1, None)))
                refused = [Rejection(task.origin, mark_of_task(task)) for task in held.tasks]
                log.refusals.append(([told_nothing], refused))
                for rejection in refused:
                    log.reject(rejection)
