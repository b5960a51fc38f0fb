"""What the profile's [source.NAME] table asks of a source: only options that it has, and one sheet by its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import attrs

from taskstats_adapters.contract import Options, Sheet, SourceError


def check_options(where: str, options: Options, *known: str) -> None:
    """Raises SourceError (E-OPTION) for an option that the source does not have: most are typing mistakes."""
    if unknown := sorted(set(options) - set(known)):
        raise SourceError("E-OPTION", where, f"không có tùy chọn {', '.join(unknown)}; chỉ có: {', '.join(known)}")


def selected(where: str, sheets: Iterable[Sheet], options: Options, what: str) -> Iterator[Sheet]:
    """The sheet that the option `sheet` names, even a hidden one; without the option all, the ignored without rows.

    `what` is what the office calls a sheet of this source. Raises SourceError (E-SHEET).
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
    """There is no sheet of the wanted name (E-SHEET); the message lists those that there are."""
    listed = ", ".join(f'"{name}"' for name in names)
    return SourceError("E-SHEET", where, f'không có {what} "{wanted}"; tệp có: {listed}')


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same apart from case, Unicode form and white space around them."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
