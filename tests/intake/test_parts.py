"""A task and its parts that are both tasks: told once, and one line of the profile says what counts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from taskstats_adapters import stream_tasks
from taskstats_adapters.intake.problems import Reason
from taskstats_adapters.intake.reading import Intake, ignored_by_reason
from taskstats_adapters.office.loading import make_profile

Take = Callable[..., Intake]
HEADER = ("STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def rows(*labels: Any, ids: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Tasks by their numbers and ids; None is the title of a section."""
    return [HEADER] + [
        (label, (*ids, *[""] * len(labels))[n], f"Việc {n}", "Sở Y tế", "3/5/2021", "20/5/2021", "")
        if label is not None
        else ("", "", "Nhóm khác")
        for n, label in enumerate(labels)
    ]


def titles(intake: Intake) -> list[str]:
    return [task.title.removeprefix("Việc ") for task in intake.tasks]


LAYOUTS: dict[str, tuple[list[tuple[Any, ...]], str, str]] = {
    "texts": (rows("1", "1.1", "1.2", "2"), "123", "03"),
    "numbers": (rows(1, 1.1, 1.2, 2, 3.0, 3.1), "1235", "034"),
    "zeros before": (rows("01", "01.1", "01.2", "02"), "123", "03"),
    "a whole float": (rows(1.0, "1.1", "1.2", 2.0), "123", "03"),
    "commas and dots": (rows("1.", "1,1.", "1,2.", "2."), "123", "03"),
    "three levels": (rows("1", "1.1", "1.1.1", "1.1.2", "1.2", "2"), "2345", "05"),
    "letters": (rows(1, "a)", "b)", 2, "a)"), "124", "03"),
    "dashes": (rows(1, "-", "-", 2), "123", "03"),
    "letters and dashes": (rows(1, "a", "-", "b", 2), "234", "04"),
    "Roman above": (rows("I", 1, 2, "II", 1), "124", "03"),
    "capitals above": (rows("A", "I", 1, "B", 1), "24", "03"),
    "ids": (rows(1, 2, 3, 4, ids=("NV1", "NV1.1", "NV1.2", "NV10")), "123", "03"),
    "ids with dashes": (rows("", "", "", "", ids=("KH-7", "KH-7-a", "KH-7-a-1", "KH-8")), "23", "03"),
}


@pytest.mark.parametrize(("written", "leaves", "parents"), LAYOUTS.values(), ids=LAYOUTS)
def test_told_once_and_either_line_of_the_profile_settles_it(
    take: Take, written: list[tuple[Any, ...]], leaves: str, parents: str
) -> None:
    intake = take(written)
    (problem,) = intake.problems
    assert problem.code == "W-PARTS"
    assert len(intake.tasks) == len(written) - 1
    for setting, left, reason in (("leaves", leaves, Reason.WHOLE), ("parents", parents, Reason.PART)):
        assert f'"{setting}"' in problem.message
        settled = take(written, intake={"parts": setting})
        assert ("".join(titles(settled)), settled.problems) == (left, ())
        assert ignored_by_reason(settled)[reason] == len(intake.tasks) - len(left)
        assert settled.receipt.rows == settled.receipt.accepted + settled.receipt.ignored
    both = take(written, intake={"parts": "counted"})
    assert (len(both.tasks), both.problems) == (len(intake.tasks), ())


def test_the_message_has_the_number_and_the_first_place(take: Take) -> None:
    (problem,) = take(rows("1", "2", "2.1", "2.2", "2.3")).problems
    assert str(problem) == (
        "Nhiệm vụ!4: từ dòng này có 3 nhiệm vụ là phần của nhiệm vụ khác (dòng này thuộc Nhiệm vụ!3), đang tính "
        'cả hai; hãy ghi vào hồ sơ [intake] parts = "leaves" (chỉ tính các phần), "parents" (chỉ tính nhiệm vụ lớn) '
        'hoặc "counted" (tính cả hai)  [W-PARTS]'
    )


@pytest.mark.parametrize(
    "written",
    [
        rows(1, 2, 3),
        rows("1", "2", "10", "11"),
        rows("I", "II", "III"),
        rows("a", "b", "c"),
        rows("-", "-", "-"),
        rows("", "", ""),
        rows("1.1", "1.2", "2.1", "2.2"),
        rows(1, None, "a", "b"),
        rows(1, "", "a"),
        rows("1", "2.1", "2.2"),
        rows("A", "B", "C", "D"),
        rows(1, 2, 3, ids=("NV1", "NV10", "NV100")),
        rows(1, 2, 3, ids=("NV-2021", "NV-2021-0001", "NV-2021-0002")),
        rows(1, 2, 3, ids=("12/UBND", "12/UBND-TH2021", "KH")),
    ],
)
def test_ordinary_numbers_say_nothing(take: Take, written: list[tuple[Any, ...]]) -> None:
    assert take(written).problems == ()
    assert len(take(written, intake={"parts": "leaves"}).tasks) == len(take(written).tasks)


def test_parts_of_a_heading_are_tasks_like_others(take: Take) -> None:
    written = [HEADER, ("1", "", "Đề án chuyển đổi số"), *rows("1.1", "1.2", "2")[1:]]
    intake = take(written)
    assert "W-PARTS" not in {problem.code for problem in intake.problems}


def test_the_parts_of_a_rejected_task_are_not_those_of_the_one_before(take: Take) -> None:
    written = rows(1, 2, "a", "b")
    written[2] = (*written[2][:4], "31/02/2021", *written[2][5:])
    assert [problem.code for problem in take(written).problems] == ["E-DATE"]


def test_the_reason_stands_in_the_receipt_with_the_place(take: Take) -> None:
    intake = take(rows("1", "1.1", "1.2", "2"), intake={"parts": "leaves"})
    assert [(each.place, each.reason.value) for each in intake.ignored[1:]] == [
        ("Nhiệm vụ!2", "nhiệm vụ tính theo các phần")
    ]


@pytest.mark.parametrize(
    ("setting", "left"), [("leaves", ["Việc 1", "Việc 2", "Việc 3"]), ("parents", ["Việc 0", "Việc 3"])]
)
def test_a_stream_counts_the_same(tmp_path: Path, setting: str, left: list[str]) -> None:
    lines = [";".join(map(str, row)) for row in rows("1", "1.1", "1.2", "2")]
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    stream = stream_tasks(tmp_path / "a.csv", profile=make_profile({"intake": {"parts": setting}}))
    assert [task.title for task in stream] == left
    assert stream.intake.problems == ()
    told = stream_tasks(tmp_path / "a.csv")
    assert len(list(told)) == 4
    assert [problem.code for problem in told.intake.problems] == ["W-PARTS"]


def test_a_long_row_of_digits_is_no_trouble(take: Take) -> None:
    assert take(rows("1" * 5000, "1.1", "2")).problems == ()


def test_ids_that_only_go_on_with_dashes_are_no_parts_and_take_no_time(take: Take) -> None:
    ids = ("NV", "NV_1", "NV_1_2", "KH", "KH" + "_" * 60 + "!")
    assert [task.id for task in take(rows(*range(5), ids=ids), intake={"parts": "parents"}).tasks] == ["NV", *ids[3:]]
