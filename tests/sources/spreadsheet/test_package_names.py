"""Packages with names that other programs write, and that Excel and LibreOffice open."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from taskstats_adapters.sources.spreadsheet.source import SOURCE


def test_parts_with_backslashes(xlsx: Callable[..., Path], tmp_path: Path) -> None:
    """As some .NET programs write them on Windows."""
    path = xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other:
        for name in usual.namelist():
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name.replace("/", "\\")
            other.writestr(info, usual.read(name))
    with zipfile.ZipFile(tmp_path / "b.xlsx") as other:
        assert "xl\\workbook.xml" in {info.orig_filename for info in other.infolist()}
    (sheet,) = SOURCE.read(str(tmp_path / "b.xlsx"), {})
    assert [list(row) for row in sheet.rows] == [["Việc A"]]
