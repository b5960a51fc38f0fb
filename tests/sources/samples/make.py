"""Makes the samples beside it: python make.py, with LibreOffice (soffice) and msoffcrypto-tool installed.

The tests read the samples that are kept; they need neither program.
"""

import datetime as dt
import subprocess
from pathlib import Path

import openpyxl

HERE = Path(__file__).parent


def source() -> Path:
    """A list with everything that formats store differently; LibreOffice calculates its formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nhiệm vụ"
    sheet["B3"], sheet["C3"], sheet["D3"], sheet["E3"] = "STT", "Nội dung", "Hạn xử lý", "Ngày hoàn thành"
    sheet["B4"], sheet["C4"], sheet["D4"], sheet["E4"] = (
        1,
        "Việc A",
        dt.date(2021, 5, 31),
        dt.datetime(2021, 5, 20, 14, 30),
    )
    sheet["B5"], sheet["C5"], sheet["D5"], sheet["E5"] = 2.5, "Việc B", "=NA()", "=1/0"
    sheet["B6"], sheet["C6"], sheet["D6"], sheet["E6"] = "=B4+1", '=""', "=VLOOKUP(99,A1:B2,2,0)", "#N/A"
    sheet["B9"] = "gộp"
    sheet.merge_cells("B9:D10")
    hidden = book.create_sheet("Ẩn")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    book.create_sheet("Trống")
    path = HERE / "danh-sach.xlsx"
    book.save(path)
    return path


def merged() -> Path:
    """A list with cells merged over several rows: a title, a header, texts, dates, and a task over two rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nhiệm vụ"
    for row in (
        ("DANH SÁCH",),
        ("Nội dung", "Đơn vị", "Thời gian", "", "", "Ghi chú"),
        ("", "", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", ""),
        ("Việc A", "Sở Y tế", dt.date(2021, 5, 3), dt.date(2021, 5, 31), dt.date(2021, 5, 20), "Đợt 1"),
        ("Việc B", "", dt.date(2021, 5, 4), "", "", ""),
        ("Việc C", "", dt.date(2021, 5, 5), "", "", ""),
        ("Việc D", "Sở Xây dựng", dt.date(2021, 5, 6), dt.date(2021, 6, 1), "", "", "x"),
        ("", "", "", "", "", "", "y"),
        ("Hết",),
    ):
        sheet.append(row)
    for span in (
        *("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3"),  # the title and the header
        *("B4:B6", "D4:D5", "D6:D6", "E4:E6", "F4:F5"),  # an agency, a due date, a completion, a note over some rows
        *("A7:A8", "B7:B8", "C7:C8", "D7:D8", "E7:E8", "F7:F8"),  # one task over two rows
        "A9:C12",
    ):
        sheet.merge_cells(span)
    path = HERE / "o-gop.xlsx"
    book.save(path)
    return path


def merged_sideways() -> Path:
    """A task whose due date is merged with the completion date, which is in the file but not displayed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"))
    sheet.append(("Việc A", "Sở Y tế", "4/5/2021", "thường xuyên", dt.date(2021, 5, 20)))
    sheet.merged_cells.add("D2:E2")
    path = HERE / "o-gop-ngang.xlsx"
    book.save(path)
    return path


def main() -> None:
    """Make all samples again."""
    for suffix in ("ods", "xls", "html"):
        subprocess.run(["soffice", "--headless", "--convert-to", suffix, "--outdir", HERE, merged()], check=True)
    for suffix in ("ods", "xls"):
        sideways = merged_sideways()
        subprocess.run(["soffice", "--headless", "--convert-to", suffix, "--outdir", HERE, sideways], check=True)
    written = source()
    for suffix in ("ods", "xls", "html"):
        subprocess.run(["soffice", "--headless", "--convert-to", suffix, "--outdir", HERE, written], check=True)
    # The last, for it overwrites what it reads: LibreOffice's own .xlsx, with values for the formulas.
    subprocess.run(["soffice", "--headless", "--convert-to", "xlsx", "--outdir", HERE / "lo", written], check=True)
    (HERE / "lo" / written.name).replace(written)
    (HERE / "lo").rmdir()
    # A text document with merged cells, changes, hidden text, a text box and a table in a cell: danh-muc.fodt.
    for suffix in ("docx", "odt", "doc"):
        text = HERE / "danh-muc.fodt"
        subprocess.run(["soffice", "--headless", "--convert-to", suffix, "--outdir", HERE, text], check=True)
    locked = HERE / "mat-khau.xlsx"
    subprocess.run(["msoffcrypto-tool", "-e", "-p", "mật khẩu", written, locked], check=True)


if __name__ == "__main__":
    main()
