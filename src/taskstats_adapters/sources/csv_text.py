"""Texts with separated columns (.csv .tsv .txt), in whatever encoding and with whatever delimiter they come."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from taskstats_adapters.contract import Options, Sheet, Source, SourceError
from taskstats_adapters.hookspecs import hookimpl
from taskstats_adapters.intake.headers import LAST_HEADER_ROW, recognised
from taskstats_adapters.sources.choice import check_options
from taskstats_adapters.sources.files import LARGEST, load
from taskstats_adapters.sources.kinds import NAMES, kind_of

DELIMITERS = ",;\t|"
_LINE_END = r"\r\n|\r|\n"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The one sheet of a text file; "-" is standard input. Options: `encoding`, `delimiter`. Raises SourceError."""
    where = "-" if origin == "-" else Path(origin).name
    check_options(where, options, "encoding", "delimiter")
    data = _standard_input() if origin == "-" else load(origin)
    text = _decoded(data, where, options.get("encoding"))
    said, text = _stated_delimiter(text)
    delimiter = options.get("delimiter") or said or _likely_delimiter(text)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise SourceError("E-OPTION", where, f"dấu phân cách {delimiter!r} phải là một ký tự, ví dụ ;")
    lines = array("L")  # where each row starts: a quoted cell may run over several lines

    def locate(_: str, row: int, column: int | None) -> str:
        line = lines[row - 1] if row <= len(lines) else row
        return f"dòng {line}" + ("" if column is None else f", cột {column + 1}")

    yield Sheet(where, _rows(text, delimiter, where, lines, skipped=1 if said else 0), locate=locate)


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise SourceError("E-SIZE", "-", f"dữ liệu quá lớn (hơn {LARGEST >> 20} MB); hãy chia nhỏ danh sách")
    return data


def _rows(text: str, delimiter: str, where: str, lines: array[int], skipped: int) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1 + skipped
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            rest = "".join(islice(io.StringIO(text, newline=""), line - 1 - skipped, None))
            raise _fault(error, where, line, reader.line_num + skipped, rest, delimiter) from error
        lines.append(line)
        yield row


def _fault(error: csv.Error, where: str, first: int, last: int, rest: str, delimiter: str) -> SourceError:
    """What is wrong in the row that begins on line `first`, with the text from there on."""
    # Of the quotes that open a cell the first one that nothing closes: those before it may run over several lines.
    quotes = re.finditer(rf'(?:\A|[\r\n{re.escape(delimiter)}])("(?:[^"]|"")*+)(?P<closed>"|\Z)', rest)
    opened = next((quote.start(1) for quote in quotes if not quote["closed"]), 0)
    place = f"{where}, dòng {first - 1 + _line(rest[:opened])}"
    if "field larger" in str(error):
        message = f"có ô dài hơn {csv.field_size_limit()} ký tự, thường do một dấu nháy kép không được đóng"
        return SourceError("E-CELL-SIZE", place, f"{message}; hãy sửa ô đó")
    return SourceError(
        "E-QUOTE",
        place,
        f'dấu nháy kép (") mở ở dòng này nhưng không đóng đúng chỗ (đọc đến dòng {last}); '
        'hãy đóng dấu nháy, hoặc viết "" cho một dấu nháy nằm trong ô',
    )


# -- encoding -------------------------------------------------------------------------------------


def _decoded(data: bytes, where: str, encoding: str | None) -> str:
    """The text: in the encoding that is asked for or marked, else UTF-8, else the likely one."""
    if not data:
        raise SourceError("E-EMPTY", where, "tệp rỗng (0 byte); hãy xuất hoặc tải lại tệp")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    kind = kind_of(data)
    if kind not in ("text", "unknown") or (kind == "unknown" and not (marked or encoding) and b"\0" in data):
        advice = "hãy đổi đuôi tệp cho đúng loại, hoặc lưu lại thành .csv"
        raise SourceError("E-FORMAT", where, f"tệp này thực ra là {NAMES[kind]}, không phải văn bản CSV; {advice}")
    try:
        text = data.decode(encoding or marked or "utf-8")
    except LookupError:
        raise SourceError("E-OPTION", where, f'không có bảng mã "{encoding}"; ví dụ utf-8, utf-16, cp1258') from None
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        # Letters beyond ASCII that are right UTF-8 do not come about by chance: one byte is damaged, not the encoding.
        if encoding or marked or not data[:start].isascii():
            place = f"{where}, dòng {_line(data[:start].decode(encoding or marked or 'utf-8', 'replace'))}"
            message = f"byte thứ {start + 1} không đúng bảng mã {encoding or marked or 'utf-8'}; hãy lưu lại bằng UTF-8"
            raise SourceError("E-ENCODING", place, message) from error
        text = _guessed(data, where)
    if (zero := text.find("\0")) >= 0:
        place = f"{where}, dòng {_line(text[:zero])}"
        raise SourceError("E-ENCODING", place, "có ký tự NUL; tệp hỏng hoặc sai bảng mã, hãy xuất lại")
    return text


def _line(before: str) -> int:
    return len(re.findall(_LINE_END, before)) + 1


def _guessed(data: bytes, where: str) -> str:
    import charset_normalizer

    # Of the encodings for one byte a letter only this one was made for Vietnamese text in Unicode's letters.
    best = charset_normalizer.from_bytes(data, cp_isolation=["cp1258", "utf_16_le", "utf_16_be"]).best()
    if best is None:
        message = "không nhận ra bảng mã; hãy lưu lại bằng UTF-8, hoặc ghi [source.csv] encoding = … vào hồ sơ"
        raise SourceError("E-ENCODING", where, message)
    return str(best)


# -- delimiter ------------------------------------------------------------------------------------


def _stated_delimiter(text: str) -> tuple[str | None, str]:
    """The delimiter that a first line "sep=;" states, and the text after it."""
    if text[:4].lower() == "sep=" and text[5:6] in ("\r", "\n"):
        return text[4], text[5:].removeprefix("\r").removeprefix("\n")
    return None, text


def _likely_delimiter(text: str) -> str:
    """The delimiter by which a row shows most known headers; of equals, by which most rows have as many columns."""
    top = "".join(islice(io.StringIO(text, newline=""), LAST_HEADER_ROW))

    def headers(delimiter: str) -> tuple[int, int, int]:
        rows = list(_readable(csv.reader(io.StringIO(top, newline=""), delimiter=delimiter)))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return max(map(recognised, rows), default=0), count, width

    return max(DELIMITERS, key=headers)


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:  # told with its line when the rows are read
        return


SOURCE = Source(
    name="csv",
    summary="văn bản có cột phân cách (.csv, .tsv, .txt)",
    read=read,
    suffixes=(".csv", ".tsv", ".txt"),
    requires=("charset_normalizer",),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of texts with separated columns."""
    return (SOURCE,)
