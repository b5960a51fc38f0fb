"""Four times the rows, columns or names take about four times the time: nothing is compared with everything."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.cells.agencies import Agencies, UnknownAgency
from taskstats_adapters.intake.columns.headers import MARK, find_header
from taskstats_adapters.intake.problems import Log, Rejection
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.agencies import Agency
from taskstats_adapters.output.annotated_workbook import SheetNames

pytestmark = pytest.mark.heavy

HEADER = ("STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
MOST = 8
"""How many times as long four times as much may take: linear work takes 4, quadratic work 16."""
TURNS = 3

Listed = Callable[..., Intake]
Row = Sequence[Any]


def seconds(work: Callable[[], object]) -> float:
    """The processor time of the fastest of a few runs."""
    taken = []
    for _ in range(TURNS):
        gc.collect()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def assert_grows_no_faster(prepared: Callable[[int], Callable[[], object]], size: int) -> None:
    """Compare `size` with four times as much; `prepared` makes the work, untimed."""
    small, large = seconds(prepared(size)), seconds(prepared(4 * size))
    assert large < MOST * small, f"{size}: {small:.3f} s, {4 * size}: {large:.3f} s"


def task(number: int, name: object = None, title: str = "", assigned: object = "3/5/2021") -> Row:
    return (number, name or f"NV{number}", title or f"Báo cáo {number}", "Sở Y tế", assigned, "20/5/2021", None)


SHAPES: dict[str, tuple[int, Callable[[int], Row]]] = {
    "different tasks with one id": (1_000, lambda number: task(number, "NV1")),
    "the same task again and again": (1_000, lambda number: task(1)),
    "two versions of each of many ids": (1_000, lambda number: task(number, f"NV{number // 2}")),
    "tasks without ids": (1_000, lambda number: task(number, " ")),
    "one title for all tasks": (1_000, lambda number: task(number, title="Báo cáo")),
    "rejected rows": (200, lambda number: task(number, assigned="?")),
    "rejected rows, each of another kind": (200, lambda number: task(number, assigned=f"? {number}")),
    "notes below the last task": (1_000, lambda number: (None, None, f"Ghi chú: lời thứ {number}")),
    "mistakes among the notes below": (
        400,
        lambda number: task(number, assigned="?") if number % 2 else (None, None, "Ghi chú: xem ở trên"),
    ),
    "the header again and again": (200, lambda number: HEADER),
    "headings": (400, lambda number: (f"Mục {number}: Các nhiệm vụ về y tế",)),
    "headings of agencies, without end": (400, lambda number: (f"Sở thứ {number}",)),
    "parts of parts": (1_000, lambda number: (".".join(["1"] * (1 + number % 50)), *task(number)[1:])),
    "ids that go on": (1_000, lambda number: task(number, "-".join(["NV", *["1"] * (number % 50)]))),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_rows(shape: str, listed: Listed) -> None:
    size, make = SHAPES[shape]

    def prepared(size: int) -> Callable[[], object]:
        rows = [task(0), *map(make, range(1, size))]
        return lambda: listed(*rows)

    assert_grows_no_faster(prepared, size)


def test_versions_of_one_id_beside_a_workbook_of_corrections(take: Listed) -> None:
    """Each row states the mark of another one that was rejected."""

    def prepared(size: int) -> Callable[[], object]:
        rows = [(*HEADER, MARK), *((*task(number, "NV1"), f"r{number}") for number in range(size))]
        return lambda: take(rows)

    assert_grows_no_faster(prepared, 500)


def test_rejected_rows_that_only_stand_below_a_list() -> None:
    """Each is taken from the rejected ones; the row above them, in a file of the same name, stays."""
    sheet = Sheet("", ())

    def prepared(size: int) -> Callable[[], object]:
        def work() -> None:
            log = Log()
            for number in (0, *range(size)):
                log.reject(Rejection(sheet.locate("", number, None), ""))
            log.reconsider(sheet, range(size))
            assert log.rejected == [rejection.place for rejection in log.rejections] == [sheet.locate("", 0, None)]

        return work

    assert_grows_no_faster(prepared, 1_500)


@pytest.mark.parametrize("part", ["Đúng hạn", "Báo cáo", ""])
def test_wide_headers(part: str) -> None:
    """Sixty rows in which every other row may be the header, and the next one its parts."""

    def prepared(size: int) -> Callable[[], object]:
        wide = ("Nội dung nhiệm vụ", "Ngày giao", "Hạn xử lý", *(f"Cột {number}" for number in range(size)))
        rows = [wide if number % 2 else (part,) * len(wide) for number in range(60)]
        return lambda: find_header(rows, {})

    assert_grows_no_faster(prepared, 200)


def test_a_cell_over_many_columns() -> None:
    """Each column of the lower row looks for the cell above it, far to the left."""

    def prepared(size: int) -> Callable[[], object]:
        rows = [("Ngày giao", "Nội dung nhiệm vụ", *[""] * size), ("", "", *("Đúng hạn", "Quá hạn") * (size // 2))]
        return lambda: find_header(rows, {})

    assert_grows_no_faster(prepared, 2_000)


def test_names_of_the_sheets_of_corrections() -> None:
    """The sheets of the workbook are numbered where lists have one name: "Nhiệm vụ (2)" and so on."""

    def prepared(size: int) -> Callable[[], object]:
        def work() -> None:
            names = SheetNames()
            for _ in range(size):
                names.take(names.free("Nhiệm vụ"))

        return work

    assert_grows_no_faster(prepared, 1_500)


def unknown(known: int, names: int) -> Iterator[str]:
    """What is said of names that are not among those of the office."""
    agencies = Agencies(Agency(name=f"Ủy ban nhân dân xã số {number}") for number in range(known))
    for number in range(names):
        with pytest.raises(UnknownAgency) as caught:
            agencies.resolve(f"Ủy ban nhân dân xã thứ {number}")
        yield str(caught.value)


def test_names_of_agencies_that_the_office_does_not_have() -> None:
    """The nearest is looked for among the likely ones only, and no longer once so many names are unknown."""
    assert_grows_no_faster(lambda size: lambda: list(unknown(size, 20)), 500)
    assert_grows_no_faster(lambda size: lambda: list(unknown(60, size)), 100)
    said = list(unknown(10, 300))
    assert all("gần nhất là" in message for message in said[:200])
    assert all("gần nhất" not in message and "aliases" not in message for message in said[200:])


def test_the_nearest_name_is_found_among_many_that_are_alike() -> None:
    """Sixty names that share most of their letters; a slip of one letter, a letter too many, one missing."""
    names = [f"UBND xã {first} {second}" for first in ("Tân", "Yên", "Bình", "Hòa") for second in "ABCDEGHIKLMNOPQ"]
    agencies = Agencies(Agency(name=name) for name in names)
    for name in names:
        for written in (name.replace("xã", "x"), f"{name}z", name.replace("UBND", "UBN")):
            with pytest.raises(UnknownAgency, match=f'gần nhất là "{name}"'):
                agencies.resolve(written)
