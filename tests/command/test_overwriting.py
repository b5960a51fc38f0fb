"""Selecting a sheet, rows to correct, and input files that are never overwritten."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters

HEADER = "Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành\n"
Make = Callable[..., Path]


def test_the_command_selects_a_sheet(run: Any, book: Path) -> None:
    assert "Tháng 5!1" in run("check", book, "--sheet", "Tháng 5").stdout
    refused = run("check", book, "--sheet", "Tháng 6")
    assert refused.returncode == 3
    assert 'không có trang tính "Tháng 6"' in refused.stderr


def test_rejected_rows_are_written_for_correction(run: Any, make: Make, tmp_path: Path) -> None:
    bad = make("a.csv", "1", header=HEADER + "0;Báo cáo;Sở Y tế;31/02/2021;20/5/2021;\n")
    out = tmp_path / "loi.xlsx"
    done = run("check", bad, "--errors-to", out)
    assert (done.returncode, done.stderr) == (1, f"Đã ghi {out}: 1 dòng cần sửa\n")
    assert [problem.code for problem in adapters.read_tasks(out).errors] == ["E-DATE"]


def test_nothing_is_written_if_no_row_was_rejected(run: Any, make: Make, tmp_path: Path) -> None:
    out = tmp_path / "loi.xlsx"
    done = run("check", make("a.csv", "1"), "--errors-to", out)
    assert (done.returncode, done.stderr) == (0, f"Không có dòng nào bị từ chối, không ghi {out}\n")
    assert not out.exists()


def test_errors_to_needs_an_xlsx_file_and_not_standard_input(run: Any, make: Make, tmp_path: Path) -> None:
    one = make("a.csv", "1")
    assert run("check", one, "--errors-to", tmp_path / "loi.docx").returncode == 2
    refused = run("check", "-", "--format", "csv", "--errors-to", tmp_path / "loi.xlsx")
    assert refused.returncode == 2
    assert "đọc lần thứ hai" in refused.stderr


def test_errors_to_never_overwrites_the_list(run: Any, book: Path) -> None:
    before = book.read_bytes()
    shutil.copy(book, other := book.with_name("b.xlsx"))
    os.link(other, book.with_name("c.xlsx"))
    for out in (book, book.with_name("c.xlsx")):
        refused = run("check", book, other, "--errors-to", out)
        assert refused.returncode == 2
        assert "một trong các tệp được đọc" in refused.stderr
    assert book.read_bytes() == before


def test_a_report_never_overwrites_its_list(run: Any, tmp_path: Path) -> None:
    tasks = [{"id": "1", "title": "Báo cáo", "agency": "Sở Y tế", "assigned_on": "3/5/2021", "due_on": "20/5/2021"}]
    listed = tmp_path / "a.json"
    listed.write_text(json.dumps(tasks), "utf-8")
    refused = run("report", listed, "--period", "2021-05", "-o", listed)
    assert refused.returncode == 2
    assert "một trong các tệp được đọc" in refused.stderr
    assert json.loads(listed.read_text("utf-8")) == tasks


def test_a_report_never_overwrites_another_input(run: Any, make: Make, tmp_path: Path) -> None:
    tasks = [{"id": "1", "title": "Báo cáo", "agency": "Sở Y tế", "assigned_on": "3/5/2021", "due_on": "20/5/2021"}]
    (folder := tmp_path / "thang-5").mkdir()
    (listed := folder / "a.json").write_text(json.dumps(tasks), "utf-8")
    (april := tmp_path / "thang-4.json").write_text("{}", "utf-8")
    for source, out, more in (
        (folder, listed, ()),
        (folder / "*.json", listed, ()),
        (listed, april, ("--baseline", april)),
        (listed, april, ("--findings", april)),
    ):
        refused = run("report", source, "--period", "2021-05", "-o", out, *more)
        assert refused.returncode == 2
        assert "một trong các tệp được đọc" in refused.stderr
    assert json.loads(listed.read_text("utf-8")) == tasks
    assert april.read_text("utf-8") == "{}"
    make("thang-5/b.xlsx", "2")
    before = (folder / "b.xlsx").read_bytes()
    assert run("check", folder, "--errors-to", folder / "b.xlsx").returncode == 2
    assert (folder / "b.xlsx").read_bytes() == before


def test_of_several_outputs_none_is_written_if_one_cannot_be(run: Any, book: Path) -> None:
    (old := book.with_name("old.md")).write_bytes(b"old")
    outputs = [option for name in ("old.md", "new.docx", "none/new.json") for option in ("-o", name)]
    refused = run("report", book, "--period", "2021-05", "--skip-rejected", *outputs)
    assert refused.returncode == 4
    assert "none/new.json: không ghi được" in refused.stderr
    assert "Đã ghi" not in refused.stderr
    assert old.read_bytes() == b"old"
    assert {path.name for path in book.parent.iterdir()} == {book.name, "old.md"}


@pytest.mark.skipif(os.name == "nt", reason="names and links of POSIX")
@pytest.mark.parametrize(
    ("folder", "name", "told"),
    [
        ("", "a" * 300, "tên tệp quá dài"),
        ("a" * 300, "b", "tên tệp quá dài"),
        ("circle", "b", "liên kết tệp chạy vòng tròn"),
    ],
    ids=["a long name", "a folder with a long name", "a link to itself"],
)
@pytest.mark.parametrize("command", ["report SOURCE --period 2021-05 -o OUT.json", "check SOURCE --errors-to OUT.xlsx",
                                     "init SOURCE -o OUT"])  # fmt: skip
def test_an_output_with_a_name_that_no_file_can_have_is_reported(
    run: Any, make: Make, tmp_path: Path, command: str, folder: str, name: str, told: str
) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "circle").symlink_to("circle")
    source = make("lists/a.csv", "1", header=HEADER + "0;Báo cáo;Sở Y tế;31/02/2021;20/5/2021;\n")
    more = ["--skip-rejected"] * command.startswith("report")
    out = str(Path(folder, name))
    done = run(*(word.replace("SOURCE", str(source)).replace("OUT", out) for word in command.split()), *more)
    assert (done.returncode, told in done.stderr) == (4, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_hard_link_keeps_the_old_content_and_is_told(run: Any, book: Path, make: Make) -> None:
    for name in ("a.md", "loi.xlsx"):
        book.with_name(name).write_bytes(b"old")
        os.link(book.with_name(name), book.with_name(f"{name}.old"))
    told = "tên khác, là liên kết cứng: tên đó giữ nội dung cũ)\n"
    said = run("report", book, "--period", "2021-05", "--skip-rejected", "-o", "a.md", "-o", "b.md").stderr
    assert said.endswith(f"Đã ghi a.md (tệp cũ còn có {told}Đã ghi b.md\n")
    bad = make("sai.csv", "1", header=HEADER + "0;Báo cáo;Sở Y tế;31/02/2021;20/5/2021;\n")
    assert run("check", bad, "--errors-to", "loi.xlsx").stderr.endswith(told)
    for name in ("a.md", "loi.xlsx"):
        assert book.with_name(f"{name}.old").read_bytes() == b"old"
        assert book.with_name(name).read_bytes() != b"old"


def test_a_report_is_not_written_into_a_folder_of_lists(run: Any, make: Make, tmp_path: Path) -> None:
    (tmp_path / "thang-5").mkdir()
    make("thang-5/a.csv", "1")
    for source, out in (
        ("thang-5", "thang-5/bao-cao.docx"),
        ("thang-5/*", "thang-5/bao-cao.json"),
        ("*/*", "thang-5/bao-cao.json"),
        ("**/*", "thang-5/bao-cao.json"),
        ("thang-5/**", "thang-5/bao-cao.json"),
    ):
        refused = run("report", tmp_path / source, "--period", "2021-05", "-o", tmp_path / out)
        assert refused.returncode == 2
        assert "lần sau sẽ bị đọc như một danh sách" in refused.stderr
        assert not (tmp_path / out).exists()
    for source, out in (("thang-5", "thang-5/bao-cao.md"), ("thang-5", "a.docx"), ("**/*.csv", "thang-5/a.docx")):
        assert run("report", tmp_path / source, "--period", "2021-05", "-o", tmp_path / out).returncode == 0


def test_a_report_never_overwrites_the_file_of_the_agencies(run: Any, make: Make, tmp_path: Path) -> None:
    registry, profile = tmp_path / "don-vi.md", tmp_path / "office.toml"
    registry.write_text('[[agencies]]\nname = "Sở Y tế"\n', "utf-8")
    profile.write_text('agencies = "don-vi.md"\n', "utf-8")
    refused = run("report", make("a.csv", "1"), "--period", "2021-05", "--profile", profile, "-o", registry)
    assert refused.returncode == 2
    assert "một trong các tệp được đọc" in refused.stderr
    assert registry.read_text("utf-8").startswith("[[agencies]]")
