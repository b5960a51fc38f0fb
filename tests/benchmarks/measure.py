"""Time alternatives by turns, so that a busy machine slows both: medians of time and peak memory."""

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
    """The cost of one run: of a process wall time and peak resident memory in MB, of a call processor time and 0."""

    seconds: float
    megabytes: float


class Line(NamedTuple):
    """A result: our cost and a peer's, the maximum ratio of times, and the memory limit in MB if there is one."""

    title: str
    ours: Cost
    peer_name: str
    peer: Cost
    most: float
    megabytes: int = 0


def process(command: Sequence[str]) -> Cost:
    """Run a command in a new process. If it fails, exit with its error output."""
    seconds, kilobytes, _ = output([sys.executable, LAUNCH, *command]).split()
    return Cost(float(seconds), int(kilobytes) / 1024)


def output(command: Sequence[str]) -> bytes:
    """The standard output of a command. If it fails, exit with its error output."""
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}\n{result.stderr.decode()}")
    return result.stdout


def call(function: Callable[[], object]) -> Cost:
    """Call a function in this process, without measuring memory."""
    gc.collect()
    start = time.process_time()
    function()
    return Cost(time.process_time() - start, 0)


def alternate(runs: Mapping[str, Callable[[], Cost]], turns: int) -> dict[str, Cost]:
    """The median cost of each of these runs. Every turn runs each of them once; a turn to warm up is not counted."""
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
