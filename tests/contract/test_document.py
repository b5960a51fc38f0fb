"""Tables of a document: typed cells, and one per column in every row."""

import pytest

from taskstats_adapters.contract import Column, Paragraph, Span, Table, TableCell


def test_a_str_is_a_cell_that_is_printed_unchanged() -> None:
    table = Table((Column("a", 1), Column("b", 1)), (("x", TableCell(1441, "1.441")),))
    assert table.rows == ((TableCell("x", "x"), TableCell(1441, "1.441")),)


@pytest.mark.parametrize("row", [("1",), ("1", "2", "3")])
def test_rows_have_one_cell_per_column(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="2 columns"):
        Table((Column("a", 1), Column("b", 1)), (row,))


def test_a_plain_paragraph_is_one_span() -> None:
    assert Paragraph.plain("Kính gửi:") == Paragraph((Span("Kính gửi:"),))
