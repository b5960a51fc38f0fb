"""A file that is read as one whole text: what it really is, and its bytes decoded strictly."""

from __future__ import annotations

import codecs
import re

from taskstats_adapters.errors import SourceError
from taskstats_adapters.sources.common.file_types import MEANT, NAMES, kind_of

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LINE_END = re.compile(r"\r\n|\r|\n")


def marked_encoding(data: bytes) -> str | None:
    """The encoding that the first bytes mark, if any."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def check_kind(data: bytes, where: str, wanted: str, *kinds: str) -> None:
    """Raises SourceError (E-FORMAT) for what is neither plain text nor of these kinds; `wanted` names the format."""
    kind = kind_of(data)
    if kind in ("text", *kinds) or (kind == "unknown" and marked_encoding(data)):
        return
    message = f"tệp này thực ra là {NAMES[kind]}, không phải {wanted}; {_ADVICE.get(kind, _RENAME)}"
    raise SourceError("E-FORMAT", where, message, meant=MEANT.get(kind))


def decoded(data: bytes, encoding: str, where: str) -> str:
    """The text in this encoding. Raises SourceError (E-ENCODING) with the line that is not in it, or has a NUL."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = line_of(data[: error.start].decode(encoding, "replace"))
        message = f"byte thứ {error.start + 1} không đúng bảng mã {encoding}; hãy lưu lại bằng UTF-8"
        raise SourceError("E-ENCODING", f"{where}, dòng {line}", message) from error
    if (zero := text.find("\0")) >= 0:
        message = "có ký tự NUL; tệp hỏng hoặc sai bảng mã, hãy xuất lại"
        raise SourceError("E-ENCODING", f"{where}, dòng {line_of(text[:zero])}", message)
    return text


def line_of(before: str) -> int:
    """The line, from 1, on which what follows this text stands, as an editor counts."""
    return len(_LINE_END.findall(before)) + 1


_RENAME = "hãy đổi đuôi tệp cho đúng loại"
_ADVICE = {
    "mht": "hãy mở tệp bằng Excel hoặc trình duyệt rồi lưu thành .xlsx hoặc .htm",
    "xml2003": "hãy mở tệp bằng Excel rồi lưu thành .xlsx",
    "pdf": "hãy xin tệp gốc (Excel hoặc Word)",
    "unknown": "hãy kiểm tra hoặc xuất lại tệp",
}
