"""Workbooks and documents built part by part, and a reader with limited memory."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def file_name() -> str:
    """The name of the file that `write` creates."""
    return "a.txt"


@pytest.fixture
def write(tmp_path: Path, file_name: str) -> Write:
    """A file with this content, optionally with a name and an encoding."""

    def make(content: str | bytes, name: str = file_name, encoding: str = "utf-8") -> Path:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return tmp_path / name

    return make


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(**targets: str) -> str:
    items = "".join(
        f'<Relationship Id="{kind}{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{items}</Relationships>'


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": relations(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"),
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="Nhiệm vụ" sheetId="1" r:id="worksheet1"/></sheets></workbook>',
    "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>Việc A</t></si></sst>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"></styleSheet>',
}
SHEET = "xl/worksheets/sheet1.xml"

Xlsx = Callable[..., Path]
"""(rows as XML, **parts to replace) -> the path of a workbook"""


@pytest.fixture
def xlsx(tmp_path: Path) -> Xlsx:
    """An .xlsx file from the XML of its rows, or of a whole sheet; other parts can be replaced or left out (None)."""

    def make(
        rows: str = "",
        sheet: str | bytes | None = None,
        parts: dict[str, str | bytes | None] | None = None,
        name: str = "a.xlsx",
    ) -> Path:
        whole = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>' if sheet is None else sheet
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in {**PARTS, SHEET: whole, **(parts or {})}.items():
                if content is not None:
                    archive.writestr(part, content)
        return tmp_path / name

    return make


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="S">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


@pytest.fixture
def ods(tmp_path: Path) -> Callable[..., Path]:
    """An .ods file from the XML of its rows."""

    def make(rows: str, manifest: str = "<manifest/>", before: str = "", null_date: str = "") -> Path:
        said = f'<table:null-date table:date-value="{null_date}"/>'
        said = f"<table:calculation-settings>{said}</table:calculation-settings>"
        with zipfile.ZipFile(tmp_path / "a.ods", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
            archive.writestr("META-INF/manifest.xml", manifest)
            content = ODS.format(rows)
            if null_date:
                content = content.replace("<office:spreadsheet>", f"<office:spreadsheet>{said}")
            archive.writestr("content.xml", before + content)
        return tmp_path / "a.ods"

    return make


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = (
    f'<w:document xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml">'
    "<w:body>{}<w:sectPr/></w:body></w:document>"
)
DOCX_PARTS = {
    "[Content_Types].xml": PARTS["[Content_Types].xml"],
    "_rels/.rels": relations(officeDocument="word/document.xml"),
    "word/styles.xml": f'<w:styles xmlns:w="{WORD}"/>',
}


@pytest.fixture
def docx(tmp_path: Path) -> Callable[..., Path]:
    """A .docx file from the XML of its body, or of the whole part; other parts can be replaced or left out (None)."""

    def make(
        body: str = "",
        document: str | bytes | None = None,
        parts: dict[str, str | bytes | None] | None = None,
        name: str = "a.docx",
    ) -> Path:
        whole = DOCUMENT.replace("{}", body) if document is None else document
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in {**DOCX_PARTS, "word/document.xml": whole, **(parts or {})}.items():
                if content is not None:
                    archive.writestr(part, content)
        return tmp_path / name

    return make


FENCED = """
import importlib, sys
from taskstats_adapters.contract import SourceError
SOURCE = importlib.import_module("taskstats_adapters.sources." + sys.argv[2]).SOURCE
for library in (*SOURCE.requires, "xml.etree.ElementTree"):
    importlib.import_module(library)
if sys.platform == "linux":  # elsewhere the process must at least stay alive
    import resource
    size = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 300 * 2**20,) * 2)
try:
    for sheet in SOURCE.read(sys.argv[1], {}):
        for row in sheet.rows:
            pass
    print("read")
except SourceError as error:
    print(error.code, error)
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """A process for each file is heavy."""
    for item in items:
        if "fenced" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.heavy)


@pytest.fixture
def fenced() -> Callable[..., str]:
    """What a process says that reads a file with 300 MB more than it has: "read", or the code and the message."""

    def read(path: Path, module: str = "spreadsheet.source") -> str:
        done = subprocess.run(
            [sys.executable, "-c", FENCED, path, module],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"the reader died with {done.returncode}:\n{done.stderr}"
        return done.stdout.strip()

    return read
