"""The command with --untrusted: whatever a reader does, one message, one exit code, and nothing left behind."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from taskstats_adapters.command import fence

LIST = "Nội dung nhiệm vụ;Đơn vị;Ngày giao;Hạn xử lý;Ngày hoàn thành\nBáo cáo;Sở Y tế;3/5/2021;20/5/2021;\n"

READER = """
import os, signal, sys, tempfile
from taskstats_adapters.contract.adapters import Sheet, Source
from taskstats_adapters.contract.hooks import hookimpl

def read(origin, options):
{body}
    header = ("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
    yield Sheet("a", [header, ("a", "b", "3/5/2021", "4/5/2021", "")])

@hookimpl
def taskstats_sources():
    return [Source(name="strange", summary="one that somebody else wrote", read=read, suffixes=(".strange",))]
"""

Fenced = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Fenced]:
    """Start the fenced command in a folder with a list whose source runs the given code."""
    (tmp_path / "a.strange").write_text("x")
    (tmp_path / "a.csv").write_text(LIST, "utf-8")
    for folder in ("site/strange-1.0.dist-info", "temporary"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site/strange-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1\n")
    (tmp_path / "site/strange-1.0.dist-info/entry_points.txt").write_text("[taskstats]\nadapters = strange\n")
    processes = []

    def command(*arguments: str, body: str = "pass", before: str = "pass") -> subprocess.Popen[str]:
        code = READER.format(body="".join(f"    {line}\n" for line in body.splitlines()))
        (tmp_path / "site/strange.py").write_text(code, "utf-8")
        outer = f"import sys; from taskstats_adapters.command.main import main\n{before}\nmain()"
        processes.append(
            subprocess.Popen(
                [sys.executable, "-P", "-c", outer, *arguments, "--untrusted"],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "TMPDIR": str(tmp_path / "temporary")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        )
        return processes[-1]

    yield command
    assert list((tmp_path / "temporary").iterdir()) == []
    assert [process.poll() for process in processes if process.poll() is None] == []


def ended(process: subprocess.Popen[str], stdin: str = "") -> tuple[int, str, str]:
    """(exit code, stdout, stderr)"""
    out, err = process.communicate(stdin, timeout=60)
    return process.returncode, out, err


# -- a list like any other ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "a.csv"),
        ("check", "a.csv", "--json"),
        ("check", "none.csv"),
        ("report", "a.csv", "--period", "2021-05"),
        ("report", "a.csv", "--period", "May"),
        ("list", "a.csv", "--period", "2021-05", "--figure", "due.overdue"),
        ("init", "a.csv"),
        ("check", "-", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_output_and_exit_codes_are_the_same_behind_the_fence(
    start: Fenced, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    plain = subprocess.run(
        [sys.executable, "-c", "from taskstats_adapters.command.main import main; main()", *arguments],
        cwd=tmp_path,
        input=LIST,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended(start(*arguments), LIST) == (plain.returncode, plain.stdout, plain.stderr)


def test_a_report_is_written(start: Fenced, tmp_path: Path) -> None:
    assert ended(start("report", "a.csv", "--period", "2021-05", "-o", "a.md"))[0] == 0
    assert "31/5/2021" in (tmp_path / "a.md").read_text("utf-8")


def test_a_module_in_the_folder_of_the_list_is_not_imported(start: Fenced, tmp_path: Path) -> None:
    for name in ("json", "click", "taskstats_adapters"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the folder of the list')")
    assert ended(start("check", "a.csv"))[0] == 0


# -- a reader that comes to grief -----------------------------------------------------------------

GRIEF = {
    "more memory than there is": "bytearray(3 * 2**30)",
    "memory bit by bit": "pieces = []\nwhile True: pieces.append(bytes(10**7))",
    "an allocation in Rust": (
        "from python_calamine import CalamineWorkbook\n"
        "CalamineWorkbook.from_path('stray.xlsx').get_sheet_by_index(0).to_python()"
    ),
    "an abort with a message of its own": "os.write(2, b'double free or corruption'); os.abort()",
    "a segmentation fault": "os.kill(os.getpid(), signal.SIGSEGV)",
    "a kill by the system": "os.kill(os.getpid(), signal.SIGKILL)",
    "a temporary file left": "tempfile.mkstemp(); os.abort()",
}


@pytest.mark.parametrize("body", GRIEF.values(), ids=GRIEF)
def test_a_crashing_reader_gives_one_message_and_one_code(start: Fenced, tmp_path: Path, body: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = book.worksheets[0]["XFD1048576"] = 1
    book.save(tmp_path / "stray.xlsx")
    (tmp_path / "a.docx").write_bytes(b"old")
    there = sorted(path.name for path in tmp_path.iterdir())
    said = ended(start("report", "a.strange", "--period", "2021-05", "-o", "a.docx", body=body))
    assert said == (3, "", f"{fence.MESSAGE}\n")
    assert "[E-FENCE]" in fence.MESSAGE
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == there


SHORT_OF_TIME = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (12, 12))"
"""Of 12 seconds that are allowed the fence leaves 2 for the reading."""


def test_time_runs_out(start: Fenced, tmp_path: Path) -> None:
    assert ended(start("check", "a.strange", body="while True: pass", before=SHORT_OF_TIME)) == (
        3, "", f"{fence.MESSAGE}\n",
    )  # fmt: skip


def test_running_out_of_time_during_a_write_leaves_no_temporary_file(start: Fenced, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    there = sorted(path.name for path in tmp_path.iterdir())
    body = "def busy(_):\n    while True: pass\nos.fsync = busy"
    said = ended(start("report", "a.strange", "--period", "2021-05", "-o", "a.md", body=body, before=SHORT_OF_TIME))
    assert said == (3, "", f"{fence.MESSAGE}\n")
    assert (tmp_path / "a.md").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == there


def test_no_file_grows_without_end(start: Fenced) -> None:
    """Nor does it fill the folder for temporary files."""
    body = (
        "import tempfile\nfile = tempfile.TemporaryFile(buffering=0)\nfile.truncate(2**30)\nfile.seek(2**30)\n"
        "try:\n    file.write(b'x')\nexcept OSError as error:\n    raise SystemExit(error.strerror)"
    )
    assert ended(start("check", "a.strange", body=body))[2] == "File too large\n"


def test_no_core_dump_is_left(start: Fenced) -> None:
    body = "import resource; raise SystemExit(str(resource.getrlimit(resource.RLIMIT_CORE)))"
    before = (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))"
    )
    assert ended(start("check", "a.strange", body=body, before=before))[2] == "(0, 0)\n"


# -- a person who does not wait -------------------------------------------------------------------


def waiting(process: subprocess.Popen[str], ready: Path) -> subprocess.Popen[str]:
    """The process, once its reader has created the file `ready`."""
    while not ready.exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    return process


WAIT = "import time, pathlib\npathlib.Path('ready').write_text(str(os.getpid()))\ntime.sleep(60)"


HEEDED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Before a command that a test interrupts: a process started in the background inherits SIGINT as ignored."""


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 128 + signal.SIGINT, "\nĐã dừng theo yêu cầu (Ctrl-C)\n"),
        (signal.SIGTERM, 128 + signal.SIGTERM, ""),
    ],
)
def test_stopping_the_command_stops_the_reader(
    start: Fenced, tmp_path: Path, number: signal.Signals, code: int, said: str
) -> None:
    process = waiting(start("check", "a.strange", body=WAIT, before=HEEDED), tmp_path / "ready")
    process.send_signal(number)
    assert ended(process) == (code, "", said)
    reader = int((tmp_path / "ready").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(reader, 0)


def is_running(number: int) -> bool:
    """Whether a process is there, and not only its exit code."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


HELD = "import re\nre.match('(a+)+$', 'a' * 60 + 'b')"
"""No other thread gets to run meanwhile."""


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("body", [WAIT, f"{WAIT.rpartition(chr(10))[0]}\n{HELD}"], ids=["waiting", "at work"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGQUIT])
def test_a_reader_ends_with_the_command_that_is_killed(
    start: Fenced, tmp_path: Path, number: signal.Signals, body: str
) -> None:
    left = f"import tempfile; tempfile.mkstemp(); tempfile.mkdtemp()\n{body}"
    process = waiting(start("check", "a.strange", body=left), tmp_path / "ready")
    reader = int((tmp_path / "ready").read_text())
    assert is_running(reader)
    process.send_signal(number)
    assert ended(process)[0] == -number
    until = time.monotonic() + 20
    while (is_running(reader) or list((tmp_path / "temporary").iterdir())) and time.monotonic() < until:
        time.sleep(0.01)
    assert not is_running(reader)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_nobody_watches_a_reader_that_has_ended(start: Fenced, tmp_path: Path) -> None:
    assert ended(start("check", "a.strange"))[0] == 0
    until = time.monotonic() + 20
    while (others := watchers(tmp_path)) and time.monotonic() < until:
        time.sleep(0.01)
    assert others == []


def watchers(folder: Path) -> list[str]:
    """The processes whose temporary files are in this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.fsencode(folder) in (process / "environ").read_bytes():
                found.append(process.name)
    return found


# -- a computer that cannot -----------------------------------------------------------------------


def test_without_limits_nothing_is_read(start: Fenced) -> None:
    """As on Windows, which has no `resource` module."""
    code, out, err = ended(start("check", "a.csv", before="sys.modules['resource'] = None"))
    assert (code, out) == (2, "")
    assert err.startswith("Máy này không giới hạn được bộ nhớ")
    assert err.endswith("[E-FENCE]\n")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("resource.setrlimit = lambda *_: None", "giới hạn không có hiệu lực"),
        (
            "def refuse(*_): raise ValueError('current limit exceeds maximum limit')\nresource.setrlimit = refuse",
            "exceeds",
        ),
    ],
    ids=["a limit without effect", "a limit that is refused"],
)
def test_limits_that_do_not_hold_are_a_usage_error(start: Fenced, tmp_path: Path, fault: str, told: str) -> None:
    """The fault is in the child: Python runs this at the start of every process of the user."""
    (tmp_path / "site/sitecustomize.py").write_text(f"import resource\n{fault}\n")
    code, out, err = ended(start("check", "a.csv"))
    assert (code, out) == (2, "")
    assert told in err
    assert err.endswith("[E-FENCE]\n")
    assert err.count("\n") == 1


def test_the_limits_are_those_in_the_docs() -> None:
    assert (fence.MEMORY, fence.SECONDS) == (2 * 2**30, 300)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != fence.MEMORY
