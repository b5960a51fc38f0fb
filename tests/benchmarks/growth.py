"""Run `taskstats check` on the worst shapes of each source at n, 2n and 4n: what does twice as much cost?"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.hostile import (
    CSV,
    HEADERS,
    LIST,
    MEGABYTES,
    ODS_LIST,
    SECONDS,
    TASK,
    Checked,
    checked,
    ods,
    row,
    text,
    xlsx,
    zipped,
)
from tests.sources.conftest import DOCUMENT
from tests.sources.spreadsheet.test_hostile_workbooks import ods_row

MOST = 2.5**2
"""What four times as much may cost, in time and in memory, beyond the cost of a small list: 2.5 times for twice."""
SLIGHT = (0.25, 10)
"""Seconds and megabytes: smaller costs are not compared."""

Shape = tuple[int, str, Callable[[Path, int], object]]
"""The size n, the name of the file, and how it is made: the path, or it and more arguments of the command."""

TASK_ROW = ";".join(TASK) + "\n"


def csv(*parts: Callable[[int], str]) -> Callable[[Path, int], Path]:
    """A list with one row of each kind after the other, n in all."""
    return lambda path, n: text(path, CSV + TASK_ROW + "".join(parts[k % len(parts)](k) for k in range(n)))


def ids(same: Callable[[int], str]) -> Callable[[Path, int], Path]:
    """Tasks with an id each."""
    rows = "Mã nhiệm vụ;" + CSV
    return lambda path, n: text(
        path, rows + "".join(f"{same(k)};Việc {k};Sở Y tế;3/5/2021;20/5/2021;\n" for k in range(n))
    )


def agencies(path: Path, n: int) -> tuple[Path, ...]:
    """Names that the office does not have, and as many that it has."""
    profile = path.with_name("profile.toml")
    text(profile, "".join(f'[[agencies]]\nname = "UBND xã số {k}"\n' for k in range(n)))
    lines = (f"Việc {k};Ủy ban xã thứ {k};3/5/2021;20/5/2021;\n" for k in range(n))
    return text(path, CSV + "".join(lines)), Path("--profile"), profile


def wide(path: Path, n: int) -> Path:
    """Sixty rows of n cells, any of which may be a header."""
    line = ";".join((*HEADERS, *(f"Cột {k}" for k in range(n)))) + "\n"
    return text(path, line + (";".join(["Đúng hạn"] * n) + "\n" + line) * 30)


def many_lists(path: Path, n: int) -> Path:
    """A folder of lists of one name, each with a row to correct."""
    path.mkdir()
    for k in range(n):
        text(path / f"{k}.csv", f"{CSV}Việc {k};Sở Y tế;hôm kia;20/5/2021;\n")
    return path


def database(path: Path, script: str) -> Path:
    """An SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


def table(n: int) -> str:
    """SQL for a table with n rows that are no tasks."""
    names = ", ".join(f'"{name}"' for name in HEADERS)
    count = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {n})"
    return f"CREATE TABLE t ({names}); INSERT INTO t {count} SELECT i, '?', '?', '?', '?' FROM n;"


def page(inside: str) -> str:
    """A web page with a list and something in it."""
    head = "".join(f"<th>{name}</th>" for name in HEADERS)
    cells = "".join(f"<td>{cell}</td>" for cell in TASK)
    return f"<html><body><table><tr>{head}</tr><tr>{cells}</tr>{inside}</table></body></html>"


def word(path: Path, inside: str) -> Path:
    """A document with one table."""
    return zipped(path, {"word/document.xml": DOCUMENT.replace("{}", f"<w:tbl>{inside}</w:tbl>")})


def word_row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells) + "</w:tr>"


def objects(path: Path, *items: object) -> Path:
    """A JSON list: a task, and these items."""
    return text(path, json.dumps([dict(zip(HEADERS, TASK, strict=True)), *items]))


def nested(n: int) -> object:
    """A task that is part of a task, n levels deep."""
    task: dict[str, object] = dict(zip(HEADERS, TASK, strict=True))
    for _ in range(n):
        task = {**dict(zip(HEADERS, TASK, strict=True)), "children": [task]}
    return task


