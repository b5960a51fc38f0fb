"""The command as a user runs it, in its own process."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

HEADERS = (
    "STT",
    "Mã nhiệm vụ",
    "Số ký hiệu",
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Ngày giao",
    "Hạn xử lý",
    "Ngày hoàn thành",
)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `taskstats …` in an empty folder."""

    def command(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "taskstats_adapters.command.main", *map(str, arguments)],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return command


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write rows under the usual header, or another one, to a workbook."""

    def write(
        rows: Sequence[Sequence[object]], headers: Sequence[object] = HEADERS, name: str = "nhiem-vu.xlsx"
    ) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Nhiệm vụ"
        for row in (["DANH SÁCH NHIỆM VỤ"], headers, *rows):
            sheet.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return write
