"""Print a year's figures by month, each counted at that month's own cut-off."""

from pathlib import Path

import taskstats as ts
import taskstats_adapters as adapters

example = Path(__file__).parent / "lang_son_2021_05"
intake = adapters.read_tasks(example / "nhiem-vu.xlsx", profile=example / "lang-son.toml")
book = ts.MemoryBook(intake.tasks)

print("month    assigned   due  on time  late  unfinished")
for month in range(1, 6):
    report = ts.compose(book, period=ts.Period.month(2021, month))
    due = report.due
    print(f"{report.period}{report.assigned.total:>10}{due.total:>6}{due.on_time:>9}{due.late:>6}{due.unfinished:>12}")
