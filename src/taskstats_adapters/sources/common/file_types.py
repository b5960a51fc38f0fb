"""Recognises the kind of a file by its content, to explain a wrong suffix."""

from __future__ import annotations

import io
import re
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NAMES = {
    "xlsx": "bảng tính Excel (.xlsx)",
    "xlsb": "bảng tính Excel nhị phân (.xlsb)",
    "xls": "bảng tính Excel 97-2003 (.xls)",
    "ods": "bảng tính OpenDocument (.ods)",
    "docx": "văn bản Word (.docx)",
    "doc": "văn bản Word 97-2003 (.doc)",
    "pptx": "trình chiếu PowerPoint (.pptx)",
    "odt": "văn bản OpenDocument (.odt)",
    "encrypted": "tệp Office được bảo vệ bằng mật khẩu",
    "ole": "tệp Office cũ không phải bảng tính",
    "zip": "tệp nén (.zip)",
    "pdf": "tệp PDF",
    "html": "trang web (HTML)",
    "mht": "trang web lưu trữ (.mht)",
    "xml2003": "bảng tính XML 2003 (.xml)",
    "xml": "tệp XML",
    "old-xls": "bảng tính Excel trước năm 1997",
    "text": "tệp văn bản (có thể là .csv)",
    "unknown": "dữ liệu không rõ định dạng",
}
"""Every kind that is recognised, with its name for the office."""

MEANT = {
    "xlsx": "spreadsheet",
    "xlsb": "spreadsheet",
    "xls": "spreadsheet",
    "ods": "spreadsheet",
    "docx": "word",
    "html": "html",
}
"""The source that reads each kind, regardless of the suffix."""

_INSIDE_ZIP = (
    ("xlsb", r"xl/workbook\.bin"),
    ("xlsx", r"xl/.+\.xml"),
    ("docx", r"word/.+\.xml"),
    ("pptx", r"ppt/.+\.xml"),
)
_INSIDE_OLE = (("encrypted", "EncryptedPackage"), ("xls", "Workbook"), ("xls", "Book"), ("doc", "WordDocument"))
_STARTS = (
    ("pdf", rb"%PDF-"),
    ("mht", rb"(?i)(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*mime-version:"),
    ("xml2003", rb"<\?xml[^>]*>\s*<\?mso-application progid=.Excel.Sheet"),
    ("html", rb"(?i)(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|meta|body|table|style|script)\b"),
    ("xml", rb"<\?xml\b"),
    ("old-xls", rb"\x09[\x00\x02\x04]"),
)


def kind_of(data: bytes) -> str:
    """The kind of these bytes: a key of NAMES."""
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data)
    if data.startswith(OLE):
        # The names in the directory of an OLE file are UTF-16 and end with a zero.
        names = (kind for kind, name in _INSIDE_OLE if f"{name}\0".encode("utf-16-le") in data)
        return next(names, "ole")
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for kind, pattern in _STARTS:
        if re.match(pattern, start):
            return kind
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "unknown" if b"\0" in data[:4096] and not utf16 else "text"


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return "zip"
    for kind, pattern in _INSIDE_ZIP:
        if any(re.fullmatch(pattern, name, re.IGNORECASE) for name in names):
            return kind
    if "mimetype" in names:
        return "ods" if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200] else "odt"
    return "zip"
