"""Lists shaped as real ones are: titles, columns and date forms as seen, every row invented.

Each function names the publication or the program whose list it follows. Run this file with a folder to look at them.
"""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str | int | dt.date | None]


def party_office(folder: Path) -> Path:
    """The register of conclusions of a provincial Party committee: "Phụ lục 2", header in row 3, a log beside it.

    Source: the workbook that github.com/haidang21ktvptu/vptu-mvp-task (2026) imports, columns in its reader; the
    office: Văn phòng Tỉnh ủy. The day of assignment is the day of the document; completed tasks have no day of their
    own but that of the last update; rows are numbered in advance.
    """
    day, at = dt.date, dt.datetime.combine
    rows: list[Row] = [
        (1, 45, "45-KL/TU", day(2026, 3, 12), "Trần Thị Hoa", "8. Kinh tế tổng hợp", "Đảng ủy UBND tỉnh", "Đầu tư công",
         "Rà soát danh mục dự án chậm tiến độ, báo cáo Ban Thường vụ", "Có hạn cụ thể", day(2026, 4, 30), "Hoàn thành",
         "Báo cáo số 112-BC/ĐU ngày 28/4/2026", None, "NV-001", at(day(2026, 4, 28), dt.time(16, 20))),
        (2, 45, "45-KL/TU", day(2026, 3, 12), "Lê Văn Bình", "2. Xây dựng Đảng", "Ban Tổ chức Tỉnh ủy", None,
         "Hoàn thiện đề án vị trí việc làm", "Có hạn cụ thể", day(2026, 6, 15), "Đang thực hiện", None, None, "NV-002",
         None),
        (3, 46, "47-KL/TU", day(2026, 4, 2), "VPTU", "1. Tham mưu tổng hợp", "Văn phòng Tỉnh ủy", None,
         "Ký ban hành thông báo kết luận hội nghị", "Ký ban hành (trong 10 ngày)", day(2026, 4, 12), "Hoàn thành",
         "Thông báo số 47-KL/TU", None, "NV-003", at(day(2026, 4, 10), dt.time(9, 5))),
        (4, 46, "47-KL/TU", day(2026, 4, 2), "Trần Thị Hoa", "5. Văn hóa - xã hội", "Đảng ủy UBND tỉnh", "Giáo dục",
         "Theo dõi việc sáp nhập các điểm trường", "Thường xuyên", None, "Đang thực hiện", None, None, "NV-004", None),
        (5, 47, "51-KL/TU", day(2026, 4, 20), "Lê Văn Bình", "6. Nội chính", "Ban Nội chính Tỉnh ủy", None,
         "Trình phương án xử lý các vụ việc kéo dài", "Chờ quyết định", None, "Đang thực hiện", None, None, "NV-005",
         at(day(2026, 4, 29), dt.time(15))),
        *((number,) for number in range(6, 16)),
    ]  # fmt: skip
    book = openpyxl.Workbook()
    sheet = _first(book, "Phụ lục 2")
    _titles(sheet, 16, "PHỤ LỤC 2", "Theo dõi việc thực hiện kết luận của Ban Thường vụ Tỉnh ủy")
    _rows(
        sheet,
        3,
        "STT|Số hội nghị|Số TB/KL|Ngày ban hành|Chủ trì theo dõi|Ngành/lĩnh vực|Cơ quan/đơn vị trình|Lĩnh vực chi tiết|"
        "Nội dung kết luận / Văn bản trình|Loại thời hạn|Hạn xử lý|Tiến độ|Kết quả thực hiện / Minh chứng|"
        "Văn bản triển khai|Mã nhiệm vụ|Ngày cập nhật gần nhất",
        rows,
    )
    log = book.create_sheet("NhatKyChinhSua")
    log.append(["Thời gian", "Email người sửa", "Dòng", "Mã nhiệm vụ", "Cột đã sửa", "Giá trị cũ", "Giá trị mới"])
    log.append(["2026-04-28T16:20:00Z", "hoa@example.org", 4, "NV-001", "Tiến độ", "Đang thực hiện", "Hoàn thành"])
    log.sheet_state = "hidden"
    return _save(book, folder, "so-theo-doi-tinh-uy")


