"""Rows that are no tasks: blank ones, section titles, totals, notes, column numbers, repeated headers."""

from __future__ import annotations

import re

from taskstats_adapters.contract.cells import BadCell, is_merged
from taskstats_adapters.intake.cells.clean import CleanCell, CleanRow, has_own, text_of
from taskstats_adapters.intake.cells.dates import NotADate, read_date
from taskstats_adapters.intake.columns.headers import Header, numbers_columns, repeats_header
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.office.fields import DAYS, FIELDS
from taskstats_adapters.vietnamese.text import fold, words

_ROW_NUMBER = re.compile(r"\(?\d+(?:[.,]\d+)*[.)]?")
_COUNT = re.compile(r"\d[\d.,]*(?:%| nhiệm vụ| văn bản)?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tong|cong|tong cong|cong tong|tong so|total|grand total)(?: (?:nhom|muc|phan|[a-h]|[ivx]+|\d+|nhiem vu))*"
)


def why_no_task(row: CleanRow, header: Header) -> Reason | None:
    """Why a row without a day of assignment is no task; None where it may be a task with a mistake."""
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
    if numbered:
        return None
    fields = {column: field for field, column in header.columns.items()}
    claimed = [cell for column, cell in cells.items() if column in fields]
    if is_total(label) or any(is_total(text_of(cell)) for cell in cells.values()):
        return Reason.TOTAL if all(is_total(text_of(cell)) or _is_count(cell) for cell in claimed) else None
    others = [cell for column, cell in cells.items() if column not in fields and not _is_count(cell)]
    dates = [cell for column, cell in cells.items() if fields.get(column) in DAYS]
    if len(claimed) + len(others) > 1 or any(map(_may_be_date, dates)) or BadCell in map(type, claimed):
        return None
    telling = {column for field, column in header.columns.items() if FIELDS[field].telling}
    if not telling.isdisjoint(cells) and any(is_merged(row[column]) for column in telling):
        return None
    return Reason.SECTION


def _may_be_date(cell: CleanCell) -> bool:
    """Whether a cell that stands alone may be meant as a date, not as a section title or a note."""
    return not text_of(cell)[:1].isalpha()


def is_total(text: str) -> bool:
    """Whether a text is the label of a total: "Tổng cộng", "Cộng nhóm I:"; not "Tổng số hồ sơ chậm"."""
    return _TOTAL.fullmatch(" ".join(words(text))) is not None


def _is_count(cell: CleanCell) -> bool:
    """Whether a cell is a count, with or without its unit, and not the serial of a date."""
    if isinstance(cell, BadCell):
        return False
    try:
        read_date(cell)
    except NotADate:
        return _COUNT.fullmatch(text_of(cell)) is not None
    return False
