"""The Word file as LibreOffice lays it out: what is on which page."""

import re
import subprocess
from pathlib import Path

import attrs
import pytest

from taskstats_adapters.contract.document import (
    Align,
    Appendix,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Span,
    Table,
)
from taskstats_adapters.renderers.word.printer import print_document

pytestmark = pytest.mark.libreoffice

SENTENCE = "Văn phòng đề nghị Thủ trưởng các cơ quan tập trung thực hiện các nhiệm vụ được giao. "
REPORT = Document(
    letterhead=Letterhead("UBND tỉnh Lạng Sơn", "Văn phòng", "Số:     /BC-VP", "Lạng Sơn, ngày     tháng 6 năm 2021"),
    title="BÁO CÁO",
    subject="Kết quả rà soát, tổng hợp tiến độ thực hiện các nhiệm vụ đã giao",
    body=(Heading("1. Tiến độ"), Paragraph((Span("Kết thúc./."),))),
    recipients=("- Chủ tịch UBND tỉnh;", "- Các sở;", "- Lưu: VT."),
    signature=Signature(("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"), "Phạm Hùng Trường"),
)
COLUMNS = (
    Column("STT", 5, Align.CENTER),
    Column("Đơn vị", 30),
    Column("Đúng hạn", 10, Align.RIGHT, "Đã hoàn thành"),
    Column("Quá hạn", 10, Align.RIGHT, "Đã hoàn thành"),
)
ROWS = tuple((f"r{number}", f"Phòng {number}", "12", "3") for number in range(1, 61))
APPENDIX = Appendix(
    "Phụ lục",
    "Tổng hợp",
    "(Kèm theo)",
    Table(COLUMNS, (*ROWS, ("", "Tổng cộng", "720", "180")), frozenset({len(ROWS)})),
)


@attrs.frozen
class Page:
    """What a reader sees of a page: its lines, its width and height in millimetres."""

    lines: tuple[str, ...]
    size: tuple[int, int]


def printed(directory: Path, *documents: Document) -> list[list[Page]]:
    """The pages of each document, from one run of LibreOffice with its own home folder."""
    for number, document in enumerate(documents):
        (directory / f"{number}.docx").write_bytes(print_document(document))
    names = [f"{number}.docx" for number in range(len(documents))]
    home = (directory / "home").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", *names]
    subprocess.run(command, cwd=directory, check=True, capture_output=True)
    return [pages(directory / f"{number}.pdf") for number in range(len(documents))]


def pages(pdf: Path) -> list[Page]:
    text = output("pdftotext", "-layout", pdf, "-").split("\f")[:-1]
    found = re.findall(r"size: +([\d.]+) x ([\d.]+) pts", output("pdfinfo", "-f", "1", "-l", "-1", pdf))
    sizes = [(round(float(width) * 25.4 / 72), round(float(height) * 25.4 / 72)) for width, height in found]
    return [
        Page(tuple(line.strip() for line in page.splitlines() if line.strip()), size)
        for page, size in zip(text, sizes, strict=True)
    ]


def output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def words(*texts: str, times: int = 1) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Span(text),)) for text in texts) * times


def test_a_long_report_has_page_numbers_from_its_second_page(tmp_path: Path) -> None:
    (found,) = printed(tmp_path, attrs.evolve(REPORT, body=words(SENTENCE * 5, times=20) + REPORT.body))
    assert len(found) >= 3
    assert found[0].lines[0].startswith("UBND TỈNH LẠNG SƠN")
    assert [page.lines[0] for page in found[1:]] == [str(number) for number in range(2, len(found) + 1)]
    assert not re.fullmatch(r"\d+", found[0].lines[-1])
    assert {page.size for page in found} == {(210, 297)}


def test_a_short_report_is_one_page_with_a_two_column_letterhead(tmp_path: Path) -> None:
    ((page,),) = printed(tmp_path, REPORT)
    both = [" ".join(line.split()) for line in page.lines]
    assert both[:2] == [
        "UBND TỈNH LẠNG SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "VĂN PHÒNG Độc lập - Tự do - Hạnh phúc",
    ]
    assert "Số: /BC-VP Lạng Sơn, ngày tháng 6 năm 2021" in both
    assert any(line.startswith("Nơi nhận: KT. CHÁNH VĂN PHÒNG") for line in both)


def test_appendices_are_landscape_numbered_from_one_and_repeat_their_headings(tmp_path: Path) -> None:
    upright = attrs.evolve(APPENDIX, landscape=False)
    (found,) = printed(tmp_path, attrs.evolve(REPORT, appendices=(APPENDIX, upright, APPENDIX)))
    starts = [number for number, page in enumerate(found) if page.lines[0].startswith("Phụ lục")]
    assert len(starts) == 3
    assert starts[0] == 1
    first, second, third = (found[start:end] for start, end in zip(starts, (*starts[1:], len(found)), strict=True))
    for part, size in ((first, (297, 210)), (second, (210, 297)), (third, (297, 210))):
        assert len(part) >= 2
        assert {page.size for page in part} == {size}
        assert [page.lines[0] for page in part[1:]] == [str(number) for number in range(2, len(part) + 1)]
        for page in part:
            assert sum("Đã hoàn thành" in line for line in page.lines) == 1
            assert sum("Đúng hạn" in line for line in page.lines) == 1
        rows = re.findall(r"^r(\d+) ", "\n".join(line for page in part for line in page.lines), re.MULTILINE)
        assert rows == [str(number) for number in range(1, 61)]
        assert part[-1].lines[-1].split() == ["Tổng", "cộng", "720", "180"]


