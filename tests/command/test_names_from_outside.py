"""Names come from outside too: none of them steers the terminal, hides, or forges a line of what is printed."""

import json
import sqlite3
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from taskstats_adapters.vietnamese.text import visible

EVIL = "\x1b]52;c;eA==\x07\u202egnp\u2028\na.csv: đọc 9 dòng = nhận 9 + từ chối 0 + bỏ qua 0"
SHOWN = "\\u001b]52;c;eA==\\u0007\\u202egnp\\u2028\\na.csv: đọc 9 dòng"
HEADER = ("Mã", "Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
LIST = f"{';'.join(HEADER)}\n1;A;Sở Y tế;3/5/2021;20/5/2021;\n"
ROW = dict(zip(HEADER, ("1", "A", "Sở Y tế", "3/5/2021", "31/2/2021", ""), strict=True))


def database(path: Path, table: str, columns: tuple[str, ...] = HEADER) -> None:
    def quoted(name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"CREATE TABLE {quoted(table)} ({', '.join(map(quoted, columns))})")
        connection.execute(f"INSERT INTO {quoted(table)} VALUES (?, ?, ?, ?, ?, ?)", tuple(ROW.values()))


def a_file(path: Path) -> str:
    (path / f"{EVIL.replace('/', '')}.csv").write_text(LIST.replace("20/5", "31/2"), "utf-8")
    (path / f"{EVIL}.unknown").write_text("")
    return "check ."


def a_file_not_found(path: Path) -> str:
    return "check EVIL.csv"


def a_key_of_json(path: Path) -> str:
    (path / "a.json").write_text(json.dumps({EVIL: [ROW], "other": [ROW]}), "utf-8")
    return "check a.json"


def a_sheet_not_found(path: Path) -> str:
    (path / "a.json").write_text(json.dumps({EVIL: [ROW]}), "utf-8")
    return "check a.json --sheet EVIL?"


def a_table(path: Path) -> str:
    database(path / "a.db", EVIL)
    return "check a.db"


def a_column(path: Path) -> str:
    database(path / "a.db", "a", (*HEADER[:4], EVIL, "Ngày hoàn thành"))
    (path / "p.toml").write_text(f"[columns]\ndue_on = {json.dumps(EVIL)}\n", "utf-8")
    return "list a.db --profile p.toml --period 2021-05 --figure due.total"


def a_key_of_the_profile(path: Path) -> str:
    (path / "a.csv").write_text(LIST, "utf-8")
    (path / "p.toml").write_text(f"{json.dumps(EVIL)} = 1\n", "utf-8")
    return "check a.csv --profile p.toml"


def a_file_of_agencies(path: Path) -> str:
    (path / "a.csv").write_text(LIST, "utf-8")
    (path / "p.toml").write_text(f"agencies = {json.dumps(EVIL)}\n", "utf-8")
    return "check a.csv --profile p.toml"


def a_key_of_the_baseline(path: Path) -> str:
    (path / "a.csv").write_text(LIST, "utf-8")
    (path / "b.json").write_text(f'{{"schema": "taskstats/report/1", {json.dumps(EVIL)}: 1}}', "utf-8")
    return "report a.csv --period 2021-05 --baseline b.json"


def an_option(path: Path) -> str:
    (path / "a.csv").write_text(LIST, "utf-8")
    return "report a.csv --period 2021-05 --as-of EVIL"


def a_period(path: Path) -> str:
    (path / "a.csv").write_text(LIST, "utf-8")
    return "report a.csv --period EVIL"


MAKERS: tuple[Callable[[Path], str], ...] = (
    a_file,
    a_file_not_found,
    a_key_of_json,
    a_sheet_not_found,
    a_table,
    a_column,
    a_key_of_the_profile,
    a_file_of_agencies,
    a_key_of_the_baseline,
    an_option,
    a_period,
)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_name_is_printed_with_its_codes(run: Any, tmp_path: Path, make: Callable[[Path], str]) -> None:
    arguments = make(tmp_path)
    done = run(*(argument.replace("EVIL", EVIL) for argument in arguments.split()))
    said = done.stdout + done.stderr
    assert done.returncode in (1, 2, 3)
    assert SHOWN[:20] in said
    assert not [char for char in said if unicodedata.category(char)[0] == "C" and char not in "\n\t"]
    assert not [line for line in said.split("\n") if line.startswith("a.csv: đọc 9")]


def test_the_outputs_hold_no_such_name(run: Any, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    a_file(tmp_path / "lists")
    (tmp_path / "lists" / "b.csv").write_text(LIST.replace("1;A", "2;B"), "utf-8")
    outputs = [option for name in ("r.md", "r.json") for option in ("-o", name)]
    done = run("report", "lists", "--period", "2021-05", "--skip-rejected", *outputs)
    assert done.returncode == 0, done.stderr
    for name in ("r.md", "r.json"):
        text = (tmp_path / name).read_text("utf-8")
        assert not [char for char in text if unicodedata.category(char)[0] == "C" and char != "\n"]
    names = [file["name"] for file in json.loads((tmp_path / "r.json").read_text("utf-8"))["receipt"]["sources"]]
    assert names == [visible(f"{EVIL}.csv"), "b.csv"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sở Y tế — 100\u00a0%", "Sở Y tế — 100\u00a0%"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\x1b\x9b\u200b\u2066\u2029\ufeff", r"\u001b\u009b\u200b\u2066\u2029\ufeff"),
        ("\U000e0041\udce1", r"\udb40\udc41\udce1"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_some_characters_may_stay() -> None:
    assert visible("a\n\x1b\t", kept="\n\t") == "a\n\\u001b\t"
