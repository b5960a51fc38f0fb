"""Lists of findings are opened like task lists: folders, patterns, several files, a wrong suffix."""

from collections.abc import Callable
from pathlib import Path

import pytest

import taskstats as ts
import taskstats_adapters as adapters
from taskstats import Finding
from taskstats_adapters.errors import SourceError
from taskstats_adapters.intake.problems import IgnoredSheet

PAGE = "<html><body><table><tr><th>Đơn vị</th><th>Số ký hiệu</th></tr><tr><td>Sở Y tế</td><td>7</td></tr></table>"

Make = Callable[..., Path]


@pytest.fixture
def listing(tmp_path: Path) -> Make:
    """A CSV list with a document for each of these agencies."""

    def make(name: str, *agencies: str, header: str = "Đơn vị;Số ký hiệu\n") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + "".join(f"{agency};1/BC\n" for agency in agencies), "utf-8")
        return path

    return make


def agencies(found: adapters.FindingIntake) -> list[str]:
    return [finding.agency for finding in found.findings]


@pytest.mark.parametrize("name", ["xuat.xls", "xuat.xlsx", "xuat.docx"])
def test_a_web_page_with_another_suffix_is_read_as_a_page_with_a_warning(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, "utf-8")
    found = adapters.read_findings(tmp_path / name)
    assert found.findings == (Finding(agency="Sở Y tế", document="7"),)
    (problem,) = map(str, found.problems)
    assert problem.startswith(f"{name}: tệp này thực ra là trang web (HTML)")
    assert problem.endswith("đã đọc bằng nguồn html  [W-FORMAT]")
    composed = adapters.compose_report(adapters.Intake(), period="2021-05", findings=tmp_path / name)
    assert composed.findings == found.findings


def test_several_files_a_folder_and_a_pattern(listing: Make, tmp_path: Path) -> None:
    first = listing("a.csv", "A", "B")
    listing("ds/b.csv", "C")
    listing("ds/c.csv", "D")
    (tmp_path / "ds" / "anh.png").write_bytes(b"?")
    assert agencies(adapters.read_findings(first, tmp_path / "ds" / "c*.csv")) == ["A", "B", "D"]
    found = adapters.read_findings(tmp_path / "ds")
    assert agencies(found) == ["C", "D"]
    assert found.ignored_sheets == (IgnoredSheet("anh.png", "không phải định dạng đọc được"),)


def test_each_list_that_is_not_of_findings_is_reported_once(listing: Make, tmp_path: Path) -> None:
    good, other = listing("a.csv", "A"), listing("b.csv", header="Họ tên;Chức vụ\n")
    with pytest.raises(ExceptionGroup) as raised:
        adapters.read_findings(good, other, tmp_path / "none.csv")
    errors = [error for error in raised.value.exceptions if isinstance(error, SourceError)]
    assert [(error.where, error.code) for error in errors] == [("b.csv", "E-FINDINGS"), ("none.csv", "E-MISSING")]
    with pytest.raises(SourceError, match="E-FINDINGS"):
        adapters.read_findings(good, other)


def test_the_format_and_the_sheet_can_be_given(listing: Make) -> None:
    assert agencies(adapters.read_findings(listing("a.dat", "A"), format="csv")) == ["A"]


def test_without_origins_there_are_no_findings() -> None:
    assert adapters.read_findings().findings == ()
    report = ts.compose([], period=ts.Period.month(2021, 5), findings=adapters.read_findings().findings)
    assert report.findings == ()
