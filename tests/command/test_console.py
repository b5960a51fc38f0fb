"""Exit codes of errors by class, also for subclasses in a plugin and for several errors at once."""

import datetime as dt

import pytest

from taskstats import BaselineMismatch, InvalidTask, Period, Unbalanced
from taskstats_adapters.command.console import DATA, OUTPUT, SOURCE, USAGE, exit_codes
from taskstats_adapters.errors import AdapterError, FenceError, OutputError, ProfileError, SourceError


class StrangeFormat(SourceError):
    pass


MISSING = SourceError("E-MISSING", "a.csv", "không tìm thấy tệp")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Unbalanced([]), DATA),
        (ProfileError("ho-so.toml", ["thiếu office"]), USAGE),
        (BaselineMismatch(Period.month(2021, 4), Period.month(2021, 5)), USAGE),
        (AdapterError("E-FORMAT", "a.dbf", "không biết đọc"), USAGE),
        (FenceError("win32"), USAGE),
        (MISSING, SOURCE),
        (StrangeFormat("E-STRANGE", "a.x", "lạ"), SOURCE),
        (OutputError("a.docx", "đĩa đã đầy"), OUTPUT),
        (ExceptionGroup("two", [MISSING, ExceptionGroup("one", [OutputError("a", "b")])]), SOURCE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_error_class_has_its_exit_code(error: Exception, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised, exit_codes():
        raise error
    assert raised.value.code == code
    assert capsys.readouterr().err != ""


def test_programming_errors_keep_their_traceback() -> None:
    with pytest.raises(InvalidTask), exit_codes():
        raise InvalidTask("NV-1", ["completed-before-assigned"])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            BaselineMismatch(Period.month(2021, 4), Period.month(2021, 5)),
            "là của kỳ 2021-04; hãy dùng báo cáo của kỳ 2021-05, kỳ được so sánh.",
        ),
        (
            BaselineMismatch(dt.date(2021, 4, 15), dt.date(2021, 4, 30), "as_of"),
            "chốt đến hết ngày 2021-04-15, trong khi kỳ đó kết thúc ngày 2021-04-30",
        ),
        (
            BaselineMismatch("grace_days = 0", "grace_days = 2", "rules"),
            "tính theo grace_days = 0, báo cáo này theo grace_days = 2",
        ),
    ],
    ids=lambda value: getattr(value, "what", None),
)
def test_in_what_a_baseline_is_unlike(error: BaselineMismatch, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), exit_codes():
        raise error
    told = capsys.readouterr().err
    assert f"Báo cáo ở --baseline {said}" in told
    assert "; hãy dùng báo cáo" in told
    assert "[E-BASELINE]" in told
