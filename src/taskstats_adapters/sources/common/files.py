"""Opening a file that somebody sent: what can go wrong before its first byte is understood."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import BinaryIO

from taskstats_adapters.errors import SourceError
from taskstats_adapters.vietnamese.reasons import why

LARGEST = 512 * 2**20
"""No list of tasks is larger, in bytes; a million rows of twelve columns are a tenth of it as .xlsx, half as .csv."""


def load(origin: str) -> bytes:
    """The bytes of the file at `origin`. Raises SourceError as `opened` does."""
    with opened(origin) as file:
        try:
            return file.read()
        except OSError as error:
            raise unreadable(error, Path(origin).name) from error


def opened(origin: str) -> BinaryIO:
    """The file at `origin`, opened. Raises SourceError; a device or a pipe is refused without being opened."""
    where = Path(origin).name or origin
    try:
        about = Path(origin).stat()
        if stat.S_ISDIR(about.st_mode):
            raise SourceError("E-UNREADABLE", where, "đây là thư mục; hãy chỉ ra tệp danh sách ở trong đó")
        if not stat.S_ISREG(about.st_mode):
            raise SourceError("E-UNREADABLE", where, "đây là thiết bị hoặc đường ống, không phải tệp thường")
        if about.st_size == 0:
            raise SourceError("E-EMPTY", where, "tệp rỗng (0 byte); hãy xuất hoặc tải lại tệp")
        if about.st_size > LARGEST:
            size = f"{about.st_size >> 20} MB, tối đa {LARGEST >> 20} MB"
            raise SourceError("E-SIZE", where, f"tệp quá lớn ({size}); hãy chia nhỏ danh sách")
        return Path(origin).open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(error, where) from error


def standard_input(where: str) -> bytes:
    """The bytes of standard input, to its end. Raises SourceError."""
    data = sys.stdin.buffer.read(LARGEST + 1)
    if not data:
        raise SourceError("E-EMPTY", where, "không có dữ liệu nào (0 byte); hãy kiểm tra lệnh đứng trước")
    if len(data) > LARGEST:
        raise SourceError("E-SIZE", where, f"dữ liệu quá lớn (hơn {LARGEST >> 20} MB); hãy chia nhỏ danh sách")
    return data


def unreadable(error: OSError | ValueError, where: str) -> SourceError:
    """What the operating system said, as the office can use it."""
    if isinstance(error, PermissionError):
        return SourceError("E-UNREADABLE", where, "không có quyền đọc tệp; hãy đóng tệp nếu đang mở hoặc xin quyền")
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return SourceError("E-MISSING", where, "không tìm thấy tệp; hãy kiểm tra lại tên và thư mục")
    return SourceError("E-UNREADABLE", where, f"không đọc được tệp: {why(error)}")
