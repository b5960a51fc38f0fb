"""The message for a missing library of an adapter, with the command that installs it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution
from typing import ParamSpec

import attrs

from taskstats_adapters.contract.adapters import Options, Printer, Renderer, Sheet, Source
from taskstats_adapters.contract.hooks import PROJECT
from taskstats_adapters.errors import AdapterError

Given = ParamSpec("Given")


def with_install_line(record: Source | Renderer, key: str, owner: Distribution | None) -> Source | Renderer:
    """The record, with a function that reports how to install a missing module of `requires`."""
    if isinstance(record, Source):
        read_sheets = record.read

        @functools.wraps(read_sheets)
        def read(origin: str, options: Options) -> Iterator[Sheet]:
            with _install_line(record, key, owner):
                yield from read_sheets(origin, options)

        return attrs.evolve(record, read=read)

    def guarded(work: Callable[Given, bytes]) -> Callable[Given, bytes]:
        @functools.wraps(work)
        def render(*given: Given.args, **named: Given.kwargs) -> bytes:
            with _install_line(record, key, owner):
                return work(*given, **named)

        return render

    if isinstance(record, Printer):
        return attrs.evolve(record, print=guarded(record.print))
    return attrs.evolve(record, export=guarded(record.export))


@contextmanager
def _install_line(record: Source | Renderer, key: str, owner: Distribution | None) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if not any(f"{module}.".startswith(f"{error.name}.") for module in record.requires):
            raise
        project = owner.metadata["Name"] if owner else PROJECT
        extras = (owner.metadata.get_all("Provides-Extra") or []) if owner else []
        extra = next((f"[{extra}]" for extra in extras if normalized(extra) == normalized(record.name)), "")
        raise AdapterError(
            "E-LIBRARY",
            key,
            f"thiếu thư viện {error.name}; hãy chạy: pip install '{project}{extra}'",
        ) from error


def normalized(name: str) -> str:
    """The normalized name of a distribution or an extra (PEP 503): all its spellings become equal."""
    return re.sub(r"[-_.]+", "-", name).lower()
