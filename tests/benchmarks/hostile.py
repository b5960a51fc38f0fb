"""Run `taskstats check` on hostile files: the cost beyond that of a small valid list, and the message.

The time is that of the processor, so that a busy machine gives the same figures.
"""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks import lists
from tests.benchmarks.measure import LAUNCH
from tests.sources.conftest import ODS, PARTS, SHEET
from tests.sources.spreadsheet.test_hostile_workbooks import declared, ods_row

COMMAND = str(Path(sys.executable).with_name("taskstats"))
SAMPLES = Path(__file__).parent.parent / "sources" / "samples"
SECONDS, MEGABYTES = 2, 300

HEADERS = ("Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
TASK = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "")
DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DOCX = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def row(number: int, *cells: str) -> str:
    """A row of an .xlsx sheet with inline texts."""
    inside = "".join(
        f'<c r="{chr(65 + n)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(cells)
    )
    return f'<row r="{number}">{inside}</row>'


def stray(reference: str, number: int) -> str:
    """A row with a single cell."""
    return f'<row r="{number}"><c r="{reference}"><v>1</v></c></row>'


LIST = row(1, *HEADERS) + row(2, *TASK)


def styled(last: int, columns: str) -> str:
    """Rows of cells that have a style and no content."""
    cells = "".join(f'<c r="{letter}%d" s="0"/>' for letter in columns)
    pattern = f'<row r="%d">{cells}</row>'
    return "".join(pattern % ((number,) * (len(columns) + 1)) for number in range(3, last + 1))


