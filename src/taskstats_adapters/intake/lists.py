"""The lists among the sheets of some sources: found, checked for their columns, and read row by row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePath

import attrs

from taskstats import SourceFile, Task
from taskstats_adapters.contract.adapters import Locate, Sheet
from taskstats_adapters.contract.cells import BadCell, Cell, is_blank
from taskstats_adapters.intake.agencies import Agencies
from taskstats_adapters.intake.headers import Header, Row, another_header, find_header
from taskstats_adapters.intake.problems import CellError, Ignored, IgnoredSheet, Problem, Reason, Severity
from taskstats_adapters.intake.rows import RowReader
from taskstats_adapters.office.fields import EXPECTED, FIELDS, LAST_HEADER_ROW, REQUIRED
from taskstats_adapters.office.profile import Encoding, Profile
from taskstats_adapters.vietnamese.legacy_encodings import convert, detect
from taskstats_adapters.vietnamese.text import clean, fold

_BEGINS_AS_AGENCIES_DO = re.compile(
    r"(Sở|Ban|Cục|Chi cục|Viện) (?-i:[^\W\d_a-zà-ỹđ])|(UBND|[UỦ][ỷy] ban nhân dân|Công an|Bộ chỉ huy|Thanh tra|Kho bạc|"
    r"Bảo hiểm xã hội|BHXH|T[oò][àa] án) ",
    re.IGNORECASE,
)
"""How the name of a sheet begins that is an agency's: "Sở Y tế", not "Tháng 5" and not "Ban hành"."""


@attrs.define
class Log:
    """What has become of the rows read so far, from whatever source. Rejected rows are known by their places."""

    problems: list[Problem] = attrs.field(factory=list)
    rejected: list[str] = attrs.field(factory=list)
    ignored: list[Ignored] = attrs.field(factory=list)
    sheets: list[IgnoredSheet] = attrs.field(factory=list)
    columns: dict[str, Mapping[str, str]] = attrs.field(factory=dict)
    rows: int = 0
    no_tasks: int = 0

    def ignore(self, sheet: Sheet, number: int, reason: Reason) -> None:
        """Note a row that is no task."""
        self.no_tasks += 1
        self.ignored.append(Ignored(sheet.locate(sheet.name, number, None), reason))

    def refuse(self, sheet: Sheet, rows: Iterable[Row], first: int) -> None:
        """Reject every row of a list that cannot be read."""
        for number, row in enumerate(rows, first):
            self.rows += 1
            if all(map(is_blank, row)):
                self.ignore(sheet, number, Reason.BLANK)
            else:
                self.rejected.append(sheet.locate(sheet.name, number, None))


def read_lists(sources: Sequence[tuple[SourceFile, Iterable[Sheet]]], profile: Profile, log: Log) -> Iterator[Task]:
    """The tasks of every list of every source, row by row; everything else goes to the log.

    Places name their file where there are several.
    """
    agencies = Agencies(profile.agencies)
    for file, sheets in sources:
        yield from _read_source(file.name, sheets, len(sources) > 1, profile, agencies, log)
    for names in agencies.lookalikes():
        listed = ", ".join(f'"{name}"' for name in names)
        message = f"{listed} có thể là một đơn vị; nếu đúng, hãy khai báo [[agencies]] với aliases trong hồ sơ"
        log.problems.append(Problem(code="W-AGENCY", place="đơn vị chủ trì", message=message))


def placed(sheet: Sheet, file: str, several: bool, encoding: Encoding) -> Sheet:
    """The sheet as intake sees it: places name the file where there are several, texts are in Unicode."""
    if several:
        sheet = attrs.evolve(sheet, locate=partial(_in_file, file, sheet.locate))
    if encoding is not Encoding.UNICODE:
        sheet = attrs.evolve(sheet, rows=_in_unicode(sheet.rows, encoding))
    return sheet


def _in_file(file: str, locate: Locate, sheet: str, row: int, column: int | None) -> str:
    return f"{file}: {locate(sheet, row, column)}"


def _in_unicode(rows: Iterable[Row], encoding: Encoding) -> Iterator[Row]:
    def converted(cell: Cell | BadCell) -> Cell | BadCell:
        if isinstance(cell, BadCell):
            return attrs.evolve(cell, shown=convert(cell.shown, encoding.value))
        return convert(cell, encoding.value) if isinstance(cell, str) else cell

    for row in rows:
        yield [converted(cell) for cell in row]


