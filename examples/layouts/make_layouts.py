"""Write three task lists beside this script, laid out as offices keep them by hand: the same eight tasks each time.

By section: no column for the agency; it stands in a row above its tasks. By marks: a column for each state, with the
day of completion or an x in it. By document: the day of assignment is the day of the document that gave the task.
"""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
LAST = date(2021, 5, 31)
FINANCE, HEALTH, DISTRICT = "Sở Tài chính", "Sở Y tế", "UBND huyện Lộc Bình"
TASKS = [  # agency, title, document, day and month of assignment, of the deadline, of completion
    (FINANCE, "Báo cáo tình hình thu ngân sách", "Công văn số 412/UBND-TH", (3, 5), (20, 5), (19, 5)),
    (FINANCE, "Phương án sắp xếp nhà, đất công", "Thông báo số 118/TB-UBND", (5, 5), (25, 5), (28, 5)),
    (FINANCE, "Kiểm kê tài sản công năm 2021", "Công văn số 455/UBND-TH", (12, 5), (15, 6), None),
    (HEALTH, "Kế hoạch tiêm chủng đợt 2", "Công văn số 420/UBND-KGVX", (4, 5), (14, 5), (14, 5)),
    (HEALTH, "Rà soát cơ sở cách ly tập trung", "Chỉ thị số 06/CT-UBND", (10, 5), (28, 5), None),
    (DISTRICT, "Giải phóng mặt bằng tuyến tránh", "Thông báo số 131/TB-UBND", (17, 5), (30, 6), None),
    (DISTRICT, "Báo cáo phòng cháy, chữa cháy rừng", "Công văn số 398/UBND-KT", (28, 4), (12, 5), (11, 5)),
    (DISTRICT, "Kiểm tra khai thác cát trái phép", "Công văn số 405/UBND-KT", (29, 4), (21, 5), None),
]


def by_section(sheet: Worksheet) -> None:
    """The agency in a row above its tasks, with how many there are."""
    sheet.append(["TT", "Nội dung nhiệm vụ", "Ngày giao", "Hạn hoàn thành", "Ngày hoàn thành"])
    for label, agency in (("I", FINANCE), ("II", HEALTH), ("III", DISTRICT)):
        tasks = [task for task in TASKS if task[0] == agency]
        sheet.append([label, f"{agency} ({len(tasks)} nhiệm vụ)"])
        for number, (_, title, _, assigned, due, completed) in enumerate(tasks, 1):
            sheet.append([number, title, day(assigned), day(due), completed and day(completed)])


def by_marks(sheet: Worksheet) -> None:
    """A column for each state, under a header of two rows."""
    columns = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Ngày giao", "Hạn hoàn thành"]
    sheet.append([*columns, "Đã hoàn thành", None, "Chưa hoàn thành", None])
    sheet.append([*[None] * 5, "Đúng hạn", "Quá hạn", "Trong hạn", "Quá hạn"])
    for cells in ("A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:G2", "H2:I2"):
        sheet.merge_cells(cells)
    for number, (agency, title, _, assigned, due, completed) in enumerate(TASKS, 1):
        states: list[date | str | None] = [None] * 4
        if completed:
            states[day(completed) > day(due)] = day(completed)
        else:
            states[2 + (day(due) <= LAST)] = "x"
        sheet.append([number, title, agency, day(assigned), day(due), *states])


def by_document(sheet: Worksheet) -> None:
    """The document's number and day in one cell, and no column for the day of assignment."""
    columns = ["TT", "Nội dung nhiệm vụ", "Văn bản giao nhiệm vụ", "Cơ quan chủ trì"]
    sheet.append([*columns, "Thời hạn hoàn thành", "Ngày hoàn thành"])
    for number, (agency, title, document, assigned, due, completed) in enumerate(TASKS, 1):
        given = f"{document} ngày {day(assigned):%d/%m/%Y} của UBND tỉnh"
        sheet.append([number, title, given, agency, day(due), completed and day(completed)])


def day(day_and_month: tuple[int, int]) -> date:
    """The date in 2021."""
    return date(2021, day_and_month[1], day_and_month[0])


LAYOUTS = {
    "theo-don-vi": ("NHIỆM VỤ UBND TỈNH GIAO CÁC CƠ QUAN, ĐƠN VỊ", by_section),
    "danh-dau": ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ UBND TỈNH GIAO", by_marks),
    "theo-van-ban": ("NHIỆM VỤ GIAO TẠI CÁC VĂN BẢN CỦA UBND TỈNH", by_document),
}

if __name__ == "__main__":
    for name, (title, fill) in LAYOUTS.items():
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Nhiệm vụ"
        sheet.append([title])
        fill(sheet)
        sheet["A1"].font = Font(bold=True)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                if isinstance(cell.value, date):
                    cell.number_format = "dd/mm/yyyy"
        for letter in "ABCDEFGHI":
            sheet.column_dimensions[letter].width = {"A": 6, "B": 36, "C": 24}.get(letter, 15)
        book.save(HERE / f"{name}.xlsx")
