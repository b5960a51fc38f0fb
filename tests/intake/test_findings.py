"""Documents whose agency did not follow the procedure: one row a document, in the order given."""

from pathlib import Path
from typing import Any

import pytest

import taskstats_adapters as adapters
from taskstats import Finding
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.errors import SourceError
from taskstats_adapters.intake.findings import take_findings
from taskstats_adapters.office.profile import Encoding, Profile, Reading


def findings(*rows: tuple[Any, ...], name: str = "VB", first_row: int = 1) -> tuple[Finding, ...]:
    return take_findings([Sheet(name, rows, first_row)], "vi-pham.xlsx")


def test_one_row_is_one_document_in_the_order_given() -> None:
    found = findings(
        ("DANH SÁCH VĂN BẢN",),
        ("STT", "Đơn vị", "Số ký hiệu"),
        (1, " Sở  Y tế ", "12/BC"),
        (2, "Sở Tài chính", 7.0),
        (3, "Sở Y tế", "12/BC"),
        (4, "Công an tỉnh", None),
        (5, "Sở Nội vụ"),
    )
    assert found == (
        Finding(agency="Sở Y tế", document="12/BC"),
        Finding(agency="Sở Tài chính", document="7"),
        Finding(agency="Sở Y tế", document="12/BC"),
        Finding(agency="Công an tỉnh"),
        Finding(agency="Sở Nội vụ"),
    )


def test_an_agency_alone_is_a_list() -> None:
    assert findings(("Đơn vị",), ("Sở Y tế",), ("",), ("-",)) == (Finding(agency="Sở Y tế"),)


@pytest.mark.parametrize(
    "row",
    [
        (), (None, "", " "), ("Tổng cộng", None, 2), (None, "Tổng số", 2), (None, "Cộng", None), (None, "Tổng cộng: 2"),
        ("(1)", "(2)", "(3)"), (1, 2, 3), ("STT", "ĐƠN VỊ", "SỐ KÝ HIỆU"), (None, "Đơn vị", "Văn bản"), (3, None, None),
    ],
)  # fmt: skip
def test_rows_that_are_no_findings(row: tuple[Any, ...]) -> None:
    assert findings(("STT", "Đơn vị", "Số ký hiệu"), (1, "Sở Y tế", "12/BC"), row) == (
        Finding(agency="Sở Y tế", document="12/BC"),
    )


def test_numbers_under_two_columns_are_no_finding() -> None:
    assert findings(("Đơn vị", "Số ký hiệu"), ("(1)", "(2)"), ("Sở Y tế", "12/BC"))[0].agency == "Sở Y tế"


def test_every_document_without_an_agency_is_named() -> None:
    rows = [(1, "", "12/BC"), (2, "Sở Y tế", "13/BC"), (3, None, "14/BC"), (4, BadCell("#N/A", "E-CELL-ERROR"), None)]
    with pytest.raises(SourceError) as caught:
        findings(("STT", "Đơn vị", "Số ký hiệu"), *rows, first_row=10)
    assert str(caught.value) == (
        "vi-pham.xlsx: văn bản thiếu tên đơn vị tại VB!B11, VB!B13, VB!B14; hãy ghi đơn vị  [E-FINDINGS]"
    )


@pytest.mark.parametrize("above", [0, 1, 4])
def test_a_document_without_an_agency_is_named_where_it_is_below_a_title(above: int) -> None:
    titles = [("DANH SÁCH VĂN BẢN",), (), ("Tháng 5",), ()][:above]
    with pytest.raises(SourceError, match=rf"tại VB!B{above + 3};"):
        findings(*titles, ("STT", "Đơn vị", "Số ký hiệu"), (1, "Sở Y tế", "12/BC"), (2, "", "13/BC"))


@pytest.mark.parametrize("rows", [(), (("Xin chào",), ("Sở Y tế",)), (("Số ký hiệu", "Ghi chú"), ("12/BC", "x"))])
def test_no_column_for_the_agency(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(SourceError) as caught:
        findings(*rows)
    assert str(caught.value) == ('vi-pham.xlsx: không tìm thấy dòng tiêu đề có cột "Đơn vị chủ trì"  [E-FINDINGS]')


def test_two_columns_for_the_agency() -> None:
    with pytest.raises(SourceError) as caught:
        findings(("Đơn vị chủ trì", "Chủ trì"), ("Sở Y tế", "Sở Tài chính"))
    assert caught.value.code == "E-FINDINGS"
    assert '"Đơn vị chủ trì" và "Chủ trì"' in str(caught.value)


def test_sheets_without_findings_are_passed_over() -> None:
    rows = (("Đơn vị", "Số ký hiệu"), ("Sở Y tế", "1"))
    sheets = [Sheet("Bìa", (("x",),)), Sheet("A", rows), Sheet("Ẩn", rows, ignored="trang tính ẩn"), Sheet("B", rows)]
    assert len(take_findings(sheets, "vi-pham.xlsx")) == 2


def test_findings_are_in_the_encoding_that_the_profile_says(tmp_path: Path) -> None:
    (tmp_path / "cu.csv").write_text("§¬n vÞ;Sè ký hiÖu\nSë KÕ ho¹ch vµ §Çu t\u00ad;12/BC\n", "utf-8")
    profile = Profile(intake=Reading(encoding=Encoding.TCVN3))
    assert adapters.read_findings(tmp_path / "cu.csv", profile=profile).findings == (
        Finding(agency="Sở Kế hoạch và Đầu tư", document="12/BC"),
    )
