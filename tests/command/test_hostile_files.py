"""Hostile files: the command survives within 300 MB, prints one message and writes nothing."""

import datetime as dt
import os
import re
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pytest

pytestmark = pytest.mark.heavy

HEADER = ("STT", "Mã", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
TASK = (1, "NV-1", "Báo cáo", "Sở Y tế", dt.date(2021, 5, 3), dt.date(2021, 5, 20), None)
SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

FENCED = """
import importlib, os, sys
from taskstats_adapters.command.main import main
from taskstats_adapters.plugins.discovery import registry
for offer in (*registry().sources, *registry().renderers):
    for library in offer.record.requires:
        importlib.import_module(library)
if sys.platform == "linux":  # elsewhere the process must at least stay alive
    import resource
    size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 300 * 2**20,) * 2)
if sys.argv[1] == "nobody" and os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.argv = ["taskstats", *sys.argv[2:]]
main()
"""

Make = Callable[[Path], object]


def command(*arguments: str | Path, user: str = "me") -> subprocess.CompletedProcess[str]:
    """Run the command in a process that may use 300 MB more than at its start."""
    return subprocess.run(
        [sys.executable, "-c", FENCED, user, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def refused(path: Path, exit_code: int, code: str, user: str = "me") -> None:
    """Check for one message with this code, an old report left intact, and no new files."""
    out = path.parent / "bao-cao.md"
    out.write_bytes(b"old")
    before = sorted(path.parent.iterdir())
    for arguments in (("check", path), ("report", path, "--period", "2021-05", "-o", out)):
        done = command(*arguments, user=user)
        assert done.returncode == exit_code, done.stderr
        found = re.findall(r"\[([EW]-[A-Z-]+)\]$", done.stdout + done.stderr, re.MULTILINE)
        assert found == [code], done.stdout + done.stderr
        if exit_code == 3:
            assert done.stdout == ""
            assert done.stderr.count("\n") == 1
            assert done.stderr.startswith(path.name)
    assert out.read_bytes() == b"old"
    assert sorted(path.parent.iterdir()) == before


# -- making them ----------------------------------------------------------------------------------


def workbook(path: Path, *rows: tuple[str | int | dt.date | None, ...], header: tuple[str, ...] = HEADER) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (header, *(rows or (TASK,))):
        sheet.append(row)
    book.save(path)


def edited(path: Path, part: str, edit: Callable[[str], str]) -> None:
    """The archive with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    assert part in (info.filename for info in parts)
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in parts.items():
            archive.writestr(info, edit(content.decode()).encode() if info.filename == part else content)


def with_rows(more: str) -> Make:
    def make(path: Path) -> None:
        workbook(path)
        edited(path, SHEET, lambda sheet: sheet.replace("</sheetData>", f"{more}</sheetData>"))

    return make


def with_doctype(part: str, first: Make) -> Make:
    def make(path: Path) -> None:
        first(path)
        edited(path, part, lambda xml: re.sub(r"^(<\?xml.*?\?>\s*)?", rf"\1{DOCTYPE}", xml, count=1))

    return make


def document(path: Path) -> None:
    file = docx.Document()
    table = file.add_table(rows=2, cols=len(HEADER))
    for row, texts in zip(table.rows, (HEADER, TASK), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = str(text or "")
    file.save(str(path))


def opendocument(rows: str) -> Make:
    def make(path: Path) -> None:
        names = "".join(
            f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
        )
        table = f'<table:table table:name="S">{rows}</table:table>'
        content = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            archive.writestr("META-INF/manifest.xml", "<manifest/>")
            for part in ("meta.xml", "styles.xml", "settings.xml"):
                archive.writestr(part, "<x/>")
            archive.writestr("content.xml", f"<office:document-content{names}>{content}</office:document-content>")

    return make


def row_of_text(rows: int = 1, columns: int = 1) -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
    cells = f"{cell}<text:p>a</text:p></table:table-cell>"
    return f'<table:table-row table:number-rows-repeated="{rows}">{cells}</table:table-row>'


PLAIN = opendocument(row_of_text())


def lying_bomb(path: Path) -> None:
    with_rows(" " * 100_000_000)(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(SHEET)
    struct.pack_into("<L", data, info.header_offset + 22, 1000)
    struct.pack_into("<L", data, data.rfind(SHEET.encode()) - 46 + 24, 1000)
    path.write_bytes(data)


def many_parts(path: Path) -> None:
    workbook(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"xl/media/{number}.png", b"\0" * 2_000_000)


def cut_off(path: Path) -> None:
    workbook(path)
    path.write_bytes(path.read_bytes()[:-200])


def only_hidden(path: Path) -> None:
    workbook(path)
    edited(path, "xl/workbook.xml", lambda xml: xml.replace('state="visible"', 'state="hidden"'))


def raw(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def text(content: str) -> Make:
    return raw(content.encode())


def with_text(content: str) -> Make:
    """A workbook with an inline text in row 9."""
    return with_rows(f'<row r="9"><c r="A9" t="inlineStr"><is><t>{content}</t></is></c></row>')


def with_title(xml: str) -> Make:
    """A workbook whose task has this title, written as XML."""

    def make(path: Path) -> None:
        workbook(path, (*TASK[:2], "TITLE", *TASK[3:]))
        edited(path, SHEET, lambda sheet: sheet.replace("TITLE", xml))

    return make


# -- what cannot be read: exit code 3 -------------------------------------------------------------

UNREADABLE: dict[str, tuple[str, Make, str]] = {
    "bomb": ("a.xlsx", with_rows(" " * 100_000_000), "E-BOMB"),
    "bomb of many parts": ("a.xlsx", many_parts, "E-BOMB"),
    "bomb that lies about its size": ("a.xlsx", lying_bomb, "E-BOMB"),
    "doctype in a sheet": ("a.xlsx", with_doctype(SHEET, workbook), "E-DOCTYPE"),
    "doctype in the properties": ("a.xlsx", with_doctype("docProps/core.xml", workbook), "E-DOCTYPE"),
    "doctype in a document": ("a.docx", with_doctype("word/document.xml", document), "E-DOCTYPE"),
    "doctype in an ods": ("a.ods", with_doctype("content.xml", PLAIN), "E-DOCTYPE"),
    "doctype in the manifest of an ods": ("a.ods", with_doctype("META-INF/manifest.xml", PLAIN), "E-DOCTYPE"),
    "stray cell": ("a.xlsx", with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "E-STRAY"),
    "stray cell, less far": ("a.xlsx", with_rows('<row r="20000"><c r="XFD20000"><v>1</v></c></row>'), "E-STRAY"),
    "row 99.999.999": ("a.xlsx", with_rows('<row r="99999999"><c r="A99999999"><v>1</v></c></row>'), "E-CORRUPT"),
    "cell repeated in an ods": ("a.ods", opendocument(row_of_text(1048576, 16384)), "E-STRAY"),
    "cut off": ("a.xlsx", cut_off, "E-CORRUPT"),
    "random bytes": ("a.xlsx", raw(bytes(number * number % 251 for number in range(9999))), "E-FORMAT"),
    "character NUL": ("a.xlsx", with_text("&#0;"), "E-CORRUPT"),
    "password": ("a.xlsx", raw((SAMPLES / "mat-khau.xlsx").read_bytes()), "E-PASSWORD"),
    "link to itself": ("a.xlsx", lambda path: path.symlink_to(path), "E-UNREADABLE"),
    "pipe": ("a.xlsx", os.mkfifo, "E-UNREADABLE"),
    "folder without lists": ("a.xlsx", lambda path: path.mkdir(), "E-MISSING"),
    "nothing": ("a.xlsx", lambda path: path.touch(), "E-EMPTY"),
    "json 100.000 deep": ("a.json", text("[" * 100_000 + "]" * 100_000), "E-BOMB"),
    "csv with a quote that never ends": ("a.csv", text('Ngày giao\n"3/5/2021\n' + "x\n" * 99_999), "E-CELL-SIZE"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make", "code"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_files_are_refused(tmp_path: Path, name: str, make: Make, code: str) -> None:
    make(tmp_path / name)
    refused(tmp_path / name, 3, code)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that all users may enter, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="taskstats-") as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


def test_files_without_permission_are_refused(open_folder: Path) -> None:
    """Root may read everything, so the process runs as nobody."""
    workbook(open_folder / "a.xlsx")
    (open_folder / "a.xlsx").chmod(0)
    refused(open_folder / "a.xlsx", 3, "E-UNREADABLE", user="nobody")


# -- what is another format than it says ----------------------------------------------------------

LIST = "Mã;Nội dung;Đơn vị;Ngày giao;Hạn xử lý;Ngày hoàn thành\nNV-1;Báo cáo;Sở Y tế;3/5/2021;20/5/2021;\n"
PAGE = (
    "<html><body><table>"
    + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(';'))}</tr>" for line in LIST.splitlines())
    + "</table></body></html>"
)

MISNAMED: dict[str, tuple[str, Make]] = {
    "csv named xlsx": ("a.xlsx", text(LIST)),
    "docx named xlsx": ("a.xlsx", document),
    "html named xls": ("a.xls", text(PAGE)),
    "xlsx named xls": ("a.xls", lambda path: workbook(path, TASK)),
}  # fmt: skip


@pytest.mark.parametrize(("name", "make"), MISNAMED.values(), ids=MISNAMED)
def test_files_with_a_wrong_suffix_are_reported(tmp_path: Path, name: str, make: Make) -> None:
    """Read by the right source with a warning, or refused; never silently."""
    make(tmp_path / name)
    done = command("check", tmp_path / name)
    said = done.stdout + done.stderr
    assert (done.returncode, len(re.findall(r"\[[EW]-FORMAT\]", said))) in ((0, 1), (3, 1)), said
    assert done.returncode == 3 or "nhận 1 " in said


# -- what the data do not give: exit code 1 -------------------------------------------------------

PROBLEMS: dict[str, tuple[Make, str]] = {
    "formula without a value": (lambda path: workbook(path, (*TASK[:5], "=E2+10", None)), "E-FORMULA"),
    "error": (lambda path: workbook(path, (*TASK[:5], "#REF!", None)), "E-CELL-ERROR"),
    "header twice": (lambda path: workbook(path, (*TASK, TASK[5]), header=(*HEADER, "Hạn xử lý")), "E-COLUMNS"),
    "header missing": (lambda path: workbook(path, header=(*HEADER[:5], "", HEADER[6])), "E-COLUMN"),
    "no header": (lambda path: workbook(path, header=("",) * 7), "E-HEADER"),
    "only hidden sheets": (only_hidden, "E-HEADER"),
}


@pytest.mark.parametrize(("make", "code"), PROBLEMS.values(), ids=PROBLEMS)
def test_missing_values_are_errors(tmp_path: Path, make: Make, code: str) -> None:
    make(tmp_path / "a.xlsx")
    refused(tmp_path / "a.xlsx", 1, code)


# -- what is odd, and honest: exit code 0 ---------------------------------------------------------


def with_dimension(reference: str) -> Make:
    def make(path: Path) -> None:
        workbook(path)
        edited(path, SHEET, lambda sheet: re.sub('<dimension ref="[^"]*"', f'<dimension ref="{reference}"', sheet))

    return make


def since_1904(path: Path) -> None:
    """A workbook with dates counted from 1904."""
    days = [str((day - dt.date(1904, 1, 1)).days) for day in (TASK[4], TASK[5])]
    workbook(path)
    edited(path, "xl/workbook.xml", lambda xml: re.sub("<workbookPr[^>]*>", '<workbookPr date1904="1"/>', xml))
    edited(path, SHEET, lambda xml: re.sub("(?<=<v>)4[0-9]{4}(?=</v>)", lambda _: days.pop(0), xml))
    assert days == []


STYLED = "".join(
    f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/><c r="G{row}" s="1"/></row>'
    for row in range(3, 300_003)
)

ODD: dict[str, Make] = {
    "dimension too small": with_dimension("A1"),
    "dimension too large": with_dimension("A1:XFD1048576"),
    "300.000 styled rows without content": with_rows(STYLED),
    "dates since 1904": since_1904,
    "serials as text": lambda path: workbook(path, (*TASK[:4], "44319", "44336", None)),
    "a text of a million characters": with_title("Báo cáo" + " " * 1_000_000),
    "control characters": with_title("Báo cá_x0000_o_x001B_"),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_unusual_but_valid_files_are_read(tmp_path: Path, make: Make) -> None:
    make(tmp_path / "a.xlsx")
    done = command("list", tmp_path / "a.xlsx", "--period", "2021-05", "--figure", "due.total")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\t") == ["Sheet!2", "NV-1", "", "Sở Y tế", "2021-05-03", "2021-05-20", "", "Báo cáo\n"]


# -- usage: exit code 2 ---------------------------------------------------------------------------


def test_a_format_without_a_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    refused(tmp_path / "a.exe", 2, "E-FORMAT")
