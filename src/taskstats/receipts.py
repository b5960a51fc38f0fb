"""Where tasks were read, and what became of every row."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class SourceFile:
    """Where tasks were read: a name without its folder, and the digest of its bytes where it has any."""

    name: str
    sha256: str | None = None


@attrs.frozen(kw_only=True)
class NotRead:
    """A file, sheet or table beside the lists of which nothing was read, and the reason in the office's words."""

    name: str
    reason: str


@attrs.frozen(kw_only=True)
class Receipt:
    """What became of every row read: rows = accepted + rejected + ignored. `not_read` has what was not read at all."""

    sources: tuple[SourceFile, ...] = ()
    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    not_read: tuple[NotRead, ...] = ()
