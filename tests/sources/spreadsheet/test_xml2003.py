"""XML spreadsheets of 2003: cells, jumps, merges, notes, encodings, and hostile files."""

import datetime as dt
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.contract import MERGED, BadCell, Cell, Sheet, SourceError
from taskstats_adapters.sources.spreadsheet.source import SOURCE

OPEN = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
DECLARED = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
HEADERS = ("Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def cell(content: object, kind: str = "String", **attributes: object) -> str:
    said = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{said}><Data ss:Type="{kind}">{content}</Data></Cell>'


def day(text: str) -> str:
    return cell(f"{text}T00:00:00.000", "DateTime", StyleID="d")


def workbook(rows: str, before: str = "", after: str = "") -> str:
    return f'{OPEN}{before}<Worksheet ss:Name="Nhiệm vụ"><Table>{rows}</Table>{after}</Worksheet></Workbook>'


def written(folder: Path, content: str | bytes, name: str = "a.xls") -> Path:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder / name


def sheets(path: Path) -> list[Sheet]:
    return list(SOURCE.read(str(path), {}))


def rows(path: Path) -> list[list[Cell | BadCell]]:
    (sheet,) = sheets(path)
    return [list(row) for row in sheet.rows]


HEADER = f"<Row>{''.join(map(cell, HEADERS))}</Row>"
TASK = f"<Row>{cell('Đề án')}{cell('Sở Y tế')}{day('2021-05-03')}{day('2021-05-20')}<Cell/></Row>"
LIST = workbook(HEADER + TASK)


@pytest.mark.parametrize("name", ["a.xls", "a.xml"])
@pytest.mark.parametrize(
    "content",
    [
        (DECLARED + LIST).encode(),
        LIST.encode(),
        f"<?xml version='1.0' encoding='utf-16'?>{LIST}".encode(),
        f"<?xml version='1.0' encoding='utf-16'?>{LIST}".encode("utf-16"),
        (DECLARED + LIST).encode("utf-8-sig"),
        LIST.replace("<Worksheet", "<ss:Worksheet").replace("</Worksheet", "</ss:Worksheet").encode(),
        LIST.replace(" ss:Type", " Type").encode(),
    ],
    ids=["declared", "undeclared", "UTF-8 that says UTF-16", "UTF-16", "a mark", "prefixes", "no prefixes"],
)
def test_a_list_under_either_suffix(tmp_path: Path, name: str, content: bytes) -> None:
    intake = adapters.read_tasks(written(tmp_path, content, name))
    (task,) = intake.tasks
    assert (task.title, task.assigned_on, task.due_on) == ("Đề án", dt.date(2021, 5, 3), dt.date(2021, 5, 20))
    assert [problem.code for problem in intake.problems] == (["W-FORMAT"] if name == "a.xls" else [])


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        (cell("2021-05-03T17:30:00.000", "DateTime"), dt.datetime(2021, 5, 3, 17, 30)),
        (cell("1899-12-31T08:00:00.000", "DateTime"), dt.time(8)),
        (cell("3/5/2021", "DateTime"), "3/5/2021"),
        (cell("44319", "Number"), 44319),
        (cell("0.95", "Number"), 0.95),
        (cell("1e999", "Number"), "1e999"),
        (cell("1", "Boolean"), True),
        (cell("#N/A", "Error"), BadCell("#N/A", "E-CELL-ERROR")),
        ('<Cell ss:Formula="=RC[-1]"/>', BadCell("=RC[-1]", "E-FORMULA")),
        ('<Cell ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell>', 2),
        (cell("<B>Sở</B> <I>Y tế</I>"), "Sở Y tế"),
        ('<Cell><Data ss:Type="String">a</Data><Comment><ss:Data>b</ss:Data></Comment></Cell>', "a"),
    ],
)
def test_cells(tmp_path: Path, xml: str, value: object) -> None:
    ((only,),) = rows(written(tmp_path, workbook(f"<Row>{xml}</Row>")))
    assert (only, type(only)) == (value, type(value))


def test_jumps_and_merges(tmp_path: Path) -> None:
    xml = (
        f"<Row>{cell('a', MergeAcross=1)}{cell('b', MergeDown=1)}</Row>"
        f'<Row ss:Index="3">{cell("c", Index=2)}</Row><Row ss:Span="1"/><Row>{cell("d")}</Row>'
    )
    assert rows(written(tmp_path, workbook(xml))) == [
        ["a", "", "b"],
        ["", "", BadCell("b", MERGED)],
        ["", "c"],
        [],
        [],
        ["d"],
    ]


def test_hidden_and_empty_sheets_are_named(tmp_path: Path) -> None:
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    more = '</Worksheet><Worksheet ss:Name="Trống"><Table/>'
    path = written(tmp_path, workbook(HEADER, after=hidden + more))
    assert [(sheet.name, sheet.ignored) for sheet in sheets(path)] == [
        ("Nhiệm vụ", "trang tính ẩn"),
        ("Trống", "trang tính trống"),
    ]


def test_numbers_count_from_the_day_that_the_workbook_says(tmp_path: Path) -> None:
    before = "<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>"
    (sheet,) = sheets(written(tmp_path, workbook(HEADER, before=before)))
    assert sheet.day_zero == dt.date(1904, 1, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f'{DECLARED}<!DOCTYPE x [<!ENTITY a "b">]>{LIST}', "E-DOCTYPE"),
        (workbook(f'<Row ss:Index="1048576">{cell("a", Index=16384)}</Row>'), "E-STRAY"),
        (workbook(f"<Row>{cell('a', MergeAcross=99999999)}</Row>"), "E-STRAY"),
        (workbook('<Row ss:Span="999999999"/>'), "E-STRAY"),
        (workbook('<Row ss:Index="99999999999"/>'), "E-CORRUPT"),
        (workbook(f'{HEADER}<Row ss:Index="1"/>'), "E-CORRUPT"),
        (workbook(f"<Row>{cell('a', Index=2)}{cell('b', Index=1)}</Row>"), "E-CORRUPT"),
        (workbook("<Row><Row/></Row>"), "E-CORRUPT"),
        (LIST[:-40], "E-CORRUPT"),
        (f"{OPEN}</Workbook>", "E-FORMAT"),
        (f"<?xml version='1.0' encoding='x-y'?>{LIST}".encode("cp1258", "replace"), "E-ENCODING"),
    ],
    ids=["DOCTYPE", "stray", "merge", "span", "number", "row back", "cell back", "nested", "cut", "no sheet", "code"],
)
def test_what_is_refused(tmp_path: Path, content: str | bytes, code: str) -> None:
    with pytest.raises(SourceError) as raised:
        sheets(written(tmp_path, content))
    assert (raised.value.code, raised.value.where) == (code, "a.xls")
