"""A sheet before its rows are read: its places and encoding, the agency in its name, what is wrong with its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePath

import attrs

from taskstats_adapters.contract.adapters import Locate, Sheet
from taskstats_adapters.contract.cells import BadCell, Cell, Row
from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.agency_words import BEGINS_AS_AGENCIES_DO
from taskstats_adapters.intake.cells.clean import CellError
from taskstats_adapters.intake.cells.headings import read_heading
from taskstats_adapters.intake.columns.completions import has_completion, may_tell, nothing_told
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.intake.problems import Problem, Severity
from taskstats_adapters.office.fields import EXPECTED, FIELDS, LAST_HEADER_ROW, REQUIRED
from taskstats_adapters.office.profile import Encoding, Profile
from taskstats_adapters.vietnamese.legacy_encodings import convert, detect
from taskstats_adapters.vietnamese.text import brief, clean, fold, words


def placed(sheet: Sheet, file: str, several: bool, encoding: Encoding) -> Sheet:
    """The sheet with texts in Unicode, and with places that name the file where there are several."""
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


def title_of(sheet: Sheet, file: str) -> str:
    """The name of a sheet, without the suffix where it is the name of the file."""
    return clean(PurePath(sheet.name).stem if sheet.name == PurePath(file).name else sheet.name)


def agency_on(sheet: Sheet, file: str, agencies: Agencies) -> str:
    """The agency that a sheet is named for, as written; empty where there is none."""
    name = title_of(sheet, file)
    if name not in agencies:
        name = read_heading([name]).name  # Excel names a copy "Sở Y tế (2)"
    return name if name in agencies or BEGINS_AS_AGENCIES_DO.match(name) else ""


def name_problems(file: str, sheet: Sheet, header: Header, agencies: Agencies) -> list[Problem]:
    """What is wrong with the agency that a sheet is named for, where the list has no column for it."""
    try:
        agencies.resolve("" if "agency" in header.columns else agency_on(sheet, file, agencies))
    except CellError as error:
        place = sheet.locate(sheet.name, sheet.first_row + header.first, None)
        return [Problem(code=error.code, place=place, message=f"tên trang tính: {error}")]
    return []


def notes_of(sheet: Sheet, name: str) -> Iterator[Problem]:
    """What the source says of a list as a whole: that it is one page of several, for one."""
    for code, message in sheet.notes:
        yield Problem(code=code, place=name, message=message)


def continued(sheet: Sheet) -> Problem:
    """That a sheet without a header was read with the columns of the list before it."""
    message = (
        "không có dòng tiêu đề nhưng có ngày ở đúng các cột của danh sách trước, đã đọc tiếp như danh sách đó; "
        "nếu không phải, hãy bỏ phần này hoặc ghi dòng tiêu đề của nó"
    )
    return Problem(code="W-CONTINUED", place=sheet.locate(sheet.name, sheet.first_row, None), message=message)


def no_header(place: str, top: Sequence[Row]) -> Problem:
    """That no header was found: in an encoding from before Unicode none can be."""
    if encoding := _legacy(top):
        return Problem(code="E-LEGACY", place=place, message=_convert_it(encoding))
    message = (
        f"không tìm thấy dòng tiêu đề trong {LAST_HEADER_ROW} dòng đầu; cần một dòng có các cột như "
        f'"{FIELDS["title"].label}", "{FIELDS["assigned_on"].label}", "{FIELDS["due_on"].label}"'
    )
    return Problem(code="E-HEADER", place=place, message=message)


def encoding_problems(sheet: Sheet, top: Sequence[Row], header: Header) -> Iterator[Problem]:
    """Texts below a readable header that are in an encoding from before Unicode: the report would print them so."""
    if encoding := _legacy(top):
        place = sheet.locate(sheet.name, sheet.first_row + header.first + header.height, None)
        yield Problem(code="W-LEGACY", place=place, message=_convert_it(encoding))


def _legacy(rows: Sequence[Row]) -> str | None:
    texts = [cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii()]
    return detect(" ".join(texts)) if texts else None


def _convert_it(encoding: str) -> str:
    font = {"tcvn3": "TCVN3 (phông .VnTime …)", "vni": "VNI (phông VNI-Times …)"}[encoding]
    return f'chữ gõ bằng bảng mã {font}, không phải Unicode; hãy ghi [intake] encoding = "{encoding}" vào hồ sơ'


def column_problems(
    sheet: Sheet, header: Header, profile: Profile, agency: str, dated_documents: str = ""
) -> list[Problem]:
    """Columns that are missing, and fields that several columns could be. `agency` stands in for its column.

    `dated_documents` has the header of the documents' days, which may be those of the assignment.
    """

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
    if (column := header.done_or_given(profile.columns)) is not None:
        text = header.texts[column]
        message = (
            f'"{text}" có thể là ngày giao hoặc ngày hoàn thành; hãy chọn trong hồ sơ: '
            f'[columns] assigned_on = "{text}" hoặc completed_on = "{text}"'
        )
        found.append(Problem(code="E-COLUMNS", place=place(column), message=message))
    for field, text in header.missing.items():
        message = f'hồ sơ nêu cột "{text}" ({field}) nhưng dòng tiêu đề không có; hãy sửa [columns]'
        found.append(Problem(code="E-COLUMN", place=place(None), message=message))
    checked = tuple(name for name, field in FIELDS.items() if field.check in profile.checks.asked)
    told_otherwise = {*["agency"] * bool(agency), *["completed_on"] * has_completion(header, profile)}
    for field in dict.fromkeys((*REQUIRED, *checked, *EXPECTED)):
        if field in header.columns or field in header.missing or field in told_otherwise:
            continue
        refused = any(problem.severity is Severity.ERROR for problem in found)
        if field == "completed_on" and not refused and not may_tell(header, profile):
            found.append(nothing_told(header, place(None)))
            continue
        for_check = " (hồ sơ bật một kiểm tra quy trình cần cột này)" if field in checked else ""
        code = "E-COLUMN" if field in REQUIRED or field in checked else "W-COLUMN"
        if field == "assigned_on" and dated_documents:
            for_check = f'; nếu giao vào ngày của văn bản ("{dated_documents}"), {_BY_DOCUMENT}'
        found.append(_no_column(field, code, place(None), for_check, _likely(field, header)))
    return found


_BY_DOCUMENT = 'hãy ghi [intake] assigned_on = "document-date" vào hồ sơ'


def settle_agency(problems: list[Problem], place: str, named: bool, heading: str) -> None:
    """What is told of a missing column for the agency at `place`, once the list has been read.

    Nothing where the headings named agencies; else `heading`, one of theirs, may be the name of one.
    """
    told = _no_column("agency", "W-COLUMN", place)
    if told in problems:
        at = problems.index(told)
        quoted = brief(heading)
        more = f'; nếu nhóm "{quoted}" là đơn vị, hãy khai báo [[agencies]] name = "{quoted}"' if heading else ""
        problems[at : at + 1] = [] if named else [attrs.evolve(told, message=told.message + more)]


def _likely(field: str, header: Header) -> str:
    """The column without a field that may be this one by its words; "…" where none may."""
    telling = FIELDS[field].day_words
    free = (
        text for text in header.free.values() if telling and re.search(rf"\b(?:{telling})\b", " ".join(words(text)))
    )
    return next(free, "…")


def _no_column(field: str, code: str, place: str, why: str = "", likely: str = "…") -> Problem:
    named = f'[columns] {field} = "{likely}"'
    message = f'không có cột "{FIELDS[field].label}"{why}; nếu cột có tên khác, hãy ghi {named} vào hồ sơ'
    return Problem(code=code, place=place, message=message)
