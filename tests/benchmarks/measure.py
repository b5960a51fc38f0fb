"""Two ways of doing one thing, run by turns so that a busy machine slows both; medians of wall time and peak memory."""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

LAUNCH = str(Path(__file__).with_name("launch.py"))


class Cost(NamedTuple):
    """What one run took: seconds, and the largest resident memory in MB where it was a process."""

    seconds: float
    megabytes: float


class Line(NamedTuple):
    """A result: ours beside a peer's, the ratio of times to stay below, and the memory where that has a limit too."""

    title: str
    ours: Cost
    peer_name: str
    peer: Cost
    most: float
    megabytes: int = 0


def process(command: Sequence[str]) -> Cost:
    """Run a command to its end as a process of its own. What it says when it fails ends the program."""
    seconds, kilobytes = output([sys.executable, LAUNCH, *command]).split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def output(command: Sequence[str]) -> bytes:
    """What a command prints. What it says when it fails ends the program."""
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}\n{result.stderr.decode()}")
    return result.stdout


def call(function: Callable[[], object]) -> Cost:
    """Call a function in this process; its memory is not measured."""
    gc.collect()
    start = time.perf_counter()
    function()
    return Cost(time.perf_counter() - start, 0)


def by_turns(runs: Mapping[str, Callable[[], Cost]], turns: int) -> dict[str, Cost]:
    """The medians of each way, over so many turns in which every way runs once; one turn before that warms up."""
    costs: dict[str, list[Cost]] = {name: [] for name in runs}
    for turn in range(turns + 1):
        for name, run in runs.items():
            cost = run()
            if turn:
                costs[name].append(cost)
    return {
        name: Cost(statistics.median(c.seconds for c in found), statistics.median(c.megabytes for c in found))
        for name, found in costs.items()
    }
