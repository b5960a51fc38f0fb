"""Everything known of the fields of a task: one table, a row a field (docs/reference/fields.md is made from it)."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from taskstats_adapters.vietnamese.text import clean, fold, remembered, words


class Kind(enum.Enum):
    """What the cells of a field hold."""

    NUMBER = "row number"
    """Tells tasks from headings; it is not kept."""
    TEXT = "text"
    AGENCY = "agency"
    NAMES = "names"
    """Several agencies, separated by ";" or new lines."""
    DAY = "day"
    WITNESS = "witness"
    """What the list itself says of lateness: compared with the dates, and kept as it was written."""


class DayForm(enum.Enum):
    """What may stand in the cell of a day beside the day."""

    PLAIN = "the day alone"
    REFERENCE = "the number of a document before the day"
    DEADLINE = 'words such as "trước ngày" before the day'
    DUE = 'as a deadline, or "không thời hạn", which is no day'
    DONE = 'the day alone, or "chưa hoàn thành", which is no day'


class Need(enum.Enum):
    """What a list without the column is."""

    OPTIONAL = "read as it is"
    EXPECTED = "read, and the gap is reported"
    REQUIRED = "rejected"


@attrs.frozen
class Field:
    """A field of a task and the headers that offices use for it.

    `headers` are in tiers, the names of a tier separated by "|": a later tier counts only where no earlier one is
    found. `day_words` are folded words in the header of a column of dates that make it worth suggesting.
    """

    name: str
    kind: Kind
    headers: tuple[str, ...]
    need: Need = Need.OPTIONAL
    day_form: DayForm = DayForm.PLAIN
    decisive: bool = False
    """A wrong column could change a count, so none is chosen between two."""
    own: bool = False
    """Every task has its own: the value of a merged cell is not taken for the rows below."""
    series: bool = False
    """A list may have several columns of it, in order: one for each extension."""
    naming: bool = False
    """It says which task a row is about."""
    check: str = ""
    """The process check that needs the column: without it, it would find every task or none."""
    day_words: str = ""

    @property
    def label(self) -> str:
        """The header that offices mostly use: "due_on" is "Hạn xử lý"."""
        return self.headers[0].partition("|")[0]

    @property
    def telling(self) -> bool:
        """Whether a value in it, beside merged cells, makes a row a task."""
        return self.own or self.need is not Need.OPTIONAL


# Sources of the headers: lists that offices have published (docs/reference/fields.md). A new field or header is a row
# or a word here; a field that is kept is an attribute of Task too.
FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("row_number", Kind.NUMBER, ("STT|TT|Số TT|Số thứ tự",)),
        Field("id", Kind.TEXT, ("Mã nhiệm vụ|ID nhiệm vụ|Mã NV|Mã|ID",), decisive=True, own=True, naming=True),
        Field(
            "document",
            Kind.TEXT,
            (
                "Số ký hiệu|Số/ký hiệu văn bản|Số ký hiệu văn bản|Số/ký hiệu VB|Số hiệu văn bản|Số VB|SKH|Số TB/KL",
                "Văn bản giao nhiệm vụ|Văn bản chỉ đạo|Văn bản giao|Văn bản cấp trên giao|Số, ký hiệu, ngày văn bản",
            ),
            naming=True,
        ),
        Field(
            "document_date",
            Kind.DAY,
            (
                (
                    "Ngày ban hành|Ngày văn bản|Ngày VB|Ngày ký|Ngày chỉ đạo|Ngày phát hành|Ngày tháng văn bản|"
                    "Ngày phát hành văn bản|Ngày ban hành văn bản"
                ),
            ),
            day_form=DayForm.REFERENCE,
        ),
        Field(
            "title",
            Kind.TEXT,
            (
                (
                    "Nội dung nhiệm vụ|Nhiệm vụ|Nhiệm vụ cụ thể|Tên nhiệm vụ|Tiêu đề nhiệm vụ|Nội dung công việc|"
                    "Nội dung chỉ đạo|Nội dung nhiệm vụ/Trích yếu văn bản|Nội dung kết luận/Văn bản trình"
                ),
                (
                    "Nội dung nhiệm vụ được giao|Nhiệm vụ được giao|Nội dung giao|Nội dung giao nhiệm vụ|"
                    "Nội dung nhiệm vụ, công việc"
                ),
                "Trích yếu|Trích yếu nội dung|Tên loại và trích yếu nội dung|Tên công việc|Tiêu đề",
                "Nội dung",
                "Task|Task name|Task description|Action item",
            ),
            need=Need.EXPECTED,
            naming=True,
        ),
        Field(
            "assigner",
            Kind.TEXT,
            (
                (
                    "Người giao|Người giao nhiệm vụ|Cơ quan giao|Lãnh đạo chỉ đạo|Lãnh đạo giao việc|"
                    "Lãnh đạo giao nhiệm vụ|Lãnh đạo giao NV"
                ),
            ),
        ),
        Field(
            "agency",
            Kind.AGENCY,
            (
                (
                    "Đơn vị chủ trì|Cơ quan chủ trì|Chủ trì|ĐV chủ trì|Cơ quan, đơn vị chủ trì|"
                    "Cơ quan chủ trì tham mưu|Đơn vị chủ trì thực hiện|Cơ quan/đơn vị trình"
                ),
                "Đơn vị chủ trì tham mưu|Đơn vị chủ trì xử lý|Cơ quan chủ trì xử lý",
                "Đơn vị thực hiện|Cơ quan thực hiện|Đơn vị xử lý chính|Phòng xử lý chính",
                (
                    "Đơn vị được giao|Đơn vị được giao nhiệm vụ|Cơ quan được giao|Cơ quan được giao nhiệm vụ|"
                    "Cơ quan, đơn vị được giao|Cơ quan, đơn vị thực hiện|Đơn vị nhận nhiệm vụ|"
                    "Cơ quan chủ trì thực hiện|Đơn vị chịu trách nhiệm|Cơ quan chịu trách nhiệm"
                ),
                "Đơn vị",
                "Đơn vị hoặc người nhận",
                "Đơn vị xử lý|Cơ quan xử lý|Đơn vị giải quyết|Cơ quan giải quyết|Đơn vị phụ trách|Đơn vị đầu mối",
                (
                    "Cơ quan, đơn vị|Tên đơn vị|Tên cơ quan|Cơ quan|Sở, ngành|Sở, ban, ngành|"
                    "Sở, ngành, địa phương|Sở, ban, ngành, địa phương"
                ),
                "Lead agency|Responsible agency|Assigned unit|Department|Owner",
            ),
            need=Need.EXPECTED,
            decisive=True,
            naming=True,
        ),
        Field("coordinating", Kind.NAMES, ("Đơn vị phối hợp|Cơ quan phối hợp|Đơn vị phối hợp cùng|Phối hợp",)),
        Field(
            "assigned_on",
            Kind.DAY,
            (
                "Ngày giao|Ngày giao nhiệm vụ|Ngày giao việc|Ngày giao NV|Thời gian giao|Ngày tạo",
                (
                    "Ngày tháng giao|Thời điểm giao|Ngày được giao|Ngày giao thực hiện|Ngày giao cho đơn vị|"
                    "Ngày chỉ đạo giao"
                ),
                "Ngày thực hiện|Ngày bắt đầu",
                "Ngày nhận|Ngày nhận nhiệm vụ|Ngày nhận việc",
                "Assigned date|Date assigned|Assignment date",
            ),
            need=Need.REQUIRED,
            day_form=DayForm.REFERENCE,
            decisive=True,
            own=True,
            day_words="giao|nhan|assigned|received|issued|started?|created",
        ),
        Field(
            "due_on",
            Kind.DAY,
            (
                (
                    "Hạn xử lý|Hạn hoàn thành|Thời hạn hoàn thành|Thời hạn|Hạn XL|Thời hạn xử lý|Hạn báo cáo|Hạn chót|"
                    "Thời hạn văn bản|Hạn xong|Ngày yêu cầu hoàn thành|Ngày YC hoàn thành|Ngày dự kiến hoàn thành"
                ),
                "Thời hạn giải quyết|Hạn giải quyết",
                (
                    "Thời hạn thực hiện|Hạn thực hiện|Thời hạn báo cáo|Thời hạn hoàn thành nhiệm vụ|"
                    "Hạn hoàn thành nhiệm vụ|Thời hạn hoàn thành theo yêu cầu|Thời hạn phải hoàn thành|"
                    "Thời hạn được giao|Ngày hết hạn"
                ),
                "Hạn",
                "Due date|Date due|Deadline|Target completion date",
            ),
            need=Need.REQUIRED,
            day_form=DayForm.DUE,
            decisive=True,
            own=True,
            day_words="han|du kien|hoan thanh|due|deadline|target",
        ),
        Field(
            "extended_to",
            Kind.DAY,
            (
                (
                    "Gia hạn đến|Gia hạn đến ngày|Gia hạn tới|Gia hạn tới ngày|Được gia hạn đến|Được gia hạn đến ngày|"
                    "Đã gia hạn đến|Đã gia hạn đến ngày|Cho gia hạn đến|Cho gia hạn đến ngày|Ngày gia hạn đến|"
                    "Ngày gia hạn mới|Ngày kết thúc gia hạn|Hạn gia hạn|Hạn được gia hạn|Thời hạn gia hạn|"
                    "Thời hạn được gia hạn|Thời hạn sau gia hạn|Thời hạn sau khi gia hạn|Hạn sau gia hạn|"
                    "Hạn sau khi gia hạn|Hạn xử lý sau gia hạn|Hạn hoàn thành sau gia hạn|"
                    "Thời hạn hoàn thành sau gia hạn|Hạn xử lý gia hạn|Hạn hoàn thành gia hạn"
                    "|Hạn mới|Thời hạn mới|Hạn xử lý mới|Hạn hoàn thành mới|Thời hạn hoàn thành mới|Thời hạn xử lý mới|"
                    "Hạn điều chỉnh|Thời hạn điều chỉnh|Hạn sau điều chỉnh|Thời hạn sau điều chỉnh|"
                    "Hạn xử lý điều chỉnh|Hạn hoàn thành điều chỉnh|Thời hạn hoàn thành điều chỉnh|Điều chỉnh hạn đến|"
                    "Điều chỉnh thời hạn đến|Điều chỉnh đến|Điều chỉnh đến ngày"
                    "|Lùi hạn tới|Lùi hạn đến|Lùi hạn đến ngày|Lùi thời hạn đến|Lùi thời hạn đến ngày|Lùi đến|"
                    "Lùi đến ngày|Hạn lùi|Kéo dài đến|Kéo dài đến ngày|Kéo dài thời hạn đến|Hạn kéo dài"
                    "|Extensions|New due date|New deadline|Extended due date|Extended deadline|Revised due date|"
                    "Các lần gia hạn|Lịch sử gia hạn|Danh sách gia hạn"
                ),
                "Gia hạn|Gia hạn thêm|Gia hạn thời hạn|Lùi hạn|Lùi thời hạn|Điều chỉnh hạn|Điều chỉnh thời hạn",
            ),
            day_form=DayForm.DEADLINE,
            decisive=True,
            own=True,
            series=True,
            day_words=r"gia han|dieu chinh|lui|keo dai|han (?:xu ly |hoan thanh )?(?:moi|bo sung|lan|\d)",
        ),
        Field(
            "extension_granted_on",
            Kind.DAY,
            (
                (
                    "Ngày gia hạn|Ngày cho gia hạn|Ngày cho phép gia hạn|Ngày đồng ý gia hạn|Ngày duyệt gia hạn|"
                    "Ngày phê duyệt gia hạn|Ngày quyết định gia hạn|Ngày ký gia hạn|Ngày văn bản gia hạn|"
                    "Ngày VB gia hạn|Ngày công văn gia hạn|Ngày điều chỉnh hạn|Ngày điều chỉnh thời hạn|"
                    "Extension granted on|Extension approved on|Granted on"
                ),
            ),
            decisive=True,
            own=True,
            series=True,
        ),
        Field(
            "completed_on",
            Kind.DAY,
            (
                (
                    "Ngày hoàn thành|Thời gian hoàn thành|Ngày hoàn thành thực tế|Ngày HT|Ngày báo cáo kết quả|"
                    "Thời gian hoàn thành thực tế|Thời gian HT thực tế|Ngày HT thực tế|Ngày thực tế hoàn thành|"
                    "Thời gian thực tế hoàn thành|Thời điểm hoàn thành"
                ),
                "Ngày hoàn thành nhiệm vụ|Ngày đã hoàn thành|Hoàn thành ngày",
                "Completed date|Date completed|Completion date|Actual completion date|Date closed|Closed date",
            ),
            need=Need.EXPECTED,
            day_form=DayForm.DONE,
            decisive=True,
            own=True,
            day_words="hoan thanh|ht|thuc te|ket thuc|xong|ket qua|thuc hien|completed|finished|closed|done",
        ),
        Field(
            "withdrawn_on",
            Kind.DAY,
            (("Ngày rút|Ngày rút nhiệm vụ|Ngày thu hồi|Ngày hủy|Ngày hủy bỏ|Ngày hủy nhiệm vụ|Ngày dừng thực hiện"),),
            decisive=True,
            own=True,
            day_words="huy|rut|thu hoi|dung|chuyen|xoa|deleted|deletedat",
        ),
        Field(
            "status",
            Kind.WITNESS,
            (
                (
                    "Trạng thái|Trạng thái nhiệm vụ|Trạng thái xử lý|Trạng thái thực hiện|Tình trạng|Tình trạng xử lý|"
                    "Tình trạng thực hiện|Tình trạng nhiệm vụ"
                ),
                "Tiến độ|Tiến độ thực hiện|Tiến độ xử lý|Tiến độ giải quyết",
                "Kết quả thực hiện|Tình hình thực hiện|Kết quả xử lý",
                "Kết quả",
            ),
        ),
        Field("days_late", Kind.WITNESS, ("Số ngày quá hạn|Số ngày trễ hạn|Số ngày trễ|Số ngày chậm",)),
        Field(
            "result_document",
            Kind.TEXT,
            (
                (
                    "Văn bản báo cáo kết quả|Sản phẩm|Sản phẩm đầu ra|Văn bản sản phẩm đầu ra|Bằng chứng hoàn thành|"
                    "Kết quả thực hiện/Minh chứng|Kết quả thực hiện/Sản phẩm đầu ra"
                ),
            ),
            check="no_result_document",
        ),
        Field(
            "recorded_on",
            Kind.DAY,
            ("Ngày cập nhật kết quả|Ngày ghi nhận kết quả|Ngày nhập kết quả|Ngày ghi nhận",),
            own=True,
            check="recorded_after_days",
        ),
        Field(
            "updated_on",
            Kind.DAY,
            ("Ngày cập nhật|Cập nhật lần cuối|Ngày cập nhật gần nhất|Thời gian cập nhật",),
            own=True,
            check="silent_days",
        ),
        Field("reason", Kind.TEXT, ("Lý do chậm tiến độ|Nguyên nhân chậm|Lý do chậm|Nguyên nhân",)),
        Field("note", Kind.TEXT, ("Ghi chú",)),
    )
}
"""The fields by name, in the order in which pages and drafts list them."""

REQUIRED = tuple(name for name, field in FIELDS.items() if field.need is Need.REQUIRED)
EXPECTED = tuple(name for name, field in FIELDS.items() if field.need is Need.EXPECTED)
DAYS = frozenset(name for name, field in FIELDS.items() if field.kind is Kind.DAY)
NAMING = frozenset(name for name, field in FIELDS.items() if field.naming)

KNOWN: Mapping[str, tuple[str, int]] = {
    fold(header): (name, tier)
    for name, field in FIELDS.items()
    for tier, headers in enumerate(field.headers)
    for header in headers.split("|")
} | {fold(name): (name, 0) for name in FIELDS}
"""Each header, folded: its field and its tier. A field's own name is one of them: other programs write it."""

