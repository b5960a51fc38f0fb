"""What a user names as a source -> the sources to read: files, the files of a folder or a pattern, URLs, "-"."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import attrs

from taskstats_adapters.contract.adapters import Source
from taskstats_adapters.errors import AdapterError, SourceError
from taskstats_adapters.intake.problems import IgnoredSheet
from taskstats_adapters.plugins.registry import Registry


@attrs.frozen
class Origins:
    """The sources to read, and the files that were found beside them and cannot be lists."""

    chosen: Sequence[tuple[str, Source]]
    ignored: Sequence[IgnoredSheet] = ()


def expand(named: Iterable[str], registry: Registry, format: str | None = None) -> Origins:  # noqa: A002
    """The sources meant, each once, in the order named; those of a folder or a pattern in the order of their names.

    A file is one however it is named: rows without an id would count twice.

    A folder is its files, not those of the folders in it; a file that nothing reads, and the lock files of Office
    ("~$…"), are ignored and named. Raises AdapterError for a file that was named itself and that nothing reads, and
    SourceError (E-MISSING) for one without a name or that is not there, for a folder or a pattern with nothing to read.
    """
    chosen: dict[str, tuple[str, Source]] = {}
    ignored: list[IgnoredSheet] = []
    for origin in named:
        if not origin:  # as a path it would be the current folder
            raise SourceError("E-MISSING", '""', "tên danh sách để trống; hãy ghi tên tệp hoặc thư mục")
        found = _listed(origin)
        if found is None:
            try:
                chosen.setdefault(_itself(origin), (origin, registry.source_for(origin, format)))
            except AdapterError:
                if format is None and _is_missing(origin):
                    where = Path(origin).name or origin
                    message = "không tìm thấy tệp hoặc thư mục; hãy kiểm tra lại tên và thư mục"
                    raise SourceError("E-MISSING", where, message) from None
                raise
            continue
        lists = 0
        for path in found:
            try:
                if path.name.startswith(("~$", ".")) or path.is_dir():
                    raise AdapterError("E-FORMAT", "not a list")
                chosen.setdefault(_itself(str(path)), (str(path), registry.source_for(path, format)))
                lists += 1
            except AdapterError:
                what = "thư mục con" if path.is_dir() else "không phải định dạng đọc được"
                ignored.append(IgnoredSheet(path.name, what))
        if not lists:
            raise SourceError("E-MISSING", Path(origin).name or origin, "không có tệp danh sách nào trong đó")
    return Origins(tuple(chosen.values()), tuple(ignored))


def is_read(path: str, named: Iterable[str], registry: Registry, format: str | None = None) -> bool:  # noqa: A002
    """Whether a file is one of the sources meant, by whatever name. Raises as `expand` does."""
    return is_one_of(path, (origin for origin, _ in expand(named, registry, format).chosen))


def is_one_of(path: str, files: Iterable[str]) -> bool:
    """Whether a file is one of these, by whatever name; one that is not there is none."""
    return any(Path(file).exists() and Path(path).exists() and Path(file).samefile(path) for file in files)


def lies_among(path: str, named: Iterable[str], registry: Registry) -> bool:
    """Whether a file, once it is there, is read as one of a folder or a pattern: a report's tasks would count twice."""
    try:
        registry.source_for(path)
    except AdapterError:
        return False
    return any(
        Path(folder).resolve() == Path(path).parent.resolve() and Path(path).match(pattern.name)
        for pattern in map(_pattern, named)
        for folder in _matches(pattern.parent)
    )


def shown_names(origins: Sequence[str]) -> Sequence[str]:
    """How receipts and places call origins: by the last part of the path, or as many as tell one from another.

    A database is called without its user and password.
    """
    paths = [_parts(origin) for origin in origins]
    depth = [1] * len(paths)
    while True:
        names = ["/".join(parts[-most:]) for parts, most in zip(paths, depth, strict=True)]
        seen = Counter(names)
        alike = [place for place, name in enumerate(names) if seen[name] > 1 and depth[place] < len(paths[place])]
        if not alike:
            return names
        for place in alike:
            depth[place] += 1


def _parts(origin: str) -> Sequence[str]:
    if "://" in origin:
        url = urlsplit(origin)
        parts = (f"{url.scheme}:", "", url.hostname or "", *url.path.strip("/").split("/"))
    else:
        parts = Path(origin).parts
    return [part for part in parts if part] or [origin]


def _listed(origin: str) -> Sequence[Path] | None:
    """The files of a folder or a pattern in the order of their names; None for a single origin."""
    try:
        if Path(origin).is_dir():
            return sorted(Path(origin).iterdir())
        if glob.has_magic(origin) and "://" not in origin and not Path(origin).exists():
            return sorted(set(map(Path, _matches(_pattern(origin)))))
    except (OSError, ValueError):  # not to be looked into: the source says why
        return None
    return None


def _matches(pattern: Path) -> Iterator[str]:
    """What there is of a pattern. ** goes through no link, which may lead back: glob itself would find no end."""
    if "**" not in pattern.parts:
        yield from glob.glob(str(pattern))  # noqa: PTH207 - Path.glob wants the fixed part apart
        return
    at = pattern.parts.index("**")
    for top in _matches(Path(*pattern.parts[:at])):
        for folder, within, _ in os.walk(top):
            within[:] = [name for name in within if not name.startswith(".")]
            yield from _matches(Path(glob.escape(folder), *pattern.parts[at + 1 :]))


def _pattern(origin: str) -> Path:
    """A pattern for the files that an origin stands for; its last part is that of their names."""
    if Path(origin).is_dir():
        return Path(glob.escape(origin), "*")
    return Path(origin, "*") if Path(origin).name == "**" else Path(origin)


def _itself(origin: str) -> str:
    """What tells one origin from another: of a file its whole path, without links."""
    try:
        return str(Path(origin).resolve()) if Path(origin).is_file() else origin
    except (OSError, ValueError):
        return origin


def _is_missing(origin: str) -> bool:
    try:
        return origin != "-" and "://" not in origin and not Path(origin).exists()
    except (OSError, ValueError):
        return True
