"""Atomic writing: an old file stays intact until the new one is complete on disk, and of several files all or none."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from taskstats_adapters.errors import OutputError
from taskstats_adapters.vietnamese.reasons import NO_REGULAR_FILE, why

Output = tuple[str | Path, bytes]
"""(path, content)"""


def write_atomically(path: str | Path, content: bytes) -> None:
    """Write a temporary file in the same folder, flush it to disk, then rename it. Raises OutputError.

    A symbolic link is followed, and a replaced file keeps its mode.
    """
    write_together([(path, content)])


def write_together(outputs: Iterable[Output]) -> None:
    """Write several files: every one is complete on disk before the first is renamed.

    Raises OutputError, and then none is written, unless a rename fails after others: the message names those.
    """
    with contextlib.ExitStack() as staged:
        renames = [(path, *staged.enter_context(_staged(path, content))) for path, content in outputs]
        written: list[str] = []
        for path, temporary, target in renames:
            try:
                temporary.replace(target)
            except OSError as error:
                raise _not_written(path, error, written) from error
            written.append(str(path))


def has_other_names(path: str | Path) -> bool:
    """Whether a file has several names (hard links): the others keep the old content when it is written."""
    try:
        return Path(path).stat().st_nlink > 1
    except OSError:
        return False


@contextlib.contextmanager
def _staged(path: str | Path, content: bytes) -> Iterator[tuple[Path, Path]]:
    """(a temporary file with the content, the path to rename it to). It is removed unless it is renamed."""
    target, temporary = Path(os.path.realpath(path)), None
    try:
        try:
            mode = _mode_of(target)
            # Of its own name, since the target's may be as long as names can be.
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".taskstats-", suffix=".tmp")
            temporary = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(mode)
        except OSError as error:
            raise _not_written(path, error) from error
        yield temporary, target
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _not_written(path: str | Path, error: OSError, written: Sequence[str] = ()) -> OutputError:
    others = f"; đã ghi xong: {', '.join(written)}" if written else ""
    return OutputError(str(path), f"không ghi được ({why(error)}); tệp cũ (nếu có) còn nguyên{others}")


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
