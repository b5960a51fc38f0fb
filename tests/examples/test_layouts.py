"""The three usual layouts of examples/layouts give one report, worked out by hand."""

from pathlib import Path

import pytest

import taskstats as ts
import taskstats_adapters as adapters

LAYOUTS = Path(__file__).parents[2] / "examples" / "layouts"
MAY = ts.Period.month(2021, 5)


def _figures(tally: ts.Tally) -> tuple[int, int, int, int]:
    return tally.on_time, tally.late, tally.pending, tally.overdue


@pytest.mark.parametrize(
    ("name", "profile"), [("theo-don-vi", None), ("danh-dau", None), ("theo-van-ban", LAYOUTS / "theo-van-ban.toml")]
)
def test_each_layout_gives_the_counts_worked_out_by_hand(name: str, profile: Path | None) -> None:
    intake = adapters.read_tasks(LAYOUTS / f"{name}.xlsx", profile=profile)

    assert intake.problems == ()
    report = ts.compose(intake.tasks, period=MAY)
    assert report.assigned.total == 6
    assert _figures(report.due) == (3, 1, 0, 2)
    assert _figures(report.cumulative) == (3, 1, 2, 2)
    assert {agency: figures["cumulative"].total for agency, figures in report.now.agencies.items()} == {
        "Sở Tài chính": 3,
        "Sở Y tế": 2,
        "UBND huyện Lộc Bình": 3,
    }
