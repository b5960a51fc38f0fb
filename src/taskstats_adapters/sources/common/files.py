"""Opens files from outside, and reports what can go wrong before their content is parsed."""

from __future__ import annotations

import io
import stat
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from taskstats_adapters.contract import SourceError
from taskstats_adapters.contract.file_types import LARGEST
from taskstats_adapters.vietnamese.reasons import NO_REGULAR_FILE, why


def load(origin: str) -> bytes:
    """The bytes of the file at `origin`. Raises what `opened` raises."""
    with opened(origin) as file:
        return read(file, Path(origin).name)


def opened(origin: str) -> BinaryIO:
    """Open the file at `origin`. Raises SourceError; a device or a pipe is refused without opening it."""
    where = Path(origin).name or origin
    try:
        about = Path(origin).stat()
        if stat.S_ISDIR(about.st_mode):
            raise SourceError("E-UNREADABLE", where, "đây là thư mục; hãy chỉ ra tệp danh sách ở trong đó")
        if not stat.S_ISREG(about.st_mode):
            raise SourceError("E-UNREADABLE", where, NO_REGULAR_FILE)
        if about.st_size == 0:
            raise SourceError("E-EMPTY", where, "tệp rỗng (0 byte); hãy xuất hoặc tải lại tệp")
        if about.st_size > LARGEST:
            size = f"{about.st_size >> 20} MB, tối đa {LARGEST >> 20} MB"
            raise SourceError("E-SIZE", where, f"tệp quá lớn ({size}); hãy chia nhỏ danh sách")
        return Path(origin).open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(error, where) from error


def opener(origin: str) -> Callable[[], BinaryIO]:
    """A function that opens a text from its start, any number of times: a file, or "-" (standard input, read once).

    Raises SourceError.
    """
    return partial(io.BytesIO, _standard_input(origin)) if origin == "-" else partial(opened, origin)


def read(file: BinaryIO, where: str, size: int = -1) -> bytes:
    """Up to `size` bytes of an open file, by default all. Raises SourceError."""
    try:
        return file.read(size)
    except OSError as error:
        raise unreadable(error, where) from error


def unreadable(error: OSError | ValueError, where: str) -> SourceError:
    """The operating system's error, in the office's words."""
    if isinstance(error, PermissionError):
        return SourceError("E-UNREADABLE", where, "không có quyền đọc tệp; hãy đóng tệp nếu đang mở hoặc xin quyền")
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return SourceError("E-MISSING", where, "không tìm thấy tệp; hãy kiểm tra lại tên và thư mục")
    return SourceError("E-UNREADABLE", where, f"không đọc được tệp: {why(error)}")


def _standard_input(where: str) -> bytes:
    if sys.stdin is None:
        message = "đầu vào chuẩn đã đóng; hãy nối lệnh xuất danh sách vào, hoặc ghi tên tệp"
        raise SourceError("E-UNREADABLE", where, message)
    data = read(sys.stdin.buffer, where, LARGEST + 1)
    if not data:
        raise SourceError("E-EMPTY", where, "không có dữ liệu nào (0 byte); hãy kiểm tra lệnh đứng trước")
    if len(data) > LARGEST:
        raise SourceError("E-SIZE", where, f"dữ liệu quá lớn (hơn {LARGEST >> 20} MB); hãy chia nhỏ danh sách")
    return data
