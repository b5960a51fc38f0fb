"""Task slips: an XML file with one <phieu> element per task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from taskstats_adapters.contract import Options, Sheet, Source, SourceError, hookimpl

FIELDS = {
    "so": "Số ký hiệu",
    "noi-dung": "Nội dung nhiệm vụ",
    "chu-tri": "Đơn vị chủ trì",
    "ngay-giao": "Ngày giao",
    "han": "Hạn xử lý",
    "xong": "Ngày hoàn thành",
}


def place(sheet: str, row: int, column: int | None) -> str:
    """The place of a field, as an office would name it; row 1 has the field names."""
    slip = f"{sheet}, phiếu {row - 1}"
    return slip if column is None else f"{slip}, ô {column + 1}"


def read(origin: str, options: Options) -> Iterator[Sheet]:
    """One sheet: the field names, then one row per slip. Dates are left as written. Raises SourceError."""
    from lxml import etree

    path = Path(origin)
    try:
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError as error:
        raise SourceError("E-MISSING", path.name, "không mở được tệp; hãy kiểm tra lại tên và quyền đọc") from error
    except etree.XMLSyntaxError as error:
        message = f"không phải XML ({error.msg}); hãy xuất lại phiếu giao việc"
        raise SourceError("E-CORRUPT", path.name, message) from error
    if root.tag != "phieu-giao-viec":
        raise SourceError("E-CORRUPT", path.name, f"cần phần tử gốc <phieu-giao-viec>, không phải <{root.tag}>")
    slips = [[slip.findtext(field) for field in FIELDS] for slip in root.iterchildren("phieu")]
    yield Sheet(path.name, [list(FIELDS.values()), *slips], locate=place)


SOURCE = Source(
    name="phieu",
    summary="phiếu giao việc dạng XML (.phieu.xml)",
    read=read,
    suffixes=(".phieu.xml",),
    requires=("lxml",),
)


@hookimpl
def taskstats_sources() -> Iterable[Source]:
    """The source of task slips."""
    return (SOURCE,)
