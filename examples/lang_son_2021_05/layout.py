"""The layout of the example list: a sheet as an office exports it, saved as the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

TITLES = (
    "VĂN PHÒNG UBND TỈNH LẠNG SƠN",
    "DANH SÁCH NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO",
    "(Số liệu từ ngày 01/01/2021 đến ngày 31/5/2021)",
)

COLUMNS = {  # header -> width
    "STT": 6,
    "Mã nhiệm vụ": 14,
    "Số ký hiệu": 15,
    "Ngày ban hành": 14,
    "Nội dung nhiệm vụ": 52,
    "Người giao": 20,
    "Đơn vị chủ trì": 27,
    "Đơn vị phối hợp": 32,
    "Ngày giao": 12,
    "Hạn xử lý": 12,
    "Gia hạn đến": 12,
    "Ngày gia hạn": 12,
    "Ngày hoàn thành": 15,
    "Trạng thái": 22,
    "Văn bản báo cáo kết quả": 22,
    "Độ khẩn": 9,
    "Chuyên viên theo dõi": 14,
    "Ghi chú": 30,
}

HEADER = 5

_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TEXT = Alignment(vertical="top", wrap_text=True)
_SHORT = Alignment(horizontal="center", vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _font(size: int, *, bold: bool = False, italic: bool = False) -> Font:
    return Font("Times New Roman", size, bold=bold, italic=italic)


def lay_out(rows: Sequence[Sequence[object]]) -> Workbook:
    """A workbook with these rows, whose cells are in the order of COLUMNS."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Nhiệm vụ"
    for heading in [[title] for title in TITLES] + [[], list(COLUMNS)]:
        sheet.append(heading)
    plain, widths = _font(11), list(COLUMNS.values())
    for row in rows:
        sheet.append(list(row))
        lines = (math.ceil(len(str(value)) / width) for value, width in zip(row, widths, strict=True))
        sheet.row_dimensions[sheet.max_row].height = 15 * max(lines)
        for cell in sheet[sheet.max_row]:
            cell.font, cell.border, cell.alignment = plain, _BORDER, _TEXT
            if isinstance(cell.value, dt.date):
                cell.number_format, cell.alignment = "dd/mm/yyyy", _SHORT
        sheet.cell(sheet.max_row, 1).alignment = _SHORT
    for cell in sheet[HEADER]:
        cell.font, cell.border, cell.alignment = _font(11, bold=True), _BORDER, _CENTRED
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
    sheet.row_dimensions[HEADER].height = 32
    last = get_column_letter(len(COLUMNS))
    sheet.auto_filter.ref = f"A{HEADER}:{last}{sheet.max_row}"
    sheet.append([f"Tổng cộng: {len(rows):,} nhiệm vụ".replace(",", ".")])
    for number, font in (
        (1, _font(12, bold=True)),
        (2, _font(14, bold=True)),
        (3, _font(12, italic=True)),
        (sheet.max_row, _font(11, bold=True)),
    ):
        sheet.merge_cells(f"A{number}:{last}{number}")
        sheet.cell(number, 1).font = font
        if number in (2, 3):
            sheet.cell(number, 1).alignment = _CENTRED
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"F{HEADER + 1}"
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = "landscape", 8, 0  # A3
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return workbook


def save(workbook: Workbook, path: Path) -> None:
    """Write the same bytes every time: openpyxl and the zip file both record the time of saving, so fix both."""
    moment = dt.datetime(2021, 5, 31, 17, 0)  # noqa: DTZ001 - a workbook knows no time zones
    workbook.properties.creator, workbook.properties.created = "taskstats", moment
    saved = io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(path, "w") as written:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2021-05-31T17:00:00Z", content)
            part = zipfile.ZipInfo(name, moment.timetuple()[:6])
            written.writestr(part, content, zipfile.ZIP_DEFLATED)
