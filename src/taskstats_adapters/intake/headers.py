"""Which column is which: finding the header of a list and matching the names that offices use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

import attrs

from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.intake.cells import is_blank, is_merged, shown
from taskstats_adapters.text import clean, fold

Row = Sequence[Cell | BadCell]

# Each field's headers in tiers: a later tier counts only where no earlier one is found. Sources: lists that offices
# have published (docs/reference/intake.md). The field's own name is known too: other programs write it.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "row_number": ("STT|TT|Số TT|Số thứ tự",),
    "id": ("Mã nhiệm vụ|ID nhiệm vụ|Mã NV|Mã|ID",),
    "document": (
        "Số ký hiệu|Số/ký hiệu văn bản|Số ký hiệu văn bản|Số/ký hiệu VB|Số hiệu văn bản|Số VB|SKH|Số TB/KL",
        "Văn bản giao nhiệm vụ|Văn bản chỉ đạo|Văn bản giao|Văn bản cấp trên giao|Số, ký hiệu, ngày văn bản",
    ),
    "document_date": ("Ngày ban hành|Ngày văn bản|Ngày VB|Ngày ký|Ngày chỉ đạo|Ngày phát hành",),
    "title": (
        (
            "Nội dung nhiệm vụ|Nhiệm vụ|Nhiệm vụ cụ thể|Tên nhiệm vụ|Tiêu đề nhiệm vụ|Nội dung công việc|"
            "Nội dung chỉ đạo|Nội dung nhiệm vụ/Trích yếu văn bản|Nội dung kết luận/Văn bản trình"
        ),
        "Trích yếu|Trích yếu nội dung|Tiêu đề",
        "Nội dung",
    ),
    "assigner": (
        (
            "Người giao|Người giao nhiệm vụ|Cơ quan giao|Lãnh đạo chỉ đạo|Lãnh đạo giao việc|Lãnh đạo giao nhiệm vụ|"
            "Lãnh đạo giao NV"
        ),
    ),
    "agency": (
        (
            "Đơn vị chủ trì|Cơ quan chủ trì|Chủ trì|ĐV chủ trì|Cơ quan, đơn vị chủ trì|Cơ quan chủ trì tham mưu|"
            "Đơn vị chủ trì thực hiện|Cơ quan/đơn vị trình"
        ),
        "Đơn vị thực hiện|Cơ quan thực hiện|Đơn vị xử lý chính|Phòng xử lý chính",
        "Đơn vị",
    ),
    "coordinating": ("Đơn vị phối hợp|Cơ quan phối hợp|Đơn vị phối hợp cùng|Phối hợp",),
    "assigned_on": (
        "Ngày giao|Ngày giao nhiệm vụ|Ngày giao việc|Ngày giao NV|Thời gian giao|Ngày tạo",
        "Ngày thực hiện|Ngày bắt đầu",
    ),
    "due_on": (
        (
            "Hạn xử lý|Hạn hoàn thành|Thời hạn hoàn thành|Thời hạn|Hạn XL|Thời hạn xử lý|Hạn báo cáo|Hạn chót|"
            "Thời hạn văn bản|Ngày yêu cầu hoàn thành|Ngày YC hoàn thành|Ngày dự kiến hoàn thành"
        ),
    ),
    "extended_to": ("Gia hạn đến|Hạn mới|Lùi hạn tới|Lùi hạn đến|Gia hạn tới",),
    "extension_granted_on": ("Ngày gia hạn",),
    "completed_on": ("Ngày hoàn thành|Thời gian hoàn thành|Ngày hoàn thành thực tế|Ngày HT|Ngày báo cáo kết quả",),
    "withdrawn_on": ("Ngày rút|Ngày rút nhiệm vụ|Ngày thu hồi",),
    "status": (
        "Trạng thái|Trạng thái nhiệm vụ|Tình trạng|Tình trạng xử lý|Tiến độ",
        "Kết quả thực hiện",
    ),
    "days_late": ("Số ngày quá hạn|Số ngày trễ hạn|Số ngày trễ|Số ngày chậm",),
    "result_document": (
        (
            "Văn bản báo cáo kết quả|Sản phẩm|Sản phẩm đầu ra|Văn bản sản phẩm đầu ra|Bằng chứng hoàn thành|"
            "Kết quả thực hiện/Minh chứng|Kết quả thực hiện/Sản phẩm đầu ra"
        ),
    ),
    "recorded_on": ("Ngày cập nhật kết quả|Ngày ghi nhận kết quả|Ngày nhập kết quả|Ngày ghi nhận",),
    "updated_on": ("Ngày cập nhật|Cập nhật lần cuối|Ngày cập nhật gần nhất|Thời gian cập nhật",),
    "reason": ("Lý do chậm tiến độ|Nguyên nhân chậm|Lý do chậm|Nguyên nhân",),
    "note": ("Ghi chú",),
}

REQUIRED = ("assigned_on", "due_on")
"""Without these nothing can be counted."""
EXPECTED = ("title", "agency", "completed_on")
"""Without these a list can be read; that they are missing is said."""
_DECISIVE = frozenset(
    ("id", "agency", "assigned_on", "due_on", "completed_on", "withdrawn_on", "extended_to", "extension_granted_on")
)

_KNOWN: Mapping[str, tuple[str, int]] = {
    fold(name): (field, tier)
    for field, tiers in _HEADERS.items()
    for tier, names in enumerate(tiers)
    for name in names.split("|")
} | {fold(field): (field, 0) for field in _HEADERS}

_HINT = re.compile(r"\s*\(\s*(?:nếu có|mã|ngày giờ|x|\*|dd?/mm?/yyyy|ngày[ ,/]*tháng[ ,/]*năm)\s*\)\s*$", re.IGNORECASE)
# Only these: "Ngày hoàn thành (dự kiến)" is another column than "Ngày hoàn thành".

_DIGITS = 5
"""The fewest digits of a date: those of a serial."""

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


def _key(text: str) -> str:
    """What a header is matched by: folded, without a hint at its end of how or when to fill the column in."""
    return fold(_HINT.sub("", text))


def recognised(cells: Sequence[object]) -> int:
    """How many different fields the cells of a row name."""
    texts = (clean(cell) for cell in cells if isinstance(cell, str))  # a hint is looked for behind every run of spaces
    return len({_KNOWN[key][0] for text in texts if (key := _key(text)) in _KNOWN})


def usual_name(field: str) -> str:
    """The header that offices mostly use for a field: "due_on" is "Hạn xử lý"."""
    return _HEADERS[field][0].split("|")[0]


def repeats_header(row: Row, header: Header) -> bool:
    """Whether a row says the header again, as at the top of a printed page: two of its cells at least do."""
    pairs = zip(row, header.texts, strict=False)
    again = sum(isinstance(cell, str) and fold(cell) == fold(text) != "" for cell, text in pairs)
    return again >= 2 or recognised(row) >= 3


def numbers_columns(row: Row, header: Header) -> bool:
    """Whether a row does nothing but number the columns, from 1 on: "(1) (2) (3)", "A B 1 2", "3=1+2"."""
    texts = [shown(cell).partition("=")[0].strip("(). ") for cell in row if not is_blank(cell)]
    numbers = [text for text in texts if len(text) > 1 or not text.isalpha()]  # "A", "B" may stand before 1
    enough = min(3, sum(map(bool, header.texts)))
    return len(texts) >= enough and bool(numbers) and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def find_header(rows: Sequence[Row], named: Mapping[str, str], least: int = 2) -> Header | None:
    """The header among the first rows of a sheet: the one or two rows that name most fields, at least so many.

    But not one that stands below tasks of an earlier header: it begins another list. `named` gives columns by field,
    from the profile; they win over what the headers suggest.
    """
    known = {key: field for key, (field, _) in _KNOWN.items()} | {fold(text): field for field, text in named.items()}
    known.pop("", None)

    def fields(texts: Iterable[str]) -> list[str]:
        return [field for text in texts if (field := known.get(fold(text)) or known.get(_key(text)))]

    lines = [tuple("" if is_merged(cell) else shown(cell) for cell in row) for row in rows]
    named_by = [fields(line) for line in lines]
    best: Header | None = None
    most = least - 1
    for first, line in enumerate(lines):
        height, texts, found = 1, line, len(set(named_by[first]))
        if first + 1 < len(rows) and 2 * len(named_by[first + 1]) >= _filled(rows[first + 1]):
            both = tuple(low or high for high, low in zip_longest(line, lines[first + 1], fillvalue=""))
            if (together := len(set(fields(both)))) > max(found, len(set(named_by[first + 1]))):
                height, texts, found = 2, both, together
        if found > most and not (best and _has_tasks(best, rows[best.first + best.height : first])):
            best, most = _header(first, height, texts, named), found
    return best


def another_header(row: Row, below: Row, header: Header, named: Mapping[str, str]) -> Header | None:
    """The header of another list further down, in a row alone or with the one below it: its columns are others.

    None for what repeats `header`, as at the top of a printed page, and for what lacks a required column.
    """
    other = find_header((row, below), named)
    if other is None or other.first or not all(field in other.columns for field in REQUIRED):
        return None
    elsewhere = any(header.columns.get(field) != column for field, column in other.columns.items())
    gone = [column for field, column in header.columns.items() if field not in other.columns]
    renamed = any(fold(text) not in ("", fold(header.texts[at])) for at in gone for text in other.texts[at : at + 1])
    return other if elsewhere or renamed else None


def _has_tasks(header: Header, rows: Sequence[Row]) -> bool:
    """Whether rows below a header are those of a list: one has what looks like a day where that of assignment stands.

    A frame of dates by which a list was filtered may stand above it; it names no task.
    """
    if not {*REQUIRED} <= header.columns.keys() or {"title", "agency", "document"}.isdisjoint(header.columns):
        return False
    column = header.columns["assigned_on"]
    return any(sum(map(str.isdigit, shown(row[column]))) >= _DIGITS for row in rows if column < len(row))


def _filled(row: Row) -> int:
    return sum(not is_blank(cell) for cell in row)


def _header(first: int, height: int, texts: tuple[str, ...], named: Mapping[str, str]) -> Header:
    keys = [fold(text) for text in texts]
    bare = [_key(text) for text in texts]
    columns: dict[str, int] = {}
    rivals: dict[str, tuple[int, ...]] = {}

    def claim(field: str, found: tuple[int, ...]) -> None:
        columns[field] = found[0]
        if len(found) > 1:
            rivals[field] = found

    missing = []
    for field, text in named.items():
        if found := tuple(column for column, key in enumerate(keys) if key and key == fold(text)):
            claim(field, found)
        else:
            missing.append(field)
    taken = {column for field in columns for column in rivals.get(field, (columns[field],))}
    for field, tiers in _HEADERS.items():
        for tier in range(len(tiers)) if field not in named else ():
            known = (column for column, key in enumerate(bare) if _KNOWN.get(key) == (field, tier))
            if found := tuple(column for column in known if column not in taken):
                claim(field, found)
                break
    return Header(first, height, texts, columns, rivals, tuple(missing))