Named = Mapping[str, str | tuple[str, ...]]
"""Headers by field, as a profile names them: several for a field of which a list may have several columns."""


def each_named(named: Named) -> Iterator[tuple[str, str]]:
    """Each field with each of its headers."""
    for field, headers in named.items():
        yield from ((field, header) for header in ((headers,) if isinstance(headers, str) else headers))


LAST_HEADER_ROW = 60
"""How far down a header is looked for; published lists have it in rows 4 to 15."""

_HINT = re.compile(
    r"(?<!\s)\s*+\(\s*+(?:nếu có|mã|ngày giờ|x|\*|dd?/mm?/yyyy|ngày[ ,/]*tháng[ ,/]*năm)\s*+\)\s*+$", re.IGNORECASE
)
# Only these: "Ngày hoàn thành (dự kiến)" is another column than "Ngày hoàn thành".


_TIMES = {"dau": 1, "nhat": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "cuoi": 99}
_TIMES |= {roman: number for number, roman in enumerate(("i", "ii", "iii", "iv", "v"), 1)}
_ORDINAL = re.compile(rf" ?\b(?:lan (?:thu )?(?P<time>\d{{1,2}}|{'|'.join(_TIMES)})\b|(?P<number>\d{{1,2}})$) ?")


@remembered
def match_key(text: str) -> str:
    """What a header is matched by: folded, without a hint at its end on how to fill the column in.

    Where that names a field of which a list may have several columns, also without "lần 2".
    """
    bare = _HINT.sub("", text)
    key = fold(bare)
    if key not in KNOWN:
        once = _ORDINAL.sub("", " ".join(words(bare))).replace(" ", "")
        if once in KNOWN and FIELDS[KNOWN[once][0]].series:
            return once
    return key


def ordinal(text: str) -> int:
    """The 2 of a header such as "Gia hạn lần 2" or "Hạn mới (lần thứ hai)"; 0 where it has no number."""
    found = _ORDINAL.search(" ".join(words(_HINT.sub("", text))))
    if found is None:
        return 0
    time = found["time"] or found["number"]
    return _TIMES.get(time) or int(time)


def recognised(cells: Sequence[object]) -> int:
    """How many different fields the cells of a row name."""
    texts = (clean(cell) for cell in cells if isinstance(cell, str))  # a hint is looked for behind every run of spaces
    return len({KNOWN[key][0] for text in texts if (key := match_key(text)) in KNOWN})
