"""WordprocessingML for texts, paragraphs, rules, tables and sections. Lengths are in twips, twentieths of a point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from taskstats_adapters.contract import Span
from taskstats_adapters.renderers.word.measures import length
from taskstats_adapters.renderers.word.styles import LOOKS
from taskstats_adapters.renderers.word.titles import shape

SHORT, LONG = 11906, 16838
"""The sides of A4."""

LEFT, RIGHT, TOP, BOTTOM, HEADER = 1701, 851, 1134, 1134, 567
"""Margins of 30, 15, 20 and 20 mm; the page number stands 10 mm below the edge, in the top margin."""

UNFIT = re.compile("[\0-\x08\x0e-\x1b\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, except the control characters that split lines."""

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


NUMBERED = re.compile(r"\d/")
"""The number of a document, before its sign."""

HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
"""A hyphen that Word does not end a line with; copied out of Word it is a hyphen like any other."""


def content(text: str, width: int | None = None) -> str:
    """A text for the inside of `w:t`: escaped, with Word's line breaks and tabs; spaces are kept.

    The number of a document ("1000/UBND-KGVX") does not break, unless it is longer than a column of this `width`.
    """
    lines = UNFIT.sub("", escape(text, quote=False)).splitlines()
    if "-" in text and NUMBERED.search(text):
        lines = [" ".join(_whole(word, width) for word in line.split(" ")) for line in lines]
    return BREAK.join(lines).replace("\t", TAB)


def _whole(word: str, width: int | None) -> str:
    if not NUMBERED.search(word) or (width is not None and length(word, LOOKS["Cell"]) > width):
        return word
    return word.replace("-", HYPHEN)


def run(text: str, looks: str = "") -> str:
    """A run of text; `looks` are properties added to those of the paragraph's style."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{content(text)}</w:t></w:r>'


def spans(parts: Iterable[Span]) -> str:
    """Runs of text, each bold or italic as its span says."""
    return "".join(run(part.text, "<w:b/>" * part.bold + "<w:i/>" * part.italic) for part in parts)


def paragraph(style: str, runs: str, layout: str = "") -> str:
    """A paragraph of a style; `layout` are properties added to it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{runs}</w:p>'


def line(style: str, text: str) -> str:
    """A paragraph of one text."""
    return paragraph(style, run(text))


def centred(style: str, text: str, room: int) -> str:
    """A paragraph of one centred text; one of several lines is set narrower, so that they are about equally long."""
    width, _ = shape(text, LOOKS[style], room)
    indent = (room - width) // 2
    return paragraph(style, run(text), f'<w:ind w:left="{indent}" w:right="{indent}"/>' if indent else "")


def rule(text: str, style: str, room: int, percent: int) -> str:
    """The rule below a centred text, as long as `percent` of its longest line.

    It is a paragraph of its own: where the text's width is misjudged the rule is too short or too long, and no text
    wraps.
    """
    _, longest = shape(text, LOOKS[style], room)
    indent = (room - longest * percent // 100) // 2
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    return paragraph("Rule", "", f'{border}<w:ind w:left="{indent}" w:right="{indent}"/>')


def table(widths: Sequence[int], rows: Iterable[str], borders: str, margin: int) -> Iterable[str]:
    """A table of fixed widths, in pieces; `margin` is the space on either side of a cell's text."""
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
    yield from rows
    yield "</w:tbl>"


def row(cells: Iterable[str], properties: str = "") -> str:
    """A row of a table, never split across pages."""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(width: int, paragraphs: str, properties: str = "") -> str:
    """A cell, which must have at least one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{paragraphs}</w:tc>'


def section(*, landscape: bool = False, headers: str = "") -> str:
    """The end of a section: A4, pages numbered from 1, none on the first. No `headers`: those of the section before."""
    paper = f'w:w="{LONG}" w:h="{SHORT}" w:orient="landscape"' if landscape else f'w:w="{SHORT}" w:h="{LONG}"'
    return (
        f"<w:sectPr>{headers}<w:pgSz {paper}/>"
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}"'
        f' w:header="{HEADER}" w:footer="{HEADER}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def usable(*, landscape: bool = False) -> int:
    """The width between the margins."""
    return (LONG if landscape else SHORT) - LEFT - RIGHT


def usable_height(*, landscape: bool = False) -> int:
    """The height between the margins."""
    return (SHORT if landscape else LONG) - TOP - BOTTOM
