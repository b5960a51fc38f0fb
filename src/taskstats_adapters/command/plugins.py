"""`taskstats plugins`: the installed sources and formats, who offers them, and what failed."""

from __future__ import annotations

import click

from taskstats_adapters.command.console import show
from taskstats_adapters.plugins.discovery import registry


@click.command()
def plugins() -> None:
    """In những gì đã cài: nguồn đọc, định dạng ghi, của ai, và phần nào bị lỗi."""
    found = registry()
    for title, offers in (("Nguồn", found.sources), ("Định dạng", found.renderers)):
        for offer in offers:
            suffixes = " ".join(offer.record.suffixes)
            show(f"{title}\t{offer.record.name}\t{suffixes}\t{offer.plugin} {offer.version}\t{offer.record.summary}")
    for conflict in found.conflicts:
        claimants = ", ".join(map(str, conflict.claimants))
        verdict = f"dùng {conflict.winner}" if conflict.winner else "chưa phần nào được dùng"
        show(f"Trùng\t{conflict.claim}\t{claimants}\t{verdict}")
    for failure in found.failures:
        show(f"Lỗi\t{failure}")
