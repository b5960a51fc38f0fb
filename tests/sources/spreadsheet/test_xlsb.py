"""Binary workbooks, record by record."""

import datetime as dt
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from taskstats_adapters.contract import MERGED, BadCell, SourceError
from taskstats_adapters.sources.spreadsheet.source import SOURCE

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    sized = b""
    while length >= 0x80:
        sized += bytes([length & 0x7F | 0x80])
        length >>= 7
    return number + sized + bytes([length]) + content


def text(content: str) -> bytes:
    return struct.pack("<L", len(content)) + content.encode("utf-16-le")


def row(number: int, *cells: bytes) -> bytes:
    return record(0, struct.pack("<LLHBBBL", number - 1, 0, 300, 0, 0, 0, 0)) + b"".join(cells)


def cell(kind: int, column: int, content: bytes) -> bytes:
    return record(kind, struct.pack("<LL", column, 0) + content)


def number(column: int, value: float) -> bytes:
    return cell(5, column, struct.pack("<d", value))


Xlsb = Callable[..., Path]


@pytest.fixture
def xlsb(tmp_path: Path) -> Xlsb:
    """An .xlsb file from the records of its rows, and of its merges."""

    def make(
        *rows: bytes, texts: Sequence[str] = ("Việc A",), merged: Sequence[bytes] = (), properties: bytes = b""
    ) -> Path:
        sheet = record(129) + record(148, struct.pack("<4L", 0, 0, 0, 0)) + record(145) + b"".join(rows) + record(146)
        spans = b"".join(record(176, span) for span in merged)
        sheet += record(177, struct.pack("<L", len(merged))) + spans + record(178)
        shared = record(159, struct.pack("<LL", len(texts), len(texts)))
        shared += b"".join(record(19, b"\0" + text(one)) for one in texts) + record(160)
        bundle = record(156, struct.pack("<LL", 0, 1) + text("rId1") + text("Nhiệm vụ"))
        target = '<Relationship Id="{}" Type="' + RELATIONS + '/{}" Target="{}"/>'
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": "<Relationships>"
            + target.format("rId1", "officeDocument", "xl/workbook.bin")
            + "</Relationships>",
            "xl/_rels/workbook.bin.rels": "<Relationships>"
            + target.format("rId1", "worksheet", "worksheets/sheet1.bin")
            + target.format("rId2", "sharedStrings", "sharedStrings.bin")
            + "</Relationships>",
            "xl/workbook.bin": record(131) + properties + record(143) + bundle + record(144) + record(132),
            "xl/worksheets/sheet1.bin": sheet + record(130),
            "xl/sharedStrings.bin": shared,
        }
        with zipfile.ZipFile(tmp_path / "a.xlsb", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return tmp_path / "a.xlsb"

    return make


def test_values_are_in_their_places(xlsb: Xlsb) -> None:
    shared = cell(7, 1, struct.pack("<L", 0))
    (sheet,) = SOURCE.read(str(xlsb(row(2, shared, number(2, 2.5)), row(4, number(1, 7)))), {})
    assert sheet.name == "Nhiệm vụ"
    assert [list(one) for one in sheet.rows] == [["", "", ""], ["", "Việc A", 2.5], ["", "", ""], ["", 7, ""]]


def test_errors_are_not_blank(xlsb: Xlsb) -> None:
    error = cell(3, 0, b"\x2a")
    calculated = cell(11, 1, b"\x17" + struct.pack("<HLL", 0, 0, 0))
    (sheet,) = SOURCE.read(str(xlsb(row(1, error, calculated, number(2, 1)))), {})
    assert [list(one) for one in sheet.rows] == [[BadCell("#N/A", "E-CELL-ERROR"), BadCell("#REF!", "E-CELL-ERROR"), 1]]


@pytest.mark.parametrize("kind", [3, 11], ids=["typed", "calculated"])
@pytest.mark.parametrize(
    ("code", "shown"),
    [(0, "#NULL!"), (7, "#DIV/0!"), (15, "#VALUE!"), (23, "#REF!"), (29, "#NAME?"), (36, "#NUM!"), (42, "#N/A"),
     (43, "#N/A")],
)  # fmt: skip
def test_every_error_has_its_name(xlsb: Xlsb, kind: int, code: int, shown: str) -> None:
    rest = struct.pack("<HLL", 0, 0, 0) if kind == 11 else b""
    (sheet,) = SOURCE.read(str(xlsb(row(1, cell(kind, 0, bytes([code]) + rest), number(1, 1)))), {})
    assert [list(one) for one in sheet.rows] == [[BadCell(shown, "E-CELL-ERROR"), 1]]


@pytest.mark.parametrize(
    "part",
    [
        "embeddings/oleObject1",
        "printerSettings/printerSettings1",
        "vbaProject",
        "activeX/activeX1",
        "ctrlProps/ctrlProp1",
    ],
)
def test_parts_that_nobody_reads_are_not_inspected(xlsb: Xlsb, part: str) -> None:
    path = xlsb(row(1, number(0, 1)))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"xl/{part}.bin", b"\x05\xff\xff\xff\x7f")  # no records
    (sheet,) = SOURCE.read(str(path), {})
    assert [list(one) for one in sheet.rows] == [[1]]


