"""Delimited text: encodings, delimiters, and errors."""

import io
import sys
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from taskstats_adapters.contract import Sheet, SourceError
from taskstats_adapters.sources.common import text_lines
from taskstats_adapters.sources.csv_text import SOURCE

HEADERS = ["Nội dung nhiệm vụ", "Cơ quan chủ trì", "Hạn xử lý"]
ROWS = [HEADERS, ["Rà soát, tổng hợp", "Sở Y tế", "31/5/2021"], ["Báo cáo", "Sở Tài chính", ""]]

Write = Callable[..., Path]


@pytest.fixture
def file_name() -> str:
    return "a.csv"


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


def windows_1258(text: str) -> bytes:
    """The text in windows-1258, which has tone marks as separate characters after the letters."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    split = [unicodedata.normalize("NFD", char) for char in text]
    bases = [unicodedata.normalize("NFC", "".join(mark for mark in char if mark not in tones)) for char in split]
    marks = ["".join(mark for mark in char if mark in tones) for char in split]
    return "".join(base + mark for base, mark in zip(bases, marks, strict=True)).encode("cp1258")


# -- delimiters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_the_delimiter_is_the_one_that_gives_known_headers(write: Write, delimiter: str, end: str) -> None:
    titles = f"UBND TỈNH, VĂN PHÒNG; PHÒNG A | B{end}Danh sách, tháng 5, năm 2021, lần 1, lần 2{end}"
    assert rows(write(titles + joined(delimiter, end)))[2:] == ROWS


def test_a_stated_delimiter_takes_precedence(write: Write) -> None:
    path = write("sep=;\r\nNgày giao,Hạn xử lý;x\r\na,b;c\r\n")
    assert rows(path) == [["Ngày giao,Hạn xử lý", "x"], ["a,b", "c"]]
    assert sheet(path).locate("", 1, None) == "dòng 1"


@pytest.mark.parametrize(("start", "encoding"), [("SEP=|\n", None), ("\ufeffsep=|\n", "utf-8")])
def test_a_stated_delimiter_in_any_form(write: Write, start: str, encoding: str | None) -> None:
    assert rows(write(f"{start}a;b|c\n"), **({"encoding": encoding} if encoding else {})) == [["a;b", "c"]]


def test_a_stated_delimiter_is_a_line_of_its_own(write: Write) -> None:
    found = sheet(write("sep=;\r\na;b\r\nc;d\r\n"))
    assert [found.locate("", number, 1) for number, _ in enumerate(found.rows, 1)] == ["dòng 2, cột 2", "dòng 3, cột 2"]


def test_a_delimiter_from_the_profile(write: Write) -> None:
    assert rows(write("a,b:c\n"), delimiter=":") == [["a,b", "c"]]


def test_without_known_headers_the_most_regular_columns(write: Write) -> None:
    text = "Phòng A, B, C, D, E, F\n" + "x;1,5\ny;2\nz;3,25\n"
    assert rows(write(text))[1:] == [["x", "1,5"], ["y", "2"], ["z", "3,25"]]


def test_a_single_column_is_not_split(write: Write) -> None:
    assert rows(write("Nhiệm vụ\nViệc A\n")) == [["Nhiệm vụ"], ["Việc A"]]


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n"])
def test_an_invalid_delimiter(write: Write, delimiter: str) -> None:
    path = write("a;b\n")
    if delimiter:
        assert refusal(path, delimiter=delimiter).code == "E-OPTION"
    else:
        assert rows(path, delimiter=delimiter) == [["a", "b"]]


# -- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(write: Write, encoding: str) -> None:
    mark = "\ufeff" if encoding.endswith(("le", "be")) else ""
    assert rows(write(mark + joined(";"), encoding=encoding)) == ROWS


def test_windows_1258_stays_decomposed(write: Write) -> None:
    """Its tone marks are separate characters; intake composes them."""
    data = windows_1258(joined(";"))
    assert unicodedata.normalize("NFC", str(rows(write(data)))) == unicodedata.normalize("NFC", str(ROWS))
    assert rows(write(data), encoding="cp1258") == rows(write(data))


def test_an_encoding_from_the_profile(write: Write) -> None:
    assert rows(write("Ngày;b\n".encode("latin-1")), encoding="latin-1") == [["Ngày", "b"]]


def test_an_encoding_from_the_profile_takes_precedence(write: Write) -> None:
    assert rows(write("\ufeffa;b\n"), encoding="latin-1") == [["ï»¿a", "b"]]


@pytest.mark.parametrize(
    "encoding",
    ["nothing", "base64", "rot13", "utf-8\0", "punycode", "IDNA", "unicode_escape", "raw-unicode_escape", "undefined"],
)
def test_an_unknown_encoding(write: Write, encoding: str) -> None:
    assert refusal(write("a;b\n"), encoding=encoding).code == "E-OPTION"


def test_a_damaged_byte_in_utf_8_is_reported_with_its_place(write: Write) -> None:
    """It does not change the encoding of the whole file."""
    data = joined(";").encode().replace("Báo".encode(), b"B\xe1o")
    error = refusal(write(data))
    assert (error.code, error.where) == ("E-ENCODING", "a.csv, dòng 3")
    assert f"byte thứ {data.index(b'B' + bytes([0xE1])) + 2} " in error.message


@pytest.mark.parametrize(("data", "encoding"), [(b"a\n\xff", "utf-8"), ("\ufeffa\nb".encode("utf-16-le")[:-1], None)])
def test_bytes_that_are_not_in_the_encoding(write: Write, data: bytes, encoding: str | None) -> None:
    error = refusal(write(data), **({"encoding": encoding} if encoding else {}))
    assert (error.code, error.where) == ("E-ENCODING", "a.csv, dòng 2")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
@pytest.mark.parametrize("data", [f'a;b\n"{"x" * 200_000}";c\n', 'a;b\n"c;d\n', "a;b\nc\0;d\n"])
def test_a_refused_file_is_closed_while_the_error_lives(write: Write, data: str) -> None:
    """An open file cannot be replaced on Windows."""
    path = write(data)
    error = refusal(path, encoding="utf-8")
    opened = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.exists()]
    assert error.__traceback__ is not None
    assert str(path) not in opened


@pytest.mark.parametrize("data", [b"a;b\r\nc\0;d\r\n", b"a;b\rc\0;d\r", b"\xef\xbb\xbfa;b\nc\0;d"])
def test_a_nul_byte(write: Write, data: bytes) -> None:
    error = refusal(write(data))
    assert error.code in ("E-ENCODING", "E-FORMAT")
    assert refusal(write(data), encoding="utf-8").where == "a.csv, dòng 2"
    assert refusal(write(data), encoding="utf-8").code == "E-ENCODING"


@pytest.mark.parametrize(
    ("filler", "line"),
    [
        ("việc;b\r\n" * 50_000 + "việc;", 50_001),
        ("việc;b\r" * 50_000, 50_001),
        ("x" + "đ" * (text_lines.CHUNK // 2 - 1), 1),  # the last letter of the first piece is half in the next one
        ("v" * text_lines.CHUNK + "ệ\n", 2),
        ("v" * (text_lines.CHUNK - 4) + "ệ\r", 2),
    ],
)
def test_a_damaged_byte_late_in_the_file(write: Write, filler: str, line: int) -> None:
    data = filler.encode() + b"\xe1;c\n"
    error = refusal(write(data))
    assert (error.code, error.where) == ("E-ENCODING", f"a.csv, dòng {line}")
    assert f"byte thứ {len(filler.encode()) + 1} " in error.message


def test_a_damaged_letter_split_across_chunks(write: Write) -> None:
    data = b"\xc4\x91\n" + b"v" * (text_lines.CHUNK - 4) + b"\xe1" + b"v\n"
    error = refusal(write(data))
    assert (error.code, error.where) == ("E-ENCODING", "a.csv, dòng 2")
    assert f"byte thứ {text_lines.CHUNK} " in error.message


def test_the_encoding_is_guessed_from_the_first_letters_however_late(write: Write) -> None:
    plain = b"Ngay giao;Han xu ly\n" + b"1/5/2021;2/5/2021\n" * 40_000
    assert len(plain) > 2 * text_lines.CHUNK
    for last in ("Sở Nội vụ; Sở Ngoại vụ".encode(), windows_1258("Sở Nội vụ; Sở Ngoại vụ")):
        assert (
            unicodedata.normalize("NFC", ";".join(map(str, rows(write(plain + last))[-1]))) == "Sở Nội vụ; Sở Ngoại vụ"
        )


def test_a_nul_character_late_in_the_file(write: Write) -> None:
    error = refusal(write("a;b\n" * 100_000 + "c\0;d\n"))
    assert (error.code, error.where) == ("E-ENCODING", "a.csv, dòng 100001")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_utf_16_without_a_mark(write: Write, encoding: str, delimiter: str) -> None:
    assert rows(write(joined(delimiter), encoding=encoding)) == ROWS


def test_utf_16_that_cannot_be_told_is_read_as_the_message_says(write: Write) -> None:
    path = write("đĩ;ưở\nắấ;ổộ\n", encoding="utf-16-le")
    error = refusal(path)
    assert error.code in ("E-ENCODING", "E-FORMAT")
    assert '[source.csv] encoding = "utf-16-le"' in error.message
    assert rows(path, encoding="utf-16-le") == [["đĩ", "ưở"], ["ắấ", "ổộ"]]


@pytest.mark.parametrize("pad", [64, 5000, 3 * 2**20])
def test_nuls_behind_the_last_line(write: Write, pad: int) -> None:
    assert rows(write(joined(";").encode() + b"\0" * pad)) == ROWS


@pytest.mark.parametrize(
    "line", ["việc;\0;b\n", "việc;\0\0;b\r\n", 'việc;"\0";b', "\0;\0;\0\n"], ids=["one", "two", "quoted", "all"]
)
def test_nuls_instead_of_a_cell_are_a_blank(write: Write, line: str) -> None:
    expected = [[cell.strip('"\r\n').replace("\0", "") for cell in line.split(";")]]
    assert rows(write("a;b;c\n" + line))[1:] == expected


@pytest.mark.parametrize("late", [0, 100_000])
@pytest.mark.parametrize("data", [b"c\0;d\n", b";\0d\n", b"c;d\0\0", b"\0\0c;d\n", b"c;31/5/20\0\0\0"])
def test_nuls_within_a_cell_or_before_more_lines_are_damage(write: Write, data: bytes, late: int) -> None:
    assert refusal(write(b"a;b\n" * (late + 1) + data)).code in ("E-ENCODING", "E-FORMAT")


# -- old fonts ------------------------------------------------------------------------------------

TCVN3 = "Néi dung nhiÖm vô;C¬ quan chñ tr×;H¹n xö lý\nRµ so¸t, tæng hîp;Së Y tÕ;31/5/2021\n"
VNI = "Noäi dung nhieäm vuï;Cô quan chuû trì;Haïn xöû lyù\nRaø soaùt, toång hôïp;Sôû Y teá;31/5/2021\n"


@pytest.mark.parametrize("text", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_text_in_legacy_fonts_is_left_for_intake(write: Write, text: str) -> None:
    """It is not windows-1258; Windows saves it as Western letters, with typographic quotes among them."""
    quoted = text.replace("Rµ so¸t", "“Rµ so¸t”").replace("Raø soaùt", "“Raø soaùt”")
    assert rows(write(quoted.encode("cp1252"))) == [line.split(";") for line in quoted.splitlines()]


@pytest.mark.parametrize("name", ["tcvn3", "VNI"])
def test_a_legacy_font_is_not_a_file_encoding(write: Write, name: str) -> None:
    error = refusal(write(TCVN3.encode("cp1252")), encoding=name)
    assert error.code == "E-OPTION"
    assert f'[intake] encoding = "{name.lower()}"' in error.message


# -- places and quotes ----------------------------------------------------------------------------


def test_places_are_line_numbers_of_the_file(write: Write) -> None:
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
def test_an_unclosed_quote_is_reported_where_it_opened(write: Write, text: str, line: int) -> None:
    error = refusal(write(text))
    assert (error.code, error.where) == ("E-QUOTE", f"a.csv, dòng {line}")


def test_text_after_a_closing_quote(write: Write) -> None:
    error = refusal(write('a;b\n"c"d;e\n'))
    assert (error.code, error.where) == ("E-QUOTE", "a.csv, dòng 2")


def test_quotes_inside_cells(write: Write) -> None:
    assert rows(write('a;"b ""c"""\n5";d "e"\n')) == [["a", 'b "c"'], ['5"', 'd "e"']]


