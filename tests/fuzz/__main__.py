"""Fuzzing of what reads texts from outside, guided by coverage: python -m tests.fuzz TARGET [atheris options].

Whatever the bytes, a reader gives sheets or raises the error that it documents, and every row is accounted for.
Needs atheris (pip install atheris). What it finds becomes a test.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris
import attrs

with atheris.instrument_imports(include=["taskstats", "taskstats_adapters"]):
    from taskstats import SourceFile
    from taskstats_adapters.contract.adapters import Sheet, Source
    from taskstats_adapters.errors import SourceError
    from taskstats_adapters.intake.cells.clean import clean_cell
    from taskstats_adapters.intake.cells.dates import read_assignment, read_date, read_deadline, read_due_date
    from taskstats_adapters.intake.cells.no_days import NotADate
    from taskstats_adapters.intake.cells.status_words import claim
    from taskstats_adapters.intake.reading import take_in
    from taskstats_adapters.office.profile import Profile
    from taskstats_adapters.sources import csv_text
    from taskstats_adapters.sources.json_records import source as json_lists
    from taskstats_adapters.sources.web import source as web_tables
    from taskstats_adapters.vietnamese.legacy_encodings import ENCODINGS, convert, detect

FOLDER = Path(tempfile.mkdtemp())
PROFILE = Profile()


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def dates(data: bytes) -> None:
    text = text_of(data)
    for read in (read_date, read_assignment, read_deadline, read_due_date):
        try:
            read(clean_cell(text))
        except NotADate as error:
            str(error).encode(errors="surrogatepass")
    claim(text)


def legacy(data: bytes) -> None:
    text = data.decode("latin-1")
    detect(text)
    for encoding in ENCODINGS:
        convert(text, encoding)


def account(sheets: list[Sheet]) -> None:
    intake = take_in([(SourceFile(name="a"), sheets)], PROFILE)
    receipt = intake.receipt
    assert receipt.rows == receipt.accepted + receipt.rejected + receipt.ignored
    assert receipt.accepted == len(intake.tasks)
    assert not receipt.rejected or intake.errors
    for problem in intake.problems:
        str(problem).encode()


def grid(data: bytes) -> None:
    rows = [line.split("\t") for line in text_of(data).split("\n")]
    account([Sheet("a", [("Nội dung", "Đơn vị", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái"), *rows])])
    account([Sheet("a", rows)])


def of_file(source: Source, suffix: str) -> Callable[[bytes], None]:
    path = FOLDER / f"a{suffix}"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        try:
            sheets = [attrs.evolve(sheet, rows=list(sheet.rows)) for sheet in source.read(str(path), {})]
        except SourceError:
            return
        account(sheets)

    return read


TARGETS = {
    "dates": dates,
    "legacy": legacy,
    "grid": grid,
    "csv": of_file(csv_text.SOURCE, ".csv"),
    "json": of_file(json_lists.SOURCE, ".json"),
    "jsonl": of_file(json_lists.SOURCE, ".jsonl"),
    "html": of_file(web_tables.SOURCE, ".html"),
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: python -m tests.fuzz {{{'|'.join(TARGETS)}}} [-max_total_time=600 …] [CORPUS]")
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()
