"""Tables in SQLite files, and what can be tested of servers without one (test_postgresql.py has a real one)."""

import datetime as dt
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import traceback
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taskstats_adapters.api import read_tasks
from taskstats_adapters.contract import BadCell, Sheet, SourceError
from taskstats_adapters.errors import AdapterError
from taskstats_adapters.office.profile import Profile, Reading
from taskstats_adapters.plugins.discovery import registry
from taskstats_adapters.sources.sql import sqlite_files
from taskstats_adapters.sources.sql.connections import open_database
from taskstats_adapters.sources.sql.source import SOURCE

Make = Callable[..., Path]

LIST = """
    CREATE TABLE nhiem_vu (ma TEXT PRIMARY KEY, noi_dung TEXT, chu_tri TEXT, ngay_giao DATE, han_xu_ly DATE);
    INSERT INTO nhiem_vu VALUES ('NV2', 'Báo cáo', 'Sở Y tế', '2021-05-04', '2021-05-20');
    INSERT INTO nhiem_vu VALUES ('NV1', 'Rà soát', 'Sở Xây dựng', '3/5/2021', '31/5/2021');
"""


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """An SQLite file from a script."""

    def database(script: str = LIST, name: str = "danh sách.db") -> Path:
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            connection.executescript(script)
        return tmp_path / name

    return database


def sheets(origin: object, **options: object) -> list[Sheet]:
    return list(SOURCE.read(str(origin), options))


def content(origin: object, **options: object) -> dict[str, list[tuple[object, ...]]]:
    return {sheet.name: [tuple(row) for row in sheet.rows] for sheet in sheets(origin, **options)}


def refusal(origin: object, **options: object) -> SourceError:
    with pytest.raises(SourceError) as raised:
        content(origin, **options)
    assert unicodedata.is_normalized("NFC", raised.value.message)
    return raised.value


def cells(make: Make, *values: str) -> tuple[object, ...]:
    """The cells of one row, given in SQL."""
    columns = ", ".join(f"c{number}" for number in range(len(values)))
    origin = make(f"CREATE TABLE t ({columns}); INSERT INTO t VALUES ({', '.join(values)});")
    return content(origin)["t"][1]


# -- sheets ---------------------------------------------------------------------------------------


def test_tables_and_views_are_sheets(make: Make) -> None:
    origin = make("CREATE TABLE b (x); CREATE VIEW a AS SELECT x + 1 AS y FROM b; INSERT INTO b VALUES (1), (2);")
    assert content(origin) == {"a": [("y",), (2,), (3,)], "b": [("x",), (1,), (2,)]}


@pytest.mark.parametrize("suffix", [".db", ".sqlite", ".sqlite3", ".DB"])
def test_the_suffix_selects_the_source(suffix: str) -> None:
    assert registry().source_for(f"nhiem-vu{suffix}") is registry().source_for("x", "sql")


@pytest.mark.parametrize("url", ["sqlite:///a", "postgresql://h/a", "postgresql+psycopg://h/a", "MySQL+pymysql://h/a"])
def test_the_scheme_selects_the_source(url: str) -> None:
    assert registry().source_for(url).name == "sql"


def test_the_first_record_is_row_one(make: Make) -> None:
    (sheet,) = sheets(make())
    assert sheet.first_row == 0
    assert next(iter(sheet.rows)) == ("ma", "noi_dung", "chu_tri", "ngay_giao", "han_xu_ly")
    assert sheet.locate(sheet.name, 14, None) == "bảng nhiem_vu, dòng 14"
    assert sheet.locate(sheet.name, 14, 4) == "bảng nhiem_vu, dòng 14, cột han_xu_ly"
    assert sheet.locate(sheet.name, 0, 4) == "bảng nhiem_vu, tên cột, cột han_xu_ly"


def test_rows_are_in_the_order_of_the_primary_key(make: Make) -> None:
    script = "CREATE TABLE t (b, a, x, PRIMARY KEY (a, b)); INSERT INTO t VALUES (1, 2, 'c'), (2, 1, 'b'), (1, 1, 'a');"
    assert [row[2] for row in content(make(script))["t"]] == ["x", "a", "b", "c"]


def test_only_sheets_that_are_iterated_over_are_queried(make: Make) -> None:
    origin = make(LIST + "CREATE VIEW hong AS SELECT * FROM khong_co;")
    broken, tasks = sheets(origin)
    assert [row[0] for row in tasks.rows] == ["ma", "NV1", "NV2"]
    with pytest.raises(SourceError, match=r"danh sách\.db, bảng hong: .*khong_co"):
        list(broken.rows)


