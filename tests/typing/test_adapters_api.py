"""The three verbs and the adapter contract as their user's type checker sees them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import assert_type

import taskstats as ts
import taskstats_adapters as adapters


def test_the_three_verbs(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Nội dung,Đơn vị chủ trì,Ngày giao,Hạn xử lý,Ngày HT\nBáo cáo,Sở Tài chính,03/05/2021,20/05/2021,\n", "utf-8"
    )
    intake = adapters.read_tasks(path, profile=adapters.Profile())
    assert_type(intake, adapters.Intake)
    assert_type(intake.tasks, Sequence[ts.Task])
    assert_type(intake.problems, tuple[adapters.Problem, ...])
    assert_type(intake.receipt, ts.Receipt)
    report = adapters.compose_report(intake, period="2021-05")
    assert_type(report, ts.ProgressReport)
    adapters.write_report(report, tmp_path / "report.md")
    assert_type(adapters.render_report(report, format="markdown"), bytes)
    assert "Sở Tài chính" in (tmp_path / "report.md").read_text("utf-8")


def read_lines(origin: str, options: object) -> Iterator[adapters.Sheet]:
    yield adapters.Sheet("lines", [[line] for line in Path(origin).read_text("utf-8").splitlines()])


@adapters.hookimpl
def taskstats_sources() -> Iterable[adapters.Source]:
    return [adapters.Source(name="lines", summary="one cell a line", read=read_lines, suffixes=(".lines",))]


def test_a_source_is_a_record_holding_a_function(tmp_path: Path) -> None:
    (source,) = taskstats_sources()
    assert_type(source, adapters.Source)
    path = tmp_path / "x.lines"
    path.write_text("a\nb", "utf-8")
    (sheet,) = source.read(str(path), {})
    assert_type(sheet, adapters.Sheet)
    assert list(sheet.rows) == [["a"], ["b"]]
