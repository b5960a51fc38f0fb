"""The names of origins in receipts and places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from taskstats_adapters.vietnamese.text import visible


def shown_names(origins: Sequence[str]) -> Sequence[str]:
    """The last part of each path, or as many parts as make the names differ.

    A database URL is shown without user and password, and no character of a name steers a terminal.
    """
    paths = [_parts(origin) for origin in origins]
    depth = [1] * len(paths)
    while True:
        names = ["/".join(parts[-most:]) for parts, most in zip(paths, depth, strict=True)]
        seen = Counter(names)
        alike = [place for place, name in enumerate(names) if seen[name] > 1 and depth[place] < len(paths[place])]
        if not alike:
            return [visible(name) for name in names]
        for place in alike:
            depth[place] += 1


def _parts(origin: str) -> Sequence[str]:
    scheme, separator, _ = origin.partition("://")
    if separator:
        try:
            url = urlsplit(origin)
        except ValueError:  # no valid address: its source says so, and nothing of it is shown
            return [f"{scheme}://…"]
        parts = (f"{url.scheme}:", "", url.hostname or "", *url.path.strip("/").split("/"))
    else:
        parts = Path(origin).parts
    return [part for part in parts if part] or [origin]
