"""Workbooks of the 1990s, whose records stand in the file without a container: scripts still write them."""

import datetime as dt
import struct
from pathlib import Path

import pytest

import taskstats_adapters as adapters

ROWS: tuple[tuple[str | float, ...], ...] = (
    ("Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"),
    ("Đề án", "Sở Nội vụ", "3/5/2021", 44336.0, "18/5/2021"),
)
CP1258 = str.maketrans({"ệ": "ê\u0323", "ụ": "u\u0323", "ị": "i\u0323", "ủ": "u\u0309", "ì": "i\u0300", "ạ": "a\u0323"})
CP1258 |= str.maketrans({"ử": "ư\u0309", "ý": "y\u0301", "ề": "ê\u0300", "ở": "ơ\u0309", "ộ": "ô\u0323"})


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def script(encoding: str) -> bytes:
    """What the usual functions of PHP write: LABEL and NUMBER records of BIFF 2, in the page's encoding."""
    body = record(0x809, struct.pack("<4H", 0, 0x10, 0, 0))
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            place = struct.pack("<3H", row, column, 0)
            if isinstance(cell, float):
                body += record(0x203, place + struct.pack("<d", cell))
            else:
                text = (cell.translate(CP1258) if encoding == "cp1258" else cell).encode(encoding)
                body += record(0x204, place + struct.pack("<H", len(text)) + text)
    return body + record(0x0A, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_a_list_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.xls").write_bytes(script(encoding))
    intake = adapters.read_tasks(tmp_path / "a.xls")
    (task,) = intake.tasks
    assert (task.title, task.agency) == ("Đề án", "Sở Nội vụ")
    assert (task.assigned_on, task.due_on) == (dt.date(2021, 5, 3), dt.date(2021, 5, 20))
    assert intake.problems == ()
