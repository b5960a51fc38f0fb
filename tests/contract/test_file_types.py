"""What kind of file some content is, however it begins."""

import pytest

from taskstats_adapters.contract.file_types import ADVICE, MEANT, NAMES, kind_of

TABLE = "<table><tr><td>Ngày giao</td></tr></table>"
WORKBOOK = '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TABLE, "html"),
        (f"\n\n<!-- báo cáo -->\n{TABLE}", "html"),
        (f"<div>\n\t{TABLE}</div>", "html"),
        (f"<style>td {{}}</style>{TABLE}", "html"),
        (f'<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<HTML>{TABLE}', "html"),
        (f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>{WORKBOOK}', "xml2003"),
        (WORKBOOK, "xml2003"),
        ('<?xml version="1.0"?><office:document office:mimetype="x">', "fods"),
        ('<?xml version="1.0"?><tasks/>', "xml"),
        ('[{"a": 1}]', "json"),
        ('{"value": []}', "json"),
        ("STT\tNgày giao\n1\t3/5/2021\n", "text"),
        ("<3 ngày;Ngày giao\n", "text"),
        ("[Sở Y tế];Ngày giao\n", "text"),
    ],
)
def test_a_text(content: str, kind: str) -> None:
    assert kind_of(content.encode()) == kind
    assert kind_of(content.encode("utf-8-sig")) == kind
    assert kind_of(content.encode("utf-16")) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mht"),
        (b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n", "eml"),
        (b"\x09\x08\x08\x00\x00\x00\x10\x00", "old-xls"),
        (b"\x00\x01\x00\x00Standard Jet DB\x00", "access"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"Rar!\x1a\x07\x00", "archive"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"%PDF-1.7", "pdf"),
        (b"a\x00b", "unknown"),
    ],
)
def test_other_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_every_kind_is_read_by_a_source_or_has_a_step_that_helps() -> None:
    assert set(NAMES) == set(MEANT) | set(ADVICE)
    assert not set(MEANT) & set(ADVICE)
