"""A process with limited memory and time, for untrusted lists.

Every source inspects a file before a library reads it; the limits catch what an inspection misses.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from types import FrameType, ModuleType
from typing import NoReturn

from taskstats_adapters.command.console import SOURCE, exit_codes, tell
from taskstats_adapters.errors import FenceError

MEMORY = 2 * 2**30
"""Bytes of address space: enough for a million tasks, and acceptable on an office computer with 4 GB."""

SECONDS = 300
"""Processor time: enough for a million tasks on a computer ten times slower than an ordinary one."""

LARGEST = 2**30
"""Bytes of a file that it may write: more than any report, and less than the disk."""

LEEWAY = 10
"""More seconds of processor time for cleaning up, before the system kills the process."""

MESSAGE = (
    f"Từ chối đọc: danh sách này cần hơn {MEMORY >> 30} GB bộ nhớ hoặc hơn {SECONDS} giây tính toán, hoặc làm chương "
    "trình đọc dừng đột ngột. Hãy hỏi lại người gửi; nếu tin danh sách này, hãy chia nhỏ hoặc chạy lại không có "
    "--untrusted  [E-FENCE]"
)

_LIFE = "TASKSTATS_LIFE_LINE"
"""The environment variable that hands the fenced process its end of a pipe."""

_DIED = ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGKILL", "SIGSEGV", "SIGXCPU")


def run(program: Sequence[str]) -> int:
    """Run a program that calls `enclose`, with this process's streams, and return its exit code.

    If a limit kills it, or it crashes, one message on stderr says so, and the code is 3. If this process is killed, it
    ends, too, and its temporary folder is removed. Raises FenceError.
    """
    _resource()  # raises before anything is started where there are no limits
    reading, writing = _pipe()
    with (
        tempfile.TemporaryDirectory(prefix="taskstats-") as folder,  # removed with what a killed process leaves
        _life_line(writing),
        subprocess.Popen(
            program, env={**os.environ, "TMPDIR": folder, _LIFE: str(reading)}, pass_fds=[reading]
        ) as process,
    ):
        os.close(reading)
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            code = _end_of(process)
        finally:
            signal.signal(signal.SIGTERM, before)
    if code >= 0:
        return code
    if signal.Signals(-code).name not in _DIED:  # stopped from outside
        return 128 - code
    tell(MESSAGE)
    return SOURCE


def _pipe() -> tuple[int, int]:
    """The ends of a pipe, with numbers that no standard stream has: those may be closed, and so free."""
    import fcntl

    ends = os.pipe()
    reading, writing = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3) for end in ends)
    for end in ends:
        os.close(end)
    return reading, writing


@contextlib.contextmanager
def _life_line(pipe: int) -> Iterator[None]:
    """Tell the watcher at the other end of the pipe that nothing is left to do; a process that is killed cannot."""
    try:
        yield
    finally:
        with contextlib.suppress(BrokenPipeError):  # there is no watcher
            os.write(pipe, b".")
        os.close(pipe)


def _watched(pipe: int) -> None:
    """Start a process that ends this one, and removes its temporary folder, if the one that started it is killed.

    A process, and not a thread: a library can keep all threads waiting.
    """
    watched = os.getpid()
    if os.fork():
        os.close(pipe)
        return
    os.setsid()  # a signal to the group, such as Ctrl-C, is not for it
    for stream in range(3):  # whoever reads them waits for their end
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    if not os.read(pipe, 1):
        while os.getppid() == watched:
            os.kill(watched, signal.SIGKILL)
            time.sleep(0.01)
        shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os._exit(0)


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """The return code of the process. Ctrl-C may reach only its parent, so it is passed on."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)


def enclose(command: Callable[[], NoReturn]) -> NoReturn:
    """Limit this process and run the command, which ends the process."""
    _watched(int(os.environ.pop(_LIFE)))
    with exit_codes():
        _fence_in(_resource())
    with contextlib.suppress(MemoryError, _OutOfTime):  # freed before the message is printed
        command()
    tell(MESSAGE)
    raise SystemExit(SOURCE)


class _OutOfTime(BaseException):
    """The processor time has run out."""


def _resource() -> ModuleType:
    try:
        import resource
    except ImportError:  # not on Windows
        raise FenceError(sys.platform) from None
    return resource


def _fence_in(resource: ModuleType) -> None:
    """Limit this process and verify that the limits hold. Raises FenceError."""
    limits = (
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_FSIZE, LARGEST, 0),
        (resource.RLIMIT_AS, MEMORY, 0),
        (resource.RLIMIT_CPU, SECONDS, LEEWAY),
    )
    try:
        for limit, most, leeway in limits:
            allowed = resource.getrlimit(limit)[1]
            hard = most + leeway if allowed == resource.RLIM_INFINITY else min(most + leeway, allowed)
            resource.setrlimit(limit, (hard - leeway if hard > leeway else hard, hard))
    except (OSError, ValueError) as error:
        raise FenceError(error) from error
    try:
        mmap.mmap(-1, MEMORY).close()
    except (OSError, MemoryError):
        pass
    else:
        raise FenceError("giới hạn không có hiệu lực")
    signal.signal(signal.SIGXCPU, _stop)
    # Native code writes to descriptor 2 only when it crashes, which `run` reports: drop what it writes.
    if sys.stderr is not None:
        sys.stderr = os.fdopen(os.dup(2), "w", 1, sys.stderr.encoding, sys.stderr.errors)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # otherwise it recurs every second and interrupts the clean-up
    raise _OutOfTime
