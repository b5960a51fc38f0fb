"""Reading lists into tasks, against reading bare cells and data frames; and a tally without keeping the tasks."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import lists
from tests.benchmarks.measure import Cost, Line, alternate, output, process

READING = str(Path(__file__).with_name("reading.py"))


def measure(workbook_rows: int, text_rows: int, turns: int) -> Iterator[Line]:
    """Time each way in new processes, after checking that all of them read the same."""
    with TemporaryDirectory() as folder:
        workbook, text = Path(folder, "l.xlsx"), Path(folder, "l.csv")
        lists.write_workbook(lists.make(workbook_rows, late=500, overdue=500), workbook)
        lists.write_text(lists.make(text_rows, late=500, overdue=500), text)

        title = f"xlsx of {workbook_rows:,} rows to tasks"
        costs = ways(workbook, ["tasks", "calamine", "pandas_excel"], workbook_rows, turns)
        yield Line(title, costs["tasks"], "calamine, bare cells", costs["calamine"], most=2.2)
        yield Line(title, costs["tasks"], "pandas with calamine", costs["pandas_excel"], most=0.75)

        costs = ways(text, ["tasks", "stream", "pandas_csv"], text_rows, turns)
        title = f"csv of {text_rows:,} rows"
        yield Line(f"{title} to tasks", costs["tasks"], "pandas, typed", costs["pandas_csv"], most=8, megabytes=1200)
        yield Line(f"{title} tallied", costs["stream"], "pandas, typed", costs["pandas_csv"], most=8, megabytes=150)


def ways(path: Path, names: list[str], rows: int, turns: int) -> dict[str, Cost]:
    """The cost of each way to read a file. Exit if they do not read the same."""
    commands = {name: [sys.executable, READING, name, str(path)] for name in names}
    found = {name: tuple(map(int, output([*command, "summary"]).split())) for name, command in commands.items()}
    if len(set(found.values())) > 1 or found[names[0]][0] != rows:
        raise SystemExit(f"the ways differ (rows, completed, sum of due dates): {found}")
    return alternate({name: lambda command=command: process(command) for name, command in commands.items()}, turns)
