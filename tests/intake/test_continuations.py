"""A list that goes on in another sheet or table without a header is read on and told; other sheets are not."""

from collections.abc import Callable

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.profile import Profile

HEADER = ("STT", "Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
FIRST = (1, "Đề án", "Sở Nội vụ", "5/5/2021", "25/5/2021", "28/5/2021")
SECOND = (2, "Kế hoạch", "Sở Y tế", "6/5/2021", "10/6/2021", None)
THIRD = (3, "Tờ trình", "Sở Y tế", "7/5/2021", "không thời hạn")


def one(*sheets: Sheet) -> Intake:
    return take_in([(SourceFile(name="tep.xlsx"), sheets)], Profile())


@pytest.mark.parametrize(
    ("rows", "origins"),
    [
        ((SECOND,), ["Trang 2!1"]),
        ((SECOND, THIRD), ["Trang 2!1", "Trang 2!2"]),
        ((("Bảng 2 (tiếp theo)",), SECOND), ["Trang 2!2"]),
        ((("", "Trang 2/2", "", "", "", ""), SECOND, (), THIRD), ["Trang 2!2", "Trang 2!4"]),
    ],
    ids=["the next row", "two rows", "a caption", "a page number and a blank row"],
)
def test_a_list_goes_on_without_a_header(
    rows: tuple[tuple[object, ...], ...], origins: list[str], told: Callable[[Intake], list[str]]
) -> None:
    intake = one(Sheet("Trang 1", (HEADER, FIRST)), Sheet("Trang 2", rows))  # type: ignore[arg-type]
    assert [task.origin for task in intake.tasks] == ["Trang 1!2", *origins]
    assert [task.agency for task in intake.tasks[1:]] == ["Sở Y tế" for _ in origins]
    assert told(intake) == [
        (
            "Trang 2!1: không có dòng tiêu đề nhưng có ngày ở đúng các cột của danh sách trước, đã đọc tiếp như danh "
            "sách đó; nếu không phải, hãy bỏ phần này hoặc ghi dòng tiêu đề của nó  [W-CONTINUED]"
        )
    ]
    receipt = intake.receipt
    assert receipt.rows == receipt.accepted + receipt.rejected + receipt.ignored == 2 + len(rows)


def test_a_wrong_day_in_a_list_that_goes_on_is_told_with_its_place() -> None:
    wrong = (2, "Kế hoạch", "Sở Y tế", "6/5/2021", "10/6/2021", "31/2/2021")
    intake = one(Sheet("Trang 1", (HEADER, FIRST)), Sheet("Trang 2", (wrong,)))
    assert [(problem.code, problem.place) for problem in intake.problems] == [
        ("W-CONTINUED", "Trang 2!1"),
        ("E-DATE", "Trang 2!F1"),
    ]


def test_missing_columns_are_told_once() -> None:
    header = ("STT", "Nhiệm vụ", "Phụ trách", *HEADER[3:])
    intake = one(Sheet("Trang 1", (header, FIRST)), Sheet("Trang 2", (SECOND,)))
    assert [problem.code for problem in intake.problems] == ["W-COLUMN", "W-CONTINUED"]


@pytest.mark.parametrize(
    "rows",
    [
        ((*SECOND, "thêm"),),
        (("Sở Y tế", 12, 3, 4, 5, 6), ("Sở Nội vụ", 1, 0, 1, 0, 0)),
        (("", "", "", "6/5/2021", "10/6/2021", ""),),
        (("Lạng Sơn, ngày", "6/5/2021"),),
        (SECOND, ("Hướng dẫn", "a"), ("b", "c")),
        ((2, "Kế hoạch", "Sở Y tế", "6/5/2021", "Hà Nội"),),
    ],
    ids=["wider", "counts", "days alone", "a signature", "mostly no tasks", "another column"],
)
def test_what_is_no_part_of_the_list_is_named(rows: tuple[tuple[object, ...], ...]) -> None:
    intake = one(Sheet("Trang 1", (HEADER, FIRST)), Sheet("Trang 2", rows))  # type: ignore[arg-type]
    assert len(intake.tasks) == 1
    assert [sheet.name for sheet in intake.ignored_sheets] == ["Trang 2"]


def test_a_table_before_the_first_list_is_no_part_of_it() -> None:
    intake = one(Sheet("Trang 1", (SECOND,)), Sheet("Trang 2", (HEADER, FIRST)))
    assert [task.title for task in intake.tasks] == ["Đề án"]
    assert [sheet.name for sheet in intake.ignored_sheets] == ["Trang 1"]
