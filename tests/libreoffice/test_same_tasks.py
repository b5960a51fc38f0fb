"""A list that LibreOffice saves in its other formats gives the same tasks."""

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl
import pytest

import taskstats_adapters as adapters

pytestmark = pytest.mark.libreoffice

MOMENT = dt.datetime.fromisoformat("2021-05-03 08:30")
ROWS: list[list[str | int | dt.date | None]] = [
    ["DANH SÁCH NHIỆM VỤ"],
    ["STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"],
    ["I", None, "Các sở, ban, ngành"],
    [1, "NV-1", "Rà soát quy hoạch & <báo cáo>", "Sở Xây dựng", dt.date(2021, 5, 3), dt.date(2021, 5, 20), None],
    [2, 7, '=1+1 là chữ, "không phải" công thức', "Sở Y tế", "03/05/2021", "31/02/2021", None],
    [],
    [3, "NV-3", "Tổng hợp\nnhiều dòng", "Sở Y tế", MOMENT, None, dt.date(2021, 6, 1)],
    [4, "NV-4", "Hạn là số", "Sở Y tế", 44319, 44336, "-"],
    [None, None, "Tổng cộng", 4],
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Nhiệm vụ"
    for number, row in enumerate(ROWS, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    hidden = book.create_sheet("Ẩn")
    hidden.append(ROWS[1])
    hidden.sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    for kind in ("ods", "xls", "xlsx:Calc MS Excel 2007 XML"):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind,
             "--outdir", folder / kind[:4], folder / "a.xlsx"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


@pytest.mark.parametrize("name", ["ods/a.ods", "xls/a.xls", "xlsx/a.xlsx"])
def test_files_saved_by_libreoffice_give_the_same_tasks_and_problems(written: Path, name: str) -> None:
    before, after = adapters.read_tasks(written / "a.xlsx"), adapters.read_tasks(written / name)
    assert after.tasks == before.tasks
    assert [task.origin for task in after.tasks] == [task.origin for task in before.tasks]
    assert after.problems == before.problems
    assert after.ignored == before.ignored
    assert after.ignored_sheets == before.ignored_sheets
    assert [task.id for task in after.tasks] == ["NV-1", "NV-3", "NV-4"]
    assert [problem.place for problem in after.errors] == ["Nhiệm vụ!F5"]
