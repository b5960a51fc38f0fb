"""The kit finds each kind of fault, and says what it found."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import taskstats as ts
from taskstats_adapters.contract.adapters import Exporter, Options, Sheet, Source
from taskstats_adapters.contract.document import Document
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.errors import SourceError
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.renderers import markdown
from taskstats_adapters.testing import samples
from taskstats_adapters.testing.renderers import ExporterContract, PrinterContract
from taskstats_adapters.testing.sources import Sample, SourceContract

# -- sources ---------------------------------------------------------------------------------------


def load(origin: str) -> list[list[Any]]:
    try:
        rows = json.loads(Path(origin).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError("E-CORRUPT", Path(origin).name, "không phải danh sách JSON; hãy xuất lại") from error
    assert isinstance(rows, list)
    return rows


def sound(origin: str, options: Options) -> Iterator[Sheet]:
    rows = load(origin)
    yield Sheet("một", rows[:1])
    yield Sheet("hai", rows[1:], first_row=2)


def made(read: Callable[[str, Options], Iterator[Sheet]]) -> Source:
    return Source(name="rows", summary="rows", read=read, suffixes=(".rows",))


def changed(**change: Any) -> Source:
    """The valid source with changed fields in each sheet."""
    return made(lambda origin, options: (attrs.evolve(sheet, **change) for sheet in sound(origin, options)))


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    origin = tmp_path / "list.rows"
    origin.write_text('[["Nhiệm vụ", "Hạn"], ["A", null]]', "utf-8")
    sheets = [Sheet("một", [("Nhiệm vụ", "Hạn")]), Sheet("hai", [("A", None)], first_row=2)]
    return Sample(origin=str(origin), sheets=sheets)


SOURCES = SourceContract()


def test_a_valid_source_passes(sample: Sample, tmp_path: Path) -> None:
    source, missing = made(sound), str(tmp_path / "missing.rows")
    garbage = tmp_path / "garbage.rows"
    garbage.write_bytes(b"\xff")
    SOURCES.test_the_sample_is_read_as_it_is(source, sample)
    SOURCES.test_cells_are_plain(source, sample)
    SOURCES.test_places_differ(source, sample)
    SOURCES.test_every_read_is_the_same(source, sample)
    SOURCES.test_reading_leaves_no_trace(source, sample)
    SOURCES.test_a_missing_origin_is_refused(source, sample, missing)
    SOURCES.test_garbage_is_refused(source, sample, str(garbage))
    SOURCES.test_the_plugin_offers_it(source, plugin_of(sources=[source]))


@pytest.mark.parametrize(
    ("change", "shown"),
    [({"first_row": 1}, "'hai', 1"), ({"name": "x"}, "'x'"), ({"rows": [("A", "")]}, "''")],
    ids=["row number", "name", "cells"],
)
def test_wrong_content_is_found(sample: Sample, change: Mapping[str, Any], shown: str) -> None:
    with pytest.raises(AssertionError) as raised:
        SOURCES.test_the_sample_is_read_as_it_is(changed(**change), sample)
    assert shown in str(raised.value)


class Stamp(dt.datetime):
    """A cell type as data frames have it."""


@pytest.mark.parametrize("cell", [Stamp(2021, 5, 31), ["a list"], b"bytes"], ids=["subclass", "list", "bytes"])
def test_a_cell_that_is_not_plain_is_found(sample: Sample, cell: object) -> None:
    with pytest.raises(AssertionError, match=f"một!B1: .*is a {type(cell).__name__}, no plain cell"):
        SOURCES.test_cells_are_plain(changed(rows=[("A", cell)]), sample)


@pytest.mark.parametrize(
    "locate",
    [lambda sheet, row, column: sheet, lambda sheet, row, column: f"{sheet}{row}", lambda sheet, row, column: row],
    ids=["no row", "no column", "no text"],
)
def test_useless_places_are_found(sample: Sample, locate: Callable[..., Any]) -> None:
    with pytest.raises(AssertionError, match="places must"):
        SOURCES.test_places_differ(changed(locate=locate), sample)


def test_a_source_that_reuses_its_rows_is_found(sample: Sample) -> None:
    kept: list[list[Any]] = []

    def read(origin: str, options: Options) -> Iterator[Sheet]:
        kept[:] = kept or load(origin)
        yield Sheet("một", kept)

    with pytest.raises(AssertionError, match="a second read gives"):
        SOURCES.test_every_read_is_the_same(made(read), sample)


def test_a_source_that_shares_its_cursor_is_found(sample: Sample) -> None:
    cursor: list[Iterator[Sheet]] = []

    def read(origin: str, options: Options) -> Iterator[Sheet]:
        cursor[:] = [sound(origin, options)]
        while (sheet := next(cursor[0], None)) is not None:
            yield sheet

    with pytest.raises(AssertionError, match="in the middle of another"):
        SOURCES.test_every_read_is_the_same(made(read), sample)


@pytest.mark.parametrize("left", ["list.rows", "list.rows.lock"])
def test_a_source_that_writes_a_file_is_found(sample: Sample, left: str) -> None:
    def read(origin: str, options: Options) -> Iterator[Sheet]:
        yield from list(sound(origin, options))
        Path(origin).with_name(left).write_bytes(b"[]")

    with pytest.raises(AssertionError, match=r"reading changed list\.rows"):
        SOURCES.test_reading_leaves_no_trace(made(read), sample)


def refusing(error: Exception) -> Source:
    def read(origin: str, options: Options) -> Iterator[Sheet]:
        raise error
        yield

    return made(read)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (refusing(OSError("gone")), "raised OSError: gone; it must raise SourceError"),
        (made(lambda origin, options: iter(())), "was read as []"),
        (refusing(SourceError("missing", "missing.rows", "không thấy tệp")), "the code 'missing'"),
        (refusing(SourceError("E-MISSING", "the file", "không thấy tệp")), "where='the file' must name 'missing.rows'"),
        (refusing(SourceError("E-MISSING", "missing.rows", "no such file")), "must be Vietnamese"),
        (refusing(SourceError("E-MISSING", "missing.rows", "kho\u0302ng tha\u0302\u0301y")), "in NFC"),
    ],
    ids=["a raw error", "an empty answer", "no code", "no place", "not Vietnamese", "decomposed"],
)
def test_an_unhelpful_refusal_is_found(sample: Sample, source: Source, shown: str) -> None:
    for check in (SOURCES.test_a_missing_origin_is_refused, SOURCES.test_garbage_is_refused):
        with pytest.raises(AssertionError) as raised:
            check(source, sample, "missing.rows")
        assert shown in str(raised.value)


def plugin_of(sources: list[Any] | None = None, renderers: list[Any] | None = None) -> ModuleType:
    plugin = ModuleType("plugin")

    @hookimpl
    def taskstats_sources() -> list[Any]:
        return sources or []

    @hookimpl
    def taskstats_renderers() -> list[Any]:
        return renderers or []

    plugin.taskstats_sources = taskstats_sources  # type: ignore[attr-defined]  # a module made by hand
    plugin.taskstats_renderers = taskstats_renderers  # type: ignore[attr-defined]  # likewise
    return plugin


def test_a_source_that_no_plugin_offers_is_found() -> None:
    source = made(sound)
    another = attrs.evolve(source, name="another")
    with pytest.raises(AssertionError, match=r"offers the sources \['another'\], not 'rows'"):
        SOURCES.test_the_plugin_offers_it(source, plugin_of(sources=[another]))
    with pytest.raises(AssertionError, match="no Printer or Exporter"):
        SOURCES.test_the_plugin_offers_it(source, plugin_of(renderers=[source]))


@pytest.mark.parametrize("early", [True, False])
def test_a_library_loaded_early_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, early: bool) -> None:
    body = "import wave\ndef read(origin, options): yield" if early else "def read(origin, options): import wave; yield"
    (tmp_path / "an_adapter.py").write_text(body, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def read(origin: str, options: Options) -> Iterator[Sheet]:
        yield Sheet("", ())

    read.__module__ = "an_adapter"
    source = attrs.evolve(made(read), requires=("wave",))
    if early:
        with pytest.raises(AssertionError, match=r"importing an_adapter loads \['wave'\]"):
            SOURCES.test_its_libraries_wait_for_the_call(source)
    else:
        SOURCES.test_its_libraries_wait_for_the_call(source)


# -- renderers -------------------------------------------------------------------------------------

EXPORTERS = ExporterContract()


def printed(report: ts.ProgressReport, profile: Profile) -> bytes:
    return "\n".join(f"{name}: {report.figures[name].count}" for name in samples.PRINTED).encode()


def rendering(render: Callable[[ts.ProgressReport, Profile], Any]) -> Exporter:
    return Exporter(name="lines", summary="lines", export=render, media_type="text/plain")


def test_a_valid_renderer_passes() -> None:
    renderer = rendering(printed)
    for name in samples.REPORTS:
        EXPORTERS.test_any_valid_report_is_rendered(renderer, Profile(), name)
        EXPORTERS.test_the_report_is_left_alone(renderer, Profile(), name)
    EXPORTERS.test_every_promised_count_is_printed(renderer, Profile())
    EXPORTERS.test_the_same_report_gives_the_same_bytes(renderer, Profile())
    EXPORTERS.test_it_says_its_media_type(renderer)


@pytest.mark.parametrize("result", ["text", bytearray(b"x"), b" \n"], ids=["text", "bytearray", "nothing to read"])
def test_a_result_that_is_not_a_file_is_found(result: object) -> None:
    with pytest.raises(AssertionError, match=r"not bytes|nothing to read"):
        EXPORTERS.test_any_valid_report_is_rendered(rendering(lambda report, profile: result), Profile(), "empty")


@pytest.mark.parametrize("missing", samples.PRINTED)
@pytest.mark.parametrize(
    "instead", ["", "1{}", "{}0", "{},5", "0.{}"], ids=["none", "before", "after", "part", "decimal"]
)
def test_a_count_that_is_not_printed_is_found(missing: str, instead: str) -> None:
    def render(report: ts.ProgressReport, profile: Profile) -> bytes:
        count = report.figures[missing].count
        return printed(report, profile).replace(f" {count}".encode(), f" {instead.format(count)}".encode())

    with pytest.raises(AssertionError, match=f"{missing} = "):
        EXPORTERS.test_every_promised_count_is_printed(rendering(render), Profile())


def test_a_renderer_with_state_is_found() -> None:
    seen: list[bytes] = []

    def render(report: ts.ProgressReport, profile: Profile) -> bytes:
        seen.append(b"x")
        return printed(report, profile) + b"".join(seen)

    with pytest.raises(AssertionError, match="other bytes the second time"):
        EXPORTERS.test_the_same_report_gives_the_same_bytes(rendering(render), Profile())


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("','.join({'Sở Y tế', 'Sở Tài chính', 'Sở Xây dựng', 'Sở Nội vụ', 'Thanh tra'})", False),
        ("str(int(time.time()) // 1000)", False),
        ("time.strftime('%H', (time.localtime(0)))", False),
        ("str(report.due.total)", True),
    ],
    ids=["set order", "clock", "time zone", "sound"],
)
def test_bytes_that_depend_on_the_process_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, same: bool
) -> None:
    (tmp_path / "printing.py").write_text(
        "import time\n"
        "from taskstats_adapters.contract.adapters import Exporter\n"
        "from taskstats_adapters.contract.hooks import hookimpl\n"
        f"def render(report, profile): return ({body}).encode()\n"
        "@hookimpl\n"
        "def taskstats_renderers():\n"
        "    return [Exporter(name='lines', summary='lines', export=render, media_type='text/plain')]\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)

    def render(report: ts.ProgressReport, profile: Profile) -> bytes:
        return b""

    render.__module__ = "printing"
    if same:
        EXPORTERS.test_the_same_bytes_on_another_day_in_another_process(rendering(render))
    else:
        with pytest.raises(AssertionError, match="other bytes with another hash seed, time or time zone"):
            EXPORTERS.test_the_same_bytes_on_another_day_in_another_process(rendering(render))


def test_a_renderer_that_changes_the_report_is_found() -> None:
    def render(report: ts.ProgressReport, profile: Profile) -> bytes:
        report.lists.clear()  # type: ignore[attr-defined]  # a mapping to read, and a dict in fact
        return b"x"

    with pytest.raises(AssertionError, match="changed the report 'with lists'"):
        EXPORTERS.test_the_report_is_left_alone(rendering(render), Profile(), "with lists")


@pytest.mark.parametrize("media_type", ["docx", "text/", "Text", "text/plain charset"])
def test_an_invalid_media_type_is_found(media_type: str) -> None:
    with pytest.raises(AssertionError, match="is no media type"):
        EXPORTERS.test_it_says_its_media_type(attrs.evolve(rendering(printed), media_type=media_type))


@pytest.mark.parametrize("lost", ["quá hạn", "CỘNG HÒA", "Sở Y tế", "1"])
def test_a_word_that_a_printer_omits_is_found(lost: str) -> None:
    def print_all(document: Document) -> bytes:
        return markdown.PRINTER.print(document)

    def print_less(document: Document) -> bytes:
        return print_all(document).decode().replace(lost, "", 1).encode()

    contract = PrinterContract()
    printer = attrs.evolve(markdown.PRINTER, print=print_all)
    contract.test_every_word_is_printed(printer, Profile())
    with pytest.raises(AssertionError, match="not printed: "):
        contract.test_every_word_is_printed(attrs.evolve(printer, print=print_less), Profile())


# -- samples ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", samples.REPORTS)
def test_every_sample_is_balanced_and_new(name: str) -> None:
    report = samples.REPORTS[name]()
    ts.ensure_balanced(report)
    assert samples.REPORTS[name]() is not report


def test_printed_counts_are_unambiguous() -> None:
    report = samples.full_report()
    counts = [report.figures[name].count for name in samples.PRINTED]
    assert len(set(counts)) == len(counts)
    assert min(counts) > 31, "a day of a month"
    assert max(counts) < 1000, "printed with a thousands dot"


def test_the_samples_cover_every_part() -> None:
    report = samples.report_with_lists()
    assert all(report.lists[name] for name in ("due.late", "cumulative.overdue"))
    assert report.withdrawn == 1
    assert report.findings
    assert report.receipt
    assert report.previous
    assert samples.empty_report().listed == 0
    awkward = samples.awkward_report()
    assert [len(tasks) for tasks in awkward.lists.values()] == [len(samples.AWKWARD), len(samples.AWKWARD), 0]
