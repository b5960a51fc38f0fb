"""One row of a list -> a task, problems with their cells, or the reason why it is no task."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Set
from functools import cache, partial
from typing import Any

import attrs

from taskstats import Extension, InvalidTask, Task, due_date
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell, Cell, is_blank, is_merged, letters, no_value, shown
from taskstats_adapters.intake.agencies import Agencies
from taskstats_adapters.intake.dates import READERS
from taskstats_adapters.intake.headers import Header, Row
from taskstats_adapters.intake.ignored_rows import why_no_task
from taskstats_adapters.intake.problems import CellError, Problem, Reason
from taskstats_adapters.intake.status import OTHER_DAYS, Claim, against_days_late, against_status, claim
from taskstats_adapters.office.fields import DAYS, FIELDS, NAMING, Field, Kind, Need
from taskstats_adapters.office.profile import Profile, UndatedCompletion
from taskstats_adapters.vietnamese.text import clean, fold, has_control

_TURN = {Kind.DAY: 0, Kind.TEXT: 1, Kind.WITNESS: 1, Kind.AGENCY: 2, Kind.NAMES: 3}
"""In which order the cells of a row are read, and what is wrong with them is told."""

_READ = sorted(
    (field for field in FIELDS.values() if field.kind in _TURN),
    key=lambda field: (_TURN[field.kind], not field.decisive and field.need is Need.OPTIONAL),
)
_SELDOM_REPEATED = frozenset(field.name for field in _READ if field.naming and field.kind is Kind.TEXT)


class _Remembered(dict[Any, Any]):
    """What a cell was read as, remembered: lists repeat a few hundred dates and names.

    Numbers are not remembered, for equal ones are not always shown alike; nor is a cell that cannot be read.
    """

    def __init__(self, read: Callable[[Cell | BadCell], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Cell | BadCell) -> Any:
        value = self._read(cell)
        if type(cell) in (str, dt.date, type(None)):
            self[cell] = value
        return value


class RowReader:
    """Reads the rows of one sheet under its header, and adds to `problems` what is wrong with them.

    `agency` is the one that the sheet is named for, where the list has no column for it.
    """

    def __init__(
        self,
        sheet: Sheet,
        header: Header,
        agencies: Agencies,
        profile: Profile,
        agency: str,
        problems: list[Problem],
    ) -> None:
        self._header, self._problems = header, problems
        self._locate = partial(sheet.locate, sheet.name)
        self._agencies, self._agency = agencies, agency
        self._rules, self._undone = profile.rules, profile.intake.completed_without_date
        self._columns, self._width, self._number = header.columns, max(len(header.texts), 1), 0
        self._noted: dict[str, list[int]] = {}
        self._unclean = False
        self._plan = [
            (field.name, header.columns[field.name], _read_merged(_reader(field), own=field.own))
            for field in _READ
            if field.name in header.columns
        ]
        self._remembered = [
            (field, column, _Remembered(self._watched(read)))
            for field, column, read in self._plan
            if field not in _SELDOM_REPEATED
        ]
        self._unique = [entry for entry in self._plan if entry[0] in _SELDOM_REPEATED]
        self._claim = cache(claim)
        self._has_extensions = not {"extended_to", "extension_granted_on"}.isdisjoint(header.columns)
        # What a list states of its lateness is kept as it was written, beside the columns that nobody claimed.
        kept = {column for field, column in header.columns.items() if FIELDS[field].kind is not Kind.WITNESS}
        self._extra = [
            (text or letters(column), column) for column, text in enumerate(header.texts) if column not in kept
        ]

    def read(self, row: Row, number: int) -> Task | Reason | None:
        """The task of a row; why it is ignored; or None when it is rejected, with every problem noted."""
        if not any(row) and all(map(is_blank, row)):
            return Reason.BLANK
        if len(row) < self._width:
            row = [*row, *[None] * (self._width - len(row))]
        faults: dict[str, tuple[str, str]] = {}
        try:
            values = {field: remembered[row[column]] for field, column, remembered in self._remembered}
            for field, column, read in self._unique:
                cell = row[column]
                if type(cell) is str:
                    values[field] = text = clean(cell)
                    if text is not cell:
                        self._watch(cell)
                else:
                    values[field] = read(cell)
        except (CellError, TypeError):  # of cells only a signalling NaN cannot be looked up
            values = self._read_each(row, faults)
        if values.get("assigned_on") is None and (reason := why_no_task(row, self._header)):
            return reason
        self._number, before = number, len(self._problems)
        for field, (code, message) in faults.items():
            self._report(code, field, message)
        if name := values.get("agency") or self._agency:
            try:
                values["agency"] = self._agencies.resolve(name, values.get("assigned_on"))
            except CellError as error:
                self._report(error.code, "agency", str(error))
        task = self._task(row, values, faults.keys())
        if self._unclean and any(isinstance(cell, str) and has_control(cell) for cell in row):
            self._note("W-CONTROL")
        if task is None or len(self._problems) > before:
            return None
        if not task.agency and "agency" in self._columns:
            self._note("W-AGENCY")
        return task

    def _says_nothing(self, row: Row) -> bool:
        """Whether nothing stands in a row but its number and a day, in a list that says what its tasks are."""
        dated = {self._columns.get("row_number"), self._columns["assigned_on"]}
        blank = all(is_blank(cell) for column, cell in enumerate(row) if column not in dated)
        return blank and not NAMING.isdisjoint(self._columns)

    def _read_each(self, row: Row, faults: dict[str, tuple[str, str]]) -> dict[str, Any]:
        """The values of a row in which something is wrong, and every fault by its field: its code and its message.

        Not the error, which holds this frame: the two would hold each other until garbage is collected.
        """
        values = {}
        for field, column, read in self._plan:
            self._watch(row[column])
            try:
                values[field] = read(row[column])
            except CellError as error:
                faults[field] = error.code, str(error)
        return values

    def warnings(self) -> Iterator[Problem]:
        """What was noted of many rows, told once: at the first of them, with their number."""
        for code, numbers in self._noted.items():
            field, message = _NOTES[code]
            place = self._place(numbers[0], field)
            yield Problem(code=code, place=place, message=message.format(count=len(numbers)))

    def _task(self, row: Row, values: dict[str, Any], unread: Set[str]) -> Task | None:
        """The task of the values read, or None; what contradicts itself is reported, whatever else is wrong."""
        values["origin"] = place = self._locate(self._number, None)
        status, days_late = values.pop("status", None), values.pop("days_late", None)
        if not values.get("id"):
            values["id"] = place
        if self._has_extensions:
            values["extensions"] = self._extensions(values, unread)
        if values.get("assigned_on") is None:
            if "assigned_on" not in unread:
                self._report("E-ASSIGNED", "assigned_on", "thiếu ngày giao; hãy ghi ngày giao nhiệm vụ")
            return None
        if not values.get("title") and self._says_nothing(row):
            self._report("E-TITLE", "assigned_on", _NOTHING)
            return None
        if self._extra or len(row) > self._width:
            values["extra"] = self._unclaimed(row)
        said = self._claim(status) if status and unread.isdisjoint(DAYS) else None
        try:
            task = Task(**values)
            if said and said.completed and task.completed_on is None and task.withdrawn_on is None:
                task = self._completed(task, said)
        except InvalidTask as error:
            dates = {field: shown(day) for field, day in values.items() if isinstance(day, dt.date)}
            for contradiction in error.contradictions:
                code, field, message = _CONTRADICTIONS[contradiction]
                self._report(code, field, message.format_map(dates))
            return None
        if said and (fault := against_status(task, said, self._rules)):
            self._report("E-STATUS", "status", f'trạng thái "{status}" {fault}')
        if days_late and unread.isdisjoint(DAYS):
            fault = against_days_late(task, days_late, self._rules)
            if fault is OTHER_DAYS:
                self._note("W-DAYS")
            elif fault:
                self._report("E-STATUS", "days_late", f'số ngày quá hạn "{days_late}" {fault}')
        return task

    def _completed(self, task: Task, said: Claim) -> Task:
        """The task with the day of completion that the profile lets be taken, where there is one."""
        day = None
        if self._undone is UndatedCompletion.UPDATED_ON:
            day = task.updated_on
        elif self._undone is UndatedCompletion.DUE_ON and said.past_due is False:
            day = due_date(task, dt.date.max, self._rules)
        if day is None or day < task.assigned_on:
            return task
        self._note("W-COMPLETED")
        return attrs.evolve(task, completed_on=day)

    def _extensions(self, values: dict[str, Any], unread: Set[str]) -> tuple[Extension, ...]:
        extended_to, granted_on = values.pop("extended_to", None), values.pop("extension_granted_on", None)
        if extended_to is not None:
            return (Extension(extended_to, granted_on),)
        if granted_on is not None and "extended_to" not in unread:
            message = "có ngày gia hạn nhưng không có hạn mới; hãy ghi hạn mới hoặc xóa ngày gia hạn"
            self._report("E-EXTENSION", "extension_granted_on", message)
        return ()

    def _unclaimed(self, row: Row) -> tuple[tuple[str, str], ...]:
        """What stands in other columns, under their headers; under the column's letter where it has none."""
        for _, column in self._extra:
            self._watch(row[column])
        beyond = [(letters(column), column) for column in range(self._width, len(row))]
        return tuple((name, text) for name, column in (*self._extra, *beyond) if (text := shown(row[column])))

    def _report(self, code: str, field: str, message: str) -> None:
        self._problems.append(Problem(code=code, place=self._place(self._number, field), message=message))

    def _note(self, code: str) -> None:
        self._noted.setdefault(code, []).append(self._number)

    def _place(self, number: int, field: str | None) -> str:
        return self._locate(number, self._columns.get(field or ""))

    def _watched(self, read: Callable[[Cell | BadCell], Any]) -> Callable[[Cell | BadCell], Any]:
        def watched(cell: Cell | BadCell) -> Any:
            self._watch(cell)
            return read(cell)

        return watched

    def _watch(self, cell: Cell | BadCell) -> None:
        """From the first text on that holds control characters every row is looked through for them."""
        self._unclean = self._unclean or (isinstance(cell, str) and has_control(cell))


