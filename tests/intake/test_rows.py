"""What becomes of a row: a task, problems with their cells, or a stated reason why it is none."""

import datetime as dt
import gc
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taskstats import Extension, Task
from taskstats_adapters.contract.cells import BadCell
from taskstats_adapters.intake.problems import Ignored, Reason, Severity
from taskstats_adapters.intake.reading import Intake, ignored_by_reason

Listed = Callable[..., Intake]
Told = Callable[[Intake], list[str]]
DAY = dt.date(2021, 5, 1)
GOOD = (1, "NV-1", "Báo cáo", "Sở Y tế", "1/5/2021", "9/5/2021", "8/5/2021")
HEADER = ("STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def codes(intake: Intake) -> list[tuple[str, str]]:
    """The errors: cell and code."""
    return [(problem.place.removeprefix("Nhiệm vụ!"), problem.code) for problem in intake.errors]


def reasons(intake: Intake) -> list[Reason]:
    """Why the rows below the header were ignored."""
    return [ignored.reason for ignored in intake.ignored[1:]]


def test_a_task_with_every_field(take: Callable[..., Intake]) -> None:
    header = (
        "STT", "Mã", "Số ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ", "Người giao", "Đơn vị chủ trì", "Phối hợp",
        "Ngày giao", "Hạn xử lý", "Gia hạn đến", "Ngày gia hạn", "Ngày hoàn thành", "Ngày rút", "Trạng thái",
        "Văn bản báo cáo kết quả", "Lý do chậm tiến độ", "Ghi chú", "Loại",
    )  # fmt: skip
    row = (
        1, 7.0, "12/UBND", dt.date(2021, 4, 28), "Rà soát\nquy hoạch", "Chủ tịch", "Sở Xây dựng",
        "Sở Tài chính; Sở Văn hóa, Thể thao và Du lịch\nSở Y tế ;", "01/05/2021", dt.date(2021, 5, 9), "20/5/2021",
        dt.date(2021, 5, 8), "21/5/2021", "-", "Hoàn thành quá hạn", "34/BC", "Thiếu vốn", "Đã đôn đốc", "Thường xuyên",
    )  # fmt: skip
    intake = take([header, row])
    assert intake.problems == ()
    assert intake.tasks == [
        Task(
            id="7",
            assigned_on=DAY,
            due_on=dt.date(2021, 5, 9),
            completed_on=dt.date(2021, 5, 21),
            extensions=(Extension(dt.date(2021, 5, 20), dt.date(2021, 5, 8)),),
            agency="Sở Xây dựng",
            title="Rà soát quy hoạch",
            document="12/UBND",
            document_date=dt.date(2021, 4, 28),
            assigner="Chủ tịch",
            coordinating=("Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"),
            result_document="34/BC",
            reason="Thiếu vốn",
            note="Đã đôn đốc",
            extra=(("Trạng thái", "Hoàn thành quá hạn"), ("Loại", "Thường xuyên")),
        )
    ]
    assert intake.tasks[0].origin == "Nhiệm vụ!2"


def test_a_blank_completion_is_pending_and_a_blank_due_date_is_none(listed: Listed) -> None:
    intake = listed((*GOOD[:5], None, ""), (2, "NV-2", "A", "Sở Y tế", "1/5/2021", "–", "-"))
    assert [(task.due_on, task.completed_on) for task in intake.tasks] == [(None, None)] * 2


def test_a_due_date_is_read_as_deadlines_are_written(take: Callable[..., Intake]) -> None:
    rows = [
        ("1/5/2021", due, new) for due, new in (("trước ngày 01 tháng 09 năm 2026", ""), ("1970-01-01", "đến 2/5/2021"))
    ]
    first, second = take([("Ngày giao", "Hạn xử lý", "Hạn mới"), *rows]).tasks
    assert (first.due_on, first.extensions) == (dt.date(2026, 9, 1), ())
    assert (second.due_on, second.extensions) == (None, (Extension(dt.date(2021, 5, 2), None),))


def test_an_extension_to_no_deadline_is_no_silent_blank(take: Callable[..., Intake]) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", "Hạn mới"), ("1/5/2021", "9/5/2021", "Không thời hạn")])
    assert codes(intake) == [("C2", "E-DATE")]


def test_equal_numbers_are_not_taken_for_each_other(take: Callable[..., Intake]) -> None:
    notes = [1, True, 1.5, Decimal("1.50"), Decimal("sNaN")]
    intake = take([("Ngày giao", "Hạn xử lý", "Ghi chú"), *(("1/5/2021", "", note) for note in notes)])
    assert [task.note for task in intake.tasks] == ["1", "TRUE", "1.5", "1.50", "sNaN"]


# -- problems --------------------------------------------------------------------------------------


def test_a_problem_as_the_office_reads_it(listed: Listed, told: Told) -> None:
    intake = listed(*[()] * 126, (*GOOD[:5], "31/02/2021", None))
    hint = "không phải là ngày có trong lịch; hãy ghi ngày/tháng/năm, ví dụ 31/5/2021"
    assert told(intake) == [f'Nhiệm vụ!F128: "31/02/2021" {hint}  [E-DATE]']
    assert intake.problems[0].severity is Severity.ERROR


def test_every_problem_of_every_row_is_told_at_once(listed: Listed) -> None:
    row = (1, BadCell("#N/A", "E-CELL-ERROR"), "A", "Sở Lạ", "", "12/2026", "06/13/2021")
    late = (2, "NV-2", "B", "Sở Lạ", "9/5/2021", "x", "1/5/2021")
    intake = listed(row, GOOD, late, agencies=[{"name": "Sở Y tế"}])
    assert set(codes(intake)) == {
        *(("B2", "E-CELL-ERROR"), ("D2", "E-AGENCY"), ("E2", "E-ASSIGNED"), ("F2", "E-DATE"), ("G2", "E-DATE")),
        *(("D4", "E-AGENCY"), ("F4", "E-DATE"), ("G4", "E-ORDER")),
    }
    assert len(intake.errors) == 8
    assert [task.id for task in intake.tasks] == ["NV-1"]
    assert (intake.receipt.rows, intake.receipt.accepted, intake.receipt.rejected, intake.receipt.ignored) == (
        4,
        1,
        2,
        1,
    )


@pytest.mark.parametrize(
    ("dates", "place", "code", "told"),
    [
        (("9/5/2021", "", "8/5/2021", ""), "C2", "E-ORDER", "hoàn thành ngày 8/5/2021, trước ngày giao 9/5/2021"),
        (("9/5/2021", "", "", "8/5/2021"), "D2", "E-ORDER", "rút ngày 8/5/2021, trước ngày giao 9/5/2021"),
        (("1/5/2021", "", "8/5/2021", "9/5/2021"), "D2", "E-BOTH", "hoàn thành ngày 8/5/2021 vừa rút ngày 9/5/2021"),
    ],
)
def test_dates_that_contradict_each_other(
    take: Callable[..., Intake], dates: tuple[str, ...], place: str, code: str, told: str
) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Ngày rút"), dates])
    assert codes(intake) == [(place, code)]
    assert told in intake.errors[0].message
    assert "hãy" in intake.errors[0].message


def test_same_day_is_no_contradiction(listed: Listed) -> None:
    assert len(listed((*GOOD[:4], "9/5/2021", "9/5/2021", "9/5/2021")).tasks) == 1


def test_a_grant_without_a_new_date(take: Callable[..., Intake]) -> None:
    header = ("Ngày giao", "Hạn xử lý", "Hạn mới", "Ngày gia hạn")
    intake = take([header, ("1/5/2021", "9/5/2021", "", "8/5/2021"), ("1/5/2021", "9/5/2021", "x", "8/5/2021")])
    assert codes(intake) == [("D2", "E-EXTENSION"), ("C3", "E-DATE")]


def test_a_grant_date_without_a_column_for_the_new_date(take: Callable[..., Intake]) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", "Ngày gia hạn"), ("1/5/2021", "9/5/2021", "8/5/2021")])
    assert codes(intake) == [("C2", "E-EXTENSION")]


@pytest.mark.parametrize(
    ("due", "completed", "status", "told"),
    [
        ("9/5/2021", "", "Đã hoàn thành", "nhưng không có ngày hoàn thành"),
        ("9/5/2021", "", "Hoàn thành quá hạn", "nhưng không có ngày hoàn thành"),
        ("9/5/2021", "8/5/2021", "Đang thực hiện", "nhưng có ngày hoàn thành 8/5/2021"),
        ("9/5/2021", "8/5/2021", "Hoàn thành quá hạn", "trái với ngày: hạn 9/5/2021, hoàn thành 8/5/2021"),
        ("9/5/2021", "10/5/2021", "Hoàn thành đúng hạn", "trái với ngày: hạn 9/5/2021, hoàn thành 10/5/2021"),
        ("", "10/5/2021", "Hoàn thành quá hạn", "trái với ngày: hạn không có, hoàn thành 10/5/2021"),
        ("", "", "Quá hạn", "nhưng không có hạn"),
    ],
)
def test_a_status_that_the_dates_contradict(
    take: Callable[..., Intake], due: str, completed: str, status: str, told: str
) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái"), ("1/5/2021", due, completed, status)])
    assert codes(intake) == [("D2", "E-STATUS")]
    assert f'trạng thái "{status}" {told}' in intake.errors[0].message


@pytest.mark.parametrize(
    ("due", "completed", "status"),
    [
        ("9/5/2021", "10/5/2021", "Hoàn thành quá hạn"),
        ("9/5/2021", "9/5/2021", "Hoàn thành đúng hạn"),
        ("9/5/2021", "10/5/2021", "Quá hạn"),
        ("9/5/2021", "", "Quá hạn"),  # whether it is, the cut-off decides
        ("9/5/2021", "", "Đang thực hiện"),
        ("", "10/5/2021", "Hoàn thành đúng hạn"),
        ("9/5/2021", "10/5/2021", "Sở đã báo cáo"),
    ],
)
def test_a_status_that_the_dates_bear_out(take: Callable[..., Intake], due: str, completed: str, status: str) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái"), ("1/5/2021", due, completed, status)])
    assert intake.errors == ()
    assert intake.tasks[0].extra == (("Trạng thái", status),)


def test_lateness_of_a_status_is_judged_by_the_office_s_rules(take: Callable[..., Intake]) -> None:
    header = ("Ngày giao", "Hạn xử lý", "Gia hạn đến", "Ngày hoàn thành", "Trạng thái")
    rows = [header, ("1/5/2021", "9/5/2021", "20/5/2021", "12/5/2021", "Hoàn thành đúng hạn")]
    assert take(rows).errors == ()
    (warning,) = (found for found in take(rows, rules={"extensions": "ignored"}).problems if found.code != "W-COLUMN")
    assert (warning.place, warning.code) == ("Nhiệm vụ!E2", "W-RULES")
    assert '[rules] extensions = "ignored" ' in warning.message
    assert take(rows, rules={"extensions": "ignored", "grace_days": 3}).errors == ()


def test_a_status_is_not_heard_while_its_dates_cannot_be_read(take: Callable[..., Intake]) -> None:
    header = ("Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái")
    assert codes(take([header, ("1/5/2021", "9/5/2021", "8/5/21", "Hoàn thành")])) == [("C2", "E-DATE")]


def test_a_withdrawn_task_need_not_be_completed(take: Callable[..., Intake]) -> None:
    header = ("Ngày giao", "Hạn xử lý", "Ngày rút", "Trạng thái")
    assert take([header, ("1/5/2021", "9/5/2021", "8/5/2021", "Kết thúc")]).errors == ()


@pytest.mark.parametrize("column", range(1, 7))
def test_a_cell_without_a_value_is_never_a_blank(listed: Listed, column: int) -> None:
    row = list(GOOD)
    row[column] = BadCell("", "E-FORMULA")
    intake = listed(row)
    assert ("ABCDEFG"[column] + "2", "E-FORMULA") in codes(intake)
    assert intake.tasks == []


@pytest.mark.parametrize("header", ["Phối hợp", "Trạng thái", "Ghi chú", "Gia hạn đến", "Ngày rút"])
def test_a_cell_without_a_value_in_other_columns(take: Callable[..., Intake], header: str) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", header), ("1/5/2021", "9/5/2021", BadCell("#REF!", "E-CELL-ERROR"))])
    assert codes(intake) == [("C2", "E-CELL-ERROR")]
    assert '"#REF!"' in intake.errors[0].message


@pytest.mark.parametrize("formula", ["=A1", ""])
def test_a_cell_without_a_value_alone_in_its_row(listed: Listed, formula: str) -> None:
    assert ("C2", "E-FORMULA") in codes(listed((None, None, BadCell(formula, "E-FORMULA"))))


def test_an_unknown_agency(listed: Listed, told: Told) -> None:
    intake = listed((*GOOD[:3], "Sở Y tê", *GOOD[4:]), agencies=[{"name": "Sở Y tế"}])
    assert told(intake) == [
        (
            'Nhiệm vụ!D2: không có đơn vị "Sở Y tê" trong hồ sơ; gần nhất là "Sở Y tế". '
            'Nếu đúng, hãy thêm "Sở Y tê" vào aliases của "Sở Y tế"  [E-AGENCY]'
        )
    ]


def test_agencies_that_look_alike(listed: Listed, told: Told) -> None:
    intake = listed(GOOD, (2, "NV-2", "B", "SỞ Y TẾ", "1/5/2021", "", ""))
    assert told(intake) == [
        (
            'đơn vị chủ trì: "SỞ Y TẾ", "Sở Y tế" có thể là một đơn vị; '
            "nếu đúng, hãy khai báo [[agencies]] với aliases trong hồ sơ  [W-AGENCY]"
        )
    ]
    assert {task.agency for task in intake.tasks} == {"SỞ Y TẾ", "Sở Y tế"}


def test_tasks_without_an_agency_are_read_and_told(listed: Listed, told: Told) -> None:
    rows = [
        (*GOOD[:1], f"NV-{n}", "A", agency, "1/5/2021", "", "") for n, agency in enumerate(("Sở Y tế", "", None, "-"))
    ]
    intake = listed(*rows)
    assert told(intake) == [
        "Nhiệm vụ!D3: từ dòng này có 3 nhiệm vụ không ghi đơn vị chủ trì; hãy ghi đơn vị ở từng dòng  [W-AGENCY]"
    ]
    assert [task.agency for task in intake.tasks] == ["Sở Y tế", "", "", ""]


# -- rows that are no tasks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((), Reason.BLANK),
        ((None,) * 7, Reason.BLANK),
        (("", " ", "\u200b", "\u00a0", None), Reason.BLANK),
        ((12, "", None), Reason.BLANK),  # numbered in advance
        (("A", "Các sở, ban, ngành"), Reason.SECTION),
        (("I", None, "Các sở, ban, ngành"), Reason.SECTION),
        (("I. Các sở, ban, ngành",), Reason.SECTION),
        ((None, None, "Sở Y tế (12)", None, None, "-", "–"), Reason.SECTION),
        (("1. Công an tỉnh (5)",), Reason.SECTION),
        (("Ghi chú: số liệu đến hết ngày 31/5/2021",), Reason.SECTION),
        ((None, None, None, None, None, "Lạng Sơn, ngày 31 tháng 5 năm 2021"), Reason.SECTION),
        (("Tổng cộng", None, None, None, 12, 8, "7"), Reason.TOTAL),
        ((None, None, "TỔNG CỘNG:", None, None, None, 3), Reason.TOTAL),
        (("Cộng", None, None, None, None, 1441), Reason.TOTAL),
        (("Cộng nhóm I", None, None, None, None, 5), Reason.TOTAL),
        (("Tổng số: 12 nhiệm vụ",), Reason.TOTAL),
        (("Total", None, None, None, None, 5), Reason.TOTAL),
        ((None, None, "Grand Total:", None, None, 5), Reason.TOTAL),
        (("Tổng cộng", None, "12 nhiệm vụ"), Reason.TOTAL),
        (("II", None, "Tổng số", None, None, 5), Reason.TOTAL),
        ((1, 2, 3, 4, 5, 6, 7), Reason.COLUMN_NUMBERS),
        (("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"), Reason.COLUMN_NUMBERS),
        (("(1)", "(2)", "(3)", "(4)", "(5)=(3)+(4)", "(6)", "(7)=(6)-(5)"), Reason.COLUMN_NUMBERS),
        (HEADER, Reason.HEADER),
        ((None, None, None, None, "NGÀY GIAO", "hạn\nxử lý"), Reason.HEADER),
    ],
)
def test_rows_that_are_no_tasks(listed: Listed, row: tuple[Any, ...], reason: Reason) -> None:
    intake = listed(GOOD, row)
    assert reasons(intake) == [reason]
    assert intake.ignored[1] == Ignored("Nhiệm vụ!3", reason)
    assert ignored_by_reason(intake) == {Reason.HEADER: 2} if reason is Reason.HEADER else {Reason.HEADER: 1, reason: 1}
    assert intake.errors == ()