def test_the_signature_stays_with_the_recipients_and_the_last_paragraph(tmp_path: Path) -> None:
    bodies = [words("Dòng.", times=lines) + REPORT.body[1:] for lines in range(8, 32)]
    found = printed(tmp_path, *(attrs.evolve(REPORT, body=body) for body in bodies))
    counts = {len(document) for document in found}
    assert counts == {1, 2}  # somewhere among them is the edge of the page
    for document in found:
        last = "\n".join(document[-1].lines)
        for text in ("Kết thúc./.", "Nơi nhận:", "- Lưu: VT.", "KT. CHÁNH VĂN PHÒNG", "Phạm Hùng Trường"):
            assert text in last


def test_no_row_is_split_across_pages(tmp_path: Path) -> None:
    rows = tuple((str(number), f"đầu{number} {SENTENCE * 3} cuối{number}", "1", "2") for number in range(40))
    (found,) = printed(tmp_path, attrs.evolve(REPORT, appendices=(attrs.evolve(APPENDIX, table=Table(COLUMNS, rows)),)))
    assert len(found) > 4
    for page in found:
        text = "\n".join(page.lines)
        assert re.findall(r"đầu(\d+)", text) == re.findall(r"cuối(\d+)", text)


def test_text_longer_than_a_page_is_printed_completely(tmp_path: Path) -> None:
    many = " ".join(f"chữ{number}" for number in range(1500))
    recipients = tuple(f"- Cơ quan {number};" for number in range(120))
    table = Table(COLUMNS, (("1", many, "1", "2"), ("2", "cuối", "1", "2")))
    (found,) = printed(
        tmp_path,
        attrs.evolve(REPORT, recipients=recipients, appendices=(attrs.evolve(APPENDIX, table=table),)),
    )
    text = "\n".join(line for page in found for line in page.lines)
    assert re.findall(r"chữ\d+", text) == many.split()
    assert re.findall(r"- Cơ quan \d+;", text) == list(recipients)
    assert "cuối" in text
    assert "Phạm Hùng Trường" in text


def test_a_word_wider_than_its_cell_is_broken_and_not_lost(tmp_path: Path) -> None:
    word = "0123456789" * 30
    table = Table((Column("STT", 1), Column("Nội dung", 2)), (("x", word),))
    (found,) = printed(tmp_path, attrs.evolve(REPORT, appendices=(attrs.evolve(APPENDIX, table=table),)))
    assert word in re.sub(r"\D", "", "".join(found[-1].lines))


def test_a_table_has_no_last_page_with_one_to_three_rows_where_closer_rows_fit(tmp_path: Path) -> None:
    columns = (Column("No", 5), Column("Name", 30))
    tables = [Table(columns, tuple((f"r{n}", "Office") for n in range(rows))) for rows in range(18, 32)]
    found = printed(tmp_path, *(attrs.evolve(REPORT, appendices=(attrs.evolve(APPENDIX, table=t),)) for t in tables))
    last_rows = [sum(line.startswith("r") for line in document[-1].lines) for document in found]
    assert {len(document) for document in found} == {2, 3}  # the text, and one or two pages of the table
    assert min(last_rows) > 3


def test_titles_are_broken_between_words_into_lines_of_about_the_same_length(tmp_path: Path) -> None:
    subject = "Report on the progress of all tasks that were assigned to the offices by the end of 31/5/2021"
    head = attrs.evolve(REPORT.letterhead, office="Office of the People\nand of the Council")
    ((page,),) = printed(tmp_path, attrs.evolve(REPORT, subject=subject, letterhead=head))
    start = next(place for place, line in enumerate(page.lines) if line.startswith("Report on"))
    first, second = page.lines[start : start + 2]
    assert f"{first} {second}" == subject
    assert abs(len(first) - len(second)) < 20
    assert any(line.startswith("OFFICE OF THE PEOPLE ") for line in page.lines)


def test_the_number_of_a_document_stays_on_one_line_and_reads_the_same(tmp_path: Path) -> None:
    text = "".join(f"{'x' * filler} so 1000/UBND-KGVX het. " for filler in range(1, 60))
    ((*pages_found,),) = printed(tmp_path, attrs.evolve(REPORT, body=words(text) + REPORT.body))
    lines = [line for page in pages_found for line in page.lines]
    assert not [line for line in lines if re.search(r"\d/UBND.?$", line)]
    assert sum(len(re.findall(r"1000/UBND[-\u2011]KGVX", line)) for line in lines) == 59
