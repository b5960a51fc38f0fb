"""The tables of the appendices: the tasks behind a figure, and every agency's figures with their sum."""

import datetime as dt
import unicodedata
from fractions import Fraction

import attrs

from taskstats import Extension, Period, Rules, Task, UndatedPolicy, compose
from taskstats_adapters.contract.document import Table, TableCell
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.agencies import Agency
from taskstats_adapters.office.profile import Profile

MAY = Period.month(2021, 5)
LATE = Task(
    id="NV-1",
    title="Báo cáo",
    agency="Sở Y tế",
    document="12/UBND-KT",
    document_date=dt.date(2021, 4, 2),
    assigned_on=dt.date(2021, 4, 5),
    due_on=dt.date(2021, 4, 30),
    extensions=(Extension(dt.date(2021, 5, 10), dt.date(2021, 4, 28)),),
    completed_on=dt.date(2021, 5, 12),
)
OVERDUE = Task(id="NV-2", title="Kế hoạch", agency="Ban Dân tộc", assigned_on=dt.date(2021, 5, 3), due_on=MAY.last)
UNNAMED = Task(id="NV-3", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 6, 3))
PROFILE = Profile()
REPORT = compose([LATE, OVERDUE, UNNAMED], period=MAY)


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_a_late_task_is_listed_with_the_date_that_it_missed() -> None:
    table = narrate(REPORT, PROFILE).appendices[0].table
    assert texts(table) == [
        ("1", "12/UBND-KT ngày 02/4/2021", "Báo cáo", "Sở Y tế", "05/4/2021", "10/5/2021", "12/5/2021", "2"),
    ]
    assert [column.title for column in table.columns][5:] == [
        "Hạn hoàn thành",
        "Ngày hoàn thành",
        "Số ngày quá hạn khi hoàn thành",
    ]


def test_an_overdue_task_has_run_past_the_closed_day() -> None:
    table = narrate(REPORT, PROFILE).appendices[1].table
    assert texts(table) == [("1", "", "Kế hoạch", "Ban Dân tộc", "03/5/2021", "31/5/2021", "1")]


def test_the_days_overdue_say_to_which_day_they_run() -> None:
    assert narrate(REPORT, PROFILE).appendices[1].table.columns[-1].title == "Số ngày quá hạn đến hết ngày 31/5/2021"
    earlier = attrs.evolve(OVERDUE, due_on=dt.date(2021, 5, 9))
    running = compose([earlier], period=MAY, rules=Rules(day_running=True))
    table = narrate(running, PROFILE).appendices[0].table
    assert (table.columns[-1].title, table.rows[0][-1].text) == ("Số ngày quá hạn đến ngày 31/5/2021", "22")


CARRIED = attrs.evolve(OVERDUE, id="NV-0", agency="Sở Cũ", assigned_on=dt.date(2020, 12, 31))


def test_the_overdue_of_last_year_have_an_appendix_of_their_own_with_as_many_rows() -> None:
    report = compose([LATE, OVERDUE, CARRIED], period=MAY)
    _, year, carried, agencies = narrate(report, PROFILE).appendices
    assert [appendix.label for appendix in (year, carried)] == ["Phụ lục II", "Phụ lục III"]
    assert carried.title == (
        "DANH SÁCH NHIỆM VỤ GIAO TRƯỚC NGÀY 01/01/2021 CHUYỂN SANG,\nCHƯA HOÀN THÀNH ĐÃ QUÁ HẠN ĐẾN HẾT NGÀY 31/5/2021"
    )
    assert [row[3] for row in texts(year.table)] == ["Ban Dân tộc"]
    assert [row[3] for row in texts(carried.table)] == ["Sở Cũ"]
    assert agencies.table.columns[-1].title == "Chuyển sang chưa hoàn thành"
    assert {row[1]: row[-1] for row in texts(agencies.table)} == {
        "Ban Dân tộc": "0",
        "Sở Y tế": "0",
        "Sở Cũ": "1",
        "Tổng cộng": "1",
    }


def test_without_anything_carried_over_there_is_no_column_for_it() -> None:
    assert narrate(REPORT, PROFILE).appendices[-1].table.columns[-1].title == "Quá thời hạn"


def test_the_reason_has_a_column_where_any_is_known() -> None:
    report = compose([attrs.evolve(OVERDUE, reason="chờ ý kiến")], period=MAY)
    table = narrate(report, PROFILE).appendices[0].table
    assert (table.columns[-1].title, table.rows[0][-1].text) == ("Nguyên nhân", "chờ ý kiến")


def test_agencies_are_in_the_order_of_protocol_then_by_name_and_add_up() -> None:
    profile = attrs.evolve(PROFILE, agencies=(Agency(name="Sở Y tế"),))
    table = narrate(REPORT, profile).appendices[2].table
    # columns: number, agency, assigned, due, year: total, completed, on time, % of completed, late, pending, overdue
    assert texts(table) == [
        ("1", "Sở Y tế", "0", "1", "1", "1", "0", "0%", "1", "0", "0"),
        ("2", "(chưa ghi đơn vị)", "1", "0", "1", "0", "0", "–", "0", "1", "0"),
        ("3", "Ban Dân tộc", "1", "1", "1", "0", "0", "–", "0", "0", "1"),
        ("", "Tổng cộng", "2", "2", "3", "1", "0", "0%", "1", "1", "1"),
    ]
    assert table.sums == {3}


