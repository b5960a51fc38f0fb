"""Tests for any renderer: subclass PrinterContract or ExporterContract, supply the record, and run pytest.

class TestMessage(ExporterContract):
    promised = ("due.total", "due.late")

    @pytest.fixture
    def renderer(self): return EXPORTER
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import ClassVar

import pytest

from taskstats_adapters.api import rendered
from taskstats_adapters.contract.adapters import Exporter, Printer, Renderer
from taskstats_adapters.contract.document import Document
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.testing import samples
from taskstats_adapters.testing.plugins import check_offered, loaded_by_import, run_python

DIGESTS = """
import hashlib, importlib, sys, time
from taskstats_adapters.api import rendered
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.plugins.discovery import examine
from taskstats_adapters.testing import samples
clock, shift = time.time, float(sys.argv[3])
time.time = lambda: clock() + shift
renderer = examine(importlib.import_module(sys.argv[1])).renderer_for("", sys.argv[2])
for report in (samples.full_report(), samples.report_with_lists()):
    print(hashlib.sha256(rendered(renderer, report, Profile())).hexdigest())
"""


class _RendererContract:
    """Override the fixture `renderer`, and `text` if the bytes are not UTF-8 text."""

    promised: ClassVar[tuple[str, ...]] = samples.PRINTED
    """The figures that the renderer prints; by default all of a report's."""

    @pytest.fixture
    def renderer(self) -> Renderer:
        """The record under test."""
        raise NotImplementedError("override the fixture `renderer`")

    @pytest.fixture
    def profile(self) -> Profile:
        """The office's settings to render with."""
        return Profile()

    def text(self, rendered: bytes) -> str:
        """What a reader sees."""
        return rendered.decode("utf-8")

    @pytest.mark.parametrize("name", samples.REPORTS)
    def test_any_valid_report_is_rendered(self, renderer: Renderer, profile: Profile, name: str) -> None:
        """The result is bytes that `text` can read."""
        data = rendered(renderer, samples.REPORTS[name](), profile)
        assert type(data) is bytes, f"{_function(renderer).__name__} returned a {type(data).__name__}, not bytes"
        assert self.text(data).strip(), f"the report {name!r} is rendered as nothing to read"

    def test_every_promised_count_is_printed(self, renderer: Renderer, profile: Profile) -> None:
        """Each is a separate number, not part of another one."""
        report = samples.full_report()
        text = self.text(rendered(renderer, report, profile))
        for name in self.promised:
            count = report.figures[name].count
            pattern = rf"(?<![\d.,]){count}(?![\d]|[.,]\d)"
            assert re.search(pattern, text), f"{name} = {count} is not printed in:\n{text}"

    def test_the_same_report_gives_the_same_bytes(self, renderer: Renderer, profile: Profile) -> None:
        """A call does not depend on earlier ones."""
        first, _, again = (
            rendered(renderer, report(), profile)
            for report in (samples.full_report, samples.report_with_lists, samples.full_report)
        )
        assert again == first, "the same report was rendered as other bytes the second time"

    def test_the_same_bytes_on_another_day_in_another_process(self, renderer: Renderer) -> None:
        """The bytes do not depend on set order, time or time zone."""
        module = _function(renderer).__module__
        one = run_python(DIGESTS, module, renderer.name, "0", PYTHONHASHSEED="1", TZ="UTC")
        other = run_python(DIGESTS, module, renderer.name, "1e8", PYTHONHASHSEED="2", TZ="Asia/Ho_Chi_Minh")
        assert one == other, "other bytes with another hash seed, time or time zone"

    @pytest.mark.parametrize("name", samples.REPORTS)
    def test_the_report_is_left_alone(self, renderer: Renderer, profile: Profile, name: str) -> None:
        """The next renderer gets the same report."""
        report = samples.REPORTS[name]()
        rendered(renderer, report, profile)
        assert report == samples.REPORTS[name](), f"rendering changed the report {name!r}"

    def test_it_says_its_media_type(self, renderer: Renderer) -> None:
        """In the form type/subtype, for programs that serve the file."""
        kind = renderer.media_type
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; ?[a-z]+=[\w-]+)*", kind), f"{kind!r} is no media type"

    def test_its_libraries_wait_for_the_call(self, renderer: Renderer) -> None:
        """Importing the adapter loads no module of `requires`."""
        module = _function(renderer).__module__
        loaded = loaded_by_import(module, renderer.requires)
        assert not loaded, f"importing {module} loads {loaded}; import them inside the call"

    def test_the_plugin_offers_it(self, renderer: Renderer) -> None:
        """Through the hook taskstats_renderers, with fields of the right types."""
        check_offered(renderer.name, sys.modules[_function(renderer).__module__], "renderers")


class PrinterContract(_RendererContract):
    """The tests of a printer: those of every renderer, and that the whole document is printed."""

    @pytest.fixture
    def renderer(self) -> Printer:
        """The record under test."""
        raise NotImplementedError("override the fixture `renderer`")

    def test_every_word_is_printed(self, renderer: Printer, profile: Profile) -> None:
        """Each word is printed as often as it is in the document."""
        for report in (samples.full_report(), samples.report_with_lists()):
            document = narrate(report, profile)
            missing = _words(_texts(document)) - _words([self.text(renderer.print(document))])
            assert not missing, f"not printed: {', '.join(missing)}"


class ExporterContract(_RendererContract):
    """The tests of an exporter."""

    @pytest.fixture
    def renderer(self) -> Exporter:
        """The record under test."""
        raise NotImplementedError("override the fixture `renderer`")


def _function(renderer: Renderer) -> Callable[..., bytes]:
    return renderer.print if isinstance(renderer, Printer) else renderer.export


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word.casefold() for text in texts for word in re.findall(r"\w+", text))


def _texts(document: Document) -> Iterator[str]:
    head, signature = document.letterhead, document.signature
    yield from (head.parent, head.office, head.number, head.place_date, head.nation, head.motto)
    yield from (document.title, document.subject, *(block.text for block in document.body))
    yield from (*document.recipients, *signature.position, signature.name)
    for appendix in document.appendices:
        yield from (appendix.label, appendix.title, appendix.reference)
        yield from (column.title for column in appendix.table.columns)
        yield from (group for group, _ in groupby(column.group for column in appendix.table.columns))
        yield from (cell.text for row in appendix.table.rows for cell in row)
