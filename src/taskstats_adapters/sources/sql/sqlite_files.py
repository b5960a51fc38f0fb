"""Read-only connections to SQLite files, with limits on size and time, and the meaning of their errors."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from taskstats_adapters.contract import SourceError

LONGEST_TEXT = 2**17
"""The most bytes of a text in an SQLite file. An Excel cell has up to 32,767 characters."""

LARGEST_ROW = 16 * 2**20
"""The most bytes of a row or cell in an SQLite file: a tiny view can produce cells of a gigabyte."""

PATIENCE = 5.0
"""Seconds to wait while another program has locked the SQLite file."""

MOST_STEPS, STEPS_AT_ONCE = 10**9, 10**6
"""The most SQLite steps per connection. A million rows of nine columns take 11 million; a view may be endless."""

_UNFINISHED = "tệp còn dở một lần ghi, hoặc ở thư mục không ghi được; hãy mở rồi đóng bằng chương trình của nó"
_FAULTS = {
    sqlite3.SQLITE_BUSY: ("E-UNREADABLE", "đang bị chương trình khác khóa; hãy đóng chương trình đó rồi chạy lại"),
    sqlite3.SQLITE_READONLY: ("E-UNREADABLE", _UNFINISHED),
    sqlite3.SQLITE_CANTOPEN: ("E-UNREADABLE", _UNFINISHED),
    sqlite3.SQLITE_CORRUPT: ("E-CORRUPT", "tệp bị hỏng hoặc bị cắt cụt; hãy sao chép lại tệp, hoặc dùng bản sao lưu"),
    sqlite3.SQLITE_NOTADB: ("E-CORRUPT", "tệp bị hỏng hoặc đã bị mã hóa; hãy xin bản không đặt mật khẩu"),
    sqlite3.SQLITE_TOOBIG: (
        "E-CELL-SIZE",
        f"có dòng lớn hơn {LARGEST_ROW >> 20} MB; hãy bỏ tệp đính kèm, hoặc chọn bảng khác",
    ),
    sqlite3.SQLITE_INTERRUPT: ("E-SIZE", "bảng hoặc khung nhìn này đọc mãi không hết; hãy sửa lại hoặc chọn bảng khác"),
}


class Damaged(str):
    """A text in an SQLite file that is not UTF-8, or is far too long; `code` says which."""

    code: str


def connect(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, and that no file can keep busy forever."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
    left = iter(range(MOST_STEPS // STEPS_AT_ONCE))
    connection.set_progress_handler(lambda: next(left, None) is None, STEPS_AT_ONCE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_ROW)
    connection.text_factory = _text
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _text(content: bytes) -> str:
    try:
        if len(content) <= LONGEST_TEXT:
            return content.decode()
        damaged, code = Damaged(f"{content[:60].decode(errors='replace')}…"), "E-CELL-SIZE"
    except UnicodeDecodeError:
        damaged, code = Damaged(content.decode(errors="backslashreplace")), "E-ENCODING"
    damaged.code = code
    return damaged


def sqlite_fault(error: BaseException, where: str) -> SourceError | None:
    """The error for the office, if the SQLite error is a known one."""
    known = _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return SourceError(known[0], where, known[1]) if known else None


def corrupt_database(where: str) -> SourceError:
    """A damaged SQLite file (E-CORRUPT)."""
    code, message = _FAULTS[sqlite3.SQLITE_CORRUPT]
    return SourceError(code, where, message)
