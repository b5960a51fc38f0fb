"""Web archives (.mht): the pages in them are read as web pages are."""

import base64
import quopri
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats_adapters.contract import SourceError
from taskstats_adapters.sources.web.source import SOURCE

HEADERS = ("Nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành")


def page(*rows: tuple[str, ...], head: str = "") -> str:
    lines = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in rows)
    return f"<html><head>{head}</head><body><table>{lines}</table></body></html>"


LIST = page(HEADERS, ("Đề án", "Sở Y tế", "3/5/2021", "20/5/2021", ""))


def part(content: str, encoding: str = "utf-8", transfer: str = "quoted-printable", kind: str = "text/html") -> bytes:
    data = content.encode(encoding)
    body = quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
    body = data if transfer == "8bit" else body
    charset = "" if encoding == "utf-8" else f'; charset="{encoding}"'
    return f"Content-Type: {kind}{charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode() + body


def archive(*parts: bytes, before: str = "", end: bool = True) -> bytes:
    head = f'{before}MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="=_X"\r\n\r\n'
    joined = b"".join(b"\r\n--=_X\r\n" + one for one in parts)
    return head.encode() + b"single file\r\n" + joined + (b"\r\n--=_X--\r\n" if end else b"")


def titles(path: Path) -> list[str]:
    return [task.title for task in adapters.read_tasks(path).tasks]


@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.xls", "a.htm"])
@pytest.mark.parametrize(
    "content",
    [
        archive(part(LIST)),
        archive(part(LIST, "utf-16"), before="From: <Saved by Blink>\r\nSubject: =?utf-8?Q?a?=\r\n"),
        archive(part(LIST, transfer="base64"), part("GIF", kind="image/gif")),
        archive(part(LIST, transfer="8bit"), before="X-Document-Type: Workbook\r\n"),
    ],
    ids=["Excel", "a browser", "base64", "8bit"],
)
def test_a_page_in_an_archive(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    intake = adapters.read_tasks(tmp_path / name)
    assert [task.title for task in intake.tasks] == ["Đề án"]
    assert [problem.code for problem in intake.problems] == (["W-FORMAT"] if name == "a.xls" else [])


def test_a_workbook_with_a_frame_and_two_sheets(tmp_path: Path) -> None:
    frame = "<html><frameset><frame src=sheet001.htm></frameset></html>"
    second = page(HEADERS, ("Kế hoạch", "Sở Nội vụ", "4/5/2021", "", ""))
    (tmp_path / "a.mht").write_bytes(archive(part(frame), part(LIST), part(second)))
    assert [sheet.name for sheet in SOURCE.read(str(tmp_path / "a.mht"), {})] == ["bảng 1", "bảng 2"]
    assert titles(tmp_path / "a.mht") == ["Đề án", "Kế hoạch"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (archive(part(LIST), end=False), "E-CORRUPT"),
        (archive(part(LIST[:-60])), "E-CORRUPT"),
        (archive(part("<p>không có bảng</p>")), "E-FORMAT"),
        (archive(part("x", kind="text/plain")), "E-FORMAT"),
        (archive(part(f'<!DOCTYPE x [<!ENTITY a "b">]>{LIST}')), "E-DOCTYPE"),
    ],
    ids=["archive cut off", "page cut off", "no table", "no page", "DOCTYPE"],
)
def test_what_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.mht").write_bytes(content)
    with pytest.raises(SourceError) as raised:
        adapters.read_tasks(tmp_path / "a.mht")
    assert (raised.value.code, raised.value.where) == (code, "a.mht")
