"""Section 2 of a report: whether agencies followed the procedure, from findings handed in and from process checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from taskstats import Finding, ProgressReport, Task, UndatedPolicy, due_date
from taskstats_adapters.contract.document import Paragraph
from taskstats_adapters.narrative.names import NO_AGENCY, filled_in, in_protocol, noun
from taskstats_adapters.narrative.numbers import NumberStyle, date
from taskstats_adapters.office.profile import Profile


def process_paragraphs(report: ProgressReport, profile: Profile) -> Iterator[Paragraph]:
    """The findings and the request that follows them, then a paragraph for each process check; none without either."""
    if report.findings is not None:
        yield Paragraph.plain(_findings(report.findings, report, profile))
        if report.findings and profile.wording.findings_request:
            agencies = {finding.agency for finding in report.findings}
            addressed = "các cơ quan, đơn vị trên" if len(agencies) > 1 else agencies.pop()
            yield Paragraph.plain(filled_in(profile.wording.findings_request, report, profile, agencies=addressed))
    for name, tasks in report.checked.items():
        yield Paragraph.plain(_checked(name, tasks, report, profile))


def _findings(findings: Sequence[Finding], report: ProgressReport, profile: Profile) -> str:
    say, procedure, within = NumberStyle(profile.numbers), profile.wording.procedure, f"trong {noun(report.period)}"
    if not findings:
        none = f"{within} không có văn bản chưa thực hiện đúng quy trình."
        return f"{procedure} {none[0].upper()}{none[1:]}".strip()
    documents = Counter(finding.agency for finding in findings)  # in the order given
    counted = [(agency, f"({say.count(count)} văn bản)") for agency, count in documents.items()]
    agencies = profile.wording.some_agencies if len(counted) > 1 else counted[0][0]
    found = f"còn {agencies} chưa thực hiện đúng quy trình{' trên' if procedure else ''}"
    found += f", cụ thể như: {'; '.join(map(' '.join, counted))}." if len(counted) > 1 else f" {counted[0][1]}."
    if procedure:
        return f"{procedure} Tuy nhiên {within} {found}"
    return f"{within[0].upper()}{within[1:]} {found}"


def _checked(name: str, tasks: Sequence[Task], report: ProgressReport, profile: Profile) -> str:
    """What a process check found. It is computed from the list, so it is told apart from the findings handed in."""
    say, checks, within = NumberStyle(profile.numbers), report.checks, f"trong {noun(report.period)}"
    when, what = {
        "no_result_document": (within, "đã hoàn thành nhưng chưa có văn bản báo cáo kết quả"),
        "recorded_after_days": (
            within,
            f"được cập nhật kết quả hơn {checks.recorded_after_days} ngày sau ngày hoàn thành",
        ),
        "silent_days": (
            f"đến hết ngày {date(report.as_of)}",
            f"chưa hoàn thành mà hơn {checks.silent_days} ngày không được cập nhật",
        ),
    }[name]
    found = f"Qua kiểm tra dữ liệu, {when} {'có ' if tasks else ''}{say.tasks(len(tasks))} {what}"
    found += _beside(tasks, report, say)
    agencies = Counter(task.agency for task in tasks)
    listed = "; ".join(
        f"{agency or NO_AGENCY} ({say.tasks(agencies[agency])})" for agency in in_protocol(agencies, profile)
    )
    return f"{found}: {listed}." if listed else f"{found}."


def _beside(tasks: Sequence[Task], report: ProgressReport, say: NumberStyle) -> str:
    """How many of the tasks found are not among those of the year so far, which the text has just counted."""
    since, left_out = report.now.since, report.rules.undated is UndatedPolicy.LEFT_OUT
    earlier = sum(task.assigned_on < since for task in tasks)
    undated = sum(due_date(task, report.as_of, report.rules) is None for task in tasks) if left_out else 0
    kinds = ((earlier, f"giao trước ngày {date(since)}"), (undated, "không có thời hạn, không tính trong số liệu trên"))
    told = [f"{say.tasks(count)} {kind}" for count, kind in kinds if 0 < count < len(tasks)]
    everyone = [f"{'đều ' if count > 1 else ''}là nhiệm vụ {kind}" for count, kind in kinds if 0 < count == len(tasks)]
    return "".join(f", {kind}" for kind in everyone) + (f", trong đó {' và '.join(told)}" if told else "")
