"""The report's sentences in every case that the figures can bring: zeros, nothing before, an open period, beside."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import attrs
import pytest

from taskstats import (
    Checks,
    ExtensionPolicy,
    Finding,
    Period,
    ProgressReport,
    Receipt,
    Rules,
    Task,
    UndatedPolicy,
    compose,
)
from taskstats_adapters.contract.document import Document, Paragraph
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.agencies import Agency
from taskstats_adapters.office.profile import Numbers, Numerals, Profile, Wording

MAY = Period.month(2021, 5)
WORDING = Wording(opening="Báo cáo {period}:", agencies="các sở", assigners="UBND tỉnh")
PROFILE = Profile(wording=WORDING, agency_table=False)


def task(number: int, assigned: str, due: str | None, completed: str | None = None, **more: Any) -> Task:
    """A task with its dates as day/month of 2021."""

    def date(text: str) -> dt.date:
        day, month = map(int, text.split("/"))
        return dt.date(2021, month, day)

    return Task(
        id=f"NV-{number}",
        assigned_on=date(assigned),
        due_on=date(due) if due else None,
        completed_on=date(completed) if completed else None,
        **more,
    )


def said(tasks: Sequence[Task], profile: Profile = PROFILE, **how: Any) -> list[str]:
    report = compose(tasks, period=MAY, **how)
    return [block.text for block in narrate(report, profile).body]


APRIL = [task(90, "1/4", "20/4", "15/4")]
"""One task of last month, so that there is something to compare with."""


def test_all_on_time() -> None:
    text = said([*APRIL, task(1, "3/5", "20/5", "19/5")])
    assert text[2] == (
        "Trong tháng 5/2021, UBND tỉnh đã giao các sở tổng số 01 nhiệm vụ (bằng tháng trước). "
        "Có 01 nhiệm vụ giao có thời hạn hoàn thành trong tháng 5, đã hoàn thành đúng hạn (đạt 100%)."
    )
    assert text[3] == (
        "Lũy kế từ ngày 01/01/2021 đến hết ngày 31/5/2021, UBND tỉnh đã giao các sở 02 nhiệm vụ: "
        "cả 02 nhiệm vụ đều hoàn thành đúng hạn (đạt 100%)./."
    )


def test_none_on_time_and_nothing_to_compare_with() -> None:
    text = said([task(1, "3/5", "20/5"), task(2, "3/5", "21/5")])
    assert text[2] == (
        "Trong tháng 5/2021, UBND tỉnh đã giao các sở tổng số 02 nhiệm vụ. "
        "Có 02 nhiệm vụ giao có thời hạn hoàn thành trong tháng 5, cả 02 nhiệm vụ đều chưa hoàn thành."
    )
    assert text[3] == (
        "Lũy kế từ ngày 01/01/2021 đến hết ngày 31/5/2021, UBND tỉnh đã giao các sở 02 nhiệm vụ: "
        "chưa có nhiệm vụ nào hoàn thành; cả 02 nhiệm vụ đều đã quá thời hạn "
        "(nhiệm vụ chưa hoàn thành đã quá hạn tại Phụ lục kèm theo)./."
    )


def test_an_empty_list() -> None:
    assert said([])[2:] == [
        "Trong tháng 5/2021, không có nhiệm vụ được giao. Không có nhiệm vụ giao có thời hạn hoàn thành trong tháng 5.",
        "Lũy kế từ ngày 01/01/2021 đến hết ngày 31/5/2021, không có nhiệm vụ được giao./.",
    ]


def test_before_the_end_of_the_period_pending_and_overdue_are_counted_apart() -> None:
    tasks = [task(1, "3/5", "10/5"), task(2, "3/5", "25/5"), task(3, "3/5", "26/5", "12/5")]
    text = said(tasks, as_of=dt.date(2021, 5, 15))
    assert (
        "còn 02 nhiệm vụ chưa hoàn thành, chiếm 66,7%, trong đó 01 nhiệm vụ còn thời hạn, 01 nhiệm vụ quá thời hạn."
        in text[2]
    )


def test_the_late_and_the_overdue_have_their_appendices() -> None:
    document = narrated([task(1, "3/5", "10/5", "12/5"), task(2, "3/5", "25/5")], PROFILE)
    assert [appendix.label for appendix in document.appendices] == ["Phụ lục I", "Phụ lục II"]
    assert text_of(document)[2].endswith(" (nhiệm vụ hoàn thành quá hạn tại Phụ lục I kèm theo).")
    assert text_of(document)[3].endswith(" (nhiệm vụ chưa hoàn thành đã quá hạn tại Phụ lục II kèm theo)./.")


def test_a_single_appendix_has_no_number_and_an_empty_one_is_left_out() -> None:
    for numerals in Numerals:
        profile = attrs.evolve(PROFILE, numbers=Numbers(appendices=numerals))
        document = narrated([task(1, "3/5", "10/5", "12/5")], profile)
        assert [appendix.label for appendix in document.appendices] == ["Phụ lục"]
        label = "Phụ lục" if numerals is Numerals.ROMAN else "phụ lục"
        assert f"tại {label} kèm theo" in text_of(document)[2]
        assert "tại" not in text_of(document)[3]


def test_arabic_numbers() -> None:
    profile = attrs.evolve(PROFILE, numbers=Numbers(appendices=Numerals.ARABIC))
    document = narrated([task(1, "3/5", "10/5", "12/5"), task(2, "3/5", "25/5")], profile)
    assert [appendix.label for appendix in document.appendices] == ["Phụ lục số 1", "Phụ lục số 2"]


def test_the_reference_is_in_italics_and_the_closing_mark_is_not() -> None:
    document = narrated([task(2, "3/5", "25/5")], PROFILE)
    last = document.body[-1]
    assert isinstance(last, Paragraph)
    assert [(span.text, span.italic) for span in last.spans[1:]] == [
        ("(nhiệm vụ chưa hoàn thành đã quá hạn tại Phụ lục kèm theo)", True),
        ("./.", False),
    ]


UNDATED = [task(1, "3/5", "20/5", "19/5"), task(2, "3/5", None, "19/5"), task(3, "3/5", None), task(4, "3/5", "4/6")]


def test_undated_tasks_count_with_the_others() -> None:
    text = said(UNDATED)[3]
    assert "04 nhiệm vụ: đã hoàn thành 02 nhiệm vụ (đạt 50%), đều đúng hạn; " in text
    assert "còn 02 nhiệm vụ chưa hoàn thành (chiếm 50%), đều còn trong thời hạn." in text


def test_undated_tasks_counted_apart() -> None:
    text = said(UNDATED, rules=Rules(undated=UndatedPolicy.APART))[3]
    assert (
        "04 nhiệm vụ, trong đó 02 nhiệm vụ không có thời hạn (01 đã hoàn thành, 01 chưa hoàn thành) "
        "và 02 nhiệm vụ có thời hạn. Riêng nhiệm vụ có thời hạn: đã hoàn thành 01 nhiệm vụ (đạt 50%), đúng hạn; "
        "còn 01 nhiệm vụ chưa hoàn thành (chiếm 50%), còn trong thời hạn"
    ) in text


def test_what_the_totals_leave_out_is_stated() -> None:
    tasks = [*UNDATED, task(5, "3/5", "20/5", withdrawn_on=dt.date(2021, 5, 9))]
    text = said(tasks, rules=Rules(undated=UndatedPolicy.LEFT_OUT))
    assert text[4] == "Số liệu lũy kế trên không tính 01 nhiệm vụ đã rút và 02 nhiệm vụ không có thời hạn./."


def test_rejected_rows_are_stated() -> None:
    text = said(APRIL, receipt=Receipt(rows=9, accepted=1, rejected=3, ignored=5))
    assert text[4] == (
        "Số liệu được tổng hợp từ 09 dòng của danh sách: nhận 01 dòng, bỏ qua 05 dòng không phải nhiệm vụ, "
        "chưa tính 03 dòng có dữ liệu sai./."
    )


def test_findings_are_counted_in_documents_in_the_order_given() -> None:
    given = [Finding(agency=name) for name in ("Sở Y tế", "Ban Dân tộc", "Sở Y tế")]
    text = said(APRIL, findings=given)
    assert text[4].startswith("2. Tình hình theo dõi")
    assert text[5] == (
        "Trong tháng còn một số cơ quan, đơn vị chưa thực hiện đúng quy trình, "
        "cụ thể như: Sở Y tế (02 văn bản); Ban Dân tộc (01 văn bản)./."
    )


def test_no_findings_differs_from_an_empty_list_of_findings() -> None:
    procedure = attrs.evolve(
        PROFILE, wording=attrs.evolve(WORDING, procedure="Theo quy chế.", findings_request="Đề nghị.")
    )
    assert len(said(APRIL, procedure)) == 4
    assert said(APRIL, procedure, findings=())[5:] == [
        "Theo quy chế. Trong tháng không có văn bản chưa thực hiện đúng quy trình./."
    ]
    assert said(APRIL, procedure, findings=[Finding(agency="A")])[5:] == [
        "Theo quy chế. Tuy nhiên trong tháng còn A chưa thực hiện đúng quy trình trên (01 văn bản).",
        "Đề nghị./.",
    ]


@pytest.mark.parametrize(
    ("as_of", "printed"),
    [
        (dt.date(2021, 5, 31), "…, ngày     tháng 6 năm 2021"),
        (dt.date(2021, 5, 30), "…, ngày     tháng 5 năm 2021"),
        (dt.date(2021, 12, 31), "…, ngày     tháng 01 năm 2022"),
    ],
)
def test_the_report_is_dated_the_day_after_the_cut_off_at_the_earliest(as_of: dt.date, printed: str) -> None:
    report = compose(APRIL, period=MAY, as_of=as_of)
    assert narrate(report, PROFILE).letterhead.place_date == printed


def test_recipients_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    office = attrs.evolve(PROFILE.office, recipients=("Chủ tịch;", " Các sở ", "Lưu: VT."))
    assert narrated(APRIL, attrs.evolve(PROFILE, office=office)).recipients == (
        "- Chủ tịch;",
        "- Các sở;",
        "- Lưu: VT.",
    )


def narrated(tasks: Sequence[Task], profile: Profile) -> Document:
    report: ProgressReport = compose(tasks, period=MAY)
    return narrate(report, profile)


def text_of(document: Document) -> list[str]:
    return [block.text for block in document.body]


# -- process checks --------------------------------------------------------------------------------

CHECKS = Checks(no_result_document=True, recorded_after_days=5, silent_days=30)


def test_a_section_alone_has_no_number() -> None:
    tasks = [task(1, "1/4", "20/5", "10/5", agency="Sở Y tế")]
    assert "Tiến độ thực hiện nhiệm vụ" in said(tasks, PROFILE)
    assert "1. Tiến độ thực hiện nhiệm vụ" in said(
        tasks, PROFILE, findings=[Finding(agency="Sở Nội vụ", document="1/BC")]
    )


def test_process_checks_are_reported_apart_from_findings() -> None:
    finance, health = Agency(name="Sở Tài chính"), Agency(name="Sở Y tế")
    tasks = [
        task(1, "1/4", "20/5", "10/5", agency="Sở Y tế", recorded_on=dt.date(2021, 5, 16)),
        task(2, "1/4", "20/5", "10/5", agency="Sở Tài chính"),
        task(3, "1/4", "20/5", "10/5", agency="Sở Y tế"),
        task(4, "1/4", "20/6", agency=""),
    ]
    profile = attrs.evolve(PROFILE, agencies=(health, finance))
    text = said(tasks, profile, findings=[Finding(agency="Sở Nội vụ", document="1/BC")], checks=CHECKS)
    assert text[4:] == [
        "2. Tình hình theo dõi, quản lý, cập nhật kết quả hoàn thành nhiệm vụ trên hệ thống quản lý nhiệm vụ",
        "Trong tháng còn Sở Nội vụ chưa thực hiện đúng quy trình (01 văn bản).",
        (
            "Qua kiểm tra dữ liệu, trong tháng có 03 nhiệm vụ đã hoàn thành nhưng chưa có văn bản báo cáo kết quả: "
            "Sở Y tế (02 nhiệm vụ); Sở Tài chính (01 nhiệm vụ)."
        ),
        (
            "Qua kiểm tra dữ liệu, trong tháng có 01 nhiệm vụ được cập nhật kết quả hơn 5 ngày sau ngày hoàn thành: "
            "Sở Y tế (01 nhiệm vụ)."
        ),
        (
            "Qua kiểm tra dữ liệu, đến hết ngày 31/5/2021 có 01 nhiệm vụ chưa hoàn thành mà hơn 30 ngày "
            "không được cập nhật: (chưa ghi đơn vị) (01 nhiệm vụ)./."
        ),
    ]


def test_a_process_check_without_results_is_reported_even_without_findings() -> None:
    text = said([task(1, "3/5", "20/5", "19/5", result_document="7/BC")], checks=Checks(no_result_document=True))
    assert text[-1] == (
        "Qua kiểm tra dữ liệu, trong tháng không có nhiệm vụ đã hoàn thành nhưng chưa có văn bản báo cáo kết quả./."
    )
    assert text[-2].startswith("2. ")


def carried_over(number: int, completed: str | None = None, **more: Any) -> Task:
    """A task of December 2020, due on 20/5 of the year after."""
    made = task(number, "1/1", "20/5", completed)
    return attrs.evolve(made, **{"assigned_on": dt.date(2020, 12, 31), **more})


def test_what_was_carried_over_has_a_paragraph_after_that_of_the_year() -> None:
    june = dt.date(2021, 6, 9)
    text = said([task(1, "3/5", "20/5", "19/5"), carried_over(2), carried_over(3, "4/5"), carried_over(4, due_on=june)])
    assert text[3].startswith("Lũy kế từ ngày 01/01/2021")
    assert text[4] == (
        "Nhiệm vụ giao trước ngày 01/01/2021 chuyển sang có 03 nhiệm vụ: đã hoàn thành 01 nhiệm vụ; "
        "còn 02 nhiệm vụ chưa hoàn thành, trong đó 01 nhiệm vụ còn thời hạn, 01 nhiệm vụ quá thời hạn "
        "(nhiệm vụ chuyển sang đã quá hạn tại Phụ lục kèm theo)./."
    )


@pytest.mark.parametrize(
    ("completed", "rest"),
    [
        ("4/5", "đã hoàn thành./."),
        (
            None,
            ("chưa hoàn thành, đã quá thời hạn (nhiệm vụ chuyển sang đã quá hạn tại Phụ lục kèm theo)./."),
        ),
    ],
)
def test_all_or_none_of_what_was_carried_over_is_completed(completed: str | None, rest: str) -> None:
    text = said([carried_over(1, completed)])
    assert text[4] == f"Nhiệm vụ giao trước ngày 01/01/2021 chuyển sang có 01 nhiệm vụ: {rest}"


def test_undated_and_withdrawn_tasks_that_were_carried_over() -> None:
    undated = carried_over(1, due_on=None)
    withdrawn = carried_over(2, withdrawn_on=dt.date(2021, 3, 1))
    apart = said([undated, withdrawn, carried_over(3)], rules=Rules(undated=UndatedPolicy.APART))
    assert "có 02 nhiệm vụ, trong đó 01 nhiệm vụ không có thời hạn (chưa hoàn thành) và 01 nhiệm vụ" in apart[4]
    beside = "Số liệu nhiệm vụ giao trước ngày 01/01/2021 chuyển sang không tính"
    assert apart[5] == f"{beside} 01 nhiệm vụ đã rút./."
    left_out = said([undated, withdrawn], rules=Rules(undated=UndatedPolicy.LEFT_OUT))
    assert left_out[4] == f"{beside} 01 nhiệm vụ đã rút và 01 nhiệm vụ không có thời hạn./."


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        (Rules(grace_days=3), "quá thời hạn không quá 03 ngày chưa tính là quá hạn"),
        (Rules(day_running=True), "nhiệm vụ có thời hạn vào ngày chốt số liệu chưa tính là quá hạn"),
        (Rules(extensions=ExtensionPolicy.IN_TIME), "chỉ tính gia hạn được chấp thuận khi chưa hết thời hạn"),
        (Rules(extensions=ExtensionPolicy.IGNORED), "không tính gia hạn"),
        (Rules(undated=UndatedPolicy.LEFT_OUT), "không tính nhiệm vụ không có thời hạn"),
        (
            Rules(grace_days=12, extensions=ExtensionPolicy.IGNORED),
            "quá thời hạn không quá 12 ngày chưa tính là quá hạn; không tính gia hạn",
        ),
    ],
)
def test_rules_that_are_not_the_usual_ones_are_named(rules: Rules, named: str) -> None:
    assert said(APRIL, rules=rules)[-1] == f"Số liệu được tính theo quy ước: {named}./."


@pytest.mark.parametrize("rules", [Rules(), Rules(undated=UndatedPolicy.APART)])
def test_the_usual_rules_and_those_told_beside_the_counts_are_not_named(rules: Rules) -> None:
    assert "quy ước" not in " ".join(said(APRIL, rules=rules))


# -- none, one, some, all ---------------------------------------------------------------------------


def due_in_may(on_time: int = 0, late: int = 0, pending: int = 0, overdue: int = 0, **how: Any) -> str:
    """How so many tasks of each state are said to stand at the close of 20 May."""
    kinds = [("19/5", "18/5")] * on_time + [("17/5", "18/5")] * late + [("25/5", None)] * pending
    tasks = [task(n, "3/5", *dates) for n, dates in enumerate([*kinds, *[("17/5", None)] * overdue])]
    return said([*tasks, *how.pop("april", ())], as_of=how.pop("as_of", dt.date(2021, 5, 20)), **how)[2].split(". ")[1]


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ({"on_time": 18}, "cả 18 nhiệm vụ đều hoàn thành đúng hạn (đạt 100%)"),
        ({"on_time": 1}, "đã hoàn thành đúng hạn (đạt 100%)"),
        ({"late": 2}, "cả 02 nhiệm vụ đều hoàn thành quá hạn"),
        ({"late": 1}, "đã hoàn thành quá hạn"),
        ({"overdue": 3}, "cả 03 nhiệm vụ đều chưa hoàn thành"),
        ({"pending": 3}, "cả 03 nhiệm vụ đều chưa hoàn thành, đều còn trong thời hạn"),
        ({"pending": 1}, "chưa hoàn thành, còn trong thời hạn"),
        (
            {"pending": 2, "overdue": 1},
            "cả 03 nhiệm vụ đều chưa hoàn thành, trong đó 02 nhiệm vụ còn thời hạn, 01 nhiệm vụ quá thời hạn",
        ),
        (
            {"on_time": 1, "pending": 1},
            (
                "trong đó 01 nhiệm vụ hoàn thành đúng hạn (đạt 50%) và không có nhiệm vụ hoàn thành quá hạn, "
                "còn 01 nhiệm vụ chưa hoàn thành, chiếm 50%, còn trong thời hạn"
            ),
        ),
    ],
)
def test_tasks_due_that_all_stand_alike_are_told_together(counts: dict[str, int], printed: str) -> None:
    told = due_in_may(**counts).removesuffix(".")
    assert told == f"Có {sum(counts.values()):02d} nhiệm vụ giao có thời hạn hoàn thành trong tháng 5, {printed}"


def test_where_all_stand_alike_a_change_of_the_others_is_still_told() -> None:
    april = [task(90, "1/4", "20/4", "25/4"), task(91, "1/4", "20/4")]
    assert due_in_may(on_time=2, april=april, as_of=MAY.last).endswith(
        "tháng 5, cả 02 nhiệm vụ đều hoàn thành đúng hạn (đạt 100%), không có nhiệm vụ hoàn thành quá hạn "
        "(giảm 01 nhiệm vụ so với tháng trước), "
        "không có nhiệm vụ chưa hoàn thành (giảm 01 nhiệm vụ so với tháng trước)."
    )
    assert due_in_may(late=2, april=april, as_of=MAY.last).startswith(
        "Có 02 nhiệm vụ giao có thời hạn hoàn thành trong tháng 5, cả 02 nhiệm vụ đều hoàn thành quá hạn "
        "(tăng 01 nhiệm vụ so với tháng trước), không có nhiệm vụ chưa hoàn thành (giảm 01 "
    )


def year(on_time: int = 0, late: int = 0, pending: int = 0, overdue: int = 0) -> str:
    dates = [("20/2", "19/2")] * on_time + [("20/2", "21/2")] * late + [("20/6", None)] * pending
    text = said([task(n, "3/2", *of) for n, of in enumerate([*dates, *[("20/2", None)] * overdue])])[3]
    return text.partition(" nhiệm vụ: ")[2].partition(" (nhiệm vụ chưa")[0].removesuffix("./.")


@pytest.mark.parametrize(
    ("counts", "printed"),
    [
        ({"on_time": 18}, "cả 18 nhiệm vụ đều hoàn thành đúng hạn (đạt 100%)"),
        ({"late": 1}, "đã hoàn thành quá hạn"),
        (
            {"on_time": 3, "late": 1},
            (
                "cả 04 nhiệm vụ đều đã hoàn thành (đạt 100%), bao gồm 03 nhiệm vụ đúng hạn (chiếm 75%), "
                "01 nhiệm vụ quá hạn (chiếm 25%)"
            ),
        ),
        ({"pending": 5}, "chưa có nhiệm vụ nào hoàn thành; cả 05 nhiệm vụ đều còn trong thời hạn"),
        ({"overdue": 1}, "chưa hoàn thành, đã quá thời hạn"),
        (
            {"pending": 2, "overdue": 1},
            "chưa có nhiệm vụ nào hoàn thành, trong đó 02 nhiệm vụ còn thời hạn, 01 nhiệm vụ quá thời hạn",
        ),
        (
            {"late": 2, "overdue": 2},
            (
                "đã hoàn thành 02 nhiệm vụ (đạt 50%), đều quá hạn; "
                "còn 02 nhiệm vụ chưa hoàn thành (chiếm 50%), đều đã quá thời hạn"
            ),
        ),
    ],
)
def test_tasks_of_the_year_that_all_stand_alike_are_told_together(counts: dict[str, int], printed: str) -> None:
    assert year(**counts) == printed


@pytest.mark.parametrize(
    ("completed", "printed"),
    [
        ((None,), "01 nhiệm vụ, không có thời hạn (chưa hoàn thành)."),
        ((None, None), "02 nhiệm vụ, đều không có thời hạn (đều chưa hoàn thành)."),
        (("19/5", None), "02 nhiệm vụ, đều không có thời hạn (01 đã hoàn thành, 01 chưa hoàn thành)."),
    ],
)
def test_where_all_are_undated_and_counted_apart_nothing_is_said_of_dated_ones(
    completed: tuple[str | None, ...], printed: str
) -> None:
    tasks = [task(n, "3/5", None, done) for n, done in enumerate(completed)]
    text = said(tasks, rules=Rules(undated=UndatedPolicy.APART))
    assert text[3] == f"Lũy kế từ ngày 01/01/2021 đến hết ngày 31/5/2021, UBND tỉnh đã giao các sở {printed[:-1]}./."


# -- beside the figures ------------------------------------------------------------------------------


def test_a_process_check_says_which_of_its_tasks_the_year_so_far_does_not_hold() -> None:
    tasks = [carried_over(1), carried_over(2), task(3, "1/2", "20/2"), task(4, "1/2", None)]
    told = said(tasks, checks=Checks(silent_days=30), rules=Rules(undated=UndatedPolicy.LEFT_OUT))[-1]
    assert told.startswith(
        "Qua kiểm tra dữ liệu, đến hết ngày 31/5/2021 có 04 nhiệm vụ chưa hoàn thành mà hơn 30 ngày "
        "không được cập nhật, trong đó 02 nhiệm vụ giao trước ngày 01/01/2021 và 01 nhiệm vụ không có thời hạn, "
        "không tính trong số liệu trên: (chưa ghi đơn vị) (04 nhiệm vụ)"
    )
    assert ", đều là nhiệm vụ giao trước ngày 01/01/2021: " in said(tasks[:2], checks=Checks(silent_days=30))[-1]
    assert "trước ngày" not in said(tasks[2:], checks=Checks(silent_days=30))[-1]


def test_the_request_names_the_only_agency_with_findings() -> None:
    profile = attrs.evolve(PROFILE, wording=attrs.evolve(WORDING, findings_request="Đề nghị {agencies} khắc phục."))
    one, two = ([Finding(agency=name) for name in names] for names in (("Sở Y tế", "Sở Y tế"), ("A", "B")))
    assert said(APRIL, profile, findings=one)[-1] == "Đề nghị Sở Y tế khắc phục./."
    assert said(APRIL, profile, findings=two)[-1] == "Đề nghị các cơ quan, đơn vị trên khắc phục./."


def test_every_appendix_is_named_in_the_text() -> None:
    lists = ("due.late", "due.overdue", "cumulative.overdue")
    report = compose([task(1, "3/5", "10/5", "12/5"), task(2, "3/5", "25/5")], period=MAY, lists=lists)
    document = narrate(report, attrs.evolve(PROFILE, agency_table=True))
    text = " ".join(text_of(document))
    assert [label for label in ("I", "II", "III", "IV") if f"tại Phụ lục {label} kèm theo" in text] == [
        appendix.label.removeprefix("Phụ lục ") for appendix in document.appendices
    ]
    assert text.endswith("Kết quả thực hiện nhiệm vụ của các cơ quan, đơn vị tháng 5/2021 tại Phụ lục IV kèm theo./.")


def test_an_appendix_refers_to_the_report_of_the_office() -> None:
    office = attrs.evolve(PROFILE.office, in_text="Văn phòng UBND tỉnh X")
    document = narrated([task(2, "3/5", "25/5")], attrs.evolve(PROFILE, office=office))
    assert document.appendices[0].reference == (
        "(Kèm theo Báo cáo số     /BC-VP ngày     tháng 6 năm 2021 của Văn phòng UBND tỉnh X)"
    )


def test_the_usual_subject_and_opening_name_the_period_the_cut_off_and_the_office() -> None:
    document = narrate(compose(APRIL, period=MAY), Profile())
    assert document.subject == "Kết quả, tiến độ thực hiện nhiệm vụ tháng 5/2021,\nsố liệu tính đến hết ngày 31/5/2021"
    assert text_of(document)[0] == ("Văn phòng UBND tỉnh báo cáo kết quả thực hiện nhiệm vụ tháng 5/2021 như sau:")


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("Kết quả {period}:", "Kết quả trong thời gian từ ngày 03/5/2021 đến hết ngày 20/5/2021:"),
        ("Kết quả trong {period}:", "Kết quả trong thời gian từ ngày 03/5/2021 đến hết ngày 20/5/2021:"),
        ("Trong {period}:", "Trong thời gian từ ngày 03/5/2021 đến hết ngày 20/5/2021:"),
    ],
)
def test_a_period_of_days_is_named_with_one_preposition(template: str, printed: str) -> None:
    profile = attrs.evolve(PROFILE, wording=attrs.evolve(WORDING, opening=template))
    report = compose(APRIL, period=Period.days(dt.date(2021, 5, 3), dt.date(2021, 5, 20)))
    assert text_of(narrate(report, profile))[0] == printed
