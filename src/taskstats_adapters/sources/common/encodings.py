"""The encoding of a text: the one its byte order mark states, the one in the profile, or the likely one."""

from __future__ import annotations

import codecs

from taskstats_adapters.contract import SourceError
from taskstats_adapters.vietnamese.legacy_encodings import ENCODINGS, detect

SAMPLE = 2**18
"""Bytes searched for words in a legacy font, from the first non-ASCII letter on."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_CHARACTER_SETS = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape"))
"""What Python calls encodings too, and no file is saved in."""


def marked_encoding(data: bytes) -> str | None:
    """The encoding that the byte order mark states, if there is one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def likely_encoding(data: bytes) -> str:
    """The encoding of an unmarked text: "utf-8", "cp1252" for text in a legacy font, otherwise "cp1258".

    `data` may end within a character. Non-ASCII letters in valid UTF-8 are no coincidence: if there are any before the
    first invalid byte, the text is UTF-8 with a damaged byte.
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError as error:
        if data[: error.start].isascii():
            # Text in legacy fonts was saved as Western European. Intake names the font, and converts on request.
            sample = data[: error.start + SAMPLE].decode("cp1252", "replace")
            # Of the single-byte encodings, only windows-1258 was made for Vietnamese with Unicode letters.
            return "cp1252" if detect(sample) else "cp1258"
    return "utf-8"


def check_encoding(where: str, encoding: str) -> None:
    """Check an encoding from the profile. Raises SourceError (E-OPTION)."""
    if encoding.lower() in ENCODINGS:
        message = f'"{encoding}" là kiểu gõ của phông chữ cũ, không phải bảng mã của tệp'
        raise SourceError("E-OPTION", where, f'{message}; hãy ghi vào hồ sơ [intake] encoding = "{encoding.lower()}"')
    try:
        "".encode(encoding)
        if codecs.lookup(encoding).name in _NO_CHARACTER_SETS:
            raise LookupError(encoding)
    except (LookupError, ValueError):
        raise SourceError("E-OPTION", where, f'không có bảng mã "{encoding}"; ví dụ utf-8, utf-16, cp1258') from None


def wrong_byte(where: str, line: int, byte: int, encoding: str) -> SourceError:
    """A byte that is invalid in the encoding, given by its position from 1 (E-ENCODING)."""
    message = f"byte thứ {byte} không đúng bảng mã {encoding}; hãy lưu lại bằng UTF-8"
    return SourceError("E-ENCODING", f"{where}, dòng {line}", message)


def nul_character(where: str, line: int) -> SourceError:
    """A NUL character: the file is damaged, or the encoding is wrong (E-ENCODING)."""
    message = (
        "có ký tự NUL; tệp hỏng hoặc sai bảng mã, hãy xuất lại bằng UTF-8; "
        'nếu là tệp CSV mã UTF-16, hãy ghi [source.csv] encoding = "utf-16-le" vào hồ sơ'
    )
    return SourceError("E-ENCODING", f"{where}, dòng {line}", message)
