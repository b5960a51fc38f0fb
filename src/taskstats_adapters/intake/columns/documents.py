"""The columns of the document that assigns: its number and its day, in one column or in two."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from taskstats_adapters.contract.cells import Row
from taskstats_adapters.intake.cells.clean import clean_cell, text_of
from taskstats_adapters.intake.cells.in_words.documents import number_and_day
from taskstats_adapters.intake.columns.headers import Header
from taskstats_adapters.office.fields import Field


def dated_documents(header: Header, rows: Iterable[Row]) -> str:
    """The header of the column with the days of the documents; empty where no column has any."""
    columns = header.columns
    if "document_date" in columns:
        return header.texts[columns["document_date"]]
    if "document" not in columns:
        return ""
    column = columns["document"]
    found = (number_and_day(text_of(clean_cell(row[column]))) for row in rows if column < len(row))
    return header.texts[column] if any(found) else ""


def of_document(field: Field, header: Header) -> Field:
    """The field as its column is read: one document assigns several tasks, so a merged day of it is that of each."""
    shared = (header.columns.get("document_date"), header.columns.get("document"))
    return attrs.evolve(field, own=False) if field.own and header.columns[field.name] in shared else field
