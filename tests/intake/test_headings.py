"""Headings above tasks: never tasks themselves; where no column does, they name the agency of the tasks below."""

import io
import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import taskstats_adapters as adapters
from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.cells.agency_words import in_sentence_case, is_agency_name, is_group
from taskstats_adapters.intake.cells.headings import UNLABELLED, Heading, rank_of, read_heading
from taskstats_adapters.intake.corrections import corrections
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.profile import Profile

Take = Callable[..., Intake]
Rows = Sequence[Sequence[Any]]

HEADER = ("STT", "Nội dung nhiệm vụ", "Ngày giao", "Hạn hoàn thành", "Ngày hoàn thành")


NUMBERS = itertools.count(1)


def task(number: Any, title: str = "") -> tuple[Any, ...]:
    """A task of its own: one without an id and with the title of another would be told."""
    return (number, title or f"Báo cáo {next(NUMBERS)}", "3/5/2021", "20/5/2021", None)


def led(intake: Intake) -> dict[str, int]:
    return dict(Counter(task.agency for task in intake.tasks))


def codes(intake: Intake) -> list[str]:
    return [problem.code for problem in intake.problems]


# -- the agency of the tasks below -----------------------------------------------------------------

LAYOUTS: dict[str, tuple[Rows, dict[str, int]]] = {
    "agencies with counts": (
        (
            ("DANH SÁCH NHIỆM VỤ",),
            HEADER,
            ("I", "Sở Tài chính (2 nhiệm vụ)"),
            task(1),
            task(2),
            ("II", "Sở Y tế (1 nhiệm vụ)"),
            task(1),
            (None, "Tổng cộng: 3"),
        ),
        {"Sở Tài chính": 2, "Sở Y tế": 1},
    ),
    "assigners above, agencies below": (
        (
            HEADER,
            ("I", "UBND TỈNH GIAO (3 nhiệm vụ)"),
            ("1", "Sở Tài chính"),
            task("1.1"),
            task("1.2"),
            ("2", "Sở Y tế"),
            task("2.1"),
        ),
        {"Sở Tài chính": 2, "Sở Y tế": 1},
    ),
    "groups above, labels in one cell, kinds of work below": (
        (
            HEADER,
            ("A. CÁC SỞ, BAN, NGÀNH",),
            ("I. Công an tỉnh (2)",),
            ("a) Nhiệm vụ thường xuyên",),
            task(1),
            ("b) Nhiệm vụ đột xuất",),
            task(2),
            ("B. UBND CÁC HUYỆN",),
            ("I. UBND HUYỆN CHI LĂNG",),
            task(1),
        ),
        {"Công an tỉnh": 2, "UBND huyện Chi Lăng": 1},
    ),
    "no labels, capitals above small letters": (
        (
            HEADER,
            (None, "KHỐI SỞ, NGÀNH"),
            (None, "Sở Xây dựng"),
            task(1),
            (None, "Thanh tra tỉnh"),
            task(2),
            (None, "KHỐI HUYỆN"),
            ("", "UBND thành phố Lạng Sơn"),
            task(3),
        ),
        {"Sở Xây dựng": 1, "Thanh tra tỉnh": 1, "UBND thành phố Lạng Sơn": 1},
    ),
    "a heading above each header": (
        (
            ("DANH SÁCH NHIỆM VỤ",),
            ("1. SỞ TÀI CHÍNH",),
            HEADER,
            task(1),
            task(2),
            (),
            ("2. SỞ Y TẾ",),
            HEADER,
            task(1),
        ),
        {"Sở Tài chính": 2, "Sở Y tế": 1},
    ),
    "a heading above each of two different headers": (
        (
            ("SỞ TÀI CHÍNH",),
            HEADER,
            task(1),
            (),
            ("SỞ Y TẾ",),
            ("TT", "Nhiệm vụ", "Hạn xử lý", "Ngày giao", "Ngày hoàn thành"),
            (1, "Báo cáo", "20/5/2021", "3/5/2021", None),
        ),
        {"Sở Tài chính": 1, "Sở Y tế": 1},
    ),
    "whose list it is, above the header": (
        (("UBND TỈNH",), ("Đơn vị báo cáo: Sở Y tế",), ("BIỂU THEO DÕI NHIỆM VỤ",), (), HEADER, task(1), task(2)),
        {"Sở Y tế": 2},
    ),
    "the letterhead of an agency": (
        (
            ("UBND TỈNH LẠNG SƠN\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("Biểu 01: tiến độ",),
            HEADER,
            ("I", "Nhiệm vụ quý I"),
            task(1),
        ),
        {"Sở Lao động - Thương binh và Xã hội": 1},
    ),
}


@pytest.mark.parametrize(("rows", "agencies"), LAYOUTS.values(), ids=LAYOUTS)
def test_tasks_are_led_by_the_agency_of_the_nearest_heading(take: Take, rows: Rows, agencies: dict[str, int]) -> None:
    intake = take(rows)
    assert led(intake) == agencies
    assert codes(intake) == []


def test_a_heading_without_an_agency_ends_the_one_at_its_level(take: Take) -> None:
    intake = take([HEADER, ("I", "Sở Y tế"), task(1), ("II", "Nhiệm vụ khác"), task(1), task(2)])
    assert led(intake) == {"Sở Y tế": 1, "": 2}
    (problem,) = intake.problems
    assert (problem.code, problem.place) == ("W-AGENCY", "Nhiệm vụ!5")
    assert "có 2 nhiệm vụ không nằm dưới nhóm nào ghi đơn vị" in problem.message


ORGANISATIONS: dict[str, tuple[Rows, dict[str, int]]] = {
    "below capitals": (
        (("SỞ Y TẾ",), task(1), ("Công ty CP Điện lực",), task(2), ("Hội Nông dân tỉnh",), task(3)),
        {"Sở Y tế": 1, "Công ty CP Điện lực": 1, "Hội Nông dân tỉnh": 1},
    ),
    "a label is forgotten": (
        (("I", "Sở Y tế"), task(1), ("", "Liên minh HTX tỉnh"), task(2), ("III", "Sở Nội vụ"), task(1)),
        {"Sở Y tế": 1, "Liên minh HTX tỉnh": 1, "Sở Nội vụ": 1},
    ),
    "numbers": (
        (("01", "Sở Y tế"), task(None), ("02", "Tỉnh đoàn"), task(None), ("03", "Trung tâm Xúc tiến"), task(None)),
        {"Sở Y tế": 1, "Tỉnh đoàn": 1, "Trung tâm Xúc tiến": 1},
    ),
    "beside agencies": (
        (("I", "Sở Y tế"), task(1), ("II", "Bệnh viện Đa khoa tỉnh"), task(1), ("III", "Thành phố Lạng Sơn"), task(1)),
        {"Sở Y tế": 1, "Bệnh viện Đa khoa tỉnh": 1, "Thành phố Lạng Sơn": 1},
    ),
    "below an agency": (
        (("I.", "Sở Y tế"), task(1), ("I.1", "Phòng Nghiệp vụ Y"), task(1), ("A.1.2. Phòng Dân số",), task(1)),
        {"Sở Y tế": 3},
    ),
}


@pytest.mark.parametrize(("rows", "agencies"), ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_organisations_are_agencies_too(take: Take, rows: Rows, agencies: dict[str, int]) -> None:
    intake = take([HEADER, *rows])
    assert (led(intake), codes(intake)) == (agencies, [])


UNCLEAR = [("I", "Sở Y tế"), task(1), (None, "Petrolimex"), task(2), task(3), (None, "Trung tâm A"), task(4)]


def test_headings_without_a_label_below_an_agency_are_told_once(take: Take) -> None:
    intake = take([HEADER, *UNCLEAR, ("II", "Sở Nội vụ"), task(1)])
    assert led(intake) == {"Sở Y tế": 4, "Sở Nội vụ": 1}
    (problem,) = intake.problems
    assert str(problem) == (
        'Nhiệm vụ!4: nhóm "Petrolimex" (và 1 nhóm khác) không có số thứ tự, không rõ thuộc đơn vị nào: 3 nhiệm vụ bên '
        'dưới đang tính cho đơn vị ở nhóm phía trên ("Sở Y tế"); nếu là đơn vị, hãy sửa tên nhóm: '
        '"Đơn vị: Petrolimex"; nếu không, hãy đánh số nhóm (a, b …)  [W-AGENCY]'
    )


@pytest.mark.parametrize(
    ("first", "second", "agencies"),
    [
        ("Đơn vị: Petrolimex", "Đơn vị: Trung tâm A", {"Sở Y tế": 1, "Petrolimex": 2, "Trung tâm A": 1}),
        ("a) Petrolimex", "b) Trung tâm A", {"Sở Y tế": 4}),
    ],
)
def test_both_answers_to_the_question_are_understood(
    take: Take, first: str, second: str, agencies: dict[str, int]
) -> None:
    intake = take([HEADER, *UNCLEAR[:2], (None, first), *UNCLEAR[3:5], (None, second), UNCLEAR[6]])
    assert (led(intake), codes(intake)) == (agencies, [])


def test_where_the_agencies_are_declared_only_a_body_may_be_one(take: Take) -> None:
    declared = [{"name": "Sở Y tế"}]
    (problem,) = take([HEADER, *UNCLEAR], agencies=declared).problems
    assert 'nhóm "Trung tâm A" không có số' in problem.message
    assert "1 nhiệm vụ bên dưới" in problem.message
    assert 'khai báo [[agencies]] name = "Trung tâm A"' in problem.message
    intake = take([HEADER, *UNCLEAR], agencies=[*declared, {"name": "Trung tâm A"}])
    assert (led(intake), codes(intake)) == ({"Sở Y tế": 3, "Trung tâm A": 1}, [])


@pytest.mark.parametrize(
    "name",
    [
        "Nhiệm vụ thường xuyên",
        "Lĩnh vực dân số",
        "Quý II",
        "Đ/c Nguyễn Văn A giao",
        "Chưa hoàn thành",
        "Tiếp tục theo dõi",
    ],
)
def test_kinds_of_work_below_an_agency_are_not_told(take: Take, name: str) -> None:
    intake = take([HEADER, ("I", "Sở Y tế"), task(1), (None, name), task(2)])
    assert led(intake) == {"Sở Y tế": 2}
    assert "W-AGENCY" not in codes(intake)


def test_a_kind_of_work_below_an_agency_without_a_label_is_told_and_the_cure_works(take: Take) -> None:
    rows = [("I", "Sở Y tế"), task(1), (None, "Công ty Điện lực"), task(2), (None, "Nhiệm vụ đột xuất"), task(3)]
    (problem,) = take([HEADER, *rows]).problems
    assert problem.message.endswith(
        'nếu là của "Công ty Điện lực", hãy đánh số nhóm "Công ty Điện lực" như các nhóm đơn vị khác'
    )
    rows[2] = ("II", "Công ty Điện lực")
    assert led(take([HEADER, *rows])) == {"Sở Y tế": 1, "Công ty Điện lực": 2}


def test_with_a_column_for_the_agency_headings_are_not_asked_about(take: Take) -> None:
    rows = [(*row, "Sở Y tế") if len(row) == len(HEADER) else row for row in UNCLEAR]
    assert codes(take([(*HEADER, "Đơn vị chủ trì"), *rows])) == []


def test_tasks_above_the_first_heading_are_told(take: Take) -> None:
    intake = take([HEADER, task(1), ("I", "Sở Y tế"), task(1)])
    assert [(problem.code, problem.place) for problem in intake.problems] == [("W-AGENCY", "Nhiệm vụ!2")]


def test_a_note_ends_nothing(take: Take) -> None:
    intake = take([HEADER, (None, "Sở Y tế"), task(1), (None, "Ghi chú: số liệu đến 31/5"), task(2)])
    assert led(intake) == {"Sở Y tế": 2}


def test_a_column_for_the_agency_goes_before_headings(take: Take) -> None:
    header = (*HEADER, "Đơn vị chủ trì")
    intake = take([header, ("I", "Sở Y tế"), (*task(1), "Sở Nội vụ"), (*task(2), None)])
    assert led(intake) == {"Sở Nội vụ": 1, "": 1}
    assert codes(intake) == ["W-AGENCY"]


def test_the_name_of_the_sheet_goes_before_the_title() -> None:
    sheet = Sheet("Sở Nội vụ", [("Đơn vị: Sở Y tế",), (), ("Biểu 1",), HEADER, task(1)])
    assert led(take_in([(SourceFile(name="tep.xlsx"), [sheet])], Profile())) == {"Sở Nội vụ": 1}


@pytest.mark.parametrize(
    "titles",
    [
        [("UBND TỈNH LẠNG SƠN",), ("VĂN PHÒNG",)],
        [("VĂN PHÒNG UBND TỈNH",), ("Danh sách",)],
        [("Đơn vị tính: nhiệm vụ",)],
        [("SỞ Y TẾ",), ("SỞ NỘI VỤ",), ("Danh sách",)],
        [("Sở Y tế báo cáo tiến độ các nhiệm vụ",)],
        [("Đơn vị: Tất cả",)],
    ],
)
def test_a_title_that_names_no_agency_or_several_is_none(take: Take, titles: Rows) -> None:
    intake = take([*titles, HEADER, task(1)])
    assert led(intake) == {"": 1}
    assert codes(intake) == ["W-COLUMN"]


def test_a_heading_that_may_be_an_agency_is_proposed_and_the_cure_works(take: Take) -> None:
    rows = [HEADER, ("I", "Phòng Vận tải"), task(1), ("II", "Phòng Hạ tầng"), task(1)]
    (problem,) = take(rows).problems
    assert problem.code == "W-COLUMN"
    assert problem.message.endswith(
        '; nếu nhóm "Phòng Vận tải" là đơn vị, hãy khai báo [[agencies]] name = "Phòng Vận tải"'
    )
    intake = take(rows, agencies=[{"name": "Phòng Vận tải"}, {"name": "Phòng Hạ tầng"}])
    assert led(intake) == {"Phòng Vận tải": 1, "Phòng Hạ tầng": 1}
    assert codes(intake) == []


def test_capitals_are_the_agency_of_the_profile(take: Take) -> None:
    intake = take([HEADER, ("I", "SỞ CÔNG THƯƠNG"), task(1)], agencies=[{"name": "Sở Công Thương"}])
    assert led(intake) == {"Sở Công Thương": 1}


def test_a_heading_that_the_profile_does_not_have_is_told_with_its_rows(take: Take) -> None:
    intake = take([HEADER, ("I", "Sở Ngoại vụ"), task(1), task(2)], agencies=[{"name": "Sở Y tế"}])
    assert [(problem.code, problem.place) for problem in intake.errors] == [
        ("E-AGENCY", "Nhiệm vụ!3"),
        ("E-AGENCY", "Nhiệm vụ!4"),
    ]


def test_headings_go_on_on_the_next_page() -> None:
    pages = [
        Sheet("Trang 1", [HEADER, ("I", "Sở Y tế (3 nhiệm vụ)"), task(1)]),
        Sheet("Trang 2", [task(2), task(3), ("II", "Sở Nội vụ"), task(1)]),
    ]
    intake = take_in([(SourceFile(name="tep.xlsx"), pages)], Profile())
    assert led(intake) == {"Sở Y tế": 3, "Sở Nội vụ": 1}
    assert codes(intake) == ["W-CONTINUED"]


def test_the_agency_of_a_heading_goes_with_its_rejected_rows(tmp_path: Path) -> None:
    rows = [HEADER, ("I", "Sở Y tế"), task(1), (2, "Đề án", "4/5/2021", "x", None), ("II", "Sở Nội vụ"), task(1)]
    sources = [(SourceFile(name="a.xlsx"), [Sheet("S", rows)])]
    content = corrections(sources, take_in(sources, Profile()), Profile())
    assert content is not None
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0]["D2"].value = "20/5/2021"
    book.save(tmp_path / "sua.xlsx")
    (mended,) = adapters.read_tasks(tmp_path / "sua.xlsx").tasks
    assert (mended.title, mended.agency) == ("Đề án", "Sở Y tế")


# -- rows that are headings, and rows that are not -------------------------------------------------

WITH_ID = ("Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Thời hạn", "Ngày hoàn thành")


@pytest.mark.parametrize(
    "row",
    [
        ("I", "Nhóm 1 (2)"),
        ("1", "Sở Tài chính"),
        (1, "Sở Tài chính", "2 nhiệm vụ"),
        ("2.", "UBND huyện Chi Lăng (05 nhiệm vụ)"),
        (None, "I", "Các sở, ban, ngành"),
        ("A", "CÁC SỞ", 12),
        ("II", "Nhiệm vụ Chính phủ giao", "2 nhiệm vụ"),
        (3, "Nhiệm vụ trọng tâm (2 nhiệm vụ)"),
        (None, "1. Sở Y tế", None),
    ],
)
def test_a_heading_is_never_a_task(take: Take, row: tuple[Any, ...]) -> None:
    intake = take([WITH_ID, ("NV1", "A", "Sở Y tế", "3/5/2021", None, None), row])
    assert [ignored.reason for ignored in intake.ignored[1:]] == [Reason.SECTION]
    assert intake.errors == ()


@pytest.mark.parametrize(
    "row",
    [
        (7, "Báo cáo tháng"),
        (7, "Sở Y tế báo cáo tình hình dịch bệnh"),
        (7, "Sở Y tế: báo cáo tháng 5"),
        (7, "Báo cáo (2)"),
        (7, None, "Sở Y tế"),
        ("I", "Báo cáo tháng", "Sở Y tế"),
        ("I", "Báo cáo", None, None, "9/5/2021"),
        ("I", "Báo cáo", None, None, None, "sớm"),
        (None, "I", None, None, "20/5"),
    ],
)
def test_a_task_without_its_day_is_no_heading(take: Take, row: tuple[Any, ...]) -> None:
    intake = take([WITH_ID, ("NV1", "A", "Sở Y tế", "3/5/2021", None, None), row])
    assert "E-ASSIGNED" in codes(intake)
    assert intake.receipt.rejected == 1


# -- counts ----------------------------------------------------------------------------------------


def test_counts_that_differ_from_the_rows_below_are_told_once(take: Take) -> None:
    intake = take(
        [HEADER, ("I", "Sở Y tế (3 nhiệm vụ)"), task(1), task(2), ("II", "Sở Nội vụ", 1), task(1), ("III", "Sở Y", 2)]
    )
    (problem,) = intake.problems
    assert str(problem) == (
        'Nhiệm vụ!2: nhóm "I Sở Y tế (3 nhiệm vụ)" ghi 3 nhiệm vụ nhưng bên dưới có 2 dòng (và 1 nhóm khác); '
        "hãy kiểm tra xem có dòng nào thiếu, thừa hoặc đặt nhầm nhóm  [W-COUNT]"
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("I", "Các sở (2)"), ("1", "Sở Y tế"), task(1), task(2), ("2", "Sở Nội vụ"), task(1)],
        [("I", "Kế hoạch năm (2021)"), task(1)],
        [("I", "Các sở (3)"), ("1", "Sở Y tế (1)"), task(1), ("2", "Sở Nội vụ (02 nhiệm vụ)"), task(1), task(2)],
        [("I", "Sở Y tế (2)"), task(1), (2, "Báo cáo", "x", None, None)],
    ],
    ids=["how many agencies", "a year", "sums of parts", "a rejected row"],
)
def test_counts_that_agree_are_not_told(take: Take, rows: Rows) -> None:
    assert "W-COUNT" not in codes(take([HEADER, *rows]))


