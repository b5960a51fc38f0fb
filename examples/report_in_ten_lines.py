"""Turn a task list into a Word report: `python report_in_ten_lines.py [folder]`."""

import sys
import tempfile
from pathlib import Path

import taskstats_adapters as adapters

example = Path(__file__).parent / "lang_son_2021_05"
folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())

profile = adapters.load_profile(example / "lang-son.toml")
intake = adapters.read_tasks(example / "nhiem-vu.xlsx", profile=profile)
for problem in intake.problems:  # each says where it is, what was found and what to do
    print(problem)
report = adapters.compose_report(intake, period="2021-05", profile=profile)
print(f"Due in May 2021: {report.due.total}, of which {report.due.late} late; in April: {report.previous.due.late}")
adapters.write_report(report, folder / "bao-cao-05-2021.docx", profile=profile)
print(f"Written to {folder}")
