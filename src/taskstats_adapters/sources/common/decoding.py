"""The lines of a text file in whatever encoding it comes, decoded piece by piece: a file may exceed the memory."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

import attrs

from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.file_types import kind_of
from taskstats_adapters.sources.common.files import unreadable
from taskstats_adapters.sources.common.texts import check_kind, marked_encoding
from taskstats_adapters.vietnamese.legacy_encodings import ENCODINGS, detect

CHUNK = 2**18
"""Bytes that are read at a time, and that are looked at where the encoding must be guessed."""

LONGEST_LINE = 2**20
"""Characters of a line; a row of twenty cells as long as Excel's longest is shorter."""


@attrs.frozen
class Text:
    """A text that can be read from its start again; `where` names it in errors, `open` opens its bytes."""

    where: str
    open: Callable[[], BinaryIO]
    encoding: str

    @classmethod
    def of(cls, where: str, open: Callable[[], BinaryIO], encoding: str | None) -> Text:  # noqa: A002
        """The text in the encoding that is asked for or marked, else UTF-8, else the likely one. Raises SourceError."""
        if encoding:
            _check_encoding(where, encoding)
        with open() as file:
            start = _read(file, where)
            marked = marked_encoding(start)
            zipped = kind_of(start) in ("zip", "ole")  # what it is stands further on
            stated = ("unknown",) if encoding else ()
            check_kind(start + _read(file, where, -1) if zipped else start, where, "văn bản CSV", *stated)
            if known := encoding or marked:
                return cls(where, open, known)
            while start.isascii() and (more := _read(file, where)):
                start = more
            return cls(where, open, _likely_encoding(start + _read(file, where), where))

    def lines(self) -> Iterator[str]:
        """Its lines, each with the end that it has. Raises SourceError: E-ENCODING, E-CELL-SIZE, E-UNREADABLE."""
        with self.open() as file, io.TextIOWrapper(file, self.encoding, newline="") as text:
            try:
                for number, line in enumerate(iter(partial(text.readline, LONGEST_LINE), ""), 1):
                    if "\0" in line:
                        message = "có ký tự NUL; tệp hỏng hoặc sai bảng mã, hãy xuất lại"
                        raise SourceError("E-ENCODING", f"{self.where}, dòng {number}", message)
                    if len(line) == LONGEST_LINE:
                        message = f"dòng dài hơn {LONGEST_LINE} ký tự; danh sách phải có mỗi nhiệm vụ một dòng"
                        raise SourceError("E-CELL-SIZE", f"{self.where}, dòng {number}", message)
                    yield line
            except UnicodeError as error:
                raise self._damage() from error
            except OSError as error:
                raise unreadable(error, self.where) from error

    def _damage(self) -> SourceError:
        """The first byte that is not in the encoding, sought from the start."""
        decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(self.encoding)(), translate=True)
        line, size, byte = 1, 0, 0
        with self.open() as file:
            for chunk in chain(iter(partial(file.read, CHUNK), b""), [b""]):
                try:
                    line += decoder.decode(chunk, final=not chunk).count("\n")
                except UnicodeDecodeError as error:
                    start = len(chunk) - len(error.object) + error.start  # below 0 where it began in the last chunk
                    line += decoder.decode(chunk[: max(start, 0)], final=start >= 0).count("\n")
                    byte = size + start + 1
                    break
                size += len(chunk)
        message = f"byte thứ {byte} không đúng bảng mã {self.encoding}; hãy lưu lại bằng UTF-8"
        return SourceError("E-ENCODING", f"{self.where}, dòng {line}", message)


def _read(file: BinaryIO, where: str, size: int = CHUNK) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise unreadable(error, where) from error


def _check_encoding(where: str, encoding: str) -> None:
    if encoding.lower() in ENCODINGS:
        message = f'"{encoding}" là kiểu gõ của phông chữ cũ, không phải bảng mã của tệp'
        raise SourceError("E-OPTION", where, f'{message}; hãy ghi vào hồ sơ [intake] encoding = "{encoding.lower()}"')
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        raise SourceError("E-OPTION", where, f'không có bảng mã "{encoding}"; ví dụ utf-8, utf-16, cp1258') from None


def _likely_encoding(sample: bytes, where: str) -> str:
    """UTF-8, or what the letters beyond ASCII at the start of the sample are instead."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as error:
        # Letters beyond ASCII that are right UTF-8 do not come about by chance: one byte is damaged, not the encoding.
        if sample[: error.start].isascii():
            return _one_byte_a_letter(sample, where)
    return "utf-8"


def _one_byte_a_letter(sample: bytes, where: str) -> str:
    # Texts in the old fonts were saved as Western European; intake says what they are, and converts them when asked.
    if detect(sample.decode("cp1252", "replace")):
        return "cp1252"
    import charset_normalizer

    # Of the encodings for one byte a letter only this one was made for Vietnamese text in Unicode's letters.
    best = charset_normalizer.from_bytes(sample, cp_isolation=["cp1258"]).best()
    if best is None:
        message = "không nhận ra bảng mã; hãy lưu lại bằng UTF-8, hoặc ghi [source.csv] encoding = … vào hồ sơ"
        raise SourceError("E-ENCODING", where, message)
    return best.encoding
