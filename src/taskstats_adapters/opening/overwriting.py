"""Whether writing a file would overwrite an input, or add to the lists that are read next time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from taskstats_adapters.errors import AdapterError
from taskstats_adapters.opening.origins import expand
from taskstats_adapters.opening.patterns import matches, pattern_of
from taskstats_adapters.plugins.registry import Registry


def is_read(path: str, named: Iterable[str], registry: Registry, format: str | None = None) -> bool:  # noqa: A002
    """Whether a file is one of the named sources, under any name. Raises what `expand` raises."""
    return is_one_of(path, (origin for origin, _ in expand(named, registry, format).chosen))


def is_one_of(path: str, files: Iterable[str]) -> bool:
    """Whether a file is one of these, under any name; False if it does not exist, or cannot be asked for."""
    return any(_is_same(path, file) for file in files)


def _is_same(path: str, file: str) -> bool:
    try:
        return Path(file).samefile(path)
    except (OSError, ValueError):
        return False


def lies_among(path: str, named: Iterable[str], registry: Registry) -> bool:
    """Whether a file, once written, would be read as part of a folder or a pattern: its tasks would count twice."""
    try:
        registry.source_for(path)
    except AdapterError:
        return False
    return any(
        _is_same(folder, str(Path(path).parent)) and Path(path).match(pattern.name)
        for pattern in map(pattern_of, named)
        for folder in matches(pattern.parent)
    )
