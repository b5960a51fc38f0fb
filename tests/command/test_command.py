"""The five commands: what they print and where, and how they end (docs/reference/command-line.md)."""

import json
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from taskstats_adapters.narrative.violations import RULES

Run = Callable[..., subprocess.CompletedProcess[str]]

GOOD = [
    (1, "NV-1", "1/UBND", "Báo cáo", "Sở Y tế", "5/4/2021", "30/4/2021", "29/4/2021"),
    (2, "NV-2", "2/UBND", "Kế hoạch", "Sở Y tế", "3/5/2021", "10/5/2021", "12/5/2021"),
    (3, "NV-3", "3/UBND", "Rà soát", "Ban Dân tộc", "3/5/2021", "20/5/2021", None),
]
BAD = (4, "NV-4", "4/UBND", "Kiểm tra", "Sở Y tế", "3/5/2021", "31/02/2021", None)


@pytest.fixture
def good(workbook: Callable[..., Path]) -> Path:
    return workbook(GOOD)


@pytest.fixture
def bad(workbook: Callable[..., Path]) -> Path:
    return workbook([*GOOD, BAD], name="sai.xlsx")


def test_without_an_output_file_the_text_is_printed(run: Run, good: Path) -> None:
    done = run("report", good, "--period", "2021-05")
    assert (done.returncode, done.stderr) == (0, "")
    assert "tổng số 02 nhiệm vụ (tăng 01 nhiệm vụ so với tháng trước)" in done.stdout


