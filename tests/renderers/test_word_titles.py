"""Where centred titles break, and tables that leave a page with hardly a row on it."""

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstats_adapters.contract.document import Column, Table
from taskstats_adapters.renderers.word.fitting import BREAK, Room, heading_height, spares_a_page
from taskstats_adapters.renderers.word.markup import centred, content, usable
from taskstats_adapters.renderers.word.measures import filled, length, line_count
from taskstats_adapters.renderers.word.styles import LOOKS
from taskstats_adapters.renderers.word.titles import shape

SUBJECT, OFFICE = LOOKS["Subject"], LOOKS["Office"]


def broken(text: str, style: str, room: int, *, font: int = 1000) -> list[str]:
    """The lines of a title as a word processor fills them, in a font so many thousandths as wide."""
    look = LOOKS[style]
    width, _ = shape(text, look, room)
    words = iter(text.split())
    lengths = [length(word, look) * font // 1000 for word in text.split()]
    return [" ".join(next(words) for _ in line) for line in filled(lengths, length(" ", look), width)]


@pytest.mark.parametrize(
    ("style", "text", "lines"),
    [
        (
            "Subject",
            "Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ đã giao đến hết ngày 31/5/2021",
            ["Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ", "đã giao đến hết ngày 31/5/2021"],
        ),
        (
            "Subject",
            "Tình hình thực hiện nhiệm vụ do Chủ tịch Ủy ban nhân dân tỉnh giao trong quý II năm 2021",
            ["Tình hình thực hiện nhiệm vụ do Chủ tịch Ủy ban nhân dân tỉnh", "giao trong quý II năm 2021"],
        ),
        ("Parent", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", ["Ủy ban nhân dân tỉnh", "Bà Rịa - Vũng Tàu"]),
        ("Office", "Sở Nông nghiệp và Môi trường", ["Sở Nông nghiệp", "và Môi trường"]),
    ],
)
def test_a_title_breaks_into_even_lines_between_words_that_do_not_belong_together(
    style: str, text: str, lines: list[str]
) -> None:
    room = usable() if style == "Subject" else usable() * 2 // 5
    assert broken(text, style, room) == lines


def test_in_a_wider_font_a_title_takes_no_further_line() -> None:
    text = "Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ đã giao đến hết ngày 31/5/2021"
    assert len(broken(text, "Subject", usable(), font=1080)) == 2


WORDS = st.lists(
    st.sampled_from(["nhiệm", "vụ", "Ủy ban", "31/5/2021", "-", "của", "thực hiện", "x" * 30]), max_size=40
)


@given(WORDS, st.integers(2000, 9000))
def test_a_title_never_takes_more_lines_than_the_room_needs(words: list[str], room: int) -> None:
    text = " ".join(words)
    width, longest = shape(text, SUBJECT, room)
    assert longest <= width <= room
    lengths = [length(word, SUBJECT) for word in text.split()]
    assert len(filled(lengths, length(" ", SUBJECT), width)) == len(filled(lengths, length(" ", SUBJECT), room))


def test_a_line_break_of_the_office_is_kept_and_nothing_else_is_moved() -> None:
    text = "VĂN PHÒNG\nĐOÀN ĐẠI BIỂU QUỐC HỘI VÀ HỘI ĐỒNG NHÂN DÂN"
    room = usable() * 2 // 5
    assert shape(text, OFFICE, room)[0] == room
    assert "<w:br/>" in centred("Office", text, room)
    assert "<w:ind " not in centred("Office", text, room)


def test_a_title_of_one_line_has_no_indent() -> None:
    assert "<w:ind " not in centred("Subject", "Kết quả rà soát nhiệm vụ", usable())
    assert "<w:ind " in centred("Subject", "Kết quả rà soát nhiệm vụ được giao " * 3, usable())


def test_lengths_are_those_of_times_new_roman_bold_and_accents_add_nothing() -> None:
    assert length("Độc lập - Tự do - Hạnh phúc", LOOKS["Motto"]) == pytest.approx(12.2 * 13 * 20, rel=0.02)
    assert length("ỦY BAN", OFFICE) == length("UY BAN", OFFICE) == length("ủy ban", OFFICE)


NUMBER = "Công văn số 1000/UBND-KGVX ngày 04/5/2021"


def test_the_number_of_a_document_does_not_break_and_reads_the_same() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{content(NUMBER)}</w:t></w:r>"))
    saved = io.BytesIO()
    word.save(saved)
    (found,) = docx.Document(io.BytesIO(saved.getvalue())).paragraphs
    assert found.text == NUMBER
    assert content(NUMBER).count("<w:noBreakHyphen/>") == 1


@pytest.mark.parametrize("text", ["kinh tế-xã hội", "Bà Rịa - Vũng Tàu", "2021-05-31", "/BC-VP", "sở/ban-ngành"])
def test_other_hyphens_may_end_a_line(text: str) -> None:
    assert content(text) == text


def test_a_number_longer_than_its_column_breaks_at_its_hyphens() -> None:
    long = "123456/QĐ-UBND-KGVX-NCPC"
    assert "<w:noBreakHyphen/>" in content(long)
    assert "<w:noBreakHyphen/>" not in content(long, 2000)


# -- pages ------------------------------------------------------------------------------------------

COLUMNS, WIDTHS = (Column("STT", 1), Column("Đơn vị", 5)), (1000, 5000)
ROOM = Room(first_page=8000, page=9000)


def table(rows: int) -> Table:
    return Table(COLUMNS, tuple((str(number), "Sở Y tế") for number in range(rows)))


ROW = 12 * 23 + 4 * 20 + 10
"""A line of 12 points at 1,15, two points above and below, a border of half a point."""
ON_FIRST = (ROOM.first_page - ROW - BREAK) // ROW
"""The headings are as high as a row; the end of the section needs a little room, too."""


@pytest.mark.parametrize(
    ("rows", "closer"),
    [(ON_FIRST, False), (ON_FIRST + 1, True), (ON_FIRST + 3, True), (ON_FIRST + 4, False), (3, False), (301, False)],
)
def test_a_last_page_with_up_to_three_rows_is_spared_where_closer_rows_suffice(rows: int, closer: bool) -> None:
    assert spares_a_page(table(rows), WIDTHS, ROOM) is closer


def test_a_table_that_closer_rows_do_not_fit_on_fewer_pages_is_left_as_it_is() -> None:
    tall = Table(COLUMNS, (("1", "dòng\n" * 10), ("2", "dòng\n" * 11), ("3", "x"), ("4", "x\n" * 40)))
    assert not spares_a_page(tall, WIDTHS, ROOM)


def test_headings_of_groups_stand_above_those_of_their_columns() -> None:
    one, two = heading_height(COLUMNS, WIDTHS), heading_height((Column("a", 1, group="G"), Column("b", 1)), (900, 900))
    assert (one, two) == (ROW, 2 * ROW)


def test_lines_of_a_cell() -> None:
    look = LOOKS["Cell"]
    assert [line_count(text, look, 2000) for text in ("", "một", "một\nhai", "nhiệm vụ " * 10)] == [1, 1, 2, 5]
    assert line_count("x" * 200, look, 2000) > 10
