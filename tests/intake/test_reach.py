"""A list that hardly reaches back before the period is told, with a cure that works."""

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest

import taskstats_adapters as adapters
from taskstats import ProgressReport
from taskstats_adapters.intake.reach import missing_before
from taskstats_adapters.office.profile import Profile, Reading
from tests.conftest import HEADER

NEW_YEAR = dt.date(2021, 1, 1)


def report_of(folder: Path, *assigned: str, complete_from: dt.date | None = None, **how: Any) -> ProgressReport:
    """A report for May of a list with one task assigned on each of these days."""
    rows = (f"NV{n};Báo cáo;Sở Y tế;{day};30/5/2021;\n" for n, day in enumerate(assigned))
    (folder / "thang-5.csv").write_text(HEADER + "".join(rows), "utf-8")
    profile = attrs.evolve(Profile(), intake=Reading(complete_from=complete_from))
    intake = adapters.read_tasks(folder / "thang-5.csv", profile=profile)
    asked: dict[str, Any] = {"period": "2021-05", "profile": profile, **how}
    return adapters.compose_report(intake, **asked)


def told(report: ProgressReport, complete_from: dt.date | None = None) -> list[str]:
    return [str(problem) for problem in missing_before(report, complete_from)]


MAY = [f"{day}/5/2021" for day in range(1, 21)]
EXPORT_OF_MAY = ["10/4/2021", *MAY]


@pytest.mark.parametrize("assigned", [EXPORT_OF_MAY, MAY, ["10/1/2021", "20/2/2021", *MAY]])
def test_an_export_of_one_month_is_told_and_not_compared(tmp_path: Path, assigned: list[str]) -> None:
    report = report_of(tmp_path, *assigned)
    assert report.previous is None
    (warning,) = told(report)
    assert warning == (
        "thang-5.csv: danh sách hầu như không có nhiệm vụ giao trước kỳ này: không so với kỳ trước; số liệu lũy kế từ "
        "ngày 1/1/2021 có thể thiếu; nếu danh sách đủ từ ngày đó, hãy ghi complete_from = 2021-01-01 ở mục [intake] "
        "của hồ sơ; nếu không, hãy đọc thêm danh sách cũ  [W-REACH]"
    )


@pytest.mark.parametrize("assigned", [EXPORT_OF_MAY, MAY])
def test_the_line_that_is_proposed_settles_it(tmp_path: Path, assigned: list[str]) -> None:
    report = report_of(tmp_path, *assigned, complete_from=NEW_YEAR)
    change = report.change("assigned.total")
    assert change is not None
    assert change.difference == 20 - (len(assigned) - 20)
    assert told(report, NEW_YEAR) == []


def test_a_list_that_is_complete_since_later_lacks_tasks_of_the_year(tmp_path: Path) -> None:
    april = dt.date(2021, 4, 1)
    (warning,) = told(report_of(tmp_path, *EXPORT_OF_MAY, complete_from=april), april)
    assert "đủ từ ngày 1/4/2021, nên số liệu lũy kế từ ngày 1/1/2021 còn thiếu" in warning
    assert "hãy đọc thêm danh sách cũ, hoặc dùng --since 2021-04-01" in warning
    assert told(report_of(tmp_path, *EXPORT_OF_MAY, complete_from=april, since=april), april) == []


@pytest.mark.parametrize(
    ("assigned", "how"),
    [
        pytest.param(["10/4/2021", "20/4/2021", *MAY], {}, id="a-tenth-in-april"),
        pytest.param(MAY[:9], {}, id="a-short-list"),
        pytest.param(["5/1/2021"] * 20, {"period": "2021-01"}, id="january"),
        pytest.param(MAY, {"since": dt.date(2021, 5, 1)}, id="counted-since-the-period"),
    ],
)
def test_other_lists_are_not(tmp_path: Path, assigned: list[str], how: dict[str, Any]) -> None:
    assert told(report_of(tmp_path, *assigned, **how)) == []


def test_the_bands_of_the_profile_are_those_of_the_figures(tmp_path: Path) -> None:
    profile = attrs.evolve(Profile(), ageing_bands=(5, 10))
    report = report_of(tmp_path, "3/5/2021", profile=profile, as_of=dt.date(2021, 6, 6))
    assert report.now.total.ageing == {"6-10": 1}
    assert [name for name in report.now.cohorts if name.startswith("ageing.")] == [
        "ageing.1-5", "ageing.6-10", "ageing.over-10",
    ]  # fmt: skip


def test_with_last_month_as_published_only_the_year_is_in_doubt(tmp_path: Path) -> None:
    april = report_of(tmp_path, "10/4/2021", complete_from=NEW_YEAR, period="2021-04").now
    (warning,) = told(report_of(tmp_path, *MAY, baseline=april))
    assert "không so với kỳ trước" not in warning
    assert "số liệu lũy kế từ ngày 1/1/2021 có thể thiếu" in warning


def test_what_is_left_over_of_last_year_is_not_that_year(tmp_path: Path) -> None:
    """A list of one year brings along the open tasks of the year before; none of them was completed by its end."""
    left = ["3/11/2020", "4/12/2020"]
    assert report_of(tmp_path, *left, *MAY[:8], period="2021").previous is None
    assert report_of(tmp_path, *left, *["5/1/2021"] * 8, period="2021-01").previous is not None
    known = dt.date(2020, 1, 1)
    assert report_of(tmp_path, *left, *MAY[:8], period="2021", complete_from=known).previous is not None


def test_a_year_of_which_tasks_were_completed_is_compared_with(tmp_path: Path) -> None:
    days = [("3/11/2020", "20/12/2020"), ("4/12/2020", ""), *((day, "") for day in MAY[:8])]
    rows = (f"NV{n};Báo cáo;Sở Y tế;{day};30/5/2021;{done}\n" for n, (day, done) in enumerate(days))
    (tmp_path / "nam.csv").write_text(HEADER + "".join(rows), "utf-8")
    report = adapters.compose_report(adapters.read_tasks(tmp_path / "nam.csv"), period="2021")
    change = report.change("assigned.total")
    assert change is not None
    assert (change.now, change.before) == (8, 2)
