"""Errors in an office's files and settings, and in installed adapters. Messages are in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence

from taskstats import TaskstatsError


class SourceError(TaskstatsError):
    """A source that cannot be read.

    `where` is the file and the place in it; the message says what was found, what was expected and what to do. If the
    suffix is clearly wrong, `meant` names the source that can read the content.
    """

    def __init__(self, code: str, where: str, message: str, *, meant: str | None = None) -> None:
        super().__init__(code, where, message)
        self.meant = meant


class ProfileError(TaskstatsError):
    """A profile with mistakes. `where` is its file; `mistakes` lists them all, each with its path in the file."""

    def __init__(self, where: str, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("E-PROFILE", where, "; ".join(self.mistakes))

    def __str__(self) -> str:
        return "\n".join([self.heading, *(f"- {mistake}" for mistake in self.mistakes)])

    @property
    def heading(self) -> str:
        """The first line of the message, above the mistakes."""
        return f"Hồ sơ {self.where} có {len(self.mistakes)} lỗi  [{self.code}]:"


class AdapterError(TaskstatsError):
    """An adapter that cannot be used. `where` is what was asked for: a name, a path, a scheme, or a plugin's key.

    E-FORMAT: no installed adapter has that name or suffix. E-CONTESTED: several have it, and none takes precedence.
    E-PREFERENCE: the preferred one does not offer it. E-LIBRARY: a library is missing; the message says how to install
    it.
    """


class OutputError(TaskstatsError):
    """A result that cannot be written or printed. `where` is its path; an existing file there is left intact."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__("E-OUTPUT", where, message)


class FenceError(TaskstatsError):
    """A computer on which `--untrusted` cannot limit the process. Nothing has been read."""

    def __init__(self, reason: object) -> None:
        message = (
            f"Máy này không giới hạn được bộ nhớ của chương trình ({reason}) nên không dùng được --untrusted; chưa đọc "
            "gì. Hãy kiểm tra tệp này trên một máy Linux"
        )
        super().__init__("E-FENCE", "", message)
