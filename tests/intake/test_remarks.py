"""What notes, reasons, titles and other texts say of a task, where no column of days says it: told, never counted."""

import datetime as dt
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from taskstats import Extension, Task
from taskstats_adapters.intake.cells.in_words.remarks import Remark, remarks
from taskstats_adapters.intake.reading import Intake

Take = Callable[..., Intake]
HEADER = ("Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
OPEN = Task(id="1", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 5, 20))


def beside(take: Take, header: str, *cells: Any, completed: str = "", **settings: Any) -> Intake:
    tasks = [(f"Báo cáo {n}", "Sở Y tế", "3/5/2021", "20/5/2021", completed, cell) for n, cell in enumerate(cells)]
    return take([(*HEADER, header), *tasks], **settings)


def told(intake: Intake) -> list[str]:
    return [str(problem) for problem in intake.problems if problem.code == "W-REMARK"]


@pytest.mark.parametrize("header", ["Ghi chú", "Lý do chậm", "Thông tin khác"])
def test_a_column_is_told_once_with_all_that_it_says(take: Take, header: str) -> None:
    cells = [
        "Phức tạp",
        "đã hoàn thành ngày 12/5/2021",
        "Vướng mặt bằng; được gia hạn đến 30/6/2021",
        "Đã rút khỏi danh mục",
        "Gia hạn lần 1: 15/7/2021",
    ]
    intake = beside(take, header, *cells)
    assert [str(problem) for problem in intake.problems] == [
        (
            f'Nhiệm vụ!F3: cột "{header}" ghi đã hoàn thành ở 1 nhiệm vụ ("đã hoàn thành ngày 12/5/2021"), được gia '
            'hạn ở 2 nhiệm vụ ("được gia hạn đến 30/6/2021"), đã rút ở 1 nhiệm vụ ("Đã rút khỏi danh mục"), mà các cột '
            'ngày không có, nên chưa tính; hãy ghi ngày vào cột "Ngày hoàn thành", "Gia hạn đến", "Ngày rút"; '
            f'nếu không phải, hãy ghi [intake] unread = ["{header}"] vào hồ sơ  [W-REMARK]'
        )
    ]
    assert len(intake.tasks) == 5
    assert beside(take, header, *cells, intake={"unread": [header]}).problems == ()


def test_days_in_their_columns_settle_it(take: Take) -> None:
    start = ("Sở Y tế", "3/5/2021", "20/5/2021")
    rows = [
        (*HEADER, "Gia hạn đến", "Ngày gia hạn", "Ngày rút", "Ghi chú"),
        ("A", *start, "12/5/2021", "", "", "", "đã hoàn thành ngày 12/5/2021"),
        ("B", *start, "", "30/6/2021", "18/5/2021", "", "được gia hạn đến 30/6/2021 tại CV 12 ngày 18/5/2021"),
        ("C", *start, "", "30/6/2021", "18/5/2021", "", "Gia hạn theo đề nghị của đơn vị"),
        ("D", *start, "", "", "", "18/5/2021", "đã rút"),
        ("E", "Sở Y tế", "3/5/2021", "30/6/2021", "", "", "", "", "Đã gia hạn đến 30/6"),
    ]
    assert take(rows).problems == ()


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("Đã hoàn thành", Remark.DONE),
        ("Xong", Remark.DONE),
        ("HT 12/5/2021", Remark.DONE),
        ("Hoàn thành ngày 12/5/2021", Remark.DONE),
        ("đã hoàn thành đúng hạn", Remark.DONE),
        ("Đã xong 100%", Remark.DONE),
        ("da hoan thanh ngay 12/5/2021", Remark.DONE),
        ("Sở Y tế đã hoàn thành tại Báo cáo số 12/BC-SYT ngày 12/5/2021", Remark.DONE),
        ("Đã báo cáo UBND tỉnh tại Báo cáo số 12/BC-STC ngày 12/5/2021", Remark.DONE),
        ("12/5/2021", Remark.DAY),
        ("đã gia hạn", Remark.EXTENDED),
        ("Gia hạn đến 30/6", Remark.EXTENDED),
        ("Gia hạn theo đề nghị của đơn vị", Remark.EXTENDED),
        ("lùi thời hạn đến 30/6/2021", Remark.EXTENDED),
        ("UBND tỉnh đồng ý gia hạn đến 30/6/2021 tại CV 12 ngày 18/5/2021", Remark.EXTENDED),
        ("Chưa hoàn thành (được gia hạn đến 30/6/2021)", Remark.EXTENDED),
        ("Đã rút", Remark.WITHDRAWN),
        ("Hủy nhiệm vụ", Remark.WITHDRAWN),
        ("Không thực hiện theo CV 12", Remark.WITHDRAWN),
        ("Đã đưa ra khỏi danh mục theo CV số 5", Remark.WITHDRAWN),
    ],
)
def test_what_is_heard(text: str, remark: Remark) -> None:
    assert [*remarks(text, OPEN)] == [remark]


