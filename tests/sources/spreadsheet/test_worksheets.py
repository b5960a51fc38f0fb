"""How far the content of an .xlsx sheet reaches, whatever empty rows and cells are in between."""

import io
import zipfile

from hypothesis import example, given
from hypothesis import strategies as st

from taskstats_adapters.contract import letters
from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.spreadsheet.worksheets import examine

CELLS = (
    '<c r="{}"><v>1</v></c>',
    '<c r="{}" t="inlineStr"><is><t>a</t></is></c>',
    '<c r="{}" t="s" s="1"><v>0</v></c>',
)
BLANKS = ('<c r="{}"/>', '<c r="{}" s="7"/>', "")
ODD = '<c r="{}" ><v>1</v></c>'

cells = st.lists(st.sampled_from([*CELLS, *BLANKS, ODD]), max_size=12)
sheets = st.lists(st.tuples(st.integers(1, 3), cells), max_size=12)


@given(sheets)
@example([(1, [CELLS[0]]), (1, [BLANKS[1]] * 9), (1, [CELLS[1]] * 2), (2, [BLANKS[1]] * 9), (1, [])])
@example([(1, [BLANKS[0]]), (1, [BLANKS[1]])])
@example([(1, [CELLS[0]] * 3), (1, [ODD] * 2), (1, [BLANKS[1]] * 3)])
def test_the_last_row_and_column_with_content(sheet: list[tuple[int, list[str]]]) -> None:
    xml, row, rows, columns = "", 0, 0, 0
    for step, row_cells in sheet:
        row += step
        xml += f'<row r="{row}">' + "".join(c.format(f"{letters(n)}{row}") for n, c in enumerate(row_cells)) + "</row>"
        filled = [n for n, cell in enumerate(row_cells, 1) if cell not in BLANKS]
        if filled:
            rows, columns = row, max(columns, *filled)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("s.xml", f"<worksheet><sheetData>{xml}</sheetData></worksheet>")
    extent = examine(Archive.open("a.xlsx", file.getvalue()), "s.xml")
    assert (extent.rows, extent.columns) == (rows, columns)
