"""The adapters on the how-to pages pass the tests shown there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
BLOCK = re.compile(r"^```python\n(?!>>>)(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["write-a-source.md", "write-a-renderer.md"])
def test_the_adapters_on_the_page_pass_the_kit(page: str, tmp_path: Path) -> None:
    *adapters, tests = BLOCK.findall((HOW_TO / page).read_text("utf-8"))
    (tmp_path / "adapter.py").write_text("\n".join(adapters), "utf-8")
    (tmp_path / "test_adapter.py").write_text(f"from adapter import *\n{tests}", "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout
    assert re.search(r"\b\d\d? passed", result.stdout), result.stdout
