"""Libraries: discovery loads none, and a missing one is reported with the install line."""

import subprocess
import sys
from collections.abc import Callable

import pytest

import taskstats as ts
from taskstats_adapters.api import rendered
from taskstats_adapters.contract.adapters import Exporter
from taskstats_adapters.errors import AdapterError
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.plugins.discovery import discover

Install = Callable[..., str]

HEAVY = (
    "openpyxl",
    "docx",
    "lxml",
    "python_calamine",
    "charset_normalizer",
    "xlsxwriter",
    "pandas",
    "pytest",
    "hypothesis",
)

READS = """
def needy(origin, options):
    {body}
    yield

@hookimpl
def taskstats_sources():
    return [Source(name="ldap", summary="a directory", read=needy, requires=("sqlmissing", "google.missing"))]
"""


def read(install: Install, body: str, **more: object) -> None:
    install("acme-Sources", READS.format(body=body), **more)
    list(discover().source_for("tasks", "ldap").read("tasks", {}))


@pytest.mark.parametrize(
    ("extras", "line"),
    [(("ldap", "word"), "pip install 'acme-Sources[ldap]'"), (("word",), "pip install 'acme-Sources'")],
)
def test_a_missing_library_is_reported_with_the_install_line(
    install: Install, extras: tuple[str, ...], line: str
) -> None:
    with pytest.raises(AdapterError) as raised:
        read(install, "import sqlmissing.dialects", extras=extras)
    assert (raised.value.code, raised.value.where) == ("E-LIBRARY", "acme-sources:adapters")
    assert raised.value.message.startswith("thiếu thư viện sqlmissing")
    assert raised.value.message.endswith(line)
    assert isinstance(raised.value.__cause__, ModuleNotFoundError)


def test_a_missing_parent_package_counts_as_the_library(install: Install) -> None:
    with pytest.raises(AdapterError, match="google"):
        read(install, "import google.missing")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("import another_missing", ModuleNotFoundError),
        ("from taskstats import nothing_of_that_name", ImportError),
        ("raise ModuleNotFoundError('said by hand')", ModuleNotFoundError),
        ("import sqlmissingtoo", ModuleNotFoundError),
        ("import sqlmiss", ModuleNotFoundError),
        ("raise KeyError('sqlmissing')", KeyError),
    ],
)
def test_any_other_error_is_passed_on_unchanged(install: Install, body: str, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        read(install, body)
    assert type(raised.value) is error


@pytest.mark.parametrize("kind", ["Exporter(export=needy, ", "Printer(print=needy, "])
def test_a_renderer_reports_a_missing_library_too(install: Install, kind: str) -> None:
    code = f"""
def needy(*given):
    import sqlmissing

@hookimpl
def taskstats_renderers():
    return [{kind}name="pdf", summary="pdf", media_type="application/pdf", requires=("sqlmissing",))]
"""
    install("acme", code, extras=("PDF",))
    report = ts.compose([], period=ts.Period.month(2021, 5))
    with pytest.raises(AdapterError, match=r"pip install 'acme\[PDF\]'"):
        rendered(discover().renderer_for("a", "pdf"), report, Profile())


def test_wrapped_functions_still_work(install: Install) -> None:
    install(
        "acme",
        "@hookimpl\ndef taskstats_sources(): return [source('s')]\n"
        "@hookimpl\ndef taskstats_renderers(): return [renderer('r')]\n",
    )
    found = discover()
    source = found.source_for("", "s")
    assert source.read.__module__ == "acme"  # whose it is can still be seen
    (sheet,) = source.read("", {})
    assert sheet.name == "read by acme"
    report = ts.compose([], period=ts.Period.month(2021, 5))
    renderer = found.renderer_for("", "r")
    assert isinstance(renderer, Exporter)
    assert renderer.export.__module__ == "acme"
    assert renderer.export(report, Profile()) == b"acme"


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import taskstats", ("pluggy", "taskstats_adapters", *HEAVY)),
        ("import taskstats_adapters", HEAVY),
        ("from taskstats_adapters.plugins.discovery import registry; registry()", HEAVY),
    ],
)
def test_libraries_are_not_loaded_early(code: str, absent: tuple[str, ...]) -> None:
    program = f"import sys\n{code}\nprint(sorted(set({absent!r}) & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_discovery_runs_once_on_first_use_and_not_on_import() -> None:
    program = """
import importlib.metadata as metadata
looks, original = [], metadata.distributions
metadata.distributions = lambda *given, **named: looks.append(1) or original(*given, **named)
from taskstats_adapters.plugins.discovery import registry
print(len(looks), registry() is registry(), len(looks))
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["0", "True", "1"]
