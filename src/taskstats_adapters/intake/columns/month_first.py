"""Columns of texts with the month before the day: where some can be read in no other way, the others are in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set

from taskstats_adapters.contract.cells import BadCell, Cell
from taskstats_adapters.intake.columns.unsettled_days import UnsettledDays
from taskstats_adapters.intake.problems import Problem

_NUMBERS = re.compile(r"\s*(\d{1,2})([/.-])\d{1,2}\2\d{4}\b")


def month_first(
    columns: Mapping[str, Set[Cell | BadCell]], unsettled: UnsettledDays, place: Callable[[str], str]
) -> Iterator[Problem]:
    """A warning about the days of a list that were read with the day first, where others have the month first.

    `columns` has the distinct cells that were read. A column with a day above 12 in the first place has the day first;
    where one has, the columns that could be either are taken for the same.
    """
    wrong = {field: count for field in columns if (count := unsettled.month_first(place(field)))}
    if not wrong:
        return
    texts = {
        field: {cell: int(found[1]) for cell in cells if isinstance(cell, str) and (found := _NUMBERS.match(cell))}
        for field, cells in columns.items()
    }
    certain = {field for field, days in texts.items() if max(days.values(), default=0) > 12}
    doubtful = [
        field for field, days in texts.items() if days and field not in certain and (field in wrong or not certain)
    ]
    if doubtful:
        number = sum(len(texts[field]) for field in doubtful)
        message = (
            f"có {sum(wrong.values())} ô chỉ đọc được nếu tháng viết trước, không ô nào chỉ đọc được nếu ngày viết "
            f'trước: {number} ngày khác, như "{min(texts[doubtful[0]])}", đã đọc là ngày/tháng nên có thể bị đảo; hãy '
            "đổi cả cột trong Excel (Data > Text to Columns > Date: MDY), hoặc xuất lại theo ngày/tháng/năm"
        )
        yield Problem(code="W-SWAPPED", place=place(next(iter(wrong))), message=message)
