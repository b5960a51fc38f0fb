"""What a cell shows: the text that the office sees in it, whatever a source made of it."""

from __future__ import annotations

import datetime as dt

from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.text import clean


def is_blank(value: Cell | BadCell) -> bool:
    """Whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not clean(value))


def shown(value: Cell | BadCell) -> str:
    """A cell's content as the office sees it: days first, whole numbers without a decimal point."""
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return ""
    if isinstance(value, BadCell):
        return clean(value.shown)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
    if isinstance(value, dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int) and value.bit_length() > 10_000:
        return hex(value)  # more digits than Python prints
    return str(value)


def no_value(cell: BadCell) -> str:
    """What to tell the office about a cell whose value the file does not give."""
    return f'"{clean(cell.shown)}": công thức chưa được tính hoặc báo lỗi; hãy mở tệp, sửa ô này cho có giá trị rồi lưu'
