"""The built-in adapters pass the conformance kit."""

import datetime as dt
import io
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import docx
import openpyxl
import pytest

from taskstats_adapters.contract.adapters import Exporter, Printer, Sheet, Source
from taskstats_adapters.contract.cells import BadCell, Cell
from taskstats_adapters.plugins.discovery import registry
from taskstats_adapters.testing.renderers import ExporterContract, PrinterContract
from taskstats_adapters.testing.sources import Sample, SourceContract

Row = Sequence[Cell | BadCell]

ROWS = (("Nhiệm vụ", "Hạn xử lý"), ("Rà soát quy hoạch", "31/5/2021"))


class TestSpreadsheet(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("a.xlsx")

    @pytest.fixture
    def sample(self, tmp_path: Path) -> Sample:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Nhiệm vụ"
        for row in (*ROWS, (3, dt.date(2021, 5, 31))):
            sheet.append(row)
        origin = tmp_path / "danh sách.xlsx"
        book.save(origin)
        rows: list[Row] = [*ROWS, (3, dt.date(2021, 5, 31))]
        return Sample(origin=str(origin), sheets=[Sheet("Nhiệm vụ", rows)])


class TestCsv(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("a.csv")

    @pytest.fixture
    def sample(self, tmp_path: Path) -> Sample:
        origin = tmp_path / "danh sách.csv"
        origin.write_text("".join(f"{';'.join(row)}\r\n" for row in ROWS), "utf-8")
        return Sample(origin=str(origin), sheets=[Sheet("danh sách.csv", ROWS)])


class TestJsonRecords(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("a.json")

    @pytest.fixture
    def sample(self, tmp_path: Path) -> Sample:
        origin = tmp_path / "danh sách.json"
        keys, *records = ROWS
        origin.write_text(json.dumps([dict(zip(keys, record, strict=True)) for record in records]), "utf-8")
        return Sample(origin=str(origin), sheets=[Sheet("danh sách.json", ROWS, first_row=0)])


class TestHtml(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("a.html")

    @pytest.fixture
    def sample(self, tmp_path: Path) -> Sample:
        origin = tmp_path / "danh sách.html"
        body = "".join(f"<tr><td>{row[0]}</td><td>{row[1]}</td></tr>" for row in ROWS)
        origin.write_text(f"<!DOCTYPE html><table>{body}</table>", "utf-8")
        return Sample(origin=str(origin), sheets=[Sheet("bảng 1", ROWS)])


class TestSql(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("a.db")

    @pytest.fixture
    def sample(self, tmp_path: Path) -> Sample:
        origin = tmp_path / "danh sách.db"
        with closing(sqlite3.connect(origin)) as connection, connection:
            connection.execute('CREATE TABLE "Nhiệm vụ" ("Nhiệm vụ", "Hạn xử lý" DATE)')
            connection.executemany('INSERT INTO "Nhiệm vụ" VALUES (?, ?)', [ROWS[1], (3, None), (b"%PDF", 2.5)])
        rows: list[Row] = [*ROWS, (3, None), (BadCell("dữ liệu nhị phân", "E-BINARY"), 2.5)]
        return Sample(origin=str(origin), sheets=[Sheet("Nhiệm vụ", rows, first_row=0)])


class TestWordTables(SourceContract):
    @pytest.fixture
    def source(self) -> Source:
        return registry().source_for("a.docx")

    @pytest.fixture
    def sample(self, tmp_path: Path) -> Sample:
        document = docx.Document()
        for rows in (ROWS, [("Nơi nhận", "Người ký", "")]):
            written = document.add_table(0, len(rows[0]))
            for row in rows:
                for target, text in zip(written.add_row().cells, row, strict=True):
                    target.text = text
        origin = tmp_path / "danh sách.docx"
        document.save(str(origin))
        return Sample(
            origin=str(origin), sheets=[Sheet("bảng 1", ROWS), Sheet("bảng 2", [("Nơi nhận", "Người ký", "")])]
        )


def printer(path: str) -> Printer:
    found = registry().renderer_for(path)
    assert isinstance(found, Printer)
    return found


class TestWord(PrinterContract):
    @pytest.fixture
    def renderer(self) -> Printer:
        return printer("a.docx")

    def text(self, rendered: bytes) -> str:
        document = docx.Document(io.BytesIO(rendered))
        return "\n".join(text for text in document.element.body.itertext())


class TestMarkdown(PrinterContract):
    @pytest.fixture
    def renderer(self) -> Printer:
        return printer("a.md")


class TestJson(ExporterContract):
    @pytest.fixture
    def renderer(self) -> Exporter:
        found = registry().renderer_for("a.json")
        assert isinstance(found, Exporter)
        return found

    def text(self, rendered: bytes) -> str:
        json.loads(rendered)
        return rendered.decode("utf-8")