def test_a_file_without_tables_has_no_sheets(make: Make) -> None:
    assert sheets(make("PRAGMA user_version = 1;")) == []


def test_tasks_are_read_through_intake(make: Make) -> None:
    intake = read_tasks(
        make(LIST + "INSERT INTO nhiem_vu VALUES ('NV3', 'x', 'Sở Y tế', '2021-05-04', '31/2/2021');"),
        profile=Profile(intake=Reading(nothing_completed=True)),
    )
    assert [(task.id, task.assigned_on, task.due_on) for task in intake.tasks] == [
        ("NV1", dt.date(2021, 5, 3), dt.date(2021, 5, 31)),
        ("NV2", dt.date(2021, 5, 4), dt.date(2021, 5, 20)),
    ]
    assert [(error.place, error.code) for error in intake.errors] == [
        ("bảng nhiem_vu, dòng 3, cột han_xu_ly", "E-DATE")
    ]


# -- the option `sheet` ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nhiem_vu", "NHIEM_VU", "main.nhiem_vu", "Main.Nhiem_Vu"])
def test_one_table_by_name(make: Make, name: str) -> None:
    origin = make(LIST + "CREATE TABLE khac (x);")
    assert [rows[0][0] for rows in content(origin, sheet=name).values()] == ["ma"]


def test_a_name_with_a_dot_is_first_taken_as_a_table_name(make: Make) -> None:
    origin = make('CREATE TABLE "main.a" (x); CREATE TABLE a (y);')
    assert content(origin, sheet="main.a") == {"main.a": [("x",)]}


def test_names_that_differ_only_in_case_are_not_guessed(make: Make) -> None:
    origin = make('CREATE TABLE "Vụ" (x); CREATE TABLE "VỤ" (y);')
    assert content(origin, sheet="VỤ") == {"VỤ": [("y",)]}
    assert refusal(origin, sheet="vụ").code == "E-SHEET"


@pytest.mark.parametrize("name", ["nhiem", 'nhiem_vu"; DROP TABLE nhiem_vu; --', "main.khac", "khong_co.nhiem_vu", ""])
def test_an_unknown_table(make: Make, name: str) -> None:
    origin = make(LIST + "CREATE VIEW khung_nhin AS SELECT 1;")
    error = refusal(origin, sheet=name)
    assert error.code == "E-SHEET"
    assert '"khung_nhin", "nhiem_vu"' in error.message
    assert len(content(origin)["nhiem_vu"]) == 3


def test_an_unknown_option(make: Make) -> None:
    error = refusal(make(), table="nhiem_vu")
    assert (error.code, "table" in error.message) == ("E-OPTION", True)


# -- cells ----------------------------------------------------------------------------------------


def test_cells_are_as_stored_in_the_file(make: Make) -> None:
    values = cells(make, "1", "2.5", "'31/5/2021'", "NULL", "''", "9223372036854775807", "9e999")
    assert values == (1, 2.5, "31/5/2021", None, "", 2**63 - 1, float("inf"))
    assert [type(value) for value in values] == [int, float, str, type(None), str, int, float]


@pytest.mark.parametrize(
    "kind", ["DATE", "DATETIME", "TIME", "BOOLEAN", "NUMERIC(9, 2)", "JSON", "BLOB", "KIỂU LẠ", ""]
)
def test_a_declared_type_does_not_convert_values(make: Make, kind: str) -> None:
    """SQLAlchemy's own conversion of a DATE column fails for "31/5/2021"; SQLite stores any text in any column."""
    origin = make(f"CREATE TABLE t (x {kind}); INSERT INTO t VALUES ('31/5/2021'), ('{{'), ('2021-05-31');")
    assert content(origin)["t"] == [("x",), ("31/5/2021",), ("{",), ("2021-05-31",)]


def test_an_attached_file_is_a_bad_cell(make: Make) -> None:
    assert cells(make, "x'255044462d'", "'a'") == (BadCell("dữ liệu nhị phân", "E-BINARY"), "a")


def test_a_text_that_is_not_utf_8_is_a_bad_cell(make: Make) -> None:
    assert cells(make, "CAST(x'53d3' AS TEXT)", "'Sở'") == (BadCell(r"S\xd3", "E-ENCODING"), "Sở")


