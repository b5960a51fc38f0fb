"""Which row is the header, and which column is which."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.intake.cells.clean import clean_row
from taskstats_adapters.intake.columns.headers import find_header, numbers_columns, repeats_header
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.fields import FIELDS

Take = Callable[..., Intake]
Told = Callable[[Intake], list[str]]

PUBLISHED = {
    "row_number": "STT | TT | Stt. | Số TT",
    "id": "Mã nhiệm vụ | Mã | ID",
    "document": "Số ký hiệu | Số, ký hiệu | Số/ký hiệu văn bản | Số hiệu văn bản | Số VB | SKH"
    " | Văn bản giao nhiệm vụ | Văn bản chỉ đạo",
    "document_date": "Ngày ban hành | Ngày văn bản | Ngày VB | Ngày ký | Ngày chỉ đạo",
    "title": "Nội dung nhiệm vụ | Nhiệm vụ | Nhiệm vụ cụ thể | Tên nhiệm vụ | Nội dung công việc"
    " | Nội dung chỉ đạo | Trích yếu | Trích yếu nội dung",
    "assigner": "Người giao | Cơ quan giao | Lãnh đạo chỉ đạo",
    "agency": "Đơn vị chủ trì | Cơ quan chủ trì | Chủ trì | ĐV chủ trì | Đơn vị thực hiện | Cơ quan thực hiện"
    " | Đơn vị xử lý chính | Cơ quan chủ trì tham mưu | Đơn vị",
    "coordinating": "Đơn vị phối hợp | Cơ quan phối hợp | Phối hợp",
    "assigned_on": "Ngày giao | Ngày giao nhiệm vụ | Thời gian giao | Ngày tạo",
    "due_on": "Hạn xử lý | Hạn hoàn thành | Thời hạn hoàn thành | Thời hạn | Hạn XL | Thời hạn xử lý"
    " | Ngày yêu cầu hoàn thành | Hạn báo cáo",
    "extended_to": "Gia hạn đến | Hạn mới | Lùi hạn tới",
    "extension_granted_on": "Ngày gia hạn",
    "completed_on": "Ngày hoàn thành | Thời gian hoàn thành | Ngày hoàn thành thực tế | Ngày HT | Ngày báo cáo kết quả",
    "status": "Trạng thái | Tiến độ | Tình trạng | Tình trạng xử lý | Kết quả thực hiện | Tình hình thực hiện"
    " | Tình trạng thực hiện | Trạng thái xử lý | Tiến độ thực hiện | Kết quả",
    "result_document": "Văn bản báo cáo kết quả | Sản phẩm | Sản phẩm đầu ra",
    "reason": "Lý do chậm tiến độ | Nguyên nhân chậm",
    "note": "Ghi chú",
}
ALL = [(field, name) for field, names in PUBLISHED.items() for name in names.split(" | ")]


@pytest.mark.parametrize(("field", "name"), ALL, ids=[name for _, name in ALL])
def test_published_headers(field: str, name: str) -> None:
    typed = (
        name,
        name.upper(),
        name.replace(" ", "\n"),
        f"  {name.replace(' ', '  ')}\u00a0",
        unicodedata.normalize("NFD", name),
        "\u200b".join(name),
        "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char)),
    )
    for text in typed:
        header = find_header([("?", text)], {}, least=1)
        assert header is not None, text
        assert header.columns == {field: 1}


def test_each_field_has_a_label_of_its_own() -> None:
    for field in FIELDS:
        header = find_header([(FIELDS[field].label,)], {}, least=1)
        assert header is not None
        assert header.columns == {field: 0}


@pytest.mark.parametrize("above", [0, 1, 3, 14, 59])
def test_the_header_stands_below_title_lines(take: Take, above: int) -> None:
    titles = [("UBND TỈNH", None), ("BÁO CÁO NHIỆM VỤ", ""), ("(Kèm theo Báo cáo số 5)",)] * 20
    intake = take([*titles[:above], ("Ngày giao", "Hạn xử lý", "Nhiệm vụ"), ("1/5/2021", "9/5/2021", "A")])
    assert [task.title for task in intake.tasks] == ["A"]
    assert intake.tasks[0].origin == f"Nhiệm vụ!{above + 2}"
    assert [ignored.reason for ignored in intake.ignored] == [Reason.TITLE] * above + [Reason.HEADER]


def test_a_blank_row_above_the_header_is_blank(take: Take) -> None:
    intake = take([("DANH SÁCH",), ("", None, " "), ("Ngày giao", "Hạn xử lý")])
    assert [ignored.reason for ignored in intake.ignored] == [Reason.TITLE, Reason.BLANK, Reason.HEADER]


def test_the_row_that_names_most_fields_is_the_header() -> None:
    rows = [("Nhiệm vụ", "Đơn vị"), ("STT", "Ngày giao", "Hạn xử lý"), ("Ngày giao", "Hạn xử lý", "Ghi chú")]
    header = find_header(rows, {})
    assert header is not None
    assert (header.first, header.height) == (1, 1)  # of two equal ones the first


def test_a_row_that_names_one_field_is_no_header() -> None:
    assert find_header([("Nhiệm vụ", "khác")], {}) is None
    assert find_header([], {}) is None
    assert find_header([(), ()], {}) is None


def test_a_header_of_two_rows_with_merged_cells(take: Take) -> None:
    upper = ("STT", "Nội dung nhiệm vụ", "Đơn vị", "Thời hạn", None, "Kết quả", None)
    lower = (None, None, "Đơn vị chủ trì", "Ngày giao", "Hạn\nhoàn thành", "Ngày hoàn thành", "Ghi chú")
    intake = take([("DANH SÁCH",), upper, lower, (1, "A", "Sở Y tế", "1/5/2021", "9/5/2021", "8/5/2021", "x")])
    assert intake.columns["Nhiệm vụ"] == {
        "row_number": "STT",
        "title": "Nội dung nhiệm vụ",
        "agency": "Đơn vị chủ trì",
        "assigned_on": "Ngày giao",
        "due_on": "Hạn hoàn thành",
        "completed_on": "Ngày hoàn thành",
        "note": "Ghi chú",
    }
    assert intake.problems == ()
    assert [ignored.reason for ignored in intake.ignored] == [Reason.TITLE, Reason.HEADER, Reason.HEADER]
    assert intake.tasks[0].origin == "Nhiệm vụ!4"


def test_a_row_of_data_is_no_second_row_of_the_header(take: Take) -> None:
    data = ("Báo cáo quý", "1/5/2021", "9/5/2021", "Ghi chú")  # its last cell happens to be a header's name
    intake = take([("Nhiệm vụ", "Ngày giao", "Hạn xử lý", "Khác"), data])
    assert [task.title for task in intake.tasks] == ["Báo cáo quý"]


def test_a_row_that_names_a_field_among_other_texts_is_no_second_row_of_the_header() -> None:
    rows = [("Nhiệm vụ", "Ngày giao", "Hạn xử lý", "X", "Y", "Z"), (None, None, None, "Ghi chú", "mới", "gấp")]
    header = find_header(rows, {})
    assert header is not None
    assert header.height == 1


def test_the_profile_wins_over_what_headers_suggest(take: Take) -> None:
    rows = [("Ngày giao", "Hạn xử lý", "Deadline\nmới"), ("1/5/2021", "9/5/2021", "20/5/2021")]
    intake = take(rows, columns={"due_on": "DEADLINE MỚI"})
    assert str(intake.tasks[0].due_on) == "2021-05-20"
    assert intake.tasks[0].extra == (("Hạn xử lý", "9/5/2021"),)


def test_the_profile_names_columns_in_both_rows_of_a_header(take: Take) -> None:
    rows = [("Việc", "Thời gian", None), (None, "Start", "End"), ("A", "1/5/2021", "9/5/2021")]
    intake = take(rows, columns={"title": "Việc", "assigned_on": "start", "due_on": "end"})
    assert [(task.title, str(task.due_on)) for task in intake.tasks] == [("A", "2021-05-09")]


def test_a_column_that_the_profile_takes_is_not_taken_twice(take: Take) -> None:
    rows = [("Ngày giao", "Hạn xử lý", "Thời hạn"), ("1/5/2021", "9/5/2021", "20/5/2021")]
    intake = take(rows, columns={"due_on": "Thời hạn", "extended_to": "Hạn xử lý"})
    assert str(intake.tasks[0].due_on) == "2021-05-20"
    assert [str(extension.due_on) for extension in intake.tasks[0].extensions] == ["2021-05-09"]


def test_a_column_that_the_profile_takes_for_another_field_is_not_also_what_its_name_says(take: Take) -> None:
    rows = [("Ngày giao", "Hạn xử lý", "Trạng thái"), ("1/5/2021", "9/5/2021", "Hoàn thành")]
    intake = take(rows, columns={"note": "Trạng thái"})
    assert intake.errors == ()  # heard as a status it would be E-STATUS
    assert intake.tasks[0].note == "Hoàn thành"


def test_a_column_that_the_profile_names_and_the_list_lacks(take: Take, told: Told) -> None:
    intake = take([("Ngày giao", "Hạn xử lý"), ("1/5/2021", "9/5/2021")], columns={"title": "Việc"})
    assert intake.tasks == []
    assert (
        'Nhiệm vụ!1: hồ sơ nêu cột "Việc" (title) nhưng dòng tiêu đề không có; hãy sửa [columns]  [E-COLUMN]'
        in told(intake)
    )


def test_a_required_column_that_the_profile_names_and_the_list_lacks_is_told_once(take: Take) -> None:
    intake = take([("Ngày giao", "Hạn xử lý"), ("1/5/2021", "9/5/2021")], columns={"due_on": "Deadline"})
    assert len(intake.errors) == 1
    assert '"Deadline" (due_on)' in intake.errors[0].message


def test_problems_of_columns_stand_in_the_lower_row_of_the_header(take: Take) -> None:
    intake = take([("Nhiệm vụ", "Thời gian", None), (None, "Ngày giao", "Ngày hoàn thành"), ("A", "1/5/2021")])
    assert [problem.place for problem in intake.errors] == ["Nhiệm vụ!2"]


@pytest.mark.parametrize("text", ["", "…"])
def test_a_profile_that_names_no_word_names_no_column(take: Take, text: str) -> None:
    intake = take([("Ngày giao", "Hạn xử lý", ""), ("1/5/2021", "9/5/2021", "A")], columns={"title": text})
    assert [problem.code for problem in intake.errors] == ["E-COLUMN"]
    assert find_header([("", "Đơn vị")], {"title": text}) is None


RIVALS = [
    ("id", "Mã nhiệm vụ", "ID"),
    ("agency", "Cơ quan chủ trì", "Đơn vị chủ trì"),
    ("assigned_on", "Ngày giao", "Ngày tạo"),
    ("due_on", "Hạn xử lý", "Thời hạn"),
    ("completed_on", "Ngày hoàn thành", "Ngày HT"),
    ("withdrawn_on", "Ngày rút", "Ngày thu hồi"),
]


@pytest.mark.parametrize(("field", "one", "other"), RIVALS, ids=[field for field, _, _ in RIVALS])
def test_two_columns_that_could_decide_a_count_are_both_named(
    take: Take, told: Told, field: str, one: str, other: str
) -> None:
    usual = [name for name in ("Ngày giao", "Hạn xử lý") if name not in (one, other)]
    intake = take([("BÁO CÁO",), (*usual, one, other), ("1/5/2021",) * 4], first_row=3)
    first = len(usual)
    assert told(intake) == [
        (
            f'Nhiệm vụ!{"ABCD"[first + 1]}4: "{one}" (Nhiệm vụ!{"ABCD"[first]}4) và "{" ".join(other.split())}" '
            f'(Nhiệm vụ!{"ABCD"[first + 1]}4) đều có thể là "{FIELDS[field].label}"; '
            f'hãy chọn trong hồ sơ: [columns] {field} = "…"  [E-COLUMNS]'
        )
    ]
    assert intake.tasks == []
    assert (intake.receipt.rows, intake.receipt.rejected, intake.receipt.ignored) == (3, 1, 2)


def test_two_columns_of_one_name_are_to_be_renamed_for_no_profile_can_choose(take: Take, told: Told) -> None:
    rows = [("Ngày giao", "Hạn xử lý", "Ngày giao", "Hạn\nxử lý"), ("1/5/2021", "9/5/2021") * 2]
    for columns in ({}, {"due_on": "Hạn xử lý"}):
        messages = told(take(rows, columns=columns))
        assert len(messages) == 2
        assert all(message.endswith("; hãy đổi tên các cột trùng tên  [E-COLUMNS]") for message in messages)


def test_two_columns_of_text_are_named_and_the_first_is_read(take: Take, told: Told) -> None:
    rows = [("Ngày giao", "Hạn xử lý", "Nhiệm vụ", "Tên nhiệm vụ"), ("1/5/2021", "9/5/2021", "A", "B")]
    intake = take(rows)
    assert [(task.title, task.extra) for task in intake.tasks] == [("A", (("Tên nhiệm vụ", "B"),))]
    assert told(intake) == [
        (
            'Nhiệm vụ!D1: "Nhiệm vụ" (Nhiệm vụ!C1) và "Tên nhiệm vụ" (Nhiệm vụ!D1) đều có thể là "Nội dung nhiệm vụ"; '
            'đang dùng cột đầu tiên; hãy chọn trong hồ sơ: [columns] title = "…"  [W-COLUMNS]'
        )
    ]


def test_the_more_exact_name_wins_without_a_question(take: Take, told: Told) -> None:
    header = ("Ngày giao", "Hạn xử lý", "Đơn vị", "Đơn vị thực hiện", "Đơn vị chủ trì")
    intake = take([header, ("1/5/2021", "9/5/2021", "A", "B", "C")])
    assert [task.agency for task in intake.tasks] == ["C"]
    assert told(intake) == []


@pytest.mark.parametrize(("missing", "field"), [("Ngày giao", "assigned_on"), ("Hạn xử lý", "due_on")])
def test_without_the_columns_that_counts_need_nothing_is_read(take: Take, told: Told, missing: str, field: str) -> None:
    header = [name for name in ("Nhiệm vụ", "Ngày giao", "Hạn xử lý") if name != missing]
    intake = take([header, ("A", "1/5/2021")])
    assert told(intake) == [
        (
            f'Nhiệm vụ!1: không có cột "{missing}"; '
            f'nếu cột có tên khác, hãy ghi [columns] {field} = "…" vào hồ sơ  [E-COLUMN]'
        )
    ]
    assert (intake.receipt.accepted, intake.receipt.rejected) == (0, 1)


def test_other_missing_columns_are_only_said(take: Take) -> None:
    rows = [("Ngày giao", "Hạn xử lý", "Trạng thái"), ("1/5/2021", "9/5/2021", "Đang làm")]
    intake = take(rows, intake={"nothing_completed": False})
    assert [(problem.code, problem.place) for problem in intake.problems] == [("W-COLUMN", "Nhiệm vụ!1")] * 3
    for problem, name in zip(intake.problems, ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày hoàn thành"), strict=True):
        assert f'"{name}"' in problem.message
    assert intake.errors == ()
    assert len(intake.tasks) == 1


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        (("(1)", "(2)", "(3)"), True),
        ((1, 2, 3.0), True),
        (("A", "B", "1", "2"), True),
        ((1, None, 2, "", 3), True),
        (("(1)", "(2)", "(3)=(1)+(2)", "4 = 3/1*100"), True),
        (("(1)", "(2)", "(4)=(1)+(2)"), False),
        ((1, 2), False),
        (("1", "12", "31"), False),
        (("A", "B", "C"), False),
        (("1", "2", "3", "Sở Y tế"), False),
    ],
)
def test_rows_that_number_the_columns(row: tuple[Any, ...], numbers: bool) -> None:
    header = find_header([("STT", "Nhiệm vụ", "Ngày giao", "Hạn xử lý")], {})
    assert header is not None
    assert numbers_columns(clean_row(row), header) is numbers


@pytest.mark.parametrize(
    ("row", "repeats"),
    [
        (("Deadline", "NGÀY GIAO", "1/5/2021"), True),
        (("x", "STT", "Nhiệm vụ", "Hạn xử lý"), True),
        (("Deadline", "1/5/2021", None), False),
        (("x", "1/5/2021", "", ""), False),
        ((None, None, None), False),
    ],
)
def test_rows_that_repeat_the_header(row: tuple[Any, ...], repeats: bool) -> None:
    header = find_header([("Deadline", "Ngày giao", "", "")], {"due_on": "Deadline"})
    assert header is not None
    assert repeats_header(row, header) is repeats


# -- hints of how to fill a column in ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Hạn hoàn thành (ngày giờ)", "due_on"),
        ("Đơn vị thực hiện (mã)", "agency"),
        ("Ghi chú (nếu có)", "note"),
        ("Ngày giao\n(dd/mm/yyyy)", "assigned_on"),
        ("Ngày giao (ngày, tháng, năm)", "assigned_on"),
    ],
)
def test_a_hint_at_the_end_of_a_header_is_passed_over(text: str, field: str) -> None:
    header = find_header([("Nội dung", "Mã", text)], {})
    assert header is not None
    assert header.columns[field] == 2


@pytest.mark.parametrize("text", ["Ngày hoàn thành (dự kiến)", "Hạn xử lý (cũ)", "Đơn vị (cấp 2)", "(mã)"])
def test_other_words_in_brackets_make_it_another_column(text: str) -> None:
    header = find_header([("Nội dung", "Mã", text)], {})
    assert header is not None
    assert 2 not in header.columns.values()


def test_the_name_of_a_field_is_a_header() -> None:
    header = find_header([tuple(FIELDS)], {})
    assert header is not None
    assert dict(header.columns) == {field: column for column, field in enumerate(FIELDS)}


def test_a_day_of_carrying_out_may_be_that_of_completion_where_no_other_column_is(take: Take) -> None:
    header = ("Số ký hiệu", "Ngày ban hành", "Nội dung", "Đơn vị chủ trì", "Hạn hoàn thành", "Ngày thực hiện")
    rows = [header, ("1/UBND", "3/5/2021", "A", "Sở Y tế", "20/5/2021", "19/5/2021")]
    intake = take(rows)
    (problem,) = intake.errors
    assert (problem.place, problem.code, intake.tasks) == ("Nhiệm vụ!F1", "E-COLUMNS", [])
    assert 'assigned_on = "Ngày thực hiện" hoặc completed_on = "Ngày thực hiện"' in problem.message
    (task,) = take(rows, columns={"completed_on": "Ngày thực hiện", "assigned_on": "Ngày ban hành"}).tasks
    assert (str(task.assigned_on), str(task.completed_on)) == ("2021-05-03", "2021-05-19")
    (task,) = take(rows, columns={"assigned_on": "Ngày thực hiện"}).tasks
    assert (str(task.assigned_on), task.completed_on) == ("2021-05-19", None)
    beside = [(*row, done) for row, done in zip(rows, ("Ngày hoàn thành", ""), strict=True)]
    assert take(beside).errors == ()


def test_an_english_tracker_is_read(take: Take) -> None:
    header = ("ID", "Action item", "Owner", "Date assigned", "Due date", "Date completed", "Status")
    rows = [
        ("PRJ-1", "A", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021", "Closed"),
        ("PRJ-2", "B", "Sở Y tế", "3/5/2021", "20/5/2021", "--", "Open"),
        ("PRJ-3", "C", "Sở Y tế", "3/5/2021", "20/5/2021", "18/5/2021", "Reopened"),
    ]
    intake = take([("Action item tracker",), header, *rows])
    assert [(task.id, task.agency, task.completed_on is not None) for task in intake.tasks] == [
        ("PRJ-1", "Sở Y tế", True),
        ("PRJ-2", "Sở Y tế", False),
    ]
    assert [(problem.place, problem.code) for problem in intake.problems] == [("Nhiệm vụ!G5", "E-STATUS")]


def test_the_official_register_lacks_nothing_but_the_day_of_assignment(take: Take) -> None:
    """Decree 30/2020/NĐ-CP, Appendix VI: "Ngày đến" is the day on which the document came in."""
    header = (
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày văn bản", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Thời hạn giải quyết", "Tiến độ giải quyết", "Số, ký hiệu văn bản trả lời",
    )  # fmt: skip
    row = ("3/5/2021", 101, "UBND tỉnh", "5/UB", "1/5/2021", "Báo cáo", "Phòng A", "20/5/2021", "Đang giải quyết", "")
    assert [problem.code for problem in take([header, row]).errors] == ["E-COLUMN"]
    (task,) = take([header, row], columns={"assigned_on": "Ngày đến"}).tasks
    assert (task.title, task.agency, str(task.due_on)) == ("Báo cáo", "Phòng A", "2021-05-20")


def test_a_missing_column_names_the_one_that_it_may_be(take: Take) -> None:
    header = ("Title", "Agency", "Received", "Due by", "Date completed")
    row = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "19/5/2021")
    lines = {'[columns] assigned_on = "Received"': "Ngày giao", '[columns] due_on = "Due by"': "Hạn xử lý"}
    errors = take([header, row]).errors
    assert [error.code for error in errors] == ["E-COLUMN", "E-COLUMN"]
    for error, (line, label) in zip(errors, lines.items(), strict=True):
        assert f'không có cột "{label}"' in error.message
        assert f"hãy ghi {line} vào hồ sơ" in error.message
    cured = take([header, row], columns={"assigned_on": "Received", "due_on": "Due by"})
    assert (cured.problems, str(cured.tasks[0].due_on)) == ((), "2021-05-20")


def test_the_shortest_headers_count_where_no_other_does(take: Take) -> None:
    row = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "")
    intake = take([("Nội dung", "Đơn vị chủ trì", "Ngày nhận", "Hạn", "Ngày hoàn thành"), row])
    assert intake.problems == ()
    assert (str(intake.tasks[0].assigned_on), str(intake.tasks[0].due_on)) == ("2021-05-03", "2021-05-20")


@pytest.mark.parametrize("blank", ["…", "...", "......", "-"])
def test_dots_are_blank_in_a_column_of_days(take: Take, blank: str) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    intake = take([header, ("Báo cáo", "Sở Y tế", "3/5/2021", blank, blank)])
    assert intake.problems == ()
    assert (intake.tasks[0].due_on, intake.tasks[0].completed_on) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị được giao",
        "Cơ quan được giao nhiệm vụ",
        "Cơ quan/đơn vị thực hiện",
        "Đơn vị chịu trách nhiệm",
        "Đơn vị xử lý",
        "Cơ quan, đơn vị",
        "Sở, ban, ngành",
    ],
)
def test_other_headers_of_the_agency(text: str) -> None:
    def agency(*others: str) -> str:
        header = find_header([("Nội dung nhiệm vụ", text, "Ngày giao", "Hạn xử lý", *others)], {})
        assert header is not None
        assert "agency" not in header.rivals
        return header.texts[header.columns["agency"]]

    assert agency() == text
    assert agency("Đơn vị thực hiện") == "Đơn vị thực hiện"
    assert agency("Đơn vị chủ trì") == "Đơn vị chủ trì"
