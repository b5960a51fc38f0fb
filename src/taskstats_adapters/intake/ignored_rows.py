"""Rows that are no tasks: headings, sums, notes, column numbers, repeated headers, rows numbered in advance."""

from __future__ import annotations

import re

from taskstats_adapters.contract.cells import BadCell, Cell, is_merged, shown
from taskstats_adapters.intake.dates import NotADate, read_date
from taskstats_adapters.intake.headers import Header, Row, numbers_columns, repeats_header
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.office.fields import DAYS, FIELDS
from taskstats_adapters.vietnamese.text import fold, words

_ROW_NUMBER = re.compile(r"\(?\d+(?:[.,]\d+)*[.)]?")
_COUNT = re.compile(r"\d[\d.,]*(?:%| nhiệm vụ| văn bản)?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:tong|cong|tong cong|cong tong|tong so)(?: (?:nhom|muc|phan|[a-h]|[ivx]+|\d+|nhiem vu))*")


def why_no_task(row: Row, header: Header) -> Reason | None:
    """Why a row that has no date of assignment is no task: only for what cannot be a task with a mistake."""
    cells = {
        column: cell
        for column, cell in enumerate(row)
        if not is_merged(cell) and (isinstance(cell, BadCell) or fold(shown(cell)))
    }
    label = shown(cells.pop(header.columns.get("row_number", -1), None))
    numbered = _ROW_NUMBER.fullmatch(label)
    if not cells and (numbered or not label):  # lists are numbered in advance
        return Reason.BLANK
    if repeats_header(row, header):
        return Reason.HEADER
    if numbers_columns(row, header):
        return Reason.COLUMN_NUMBERS
    if numbered:
        return None
    fields = {column: field for field, column in header.columns.items()}
    claimed = [cell for column, cell in cells.items() if column in fields]
    if is_total(label) or any(is_total(shown(cell)) for cell in cells.values()):
        return Reason.TOTAL if all(is_total(shown(cell)) or _is_count(cell) for cell in claimed) else None
    others = [cell for column, cell in cells.items() if column not in fields and not _is_count(cell)]
    dates = [cell for column, cell in cells.items() if fields.get(column) in DAYS]
    if len(claimed) + len(others) > 1 or any(map(_may_be_date, dates)) or BadCell in map(type, claimed):
        return None
    telling = {column for field, column in header.columns.items() if FIELDS[field].telling}
    if not telling.isdisjoint(cells) and any(is_merged(row[column]) for column in telling):
        return None
    return Reason.SECTION


def _may_be_date(cell: Cell | BadCell) -> bool:
    """Whether a cell that stands alone could have been meant as a date: it is no heading or note."""
    return not shown(cell)[:1].isalpha()


def is_total(text: str) -> bool:
    """Whether a text labels a sum: "Tổng cộng", "Cộng nhóm I:", "Tổng số: 12 nhiệm vụ"; not "Tổng số hồ sơ chậm"."""
    return _TOTAL.fullmatch(" ".join(words(text))) is not None


def _is_count(cell: Cell | BadCell) -> bool:
    """Whether a cell is a mere number, with its unit or without, and no date typed as one."""
    if isinstance(cell, BadCell):
        return False
    try:
        read_date(cell)
    except NotADate:
        return _COUNT.fullmatch(shown(cell)) is not None
    return False
