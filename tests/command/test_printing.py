"""Output that cannot be printed is an error; closing the pipe is not."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["plugins", "check", "report --period 2021-05"])
def test_a_result_that_cannot_be_printed_is_an_output_error(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.csv").write_text("Ngày giao;Hạn xử lý;Ngày HT\n3/5/2021;20/5/2021;\n", "utf-8")
    arguments = (*command.split(), *([] if command == "plugins" else [str(tmp_path / "a.csv")]))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            (sys.executable, "-m", "taskstats_adapters.command.main", *arguments),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr.decode().splitlines()[-1] == "Không in được kết quả: đĩa đã đầy  [E-OUTPUT]"
    assert b"Traceback" not in done.stderr


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
    text = "Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành\n1;A;Sở Y tế;3/5/2021;20/5/2021;\n"
    Path(os.fsdecode(os.fsencode(folder) + b"/b\xe1n.csv")).write_text(text, "utf-8")
    done = run("check", folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "b\\udce1n.csv: đọc 2 dòng" in done.stdout
