"""Files that are not what they seem, or cannot be opened: the message says what they are and what to do."""

import errno
import os
import re
import zipfile
from pathlib import Path

import pytest

from taskstats_adapters.contract import Source, SourceError, file_types
from taskstats_adapters.sources.common import files
from taskstats_adapters.sources.csv_text import SOURCE as CSV
from taskstats_adapters.sources.spreadsheet.source import SOURCE as SPREADSHEET

SAMPLES = Path(__file__).parents[1] / "samples"


def refusal(source: Source, path: Path | str) -> SourceError:
    with pytest.raises(SourceError) as raised:
        sum(len(list(sheet.rows)) for sheet in source.read(str(path), {}))
    return raised.value


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


@pytest.fixture(params=[SPREADSHEET, CSV], ids=["spreadsheet", "csv"])
def source(request: pytest.FixtureRequest) -> Source:
    return request.param  # type: ignore[no-any-return]  # one of the two above


# -- what is no file ------------------------------------------------------------------------------


def test_a_missing_file(source: Source, tmp_path: Path) -> None:
    for path in (tmp_path / "không có.xlsx", tmp_path / "a" / "b.csv", "a\0b"):
        error = refusal(source, path)
        assert (error.code, error.where) == ("E-MISSING", Path(path).name)


def test_a_folder(source: Source, tmp_path: Path) -> None:
    error = refusal(source, tmp_path)
    assert (error.code, error.where) == ("E-UNREADABLE", tmp_path.name)
    assert "thư mục" in error.message


