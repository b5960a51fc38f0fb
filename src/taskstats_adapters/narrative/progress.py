"""Section 1 of a report: how far the tasks of the period, and of the year to date, have got."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from taskstats import ProgressReport, Tally
from taskstats.reports import APPENDICES
from taskstats_adapters.contract.document import Paragraph, Span
from taskstats_adapters.narrative import standing
from taskstats_adapters.narrative.appendices import title
from taskstats_adapters.narrative.conventions import named_rules
from taskstats_adapters.narrative.names import compared_with, full_name, short_name
from taskstats_adapters.narrative.not_read import parts_not_read
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
        """The period, the year to date, what was carried over, what those leave out, the rules, other appendices."""
        yield self._period()
        yield self._cumulative()
        if self.report.carried.total:
            yield self._carried()
        yield from self._left_out()
        left_out = self.report.cumulative.left_out + self.report.carried.left_out
        if conventions := named_rules(self.report.rules, self.say, left_out):
            yield Paragraph.plain(f"Số liệu được tính theo quy ước: {'; '.join(conventions)}.")
        for key, label in self.labels.items():
            if key not in APPENDICES:  # those have been named beside their figures
                yield Paragraph.plain(f"{title(key, self.report)} tại {label} kèm theo.")

    def _period(self) -> Paragraph:
        report, say, wording = self.report, self.say, self.profile.wording
        text = f"Trong {full_name(report.period)}, "
        if report.assigned.total:
            text += f"{wording.assigners} đã giao {wording.agencies} tổng số {say.tasks(report.assigned.total)}"
        else:
            text += "không có nhiệm vụ được giao"
        text += f"{self._change('assigned.total')}. "
        due, within = printed_tally(report.due, report.rules), short_name(report.period)
        if not due.total:
            return Paragraph.plain(f"{text}Không có nhiệm vụ giao có thời hạn hoàn thành trong {within}.")
        text += f"Có {say.tasks(due.total)} giao có thời hạn hoàn thành trong {within}, "
        text += f"{standing.due(due, self._change('due.late'), self._change('due.unfinished'), say)}."
        reference = self._reference("nhiệm vụ hoàn thành quá hạn", "due.late")
        return Paragraph((Span(text), *((Span(" "), reference) if reference else ())))

    def _cumulative(self) -> Paragraph:
        report, wording = self.report, self.profile.wording
        text = f"Lũy kế từ ngày {date(report.now.since)} đến hết ngày {date(report.as_of)}, "
        if not report.cumulative.total:
            return Paragraph.plain(f"{text}không có nhiệm vụ được giao.")
        text += f"{wording.assigners_cumulative or wording.assigners} đã giao {wording.agencies} "
        reference = self._reference("nhiệm vụ chưa hoàn thành đã quá hạn", "cumulative.overdue")
        return self._stand(text, report.cumulative, standing.cumulative, reference)

    def _carried(self) -> Paragraph:
        text = f"Nhiệm vụ giao trước ngày {date(self.report.now.since)} chuyển sang có "
        reference = self._reference("nhiệm vụ chuyển sang đã quá hạn", "carried.overdue")
        return self._stand(text, self.report.carried, standing.carried, reference)

    def _stand(
        self, text: str, everything: Tally, states: Callable[[Tally, NumberStyle], str], reference: Span | None
    ) -> Paragraph:
        """The text, the number of tasks, and how they stand: where the undated are told apart, the dated ones alone."""
        say, tally = self.say, printed_tally(everything, self.report.rules)
        text += say.tasks(everything.total)
        if undated := everything.total - tally.total:
            told = standing.undated(everything, say)
            if not tally.total:
                return Paragraph.plain(f"{text}, {'đều ' if undated > 1 else ''}không có thời hạn ({told}).")
            text += (
                f", trong đó {say.tasks(undated)} không có thời hạn ({told}) và {say.tasks(tally.total)} có thời hạn"
            )
            text += ". Riêng nhiệm vụ có thời hạn"
        text += f": {states(tally, say)}"
        return Paragraph((Span(f"{text} "), reference)) if reference else Paragraph.plain(f"{text}.")

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

        if receipt is not None and receipt.not_read:
            yield Paragraph.plain(parts_not_read(receipt.not_read, say))

    def _change(self, name: str) -> str:
        return self.say.change(self.report.change(name), compared_with(self.report.period, self.report.previous))

    def _reference(self, what: str, figure: str) -> Span | None:
        label = self.labels.get(figure)
        return Span(f"({what} tại {label} kèm theo).", italic=True) if label else None
