"""All errors have a code, a place and a message, and survive copying and pickling."""

import concurrent.futures
import copy
import importlib
import multiprocessing
import pickle
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import taskstats.errors as core
import taskstats_adapters.errors as adapters
from taskstats import Period, TaskstatsError, compare, compose

APRIL, MAY = Period.month(2021, 4), Period.month(2021, 5)

ERRORS: tuple[TaskstatsError, ...] = (
    TaskstatsError("E-TASK", "here", "wrong"),
    core.InvalidTask("NV-1", ["completed-before-assigned", "due-before-assigned"]),
    core.InvalidPeriod("no such month"),
    core.InvalidRules("a grace of -1 days"),
    core.UnknownFigure("no figure due.lates"),
    core.BaselineMismatch(APRIL, MAY),
    core.Unbalanced(compare({"due.total": 3}, compose([], period=MAY).now)),
    adapters.SourceError("E-FORMAT", "a.xls", "là trang web", meant="html"),
    adapters.ProfileError("ho-so.toml", ["thiếu office", "sai kiểu @ numbers"]),
    adapters.AdapterError("E-FORMAT", "a.dbf", "không biết đọc"),
    adapters.OutputError("a.docx", "đĩa đã đầy"),
    adapters.FenceError("win32"),
)
"""One of each class."""


def family(kind: type[TaskstatsError] = TaskstatsError) -> Iterator[type[TaskstatsError]]:
    yield kind
    for heir in kind.__subclasses__():
        yield from family(heir)


def test_all_error_classes_are_tested() -> None:
    ours = {kind for kind in family() if kind.__module__.startswith("taskstats")}
    assert {type(error) for error in ERRORS} == ours


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[BaseException], object]]:
    """A function that raises an error in another process."""
    folder = tmp_path_factory.mktemp("workers")
    (folder / "raising.py").write_text("def fail(error):\n    raise error\n")
    with (
        pytest.MonkeyPatch.context() as patch,
        concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool,
    ):
        patch.syspath_prepend(folder)
        fail = importlib.import_module("raising").fail
        yield lambda error: pool.submit(fail, error).result(timeout=60)


def whole(error: BaseException, original: TaskstatsError) -> None:
    assert error is not original
    assert type(error) is type(original)
    assert (str(error), error.args, vars(error)) == (str(original), original.args, vars(original))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_copying_and_pickling(error: TaskstatsError) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        whole(pickle.loads(pickle.dumps(error, protocol)), error)
    whole(copy.copy(error), error)
    whole(copy.deepcopy(error), error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_being_raised_in_another_process(
    error: TaskstatsError, workers: Callable[[BaseException], object]
) -> None:
    with pytest.raises(type(error)) as raised:
        workers(error)
    assert (str(raised.value), raised.value.args) == (str(error), error.args)
    assert vars(raised.value) == vars(error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_messages_end_with_the_code(error: TaskstatsError) -> None:
    assert re.fullmatch(r"E-[A-Z-]+", error.code)
    assert error.message
    first = str(error).splitlines()[0]
    assert f"[{error.code}]" in first
    assert error.where in first


def test_where_names_the_path_or_the_format(tmp_path: Path) -> None:
    from taskstats_adapters.output.atomic import write_atomically
    from taskstats_adapters.plugins.discovery import registry

    for wrong, kind, where in (
        (lambda: write_atomically(tmp_path / "none" / "a.md", b""), adapters.OutputError, str(tmp_path / "none/a.md")),
        (lambda: registry().source_for("a.dbf"), adapters.AdapterError, "a.dbf"),
        (lambda: registry().renderer_for("a.md", "wrod"), adapters.AdapterError, "wrod"),
    ):
        with pytest.raises(kind) as raised:
            wrong()
        assert raised.value.where == where
