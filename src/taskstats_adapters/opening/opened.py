"""Sources opened together: their sheets, and the errors met while reading them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import attrs

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet, Source
from taskstats_adapters.contract.file_types import DATABASE, LARGEST
from taskstats_adapters.errors import SourceError
from taskstats_adapters.intake.problems import IgnoredSheet, Problem
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.opening.names import shown_names
from taskstats_adapters.opening.origins import content_chose, expand
from taskstats_adapters.plugins.discovery import registry
from taskstats_adapters.vietnamese.text import visible

Item = TypeVar("Item")

OF_THE_FILE = "W-FORMAT"
"""The code of a note that is told once, of the file and not of each of its sheets."""


@attrs.define
class Opened:
    """Sources that are read together. Their errors are collected in `unread`, so that the others are still read.

    `ignored` names the files that cannot be lists; `problems` is complete once the sheets have been read.
    """

    sources: list[tuple[SourceFile, Iterable[Sheet]]] = attrs.field(factory=list)
    ignored: Sequence[IgnoredSheet] = ()
    problems: list[Problem] = attrs.field(factory=list)
    unread: list[SourceError] = attrs.field(factory=list)

    def raise_unread(self) -> None:
        """Raise the collected SourceError, or an ExceptionGroup of several."""
        if len(self.unread) > 1:
            raise ExceptionGroup("sources that cannot be read", self.unread)
        if self.unread:
            raise self.unread[0]


def open_sources(
    origins: Iterable[str | Path],
    profile: Profile,
    format: str | None = None,  # noqa: A002
    sheet: str | None = None,
) -> Opened:
    """Open the sources that these origins name. Raises what `expand` raises."""
    found = expand(map(str, origins), registry(), format)
    opened = Opened(ignored=found.ignored)
    names = shown_names([origin for origin, _ in found.chosen])
    read: dict[str, str] = {}
    for name, (origin, source) in zip(names, found.chosen, strict=True):
        digest = _digest(origin)
        if digest is not None and (same := read.setdefault(digest, name)) != name:
            opened.ignored = (*opened.ignored, IgnoredSheet(name, f"giống hệt {same}", nothing_lost=True))
            message = f"tệp giống hệt {same}, chỉ đọc một lần; nếu chép nhầm, hãy thay bằng tệp đúng"
            opened.problems.append(Problem(code="W-COPY", place=name, message=message))
            continue
        if format is None and (content := content_chose(origin, registry())):
            message = f"đuôi tệp lạ, nội dung là {content}; đã đọc bằng nguồn {source.name}"
            opened.problems.append(Problem(code="W-FORMAT", place=name, message=message))
        reading = _Reading(opened, name, origin, profile, sheet)
        sheets = reading.sheets(source, certain=format is not None)
        opened.sources.append((SourceFile(name=name, sha256=digest), sheets))
    return opened


@attrs.frozen
class _Reading:
    """Reads one origin."""

    opened: Opened
    name: str
    origin: str
    profile: Profile
    sheet: str | None

    def sheets(self, source: Source, *, certain: bool) -> Iterator[Sheet]:
        options = dict(self.profile.source.get(source.name, {}))
        if self.sheet is not None:
            options["sheet"] = self.sheet
        try:
            for sheet in source.read(self.origin, options):
                self._tell(note for note in sheet.notes if note[0] == OF_THE_FILE)
                notes = tuple(note for note in sheet.notes if note[0] != OF_THE_FILE)
                rows = self._until_unreadable(sheet.rows)
                yield attrs.evolve(sheet, name=visible(sheet.name), rows=rows, notes=notes)
        except SourceError as error:
            if certain or error.meant is None:
                self.opened.unread.append(error)
                return
            # The suffix is clearly wrong, as when a system exports a web page as .xls.
            other = registry().source_for(self.origin, error.meant)
            message = f"{error.message.partition(';')[0]}; đã đọc bằng nguồn {other.name}"
            self.opened.problems.append(Problem(code="W-FORMAT", place=self.name, message=message))
            yield from self.sheets(other, certain=True)

    def _tell(self, notes: Iterable[tuple[str, str]]) -> None:
        """Report what is said of the whole file, once."""
        for code, message in notes:
            problem = Problem(code=code, place=self.name, message=message)
            if problem not in self.opened.problems:
                self.opened.problems.append(problem)

    def _until_unreadable(self, rows: Iterable[Item]) -> Iterator[Item]:
        try:
            yield from rows
        except SourceError as error:
            self.opened.unread.append(error)


def _digest(origin: str) -> str | None:
    """The SHA-256 of a file; None for standard input, addresses, and files that are too large to be read."""
    try:
        if not Path(origin).is_file():
            return None
        with Path(origin).open("rb") as file:
            if Path(origin).stat().st_size > LARGEST and file.read(len(DATABASE)) != DATABASE:
                return None
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
