"""Web archives (.mht .mhtml): the pages of a letter that Excel, Word, browsers and report servers save as one file."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import Message

from taskstats_adapters.contract import SourceError

MOST_PARTS = 10_000
_CUT_OFF = "CloseBoundaryNotFoundDefect"


def pages(data: bytes, where: str) -> Iterator[tuple[bytes, str]]:
    """The bytes of each page in the archive, and the encoding that its header states. Raises SourceError."""
    try:
        letter = email.message_from_bytes(data.lstrip())
        parts = list(letter.walk())
    except RecursionError as error:
        raise SourceError(
            "E-BOMB", where, "các phần lồng nhau quá sâu, không phải danh sách; đừng mở tệp này"
        ) from error
    if any(type(defect).__name__ == _CUT_OFF for part in parts for defect in part.defects):
        message = "trang web lưu trữ kết thúc giữa chừng, có thể bị cắt cụt; hãy tải hoặc xuất lại"
        raise SourceError("E-CORRUPT", where, message)
    if len(parts) > MOST_PARTS:
        raise SourceError("E-BOMB", where, f"tệp có hơn {MOST_PARTS} phần; đây không phải danh sách")
    found = [part for part in parts if part.get_content_type() == "text/html"]
    if not found:
        message = "trang web lưu trữ không có trang nào"
        advice = "hãy mở tệp bằng Excel hoặc trình duyệt rồi lưu thành .xlsx hoặc .htm"
        raise SourceError("E-FORMAT", where, f"{message}; {advice}")
    yield from ((_content(part), part.get_content_charset("")) for part in found)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
