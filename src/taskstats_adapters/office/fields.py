"""What is known of the fields of a task: the headers that offices use for them, and which are needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from taskstats_adapters.vietnamese.text import clean, fold

# Each field's headers in tiers: a later tier counts only where no earlier one is found. Sources: lists that offices
# have published (docs/reference/intake.md). The field's own name is known too: other programs write it.
HEADERS: Mapping[str, tuple[str, ...]] = {
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
DECISIVE = frozenset(
    ("id", "agency", "assigned_on", "due_on", "completed_on", "withdrawn_on", "extended_to", "extension_granted_on")
)

KNOWN: Mapping[str, tuple[str, int]] = {
    fold(name): (field, tier)
    for field, tiers in HEADERS.items()
    for tier, names in enumerate(tiers)
    for name in names.split("|")
} | {fold(field): (field, 0) for field in HEADERS}

_HINT = re.compile(r"\s*\(\s*(?:nếu có|mã|ngày giờ|x|\*|dd?/mm?/yyyy|ngày[ ,/]*tháng[ ,/]*năm)\s*\)\s*$", re.IGNORECASE)
# Only these: "Ngày hoàn thành (dự kiến)" is another column than "Ngày hoàn thành".

LAST_HEADER_ROW = 60
"""How far down a header is looked for; published lists have it in rows 4 to 15."""


def match_key(text: str) -> str:
    """What a header is matched by: folded, without a hint at its end of how or when to fill the column in."""
    return fold(_HINT.sub("", text))


def recognised(cells: Sequence[object]) -> int:
    """How many different fields the cells of a row name."""
    texts = (clean(cell) for cell in cells if isinstance(cell, str))  # a hint is looked for behind every run of spaces
    return len({KNOWN[key][0] for text in texts if (key := match_key(text)) in KNOWN})


def usual_name(field: str) -> str:
    """The header that offices mostly use for a field: "due_on" is "Hạn xử lý"."""
    return HEADERS[field][0].split("|")[0]
