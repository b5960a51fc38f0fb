"""`taskstats init`: a draft profile, guessed from a list."""

from __future__ import annotations

import os

import click

from taskstats_adapters import api
from taskstats_adapters.command.console import show_text, tell
from taskstats_adapters.command.options import one_list
from taskstats_adapters.errors import OutputError
from taskstats_adapters.output.atomic import write_atomically


@click.command()
@click.argument("source", metavar="NGUỒN")
@one_list
@click.option("-o", "--output", metavar="TỆP", help="Ghi vào tệp này thay vì in ra.")
def init(source: str, source_format: str | None, sheet: str | None, output: str | None) -> None:
    """Đoán các cột của một danh sách, in ra hồ sơ để sửa."""
    if source == "-":
        raise click.BadParameter("danh sách phải là tệp, vì được đọc hai lần", param_hint="NGUỒN")
    text, intake = api.draft_profile(source, format=source_format, sheet=sheet)
    tell(*intake.problems)
    if output is None:
        show_text(text)
    elif os.path.exists(output):  # noqa: PTH110 - Path.exists raises for a name that is too long
        raise OutputError(output, "đã có tệp này, không ghi đè; hãy chọn tên khác")
    else:
        write_atomically(output, text.encode())
        tell(f"Đã ghi {output}")
