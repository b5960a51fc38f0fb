"""What the command says and how it ends: data on stdout, messages on stderr, each error of ours with its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from taskstats import BaselineMismatch, Unbalanced
from taskstats_adapters.errors import AdapterError, OutputError, ProfileError, SourceError
from taskstats_adapters.narrative.violations import sentence
from taskstats_adapters.vietnamese.reasons import why

FINE, DATA, USAGE, SOURCE, OUTPUT = range(5)
"""Exit codes: fine; the data has problems; usage; a source cannot be read; the output cannot be written."""

_EXIT_CODES: tuple[tuple[type[Exception], int], ...] = (
    (Unbalanced, DATA),
    (ProfileError, USAGE),
    (BaselineMismatch, USAGE),
    (AdapterError, USAGE),
    (SourceError, SOURCE),
    (OutputError, OUTPUT),
)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Every error of ours as its message and exit code; one that is not ours keeps its traceback."""
    code = FINE
    try:
        yield
    except* tuple(kind for kind, _ in _EXIT_CODES) as errors:
        for error in _leaves(errors):
            tell(_said(error))
            code = code or next(code for kind, code in _EXIT_CODES if isinstance(error, kind))
    if code:  # not raised above: what leaves an except* arrives in a group
        raise SystemExit(code)


def show(text: str, nl: bool = True) -> None:
    """Print data. Raises OutputError."""
    with _printing(sys.stdout):
        click.echo(text, nl=nl)


def tell(message: str) -> None:
    """Print a message. Raises OutputError."""
    with _printing(sys.stderr):
        click.echo(message, err=True)


@contextmanager
def _printing(stream: TextIO) -> Iterator[None]:
    """What cannot be printed, as OutputError. A reader that has gone away wants no more: all else is done as ever."""
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # else what is left is tried again at the end
        if not isinstance(error, BrokenPipeError):
            raise OutputError(f"Không in được kết quả: {why(error)}") from error


def _said(error: BaseException) -> str:
    """The message of an error; those of the core are English, for programmers, so the office gets its own."""
    if isinstance(error, BaselineMismatch):
        return f"Báo cáo ở --baseline là của kỳ {error.given}; cần báo cáo của kỳ {error.wanted}, kỳ được so sánh."
    if isinstance(error, Unbalanced):
        where = "".join(f" trong {note}" for note in getattr(error, "__notes__", ()))
        return "\n".join(
            [f"Số liệu không khớp{where}, chưa ghi gì:", *(f"- {sentence(found)}" for found in error.violations)]
        )
    return str(error)


def _leaves(errors: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
