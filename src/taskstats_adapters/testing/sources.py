"""Tests for any source: subclass SourceContract, supply the source and a sample, and run pytest.

class TestForms(SourceContract):
    @pytest.fixture
    def source(self): return SOURCE

    @pytest.fixture
    def sample(self, tmp_path): return Sample(origin=..., sheets=(Sheet("phiếu", [["Đơn vị", "Hạn"]]),))
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

from taskstats_adapters.contract import PLAIN, BadCell, Sheet, Source, SourceError
from taskstats_adapters.testing.plugins import check_offered, loaded_by_import

GARBAGE = b"\x00\xff\xfe\x01 not what it seems \x80\x81" * 16


@attrs.frozen(kw_only=True)
class Sample:
    """An origin that the source can read, and the sheets that it must yield."""

    origin: str
    sheets: Sequence[Sheet]
    options: Mapping[str, Any] = attrs.field(factory=dict)


Content = tuple[str, int, list[tuple[object, ...]]]


def content(sheets: Sequence[Sheet]) -> list[Content]:
    """The name, first row number and rows of each sheet, read to the end."""
    return [(sheet.name, sheet.first_row, [tuple(row) for row in sheet.rows]) for sheet in sheets]


def check_refusal(read: Callable[[], object], origin: str) -> None:
    """Check that the call raises a SourceError that the office can act on."""
    try:
        result = read()
    except SourceError as error:
        refused = error
    except Exception as error:
        raise AssertionError(f"{origin}: raised {type(error).__name__}: {error}; it must raise SourceError") from error
    else:
        raise AssertionError(f"{origin}: was read as {result!r}; it must raise SourceError")
    assert re.fullmatch(r"E(-[A-Z0-9]+)+", refused.code), f"the code {refused.code!r} must look like E-PASSWORD"
    assert Path(origin).name in refused.where, f"where={refused.where!r} must name {Path(origin).name!r}"
    message = refused.message
    assert _vietnamese(message), f"the message must be Vietnamese with its diacritics, in NFC: {message!r}"


def _vietnamese(text: str) -> bool:
    marks = any(unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", text))
    return unicodedata.is_normalized("NFC", text) and (marks or "đ" in text.lower())


class SourceContract:
    """The tests of a source. Override the fixtures `source` and `sample`, and the others if origins are not files."""

    @pytest.fixture
    def source(self) -> Source:
        """The record under test."""
        raise NotImplementedError("override the fixture `source`")

    @pytest.fixture
    def sample(self) -> Sample:
        """An origin that the source can read, with its content."""
        raise NotImplementedError("override the fixture `sample`")

    @pytest.fixture
    def plugin(self, source: Source) -> object:
        """The module or object that the entry point names; by default the module of the source's `read`."""
        return sys.modules[source.read.__module__]

    @pytest.fixture
    def missing(self, source: Source, tmp_path: Path) -> str:
        """An origin that does not exist."""
        return str(tmp_path / f"không có{''.join(source.suffixes[:1])}")

    @pytest.fixture
    def garbage(self, source: Source, tmp_path: Path) -> str:
        """An origin with content that the source cannot read."""
        path = tmp_path / f"hỏng{''.join(source.suffixes[:1])}"
        path.write_bytes(GARBAGE)
        return str(path)

    def test_the_sample_is_read_as_it_is(self, source: Source, sample: Sample) -> None:
        """With its names, rows and first row number, on which places depend."""
        read = content(list(source.read(sample.origin, sample.options)))
        expected = content(sample.sheets)
        assert read == expected, f"read\n{read!r}\nexpected\n{expected!r}"

    def test_cells_are_plain(self, source: Source, sample: Sample) -> None:
        """Intake interprets dates, blanks and numbers, not the source."""
        for sheet in source.read(sample.origin, sample.options):
            for number, row in enumerate(sheet.rows, sheet.first_row):
                for column, cell in enumerate(row):
                    place = sheet.locate(sheet.name, number, column)
                    assert type(cell) in {*PLAIN, BadCell}, (
                        f"{place}: {cell!r} is a {type(cell).__name__}, no plain cell"
                    )

    def test_places_differ(self, source: Source, sample: Sample) -> None:
        """Each row and each column has its own place, as a str."""
        for sheet in source.read(sample.origin, sample.options):
            first = sheet.first_row
            places = [sheet.locate(sheet.name, row, column) for row in (first, first + 1) for column in (None, 0, 1)]
            assert {type(place) for place in places} == {str}, f"places must be texts: {places!r}"
            assert len(set(places)) == len(places), f"places must differ: {places!r}"

    def test_every_read_is_the_same(self, source: Source, sample: Sample) -> None:
        """Reads share no state: one neither disturbs another in progress, nor sees changes to its rows."""
        under_way = source.read(sample.origin, sample.options)
        first = [next(under_way)]
        second = list(source.read(sample.origin, sample.options))
        expected = content(second)
        interleaved = content([*first, *under_way])
        assert interleaved == expected, f"a read in the middle of another changed it:\n{interleaved!r}\n{expected!r}"
        for sheet in second:
            for row in sheet.rows:
                if isinstance(row, list):
                    row.clear()
        again = content(list(source.read(sample.origin, sample.options)))
        assert again == expected, f"a second read gives\n{again!r}\nthe first gave\n{expected!r}"

    def test_reading_leaves_no_trace(self, source: Source, sample: Sample) -> None:
        """Reading does not change the file or its folder."""
        path = Path(sample.origin)
        if path.is_file():
            before = path.read_bytes(), sorted(path.parent.iterdir())
            content(list(source.read(sample.origin, sample.options)))
            after = path.read_bytes(), sorted(path.parent.iterdir())
            assert after == before, f"reading changed {path.name} or its folder: {after[1]!r}"

    def test_a_missing_origin_is_refused(self, source: Source, sample: Sample, missing: str) -> None:
        """With a SourceError that has a code, a place and a Vietnamese message."""
        check_refusal(lambda: content(list(source.read(missing, sample.options))), missing)

    def test_garbage_is_refused(self, source: Source, sample: Sample, garbage: str) -> None:
        """With a SourceError, never with an empty sheet."""
        check_refusal(lambda: content(list(source.read(garbage, sample.options))), garbage)

    def test_its_libraries_wait_for_the_call(self, source: Source) -> None:
        """Importing the adapter loads no module of `requires`."""
        loaded = loaded_by_import(source.read.__module__, source.requires)
        assert not loaded, f"importing {source.read.__module__} loads {loaded}; import them inside the call"

    def test_the_plugin_offers_it(self, source: Source, plugin: object) -> None:
        """Through the hook taskstats_sources, with fields of the right types."""
        check_offered(source.name, plugin, "sources")
