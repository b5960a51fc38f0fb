"""Bad input, end to end: a message with its place, the right exit code, nothing written, no traceback."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Workbook = Callable[..., Path]

ROW = {
    "STT": 1,
    "Mã nhiệm vụ": "NV-1",
    "Nội dung nhiệm vụ": "Báo cáo",
    "Đơn vị chủ trì": "Sở Y tế",
    "Ngày giao": "3/5/2021",
    "Hạn xử lý": "20/5/2021",
    "Ngày hoàn thành": None,
}


def refused(run: Run, path: Path, code: int, *told: str, more: tuple[str, ...] = ()) -> None:
    """Check that the report is refused with this code and message and nothing is written, and that check agrees."""
    out = path.parent / "bao-cao.docx"
    out.write_bytes(b"old")
    before = sorted(path.parent.iterdir())
    for arguments in (("report", path, "--period", "2021-05", "-o", out, *more), ("check", path, *more)):
        done = run(*arguments)
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        assert all(text in said for text in told), said
        assert "Traceback" not in said
    assert out.read_bytes() == b"old"
    assert sorted(path.parent.iterdir()) == before


# -- rows that cannot be counted: exit code 1 ------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        ({"Hạn xử lý": "31/02/2021"}, "Nhiệm vụ!F3", '"31/02/2021"'),
        ({"Hạn xử lý": "06/13/2021"}, "Nhiệm vụ!F3", "không có tháng 13"),
        ({"Ngày hoàn thành": "19/5/21"}, "Nhiệm vụ!G3", "hai chữ số"),
        ({"Ngày giao": None}, "Nhiệm vụ!E3", "thiếu ngày giao"),
        ({"Hạn xử lý": "=E3+10"}, "Nhiệm vụ!F3", "công thức"),
        ({"Ngày hoàn thành": "=NA()"}, "Nhiệm vụ!G3", "công thức"),
        ({"Ngày hoàn thành": "#N/A"}, "Nhiệm vụ!G3", "#N/A"),
        ({"Ngày hoàn thành": "1/5/2021"}, "Nhiệm vụ!G3", "trước ngày giao"),
        ({"Trạng thái": "Hoàn thành quá hạn"}, "Nhiệm vụ!H3", "không có ngày hoàn thành"),
        ({"Ngày hoàn thành": "19/5/2021", "Trạng thái": "Hoàn thành quá hạn"}, "Nhiệm vụ!H3", "trái với ngày"),
        ({"Ngày hoàn thành": "19/5/2021", "Trạng thái": "Đang thực hiện"}, "Nhiệm vụ!H3", "19/5/2021"),
    ],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else None,
)
def test_a_row_that_cannot_be_counted(
    run: Run, workbook: Workbook, change: dict[str, object], place: str, told: str
) -> None:
    row = {**ROW, **change}
    refused(run, workbook([list(row.values())], list(row)), 1, f"{place}: ", told)


def test_all_problems_of_a_list_are_reported_at_once(run: Run, workbook: Workbook) -> None:
    bad = {**ROW, "Ngày giao": "x", "Hạn xử lý": "5/2021", "Ngày hoàn thành": "30/2/2021"}
    rows = [list(bad.values()), [2, "NV-2", *list(bad.values())[2:]]]
    places = [f"Nhiệm vụ!{column}{row}: " for row in (3, 4) for column in "EG"]
    refused(run, workbook(rows, list(ROW)), 1, *places, "Nhiệm vụ!F3: từ ô này có 2 ô")


def test_different_rows_with_the_same_id_are_both_reported(run: Run, workbook: Workbook) -> None:
    rows = [list(ROW.values()), list({**ROW, "STT": 2, "Hạn xử lý": "21/5/2021"}.values())]
    refused(run, workbook(rows, list(ROW)), 1, "Nhiệm vụ!4: ", "Nhiệm vụ!3", '"NV-1"')


def test_a_repeated_row_is_ignored_and_counted_as_ignored(run: Run, workbook: Workbook) -> None:
    done = run("check", workbook([list(ROW.values()), list({**ROW, "STT": 2}.values())], list(ROW)))
    assert done.returncode == 0
    assert "đọc 4 dòng = nhận 1 + từ chối 0 + bỏ qua 3" in done.stdout
    assert "trùng lặp hoàn toàn: Nhiệm vụ!4" in done.stdout


def test_an_unknown_agency_is_reported_with_the_closest_known_one(run: Run, workbook: Workbook, tmp_path: Path) -> None:
    profile = tmp_path / "ho-so.toml"
    profile.write_text('[[agencies]]\nname = "Sở Tài nguyên và Môi trường"\n', "utf-8")
    path = workbook([list({**ROW, "Đơn vị chủ trì": "Sở Tài nguyên & Môi trường"}.values())], list(ROW))
    told = ('"Sở Tài nguyên & Môi trường"', 'gần nhất là "Sở Tài nguyên và Môi trường"', "[E-AGENCY]")
    refused(run, path, 1, "Nhiệm vụ!D3: ", *told, more=("--profile", str(profile)))


# -- lists that are none: exit code 1 --------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ngày giao", "Hạn xử lý"])
def test_assigned_and_due_dates_are_required(run: Run, workbook: Workbook, name: str) -> None:
    row = {header: value for header, value in ROW.items() if header != name}
    refused(run, workbook([list(row.values())], list(row)), 1, "[E-COLUMN]", f'"{name}"', "Nhiệm vụ!2")


@pytest.mark.parametrize("name", ["Nội dung nhiệm vụ", "Đơn vị chủ trì"])
def test_a_missing_title_or_agency_column_is_a_warning(run: Run, workbook: Workbook, name: str) -> None:
    row = {header: value for header, value in ROW.items() if header != name}
    done = run("report", workbook([list(row.values())], list(row)), "--period", "2021-05")
    assert (done.returncode, "W-COLUMN" in done.stderr, name in done.stderr) == (0, True, True)


def test_two_possible_due_date_columns(run: Run, workbook: Workbook) -> None:
    row = {**ROW, "Hạn hoàn thành": "25/5/2021"}
    refused(
        run, workbook([list(row.values())], list(row)), 1, '"Hạn xử lý" (Nhiệm vụ!F2)', '"Hạn hoàn thành" (Nhiệm vụ!H2)'
    )


def test_no_header(run: Run, workbook: Workbook) -> None:
    refused(run, workbook([["a", "b"], [1, 2]], ["x", "y"]), 1, "[E-HEADER]", "Nhiệm vụ")


# -- files that cannot be read: exit code 3 --------------------------------------------------------


def rewritten(path: Path, name: str, edit: Callable[[str], str], more: dict[str, bytes] | None = None) -> Path:
    """The workbook with one part edited and others added."""
    changed = path.with_name("la.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        assert name in old.namelist()
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, edit(content.decode()).encode() if part == name else content)
        for part, content in (more or {}).items():
            new.writestr(part, content)
    return changed


SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def good(workbook: Workbook) -> Path:
    return workbook([list(ROW.values())], list(ROW))


def test_an_empty_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rong.xlsx").write_bytes(b"")
    refused(run, tmp_path / "rong.xlsx", 3, "rong.xlsx: ", "[E-EMPTY]")


def test_a_csv_named_xlsx(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("Ngày giao;Hạn xử lý;Ngày HT\n3/5/2021;20/5/2021;\n", "utf-8")
    done = run("report", tmp_path / "a.xlsx", "--period", "2021-05")
    assert (done.returncode, done.stderr.count("[W-FORMAT]")) == (0, 1)
    assert "tổng số 01 nhiệm vụ" in done.stdout


def test_a_truncated_workbook(run: Run, good: Path) -> None:
    path = good.with_name("dut.xlsx")
    path.write_bytes(good.read_bytes()[:-200])
    refused(run, path, 3, "dut.xlsx: ", "[E-")


def test_a_stray_cell_in_the_last_corner(run: Run, good: Path) -> None:
    stray = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    path = rewritten(good, SHEET, lambda text: text.replace("</sheetData>", stray))
    refused(run, path, 3, "la.xlsx", "XFD1048576", "[E-STRAY]")


@pytest.mark.heavy
def test_a_zip_bomb(run: Run, good: Path) -> None:
    path = rewritten(good, SHEET, lambda text: text.replace("</sheetData>", " " * 400_000_000 + "</sheetData>"))
    refused(run, path, 3, "la.xlsx", "[E-BOMB]")


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_doctype(run: Run, good: Path, part: str) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a "b">]>'
    path = rewritten(good, part, lambda text: re.sub(r"^(<\?xml.*?\?>)?", rf"\1{doctype}", text, count=1))
    refused(run, path, 3, "la.xlsx", "[E-DOCTYPE]")


def test_a_workbook_with_a_password(run: Run, tmp_path: Path) -> None:
    sample = next((Path(__file__).parents[1] / "sources" / "samples").glob("*mat-khau*.xlsx"))
    path = tmp_path / "khoa.xlsx"
    path.write_bytes(sample.read_bytes())
    refused(run, path, 3, "khoa.xlsx: ", "mật khẩu", "[E-PASSWORD]")