def unit_report(folder: Path) -> Path:
    """A unit's report from a task program: 25 columns, nine lines above them, every cell a text.

    Source: the export of a public program for an office (GitHub, 2026), `UNIT_REPORT_HEADERS`, "matching customer
    report (25 cols)". "Ngày hoàn thành" is when a task is due, "Ngày hoàn thành thực tế" when it was completed;
    "Gia hạn - Mốc cũ" is the due date before the extension.
    """
    columns = (
        "STT|Tên nhiệm vụ|LĐVP chủ trì|Đơn vị chủ trì thực hiện|Đơn vị phối hợp|Đầu mối thực hiện|Ngày thực hiện|"
        "Ngày hoàn thành|Loại nhiệm vụ|Nguồn gốc|Trạng thái nhiệm vụ|Kết quả thực hiện|Mức độ hoàn thành|Khó khăn|"
        "Đề xuất|ID nhiệm vụ|Người giao nhiệm vụ|Lộ trình thực hiện|Ngày cập nhật|Ngày hoàn thành thực tế|"
        "Gia hạn - Số lần|Gia hạn - Mốc cũ|Người phê duyệt - Họ tên|Người phê duyệt - Email|"
        "Người phê duyệt - Điện thoại"
    )

    def row(number: int, title: str, unit: str, start: str, due: str, state: str, done: str, before: str) -> list[str]:
        return [str(number), title, "Nguyễn Văn An", unit, "Phòng Tài chính; Phòng Nội chính", "Lê Thị Lan", start, due,
                "Nhiệm vụ thường xuyên", f"Công văn — {number}12/UBND-TH", state, "", "", "", "", f"NV-{number:04}",
                "Chủ tịch UBND", "", "20/05/2026", done, "1" if before else "0", before, "", "", ""]  # fmt: skip

    book = openpyxl.Workbook()
    sheet = _first(book, "Danh sách nhiệm vụ đơn vị")
    for line, text in {
        1: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        2: "Độc lập - Tự do - Hạnh phúc",
        4: "BÁO CÁO THỰC HIỆN NHIỆM VỤ_ĐANG THỰC HIỆN",
        5: "VĂN PHÒNG UBND TỈNH",
        6: "Đơn vị: Tất cả",
        7: "Ngày chốt dữ liệu báo cáo: 31/05/2026",
    }.items():
        sheet.cell(line, 1, text)
    sheet.cell(8, 1, "Tổng nhiệm vụ_Đang thực hiện")
    sheet.cell(8, 2, 4)
    general, party, press = "Phòng Tổng hợp", "Phòng Nội chính", "Trung tâm Thông tin"
    _rows(
        sheet,
        10,
        columns,
        [
            row(1, "Tham mưu báo cáo quý II", general, "04/05/2026", "29/05/2026", "Đang thực hiện", "", ""),
            row(2, "Rà soát quy chế làm việc", general, "12/03/2026", "30/06/2026", "Đang thực hiện", "", "30/04/2026"),
            row(3, "Tổng hợp đơn thư", party, "06/04/2026", "15/05/2026", "Hoàn thành", "14/05/2026", ""),
            row(4, "Nâng cấp cổng thông tin", press, "20/04/2026", "", "Đang thực hiện", "", ""),
        ],
    )
    return _save(book, folder, "bao-cao-don-vi")


