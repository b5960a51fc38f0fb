"""Which column is which: finding the header of a list and matching the names that offices use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.intake.text import clean, fold, is_blank

Row = Sequence[Cell | BadCell]

# Each field's headers in tiers: a later tier counts only where no earlier one is found. Sources: lists that offices
# have published (docs/reference/intake.md).
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "row_number": ("STT|TT|Số TT|Số thứ tự",),
    "id": ("Mã nhiệm vụ|Mã|ID",),
    "document": (
        "Số ký hiệu|Số/ký hiệu văn bản|Số ký hiệu văn bản|Số hiệu văn bản|Số VB|SKH",
        "Văn bản giao nhiệm vụ|Văn bản chỉ đạo|Văn bản giao",
    ),
    "document_date": ("Ngày ban hành|Ngày văn bản|Ngày VB|Ngày ký|Ngày chỉ đạo",),
    "title": (
        "Nội dung nhiệm vụ|Nhiệm vụ|Nhiệm vụ cụ thể|Tên nhiệm vụ|Nội dung công việc|Nội dung chỉ đạo",
        "Trích yếu|Trích yếu nội dung",
        "Nội dung",
    ),
    "assigner": ("Người giao|Cơ quan giao|Lãnh đạo chỉ đạo",),
    "agency": (
        "Đơn vị chủ trì|Cơ quan chủ trì|Chủ trì|ĐV chủ trì|Cơ quan, đơn vị chủ trì|Cơ quan chủ trì tham mưu",
        "Đơn vị thực hiện|Cơ quan thực hiện|Đơn vị xử lý chính",
        "Đơn vị",
    ),
    "coordinating": ("Đơn vị phối hợp|Cơ quan phối hợp|Phối hợp",),
    "assigned_on": ("Ngày giao|Ngày giao nhiệm vụ|Thời gian giao|Ngày tạo",),
    "due_on": (
        "Hạn xử lý|Hạn hoàn thành|Thời hạn hoàn thành|Thời hạn|Hạn XL|Thời hạn xử lý|Hạn báo cáo|Ngày yêu cầu hoàn thành",
    ),
    "extended_to": ("Gia hạn đến|Hạn mới|Lùi hạn tới|Lùi hạn đến|Gia hạn tới",),
    "extension_granted_on": ("Ngày gia hạn",),
    "completed_on": ("Ngày hoàn thành|Thời gian hoàn thành|Ngày hoàn thành thực tế|Ngày HT|Ngày báo cáo kết quả",),
    "withdrawn_on": ("Ngày rút|Ngày rút nhiệm vụ|Ngày thu hồi",),
    "status": ("Trạng thái|Tiến độ|Tình trạng|Tình trạng xử lý|Kết quả thực hiện",),
    "result_document": ("Văn bản báo cáo kết quả|Sản phẩm|Sản phẩm đầu ra",),
    "reason": ("Lý do chậm tiến độ|Nguyên nhân chậm|Lý do chậm|Nguyên nhân",),
    "note": ("Ghi chú",),
}

FIELDS = tuple(_HEADERS)
"""The fields that a column can be, as the profile's [columns] names them."""

REQUIRED = ("assigned_on", "due_on")
EXPECTED = ("title", "agency")
_DECISIVE = frozenset(
    ("id", "agency", "assigned_on", "due_on", "completed_on", "withdrawn_on", "extended_to", "extension_granted_on")
)

_KNOWN: Mapping[str, tuple[str, int]] = {
    fold(name): (field, tier)
    for field, tiers in _HEADERS.items()
    for tier, names in enumerate(tiers)
    for name in names.split("|")
}

LAST_HEADER_ROW = 60
"""How far down a header is looked for; published lists have it in rows 4 to 15."""


@attrs.frozen
class Header:
    """The header of a list: how many rows it takes, each column's text, and which column is which field.

    `rivals` has, for a field that several columns of one tier could be, all their numbers (from 0).
    """

    first: int
    height: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]
    rivals: Mapping[str, tuple[int, ...]]
    missing: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> Mapping[str, tuple[int, ...]]:
        """Those rivals between which a guess could change a count."""
        return {field: columns for field, columns in self.rivals.items() if field in _DECISIVE}


def recognised(cells: Sequence[object]) -> int:
    """How many different fields the cells of a row name."""
    return len({_KNOWN[key][0] for cell in cells if isinstance(cell, str) and (key := fold(cell)) in _KNOWN})


def usual_name(field: str) -> str:
    """The header that offices mostly use for a field: "due_on" is "Hạn xử lý"."""
    return _HEADERS[field][0].split("|")[0]


def find_header(rows: Sequence[Row], named: Mapping[str, str], least: int = 2) -> Header | None:
    """The header among the first rows of a sheet: the one or two rows that name most fields, at least so many.

    `named` gives columns by field, from the profile; they win over what the headers suggest.
    """
    wanted = {fold(text): field for field, text in named.items()}

    def score(texts: Sequence[str]) -> int:
        return len({field for text in texts if (field := _field(text, wanted))})

    best: tuple[int, Header] | None = None
    for first in range(len(rows)):
        alone = score(_texts(rows[first : first + 1]))
        height, texts, found = 1, _texts(rows[first : first + 1]), alone
        if _may_be_second(rows[first + 1 : first + 2]):
            both = _texts(rows[first : first + 2])
            if score(both) > max(alone, score(_texts(rows[first + 1 : first + 2]))):
                height, texts, found = 2, both, score(both)
        if found >= least and (best is None or found > best[0]):
            best = found, _header(first, height, texts, named)
    return best[1] if best else None


def _field(text: str, wanted: Mapping[str, str]) -> str | None:
    key = fold(text)
    return wanted.get(key) or (_KNOWN[key][0] if key in _KNOWN else None)


def _may_be_second(rows: Sequence[Row]) -> bool:
    """Whether a row can be the lower half of a header: it names a field, and holds nothing but texts."""
    return any(recognised(row) and all(isinstance(cell, str) or is_blank(cell) for cell in row) for row in rows)


def _texts(rows: Sequence[Row]) -> tuple[str, ...]:
    """Each column's header: the lowest text of the rows."""
    texts = [""] * max(map(len, rows))
    for row in rows:
        for column, cell in enumerate(row):
            if isinstance(cell, str) and not is_blank(cell):
                texts[column] = clean(cell)
    return tuple(texts)


def _header(first: int, height: int, texts: tuple[str, ...], named: Mapping[str, str]) -> Header:
    columns: dict[str, int] = {}
    rivals: dict[str, tuple[int, ...]] = {}
    missing = []
    for field, text in named.items():
        found = tuple(column for column, header in enumerate(texts) if fold(header) == fold(text))
        if not found:
            missing.append(field)
        elif len(found) > 1:
            rivals[field] = found
        if found:
            columns[field] = found[0]
    taken = set(columns.values())
    for field, tiers in _HEADERS.items():
        for tier in range(len(tiers)) if field not in named else ():
            known = (column for column, text in enumerate(texts) if _KNOWN.get(fold(text)) == (field, tier))
            found = tuple(column for column in known if column not in taken)
            if found and field not in columns:
                columns[field] = found[0]
                if len(found) > 1:
                    rivals[field] = found
    return Header(first, height, texts, columns, rivals, tuple(missing))
