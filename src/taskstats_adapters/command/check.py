"""`taskstats check`: every problem in the lists, and what became of each row."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from taskstats_adapters import api
from taskstats_adapters.command.console import DATA, OTHER_NAMES, show, show_text, tell
from taskstats_adapters.command.options import check_overwrites_nothing, lists
from taskstats_adapters.command.receipts import receipt_plain, receipt_text
from taskstats_adapters.output.atomic import has_other_names


@click.command()
@lists
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--errors-to", metavar="TỆP", help="Chép các dòng bị từ chối ra tệp .xlsx này để sửa rồi đọc lại.")
def check(
    sources: Sequence[str],
    profile: str | None,
    sheet: str | None,
    source_format: str | None,
    as_json: bool,
    errors_to: str | None,
) -> None:
    """Kiểm tra danh sách: mọi lỗi kèm vị trí, và biên nhận của từng dòng."""
    if errors_to is not None:
        _check_errors_to(errors_to, sources, source_format)
    settings = api.as_profile(profile)
    intake = api.read_tasks(*sources, profile=settings, format=source_format, sheet=sheet)
    if as_json:
        show_text(f"{json.dumps(receipt_plain(intake), ensure_ascii=False, indent=2)}\n")
    else:
        show(*receipt_text(intake))
    if errors_to is not None:
        others = OTHER_NAMES if has_other_names(errors_to) else ""
        written = api.write_corrections(
            intake, errors_to, *sources, profile=settings, format=source_format, sheet=sheet
        )
        rejected = f"{intake.receipt.rejected} dòng cần sửa{others}"
        tell(f"Đã ghi {errors_to}: {rejected}" if written else f"Không có dòng nào bị từ chối, không ghi {errors_to}")
    if intake.errors:
        raise SystemExit(DATA)


def _check_errors_to(path: str, sources: Sequence[str], source_format: str | None) -> None:
    """Raise BadParameter for a wrong --errors-to before the list is read."""
    if not path.lower().endswith(".xlsx"):
        raise click.BadParameter(f'"{path}": hãy đặt tên tệp có đuôi .xlsx', param_hint="--errors-to")
    if "-" in sources:
        raise click.BadParameter("danh sách phải là tệp, vì được đọc lần thứ hai", param_hint="--errors-to")
    check_overwrites_nothing("--errors-to", path, sources, source_format)
