"""The steps of .ci/run one by one, and the long ones: `nox -s SESSION`."""

import nox

nox.options.sessions = ["tests", "lint", "typing", "rooms"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def tests(session: nox.Session) -> None:
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", *session.posargs)


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
def docs(session: nox.Session) -> None:
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", "README.md", "docs", "tests/docs")


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
    session.run("python", "-m", "pytest", *session.posargs)


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
