"""Hostile documents: each is refused with its code, by a process that survives with 300 MB."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.heavy

Docx = Callable[..., Path]
Fenced = Callable[[Path], str]

SAMPLES = Path(__file__).parents[1] / "samples"
DOCUMENT = "word/document.xml"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def fenced(fenced: Callable[[Path, str], str]) -> Fenced:
    """Read any file as a Word document, with limited memory."""
    return lambda path: fenced(path, "word.source")


def cell(text: str = "a", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def declared(path: Path, part: str, size: int, method: int | None = None) -> Path:
    """The file with another size, and another compression, declared for a part in both places that declare them."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        local = archive.getinfo(part).header_offset
    central = data.rfind(part.encode()) - 46
    for start in (local + 8, central + 10):
        if method is not None:
            struct.pack_into("<H", data, start, method)
        struct.pack_into("<L", data, start + 14, size)
    path.write_bytes(data)
    return path


# -- what the reader is asked to hold -------------------------------------------------------------

GROWING = {
    "gridSpan": table(cell("a", '<w:gridSpan w:val="999999999"/>')),
    "gridBefore": table('<w:trPr><w:gridBefore w:val="999999999"/></w:trPr>' + cell()),
    "gridAfter": table('<w:trPr><w:gridAfter w:val="999999999"/></w:trPr>' + cell()),
    "many wide cells": table(*[cell("a", '<w:gridSpan w:val="5000"/>')] * 2000),
    "many wide rows": table(*['<w:trPr><w:gridAfter w:val="5000"/></w:trPr>'] * 2000),
    "rows": "<w:tbl>" + "<w:tr/>" * 2_000_000 + "</w:tbl>",
    "tables": "<w:tbl><w:tr/></w:tbl>" * 600_000,
}


@pytest.mark.parametrize("body", GROWING.values(), ids=GROWING)
def test_more_cells_than_the_file_has_bytes_for(docx: Docx, fenced: Fenced, body: str) -> None:
    said = fenced(docx(table(cell()) + body))
    assert said.startswith("E-BOMB a.docx: ")
    assert "các bảng có quá nhiều ô" in said


@pytest.mark.parametrize("number", ["-1", "", "1e9", "9" * 5000, "٣"])
def test_an_invalid_number_of_columns(docx: Docx, fenced: Fenced, number: str) -> None:
    assert fenced(docx(table(cell("a", f'<w:gridSpan w:val="{number}"/>')))).startswith("E-CORRUPT a.docx, bảng 1: ")


def test_the_longest_text_of_a_cell(docx: Docx, fenced: Fenced) -> None:
    assert fenced(docx(table(cell("ă" * 1_000_000)))) == "read"
    assert fenced(docx(table(cell("ă" * 1_000_001)))).startswith("E-CELL-SIZE a.docx, bảng 1: ")
    lines = f"<w:tc>{'<w:p/>' * 1_000_000}<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    assert fenced(docx(table(lines))).startswith("E-CELL-SIZE")


def test_a_long_text_outside_the_tables_is_skipped(docx: Docx, fenced: Fenced) -> None:
    assert fenced(docx(f"<w:p><w:r><w:t>{'ă' * 5_000_000}</w:t></w:r></w:p>" + table(cell()))) == "read"


@pytest.mark.parametrize("element", ["w:p", "w:sdt", "x", "w:del", "w:r"])
def test_elements_within_elements(docx: Docx, fenced: Fenced, element: str) -> None:
    deep = f"<{element}>" * 100_000 + f"</{element}>" * 100_000
    assert fenced(docx(deep + table(f"<w:tc>{deep}</w:tc>"))) == "read"


def test_tables_within_tables(docx: Docx, fenced: Fenced) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 50_000 + "</w:tc></w:tr></w:tbl>" * 50_000
    assert fenced(docx(body)) == "read"


def test_many_small_elements(docx: Docx, fenced: Fenced) -> None:
    assert fenced(docx("<w:p/>" * 2_500_000 + table(cell()))) == "read"


WIDE = "<w:tr>" + "<w:tc/>" * 300_000 + "</w:tr>"
TEXTS = "<w:r>" + "<w:t>a</w:t>" * 50_000 + "</w:r>"
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'


@pytest.mark.parametrize(
    "content",
    [
        WIDE,
        f"<w:tr><w:tc><w:p>{FIELD * 50_000}{TEXTS}</w:p></w:tc></w:tr>",
        f"<w:tr><w:tc>{'<w:sdt>' * 50_000}<w:p>{TEXTS}</w:p>{'</w:sdt>' * 50_000}</w:tc></w:tr>",
    ],
    ids=["cells in a row", "texts in fields", "texts in controls"],
)
def test_time_is_proportional_to_size(docx: Docx, fenced: Fenced, content: str) -> None:
    assert fenced(docx(f"<w:tbl>{content}</w:tbl>")) == "read"


# -- the package ----------------------------------------------------------------------------------


def test_a_part_that_inflates_too_far(docx: Docx, fenced: Fenced) -> None:
    assert fenced(docx(" " * 400_000_000)).startswith("E-BOMB")


def test_a_bomb_that_lies_about_its_size(docx: Docx, fenced: Fenced) -> None:
    assert fenced(declared(docx(" " * 400_000_000), DOCUMENT, 1000)).startswith("E-BOMB")


def test_a_part_shorter_than_declared(docx: Docx, fenced: Fenced) -> None:
    assert fenced(declared(docx(table(cell())), DOCUMENT, 9999)).startswith("E-CORRUPT")


