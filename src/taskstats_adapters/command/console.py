"""Output of the command: data on stdout, messages on stderr, an exit code for each error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

import click

from taskstats import BaselineMismatch, Unbalanced
from taskstats_adapters.errors import AdapterError, FenceError, OutputError, ProfileError, SourceError
from taskstats_adapters.narrative.violations import sentence
from taskstats_adapters.vietnamese.reasons import why

FINE, DATA, USAGE, SOURCE, OUTPUT = range(5)
"""Exit codes: success; errors in the data; usage error; unreadable source; output not written."""

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
            tell(_said(error))
            code = code or next(_EXIT_CODES[kind] for kind in type(error).__mro__ if kind in _EXIT_CODES)
    if code:  # not raised in the except*, which would wrap it in a group
        raise SystemExit(code)


def show(text: str, nl: bool = True) -> None:
    """Print data. Raises OutputError."""
    with _printing(sys.stdout):
        click.echo(text, nl=nl)


def tell(*messages: object) -> None:
    """Print messages, one per line. Raises OutputError."""
    with _printing(sys.stderr):
        for message in messages:
            click.echo(str(message), err=True)


@contextmanager
def _printing(stream: TextIO) -> Iterator[None]:
    """Turn a failure to print into OutputError, unless the reader has closed the pipe (`| head`)."""
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # otherwise Python tries again at exit
        if not isinstance(error, BrokenPipeError):
            raise OutputError("", f"Không in được kết quả: {why(error)}") from error


def _said(error: BaseException) -> str:
    """The message of an error for the office. The core's own are in English, for programmers."""
    if isinstance(error, BaselineMismatch):
        unlike = _UNLIKE[error.what].format(given=error.given, wanted=error.wanted)
        return f"Báo cáo ở --baseline {unlike}.  [{error.code}]"
    if isinstance(error, Unbalanced):
        where = "".join(f" trong {note}" for note in getattr(error, "__notes__", ()))
        return "\n".join(
            [f"Số liệu không khớp{where}, chưa ghi gì:", *(f"- {sentence(found)}" for found in error.violations)]
        )
    return str(error)


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
