"""Reproducible random task lists of any length: 29 agencies, a quarter unfinished, one in fifty undated."""

import csv
import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import NamedTuple

FIRST, LAST = dt.date(2021, 5, 1), dt.date(2021, 5, 31)
YEAR_START = dt.date(2021, 1, 1)
DAY = dt.timedelta(days=1)

AGENCIES = (
    "Sở Công Thương", "Sở Giáo dục và Đào tạo", "Sở Giao thông vận tải", "Sở Kế hoạch và Đầu tư",
    "Sở Khoa học và Công nghệ", "Sở Lao động - Thương binh và Xã hội", "Sở Ngoại vụ", "Sở Nội vụ",
    "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài chính", "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông", "Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch", "Sở Xây dựng", "Sở Y tế",
    "Công an tỉnh", "Thanh tra tỉnh",
    "UBND huyện Bắc Sơn", "UBND huyện Bình Gia", "UBND huyện Cao Lộc", "UBND huyện Chi Lăng", "UBND huyện Đình Lập",
    "UBND huyện Hữu Lũng", "UBND huyện Lộc Bình", "UBND huyện Tràng Định", "UBND huyện Văn Lãng",
    "UBND huyện Văn Quan", "UBND thành phố Lạng Sơn",
)  # fmt: skip
ASSIGNERS = ("UBND tỉnh", "Chủ tịch UBND tỉnh", "Phó Chủ tịch Thường trực", "Phó Chủ tịch")

HEADERS = (
    "STT", "Mã nhiệm vụ", "Số ký hiệu", "Ngày ban hành", "Nội dung nhiệm vụ",
    "Người giao", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành",
)  # fmt: skip


class Row(NamedTuple):
    """One task of a list."""

    id: str
    document: str
    issued_on: dt.date
    title: str
    assigner: str
    agency: str
    assigned_on: dt.date
    due_on: dt.date | None
    completed_on: dt.date | None
    withdrawn_on: dt.date | None = None


def make(rows: int, *, late: int, overdue: int, withdrawn: int = 0) -> list[Row]:
    """A list of `rows` tasks: exactly `late` of those due in May 2021 are late, and `overdue` of all are overdue."""
    random = Random(20210531)

    def day(first: dt.date, last: dt.date) -> dt.date:
        return first + DAY * random.randint(0, (last - first).days)

    def dates(number: int) -> tuple[dt.date, dt.date | None, dt.date | None, dt.date | None]:
        """The (assigned, due, completed, withdrawn) dates of the task with this number."""
        if number < late:
            due = day(FIRST, LAST - DAY)
            return day(YEAR_START, due), due, day(due + DAY, LAST), None
        number -= late
        if number < overdue:
            due = day(FIRST, LAST)
            return day(YEAR_START, due), due, None, None
        number -= overdue
        assigned = day(YEAR_START, LAST)
        if number < withdrawn:
            return assigned, assigned + 30 * DAY, None, day(assigned, LAST)
        chance = random.random()
        if chance < 0.02:
            return assigned, None, day(assigned, LAST) if chance < 0.01 else None, None
        if chance < 0.26:
            return assigned, day(LAST + DAY, LAST + 60 * DAY), None, None
        if chance < 0.28 and assigned < FIRST - 2 * DAY:
            due = day(assigned, FIRST - 2 * DAY)
            return assigned, due, day(due + DAY, LAST), None
        completed = day(assigned, LAST)
        return assigned, day(completed, LAST + 30 * DAY), completed, None

    def row(number: int) -> Row:
        assigned, due, completed, gone = dates(number)
        return Row(
            id=f"NV-{number + 1:07d}",
            document=f"{random.randint(1, 2500)}/UBND-VP",
            issued_on=assigned - DAY * random.randint(0, 3),
            title=f"Tham mưu, báo cáo kết quả thực hiện nội dung thứ {number + 1} theo chỉ đạo của Chủ tịch UBND tỉnh",
            assigner=random.choice(ASSIGNERS),
            agency=random.choice(AGENCIES),
            assigned_on=assigned,
            due_on=due,
            completed_on=completed,
            withdrawn_on=gone,
        )

    return [row(number) for number in random.sample(range(rows), rows)]


def write_workbook(rows: Iterable[Row], path: Path) -> None:
    """Write the list as an office exports it: one sheet, a header row, real dates, no column for withdrawal."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Nhiệm vụ")
        sheet.write_row(0, 0, HEADERS)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate((number, *row[:9])):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)


def write_text(rows: Iterable[Row], path: Path) -> None:
    """Write the list as Excel's "CSV UTF-8" does where the list separator is a semicolon."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADERS)
        for number, row in enumerate(rows, 1):
            cells = (f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else value for value in row[:9])
            writer.writerow((number, *cells))
