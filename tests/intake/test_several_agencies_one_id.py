"""A task given to several agencies, a row for each, all with its id: one line of the profile makes them tasks."""

from collections.abc import Callable
from pathlib import Path

import pytest

import taskstats as ts
from taskstats_adapters import compose_report, read_tasks, render_report, stream_tasks
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import make_profile

Listed = Callable[..., Intake]
BY_AGENCY = {"key": "id-and-agency"}
ROWS = (
    (1, "NV1", "Báo cáo rà soát", "Sở Tài chính", "3/5/2021", "20/5/2021", "19/5/2021"),
    (2, "NV1", "Báo cáo rà soát", "Sở Y tế", "3/5/2021", "20/5/2021", "25/5/2021"),
    (3, "NV1", "Báo cáo rà soát", "Sở Nội vụ", "3/5/2021", "20/5/2021", ""),
    (4, "NV2", "Đề án", "Sở Y tế", "3/5/2021", "21/5/2021", "20/5/2021"),
)
HOLD = (ROWS[0], ROWS[3], *((5, *row[1:]) for row in ROWS[1:3]))
"""The rows of the second task stand between those of the first."""
PERSONS = tuple((n, "7", "Góp ý dự thảo", f"UBND xã {n}", "3/5/2021", "20/5/2021", "") for n in range(9))
"""Every commune, with a numeric id, none done."""


@pytest.mark.parametrize("rows", [ROWS, HOLD, PERSONS], ids=["together", "apart", "every commune"])
def test_the_message_proposes_the_line_and_the_line_works(listed: Listed, rows: tuple[tuple[object, ...], ...]) -> None:
    refused = listed(*rows)
    assert {problem.code for problem in refused.problems} == {"E-DUPLICATE"}
    assert all('hãy ghi [intake] key = "id-and-agency" vào hồ sơ' in problem.message for problem in refused.problems)
    intake = listed(*rows, intake=BY_AGENCY)
    assert intake.problems == ()
    assert len({task.id for task in intake.tasks}) == len(rows)


def test_the_message_in_full(listed: Listed, told: Callable[[Intake], list[str]]) -> None:
    assert told(listed(*ROWS[:2])) == [
        (
            'Nhiệm vụ!3: mã "NV1" đã có ở Nhiệm vụ!2 với đơn vị khác; nếu là một nhiệm vụ giao cho nhiều đơn vị, mỗi '
            'đơn vị một dòng, hãy ghi [intake] key = "id-and-agency" vào hồ sơ; nếu không, hãy sửa mã (các dòng này '
            "chưa được tính)  [E-DUPLICATE]"
        )
    ]


def test_each_row_counts_for_its_agency(listed: Listed) -> None:
    intake = listed(*ROWS, intake=BY_AGENCY)
    report = compose_report(intake, period="2021-05")
    due = report.due
    assert (due.total, due.on_time, due.late, due.pending, due.overdue) == (4, 2, 1, 0, 1)
    assert [task.id for task in intake.tasks] == [
        "NV1 (Sở Tài chính)",
        "NV1 (Sở Y tế)",
        "NV1 (Sở Nội vụ)",
        "NV2 (Sở Y tế)",
    ]
    assert ts.audit(report) == ()
    assert b'"id": "NV1 (S\xe1\xbb\x9f N\xe1\xbb\x99i v\xe1\xbb\xa5)"' in render_report(report, format="json")


@pytest.mark.parametrize(
    "other",
    [
        (2, "NV1", "Việc khác", "Sở Y tế", "3/5/2021", "20/5/2021", ""),
        (2, "NV1", "Báo cáo rà soát", "Sở Tài chính", "3/5/2021", "20/5/2021", ""),
    ],
    ids=["another title", "one agency"],
)
def test_other_repeated_ids_are_mended_in_the_list(listed: Listed, other: tuple[object, ...]) -> None:
    (problem,) = listed(ROWS[0], other).problems
    assert "hãy sửa mã hoặc xóa một dòng" in problem.message


def test_of_one_agency_repeated_ids_stay_a_problem(listed: Listed) -> None:
    intake = listed(*ROWS, (5, *ROWS[1][1:6], ""), ROWS[0], intake=BY_AGENCY)
    assert [(problem.code, problem.place) for problem in intake.problems] == [("E-DUPLICATE", "Nhiệm vụ!6")]
    assert (intake.receipt.accepted, intake.receipt.rejected) == (3, 2)


def test_rows_without_an_id_or_an_agency_keep_theirs(listed: Listed) -> None:
    intake = listed((1, "", *ROWS[0][2:]), (2, "NV9", "Đề án", "", *ROWS[0][4:]), intake=BY_AGENCY)
    assert [task.id for task in intake.tasks] == ["Nhiệm vụ!2", "NV9"]


def test_a_stream_reads_them_too(tmp_path: Path) -> None:
    header = "STT;Mã nhiệm vụ;Nội dung nhiệm vụ;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành"
    (tmp_path / "a.csv").write_text("\n".join([header, *(";".join(map(str, row)) for row in ROWS)]), "utf-8")
    profile = make_profile({"intake": BY_AGENCY})
    stream = stream_tasks(tmp_path / "a.csv", profile=profile)
    assert list(stream) == list(read_tasks(tmp_path / "a.csv", profile=profile).tasks)
    assert stream.intake.problems == ()
    refused = stream_tasks(tmp_path / "a.csv")
    assert len(list(refused)) == 2
    assert "id-and-agency" in refused.intake.problems[0].message
