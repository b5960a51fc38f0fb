"""`taskstats report`: the progress report of a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from taskstats_adapters import api
from taskstats_adapters.command.console import DATA, OTHER_NAMES, show_text, tell
from taskstats_adapters.command.options import check_overwrites_nothing, lists, question, which_report
from taskstats_adapters.intake.doubts.stated_day import stale
from taskstats_adapters.intake.reach import missing_before
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import profile_files
from taskstats_adapters.opening.overwriting import lies_among
from taskstats_adapters.output.atomic import has_other_names, write_together
from taskstats_adapters.plugins.discovery import registry


@click.command()
@lists
@which_report
@click.option("--findings", multiple=True, metavar="TỆP", help="Danh sách văn bản chưa thực hiện đúng quy trình.")
@click.option(
    "--skip-rejected", is_flag=True, help="Vẫn lập báo cáo khi có dòng sai; báo cáo ghi rõ số dòng chưa tính."
)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="TỆP",
    help="Tệp ghi ra (.docx, .md, .json); dùng nhiều lần được.",
)
def report(
    sources: Sequence[str],
    profile: str | None,
    sheet: str | None,
    source_format: str | None,
    findings: Sequence[str],
    skip_rejected: bool,
    outputs: Sequence[str],
    **which: Any,
) -> None:
    """Lập báo cáo của một kỳ; không có -o thì in văn bản ra màn hình."""
    settings = api.as_profile(profile)
    asked = question(settings, **which)
    settings_files = map(str, profile_files(profile)) if profile else ()
    others = tuple(filter(None, (which["baseline"], *settings_files)))
    for output in outputs:
        registry().renderer_for(output)  # report an unknown format before reading the list
        check_overwrites_nothing("--output", output, sources, source_format, others)
        check_overwrites_nothing("--output", output, findings)
        if lies_among(output, (*sources, *findings), registry()):
            message = "nằm giữa các danh sách, lần sau sẽ bị đọc như một danh sách; hãy ghi vào thư mục khác"
            raise click.BadParameter(f'"{output}" {message}', param_hint="--output")
    intake = api.read_tasks(*sources, profile=settings, format=source_format, sheet=sheet)
    tell(*intake.problems)
    if intake.errors and not (skip_rejected and intake.tasks):
        tell(_refusal(intake, skip_rejected))
        raise SystemExit(DATA)
    if findings:
        found = api.read_findings(*findings, profile=settings)
        tell(*found.problems)
        asked["findings"] = found.findings
    composed = api.compose_report(intake, profile=settings, **asked)
    tell(*stale(intake.stated, asked["as_of"]))
    tell(*missing_before(composed, settings.intake.complete_from))
    if composed.assigned_later:
        tell(f"{composed.assigned_later} nhiệm vụ giao sau ngày chốt số liệu {asked['as_of']:%d/%m/%Y}, chưa tính")
    if not outputs:
        show_text(api.render_report(composed, format="markdown", profile=settings).decode())
    rendered = [(output, api.render_report(composed, output, settings)) for output in outputs]
    linked = [output for output in outputs if has_other_names(output)]
    write_together(rendered)
    for output in outputs:
        tell(f"Đã ghi {output}{OTHER_NAMES if output in linked else ''}")


def _refusal(intake: Intake, skip_rejected: bool) -> str:
    counted = f"{len(intake.errors)} lỗi, {intake.receipt.rejected} dòng bị từ chối; chưa ghi gì."
    if skip_rejected:
        return f"{counted} Không còn dòng nào để lập báo cáo."
    return f"{counted} Hãy sửa danh sách rồi chạy lại, hoặc thêm --skip-rejected."
