"""What a page shows without text: hidden and struck rows, ticks and badges."""

from collections.abc import Callable
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.contract import BadCell, Cell
from taskstats_adapters.intake.reading import Intake
from taskstats_adapters.office.loading import make_profile
from taskstats_adapters.sources.web.signs import is_hidden_row, sign
from taskstats_adapters.sources.web.source import SOURCE

Write = Callable[..., Path]

HEADER = "".join(
    f"<th>{text}</th>" for text in ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")
)


@pytest.fixture
def file_name() -> str:
    return "a.html"


def row(title: str, *, of_row: str = "", last: str = "<td></td>", due: str = "20/5/2021") -> str:
    return f"<tr{of_row}><td>{title}</td><td>Sở Y tế</td><td>4/5/2021</td><td>{due}</td>{last}</tr>"


def table(*rows: str, header: str = HEADER) -> str:
    return f"<table><thead><tr>{header}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def read(path: Path) -> Intake:
    return adapters.read_tasks(path, profile=make_profile({"intake": {"nothing_completed": True}}))


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in intake.problems]


# -- rows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "struck",
    [
        row("B", of_row=' style="text-decoration:line-through"'),
        row("B", of_row=' class="task text-decoration-line-through"'),
        row("<s>B</s>"),
        row("<span style='text-decoration-line: Line-Through'>B</span> thêm"),
        row("B", due="<del>20/5/2021</del>"),
        row("B", due="<strike><b>20/5/2021</b></strike>"),
        row("B", due="<div class='line-through'>20/5/2021</div>"),
    ],
)
def test_struck_rows_count_and_are_told(write: Write, struck: str) -> None:
    intake = read(write(table(row("A"), struck, row("C"), struck.replace("B", "D", 1))))
    assert told(intake) == [("W-STRUCK", "bảng 1, dòng 3")]
    assert "có 2 nhiệm vụ" in intake.problems[0].message
    assert len(intake.tasks) == 4


@pytest.mark.parametrize(
    "of_row",
    [' style="display: none"', " hidden", ' class="row d-none"', ' style="visibility:collapse"', " class=hide"],
)
def test_hidden_rows_count_and_are_told(write: Write, of_row: str) -> None:
    intake = read(write(table(row("A"), row("B", of_row=of_row))))
    assert told(intake) == [("W-HIDDEN", "bảng 1, dòng 3")]
    assert [task.title for task in intake.tasks] == ["A", "B"]


def test_a_hidden_part_of_a_table_hides_its_rows(write: Write) -> None:
    page = (
        f"<table><tr>{HEADER}</tr><tbody>{row('A')}</tbody><tbody hidden>{row('B')}{row('C')}</tbody>{row('D')}</table>"
    )
    assert told(read(write(page))) == [("W-HIDDEN", "bảng 1, dòng 3")]


@pytest.mark.parametrize(
    "rows",
    [
        [row("<s></s>A"), row("<del> </del>B")],
        [row("A", of_row=' style="text-decoration: none; display: table-row"')],
        [row("A", of_row=' class="d-none d-md-table-row"')],
        [row("A<span style='display:none'><s>x</s></span>")],
        [row("A", last="<td style='display:none'></td>")],
    ],
)
def test_other_rows_get_no_word(write: Write, rows: list[str]) -> None:
    assert told(read(write("<p><s>Cũ</s></p>" + table(*rows)))) == []


def test_only_the_class_alone_hides() -> None:
    assert not is_hidden_row({"class": "hidden-print"})


# -- ticks and badges ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ('<i class="fa fa-check"></i>', True),
        ('<i class="fas fa-check-circle text-success"></i>', True),
        ('<span class="glyphicon glyphicon-ok"></span>', True),
        ('<i class="bi bi-check-lg"></i>', True),
        ('<i class="mdi mdi-checkbox"></i>', ""),
        ('<img src="/images/tick.png" alt="">', True),
        ('<img src="icon_check2.gif" alt="">', True),
        ('<img src="/images/spacer.gif" alt="">', ""),
        ('<img src="/images/tick.png" alt="Xong">', "Xong"),
        ('<img src="/images/tick.png">', BadCell("hình ảnh", "E-PICTURE")),
        ('<span class="badge done" title="Hoàn thành"></span>', "Hoàn thành"),
        ('<span class="label-success" aria-label="Quá hạn"></span>', "Quá hạn"),
        ('<span class="badge">Xong</span>', "Xong"),
        ('<span class="sort" title="Sắp xếp"></span>', ""),
        ('<i class="fa fa-check"></i> 20/5/2021', "20/5/2021"),
        ('<i class="fa fa-times"></i>', ""),
        ('<i class="fa fa-pencil" title="Sửa"></i>', ""),
        ('<a href="#"><i class="fa fa-check"></i></a>', ""),
        ('<button><i class="fa fa-check"></i></button>', ""),
        ('<i class="fa fa-list-check-alt"></i>', ""),
        ('<span class="form-check"></span>', ""),
        ('<input type=checkbox checked><i class="fa fa-check"></i>', True),
        ('<input type=checkbox><span class="checkmark"></span>', False),
    ],
)
def test_signs(write: Write, content: str, value: Cell | BadCell) -> None:
    (sheet,) = SOURCE.read(str(write(f"<table><tr><td>x</td><td>{content}</td></tr></table>")), {})
    ((_, cell),) = sheet.rows
    assert cell == value
    assert type(cell) is type(value)


def test_a_tick_below_a_state_is_a_mark(write: Write) -> None:
    header = f"{HEADER}<th>Hoàn thành</th>"
    tick = '<td></td><td><i class="fa fa-check"></i></td>'
    intake = read(write(table(row("A", last=tick), row("B", last="<td></td><td></td>"), header=header)))
    assert told(intake) == [("E-STATUS", "bảng 1, dòng 2, cột 6")]


def test_long_classes_are_not_looked_at() -> None:
    assert sign("i", {"class": "fa-check " * 100}) is None
