"""The files of a folder or a pattern."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path


def listed(origin: str) -> Sequence[Path] | None:
    """The files of a folder or a pattern, sorted by name; None for a single origin."""
    try:
        if Path(origin).is_dir():
            return sorted(Path(origin).iterdir())
        if glob.has_magic(origin) and "://" not in origin and not Path(origin).exists():
            return sorted(set(map(Path, matches(pattern_of(origin)))))
    except (OSError, ValueError):  # the source will report why it cannot be accessed
        return None
    return None


def matches(pattern: Path) -> Iterator[str]:
    """The paths that match a pattern. ** does not follow links: a link to a parent would make glob endless."""
    if "**" not in pattern.parts:
        yield from glob.glob(str(pattern))  # noqa: PTH207 - Path.glob needs the fixed part separately
        return
    at = pattern.parts.index("**")
    for top in matches(Path(*pattern.parts[:at])):
        for folder, within, _ in os.walk(top):
            within[:] = [name for name in within if not name.startswith(".")]
            yield from matches(Path(glob.escape(folder), *pattern.parts[at + 1 :]))


def pattern_of(origin: str) -> Path:
    """The pattern of the files that an origin stands for; its last part is the pattern of their names."""
    if Path(origin).is_dir():
        return Path(glob.escape(origin), "*")
    return Path(origin, "*") if Path(origin).name == "**" else Path(origin)
