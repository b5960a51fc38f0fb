"""A report as a document in the office's wording, for any format to print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from taskstats import ProgressReport
from taskstats_adapters.contract.document import Document, Heading, Letterhead, Paragraph, Signature, Span
from taskstats_adapters.narrative.appendices import AGENCIES, make_appendix
from taskstats_adapters.narrative.names import filled_in
from taskstats_adapters.narrative.numbers import month, roman
from taskstats_adapters.narrative.process import process_paragraphs
from taskstats_adapters.narrative.progress import ProgressSection
from taskstats_adapters.office.profile import Numerals, Profile


def narrate(report: ProgressReport, profile: Profile) -> Document:
    """The document of a report; docs/reference/wording.md has its wording.

    A list without tasks has no appendix. The number and the day are left blank, to be filled in on signing.
    """
    office = profile.office
    keys = [name for name, tasks in report.lists.items() if tasks]
    if profile.agency_table and report.now.agencies:
        keys.append(AGENCIES)
    labels = {key: _label(number, len(keys), profile) for number, key in enumerate(keys, 1)}
    signing = report.as_of + dt.timedelta(days=1)  # the first day on which the figures can be signed
    blank_date = f"ngày     tháng {month(signing.month)} năm {signing.year}"
    number = office.number.partition(":")[2].strip()
    reference = f"(Kèm theo Báo cáo số     {number} {blank_date} của {office.in_text})"
    recipients = [f"- {line.strip().rstrip(';.')}" for line in office.recipients]
    return Document(
        letterhead=Letterhead(office.parent, office.name, office.number, f"{office.place}, {blank_date}"),
        title="BÁO CÁO",
        subject=filled_in(profile.wording.subject, report, profile),
        body=_body(report, profile, labels),
        recipients=tuple(f"{line};" for line in recipients[:-1]) + tuple(f"{line}." for line in recipients[-1:]),
        signature=Signature(office.position, office.signer),
        appendices=tuple(make_appendix(key, report, profile, label, reference) for key, label in labels.items()),
    )


def _body(report: ProgressReport, profile: Profile, labels: Mapping[str, str]) -> tuple[Paragraph | Heading, ...]:
    wording = profile.wording
    if profile.numbers.appendices is Numerals.ARABIC:
        labels = {key: label[0].lower() + label[1:] for key, label in labels.items()}
    progress = list(ProgressSection(report, profile, labels).paragraphs())
    process = list(process_paragraphs(report, profile))
    request = [Paragraph.plain(filled_in(wording.request, report, profile))] if wording.request else []
    end = request or process or progress
    end[-1] = _closed(end[-1])
    opening = Paragraph.plain(filled_in(wording.opening, report, profile))
    first = "Tiến độ thực hiện nhiệm vụ"
    if not process:  # a section alone has no number
        return (opening, Heading(first), *progress, *request)
    second = f"Tình hình theo dõi, quản lý, cập nhật kết quả hoàn thành nhiệm vụ trên {wording.system}"
    return (opening, Heading(f"1. {first}"), *progress, Heading(f"2. {second}"), *process, *request)


def _closed(last: Paragraph) -> Paragraph:
    """The last paragraph with the closing mark of an administrative text (Decree 30/2020/NĐ-CP)."""
    *spans, end = last.spans
    return Paragraph((*spans, attrs.evolve(end, text=end.text.rstrip("./ ")), Span("./.")))


def _label(number: int, of: int, profile: Profile) -> str:
    if of == 1:
        return "Phụ lục"
    return f"Phụ lục số {number}" if profile.numbers.appendices is Numerals.ARABIC else f"Phụ lục {roman(number)}"
