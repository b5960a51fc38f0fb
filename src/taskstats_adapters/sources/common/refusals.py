"""Errors that several sources raise; each says what was found in a file and what to do."""

from __future__ import annotations

from taskstats_adapters.contract import SourceError
from taskstats_adapters.contract.file_types import MEANT, NAMES


def corrupt(where: str, what: str) -> SourceError:
    """A damaged file (E-CORRUPT)."""
    return SourceError("E-CORRUPT", where, f"{what}; hãy mở bằng Word, Excel, LibreOffice rồi lưu lại, hoặc tải lại")


def cut_off(where: str, suffix: str) -> SourceError:
    """A file with nothing left but its container (E-CORRUPT)."""
    return corrupt(where, f"tệp {suffix} bị hỏng hoặc bị cắt cụt")


def bomb(where: str, what: str) -> SourceError:
    """A file that would grow far beyond any legitimate one when it is read (E-BOMB)."""
    return SourceError("E-BOMB", where, f"{what}; đây là bom nén, không phải danh sách, đừng mở tệp này")


def password(where: str) -> SourceError:
    """A password-protected file (E-PASSWORD)."""
    return SourceError("E-PASSWORD", where, "tệp được bảo vệ bằng mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại")


def wrong_kind(where: str, kind: str, wanted: str, advice: str) -> SourceError:
    """A file of a different kind (E-FORMAT); `meant` names the source that reads it, if there is one."""
    message = f"tệp này thực ra là {NAMES[kind]}, không phải {wanted}; {advice}"
    return SourceError("E-FORMAT", where, message, meant=MEANT.get(kind))
