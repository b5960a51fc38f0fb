"""The report's running text: the figures in the office's sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from taskstats import Finding, ProgressReport, Tally, Task, UndatedPolicy
from taskstats_adapters.contract.document import Heading, Paragraph, Span
from taskstats_adapters.narrative.names import NO_AGENCY, compared_with, full_name, in_protocol, noun, short_name
from taskstats_adapters.narrative.numbers import Speech, date, printed
from taskstats_adapters.office.profile import Profile

Body = list[Paragraph | Heading]


@attrs.frozen
class Teller:
    """Tells one report. `labels` names the appendix of a list, such as "phụ lục I", where there is one."""

    report: ProgressReport
    profile: Profile
    labels: Mapping[str, str]

    @property
    def say(self) -> Speech:
        """The office's way with numbers."""
        return Speech(self.profile.numbers)

    def body(self) -> Body:
        """Everything between the subject and the recipients; it ends with "./."."""
        wording = self.profile.wording
        body: Body = [
            _plain(self.fill(wording.opening)),
            Heading("1. Tiến độ thực hiện nhiệm vụ"),
            self._period(),
            self._cumulative(),
            *self._beside(),
        ]
        process: Body = []
        if self.report.findings is not None:
            process.append(_plain(self._findings(self.report.findings)))
            if self.report.findings and wording.findings_request:
                process.append(_plain(self.fill(wording.findings_request)))
        process += [_plain(self._checked(name, tasks)) for name, tasks in self.report.checked.items()]
        if process:
            title = f"2. Tình hình theo dõi, quản lý, cập nhật kết quả hoàn thành nhiệm vụ trên {wording.system}"
            body += [Heading(title), *process]
        if wording.request:
            body.append(_plain(self.fill(wording.request)))
        return _closed(body)

    def fill(self, text: str) -> str:
        """The office's own text with {as_of} and {period} filled in."""
        return text.replace("{as_of}", date(self.report.as_of)).replace("{period}", full_name(self.report.period))

    # -- section 1 ---------------------------------------------------------------------------

    def _period(self) -> Paragraph:
        report, say, wording = self.report, self.say, self.profile.wording
        due = printed(report.due, report.rules)
        sentences = (
            f"Trong {full_name(report.period)}, {wording.assigners} đã giao {wording.agencies} "
            f"tổng số {say.tasks(report.assigned.total)}"
            if report.assigned.total
            else f"Trong {full_name(report.period)}, không có nhiệm vụ được giao"
        )
        sentences += f"{self._change('assigned.total')}. "
        if not due.total:
            sentences += f"Không có nhiệm vụ giao có thời hạn hoàn thành trong {short_name(report.period)}."
            return _plain(sentences)
        on_time, late, unfinished = say.shares(due.total, "due.total", due.on_time, due.late, due.unfinished)
        sentences += (
            f"Có {say.tasks(due.total)} giao có thời hạn hoàn thành trong {short_name(report.period)}, "
            f"trong đó {say.tasks(due.on_time)} hoàn thành đúng hạn{f' (đạt {on_time})' if due.on_time else ''} "
            f"và {say.tasks(due.late)} hoàn thành quá hạn{f', chiếm {late}' if due.late else ''}"
            f"{self._change('due.late')}, {'còn ' if due.unfinished else ''}{say.tasks(due.unfinished)} chưa hoàn thành"
            f"{f', chiếm {unfinished}' if due.unfinished else ''}{self._change('due.unfinished')}"
        )
        if due.pending:
            sentences += f", trong đó {self._pending_and_overdue(due)}"
        reference = self._reference("nhiệm vụ hoàn thành quá hạn", "due.late")
        return Paragraph((Span(f"{sentences}."), *((Span(" "), reference) if reference else ())))

    def _cumulative(self) -> Paragraph:
        report, say, wording = self.report, self.say, self.profile.wording
        tally, start = printed(report.cumulative, report.rules), report.now.since
        head = f"Lũy kế từ ngày {date(start)} đến hết ngày {date(report.as_of)}, "
        if not report.cumulative.total:
            return _plain(f"{head}không có nhiệm vụ được giao.")
        head += (
            f"{wording.assigners_cumulative or wording.assigners} đã giao {wording.agencies} "
            f"{say.tasks(report.cumulative.total)}{self._undated_apart()}: "
        )
        completed, unfinished = say.shares(tally.total, "cumulative.total", tally.completed, tally.unfinished)
        on_time, late = say.shares(tally.completed, "cumulative.completed", tally.on_time, tally.late)
        if tally.completed:
            head += (
                f"đã hoàn thành {say.tasks(tally.completed)} (đạt {completed}), bao gồm "
                f"{say.tasks(tally.on_time)} đúng hạn{f' (chiếm {on_time})' if tally.on_time else ''}, "
                f"{say.tasks(tally.late)} quá hạn{f' (chiếm {late})' if tally.late else ''}; "
            )
        else:
            head += "không có nhiệm vụ đã hoàn thành; "
        if not tally.unfinished:
            return _plain(f"{head}không có nhiệm vụ chưa hoàn thành.")
        head += (
            f"còn {say.tasks(tally.unfinished)} chưa hoàn thành (chiếm {unfinished}), "
            f"trong đó {self._pending_and_overdue(tally)}"
        )
        reference = self._reference("nhiệm vụ chưa hoàn thành đã quá hạn", "cumulative.overdue")
        return Paragraph((Span(f"{head} "), reference)) if reference else _plain(f"{head}.")

    def _pending_and_overdue(self, tally: Tally) -> str:
        return f"{self.say.tasks(tally.pending)} còn thời hạn, {self.say.tasks(tally.overdue)} quá thời hạn"

    def _undated_apart(self) -> str:
        tally, say = self.report.cumulative, self.say
        undated = tally.undated_completed + tally.undated_unfinished
        if self.report.rules.undated is not UndatedPolicy.APART or not undated:
            return ""
        states = ((tally.undated_completed, "đã hoàn thành"), (tally.undated_unfinished, "chưa hoàn thành"))
        told = ", ".join(f"{say.count(count)} {state}" for count, state in states if count)
        return (
            f", trong đó {say.tasks(undated)} không có thời hạn ({told}) và {say.tasks(tally.dated.total)} có thời hạn"
        )

    def _beside(self) -> Iterator[Paragraph]:
        """What stands beside the totals, so that nothing disappears: withdrawn, left out, not read."""
        tally, receipt, say = self.report.cumulative, self.report.receipt, self.say
        beside = []
        if tally.withdrawn:
            beside.append(f"{say.tasks(tally.withdrawn)} đã rút")
        if tally.left_out:
            beside.append(f"{say.tasks(tally.left_out)} không có thời hạn")
        if beside:
            yield _plain(f"Số liệu lũy kế trên không tính {' và '.join(beside)}.")
        if receipt is not None and receipt.rejected:
            yield _plain(
                f"Số liệu được tổng hợp từ {say.count(receipt.rows)} dòng của danh sách: "
                f"nhận {say.count(receipt.accepted)} dòng, "
                f"bỏ qua {say.count(receipt.ignored)} dòng không phải nhiệm vụ, "
                f"chưa tính {say.count(receipt.rejected)} dòng có dữ liệu sai."
            )

    def _change(self, name: str) -> str:
        return self.say.change(self.report.change(name), compared_with(self.report.period, self.report.previous))

    def _reference(self, what: str, figure: str) -> Span | None:
        label = self.labels.get(figure)
        return Span(f"({what} tại {label} kèm theo).", italic=True) if label else None

    # -- section 2 ---------------------------------------------------------------------------

    def _findings(self, findings: tuple[Finding, ...]) -> str:
        procedure, within = self.profile.wording.procedure, f"trong {noun(self.report.period)}"
        if not findings:
            none = f"{within} không có văn bản chưa thực hiện đúng quy trình."
            return f"{procedure} {none[0].upper()}{none[1:]}".strip()
        documents: dict[str, int] = {}  # in the order given
        for finding in findings:
            documents[finding.agency] = documents.get(finding.agency, 0) + 1
        listed = "; ".join(f"{agency} ({self.say.count(count)} văn bản)" for agency, count in documents.items())
        found = "còn một số cơ quan đơn vị chưa thực hiện đúng quy trình"
        if procedure:
            return f"{procedure} Tuy nhiên {within} {found} trên, cụ thể như: {listed}."
        return f"{within[0].upper()}{within[1:]} {found}, cụ thể như: {listed}."

    def _checked(self, name: str, tasks: Sequence[Task]) -> str:
        """What a process check found. It is computed from the list, and is told apart from the findings handed in."""
        within, checks = f"trong {noun(self.report.period)}", self.report.checks
        when, what = {
            "no_result_document": (within, "đã hoàn thành nhưng chưa có văn bản báo cáo kết quả"),
            "recorded_after_days": (
                within,
                f"được cập nhật kết quả hơn {checks.recorded_after_days} ngày sau ngày hoàn thành",
            ),
            "silent_days": (
                f"đến hết ngày {date(self.report.as_of)}",
                f"chưa hoàn thành mà hơn {checks.silent_days} ngày không được cập nhật",
            ),
        }[name]
        found = f"Qua kiểm tra dữ liệu, {when} {'có ' if tasks else ''}{self.say.tasks(len(tasks))} {what}"
        agencies = Counter(task.agency for task in tasks)
        listed = "; ".join(
            f"{agency or NO_AGENCY} ({self.say.tasks(agencies[agency])})"
            for agency in in_protocol(agencies, self.profile)
        )
        return f"{found}: {listed}." if listed else f"{found}."


def _plain(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _closed(body: Body) -> Body:
    """The body with the closing mark of an administrative text (Decree 30/2020) after its last paragraph."""
    last = body[-1]
    if isinstance(last, Paragraph):
        *spans, end = last.spans
        body[-1] = Paragraph((*spans, attrs.evolve(end, text=end.text.rstrip("./ ")), Span("./.")))
    return body
