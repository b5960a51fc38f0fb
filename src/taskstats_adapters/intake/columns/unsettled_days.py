"""Cells that are no day until the profile or the office says what they mean: told once a kind, with the cure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

import attrs

from taskstats_adapters.intake.cells.dates import DayReader
from taskstats_adapters.intake.cells.no_days import SAID, Doubt, Fault
from taskstats_adapters.intake.columns.proposals import pass_over
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.office.profile import Epochs


@attrs.define
class _Cells:
    """The cells of one kind: the places, and what is wrong with each."""

    places: list[str] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)

    def without(self, places: Set[str]) -> _Cells:
        """Those that are at other places."""
        left = [pair for pair in zip(self.places, self.faults, strict=True) if pair[0] not in places]
        return _Cells([place for place, _ in left], [fault for _, fault in left])


class UnsettledDays:
    """The cells of all lists that are no day and of a known kind. `days` read them.

    `unread` has the columns that the profile passes over, for the cures that name one more.
    """

    def __init__(self, days: DayReader, unread: Sequence[str] = ()) -> None:
        self.days, self._unread = days, unread
        self._cells: dict[tuple[Doubt, str], _Cells] = {}

    def add(self, fault: Fault, place: str, column: str) -> None:
        """Note a cell, by its place, and that of its column: what the profile cannot settle is told by column."""
        for doubt in fault.doubts:
            kind = doubt, "" if doubt in _SETTLED else column
            cells = self._cells.setdefault(kind, _Cells())
            cells.places.append(place)
            cells.faults.append(fault)

    def month_first(self, column: str) -> int:
        """How many cells of a column can only be read with the month first."""
        cells = self._cells.get((Doubt.MONTH_FIRST, column))
        return len(cells.places) if cells else 0

    def problems(self, mended: Set[str] = frozenset()) -> Iterator[Problem]:
        """Each kind once, at its first cell; `also` has the others. Nothing is said of the cells that were mended."""
        for (doubt, _), found in self._cells.items():
            cells = found.without(mended) if mended else found
            if not cells.places:
                continue
            first, *others = cells.places
            written = Counter(fault.written for fault in cells.faults)
            cure = self._cure(doubt, [text for text, _ in written.most_common(_LISTED)], cells.faults[0].header)
            if others:
                quoted = ", ".join(f'"{text}" ({times})' for text, times in written.most_common(_QUOTED))
                message = f"từ ô này có {len(cells.places)} ô như {quoted} {SAID[doubt]}; {cure}"
            elif doubt is Doubt.MONTH_FIRST:
                message = cells.faults[0].message
            else:
                message = f'"{cells.faults[0].written}" {SAID[doubt]}; {cure}'
            yield Problem(code=cells.faults[0].code, place=first, message=message, also=tuple(others))

    def _cure(self, doubt: Doubt, written: Iterable[str], header: str) -> str:
        """What to do: the line of the profile holds what it has already, too."""
        settings, example = self.days.settings, self.days.example
        match doubt:
            case Doubt.BLANK:
                zero = " (số 0 thường do công thức lấy từ ô trống)" if _ZEROS.intersection(written) else ""
                return f"nếu nghĩa là ô trống{zero}, {_line('blank', [*settings.blank, *written])}"
            case Doubt.NO_DEADLINE:
                line = _line("no_deadline", [*settings.no_deadline, *written])
                return f"hãy ghi ngày; nếu nghĩa là không có thời hạn, {line}"
            case Doubt.PERIOD:
                return f"hãy ghi ngày; nếu lấy ngày cuối của khoảng thời gian đó, {_line('periods', 'last-day')}"
            case Doubt.NO_YEAR if self.days.year:
                return f"hãy ghi đủ năm; nếu đều là năm {self.days.year}, {_line('year', self.days.year)}"
            case Doubt.NO_YEAR:
                return "hãy ghi đủ năm; nếu đều cùng một năm, hãy ghi [dates] year = … (năm đó) vào hồ sơ"
            case Doubt.SECONDS | Doubt.MILLISECONDS if settings.epochs is Epochs.REJECT:
                return _line("epochs", doubt.name.lower())
            case Doubt.SPAN:
                return f"hãy ghi một ngày, ngày cuối của khoảng đó, ví dụ {example}"
            case Doubt.DURATION:
                return f"hãy ghi ngày đến hạn (ngày giao cộng thời gian đó), ví dụ {example}"
            case Doubt.SHORT_YEAR:
                return f"hãy ghi đủ bốn chữ số, ví dụ {example}"
            case Doubt.DONE_IN_TEXT:
                line = "hãy ghi [intake] completed_in_text = true vào hồ sơ"
                return f"hãy ghi ngày hoàn thành; nếu đó là ngày hoàn thành, {line}"
            case Doubt.NOT_GRANTED:
                line = pass_over(self._unread, header)
                return f'hãy ghi "Đã duyệt" hoặc "Không duyệt"; nếu mọi hạn mới đều đã được duyệt, {line}'
            case Doubt.ASKED:
                return 'nếu chưa được gia hạn, hãy bỏ phần đó; nếu đã được, hãy ghi "gia hạn đến" và hạn mới'
            case Doubt.MONTH_FIRST:
                return "hãy ghi ngày trước, tháng sau; đổi cả cột trong Excel: Data > Text to Columns > Date: MDY"
            case _:
                return f"hãy ghi ngày/tháng/năm, ví dụ {example}"


def _line(key: str, value: object) -> str:
    if isinstance(value, list):
        value = list(dict.fromkeys(value))
    return f"hãy ghi [dates] {key} = {json.dumps(value, ensure_ascii=False)} vào hồ sơ"  # JSON of these is TOML


_SETTLED = frozenset(
    (Doubt.BLANK, Doubt.NO_DEADLINE, Doubt.PERIOD, Doubt.NO_YEAR, Doubt.SECONDS, Doubt.MILLISECONDS, Doubt.DONE_IN_TEXT)
)
_QUOTED, _LISTED = 5, 20
_ZEROS = frozenset(("0", "00:00:00", "0:00:00", "00:00", "0:00"))
