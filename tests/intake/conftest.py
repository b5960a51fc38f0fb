from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from taskstats import SourceFile
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile

HEADER = ("STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


@pytest.fixture(scope="session")
def take() -> Callable[..., Intake]:
    """Take in one sheet of rows; keywords are settings of the profile. Nothing in it need be completed."""

    def take(rows: Iterable[Sequence[Any]], *, first_row: int = 1, **settings: Any) -> Intake:
        settings["intake"] = {"nothing_completed": True, **settings.get("intake", {})}
        profile = make_profile(settings) if settings else Profile()
        return take_in([(SourceFile(name="tep.xlsx"), [Sheet("Nhiệm vụ", tuple(rows), first_row)])], profile)

    return take


@pytest.fixture(scope="session")
def told() -> Callable[[Intake], list[str]]:
    """Every problem as it is printed, without those about missing columns."""

    def told(intake: Intake) -> list[str]:
        return [str(problem) for problem in intake.problems if problem.code != "W-COLUMN"]

    return told


@pytest.fixture(scope="session")
def listed(take: Callable[..., Intake]) -> Callable[..., Intake]:
    """Take in rows under the usual header, in row 1: STT, id, title, agency, assigned, due, completed."""

    def listed(*rows: Sequence[Any], **settings: Any) -> Intake:
        return take([HEADER, *rows], **settings)

    return listed
