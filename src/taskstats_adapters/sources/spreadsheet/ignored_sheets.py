"""Why a sheet of a workbook is not read, as the receipt says it."""

from __future__ import annotations

NO_DATA = "không phải trang tính dữ liệu"
"""A sheet with a chart, for one."""


def why_ignored(*, hidden: bool, empty: bool) -> str | None:
    """The reason, or None for a sheet that is read."""
    if hidden:
        return "trang tính ẩn"
    return "trang tính trống" if empty else None