def incoming_documents(folder: Path) -> Path:
    """Incoming documents with the work they give: the day of the document, of its arrival and of the assignment.

    Source: the table "Danh sách Văn bản" of a public program for offices (GitHub), twelve columns. The due date is
    called the expected day of completion; there is no day of completion.
    """
    book = openpyxl.Workbook()
    sheet = _first(book, "Văn bản")
    _titles(sheet, 12, "DANH SÁCH VĂN BẢN VÀ KẾT QUẢ GIAO VIỆC")
    _rows(
        sheet,
        3,
        "STT|Số VB|Ngày VB|Nơi phát hành|Nội dung|Ngày nhận VB|Ngày giao việc|Ngày dự kiến hoàn thành|Kết quả|"
        "Đơn vị chủ trì|Đơn vị phối hợp|Ý kiến chỉ đạo",
        [
            (1, "1021/UBND-KT", "2/4/2026", "UBND tỉnh", "Báo cáo giải ngân", "3/4/2026", "6/4/2026", "20/4/2026",
             "Đã có báo cáo số 88/BC-STC", "Sở Tài chính", "Sở Xây dựng; Sở Y tế", "Xử lý gấp"),
            (2, "334/BNV-CCHC", "10/4/2026", "Bộ Nội vụ", "Góp ý dự thảo", "13/4/2026", "13/4/2026", "27/4/2026", "",
             "Sở Nội vụ", "", ""),
            (3, "1188/UBND-TH", "21/4/2026", "UBND tỉnh", "Chuẩn bị hội nghị", "21/4/2026", "22/4/2026", "", "",
             "Sở Công Thương", "Sở Nội vụ", ""),
        ],
    )  # fmt: skip
    return _save(book, folder, "van-ban-giao-viec")


def government_bureau(folder: Path) -> Path:
    """The tasks of a bureau's departments: "NV" for nhiệm vụ in the headers, a cancelled task among them.

    Source: "Hệ thống theo dõi và đánh giá nhiệm vụ", version 1.1 of 18/8/2026, § 3.2, for a bureau (Cục) of 22
    departments; public on GitHub.
    """
    day = dt.date
    rows: list[Row] = [
        (1, "Hoàn thiện quy trình cấp phép", "Lãnh đạo Cục", day(2026, 7, 6), "Cục trưởng", "512/CĐ-VT",
         "Phòng Vận tải", "Phòng Pháp chế; Văn phòng", day(2026, 7, 31), day(2026, 7, 29),
         "Báo cáo số 123/BC-VT ngày 29/7/2026", "Hoàn thành trước hạn"),
        (2, "Kiểm tra trạm dừng nghỉ", "Cuộc họp", day(2026, 7, 8), "PCT", None, "Phòng Hạ tầng", None,
         day(2026, 7, 24), day(2026, 8, 3), "Biên bản kiểm tra", "Hoàn thành quá hạn"),
        (3, "Góp ý thông tư", "Văn bản", day(2026, 7, 15), "PCT", "77/BXD-PC", "Phòng Pháp chế", None, day(2026, 8, 14),
         None, None, "Đang thực hiện"),
        (4, "Khảo sát hiện trạng cầu", "Văn bản", day(2026, 7, 16), "PCT", "80/CĐ", "Phòng Hạ tầng", None,
         day(2026, 8, 20), None, None, "Đã hủy"),
    ]  # fmt: skip
    book = openpyxl.Workbook()
    sheet = _first(book, "Nhiệm vụ")
    _titles(sheet, 12, "CỤC …", "BẢNG THEO DÕI NHIỆM VỤ", "Tháng 7 năm 2026")
    _rows(
        sheet,
        5,
        "STT|Nội dung nhiệm vụ|Nguồn giao NV|Ngày giao NV|Lãnh đạo giao NV|Số/ký hiệu VB|Đơn vị thực hiện|"
        "Đơn vị phối hợp|Ngày YC hoàn thành|Ngày hoàn thành thực tế|Bằng chứng hoàn thành|Tình trạng",
        rows,
    )
    return _save(book, folder, "nhiem-vu-cuc")


