"""What is noted of many rows of a list and told once: with their number, at the first of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from taskstats import Rules
from taskstats_adapters.contract.cells import HIDDEN, STRUCK
from taskstats_adapters.intake.cells.agencies import FIRST_LEADS
from taskstats_adapters.intake.cells.own_statuses import proposed
from taskstats_adapters.intake.cells.sections import LEFT_OUT
from taskstats_adapters.intake.cells.status import named
from taskstats_adapters.intake.problems import Problem
from taskstats_adapters.vietnamese.text import brief


class Notes:
    """The rows of a list that each warning is about."""

    def __init__(self, place: Callable[[int, str | None], str], rules: Rules) -> None:
        self._place, self._rules = place, rules
        self._rows: dict[str, tuple[int, int]] = {}
        self._said: dict[str, Counter[str]] = {}

    def add(self, code: str, number: int, said: str = "") -> None:
        """Note a row by its number, and what stands in it where that differs from row to row."""
        first, count = self._rows.get(code, (number, 0))
        self._rows[code] = first, count + 1
        if said:
            self._said.setdefault(code, Counter())[brief(said)] += 1

    def forget(self, code: str) -> None:
        """Drop what was noted under a code."""
        self._rows.pop(code, None)

    def warnings(self) -> Iterator[Problem]:
        """Each warning once, at the first of its rows."""
        for code, (first, count) in self._rows.items():
            field, message = _NOTES[code]
            said = self._said.get(code, Counter())
            quoted = ", ".join(f'"{text}" ({times})' for text, times in said.most_common(_QUOTED))
            more = f" và {len(said) - _QUOTED} cách ghi khác" if len(said) > _QUOTED else ""
            whole = (text for text, _ in said.most_common() if not text.endswith("…"))  # one that was not cut
            settled = proposed(next(whole, "…"))
            told = message.format(count=count, said=quoted + more, rules=named(self._rules), settled=settled)
            yield Problem(code=code.partition(":")[0], place=self._place(first, field), message=told)


_QUOTED = 5
UNLED = "W-AGENCY:headings"
"""Of a list in which the headings name the agencies."""
AGENCY_ABOVE = "W-AGENCY:above"
"""Of tasks whose cell for the agency is empty, below a heading that names one."""
AGENCY_BELOW = "W-AGENCIES:below"
"""Of rows with nothing but an agency, below a task."""
_NOTES: Mapping[str, tuple[str | None, str]] = {
    "W-AGENCY": ("agency", "từ dòng này có {count} nhiệm vụ không ghi đơn vị chủ trì; hãy ghi đơn vị ở từng dòng"),
    UNLED: (
        None,
        (
            "từ dòng này có {count} nhiệm vụ không nằm dưới nhóm nào ghi đơn vị chủ trì; "
            'hãy ghi đơn vị ở tên nhóm ("Đơn vị: …"), hoặc thêm cột cho đơn vị'
        ),
    ),
    AGENCY_ABOVE: (
        "agency",
        (
            "từ dòng này có {count} nhiệm vụ để trống đơn vị, đã lấy đơn vị ở tên nhóm phía trên: {said}; "
            "nếu không phải, hãy ghi đơn vị ở từng dòng"
        ),
    ),
    AGENCY_BELOW: (
        "agency",
        (
            "từ dòng này có {count} dòng dưới một nhiệm vụ mà chỉ có tên đơn vị, không tính: {said}; "
            'nếu cùng thực hiện nhiệm vụ đó, hãy ghi vào cột "Đơn vị phối hợp" ở dòng nhiệm vụ; '
            "nếu là nhiệm vụ riêng, hãy ghi đủ các cột"
        ),
    ),
    "W-AGENCIES": (
        "agency",
        (
            "từ dòng này có {count} nhiệm vụ ghi nhiều đơn vị trong một ô, đang tính như một đơn vị: {said}; "
            f'{FIRST_LEADS}; nếu không, hãy để lại đơn vị chủ trì, ghi các đơn vị khác vào cột "Đơn vị phối hợp"'
        ),
    ),
    "W-COMPLETED": (
        "completed_on",
        "từ dòng này có {count} nhiệm vụ ghi đã hoàn thành mà không có ngày; đã lấy ngày theo hồ sơ, hãy ghi ngày thật",
    ),
    "W-CONTROL": (None, "từ dòng này có {count} dòng chứa ký tự điều khiển hoặc ký tự hỏng; đã bỏ các ký tự đó"),
    "W-DAYS": (
        "days_late",
        "từ dòng này có {count} nhiệm vụ hoàn thành quá hạn mà số ngày quá hạn ghi khác số ngày tính được",
    ),
    "W-DUE": (
        "due_on",
        (
            "từ dòng này có {count} nhiệm vụ chỉ ghi hạn mới ở ô hạn: {said}; đang lấy hạn mới làm hạn, kể cả trong "
            'số liệu các kỳ trước; hãy ghi cả hạn cũ, ví dụ "20/5/2021 (gia hạn đến 20/6/2021)"'
        ),
    ),
    "W-GRANTED": (
        "extended_to",
        (
            "từ dòng này có {count} nhiệm vụ được gia hạn mà không có ngày cho gia hạn, nên hạn mới luôn được tính, "
            'kể cả trong số liệu các kỳ trước; hãy ghi ngày vào cột "Ngày gia hạn" '
            '(gia hạn nhiều lần: "Ngày gia hạn lần 1", "Ngày gia hạn lần 2" …); '
            "nếu danh sách không có ngày đó, hãy ghi [intake] grants_undated = true vào hồ sơ"
        ),
    ),
    HIDDEN: (
        None,
        "từ dòng này có {count} nhiệm vụ ở hàng bị ẩn (do lọc hoặc ẩn tay), vẫn tính; nếu không phải, hãy xóa hàng đó",
    ),
    "W-GROUP": (
        "agency",
        (
            "từ dòng này có {count} nhiệm vụ giao cho cả một nhóm đơn vị, đang tính như một đơn vị: {said}; "
            "nếu từng đơn vị phải thực hiện, hãy ghi mỗi đơn vị một dòng"
        ),
    ),
    "W-RESULT": (
        "result_document",
        (
            "từ dòng này có {count} nhiệm vụ có văn bản kết quả mà không có ngày hoàn thành, đang tính là "
            "chưa hoàn thành; nếu đã xong, hãy ghi ngày hoàn thành; nếu ngày ghi trong ô đó là ngày hoàn thành, "
            "hãy ghi [intake] completed_in_text = true vào hồ sơ"
        ),
    ),
    "W-RULES": (
        "status",
        (
            "từ dòng này có {count} nhiệm vụ mà danh sách ghi đúng hạn, quá hạn khác với kết quả tính theo "
            "[rules] {rules} của hồ sơ; số liệu theo hồ sơ"
        ),
    ),
    "W-SECTION": (
        "completed_on",
        (
            "từ dòng này có {count} nhiệm vụ có hạn, ngày hoàn thành, ngày rút khác với điều tên nhóm phía trên nói: "
            "{said}; số liệu theo ngày; hãy ghi đủ ngày, hoặc sửa tên nhóm"
        ),
    ),
    LEFT_OUT: (
        None,
        (
            "từ dòng này có {count} nhiệm vụ nằm dưới nhóm {said} mà không có ngày rút, vẫn tính; "
            "nếu không tính, hãy xóa dòng, hoặc ghi ngày rút thay cho ngày hoàn thành; nếu tính, hãy sửa tên nhóm"
        ),
    ),
    STRUCK: (
        None,
        (
            "từ dòng này có {count} nhiệm vụ có chữ bị gạch ngang, vẫn tính; "
            "nếu đã bỏ, hãy xóa hàng đó hoặc ghi ngày rút nhiệm vụ"
        ),
    ),
    "W-STATUS": (
        "status",
        (
            "từ dòng này có {count} nhiệm vụ không có ngày hoàn thành mà trạng thái không nói rõ đã xong hay chưa: "
            "{said}; đang tính là chưa hoàn thành; nếu đã xong, hãy ghi ngày hoàn thành; "
            "hoặc nói rõ trong hồ sơ, mỗi cách ghi một dòng: {settled}"
        ),
    ),
    "W-UNFINISHED": (
        "completed_on",
        (
            "từ dòng này có {count} nhiệm vụ ghi chữ thay cho ngày hoàn thành, đang tính là chưa hoàn thành: {said}; "
            "nếu đã xong, hãy ghi ngày hoàn thành"
        ),
    ),
}
"""The field whose cell is the place, and the message."""
