"""Tables in web pages (.html .htm .mht .mhtml), saved from a browser or exported by Excel and other programs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from taskstats_adapters.contract import Options, Sheet, Source, SourceError, beginning, hookimpl
from taskstats_adapters.contract.file_types import kind_of
from taskstats_adapters.sources.common.encodings import likely_encoding, marked_encoding
from taskstats_adapters.sources.common.options import check_options, selected
from taskstats_adapters.sources.common.pages_of_several import CODE, said_in_text
from taskstats_adapters.sources.common.texts import decoded, load_text

if TYPE_CHECKING:
    from taskstats_adapters.sources.web.pages import Page

ROOM = 4 * 2**20
"""Blanks that the spans of any page may add: 32 MB. A large page may add two for each character."""

HIDDEN, EMPTY = "bảng ẩn", "bảng trống"

_HEAD = 4096
_PAGER = 2
"""Rows at the end of a table in which a pager may stand."""
_STATED = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_ALIASES = dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "x-user-defined"), "cp1252")
"""Browsers decode these as windows-1252."""
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]*\[", re.IGNORECASE)


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The tables of a page, "bảng 1", "bảng 2" …, or only the one in the option `sheet`. "-" is standard input.

    Any suffix is accepted: some systems name their pages .xls. Raises SourceError.
    """
    where = Path(origin).name
    check_options(where, options, "sheet")
    data = load_text(origin, "trang web", "html", "xml", "mht")
    yield from selected(where, _sheets(list(_pages(data, where))), options, "bảng")


def _pages(data: bytes, where: str) -> Iterator[Page]:
    """The page, or those with tables in a web archive. Raises SourceError."""
    if kind_of(data) != "mht":
        yield _parsed(_decoded(data, where), where)
        return
    from taskstats_adapters.sources.web.archives import pages

    without: SourceError | None = None
    found = 0
    for content, stated in pages(data, where):
        try:
            page = _parsed(_decoded(content, where, stated), where)
        except SourceError as error:
            if error.code != "E-FORMAT":
                raise
            without = error  # such as the frame around the sheets of a workbook
        else:
            found += 1
            yield page
    if without and not found:
        raise without


def _sheets(pages: Sequence[Page]) -> list[Sheet]:
    from taskstats_adapters.sources.web.cells import is_nested

    sheets: list[Sheet] = []
    parts = [said_in_text(page.beside) for page in pages]
    tables = [(table, part) for page, part in zip(pages, parts, strict=True) for table in page.tables]
    for number, (table, part) in enumerate(tables, 1):
        filled = any(cell != "" and not is_nested(cell) for row in table.rows for cell in row)
        ignored = HIDDEN if table.hidden else None if filled else EMPTY
        said = part or said_in_text(beginning(table.rows[-_PAGER:]))
        notes = ((CODE, said),) if said else ()
        name, marked = f"bảng {number}", table.marked
        sheets.append(Sheet(name, table.rows, locate=_locate, ignored=ignored, notes=notes, marked=marked))
    return sheets


def _locate(table: str, row: int, column: int | None) -> str:
    return f"{table}, dòng {row}" + ("" if column is None else f", cột {column + 1}")


def _parsed(text: str, where: str) -> Page:
    """The page with its tables. Raises SourceError: E-CORRUPT if it is truncated, E-FORMAT if it has no tables."""
    if _DOCTYPE.search(text, 0, _HEAD):
        message = "DOCTYPE có phần khai báo riêng, điều mà trang web không bao giờ có; đừng mở tệp này"
        raise SourceError("E-DOCTYPE", where, message)
    from lxml import etree

    from taskstats_adapters.sources.web.pages import Page

    page = Page(where, room=max(ROOM, 2 * len(text)))
    target = cast("Any", page)  # lxml's types allow bytes, but a page fed as UTF-8 gives str
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True, huge_tree=True)
    try:
        parser.feed(text.encode())
        cut_off = page.unfinished or _ends_in_a_tag(text)  # before close(), which closes open elements
        parser.close()
    except etree.LxmlError as error:  # a page without elements
        raise _no_table(where) from error
    if lost := parser.error_log.filter_from_fatals():
        message = f"trang hỏng hoặc lồng nhau quá sâu ({lost[0].message}); hãy mở bằng Excel rồi lưu thành .xlsx"
        raise SourceError("E-CORRUPT", where, message)
    if cut_off:
        message = "trang kết thúc giữa chừng hoặc bảng không được đóng (thiếu </table>), có thể bị cắt cụt"
        raise SourceError("E-CORRUPT", where, f"{message}; hãy tải hoặc xuất lại")
    if page.frames and not page.tables:
        message = "trang chỉ có khung, danh sách nằm ở tệp khác; hãy chỉ ra tệp sheet001.htm trong thư mục đi kèm"
        raise SourceError("E-FORMAT", where, message)
    if not page.tables:
        raise _no_table(where)
    if page.strays:
        message = "có hàng hoặc ô nằm ngoài bảng, thường do một </table> thừa; hãy mở bằng Excel rồi lưu thành .xlsx"
        raise SourceError("E-CORRUPT", where, message)
    return page


def _ends_in_a_tag(text: str) -> bool:
    """Whether the page ends within a tag or a comment."""
    last = text.rfind("<")
    in_tag = text.find(">", last) < 0 and re.match("<[A-Za-z/!]", text[last : last + 2])
    return bool(in_tag) or text.rfind("<!--") > text.rfind("-->")


def _no_table(where: str) -> SourceError:
    message = "trang không có bảng nào; nếu trình duyệt có hiện danh sách, hãy chép sang Excel rồi lưu thành .xlsx"
    return SourceError("E-FORMAT", where, message)


def _decoded(data: bytes, where: str, stated: str = "") -> str:
    """The text of a page, in the marked encoding, else UTF-8 if valid, else the declared one, else the likely one.

    `stated` is the encoding that is declared outside the page; it wins over the one within.
    """
    if marked := marked_encoding(data):
        return decoded(data, marked, where)
    said = None if stated else _STATED.search(data, 0, _HEAD)
    stated = (said[1] or said[2]).decode("ascii", "replace").lower() if said else stated.lower()
    encoding = _ALIASES.get(stated, stated) if stated and not _is_utf8(data) else likely_encoding(data)
    try:
        text = decoded(data, encoding, where)
    except (LookupError, UnicodeError) as error:
        message = f'trang ghi bảng mã "{stated}", không dùng được; hãy mở trang rồi lưu lại bằng UTF-8'
        raise SourceError("E-ENCODING", where, message) from error
    return unicodedata.normalize("NFC", text) if encoding in ("cp1258", "windows-1258") else text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


SOURCE = Source(
    name="html",
    summary="bảng trong trang web (.html, .htm, .mht, .mhtml)",
    read=read,
    suffixes=(".html", ".htm", ".mht", ".mhtml"),
    requires=("lxml",),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of web pages."""
    return (SOURCE,)
