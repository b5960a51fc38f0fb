"""Atomic writing: the old file stays intact until the new one is complete on disk."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from taskstats_adapters.errors import OutputError
from taskstats_adapters.vietnamese.reasons import NO_REGULAR_FILE, why


def write_atomically(path: str | Path, content: bytes) -> None:
    """Write a temporary file in the same folder, flush it to disk, then rename it. Raises OutputError.

    A symbolic link is followed, and a replaced file keeps its mode.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = _mode_of(target)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise OutputError(str(path), f"không ghi được ({why(error)}); tệp cũ (nếu có) còn nguyên") from error


def _mode_of(target: Path) -> int:
    try:
        status = target.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, NO_REGULAR_FILE)
    return stat.S_IMODE(status.st_mode)
