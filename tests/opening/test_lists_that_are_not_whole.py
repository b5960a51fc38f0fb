"""Lists of which only a part is there, or that are there twice, are told where they are read."""

import json
import sqlite3
from pathlib import Path

import pytest

import taskstats_adapters as adapters

TASK = {
    "nhiem_vu": "Đề án",
    "don_vi_chu_tri": "Sở Y tế",
    "ngay_giao": "2021-05-03",
    "han_xu_ly": "2021-05-20",
    "ngay_hoan_thanh": None,
}
TABLE = (
    "<table><tr><th>Nhiệm vụ</th><th>Đơn vị chủ trì</th><th>Ngày giao</th><th>Hạn xử lý</th>"
    "<th>Ngày hoàn thành</th></tr>"
    "<tr><td>Đề án</td><td>Sở Y tế</td><td>3/5/2021</td><td>20/5/2021</td><td></td></tr>{}</table>"
)


def codes(intake: adapters.Intake) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in intake.problems if problem.code != "W-COLUMN"]


def test_one_page_of_a_service(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"value": [TASK], "@odata.nextLink": "https://example.org/2"}))
    assert codes(adapters.read_tasks(tmp_path / "a.json")) == ["value W-PART"]


@pytest.mark.parametrize(
    "page",
    [
        TABLE.format("") + "<div>Hiển thị 1 đến 1 của 57 mục</div>",
        TABLE.format("<tr><td colspan=5>Trang 1/57</td></tr>"),
    ],
    ids=["below the table", "in its last row"],
)
def test_one_page_of_a_web_page(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>")
    intake = adapters.read_tasks(tmp_path / "a.html")
    assert (len(intake.tasks), codes(intake)) == (1, ["bảng 1 W-PART"])


def test_a_text_that_the_page_does_not_show_says_nothing(tmp_path: Path) -> None:
    hidden = "<script>'1 to 6 of 57'</script><div hidden>1 to 6 of 57</div>"
    (tmp_path / "a.html").write_text(f"<html><body>{TABLE.format('')}{hidden}</body></html>")
    assert codes(adapters.read_tasks(tmp_path / "a.html")) == []


def database(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    return path


TASKS = (
    "CREATE TABLE nhiem_vu (nhiem_vu, don_vi_chu_tri, ngay_giao, han_xu_ly, ngay_hoan_thanh)",
    "INSERT INTO nhiem_vu VALUES ('Đề án', 'Sở Y tế', '2021-05-03', '2021-05-20', NULL)",
)


def test_a_view_beside_its_table_is_named_and_not_read(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", *TASKS, "CREATE VIEW v AS SELECT * FROM nhiem_vu")
    intake = adapters.read_tasks(path)
    assert (len(intake.tasks), codes(intake)) == (1, ["nhiem_vu W-VIEW"])
    assert [sheet.name for sheet in intake.ignored_sheets] == ["v"]
    chosen = adapters.read_tasks(path, sheet="v")
    assert (len(chosen.tasks), codes(chosen)) == (1, [])


def test_a_view_is_read_where_no_table_is_a_list(tmp_path: Path) -> None:
    renamed = "CREATE VIEW v AS SELECT a nhiem_vu, b don_vi_chu_tri, c ngay_giao, d han_xu_ly, e ngay_hoan_thanh FROM x"
    values = "INSERT INTO x VALUES ('Đề án', 'Sở Y tế', '2021-05-03', '2021-05-20', NULL)"
    intake = adapters.read_tasks(database(tmp_path / "a.db", "CREATE TABLE x (a, b, c, d, e)", values, renamed))
    assert (len(intake.tasks), codes(intake)) == (1, [])


def test_a_file_and_its_copy_are_read_once(tmp_path: Path) -> None:
    for name in ("a.json", "a (1).json"):
        (tmp_path / name).write_text(json.dumps([TASK]))
    (tmp_path / "b.json").write_text(json.dumps([{**TASK, "nhiem_vu": "Kế hoạch"}]))
    intake = adapters.read_tasks(tmp_path)
    assert (len(intake.tasks), codes(intake)) == (2, ["a.json W-COPY"])
    assert [sheet.name for sheet in intake.ignored_sheets] == ["a.json"]
    assert [file.name for file in intake.receipt.sources] == ["a (1).json", "b.json"]


def test_what_windows_puts_into_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([TASK]))
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    intake = adapters.read_tasks(tmp_path)
    assert [sheet.name for sheet in intake.ignored_sheets] == ["Thumbs.db"]


def test_what_was_not_read_is_named_in_check_report_and_receipt(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([TASK]))
    (tmp_path / "a (1).json").write_text(json.dumps([TASK]))
    for name in ("anh.png", "Thumbs.db", ".DS_Store", "desktop.ini", "~$a.xlsx"):
        (tmp_path / name).write_bytes(b"\x89PNG\0")
    (tmp_path / "b.html").write_text(
        "<table></table><table><tr><td>Ghi chú</td></tr></table>" + TABLE.format(""), "utf-8"
    )
    intake = adapters.read_tasks(tmp_path)
    named = [sheet.name for sheet in intake.ignored_sheets]
    assert sorted(named) == [
        *(".DS_Store", "Thumbs.db", "a.json", "anh.png", "b.html: bảng 1", "b.html: bảng 2", "desktop.ini", "~$a.xlsx"),
    ]
    report = adapters.compose_report(intake, period="2021-05")
    receipt = json.loads(adapters.render_report(report, format="json"))["receipt"]
    assert receipt["not_read"] == [
        {"name": "anh.png", "reason": "không phải định dạng đọc được"},
        {"name": "b.html: bảng 2", "reason": "không phải danh sách nhiệm vụ"},
    ]
    text = adapters.render_report(report, format="markdown").decode()
    assert (
        "Số liệu không gồm các phần sau của nguồn dữ liệu: anh.png (không phải định dạng đọc được); "
        "b.html: bảng 2 (không phải danh sách nhiệm vụ)."
    ) in text


def test_a_report_whose_sources_were_read_whole_says_nothing_of_them(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([TASK]))
    report = adapters.compose_report(adapters.read_tasks(tmp_path / "a.json"), period="2021-05")
    assert report.receipt is not None
    assert report.receipt.not_read == ()
    assert "nguồn dữ liệu" not in adapters.render_report(report, format="markdown").decode()
