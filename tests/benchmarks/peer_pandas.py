"""What a pandas and python-docx user might write instead: one list, one month, one Word report.

    python peer_pandas.py LIST.xlsx 2021-05 OUT.docx

It prints its figures as JSON for comparison.
"""

import json
import sys

import docx
import pandas as pd
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

DATES = ["Ngày ban hành", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"]
STATES = ["on_time", "late", "pending", "overdue"]


def states(tasks, as_of):
    """The state of every task at the close of a day."""
    done = tasks["Ngày hoàn thành"] <= as_of
    stopped = tasks["Ngày hoàn thành"].where(done, as_of + pd.Timedelta(days=1))
    past_due = stopped > tasks["Hạn xử lý"]
    code = (~done) * 2 + past_due
    return code.map(dict(enumerate(STATES)))


def figures(tasks, month):
    """The cohorts of a month, their counts by agency, and their numbers of undated tasks."""
    first, last = month.start_time.normalize(), month.end_time.normalize()
    tasks = tasks[tasks["Ngày giao"] <= last]
    tasks = tasks.assign(state=states(tasks, last), undated=tasks["Hạn xử lý"].isna())
    cohorts = {
        "assigned": tasks[tasks["Ngày giao"].between(first, last)],
        "due": tasks[tasks["Hạn xử lý"].between(first, last)],
        "cumulative": tasks[tasks["Ngày giao"].between(pd.Timestamp(last.year, 1, 1), last)],
    }
    per_agency = {
        name: cohort.groupby(["Đơn vị chủ trì", "state"])
        .size()
        .unstack(fill_value=0)
        .reindex(columns=STATES, fill_value=0)
        for name, cohort in cohorts.items()
    }
    undated = {name: int(cohort["undated"].sum()) for name, cohort in cohorts.items()}
    return cohorts, per_agency, undated


def totals(per_agency):
    return {name: {state: int(table[state].sum()) for state in STATES} for name, table in per_agency.items()}


def percent(part, whole):
    return f"{100 * part / whole:.1f}".replace(".", ",") + "%" if whole else "–"


def change(now, before):
    if now == before:
        return "bằng tháng trước"
    word = "tăng" if now > before else "giảm"
    return f"{word} {abs(now - before):02d} nhiệm vụ so với tháng trước"


def add_table(document, headers, rows):
    table = document.add_table(rows=len(rows) + 1, cols=len(headers), style="Table Grid")
    for row, values in zip(table.rows, [headers, *rows], strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = str(value)


def day(value):
    return "" if pd.isna(value) else f"{value:%d/%m/%Y}"


def add_appendix(document, number, title, tasks):
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (
        max(section.page_width, section.page_height),
        min(section.page_width, section.page_height),
    )
    document.add_heading(f"Phụ lục {number}", level=1)
    document.add_paragraph(title)
    tasks = tasks.sort_values(["Hạn xử lý", "Đơn vị chủ trì", "Ngày giao", "Số ký hiệu", "Mã nhiệm vụ"])
    columns = [
        "Số ký hiệu",
        "Ngày ban hành",
        "Nội dung nhiệm vụ",
        "Người giao",
        "Đơn vị chủ trì",
        "Hạn xử lý",
        "Ngày hoàn thành",
    ]
    records = tasks[columns].itertuples(index=False)
    rows = [[n, r[0], day(r[1]), r[2], r[3], r[4], day(r[5]), day(r[6])] for n, r in enumerate(records, 1)]
    add_table(document, ["STT", *columns], rows)


def write(path, month, now, before, per_agency, late, overdue):
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    heading = document.add_paragraph("BÁO CÁO")
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(f"Tình hình thực hiện nhiệm vụ tháng {month.month}/{month.year}")
    assigned = {name: sum(counts.values()) for name, counts in now.items()}
    assigned_before = sum(before["assigned"].values())
    due, year = now["due"], now["cumulative"]
    document.add_paragraph(
        f"Trong tháng giao {assigned['assigned']} nhiệm vụ ({change(assigned['assigned'], assigned_before)}). "
        f"Đến hạn {assigned['due']} nhiệm vụ: "
        f"hoàn thành đúng hạn {due['on_time']} ({percent(due['on_time'], assigned['due'])}); "
        f"hoàn thành quá hạn {due['late']} ({percent(due['late'], assigned['due'])}, "
        f"{change(due['late'], before['due']['late'])}); "
        f"chưa hoàn thành {due['overdue']} ({percent(due['overdue'], assigned['due'])}, "
        f"{change(due['overdue'], before['due']['overdue'])})."
    )
    document.add_paragraph(
        f"Lũy kế từ đầu năm giao {assigned['cumulative']} nhiệm vụ: "
        f"đúng hạn {year['on_time']}, quá hạn {year['late']}, "
        f"còn thời hạn {year['pending']}, quá hạn chưa hoàn thành {year['overdue']}."
    )
    table = per_agency["cumulative"]
    add_table(document, ["Đơn vị", "Tổng", *STATES], [[a, sum(r), *r] for a, *r in table.itertuples(name=None)])
    add_appendix(document, 1, "Nhiệm vụ hoàn thành quá hạn", late)
    add_appendix(document, 2, "Nhiệm vụ quá hạn chưa hoàn thành", overdue)
    document.save(path)


def main(source, period, target):
    month = pd.Period(period, "M")
    tasks = pd.read_excel(source, engine="calamine")
    tasks[DATES] = tasks[DATES].apply(pd.to_datetime)
    cohorts, per_agency, undated = figures(tasks, month)
    _, per_agency_before, undated_before = figures(tasks, month - 1)
    late = cohorts["due"].query("state == 'late'")
    overdue = cohorts["cumulative"].query("state == 'overdue'")
    now, before = totals(per_agency), totals(per_agency_before)
    write(target, month, now, before, per_agency, late, overdue)
    agencies = {
        name: {agency: list(map(int, row)) for agency, *row in table.itertuples(name=None)}
        for name, table in per_agency.items()
    }
    json.dump(
        {
            "now": now, "before": before, "undated": undated, "undated_before": undated_before, "agencies": agencies,
            "late": len(late), "overdue": len(overdue),
        },
        sys.stdout,
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
