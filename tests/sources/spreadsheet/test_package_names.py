"""Packages with names that other programs write, and that Excel and LibreOffice open."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from taskstats_adapters.contract import BadCell, Cell, SourceError
from taskstats_adapters.sources.spreadsheet.source import SOURCE

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"

CELLS = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row></sheetData>'


def test_parts_with_backslashes(xlsx: Callable[..., Path], tmp_path: Path) -> None:
    """As some .NET programs write them on Windows."""
    path = xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    with zipfile.ZipFile(path) as usual, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as other:
        for name in usual.namelist():
            info = zipfile.ZipInfo("x")
            info.filename = info.orig_filename = name.replace("/", "\\")
            other.writestr(info, usual.read(name))
    with zipfile.ZipFile(tmp_path / "b.xlsx") as other:
        assert "xl\\workbook.xml" in {info.orig_filename for info in other.infolist()}
    (sheet,) = SOURCE.read(str(tmp_path / "b.xlsx"), {})
    assert [list(row) for row in sheet.rows] == [["Việc A"]]


def related(of: str = RELATIONS, **targets: str) -> str:
    items = "".join(
        f'<Relationship Id="{kind}" Type="{of}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


def package(
    path: Path,
    workbook: str = "xl/workbook.xml",
    sheet: tuple[str, str] = ("xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"),
    texts: tuple[str, str] = ("xl/sharedStrings.xml", "sharedStrings.xml"),
    cells: str = CELLS,
    of: str = RELATIONS,
    more: dict[str, str] | None = None,
) -> Path:
    """A workbook of one sheet whose parts have these names, and these targets in the relationships."""
    folder, _, name = workbook.rpartition("/")
    sheets = '<sheets><sheet name="Nhiệm vụ" sheetId="1" r:id="worksheet"/></sheets>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": related(of, officeDocument=workbook),
        f"{folder}/_rels/{name}.rels".lstrip("/"): related(of, worksheet=sheet[1], sharedStrings=texts[1]),
        workbook: f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>',
        sheet[0]: f'<worksheet xmlns="{MAIN}">{cells}</worksheet>',
        texts[0]: f'<sst xmlns="{MAIN}"><si><t>Việc A</t></si></sst>',
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def rows(path: Path) -> list[list[Cell | BadCell]]:
    (sheet,) = SOURCE.read(str(path), {})
    return [list(row) for row in sheet.rows]


@pytest.mark.parametrize(
    "names",
    [
        {"sheet": ("xl/worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml")},
        {"sheet": ("xl/worksheets/sheet1.xml", "/xl//worksheets/sheet1.xml")},
        {"sheet": ("xl/worksheets/sheet1.xml", "./worksheets/./sheet1.xml")},
        {"sheet": ("xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml")},
        {"sheet": ("data/list.xml", "/data/list.xml")},
        {"workbook": "xl/workbook2.xml"},
        {"workbook": "workbook.xml", "sheet": ("sheet1.xml", "sheet1.xml"), "texts": ("texts.xml", "texts.xml")},
        {"workbook": "Bang/Workbook.xml", "sheet": ("Bang/S.xml", "S.xml"), "texts": ("t.xml", "../t.xml")},
        {"texts": ("xl/strings.xml", "strings.xml")},
        {"workbook": "xl/workbook2.xml", "more": {"xl/worksheets/sheet1.xml": "<worksheet/>", "xl/a.xml": "<a/>"}},
    ],
    ids=[
        "through the parent",
        "two slashes",
        "dots",
        "backslashes",
        "elsewhere",
        "another workbook",
        "the root",
        "another folder",
        "other texts",
        "an unused part of that name",
    ],
)
def test_parts_under_other_names(tmp_path: Path, names: dict[str, object]) -> None:
    if "more" in names:
        names = {**names, "sheet": ("xl/worksheets/other.xml", "worksheets/other.xml")}
    assert rows(package(tmp_path / "a.xlsx", **names)) == [["Việc A", 7.0]]  # type: ignore[arg-type]


def test_merges_and_bad_cells_follow_a_renamed_sheet(tmp_path: Path) -> None:
    cells = '<sheetData><row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c></row></sheetData>'
    path = package(tmp_path / "a.xlsx", workbook="xl/workbook2.xml", cells=cells)
    assert rows(path) == [[BadCell("#N/A", "E-CELL-ERROR"), BadCell("=1+1", "E-FORMULA")]]


@pytest.mark.parametrize("said", ["A0:F7", "A1:", "", "A1:XFDX7", "0", "&lt;"])
def test_a_range_that_is_none_is_not_believed(tmp_path: Path, said: str) -> None:
    cells = f'<sheetPr/><dimension ref="{said}"/>{CELLS}'
    assert rows(package(tmp_path / "a.xlsx", cells=cells)) == [["Việc A", 7.0]]


def test_a_sheet_that_is_missing_is_still_damage(tmp_path: Path) -> None:
    path = package(tmp_path / "a.xlsx", sheet=("xl/worksheets/sheet1.xml", "worksheets/sheet2.xml"))
    with pytest.raises(SourceError) as raised:
        rows(path)
    assert raised.value.code == "E-CORRUPT"


@pytest.mark.parametrize(
    "row",
    [
        "<table:table-row>\n{}\n{}\n</table:table-row>",
        "\n<table:table-row>{}  {}</table:table-row>\n",
        "<table:table-row>\n\t{}{}<table:covered-table-cell/>\n</table:table-row>",
    ],
)
def test_white_space_around_the_cells_of_an_ods(ods: Callable[..., Path], row: str) -> None:
    inner = "<text:p>Việc <text:span>A</text:span> B</text:p>"
    text = f'<table:table-cell office:value-type="string">\n{inner}</table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'
    ((first, second, *_),) = rows(ods(row.format(text, number)))
    assert (str(first).strip(), second) == ("Việc A B", 7.0)
