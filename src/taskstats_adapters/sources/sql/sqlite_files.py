"""Read-only connections to SQLite files, with limits on size and time, and the meaning of their errors."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
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

MOST_HEAP = 256 * 2**20
"""The most bytes that SQLite may use in this process, unless the process has set a limit itself.

A tiny view may sort or keep more rows than fit on a disk. They are kept in memory, and the limit is SQLite's own: it is
one for the whole process.
"""

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
    """A connection that cannot write, that no file can keep busy forever, and that leaves nothing beside the file."""
    connection = _opened(path.resolve())
    left = iter(range(MOST_STEPS // STEPS_AT_ONCE))
    connection.set_progress_handler(lambda: next(left, None) is None, STEPS_AT_ONCE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_ROW)
    connection.text_factory = _text
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    limit = connection.execute("PRAGMA hard_heap_limit").fetchone()
    if limit == (0,):  # older versions of SQLite have none
        connection.execute(f"PRAGMA hard_heap_limit = {MOST_HEAP}")
    return connection


def _opened(path: Path) -> sqlite3.Connection:
    """A read-only connection. In WAL mode SQLite would create a log (-wal) and its index (-shm) where it finds none."""
    uri, log, index = f"{path.as_uri()}?mode=ro", Path(f"{path}-wal"), Path(f"{path}-shm")
    if not _in_wal_mode(path) or (log.exists() and index.exists()):  # a program has it open
        return sqlite3.connect(uri, uri=True, timeout=PATIENCE)
    if not log.exists() or log.stat().st_size == 0:  # all that was written is in the file, and no program has it open
        return sqlite3.connect(f"{uri}&immutable=1", uri=True)
    if log.is_file():
        return _copied(path, log)
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE)


def _in_wal_mode(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\2\2"


def _copied(path: Path, log: Path) -> sqlite3.Connection:
    """A temporary database, which SQLite removes, with the content of a file and its log."""
    with tempfile.TemporaryDirectory(prefix="taskstats-") as folder:
        copy = Path(folder, "a.db")
        shutil.copyfile(path, copy)
        shutil.copyfile(log, f"{copy}-wal")
        connection = sqlite3.connect("")
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection)
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
