"""Rows that are no tasks: blank ones, section titles, totals, notes, column numbers, repeated headers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from taskstats_adapters.contract.cells import BadCell, is_merged
from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.agency_words import is_group
from taskstats_adapters.intake.cells.clean import CleanCell, CleanRow, has_own, text_of
from taskstats_adapters.intake.cells.dates import read_date
from taskstats_adapters.intake.cells.headings import NUMBERED, UNITS, Heading, rank_of, read_heading
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.columns.headers import Header, numbers_columns, repeats_header
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.office.fields import DAYS, FIELDS
from taskstats_adapters.vietnamese.text import fold, words

_ROW_NUMBER = re.compile(r"\(?\d+(?:[.,]\d+)*[.)]?")
_COUNT = re.compile(rf"\d[\d.,]*(?:%| ?(?:{UNITS}))?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tong|cong|tong cong|cong tong|tong so|total|grand total|subtotal|sub total|grand count)"
    r"(?: (?:nhom|muc|phan|[a-h]|[ivx]+|\d+|nhiem vu))*"
)
_TOTAL_OF = re.compile(r"(?:cộng|tổng|tổng cộng|tổng số|total|subtotal)(?: của|:)? (?P<name>\w.*)", re.IGNORECASE)
_BY_EXCEL = re.compile(r".+ (?:Count|Total|Sum|Average|Max|Min|Tổng|Đếm)")
"""What Data > Subtotal writes below each group: "Sở Y tế Count"."""
_STATED = re.compile(rf"[^\d:]{{1,40}}: ?{_COUNT.pattern}", re.IGNORECASE)
"""A count with its name, in a row of sums: "Quá hạn: 2"."""

CellsByColumn = Mapping[int, CleanCell]


def why_no_task(
    row: CleanRow, header: Header, agencies: Agencies, agency_of: Callable[[Heading], str]
) -> Reason | None:
    """Why a row without a day of assignment is no task; None where it may be a task with a mistake.

    `agency_of` says which agency a heading names, if it is one.
    """
    cells = {
        column: cell
        for column, cell in enumerate(row)
        if has_own(cell) and (isinstance(cell, BadCell) or fold(text_of(cell)))
    }
    label = text_of(cells.pop(header.columns.get("row_number", -1), None))
    numbered = _ROW_NUMBER.fullmatch(label)
    if not cells and (numbered or not label):  # rows are often numbered in advance
        return Reason.BLANK
    if repeats_header(row, header):
        return Reason.HEADER
    if numbers_columns(row, header):
        return Reason.COLUMN_NUMBERS
    fields = header.fields
    claimed = [cell for column, cell in cells.items() if column in fields]
    if not numbered and (is_total(label) or any(is_total(text_of(cell)) for cell in cells.values())):
        return Reason.TOTAL if all(is_total(text_of(cell)) or _is_stated_count(cell) for cell in claimed) else None
    if not numbered and _sums_up_group(cells, agencies):
        return Reason.TOTAL
    if _heads(label, cells, fields, agency_of):
        return Reason.SECTION
    if numbered:
        return None
    others = [cell for column, cell in cells.items() if column not in fields and not _is_count(cell)]
    dates = [cell for column, cell in cells.items() if fields.get(column) in DAYS]
    if len(claimed) + len(others) > 1 or any(map(_may_be_date, dates)) or BadCell in map(type, claimed):
        return None
    telling = {column for column, field in fields.items() if FIELDS[field].telling}
    if not telling.isdisjoint(cells) and any(is_merged(row[column]) for column in telling):
        return None
    return Reason.SECTION


def _heads(label: str, cells: CellsByColumn, fields: Mapping[int, str], agency_of: Callable[[Heading], str]) -> bool:
    """Whether a row is a heading for certain: a label, a name, and perhaps counts, and nothing else.

    Beside a number the name has to be an agency's, or the count has to have its unit: "7 | Báo cáo" is a task.
    """
    columns = list(cells)
    if not label and len(columns) > 1 and rank_of(text_of(cells[columns[0]])) is not None:
        label = text_of(cells[columns.pop(0)])
    elif rank_of(label) is None:
        return False
    if not label or not columns or fields.get(columns[0]) in DAYS or isinstance(cells[columns[0]], BadCell):
        return False
    if not all(_is_count(cells[column]) for column in columns[1:]):
        return False
    heading = read_heading([label, *(text_of(cells[column]) for column in columns)])
    named = bool(agency_of(heading))
    if heading.rank >= NUMBERED:
        return heading.unit or (named and (fields.get(columns[0]) != "agency" or len(columns) > 1))
    return named or heading.unit or len(columns) == 1 or is_group(heading.name)


def _may_be_date(cell: CleanCell) -> bool:
    """Whether a cell that stands alone may be meant as a date, not as a section title or a note."""
    return not text_of(cell)[:1].isalpha()


def is_total(text: str) -> bool:
    """Whether a text is the label of a total: "Tổng cộng", "Cộng nhóm I:"; not "Tổng số hồ sơ chậm"."""
    return _TOTAL.fullmatch(" ".join(words(text))) is not None


def _sums_up_group(cells: CellsByColumn, agencies: Agencies) -> bool:
    """Whether a row has the sum of a group and nothing else: "Cộng Sở Y tế | 2", "Sở Y tế Count | 2"."""
    if len(cells) < 2:
        return False
    first, *others = cells.values()
    if not all(map(_is_stated_count, others)):
        return False
    text = text_of(first)
    match = _TOTAL_OF.fullmatch(text)
    return _BY_EXCEL.fullmatch(text) is not None or (match is not None and bool(agencies.named_in(match["name"])))


def _is_stated_count(cell: CleanCell) -> bool:
    return _is_count(cell) or (isinstance(cell, str) and _STATED.fullmatch(cell) is not None)


def _is_count(cell: CleanCell) -> bool:
    """Whether a cell is a count, with or without its unit, and not the serial of a date."""
    if isinstance(cell, BadCell):
        return False
    try:
        read_date(cell)
    except NotADate:
        return _COUNT.fullmatch(text_of(cell)) is not None
    return False
