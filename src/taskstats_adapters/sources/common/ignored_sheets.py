"""Why a sheet of a workbook is not read, for the receipt."""

from __future__ import annotations

NO_DATA = "không phải trang tính dữ liệu"
"""Such as a chart sheet."""


def why_ignored(*, hidden: bool, empty: bool) -> str | None:
    """The reason, or None if the sheet is read."""
    if hidden:
        return "trang tính ẩn"
    return "trang tính trống" if empty else None
