"""What the profile's [source.NAME] table asks of a source: options that there are, and one sheet by its name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import attrs

from taskstats_adapters.contract.adapters import Options, Sheet
from taskstats_adapters.errors import SourceError


def check_options(where: str, options: Options, *known: str) -> None:
    """Raises SourceError (E-OPTION) for an option that the source does not have: a typing mistake would do nothing."""
    if unknown := sorted(set(options) - set(known)):
        raise SourceError("E-OPTION", where, f"không có tùy chọn {', '.join(unknown)}; chỉ có: {', '.join(known)}")


def chosen(where: str, sheets: Sequence[Sheet], name: str, what: str = "trang tính") -> Sheet:
    """The sheet of this name, even if it is hidden: it was asked for. Raises SourceError (E-SHEET), naming them all."""
    for sheet in sheets:
        if same_name(sheet.name, name):
            return attrs.evolve(sheet, ignored=None)
    raise no_sheet(where, (sheet.name for sheet in sheets), name, what)


def no_sheet(where: str, names: Iterable[str], name: str, what: str = "trang tính") -> SourceError:
    """That there is nothing of this name, with the names that there are."""
    listed = ", ".join(f'"{other}"' for other in names)
    return SourceError("E-SHEET", where, f'không có {what} "{name}"; tệp có: {listed}')


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in nothing but case, Unicode form and white space around them."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
