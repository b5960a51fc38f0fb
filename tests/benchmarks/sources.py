"""Lists read into tasks, against the bare read of their cells and against a data frame; and a tally without a list."""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import lists
from tests.benchmarks.measure import Cost, Line, by_turns, output, process

READING = str(Path(__file__).with_name("reading.py"))


def measure(workbook_rows: int, text_rows: int, turns: int) -> Iterator[Line]:
    """Each way as a process of its own, by turns, once all of them were found to read the same."""
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
    """The cost of each way to read a file; a difference between what they read ends the program."""
    commands = {name: [sys.executable, READING, name, str(path)] for name in names}
    found = {name: tuple(map(int, output([*command, "told"]).split())) for name, command in commands.items()}
    if len(set(found.values())) > 1 or found[names[0]][0] != rows:
        raise SystemExit(f"not the same (rows, completed, sum of due dates): {found}")
    return by_turns({name: lambda command=command: process(command) for name, command in commands.items()}, turns)
