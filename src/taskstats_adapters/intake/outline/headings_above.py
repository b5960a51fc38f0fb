"""The headings above a task: the agency and the state that they name, and how many tasks they say are below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from taskstats_adapters.intake.cells.agencies import Agencies
from taskstats_adapters.intake.cells.agency_words import is_group, is_no_body, may_be_agency
from taskstats_adapters.intake.cells.headings import UNLABELLED, Heading, is_note, read_heading
from taskstats_adapters.intake.cells.sections import section_claim
from taskstats_adapters.intake.cells.status_words import Claim
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.vietnamese.text import brief, fold

Said = tuple[str, Claim] | None
"""A heading, and the state of the tasks below it, if it names one."""


@attrs.define
class _Open:
    """A heading that the next row is below. `first` is how many tasks stand above it, `parts` its subheadings."""

    heading: Heading
    agency: str
    said: Said
    first: int
    place: str
    parts: int = 0
    instead: str = ""
    """The agency of the tasks below, where it may be its own name, or the one that `after` names."""
    after: str = ""


class HeadingsAbove:
    """The headings that the next row is below, from the outermost to the nearest.

    `agency` is the one that the nearest of them names (`named_above`), or else that of the sheet; `said` is the state
    that one of them names, or else the title of the list or sheet. `named` tells whether any of them, now or before,
    named an agency; `naming_none` is the first that did not. `rows` counts the tasks, read or rejected. `lead`: tasks
    have no agency of their own, so that the headings decide.
    """

    def __init__(self, agencies: Agencies, agency: str = "", title: str = "") -> None:
        self._agencies, self._base, self._base_said = agencies, agency, _said(title)
        self._open: list[_Open] = []
        self._summed, self._totals = 0, list[tuple[int, str]]()
        self._differing: list[tuple[_Open, int]] = []
        self._unclear: list[tuple[_Open, int]] = []
        self._ranks: set[int] = set()  # of headings that name agencies
        self.agency, self.said, self.rows = agency, self._base_said, 0
        self.named, self.naming_none, self.named_above, self.lead = bool(agency), "", "", False

    def enter(self, texts: Sequence[str], place: str) -> None:
        """Take a row that is a heading, or a note, which heads nothing; `texts` are its filled cells."""
        texts = [text for text in texts if any(map(str.isalnum, text))] or texts  # without a dash or star as a label
        heading = read_heading(texts)
        agency = self.agency_of(heading)
        if not agency and is_note(texts[0]):
            return
        if heading.again and self._goes_on(heading.name):
            return
        depth = self._depth(heading)
        after = next((left.agency for left in self._open[depth:] if left.agency), "")
        self._leave(depth)
        if self._open:
            self._open[-1].parts += 1
        self._open.append(_Open(heading, agency, _said(heading.text), self.rows, place))
        self._look()
        self.named = self.named or bool(agency)
        if agency:
            self._ranks.add(heading.rank)
        else:
            self.naming_none = self.naming_none or heading.name
            if heading.rank == UNLABELLED and (after or self._may_be_agency(heading.name)):
                self._open[-1].instead = self.agency if any(above.agency for above in self._open) else ""
                self._open[-1].after = after if is_no_body(heading.name) else ""

    def agency_of(self, heading: Heading) -> str:
        """The agency that a heading names. Among those with a label, a name beside agencies' may be one too."""
        name = self._agencies.named_by(heading)
        beside = heading.rank != UNLABELLED and heading.rank in self._ranks
        return name or (heading.name if beside and may_be_agency(heading.name) else "")

    def _may_be_agency(self, name: str) -> bool:
        return may_be_agency(name) if self._agencies.closed else not is_no_body(name)

    def _goes_on(self, name: str) -> bool:
        """Whether one of the open headings has this name; it becomes the nearest again."""
        for depth, above in enumerate(self._open):
            if fold(above.heading.name) == fold(name):
                self._leave(depth + 1)
                self._look()
                return True
        return False

    def total(self, number: int, place: str) -> None:
        """Take the sum of a list: of all of it, of what is below a heading, or of the rows since the last one."""
        above = {0, self._summed, *(heading.first for heading in self._open)}
        if number not in {self.rows - first for first in above}:
            self._totals.append((number, place))
        self._summed = self.rows

    def _depth(self, heading: Heading) -> int:
        """How many of the open headings stand above this one."""
        if heading.rank == UNLABELLED and is_group(heading.name):
            return 0
        capitals = heading.name.isupper()
        for depth, above in enumerate(self._open):
            labelled = above.heading.rank != UNLABELLED
            if heading.rank != UNLABELLED:
                ends = labelled and above.heading.rank >= heading.rank
            else:  # capitals stand above small letters
                ends = not labelled and (capitals or not above.heading.name.isupper())
            if ends:
                return depth
        return len(self._open)

    def _leave(self, depth: int) -> None:
        """Close the headings from this depth on, and compare the counts that they state."""
        for left in self._open[depth:]:
            below = self.rows - left.first
            if left.heading.count not in (None, below, *([] if left.heading.unit else [left.parts])):
                self._differing.append((left, below))
            if left.instead and below:
                self._unclear.append((left, below))
        del self._open[depth:]

    def _look(self) -> None:
        nearest = self._open[::-1]
        self.named_above = next((above.agency for above in nearest if above.agency), "")
        self.agency = self.named_above or self._base
        self.said = next((above.said for above in nearest if above.said), self._base_said)

    def warnings(self) -> Iterator[Problem]:
        """At the end of the list: headings and sums whose count is not that of the tasks, if it has any."""
        if not self.rows:
            return
        for number, place in self._totals:
            if number != self.rows:
                message = f"dòng cộng ghi {number} nhiệm vụ nhưng danh sách có {self.rows} dòng; hãy kiểm tra"
                yield Problem(code="W-COUNT", place=place, message=f"{message} xem có dòng nào thiếu hoặc thừa")
                break
        self._leave(0)
        self._look()
        if self._differing:
            yield self._differ()
        if self._unclear and self.lead:
            yield self._ask()
        self._differing.clear()
        self._unclear.clear()

    def _differ(self) -> Problem:
        first, below = self._differing[0]
        message = (
            f'nhóm "{brief(first.heading.text)}" ghi {first.heading.count} nhiệm vụ nhưng bên dưới có {below} dòng'
            f"{_and_others(self._differing)}; hãy kiểm tra xem có dòng nào thiếu, thừa hoặc đặt nhầm nhóm"
        )
        return Problem(code="W-COUNT", place=first.place, message=message)

    def _ask(self) -> Problem:
        """Whether headings without a label, below one that names an agency, are agencies too."""
        first, _ = self._unclear[0]
        name = brief(first.heading.name)
        agency = f'sửa tên nhóm: "Đơn vị: {name}"'
        if self._agencies.closed:
            agency = f'khai báo [[agencies]] name = "{name}"'
        cure = f"nếu là đơn vị, hãy {agency}; nếu không, hãy đánh số nhóm (a, b …)"
        if first.after:
            cure = f'nếu là của "{first.after}", hãy đánh số nhóm "{first.after}" như các nhóm đơn vị khác'
        message = (
            f'nhóm "{name}"{_and_others(self._unclear)} không có số thứ tự, không rõ thuộc đơn vị nào: '
            f"{sum(below for _, below in self._unclear)} nhiệm vụ bên dưới đang tính cho đơn vị ở nhóm phía trên "
            f'("{first.instead}"); {cure}'
        )
        return Problem(code="W-AGENCY", place=first.place, message=message)


def _and_others(headings: Sequence[tuple[_Open, int]]) -> str:
    return f" (và {len(headings) - 1} nhóm khác)" if len(headings) > 1 else ""


def _said(name: str) -> Said:
    found = section_claim(name)
    return (name, found) if found else None
