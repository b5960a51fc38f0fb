"""examples/plugin, installed: it is found, works end to end, and its own tests pass."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[2] / "examples" / "plugin"


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment of an interpreter with the example installed from its pyproject.toml."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text("utf-8"))["project"]
    info = tmp_path / f"phieu_giao_viec-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8"
    )
    lines = (f"{name} = {value}\n" for name, value in project["entry-points"]["taskstats"].items())
    (info / "entry_points.txt").write_text("[taskstats]\n" + "".join(lines), "utf-8")
    path = os.pathsep.join([str(PLUGIN / "src"), str(tmp_path)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}


def run(environment: dict[str, str], *arguments: str, cwd: Path) -> str:
    result = subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=cwd, check=False, capture_output=True, encoding="utf-8"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def test_it_is_found_by_its_key(installed: dict[str, str], tmp_path: Path) -> None:
    program = """
from taskstats_adapters.plugins.discovery import discover
found = discover()
print(*(offer for offer in (*found.sources, *found.renderers) if not offer.builtin), sep="; ")
print([str(failure) for failure in found.failures if "phieu" in failure.plugin], found.conflicts)
"""
    assert run(installed, "-c", program, cwd=tmp_path).splitlines() == [
        "phieu-giao-viec:slips 1.0.0 (phieu); phieu-giao-viec:message 1.0.0 (tin-nhan)",
        "[] ()",
    ]


def test_slips_become_a_message(installed: dict[str, str], tmp_path: Path) -> None:
    program = """
import sys
import taskstats_adapters.api as adapters
from pathlib import Path
intake = adapters.read_tasks(sys.argv[1])
print([str(problem) for problem in intake.problems], len(intake.tasks))
adapters.write_report(adapters.compose_report(intake, period="2021-05"), "thang-5.tin.txt")
print(Path("thang-5.tin.txt").read_text("utf-8"), end="")
"""
    assert run(installed, "-c", program, str(PLUGIN / "thang-5.phieu.xml"), cwd=tmp_path).splitlines() == [
        "[] 3",
        "Đến hết ngày 31/5/2021: 3 nhiệm vụ đến hạn; 1 đúng hạn, 1 trễ hạn, 1 quá hạn chưa xong.",
    ]


def test_its_own_tests_pass(installed: dict[str, str]) -> None:
    printed = run(installed, "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=PLUGIN)
    assert "passed" in printed
    assert "skipped" not in printed