def xlsx(path: Path, rows: str = LIST, *, dimension: str = "", parts: Mapping[str, str | bytes] | None = None) -> Path:
    """An .xlsx file made from the XML of its rows; `parts` adds or replaces zip parts."""
    sheet = (
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{dimension}'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return zipped(path, {**PARTS, SHEET: sheet, **(parts or {})})


def ods(path: Path, rows: str, before: str = "") -> Path:
    """An .ods file made from the XML of its rows."""
    kind = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<manifest/>"}
    return zipped(path, {**kind, "content.xml": before + ODS.format(rows)})


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A zip file of these parts; `mimetype` is stored uncompressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return path


def text(path: Path, content: str | bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cut(path: Path) -> Path:
    """The first half of a workbook of 20,000 rows."""
    lists.write_workbook(lists.make(20_000, late=0, overdue=0), path)
    return text(path, path.read_bytes()[: path.stat().st_size // 2])


def pipe(path: Path) -> Path:
    """A named pipe without a writer."""
    os.mkfifo(path)
    return path


def folder(path: Path) -> Path:
    """A folder named like a list."""
    path.mkdir()
    return path


CSV = ";".join(HEADERS) + "\n"
ODS_LIST = ods_row(*((1, name) for name in HEADERS)) + ods_row(*((1, cell) for cell in TASK))
MANY = {f"xl/media/image{number}.png": b"\0" * 20_000_000 for number in range(30)}

FILES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "stray cell XFD1048576": ("a.xlsx", lambda p: xlsx(p, LIST + stray("XFD1048576", 1048576))),
    "stray cell XFD20000": ("a.xlsx", lambda p: xlsx(p, LIST + stray("XFD20000", 20000))),
    "stray cell in row 99999999": ("a.xlsx", lambda p: xlsx(p, LIST + stray("A99999999", 99999999))),
    "dimension too small": ("a.xlsx", lambda p: xlsx(p, dimension='<dimension ref="A1"/>')),
    "dimension too large": ("a.xlsx", lambda p: xlsx(p, dimension='<dimension ref="A1:XFD1048576"/>')),
    "300,000 styled empty rows": ("a.xlsx", lambda p: xlsx(p, LIST + styled(300_000, "ABCDEFGHIJ"))),
    "1,048,576 styled empty rows": ("a.xlsx", lambda p: xlsx(p, LIST + styled(1_048_576, "ABCDE"))),
    "zip bomb by ratio": ("a.xlsx", lambda p: xlsx(p, LIST + " " * 400_000_000)),
    "zip bomb by total": ("a.xlsx", lambda p: xlsx(p, parts=MANY)),
    "zip bomb with a false size": ("a.xlsx", lambda p: declared(xlsx(p, LIST + " " * 400_000_000), SHEET, 1000)),
    "DOCTYPE in xlsx": ("a.xlsx", lambda p: xlsx(p, parts={"xl/sharedStrings.xml": DOCTYPE + "<sst>&b;</sst>"})),
    "DOCTYPE in ods": ("a.ods", lambda p: ods(p, ODS_LIST, DOCTYPE)),
    "DOCTYPE in docx": ("a.docx", lambda p: zipped(p, {"word/document.xml": DOCTYPE + DOCX})),
    "ods row repeated 1,048,576 times": ("a.ods", lambda p: ods(p, ODS_LIST + ods_row((1, "a"), repeated=1048576))),
    "ods cell repeated 16,384 × 1,048,576": ("a.ods", lambda p: ods(p, ods_row((16384, "a"), repeated=1048576))),
    "ods row repeated 4,000,000,000 times": ("a.ods", lambda p: ods(p, ods_row((1, "a"), repeated=4_000_000_000))),
    "half of an xlsx": ("a.xlsx", cut),
    "random bytes, xlsx": ("a.xlsx", lambda p: text(p, Random(1).randbytes(5_000_000))),
    "random bytes, xls": ("a.xls", lambda p: text(p, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + Random(1).randbytes(10**6))),
    "random bytes, csv": ("a.csv", lambda p: text(p, Random(1).randbytes(5_000_000))),
    "random bytes, json": ("a.json", lambda p: text(p, Random(1).randbytes(5_000_000))),
    "csv named xlsx": ("a.xlsx", lambda p: text(p, CSV)),
    "docx named xlsx": ("a.xlsx", lambda p: zipped(p, {"word/document.xml": DOCX})),
    "html named xls": ("a.xls", lambda p: text(p, "<html><table><tr><td>Ngày giao</td></tr></table></html>")),
    "xlsx named csv": ("a.csv", xlsx),
    "xlsx with a password": ("a.xlsx", lambda p: text(p, (SAMPLES / "mat-khau.xlsx").read_bytes())),
    "cell of 1,000,000 characters, xlsx": ("a.xlsx", lambda p: xlsx(p, LIST + row(3, "a" * 10**6, *TASK[1:]))),
    "cell of 1,000,000 characters, csv": ("a.csv", lambda p: text(p, f"{CSV}{'a' * 10**6};;;;\n")),
    "line of 200,000,000 characters, csv": ("a.csv", lambda p: text(p, CSV + "a;" * 10**8)),
    "quote never closed in 100 MB, csv": ("a.csv", lambda p: text(p, f'{CSV}"a;b\n' + "Báo cáo;Sở Y tế\n" * 5_000_000)),
    "NUL, csv": ("a.csv", lambda p: text(p, f"{CSV}Báo\0cáo;Sở Y tế;3/5/2021;;\n")),
    "100 MB of NUL, csv": ("a.csv", lambda p: text(p, bytes(10**8))),
    "100 MB of one letter, json": ("a.json", lambda p: text(p, "a" * 10**8)),
    "100,000 deep, json": ("a.json", lambda p: text(p, "[" * 100_000 + "]" * 100_000)),
    "named pipe": ("a.xlsx", pipe),
    "folder": ("a.xlsx", folder),
    "missing": ("a.xlsx", lambda p: p),
}
"""What is wrong -> the file name, and how to make the file."""


def main() -> None:
    """Make and check every file, and mark those that take more than SECONDS or MEGABYTES."""
    with TemporaryDirectory() as base:
        valid = checked(text(Path(base, "a.csv"), CSV + ";".join(TASK) + "\n"))
        if valid.code:
            raise SystemExit(f"a valid list is rejected: {valid.said}")
    of_valid = f"(valid list: {valid.seconds:.2f} s, {valid.megabytes:.0f} MB; {len(FILES)} files)"
    print(f"{'':38} {'seconds':>7} {'MB beyond':>9} {'exit':>4}  {of_valid}")
    for name, (filename, make) in FILES.items():
        with TemporaryDirectory() as where:
            seconds, megabytes, code, said = checked(make(Path(where, filename)))
        beyond = megabytes - valid.megabytes
        mark = "  <-- TOO MUCH" if seconds - valid.seconds > SECONDS or beyond > MEGABYTES else ""
        print(f"{name:38} {seconds:7.2f} {beyond:9.0f} {code:4}  {said}{mark}", flush=True)


class Checked(NamedTuple):
    """Processor time in seconds, peak MB, exit code and last line of standard error of `taskstats check`."""

    seconds: float
    megabytes: float
    code: int
    said: str


def checked(*arguments: object) -> Checked:
    """Run `taskstats check` with these arguments."""
    command = [sys.executable, LAUNCH, COMMAND, "check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    _, kilobytes, seconds = done.stdout.split()
    said = done.stderr.decode(errors="replace").strip().splitlines()
    return Checked(float(seconds), int(kilobytes) / 1024, done.returncode, said[-1] if said else "")