def test_a_text_that_is_too_long_is_a_bad_cell(make: Make) -> None:
    longest = 2**17
    long, longer = cells(make, f"printf('%.*c', {longest}, 'x')", f"printf('%.*c', {longest + 1}, 'x')")
    assert long == "x" * longest
    assert longer == BadCell("x" * 60 + "…", "E-CELL-SIZE")


# -- laws -----------------------------------------------------------------------------------------

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20).filter(
    lambda name: not name.lower().startswith("sqlite_")
)
CELLS = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@given(
    table=NAMES,
    columns=st.lists(NAMES, min_size=1, max_size=6, unique_by=str.casefold),
    data=st.data(),
)
@example(
    table='a"; DROP TABLE b; --', columns=["order", "hạn xử lý", "a.b", "100%", "%(x)s", ":y", "[z]", "'"], data=None
)
def test_any_grid_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, table: str, columns: list[str], data: st.DataObject | None
) -> None:
    row = st.tuples(*[CELLS] * len(columns))
    rows: Sequence[tuple[object, ...]] = data.draw(st.lists(row, max_size=5)) if data else [tuple(columns)]
    origin = tmp_path_factory.mktemp("luật") / "a.db"
    with closing(sqlite3.connect(origin)) as connection, connection:
        connection.execute(f"CREATE TABLE {quoted(table)} ({', '.join(map(quoted, columns))})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", rows)
    assert content(origin) == {table: [tuple(columns), *rows]}
    assert content(origin, sheet=table) == {table: [tuple(columns), *rows]}
    types = [[type(cell) for cell in row] for row in content(origin)[table][1:]]
    assert types == [[type(cell) for cell in row] for row in rows]


# -- read only, and closed ------------------------------------------------------------------------


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    assert refusal(tmp_path / "không có.db").code == "E-MISSING"
    assert refusal(f"sqlite:///{tmp_path}/không có.db").code == "E-MISSING"
    assert list(tmp_path.iterdir()) == []


def test_nothing_can_be_written(make: Make) -> None:
    origin = make()
    before = origin.read_bytes()
    with pytest.raises(SourceError, match="không ghi được"), open_database(str(origin)).connection() as connection:
        connection.exec_driver_sql("DELETE FROM nhiem_vu")
    assert origin.read_bytes() == before


def many(rows: int) -> str:
    return f"""
        CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
        INSERT INTO t SELECT i, printf('Nội dung của nhiệm vụ số %d', i) FROM n;
    """


