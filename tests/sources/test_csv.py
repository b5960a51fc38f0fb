"""Texts with separated columns, in the encodings, with the delimiters and the faults that they come with."""

import io
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from taskstats_adapters.contract import Sheet, SourceError
from taskstats_adapters.sources.csv_text import SOURCE

HEADERS = ["Nội dung nhiệm vụ", "Cơ quan chủ trì", "Hạn xử lý"]
ROWS = [HEADERS, ["Rà soát, tổng hợp", "Sở Y tế", "31/5/2021"], ["Báo cáo", "Sở Tài chính", ""]]

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(content: str | bytes, encoding: str = "utf-8", name: str = "a.csv") -> Path:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return tmp_path / name

    return make


def sheet(path: Path, **options: object) -> Sheet:
    (only,) = SOURCE.read(str(path), options)
    return only


def rows(path: Path, **options: object) -> list[list[object]]:
    return [list(row) for row in sheet(path, **options).rows]


def refusal(path: Path, **options: object) -> SourceError:
    with pytest.raises(SourceError) as raised:
        rows(path, **options)
    return raised.value


def joined(delimiter: str, end: str = "\r\n") -> str:
    return "".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + end for row in ROWS)


# -- delimiters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_delimiter_that_makes_the_headers_appear(write: Write, delimiter: str, end: str) -> None:
    titles = f"UBND TỈNH, VĂN PHÒNG; PHÒNG A | B{end}Danh sách, tháng 5, năm 2021, lần 1, lần 2{end}"
    assert rows(write(titles + joined(delimiter, end)))[2:] == ROWS


def test_a_stated_delimiter_wins(write: Write) -> None:
    path = write("sep=;\r\nNgày giao,Hạn xử lý;x\r\na,b;c\r\n")
    assert rows(path) == [["Ngày giao,Hạn xử lý", "x"], ["a,b", "c"]]
    assert sheet(path).locate("", 1, None) == "dòng 1"


def test_a_stated_delimiter_is_a_line_of_its_own(write: Write) -> None:
    found = sheet(write("sep=;\r\na;b\r\nc;d\r\n"))
    assert [found.locate("", number, 1) for number, _ in enumerate(found.rows, 1)] == ["dòng 2, cột 2", "dòng 3, cột 2"]


def test_a_delimiter_that_is_asked_for(write: Write) -> None:
    assert rows(write("a,b:c\n"), delimiter=":") == [["a,b", "c"]]


def test_without_known_headers_the_most_regular_columns(write: Write) -> None:
    text = "Phòng A, B, C, D, E, F\n" + "x;1,5\ny;2\nz;3,25\n"
    assert rows(write(text))[1:] == [["x", "1,5"], ["y", "2"], ["z", "3,25"]]


def test_one_column_stays_one(write: Write) -> None:
    assert rows(write("Nhiệm vụ\nViệc A\n")) == [["Nhiệm vụ"], ["Việc A"]]


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
def test_a_delimiter_that_cannot_be_one(write: Write, delimiter: str) -> None:
    path = write("a;b\n")
    if delimiter:
        assert refusal(path, delimiter=delimiter).code == "E-OPTION"
    else:
        assert rows(path, delimiter=delimiter) == [["a", "b"]]


# -- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_forms_of_unicode(write: Write, encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith(("le", "be")) else ""
    assert rows(write(mark + joined(";"), encoding)) == ROWS


def test_windows_1258_stays_decomposed(write: Write) -> None:
    """Its tone marks are characters of their own; intake puts them together."""
    text = joined(";")
    for plain, marked in (("ố", "ô\u0301"), ("ộ", "ô\u0323"), ("ệ", "ê\u0323"), ("ụ", "u\u0323"), ("ạ", "a\u0323")):
        text = text.replace(plain, marked)
    for plain, marked in (
        ("ử", "ư\u0309"),
        ("ý", "y\u0301"),
        ("ủ", "u\u0309"),
        ("ì", "i\u0300"),
        ("ổ", "ô\u0309"),
        ("ợ", "ơ\u0323"),
        ("ở", "ơ\u0309"),
        ("ế", "ê\u0301"),
        ("ò", "o\u0300"),
    ):
        text = text.replace(plain, marked)
    data = text.encode("cp1258")
    assert unicodedata.normalize("NFC", str(rows(write(data)))) == unicodedata.normalize("NFC", str(ROWS))
    assert rows(write(data), encoding="cp1258") == rows(write(data))


def test_an_encoding_that_is_asked_for(write: Write) -> None:
    assert rows(write("Ngày;b\n".encode("latin-1")), encoding="latin-1") == [["Ngày", "b"]]


@pytest.mark.parametrize("encoding", ["nothing", "base64", "rot13"])
def test_an_encoding_that_does_not_exist(write: Write, encoding: str) -> None:
    assert refusal(write("a;b\n"), encoding=encoding).code == "E-OPTION"