def test_all_kinds_of_newlines_in_one_file(write: Write) -> None:
    assert rows(write("a;b\rc;d\ne;f\r\ng;h")) == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]


def test_a_cell_of_a_million_characters(write: Write) -> None:
    error = refusal(write("a;b\nc;" + "x" * 1_000_000 + "\n"))
    assert (error.code, error.where) == ("E-CELL-SIZE", "a.csv, dòng 2")


def test_an_unclosed_quote_in_a_long_list(write: Write) -> None:
    text = "a;b\n" * 30_000 + 'c;"d\n' + "e;f\n" * 100_000
    error = refusal(write(text))
    assert (error.code, error.where) == ("E-CELL-SIZE", "a.csv, dòng 30001")


def test_a_line_that_never_ends(write: Write) -> None:
    for start in ("", "a;b\n"):
        error = refusal(write(start + "x;" * text_lines.LONGEST_LINE))
        assert (error.code, error.where) == ("E-CELL-SIZE", f"a.csv, dòng {start.count(chr(10)) + 1}")


def test_rows_keep_their_lengths(write: Write) -> None:
    assert rows(write("a;b\nc\nd;e;f\n;\n")) == [["a", "b"], ["c"], ["d", "e", "f"], ["", ""]]


# -- the rest -------------------------------------------------------------------------------------


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(joined(";").encode("utf-16"))))
    (only,) = SOURCE.read("-", {})
    assert (only.name, [list(row) for row in only.rows]) == ("-", ROWS)


