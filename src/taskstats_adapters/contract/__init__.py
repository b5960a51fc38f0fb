"""Everything that a source, printer or exporter needs to import."""

from taskstats_adapters.contract.adapters import SERIALS_FROM, Exporter, Locate, Options, Printer, Sheet, Source
from taskstats_adapters.contract.cells import (
    MERGED,
    PLAIN,
    BadCell,
    Cell,
    Row,
    beginning,
    cell_place,
    is_blank,
    letters,
    merged_with,
    shown,
)
from taskstats_adapters.contract.document import (
    Align,
    Appendix,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Span,
    Table,
    TableCell,
)
from taskstats_adapters.contract.hooks import hookimpl
from taskstats_adapters.errors import SourceError
from taskstats_adapters.office.profile import Profile

__all__ = [
    "MERGED",
    "PLAIN",
    "SERIALS_FROM",
    "Align",
    "Appendix",
    "BadCell",
    "Cell",
    "Column",
    "Document",
    "Exporter",
    "Heading",
    "Letterhead",
    "Locate",
    "Options",
    "Paragraph",
    "Printer",
    "Profile",
    "Row",
    "Sheet",
    "Signature",
    "Source",
    "SourceError",
    "Span",
    "Table",
    "TableCell",
    "beginning",
    "cell_place",
    "hookimpl",
    "is_blank",
    "letters",
    "merged_with",
    "shown",
]