@pytest.mark.parametrize(
    "row",
    [
        (7, None, "Báo cáo tháng"),
        ("7.", None, "Báo cáo tháng"),
        ("1.2", None, "Báo cáo tháng"),
        ("(7)", "NV-7"),
        (None, None, "Báo cáo tháng", "Sở Y tế"),
        (None, None, "Tổng số hồ sơ chậm phải xử lý xong", "Sở Y tế"),
        (None, None, "Tổng hợp báo cáo", "Công an tỉnh", None, "9/5/2021"),
        (None, None, None, "Công an tỉnh", None, "9/5/2021"),
        (None, None, "Cộng", "Sở Y tế", None, 5),
        (None, None, "Tổng cộng", None, None, "9/5/2021"),
        (None, "NV-7", None, None, None, None, "8/5/2021"),
        (None, None, None, None, None, "9/5/2021"),
        (None, None, None, None, None, 44325),
        (None, None, "Cộng", None, None, BadCell("=SUM(F2:F9)", "E-FORMULA")),
        ("-", None, "Báo cáo tháng", None, None, None, None, "việc gấp"),
    ],
)
def test_a_task_without_a_day_of_assignment_is_never_ignored(listed: Listed, row: tuple[Any, ...]) -> None:
    intake = listed(GOOD, row)
    assert ("E3", "E-ASSIGNED") in codes(intake)
    assert (intake.receipt.accepted, intake.receipt.rejected) == (1, 1)


