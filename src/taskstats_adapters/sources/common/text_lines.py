"""The lines of a text file in any encoding, decoded in pieces: a file may be larger than memory."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Generator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import attrs

from taskstats_adapters.contract import SourceError
from taskstats_adapters.contract.file_types import kind_of, unmarked_utf16
from taskstats_adapters.sources.common.encodings import (
    check_encoding,
    likely_encoding,
    marked_encoding,
    nul_character,
    wrong_byte,
)
from taskstats_adapters.sources.common.files import opener, read, unreadable
from taskstats_adapters.sources.common.refusals import wrong_kind
from taskstats_adapters.sources.common.texts import check_text

CHUNK = 2**18
"""Bytes read at a time, and examined if the encoding must be guessed."""

LONGEST_LINE = 2**20
"""Characters of the longest line; twenty cells of Excel's maximum length take less."""

_NAMED_UTF16 = (
    'hãy kiểm tra hoặc xuất lại tệp bằng UTF-8; nếu là UTF-16, hãy ghi [source.csv] encoding = "utf-16-le" vào hồ sơ'
)
_NO_CELL = re.compile(rb"(?:(?<=[;,\t|\"\r\n])|\A)\x00++(?=[;,\t|\"\r\n]|\Z)")
_BLANK = re.compile(_NO_CELL.pattern.decode())
"""NULs instead of a cell or behind the last line: a database's way to write that there is nothing."""


@attrs.frozen
class TextLines:
    """A text whose lines can be read repeatedly; `where` names it in errors, `open` opens its bytes."""

    where: str
    open: Callable[[], BinaryIO]
    encoding: str

    @classmethod
    def of(cls, origin: str, encoding: str, wanted: str) -> TextLines:
        """The text of a file, or "-" for standard input, in the given encoding, the marked one, or the likely one.

        `wanted` names the format in errors. Raises SourceError: E-FORMAT, E-OPTION, E-ENCODING.
        """
        where = Path(origin).name
        if encoding:
            check_encoding(where, encoding)
        open_again = opener(origin)
        with open_again() as file:
            start = read(file, where, CHUNK)
            marked = marked_encoding(start) or unmarked_utf16(start)
            start = start if marked else _NO_CELL.sub(b"", start)
            zipped = kind_of(start) in ("zip", "ole")  # the rest shows what it contains
            given = ("unknown",) if encoding else ()
            if not given and b"\0" in start and kind_of(start) == "unknown":
                raise wrong_kind(where, "unknown", wanted, _NAMED_UTF16)
            check_text(start + read(file, where) if zipped else start, where, wanted, *given)
            if known := encoding or marked:
                return cls(where, open_again, known)
            while start.isascii() and (more := read(file, where, CHUNK)):
                start = more
            return cls(where, open_again, _guessed(start + read(file, where, CHUNK), where))

    def __iter__(self) -> Generator[str, None, None]:
        """The lines with their line ends. Raises SourceError: E-ENCODING, E-CELL-SIZE, E-UNREADABLE."""
        with self.open() as file, io.TextIOWrapper(file, self.encoding, newline="") as text:
            try:
                padded = 0
                for number, line in enumerate(iter(partial(text.readline, LONGEST_LINE), ""), 1):
                    if "\0" in line:
                        line = _BLANK.sub("", line)  # noqa: PLW2901 - the line as it is read from here on
                        padded = padded or (0 if line else number)
                    if "\0" in line or (padded and line):
                        raise nul_character(self.where, padded or number)
                    if padded:
                        continue  # some programs fill the last block of a file
                    if len(line) == LONGEST_LINE:
                        message = f"dòng dài hơn {LONGEST_LINE} ký tự; danh sách phải có mỗi nhiệm vụ một dòng"
                        raise SourceError("E-CELL-SIZE", f"{self.where}, dòng {number}", message)
                    yield line
            except UnicodeError as error:
                raise self._damage() from error
            except OSError as error:
                raise unreadable(error, self.where) from error

    def _damage(self) -> SourceError:
        """The error for the first byte that is invalid in the encoding, found by reading from the start."""
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(self.encoding)(), translate=True)
        line, size, byte = 1, 0, 0
        with self.open() as file:
            for chunk in chain(iter(partial(file.read, CHUNK), b""), [b""]):
                try:
                    line += decoder.decode(chunk, final=not chunk).count("\n")
                except UnicodeDecodeError as error:
                    start = len(chunk) - len(error.object) + error.start  # negative if it began in the previous chunk
                    line += decoder.decode(chunk[: max(start, 0)], final=start >= 0).count("\n")
                    byte = size + start + 1
                    break
                size += len(chunk)
        return wrong_byte(self.where, line, byte, self.encoding)


def _guessed(sample: bytes, where: str) -> str:
    encoding = likely_encoding(sample)
    if encoding == "cp1258":
        import charset_normalizer

        if charset_normalizer.from_bytes(sample, cp_isolation=["cp1258"]).best() is None:
            message = "không nhận ra bảng mã; hãy lưu lại bằng UTF-8, hoặc ghi [source.csv] encoding = … vào hồ sơ"
            raise SourceError("E-ENCODING", where, message)
    return encoding
