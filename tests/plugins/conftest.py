"""Third-party distributions on sys.path, as an installer would put them: real metadata and modules, no mocks."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PLUGIN = """
from taskstats_adapters.contract.adapters import Exporter, Printer, Sheet, Source
from taskstats_adapters.contract.hooks import hookimpl

def read(origin, options):
    yield Sheet("read by " + __name__, ())

def source(name, *suffixes, **more):
    return Source(name=name, summary="a source", read=read, suffixes=suffixes, **more)

def renderer(name, *suffixes, **more):
    return Exporter(
        name=name, summary="a renderer", export=lambda report, profile: __name__.encode(), media_type="text/plain",
        suffixes=suffixes, **more)
"""
"""What a fake plugin starts with: short ways to make records."""


Install = Callable[..., str]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    def distribution(
        name: str,
        code: str,
        *,
        entry_point: str = "adapters",
        attribute: str = "",
        version: str = "1.0",
        extras: tuple[str, ...] = (),
        site: str = "site",
    ) -> str:
        """Install a distribution with one entry point; the key of its plugin."""
        module = re.sub("[-.]", "_", name).lower()
        folder = tmp_path / site
        info = folder / f"{module}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            + "".join(f"Provides-Extra: {extra}\n" for extra in extras),
            "utf-8",
        )
        (info / "entry_points.txt").write_text(f"[taskstats]\n{entry_point} = {module}{attribute}\n", "utf-8")
        (folder / f"{module}.py").write_text(PLUGIN + code, "utf-8")
        if str(folder) not in sys.path:
            monkeypatch.syspath_prepend(folder)
        return f"{name.lower()}:{entry_point}"

    yield distribution
    for module in [name for name, module in sys.modules.items() if under(tmp_path, module)]:
        del sys.modules[module]


def under(folder: Path, module: object) -> bool:
    return folder in Path(str(getattr(module, "__file__", None))).parents