def sparse(path: Path, n: int) -> Path:
    """A file without content that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(n)
    return path


TITLE = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
WORD_LIST = word_row(*HEADERS) + word_row(*TASK)
SHAPES: dict[str, Shape] = {
    "csv: one id for all tasks": (2_000, "a.csv", ids(lambda k: "NV1")),
    "csv: ids that go on": (2_000, "a.csv", ids(lambda k: ".".join("1" * (1 + k % 60)))),
    "csv: unknown agencies": (200, "a.csv", agencies),
    "csv: the header again and again": (300, "a.csv", csv(lambda k: CSV)),
    "csv: rows that cannot be read": (300, "a.csv", csv(lambda k: f"Việc {k};Sở Y tế;hôm kia {k};?;?\n")),
    "csv: notes below the list": (2_000, "a.csv", csv(lambda k: f"Ghi chú: lời thứ {k};;;;\n")),
    "csv: headings": (2_000, "a.csv", csv(lambda k: f"Mục {k}. Nhiệm vụ;;;;\n")),
    "csv: blank lines": (50_000, "a.csv", csv(lambda k: "\n")),
    "csv: wide headers": (100, "a.csv", wide),
    "csv: 1/aaa… in place of a day": (8_000, "a.csv", lambda p, n: text(p, f"{CSV}Việc;Sở Y tế;1/{'a' * n};;\n")),
    "csv: one long title": (3_000, "a.csv", lambda p, n: text(p, f"{CSV}{'ngày 1/1 ' * n};Sở Y tế;3/5/2021;;\n")),
    "csv: marks without letters": (
        8_000,
        "a.csv",
        lambda p, n: text(p, f"{CSV}a{chr(0x301) * n};Sở Y tế;3/5/2021;;\n"),
    ),
    "csv: folders of lists": (40, "a", many_lists),
    "json: [{},{},…]": (25_000, "a.json", lambda p, n: objects(p, *[{}] * n)),
    "json: [[],[],…]": (25_000, "a.json", lambda p, n: text(p, json.dumps([HEADERS, *[[]] * n]))),
    "json: a key of its own for each item": (300, "a.json", lambda p, n: objects(p, *({f"k{k}": k} for k in range(n)))),
    "json: many keys in one item": (1_000, "a.json", lambda p, n: objects(p, {f"k{k}": k for k in range(n)})),
    "json: tasks within tasks": (100, "a.json", lambda p, n: objects(p, nested(n))),
    "json: a long number": (100_000, "a.json", lambda p, n: text(p, f'[{{"Ngày giao": {"9" * n}}}]')),
    "jsonl: {} on every line": (10_000, "a.jsonl", lambda p, n: text(p, "{}\n" * n)),
    "html: cells that are not closed": (5_000, "a.html", lambda p, n: text(p, page("<tr>" + "<td>a" * n))),
    "html: tables within tables": (2_000, "a.html", lambda p, n: text(p, page("<tr><td>" + "<table><tr><td>" * n))),
    "html: spans": (100, "a.html", lambda p, n: text(p, page("<tr><td rowspan=1000 colspan=1000>a</td></tr>" * n))),
    "html: entities": (50_000, "a.html", lambda p, n: text(p, page(f"<tr><td>{'&amp;' * n}</td></tr>"))),
    "word: rows without text": (5_000, "a.docx", lambda p, n: word(p, WORD_LIST + TITLE * n)),
    "word: tables within tables": (
        2_000,
        "a.docx",
        lambda p, n: word(p, WORD_LIST + "<w:tr><w:tc><w:tbl>" * n + "</w:tbl></w:tc></w:tr>" * n),
    ),
    "word: pieces of a text": (
        20_000,
        "a.docx",
        lambda p, n: word(p, WORD_LIST + f"<w:tr><w:tc><w:p>{'<w:r><w:t>a</w:t></w:r>' * n}</w:p></w:tc></w:tr>"),
    ),
    "xlsx: rows without values": (
        10_000,
        "a.xlsx",
        lambda p, n: xlsx(p, LIST + "".join(f'<row r="{k}"><c r="A{k}" s="0"/></row>' for k in range(3, n + 3))),
    ),
    "xlsx: rows that are no tasks": (
        1_000,
        "a.xlsx",
        lambda p, n: xlsx(p, LIST + "".join(row(k, "?", "?", "?") for k in range(3, n + 3))),
    ),
    "ods: a row of a cell again and again": (1_000, "a.ods", lambda p, n: ods(p, ODS_LIST + ods_row((1, "a")) * n)),
    "sqlite: rows that are no tasks": (500, "a.db", lambda p, n: database(p, table(n))),
    "sqlite: many tables": (
        100,
        "a.db",
        lambda p, n: database(p, "".join(f"CREATE TABLE t{k} (a);" for k in range(n))),
    ),
    "sqlite: a view that sorts": (
        100,
        "a.db",
        lambda p, n: database(
            p,
            "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            f"LIMIT {n}) SELECT i, randomblob(100000) AS b FROM n ORDER BY b;",
        ),
    ),
    "a sparse file": (4 * 2**30, "a.csv", sparse),
}
"""What there is much of, by source. Each is an input of its own at 4n."""


def main() -> None:
    """Print a line for each shape, and mark those that grow faster or that cost more than SECONDS or MEGABYTES."""
    with TemporaryDirectory() as where:
        base = checked(text(Path(where, "a.csv"), CSV + TASK_ROW))
    print(f"beyond a small list ({base.seconds:.2f} s, {base.megabytes:.0f} MB); {len(SHAPES)} shapes")
    print(
        f"{'':40} {'seconds at n':>12} {'2n':>6} {'4n':>6} {'MB at n':>8} {'2n':>5} {'4n':>5}  exit and message at 4n"
    )
    for name, (size, filename, make) in SHAPES.items():
        found = [grown(filename, make, times * size) for times in (1, 2, 4)]
        seconds = [max(0.0, each.seconds - base.seconds) for each in found]
        megabytes = [max(0.0, each.megabytes - base.megabytes) for each in found]
        times, room = (
            " ".join(f"{value:{form}}" for value in values) for values, form in ((seconds, "6.2f"), (megabytes, "5.0f"))
        )
        too_much = seconds[-1] > SECONDS or megabytes[-1] > MEGABYTES
        too_fast = any(grows(values, slight) for values, slight in zip((seconds, megabytes), SLIGHT, strict=True))
        mark = "  <-- TOO MUCH" * too_much + "  <-- GROWS" * too_fast
        print(f"{name:40} {times:>26} {room:>20}  {found[-1].code} {found[-1].said[:70]}{mark}", flush=True)


def grown(filename: str, make: Callable[[Path, int], object], size: int) -> Checked:
    """What the command costs on a shape of this size."""
    with TemporaryDirectory() as where:
        made = make(Path(where, filename), size)
        return checked(*(made if isinstance(made, tuple) else (made,)))


def grows(values: list[float], slight: float) -> bool:
    """Whether four times as much cost more than it may."""
    return values[-1] > MOST * max(values[0], slight)