def test_an_empty_file(source: Source, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    error = refusal(source, tmp_path / "a.xlsx")
    assert (error.code, error.where) == ("E-EMPTY", "a.xlsx")


def test_a_pipe_is_refused_without_being_opened(source: Source, tmp_path: Path) -> None:
    """Opening it would block forever."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "a.xlsx")
        assert refusal(source, tmp_path / "a.xlsx").code == "E-UNREADABLE"
    assert refusal(source, os.devnull).code == "E-UNREADABLE"


def test_a_file_that_is_too_large(source: Source, tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(file_types.LARGEST + 1)
    error = refusal(source, tmp_path / "a.xlsx")
    assert (error.code, error.where) == ("E-SIZE", "a.xlsx")


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [
        (errno.EACCES, "E-UNREADABLE", "không có quyền đọc"),
        (errno.EPERM, "E-UNREADABLE", "không có quyền đọc"),
        (errno.EIO, "E-UNREADABLE", os.strerror(errno.EIO)),
        (errno.ENOENT, "E-MISSING", "không tìm thấy tệp"),
        (errno.ENOTDIR, "E-MISSING", "không tìm thấy tệp"),
    ],
)
def test_errors_of_the_operating_system_are_reported(number: int, code: str, told: str) -> None:
    """Tests the mapping itself, since root may read any file."""
    error = files.unreadable(OSError(number, os.strerror(number)), "a.xlsx")
    assert (error.code, error.where) == (code, "a.xlsx")
    assert told in error.message


# -- another format than the suffix says ----------------------------------------------------------

HTML = "<html><body><table><tr><td>Ngày giao</td></tr></table></body></html>"
XML_2003 = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xls", HTML, "trang web (HTML)"),
        ("a.xls", "\ufeff\n<TABLE border=1>", "trang web (HTML)"),
        ("a.xlsx", '<?xml version="1.0"?><html xmlns="x">', "trang web (HTML)"),
        ("a.xls", "MIME-Version: 1.0\nX", "trang web lưu trữ (.mht)"),
        ("a.xls", XML_2003, "bảng tính XML 2003 (.xml)"),
        ("a.xlsx", "Ngày giao;Hạn xử lý\n1/5/2021;2/5/2021\n", "hãy đổi đuôi tệp thành .csv"),
        ("a.xlsx", "%PDF-1.7\n", "tệp PDF"),
    ],
)
def test_text_named_as_a_workbook(tmp_path: Path, name: str, content: str, told: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    error = refusal(SPREADSHEET, tmp_path / name)
    assert (error.code, error.where) == ("E-FORMAT", name)
    assert told in error.message


def test_a_word_document_named_as_a_workbook(tmp_path: Path) -> None:
    error = refusal(SPREADSHEET, zipped(tmp_path / "a.xlsx", word__document_xml="<w/>"))
    assert error.code == "E-FORMAT"
    assert "văn bản Word (.docx)" in error.message


@pytest.mark.parametrize(
    ("sample", "name", "told"),
    [
        ("danh-sach.xlsx", "a.xls", "đuôi tệp là .xls nhưng nội dung là bảng tính Excel (.xlsx)"),
        ("danh-sach.xls", "a.xlsx", "đuôi tệp là .xlsx nhưng nội dung là bảng tính Excel 97-2003 (.xls)"),
        ("danh-sach.ods", "a.xlsx", "đuôi tệp là .xlsx nhưng nội dung là bảng tính OpenDocument (.ods)"),
        ("danh-sach.xlsx", "a.xlsb", "đuôi tệp là .xlsb nhưng nội dung là bảng tính Excel (.xlsx)"),
    ],
)
def test_one_workbook_named_as_another_is_read_and_told(tmp_path: Path, sample: str, name: str, told: str) -> None:
    (tmp_path / name).write_bytes((SAMPLES / sample).read_bytes())
    sheets = [(sheet.name, list(sheet.rows)) for sheet in SPREADSHEET.read(str(SAMPLES / sample), {})]
    named = list(SPREADSHEET.read(str(tmp_path / name), {}))
    assert [(sheet.name, list(sheet.rows)) for sheet in named] == sheets
    assert {sheet.notes for sheet in named} == {(("W-FORMAT", f"{told}; đã đọc theo nội dung"),)}


def test_a_workbook_with_macros_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.XLSM").write_bytes((SAMPLES / "danh-sach.xlsx").read_bytes())
    assert [sheet.name for sheet in SPREADSHEET.read(str(tmp_path / "a.XLSM"), {})] == ["Nhiệm vụ", "Ẩn", "Trống"]


@pytest.mark.parametrize("sample", ["danh-sach.xlsx", "danh-sach.xls", "danh-sach.ods"])
def test_a_workbook_named_as_text(tmp_path: Path, sample: str) -> None:
    (tmp_path / "a.csv").write_bytes((SAMPLES / sample).read_bytes())
    error = refusal(CSV, tmp_path / "a.csv")
    assert error.code == "E-FORMAT"
    assert "bảng tính" in error.message


def test_a_zip_file_that_is_not_a_workbook(tmp_path: Path) -> None:
    assert refusal(SPREADSHEET, zipped(tmp_path / "a.xlsx", readme="x")).code == "E-CORRUPT"
    assert refusal(SPREADSHEET, zipped(tmp_path / "a.zip", readme="x")).code == "E-FORMAT"


# -- passwords ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a"])
def test_a_workbook_with_a_password(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes((SAMPLES / "mat-khau.xlsx").read_bytes())
    error = refusal(SPREADSHEET, tmp_path / name)
    assert (error.code, error.where) == ("E-PASSWORD", name)
    assert "hãy mở tệp, bỏ mật khẩu rồi lưu lại" in error.message


@pytest.mark.parametrize("part", [0, 1])
def test_a_zipped_file_with_a_part_that_has_a_password(tmp_path: Path, part: int) -> None:
    """Zip programs encrypt parts, where Office encrypts the file."""
    path = zipped(tmp_path / "a.xlsx", xl__workbook_xml="<workbook/>", xl__styles_xml="<styles/>")
    data = bytearray(path.read_bytes())
    entries = [found.start() for found in re.finditer(b"PK\1\2", data)]
    data[entries[part] + 8] |= 1
    path.write_bytes(data)
    assert refusal(SPREADSHEET, path).code == "E-PASSWORD"


def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    """With a FILEPASS record in place of another."""
    data = (SAMPLES / "danh-sach.xls").read_bytes()
    interface = b"\xe1\x00\x02\x00"
    assert data.count(interface) == 1
    (tmp_path / "a.xls").write_bytes(data.replace(interface, b"\x2f\x00\x02\x00"))
    assert refusal(SPREADSHEET, tmp_path / "a.xls").code == "E-PASSWORD"


@pytest.mark.parametrize("keep", [600, 3000, -1000])
def test_a_truncated_old_workbook(tmp_path: Path, keep: int) -> None:
    (tmp_path / "a.xls").write_bytes((SAMPLES / "danh-sach.xls").read_bytes()[:keep])
    assert refusal(SPREADSHEET, tmp_path / "a.xls").code == "E-CORRUPT"
