"""A heading above tasks, taken apart: "II. SỞ Y TẾ (3 nhiệm vụ)" is a label, a name and a count."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from taskstats_adapters.intake.cells.leads import without_person

UNLABELLED, NUMBERED = -1, 2
"""The rank of a heading without a label, and the lowest of those with a number."""

UNITS = "nhiệm vụ|công việc|việc|văn bản|nội dung|NV"
"""What is counted, as a pattern."""

WHOSE = re.compile(
    r"(?:tên )?(?:(?:cơ quan, )?đơn vị|cơ quan)(?: báo cáo| chủ trì| thực hiện| lập| gửi)? ?: ?", re.IGNORECASE
)
"""What says that a name is an agency's: "Đơn vị: ", "Cơ quan chủ trì: "."""


@attrs.frozen
class Heading:
    """What the filled cells of a heading say.

    `rank` is how deep its label stands, from 0 ("A", then "I", "1", "1.1", "a"); UNLABELLED without one. `count` is
    how many tasks it says are below it; `unit` tells whether it says so in words, as in "2 nhiệm vụ". `again`: it goes
    on with the heading of this name ("Sở Y tế (tiếp)"). `whose`: it says that the name is an agency's ("Đơn vị: …").
    """

    text: str
    name: str
    rank: int = UNLABELLED
    count: int | None = None
    unit: bool = False
    again: bool = False
    whose: bool = False


def read_heading(texts: Sequence[str]) -> Heading:
    """The heading in these texts, which are clean and in the order of their columns."""
    rank, (name, *others) = UNLABELLED, texts
    if others and (found := rank_of(name)) is not None:
        rank, (name, *others) = found, others
    elif (match := _LABELLED.match(name)) and (found := rank_of(match["label"])) is not None:
        rank, name = found, name[match.end() :]
    if again := _AGAIN.search(name):
        name = name[: again.start()]
    counts = [match for text in others if (match := _COUNT.fullmatch(text))]
    if not counts and (match := _COUNT_AT_END.search(name)) and (match["open"] or match["unit"] or match["sum"]):
        name, counts = name[: match.start()], [match]
    number, unit = (counts[0]["number"], counts[0]["unit"] is not None) if len(counts) == 1 else ("", False)
    count = int(number) if number and (unit or not _YEAR.fullmatch(number)) else None
    name = name.lstrip(_MARKS)
    if whose := WHOSE.match(name):
        name = name[whose.end() :]
    name = without_person(name).strip(_MARKS)
    return Heading(" ".join(texts), name, rank, count, unit, again is not None, whose is not None)


def rank_of(label: str) -> int | None:
    """How deep a label stands: "A" is 0, "II" 1, "1" and "II.1" 2, "1.1" 3; None for what is no label."""
    match = _LABEL.fullmatch(label)
    if not match:
        return None
    if match["number"]:
        return NUMBERED + match["number"].lstrip(".ABCDEFGHIJKLMNOPQRSTUVWXYZ").count(".")
    return 1 if match["roman"] else 0 if match["upper"] else _LOWER


def is_note(text: str) -> bool:
    """Whether a text is no heading, but a note or the place and day of a signature."""
    return _NOTE.match(text) is not None


_NOTE = re.compile(
    r"(?:ghi chú|chú thích|chú giải|lưu ý|ký hiệu|nguồn)\b|[*(]|(?:[^\d:;,]{0,40}, ?)?ngày \d", re.IGNORECASE
)
_LOWER = 9
_MARKS = " .,;:-–*+•"
_LABEL = re.compile(
    r"\(?(?:(?P<number>(?:(?:[IVX]{1,6}|[A-Z])\.)?\d{1,3}(?:\.\d{1,3}){0,3})|"
    r"(?P<roman>[IVX]{1,6})|(?P<upper>[A-Z])|(?P<lower>[a-zđ]))[.):/]{0,2}"
)
"""One letter that is a numeral is taken for one: the ninth block by letters is rare."""
_LABELLED = re.compile(
    r"(?P<label>\(?[\w.]{1,15}[.):/]|[IVX]{1,6}(?=[ –-])|[A-Z](?= ?[–-] )|"
    r"(?:[IVX]{1,6}|[A-Z]|\d{1,3})(?:\.\d{1,3}){1,4})"
    r" *+(?:[–-] *+)?(?=[^\W\d])"
)
_SUM = r"(?P<sum>gồm |có |tổng(?: số| cộng)?:? )?"
_COUNT = re.compile(rf"\(?{_SUM}(?P<number>\d{{1,5}})(?: ?(?P<unit>{UNITS}))?\)?", re.IGNORECASE)
_COUNT_AT_END = re.compile(
    rf"(?:(?P<open>[(\[])|[:,–-] ?| (?=tổng\b)){_SUM}(?P<number>\d{{1,5}})"
    rf"(?: ?(?P<unit>{UNITS})\b(?:[:;,] [^()]{{0,80}})?)?(?(open)[)\]]|(?<![)\]]))\.?$",
    re.IGNORECASE,
)
"""With what became of them: "(5 nhiệm vụ: 3 đúng hạn, 2 quá hạn)"."""
_AGAIN = re.compile(r" ?[(\[–-] ?(?:tiếp(?: theo)?|tt|cont(?:\.|inued)?)[)\]]?\.?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
