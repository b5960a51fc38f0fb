"""A list of documents whose agencies did not follow the procedure -> findings, in the order given."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from taskstats import Finding
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell, is_merged
from taskstats_adapters.errors import SourceError
from taskstats_adapters.intake.cells.clean import CleanRow, clean_row, clean_rows, has_own, text_of
from taskstats_adapters.intake.columns.headers import Header, find_header, numbers_columns
from taskstats_adapters.intake.ignored_rows import is_total
from taskstats_adapters.office.fields import FIELDS, LAST_HEADER_ROW, REQUIRED
from taskstats_adapters.vietnamese.text import fold


def take_findings(sheets: Iterable[Sheet], where: str) -> tuple[Finding, ...]:
    """Read findings: a row for each document, with its agency as the list spells it (docs/reference/intake.md).

    Raises SourceError (E-FINDINGS) where no sheet has a column for the agency or one has several, where a sheet is a
    list of tasks, and for documents without an agency, all of them at once.
    """
    found: list[Finding] = []
    faults: list[str] = []
    headers = 0
    for sheet in sheets:
        if sheet.ignored is not None:
            continue
        rows = iter(sheet.rows)
        top = list(itertools.islice(rows, LAST_HEADER_ROW))
        header = find_header(clean_rows(top), {}, least=1)
        if header is None or "agency" not in header.columns:
            continue
        headers += 1
        if all(field in header.columns for field in REQUIRED):
            raise SourceError("E-FINDINGS", where, "đây là danh sách nhiệm vụ, không phải danh sách văn bản")
        if rivals := header.ambiguous.get("agency"):
            names = " và ".join(f'"{header.texts[column]}"' for column in rivals)
            raise SourceError("E-FINDINGS", where, f"{names} đều có thể là tên đơn vị; hãy để lại một cột")
        body = map(clean_row, itertools.chain(top[header.first + header.height :], rows))
        for number, row in enumerate(body, sheet.first_row + header.first + header.height):
            agency, document = _cell(row, header, "agency"), _cell(row, header, "document")
            if _is_no_finding(row, header):
                continue
            if agency:
                found.append(Finding(agency=agency, document=document))
            elif document or any(isinstance(cell, BadCell) and not is_merged(cell) for cell in row):
                faults.append(sheet.locate(sheet.name, number, header.columns["agency"]))
    if not headers:
        raise SourceError("E-FINDINGS", where, f'không tìm thấy dòng tiêu đề có cột "{FIELDS["agency"].label}"')
    if faults:
        raise SourceError("E-FINDINGS", where, f"văn bản thiếu tên đơn vị tại {', '.join(faults)}; hãy ghi đơn vị")
    return tuple(found)


def _cell(row: CleanRow, header: Header, field: str) -> str:
    """The text of a cell, or of the one it is merged with; empty where it is blank, a dash or has no value."""
    column = header.columns.get(field)
    cell = None if column is None or column >= len(row) else row[column]
    if isinstance(cell, BadCell) and not is_merged(cell):
        return ""
    return text if fold(text := text_of(cell)) else ""


def _is_no_finding(row: CleanRow, header: Header) -> bool:
    if numbers_columns(row, header) or any(is_total(text_of(cell)) for cell in row):
        return True
    if any(map(is_merged, row)) and not _tells(row, header):
        return True
    return fold(_cell(row, header, "agency")) == fold(header.texts[header.columns["agency"]])


def _tells(row: CleanRow, header: Header) -> bool:
    """Whether a row with merged cells has an agency or a document of its own: else it continues the row above."""
    columns = header.columns
    if "document" in columns:
        telling = {columns["agency"], columns["document"]}
    else:
        telling = set(range(len(row))) - {columns.get("row_number")}
    return any(fold(text_of(cell)) for column, cell in enumerate(row) if column in telling and has_own(cell))
