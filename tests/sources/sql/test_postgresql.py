"""Tables of a real PostgreSQL server, which these tests start themselves: `pytest -m postgresql`."""

import datetime as dt
import math
import os
import shutil
import socket
import subprocess
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import attrs
import psycopg
import pytest
from psycopg import sql

from taskstats_adapters.api import read_tasks
from taskstats_adapters.contract import BadCell, Cell, Sheet, Source, SourceError
from taskstats_adapters.office.profile import Profile, Reading
from taskstats_adapters.plugins.discovery import registry
from taskstats_adapters.sources.sql.source import SOURCE
from taskstats_adapters.testing.sources import Sample, SourceContract

pytestmark = pytest.mark.postgresql

PASSWORD = "bí-mật:1/2@3"
WRITTEN = "b%C3%AD-m%E1%BA%ADt%3A1%2F2%403"


@attrs.frozen
class Server:
    port: int

    def url(self, user: str = "lan", password: str = WRITTEN, database: str = "so_lieu") -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def connect(self, database: str = "so_lieu") -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="lan", password=PASSWORD, dbname=database, autocommit=True
        )

    def run(self, *statements: str) -> None:
        with closing(self.connect()) as connection:
            for statement in statements:
                connection.execute(statement)

    def connections(self) -> int:
        with closing(self.connect()) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'so_lieu' AND pid <> pg_backend_pid()"
            ).fetchone()
            assert row is not None
            count: int = row[0]
            return count

    def left_alone(self) -> bool:
        """Whether no connection is left; the server takes a moment to notice."""
        for _ in range(200):
            if not self.connections():
                return True
            time.sleep(0.025)
        return False


