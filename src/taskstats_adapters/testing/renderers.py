"""What every renderer must do: subclass RendererContract, supply the renderer, and run pytest.

class TestMessage(RendererContract):
    promised = ("due.total", "due.late")

    @pytest.fixture
    def renderer(self): return RENDERER
"""

from __future__ import annotations

import importlib
import re
from typing import ClassVar

import pytest

from taskstats_adapters.contract.adapters import Renderer
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.testing import samples
from taskstats_adapters.testing.plugins import check_offered, loaded_by_import, run_python

DIGESTS = """
import hashlib, importlib, sys, time
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.plugins.registry import examine
from taskstats_adapters.testing import samples
clock, shift = time.time, float(sys.argv[3])
time.time = lambda: clock() + shift
renderer = examine(importlib.import_module(sys.argv[1])).renderer_for("", sys.argv[2])
for report in (samples.full_report(), samples.report_with_lists()):
    print(hashlib.sha256(renderer.render(report, Profile())).hexdigest())
"""


class RendererContract:
    """The tests of a renderer. Override the fixture `renderer`, and `text` where the bytes are no UTF-8 text."""

    promised: ClassVar[tuple[str, ...]] = samples.PRINTED
    """The figures that it prints: all of a whole report's, unless it says which."""

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
        """As bytes, and as a format that `text` can read."""
        rendered = renderer.render(samples.REPORTS[name](), profile)
        assert type(rendered) is bytes, f"render returned a {type(rendered).__name__}, not bytes"
        assert self.text(rendered).strip(), f"the report {name!r} is rendered as nothing to read"

    def test_every_promised_count_is_printed(self, renderer: Renderer, profile: Profile) -> None:
        """As a number of its own, not as part of another."""
        report = samples.full_report()
        text = self.text(renderer.render(report, profile))
        for name in self.promised:
            count = report.figures[name].count
            pattern = rf"(?<![\d.,]){count}(?![\d]|[.,]\d)"
            assert re.search(pattern, text), f"{name} = {count} is not printed in:\n{text}"

    def test_the_same_report_gives_the_same_bytes(self, renderer: Renderer, profile: Profile) -> None:
        """Rendering keeps no memory of the last time."""
        first, _, again = (
            renderer.render(report(), profile)
            for report in (samples.full_report, samples.report_with_lists, samples.full_report)
        )
        assert again == first, "the same report was rendered as other bytes the second time"

    def test_the_same_bytes_on_another_day_in_another_process(self, renderer: Renderer) -> None:
        """Nothing depends on the order of a set, on the time or on the time zone."""
        module = renderer.render.__module__
        one = run_python(DIGESTS, module, renderer.name, "0", PYTHONHASHSEED="1", TZ="UTC")
        other = run_python(DIGESTS, module, renderer.name, "1e8", PYTHONHASHSEED="2", TZ="Asia/Ho_Chi_Minh")
        assert one == other, "other bytes with another hash seed, time or time zone"

    @pytest.mark.parametrize("name", samples.REPORTS)
    def test_the_report_is_left_alone(self, renderer: Renderer, profile: Profile, name: str) -> None:
        """What is rendered after it finds the same report."""
        report = samples.REPORTS[name]()
        renderer.render(report, profile)
        assert report == samples.REPORTS[name](), f"rendering changed the report {name!r}"

    def test_it_says_its_media_type(self, renderer: Renderer) -> None:
        """As type/subtype, for those who send the file over the web."""
        kind = renderer.media_type
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+(; ?[a-z]+=[\w-]+)*", kind), f"{kind!r} is no media type"

    def test_its_libraries_wait_for_the_call(self, renderer: Renderer) -> None:
        """Importing the adapter loads none of `requires`."""
        module = renderer.render.__module__
        loaded = loaded_by_import(module, renderer.requires)
        assert not loaded, f"importing {module} loads {loaded}; import them inside the call"

    def test_the_plugin_offers_it(self, renderer: Renderer) -> None:
        """Under the hook taskstats_renderers, with every field of its type."""
        check_offered(renderer.name, importlib.import_module(renderer.render.__module__), "renderers")
