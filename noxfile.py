"""The steps of .ci/run one by one, and the long ones: `nox -s SESSION`."""

from pathlib import Path

import nox

nox.options.sessions = ["tests", "lint", "typing", "rooms"]
nox.options.reuse_existing_virtualenvs = True

PYTHONS = ("3.11", "3.12", "3.13")
BOTH_CORES = ("-n", "auto", "--dist", "loadfile")  # a document's blocks share their names, so a file stays whole

WITHOUT_EXTRAS = tuple(f"tests/{room}" for room in ("core", "intake", "command", "narrative", "renderers", "examples"))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """One Python: `nox -s tests-3.13`."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *BOTH_CORES, *session.posargs)


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """The lowest versions that pyproject.toml allows."""
    constraints = Path(session.create_tmp(), "lowest.txt")
    constraints.write_text(str(session.run("python", ".ci/lowest.py", silent=True)), "utf-8")
    session.install("-c", str(constraints), "-e", ".[test]")
    session.run("python", "-m", "pytest", *BOTH_CORES, *session.posargs)


@nox.session
def no_extras(session: nox.Session) -> None:
    """What must work without SQLAlchemy and psycopg: the core, intake, the command, the text and the formats."""
    session.install("-e", ".", "hypothesis", "pytest", "sybil")
    session.run("python", "-m", "pytest", *WITHOUT_EXTRAS, *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    session.install("-e", ".[test,lint]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def typing(session: nox.Session) -> None:
    session.install("-e", ".[test,lint]")
    session.run("mypy")


@nox.session
def rooms(session: nox.Session) -> None:
    session.install("-e", ".[test,lint]")
    session.run("lint-imports")
    session.run("python", "-m", "pytest", "tests/rooms")


@nox.session
def coverage(session: nox.Session) -> None:
    """The core's own tests and laws reach every branch of it."""
    session.install("-e", ".[test,lint]")
    session.run("coverage", "run", "-m", "pytest", "tests/core", "tests/laws")
    session.run("coverage", "report")


@nox.session
def docs(session: nox.Session) -> None:
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "README.md", "docs", "tests/docs")


@nox.session
def heavy(session: nox.Session) -> None:
    """Hostile files and long lists."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-m", "heavy", "-n", "auto", *session.posargs)


@nox.session
def libreoffice(session: nox.Session) -> None:
    """Needs LibreOffice."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-m", "libreoffice", *session.posargs)


@nox.session
def postgresql(session: nox.Session) -> None:
    """Needs Debian's package postgresql, or its programs on the path."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "-m", "postgresql", *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """The tests against what the wheel installs."""
    session.install(".[test]")
    session.run("python", "-m", "pytest", *BOTH_CORES, *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    session.install("-e", ".[bench]")
    session.run("python", "-m", "tests.benchmarks", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    session.install("-e", ".[test]", "mutmut>=3.3")
    session.run("mutmut", "run", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """Ten minutes for one target: `nox -s fuzz -- csv`."""
    session.install("-e", ".", "atheris>=2.3")
    session.run("python", "-m", "tests.fuzz", *session.posargs, "-max_total_time=600", "-max_len=2000")
