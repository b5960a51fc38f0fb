"""Files with a suffix that is wrong, or that no source has: the content is looked at before they are refused."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.errors import AdapterError, SourceError

SAMPLES = Path(__file__).parent.parent / "sources" / "samples"
TEXT = (
    "Nhiệm vụ\tĐơn vị chủ trì\tNgày giao\tHạn xử lý\tNgày hoàn thành\nĐề án\tSở Y tế\t3/5/2021\t20/5/2021\t19/5/2021\n"
)
PAGE = "<table>" + "".join(
    f"<tr><td>{line}</td></tr>".replace("\t", "</td><td>") for line in TEXT.splitlines()
) + "</table>"  # fmt: skip


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"x")
    return file.getvalue()


def told(intake: adapters.Intake) -> list[str]:
    return [str(problem) for problem in intake.problems if problem.code == "W-FORMAT"]


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (TEXT.encode(), "csv"),
        (TEXT.encode("utf-16"), "csv"),
        (TEXT.replace("\t", ";").encode("utf-8-sig"), "csv"),
        (f"<!-- 5/2021 -->{PAGE}".encode(), "html"),
        (f"<div>\n{PAGE}</div>".encode("utf-16"), "html"),
    ],
    ids=["tabs", "tabs in UTF-16", "semicolons", "a page after a comment", "a page in UTF-16"],
)
def test_a_text_or_a_page_named_as_a_workbook(tmp_path: Path, content: bytes, source: str) -> None:
    (tmp_path / "a.xls").write_bytes(content)
    intake = adapters.read_tasks(tmp_path / "a.xls")
    assert [task.title for task in intake.tasks] == ["Đề án"]
    (message,) = told(intake)
    assert message.endswith(f"không phải bảng tính; đã đọc bằng nguồn {source}  [W-FORMAT]")


@pytest.mark.parametrize(("sample", "name"), [("danh-sach.xlsx", "a.xls"), ("danh-sach.xls", "a.xlsx")])
def test_one_workbook_named_as_another_is_told_once(tmp_path: Path, sample: str, name: str) -> None:
    shutil.copy(SAMPLES / sample, tmp_path / name)
    (message,) = told(adapters.read_tasks(tmp_path / name))
    assert message.startswith(f"{name}: đuôi tệp là {name[1:]} nhưng nội dung là bảng tính Excel")


@pytest.mark.parametrize(("sample", "name"), [("danh-sach.xls", "a.et"), ("danh-sach.xlsx", "a.xltx")])
def test_a_workbook_with_a_suffix_of_its_own(tmp_path: Path, sample: str, name: str) -> None:
    shutil.copy(SAMPLES / sample, tmp_path / name)
    for origin in (tmp_path / name, tmp_path):
        intake = adapters.read_tasks(origin)
        assert intake.tasks == adapters.read_tasks(SAMPLES / sample).tasks
        (message,) = told(intake)
        assert message.startswith(f"{name}: đuôi tệp lạ, nội dung là bảng tính Excel")


@pytest.mark.parametrize(
    ("name", "content", "step"),
    [
        ("a.pdf", b"%PDF-1.7", "hãy xin tệp gốc"),
        ("a.rar", b"Rar!\x1a\x07\x00", "hãy giải nén"),
        ("a.eml", b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed", "lưu tệp đính kèm"),
        ("a.numbers", zipped("Index/Document.iwa"), "hãy mở bằng Numbers"),
        ("a.numbers", zipped("Index.zip"), "hãy mở bằng Numbers"),
        ("a.mdb", b"\x00\x01\x00\x00Standard Jet DB\x00", "hãy mở bằng Access"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related", "hãy mở tệp bằng Excel hoặc trình duyệt"),
    ],
)
def test_what_nothing_reads_is_refused_with_the_step_that_helps(
    tmp_path: Path, name: str, content: bytes, step: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=step) as raised:
        adapters.read_tasks(tmp_path / name)
    assert (raised.value.code, raised.value.where) == ("E-FORMAT", name)


def test_an_old_word_document_is_to_be_saved_anew(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"hãy mở bằng Word rồi lưu thành \.docx"):
        adapters.read_tasks(SAMPLES / "danh-muc.doc")


def test_a_text_with_a_suffix_that_no_source_has_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_text(TEXT, "utf-8")
    with pytest.raises(AdapterError):
        adapters.read_tasks(tmp_path / "a.dat")
