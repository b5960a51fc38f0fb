"""What bears on a count is read, or told: lists that say it in words, marks and sections of their own.

A list states one thing of some of its tasks in one way: that they are completed, withdrawn or extended; by a day, a
mark, a status or the name of a section. The words are put together here, not taken from the tables of the package.
Without that statement the tasks count otherwise. So they are read as they are meant, or a problem speaks of it.
"""

import datetime as dt

import attrs
from hypothesis import given
from hypothesis import strategies as st

from taskstats import Cohort, Extension, SourceFile, Task, tally
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.reading import take_in
from taskstats_adapters.office.profile import Profile, Reading

CUT_OFF = dt.date(2021, 5, 31)
ASSIGNED, DUE, DONE, LATER = "3/5/2021", "20/5/2021", "14/5/2021", "25/6/2021"
PLAIN = Task(id="", agency="Sở Y tế", assigned_on=dt.date(2021, 5, 3), due_on=dt.date(2021, 5, 20))
COLUMNS = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý")
OFFICE = Profile(intake=Reading(nothing_completed=True))
"""Of an office whose lists may lack days of completion: else those that do are refused, and nothing is counted."""
HOW_MANY = st.integers(1, 4)


@attrs.frozen
class Statement:
    """What a list says of a task: the words that say so, where it says it, and the task that is meant."""

    said: str
    cell: object
    meant: Task
    section: bool = False


COMPLETED = attrs.evolve(PLAIN, completed_on=dt.date(2021, 5, 14))
WITHDRAWN = attrs.evolve(PLAIN, withdrawn_on=dt.date(2021, 5, 14))
EXTENDED = attrs.evolve(PLAIN, extensions=(Extension(dt.date(2021, 6, 25)),))


def phrases(*parts):
    """Texts of one word of each part, in the case that offices write them in."""
    joined = st.tuples(*map(st.sampled_from, parts)).map(lambda words: " ".join(filter(None, words)))
    return st.tuples(joined, st.sampled_from([str, str.upper, str.capitalize])).map(lambda found: found[1](found[0]))


DONE_WORDS = ("hoàn thành", "hoàn tất", "xong", "kết thúc", "giải quyết xong", "thực hiện xong", "báo cáo kết quả")
GONE_WORDS = (
    "hủy",
    "huỷ bỏ",
    "rút",
    "thu hồi",
    "dừng thực hiện",
    "chuyển cơ quan khác",
    "bãi bỏ",
    "loại khỏi danh mục",
)
LATER_WORDS = ("gia hạn", "lùi hạn", "điều chỉnh", "kéo dài", "dời hạn", "lùi thời hạn")
DAY_WORDS = ("ngày", "thời điểm", "thời gian", "ngày thực tế", "mốc")
SECTIONS = ("I.", "A.", "1.", "-", ""), ("nhiệm vụ", "các nhiệm vụ", "việc", "nội dung"), ("đã",)
MARKS = ("x", "X", "✓", "v", "có", 1, "1")
HEADERS = phrases(("trạng thái", "tình trạng", "tiến độ", "tình hình thực hiện", "kết quả thực hiện"))

statements = st.one_of(
    st.builds(Statement, phrases(DAY_WORDS, DONE_WORDS), st.just(DONE), st.just(COMPLETED)),
    st.builds(Statement, phrases(DAY_WORDS, GONE_WORDS), st.just(DONE), st.just(WITHDRAWN)),
    st.builds(
        Statement, phrases(("hạn", "ngày", "thời hạn", ""), LATER_WORDS, ("", "đến", "lần 1", "mới")),
        st.just(LATER), st.just(EXTENDED),
    ),
    st.builds(Statement, phrases(("đã", ""), DONE_WORDS), st.sampled_from(MARKS), st.just(COMPLETED)),
    st.builds(Statement, HEADERS, phrases(("đã", "nhiệm vụ đã"), DONE_WORDS), st.just(COMPLETED)),
    st.builds(Statement, HEADERS, phrases(("đã", "đề nghị", "được"), GONE_WORDS), st.just(WITHDRAWN)),
    st.builds(Statement, phrases(*SECTIONS, DONE_WORDS), st.none(), st.just(COMPLETED), st.just(True)),
    st.builds(Statement, phrases(*SECTIONS, GONE_WORDS), st.none(), st.just(WITHDRAWN), st.just(True)),
)  # fmt: skip


@given(statements, HOW_MANY, HOW_MANY)
def test_what_bears_on_a_count_is_read_or_told(statement, plain, stated):
    columns = COLUMNS if statement.section else (*COLUMNS, statement.said)
    task = ("Sở Y tế", ASSIGNED, DUE)
    rows = [columns, *((f"Báo cáo {n}", *task, None) for n in range(plain))]
    rows += [(statement.said,)] if statement.section else []
    rows += [(f"Kế hoạch {n}", *task, statement.cell) for n in range(stated)]
    intake = take_in([(SourceFile(name="a.xlsx"), [Sheet("A", [list(row) for row in rows])])], OFFICE)
    meant = tally([PLAIN] * plain + [statement.meant] * stated, Cohort(as_of=CUT_OFF))
    if tally(intake.tasks, Cohort(as_of=CUT_OFF)) == meant:
        return
    said = str(statement.cell) if isinstance(statement.cell, str) else statement.said
    last = "A" if statement.section else "E"
    about = [
        problem
        for problem in intake.problems
        if statement.said in problem.message or said in problem.message or f"!{last}" in problem.place
    ]
    assert about, (intake.problems, intake.columns, intake.unread)
