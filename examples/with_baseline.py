"""Compare with last month's published report instead of today's count: `python with_baseline.py [folder]`.

`data/bao-cao-04-2021.json` is the April report, saved as JSON when it was published.
"""

import json
import sys
import tempfile
from pathlib import Path

import taskstats as ts
import taskstats_adapters as adapters

here = Path(__file__).parent
profile = adapters.load_profile(here / "lang_son_2021_05" / "lang-son.toml")
april = here / "data" / "bao-cao-04-2021.json"
folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())

intake = adapters.read_tasks(here / "lang_son_2021_05" / "nhiem-vu.xlsx", profile=profile)
recomputed = adapters.compose_report(intake, period="2021-05", profile=profile)
published = adapters.compose_report(intake, period="2021-05", profile=profile, baseline=april)
figures = published.figures.items()
as_published = {name.removeprefix("previous."): each.count for name, each in figures if name.startswith("previous.")}
print("April published = April recomputed:", not ts.compare(as_published, recomputed.previous))
print("late, change from April:", f"{published.change('due.late').difference:+d}")

# Suppose the April report had been published with one more late task and one fewer on time.
other = json.loads(april.read_text("utf-8"))
other["agencies"] = []  # pretend that only the totals were published
other["due"]["late"] += 1
other["due"]["on_time"] -= 1
other_april = folder / "april-as-published.json"
other_april.write_text(json.dumps(other), "utf-8")

differing = adapters.compose_report(intake, period="2021-05", profile=profile, baseline=other_april)
print("late, change from that April:", f"{differing.change('due.late').difference:+d}")
stated = {name: differing.previous.figure(name).count for name in ("due.total", "due.on_time", "due.late")}
for violation in ts.compare(stated, recomputed.previous):
    print("published differs from computed:", violation)
