"""The options of a source, from the profile's [source.NAME] table, and the selection of a sheet by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import attrs

from taskstats_adapters.contract import Options, Sheet, SourceError


def check_options(where: str, options: Options, *known: str) -> None:
    """Raise SourceError (E-OPTION) for an option that the source does not have: most are typos."""
    if unknown := sorted(set(options) - set(known)):
        raise SourceError("E-OPTION", where, f"không có tùy chọn {', '.join(unknown)}; chỉ có: {', '.join(known)}")


def selected(where: str, sheets: Iterable[Sheet], options: Options, what: str) -> Iterator[Sheet]:
    """The sheet that the option `sheet` names, even if hidden; without it all sheets, the ignored ones without rows.

    `what` is the office's word for a sheet of this source. Raises SourceError (E-SHEET).
    """
    if "sheet" not in options:
        for sheet in sheets:
            yield attrs.evolve(sheet, rows=()) if sheet.ignored else sheet
        return
    wanted, found = str(options["sheet"]), list(sheets)
    for sheet in found:
        if same_name(sheet.name, wanted):
            yield attrs.evolve(sheet, ignored=None)
            return
    raise no_sheet(where, (sheet.name for sheet in found), wanted, what)


def no_sheet(where: str, names: Iterable[str], wanted: str, what: str) -> SourceError:
    """No sheet has the wanted name (E-SHEET); the message lists the names."""
    listed = ", ".join(f'"{name}"' for name in names)
    return SourceError("E-SHEET", where, f'không có {what} "{wanted}"; tệp có: {listed}')


def same_name(one: str, other: str) -> bool:
    """Whether two names are equal, apart from case, Unicode form and surrounding white space."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
