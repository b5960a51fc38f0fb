"""What the author of a source or a renderer imports, and nothing else."""

from taskstats_adapters.contract.adapters import Exporter, Locate, Options, Printer, Sheet, Source
from taskstats_adapters.contract.cells import MERGED, BadCell, Cell, cell_place, letters
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.errors import SourceError

__all__ = [
    "MERGED",
    "BadCell",
    "Cell",
    "Exporter",
    "Locate",
    "Options",
    "Printer",
    "Sheet",
    "Source",
    "SourceError",
    "cell_place",
    "hookimpl",
    "letters",
]