@pytest.mark.heavy
def test_a_long_list_is_never_in_memory(write: Write) -> None:
    path = write("Nội dung nhiệm vụ;Cơ quan chủ trì;Hạn xử lý\n" + "Rà soát;Sở Y tế;31/5/2021\n" * 300_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in sheet(path).rows) == 300_001
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 2
    finally:
        tracemalloc.stop()


def test_long_lines_at_the_top_are_not_all_kept_in_memory(write: Write) -> None:
    path = write((";".join(["x" * 50_000] * 10) + "\n") * 50)
    tracemalloc.start()
    try:
        assert sum(map(len, sheet(path).rows)) == 500
        assert tracemalloc.get_traced_memory()[1] < 2 * path.stat().st_size
    finally:
        tracemalloc.stop()


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(SourceError, match="E-EMPTY"):
        list(SOURCE.read("-", {}))


def test_an_unknown_option(write: Write) -> None:
    error = refusal(write("a\n"), sheet="S")
    assert error.code == "E-OPTION"
    assert "chỉ có: encoding, delimiter" in error.message


def test_other_formats_are_recognised(write: Write) -> None:
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w") as archive:  # its directory stands behind what is read first
        archive.writestr("xl/media/image1.png", bytes(2 * text_lines.CHUNK))
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "bảng tính Excel (.xlsx)" in refusal(write(large.getvalue())).message
    assert "trang web (HTML)" in refusal(write("<!DOCTYPE html><html></html>")).message
    assert refusal(write(b"\x01\0\2\0\3\0\xff\0")).code in ("E-FORMAT", "E-ENCODING")
