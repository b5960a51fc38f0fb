"""Delimited text (.csv .tsv .txt), in any encoding and with any delimiter."""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from taskstats_adapters.contract import Options, Sheet, Source, SourceError, hookimpl
from taskstats_adapters.office.fields import LAST_HEADER_ROW, recognised
from taskstats_adapters.sources.common.options import check_options
from taskstats_adapters.sources.common.text_lines import TextLines
from taskstats_adapters.sources.common.texts import line_of

DELIMITERS = ",;\t|"
TOP = 2**20
"""Characters at the start that are searched for the delimiter."""

_STATED = re.compile(r"\ufeff?sep=([^\r\n])[\r\n]+", re.IGNORECASE)


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The only sheet of a text file; "-" is standard input. Options: `encoding`, `delimiter`. Raises SourceError."""
    where = Path(origin).name
    check_options(where, options, "encoding", "delimiter")
    text = TextLines.of(origin, str(options.get("encoding", "")), "văn bản CSV")
    top = _top(text)
    said = _STATED.match(top)
    delimiter = str(options.get("delimiter", "")) or (said[1] if said else _likely_delimiter(top))
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise SourceError("E-OPTION", where, f"dấu phân cách {delimiter!r} phải là một ký tự, ví dụ ;")
    lines = array("L")  # the line where each row starts: a quoted cell may have several

    def locate(_: str, row: int, column: int | None) -> str:
        line = lines[row - 1] if row <= len(lines) else row
        return f"dòng {line}" + ("" if column is None else f", cột {column + 1}")

    yield Sheet(where, _rows(text, delimiter, lines, skipped=1 if said else 0), locate=locate)


def _rows(text: TextLines, delimiter: str, lines: array[int], skipped: int) -> Iterator[Sequence[str]]:
    line = skipped + 1
    with closing(iter(text)) as text_lines:  # the error of the reader would keep the file open
        reader = csv.reader(islice(text_lines, skipped, None), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                lines.append(line)
                yield row
                line = reader.line_num + skipped + 1
        except csv.Error as error:
            last = reader.line_num + skipped
            whole = "".join(islice(text, line - 1, last))
            raise _fault(error, text.where, line, last, whole, delimiter) from error


def _fault(error: csv.Error, where: str, first: int, last: int, row: str, delimiter: str) -> SourceError:
    """The error in a row, given its text and the numbers of its first and last lines."""
    # The first quote that opens a cell and is never closed; a closed cell may have several lines.
    quotes = re.finditer(rf'(?:\A|[\r\n{re.escape(delimiter)}])("(?:[^"]|"")*+)(?P<closed>"|\Z)', row)
    start = next((quote.start(1) for quote in quotes if not quote["closed"]), 0)
    place = f"{where}, dòng {first - 1 + line_of(row[:start])}"
    if "field larger" in str(error):
        message = f"có ô dài hơn {csv.field_size_limit()} ký tự, thường do một dấu nháy kép không được đóng"
        return SourceError("E-CELL-SIZE", place, f"{message}; hãy sửa ô đó")
    return SourceError(
        "E-QUOTE",
        place,
        f'dấu nháy kép (") mở ở dòng này nhưng không đóng đúng chỗ (đọc đến dòng {last}); '
        'hãy đóng dấu nháy, hoặc viết "" cho một dấu nháy nằm trong ô',
    )


# -- delimiter ------------------------------------------------------------------------------------


def _top(text: TextLines) -> str:
    """The first lines, which contain the header."""
    top = io.StringIO(newline="")
    for line in islice(text, LAST_HEADER_ROW):
        top.write(line)
        if top.tell() > TOP:
            break
    return top.getvalue()


def _likely_delimiter(top: str) -> str:
    """The delimiter with the most known headers in a row; if several, with the most rows of equal width."""

    def headers(delimiter: str) -> tuple[int, int, int]:
        rows = list(_readable(csv.reader(io.StringIO(top, newline=""), delimiter=delimiter)))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return max(map(recognised, rows), default=0), count, width

    return max(DELIMITERS, key=headers)


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:  # reported with its line when the rows are read
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
    """The source of delimited text."""
    return (SOURCE,)