TAILS = [
    "(tổng 2 nhiệm vụ)",
    "(2 nhiệm vụ: 1 đúng hạn, 1 quá hạn)",
    "- 02 nhiệm vụ, hoàn thành 01",
    "[2]",
    "[02 NV]",
    "Tổng: 2",
    "(tiếp)",
    "- tiếp theo",
    "(TT)",
    "(Giám đốc: Nguyễn Văn A)",
    "(đ/c Nguyễn Văn A) (2 việc)",
]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("label", ["I", "*", "-", None])
def test_what_stands_behind_a_name_is_no_part_of_it(take: Take, tail: str, label: str | None) -> None:
    intake = take([HEADER, (label, f"Sở Y tế {tail}"), task(1), task(2)])
    assert (led(intake), codes(intake)) == ({"Sở Y tế": 2}, [])


@pytest.mark.parametrize("tail", [tail for tail in TAILS if "2" in tail])
def test_a_count_in_any_form_is_compared(take: Take, tail: str) -> None:
    assert codes(take([HEADER, ("I", f"Sở Y tế {tail}"), task(1), task(2), task(3)])) == ["W-COUNT"]


@pytest.mark.parametrize("again", ["Sở Y tế (tiếp)", "SỞ Y TẾ - tiếp theo"])
def test_a_heading_that_is_repeated_on_the_next_page_goes_on(take: Take, again: str) -> None:
    rows = [("I", "Sở Y tế (3 nhiệm vụ)"), ("1", "Lĩnh vực dân số (1 việc)"), task(1), ("I", again), task(2), task(3)]
    intake = take([HEADER, *rows, ("II", "Sở Nội vụ"), task(1)])
    assert (led(intake), codes(intake)) == ({"Sở Y tế": 3, "Sở Nội vụ": 1}, [])


