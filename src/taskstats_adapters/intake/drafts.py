"""A first profile for an office, guessed from its list, to be edited."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from taskstats import Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import BadCell, Cell, is_blank, shown
from taskstats_adapters.intake.dates import NotADate, read_assignment, read_date
from taskstats_adapters.intake.headers import Header, Row, find_header
from taskstats_adapters.office.fields import FIELDS, LAST_HEADER_ROW, REQUIRED
from taskstats_adapters.office.profile import Profile, Reading, UndatedCompletion
from taskstats_adapters.vietnamese.text import fold, words

LOOKED_AT = 200
"""How many rows below the header are looked at, to tell which columns hold dates."""


@attrs.define
class Guess:
    """Which header is which field, as the usual names tell or as it is guessed; `doubts` says of which and why."""

    columns: dict[str, str] = attrs.field(factory=dict)
    doubts: dict[str, str] = attrs.field(factory=dict)

    @property
    def profile(self) -> Profile:
        """The settings that the draft will state, where they differ from the usual ones."""
        return Profile(columns=self.columns, intake=Reading(completed_without_date=self._undone))

    @property
    def _undone(self) -> UndatedCompletion:
        """Of a list without the day of completion nothing can be it but the day of the update."""
        only_updates = "completed_on" not in self.columns and {"status", "updated_on"} <= self.columns.keys()
        return UndatedCompletion.UPDATED_ON if only_updates else UndatedCompletion.REJECT

    def add(self, field: str, header: str, why: str) -> None:
        """A column that the usual names do not tell for certain."""
        self.columns[field] = header
        self.doubts[field] = f"đoán ({why}): hãy kiểm tra"


def guess_columns(sheets: Iterable[Sheet]) -> Guess:
    """The columns of the list that shows most known headers; a missing date is looked for among columns of dates."""
    best: tuple[Header, Sequence[Row]] | None = None
    for sheet in sheets:
        if sheet.ignored is None:
            rows = list(itertools.islice(sheet.rows, LAST_HEADER_ROW + LOOKED_AT))
            header = find_header(rows[:LAST_HEADER_ROW], {})
            if header is not None and (best is None or len(header.columns) > len(best[0].columns)):
                best = header, rows[header.first + header.height :]
    return Guess() if best is None else _guess(*best)


def _guess(header: Header, rows: Sequence[Row]) -> Guess:
    guess = Guess({field: header.texts[column] for field, column in header.columns.items()})
    spare = [column for column, text in enumerate(header.texts) if text and column not in header.columns.values()]
    for field, rivals in header.ambiguous.items():
        real = [column for column in rivals if fold(header.texts[column]).endswith("thucte")]
        chosen = (real or list(rivals))[0]
        others = ", ".join(f'"{header.texts[column]}"' for column in rivals if column != chosen)
        guess.add(field, header.texts[chosen], f"cũng có {others}")
        spare = sorted({*spare, *rivals} - {chosen})
    dates = [column for column in spare if _mostly(read_date, rows, column)]
    for field in ("due_on", "assigned_on"):
        telling = re.compile(rf"\b(?:{FIELDS[field].day_words})\b")
        named = [column for column in dates if telling.search(" ".join(words(header.texts[column])))]
        if field not in guess.columns and named:
            guess.add(field, header.texts[named[0]], "cột ngày tháng")
            dates.remove(named[0])
    if "assigned_on" not in guess.columns and "document_date" in guess.columns:
        guess.add("assigned_on", guess.columns.pop("document_date"), "ngày của văn bản giao")
    document = header.columns.get("document")
    if "assigned_on" not in guess.columns and document is not None and _mostly(read_assignment, rows, document):
        guess.add("assigned_on", header.texts[document], "ngày ghi sau số của văn bản giao")
    return guess


ReadDate = Callable[[Cell | BadCell], dt.date | None]


def _mostly(read: ReadDate, rows: Sequence[Row], column: int) -> bool:
    """Whether more than half of a column's cells that show anything are dates."""
    cells = [row[column] for row in rows if column < len(row) and not is_blank(row[column])]
    return 2 * sum(_is_date(read, cell) for cell in cells) > len(cells)


def _is_date(read: ReadDate, cell: Cell | BadCell) -> bool:
    try:
        return read(cell) is not None and not shown(cell).isdigit()  # a mere number may be a serial, or anything
    except NotADate:
        return False


def draft_profile(guess: Guess, tasks: Iterable[Task]) -> str:
    """A commented TOML profile: which header was taken for which field, and the agencies met."""
    return "\n".join(_lines(guess, tasks)) + "\n"


def _lines(guess: Guess, tasks: Iterable[Task]) -> Iterator[str]:
    yield "# Hồ sơ của cơ quan cho taskstats. Dòng bắt đầu bằng # là chú thích; bỏ # để dùng."
    yield 'calendar = "civil"         # hoặc "decree-09": tháng từ ngày 15 đến ngày 14 (Nghị định 09/2019/NĐ-CP)'
    yield "agency_table = true        # phụ lục kết quả của từng đơn vị"
    yield '# agencies = "don-vi.toml" # danh mục đơn vị để riêng; hoặc khai báo [[agencies]] ở cuối tệp này'
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
    yield "[checks]                   # kiểm tra quy trình; bỏ # để bật"
    yield "# no_result_document = true # hoàn thành trong kỳ mà không có văn bản báo cáo kết quả"
    yield "# recorded_after_days = 5   # cập nhật kết quả muộn hơn số ngày này"
    yield "# silent_days = 30          # chưa hoàn thành và không cập nhật quá số ngày này"
    yield ""
    yield "[intake]"
    yield 'merge = "reject"           # cùng mã, nội dung khác: báo lỗi; hoặc "latest": lấy dòng cập nhật sau cùng'
    yield f'completed_without_date = "{guess.profile.intake.completed_without_date.value}"'
    yield '# ghi hoàn thành mà không có ngày: "reject" báo lỗi, "updated-on" lấy ngày cập nhật, "due-on" lấy hạn'
    yield ""
    yield '[columns]                  # trường = "tiêu đề cột trong danh sách"'
    yield from _columns(guess)
    agencies = sorted({task.agency for task in tasks if task.agency})
    if agencies:
        yield ""
        yield "# Các đơn vị, theo thứ tự sẽ in; bỏ # thì mọi tên khác bị báo lỗi; aliases là các cách viết khác."
        for name in agencies:
            yield "# [[agencies]]"
            yield f"# name = {_quoted(name)}"
            yield "# aliases = []"


def _columns(guess: Guess) -> Iterator[str]:
    for field in FIELDS:
        if field in guess.columns:
            doubt = f" # {guess.doubts[field]}" if field in guess.doubts else ""
            yield f"{field} = {_quoted(guess.columns[field])}{doubt}"
        elif field in REQUIRED:
            yield f'{field} = "…"            # bắt buộc: chưa tìm thấy cột nào như "{FIELDS[field].label}"'
        else:
            yield f'# {field} = "{FIELDS[field].label}"'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
