"""Print pip constraints: every dependency in pyproject.toml, extras included, at the lowest version it allows."""

import tomllib
from itertools import chain
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
for requirement in sorted({*chain(project["dependencies"], *project["optional-dependencies"].values())}):
    name, version = requirement.split(">=")
    print(f"{name.partition('[')[0]}=={version}")