@pytest.mark.parametrize("written", ["31/02/2021", "12/2026", 5, "sớm", dt.date(1999, 1, 1)])
def test_a_day_of_assignment_that_is_none_is_told_once(listed: Listed, written: Any) -> None:
    intake = listed((None, "NV-2", "Báo cáo", "Sở Y tế", written, "", ""))
    assert codes(intake) == [("E2", "E-DATE")]


@pytest.mark.parametrize("number", [None, 7])
@pytest.mark.parametrize("day", ["Ngày 31 tháng 5 năm 2021", dt.date(2021, 5, 31)])
def test_a_day_alone_is_no_task(listed: Listed, number: int | None, day: Any) -> None:
    """Lists end with the day of the signature, which may stand below the days of assignment."""
    intake = listed(GOOD, (number, None, None, None, day))
    assert codes(intake) == [("E3", "E-TITLE")]
    assert (intake.receipt.accepted, intake.receipt.rejected) == (1, 1)


@pytest.mark.parametrize("column", [1, 2, 3, 5, 6, 7])
def test_a_day_with_anything_beside_it_is_a_task(listed: Listed, column: int) -> None:
    row: list[Any] = [None, None, None, None, dt.date(2021, 5, 4)] + [None] * 3
    row[column] = "x" if column in (1, 2, 3, 7) else dt.date(2021, 5, 6)
    assert listed(GOOD, tuple(row)).receipt.accepted == 2


