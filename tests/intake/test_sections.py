"""The name of a section or sheet is a witness of the tasks below it."""

from collections.abc import Callable
from typing import Any

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.cells.sections import section_claim
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.profile import Profile

Take = Callable[..., Intake]
HEADER = ("STT", "Nội dung", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái")


def section(label: str, name: str) -> tuple[Any, ...]:
    return (label, name, None, None, None, None, None)


def task(number: int, done: str = "", status: str = "") -> tuple[Any, ...]:
    return (number, f"Việc {number}", "Sở Y tế", "3/5/2021", "20/5/2021", done, status)


def test_tasks_without_the_day_that_their_section_is_named_for_are_told(take: Take) -> None:
    rows = [section("A", "NHIỆM VỤ ĐÃ HOÀN THÀNH"), task(1), task(2, "19/5/2021"), task(3)]
    (problem,) = take([HEADER, *rows, section("B", "NHIỆM VỤ QUÁ HẠN"), task(4)]).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F3", "W-SECTION")
    assert "có 2 nhiệm vụ" in problem.message
    assert '"A NHIỆM VỤ ĐÃ HOÀN THÀNH" (2)' in problem.message


def test_a_day_that_the_section_denies_is_told(take: Take) -> None:
    (problem,) = take([HEADER, section("II", "Nhiệm vụ chưa hoàn thành"), task(1, "19/5/2021"), task(2)]).problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F3", "W-SECTION")


def test_a_sheet_named_for_a_state_is_a_witness_too() -> None:
    sheet = Sheet("Đã hoàn thành", [HEADER, task(1), task(2, "19/5/2021")])
    (problem,) = take_in([(SourceFile(name="tep.xlsx"), [sheet])], Profile()).problems
    assert (problem.place, problem.code) == ("Đã hoàn thành!F2", "W-SECTION")


def test_a_status_of_its_own_is_heard_instead(take: Take) -> None:
    assert take([HEADER, section("A", "ĐÃ HOÀN THÀNH"), task(1, status="Đang thực hiện")]).problems == ()


@pytest.mark.parametrize(
    "name", ["Các sở, ban, ngành", "Nhiệm vụ trọng tâm", "Tháng 5", "Kết luận số 12", "Cho các sở", "Đăng ký"]
)
def test_other_names_say_nothing(take: Take, name: str) -> None:
    assert section_claim(name) is None
    assert take([HEADER, section("I", name), task(1), task(2, "19/5/2021")]).problems == ()


@pytest.mark.parametrize(
    "name",
    [
        "A. ĐÃ HOÀN THÀNH",
        "I. Các nhiệm vụ đã hoàn thành (12)",
        "Nhiệm vụ hoàn thành: 12 nhiệm vụ",
        "Hoàn thành",
        "- Các việc đã xong",
        "+ Nội dung đã hoàn tất",
        "1. Ý kiến chỉ đạo đã báo cáo kết quả",
    ],
)
def test_names_of_completed_tasks(name: str) -> None:
    said = section_claim(name)
    assert said is not None
    assert said.completed


@pytest.mark.parametrize(
    ("name", "late"),
    [
        ("HOÀN THÀNH QUÁ HẠN", True),
        ("Nhiệm vụ đã hoàn thành trễ hạn (3)", True),
        ("Hoàn thành không đúng hạn", True),
        ("Hoàn thành đúng hạn", False),
        ("NHIỆM VỤ TRONG HẠN", False),
        ("Quá hạn", True),
    ],
)
def test_a_day_whose_lateness_the_section_denies_is_told(take: Take, name: str, late: bool) -> None:
    days = ("19/5/2021", "25/5/2021")
    agreeing, other = days[late], days[not late]
    intake = take([HEADER, section("C", name), task(1, agreeing), task(2, other), task(3, other)])
    (problem,) = intake.problems
    assert (problem.place, problem.code) == ("Nhiệm vụ!F4", "W-SECTION")
    assert f'"C {name}" (2)' in problem.message
    assert len(intake.tasks) == 3


def test_lateness_that_only_the_rules_of_the_profile_judge_otherwise(take: Take) -> None:
    intake = take([HEADER, section("C", "Hoàn thành quá hạn"), task(1, "21/5/2021")], rules={"grace_days": 3})
    assert [problem.code for problem in intake.problems] == ["W-RULES"]


@pytest.mark.parametrize("name", ["KHÔNG TÍNH", "Không theo dõi", "Các nhiệm vụ không đưa vào báo cáo", "ĐÃ RÚT"])
def test_tasks_below_a_name_that_leaves_them_out_are_told_and_the_cures_work(take: Take, name: str) -> None:
    rows = [section("D", name), task(1), task(2, "19/5/2021")]
    intake = take([HEADER, *rows])
    (problem,) = intake.problems
    assert (problem.place, problem.code, len(intake.tasks)) == ("Nhiệm vụ!3", "W-SECTION", 2)
    assert f'có 2 nhiệm vụ nằm dưới nhóm "D {name}" (2)' in problem.message
    withdrawn = [(*cells, "18/5/2021") for cells in (task(1), task(2))]
    assert take([(*HEADER, "Ngày rút"), (*section("D", name), None), *withdrawn]).problems == ()
    assert take([HEADER, section("D", "Nhiệm vụ khác"), *rows[1:]]).problems == ()


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("DANH SÁCH NHIỆM VỤ ĐÃ HOÀN THÀNH", ["W-SECTION"]),
        ("Danh mục các nhiệm vụ đã hoàn thành tháng 5 năm 2021", ["W-SECTION"]),
        ("BẢNG TỔNG HỢP 12 NHIỆM VỤ ĐÃ HOÀN THÀNH", ["W-SECTION"]),
        ("DANH SÁCH NHIỆM VỤ CHƯA HOÀN THÀNH", ["W-SECTION"]),
        ("DANH SÁCH NHIỆM VỤ ĐÃ HOÀN THÀNH VÀ CHƯA HOÀN THÀNH", []),
        ("DANH SÁCH NHIỆM VỤ ĐÃ HOÀN THÀNH, ĐANG THỰC HIỆN", []),
        ("DANH SÁCH NHIỆM VỤ ĐÃ GIAO", []),
        ("DANH MỤC NHIỆM VỤ UBND TỈNH GIAO", []),
        ("Đã hoàn thành: 1", []),
    ],
)
def test_the_title_of_a_list_is_a_witness_too(take: Take, title: str, codes: list[str]) -> None:
    intake = take([(title,), HEADER, task(1, "19/5/2021"), task(2)])
    assert [problem.code for problem in intake.problems] == codes