def test_one_damaged_byte_in_utf_8_is_told_with_its_place(write: Write) -> None:
    """And does not turn the whole file into another encoding."""
    data = joined(";").encode().replace("Báo".encode(), b"B\xe1o")
    error = refusal(write(data))
    assert (error.code, error.where) == ("E-ENCODING", "a.csv, dòng 3")
    assert f"byte thứ {data.index(b'B' + bytes([0xE1])) + 2} " in error.message


@pytest.mark.parametrize(("data", "encoding"), [(b"a\n\xff", "utf-8"), ("\ufeffa\nb".encode("utf-16-le")[:-1], None)])
def test_bytes_that_are_not_in_the_encoding(write: Write, data: bytes, encoding: str | None) -> None:
    error = refusal(write(data), **({"encoding": encoding} if encoding else {}))
    assert (error.code, error.where) == ("E-ENCODING", "a.csv, dòng 2")


@pytest.mark.parametrize("data", [b"a;b\r\nc\0;d\r\n", b"a;b\rc\0;d\r", b"\xef\xbb\xbfa;b\nc\0;d"])
def test_a_nul_byte(write: Write, data: bytes) -> None:
    error = refusal(write(data))
    assert error.code in ("E-ENCODING", "E-FORMAT")
    assert refusal(write(data), encoding="utf-8").where == "a.csv, dòng 2"
    assert refusal(write(data), encoding="utf-8").code == "E-ENCODING"


# -- places and quotes ----------------------------------------------------------------------------


def test_places_are_the_lines_of_the_file(write: Write) -> None:
    found = sheet(write('a;b\r\n"dài\r\nba\r\ndòng";c\r\n\r\nd;e\r\n'))
    assert [list(row) for row in found.rows] == [["a", "b"], ["dài\r\nba\r\ndòng", "c"], [], ["d", "e"]]
    assert [found.locate("", number, 5) for number in (1, 2, 3, 4)] == [
        "dòng 1, cột 6",
        "dòng 2, cột 6",
        "dòng 5, cột 6",
        "dòng 6, cột 6",
    ]
    assert found.locate("", 4, None) == "dòng 6"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a;b\nc;"d\ne;f\n', 2),
        ('a;b\n"c\nd";"e\nf;g\n', 3),
        ('a;b\r\n"c\r\nd";"e ""x"" \r\nf;g\r\n', 3),
        ('a;b\r"c\rd";"e\rf;g\r', 3),
        ('a;"', 1),
        ('sep=;\na;"b\nc', 2),
        ('a;b\n5" ống;"c\nd', 2),
    ],
)
def test_a_quote_that_is_never_closed_is_told_where_it_opened(write: Write, text: str, line: int) -> None:
    error = refusal(write(text))
    assert (error.code, error.where) == ("E-QUOTE", f"a.csv, dòng {line}")


def test_something_behind_a_closed_quote(write: Write) -> None:
    error = refusal(write('a;b\n"c"d;e\n'))
    assert (error.code, error.where) == ("E-QUOTE", "a.csv, dòng 2")


def test_quotes_inside_cells(write: Write) -> None:
    assert rows(write('a;"b ""c"""\n5";d "e"\n')) == [["a", 'b "c"'], ['5"', 'd "e"']]


def test_newlines_of_all_kinds_in_one_file(write: Write) -> None:
    assert rows(write("a;b\rc;d\ne;f\r\ng;h")) == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]


def test_a_cell_of_a_million_characters(write: Write) -> None:
    error = refusal(write("a;b\nc;" + "x" * 1_000_000 + "\n"))
    assert (error.code, error.where) == ("E-CELL-SIZE", "a.csv, dòng 2")


def test_rows_keep_their_own_lengths(write: Write) -> None:
    assert rows(write("a;b\nc\nd;e;f\n;\n")) == [["a", "b"], ["c"], ["d", "e", "f"], ["", ""]]


# -- the rest -------------------------------------------------------------------------------------


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(joined(";").encode("utf-16"))))
    (only,) = SOURCE.read("-", {})
    assert (only.name, [list(row) for row in only.rows]) == ("-", ROWS)


def test_nothing_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(SourceError, match="E-EMPTY"):
        list(SOURCE.read("-", {}))


def test_an_unknown_option(write: Write) -> None:
    error = refusal(write("a\n"), sheet="S")
    assert error.code == "E-OPTION"
    assert "chỉ có: encoding, delimiter" in error.message


def test_other_formats_are_named(write: Write) -> None:
    assert "trang web (HTML)" in refusal(write("<!DOCTYPE html><html></html>")).message
    assert refusal(write(b"\x01\0\2\0\3\0\xff\0")).code in ("E-FORMAT", "E-ENCODING")