@pytest.mark.parametrize(
    "text",
    [
        *("", "Không", "Đang thực hiện", "Chờ ý kiến Bộ", "Phức tạp, nhiều đơn vị phối hợp", "Quá hạn do dịch"),
        *("Đã hoàn thành dự thảo, đang lấy ý kiến", "Đã hoàn thành 50%", "Đã hoàn thành một phần"),
        *("đã hoàn thành 3/5 nội dung", "Hoàn thành trước 30/6/2021", "Sẽ hoàn thành ngày 30/6/2021"),
        *("Hoàn thành theo quy định", "Đã báo cáo tiến độ ngày 12/5/2021", "Đã có văn bản số 12/UB ngày 12/5/2021"),
        *("Cần gia hạn đến 30/6/2021", "Đề nghị gia hạn đến 30/6/2021", "Đơn vị xin gia hạn", "Chưa được gia hạn"),
        *("Nếu được gia hạn đến 30/6/2021 sẽ hoàn thành", "UBND tỉnh không đồng ý gia hạn đến 30/6/2021"),
        *("Gia hạn giấy phép khai thác", "Thẩm định hồ sơ gia hạn giấy phép đến 30/6/2021", "Không gia hạn"),
        *("Đã rút kinh nghiệm", "Rút kinh nghiệm", "Đề nghị rút", "Đã chuyển Sở Tài chính thẩm định"),
    ],
)
def test_ordinary_notes_are_not_told(text: str) -> None:
    assert remarks(text, OPEN) == {}


def test_an_extension_to_a_day_that_the_task_has_is_not_told_again() -> None:
    extended = Task(
        id="1",
        assigned_on=OPEN.assigned_on,
        due_on=OPEN.due_on,
        extensions=(Extension(dt.date(2021, 6, 30)),),
    )
    assert remarks("được gia hạn đến ngày 30 tháng 6 năm 2021", extended) == {}
    assert [*remarks("lần 2: được gia hạn đến 31/7/2021", extended)] == [Remark.EXTENDED]


def test_a_title_tells_of_its_task_in_brackets_only(take: Take) -> None:
    titles = [
        "Báo cáo (đã hoàn thành ngày 12/5/2021)",
        "Gia hạn đến 30/6/2021 cho dự án",
        "Đề án [gia hạn đến 30/6/2021]",
    ]
    intake = take([HEADER, *((title, "Sở Y tế", "3/5/2021", "20/5/2021", "") for title in titles)])
    (message,) = told(intake)
    assert message.startswith('Nhiệm vụ!A2: cột "Nội dung" ghi đã hoàn thành ở 1 nhiệm vụ')
    assert 'được gia hạn ở 1 nhiệm vụ ("gia hạn đến 30/6/2021")' in message


def test_a_status_tells_of_extensions_only(take: Take) -> None:
    """Its completions are heard as claims (W-STATUS, E-STATUS)."""
    intake = beside(take, "Kết quả", "Đang thực hiện, được gia hạn đến 30/6/2021", "Đã rút ý kiến", "12/5/2021")
    assert [message.partition(" mà")[0] for message in told(intake)] == [
        ('Nhiệm vụ!F2: cột "Kết quả" ghi được gia hạn ở 1 nhiệm vụ ("được gia hạn đến 30/6/2021"),')
    ]


@pytest.mark.parametrize(("completed", "count"), [("20/5/2021", 0), ("21/5/2021", 1)])
def test_an_extension_bears_on_a_completion_that_is_late_without_it(take: Take, completed: str, count: int) -> None:
    intake = beside(take, "Ghi chú", "được gia hạn đến 30/6/2021", "đã rút", completed=completed)
    assert len(told(intake)) == count
    assert all("đã rút" not in message for message in told(intake))


def test_decomposed_letters_are_heard_too(take: Take) -> None:
    assert len(told(beside(take, "Ghi chú", unicodedata.normalize("NFD", "Được gia hạn đến 30/6/2021")))) == 1


def test_a_column_of_claims_is_told_once(take: Take) -> None:
    codes = [problem.code for problem in beside(take, "Đánh giá", "Đã hoàn thành", "Đã xong").problems]
    assert codes == ["W-UNREAD"]
