"""Hypothesis profiles, and task lists that the tests of several rooms read.

`fast` is the default; `--hypothesis-profile=ci` draws more, and the same examples every time; `long` is for one file.
"""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("fast", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("fast"), max_examples=500, derandomize=True, print_blob=True)
settings.register_profile("long", settings.get_profile("fast"), max_examples=10_000)
settings.load_profile("fast")

HEADER = "Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành\n"
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A CSV list of tasks with these ids."""

    def make(name: str, *ids: str, header: str = HEADER) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + "".join(f"{one};Báo cáo;Sở Y tế;3/5/2021;20/5/2021;\n" for one in ids), "utf-8")
        return path

    return make


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two lists, the second one hidden."""
    workbook = openpyxl.Workbook()
    for number, name in enumerate(("Tháng 4", "Tháng 5")):
        sheet = workbook.create_sheet(name)
        sheet.append(HEADER.strip().split(";"))
        sheet.append([str(number), "Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", None])
    workbook.remove(workbook.worksheets[0])
    workbook["Tháng 5"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"