def _reader(field: Field) -> Callable[[Cell | BadCell], Any]:
    if field.kind is Kind.DAY:
        return READERS[field.day_form]
    return _read_names if field.kind is Kind.NAMES else _read_text


def _read_text(cell: Cell | BadCell) -> str:
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, BadCell):
        raise CellError(no_value(cell), cell.code)
    return shown(cell)


def _read_names(cell: Cell | BadCell) -> tuple[str, ...]:
    """Agencies of a cell, separated by ";" or new lines: commas occur inside names."""
    text = cell if isinstance(cell, str) else _read_text(cell)
    return tuple(name for part in re.split(r"[;\n]", text) if (name := clean(part)))


def _read_merged(read: Callable[[Cell | BadCell], Any], *, own: bool) -> Callable[[Cell | BadCell], Any]:
    """As `read`; a merged cell has the text of the one above, in a column of a row's own only a dash."""

    def reading(cell: Cell | BadCell) -> Any:
        if isinstance(cell, BadCell) and is_merged(cell) and not (own and fold(cell.shown)):
            cell = cell.shown
        return read(cell)

    return reading


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
_NOTES: Mapping[str, tuple[str | None, str]] = {
    "W-AGENCY": ("agency", "từ dòng này có {count} nhiệm vụ không ghi đơn vị chủ trì; hãy ghi đơn vị ở từng dòng"),
    "W-COMPLETED": (
        "completed_on",
        "từ dòng này có {count} nhiệm vụ ghi đã hoàn thành mà không có ngày; đã lấy ngày theo hồ sơ, hãy ghi ngày thật",
    ),
    "W-CONTROL": (None, "từ dòng này có {count} dòng chứa ký tự điều khiển hoặc ký tự hỏng; đã bỏ các ký tự đó"),
    "W-DAYS": (
        "days_late",
        "từ dòng này có {count} nhiệm vụ hoàn thành quá hạn mà số ngày quá hạn ghi khác số ngày tính được",
    ),
}
"""What is said once of many rows: the field of the first one's cell, and the message."""
