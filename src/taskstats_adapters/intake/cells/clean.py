"""Cells as intake works with them: each is cleaned once, before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from taskstats_adapters.contract.cells import MERGED, BadCell, Cell, Row, is_merged, shown
from taskstats_adapters.vietnamese.text import brief, clean

CleanCell = Cell | BadCell
"""None where the cell is blank; texts are clean and never empty; everything else is as the source gave it."""

CleanRow = Sequence[CleanCell]


class CellError(ValueError):
    """A cell that cannot be read: the Vietnamese message and the code of the problem."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def clean_cell(cell: Cell | BadCell) -> CleanCell:
    """The cell with its text clean (`vietnamese.text.clean`); None where nothing is left of it."""
    if isinstance(cell, str):
        return clean(cell) or None
    if isinstance(cell, BadCell):
        return attrs.evolve(cell, shown=clean(cell.shown))
    return cell


def clean_row(row: Row) -> CleanRow:
    """Every cell of the row, clean."""
    return [clean_cell(cell) for cell in row]


def clean_rows(rows: Iterable[Row]) -> Sequence[CleanRow]:
    """Every row, clean."""
    return [clean_row(row) for row in rows]


def text_of(cell: CleanCell) -> str:
    """What a clean cell shows; empty where it is blank."""
    if cell is None:
        return ""
    if isinstance(cell, BadCell):
        return cell.shown
    return cell if isinstance(cell, str) else shown(cell)


def has_own(cell: CleanCell) -> bool:
    """Whether a cell has content of its own: it is neither blank nor merged with the one above."""
    return cell is not None and not is_merged(cell)


def no_value(cell: BadCell) -> str:
    """What to tell the office about a clean cell whose value the file does not give."""
    return f'"{brief(cell.shown)}": {_NO_VALUE.get(cell.code, _UNKNOWN)}'


_UNKNOWN = "tệp không cho biết giá trị của ô này; hãy sửa ô cho có giá trị rồi lưu"
_NO_VALUE: Mapping[str, str] = {
    MERGED: "ô này gộp với ô ở trên; hãy bỏ gộp rồi ghi giá trị vào từng dòng",
    "E-FORMULA": "công thức hoặc trường này chưa được tính; hãy mở tệp, tính lại rồi lưu",
    "E-CELL-ERROR": "công thức báo lỗi; hãy mở tệp, sửa công thức hoặc ghi giá trị rồi lưu",
    "E-PICTURE": "ô chỉ có hình, không có chữ; hãy ghi giá trị bằng chữ",
    "E-CHOICE": "ô chọn chưa chọn giá trị nào; hãy chọn hoặc ghi giá trị (không có thì ghi dấu -) rồi lưu",
    "E-NESTED": "ô chứa nhiều giá trị hoặc bảng lồng nhau, không phải một giá trị; hãy ghi mỗi ô một giá trị",
    "E-NUMBER": "số có quá nhiều chữ số, không đọc được; hãy ghi giá trị đúng",
    "E-CELL-SIZE": "ô có quá nhiều chữ, không đọc được; hãy rút ngắn",
    "E-BINARY": "cột chứa dữ liệu nhị phân, không phải văn bản; hãy chọn cột khác hoặc đổi sang văn bản",
    "E-ENCODING": "chữ không theo đúng bảng mã của cơ sở dữ liệu; hãy ghi lại giá trị này",
}
"""What is wrong with a cell and what to do, by the code that its source gave it."""
