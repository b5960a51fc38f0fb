"""The day to which a list runs by its own words: in the receipt, and told where the cut-off lies after it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from taskstats_adapters.command.main import taskstats
from taskstats_adapters.intake.doubts.stated_day import stale
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
DAY = dt.date(2021, 5, 20)
LIST: list[tuple[Any, ...]] = [
    ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"),
    ("Việc A", "Sở Y tế", "3/5/2021", "21/5/2021", ""),
]


@pytest.mark.parametrize(
    "text",
    [
        "(Số liệu tính đến ngày 20/5/2021)",
        "Tính đến hết ngày 20 tháng 5 năm 2021",
        "DANH SÁCH NHIỆM VỤ (cập nhật đến 20.5.2021)",
        "Cập nhật lúc 17h00 ngày 20/05/2021",
        "Số liệu đến 20-5-2021",
        "Thời điểm kết xuất: 08:30 20/5/2021",
        "Ngày xuất báo cáo: 20/5/2021",
        "Generated on: 2021-05-20 08:30",
    ],
)
def test_what_a_list_says_of_its_day(take: Take, text: str) -> None:
    intake = take([("DANH SÁCH",), ("", text), *LIST])
    assert intake.stated == {"Nhiệm vụ!B2": DAY}
    assert intake.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệm vụ giao từ ngày 1/5/2021 đến ngày 20/5/2021",
        "Ban hành kèm theo Báo cáo số 12/BC-VP ngày 20/5/2021",
        "Hạn xử lý trước 20/5/2021",
        "Cập nhật theo Công văn số 88/UBND-TH ngày 20/5/2021",
        "Số liệu tính đến ngày 31/02/2021",
        "tính đến " * 2000,
    ],
)
def test_other_days_above_a_list_are_not_its_own(take: Take, text: str) -> None:
    assert take([(text,), *LIST]).stated == {}


def test_a_cut_off_after_it_is_told_with_the_place_and_the_cure() -> None:
    stated = {"Tháng 5!A2": DAY, "Tháng 4!A2": dt.date(2021, 5, 31)}
    assert [str(problem) for problem in stale(stated, dt.date(2021, 5, 31))] == [
        (
            "Tháng 5!A2: danh sách ghi số liệu tính đến ngày 20/5/2021, trước ngày chốt 31/5/2021: việc hoàn "
            "thành sau ngày đó chưa có trong danh sách; hãy lấy danh sách mới, hoặc chốt sớm hơn: "
            "--as-of 2021-05-20  [W-ASOF]"
        )
    ]
    assert list(stale(stated, DAY)) == []
    (both,) = stale(stated, dt.date(2021, 6, 1))
    assert "(và 1 danh sách khác)" in both.message


@pytest.mark.parametrize(("period", "told"), [("2021-05", True), ("2021-04", False), ("2021-05-01..2021-05-20", False)])
def test_the_command_tells_it_for_its_cut_off_alone(tmp_path: Path, period: str, told: bool) -> None:
    lines = [("Tính đến ngày 20/5/2021",), *LIST]
    (tmp_path / "a.csv").write_text("\n".join(";".join(line) for line in lines), "utf-8")
    for command in (["report"], ["list", "--figure", "assigned"]):
        result = CliRunner().invoke(taskstats, [*command, str(tmp_path / "a.csv"), "--period", period])
        assert ("[W-ASOF]" in result.output) is told
    receipt = CliRunner().invoke(taskstats, ["check", str(tmp_path / "a.csv")])
    assert "dòng 1, cột 1: danh sách ghi số liệu tính đến ngày 20/5/2021" in receipt.stdout
