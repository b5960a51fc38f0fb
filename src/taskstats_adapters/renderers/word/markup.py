"""WordprocessingML for texts, paragraphs, rules, tables and sections. Lengths are in twips, twentieths of a point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from taskstats_adapters.contract import Span
from taskstats_adapters.renderers.word.styles import LOOKS

SHORT, LONG = 11906, 16838
"""The sides of A4."""

LEFT, RIGHT, TOP, BOTTOM, HEADER = 1701, 851, 1134, 1134, 567
"""Margins of 30, 15, 20 and 20 mm; the page number stands 10 mm below the edge, in the top margin."""

UNFIT = re.compile("[\0-\x08\x0e-\x1b\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, except the control characters that split lines."""

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def content(text: str) -> str:
    """A text for the inside of `w:t`: escaped, with Word's line breaks and tabs; spaces are kept."""
    return BREAK.join(UNFIT.sub("", escape(text, quote=False)).splitlines()).replace("\t", TAB)


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


def rule(text: str, style: str, width: int, percent: int) -> str:
    """The rule below a text that is centred in `width`, as long as `percent` of the text, or of a full line of it.

    It is a paragraph of its own: where the text's width is misjudged the rule is too short or too long, and no text
    wraps.
    """
    look = LOOKS[style]
    em = 620 if look.capitals else 452  # the mean width of Times New Roman Bold's letters, in thousandths of its size
    length = min(len(text) * em * look.size * 20 // 1000, width) * percent // 100
    indent = (width - length) // 2
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
