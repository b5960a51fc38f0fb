"""Output that cannot be printed is an error; closing the pipe is not; a stream may be closed from the start."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LIST = "Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành\n1;A;Sở Y tế;3/5/2021;20/5/2021;\n"


def shell(folder: Path, arguments: str, redirected: str) -> subprocess.CompletedProcess[str]:
    """Run `taskstats …` in a folder with a list, a.csv, and a broken one, b.csv, and redirections of the shell."""
    (folder / "a.csv").write_text(LIST, "utf-8")
    (folder / "b.csv").write_text(LIST.replace("20/5", "31/2"), "utf-8")
    return subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m taskstats_adapters.command.main {arguments} {redirected}'],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")


@FULL
@pytest.mark.parametrize(
    "arguments", ["plugins", "--help", "--version", "check --help", "check a.csv", "report a.csv --period 2021-05"]
)
def test_a_result_that_cannot_be_printed_is_an_output_error(tmp_path: Path, arguments: str) -> None:
    done = shell(tmp_path, arguments, ">/dev/full")
    assert done.returncode == 4
    assert done.stderr.splitlines()[-1] == "Không in được kết quả: đĩa đã đầy  [E-OUTPUT]"
    assert "Traceback" not in done.stderr


@POSIX
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check a.csv", 4),
        ("check a.csv --json", 4),
        ("report a.csv --period 2021-05", 4),
        ("report a.csv --period 2021-05 -o a.md", 0),
    ],
)
def test_a_result_needs_an_open_stream(tmp_path: Path, arguments: str, code: int) -> None:
    done = shell(tmp_path, arguments, ">&-")
    assert done.returncode == code
    assert ("đầu ra chuẩn đã đóng" in done.stderr) == (code == 4)
    assert "Traceback" not in done.stderr


@POSIX
@pytest.mark.parametrize("redirected", ["2>&-", pytest.param("2>/dev/full", marks=FULL)])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check a.csv", 0),
        ("check b.csv", 1),
        ("check a.csv --untrusted", 0),
        ("check none.csv", 3),
        ("check none.csv --untrusted", 3),
        ("check a.csv --wrong", 2),
        ("check a.csv --profile none.toml", 2),
    ],
)
def test_an_error_that_nobody_is_told_keeps_its_code(
    tmp_path: Path, arguments: str, code: int, redirected: str
) -> None:
    assert shell(tmp_path, arguments, redirected).returncode == code


@pytest.mark.skipif(sys.platform != "linux", reason="needs the fence")
@pytest.mark.parametrize(
    ("redirected", "code"), [("<&-", 0), ("2>&-", 0), ("<&- 2>&-", 0), (">&-", 4), ("<&- >&- 2>&-", 4)]
)
def test_a_fenced_command_needs_no_stream_but_the_one_it_prints_to(tmp_path: Path, redirected: str, code: int) -> None:
    assert shell(tmp_path, "check a.csv --untrusted", redirected).returncode == code


@POSIX
def test_a_list_from_a_closed_standard_input_is_a_source_that_cannot_be_read(tmp_path: Path) -> None:
    done = shell(tmp_path, "check - --format csv", "<&-")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "-: đầu vào chuẩn đã đóng; hãy nối lệnh xuất danh sách vào, hoặc ghi tên tệp  [E-UNREADABLE]\n"
    )


@POSIX
def test_ctrl_c_ends_the_command_with_one_line(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, "check", "a.csv"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.decode()) == (130, b"", "\nĐã dừng theo yêu cầu (Ctrl-C)\n")


INTERRUPTED = """
import os, signal
from taskstats_adapters import api
from taskstats_adapters.command.main import main
signal.signal(signal.SIGINT, signal.default_int_handler)
api.read_tasks = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is another error there")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("list a.csv --period 2021-05 --figure due.total", 0),
        ("report a.csv --period 2021-05 -o a.md", 0),
        ("check a.csv --errors-to sai.xlsx", 0),
        ("check b.csv --errors-to sai.xlsx", 1),
        ("check c.csv", 3),
    ],
)
@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_closing_the_pipe_makes_no_difference(tmp_path: Path, arguments: str, code: int, closed: str) -> None:
    for name, due in (("a", "20/5/2021"), ("b", "31/02/2021")):
        (tmp_path / f"{name}.csv").write_text(f"Ngày giao;Hạn xử lý;Ngày HT\n3/5/2021;{due};\n", "utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        (sys.executable, "-m", "taskstats_adapters.command.main", *arguments.split()),
        cwd=tmp_path,
        stdout=writer if closed == "stdout" else subprocess.PIPE,
        stderr=writer if closed == "stderr" else subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert done.returncode == code
    assert b"Traceback" not in (done.stderr or b"")
    assert (tmp_path / "a.md").exists() == ("-o a.md" in arguments)
    assert (tmp_path / "sai.xlsx").exists() == arguments.startswith("check b.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="file names there are Unicode")
def test_a_file_name_in_no_encoding_is_printed_escaped(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/b\xe1n.csv")).write_text(LIST, "utf-8")
    done = run("check", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "b\\udce1n.csv: đọc 2 dòng" in done.stdout
