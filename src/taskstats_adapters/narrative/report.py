"""A report -> a document in the office's wording, for any format to print."""

from __future__ import annotations

import datetime as dt

from taskstats import ProgressReport
from taskstats_adapters.contract.document import Document, Letterhead, Signature
from taskstats_adapters.narrative.appendices import AGENCIES, make_appendix
from taskstats_adapters.narrative.numbers import month, roman
from taskstats_adapters.narrative.paragraphs import Teller
from taskstats_adapters.office.profile import Numerals, Profile

__all__ = ["narrate"]


def narrate(report: ProgressReport, profile: Profile) -> Document:
    """The document of a report. A list without tasks has no appendix; blanks are left for what signing fills in."""
    office = profile.office
    keys = [name for name, tasks in report.lists.items() if tasks]
    if profile.agency_table and report.now.agencies:
        keys.append(AGENCIES)
    labels = {key: _label(number, len(keys), profile) for number, key in enumerate(keys, 1)}
    teller = Teller(report, profile, {key: label[0].lower() + label[1:] for key, label in labels.items()})
    signing = report.as_of + dt.timedelta(days=1)  # the first day on which the figures can be signed
    blank_date = f"ngày     tháng {month(signing.month)} năm {signing.year}"
    number = office.number.partition(":")[2].strip()
    reference = f"(Kèm theo Báo cáo số     {number} {blank_date})"
    recipients = [f"- {line.strip().rstrip(';.')}" for line in office.recipients]
    return Document(
        letterhead=Letterhead(office.parent, office.name, office.number, f"{office.place}, {blank_date}"),
        title="BÁO CÁO",
        subject=teller.fill(profile.wording.subject),
        body=tuple(teller.body()),
        recipients=tuple(f"{line};" for line in recipients[:-1]) + tuple(f"{line}." for line in recipients[-1:]),
        signature=Signature(office.position, office.signer),
        appendices=tuple(make_appendix(key, report, profile, label, reference) for key, label in labels.items()),
    )


def _label(number: int, of: int, profile: Profile) -> str:
    if of == 1:
        return "Phụ lục"
    return f"Phụ lục số {number}" if profile.numbers.appendices is Numerals.ARABIC else f"Phụ lục {roman(number)}"
