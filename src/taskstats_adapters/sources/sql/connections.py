"""A database opened for reading only, from a URL or an SQLite file, and what it says when it fails."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import attrs

from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.file_types import NAMES, kind_of
from taskstats_adapters.sources.common.files import load

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

SHARED = ("sqlite", "postgresql")
"""The engines that give several results at once over one connection; with the others each table has its own."""

LONGEST_TEXT = 2**17
"""Bytes of one text of an SQLite file; Excel keeps 32,767 characters in a cell."""

LARGEST_ROW = 16 * 2**20
"""Bytes of one row of an SQLite file, or of one cell: a view of a few bytes can give cells of a gigabyte."""

PATIENCE = 5.0
"""Seconds to wait for a program that has locked an SQLite file."""

MOST_STEPS, STEPS_AT_ONCE = 10**9, 10**6
"""Steps of SQLite over one connection. A million rows of nine columns take 11 million; a view can go on for ever."""

_START = b"SQLite format 3\0"
_SCHEME = re.compile(r"([a-z][a-z0-9]+)((?:\+\w+)?://.*)", re.IGNORECASE | re.DOTALL)
_UNFINISHED = "tệp còn dở một lần ghi, hoặc ở thư mục không ghi được; hãy mở rồi đóng bằng chương trình của nó"
_SQLITE_FAULTS = {
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
    """A text of an SQLite file that cannot be taken as it is: not in UTF-8, or far too long."""

    code: str


@attrs.define
class Database:
    """Where tables are read from. `where` names it without its password; `secrets` never stand in a message."""

    where: str
    engine: Engine = attrs.field(repr=False)
    secrets: tuple[str, ...] = attrs.field(default=(), repr=False)
    _shared: Connection | None = None
    _users: Counter[Connection] = attrs.field(factory=Counter)

    @contextmanager
    def connection(self, place: Callable[[], str] = str) -> Iterator[Connection]:
        """A connection, closed when its last user leaves; `place` says how far the reading has come.

        Raises SourceError for whatever the driver raises.
        """
        from sqlalchemy.exc import SQLAlchemyError

        connected = False
        try:
            connection = self._shared or self.engine.connect()
            connected = True
            self._users[connection] += 1
            try:
                if connection is not self._shared:
                    self._prepare(connection)
                yield connection
            except Exception:
                self._shared = None  # PostgreSQL answers nobody any more in a transaction that has failed
                raise
            finally:
                self._users[connection] -= 1
                if not self._users[connection]:
                    self._shared = None if connection is self._shared else self._shared
                    connection.close()
        except MemoryError:
            message = "có dòng lớn hơn bộ nhớ; hãy chọn bảng khác, hoặc chia nhỏ nội dung"
            raise SourceError("E-SIZE", f"{self.where}, {place()}", message) from None
        except (SQLAlchemyError, ValueError, TypeError, ArithmeticError, OSError) as error:
            raise self._refusal(error, place(), connected) from None  # whose traceback could show the password

    def _prepare(self, connection: Connection) -> None:
        engine = self.engine.dialect.name
        if engine in SHARED:
            self._shared = connection
        if engine == "postgresql":  # how days are written, and in whose time
            connection.exec_driver_sql("SET LOCAL datestyle = 'ISO'")
            connection.exec_driver_sql("SET LOCAL timezone = 'Asia/Ho_Chi_Minh'")

    def _refusal(self, error: Exception, place: str, connected: bool) -> SourceError:
        where = f"{self.where}, {place}" if place else self.where
        cause = getattr(error, "orig", None) or error
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code in _SQLITE_FAULTS:
            return SourceError(_SQLITE_FAULTS[code][0], where, _SQLITE_FAULTS[code][1])
        said = " ".join(str(cause).split()) or type(cause).__name__
        if type(cause).__name__ == "NoSuchTableError":
            said = "không còn bảng này"
        for secret in self.secrets:
            said = said.replace(secret, "***")
        if connected:
            advice = "hãy kiểm tra bảng, quyền và kết nối rồi chạy lại, hoặc chọn một bảng khác (sheet)"
            message = f"cơ sở dữ liệu báo lỗi ({said}); chưa tính dòng nào; {advice}"
        else:
            message = f"không kết nối được ({said}); hãy kiểm tra máy chủ, tên cơ sở dữ liệu, tài khoản và mật khẩu"
        return SourceError("E-UNREADABLE", where, message)


def open_database(origin: str) -> Database:
    """The database of a SQLAlchemy URL or the SQLite file of a path. Raises SourceError; connects only when read."""
    scheme = _SCHEME.fullmatch(origin)
    if scheme is None:
        return _sqlite(origin)
    if scheme[1].lower() != "sqlite":
        return _server(_url(scheme[1].lower(), scheme[2]))
    path = unquote(scheme[2].partition(":///")[2])
    if path in ("", ":memory:") or "?" in scheme[2]:
        message = "địa chỉ SQLite chỉ gồm đường dẫn của tệp, ví dụ sqlite:///nhiem-vu.db"
        raise SourceError("E-MISSING", f"{scheme[1]}://", message)
    return _sqlite(path)


def _url(scheme: str, rest: str) -> URL:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    with suppress(ArgumentError, ValueError):
        url = make_url(scheme + rest)
        if "@" not in (url.host or ""):
            return url
    message = (
        "địa chỉ cơ sở dữ liệu viết sai; hãy viết như postgresql://tài-khoản:mật-khẩu@máy-chủ:5432/tên, "
        "các ký tự @ : / trong mật khẩu viết thành %40 %3A %2F"
    )
    raise SourceError("E-UNREADABLE", f"{scheme}://…", message)


# -- servers --------------------------------------------------------------------------------------


def _server(url: URL) -> Database:
    from sqlalchemy import URL, NullPool, create_engine
    from sqlalchemy.exc import NoSuchModuleError

    # Without its password, and without its options, which may hold another.
    shown = URL.create(url.drivername, url.username, None, url.host, url.port, url.database).render_as_string()
    hidden = (value for key, value in url.query.items() if "pass" in key.lower() and isinstance(value, str))
    secrets = tuple(str(secret) for secret in (url.password, *hidden) if secret)
    if url.drivername == "postgresql":
        settings = {"connect_timeout": "15", "client_encoding": "utf8", **url.query}
        url = url.set(drivername="postgresql+psycopg", query=settings)
    try:
        # A transaction that cannot write, where the engine has such a thing; other engines pass over the option.
        engine = create_engine(url, poolclass=NullPool, execution_options={"postgresql_readonly": True})
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            raise  # the registry has the install line
        missing = f"thiếu thư viện {error.name}"
    except NoSuchModuleError:
        missing = f"SQLAlchemy không có {url.drivername}"
    else:
        return Database(shown, engine, secrets)
    advice = "hãy cài thư viện đó, hoặc nêu thư viện đã có trong địa chỉ, ví dụ mysql+pymysql://…"
    raise SourceError("E-LIBRARY", shown, f"{missing} để nối với cơ sở dữ liệu; {advice}")


# -- SQLite ---------------------------------------------------------------------------------------


def _sqlite(origin: str) -> Database:
    from sqlalchemy import NullPool, create_engine

    path, where, start = Path(origin), Path(origin).name, b""
    if path.is_file():
        with suppress(OSError), path.open("rb") as file:
            start = file.read(2**20)
    if not start.startswith(_START):
        kind = kind_of(start or load(origin))  # which says why there is nothing to read
        message = f"tệp này là {NAMES[kind]}, không phải cơ sở dữ liệu SQLite, hoặc đã bị mã hóa"
        raise SourceError("E-FORMAT", where, f"{message}; hãy đổi đuôi tệp cho đúng loại, hoặc xin bản không mã hóa")
    engine = create_engine("sqlite://", creator=lambda: _connect(path), poolclass=NullPool)
    database = Database(where, engine)
    with database.connection() as connection:
        # Without it a damaged page can lack rows that nobody misses.
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            code, message = _SQLITE_FAULTS[sqlite3.SQLITE_CORRUPT]
            raise SourceError(code, where, message)
    return database


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, and that a file made to do harm cannot keep busy for ever."""
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
