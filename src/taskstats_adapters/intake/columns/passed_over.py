"""The line of a profile that passes over a column."""

from __future__ import annotations

import json
from collections.abc import Iterable


def pass_over(known: Iterable[str], header: str) -> str:
    """The line of the profile that passes over one more column: it holds those that it has already, too."""
    return f"hãy ghi [intake] unread = {json.dumps([*known, header], ensure_ascii=False)} vào hồ sơ"