@pytest.mark.parametrize("text", ["* Sở Nội vụ", "- Sở Nội vụ", "+ Đơn vị: Sở Nội vụ"])
def test_a_mark_before_a_name_is_a_label(take: Take, text: str) -> None:
    intake = take([HEADER, (None, "* Sở Y tế"), task(1), (None, text), task(2), (None, "* Số liệu tạm tính"), task(3)])
    assert (led(intake), codes(intake)) == ({"Sở Y tế": 1, "Sở Nội vụ": 2}, [])


def test_a_heading_says_whose_the_tasks_are(take: Take) -> None:
    rows = [("I", "Đơn vị: Sở Y tế"), task(1), (2, "Cơ quan chủ trì: Trung tâm A (1 việc)"), task(1)]
    assert led(take([HEADER, *rows])) == {"Sở Y tế": 1, "Trung tâm A": 1}
    assert codes(take([HEADER, ("I", "Đơn vị: Các sở"), task(1)])) == ["W-COLUMN"]


def test_the_copy_of_a_sheet_is_of_its_agency() -> None:
    sheets = [Sheet(name, [HEADER, task(1)]) for name in ("Sở Nội vụ", "Sở Nội vụ (2)", "Sở Nội vụ (tiếp)")]
    assert led(take_in([(SourceFile(name="tep.xlsx"), sheets)], Profile())) == {"Sở Nội vụ": 3}


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        (["I", "Sở Y tế (2 nhiệm vụ)"], Heading("I Sở Y tế (2 nhiệm vụ)", "Sở Y tế", 1, 2, True)),
        (["II. Sở Y tế"], Heading("II. Sở Y tế", "Sở Y tế", 1)),
        (["A - CÁC SỞ"], Heading("A - CÁC SỞ", "CÁC SỞ", 0)),
        (["1.2", "Sở Y tế", "05 văn bản"], Heading("1.2 Sở Y tế 05 văn bản", "Sở Y tế", 3, 5, True)),
        (["Sở Y tế: 3 nhiệm vụ"], Heading("Sở Y tế: 3 nhiệm vụ", "Sở Y tế", UNLABELLED, 3, True)),
        (["Quý 2"], Heading("Quý 2", "Quý 2")),
        (["TP. Lạng Sơn"], Heading("TP. Lạng Sơn", "TP. Lạng Sơn")),
        (["Xây dựng"], Heading("Xây dựng", "Xây dựng")),
        (["I"], Heading("I", "I")),
    ],
)
def test_a_heading_taken_apart(texts: list[str], heading: Heading) -> None:
    assert read_heading(texts) == heading


