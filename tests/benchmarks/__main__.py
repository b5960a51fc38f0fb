"""Compare the cost of taskstats with what one would write instead: `python -m tests.benchmarks [NAME...]`."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import lists
from tests.benchmarks.measure import Cost, Line, alternate, output, process

COMMAND = str(Path(sys.executable).with_name("taskstats"))
PEER = str(Path(__file__).with_name("peer_pandas.py"))


def command(rows: int, *, late: int, overdue: int, turns: int) -> dict[str, Cost]:
    """The whole command, from a workbook to Word, against peer_pandas.py, after checking that both agree."""
    with TemporaryDirectory() as folder:
        source, ours, peers, as_json = (str(Path(folder, name)) for name in ("l.xlsx", "o.docx", "p.docx", "o.json"))
        lists.write_workbook(lists.make(rows, late=late, overdue=overdue), Path(source))
        report = [COMMAND, "report", source, "--period", "2021-05", "-o"]
        peer = [sys.executable, PEER, source, "2021-05", peers]
        output([*report, as_json])
        assert_same(json.loads(Path(as_json).read_bytes()), json.loads(output(peer)), late, overdue)
        ways = {"taskstats": [*report, ours], "pandas + python-docx": peer}
        return alternate({name: lambda way=way: process(way) for name, way in ways.items()}, turns)


def assert_same(ours: dict, peers: dict, late: int, overdue: int) -> None:
    """Compare every state of every cohort at both cut-offs, in total and by agency, and the lengths of both lists."""
    states = ("on_time", "late", "pending", "overdue")
    for name, theirs in (("now", ours), ("before", ours["previous"])):
        for cohort, counts in peers[name].items():
            assert {state: theirs[cohort][state] for state in states} == counts, (name, cohort)
    for cohort, agencies in peers["agencies"].items():
        found = {figures["agency"]: [figures[cohort][state] for state in states] for figures in ours["agencies"]}
        assert {agency: counts for agency, counts in found.items() if any(counts)} == agencies, cohort
    found = [len(ours["lists"][name]) for name in ("due.late", "cumulative.overdue")]
    assert found == [peers["late"], peers["overdue"]] == [late, overdue]


def imports() -> dict[str, Cost]:
    """`import taskstats` in a new interpreter, against the two libraries that it depends on."""
    statements = {"taskstats": "import taskstats", "attrs, dateutil": "import attrs, dateutil.relativedelta"}
    ways = {name: [sys.executable, "-c", statement] for name, statement in statements.items()}
    return alternate({name: lambda way=way: process(way) for name, way in ways.items()}, 15)


def counting() -> dict[str, Cost]:
    """See tests/benchmarks/counting.py."""
    from tests.benchmarks.counting import measure

    return measure(1_000_000, 5)


def shapes() -> Iterator[Line]:
    """See tests/benchmarks/counting.py."""
    from tests.benchmarks.counting import shapes

    return shapes(200_000, 5)


def appendix() -> dict[str, Cost]:
    """See tests/benchmarks/appendix.py."""
    from tests.benchmarks.appendix import measure

    return measure(10_000, 5)


def sources() -> Iterator[Line]:
    """See tests/benchmarks/sources.py."""
    from tests.benchmarks.sources import measure

    return measure(100_000, 1_000_000, 5)


def pair(title: str, most: float, measure: Callable[[], dict[str, Cost]]) -> Callable[[], Iterator[Line]]:
    """A benchmark with one peer."""

    def lines() -> Iterator[Line]:
        (_, ours), (peer_name, peer) = measure().items()
        yield Line(title, ours, peer_name, peer, most)

    return lines


BENCHMARKS: dict[str, Callable[[], Iterator[Line]]] = {
    "month": pair("xlsx of 1,441 rows to Word", 0.6, lambda: command(1_441, late=5, overdue=4, turns=9)),
    "large": pair("xlsx of 100,000 rows to Word", 0.6, lambda: command(100_000, late=500, overdue=500, turns=5)),
    "import": pair("import taskstats", 1.5, imports),
    "counting": pair("1,000,000 tasks in memory to a report", 1.5, counting),
    "shapes": shapes,
    "appendix": pair("Word appendix of 10,000 rows", 3.0, appendix),
    "sources": sources,
}
"""Each benchmark by name: how it is measured, with its title and its maximum ratio."""


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all of them, and print the medians and their ratios."""
    if names == ["hostile"]:
        from tests.benchmarks.hostile import main as hostile

        return hostile()
    if names == ["growth"]:
        from tests.benchmarks.growth import main as growth

        return growth()
    print(f"{'':38} {'taskstats':>17} {'peer':>17}  {'time':>5} {'memory':>6}  at most   peer")
    for name in names or BENCHMARKS:
        for line in BENCHMARKS[name]():
            ours, peer, limit = line.ours, line.peer, line.megabytes
            memory = f"{ours.megabytes / peer.megabytes:6.2f}" if peer.megabytes else f"{'':6}"
            print(
                f"{line.title:38} {shown(ours):>17} {shown(peer):>17}  {ours.seconds / peer.seconds:5.2f} {memory}  "
                f"{line.most:7.2f}   {line.peer_name}" + (f"; at most {limit} MB" if limit else ""),
                flush=True,
            )
    return None


def shown(cost: Cost) -> str:
    """Seconds, and megabytes where they were measured."""
    return f"{cost.seconds:.3f} s" + (f" {cost.megabytes:4.0f} MB" if cost.megabytes else "")


if __name__ == "__main__":
    main(sys.argv[1:])
