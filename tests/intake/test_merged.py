"""Cells merged over several rows: what the rows below the first take from them, and what they must say themselves."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats import SourceFile, Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import MERGED, BadCell, Cell, is_blank, merged_with
from taskstats_adapters.errors import SourceError
from taskstats_adapters.intake.cells.clean import no_value
from taskstats_adapters.intake.findings import take_findings
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile

Listed = Callable[..., Intake]
FIRST = (1, "NV-1", "Báo cáo", "Sở Y tế", "1/5/2021", "9/5/2021", "8/5/2021")


def above(text: str) -> BadCell:
    return BadCell(text, MERGED)


ABOVE = tuple(above(str(cell)) for cell in FIRST)
NUMBER, ID, TITLE, AGENCY, ASSIGNED, DUE, DONE = range(7)


def row(*own: tuple[int, Any]) -> tuple[Any, ...]:
    """A row whose cells are all merged with those of FIRST, but for these."""
    cells = dict(enumerate(ABOVE)) | dict(own)
    return tuple(cells[column] for column in range(7))


OWN = ((ID, "NV-2"), (TITLE, "Việc khác"), (ASSIGNED, "2/5/2021"), (DUE, "10/5/2021"), (DONE, None))


def codes(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.place.removeprefix("Nhiệm vụ!"), problem.code) for problem in intake.errors]


# -- what a row becomes ----------------------------------------------------------------------------

IGNORED: dict[str, tuple[Sequence[Any], Reason]] = {
    "nothing of its own": (row(), Reason.BLANK),
    "nothing but a row number": (row((NUMBER, 2)), Reason.BLANK),
    "nothing but a row number and dashes": (row((NUMBER, 2), (DONE, "-")), Reason.BLANK),
    "blank cells among them": (row((TITLE, ""), (DONE, None)), Reason.BLANK),
    "a second line of what decides nothing": ((*row(), "Đã đôn đốc"), Reason.SECTION),
    "a sum beside a merged note": (
        ("", "", "Tổng cộng", "", "", 12, "", above("Theo kế hoạch")),
        Reason.TOTAL,
    ),
    "a heading beside a merged note": (
        ("", "", "II. Các huyện", "", "", "", "", above("Theo kế hoạch")),
        Reason.SECTION,
    ),
    "column numbers beside a merged note": (
        (*(f"({number})" for number in range(1, 8)), above("x")),
        Reason.COLUMN_NUMBERS,
    ),
}


@pytest.mark.parametrize(("cells", "reason"), IGNORED.values(), ids=IGNORED)
def test_a_row_that_is_no_task_of_its_own(listed: Listed, cells: Sequence[Any], reason: Reason) -> None:
    intake = listed((*FIRST, "Ghi"), cells)
    assert [ignored.reason for ignored in intake.ignored[1:]] == [reason]
    assert (len(intake.tasks), intake.errors) == (1, ())


REJECTED: dict[str, tuple[Sequence[Any], list[tuple[str, str]]]] = {
    "the due date": (row(*OWN, (DUE, above("9/5/2021"))), [("F3", MERGED)]),
    "the day of completion": (row(*OWN, (DONE, above("8/5/2021"))), [("G3", MERGED)]),
    "the day of assignment": (row(*OWN, (ASSIGNED, above("1/5/2021"))), [("E3", MERGED)]),
    "the id": (row(*OWN, (ID, above("NV-1"))), [("B3", MERGED)]),
    "no due date": (row(*OWN, (DUE, above("không thời hạn"))), [("F3", MERGED)]),
    "all dates, under a title of its own": (
        row((TITLE, "Việc khác"), (ID, None)),
        [("E3", MERGED), ("F3", MERGED), ("G3", MERGED)],
    ),
    "all dates, under an agency of its own": (
        row((AGENCY, "Sở Tài chính"), (ID, None)),
        [("E3", MERGED), ("F3", MERGED), ("G3", MERGED)],
    ),
    "all but an id": (row((ID, "NV-2")), [("E3", MERGED), ("F3", MERGED), ("G3", MERGED)]),
    "all but a due date in words": (
        row((DUE, "không thời hạn")),
        [("B3", MERGED), ("E3", MERGED), ("G3", MERGED)],
    ),
    "a title of its own, with nothing but the agency": (
        (None, None, "Việc khác", above("Sở Y tế"), None, None, None),
        [("E3", "E-ASSIGNED")],
    ),
    "an agency of its own, with nothing but the title": (
        (None, None, above("Báo cáo"), "Sở Tài chính", None, None, None),
        [("E3", "E-ASSIGNED")],
    ),
}


@pytest.mark.parametrize(("cells", "errors"), REJECTED.values(), ids=REJECTED)
def test_a_date_or_an_id_that_is_merged(listed: Listed, cells: Sequence[Any], errors: list[tuple[str, str]]) -> None:
    intake = listed(FIRST, cells)
    assert sorted(codes(intake)) == errors
    assert [task.id for task in intake.tasks] == ["NV-1"]
    assert (intake.receipt.accepted, intake.receipt.rejected) == (1, 1)


@pytest.mark.parametrize("field", ["Gia hạn đến", "Ngày gia hạn", "Ngày rút", "Ngày cập nhật", "Ngày cập nhật kết quả"])
def test_the_other_dates(take: Callable[..., Intake], field: str) -> None:
    header = ("Nội dung", "Ngày giao", "Hạn xử lý", field)
    intake = take([header, ("A", "1/5/2021", "9/5/2021", above("8/5/2021"))])
    assert codes(intake) == [("D2", MERGED)]


def test_the_message_says_what_to_do(listed: Listed, told: Callable[[Intake], list[str]]) -> None:
    message = '"9/5/2021": ô này gộp với ô ở trên; hãy bỏ gộp rồi ghi giá trị vào từng dòng'
    assert told(listed(FIRST, row(*OWN, (DUE, above("9/5/2021"))))) == [f"Nhiệm vụ!F3: {message}  [E-MERGED]"]


def test_texts_and_agencies_are_those_of_the_cell_above(take: Callable[..., Intake]) -> None:
    header = (
        "STT", "Số ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ", "Người giao", "Đơn vị chủ trì", "Phối hợp",
        "Ngày giao", "Hạn xử lý", "Trạng thái", "Văn bản báo cáo kết quả", "Lý do chậm tiến độ", "Ghi chú", "Loại",
    )  # fmt: skip
    first = (
        1, "12/UBND", dt.date(2021, 4, 28), "Rà soát", "Chủ tịch", "Sở Y tế", "Sở A\nSở B, C", "1/5/2021", "9/5/2021",
        "Đang thực hiện", "34/BC", "Thiếu vốn", "Đã đôn đốc", "Thường xuyên",
    )  # fmt: skip
    below = [merged_with(cell) for cell in first]
    second = (*below[:7], *first[7:9], *below[9:])
    intake = take([header, first, second], agencies=[{"name": "Sở Y tế"}])
    assert intake.errors == ()
    one, other = intake.tasks
    assert (other.coordinating, other.document_date) == (("Sở A", "Sở B, C"), dt.date(2021, 4, 28))
    assert other.extra == (("Trạng thái", "Đang thực hiện"), ("Loại", "Thường xuyên"))
    assert other == attrs.evolve(one, id=other.id)


def test_a_merged_status_is_a_witness_for_each_row(take: Callable[..., Intake]) -> None:
    header = ("Nội dung", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái")
    rows = [
        ("A", "1/5/2021", "9/5/2021", "8/5/2021", "Đã hoàn thành"),
        ("B", "1/5/2021", "9/5/2021", "", above("Đã hoàn thành")),
    ]
    assert codes(take([header, *rows])) == [("E3", "E-STATUS")]


def test_texts_from_before_unicode_are_converted_in_merged_cells_too(take: Callable[..., Intake]) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý")
    rows = [("A", "Së Y tÕ", "1/5/2021", ""), ("B", above("Së Y tÕ"), "1/5/2021", "")]
    intake = take([header, *rows], intake={"encoding": "tcvn3"})
    assert [task.agency for task in intake.tasks] == ["Sở Y tế"] * 2


# -- headers ---------------------------------------------------------------------------------------


def test_a_header_of_two_rows_merged_from_above(take: Callable[..., Intake]) -> None:
    """Read as without the merges: columns, the rows that it takes, and why they are no tasks."""
    upper = ("STT", "Nội dung nhiệm vụ", "Thời gian", "", "")
    lower = ("", "", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    task = (1, "A", "1/5/2021", "9/5/2021", "8/5/2021")
    plain = take([upper, lower, task])
    merged = take([upper, (above("STT"), above("Nội dung nhiệm vụ"), *lower[2:]), task])
    assert (merged.tasks, merged.columns, merged.ignored) == (plain.tasks, plain.columns, plain.ignored)
    assert [ignored.reason for ignored in merged.ignored] == [Reason.HEADER] * 2


def test_titles_merged_over_rows_are_no_header(take: Callable[..., Intake]) -> None:
    header = ("STT", "Nội dung nhiệm vụ", "Ngày giao", "Hạn xử lý")
    rows = [
        ("Ngày giao", "Hạn xử lý tháng 5"),
        (above("Ngày giao"), above("Hạn xử lý")),
        header,
        (1, "A", "1/5/2021", ""),
    ]
    intake = take(rows)
    assert [ignored.reason for ignored in intake.ignored] == [Reason.TITLE, Reason.BLANK, Reason.HEADER]
    assert len(intake.tasks) == 1


def test_a_repeated_header_of_two_rows(take: Callable[..., Intake]) -> None:
    upper = ("STT", "Nội dung nhiệm vụ", "Thời gian", "", "")
    lower = (above("STT"), above("Nội dung nhiệm vụ"), "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    intake = take([upper, lower, (1, "A", "1/5/2021", "", ""), upper, lower])
    assert [ignored.reason for ignored in intake.ignored] == [Reason.HEADER] * 4


def test_the_rows_of_a_list_that_cannot_be_read(take: Callable[..., Intake]) -> None:
    intake = take([("Nội dung nhiệm vụ", "Ngày giao"), ("A", "1/5/2021"), (above("A"), above("1/5/2021"))])
    assert (intake.receipt.rejected, intake.ignored[-1].reason) == (1, Reason.BLANK)


# -- findings --------------------------------------------------------------------------------------

FINDINGS: dict[str, tuple[Sequence[str], Sequence[Sequence[Any]], list[tuple[str, str]]]] = {
    "one agency over two documents": (
        ("STT", "Đơn vị", "Số ký hiệu"),
        [(1, "Sở A", "1/CV"), (2, above("Sở A"), "2/CV")],
        [("Sở A", "1/CV"), ("Sở A", "2/CV")],
    ),
    "one document of two agencies": (
        ("STT", "Đơn vị", "Số ký hiệu"),
        [(1, "Sở A", "1/CV"), (2, "Sở B", above("1/CV"))],
        [("Sở A", "1/CV"), ("Sở B", "1/CV")],
    ),
    "a row that goes on with the one above": (
        ("STT", "Đơn vị", "Số ký hiệu", "Ghi chú"),
        [(1, "Sở A", "1/CV", "a"), (2, above("Sở A"), above("1/CV"), "b"), (3, None, above("1/CV"), "c")],
        [("Sở A", "1/CV")],
    ),
    "no column of documents": (
        ("STT", "Đơn vị", "Nội dung"),
        [(1, "Sở A", "a"), (2, above("Sở A"), "b"), (3, above("Sở A"), above("b"))],
        [("Sở A", ""), ("Sở A", "")],
    ),
    "a note beside a merged one": (
        ("STT", "Đơn vị", "Nội dung", "Ghi chú"),
        [(1, "Sở A", "a", "x"), (None, None, "Danh sách có thể thay đổi", above("x"))],
        [("Sở A", "")],
    ),
    "a sum over two rows": (
        ("Đơn vị", "Số ký hiệu"),
        [("Sở A", "1/CV"), ("Tổng cộng", 1), (above("Tổng cộng"), "văn bản")],
        [("Sở A", "1/CV")],
    ),
}


@pytest.mark.parametrize(("header", "rows", "found"), FINDINGS.values(), ids=FINDINGS)
def test_findings(header: Sequence[str], rows: Sequence[Sequence[Any]], found: list[tuple[str, str]]) -> None:
    findings = take_findings([Sheet("S", [header, *rows])], "tep.xlsx")
    assert [(finding.agency, finding.document) for finding in findings] == found


def test_a_document_whose_agency_is_blank_is_still_told() -> None:
    top = [("Đơn vị", "Số ký hiệu", "Ghi chú"), ("Sở A", "1/CV", "x")]
    for row in ((None, "2/CV", above("x")), (None, None, BadCell("#N/A", "E-CELL-ERROR"))):
        with pytest.raises(SourceError, match="S!A3"):
            take_findings([Sheet("S", [*top, row])], "tep.xlsx")


# -- the cells below the first one -----------------------------------------------------------------


@pytest.mark.parametrize("first", ["", None, " ", "\u200b"])
def test_blanks_that_are_merged_are_blank(first: Cell) -> None:
    assert merged_with(first) == ""


def test_a_merged_dash_is_no_date(listed: Listed) -> None:
    intake = listed(FIRST, (2, "NV-2", "B", "Sở Y tế", "1/5/2021", above("–"), above("-")))
    assert [(task.due_on, task.completed_on) for task in intake.tasks[1:]] == [(None, None)]


def test_what_a_merged_cell_shows() -> None:
    bad = BadCell("#N/A", "E-CELL-ERROR")
    assert merged_with(bad) is bad
    assert merged_with(dt.date(2021, 5, 31)) == above("31/5/2021")
    assert merged_with(2.0) == above("2")
    assert merged_with("a\nb ") == above("a\nb ")
    assert is_blank(above("a"))
    assert not is_blank(bad)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("E-FORMULA", "chưa được tính"), ("E-CELL-ERROR", "báo lỗi"), ("E-PICTURE", "hình"), ("E-CHOICE", "ô chọn"),
        ("E-NESTED", "lồng nhau"), ("E-NUMBER", "chữ số"), ("E-BINARY", "nhị phân"), ("E-ENCODING", "bảng mã"),
        ("E-CELL-SIZE", "quá nhiều chữ"), (MERGED, "gộp"), ("E-SOMETHING", "không cho biết giá trị"),
    ],
)  # fmt: skip
def test_each_kind_of_bad_cell_has_its_own_sentence(code: str, said: str) -> None:
    message = no_value(BadCell("x", code))
    assert message.startswith('"x": ')
    assert said in message


# -- the law ---------------------------------------------------------------------------------------

SHARED = (
    "Nội dung nhiệm vụ",
    "Đơn vị chủ trì",
    "Số ký hiệu",
    "Ngày ban hành",
    "Phối hợp",
    "Trạng thái",
    "Ghi chú",
    "Loại",
)
DAYS = st.dates(dt.date(2021, 4, 28), dt.date(2021, 5, 3))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "Nội dung nhiệm vụ": st.sampled_from(["Việc A", "Việc\nB", ""]),
    "Đơn vị chủ trì": st.sampled_from(["Sở Y tế", "Sở Tài chính", None]),
    "Số ký hiệu": st.sampled_from(["1/UBND", 12.0, "-"]),
    "Ngày ban hành": st.sampled_from(
        [dt.date(2021, 4, 1), dt.datetime.combine(dt.date(2021, 4, 2), dt.time(14, 30)), "3/4/2021", None]
    ),
    "Phối hợp": st.sampled_from(["Sở A; Sở B", "Sở A\nSở B", ""]),
    "Trạng thái": st.sampled_from(["Đang thực hiện", "50%", True]),
    "Ghi chú": st.sampled_from(["x", 1, "a  b"]),
    "Loại": st.sampled_from(["Thường xuyên", 2.5, None]),
}
ROWS = st.lists(st.tuples(*VALUES.values(), DAYS, DAYS | st.none()), min_size=1, max_size=6)


@given(ROWS, st.data())
def test_merging_equal_neighbours_of_texts_changes_no_task(rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    header = (*VALUES, "Ngày giao", "Hạn xử lý")
    merged = [list(row) for row in rows]
    for column in range(len(VALUES)):
        for number in range(1, len(rows)):
            pair = rows[number - 1][column], rows[number][column]
            if pair[0] == pair[1] and data.draw(st.booleans()):
                merged[number][column] = merged_with(rows[number][column])
    assert read([header, *merged]) == read([header, *rows])


def read(rows: Sequence[Sequence[Any]]) -> tuple[list[tuple[Task, str]], list[Any], list[str]]:
    intake = take_in([(SourceFile(name="tep.xlsx"), [Sheet("S", rows)])], Profile())
    tasks = [(task, task.origin) for task in intake.tasks]
    return tasks, list(intake.ignored), [str(problem) for problem in intake.problems]


@given(st.lists(st.tuples(DAYS, DAYS, st.booleans()), min_size=2, max_size=6))
def test_a_merged_due_date_is_never_counted_silently(rows: list[tuple[dt.date, dt.date, bool]]) -> None:
    """Each task is counted with the date that stands in its own row, or its row is named."""
    cells = [(f"Việc {number}", assigned, due) for number, (assigned, due, _) in enumerate(rows)]
    laid = [
        (title, assigned, merged_with(cells[number - 1][2]) if number and rows[number][2] else due)
        for number, (title, assigned, due) in enumerate(cells)
    ]
    intake = take_in(
        [(SourceFile(name="tep.xlsx"), [Sheet("S", [("Nội dung", "Ngày giao", "Hạn xử lý"), *laid])])],
        make_profile({"intake": {"nothing_completed": True}}),
    )
    merged = {f"S!C{number + 2}" for number, (_, _, joined) in enumerate(rows) if number and joined}
    assert {problem.place for problem in intake.errors} == merged
    assert len(intake.tasks) == len(rows) - len(merged)
    assert all(task.due_on is not None for task in intake.tasks)