@pytest.mark.parametrize(
    ("label", "rank"),
    [
        ("A", 0),
        ("XIV.", 1),
        ("I", 1),
        ("(2)", 2),
        ("I.1", 2),
        ("A.1.2.", 3),
        ("1.1.", 3),
        ("a)", 9),
        ("NV1", None),
        ("2021", None),
        ("", None),
    ],
)
def test_how_deep_a_label_stands(label: str, rank: int | None) -> None:
    assert rank_of(label) == rank


@pytest.mark.parametrize(
    "name",
    [
        "Sở Giao thông vận tải",
        "SỞ Y TẾ",
        "UBND thị xã Hòa Thành",
        "Ban Quản lý các công trình",
        "Công an tỉnh",
        "Công ty Điện lực Lạng Sơn",
        "HỘI NÔNG DÂN TỈNH",
        "Hội Liên hiệp Phụ nữ",
        "Liên minh HTX tỉnh",
        "Tỉnh đoàn",
        "Ủy ban MTTQ Việt Nam tỉnh",
        "Đài Phát thanh - Truyền hình tỉnh",
        "Báo Lạng Sơn",
        "Ngân hàng Nhà nước",
        "UBND thành phố Cần Thơ",
        "Trường Cao đẳng nghề",
        "Ban quản lý Khu kinh tế",
        "Ban Tổ chức Tỉnh ủy",
    ],
)
def test_names_of_agencies(name: str) -> None:
    assert is_agency_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh",
        "UBND TỈNH GIAO",
        "Sở Y tế trình",
        "UBND các huyện",
        "Ban hành kế hoạch",
        "Báo cáo Sở Y tế",
        "BÁO CÁO QUÝ II",
        "HỘI NGHỊ SƠ KẾT",
        "Hội đồng thi",
        "Công ty A xin cấp phép",
        "Sở Nội vụ tổ chức hội nghị",
        "Trung tâm Xúc tiến đầu tư",
    ],
)
def test_other_texts(text: str) -> None:
    assert not is_agency_name(text)


@pytest.mark.parametrize("text", ["Các sở, ban, ngành", "UBND các xã, phường", "KHỐI HUYỆN", "Tất cả các đơn vị"])
def test_groups(text: str) -> None:
    assert is_group(text)
    assert not is_agency_name(text)


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("SỞ Y TẾ", "Sở Y tế"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("UBND THÀNH PHỐ LẠNG SƠN", "UBND thành phố Lạng Sơn"),
        ("CÔNG AN TỈNH", "Công an tỉnh"),
        ("Sở Công Thương", "Sở Công Thương"),
        ("HỘI NÔNG DÂN TỈNH", "Hội Nông dân tỉnh"),
        ("CÔNG TY ĐIỆN LỰC LẠNG SƠN", "CÔNG TY ĐIỆN LỰC LẠNG SƠN"),
    ],
)
def test_capitals_in_sentence_case(capitals: str, name: str) -> None:
    assert in_sentence_case(capitals) == name
