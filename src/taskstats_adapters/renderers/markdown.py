"""A document as Markdown, which is readable as it is; the command prints it when no output file is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from taskstats_adapters.contract import Align, Appendix, Document, Heading, Paragraph, Printer, Table, hookimpl

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w+;))")
_BLOCK = re.compile(r"^\s*(?:(?=[-+#])|\d+(?=[.)](?:\s|$)))")
_RULES = {Align.LEFT: ":---", Align.CENTER: ":---:", Align.RIGHT: "---:"}


def print_document(document: Document) -> bytes:
    """The document as UTF-8 CommonMark with pipe tables; text that would be markup is escaped."""
    return ("\n\n".join(filter(None, _blocks(document))) + "\n").encode(errors="replace")


def _blocks(document: Document) -> Iterator[str]:
    head = document.letterhead
    yield f"{_at_line_start(_escaped(head.parent))}  \n**{_escaped(head.office)}**"
    yield f"**{head.nation}**  \n**{head.motto}**"
    yield _at_line_start(_escaped(head.number))
    yield f"*{_escaped(head.place_date)}*"
    yield f"# {_escaped(document.title)}"
    yield f"**{_escaped(document.subject)}**"
    for block in document.body:
        yield f"## {_escaped(block.text)}" if isinstance(block, Heading) else _paragraph(block)
    yield "***Nơi nhận:***"
    yield "\n".join(f"- {_at_line_start(_escaped(line.removeprefix('- ')))}" for line in document.recipients)
    yield "  \n".join(f"**{_escaped(line)}**" for line in document.signature.position)
    if document.signature.name:
        yield f"**{_escaped(document.signature.name)}**"
    for appendix in document.appendices:
        yield from _appendix(appendix)


def _paragraph(paragraph: Paragraph) -> str:
    marks = {(False, False): "", (False, True): "*", (True, False): "**", (True, True): "***"}
    return _at_line_start(
        "".join(
            f"{marks[span.bold, span.italic]}{_escaped(span.text)}{marks[span.bold, span.italic]}"
            for span in paragraph.spans
        )
    )


def _appendix(appendix: Appendix) -> Iterator[str]:
    yield f"## {_escaped(appendix.label)}"
    yield f"**{_escaped(appendix.title)}**"
    yield f"*{_escaped(appendix.reference)}*"
    yield "\n".join(_table(appendix.table))


def _table(table: Table) -> Iterator[str]:
    titles = [f"{column.group}: {column.title}" if column.group else column.title for column in table.columns]
    yield _row(map(_escaped, titles))
    yield _row(_RULES[column.align] for column in table.columns)
    for number, row in enumerate(table.rows):
        texts = (_escaped(cell.text) for cell in row)
        yield _row(f"**{text}**" if text and number in table.sums else text for text in texts)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _at_line_start(escaped: str) -> str:
    """The text at the start of a line, where it may not begin a list or a heading."""
    return _BLOCK.sub(r"\g<0>\\", escaped)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.splitlines()))


PRINTER = Printer(
    name="markdown",
    summary="văn bản Markdown, đọc được ngay",
    print=print_document,
    media_type="text/markdown",
    suffixes=(".md", ".markdown"),
)


@hookimpl
def taskstats_renderers() -> Iterable[Printer]:
    """The Markdown printer."""
    return (PRINTER,)