def commune_register(folder: Path) -> Path:
    """The register of a commune's office: a document's number, day and subject in one cell, no day of assignment.

    Source: the export "Sổ theo dõi" of github.com/tamtd91ht/vigov-v2 (2026), "chính là bản in mà văn phòng xã đang
    dùng" (docs/ui-ux/02-nhiem-vu.md § 4.3); due dates carry a time.
    """
    book = openpyxl.Workbook()
    sheet = _first(book, "Sổ theo dõi")
    _rows(
        sheet,
        1,
        "Mã|Nội dung nhiệm vụ / Trích yếu văn bản|Đơn vị thực hiện|Văn bản cấp trên giao|Văn bản chỉ đạo của Đảng uỷ|"
        "Văn bản sản phẩm đầu ra|Hạn xử lý|Tóm tắt kết quả|Ghi chú|Lãnh đạo phê duyệt|Cấp trên công nhận",
        [
            ("NV33", "Triển khai thông báo kết luận", "Phòng Kinh tế",
             "90-TB/TU · 30/11/2026\nVề việc rà soát đất công", "", "", "20/12/2026 17:00", "", "", "", ""),
            ("NV34", "Báo cáo thu ngân sách", "Văn phòng HĐND và UBND", "1742-CV/BTCTU · 2/11/2026",
             "12-CV/ĐU · 3/11/2026", "45/BC-UBND · 18/11/2026", "20/11/2026 17:00", "Đã gửi báo cáo", "", "x", ""),
            ("NV35", "Kiểm tra trật tự xây dựng", "Phòng Kinh tế", "Không số", "", "", "", "", "thường xuyên", "", ""),
        ],
    )  # fmt: skip
    return _save(book, folder, "so-theo-doi-xa")


def department_programme(folder: Path) -> Path:
    """A department's programme of the year: its rooms as rows between the tasks, due dates inside the task's text.

    Source: sheet "Tiến độ nhiệm vụ trọng tâm 2026" of Sở Công Thương Tây Ninh, as read by
    github.com/lvluan-ctu/socongthuong-tayninh (scripts/parse-chi-tieu-nganh.mjs). Only "STT" of its header could be
    seen; an "x" in the fourth column marks what UBND tỉnh gave. It has no column of dates at all.
    """
    book = openpyxl.Workbook()
    sheet = _first(book, "Tiến độ nhiệm vụ trọng tâm 2026")
    _titles(sheet, 4, "BÁO CÁO TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ TRỌNG TÂM NĂM 2026")
    _rows(
        sheet,
        3,
        "STT|Nội dung nhiệm vụ|Tiến độ thực hiện|UBND tỉnh giao",
        [
            ("Văn phòng Sở",),
            (
                1,
                "Kế hoạch cải cách hành chính (hoàn thành trong tháng 12/2025)",
                "Đã ban hành Kế hoạch số 33/KH-SCT",
                "",
            ),
            (2, "Ứng dụng công nghệ thông tin của Sở", "Nhiệm vụ thường xuyên", ""),
            ("", "Phòng Quản lý Thương mại", "", ""),
            (1, "Đề án phát triển dịch vụ logistics (hoàn thành trình trong tháng 11/2026)", "Đang thực hiện", "x"),
            ("Lưu ý: các phòng cập nhật trước ngày 25 hằng tháng",),
        ],
    )
    return _save(book, folder, "chuong-trinh-so")


def assignment_annex(folder: Path) -> Path:
    """An annex that assigns tasks: a Word table, the assigning document in one cell, due dates in words.

    Source: annex "DANH MỤC CHI TIẾT CÁC NHIỆM VỤ TRỌNG TÂM" of a public program that drafts such plans (GitHub); the
    wording of due dates is that of Trường Đại học Hùng Vương's plan for
    NQ 57 ("Trước 15/9/2026") and of github.com/thetrungdtt/VNMasterplan ("12/2025", "Thường xuyên", "Hàng năm").
    """
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("DANH MỤC CHI TIẾT CÁC NHIỆM VỤ TRỌNG TÂM")
    document.add_paragraph("(Kèm theo Kế hoạch số …/KH-UBND ngày …/…/2026 của UBND tỉnh)")
    rows: list[Row] = [
        ("STT", "Nội dung nhiệm vụ", "Văn bản giao nhiệm vụ", "Thời hạn hoàn thành", "Cơ quan chủ trì",
         "Cơ quan phối hợp"),
        ("I", "HOÀN THIỆN THỂ CHẾ", "", "", "", ""),
        ("1", "Quy chế quản lý dữ liệu", "Quyết định số 12/QĐ-UBND ngày 05/01/2026", "Trước 15/9/2026",
         "Sở Khoa học và Công nghệ", "Các sở, ban, ngành"),
        ("2", "Danh mục dữ liệu mở", "Công văn số 88/UBND-TH ngày 12/02/2026", "12/2026", "Sở Nội vụ", "Công an tỉnh"),
        ("II", "HẠ TẦNG SỐ", "", "", "", ""),
        ("3", "Vận hành trung tâm giám sát", "Công văn số 88/UBND-TH ngày 12/02/2026", "Thường xuyên",
         "Công an tỉnh", ""),
    ]  # fmt: skip
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text
    path = folder / "danh-muc-nhiem-vu.docx"
    document.save(str(path))
    return path


