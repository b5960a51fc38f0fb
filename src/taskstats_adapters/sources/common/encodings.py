"""The encoding of a text: the one that it marks, the one that the profile names, or the likely one."""

from __future__ import annotations

import codecs

from taskstats_adapters.contract import SourceError
from taskstats_adapters.vietnamese.legacy_encodings import ENCODINGS, detect

SAMPLE = 2**18
"""Bytes in which words of an old font are looked for, after the first letter beyond ASCII."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def marked_encoding(data: bytes) -> str | None:
    """The encoding that the first bytes mark, if any."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def likely_encoding(data: bytes) -> str:
    """The encoding of a text that does not say: "utf-8", "cp1252" for a text in an old font, else "cp1258".

    `data` may end within a letter. Letters beyond ASCII that are valid UTF-8 are no coincidence: where some precede the
    first invalid byte, the text is UTF-8 with a damaged byte.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError as error:
        if data[: error.start].isascii():
            # Texts in old fonts were saved as Western European. Intake names the font, and converts on request.
            sample = data[: error.start + SAMPLE].decode("cp1252", "replace")
            # Of the encodings with one byte a letter, windows-1258 alone was made for Vietnamese in Unicode letters.
            return "cp1252" if detect(sample) else "cp1258"
    return "utf-8"


def check_encoding(where: str, encoding: str) -> None:
    """Check an encoding that the profile asks for. Raises SourceError (E-OPTION)."""
    if encoding.lower() in ENCODINGS:
        message = f'"{encoding}" là kiểu gõ của phông chữ cũ, không phải bảng mã của tệp'
        raise SourceError("E-OPTION", where, f'{message}; hãy ghi vào hồ sơ [intake] encoding = "{encoding.lower()}"')
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        raise SourceError("E-OPTION", where, f'không có bảng mã "{encoding}"; ví dụ utf-8, utf-16, cp1258') from None


def wrong_byte(where: str, line: int, byte: int, encoding: str) -> SourceError:
    """A byte, counted from 1, that the encoding does not have."""
    message = f"byte thứ {byte} không đúng bảng mã {encoding}; hãy lưu lại bằng UTF-8"
    return SourceError("E-ENCODING", f"{where}, dòng {line}", message)


def nul_character(where: str, line: int) -> SourceError:
    """A NUL character: the file is damaged, or the encoding is wrong."""
    message = "có ký tự NUL; tệp hỏng hoặc sai bảng mã, hãy xuất lại"
    return SourceError("E-ENCODING", f"{where}, dòng {line}", message)
