"""What intake reports: problems with their place, and rows that it ignored with the reason."""

from __future__ import annotations

import enum

import attrs


class Severity(enum.Enum):
    """An error rejects its row, or stops the sheet; a warning changes nothing."""

    ERROR = "error"
    WARNING = "warning"


@attrs.frozen(kw_only=True)
class Problem:
    """Something that a person must look at. `code` is stable; `message` is Vietnamese; `place` names the cell.

    `also` has the places of other rows that it is about: those that share an id with this one.
    """

    code: str
    place: str
    message: str
    also: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """Told by the code: E-… or W-…."""
        return Severity.WARNING if self.code.startswith("W-") else Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.message}  [{self.code}]"


class CellError(ValueError):
    """A cell that cannot be read: what a problem says of it, in Vietnamese, and the problem's code."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class Reason(enum.Enum):
    """Why a row was ignored; the value is its Vietnamese name."""

    TITLE = "dòng tên biểu phía trên tiêu đề"
    HEADER = "dòng tiêu đề cột"
    COLUMN_NUMBERS = "dòng đánh số cột"
    BLANK = "dòng trống"
    SECTION = "dòng nhóm hoặc ghi chú"
    TOTAL = "dòng cộng"
    DUPLICATE = "dòng trùng lặp hoàn toàn"
    SUPERSEDED = "dòng cũ của nhiệm vụ đã cập nhật ở dòng khác"


@attrs.frozen
class Ignored:
    """A row that is no task."""

    place: str
    reason: Reason


@attrs.frozen
class IgnoredSheet:
    """A sheet, or a file of a folder, that is no task list; `reason` is Vietnamese."""

    name: str
    reason: str
