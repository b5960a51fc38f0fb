"""Output of the command: data on stdout, messages on stderr, an exit code for each error.

All that is printed passes here, and is made visible: a name from outside neither steers the terminal nor forges a line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from taskstats import BaselineMismatch, Unbalanced
from taskstats_adapters.errors import AdapterError, FenceError, OutputError, ProfileError, SourceError
from taskstats_adapters.narrative.violations import sentence
from taskstats_adapters.vietnamese.reasons import why
from taskstats_adapters.vietnamese.text import visible

FINE, DATA, USAGE, SOURCE, OUTPUT = range(5)
"""Exit codes: success; errors in the data; usage error; unreadable source; output not written."""

STOPPED = 130
"""Exit code after Ctrl-C, as shells give it: 128 and the number of SIGINT."""

OTHER_NAMES = " (tệp cũ còn có tên khác, là liên kết cứng: tên đó giữ nội dung cũ)"
"""Added to "Đã ghi …" where a file with hard links was replaced."""

_EXIT_CODES: Mapping[type[BaseException], int] = {
    Unbalanced: DATA,
    ProfileError: USAGE,
    BaselineMismatch: USAGE,
    AdapterError: USAGE,
    FenceError: USAGE,
    SourceError: SOURCE,
    OutputError: OUTPUT,
}


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn an error in the table into its message and exit code; any other keeps its traceback."""
    code = FINE
    try:
        yield
    except* tuple(_EXIT_CODES) as errors:
        for error in _leaves(errors):
            with suppress(OutputError):  # the code says it where no message can
                tell(*_said(error))
            code = code or next(_EXIT_CODES[kind] for kind in type(error).__mro__ if kind in _EXIT_CODES)
    if code:  # not raised in the except*, which would wrap it in a group
        raise SystemExit(code)


def show(*lines: str) -> None:
    """Print data, one item per line, with tabs between its columns. Raises OutputError."""
    show_text("".join(f"{visible(line, kept=_TAB)}\n" for line in lines))


def show_text(text: str) -> None:
    """Print a text of several lines. Raises OutputError."""
    if sys.stdout is None:  # closed by whoever started the command
        raise OutputError("", "Không in được kết quả: đầu ra chuẩn đã đóng")
    with printing(sys.stdout):
        click.echo(visible(text, kept=f"{_TAB}\n"), nl=False)


def tell(*messages: object) -> None:
    """Print messages, one per line. Raises OutputError."""
    if sys.stderr is None:
        return
    with printing(sys.stderr):
        for message in messages:
            click.echo(visible(str(message)), err=True)


@contextmanager
def printing(stream: TextIO) -> Iterator[None]:
    """Turn a failure to print into OutputError, unless the reader has closed the pipe (`| head`)."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:  # of a file, not of a stream
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # otherwise Python tries again at exit
        if not isinstance(error, BrokenPipeError):
            raise OutputError("", f"Không in được kết quả: {why(error)}") from error


def _said(error: BaseException) -> Sequence[str]:
    """The lines of an error's message for the office. The core's own are in English, for programmers."""
    if isinstance(error, BaselineMismatch):
        unlike = _UNLIKE[error.what].format(given=error.given, wanted=error.wanted)
        return [f"Báo cáo ở --baseline {unlike}.  [{error.code}]"]
    if isinstance(error, Unbalanced):
        where = "".join(f" trong {note}" for note in getattr(error, "__notes__", ()))
        return [f"Số liệu không khớp{where}, chưa ghi gì:", *(f"- {sentence(found)}" for found in error.violations)]
    if isinstance(error, ProfileError):
        return [error.heading, *(f"- {mistake}" for mistake in error.mistakes)]
    return [str(error)]


_TAB = "\t"
_UNLIKE = {
    "period": "là của kỳ {given}; hãy dùng báo cáo của kỳ {wanted}, kỳ được so sánh",
    "as_of": "chốt đến hết ngày {given}, trong khi kỳ đó kết thúc ngày {wanted}; hãy dùng báo cáo chốt ở ngày cuối kỳ",
    "rules": "tính theo {given}, báo cáo này theo {wanted}; hãy dùng báo cáo tính cùng quy tắc. Nếu tệp do người "
    'nhập, mà báo cáo đã ký vốn tính theo {wanted}, thì ghi thêm khóa "rules" vào tệp',
}
"""In what a baseline is not like the period compared with, and the cure."""


def _leaves(errors: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
