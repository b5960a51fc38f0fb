"""Why counts do not add up, said to the office (docs/reference/definitions.md, "Twelve identities")."""

from __future__ import annotations

from taskstats import Violation
from taskstats_adapters.narrative.names import NO_AGENCY

RULES = {
    1: "các trạng thái cộng lại thành tổng số; không số nào âm, không phần nào lớn hơn số chứa nó",
    4: "kỳ đã kết thúc thì nhiệm vụ có thời hạn trong kỳ không thể còn trong hạn",
    6: "số chưa hoàn thành cuối kỳ = số đầu kỳ + được giao - hoàn thành - đã rút",
    8: "danh sách phải có đúng những nhiệm vụ mà số liệu của nó đếm",
    9: "số dòng đã đọc = nhận + từ chối + bỏ qua, và mỗi dòng được nhận là một nhiệm vụ trong báo cáo",
    10: "số chưa hoàn thành = chưa hoàn thành của lũy kế + chưa hoàn thành của năm trước chuyển sang",
    11: "số hoàn thành trong kỳ = số đã hoàn thành đến cuối kỳ - số đã hoàn thành trước kỳ",
    12: "các nhóm theo số ngày quá hạn cộng lại thành số quá hạn chưa hoàn thành",
}
"""What each identity that a report can break demands, by its number."""


def sentence(violation: Violation) -> str:
    """The figure that is wrong, by how much, and the rule that it breaks."""
    agency = "" if violation.agency is None else f" của {violation.agency or NO_AGENCY}"
    return (
        f"{violation.figure}{agency}: ghi {violation.expected}, tính được {violation.computed}, "
        f"chênh {violation.difference:+d} ({RULES[violation.identity]})"
    )