@pytest.mark.parametrize("keep", [10, 300, -200, -1])
def test_a_truncated_file(docx: Docx, fenced: Fenced, keep: int) -> None:
    path = docx(table(cell()))
    path.write_bytes(path.read_bytes()[:keep])
    assert fenced(path).startswith("E-CORRUPT")


@pytest.mark.parametrize("part", [DOCUMENT, "word/styles.xml", "_rels/.rels", "customXml/item1.xml"])
def test_a_doctype(docx: Docx, fenced: Fenced, part: str) -> None:
    path = docx(table(cell()), parts={"customXml/item1.xml": "<x/>"})
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part).decode()
    mined = {part: f'<?xml version="1.0"?>{DOCTYPE}{content}'}
    whole = mined.pop(DOCUMENT, None)
    assert fenced(docx(table(cell()), document=whole, parts=mined)).startswith("E-DOCTYPE")


def test_a_doctype_in_a_main_part_with_another_name(docx: Docx, fenced: Fenced) -> None:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts = {
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{relation}" Target="word/a.bin"/></Relationships>',
        "word/a.bin": f"{DOCTYPE}<w:document {WORD}>{table(cell('&c;'))}</w:document>",
    }
    assert fenced(docx(parts=parts)).startswith("E-DOCTYPE")


def test_a_doctype_split_by_empty_blocks(docx: Docx, fenced: Fenced) -> None:
    """The part inflates in pieces, with an empty one between the halves of the word."""
    document = f"{DOCTYPE}<w:document {WORD}>{table(cell('&c;'))}</w:document>".encode()
    deflater = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    half = deflater.compress(document[:5]) + deflater.flush(zlib.Z_FULL_FLUSH)
    rest = deflater.compress(document[5:]) + deflater.flush()
    raw = half + b"\0\0\0\xff\xff" * 100_000 + rest
    assert zlib.decompress(raw, -zlib.MAX_WBITS) == document
    path = docx(parts={DOCUMENT: None, "word/raw.xml": None})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(DOCUMENT, raw)
    assert fenced(declared(path, DOCUMENT, len(document), zipfile.ZIP_DEFLATED)).startswith("E-DOCTYPE")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding(docx: Docx, fenced: Fenced, encoding: str) -> None:
    assert fenced(docx(document=f"<w:document {WORD}/>".encode(encoding))).startswith("E-CORRUPT")


@pytest.mark.parametrize(
    "parts",
    [
        {DOCUMENT: None},
        {"_rels/.rels": "<Relationships><Relationship"},
        {"_rels/.rels": ""},
        {
            "_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" Target="http://x/a.xml"/></Relationships>'
        },
        {"_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" Target="../../x.xml"/></Relationships>'},
        {"_rels/.rels": f"<Relationships>{'<a/>' * 2_000_000}</Relationships>"},
    ],
    ids=["no main part", "half a relation", "empty", "on the web", "outside", "too many relations"],
)
def test_a_missing_main_part(docx: Docx, fenced: Fenced, parts: dict[str, str | None]) -> None:
    assert fenced(docx(table(cell()), parts=parts)).startswith("E-CORRUPT a.docx: ")


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl>",
        "<w:tr/>",
        cell(),
        f"<w:tbl>{cell()}</w:tbl>",
        table("<w:tr/>"),
        table(f"<w:tc>{cell()}</w:tc>"),
        f"<w:trPr><w:gridAfter w:val='3'/></w:trPr>{table(cell())}",
        "&a;",
        "\x07",
    ],
)
def test_xml_that_word_would_not_open(docx: Docx, fenced: Fenced, body: str) -> None:
    assert fenced(docx(body)).startswith("E-CORRUPT a.docx")


def test_an_unknown_encoding(docx: Docx, fenced: Fenced) -> None:
    relations = '<?xml version="1.0" encoding="UTF-D"?><Relationships/>'
    document = f'<?xml version="1.0" encoding="UTF-D"?><w:document {WORD}>{table(cell())}</w:document>'
    assert fenced(docx(document=document, parts={"_rels/.rels": relations})) == "read"


def test_a_part_that_is_not_xml(docx: Docx, fenced: Fenced) -> None:
    assert fenced(docx(document=b"\xff\xfe")).startswith("E-CORRUPT")
    assert fenced(docx(document=b"")).startswith("E-CORRUPT")


# -- files that are not what they seem ------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ((SAMPLES / "danh-sach.xlsx").read_bytes(), "E-FORMAT", "bảng tính Excel (.xlsx)"),
        ((SAMPLES / "danh-sach.xls").read_bytes(), "E-FORMAT", "bảng tính Excel 97-2003 (.xls)"),
        ((SAMPLES / "danh-sach.ods").read_bytes(), "E-FORMAT", "bảng tính OpenDocument (.ods)"),
        ((SAMPLES / "mat-khau.xlsx").read_bytes(), "E-PASSWORD", "hãy mở tệp, bỏ mật khẩu rồi lưu lại"),
        (b"<html><table/></html>", "E-FORMAT", "trang web (HTML)"),
        (b"%PDF-1.7", "E-FORMAT", "tệp PDF"),
    ],
    ids=["xlsx", "xls", "ods", "password", "html", "pdf"],
)
def test_another_file_named_docx(tmp_path: Path, fenced: Fenced, content: bytes, code: str, told: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    said = fenced(tmp_path / "a.docx")
    assert said.startswith(f"{code} a.docx: ")
    assert told in said
