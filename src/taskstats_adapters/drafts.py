"""A first profile for an office, guessed from its list, to be edited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from taskstats_adapters.intake.headers import REQUIRED, usual_name
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.profile import FIELDS


def draft_profile(intake: Intake) -> str:
    """A commented TOML profile: which header was taken for which field, and the agencies met."""
    return "\n".join(_lines(intake)) + "\n"


def _lines(intake: Intake) -> Iterator[str]:
    yield "# Hồ sơ của cơ quan cho taskstats. Dòng bắt đầu bằng # là chú thích; bỏ # để dùng."
    yield 'calendar = "civil"         # hoặc "decree-09": tháng từ ngày 15 đến ngày 14 (Nghị định 09/2019/NĐ-CP)'
    yield "agency_table = true        # phụ lục kết quả của từng đơn vị"
    yield ""
    yield "[office]                   # phần đầu, nơi nhận, người ký"
    yield 'parent = "ỦY BAN NHÂN DÂN TỈNH …"'
    yield 'name = "VĂN PHÒNG"'
    yield 'number = "Số:     /BC-VP"'
    yield 'place = "…"'
    yield 'recipients = ["Chủ tịch, các PCT UBND tỉnh (BC)", "Lưu: VT"]'
    yield 'position = ["CHÁNH VĂN PHÒNG"]'
    yield 'signer = ""'
    yield ""
    yield "[wording]"
    yield '# subject = "Kết quả tiến độ thực hiện các nhiệm vụ đã giao đến hết ngày {as_of}"'
    yield '# opening = "Thực hiện …; Văn phòng UBND tỉnh báo cáo kết quả như sau:"'
    yield 'assigners = "UBND tỉnh, Chủ tịch, các Phó Chủ tịch UBND tỉnh"'
    yield 'agencies = "các sở, ban, ngành, UBND các xã, phường"'
    yield '# procedure = "Theo quy định tại …"'
    yield '# findings_request = "Đề nghị Thủ trưởng các cơ quan trên …"'
    yield '# request = "Đề nghị Thủ trưởng các cơ quan, đơn vị …"'
    yield ""
    yield "[numbers]"
    yield 'percentages = "half-up"    # hoặc "remainder", "largest-remainder"'
    yield "decimals = 1"
    yield 'appendices = "roman"       # hoặc "arabic"'
    yield ""
    yield "[rules]"
    yield "grace_days = 0             # số ngày sau hạn vẫn tính là đúng hạn"
    yield 'extensions = "honoured"    # hoặc "in-time", "ignored"'
    yield 'undated = "counted"        # nhiệm vụ không có thời hạn; hoặc "apart", "left-out"'
    yield ""
    yield '[columns]                  # trường = "tiêu đề cột trong danh sách"'
    yield from _columns(next(iter(intake.columns.values()), {}))
    agencies = sorted({task.agency for task in intake.tasks if task.agency})
    if agencies:
        yield ""
        yield "# Các đơn vị, theo thứ tự sẽ in; bỏ # thì mọi tên khác bị báo lỗi; aliases là các cách viết khác."
        for name in agencies:
            yield "# [[agencies]]"
            yield f"# name = {_quoted(name)}"
            yield "# aliases = []"


def _columns(columns: Mapping[str, str]) -> Iterator[str]:
    for field in FIELDS:
        if field in columns:
            yield f"{field} = {_quoted(columns[field])}"
        elif field in REQUIRED:
            yield f'{field} = "…"            # bắt buộc: chưa tìm thấy cột nào như "{usual_name(field)}"'
        else:
            yield f'# {field} = "{usual_name(field)}"'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
