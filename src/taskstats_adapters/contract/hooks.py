"""The two hooks through which all adapters are offered, including the built-in ones."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from taskstats_adapters.contract.adapters import Exporter, Printer, Source

PROJECT = "taskstats"
"""The pluggy project name, and the entry-point group of adapters."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def taskstats_sources() -> Iterable[Source]:
    """The sources that this plugin offers."""
    return ()


@hookspec
def taskstats_renderers() -> Iterable[Printer | Exporter]:
    """The printers and exporters that this plugin offers."""
    return ()
