"""The looks of a report's paragraphs, by Decree 30/2020/NĐ-CP, Appendices I and III: a Word style for each element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from docx.styles.styles import Styles

FONT = "Times New Roman"
LANGUAGE = "vi-VN"

BODY_SIZE = 14
HEAD_SIZE = 12
CELL_SIZE = 12


@attrs.frozen(kw_only=True)
class Look:
    """How a kind of paragraph looks. Sizes and spaces are in points, the first line's indent in twips.

    `name` is what Word shows: the office changes a look there, for every paragraph of the kind at once.
    `lines` is the spacing in lines, `exact` one in points instead.
    """

    name: str
    size: int
    align: Literal["LEFT", "CENTER", "RIGHT", "JUSTIFY"] = "CENTER"
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    before: int = 0
    after: int = 0
    first_line: int = 0
    lines: float = 1.0
    exact: int | None = None
    with_next: bool = False


LOOKS: Mapping[str, Look] = {
    "Header": Look(name="header", size=BODY_SIZE),
    "Parent": Look(name="Cơ quan chủ quản", size=HEAD_SIZE, capitals=True),
    "Office": Look(name="Cơ quan ban hành", size=HEAD_SIZE, bold=True, capitals=True),
    "Nation": Look(name="Quốc hiệu", size=HEAD_SIZE, bold=True, capitals=True),
    "Motto": Look(name="Tiêu ngữ", size=13, bold=True),
    "Number": Look(name="Số, ký hiệu", size=13),
    "PlaceDate": Look(name="Địa danh, thời gian", size=13, italic=True),
    "Title": Look(name="Title", size=BODY_SIZE, bold=True, capitals=True, before=20, with_next=True),
    "Subject": Look(name="Trích yếu", size=BODY_SIZE, bold=True, with_next=True),
    "Rule": Look(name="Đường kẻ", size=1, exact=2, before=2, after=10),
    "Break": Look(name="Ngắt phần", size=1, exact=1),
    "Text": Look(name="Nội dung", size=BODY_SIZE, align="JUSTIFY", after=6, first_line=720, lines=1.15),
    "Heading1": Look(
        name="heading 1",
        size=BODY_SIZE,
        bold=True,
        align="JUSTIFY",
        after=6,
        first_line=720,
        lines=1.15,
        with_next=True,
    ),
    "RecipientsTitle": Look(name="Nơi nhận", size=12, bold=True, italic=True, align="LEFT", with_next=True),
    "Recipient": Look(name="Danh sách nơi nhận", size=11, align="LEFT", with_next=True),
    "Position": Look(name="Chức vụ người ký", size=BODY_SIZE, bold=True, capitals=True, with_next=True),
    "Signer": Look(name="Họ tên người ký", size=BODY_SIZE, bold=True, before=80, with_next=True),
    "AppendixLabel": Look(name="Phụ lục", size=BODY_SIZE, bold=True, with_next=True),
    "AppendixTitle": Look(name="Tên phụ lục", size=BODY_SIZE, bold=True, capitals=True, with_next=True),
    "AppendixReference": Look(name="Kèm theo", size=BODY_SIZE, italic=True, after=12, with_next=True),
    "CellTitle": Look(name="Đầu bảng", size=CELL_SIZE, bold=True, before=2, after=2, with_next=True),
    "Cell": Look(name="Ô bảng", size=CELL_SIZE, align="LEFT", before=2, after=2),
    "CellTotal": Look(name="Ô tổng cộng", size=CELL_SIZE, bold=True, align="LEFT", before=2, after=2),
}
"""The styles by their identifiers."""


def define(styles: Styles) -> None:
    """Put the looks in place of the styles of python-docx's template, none of which is of use here."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt, Twips

    defaults = parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    element = styles.element
    element.replace(element[0], defaults)
    for unused in element.xpath("w:style[not(@w:default='1')]"):
        element.remove(unused)
    for identifier, look in LOOKS.items():
        style = styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name.isascii())
        style.style_id = identifier
        style.base_style = styles["Normal"]
        style.quick_style = True
        style.font.size = Pt(look.size)
        style.font.bold = look.bold or None
        style.font.italic = look.italic or None
        style.font.all_caps = look.capitals or None
        layout = style.paragraph_format
        layout.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
        layout.first_line_indent = Twips(look.first_line)
        layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
        layout.line_spacing = Pt(look.exact) if look.exact else look.lines
        layout.keep_with_next = look.with_next or None