def free(origin: Path) -> bool:
    """Whether nobody is reading the file: a writer gets exclusive access."""
    with closing(sqlite3.connect(origin, timeout=0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
    return True


def test_an_abandoned_sheet_leaves_no_connection(make: Make) -> None:
    origin = make(many(100))
    (sheet,) = sheets(origin)
    rows = iter(sheet.rows)
    assert [next(rows), next(rows)] == [("id", "x"), (1, "Nội dung của nhiệm vụ số 1")]
    assert not free(origin)
    del rows, sheet
    assert free(origin)


def test_a_sheet_read_to_its_end_leaves_no_connection(make: Make) -> None:
    origin = make(many(100))
    (sheet,) = sheets(origin)
    assert len(list(sheet.rows)) == 101
    assert free(origin)


def test_sheets_can_be_read_in_parallel(make: Make) -> None:
    origin = make(many(100) + "CREATE VIEW v AS SELECT -id FROM t;")
    table, view = (iter(sheet.rows) for sheet in sheets(origin))
    assert [(next(table)[0], next(view)[0]) for _ in range(51)][1:] == [(n, -n) for n in range(1, 51)]
    assert [len(list(table)), len(list(view))] == [50, 50]
    assert free(origin)


@pytest.mark.parametrize("connected", [False, True], ids=["as a path", "as a URL"])
def test_the_path_may_have_any_characters(make: Make, connected: bool) -> None:
    origin = make(name="danh sách #1 100% & khác.db")
    assert list(content(f"sqlite:///{str(origin).replace('%', '%25')}" if connected else origin)) == ["nhiem_vu"]


# -- files that are none, or damaged --------------------------------------------------------------


def test_other_kinds_of_files_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("Ngày giao;Hạn xử lý", "utf-8")
    assert "tệp văn bản" in refusal(path).message
    path.write_bytes(os.urandom(5000).replace(b"SQ", b"sq"))
    assert (refusal(path).code, "mã hóa" in refusal(path).message) == ("E-FORMAT", True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "Excel (.xlsx)" in refusal(path).message
    path.write_bytes(b"")
    assert refusal(path).code == "E-EMPTY"
    path.unlink()
    path.mkdir()
    assert (refusal(path).code, "thư mục" in refusal(path).message) == ("E-UNREADABLE", True)


def test_a_pipe_is_refused_without_being_opened(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "a.db")
        assert refusal(tmp_path / "a.db").code == "E-UNREADABLE"


@pytest.mark.parametrize("part", [0.01, 0.5, 0.99])
def test_a_truncated_file_is_refused(make: Make, part: float) -> None:
    origin = make(many(5_000))
    os.truncate(origin, int(origin.stat().st_size * part))
    assert refusal(origin).code == "E-CORRUPT"


def pages(origin: Path) -> int:
    return origin.stat().st_size // 4096


def damage(origin: Path, page: int, offset: int, content: bytes) -> None:
    with origin.open("r+b") as file:
        file.seek(page * 4096 + offset)
        file.write(content)


def test_a_page_with_missing_rows_is_refused(make: Make) -> None:
    """If a page claims to have two rows, SQLite returns two, without an error for the others."""
    origin = make(many(5_000))
    damage(origin, pages(origin) // 2, 3, b"\0\2")
    with closing(sqlite3.connect(origin)) as connection:
        assert 4_000 < len(connection.execute("SELECT * FROM t").fetchall()) < 5_000
    assert refusal(origin).code == "E-CORRUPT"


def test_damage_found_while_reading(make: Make) -> None:
    origin = make(many(50_000))
    (sheet,) = sheets(origin)
    rows = iter(sheet.rows)
    for _ in range(1_001):
        next(rows)
    os.truncate(origin, 4096 * (pages(origin) // 2))
    with pytest.raises(SourceError, match=r"danh sách\.db, bảng t, sau dòng \d{4,5}: ") as raised:
        list(rows)
    assert raised.value.code in ("E-CORRUPT", "E-UNREADABLE")


def test_a_table_that_was_dropped(make: Make) -> None:
    origin = make()
    (sheet,) = sheets(origin)
    make("DROP TABLE nhiem_vu;")
    with pytest.raises(SourceError, match=r"bảng nhiem_vu: .*không còn bảng này"):
        list(sheet.rows)


def test_a_locked_file(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    origin = make()
    monkeypatch.setattr(sqlite_files, "PATIENCE", 0.05)
    with closing(sqlite3.connect(origin)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        error = refusal(origin)
    assert (error.code, "khóa" in error.message) == ("E-UNREADABLE", True)
    assert len(content(origin)["nhiem_vu"]) == 3


def test_a_file_with_an_unfinished_transaction(make: Make, tmp_path: Path) -> None:
    """It has half of a change, and a journal to undo it: reading only the file would give wrong rows."""
    origin = make(many(5_000))
    with closing(sqlite3.connect(origin)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("UPDATE t SET x = 'sai'")
        broken = tmp_path / "hỏng.db"
        shutil.copy(origin, broken)
        shutil.copy(f"{origin}-journal", f"{broken}-journal")
    error = refusal(broken)
    assert (error.code, "dở" in error.message) == ("E-UNREADABLE", True)


def test_the_write_ahead_log_is_read(make: Make) -> None:
    origin = make("PRAGMA journal_mode = WAL;" + LIST)
    with closing(sqlite3.connect(origin)) as writer:
        writer.execute("DELETE FROM nhiem_vu WHERE ma = 'NV1'")
        writer.commit()
        assert [row[0] for row in content(origin)["nhiem_vu"]] == ["ma", "NV2"]


@pytest.mark.parametrize("options", [{}, {"sheet": "nhiem_vu"}], ids=str)
@pytest.mark.parametrize("found", ["no log", "an empty log", "a log", "a log and its index", "a link"])
def test_reading_leaves_nothing_beside_a_database_in_wal_mode(
    make: Make, tmp_path: Path, found: str, options: dict[str, str]
) -> None:
    origin = Path(make("PRAGMA journal_mode = WAL;" + LIST))
    ids = ["ma", "NV1", "NV2"]
    (tmp_path / "elsewhere").mkdir()
    copy = tmp_path / "elsewhere" / "chép.db"
    with closing(sqlite3.connect(origin)) as writer:
        if found in ("a log", "a log and its index"):
            writer.execute("DELETE FROM nhiem_vu WHERE ma = 'NV1'")
            writer.commit()
            ids.remove("NV1")
            shutil.copyfile(f"{origin}-wal", f"{copy}-wal")
        if found == "a log and its index":
            shutil.copyfile(f"{origin}-shm", f"{copy}-shm")
        shutil.copyfile(origin, copy)
    if found == "an empty log":
        Path(f"{copy}-wal").touch()
    if found == "a link":
        target, copy = copy, tmp_path / "link.db"
        copy.symlink_to(target)
    before = {path: path.read_bytes() for path in copy.resolve().parent.iterdir() if path.suffix != ".db-shm"}
    names = sorted(copy.resolve().parent.iterdir())
    assert [row[0] for row in content(copy, **options)["nhiem_vu"]] == ids
    assert sorted(copy.resolve().parent.iterdir()) == names
    assert {path: path.read_bytes() for path in before} == before


def test_a_write_ahead_log_that_cannot_be_opened(make: Make) -> None:
    origin = make("PRAGMA journal_mode = WAL;" + LIST)
    Path(f"{origin}-wal").mkdir()
    error = refusal(origin)
    assert (error.code, "không ghi được" in error.message) == ("E-UNREADABLE", True)


# -- files made to do harm ------------------------------------------------------------------------

FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"


@pytest.mark.parametrize("condition", ["", " WHERE i < 0"], ids=["rows for ever", "never a row"])
def test_an_endless_view(make: Make, monkeypatch: pytest.MonkeyPatch, condition: str) -> None:
    monkeypatch.setattr(sqlite_files, "MOST_STEPS", 3 * 10**6)
    assert refusal(make(f"CREATE VIEW v AS {FOR_EVER}{condition};")).code == "E-SIZE"


FENCED = """
import sys
import sqlalchemy, sqlalchemy.dialects.sqlite
if sys.platform == "linux":  # elsewhere the process must at least stay alive
    import resource
    size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 300 * 2**20,) * 2)
"""
READ = """
import sys
from taskstats_adapters.contract import BadCell, SourceError
from taskstats_adapters.sources.sql.source import SOURCE
try:
    for sheet in SOURCE.read(sys.argv[1], {}):
        rows = list(sheet.rows)
    print([cell for cell in rows[-1] if isinstance(cell, BadCell)][0].code)
except SourceError as error:
    print(error.code)
"""
SORTED = f"SELECT i, randomblob(1000000) AS b FROM ({FOR_EVER} LIMIT 1000) ORDER BY b"


def test_a_view_that_sorts_more_than_fits(make: Make) -> None:
    """It may not fill the disk for temporary files either: the process cannot write a byte."""
    origin = make(f"CREATE VIEW v AS {SORTED};")
    no_file = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n" * (sys.platform != "win32")
    done = subprocess.run(
        [sys.executable, "-c", no_file + READ, origin], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "E-SIZE"), done.stderr


def test_the_limit_of_a_process_on_its_own_databases_stays(make: Make) -> None:
    origin = make()
    set_by_itself = "import sqlite3; sqlite3.connect(':memory:').execute('PRAGMA hard_heap_limit = 900000000')\n"
    for before, limit in (("", sqlite_files.MOST_HEAP), (set_by_itself, 900_000_000)):
        body = (
            f"{before}from taskstats_adapters.sources.sql.source import SOURCE\nimport sqlite3, sys\n"
            "assert [list(sheet.rows) for sheet in SOURCE.read(sys.argv[1], {})]\n"
            "print(sqlite3.connect(':memory:').execute('PRAGMA hard_heap_limit').fetchone())"
        )
        done = subprocess.run([sys.executable, "-c", body, origin], capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stdout.strip()) == (0, f"({limit},)"), done.stderr


def test_a_view_cannot_call_python_functions(make: Make) -> None:
    """SQLAlchemy provides REGEXP, and Python's can take years for a short text."""
    error = refusal(make("CREATE VIEW v AS SELECT printf('%.*c!', 60, 'a') REGEXP '(a+)+$' AS x;"))
    assert "unsafe use of REGEXP" in error.message


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("select", "code"),
    [
        ("SELECT hex(zeroblob(400000000)) AS a", "E-CELL-SIZE"),
        ("SELECT zeroblob(900000000) AS a", "E-CELL-SIZE"),
        ("SELECT " + ", ".join(f"zeroblob(4000000 + {n}) AS c{n}" for n in range(12)), "E-BINARY"),
        ("SELECT " + ", ".join(f"hex(zeroblob(2000000 + {n})) AS c{n}" for n in range(12)), "E-CELL-SIZE"),
        ("SELECT " + ", ".join(f"hex(zeroblob(8000000 + {n})) AS c{n}" for n in range(100)), "E-SIZE"),
        (f"SELECT printf('%.*c', 16000000, 'x') AS a FROM ({FOR_EVER}) LIMIT 100", "E-CELL-SIZE"),
    ],
    ids=["a long text", "a large blob", "large blobs", "a dozen long texts", "a hundred long texts", "long rows"],
)
def test_a_view_with_huge_cells(make: Make, select: str, code: str) -> None:
    origin = make(f"CREATE VIEW v AS {select};")
    done = subprocess.run(
        [sys.executable, "-c", FENCED + READ, origin], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, code), done.stderr


# -- addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///{}?mode=rwc", "sqlite://h{}"]
)
def test_an_sqlite_url_is_a_path(make: Make, url: str) -> None:
    error = refusal(url.format(make()))
    assert (error.code, "sqlite:///" in error.message) == ("E-MISSING", True)


def told(error: BaseException) -> str:
    """Everything that a person or a log may see of an error."""
    return "".join(traceback.format_exception(error)) + repr(vars(error))


def nobody_listens() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://lan:b%C3%AD-m%E1%BA%ADt@127.0.0.1:{port}/so_lieu",
        "postgresql://lan:bí-mật@127.0.0.1:{port}/so_lieu",
        "postgresql+psycopg://lan@127.0.0.1:{port}/so_lieu?password=b%C3%AD-m%E1%BA%ADt",
    ],
)
def test_an_unreachable_server(address: str) -> None:
    error = refusal(address.format(port=nobody_listens()))
    assert error.code == "E-UNREADABLE"
    assert "so_lieu" in error.where
    assert "không kết nối được" in error.message
    assert "bí-mật" not in told(error)
    assert "%C3" not in told(error)


@pytest.mark.parametrize("url", ["postgresql://lan:bi-mat@h/a", "postgresql://h/a?password=bi-mat"])
def test_the_password_is_not_shown(url: str) -> None:
    assert "bi-mat" not in repr(open_database(url))


@pytest.mark.parametrize(
    "url",
    ["postgresql://lan:bi-mat@127.0.0.1/a?sslmode=bi-mat", "postgresql://127.0.0.1/a?sslmode=bi-mat&password=bi-mat"],
)
def test_a_driver_that_repeats_the_password(url: str) -> None:
    error = refusal(url)
    assert "(lời báo lỗi có chứa mật khẩu, nên không in ra)" in error.message
    assert "bi-mat" not in told(error)


@pytest.mark.parametrize("password", ["127", "connect", "b%C3%AD%20m%E1%BA%ADt"])
def test_a_password_is_not_shown_by_its_own_removal(password: str) -> None:
    """As in "***.0.0.1"."""
    error = refusal(f"postgresql://lan:{password}@127.0.0.1:1/a?application_name=x")
    assert "***" not in told(error)
    assert unquote(password) not in error.message.replace("không kết nối được", "")
    if password == "127":
        assert "mật khẩu, nên không in ra" in error.message


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://lan:bi@mat@127.0.0.1/so_lieu",
        "postgresql://lan:bi:mat@127.0.0.1:cong/so_lieu",
        "mysql+pymysql://lan:bi#mat@[::1/so_lieu",
    ],
)
def test_an_invalid_url_is_not_repeated(url: str) -> None:
    error = refusal(url)
    assert error.code == "E-UNREADABLE"
    assert "bi" not in error.where + error.message.replace("biết", "")
    assert "mat@" not in told(error)
    assert "%40" in error.message


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "MySQLdb", None)
    error = refusal("mysql://lan:bi-mat@127.0.0.1/so_lieu")
    assert (error.code, "MySQLdb" in error.message) == ("E-LIBRARY", True)
    assert "bi-mat" not in told(error)


def test_an_unknown_driver() -> None:
    error = refusal("postgresql+khongco://lan:bi-mat@127.0.0.1/so_lieu")
    assert (error.code, "postgresql+khongco" in error.message) == ("E-LIBRARY", True)
    assert "bi-mat" not in told(error)


@pytest.mark.parametrize(
    ("module", "origin"), [("sqlalchemy", "a.db"), ("psycopg", "postgresql://lan:bi-mat@127.0.0.1/so_lieu")]
)
def test_the_install_line(monkeypatch: pytest.MonkeyPatch, module: str, origin: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    source = registry().source_for(origin)
    with pytest.raises(AdapterError) as raised:
        list(source.read(origin, {}))
    assert raised.value.code == "E-LIBRARY"
    assert "pip install 'taskstats[sql]'" in raised.value.message
    assert "bi-mat" not in told(raised.value)
