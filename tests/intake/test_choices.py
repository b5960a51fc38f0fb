"""Where a list leaves a choice, the profile makes it: versions of a task, completions without a day, old encodings."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taskstats import SourceFile, Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.problems import Ignored, Reason
from taskstats_adapters.intake.reading import Intake, TaskStream, take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile

Take = Callable[..., Intake]
Told = Callable[[Intake], list[str]]

HEADER = (
    "Mã",
    "Nội dung",
    "Đơn vị chủ trì",
    "Ngày giao",
    "Hạn xử lý",
    "Ngày hoàn thành",
    "Trạng thái",
    "Ngày cập nhật",
)
DONE = "Hoàn thành đúng hạn"


def row(
    name: str = "1", *, due: str | None = "20/5/2021", done: str | None = None, status: str = "", updated: str = ""
) -> tuple[Any, ...]:
    return (name, "Báo cáo", "Sở Y tế", "3/5/2021", due, done, status, updated)


def days(tasks: Sequence[Task]) -> list[dt.date | None]:
    return [task.completed_on for task in tasks]


def of_files(*files: tuple[str, Sequence[Sequence[Any]]], **settings: Any) -> Intake:
    sources = [(SourceFile(name=name), [Sheet("Nhiệm vụ", [HEADER, *rows])]) for name, rows in files]
    return take_in(sources, make_profile(settings))


# -- the same task in two files --------------------------------------------------------------------

APRIL, MAY = row(updated="30/4/2021"), row(done="18/5/2021", updated="31/5/2021")
LATEST = {"intake": {"merge": "latest"}}


def test_rows_that_agree_are_one_task_wherever_they_stand() -> None:
    intake = of_files(("4.xlsx", [APRIL]), ("5.xlsx", [APRIL]))
    assert (len(intake.tasks), intake.errors) == (1, ())
    assert intake.ignored[-1] == Ignored("5.xlsx: Nhiệm vụ!2", Reason.DUPLICATE)


def test_rows_that_do_not_agree_are_a_problem_naming_both_places_and_the_way_out() -> None:
    intake = of_files(("4.xlsx", [APRIL]), ("5.xlsx", [MAY]))
    assert intake.tasks == []
    assert intake.rejected == ("4.xlsx: Nhiệm vụ!2", "5.xlsx: Nhiệm vụ!2")
    (problem,) = intake.errors
    assert (problem.place, problem.also) == ("5.xlsx: Nhiệm vụ!2", ("4.xlsx: Nhiệm vụ!2",))
    assert str(problem) == (
        '5.xlsx: Nhiệm vụ!2: mã "1" đã có ở 4.xlsx: Nhiệm vụ!2 với nội dung khác; hãy sửa mã hoặc xóa một dòng '
        "(các dòng này chưa được tính); muốn lấy dòng cập nhật sau cùng, "
        'hãy ghi [intake] merge = "latest" vào hồ sơ  [E-DUPLICATE]'
    )


@pytest.mark.parametrize("rows", [(APRIL, MAY), (MAY, APRIL), (APRIL, MAY, APRIL), (MAY, APRIL, MAY)])
def test_the_latest_version_counts_where_the_profile_says_so(rows: Sequence[Sequence[Any]]) -> None:
    intake = of_files(*((f"{number}.xlsx", [one]) for number, one in enumerate(rows)), **LATEST)
    assert intake.errors == ()
    assert days(intake.tasks) == [dt.date(2021, 5, 18)]
    below = [ignored.reason for ignored in intake.ignored if ignored.reason is not Reason.HEADER]
    assert sorted(below, key=str) == [Reason.DUPLICATE] * (len(rows) - 2) + [Reason.SUPERSEDED]
    receipt = intake.receipt
    assert (receipt.rows, receipt.accepted, receipt.rejected) == (2 * len(rows), 1, 0)
    assert receipt.ignored == 2 * len(rows) - 1


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (row(), MAY, "thiếu ngày cập nhật"),
        (row(updated="31/5/2021"), MAY, "trùng ngày cập nhật"),
        (row(updated="-"), row(done="18/5/2021"), "thiếu ngày cập nhật"),
    ],
)
def test_where_no_version_is_the_latest_all_are_rejected(one: Any, other: Any, why: str) -> None:
    for rows in ((one, other), (other, one)):
        intake = of_files(("4.xlsx", [rows[0]]), ("5.xlsx", [rows[1]]), **LATEST)
        assert intake.tasks == []
        assert [problem.code for problem in intake.errors] == ["E-DUPLICATE"]
        assert intake.errors[0].message.endswith(f"không rõ dòng nào mới nhất: {why}")


def test_the_latest_of_three_versions() -> None:
    middle = row(done="10/5/2021", updated="15/5/2021")
    intake = of_files(("a", [middle]), ("b", [APRIL]), ("c", [MAY]), **LATEST)
    assert days(intake.tasks) == [dt.date(2021, 5, 18)]
    assert [ignored.place for ignored in intake.ignored if ignored.reason is Reason.SUPERSEDED] == [
        "a: Nhiệm vụ!2",
        "b: Nhiệm vụ!2",
    ]


# -- completed, without the day --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "one", "expected"),
    [
        ("reject", row(status=DONE, updated="19/5/2021"), "E-STATUS"),
        ("updated-on", row(status=DONE, updated="19/5/2021"), dt.date(2021, 5, 19)),
        ("updated-on", row(status="Đã hoàn thành", updated="25/5/2021"), dt.date(2021, 5, 25)),
        ("updated-on", row(status=DONE, updated="25/5/2021"), "E-STATUS"),
        ("updated-on", row(status=DONE), "E-STATUS"),
        ("updated-on", row(status=DONE, updated="2/5/2021"), "E-STATUS"),
        ("updated-on", row(status=DONE, updated="3/5/2021"), dt.date(2021, 5, 3)),
        ("due-on", row(status=DONE, updated="19/5/2021"), dt.date(2021, 5, 20)),
        ("due-on", row(status="Đã hoàn thành"), "E-STATUS"),
        ("due-on", row(status="Hoàn thành quá hạn"), "E-STATUS"),
        ("due-on", row(status=DONE, due=None), "E-STATUS"),
        ("due-on", row(status=DONE, due="2/5/2021"), "E-STATUS"),
        ("updated-on", row(status="Chưa hoàn thành", updated="19/5/2021"), None),
        ("due-on", row(status="Chưa hoàn thành"), None),
        ("due-on", row(status=DONE, done="18/5/2021"), dt.date(2021, 5, 18)),
    ],
)
def test_completed_without_a_day(take: Take, answer: str, one: Any, expected: str | dt.date | None) -> None:
    intake = take([HEADER, one], intake={"completed_without_date": answer})
    if isinstance(expected, str):
        assert [(problem.code, problem.place) for problem in intake.errors] == [(expected, "Nhiệm vụ!G2")]
    else:
        assert intake.errors == ()
        assert days(intake.tasks) == [expected]


def test_days_that_were_taken_are_told_once(take: Take, told: Told) -> None:
    rows = [row("1"), row("2", status=DONE), row("3", status=DONE)]
    assert told(take([HEADER, *rows], intake={"completed_without_date": "due-on"})) == [
        (
            "Nhiệm vụ!F3: từ dòng này có 2 nhiệm vụ ghi đã hoàn thành mà không có ngày; đã lấy ngày theo hồ sơ, "
            "hãy ghi ngày thật  [W-COMPLETED]"
        )
    ]


def test_an_extension_moves_the_due_date_that_is_taken(take: Take) -> None:
    header = (*HEADER, "Gia hạn đến")
    intake = take([header, (*row(status=DONE), "28/5/2021")], intake={"completed_without_date": "due-on"})
    assert days(intake.tasks) == [dt.date(2021, 5, 28)]


# -- stated days late ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "stated", "expected"),
    [
        ("20/5/2021", "0", None),
        ("20/5/2021", "", None),
        ("19/5/2021", "0", None),
        ("20/5/2021", "1", "E-STATUS"),
        ("21/5/2021", "1", None),
        ("21/5/2021", 1, None),
        ("21/5/2021", "1 ngày", None),
        ("21/5/2021", "", None),
        ("21/5/2021", "0", "E-STATUS"),
        ("21/5/2021", "2", "W-DAYS"),
        ("21/5/2021", "hơn một tuần", None),
        (None, "400", None),
    ],
)
def test_stated_days_late_are_compared_with_the_dates(
    take: Take, done: str | None, stated: Any, expected: str | None
) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Số ngày quá hạn")
    intake = take([header, ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", done, stated)])
    found = [(problem.code, problem.place) for problem in intake.problems]
    assert found == ([(expected, "Nhiệm vụ!F2")] if expected else [])
    assert len(intake.tasks) == (0 if expected == "E-STATUS" else 1)


def test_what_is_said_of_days_late(take: Take) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Số ngày trễ")
    intake = take([header, ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "23/5/2021", 0)])
    assert [str(problem) for problem in intake.errors] == [
        (
            'Nhiệm vụ!F2: số ngày quá hạn "0" trái với ngày: hoàn thành 23/5/2021, quá hạn 3 ngày; '
            "hãy sửa một trong hai  [E-STATUS]"
        )
    ]


# -- one sheet an agency ---------------------------------------------------------------------------

NO_AGENCY = [("Nội dung", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"), ("Báo cáo", "3/5/2021", "20/5/2021", None)]


def of_sheets(*names: str, file: str = "tep.xlsx", **settings: Any) -> Intake:
    return take_in([(SourceFile(name=file), [Sheet(name, NO_AGENCY) for name in names])], make_profile(settings))


@pytest.mark.parametrize(
    "name",
    [
        "Sở Y tế",
        "Ban Dân tộc",
        "UBND huyện Chi Lăng",
        "Uỷ ban nhân dân xã A",
        "Ủy ban nhân dân xã A",
        "Cục Thuế tỉnh",
        "Chi cục Kiểm lâm",
        "Công an tỉnh",
        "Viện Kiểm sát nhân dân tỉnh",
        "Toà án nhân dân tỉnh",
        "Thanh tra tỉnh",
    ],
)
def test_the_name_of_a_sheet_is_the_agency_where_it_is_one(name: str) -> None:
    intake = of_sheets(name, "Sở Xây dựng")
    assert [task.agency for task in intake.tasks] == [name, "Sở Xây dựng"]
    assert intake.problems == ()


@pytest.mark.parametrize("name", ["Tháng 5", "Nhiệm vụ", "Sheet1", "Ban hành", "Sở", "Cục bộ", "Viện trợ", "UBNDT5"])
def test_other_names_are_none(name: str) -> None:
    intake = of_sheets(name)
    assert [task.agency for task in intake.tasks] == [""]
    assert [problem.code for problem in intake.problems] == ["W-COLUMN"]


def test_a_name_that_the_profile_has_is_one_whatever_it_begins_with() -> None:
    intake = of_sheets("VP", agencies=[{"name": "Văn phòng UBND tỉnh", "aliases": ["VP"]}])
    assert [task.agency for task in intake.tasks] == ["Văn phòng UBND tỉnh"]
    assert intake.problems == ()


def test_an_agency_that_the_profile_does_not_have_is_told_once_and_refuses_its_sheet() -> None:
    intake = of_sheets("Sở Y tê", agencies=[{"name": "Sở Y tế"}])
    assert [(problem.code, problem.place) for problem in intake.errors] == [("E-AGENCY", "Sở Y tê!1")]
    assert (intake.tasks, intake.receipt.rejected) == ([], 1)


@pytest.mark.parametrize("file", ["Sở Y tế.csv", "tháng 5/Sở Y tế.csv"])
def test_a_file_of_one_list_may_be_named_for_an_agency(file: str) -> None:
    intake = take_in([(SourceFile(name=file), [Sheet("Sở Y tế.csv", NO_AGENCY)])], Profile())
    assert [task.agency for task in intake.tasks] == ["Sở Y tế"]


def test_a_column_for_the_agency_wins_over_the_name_of_the_sheet(take: Take) -> None:
    rows = [("Đơn vị", *NO_AGENCY[0]), ("Sở Xây dựng", *NO_AGENCY[1]), (None, *NO_AGENCY[1])]
    intake = take_in([(SourceFile(name="tep.xlsx"), [Sheet("Sở Y tế", rows)])], Profile())
    assert [task.agency for task in intake.tasks] == ["Sở Xây dựng", ""]


# -- encodings from before Unicode -----------------------------------------------------------------

TCVN3 = [
    ("Néi dung nhiÖm vô", "§¬n vÞ chñ tr×", "Ngµy giao", "H¹n xö lý", "Ngµy hoµn thµnh"),
    ("Rµ so¸t quy ho¹ch", "Së X©y dùng", "3/5/2021", "20/5/2021", None),
]


def test_a_list_in_tcvn3_is_named_and_not_guessed_at(take: Take) -> None:
    (problem,) = take(TCVN3).problems
    assert str(problem) == (
        "Nhiệm vụ: chữ gõ bằng bảng mã TCVN3 (phông .VnTime …), không phải Unicode; "
        'hãy ghi [intake] encoding = "tcvn3" vào hồ sơ  [E-LEGACY]'
    )


def test_a_list_in_tcvn3_is_read_where_the_profile_says_so(take: Take) -> None:
    intake = take(TCVN3, intake={"encoding": "tcvn3"})
    assert intake.problems == ()
    (task,) = intake.tasks
    assert (task.title, task.agency) == ("Rà soát quy hoạch", "Sở Xây dựng")


def test_the_soft_hyphen_of_tcvn3_is_a_letter(take: Take) -> None:
    rows = [TCVN3[0], ("B¸o c¸o ch\xad¬ng tr×nh", "Së T\xad ph¸p", "3/5/2021", "20/5/2021", None)]
    (task,) = take(rows, intake={"encoding": "tcvn3"}).tasks
    assert (task.title, task.agency) == ("Báo cáo chương trình", "Sở Tư pháp")


def test_texts_in_vni_below_a_header_in_unicode_are_warned_of(take: Take, told: Told) -> None:
    header = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    titles = ["Raø soaùt quy hoaïch söû duïng ñaát" + f" {n}" for n in range(3)]
    rows = [header, *((title, "Sôû Xaây döïng", "3/5/2021", "20/5/2021", None) for title in titles)]
    intake = take(rows)
    assert [problem for problem in told(intake) if "LEGACY" in problem] == [
        (
            "Nhiệm vụ!2: chữ gõ bằng bảng mã VNI (phông VNI-Times …), không phải Unicode; "
            'hãy ghi [intake] encoding = "vni" vào hồ sơ  [W-LEGACY]'
        )
    ]
    converted = take(rows, intake={"encoding": "vni"})
    assert converted.problems == ()
    assert {task.title for task in converted.tasks} == {f"Rà soát quy hoạch sử dụng đất {n}" for n in range(3)}


def test_unicode_is_no_old_encoding(take: Take) -> None:
    header = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    title = "Rà soát, báo cáo hoà giải và thuê đất ở các xã"
    rows = ((f"{title} {n}", "Sở Xây dựng", "3/5/2021", "20/5/2021", None) for n in range(30))
    assert take([header, *rows]).problems == ()


# -- control characters ----------------------------------------------------------------------------


def test_control_characters_are_cleaned_and_their_rows_counted(take: Take, told: Told) -> None:
    header = ("Mã", "Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Khác")
    good = ("Sở Y tế", "3/5/2021", "20/5/2021", None)
    rows = [
        ("1", "Báo cáo", *good, "a\nb"),
        ("2", "Báo\x07 cáo", *good, None),
        ("3", "Báo cáo", "Sở Y\x00 tế", *good[1:], None),
        ("4", "Báo cáo", "Sở Y\x00 tế", *good[1:], None),
        ("5", "Báo cáo", *good, "x\ud800"),
        ("6", "Báo cáo", *good[:3], "20/5/2021\x01", None),
        ("7", "Báo\u200b cáo\u00ad", *good, "zero width"),
    ]
    intake = take([header, *rows])
    assert told(intake) == [
        "Nhiệm vụ!3: từ dòng này có 5 dòng chứa ký tự điều khiển hoặc ký tự hỏng; đã bỏ các ký tự đó  [W-CONTROL]"
    ]
    assert {(task.title, task.agency) for task in intake.tasks} == {("Báo cáo", "Sở Y tế")}
    assert len(intake.tasks) == 7


# -- process checks need their columns -------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "setting", "column"),
    [
        ("no_result_document", True, "Văn bản báo cáo kết quả"),
        ("recorded_after_days", 5, "Ngày cập nhật kết quả"),
        ("silent_days", 0, "Ngày cập nhật"),
    ],
)
def test_a_check_without_its_column_refuses_the_list(take: Take, check: str, setting: Any, column: str) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    one = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", None)
    intake = take([header, one], checks={check: setting})
    assert [(problem.code, problem.place) for problem in intake.errors] == [("E-COLUMN", "Nhiệm vụ!1")]
    assert f'"{column}"' in intake.errors[0].message
    assert take([(*header, column), (*one, None)], checks={check: setting}).problems == ()


# -- one after another -----------------------------------------------------------------------------


def streamed(rows: Sequence[Sequence[Any]]) -> tuple[list[Task], Intake]:
    stream = TaskStream(
        [(SourceFile(name="a"), [Sheet("Nhiệm vụ", [HEADER, *rows])])], Profile(), lambda intake: intake
    )
    return list(stream), stream.intake


def test_a_stream_gives_the_same_tasks_problems_and_receipt() -> None:
    rows = [row("1"), row("2", done="1/5/2021"), (), row("3", done="19/5/2021")]
    tasks, intake = streamed(rows)
    whole = take_in([(SourceFile(name="a"), [Sheet("Nhiệm vụ", [HEADER, *rows])])], Profile())
    assert tasks == whole.tasks
    assert (intake.problems, intake.receipt, intake.ignored) == (whole.problems, whole.receipt, whole.ignored)
    assert (len(tasks), intake.receipt.rejected, intake.tasks) == (2, 1, ())


@pytest.mark.parametrize("again", [row("1"), row("1", done="19/5/2021")])
def test_an_id_that_comes_again_in_a_stream_is_a_problem(again: Any) -> None:
    tasks, intake = streamed([row("1"), row("2"), again])
    assert [task.id for task in tasks] == ["1", "2"]
    assert [str(problem) for problem in intake.errors] == [
        (
            'Nhiệm vụ!4: mã "1" đã có ở một dòng trước, đọc từng dòng thì không so được; hãy xóa một dòng, hoặc nếu là '
            'một nhiệm vụ giao cho nhiều đơn vị, mỗi đơn vị một dòng, hãy ghi [intake] key = "id-and-agency" vào hồ sơ'
            "  [E-DUPLICATE]"
        )
    ]
    assert (intake.receipt.rows, intake.receipt.accepted, intake.receipt.rejected) == (4, 2, 1)


def test_ids_of_a_long_stream_are_told_apart() -> None:
    tasks, intake = streamed([row(f"NV-{number}") for number in range(20_000)])
    assert (len(tasks), intake.errors) == (20_000, ())
