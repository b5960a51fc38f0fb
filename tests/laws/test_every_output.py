"""Random lists through the command: the figures of JSON, Markdown and Word against the counter of `test_oracle`.

60 lists by default; `--hypothesis-profile=long` takes ten thousand.
"""

import datetime as dt
import io
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from taskstats import Cohort, Period, UndatedPolicy
from taskstats.tallies import STORED
from taskstats_adapters.command.main import taskstats
from taskstats_adapters.testing import strategies as some
from tests.laws.test_oracle import DAY, naive_counts

HEADER = "Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành;Ngày rút;Gia hạn đến;Ngày gia hạn"
MONTHS = [Period.month(2023, 12), Period.month(2024, 1)]
NO_AGENCY = "(chưa ghi đơn vị)"


def task_lists():
    """Lists as they can be written with one extension a task."""
    return st.lists(some.tasks(), min_size=1, max_size=12).map(
        lambda found: [
            attrs.evolve(task, id=f"T{number}", extensions=task.extensions[:1]) for number, task in enumerate(found)
        ]
    )


def written(task):
    """A row of the list."""
    extended = task.extensions[0] if task.extensions else None
    granted = (extended.due_on, extended.granted_on) if extended else (None, None)
    days = (task.assigned_on, task.due_on, task.completed_on, task.withdrawn_on, *granted)
    return ";".join((task.id, "Báo cáo", task.agency, *(f"{day:%d/%m/%Y}" if day else "" for day in days)))


def cohorts_of(period, as_of, rules):
    """The definitions of the report, restated."""
    new_year = dt.date(period.last.year, 1, 1)
    so_far = Period.days(new_year, as_of) if as_of >= new_year else None
    known = {"as_of": as_of, "rules": rules}
    following = period.last + DAY
    month_after = Period.month(following.year, following.month)
    return {
        "assigned": Cohort(**known, assigned_in=period),
        "due": Cohort(**known, due_in=period),
        "cumulative": Cohort(**known, assigned_in=so_far or Period.days(new_year, new_year)),
        "carried": Cohort(**known, open_at=min(new_year - DAY, as_of)),
        "completed": Cohort(**known, completed_in=period),
        "falling_due": Cohort(**known, due_in=month_after),
    }


@pytest.mark.heavy
@given(task_lists(), st.sampled_from(MONTHS), st.none() | some.dates(), some.rules())
def test_every_output_has_the_figures_of_the_naive_counter(tasks, period, as_of, rules):
    rules = attrs.evolve(rules, undated=UndatedPolicy.COUNTED)
    settings = (
        f"[rules]\ngrace_days = {rules.grace_days}\nday_running = {str(rules.day_running).lower()}\n"
        f'extensions = "{rules.extensions.value}"\n'
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.csv").write_text("\n".join((HEADER, *map(written, tasks))), "utf-8")
        (folder / "a.toml").write_text(settings, "utf-8")
        outputs = [folder / f"a.{suffix}" for suffix in ("json", "md", "docx")]
        asked = ["report", folder / "a.csv", "--period", period, "--profile", folder / "a.toml"]
        asked += ["--as-of", as_of] if as_of else []
        asked += [part for output in outputs for part in ("-o", output)]
        done = CliRunner().invoke(taskstats, list(map(str, asked)))
        assert done.exit_code == 0, done.output
        as_json, markdown, word = (output.read_bytes() for output in outputs)
    as_of = as_of or period.last
    cohorts = cohorts_of(period, as_of, rules)
    agencies = sorted({task.agency for task in tasks})
    counted = {
        agency: {
            name: naive_counts([task for task in tasks if agency in (None, task.agency)], cohort)
            for name, cohort in cohorts.items()
        }
        for agency in (None, *agencies)
    }
    check_json(json.loads(as_json), counted)
    check_text(markdown.decode(), counted)
    check_word(word, markdown.decode())


def check_json(found, counted):
    groups = {None: found, **{group["agency"]: group for group in found["agencies"]}}
    for agency, by_cohort in counted.items():
        for name, counts in by_cohort.items():
            tally = groups[agency][name] if agency in groups else dict.fromkeys(STORED, 0)
            assert {part: tally[part] for part in STORED} == {part: counts[part] for part in STORED}, (agency, name)
    for name in ("due.late", "cumulative.overdue", "carried.overdue"):
        cohort, part = name.split(".")
        assert len(found["lists"][name]) == counted[None][cohort][part]


def check_text(markdown, counted):
    """The table of agencies with its sum, the numbers of the sentences, the length of each appendix."""
    whole = counted[None]
    lines = [line.strip("|").split("|") for line in markdown.splitlines() if line.startswith("|")]
    rows = [
        [cell.strip(" *") for cell in line] for line in lines if line[0].strip(" :-") != "STT" and "---" not in line[0]
    ]
    of_agencies = {row[1]: row[2:] for row in rows if len(row) in (11, 12)}
    for agency, counts in counted.items():
        label = "Tổng cộng" if agency is None else agency or NO_AGENCY
        assigned, due, year, carried = (counts[name] for name in ("assigned", "due", "cumulative", "carried"))
        numbers = [assigned["total"], due["total"], year["total"], year["completed"], year["on_time"]]
        numbers += [year["late"], year["pending"], year["overdue"], carried["unfinished"]]
        if label in of_agencies:
            printed = of_agencies[label]
            told = [int(cell.replace(".", "")) for cell in (*printed[:5], *printed[6:])]
            assert told == numbers[: len(told)], label
            assert not any(numbers[len(told) :]), label
        else:
            assert not any(numbers), label
    listed = [row for row in rows if len(row) in (7, 8)]
    assert len(listed) == whole["due"]["late"] + whole["cumulative"]["overdue"] + whole["carried"]["overdue"]
    for pattern, count in (
        (r"tổng số (\d+) nhiệm vụ", whole["assigned"]["total"]),
        (r"Có (\d+) nhiệm vụ giao có thời hạn", whole["due"]["total"]),
        (r"chuyển sang có (\d+) nhiệm vụ", whole["carried"]["total"]),
    ):
        told = re.findall(pattern, markdown)
        assert [int(number) for number in told] == ([count] if told else []), pattern
        assert told or not count, pattern


def check_word(word, markdown):
    """Word has the sentences and the numbers in tables of Markdown."""
    document = docx.Document(io.BytesIO(word))
    plain = " ".join(re.sub(r"[*#\\]", "", markdown).split())
    for paragraph in document.paragraphs:
        assert "nhiệm vụ" not in paragraph.text or " ".join(paragraph.text.split()) in plain
    in_word = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    in_markdown = [
        cell.strip(" *") for line in markdown.splitlines() if line.startswith("|") for cell in line.split("|")
    ]
    assert sorted(filter(str.isdigit, in_word)) == sorted(filter(str.isdigit, in_markdown))