def provincial_annex(folder: Path) -> Path:
    """The annex of a province's report: three title lines, a two-row header, column numbers, sections, a total.

    Source: no one publication; the parts are those that annexes of provincial offices share: merged header cells with
    line breaks, "I. Các sở, ban, ngành", "(1) (2) (3)", "Tổng cộng", a note below.
    """
    book = openpyxl.Workbook()
    sheet = _first(book, "Phụ lục")
    _titles(sheet, 9, "Phụ lục II", "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ UBND TỈNH GIAO", "(Kèm theo Báo cáo số     /BC-VP)")
    heads = {
        "A5": "STT", "B5": "Văn bản giao\nnhiệm vụ", "B6": "Số ký hiệu", "C6": "Ngày ban hành",
        "D5": "Nội dung nhiệm vụ", "E5": "Cơ quan\nchủ trì", "F5": "Ngày giao", "G5": "Thời hạn\nhoàn thành",
        "H5": "Kết quả thực hiện",
        "H6": "Ngày hoàn thành", "I6": "Ghi chú",
    }  # fmt: skip
    for place, text in heads.items():
        sheet[place] = text
    for span in ("A5:A6", "B5:C5", "D5:D6", "E5:E6", "F5:F6", "G5:G6", "H5:I5"):
        sheet.merge_cells(span)
    for number in range(1, 10):
        sheet.cell(7, number, f"({number})")
    rows: list[Row] = [
        ("I", "Các sở, ban, ngành"),
        (
            1,
            "15/UBND-KT",
            "4.5.2026",
            "Báo cáo tiến độ thu hồi đất",
            "Sở Tài chính",
            "5.5.2026",
            "20.5.2026",
            "19.5.2026",
        ),
        (
            2,
            "18/UBND-TH",
            "6.5.2026",
            "Rà soát quy hoạch",
            "Sở Xây dựng",
            "7.5.2026",
            "trước ngày 25 tháng 5 năm 2026",
            "",
        ),
        ("II", "UBND các xã, phường"),
        (
            3,
            "21/UBND-NC",
            "8.5.2026",
            "Xử lý đơn kiến nghị",
            "UBND xã Lộc Bình",
            "8.5.2026",
            "",
            "",
            "không có thời hạn",
        ),
        ("", "Tổng cộng", "", 3),
        ("Ghi chú: số liệu tính đến hết ngày 31/5/2026",),
    ]
    for number, row in enumerate(rows, 8):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value or None)
    return _save(book, folder, "phu-luc-tinh")


LAYOUTS: tuple[Callable[[Path], Path], ...] = (
    party_office, unit_report, incoming_documents, government_bureau, commune_register, department_programme,
    assignment_annex, provincial_annex,
)  # fmt: skip


def _first(book: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title
    return sheet


def _titles(sheet: Worksheet, width: int, *lines: str) -> None:
    """Title lines, each merged over the whole width."""
    for number, line in enumerate(lines, 1):
        sheet.cell(number, 1, line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)


def _rows(sheet: Worksheet, header: int, columns: str, rows: Sequence[Row]) -> None:
    """A header with its columns separated by "|", and the rows below it."""
    for number, row in enumerate([columns.split("|"), *rows], header):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value or None)


def _save(book: openpyxl.Workbook, folder: Path, name: str) -> Path:
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


if __name__ == "__main__":
    for layout in LAYOUTS:
        layout(Path(sys.argv[1]))