def test_in_a_list_of_nothing_but_days_a_day_is_a_task(take: Callable[..., Intake]) -> None:
    intake = take([("STT", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"), (1, DAY, None, None)])
    assert (len(intake.tasks), intake.errors) == (1, ())


def test_a_dated_row_is_a_task_whatever_it_is_called(listed: Listed) -> None:
    rows = [(label, None, "Tổng cộng", None, "1/5/2021") for label in ("A", "I. Các sở", "Tổng cộng", None)]
    assert len(listed(*rows, ("STT", "Mã nhiệm vụ", None, None, "1/5/2021")).tasks) == 5


def test_rows_with_problems_leave_nothing_behind(listed: Listed) -> None:
    """The command collects no garbage: what holds itself stays, with all that a row was read with."""
    left = []
    for rows in (1, 1, 9):  # the first time also fills caches
        gc.collect()
        intake = listed(*[(*GOOD[:4], "x", "y", "z")] * rows)
        left.append(gc.collect())
        assert intake.receipt.rejected == rows
    assert left[1] == left[2]


def test_a_text_of_spaces_in_a_row_without_a_date(listed: Listed) -> None:
    """It may repeat the header; a hint at the end of one was looked for from each of its spaces on."""
    assert reasons(listed(("", "", "Ghi chú" + " " * 200_000 + "x", "", "", "", ""))) == [Reason.SECTION]