def test_columns_that_say_little_alone_stand_under_a_heading_of_their_group() -> None:
    """ "Tổng số" alone reads as all tasks."""
    columns = narrate(REPORT, PROFILE).appendices[2].table.columns
    assert [(column.title, column.group) for column in columns if column.group] == [
        ("Tổng số", "Hoàn thành"),
        ("Đúng hạn", "Hoàn thành"),
        ("% đúng hạn trên số hoàn thành", "Hoàn thành"),
        ("Quá hạn", "Hoàn thành"),
        ("Còn thời hạn", "Chưa hoàn thành"),
        ("Quá thời hạn", "Chưa hoàn thành"),
    ]


def test_agencies_are_grouped_by_kind_under_their_sum() -> None:
    agencies = (
        Agency(name="Ban Dân tộc", kind="ban"),
        Agency(name="Sở Y tế", kind="sở, ngành"),
        Agency(name="Sở X", kind="ban"),
    )
    table = narrate(REPORT, attrs.evolve(PROFILE, agencies=agencies)).appendices[2].table
    assert texts(table) == [
        ("I", "Ban", "1", "1", "1", "0", "0", "–", "0", "0", "1"),
        ("1", "Ban Dân tộc", "1", "1", "1", "0", "0", "–", "0", "0", "1"),
        ("II", "Sở, ngành", "0", "1", "1", "1", "0", "0%", "1", "0", "0"),
        ("1", "Sở Y tế", "0", "1", "1", "1", "0", "0%", "1", "0", "0"),
        ("III", "Khác", "1", "0", "1", "0", "0", "–", "0", "1", "0"),
        ("1", "(chưa ghi đơn vị)", "1", "0", "1", "0", "0", "–", "0", "1", "0"),
        ("", "Tổng cộng", "2", "2", "3", "1", "0", "0%", "1", "1", "1"),
    ]
    assert table.sums == {0, 2, 4, 6}


def test_an_agency_has_its_place_and_kind_however_the_profile_spaces_them() -> None:
    untidy = Agency(name=unicodedata.normalize("NFD", "Sở  Y tế "), kind=" sở"), Agency(name="Sở X", kind="sở")
    table = narrate(REPORT, attrs.evolve(PROFILE, agencies=untidy)).appendices[2].table
    assert [row[1] for row in texts(table)] == [
        "Sở",
        "Sở Y tế",
        "Khác",
        "(chưa ghi đơn vị)",
        "Ban Dân tộc",
        "Tổng cộng",
    ]


def test_cells_keep_their_values() -> None:
    late, overdue, agencies = (appendix.table for appendix in narrate(REPORT, PROFILE).appendices)
    assert [cell.value for cell in late.rows[0]] == [
        *(1, "12/UBND-KT ngày 02/4/2021", "Báo cáo", "Sở Y tế"),
        *(dt.date(2021, 4, 5), dt.date(2021, 5, 10), dt.date(2021, 5, 12), 2),
    ]
    assert overdue.rows[0][-1] == TableCell(1, "1")
    assert [cell.value for cell in agencies.rows[-1]] == ["", "Tổng cộng", 2, 2, 3, 1, 0, Fraction(0), 1, 1, 1]
    nothing_completed = next(row for row in agencies.rows if row[1].text == "Ban Dân tộc")
    assert nothing_completed[7] == TableCell(None, "–")


def test_a_share_is_exact_whatever_is_printed() -> None:
    done = [
        attrs.evolve(LATE, id=f"NV-{n}", completed_on=dt.date(2021, 5, day)) for n, day in ((1, 9), (2, 9), (3, 12))
    ]
    table = narrate(compose(done, period=MAY), PROFILE).appendices[-1].table
    assert table.rows[-1][7] == TableCell(Fraction(2, 3), "66,7%")


def test_the_agencies_table_can_be_turned_off() -> None:
    assert len(narrate(REPORT, attrs.evolve(PROFILE, agency_table=False)).appendices) == 2


def test_undated_tasks_counted_apart_have_a_column() -> None:
    undated = [
        attrs.evolve(UNNAMED, id=f"NV-{n}", due_on=None, agency="Sở Y tế", completed_on=done) for n, done in DONE
    ]
    report = compose([LATE, OVERDUE, *undated], period=MAY, rules=Rules(undated=UndatedPolicy.APART))
    table = narrate(report, PROFILE).appendices[2].table
    # columns: number, agency, assigned, due, year: total, undated, completed, on time, %, late, pending, overdue
    assert texts(table)[-1] == ("", "Tổng cộng", "3", "2", "4", "2", "1", "0", "0%", "1", "0", "1")
    assert [column.title for column in table.columns][4:6] == ["Lũy kế được giao", "Không có thời hạn"]


DONE = ((8, None), (9, dt.date(2021, 5, 20)))
