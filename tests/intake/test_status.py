"""What a stated status claims, and what is told of one that does not say whether a task is done."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from taskstats import Rules, Task
from taskstats_adapters.intake.cells.status import OTHER_DAYS, against_days_late, against_status
from taskstats_adapters.intake.cells.status_words import Claim, claim, partly_done
from taskstats_adapters.intake.reading import Intake

ON_TIME, LATE, DONE = Claim(True, False), Claim(True, True), Claim(True, None)
WITHDRAWN = Claim(None, None, withdrawn=True)
IN_TIME, SUSPENDED, NOTHING = Claim(None, False), Claim(False, None, suspended=True), Claim(None, None)
UNFINISHED, OVERDUE, PAST_DUE = Claim(False, None), Claim(False, True), Claim(None, True)
NOT_YET_LATE = Claim(False, False)


@pytest.mark.parametrize(
    ("status", "claimed"),
    [
        ("Hoàn thành quá hạn", LATE),  # holds "quá hạn": the longer phrase first
        ("Đã hoàn thành trễ hạn", LATE),
        ("HOÀN THÀNH (quá hạn)", LATE),
        ("Hoàn thành chậm", LATE),
        ("Hoàn thành chậm tiến độ", LATE),
        ("Hoàn thành đúng hạn", ON_TIME),
        ("hoan thanh truoc han 3 ngày", ON_TIME),
        ("Hoàn thành", DONE),
        ("Đã hoàn thành, báo cáo số 12", DONE),
        ("Kết thúc", DONE),
        ("Đã xong", DONE),
        ("Đã thực hiện xong", DONE),
        ("HT đúng hạn", ON_TIME),
        ("HT quá hạn 3 ngày", LATE),
        ("Đã HT", DONE),
        ("Chưa HT", UNFINISHED),
        ("Đã hoàn thành một phần", UNFINISHED),
        ("Chưa hoàn thành quá hạn", OVERDUE),
        ("Quá hạn chưa hoàn thành", OVERDUE),
        ("Quá hạn", PAST_DUE),
        ("Quá hạn 5 ngày", PAST_DUE),
        ("Chưa hoàn thành", UNFINISHED),
        ("Đang thực hiện, xin ý kiến các sở", UNFINISHED),
        ("Chưa đến hạn", UNFINISHED),
        ("Sắp đến hạn", UNFINISHED),
        ("Đã hủy", WITHDRAWN),
        ("Huỷ", WITHDRAWN),
        ("Đã hủy bỏ", WITHDRAWN),
        ("Đã thu hồi", WITHDRAWN),
        ("Đã rút nhiệm vụ", WITHDRAWN),
        ("Chuyển cơ quan khác", WITHDRAWN),
        ("Đã chuyển đơn vị khác", WITHDRAWN),
        ("Dừng thực hiện", WITHDRAWN),
        ("Không thực hiện", WITHDRAWN),
        ("Đưa ra khỏi danh mục nhiệm vụ", WITHDRAWN),
        ("CANCELLED", WITHDRAWN),
        ("Đã thực hiện", DONE),
        ("Đã báo cáo", DONE),
        ("Đã trình", DONE),
        ("Đã xử lý", DONE),
        ("Đã giải quyết xong", DONE),
        ("Đã ban hành", DONE),
        ("Hoàn tất", DONE),
        ("COMPLETED", DONE),
        ("Done", DONE),
        ("100%", DONE),
        ("Hoàn thành 100 %", DONE),
        ("Đã xử lý quá hạn", LATE),
        ("Đã thực hiện đúng hạn", ON_TIME),
        ("Chưa xử lý, quá hạn", OVERDUE),
        ("Mở lại", UNFINISHED),
        ("Yêu cầu làm lại", UNFINISHED),
        ("Trả lại, chưa đạt yêu cầu", UNFINISHED),
        ("Đang tham mưu", UNFINISHED),
        ("Chờ ý kiến", UNFINISHED),
        ("In progress", UNFINISHED),
        ("Chậm tiến độ", PAST_DUE),
        ("Overdue", PAST_DUE),
        ("Đúng hạn", IN_TIME),
        ("Trước hạn", IN_TIME),
        ("Đúng tiến độ", IN_TIME),
        ("Hoàn thành không đúng hạn", LATE),
        ("Đã xử lý không kịp tiến độ", LATE),
        ("Hoàn thành chưa đúng hạn", LATE),
        ("Hoàn thành không quá hạn", ON_TIME),
        ("Không đúng hạn", PAST_DUE),
        ("Không hoàn thành đúng hạn", PAST_DUE),
        ("Không kịp tiến độ", PAST_DUE),
        ("Không quá hạn", IN_TIME),
        ("Không trễ hạn", IN_TIME),
        ("Not overdue", IN_TIME),
        ("Chưa quá hạn", NOT_YET_LATE),
        ("Trong hạn", NOT_YET_LATE),
        ("Đang trong hạn", NOT_YET_LATE),
        ("Không theo dõi", WITHDRAWN),
        ("ĐH", IN_TIME),
        ("Đ/h", IN_TIME),
        ("QH", PAST_DUE),
        ("Q/H", PAST_DUE),
        ("HT ĐH", ON_TIME),
        ("Hoàn thành Đ/h", ON_TIME),
        ("Đã HT QH", LATE),
        ("Chưa HT QH", UNFINISHED),
        ("Tạm dừng", SUSPENDED),
        ("On hold", SUSPENDED),
        ("60%", NOTHING),
        ("0.6", NOTHING),
        ("0", NOTHING),
    ],
)
def test_what_a_status_claims(status: str, claimed: Claim) -> None:
    assert claim(status) == claimed


@pytest.mark.parametrize(
    "status",
    [
        "", "-", "Sở đã có báo cáo số 12", "Không hoàn thành", "Hoàn thành trước 30/6",
        "Hoàn thành chậm nhất 30/6/2021",
        "Hoàn thành 50% khối lượng", "Đã hoàn thành 50%", "Kết thúc năm học sẽ báo cáo",
        "Rút kinh nghiệm", "Đã rút ngắn thời gian", "Hủy nhiệm vụ số 3", "Thu hồi 5 ha đất",
        "HT cấp nước đang sửa", "Đã xong dự thảo",
        "Đã trình, chờ duyệt", "Đã báo cáo một phần", "Đã chuyển phòng chuyên môn", "Đề nghị đưa ra khỏi danh mục",
        "QH huyện Chi Lăng", "ĐH Thái Nguyên",
        "Closed session on 5 May", "Đăng tải trên cổng", "Cho ý kiến", "Thực hiện đúng tiến độ", "1", "2", "x", "TRUE",
    ],
)  # fmt: skip
def test_free_text_plans_and_percentages_claim_nothing(status: str) -> None:
    assert claim(status) is None


@pytest.mark.parametrize(
    ("status", "partly"), [("Đã hoàn thành 50%", True), ("Đạt 99,5 %", True), ("Đạt 100 %", False)]
)
def test_a_percentage_below_100_says_that_a_task_is_not_done(status: str, partly: bool) -> None:
    assert partly_done(status) is partly


# -- what is told of a list ------------------------------------------------------------------------

Take = Callable[..., Intake]
HEADER = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái")


def stated(take: Take, *rows: tuple[Any, Any], header: str = "Trạng thái", **settings: Any) -> Intake:
    """The intake of tasks by day of completion and what stands in the last column."""
    tasks = [(f"Báo cáo {n}", "Sở Y tế", "3/5/2021", "20/5/2021", *done_said) for n, done_said in enumerate(rows)]
    return take([(*HEADER[:-1], header), *tasks], **settings)


def test_a_status_that_leaves_open_whether_a_task_is_done_is_told_once_with_its_numbers(take: Take) -> None:
    intake = stated(take, ("", "Đang làm"), ("", "Đúng hạn"), ("", "Tạm dừng"), ("", "Đúng hạn"), ("", "Sở có ý kiến"))
    assert [str(problem) for problem in intake.problems] == [
        (
            "Nhiệm vụ!F3: từ dòng này có 4 nhiệm vụ không có ngày hoàn thành mà trạng thái không nói rõ đã xong "
            'hay chưa: "Đúng hạn" (2), "Tạm dừng" (1), "Sở có ý kiến" (1); đang tính là chưa hoàn thành; '
            "nếu đã xong, hãy ghi ngày hoàn thành; hoặc nói rõ trong hồ sơ, mỗi cách ghi một dòng: "
            '[statuses] "Đúng hạn" = "unfinished" (hoặc "completed", "withdrawn")  [W-STATUS]'
        )
    ]


def test_of_many_statuses_the_most_frequent_are_quoted(take: Take) -> None:
    (problem,) = stated(take, *(("", f"Ý kiến {number}") for number in range(9))).problems
    assert "có 9 nhiệm vụ" in problem.message
    assert problem.message.count('" (1)') == 5
    assert "và 4 cách ghi khác" in problem.message


@pytest.mark.parametrize("status", ["", "-", "Đang thực hiện", "Quá hạn", "Đã hoàn thành 50%", "40%", 0.4])
def test_a_status_of_an_unfinished_task_is_no_warning(take: Take, status: Any) -> None:
    assert stated(take, ("", status)).problems == ()


@pytest.mark.parametrize("status", ["Đúng hạn", "Sở có ý kiến", "x", "50%", 1])
def test_where_there_is_a_day_of_completion_free_text_is_no_warning(take: Take, status: Any) -> None:
    assert stated(take, ("19/5/2021", status)).problems == ()


@pytest.mark.parametrize(
    "status", ["Trong hạn", "Còn hạn", "Chưa quá hạn", "Không quá hạn", "Hoàn thành không trễ hạn"]
)
def test_that_a_task_is_not_late_agrees_with_a_day_in_time_and_with_no_other(take: Take, status: str) -> None:
    assert stated(take, ("19/5/2021", status)).problems == ()
    (problem,) = stated(take, ("25/5/2021", status)).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F2", "E-STATUS")
    assert "hạn 20/5/2021, hoàn thành 25/5/2021" in problem.message


@pytest.mark.parametrize("status", ["Hoàn thành không đúng hạn", "Không đúng hạn", "Không hoàn thành đúng hạn"])
def test_that_a_task_was_not_in_time_agrees_with_a_late_day_and_with_no_other(take: Take, status: str) -> None:
    assert stated(take, ("25/5/2021", status)).problems == ()
    assert [problem.code for problem in stated(take, ("19/5/2021", status)).problems] == ["E-STATUS"]


@pytest.mark.parametrize(
    "status", ["Đã gia hạn đến 30/6/2021", "Gia hạn", "Được gia hạn đến hết tháng 6", "Lùi hạn đến 30/6/2021"]
)
def test_a_status_that_tells_of_an_extension_is_told_as_one_and_not_as_unfinished(take: Take, status: str) -> None:
    (problem,) = stated(take, ("", status)).problems
    assert (problem.place, problem.code, "[statuses]" in problem.message) == ("Nhiệm vụ!F2", "W-REMARK", False)
    header = (*HEADER, "Gia hạn đến", "Ngày gia hạn")
    task = ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "", status, "30/6/2021", "18/5/2021")
    assert take([header, task]).problems == ()


@pytest.mark.parametrize("status", ["Xin gia hạn đến 30/6/2021", "Sở có ý kiến, đã gia hạn đến 30/6/2021"])
def test_an_extension_that_is_asked_for_or_comes_after_other_words_does_not_settle_a_status(
    take: Take, status: str
) -> None:
    assert "W-STATUS" in [problem.code for problem in stated(take, ("", status)).problems]


def test_a_task_that_was_opened_again_is_not_completed(take: Take) -> None:
    (problem,) = stated(take, ("19/5/2021", "Mở lại")).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F2", "E-STATUS")


@pytest.mark.parametrize("header", ["Tình hình thực hiện", "Tình trạng thực hiện", "Trạng thái xử lý", "Kết quả"])
def test_other_headers_of_the_status(take: Take, header: str) -> None:
    (problem,) = stated(take, ("", "Đã hoàn thành"), header=header).problems
    assert problem.code == "E-STATUS"


def test_a_share_does_not_stand_in_for_the_status_beside_it(take: Take) -> None:
    header = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Tiến độ %", "Trạng thái")
    intake = take([header, ("Báo cáo", "Sở Y tế", "3/5/2021", "20/5/2021", "", "40%", "Đã hoàn thành")])
    assert [(problem.place, problem.code) for problem in intake.problems] == [("Nhiệm vụ!G2", "E-STATUS")]


@pytest.mark.parametrize(
    ("column", "said", "rules"),
    [
        ("Trạng thái", "Hoàn thành quá hạn", {"grace_days": 3}),
        ("Số ngày quá hạn", 2, {"grace_days": 3}),
    ],
)
def test_lateness_that_only_the_rules_judge_otherwise_is_one_warning(
    take: Take, column: str, said: Any, rules: Any
) -> None:
    rows = [("22/5/2021", said)] * 3
    (problem,) = stated(take, *rows, header=column, rules=rules).problems
    assert problem.code == "W-RULES"
    assert "từ dòng này có 3 nhiệm vụ" in problem.message
    assert "[rules] grace_days = 3 " in problem.message
    assert stated(take, *rows, header=column).problems == ()


@pytest.mark.parametrize(
    ("written", "codes"),
    [("Báo cáo số 88/BC-STC ngày 19/5/2021", ["W-RESULT"]), ("Báo cáo", []), ("", []), ("02 báo cáo", [])],
)
def test_a_document_of_the_result_without_a_day_of_completion(take: Take, written: str, codes: list[str]) -> None:
    header = "Văn bản báo cáo kết quả"
    assert [problem.code for problem in stated(take, ("", written), header=header).problems] == codes
    assert stated(take, ("19/5/2021", written), header=header).problems == ()


# -- against the dates ----------------------------------------------------------------------------

GIVEN, DUE, DONE_ON = dt.date(2021, 5, 3), dt.date(2021, 5, 20), dt.date(2021, 5, 25)


@pytest.mark.parametrize(
    ("stated", "late", "in_time"),
    [
        ("5", None, "không quá hạn"),
        ("5 ngày", None, "không quá hạn"),
        ("5 NGÀY", None, "không quá hạn"),
        ("4 ngày", OTHER_DAYS, "không quá hạn"),
        ("4 Ngày", OTHER_DAYS, "không quá hạn"),
        ("4 tháng", None, None),
    ],
)
def test_stated_days_late_in_any_case(stated: str, late: str | None, in_time: str | None) -> None:
    task = Task(id="1", assigned_on=GIVEN, due_on=DUE, completed_on=DONE_ON)
    assert against_days_late(task, stated, Rules()) == late
    said = against_days_late(Task(id="1", assigned_on=GIVEN, completed_on=DONE_ON), stated, Rules())
    assert said == in_time or (in_time is not None and in_time in str(said))


def test_a_task_without_a_due_date_is_said_to_have_none() -> None:
    done = Task(id="1", assigned_on=GIVEN, completed_on=DONE_ON)
    assert against_status(done, LATE, Rules(), "Hoàn thành quá hạn") == (
        "trái với ngày: hạn không có, hoàn thành 25/5/2021; hãy sửa một trong hai"
    )
