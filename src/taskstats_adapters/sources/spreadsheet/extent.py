"""The result of inspecting a sheet, before a reader allocates memory for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import attrs

from taskstats_adapters.contract import SERIALS_FROM, BadCell, SourceError, letters
from taskstats_adapters.sources.common.refusals import corrupt
from taskstats_adapters.sources.spreadsheet.merges import Merges

FROM_1904 = dt.date(1904, 1, 1)
"""Day 0 of workbooks that count as Excel for the Macintosh did."""

MOST = 500_000
"""The most cells of a sheet that are kept individually because the reader would misread them."""

Instead = Mapping[int, Mapping[int, BadCell | str]]
"""The cells that the reader would misread, with their content, by row (from 1) and column (from 0)."""


@attrs.define
class Extent:
    """How far a sheet's content reaches, and which cells are merged or misread. `where` names the file in errors.

    `lowest` and `rightmost` are the cells that reach furthest; `marked` has the rows that are hidden or struck.
    """

    where: str
    rows: int = 0
    columns: int = 0
    lowest: str = ""
    rightmost: str = ""
    instead: dict[int, dict[int, BadCell | str]] = attrs.field(factory=dict)
    listed: int = 0
    marked: dict[str, set[int]] = attrs.field(factory=dict)
    merges: Merges = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.merges = Merges(self.where)

    def reach(self, row: int, column: int, instead: BadCell | str | None = None) -> None:
        """Add a cell: its row from 1, its column from 0. Raises SourceError if more than MOST are misread."""
        if row > self.rows:
            self.rows, self.lowest = row, f"{letters(column)}{row}"
        if column >= self.columns:
            self.columns, self.rightmost = column + 1, f"{letters(column)}{row}"
        if instead is not None:
            self.instead.setdefault(row, {})[column] = instead
            self.listed += 1
            if self.listed > MOST:
                message = f"hơn {MOST} ô chưa được tính, có lỗi hoặc ghi sai cách; hãy mở bằng Excel rồi lưu lại"
                raise SourceError("E-FORMULA", self.where, message)

    def check(self, room: int) -> None:
        """Refuse a rectangle of more than `room` cells. Raises SourceError (E-STRAY)."""
        if self.rows * self.columns > room:
            stray = " và ".join(dict.fromkeys((self.lowest, self.rightmost)))
            raise SourceError(
                "E-STRAY",
                self.where,
                f"có ô lẻ ở rất xa, {stray}, làm vùng dữ liệu rộng {self.rows} hàng × {self.columns} cột;"
                " hãy xóa các hàng, cột trống ở ngoài danh sách rồi lưu lại",
            )


@attrs.frozen
class Inspected:
    """A workbook that was inspected: its archive packed anew, what was found by sheet, and day 0 of its serials."""

    packed: bytes = attrs.field(repr=False)
    sheets: Mapping[str, Extent]
    day_zero: dt.date = SERIALS_FROM


def by_sheet(where: str, extents: Mapping[str, Extent], names: Callable[[], Mapping[str, str]]) -> Mapping[str, Extent]:
    """The extents that the reader needs, by sheet name; `extents` has them by part, `names` has the name of each part.

    Raises SourceError (E-CORRUPT) for such a part that is not a sheet of the workbook.
    """
    needed = {
        part: extent for part, extent in extents.items() if extent.instead or extent.merges.found or extent.marked
    }
    named = names() if needed else {}
    if not needed.keys() <= named.keys():
        raise corrupt(where, "có trang tính không nằm trong danh sách trang tính của tệp")
    return {named[part]: extent for part, extent in needed.items()}
