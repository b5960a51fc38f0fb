"""Cells of .xlsx files that show a month and no day: Excel keeps "6/2021" as 1 June, in a format such as mm/yyyy.

The office sees a month, so intake gets a month, as a text: it must not be counted as the first day. Only the first day
of a month is taken so: any other was typed as a day.
"""

from __future__ import annotations

import datetime as dt
import functools
import html
import re
from collections.abc import Iterator, Set

from taskstats_adapters.sources.common.archive import Archive
from taskstats_adapters.sources.common.office_xml import parsed

_BUILT_IN = "17"
"""The number of the format mmm-yy, which no file spells out."""
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\[[^\[\]]*\]')
_CELL = (
    rb'<c(?=[^<>]* s="(?:%s)")(?![^<>]* t="(?!n"))[^<>]* r="([A-Z]{1,3})([1-9][0-9]{0,6})"[^<>]*>'
    rb"(?:<f[^<>]*/>|<f[^<>]*>[^<>]*</f>)?<v>([0-9]{4,6})(?:\.0*)?</v>"
)
"""A number in a cell of certain styles: its column, row and value."""
_FORMAT = re.compile(rb'formatCode="([^"]*)"')


def month_styles(archive: Archive, name: str) -> Set[str]:
    """The numbers of the cell styles in this part that show a month without a day. Most files have none."""
    if name not in archive.parts:
        return frozenset()
    content = archive.content(name)
    codes = (html.unescape(code.decode(errors="replace")) for code in _FORMAT.findall(content))
    if b'numFmtId="17"' not in content and not any(map(_shows_month, codes)):
        return frozenset()
    root = parsed(archive, name)
    formats = {_BUILT_IN} | {
        element.get("numFmtId", "")
        for element in root.iter()
        if element.tag.rpartition("}")[2] == "numFmt" and _shows_month(element.get("formatCode", ""))
    }
    styles = next((list(element) for element in root.iter() if element.tag.rpartition("}")[2] == "cellXfs"), [])
    return frozenset(str(number) for number, style in enumerate(styles) if style.get("numFmtId") in formats)


def month_cells(archive: Archive, sheet: str, styles: Set[str], day_zero: dt.date) -> Iterator[tuple[int, int, str]]:
    """The cells of these styles in this part that hold the first day of a month: row from 1, column from 0, month."""
    for found in re.finditer(_CELL % "|".join(sorted(styles)).encode(), archive.content(sheet)):
        day = day_zero + dt.timedelta(days=int(found[3]))
        if day.day == 1:
            column = functools.reduce(lambda total, letter: total * 26 + letter - 64, found[1], 0) - 1
            yield int(found[2]), column, f"{day.month}/{day.year}"


def _shows_month(code: str) -> bool:
    """Whether a number format shows a month and a year, but no day."""
    letters = set(_NO_CODE.sub("", code.partition(";")[0]).lower())
    return {"m", "y"} <= letters and letters.isdisjoint("dhs")
