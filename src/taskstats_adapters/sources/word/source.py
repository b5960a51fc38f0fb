"""Word documents (.docx .docm): each table is a sheet; a list split into several tables is one sheet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taskstats_adapters.contract import STRUCK, Options, Sheet, Source, SourceError, hookimpl, is_blank
from taskstats_adapters.contract.file_types import ADVICE, kind_of
from taskstats_adapters.office.fields import LAST_HEADER_ROW, recognised
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.files import load
from taskstats_adapters.sources.common.office_xml import targets, watch_all
from taskstats_adapters.sources.common.options import check_options, selected
from taskstats_adapters.sources.common.refusals import corrupt, cut_off, password, wrong_kind

if TYPE_CHECKING:
    from taskstats_adapters.sources.word.tables import Table

SUFFIXES = (".docx", ".docm")

_LONGEST_RELATIONS = 2**20

_NARROWEST = 4
"""The fewest columns of a list that is split into tables: letterheads and signatures have two or three."""


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """The tables of the document at the path `origin`, or only the one in the option `sheet`. Raises SourceError."""
    from taskstats_adapters.sources.word import body

    where = Path(origin).name
    check_options(where, options, "sheet")
    data = load(origin)
    _check_kind(where, Path(origin).suffix.lower(), kind_of(data))
    archive = Archive.open(where, data)
    watch_all(archive)
    sheets = [_sheet(tables) for tables in _lists(body.tables(archive, _main_part(archive)))]
    if not sheets:
        message = "văn bản không có bảng nào; danh sách phải là bảng của Word, không phải đoạn văn hay ảnh chụp"
        raise SourceError("E-FORMAT", where, message)
    yield from selected(where, sheets, options, "bảng")


def _check_kind(where: str, suffix: str, kind: str) -> None:
    """Raise SourceError unless it may be a .docx file; a plain zip file may be one with unusual part names."""
    if kind == "encrypted":
        raise password(where)
    if kind == "ole" and suffix in SUFFIXES:
        raise cut_off(where, suffix)
    if kind not in ("docx", "zip"):
        advice = ADVICE.get(kind, "hãy đổi đuôi tệp cho đúng loại")
        raise wrong_kind(where, kind, "văn bản Word (.docx)", advice)


def _main_part(archive: Archive) -> str:
    """The part that the package declares as the main document."""
    relations = archive.parts.get("_rels/.rels")
    if relations and relations.file_size > _LONGEST_RELATIONS:
        raise corrupt(archive.where, "mục lục các phần của tệp lớn bất thường")
    part = next(iter(targets(archive, "", "/officeDocument").values()), "word/document.xml")
    if part not in archive.parts:
        raise corrupt(archive.where, f"tệp thiếu phần {part}, nơi chứa nội dung văn bản")
    return part


def _lists(tables: Iterable[Table]) -> list[list[Table]]:
    """The tables, each grouped with those that continue its list.

    A continuation follows without text in between, and has as many columns but no header. On its own, its tasks would
    be missing from every count; joined to the wrong list, its rows are rejected with their places.
    """
    lists: list[list[Table]] = []
    of: dict[int, list[Table]] = {}
    for table in tables:
        before = table.after and of.get(table.after.number)
        if before and before[0].width == table.width >= _NARROWEST and not _has_header(table):
            before.append(table)
        else:
            lists.append(before := [table])
        of[table.number] = before
    return lists


def _has_header(table: Table) -> bool:
    """Whether the first row with more than a title, or the row below it, is a header."""
    top = table.rows[:LAST_HEADER_ROW]
    first = next((number for number, row in enumerate(top) if sum(not is_blank(cell) for cell in row) > 1), 0)
    return any(recognised(row) > 1 for row in top[first : first + 2])


def _sheet(tables: Sequence[Table]) -> Sheet:
    starts = [0]
    for table in tables:
        starts.append(starts[-1] + len(table.rows))

    def locate(_: str, row: int, column: int | None) -> str:
        number = min(bisect_right(starts, row - 1), len(tables)) - 1
        place = f"bảng {tables[number].number}, dòng {row - starts[number]}"
        return place if column is None else f"{place}, cột {column + 1}"

    rows = tables[0].rows if len(tables) == 1 else [row for table in tables for row in table.rows]
    struck = {start + row for start, table in zip(starts, tables, strict=False) for row in table.struck}
    marked = {STRUCK: struck} if struck else {}
    return Sheet(f"bảng {tables[0].number}", rows, locate=locate, marked=marked, above=tables[0].above)


SOURCE = Source(
    name="word",
    summary="các bảng trong văn bản Word (.docx, .docm)",
    read=read,
    suffixes=SUFFIXES,
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of tables in Word documents."""
    return (SOURCE,)