def test_a_stray_cell(xlsb: Xlsb, fenced: Callable[[Path], str]) -> None:
    assert fenced(xlsb(row(1, number(0, 1)), row(1048576, number(16383, 1)))).startswith("E-STRAY a.xlsb: có ô lẻ")


def test_one_long_text_in_every_cell(xlsb: Xlsb, fenced: Callable[[Path], str]) -> None:
    rows = [row(line, cell(7, 0, struct.pack("<L", 0))) for line in range(1, 5000)]
    assert fenced(xlsb(*rows, texts=["a" * 1_000_000])).startswith("E-BOMB")


def test_a_truncated_record(xlsb: Xlsb) -> None:
    for rest in (b"\x05", b"\x05\xff\xff\xff\x7f", b"\x95"):
        path = xlsb(row(1, number(0, 1)))
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/worksheets/sheet2.bin", rest)
        with pytest.raises(SourceError, match="E-CORRUPT"):
            list(SOURCE.read(str(path), {}))


def test_a_hidden_sheet(xlsb: Xlsb) -> None:
    path = xlsb(row(1, number(0, 1)))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    workbook = parts["xl/workbook.bin"]
    start = workbook.index(struct.pack("<LL", 0, 1))
    parts["xl/workbook.bin"] = workbook[:start] + struct.pack("<LL", 1, 1) + workbook[start + 8 :]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (sheet,) = SOURCE.read(str(path), {})
    assert (sheet.ignored, sheet.rows) == ("trang tính ẩn", ())


def merge(*places: int) -> bytes:
    """A merge record: first and last row, first and last column, from 0."""
    return struct.pack("<4L", *places)


def test_merged_cells_are_marked_below_the_first(xlsb: Xlsb) -> None:
    """Those beside the first are blank, whatever the file has there."""
    rows = row(1, number(0, 1.0)), row(2, number(1, 6.0)), row(3, number(1, 7.0), number(2, 8.0))
    (sheet,) = SOURCE.read(str(xlsb(*rows, merged=[merge(0, 1, 0, 0), merge(2, 9, 1, 2)])), {})
    assert list(sheet.rows) == [[1, "", ""], [BadCell("1", MERGED), 6, ""], ["", 7, ""]]


@pytest.mark.parametrize("length", [0, 4, 11])
def test_a_truncated_merge(xlsb: Xlsb, length: int) -> None:
    with pytest.raises(SourceError, match="E-CORRUPT"):
        list(SOURCE.read(str(xlsb(row(1, number(0, 1.0)), merged=[merge(0, 1, 0, 0)[:length]])), {}))


def test_days_may_count_from_1904(xlsb: Xlsb) -> None:
    for flags, first in ((0, dt.date(1899, 12, 30)), (1, dt.date(1904, 1, 1))):
        properties = record(153, struct.pack("<LL", flags, 0) + text(""))
        (sheet,) = SOURCE.read(str(xlsb(row(2, number(1, 2.5)), properties=properties)), {})
        assert sheet.day_zero == first
