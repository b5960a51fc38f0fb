"""A settings file as bytes: whatever its name stands for, it is read at once and in full, or refused."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from taskstats_adapters.vietnamese.reasons import NO_REGULAR_FILE

LARGEST = 16 * 2**20
"""Bytes of the largest file. A profile with ten thousand agencies takes one megabyte."""


def read_settings(path: Path) -> bytes:
    """The bytes of a regular file, which a link may stand for; a device or a pipe could be endless.

    Raises OSError, also for a name that no file can have.
    """
    try:
        mode = path.stat().st_mode
    except ValueError:  # a NUL
        raise FileNotFoundError(errno.ENOENT, "no such file") from None
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, NO_REGULAR_FILE)
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EINVAL, f"tệp lớn hơn {LARGEST >> 20} MB")
    return content