def program(name: str) -> str:
    """The path of one of the server's programs, which Debian does not put on the PATH."""
    found = [*map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    return max(found, default=shutil.which(name) or name, key=lambda path: [len(path), path])


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A private server in a temporary directory, for localhost only, stopped and removed at the end."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL does not run as root
    with tempfile.TemporaryDirectory(prefix="taskstats-pg-", dir="/tmp") as directory:
        home = Path(directory)
        if user:
            shutil.chown(home, user)
        (home / "password").write_text(PASSWORD, "utf-8")
        (home / "password").chmod(0o644)

        def run(*command: str) -> None:
            done = subprocess.run(
                command,
                check=False,
                cwd=home,
                user=user,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # the server keeps it open
                stderr=subprocess.STDOUT,
                timeout=120,
            )
            said = (home / "log").read_text("utf-8") if (home / "log").exists() else ""
            assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}: {said}"

        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        data = str(home / "data")
        initdb = ("--auth=scram-sha-256", "--username=lan", f"--pwfile={home / 'password'}", "--encoding=UTF8")
        run(program("initdb"), "-D", data, "--no-locale", "--no-sync", *initdb)
        run(program("pg_ctl"), "-D", data, "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            started = Server(port)
            with closing(started.connect("postgres")) as connection:
                connection.execute("CREATE DATABASE so_lieu")
            yield started
        finally:
            run(program("pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")


@pytest.fixture(autouse=True)
def _empty(request: pytest.FixtureRequest, server: Server) -> Iterator[None]:
    """Each test starts with an empty database, and must leave no connection open."""
    server.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    yield
    assert server.left_alone()


def sheets(origin: str, **options: object) -> list[Sheet]:
    return list(SOURCE.read(origin, options))


def content(origin: str, **options: object) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.name: [tuple(row) for row in sheet.rows] for sheet in sheets(origin, **options)}


def refusal(read: Callable[[], object]) -> SourceError:
    """The error of a call, which must not contain the password."""
    with pytest.raises(SourceError) as raised:
        read()
    told = "".join(traceback.format_exception(raised.value)) + repr(vars(raised.value))
    assert PASSWORD not in told
    assert WRITTEN not in told
    return raised.value


def cells(server: Server, kind: str, *values: str) -> list[object]:
    """The cells read from a column of this type with these values."""
    rows = ", ".join(f"({value})" for value in values)
    server.run("DROP TABLE IF EXISTS t", f"CREATE TABLE t (x {kind})", f"INSERT INTO t VALUES {rows}")
    return [row[0] for row in content(server.url())["t"][1:]]


class TestKit(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("postgresql://máy-chủ/so_lieu")

    @pytest.fixture
    def sample(self, server: Server) -> Sample:
        server.run(
            'CREATE TABLE "Nhiệm vụ" (id int PRIMARY KEY, "Hạn xử lý" date, tep bytea, gia numeric)',
            """INSERT INTO "Nhiệm vụ" VALUES (2, NULL, '%PDF', 1.50), (1, '2021-05-31', NULL, NULL)""",
        )
        rows: list[tuple[Cell | BadCell, ...]] = [
            ("id", "Hạn xử lý", "tep", "gia"),
            (1, dt.date(2021, 5, 31), None, None),
            (2, None, BadCell("dữ liệu nhị phân", "E-BINARY"), Decimal("1.50")),
        ]
        return Sample(origin=server.url(), sheets=[Sheet("Nhiệm vụ", rows, first_row=0)])

    @pytest.fixture
    def missing(self, server: Server) -> str:
        return server.url(database="khong_co")

    @pytest.fixture
    def garbage(self, server: Server) -> str:
        return server.url(user="khong_phai")


# -- sheets ---------------------------------------------------------------------------------------


def test_tables_and_views_of_the_default_schema(server: Server) -> None:
    server.run(
        "CREATE TABLE nhiem_vu (a int)",
        "CREATE VIEW khung_nhin AS SELECT a FROM nhiem_vu",
        "CREATE MATERIALIZED VIEW luu AS SELECT a FROM nhiem_vu",
        "CREATE SCHEMA IF NOT EXISTS khac",
        "DROP TABLE IF EXISTS khac.bang; CREATE TABLE khac.bang (b int)",
    )
    assert list(content(server.url())) == ["khung_nhin", "luu", "nhiem_vu"]
    assert content(server.url(), sheet="Khac.Bang") == {"khac.bang": [("b",)]}
    error = refusal(lambda: content(server.url(), sheet="bang"))
    assert (error.code, '"khung_nhin", "luu", "nhiem_vu"' in error.message) == ("E-SHEET", True)


def test_a_foreign_table(server: Server) -> None:
    server.run(
        "CREATE EXTENSION IF NOT EXISTS file_fdw SCHEMA pg_catalog",
        "CREATE SERVER tep FOREIGN DATA WRAPPER file_fdw",
        "CREATE FOREIGN TABLE ngoai (a int) SERVER tep OPTIONS (program 'echo 7')",
    )
    try:
        assert content(server.url()) == {"ngoai": [("a",), (7,)]}
    finally:
        server.run("DROP SERVER tep CASCADE")


def test_rows_of_partitions_are_not_read_twice(server: Server) -> None:
    server.run(
        "CREATE TABLE nhiem_vu (ngay date) PARTITION BY RANGE (ngay)",
        "CREATE TABLE nam_2021 PARTITION OF nhiem_vu FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
        "INSERT INTO nhiem_vu VALUES ('2021-05-31')",
    )
    rows = [("ngay",), (dt.date(2021, 5, 31),)]
    assert content(server.url()) == {"nhiem_vu": rows}
    assert content(server.url(), sheet="nam_2021") == {"nam_2021": rows}


def test_a_partition_whose_parent_is_not_read(server: Server) -> None:
    """It has the name of a partition in another schema, or its parent is in another schema."""
    server.run(
        "DROP SCHEMA IF EXISTS cu CASCADE",
        "CREATE SCHEMA cu",
        "CREATE TABLE cu.goc (ma int)",
        "CREATE TABLE cu.nhiem_vu () INHERITS (cu.goc)",
        "CREATE TABLE nhiem_vu (ma int)",
        "CREATE TABLE nam_2021 () INHERITS (cu.goc)",
        "CREATE TABLE tat_ca (ma int)",
        "CREATE TABLE cu.giua () INHERITS (tat_ca)",
        "CREATE TABLE nam_2022 () INHERITS (cu.giua)",
    )
    try:
        assert [sheet.name for sheet in sheets(server.url())] == ["nam_2021", "nhiem_vu", "tat_ca"]
    finally:
        server.run("DROP SCHEMA cu CASCADE")


@pytest.mark.parametrize("name", ['a"; DROP TABLE b; --', "hạn xử lý", "Order", "a.b", "100%", "%(x)s", ":y", "'", "ſ"])
def test_table_and_column_names_may_have_any_characters(server: Server, name: str) -> None:
    with closing(server.connect()) as connection:
        connection.execute(sql.SQL("CREATE TABLE {0} ({0} int PRIMARY KEY, b date)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("INSERT INTO {0} VALUES (1, '2021-05-31')").format(sql.Identifier(name)))
    expected = {name: [(name, "b"), (1, dt.date(2021, 5, 31))]}
    assert content(server.url()) == expected
    assert content(server.url(), sheet=name) == expected


def test_rows_are_in_the_order_of_the_primary_key(server: Server) -> None:
    server.run("CREATE TABLE t (x text, id int PRIMARY KEY)", "INSERT INTO t VALUES ('b', 2), ('a', 1)")
    assert content(server.url())["t"][1:] == [("a", 1), ("b", 2)]


def test_sheets_read_in_parallel_share_one_connection(server: Server) -> None:
    server.run(*(f"CREATE TABLE t{number:03} AS SELECT generate_series(1, 200) AS a" for number in range(150)))
    under_way = [iter(sheet.rows) for sheet in sheets(server.url())]
    assert {(next(rows), next(rows)) for rows in under_way} == {(("a",), (1,))}
    assert server.connections() == 1
    assert {len(list(rows)) for rows in under_way} == {199}


def test_a_failing_table_does_not_affect_the_others(server: Server) -> None:
    server.run(
        "CREATE TABLE a AS SELECT generate_series(1, 200) AS x",
        "CREATE VIEW b AS SELECT 1 / (x - x) AS y FROM a",
        "CREATE TABLE c AS SELECT 3 AS z",
    )
    before, failing, after = (iter(sheet.rows) for sheet in sheets(server.url()))
    assert [next(before), next(before)] == [("x",), (1,)]
    assert "division by zero" in refusal(lambda: list(failing)).message
    assert list(after) == [("z",), (3,)]
    del before  # the frames of the error above keep it


def test_tasks_are_read_through_intake(server: Server) -> None:
    server.run(
        "CREATE TABLE nhiem_vu (ma int PRIMARY KEY, noi_dung text, chu_tri text, ngay_giao date, thoi_han timestamptz)",
        "INSERT INTO nhiem_vu VALUES (1, 'Rà soát', 'Sở Y tế', '2021-05-03', '2021-05-31 00:00+07')",
        "INSERT INTO nhiem_vu VALUES (2, 'Báo cáo', 'Sở Y tế', '2021-05-03', 'infinity')",
    )
    intake = read_tasks(server.url(), profile=Profile(intake=Reading(nothing_completed=True)))
    assert [task.due_on for task in intake.tasks] == [dt.date(2021, 5, 31)]
    assert [(error.place, error.code) for error in intake.errors] == [("bảng nhiem_vu, dòng 2, cột thoi_han", "E-DATE")]


# -- cells ----------------------------------------------------------------------------------------

VIETNAM = dt.timezone(dt.timedelta(hours=7))


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("int", "1", 1),
        ("numeric(9, 2)", "1.50", Decimal("1.50")),
        ("numeric", "'Infinity'", Decimal("Infinity")),
        ("float8", "'-Infinity'", float("-inf")),
        ("real", "2.5", 2.5),
        ("boolean", "true", True),
        ("text", "'Sở Y tế'", "Sở Y tế"),
        ("varchar(9)", "''", ""),
        ("date", "'2021-05-31'", dt.date(2021, 5, 31)),
        ("date", "'infinity'", "infinity"),
        ("date", "'10000-01-01'", "10000-01-01"),
        ("date", "'0044-03-15 BC'", "0044-03-15 BC"),
        ("timestamp", "'2021-05-31 17:00:00.5'", dt.datetime(2021, 5, 31, 17, 0, 0, 500_000)),
        ("timestamp", "'-infinity'", "-infinity"),
        ("timestamptz", "'2021-05-31 17:00+00'", dt.datetime(2021, 6, 1, tzinfo=VIETNAM)),
        ("timestamptz", "'20000-01-01 00:00+07'", "20000-01-01 00:00:00+07"),
        ("time", "'17:00'", dt.time(17)),
        ("time", "'24:00'", "24:00:00"),
        ("interval", "'3 days'", "3 days"),
        ("interval", "'100000000 years'", "100000000 years"),
        ("uuid", "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("jsonb", """'{"a": [1, null]}'""", '{"a": [1, null]}'),
        ("text[]", "ARRAY['Sở Y tế', NULL]", '{"Sở Y tế",NULL}'),
        ("date[]", "ARRAY['infinity'::date]", "{infinity}"),
        ("daterange", "'[2021-05-01,infinity)'", "[2021-05-01,infinity)"),
        ("money", "1.5", "$1.50"),
        ("inet", "'10.0.0.1'", "10.0.0.1/32"),
        ("xml", "'<a/>'", "<a/>"),
        ("point", "'(1,2)'", "(1,2)"),
        ("bytea", "'%PDF'", BadCell("dữ liệu nhị phân", "E-BINARY")),
    ],
)
def test_a_cell_of_each_type(server: Server, kind: str, written: str, expected: object) -> None:
    first, blank = cells(server, kind, written, "NULL")
    assert (first, type(first)) == (expected, type(expected))
    assert blank is None


def test_not_a_number(server: Server) -> None:
    (decimal,) = cells(server, "numeric", "'NaN'")
    (binary,) = cells(server, "float8", "'NaN'")
    assert isinstance(decimal, Decimal)
    assert decimal.is_nan()
    assert isinstance(binary, float)
    assert math.isnan(binary)


def test_custom_types(server: Server) -> None:
    server.run(
        "CREATE TYPE muc AS ENUM ('gấp', 'thường')", "CREATE DOMAIN han AS date", "CREATE TYPE cap AS (a int, b text)"
    )
    assert cells(server, "muc", "'gấp'") == ["gấp"]
    assert cells(server, "han", "'2021-05-31'", "'infinity'") == ["2021-05-31", "infinity"]
    assert cells(server, "cap", "ROW(1, 'x')") == ["(1,x)"]


def test_a_database_without_an_encoding(server: Server) -> None:
    with closing(server.connect("postgres")) as connection:
        connection.execute("CREATE DATABASE cu ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    with closing(server.connect("cu")) as connection:
        connection.execute("SET client_encoding = 'utf8'")
        connection.execute('CREATE TABLE "nhiệm vụ" ("chủ trì" text)')
        connection.execute("""INSERT INTO "nhiệm vụ" VALUES ('Sở Y tế'), (convert_from('\\x53d3', 'SQL_ASCII'))""")
    url = server.url(database="cu")
    assert "sau dòng 1" in refusal(lambda: content(url)).where
    with closing(server.connect("cu")) as connection:
        connection.execute("SET client_encoding = 'utf8'")
        connection.execute("""DELETE FROM "nhiệm vụ" WHERE length("chủ trì") = 2""")
    assert content(url) == {"nhiệm vụ": [("chủ trì",), ("Sở Y tế",)]}


@pytest.mark.parametrize("setting", ["datestyle = 'SQL, MDY'", "timezone = 'America/New_York'"])
def test_server_settings_have_no_effect(server: Server, setting: str) -> None:
    server.run(f"ALTER DATABASE so_lieu SET {setting}")
    try:
        assert cells(server, "date", "'2021-06-05'::date") == [dt.date(2021, 6, 5)]
        (moment,) = cells(server, "timestamptz", "'2021-05-31 17:00+00'")
        assert str(moment) == "2021-06-01 00:00:00+07:00"
    finally:
        server.run("ALTER DATABASE so_lieu RESET ALL")


# -- read only, streamed, and closed --------------------------------------------------------------


def test_nothing_can_be_written(server: Server) -> None:
    server.run(
        "CREATE TABLE nhat_ky (x int)",
        "CREATE FUNCTION ghi() RETURNS int LANGUAGE sql AS 'INSERT INTO nhat_ky VALUES (1) RETURNING 1'",
        "CREATE VIEW nhiem_vu AS SELECT ghi() AS a",
    )
    error = refusal(lambda: content(server.url(), sheet="nhiem_vu"))
    assert "read-only transaction" in error.message
    assert content(server.url(), sheet="nhat_ky") == {"nhat_ky": [("x",)]}


def test_rows_are_fetched_as_they_are_read(server: Server) -> None:
    """With a server-side cursor: otherwise psycopg would hold the whole result."""
    server.run("CREATE TABLE t AS SELECT generate_series(1, 100000) AS a")
    (sheet,) = sheets(server.url())
    rows = iter(sheet.rows)
    assert [next(rows), next(rows)] == [("a",), (1,)]
    with closing(server.connect()) as connection:
        asked = connection.execute("SELECT query FROM pg_stat_activity WHERE state = 'idle in transaction'").fetchall()
    assert [query.split()[:2] for (query,) in asked] == [["FETCH", "FORWARD"]]
    assert len(list(rows)) == 99_999


def test_an_abandoned_sheet_leaves_no_connection(server: Server) -> None:
    server.run("CREATE TABLE t AS SELECT generate_series(1, 100000) AS a")
    (sheet,) = sheets(server.url())
    rows = iter(sheet.rows)
    assert [next(rows), next(rows)] == [("a",), (1,)]
    assert server.connections() == 1
    del rows, sheet
    assert server.left_alone()


def test_a_connection_lost_while_reading(server: Server) -> None:
    server.run("CREATE TABLE t AS SELECT generate_series(1, 100000) AS a")
    (sheet,) = sheets(server.url())
    rows = iter(sheet.rows)
    for _ in range(2_001):
        next(rows)
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'so_lieu' AND pid <> pg_backend_pid()"
    )
    error = refusal(lambda: list(rows))
    reached = int(error.where.rpartition(" ")[2])
    assert error.where.endswith(f"/so_lieu, bảng t, sau dòng {reached}")
    assert (error.code, 2_000 <= reached < 100_000) == ("E-UNREADABLE", True)
    assert "chưa tính dòng nào" in error.message


def test_a_statement_cancelled_by_the_server(server: Server) -> None:
    server.run(
        "CREATE VIEW cham AS SELECT pg_sleep(60)::text", "ALTER DATABASE so_lieu SET statement_timeout = '200ms'"
    )
    try:
        error = refusal(lambda: content(server.url()))
    finally:
        server.run("SET statement_timeout = 0", "ALTER DATABASE so_lieu RESET ALL")
    assert ("bảng cham" in error.where, "statement timeout" in error.message) == (True, True)


def test_a_value_that_the_database_cannot_compute(server: Server) -> None:
    server.run(
        "CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (1), (0)", "CREATE VIEW v AS SELECT 1 / a AS b FROM t"
    )
    error = refusal(lambda: content(server.url(), sheet="v"))
    assert ("bảng v" in error.where, "division by zero" in error.message) == (True, True)


# -- refusals -------------------------------------------------------------------------------------


def test_a_wrong_password(server: Server) -> None:
    error = refusal(lambda: content(server.url(password="sai")))
    assert (error.code, "password authentication failed" in error.message) == ("E-UNREADABLE", True)
    assert "mật khẩu" in error.message


def test_a_missing_database(server: Server) -> None:
    error = refusal(lambda: content(server.url(database="khong_co")))
    assert (error.code, '"khong_co" does not exist' in error.message) == ("E-UNREADABLE", True)


def test_a_table_without_permission(server: Server) -> None:
    server.run(
        "CREATE TABLE mat (a int)",
        "DROP ROLE IF EXISTS khach",
        f"CREATE ROLE khach LOGIN PASSWORD '{PASSWORD}'",
        "GRANT USAGE ON SCHEMA public TO khach",
    )
    error = refusal(lambda: content(server.url(user="khach")))
    assert ("bảng mat" in error.where, "permission denied" in error.message) == (True, True)
    assert "quyền" in error.message


def test_a_table_that_was_dropped(server: Server) -> None:
    server.run("CREATE TABLE t (a int)")
    (sheet,) = sheets(server.url())
    server.run("DROP TABLE t")
    assert "không còn bảng này" in refusal(lambda: list(sheet.rows)).message


def test_an_unknown_url_option(server: Server) -> None:
    error = refusal(lambda: content(f"{server.url()}?khong_co=1"))
    assert (error.code, "khong_co" in error.message) == ("E-UNREADABLE", True)
