"""The two hooks through which sources and renderers come: the built-in ones as well as everybody else's."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from taskstats_adapters.contract.adapters import Exporter, Printer, Source

PROJECT = "taskstats"
"""Both the pluggy project name and the entry-point group of adapters."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def taskstats_sources() -> Iterable[Source]:
    """The sources that this plugin offers."""
    return ()


@hookspec
def taskstats_renderers() -> Iterable[Printer | Exporter]:
    """The renderers that this plugin offers."""
    return ()