def _read_source(
    file: str, sheets: Iterable[Sheet], several: bool, profile: Profile, agencies: Agencies, log: Log
) -> Iterator[Task]:
    """Read the sheets that are lists. One that is none is named; a source without any list is a problem."""
    doubtful: list[tuple[str, Sheet, Header | None, Iterable[Row], Sequence[Row]]] = []
    lists, filled = 0, log.rows - log.no_tasks
    for found in sheets:
        sheet = placed(found, file, several, profile.intake.encoding)
        name = f"{file}: {sheet.name}" if several else sheet.name
        if sheet.ignored is not None:
            log.sheets.append(IgnoredSheet(name, sheet.ignored))
            continue
        rest = iter(sheet.rows)
        top: Sequence[Row] = list(itertools.islice(rest, LAST_HEADER_ROW))
        header = find_header(top, profile.columns)
        rows: Iterable[Row] = itertools.chain(top, rest)
        if header is None or not any(field in header.columns for field in REQUIRED):
            doubtful.append((name, sheet, header, rows, top))
            continue
        lists += 1
        log.problems += _encoding_problems(sheet, top, header)
        yield from _read_list(file, name, sheet, header, rows, profile, agencies, log)
    for name, sheet, header, rows, first in doubtful:
        if lists:
            log.sheets.append(IgnoredSheet(name, "không phải danh sách nhiệm vụ"))
        elif header is None:
            log.problems.append(_no_header(name or file, first))
            log.refuse(sheet, rows, sheet.first_row)
        else:
            yield from _read_list(file, name, sheet, header, rows, profile, agencies, log)
    if lists and log.rows - log.no_tasks == filled:
        message = (
            "danh sách có dòng tiêu đề mà không có nhiệm vụ nào; "
            "nếu các nhiệm vụ ở trang tính hoặc bảng khác, hãy ghép vào dưới dòng tiêu đề"
        )
        log.problems.append(Problem(code="W-EMPTY", place=file, message=message))
    if not lists and not doubtful:
        message = "không có trang tính nào để đọc (trống hoặc đều bị ẩn); hãy kiểm tra lại tệp"
        log.problems.append(Problem(code="E-HEADER", place=file, message=message))


def _read_list(
    file: str,
    name: str,
    sheet: Sheet,
    header: Header,
    rows: Iterable[Row],
    profile: Profile,
    agencies: Agencies,
    log: Log,
) -> Iterator[Task]:
    """Read a list, and those further down in the sheet whose headers have other columns."""
    pairs = itertools.pairwise(itertools.chain(rows, [()]))
    above: list[Row] = []
    following: Header | None = header
    while following:
        header, following = following, None
        agency, problems = _named_for(file, sheet, header, agencies)
        problems += _column_problems(sheet, header, profile, agency)
        log.problems += problems
        log.columns[name] = {field: header.texts[column] for field, column in header.columns.items()}
        above += [row for row, _ in itertools.islice(pairs, header.first + header.height - len(above))]
        for number, row in enumerate(above, sheet.first_row):
            title = Reason.BLANK if all(map(is_blank, row)) else Reason.TITLE
            log.ignore(sheet, number, title if number < sheet.first_row + header.first else Reason.HEADER)
        log.rows += len(above)
        body = sheet.first_row + len(above)
        if any(problem.severity is Severity.ERROR for problem in problems):
            log.refuse(sheet, (row for row, _ in pairs), body)
            return
        reader = RowReader(sheet, header, agencies, profile, agency, log.problems)
        number = body - 1
        for number, (row, below) in enumerate(pairs, body):
            found = reader.read(row, number)
            if isinstance(found, Task):
                yield found
            elif found is None:
                log.rejected.append(sheet.locate(sheet.name, number, None))
            elif found is Reason.HEADER and (following := another_header(row, below, header, profile.columns)):
                name, above = sheet.locate(sheet.name, number, None), [row]
                sheet = attrs.evolve(sheet, first_row=number)
                break
            else:
                log.ignore(sheet, number, found)
        log.rows += number - body + (following is None)  # counted apart from what became of them
        log.problems += reader.warnings()


