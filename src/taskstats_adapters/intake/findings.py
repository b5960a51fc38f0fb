"""A list of documents whose agency did not follow the procedure -> findings, in the order given."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from taskstats import Finding
from taskstats_adapters.contract import Sheet, SourceError
from taskstats_adapters.intake.headers import LAST_HEADER_ROW, find_header, usual_name
from taskstats_adapters.intake.text import shown, words


def take_findings(sheets: Iterable[Sheet], where: str) -> tuple[Finding, ...]:
    """Read findings: one row a document, with its agency as the list spells it.

    Raises SourceError (E-FINDINGS), naming every row that has a document but no agency, or when no sheet has a column
    for the agency.
    """
    found: list[Finding] = []
    faults: list[str] = []
    headers = 0
    for sheet in sheets:
        if sheet.ignored is not None:
            continue
        rows = iter(sheet.rows)
        top = list(itertools.islice(rows, LAST_HEADER_ROW))
        header = find_header(top, {}, least=1)
        if header is None or "agency" not in header.columns:
            continue
        headers += 1
        agency_column, document_column = header.columns["agency"], header.columns.get("document")
        body = itertools.chain(top[header.first + header.height :], rows)
        for number, row in enumerate(body, sheet.first_row + header.first + header.height):
            agency = shown(row[agency_column]) if agency_column < len(row) else ""
            document = shown(row[document_column]) if document_column is not None and document_column < len(row) else ""
            if agency and words(agency)[:2] not in (["tong", "cong"], ["tong", "so"]):
                found.append(Finding(agency=agency, document=document))
            elif document and not agency:
                faults.append(sheet.locate(sheet.name, number, agency_column))
    if not headers:
        raise SourceError("E-FINDINGS", where, f'không tìm thấy dòng tiêu đề có cột "{usual_name("agency")}"')
    if faults:
        raise SourceError("E-FINDINGS", where, f"văn bản thiếu tên đơn vị tại {', '.join(faults)}; hãy ghi đơn vị")
    return tuple(found)