def test_every_output_is_written_and_reported(run: Run, good: Path, tmp_path: Path) -> None:
    done = run("report", good, "--period", "2021-05", "-o", "a.docx", "-o", "a.md", "-o", "a.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == ["Đã ghi a.docx", "Đã ghi a.md", "Đã ghi a.json"]
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    assert json.loads((tmp_path / "a.json").read_bytes())["due"]["late"] == 1


def test_two_runs_write_the_same_bytes(run: Run, good: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert (
            run("report", good, "--period", "2021-05", *(f"-o{name}.{s}" for s in ("docx", "md", "json"))).returncode
            == 0
        )
    for suffix in ("docx", "md", "json"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()


def test_a_rejected_row_stops_the_report_and_nothing_is_written(run: Run, bad: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    done = run("report", bad, "--period", "2021-05", "-o", "a.docx", "-o", "b.md")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith('Nhiệm vụ!G6: "31/02/2021" không phải là ngày')
    assert "[E-DATE]" in done.stderr
    assert "--skip-rejected" in done.stderr
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert not (tmp_path / "b.md").exists()


def test_skipping_rejected_rows_says_so_in_the_report(run: Run, bad: Path) -> None:
    done = run("report", bad, "--period", "2021-05", "--skip-rejected")
    assert done.returncode == 0
    assert "chưa tính 01 dòng có dữ liệu sai" in done.stdout
    assert "[E-DATE]" in done.stderr


def test_a_list_with_every_row_rejected_gives_no_report(run: Run, workbook: Callable[..., Path]) -> None:
    done = run("report", workbook([BAD]), "--period", "2021-05", "--skip-rejected", "-o", "a.md")
    assert done.returncode == 1
    assert "Không còn dòng nào" in done.stderr


def test_check_accounts_for_every_row(run: Run, good: Path) -> None:
    done = run("check", good)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nhiem-vu.xlsx: đọc 5 dòng = nhận 3 + từ chối 0 + bỏ qua 2" in done.stdout


def test_check_prints_all_problems_and_writes_nothing(run: Run, bad: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    done = run("check", bad, "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [(p["code"], p["severity"], p["place"]) for p in found["problems"]] == [("E-DATE", "error", "Nhiệm vụ!G6")]
    receipt = found["receipt"]
    assert (receipt["rows"], receipt["accepted"], receipt["rejected"], receipt["ignored"]) == (6, 3, 1, 2)
    assert sorted(tmp_path.iterdir()) == before


def test_list_prints_the_tasks_behind_a_figure(run: Run, good: Path) -> None:
    done = run("list", good, "--period", "2021-05", "--figure", "due.late")
    assert done.returncode == 0
    assert done.stdout.rstrip("\n").split("\t") == [
        "Nhiệm vụ!4", "NV-2", "2/UBND", "Sở Y tế", "2021-05-03", "2021-05-10", "2021-05-12", "Kế hoạch",
    ]  # fmt: skip
    assert done.stderr == "due.late: 1 nhiệm vụ\n"


def test_list_for_one_agency_and_for_the_previous_period(run: Run, good: Path) -> None:
    assert (
        run("list", good, "--period", "2021-05", "--figure", "due.total", "--agency", "Ban Dân tộc").stdout.count("\n")
        == 1
    )
    assert run("list", good, "--period", "2021-05", "--figure", "previous.due.total").stdout.startswith("Nhiệm vụ!3\t")


def test_list_rejects_an_unknown_figure(run: Run, good: Path) -> None:
    done = run("list", good, "--period", "2021-05", "--figure", "due.lates")
    assert done.returncode == 2
    assert "cumulative" in done.stderr
    assert "overdue" in done.stderr


def test_init_drafts_a_profile_that_reads_the_list(run: Run, good: Path, tmp_path: Path) -> None:
    assert run("init", good, "-o", "ho-so.toml").returncode == 0
    draft = tomllib.loads((tmp_path / "ho-so.toml").read_text("utf-8"))
    assert draft["columns"]["due_on"] == "Hạn xử lý"
    assert run("check", good, "--profile", "ho-so.toml").returncode == 0
    again = run("init", good, "-o", "ho-so.toml")
    assert again.returncode == 4
    assert "ho-so.toml" in again.stderr


def test_init_marks_what_it_could_not_find(run: Run, workbook: Callable[..., Path]) -> None:
    headers = (
        "STT",
        "Mã",
        "Số ký hiệu",
        "Nội dung nhiệm vụ",
        "Đơn vị chủ trì",
        "Ngày giao",
        "Ngày nhận văn bản",
        "Ngày hoàn thành",
    )
    done = run("init", workbook(GOOD, headers))
    assert done.returncode == 0
    assert 'due_on = "…"' in done.stdout
    assert tomllib.loads(done.stdout)["columns"]["assigned_on"] == "Ngày giao"


def test_init_guesses_the_due_date_column_and_says_so(run: Run, workbook: Callable[..., Path]) -> None:
    headers = ("STT", "Mã", "Số ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Kỳ hạn cuối", "Ngày HT")
    done = run("init", workbook(GOOD, headers))
    assert 'due_on = "Kỳ hạn cuối" # đoán (cột ngày tháng): hãy kiểm tra' in done.stdout


def test_init_refuses_standard_input_because_it_reads_twice(run: Run) -> None:
    done = run("init", "-", "--format", "csv")
    assert done.returncode == 2
    assert "đọc hai lần" in done.stderr


def test_plugins_prints_what_is_installed(run: Run) -> None:
    done = run("plugins")
    assert done.returncode == 0
    for name in ("spreadsheet", "csv", "word", "markdown", "json"):
        assert f"\t{name}\t" in done.stdout
    assert "Lỗi" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["report", "GOOD"], 2, "--period"),
        (["report", "GOOD", "--period", "2021-5"], 2, "2021-05"),
        (["report", "GOOD", "--period", "2021-13"], 2, "không phải là kỳ báo cáo"),
        (["report", "GOOD", "--period", "2021-05", "--as-of", "31/5/2021"], 2, "2021-05-31"),
        (["report", "GOOD", "--period", "2021-05", "--since", "1/1/2021"], 2, "2021-05-31"),
        (["report", "GOOD", "--period", "2021-05", "--since", "2021-06-01"], 2, "sau ngày chốt số liệu 2021-05-31"),
        (["report", "GOOD", "--period", "2021-05", "--as-of", "0221-05-31"], 2, "năm 221 nằm ngoài khoảng 2000–2100"),
        (["report", "GOOD", "--period", "0221-05-01..2021-05-31"], 2, "năm 221 nằm ngoài"),
        (["report", "GOOD", "--period", "2021-05-01..9999-12-31"], 2, "năm 9999 nằm ngoài"),
        (["report", "GOOD", "--period", "1900-01"], 2, "năm 1900 nằm ngoài"),
        (["report", "GOOD", "--period", "2021-05", "-o", "a.pdf"], 2, ".docx"),
        (["report", "GOOD", "--period", "2021-05", "--profile", "none.toml"], 2, "none.toml"),
        (["report", "none.xlsx", "--period", "2021-05"], 3, "none.xlsx"),
        (["report", "GOOD", "--period", "2021-05", "--baseline", "none.json"], 3, "none.json"),
        (["report", "GOOD", "--period", "2021-05", "--findings", "none.csv"], 3, "none.csv"),
        (["report", "GOOD", "--period", "2021-05", "-o", "none/a.docx"], 4, "none/a.docx"),
        (["check", "none.txt2"], 3, "none.txt2: không tìm thấy"),
        (["check", __file__], 2, ".xlsx"),
        (["list", "GOOD", "--period", "2021-05"], 2, "--figure"),
    ],
    ids=lambda value: " ".join(value[:6]) if isinstance(value, list) else None,
)
def test_each_kind_of_error_has_its_exit_code(run: Run, good: Path, arguments: list[str], code: int, told: str) -> None:
    done = run(*(good if argument == "GOOD" else argument for argument in arguments))
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_period_not_in_the_calendar_is_not_suggested(run: Run, good: Path, tmp_path: Path) -> None:
    (tmp_path / "ho-so.toml").write_text('calendar = "decree-09"\n', "utf-8")
    done = run("report", good, "--period", "2021-9M", "--profile", "ho-so.toml")
    assert (done.returncode, done.stderr.count("9M")) == (2, 1)
    assert "lịch decree-09" in done.stderr


def test_all_unreadable_sources_are_reported(run: Run) -> None:
    done = run("report", "a.xlsx", "b.xlsx", "--period", "2021-05")
    assert done.returncode == 3
    assert "a.xlsx" in done.stderr
    assert "b.xlsx" in done.stderr


def test_several_lists_are_read_as_one_with_the_file_in_each_place(
    run: Run, good: Path, workbook: Callable[..., Path]
) -> None:
    other = workbook([(5, "NV-5", "", "Khác", "Sở Y tế", "4/5/2021", "1/6/2021", None), BAD], name="thang-5.xlsx")
    done = run("check", good, other, "--json")
    found = json.loads(done.stdout)
    assert [source["name"] for source in found["receipt"]["sources"]] == ["nhiem-vu.xlsx", "thang-5.xlsx"]
    assert found["receipt"]["accepted"] == 4
    assert [problem["place"] for problem in found["problems"]] == ["thang-5.xlsx: Nhiệm vụ!G4"]


def test_a_published_report_can_be_the_baseline(run: Run, good: Path, tmp_path: Path) -> None:
    assert run("report", good, "--period", "2021-04", "-o", "thang-4.json").returncode == 0
    published = json.loads((tmp_path / "thang-4.json").read_text("utf-8"))
    for counts in (published, published["agencies"][0]):
        counts["assigned"].update(total=11, on_time=11)
    (tmp_path / "thang-4.json").write_text(json.dumps(published), "utf-8")
    done = run("report", good, "--period", "2021-05", "--baseline", "thang-4.json")
    assert "tổng số 02 nhiệm vụ (giảm 09 nhiệm vụ so với tháng trước)" in done.stdout
    wrong = run("report", good, "--period", "2021-06", "--baseline", "thang-4.json")
    assert wrong.returncode == 2
    assert "2021-04-01" in wrong.stderr


def test_a_baseline_of_another_cut_off_or_other_rules_is_refused(run: Run, good: Path, tmp_path: Path) -> None:
    assert run("report", good, "--period", "2021-04", "--as-of", "2021-04-15", "-o", "som.json").returncode == 0
    early = run("report", good, "--period", "2021-05", "--baseline", "som.json")
    assert (early.returncode, early.stdout) == (2, "")
    assert "chốt đến hết ngày 2021-04-15, trong khi kỳ đó kết thúc ngày 2021-04-30" in early.stderr
    assert run("report", good, "--period", "2021-04", "-o", "thang-4.json").returncode == 0
    (tmp_path / "khac.toml").write_text("[rules]\nday_running = true\n", "utf-8")
    other = run("report", good, "--period", "2021-05", "--baseline", "thang-4.json", "--profile", "khac.toml")
    assert (other.returncode, other.stdout) == (2, "")
    assert "tính theo day_running = false, báo cáo này theo day_running = true" in other.stderr


def test_a_baseline_that_does_not_add_up_is_told_with_the_difference(run: Run, good: Path, tmp_path: Path) -> None:
    assert run("report", good, "--period", "2021-04", "-o", "thang-4.json").returncode == 0
    published = json.loads((tmp_path / "thang-4.json").read_text("utf-8"))
    published["due"]["total"] += 2
    (tmp_path / "thang-4.json").write_text(json.dumps(published), "utf-8")
    done = run("report", good, "--period", "2021-05", "--baseline", "thang-4.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "Số liệu không khớp trong thang-4.json, chưa ghi gì:",
        f"- due.total: ghi 3, tính được 1, chênh -2 ({RULES[1]})",
    ]


def test_another_cut_off_and_the_same_period_last_year(run: Run, good: Path) -> None:
    early = run("report", good, "--period", "2021-05", "--as-of", "2021-05-11")
    assert "đến hết ngày 11/5/2021" in early.stdout
    assert "01 nhiệm vụ quá thời hạn" in early.stdout
    year = run("report", good, "--period", "2021-05", "--against-last-year")
    assert "so với" not in year.stdout


def test_another_start_of_the_year(run: Run, good: Path) -> None:
    since_may = run("report", good, "--period", "2021-05", "--since", "2021-05-03")
    assert "Lũy kế từ ngày 03/5/2021 đến hết ngày 31/5/2021" in since_may.stdout
    counted = [
        run("list", good, "--period", "2021-05", "--since", "2021-06-01", "--as-of", "2021-06-30", "--figure", name)
        for name in ("carried.unfinished", "cumulative.unfinished", "closing.unfinished")
    ]
    carried, cumulative, closing = (int(done.stderr.split(": ")[1].split()[0]) for done in counted)
    assert carried + cumulative == closing


def test_help_names_the_commands(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("report", "check", "list", "init", "plugins"))


@pytest.mark.parametrize(("table", "there_is"), [("source.cvs", "csv"), ("render.wrod", "word")])
def test_settings_of_an_adapter_that_is_not_installed(
    run: Run, good: Path, tmp_path: Path, table: str, there_is: str
) -> None:
    (tmp_path / "ho-so.toml").write_text(f"[{table}]\nx = 1\n", "utf-8")
    done = run("report", good, "--period", "2021-05", "--profile", "ho-so.toml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Hồ sơ ho-so.toml" in done.stderr
    assert table.partition(".")[2] in done.stderr
    assert there_is in done.stderr


def test_an_unknown_agency_is_an_error_and_not_zero(run: Run, good: Path) -> None:
    done = run("list", good, "--period", "2021-05", "--figure", "due.total", "--agency", "Sở Yế")
    assert (done.returncode, done.stdout) == (2, "")
    assert '"Sở Y tế"' in done.stderr


def test_a_figure_of_a_missing_previous_period_is_an_error(run: Run, good: Path) -> None:
    done = run("list", good, "--period", "2021-04", "--figure", "previous.due.total")
    assert (done.returncode, "không có kỳ trước" in done.stderr) == (2, True)


def test_a_task_list_is_refused_as_a_list_of_findings(run: Run, good: Path) -> None:
    done = run("report", good, "--period", "2021-05", "--findings", good)
    assert (done.returncode, "[E-FINDINGS]" in done.stderr) == (3, True)


def test_findings_may_be_several_lists_and_a_wrong_suffix_is_reported(run: Run, good: Path, tmp_path: Path) -> None:
    page = "<table><tr><th>Đơn vị</th><th>Số ký hiệu</th></tr><tr><td>Sở Y tế</td><td>7/BC</td></tr></table>"
    (tmp_path / "trang.xls").write_text(page, "utf-8")
    (tmp_path / "vb").mkdir()
    (tmp_path / "vb" / "a.csv").write_text("Đơn vị;Số ký hiệu\nBan Dân tộc;8/BC\n", "utf-8")
    asked = ("report", good, "--period", "2021-05", "--findings", "trang.xls", "--findings", "vb")
    done = run(*asked, "-o", "a.json")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "trang.xls: tệp này thực ra là trang web (HTML), không phải bảng tính; đã đọc bằng nguồn html  [W-FORMAT]",
        "Đã ghi a.json",
    ]
    findings = json.loads((tmp_path / "a.json").read_text("utf-8"))["findings"]
    assert [found["document"] for found in findings] == ["7/BC", "8/BC"]
    refused = run(*asked, "-o", "vb/b.docx")
    assert (refused.returncode, "lần sau sẽ bị đọc" in refused.stderr) == (2, True)
    assert not (tmp_path / "vb" / "b.docx").exists()
