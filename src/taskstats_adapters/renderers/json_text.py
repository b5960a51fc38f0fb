"""The report as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from taskstats import ProgressReport
from taskstats_adapters.contract import Exporter, Profile, hookimpl
from taskstats_adapters.published.report_json import as_json


def export(report: ProgressReport, profile: Profile) -> bytes:
    """The report as indented UTF-8 JSON."""
    return (json.dumps(as_json(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode(errors="replace")


EXPORTER = Exporter(
    name="json",
    summary="JSON cho phần mềm khác; đọc lại được bằng --baseline",
    export=export,
    media_type="application/json",
    suffixes=(".json",),
)


@hookimpl
def taskstats_renderers() -> Iterable[Exporter]:
    """The JSON exporter."""
    return (EXPORTER,)
