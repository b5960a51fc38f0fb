"""Write nhiem-vu.json and nhiem-vu.html beside this script: four tasks, one wrong, as two systems export them."""

import html
import json
from pathlib import Path

HERE = Path(__file__).parent

TASKS = [
    ("NV-01", "Rà soát quy hoạch", "Sở Xây dựng", ["Sở Tài chính"], "2021-05-03", "2021-05-20", "2021-05-19"),
    ("NV-02", "Báo cáo thu ngân sách", "Sở Tài chính", [], "2021-05-04", "2021-05-25", "2021-05-27"),
    ("NV-03", "Kế hoạch tiêm chủng", "Sở Y tế", ["Sở Tài chính", "Sở Nội vụ"], "2021-05-10", "2021-06-31", None),
    ("NV-04", "Kiểm kê tài sản công", "Sở Tài chính", [], "2021-05-12", "2021-06-15", None),
]
KEYS = ("ma", "noi_dung_nhiem_vu", "don_vi_chu_tri", "don_vi_phoi_hop", "ngay_giao", "han_xu_ly", "ngay_hoan_thanh")
HEADERS = ("Mã", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")

PAGE = """<!DOCTYPE html>
<html lang="vi">
<head><meta charset="utf-8"><title>Theo dõi nhiệm vụ</title><style>td {{ padding: 2px }}</style></head>
<body>
<table id="khung"><tr><td>Tỉnh A</td><td>
<table border="1">
<caption>Nhiệm vụ giao trong tháng 5/2021</caption>
<thead>
<tr>{0}<th colspan="2">Thời gian</th>{1}</tr>
<tr><th>Ngày giao</th><th>Hạn xử lý</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</td></tr></table>
</body>
</html>
"""


def as_html() -> str:
    """A page with the list inside a layout table, under a two-row header."""
    rows = []
    for task in TASKS:
        cells = [html.escape(cell) if isinstance(cell, str) else "<br>".join(cell or ["&nbsp;"]) for cell in task]
        for column in (4, 5, 6):  # shown day first, after a hidden sort key
            if task[column]:
                year, month, day = str(task[column]).split("-")
                cells[column] = f'<span style="display:none">{task[column]}</span>{day}/{month}/{year}'
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    tall = [f'<th rowspan="2">{header}</th>' for header in HEADERS]
    return PAGE.format("".join(tall[:4]), tall[6], rows="\n".join(rows))


def as_json() -> str:
    """A system's JSON response: the list under a key, dates in ISO 8601."""
    answer = {"trang": 1, "nhiem_vu": [dict(zip(KEYS, task, strict=True)) for task in TASKS]}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (HERE / "nhiem-vu.json").write_bytes(as_json().encode())
    (HERE / "nhiem-vu.html").write_bytes(as_html().encode())
