"""Reproducible zip files: the same parts give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

WRITTEN = dt.datetime(2020, 3, 5, tzinfo=dt.UTC)
"""The fixed date in the properties of every file: that of Decree 30/2020/NĐ-CP."""


def entry(name: str) -> zipfile.ZipInfo:
    """The header of a deflated part with a fixed date (1980) and system."""
    head = zipfile.ZipInfo(name)
    head.compress_type = zipfile.ZIP_DEFLATED
    head.create_system = 0
    return head


def repacked(archive: bytes) -> bytes:
    """The archive with the same parts in the same order, packed reproducibly."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            target.writestr(entry(name), source.read(name))
    return file.getvalue()