def _no_header(place: str, top: Sequence[Row]) -> Problem:
    if encoding := _legacy(top):
        return Problem(code="E-LEGACY", place=place, message=_convert_it(encoding))
    message = (
        f"không tìm thấy dòng tiêu đề trong {LAST_HEADER_ROW} dòng đầu; cần một dòng có các cột như "
        f'"{FIELDS["title"].label}", "{FIELDS["assigned_on"].label}", "{FIELDS["due_on"].label}"'
    )
    return Problem(code="E-HEADER", place=place, message=message)


def _encoding_problems(sheet: Sheet, top: Sequence[Row], header: Header) -> Iterator[Problem]:
    """That the texts below a readable header are in an encoding from before Unicode: they would be printed so."""
    if encoding := _legacy(top):
        place = sheet.locate(sheet.name, sheet.first_row + header.first + header.height, None)
        yield Problem(code="W-LEGACY", place=place, message=_convert_it(encoding))


def _legacy(rows: Sequence[Sequence[Cell | BadCell]]) -> str | None:
    texts = [cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii()]
    return detect(" ".join(texts)) if texts else None


def _convert_it(encoding: str) -> str:
    font = {"tcvn3": "TCVN3 (phông .VnTime …)", "vni": "VNI (phông VNI-Times …)"}[encoding]
    return f'chữ gõ bằng bảng mã {font}, không phải Unicode; hãy ghi [intake] encoding = "{encoding}" vào hồ sơ'


def title_of(sheet: Sheet, file: str) -> str:
    """The name of a sheet; where a source names it for its file, without the suffix."""
    return clean(PurePath(sheet.name).stem if sheet.name == PurePath(file).name else sheet.name)


def agency_on(sheet: Sheet, file: str, agencies: Agencies) -> str:
    """The agency that a sheet is named for, as it stands there; empty where it is named for none."""
    name = title_of(sheet, file)
    return name if name in agencies or _BEGINS_AS_AGENCIES_DO.match(name) else ""


def _named_for(file: str, sheet: Sheet, header: Header, agencies: Agencies) -> tuple[str, list[Problem]]:
    """The agency that a sheet is named for, when the list has no column for it; and what is wrong with it."""
    name = "" if "agency" in header.columns else agency_on(sheet, file, agencies)
    try:
        agencies.resolve(name)
    except CellError as error:
        place = sheet.locate(sheet.name, sheet.first_row + header.first, None)
        return "", [Problem(code=error.code, place=place, message=f"tên trang tính: {error}")]
    return name, []


def _column_problems(sheet: Sheet, header: Header, profile: Profile, agency: str) -> list[Problem]:
    def place(column: int | None) -> str:
        return sheet.locate(sheet.name, sheet.first_row + header.first + header.height - 1, column)

    found = []
    for field, columns in header.rivals.items():
        names = " và ".join(f'"{header.texts[column]}" ({place(column)})' for column in columns)
        decisive = field in header.ambiguous
        taken = "" if decisive else "; đang dùng cột đầu tiên"
        told_apart = len({fold(header.texts[column]) for column in columns}) == len(columns)
        choose = f'chọn trong hồ sơ: [columns] {field} = "…"' if told_apart else "đổi tên các cột trùng tên"
        found.append(
            Problem(
                code="E-COLUMNS" if decisive else "W-COLUMNS",
                place=place(columns[1]),
                message=f'{names} đều có thể là "{FIELDS[field].label}"{taken}; hãy {choose}',
            )
        )
    for field in header.missing:
        message = f'hồ sơ nêu cột "{profile.columns[field]}" ({field}) nhưng dòng tiêu đề không có; hãy sửa [columns]'
        found.append(Problem(code="E-COLUMN", place=place(None), message=message))
    checked = tuple(name for name, field in FIELDS.items() if field.check in profile.checks.asked)
    for field in dict.fromkeys((*REQUIRED, *checked, *EXPECTED)):
        if field not in header.columns and field not in header.missing and not (agency and field == "agency"):
            for_check = " (hồ sơ bật một kiểm tra quy trình cần cột này)" if field in checked else ""
            message = (
                f'không có cột "{FIELDS[field].label}"{for_check}; '
                f'nếu cột có tên khác, hãy ghi [columns] {field} = "…" vào hồ sơ'
            )
            code = "E-COLUMN" if field in REQUIRED or field in checked else "W-COLUMN"
            found.append(Problem(code=code, place=place(None), message=message))
    return found
