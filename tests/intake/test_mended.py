"""Rows mended in the workbook of corrections take the place of their origins, read in any order."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from taskstats_adapters import Intake, read_tasks, stream_tasks, write_corrections
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import ignored_by_reason

HEADER = "Mã nhiệm vụ;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn hoàn thành;Ngày hoàn thành"
RIGHT = "NV1;Rà soát;Sở Y tế;4/5/2026;20/5/2026;19/5/2026"
WRONG = "NV3;Báo cáo;Sở Xây dựng;5/5/2026;25/5/26;"
SAME_ID = "NV1;Báo cáo;Sở Xây dựng;5/5/2026;25/5/2026;20/5/2026"

Mend = Callable[[Worksheet], None]


class Lists:
    """A list, and the workbook of its rejected rows as somebody has mended it."""

    def __init__(self, folder: Path) -> None:
        self.origin, self.workbook = folder / "a.csv", folder / "loi.xlsx"

    def write(self, *rows: str) -> None:
        self.origin.write_text("\n".join((HEADER, *rows)), "utf-8")

    def mend(self, mend: Mend, *sources: Path) -> None:
        """Write the corrections of these lists, or the one, over the workbook, and mend it."""
        named = sources or (self.origin,)
        assert write_corrections(read_tasks(*named), self.workbook, *named)
        book = openpyxl.load_workbook(self.workbook)
        mend(book.worksheets[0])
        book.save(self.workbook)

    def together(self) -> Iterator[Intake]:
        """Both read together, in either order."""
        yield read_tasks(self.origin, self.workbook)
        yield read_tasks(self.workbook, self.origin)


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path)


def set_cell(place: str, value: str | dt.date) -> Mend:
    def mend(sheet: Worksheet) -> None:
        sheet[place] = value

    return mend


def ids(intake: Intake) -> list[str]:
    return sorted(task.id for task in intake.tasks)


def test_a_mended_row_counts_once_and_nothing_is_said_of_its_origin(lists: Lists) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "25/5/2026"))
    for intake in lists.together():
        assert intake.problems == ()
        assert ids(intake) == ["NV1", "NV3"]
        assert [(task.due_on, task.extra) for task in intake.tasks if task.id == "NV3"] == [(dt.date(2026, 5, 25), ())]
        assert (intake.receipt.rejected, ignored_by_reason(intake)[Reason.MENDED]) == (0, 1)
        assert intake.receipt.rows == intake.receipt.accepted + intake.receipt.ignored


def test_it_is_found_again_where_the_list_has_been_sorted_and_renamed(lists: Lists, tmp_path: Path) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "25/5/2026"))
    lists.origin = tmp_path / "b.csv"
    lists.write("NV0;Việc mới;Sở Y tế;4/5/2026;20/5/2026;", WRONG, RIGHT)
    for intake in lists.together():
        assert (intake.problems, ids(intake)) == ((), ["NV0", "NV1", "NV3"])


def test_another_row_at_its_place_is_not_replaced(lists: Lists) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "25/5/2026"))
    lists.write(RIGHT, "NV4;Đề án;Sở Y tế;5/5/2026;26/5/26;")
    for intake in lists.together():
        assert [(problem.code, problem.place) for problem in intake.problems] == [("E-DATE", "a.csv: dòng 3, cột 5")]
        assert ids(intake) == ["NV1", "NV3"]


def test_a_row_that_is_still_wrong_is_told_in_the_workbook_alone(lists: Lists) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "ngày 25"))
    for intake in lists.together():
        assert [(problem.code, problem.place) for problem in intake.problems] == [("E-DATE", "loi.xlsx: a!E2")]
        assert intake.receipt.rejected == 1


def test_a_workbook_of_a_workbook(lists: Lists, tmp_path: Path) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "ngày 25"))
    second = Lists(tmp_path)
    second.origin, second.workbook = lists.workbook, tmp_path / "loi-2.xlsx"
    second.mend(set_cell("E2", "25/5/2026"))
    for files in ([lists.origin, lists.workbook, second.workbook], [lists.origin, second.workbook]):
        intake = read_tasks(*files)
        assert (intake.problems, ids(intake)) == ((), ["NV1", "NV3"])


def test_of_two_equal_wrong_rows_each_needs_its_own(lists: Lists) -> None:
    lists.write(WRONG, WRONG)

    def mend(sheet: Worksheet) -> None:
        sheet["E2"] = "25/5/2026"
        sheet.delete_rows(3)

    lists.mend(mend)
    for intake in lists.together():
        assert [problem.code for problem in intake.problems] == ["E-DATE"]


@pytest.mark.parametrize(
    ("mend", "left"),
    [
        (set_cell("A3", "NV2"), ["NV1", "NV2"]),
        (set_cell("A2", "NV2"), ["NV1", "NV2"]),
        (lambda sheet: sheet.delete_rows(3), ["NV1"]),
        (lambda sheet: sheet.delete_rows(2), ["NV1"]),
    ],
    ids=["second renamed", "first renamed", "second deleted", "first deleted"],
)
def test_two_rows_with_one_id(lists: Lists, mend: Mend, left: list[str]) -> None:
    """As E-DUPLICATE proposes: another id, or one row deleted."""
    lists.write(RIGHT, SAME_ID)
    lists.mend(mend)
    for intake in lists.together():
        assert (intake.problems, ids(intake)) == ((), left)
        assert all(task.extra == () for task in intake.tasks)
        assert intake.receipt.rejected == 0


def test_two_rows_with_one_id_that_nobody_mended_are_told_again(lists: Lists) -> None:
    lists.write(RIGHT, SAME_ID)
    lists.mend(lambda sheet: None)
    for intake in lists.together():
        assert [(problem.code, "loi.xlsx" in problem.place) for problem in intake.problems] == [("E-DUPLICATE", True)]
        assert intake.receipt.rejected == 2


def test_several_mistakes_at_once(lists: Lists) -> None:
    lists.write(RIGHT, SAME_ID, WRONG)

    def mend(sheet: Worksheet) -> None:
        sheet["A3"], sheet["E4"] = "NV2", "25/5/2026"

    lists.mend(mend)
    for intake in lists.together():
        assert (intake.problems, ids(intake)) == ((), ["NV1", "NV2", "NV3"])


def test_a_workbook_alone_is_an_ordinary_list(lists: Lists) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "25/5/2026"))
    intake = read_tasks(lists.workbook)
    assert (intake.problems, ids(intake)) == ((), ["NV3"])


def test_a_stream_says_nothing_of_mended_rows_either(lists: Lists) -> None:
    lists.write(RIGHT, WRONG)
    lists.mend(set_cell("E2", "25/5/2026"))
    stream = stream_tasks(lists.origin, lists.workbook)
    assert [task.id for task in stream] == ["NV1", "NV3"]
    assert (stream.intake.problems, stream.intake.receipt.rejected) == ((), 0)


def test_of_cells_that_are_told_together_the_mended_ones_are_no_longer_told(lists: Lists) -> None:
    lists.write(WRONG, RIGHT, WRONG.replace("NV3", "NV4").replace("25/5/26", "26/5/26"))
    (problem,) = read_tasks(lists.origin).problems
    assert problem.also == ("dòng 4, cột 5",)

    def mend(sheet: Worksheet) -> None:
        sheet["E2"] = "25/5/2026"
        sheet.delete_rows(3)

    lists.mend(mend)
    for intake in lists.together():
        (problem,) = intake.problems
        assert (problem.place, problem.also) == ("a.csv: dòng 4, cột 5", ())
        assert problem.message.startswith('"26/5/26" ')


# -- lists that were refused as a whole ------------------------------------------------------------

NO_DUE = HEADER.replace("Hạn hoàn thành", "Cột 5")
NO_COMPLETION = HEADER.replace("Ngày hoàn thành", "Cột 6")


@pytest.mark.parametrize(
    ("header", "cell", "right"), [(NO_DUE, "E1", "Hạn hoàn thành"), (NO_COMPLETION, "F1", "Ngày hoàn thành")]
)
def test_a_mended_header_takes_the_place_of_the_refused_list(lists: Lists, header: str, cell: str, right: str) -> None:
    rows = (RIGHT, WRONG.replace("25/5/26", "25/5/2026"), "NV5;Đề án;Sở Y tế;6/5/2026;26/5/2026;")
    lists.origin.write_text("\n".join((header, *rows)), "utf-8")
    assert not read_tasks(lists.origin).tasks
    lists.mend(set_cell(cell, right))
    for intake in lists.together():
        assert ids(intake) == ["NV1", "NV3", "NV5"]
        assert intake.errors == ()
        assert (intake.receipt.rejected, ignored_by_reason(intake)[Reason.MENDED]) == (0, 3)
        assert all(not task.extra or "Dấu" not in str(task.extra) for task in intake.tasks)


def test_a_row_deleted_in_the_copy_is_gone(lists: Lists) -> None:
    lists.origin.write_text("\n".join((NO_DUE, RIGHT, WRONG, "NV5;Đề án;Sở Y tế;6/5/2026;26/5/2026;")), "utf-8")

    def mend(sheet: Worksheet) -> None:
        sheet["E1"] = "Hạn hoàn thành"
        sheet.delete_rows(3)

    lists.mend(mend)
    for intake in lists.together():
        assert (ids(intake), intake.errors) == (["NV1", "NV5"], ())


def test_a_header_that_is_still_wrong_leaves_both_refused(lists: Lists) -> None:
    lists.origin.write_text("\n".join((NO_DUE, RIGHT, WRONG)), "utf-8")
    lists.mend(set_cell("E1", "Cột năm"))
    for intake in lists.together():
        assert (ids(intake), {problem.code for problem in intake.errors}) == ([], {"E-COLUMN"})
        assert intake.receipt.rejected == 4
