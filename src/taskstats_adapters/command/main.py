"""The command for office staff: a thin layer on the three verbs."""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from taskstats import (
    Calendar,
    Figure,
    InvalidPeriod,
    MemoryBook,
    Period,
    ProgressReport,
    UnknownFigure,
    completed,
    due_date,
)
from taskstats.figures import AGENCY_COHORTS
from taskstats.tallies import PARTS
from taskstats_adapters import api
from taskstats_adapters.command.console import DATA, FINE, USAGE, exit_codes, show, tell
from taskstats_adapters.command.receipts import receipt_plain, receipt_text
from taskstats_adapters.errors import FenceError, OutputError
from taskstats_adapters.intake.dates import FIRST, LAST
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.origins import is_one_of, is_read, lies_among
from taskstats_adapters.output.writing import write_atomically
from taskstats_adapters.plugins.registry import registry

Command = TypeVar("Command", bound=Callable[..., Any])


def main() -> NoReturn:
    """The entry point. Cycles are not collected, not even at the end: the process is short, and exits whole."""
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        with exit_codes():
            taskstats()
        raise SystemExit(FINE)
    finally:
        gc.freeze()


def _behind_the_fence(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Run the same command in a process of its own, with bounded memory and time, and end as it does."""
    if wanted and not context.resilient_parsing:
        from taskstats_adapters.command import fence

        try:
            code = fence.run([argument for argument in sys.argv[1:] if argument != "--untrusted"])
        except FenceError as error:
            tell(str(error))
            code = USAGE
        raise SystemExit(code)


_untrusted = click.option(
    "--untrusted",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_behind_the_fence,
    help="Tệp từ bên ngoài: đọc trong một tiến trình riêng, giới hạn bộ nhớ và thời gian.",
)


def _sources(command: Command) -> Command:
    """The arguments that every command on task lists has."""
    command = _untrusted(command)
    command = click.option("--format", "source_format", metavar="TÊN", help="Tên nguồn, nếu không theo đuôi tệp.")(
        command
    )
    command = click.option("--sheet", metavar="TÊN", help="Chỉ đọc trang tính (hoặc bảng) này.")(command)
    command = click.option("--profile", metavar="TỆP", help="Hồ sơ của cơ quan (TOML).")(command)
    return click.argument("sources", nargs=-1, required=True, metavar="NGUỒN...")(command)


def _period(command: Command) -> Command:
    """The options that say which report is meant."""
    for option in (
        click.option("--baseline", metavar="TỆP", help="Báo cáo JSON đã công bố của kỳ được so sánh."),
        click.option("--against-last-year", is_flag=True, help="So với cùng kỳ năm trước, thay vì kỳ trước."),
        click.option("--as-of", metavar="NGÀY", help="Ngày chốt số liệu, ví dụ 2021-05-31; mặc định: ngày cuối kỳ."),
        click.option("--period", required=True, metavar="KỲ", help="2021-05, 2021-Q2, 2021-H1, 2021-9M, 2021, …"),
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="taskstats")
def taskstats() -> None:
    """Lập báo cáo tiến độ thực hiện nhiệm vụ từ danh sách nhiệm vụ đã giao."""


@taskstats.command()
@_sources
@_period
@click.option("--findings", metavar="TỆP", help="Danh sách văn bản chưa thực hiện đúng quy trình.")
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
    findings: str | None,
    skip_rejected: bool,
    outputs: Sequence[str],
    **which: Any,
) -> None:
    """Lập báo cáo của một kỳ; không có -o thì in văn bản ra màn hình."""
    settings = api.as_profile(profile)
    question = _question(settings, **which)
    for output in outputs:
        registry().renderer_for(output)  # a format that nobody writes is said before the list is read
        _check_overwrites_nothing_read(
            output, sources, source_format, "--output", *filter(None, (findings, which["baseline"], profile))
        )
        if lies_among(output, sources, registry()):
            message = "nằm giữa các danh sách, lần sau sẽ bị đọc như một danh sách; hãy ghi vào thư mục khác"
            raise click.BadParameter(f'"{output}" {message}', param_hint="--output")
    intake = api.read_tasks(*sources, profile=settings, format=source_format, sheet=sheet)
    for problem in intake.problems:
        tell(str(problem))
    if intake.errors and not (skip_rejected and intake.tasks):
        tell(_refusal(intake, skip_rejected))
        raise SystemExit(DATA)
    composed = api.compose_report(intake, profile=settings, findings=findings, **question)
    if not outputs:
        show(api.render_report(composed, format="markdown", profile=settings).decode(), nl=False)
    rendered = [(output, api.render_report(composed, output, settings)) for output in outputs]
    for output, content in rendered:
        write_atomically(output, content)
        tell(f"Đã ghi {output}")


@taskstats.command()
@_sources
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
    show(
        json.dumps(receipt_plain(intake), ensure_ascii=False, indent=2) if as_json else "\n".join(receipt_text(intake))
    )
    if errors_to is not None:
        written = api.write_corrections(
            intake, errors_to, *sources, profile=settings, format=source_format, sheet=sheet
        )
        rejected = f"{intake.receipt.rejected} dòng cần sửa"
        tell(f"Đã ghi {errors_to}: {rejected}" if written else f"Không có dòng nào bị từ chối, không ghi {errors_to}")
    if intake.errors:
        raise SystemExit(DATA)


def _check_errors_to(path: str, sources: Sequence[str], source_format: str | None) -> None:
    """What is wrong with --errors-to is said before the list is read."""
    if not path.lower().endswith(".xlsx"):
        raise click.BadParameter(f'"{path}": hãy đặt tên tệp có đuôi .xlsx', param_hint="--errors-to")
    if "-" in sources:
        raise click.BadParameter("danh sách phải là tệp, vì được đọc lần thứ hai", param_hint="--errors-to")
    _check_overwrites_nothing_read(path, sources, source_format, "--errors-to")


def _check_overwrites_nothing_read(
    output: str, sources: Sequence[str], source_format: str | None, option: str, *others: str
) -> None:
    if is_read(output, sources, registry(), source_format) or is_one_of(output, others):
        raise click.BadParameter(f'"{output}" là một trong các tệp được đọc; hãy ghi vào tệp khác', param_hint=option)


@taskstats.command("list")
@_sources
@_period
@click.option("--figure", "name", required=True, metavar="SỐ LIỆU", help="Ví dụ due.late, cumulative.overdue.")
@click.option("--agency", metavar="TÊN", help="Chỉ của một đơn vị.")
def list_tasks(
    sources: Sequence[str],
    profile: str | None,
    sheet: str | None,
    source_format: str | None,
    name: str,
    agency: str | None,
    **which: Any,
) -> None:
    """In các nhiệm vụ đứng sau một con số."""
    settings = api.as_profile(profile)
    question = _question(settings, **which)
    intake = api.read_tasks(*sources, profile=settings, format=source_format, sheet=sheet)
    for problem in intake.problems:
        tell(str(problem))
    composed = api.compose_report(intake, profile=settings, **question)
    figure = _figure(composed, name, agency)
    tasks = MemoryBook(intake.tasks).tasks(figure)
    tell(f"{name}: {figure.count} nhiệm vụ")
    as_of, rules = figure.cohort.as_of, figure.cohort.rules
    for task in tasks:
        done = task.completed_on if completed(task, as_of) else None
        dates = (str(day or "") for day in (task.assigned_on, due_date(task, as_of, rules), done))
        show("\t".join((task.origin, task.id, task.document, task.agency, *dates, task.title)))
    if intake.errors:
        raise SystemExit(DATA)


def _figure(report: ProgressReport, name: str, agency: str | None) -> Figure:
    """The figure of that name, of one agency or of all; a name that nothing has is a usage error."""
    of_previous = name.startswith("previous.")
    figures = report.previous if of_previous else report.now
    if figures is None:
        raise click.BadParameter(f'"{name}": không có kỳ trước để so sánh', param_hint="--figure")
    try:
        figure = figures.figure(name.removeprefix("previous."), agency)
    except UnknownFigure:
        cohorts, parts = ", ".join(AGENCY_COHORTS), ", ".join(PARTS)
        message = f'không có số liệu "{name}"; hãy ghép một trong [{cohorts}] với một trong [{parts}], ví dụ due.late'
        raise click.BadParameter(message, param_hint="--figure") from None
    if agency is not None and agency not in figures.agencies:
        near = get_close_matches(agency, figures.agencies, n=1, cutoff=0.5)
        message = f'không có đơn vị "{agency}" trong số liệu' + (f'; gần nhất là "{near[0]}"' if near else "")
        raise click.BadParameter(message, param_hint="--agency")
    return figure


@taskstats.command()
@_untrusted
@click.argument("source", metavar="NGUỒN")
@click.option("--format", "source_format", metavar="TÊN", help="Tên nguồn, nếu không theo đuôi tệp.")
@click.option("--sheet", metavar="TÊN", help="Chỉ đọc trang tính (hoặc bảng) này.")
@click.option("-o", "--output", metavar="TỆP", help="Ghi vào tệp này thay vì in ra.")
def init(source: str, source_format: str | None, sheet: str | None, output: str | None) -> None:
    """Đoán các cột của một danh sách, in ra hồ sơ để sửa."""
    if source == "-":
        raise click.BadParameter("danh sách phải là tệp, vì được đọc hai lần", param_hint="NGUỒN")
    text, intake = api.draft_profile(source, format=source_format, sheet=sheet)
    for problem in intake.problems:
        tell(str(problem))
    if output is None:
        show(text, nl=False)
    elif Path(output).exists():
        raise OutputError(f"Không ghi đè {output}: đã có tệp đó; hãy chọn tên khác")
    else:
        write_atomically(output, text.encode())
        tell(f"Đã ghi {output}")


@taskstats.command()
def plugins() -> None:
    """In những gì đã cài: nguồn đọc, định dạng ghi, của ai, và phần nào bị lỗi."""
    found = registry()
    for title, offers in (("Nguồn", found.sources), ("Định dạng", found.renderers)):
        for offer in offers:
            suffixes = " ".join(offer.record.suffixes)
            show(f"{title}\t{offer.record.name}\t{suffixes}\t{offer.plugin} {offer.version}\t{offer.record.summary}")
    for conflict in found.conflicts:
        claimants = ", ".join(map(str, conflict.claimants))
        verdict = f"dùng {conflict.winner}" if conflict.winner else "chưa phần nào được dùng"
        show(f"Trùng\t{conflict.claim}\t{claimants}\t{verdict}")
    for failure in found.failures:
        show(f"Lỗi\t{failure}")


def _question(
    profile: Profile, *, period: str, as_of: str | None, against_last_year: bool, baseline: str | None
) -> dict[str, Any]:
    """Which report is meant, as compose_report takes it."""
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
    return {
        "period": meant,
        "as_of": None if as_of is None else _day(as_of),
        "against": meant.same_last_year() if against_last_year else None,
        "baseline": baseline,
    }


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            f'"{text}" không phải là ngày; hãy viết năm-tháng-ngày, ví dụ 2021-05-31', param_hint="--as-of"
        ) from None
    _check_years("--as-of", day.year)
    return day


def _check_years(option: str, *years: int) -> None:
    """Years that no list can mean are slips of the hand; far enough out, no period lies before them."""
    for year in years:
        if not FIRST.year <= year <= LAST.year:
            message = f"năm {year} nằm ngoài khoảng {FIRST.year}–{LAST.year}; hãy kiểm tra lại"
            raise click.BadParameter(message, param_hint=option)


def _refusal(intake: Intake, skip_rejected: bool) -> str:
    counted = f"{len(intake.errors)} lỗi, {intake.receipt.rejected} dòng bị từ chối; chưa ghi gì."
    if skip_rejected:
        return f"{counted} Không còn dòng nào để lập báo cáo."
    return f"{counted} Hãy sửa danh sách rồi chạy lại, hoặc thêm --skip-rejected."


if __name__ == "__main__":
    main()
