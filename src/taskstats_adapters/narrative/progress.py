"""Section 1 of a report: how far the tasks of the period, and of the year to date, have got."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from taskstats import ProgressReport, Tally, UndatedPolicy
from taskstats_adapters.contract.document import Paragraph, Span
from taskstats_adapters.narrative.conventions import named_rules
from taskstats_adapters.narrative.names import compared_with, full_name, short_name
from taskstats_adapters.narrative.numbers import NumberStyle, date, printed_tally
from taskstats_adapters.office.profile import Profile


@attrs.frozen
class ProgressSection:
    """The section of one report. `labels` maps a figure to the label of the appendix that lists its tasks."""

    report: ProgressReport
    profile: Profile
    labels: Mapping[str, str]

    @property
    def say(self) -> NumberStyle:
        """How the office writes numbers."""
        return NumberStyle(self.profile.numbers)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The period, the year to date, what was carried over, what those figures leave out, and the office's rules."""
        yield self._period()
        yield self._cumulative()
        if self.report.carried.total:
            yield self._carried()
        yield from self._left_out()
        left_out = self.report.cumulative.left_out + self.report.carried.left_out
        if conventions := named_rules(self.report.rules, self.say, left_out):
            yield Paragraph.plain(f"Số liệu được tính theo quy ước: {'; '.join(conventions)}.")

    def _period(self) -> Paragraph:
        report, say, wording = self.report, self.say, self.profile.wording
        due = printed_tally(report.due, report.rules)
        sentences = (
            f"Trong {full_name(report.period)}, {wording.assigners} đã giao {wording.agencies} "
            f"tổng số {say.tasks(report.assigned.total)}"
            if report.assigned.total
            else f"Trong {full_name(report.period)}, không có nhiệm vụ được giao"
        )
        sentences += f"{self._change('assigned.total')}. "
        if not due.total:
            sentences += f"Không có nhiệm vụ giao có thời hạn hoàn thành trong {short_name(report.period)}."
            return Paragraph.plain(sentences)
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
        tally, start = printed_tally(report.cumulative, report.rules), report.now.since
        head = f"Lũy kế từ ngày {date(start)} đến hết ngày {date(report.as_of)}, "
        if not report.cumulative.total:
            return Paragraph.plain(f"{head}không có nhiệm vụ được giao.")
        head += (
            f"{wording.assigners_cumulative or wording.assigners} đã giao {wording.agencies} "
            f"{say.tasks(report.cumulative.total)}{self._undated_apart(report.cumulative)}: "
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
            return Paragraph.plain(f"{head}không có nhiệm vụ chưa hoàn thành.")
        head += (
            f"còn {say.tasks(tally.unfinished)} chưa hoàn thành (chiếm {unfinished}), "
            f"trong đó {self._pending_and_overdue(tally)}"
        )
        reference = self._reference("nhiệm vụ chưa hoàn thành đã quá hạn", "cumulative.overdue")
        return Paragraph((Span(f"{head} "), reference)) if reference else Paragraph.plain(f"{head}.")

    def _carried(self) -> Paragraph:
        report, say = self.report, self.say
        tally = printed_tally(report.carried, report.rules)
        done = f"đã hoàn thành {say.tasks(tally.completed)}" if tally.completed else "chưa có nhiệm vụ nào hoàn thành"
        text = (
            f"Nhiệm vụ giao trước ngày {date(report.now.since)} chuyển sang có {say.tasks(report.carried.total)}"
            f"{self._undated_apart(report.carried)}: {done}; "
        )
        if not tally.unfinished:
            return Paragraph.plain(f"{text}không có nhiệm vụ chưa hoàn thành.")
        text += f"còn {say.tasks(tally.unfinished)} chưa hoàn thành, trong đó {self._pending_and_overdue(tally)}"
        reference = self._reference("nhiệm vụ chuyển sang đã quá hạn", "carried.overdue")
        return Paragraph((Span(f"{text} "), reference)) if reference else Paragraph.plain(f"{text}.")

    def _pending_and_overdue(self, tally: Tally) -> str:
        return f"{self.say.tasks(tally.pending)} còn thời hạn, {self.say.tasks(tally.overdue)} quá thời hạn"

    def _undated_apart(self, tally: Tally) -> str:
        say = self.say
        undated = tally.undated_completed + tally.undated_unfinished
        if self.report.rules.undated is not UndatedPolicy.APART or not undated:
            return ""
        states = ((tally.undated_completed, "đã hoàn thành"), (tally.undated_unfinished, "chưa hoàn thành"))
        told = ", ".join(f"{say.count(count)} {state}" for count, state in states if count)
        return (
            f", trong đó {say.tasks(undated)} không có thời hạn ({told}) và {say.tasks(tally.dated.total)} có thời hạn"
        )

    def _left_out(self) -> Iterator[Paragraph]:
        """What the totals do not count: withdrawn tasks, undated tasks left out, rejected rows."""
        report, receipt, say = self.report, self.report.receipt, self.say
        before = f"Số liệu nhiệm vụ giao trước ngày {date(report.now.since)} chuyển sang"
        for numbers, tally in (("Số liệu lũy kế trên", report.cumulative), (before, report.carried)):
            left_out = []
            if tally.withdrawn:
                left_out.append(f"{say.tasks(tally.withdrawn)} đã rút")
            if tally.left_out:
                left_out.append(f"{say.tasks(tally.left_out)} không có thời hạn")
            if left_out:
                yield Paragraph.plain(f"{numbers} không tính {' và '.join(left_out)}.")
        if receipt is not None and receipt.rejected:
            yield Paragraph.plain(
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
