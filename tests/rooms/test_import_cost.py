"""What an import loads, in a new interpreter: an adapter's library is loaded only by the call that needs it."""

import subprocess
import sys

import pytest

ADAPTER_LIBRARIES = {
    *("openpyxl", "docx", "lxml", "python_calamine", "xlrd", "charset_normalizer", "sqlalchemy", "psycopg"),
    *("pandas", "xlsxwriter", "hypothesis", "pytest"),
}
OUTSIDE_THE_CORE = ADAPTER_LIBRARIES | {"pluggy", "click", "cattrs", "taskstats_adapters", "importlib.metadata", "csv"}


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a Python command loads, from the interpreter's own import log."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    log = [line for line in result.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in log}


def test_the_log_names_what_was_loaded() -> None:
    assert {"decimal", "lxml.etree"} <= loaded_by("-c", "import decimal, lxml.etree")


def test_importing_the_core_loads_only_the_core() -> None:
    loaded = loaded_by("-c", "import taskstats")
    assert "taskstats.reports" in loaded
    assert loaded & OUTSIDE_THE_CORE == set()


@pytest.mark.parametrize(
    "arguments",
    [("-c", "import taskstats_adapters"), ("-c", "from taskstats_adapters.command.main import main; main()", "--help")],
    ids=["import", "--help"],
)
def test_no_adapter_library_is_loaded_before_it_is_needed(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert loaded & ADAPTER_LIBRARIES == set()
