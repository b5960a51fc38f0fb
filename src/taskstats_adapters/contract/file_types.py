"""What kind of file some content is, so that a wrong suffix can be explained."""

from __future__ import annotations

import io
import re
import zipfile

_HEAD, _BLANK = 4096, b" \t\r\n\f"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

LARGEST = 512 * 2**20
"""Bytes of the largest file read. A million rows of twelve columns take a tenth as .xlsx, half as .csv."""

DATABASE = b"SQLite format 3\0"
"""A file that begins so may be larger: it is not read as a whole."""

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
    "fods": "bảng tính OpenDocument dạng XML (.fods)",
    "eml": "thư điện tử (.eml)",
    "numbers": "bảng tính Apple Numbers (.numbers)",
    "archive": "tệp nén (.rar, .7z, .gz)",
    "access": "cơ sở dữ liệu Access (.mdb, .accdb)",
    "picture": "ảnh",
    "json": "văn bản JSON",
    "old-xls": "bảng tính Excel đời cũ, hoặc do chương trình khác ghi",
    "text": "tệp văn bản (có thể là .csv)",
    "unknown": "dữ liệu không rõ định dạng",
}
"""Every kind that is told apart, as the office calls it."""

MEANT = {
    "xlsx": "spreadsheet",
    "xlsb": "spreadsheet",
    "xls": "spreadsheet",
    "old-xls": "spreadsheet",
    "xml2003": "spreadsheet",
    "ods": "spreadsheet",
    "docx": "word",
    "html": "html",
    "mht": "html",
    "json": "json",
    "text": "csv",
}
"""The source that reads a file of this kind, whatever its suffix."""

_EXCEL, _WORD = ("hãy mở bằng {} rồi lưu thành " + suffix for suffix in (".xlsx", ".docx"))
ADVICE = {
    "doc": _WORD.format("Word"),
    "odt": _WORD.format("LibreOffice hoặc Word"),
    "pptx": "hãy chép bảng sang Excel rồi lưu thành .xlsx",
    "encrypted": "hãy mở tệp, bỏ mật khẩu rồi lưu lại",
    "ole": "hãy mở bằng chương trình của nó rồi lưu thành .xlsx hoặc .docx",
    "zip": "hãy giải nén rồi chỉ ra tệp hoặc thư mục vừa giải nén",
    "archive": "hãy giải nén rồi chỉ ra tệp hoặc thư mục vừa giải nén",
    "pdf": "hãy xin tệp gốc (Excel hoặc Word)",
    "picture": "hãy xin tệp gốc (Excel hoặc Word)",
    "eml": "hãy mở thư, lưu tệp đính kèm ra rồi đọc tệp đó",
    "xml": _EXCEL.format("Excel"),
    "fods": _EXCEL.format("LibreOffice"),
    "numbers": "hãy mở bằng Numbers, chọn File > Export To > Excel",
    "access": "hãy mở bằng Access rồi xuất bảng ra .xlsx",
    "unknown": "hãy kiểm tra hoặc xuất lại tệp",
}
"""What helps with a file of a kind that nothing reads."""

_INSIDE_ZIP = (
    ("xlsb", r"xl/workbook\.bin"),
    ("xlsx", r"xl/.+\.xml"),
    ("docx", r"word/.+\.xml"),
    ("pptx", r"ppt/.+\.xml"),
    ("numbers", r"(?:.*/)?index/document\.iwa|index\.zip"),
)
_WORKBOOK = re.compile(r"(?:.*/)?workbook[0-9]*\.xml", re.IGNORECASE)
"""The part is usually named xl/workbook.xml, but any name will do for Excel."""
_INSIDE_OLE = (("encrypted", "EncryptedPackage"), ("xls", "Workbook"), ("xls", "Book"), ("doc", "WordDocument"))
_SHORTEST = 16
"""Bytes of a text whose encoding can be told."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_XML = rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_TAGS = (
    rb"html|head|meta|title|link|body|table|thead|tbody|tr|style|script|div|span|center|form|font|section|p|b|br|h[1-6]"
)
_LETTER = re.compile(rb"multipart/(?:mixed|alternative)|^received:", re.IGNORECASE | re.MULTILINE)
"""Tells a letter from a web archive, which has the same headers."""
_STARTS = (
    ("pdf", rb"%PDF-"),
    ("picture", rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*"),
    ("archive", rb"Rar!|7z\xbc\xaf|\x1f\x8b\x08"),
    ("access", rb"\0\x01\0\0Standard (?:Jet|ACE) DB"),
    ("mht", rb"(?i)(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*mime-version:"),
    ("xml2003", rb"<\?xml[^>]*>\s*<\?mso-application progid=.Excel.Sheet"),
    ("xml2003", _XML + rb"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet"),
    ("fods", _XML + rb"<office:document\b"),
    ("html", rb"(?i)" + _XML + rb"<(?:!doctype html|(?:" + _TAGS + rb")\b)"),
    ("json", rb"\[\s*[\[{]|\{\s*\""),
    ("xml", rb"<\?xml\b"),
)


def kind_of(data: bytes) -> str:
    """The kind of file that these bytes are: a key of NAMES."""
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data)
    if data.startswith(OLE):
        # The directory of an OLE file has its names in UTF-16, each ending with a zero.
        names = (kind for kind, name in _INSIDE_OLE if f"{name}\0".encode("utf-16-le") in data)
        return next(names, "ole")
    if re.match(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", data):  # it begins with what is a tab in a text
        return "old-xls"
    utf16 = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else unmarked_utf16(data)
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if utf16:
        start = data[:_HEAD].decode(utf16, "ignore").encode()
    for kind, pattern in _STARTS:
        if re.match(pattern, start.lstrip(_BLANK), re.DOTALL):
            return "eml" if kind == "mht" and _LETTER.search(start) else kind
    return "unknown" if b"\0" in data[:_HEAD] and not utf16 else "text"


def unmarked_utf16(data: bytes) -> str | None:
    """The encoding of a text in UTF-16 without a mark: half of its letters are plain, and none is a control."""
    head = data[: min(len(data), _HEAD) & ~1]
    if b"\0" not in head or len(head) < _SHORTEST:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        if 2 * sum(map(str.isascii, text)) > len(text) and not _CONTROL.search(text):
            return encoding
    return None


def _in_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return "zip"
    if any(name.lower() == "[content_types].xml" for name in names) and any(map(_WORKBOOK.fullmatch, names)):
        return "xlsx"
    for kind, pattern in _INSIDE_ZIP:
        if any(re.fullmatch(pattern, name, re.IGNORECASE) for name in names):
            return kind
    if "mimetype" in names:
        return "ods" if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200] else "odt"
    return "zip"
