"""One row of a list -> a task, problems with their cells, or the reason why it is no task."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from taskstats import Extension, Rules, Status, Task, classify, due_date
from taskstats.tasks import contradictions
from taskstats_adapters.contract import BadCell, Cell, Sheet
from taskstats_adapters.intake.agencies import Agencies, UnknownAgency
from taskstats_adapters.intake.dates import NotADate, read_date, read_due_date
from taskstats_adapters.intake.headers import Header, Row, recognised
from taskstats_adapters.intake.problems import Problem, Reason
from taskstats_adapters.intake.status import Claim, claim
from taskstats_adapters.intake.text import clean, is_blank, shown, words

ReadDate = Callable[[Cell | BadCell], dt.date | None]
_DATES = (
    "assigned_on",
    "due_on",
    "extended_to",
    "extension_granted_on",
    "completed_on",
    "withdrawn_on",
    "document_date",
)
_TEXTS = ("id", "title", "document", "assigner", "status", "result_document", "reason", "note")


class _Known(dict[Cell | BadCell, dt.date | None]):
    """The dates of cells already read: lists repeat a few hundred dates. What is no date is told each time."""

    def __init__(self, read: ReadDate) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: Cell | BadCell) -> dt.date | None:
        date = self._read(value)
        if not isinstance(value, bool):  # True would answer for 1
            self[value] = date
        return date


class RowReader:
    """Reads the rows of one sheet under its header. `problems` grows as rows are read."""

    def __init__(self, sheet: Sheet, header: Header, agencies: Agencies, rules: Rules) -> None:
        self.problems: list[Problem] = []
        self._sheet, self._agencies, self._rules = sheet, agencies, rules
        self._columns = header.columns
        claimed = set(header.columns.values())
        self._extra = [(text, column) for column, text in enumerate(header.texts) if text and column not in claimed]
        self._width = max(len(header.texts), 1)
        dates, due_dates = _Known(read_date), _Known(read_due_date)
        self._date_columns = [
            (field, header.columns[field], due_dates if field == "due_on" else dates)
            for field in _DATES
            if field in header.columns
        ]
        self._text_columns = [(field, header.columns[field]) for field in _TEXTS if field in header.columns]
        self._names: dict[str, str] = {}
        self._number = 0
        self._coordinating: dict[str, tuple[str, ...]] = {}

    def read(self, row: Row, number: int) -> Task | Reason | None:
        """The task of a row; why it is ignored; or None when it is rejected, with the problems noted."""
        if not any(row):
            return Reason.BLANK
        if len(row) < self._width:
            row = [*row, *[None] * (self._width - len(row))]
        self._number = number
        assigned = self._columns["assigned_on"]
        if not isinstance(row[assigned], dt.date) and (reason := self._no_task(row)):
            return reason
        before = len(self.problems)
        dates: dict[str, dt.date | None] = {}
        for field, column, known in self._date_columns:
            try:
                dates[field] = known[row[column]]
            except NotADate as error:
                self._report(error.code, column, str(error))
        texts: dict[str, str] = {}
        for field, column in self._text_columns:
            value = row[column]
            if value is not None:
                texts[field] = clean(value) if isinstance(value, str) else self._text(value, column)
        agency = self._agency(row)
        if len(self.problems) == before:
            self._check_dates(dates)
        if len(self.problems) > before:
            return None
        task = self._task(row, dates, texts, agency)
        return task if len(self.problems) == before else None

    def _task(self, row: Row, dates: dict[str, Any], texts: dict[str, Any], agency: str) -> Task:
        place = self._place(None)
        status = texts.pop("status", "")
        extended_to, granted_on = dates.pop("extended_to", None), dates.pop("extension_granted_on", None)
        task = Task(
            id=texts.pop("id", "") or place,
            agency=agency,
            extensions=() if extended_to is None else (Extension(extended_to, granted_on),),
            coordinating=self._coordinating_agencies(row),
            extra=self._unclaimed(row),
            origin=place,
            **dates,
            **texts,
        )
        if status and (said := claim(status)):
            self._hear_witness(task, status, said)
        return task

    def _check_dates(self, dates: Mapping[str, dt.date | None]) -> None:
        assigned_on = dates["assigned_on"]
        if assigned_on is None:
            self._report("E-ASSIGNED", self._columns["assigned_on"], "thiếu ngày giao; hãy ghi ngày giao nhiệm vụ")
            return
        if dates.get("extension_granted_on") and not dates.get("extended_to"):
            message = "có ngày gia hạn nhưng không có hạn mới; hãy ghi hạn mới hoặc xóa ngày gia hạn"
            self._report("E-EXTENSION", self._columns["extension_granted_on"], message)
        for contradiction in contradictions(assigned_on, dates.get("completed_on"), dates.get("withdrawn_on")):
            code, field, message = _CONTRADICTIONS[contradiction]
            self._report(code, self._columns[field], message.format_map({f: shown(day) for f, day in dates.items()}))

    def _agency(self, row: Row) -> str:
        column = self._columns.get("agency")
        value = None if column is None else row[column]
        if column is None or value is None:
            return ""
        text = value if isinstance(value, str) else self._text(value, column)
        if text not in self._names:
            try:
                self._names[text] = self._agencies.resolve(text)
            except UnknownAgency as error:
                self._report("E-AGENCY", column, str(error))
                return ""
        return self._names[text]

    def _coordinating_agencies(self, row: Row) -> tuple[str, ...]:
        column = self._columns.get("coordinating")
        value = None if column is None else row[column]
        if not isinstance(value, str):
            return ()
        if value not in self._coordinating:  # separated by ";" or new lines: commas occur inside names
            self._coordinating[value] = tuple(name for part in re.split(r"[;\n]", value) if (name := clean(part)))
        return self._coordinating[value]

    def _unclaimed(self, row: Row) -> tuple[tuple[str, str], ...]:
        return tuple((text, shown(row[column])) for text, column in self._extra if not is_blank(row[column]))

    def _text(self, value: Cell | BadCell, column: int) -> str:
        if isinstance(value, BadCell):
            self._report(value.code, column, value.shown)
        return shown(value)

    def _hear_witness(self, task: Task, status: str, said: Claim) -> None:
        """Report a status that the dates contradict whatever the cut-off will be."""
        done = task.completed_on
        if said.completed and done is None and task.withdrawn_on is None:
            fault = "nhưng không có ngày hoàn thành; hãy ghi ngày hoàn thành hoặc sửa trạng thái"
        elif said.completed is False and done is not None:
            fault = f"nhưng có ngày hoàn thành {shown(done)}; hãy sửa một trong hai"
        elif said.past_due and done is None and task.due_on is None and not task.extensions:
            fault = "nhưng không có hạn; hãy ghi hạn hoặc sửa trạng thái"
        elif (
            done is not None
            and said.past_due is not None
            and said.past_due is not (classify(task, done, self._rules) is Status.LATE)
        ):
            due_on = shown(due_date(task, done, self._rules)) or "không có"
            fault = f"trái với ngày: hạn {due_on}, hoàn thành {shown(done)}; hãy sửa một trong hai"
        else:
            return
        self._report("E-STATUS", self._columns["status"], f'trạng thái "{status}" {fault}')

    def _no_task(self, row: Row) -> Reason | None:
        """Why a row whose assigned date is no date is not a task: only for what cannot be a task with a mistake."""
        texts = {column: text for column, cell in enumerate(row) if (text := shown(cell))}
        if not texts:
            return Reason.BLANK
        if recognised(row) >= 3:
            return Reason.HEADER
        if len(texts) >= 3 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts.values()):
            return Reason.COLUMN_NUMBERS
        if any(column in texts for _, column, _ in self._date_columns):
            return None
        label = texts.get(self._columns.get("row_number", -1), "")
        rest = {column: text for column, text in texts.items() if text != label}
        if label.rstrip(".").isdecimal() and rest:
            return None  # a numbered row is a task, whatever it lacks
        first, *more = words(next(iter(texts.values()))) or [""]
        if first in ("tong", "cong") and (not more or more[0] in ("cong", "so") or more[0].isdecimal()):
            return Reason.TOTAL
        return Reason.SECTION if len(rest) <= 1 else None

    def _place(self, column: int | None) -> str:
        return self._sheet.locate(self._sheet.name, self._number, column)

    def _report(self, code: str, column: int, message: str) -> None:
        self.problems.append(Problem(code=code, place=self._place(column), message=message))


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
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
