"""The printed example report equals the published report of May 2021, paragraph by paragraph.

`bao-cao-lang-son-2021-05.txt` is the published text. Both are compared in NFC, with white space folded.
"""

import io
import re
import unicodedata
from pathlib import Path

import pytest

import taskstats_adapters as adapters
from taskstats import ProgressReport

EXAMPLE = Path(__file__).parents[2] / "examples" / "lang_son_2021_05"
PUBLISHED = Path(__file__).with_name("bao-cao-lang-son-2021-05.txt")
PROFILE = EXAMPLE / "lang-son.toml"


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def published() -> list[str]:
    return [folded(line) for line in PUBLISHED.read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def report() -> ProgressReport:
    intake = adapters.read_tasks(EXAMPLE / "nhiem-vu.xlsx", profile=PROFILE)
    assert intake.problems == ()
    return adapters.compose_report(
        intake, period="2021-05", profile=PROFILE, findings=EXAMPLE / "van-ban-chua-dung-quy-trinh.csv"
    )


def test_the_published_text_is_complete() -> None:
    assert len(published()) == 21


def test_markdown_has_exactly_the_published_paragraphs_in_order(report: ProgressReport) -> None:
    text = adapters.render_report(report, format="markdown", profile=PROFILE).decode()
    main, *_ = text.partition("## Phụ lục số 1")
    # Strip the markup of headings and letterhead; italics within the text are part of what was published.
    lines = [folded(re.sub(r"^#+ |\*\*|\\", "", line)) for line in main.splitlines()]
    lines = [re.sub(r"^\*([^*]*)\*$", r"\1", line) for line in lines if line]
    letterhead = [
        "UBND TỈNH LẠNG SƠN",
        "VĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert lines == letterhead + published()


def test_word_has_every_published_paragraph(report: ProgressReport) -> None:
    import docx
    from docx.text.paragraph import Paragraph

    content = adapters.render_report(report, format="word", profile=PROFILE)
    document = docx.Document(io.BytesIO(content))
    paragraphs = document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    printed = [folded(Paragraph(paragraph, document).text) for paragraph in paragraphs]
    for line in published():
        assert folded(line.replace("*", "")) in printed


def test_each_appendix_has_as_many_rows_as_its_figure(report: ProgressReport) -> None:
    text = adapters.render_report(report, format="markdown", profile=PROFILE).decode()
    _, first, second = re.split(r"^## Phụ lục số \d$", text, flags=re.MULTILINE)
    rows = [len(re.findall(r"^\| \d+ \|", part, flags=re.MULTILINE)) for part in (first, second)]
    assert rows == [5, 4]


def test_the_library_does_not_mention_the_province() -> None:
    sources = Path(__file__).parents[2] / "src"
    roots = [sources] if sources.is_dir() else [Path(adapters.__file__).parent]
    for path in (path for root in roots for path in root.rglob("*.py")):
        assert "Lạng Sơn" not in unicodedata.normalize("NFC", path.read_text("utf-8")), path
