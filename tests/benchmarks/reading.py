"""Read a list in one way, as a whole process: `python reading.py WAY FILE`; with a third argument, print a summary."""

import datetime as dt
import sys
from collections.abc import Iterable

DATES = ["Ngày ban hành", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"]
TEXTS = ["Mã nhiệm vụ", "Số ký hiệu", "Nội dung nhiệm vụ"]
NAMES = ["Người giao", "Đơn vị chủ trì"]
DUE, COMPLETED = 8, 9

Summary = tuple[int, int, int]
"""The number of rows, the number completed, and the sum of the ordinals of the due dates."""


def tasks(path: str, summarise: bool) -> Summary | None:
    """Tasks as taskstats reads them."""
    import taskstats_adapters as adapters

    intake = adapters.read_tasks(path)
    return summary_of_tasks(intake.tasks) if summarise else None


def stream(path: str, summarise: bool) -> Summary | None:
    """A tally of streamed tasks, none of them kept."""
    import taskstats as ts
    import taskstats_adapters as adapters

    found = adapters.stream_tasks(path)
    if summarise:
        return summary_of_tasks(found)
    ts.tally(found, ts.Cohort(as_of=dt.date(2021, 5, 31)))
    return None


def summary_of_tasks(found: Iterable[object]) -> Summary:
    """The summary of tasks or of a stream of tasks."""
    rows = completed = due = 0
    for task in found:
        rows += 1
        completed += task.completed_on is not None  # type: ignore[attr-defined]
        due += task.due_on.toordinal() if task.due_on else 0  # type: ignore[attr-defined]
    return rows, completed, due


def calamine(path: str, summarise: bool) -> Summary | None:
    """The bare cells of a workbook."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    rows = workbook.get_sheet_by_name(workbook.sheet_names[0]).to_python()
    if not summarise:
        return None
    body = rows[1:]
    due = sum(row[DUE].toordinal() for row in body if isinstance(row[DUE], dt.date))
    return len(body), sum(isinstance(row[COMPLETED], dt.date) for row in body), due


def pandas_excel(path: str, summarise: bool) -> Summary | None:
    """A workbook as a data frame with dates."""
    import pandas as pd

    frame = pd.read_excel(path, engine="calamine")
    for column in DATES:
        frame[column] = pd.to_datetime(frame[column], dayfirst=True)
    return summary_of_frame(frame) if summarise else None


def pandas_csv(path: str, summarise: bool) -> Summary | None:
    """A CSV file as a typed data frame with dates."""
    import pandas as pd

    dtype = {"STT": "int64", **dict.fromkeys(TEXTS, "str"), **dict.fromkeys(NAMES, "category")}
    frame = pd.read_csv(path, sep=";", dtype=dtype, parse_dates=DATES, date_format="%d/%m/%Y")
    return summary_of_frame(frame) if summarise else None


def summary_of_frame(frame: object) -> Summary:
    """The summary of a data frame."""
    import pandas as pd

    assert isinstance(frame, pd.DataFrame)
    assert all(pd.api.types.is_datetime64_dtype(frame[column]) for column in DATES)
    due = frame["Hạn xử lý"].dropna()
    days = (due - pd.Timestamp(1970, 1, 1)).dt.days + dt.date(1970, 1, 1).toordinal()
    return len(frame), int(frame["Ngày hoàn thành"].notna().sum()), int(days.sum())


WAYS = {way.__name__: way for way in (tasks, stream, calamine, pandas_excel, pandas_csv)}

if __name__ == "__main__":
    summary = WAYS[sys.argv[1]](sys.argv[2], len(sys.argv) > 3)
    if summary:
        print(*summary)
