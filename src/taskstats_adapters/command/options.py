"""Options and arguments that several commands share, and their validation."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

from taskstats import Calendar, InvalidPeriod, Period
from taskstats_adapters.intake.cells.dates import FIRST, LAST
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.overwriting import is_one_of, is_read
from taskstats_adapters.plugins.discovery import registry

Command = TypeVar("Command", bound=Callable[..., Any])


def one_list(command: Command) -> Command:
    """The options of every command that reads task lists."""
    return _with(
        command,
        click.option("--sheet", metavar="TÊN", help="Chỉ đọc trang tính (hoặc bảng) này."),
        click.option("--format", "source_format", metavar="TÊN", help="Tên nguồn, nếu không theo đuôi tệp."),
        click.option(
            "--untrusted",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_run_fenced,
            help="Tệp từ bên ngoài: đọc trong một tiến trình riêng, giới hạn bộ nhớ và thời gian.",
        ),
    )


def lists(command: Command) -> Command:
    """The arguments and options of commands that read any number of task lists with a profile."""
    return _with(
        one_list(command),
        click.argument("sources", nargs=-1, required=True, metavar="NGUỒN..."),
        click.option("--profile", metavar="TỆP", help="Hồ sơ của cơ quan (TOML)."),
    )


def which_report(command: Command) -> Command:
    """The options that select the report; `question` interprets them."""
    return _with(
        command,
        click.option("--period", required=True, metavar="KỲ", help="2021-05, 2021-Q2, 2021-H1, 2021-9M, 2021, …"),
        click.option("--as-of", metavar="NGÀY", help="Ngày chốt số liệu, ví dụ 2021-05-31; mặc định: ngày cuối kỳ."),
        click.option("--since", metavar="NGÀY", help="Ngày đầu của số liệu lũy kế; mặc định: ngày đầu năm của kỳ."),
        click.option("--against-last-year", is_flag=True, help="So với cùng kỳ năm trước, thay vì kỳ trước."),
        click.option("--baseline", metavar="TỆP", help="Báo cáo JSON đã công bố của kỳ được so sánh."),
    )


def _with(command: Command, *decorators: Callable[[Command], Command]) -> Command:
    """The command with these options, listed by --help in this order."""
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def _run_fenced(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Run the same command in a process with limited memory and time, and exit with its code."""
    if wanted and not context.resilient_parsing:
        raise SystemExit(context.obj([argument for argument in sys.argv[1:] if argument != "--untrusted"]))


def question(
    profile: Profile,
    *,
    period: str,
    as_of: str | None,
    since: str | None,
    against_last_year: bool,
    baseline: str | None,
) -> dict[str, Any]:
    """The selected report, as arguments for `compose_report`. Raises BadParameter."""
    try:
        meant = Period.parse(period, calendar=profile.calendar)
    except InvalidPeriod:
        nine = "2021-9M (9 tháng), " if profile.calendar is Calendar.CIVIL else ""
        message = (
            f'"{period}" không phải là kỳ báo cáo trong lịch {profile.calendar.value}; hãy viết 2021-05 (tháng), '
            f"2021-Q2 (quý), 2021-H1 (6 tháng), {nine}2021 (năm) hoặc 2021-05-03..2021-05-20"
        )
        raise click.BadParameter(message, param_hint="--period") from None
    _check_years("--period", meant.year, meant.last.year)
    cut_off = meant.last if as_of is None else _day("--as-of", as_of)
    year_start = None if since is None else _day("--since", since)
    if year_start is not None and year_start > cut_off:
        message = f'"{since}" sau ngày chốt số liệu {cut_off}; hãy viết ngày đầu của số liệu lũy kế, không sau ngày đó'
        raise click.BadParameter(message, param_hint="--since")
    return {
        "period": meant,
        "as_of": cut_off,
        "since": year_start,
        "against": meant.same_last_year() if against_last_year else None,
        "baseline": baseline,
    }


def _day(option: str, text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f'"{text}" không phải là ngày; hãy viết năm-tháng-ngày, ví dụ 2021-05-31', param_hint=option
        ) from None
    _check_years(option, day.year)
    return day


def _check_years(option: str, *years: int) -> None:
    """Raise BadParameter for an implausible year: it is a typo, and may have no previous period."""
    for year in years:
        if not FIRST.year <= year <= LAST.year:
            message = f"năm {year} nằm ngoài khoảng {FIRST.year}–{LAST.year}; hãy kiểm tra lại"
            raise click.BadParameter(message, param_hint=option)


def check_overwrites_nothing(
    option: str, output: str, sources: Sequence[str], source_format: str | None = None, others: Iterable[str] = ()
) -> None:
    """Raise BadParameter for an output that is also an input: a source, or one of the other files read."""
    if is_read(output, sources, registry(), source_format) or is_one_of(output, others):
        raise click.BadParameter(f'"{output}" là một trong các tệp được đọc; hãy ghi vào tệp khác', param_hint=option)
