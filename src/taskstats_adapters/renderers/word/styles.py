"""The Word style of each element of a document, by Decree 30/2020/NĐ-CP, Appendices I and III."""

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

    `name` is the style's name in Word, where the office can change all paragraphs of the kind at once. Line spacing is
    `lines`, or `exact` in points.
    """

    name: str
    size: int
    align: Literal["left", "center", "right", "both"] = "center"
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
    "Text": Look(name="Nội dung", size=BODY_SIZE, align="both", after=6, first_line=720, lines=1.15),
    "Heading1": Look(
        name="heading 1",
        size=BODY_SIZE,
        bold=True,
        align="both",
        after=6,
        first_line=720,
        lines=1.15,
        with_next=True,
    ),
    "RecipientsTitle": Look(name="Nơi nhận", size=12, bold=True, italic=True, align="left", with_next=True),
    "Recipient": Look(name="Danh sách nơi nhận", size=11, align="left", with_next=True),
    "Position": Look(name="Chức vụ người ký", size=BODY_SIZE, bold=True, capitals=True, with_next=True),
    "Signer": Look(name="Họ tên người ký", size=BODY_SIZE, bold=True, before=80, with_next=True),
    "AppendixLabel": Look(name="Phụ lục", size=BODY_SIZE, bold=True, with_next=True),
    "AppendixTitle": Look(name="Tên phụ lục", size=BODY_SIZE, bold=True, capitals=True, with_next=True),
    "AppendixReference": Look(name="Kèm theo", size=BODY_SIZE, italic=True, after=12, with_next=True),
    "CellTitle": Look(name="Đầu bảng", size=CELL_SIZE, bold=True, before=2, after=2, with_next=True),
    "Cell": Look(name="Ô bảng", size=CELL_SIZE, align="left", before=2, after=2),
    "CellTotal": Look(name="Ô tổng cộng", size=CELL_SIZE, bold=True, align="left", before=2, after=2),
}
"""The looks by style identifier."""


def define(styles: Styles) -> None:
    """Replace the styles of python-docx's template, none of which is used."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        f'<w:sz w:val="{BODY_SIZE * 2}"/><w:szCs w:val="{BODY_SIZE * 2}"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    looks = "".join(_style(identifier, look) for identifier, look in LOOKS.items())
    new = parse_xml(f"<w:styles {nsdecls('w')}>{defaults}{looks}</w:styles>")
    element = styles.element
    for unused in element.xpath("w:style[not(@w:default='1')]"):
        element.remove(unused)
    element.replace(element[0], new[0])
    element.extend(tuple(new))


def _style(identifier: str, look: Look) -> str:
    """A paragraph style; the format prescribes the order of its elements."""
    own = "" if look.name.isascii() else ' w:customStyle="1"'
    line = f'"{look.exact * 20}" w:lineRule="exact"' if look.exact else f'"{round(look.lines * 240)}" w:lineRule="auto"'
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{identifier}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" * look.with_next}'
        f'<w:spacing w:before="{look.before * 20}" w:after="{look.after * 20}" w:line={line}/>'
        f'<w:ind w:firstLine="{look.first_line}"/><w:jc w:val="{look.align}"/></w:pPr>'
        f"<w:rPr>{'<w:b/>' * look.bold}{'<w:i/>' * look.italic}{'<w:caps/>' * look.capitals}"
        f'<w:sz w:val="{look.size * 2}"/></w:rPr></w:style>'
    )
