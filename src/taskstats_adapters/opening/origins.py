"""Expands what a user names (files, folders, patterns, URLs, "-") to the sources to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from taskstats_adapters.contract.adapters import Source
from taskstats_adapters.contract.file_types import ADVICE, MEANT, NAMES, kind_of
from taskstats_adapters.errors import AdapterError, SourceError
from taskstats_adapters.intake.problems import IgnoredSheet
from taskstats_adapters.opening.patterns import listed
from taskstats_adapters.plugins.registry import Registry
from taskstats_adapters.vietnamese.text import visible

_OF_THE_SYSTEM = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store"))
"""Files that Windows and macOS put into folders by themselves."""


@attrs.frozen
class Origins:
    """The origins to read, each with its source, and the files of their folders that cannot be lists."""

    chosen: Sequence[tuple[str, Source]]
    ignored: Sequence[IgnoredSheet] = ()


def expand(named: Iterable[str], registry: Registry, format: str | None = None) -> Origins:  # noqa: A002
    """Expand the named origins, in the given order; files of a folder or pattern are sorted by name.

    A file is read once, however often it is named: otherwise its rows without an id would count twice.

    A folder stands for its files, not for those of its subfolders; a file that nothing reads, the lock files of Office
    ("~$…") and what Windows puts there (Thumbs.db) are ignored and named. Raises AdapterError for a file named by the
    user that nothing reads, and SourceError (E-MISSING) for an empty name, a file that does not exist, a folder or a
    pattern with nothing to read.
    """
    chosen: dict[str, tuple[str, Source]] = {}
    ignored: list[IgnoredSheet] = []
    for origin in named:
        if not origin:  # as a path, it would be the current folder
            raise SourceError("E-MISSING", '""', "tên danh sách để trống; hãy ghi tên tệp hoặc thư mục")
        files = listed(origin)
        if files is None:
            chosen.setdefault(_itself(origin), (origin, _source_of(origin, registry, format)))
            continue
        lists = 0
        for file in files:
            source = _source_in_folder(file, registry, format)
            if source is None:
                what = "thư mục con" if file.is_dir() else "không phải định dạng đọc được"
                ignored.append(IgnoredSheet(visible(file.name), what, nothing_lost=_is_of_the_system(file)))
            else:
                chosen.setdefault(_itself(str(file)), (str(file), source))
                lists += 1
        if not lists:
            raise SourceError("E-MISSING", Path(origin).name or origin, "không có tệp danh sách nào trong đó")
    return Origins(tuple(chosen.values()), tuple(ignored))


def _source_of(origin: str, registry: Registry, format: str | None) -> Source:  # noqa: A002
    try:
        return registry.source_for(origin, format)
    except AdapterError:
        if format is None and (kind := _kind(origin)) in MEANT and kind != "text":
            return registry.source_for(origin, MEANT[kind])  # a text may be anything, so its suffix is asked for
        if format is None and kind in ADVICE and kind != "unknown":
            message = f"tệp này là {NAMES[kind]}, không đọc được; {ADVICE[kind]}"
            raise SourceError("E-FORMAT", Path(origin).name, message) from None
        if format is not None or not _is_missing(origin):
            raise
        message = "không tìm thấy tệp hoặc thư mục; hãy kiểm tra lại tên và thư mục"
        raise SourceError("E-MISSING", Path(origin).name or origin, message) from None


def content_chose(origin: str, registry: Registry) -> str | None:
    """What the content of a file is, where it alone chose the source; None if the suffix is a source's or its own."""
    try:
        registry.source_for(origin)
    except AdapterError:
        name = NAMES[_kind(origin)]
        return None if f"({Path(origin).suffix.lower()})" in name else name
    return None


def _kind(origin: str) -> str:
    """The kind of file that the content is; "unknown" for what cannot be opened as a file."""
    try:
        return kind_of(Path(origin).read_bytes()) if Path(origin).is_file() else "unknown"
    except (OSError, ValueError):
        return "unknown"


def _source_in_folder(file: Path, registry: Registry, format: str | None) -> Source | None:  # noqa: A002
    if file.name.startswith(".") or _is_of_the_system(file) or file.is_dir():
        return None
    try:
        return _source_of(str(file), registry, format)
    except (AdapterError, SourceError):
        return None


def _is_of_the_system(file: Path) -> bool:
    """Whether a file was put there by the system, or locks a document that is open in Office ("~$…")."""
    return file.name.startswith("~$") or file.name.lower() in _OF_THE_SYSTEM


def _itself(origin: str) -> str:
    """The identity of an origin: for a file, its full path with links resolved."""
    try:
        return str(Path(origin).resolve()) if Path(origin).is_file() else origin
    except (OSError, ValueError):
        return origin


def _is_missing(origin: str) -> bool:
    try:
        return origin != "-" and "://" not in origin and not Path(origin).exists()
    except (OSError, ValueError):
        return True
