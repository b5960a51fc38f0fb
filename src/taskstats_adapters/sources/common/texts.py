"""A file that is read as a single text: loaded, checked for its real kind, and decoded strictly."""

from __future__ import annotations

import re
from pathlib import Path

from taskstats_adapters.contract.file_types import ADVICE, kind_of
from taskstats_adapters.sources.common.encodings import marked_encoding, nul_character, wrong_byte
from taskstats_adapters.sources.common.files import opener, read
from taskstats_adapters.sources.common.refusals import wrong_kind

_LINE_END = re.compile(r"\r\n|\r|\n")


def load_text(origin: str, wanted: str, *kinds: str) -> bytes:
    """The bytes of a text file, or of standard input for "-". Raises SourceError, also as `check_text` does."""
    where = Path(origin).name
    with opener(origin)() as file:
        data = read(file, where)
    check_text(data, where, wanted, *kinds)
    return data


def check_text(data: bytes, where: str, wanted: str, *kinds: str) -> None:
    """Raise SourceError (E-FORMAT) unless this is plain text or one of these kinds; `wanted` names the format."""
    kind = kind_of(data)
    if kind not in ("text", *kinds) and not (kind == "unknown" and marked_encoding(data)):
        raise wrong_kind(where, kind, wanted, ADVICE.get(kind, "hãy đổi đuôi tệp cho đúng loại"))


def decoded(data: bytes, encoding: str, where: str) -> str:
    """Decode the text. Raises SourceError (E-ENCODING) with the line of an invalid byte or a NUL."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = line_of(data[: error.start].decode(encoding, "replace"))
        raise wrong_byte(where, line, error.start + 1, encoding) from error
    if (zero := text.find("\0")) >= 0:
        raise nul_character(where, line_of(text[:zero]))
    return text


def line_of(before: str) -> int:
    """The number of the line, as in an editor, on which this text ends."""
    return len(_LINE_END.findall(before)) + 1
