"""What a user may name as a source: several files, a folder, a pattern."""

from collections.abc import Callable
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.errors import AdapterError, SourceError
from taskstats_adapters.intake.problems import IgnoredSheet

Make = Callable[..., Path]


def ids(intake: adapters.Intake) -> list[str]:
    return [task.id for task in intake.tasks]


def test_a_folder_stands_for_its_files_sorted_by_name(make: Make, tmp_path: Path) -> None:
    for name, one in (("ds/thang5.csv", "3"), ("ds/Thang4.CSV", "1"), ("ds/thang10.csv", "2")):
        make(name, one)
    intake = adapters.read_tasks(tmp_path / "ds")
    assert ids(intake) == ["1", "2", "3"]
    assert [file.name for file in intake.receipt.sources] == ["Thang4.CSV", "thang10.csv", "thang5.csv"]
    assert intake.tasks[0].origin == "Thang4.CSV: dòng 2"


def test_other_files_in_a_folder_are_listed_as_ignored(make: Make, tmp_path: Path) -> None:
    make("ds/thang4.csv", "1")
    make("ds/2020/thang4.csv", "9")
    for name in ("~$thang4.xlsx", ".thang3.csv", "anh.png", "ghi chú"):
        (tmp_path / "ds" / name).write_bytes(b"?")
    intake = adapters.read_tasks(tmp_path / "ds")
    assert ids(intake) == ["1"]
    unreadable = [IgnoredSheet(name, "không phải định dạng đọc được") for name in (".thang3.csv", "anh.png", "ghi chú")]
    assert sorted(intake.ignored_sheets, key=lambda sheet: sheet.name) == [
        unreadable[0],
        IgnoredSheet("2020", "thư mục con"),
        *unreadable[1:],
        IgnoredSheet("~$thang4.xlsx", "không phải định dạng đọc được"),
    ]


def test_an_empty_name_does_not_mean_the_current_folder(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("a.csv", "1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="để trống") as raised:
        adapters.read_tasks("")
    assert raised.value.code == "E-MISSING"
    assert ids(adapters.read_tasks(".")) == ["1"]


@pytest.mark.parametrize("pattern", ["ds", "ds/*.csv", "no*"])
def test_a_folder_or_a_pattern_without_a_list_is_an_error(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "ds").mkdir()
    with pytest.raises(SourceError) as raised:
        adapters.read_tasks(tmp_path / pattern)
    assert raised.value.code == "E-MISSING"


def test_a_symlink_loop_in_a_folder_is_an_error(make: Make, tmp_path: Path) -> None:
    make("ds/thang4.csv", "1")
    (tmp_path / "ds" / "loop.csv").symlink_to(tmp_path / "ds" / "loop.csv")
    (tmp_path / "ds" / "self").symlink_to(tmp_path / "ds")
    with pytest.raises(SourceError, match=r"loop\.csv"):
        adapters.read_tasks(tmp_path / "ds")


def test_a_pattern_stands_for_its_matches_each_once(make: Make, tmp_path: Path) -> None:
    make("thang5.csv", "2")
    first = make("thang4.csv", "1")
    make("khác.csv", "3")
    intake = adapters.read_tasks(first, tmp_path / "thang*.csv")
    assert ids(intake) == ["1", "2"]


def test_a_file_whose_name_looks_like_a_pattern_is_read(make: Make) -> None:
    one = make("thang[4].csv", "1")
    make("thang4.csv", "2")
    assert ids(adapters.read_tasks(one)) == ["1"]


def test_a_named_file_without_a_source_is_an_error(make: Make, tmp_path: Path) -> None:
    make("a.csv", "1")
    (tmp_path / "a.png").write_bytes(b"?")
    with pytest.raises(AdapterError, match=r"a\.png"):
        adapters.read_tasks(tmp_path / "a.csv", tmp_path / "a.png")


def test_the_format_applies_to_every_file(make: Make, tmp_path: Path) -> None:
    make("ds/a.dat", "1")
    make("ds/b.xuat", "2")
    assert ids(adapters.read_tasks(tmp_path / "ds", format="csv")) == ["1", "2"]


def test_files_with_the_same_name_are_shown_with_their_folders(make: Make, tmp_path: Path) -> None:
    paths = [make(name, one) for name, one in (("4/a.csv", "1"), ("5/a.csv", "2"), ("5/b.csv", "3"))]
    intake = adapters.read_tasks(*paths)
    assert [file.name for file in intake.receipt.sources] == ["4/a.csv", "5/a.csv", "b.csv"]
    assert [task.origin for task in intake.tasks] == ["4/a.csv: dòng 2", "5/a.csv: dòng 2", "b.csv: dòng 2"]


def test_a_file_named_in_two_ways_is_read_once(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its rows have no ids that would reveal duplicates."""
    path = make("ds/thang4.csv", "")
    (tmp_path / "ds" / "lien-ket.csv").symlink_to("thang4.csv")
    monkeypatch.chdir(tmp_path)
    for origins in (("ds/thang4.csv", "./ds/thang4.csv", str(path)), ("ds",), ("ds/thang4.csv", "ds")):
        intake = adapters.read_tasks(*origins)
        assert (len(intake.receipt.sources), len(intake.tasks)) == (1, 1)


def test_a_missing_file_is_reported_as_missing_whatever_its_suffix(tmp_path: Path) -> None:
    for name in ("thang-4", "thang-4.xslx", "thang-4.csv "):
        with pytest.raises(SourceError, match="không tìm thấy") as raised:
            adapters.read_tasks(tmp_path / name)
        assert raised.value.code == "E-MISSING"


def test_a_recursive_pattern(make: Make, tmp_path: Path) -> None:
    for name, one in (("ds/a.csv", "1"), ("ds/quy/b.csv", "2"), ("ds/quy/thang/c.csv", "3")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        make(name, one)
    for link in ("mot", "hai"):  # back to where they stand: twice as many ways with each step
        (tmp_path / "ds" / link).symlink_to(".")
    for pattern in ("**/*.csv", "**", "**/**/?.csv"):
        assert sorted(ids(adapters.read_tasks(tmp_path / "ds" / pattern))) == ["1", "2", "3"]
