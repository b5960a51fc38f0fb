"""A database opened for reading: its connections and its errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import attrs

from taskstats_adapters.contract import SourceError
from taskstats_adapters.sources.sql.sqlite_files import sqlite_fault

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SHARED = ("sqlite", "postgresql")
"""Engines with several open results per connection; with others, each table has its own connection."""


@attrs.define
class Database:
    """A database to read tables from. `where` names it without its password; messages never show `secrets`."""

    where: str
    engine: Engine = attrs.field(repr=False)
    secrets: tuple[str, ...] = attrs.field(default=(), repr=False)
    _shared: Connection | None = None
    _users: Counter[Connection] = attrs.field(factory=Counter)

    @contextmanager
    def connection(self, place: Callable[[], str] = str) -> Iterator[Connection]:
        """A connection, closed when its last user is done; `place` says how far reading has got.

        Raises SourceError for anything that the driver raises.
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
                self._shared = None  # PostgreSQL rejects further queries in a failed transaction
                raise
            finally:
                self._users[connection] -= 1
                if not self._users[connection]:
                    self._shared = None if connection is self._shared else self._shared
                    connection.close()
        except MemoryError:
            message = (
                "cần nhiều bộ nhớ hơn mức cho phép; hãy chọn bảng khác thay cho khung nhìn, hoặc chia nhỏ nội dung"
            )
            raise SourceError("E-SIZE", f"{self.where}, {place()}", message) from None
        except (SQLAlchemyError, ValueError, TypeError, ArithmeticError, OSError) as error:
            raise self._refusal(error, place(), connected) from None  # the traceback could show the password

    def _prepare(self, connection: Connection) -> None:
        engine = self.engine.dialect.name
        if engine in SHARED:
            self._shared = connection
        if engine == "postgresql":  # the text form of dates, and their time zone
            connection.exec_driver_sql("SET LOCAL datestyle = 'ISO'")
            connection.exec_driver_sql("SET LOCAL timezone = 'Asia/Ho_Chi_Minh'")

    def _refusal(self, error: Exception, place: str, connected: bool) -> SourceError:
        where = f"{self.where}, {place}" if place else self.where
        cause = getattr(error, "orig", None) or error
        if fault := sqlite_fault(cause, where):
            return fault
        said = " ".join(str(cause).split()) or type(cause).__name__
        if type(cause).__name__ == "NoSuchTableError":
            said = "không còn bảng này"
        if any(form in said for secret in self.secrets for form in (secret, quote(secret), quote(secret, safe=""))):
            said = "lời báo lỗi có chứa mật khẩu, nên không in ra"  # with the password taken out, it could be guessed
        if connected:
            advice = "hãy kiểm tra bảng, quyền và kết nối rồi chạy lại, hoặc chọn một bảng khác (sheet)"
            message = f"cơ sở dữ liệu báo lỗi ({said}); chưa tính dòng nào; {advice}"
        else:
            message = f"không kết nối được ({said}); hãy kiểm tra máy chủ, tên cơ sở dữ liệu, tài khoản và mật khẩu"
        return SourceError("E-UNREADABLE", where, message)
