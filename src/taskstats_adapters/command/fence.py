"""A process with bounded memory and time, for lists from strangers.

Every source inspects a file before a library reads it; the fence holds where an inspection missed something.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from types import FrameType, ModuleType
from typing import NoReturn

from taskstats_adapters.command.console import SOURCE, exit_codes, tell
from taskstats_adapters.errors import FenceError

MEMORY = 2 * 2**30
"""Bytes of address space: enough for a list of a million tasks, and bearable on an office computer with 4 GB."""

SECONDS = 300
"""Processor time: enough for a list of a million tasks on a computer ten times slower than an ordinary one."""

LEEWAY = 10
"""Further seconds of processor time to clean up; then the system kills the process."""

MESSAGE = (
    f"Từ chối đọc: danh sách này cần hơn {MEMORY >> 30} GB bộ nhớ hoặc hơn {SECONDS} giây tính toán, hoặc làm chương "
    "trình đọc dừng đột ngột. Hãy hỏi lại người gửi; nếu tin danh sách này, hãy chia nhỏ hoặc chạy lại không có "
    "--untrusted  [E-FENCE]"
)

_DIED = ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGKILL", "SIGSEGV", "SIGXCPU")


def run(program: Sequence[str]) -> int:
    """Run a program that calls `enclose`, on the streams of this process; its exit code.

    If it dies of its limits, one message on stderr says so, and the code is 3. Raises FenceError.
    """
    _resource()  # where there are no limits, nothing is started
    with (
        tempfile.TemporaryDirectory(prefix="taskstats-") as folder,  # removed with what a killed process leaves in it
        subprocess.Popen(program, env={**os.environ, "TMPDIR": folder}) as process,
    ):
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            code = _end_of(process)
        finally:
            signal.signal(signal.SIGTERM, before)
    if code >= 0:
        return code
    if signal.Signals(-code).name not in _DIED:  # somebody stopped it
        return 128 - code
    tell(MESSAGE)
    return SOURCE


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """The return code of the process. Ctrl-C may reach only this one, so it is passed on."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)


def enclose(command: Callable[[], NoReturn]) -> NoReturn:
    """Limit this process, then run the command in it, which ends the process."""
    with exit_codes():
        _fence_in(_resource())
    with contextlib.suppress(MemoryError, _OutOfTime):  # gone, with all that filled the memory, before the message
        command()
    tell(MESSAGE)
    raise SystemExit(SOURCE)


class _OutOfTime(BaseException):
    """The processor time is used up."""


def _resource() -> ModuleType:
    try:
        import resource
    except ImportError:  # not on Windows
        raise FenceError(sys.platform) from None
    return resource


def _fence_in(resource: ModuleType) -> None:
    """Limit this process, and make sure that the limits hold. Raises FenceError."""
    limits = ((resource.RLIMIT_CORE, 0, 0), (resource.RLIMIT_AS, MEMORY, 0), (resource.RLIMIT_CPU, SECONDS, LEEWAY))
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
    # Native code writes to descriptor 2 only when it dies, and `run` tells of that: what it writes is dropped.
    sys.stderr = os.fdopen(os.dup(2), "w", 1, sys.stderr.encoding, sys.stderr.errors)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # it would come again every second, and interrupt the clean-up
    raise _OutOfTime
