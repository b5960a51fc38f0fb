"""Opens the database of an origin: a SQLAlchemy URL or an SQLite file."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from taskstats_adapters.contract import SourceError
from taskstats_adapters.contract.file_types import DATABASE, NAMES, kind_of
from taskstats_adapters.sources.common.files import load
from taskstats_adapters.sources.sql.database import Database
from taskstats_adapters.sources.sql.sqlite_files import connect, corrupt_database

if TYPE_CHECKING:
    from sqlalchemy import URL

_SCHEME = re.compile(r"([a-z][a-z0-9]+)((?:\+\w+)?://.*)", re.IGNORECASE | re.DOTALL)


def open_database(origin: str) -> Database:
    """The database at a SQLAlchemy URL or in an SQLite file; does not contact a server yet. Raises SourceError."""
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


def _server(url: URL) -> Database:
    from sqlalchemy import URL, NullPool, create_engine
    from sqlalchemy.exc import NoSuchModuleError

    # Without its password and its options, which may hold another password.
    shown = URL.create(url.drivername, url.username, None, url.host, url.port, url.database).render_as_string()
    hidden = (value for key, value in url.query.items() if "pass" in key.lower() and isinstance(value, str))
    secrets = tuple(str(secret) for secret in (url.password, *hidden) if secret)
    if url.drivername == "postgresql":
        settings = {"connect_timeout": "15", "client_encoding": "utf8", **url.query}
        url = url.set(drivername="postgresql+psycopg", query=settings)
    try:
        # Read-only transactions; only PostgreSQL has this option, other engines ignore it.
        engine = create_engine(url, poolclass=NullPool, execution_options={"postgresql_readonly": True})
    except ModuleNotFoundError as error:
        if error.name == "psycopg":
            raise  # the registry says how to install it
        missing = f"thiếu thư viện {error.name}"
    except NoSuchModuleError:
        missing = f"SQLAlchemy không có {url.drivername}"
    else:
        return Database(shown, engine, secrets)
    advice = "hãy cài thư viện đó, hoặc nêu thư viện đã có trong địa chỉ, ví dụ mysql+pymysql://…"
    raise SourceError("E-LIBRARY", shown, f"{missing} để nối với cơ sở dữ liệu; {advice}")


def _sqlite(origin: str) -> Database:
    from sqlalchemy import NullPool, create_engine

    path, where, start = Path(origin), Path(origin).name, b""
    if path.is_file():
        with suppress(OSError), path.open("rb") as file:
            start = file.read(2**20)
    if not start.startswith(DATABASE):
        kind = kind_of(start or load(origin))  # load raises the reason if there is nothing to read
        message = f"tệp này là {NAMES[kind]}, không phải cơ sở dữ liệu SQLite, hoặc đã bị mã hóa"
        raise SourceError("E-FORMAT", where, f"{message}; hãy đổi đuôi tệp cho đúng loại, hoặc xin bản không mã hóa")
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    database = Database(where, engine)
    with database.connection() as connection:
        # Without this check, rows of a damaged page could be missing unnoticed.
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise corrupt_database(where)
    return database
