"""Laws of intake: every row of any grid is accounted for; how a list is laid out does not change what it means."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from taskstats import Figures, Period, SourceFile, Task, compose
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.contract.cells import MERGED, BadCell
from taskstats_adapters.intake.cells.dates import LAST
from taskstats_adapters.intake.reading import Intake, take_in
from taskstats_adapters.office.fields import FIELDS
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.testing.strategies import task_lists

# -- any grid --------------------------------------------------------------------------------------

NAMES = [FIELDS[field].label for field in FIELDS] + ["Đơn vị", "Thời hạn", "Ngày tạo"]
PHRASES = [
    "31/5/2021", "1/5/2021", "31/02/2021", "12/2026", "2021-05-31T17:00:00Z", "44347", "-", "Tổng cộng", "I", "(1)",
    "5", "Hoàn thành quá hạn", "Sở Y tế", "SỞ Y TẾ", "Không thời hạn", "trước ngày 01 tháng 09 năm 2026", " \n\u200b",
]  # fmt: skip
MOMENTS = st.datetimes(timezones=st.none() | st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-12))]))
CELLS = st.one_of(
    st.none(),
    st.sampled_from(NAMES),
    st.sampled_from(PHRASES),
    st.text(st.characters(codec=None), max_size=12),
    st.dates(),
    st.dates(dt.date(2021, 4, 28), dt.date(2021, 5, 3)),
    MOMENTS,
    st.times(),
    st.timedeltas(),
    st.booleans(),
    st.integers(-5, 50_000),
    st.integers(4000, 20_000).map(lambda exponent: 10**exponent),
    st.floats(),
    st.decimals(),
    st.builds(BadCell, st.text(st.characters(codec=None), max_size=5), st.sampled_from(["E-FORMULA", MERGED, MERGED])),
)
ROWS = st.lists(st.lists(CELLS, max_size=7), max_size=8)


@st.composite
def grids(draw: st.DrawFn) -> list[list[Any]]:
    """Any rows; mostly with a header of the two columns that counts need and of some others among them."""
    rows = draw(ROWS)
    if draw(st.integers(0, 4)):
        names = draw(st.permutations(["Ngày giao", "Hạn xử lý", *draw(st.lists(st.sampled_from(NAMES), max_size=4))]))
        rows.insert(draw(st.integers(0, len(rows))), names)
    return rows


PROFILES = st.sampled_from(
    [
        Profile(),
        make_profile({"agencies": [{"name": "Sở Y tế"}], "columns": {"title": "Ghi chú"}}),
        make_profile({"columns": {"due_on": "Thời hạn"}}),
    ]
)


@given(st.lists(st.lists(grids(), max_size=2), max_size=2), PROFILES)
def test_every_row_of_any_grid_is_accepted_rejected_or_ignored(
    books: list[list[list[list[Any]]]], profile: Profile
) -> None:
    """Identity 9, and each row in one way only."""
    sources = [
        (SourceFile(name=f"tep{number}"), [Sheet(f"Trang{page}", grid) for page, grid in enumerate(sheets)])
        for number, sheets in enumerate(books)
    ]
    intake = take_in(sources, profile)
    receipt = intake.receipt
    assert receipt.rows == receipt.accepted + receipt.rejected + receipt.ignored
    assert (receipt.accepted, receipt.ignored) == (len(intake.tasks), len(intake.ignored))
    assert receipt.rows == sum(map(len, (grid for sheets in books for grid in sheets))) - passed_over(intake, sources)
    places = [task.origin for task in intake.tasks] + [ignored.place for ignored in intake.ignored]
    assert len(set(places)) == len(places)
    assert not receipt.rejected or intake.errors
    for problem in intake.problems:
        assert str(problem).encode()
    for task in intake.tasks:
        assert repr(task).encode()
        for day in (task.due_on, task.completed_on, task.withdrawn_on):
            assert day is None or dt.date(2000, 1, 1) <= day <= LAST


def passed_over(intake: Intake, sources: Sequence[tuple[SourceFile, list[Sheet]]]) -> int:
    """The rows of the sheets that are named as no lists."""
    named = {sheet.name for sheet in intake.ignored_sheets}
    return sum(
        len(list(sheet.rows))
        for file, sheets in sources
        for sheet in sheets
        if (f"{file.name}: {sheet.name}" if len(sources) > 1 else sheet.name) in named
    )


# -- one list, laid out in many ways ---------------------------------------------------------------

COLUMNS: dict[str, Callable[[Task], Any]] = {
    "Mã nhiệm vụ": lambda task: task.id,
    "Nội dung nhiệm vụ": lambda task: f"Việc của {task.agency or 'ai'}",
    "Đơn vị chủ trì": lambda task: task.agency,
    "Ngày giao": lambda task: task.assigned_on,
    "Hạn hoàn thành": lambda task: task.due_on,
    "Ngày hoàn thành": lambda task: task.completed_on,
    "Ngày rút": lambda task: task.withdrawn_on,
    "Gia hạn đến": lambda task: task.extensions[0].due_on if task.extensions else None,
    "Ngày gia hạn": lambda task: task.extensions[0].granted_on if task.extensions else None,
}
LISTS = task_lists().map(lambda tasks: [attrs.evolve(task, extensions=task.extensions[:1]) for task in tasks])


def grid_of(tasks: Sequence[Task]) -> list[list[Any]]:
    return [list(COLUMNS), *([cell(task) for cell in COLUMNS.values()] for task in tasks)]


def figures(tasks: Sequence[Task]) -> Figures:
    return compose(tasks, period=Period.month(2023, 12), as_of=dt.date(2023, 12, 31)).now


def read(grid: list[list[Any]]) -> Figures:
    intake = take_in([(SourceFile(name="tep.xlsx"), [Sheet("Nhiệm vụ", grid)])], Profile())
    assert intake.errors == ()
    return figures(intake.tasks)


@given(LISTS)
def test_a_list_written_down_and_read_has_the_same_figures(tasks: list[Task]) -> None:
    assert read(grid_of(tasks)) == figures(tasks)


@given(LISTS, st.data())
def test_the_order_of_rows_does_not_matter(tasks: list[Task], data: st.DataObject) -> None:
    header, *rows = grid_of(tasks)
    assert read([header, *data.draw(st.permutations(rows))]) == figures(tasks)


@given(LISTS, st.data())
def test_the_order_of_columns_does_not_matter(tasks: list[Task], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(COLUMNS))))
    assert read([[row[column] for column in order] for row in grid_of(tasks)]) == figures(tasks)


@given(LISTS, st.data())
def test_a_row_that_is_no_task_changes_nothing(tasks: list[Task], data: st.DataObject) -> None:
    grid = grid_of(tasks)
    no_tasks = [[], [None] * 9, ["", " \u200b"], ["Tổng cộng", None, None, 5], ["I. Các sở, ban, ngành"], list(COLUMNS)]
    grid.insert(data.draw(st.integers(0, len(grid))), data.draw(st.sampled_from(no_tasks)))
    assert read(grid) == figures(tasks)


@given(LISTS, st.data())
def test_a_column_that_nobody_claims_changes_nothing(tasks: list[Task], data: st.DataObject) -> None:
    grid = grid_of(tasks)
    place = data.draw(st.integers(0, len(COLUMNS)))
    for row, cell in zip(
        grid, ["Cột lạ", *data.draw(st.lists(CELLS, min_size=len(tasks), max_size=len(tasks)))], strict=True
    ):
        row.insert(place, cell)
    assert read(grid) == figures(tasks)


def as_typed(day: dt.date) -> list[Any]:
    serial = (day - dt.date(1899, 12, 30)).days
    numbers = [serial, float(serial), Decimal(serial), str(serial)]
    return [*numbers, f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day} 08:00", f"{day:%d.%m.%Y}", day]


def disguised(text: str) -> list[str]:
    return [
        text,
        unicodedata.normalize("NFD", text),
        f" {text}\u00a0",
        text.replace(" ", " \n "),
        f"\u200b{text}\ufeff",
    ]


@given(LISTS, st.data())
def test_how_texts_and_dates_are_typed_changes_nothing(tasks: list[Task], data: st.DataObject) -> None:
    def typed(cell: Any) -> Any:
        if cell is None:
            return data.draw(st.sampled_from([None, "", " ", "-"]))
        return data.draw(st.sampled_from(as_typed(cell) if isinstance(cell, dt.date) else disguised(cell)))

    assert read([[typed(cell) for cell in row] for row in grid_of(tasks)]) == figures(tasks)
