"""One row of a list -> a task, problems with their cells, or the reason why it is no task."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, partial
from typing import Any

import attrs

from taskstats import Extension, InvalidTask, Task, due_date
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell, Row, is_blank, shown
from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.clean import CellError, CleanRow, clean_row, has_own, text_of
from taskstats_adapters.intake.cells.in_words.documents import number_and_day
from taskstats_adapters.intake.cells.in_words.done_texts import day_done, not_taken
from taskstats_adapters.intake.cells.in_words.remarks import extends
from taskstats_adapters.intake.cells.leads import Lead
from taskstats_adapters.intake.cells.no_days import Fault
from taskstats_adapters.intake.cells.own_statuses import understood
from taskstats_adapters.intake.cells.sections import against_section
from taskstats_adapters.intake.cells.status import OTHER_DAYS, OTHER_RULES, against_days_late, against_status
from taskstats_adapters.intake.cells.status_words import Claim, partly_done
from taskstats_adapters.intake.columns.extensions import GRANTED, TO, Extensions, take_apart, without_grant_date
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.columns.month_first import month_first
from taskstats_adapters.intake.columns.remarks import RemarkColumns
from taskstats_adapters.intake.columns.swapped_days import swapped_days
from taskstats_adapters.intake.columns.times_of_day import wrong_times
from taskstats_adapters.intake.columns.unread import UnreadColumns, in_question
from taskstats_adapters.intake.columns.unsettled_days import UnsettledDays
from taskstats_adapters.intake.columns.witnesses.deletions import Deletions, deletion_columns
from taskstats_adapters.intake.columns.witnesses.states import StateColumns, Stated, StateError
from taskstats_adapters.intake.ignored_rows import why_no_task
from taskstats_adapters.intake.notes import UNLED, Notes
from taskstats_adapters.intake.outline.blank_agencies import BlankAgencies
from taskstats_adapters.intake.outline.foot import Foot, Rejected
from taskstats_adapters.intake.outline.headings_above import HeadingsAbove
from taskstats_adapters.intake.outline.totals import stated_total
from taskstats_adapters.intake.problems import Problem, Reason, Rejection
from taskstats_adapters.intake.settling.mended import mark_of_row
from taskstats_adapters.intake.sheets import settle_agency
from taskstats_adapters.intake.values import ValueReader
from taskstats_adapters.office.fields import DAYS, NAMING
from taskstats_adapters.office.profile import Profile, UndatedCompletion
from taskstats_adapters.vietnamese.text import fold, has_control


class RowReader:
    """Reads the rows of a sheet below its header, and adds what is wrong with them to `problems`.

    `headings` stand above the first row. `tells_completion`: a row has said that its task is completed, or is not.
    """

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        agencies: Agencies,
        profile: Profile,
        headings: HeadingsAbove,
        problems: list[Problem],
        unsettled: UnsettledDays,
    ) -> None:
        self._header, self._problems, self._unsettled = header, problems, unsettled
        self._locate, self._marked = partial(sheet.locate, sheet.name), sheet.marked
        self._agencies, self._headings, self._above = agencies, headings, Lead("")
        self._foot = Foot(header, agencies)
        self._led_by_headings = headings.lead = "agency" not in header.columns
        self._rules, self._undated_completion = profile.rules, profile.intake.completed_without_date
        self._states = StateColumns(header, profile, unsettled.days, sheet.day_zero)
        self._columns, self._width, self._number = header.columns, max(len(header.texts), 1), 0
        self._reported, self._doubted = 0, list[tuple[int, str]]()
        self._header_row = sheet.first_row + max(header.first + header.height - 1, 0)
        self._values = ValueReader(header, unsettled.days, sheet.day_zero)
        self._unread, self._remarks = UnreadColumns(header, profile), RemarkColumns(header, profile)
        self._notes = Notes(self._place, profile.rules)
        self._blank_agencies = BlankAgencies(self._columns.get("agency"), headings, self._notes)
        self._claim = cache(understood(profile.statuses))
        self._goes_on = cache(lambda status: partly_done(status) or extends(status))
        self.tells_completion = False
        self._apart = "document" in header.columns and "document_date" not in header.columns
        self._in_text, self._grants_undated = profile.intake.completed_in_text, profile.intake.grants_undated
        passed_over = frozenset(map(fold, profile.intake.unread))
        self._deletions = Deletions(header, deletion_columns(header, passed_over), profile.intake.unread)
        self._extensions = Extensions(header, self._values.reader(TO), self._values.reader(GRANTED), passed_over)
        self._extends = bool(self._extensions)

    def read(self, row: Row, number: int) -> Task | Reason | None:
        """The task of a row, the reason why it is ignored, or None if it is rejected, with its problems reported."""
        if not any(row) and all(map(is_blank, row)):
            self._foot.pass_over((), Reason.BLANK)
            return Reason.BLANK
        if self._deletions and self._deletions.has(row, number):
            return Reason.DELETED
        if len(row) < self._width:
            row = [*row, *[None] * (self._width - len(row))]
        faults: dict[str, Fault] = {}
        beside: Sequence[Extension] = ()
        noted: list[tuple[str, str]] = []
        task_like = True
        try:
            values = self._values.read(row)
        except (CellError, TypeError):
            values, faults = self._values.read_each(row)
            beside = take_apart(row[self._columns.get("due_on", 0)], values, faults, lambda *said: noted.append(said))
            if "completed_on" in faults and not isinstance(row[self._columns["completed_on"]], BadCell):
                self._take_completion(shown(row[self._columns["completed_on"]]), values, faults)
        if values.get("assigned_on") is None:
            reason = why_no_task(cells := clean_row(row), self._header, self._agencies, self._headings.agency_of)
            if reason:
                self._pass_over(cells, reason, number)
                return reason
            task_like = self._foot.may_be_task(cells)
        elif self._foot.open:
            task_like = not self._is_day_alone(row)
            if task_like:
                self._foot.close()
        if self._apart and (found := number_and_day(values.get("document", ""))):
            values["document"], values["document_date"] = found
        self._headings.rows += task_like
        self._number, self._reported = number, len(self._problems)
        for field, fault in faults.items():
            self._tell(fault, self._columns[field], task_like)
        if self._extends or beside:
            values["extensions"], wrong = self._extensions.read(row, beside)
            for column, fault in wrong:
                self._tell(fault, column, task_like)
                faults[TO] = fault
        if written := self._blank_agencies.of_task(values.get("agency") or "", number):
            self._take_agency(written, values)
        else:
            self._above = Lead("")
        task = self._task(row, values, faults.keys())
        # From the first text with control characters on, every row is looked through for them.
        if self._values.met_control and any(isinstance(cell, str) and has_control(cell) for cell in row):
            self._note("W-CONTROL")
        if task is None or faults or len(self._problems) > self._reported:
            alone = values.get("assigned_on") is not None
            if not alone or self._is_day_alone(row):
                self._foot.reject(Rejected(number, self._reported, len(self._problems), task_like and not alone, alone))
            return None
        for code, said in noted:
            self._note(code, said)
        for code in self._marked and [code for code, numbers in self._marked.items() if number in numbers]:
            self._note(code)
        if not task.agency:
            self._note("W-AGENCY" if not self._led_by_headings else UNLED)
        if task.extensions and not self._grants_undated and without_grant_date(task, self._rules):
            self._note("W-GRANTED")
        return task

    def _pass_over(self, row: CleanRow, reason: Reason, number: int) -> None:
        """Hear what a row that is no task says of those that are."""
        if reason is Reason.SECTION:
            texts = [text for cell in row if has_own(cell) and (text := text_of(cell))]
            self._headings.enter(texts, self._locate(number, None))
            self._blank_agencies.pass_over(row, number)
        elif reason is Reason.TOTAL and (total := stated_total(row, self._header)) is not None:
            self._headings.total(total, self._locate(number, None))
        self._foot.pass_over(row, reason)

    def _take_agency(self, written: str, values: dict[str, Any]) -> None:
        """The agency that leads, as the office calls it; one that is "as above" is that of the task above."""
        lead = self._agencies.lead(written)
        if lead.ditto:
            lead, values["agency"] = self._above, ""
        self._above = lead
        if lead.coordinating:
            values["coordinating"] = tuple(dict.fromkeys((*lead.coordinating, *(values.get("coordinating") or ()))))
        try:
            values["agency"] = self._agencies.resolve(lead.name, values.get("assigned_on"))
        except CellError as error:
            self._report(error.code, "agency", str(error))
        else:
            if lead.several:
                self._note("W-AGENCIES", lead.name)
            if lead.group:
                self._note("W-GROUP", lead.name)

    def _says_nothing(self, row: Row) -> bool:
        """Whether a row has only its number and a day, in a list with columns that say what a task is."""
        dated = {self._columns.get("row_number"), self._columns["assigned_on"]}
        blank = all(is_blank(cell) for column, cell in enumerate(row) if column not in dated)
        return blank and not NAMING.isdisjoint(self._columns)

    def rejection(self, row: Row) -> Rejection:
        """The row that was rejected last: its problems, and its cells whose problems are told with others."""
        number, problems = self._number, tuple(self._problems[self._reported :])
        cells = tuple(place for doubted, place in self._doubted if doubted == number)
        self._doubted.clear()
        return Rejection(self._locate(number, None), mark_of_row(row), problems, cells)

    def _is_day_alone(self, row: Row) -> bool:
        column = self._columns.get("row_number")
        return (column is None or is_blank(row[column])) and self._says_nothing(row)

    def foot(self) -> Sequence[int]:
        """At the end of the list: the numbers of the rejected rows that only stand below it, and are no tasks."""
        rows = self._foot.settle(self._problems)
        if rows and self._foot.doubtful:
            message = (
                f"từ dòng này có {len(rows)} dòng dưới nhiệm vụ cuối cùng không có số thứ tự, đơn vị hay ngày nào, "
                "đã bỏ qua; nếu là nhiệm vụ, hãy ghi ngày giao"
            )
            self._problems.append(Problem(code="W-FOOT", place=self._locate(rows[0], None), message=message))
        return rows

    def warnings(self) -> Iterator[Problem]:
        """What was noted of many rows and of columns that are not read, each warning once."""
        if self._led_by_headings:
            headings = self._headings
            settle_agency(self._problems, self._place(self._header_row, None), headings.named, headings.naming_none)
            if not headings.named:  # that there is no column says it
                self._notes.forget(UNLED)
        yield from self._deletions.warnings(self._locate)
        self._blank_agencies.close()
        yield from self._unread.warnings(self._locate)
        yield from self._remarks.warnings(self._locate, self._unread.told)
        yield from self._notes.warnings()
        place, days = partial(self._place, self._header_row), self._values.days
        yield from swapped_days(days, place)
        yield from month_first(days, self._unsettled, place)
        yield from wrong_times(days, self._header, self._unsettled.days.settings, place)

    def _task(self, row: Row, values: dict[str, Any], unread: Set[str]) -> Task | None:
        """The task of these values, or None. Contradictions are reported whatever else is wrong with the row."""
        values["origin"] = place = self._locate(self._number, None)
        status, days_late = values.pop("status", None), values.pop("days_late", None)
        if not values.get("id"):
            values["id"] = place
        if values.get("assigned_on") is None:
            if "assigned_on" not in unread:
                self._report("E-ASSIGNED", "assigned_on", "thiếu ngày giao; hãy ghi ngày giao nhiệm vụ")
            return None
        if not values.get("title") and self._says_nothing(row):
            self._report("E-TITLE", "assigned_on", _NOTHING)
            return None
        if extra := self._values.extra(row):
            values["extra"] = extra
        dated = not unread or unread.isdisjoint(DAYS)
        said, witness = self._claim(status) if status and dated else None, "status"
        written = status
        day = self._day_in_text(status, said, values) if dated and values.get("completed_on") is None else None
        if day and self._in_text:
            values["completed_on"] = day
        try:
            if self._states.columns and dated:
                heard = self._states.hear(row, values, Stated(status, said, witness) if status else None)
                status, said, witness = (heard.text, heard.claim, heard.field) if heard else (None, None, witness)
            task = Task(**values)
            if said and said.completed and task.completed_on is None and task.withdrawn_on is None:
                task = self._completed(task, said)
        except InvalidTask as error:
            dates = {field: shown(day) for field, day in values.items() if isinstance(day, dt.date)}
            for contradiction in error.contradictions:
                code, field, message = _CONTRADICTIONS[contradiction]
                self._report(code, field, message.format_map(dates))
            return None
        except StateError as error:
            self._report(error.code, error.field, str(error))
            return None
        if day and written and task.completed_on is None:
            self._tell(not_taken(written), self._columns["status"], of_task=True)
            return None
        if said is not None or task.completed_on is not None:
            self.tells_completion = True
        if extra:
            self._unread.look(row, self._number, task, bool(said and said.completed))
        if in_question(task):
            self._remarks.look(row, self._number, task)
        if said and (fault := against_status(task, said, self._rules, status or "")):
            self._against(witness, fault, f'trạng thái "{status}" {fault}')
        if days_late and dated and (fault := against_days_late(task, days_late, self._rules)):
            self._against("days_late", fault, f'số ngày quá hạn "{days_late}" {fault}')
        if task.completed_on is None and task.withdrawn_on is None and dated:
            self._doubt(status, said, task)
            if self._unsettled.days.unfinished and (words := self._values.unfinished(row)):
                self._note("W-UNFINISHED", words)
        section = self._headings.said if dated and not said else None
        if section and (contradicted := against_section(task, section[1], self._rules)):
            self._note(contradicted, section[0])
        return task

    def _against(self, field: str, fault: str, message: str) -> None:
        """Report what the list states otherwise; note what is told once."""
        if code := _TOLD_ONCE.get(fault):
            self._note(code)
        else:
            self._report("E-STATUS", field, message)

    def _doubt(self, status: str | None, said: Claim | None, task: Task) -> None:
        """Note what stands beside a task without a day of completion and may mean that it is done."""
        if status and not _DASHES.fullmatch(status):
            if said.unsettled if said else not (self._goes_on(status) or self._unread.has_share(status)):
                self._note("W-STATUS", status)
        elif task.result_document and _NUMBERED.search(task.result_document):
            self._note("W-RESULT")

    def _take_completion(self, text: str, values: dict[str, Any], faults: dict[str, Fault]) -> None:
        """The day in a text in place of the day of completion, where the profile takes it; else it is told once."""
        if (day := day_done(text)) and self._in_text:
            values["completed_on"] = day
            del faults["completed_on"]
        elif day:
            faults["completed_on"] = not_taken(text)

    def _day_in_text(self, status: str | None, said: Claim | None, values: Mapping[str, Any]) -> dt.date | None:
        """The day in a status that says completed, or in a result document beside none, of a task without a day."""
        if values.get("withdrawn_on") is not None:
            return None
        if said and said.completed and status:
            return day_done(status)
        if not self._in_text or (status and not _DASHES.fullmatch(status)):
            return None
        return day_done(values.get("result_document", ""))

    def _completed(self, task: Task, said: Claim) -> Task:
        """The task, completed on the day that the profile says to take, if there is one."""
        day = None
        if self._undated_completion is UndatedCompletion.UPDATED_ON:
            day = task.updated_on
        elif self._undated_completion is UndatedCompletion.DUE_ON and said.past_due is False:
            day = due_date(task, dt.date.max, self._rules)
        if day is None or day < task.assigned_on:
            return task
        self._note("W-COMPLETED")
        return attrs.evolve(task, completed_on=day)

    def _tell(self, fault: Fault, column: int, of_task: bool) -> None:
        """Report what is wrong with a cell, or note it where it is told once a kind, of rows that may be tasks."""
        place = self._locate(self._number, column)
        if of_task and fault.doubts:
            self._unsettled.add(fault, place, self._locate(self._header_row, column))
            self._doubted.append((self._number, place))
        else:
            self._problems.append(Problem(code=fault.code, place=place, message=fault.message))

    def _report(self, code: str, field: str, message: str) -> None:
        self._problems.append(Problem(code=code, place=self._place(self._number, field), message=message))

    def _note(self, code: str, said: str = "") -> None:
        self._notes.add(code, self._number, said)

    def _place(self, number: int, field: str | None) -> str:
        return self._locate(number, self._columns.get(field or "", self._states.columns.get(field or "")))


_TOLD_ONCE = {OTHER_DAYS: "W-DAYS", OTHER_RULES: "W-RULES"}
_NUMBERED = re.compile(r"\d ?/ ?\w")
"""The number of a document, or a day: not "Báo cáo", the product that is expected."""
_DASHES = re.compile(r"[-–—−.]+")
_CONTRADICTIONS: Mapping[str, tuple[str, str, str]] = {
    "completed-before-assigned": (
        "E-ORDER",
        "completed_on",
        "hoàn thành ngày {completed_on}, trước ngày giao {assigned_on}; hãy sửa một trong hai ngày",
    ),
    "withdrawn-before-assigned": (
        "E-ORDER",
        "withdrawn_on",
        "rút ngày {withdrawn_on}, trước ngày giao {assigned_on}; hãy sửa một trong hai ngày",
    ),
    "completed-and-withdrawn": (
        "E-BOTH",
        "withdrawn_on",
        "vừa hoàn thành ngày {completed_on} vừa rút ngày {withdrawn_on}; hãy xóa một trong hai",
    ),
}
_NOTHING = (
    "dòng chỉ có ngày giao, không rõ là nhiệm vụ nào; nếu là ngày ký ở cuối danh sách, hãy xóa dòng, "
    "nếu là nhiệm vụ, hãy ghi nội dung"
)
