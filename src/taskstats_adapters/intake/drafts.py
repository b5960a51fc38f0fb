"""A first profile for an office, guessed from its list, to be edited."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from string import Template

import attrs

from taskstats import Task
from taskstats_adapters.contract.adapters import Sheet
from taskstats_adapters.intake.cells.clean import CleanCell, CleanRow, clean_rows, has_own, text_of
from taskstats_adapters.intake.cells.dates import read_assignment, read_date
from taskstats_adapters.intake.cells.in_words.documents import read_day
from taskstats_adapters.intake.cells.no_days import NotADate
from taskstats_adapters.intake.columns.headers import Header, find_header
from taskstats_adapters.intake.columns.unread import unread_columns
from taskstats_adapters.office.fields import FIELDS, LAST_HEADER_ROW, REQUIRED, each_named
from taskstats_adapters.office.profile import AssignedOn, Profile, Reading, UndatedCompletion
from taskstats_adapters.vietnamese.text import fold, words

LOOKED_AT = 200
"""How many rows below the header are read to tell which columns hold dates."""


@attrs.define
class Guess:
    """Which header is which field; `doubts` says which of them are guesses, and why."""

    columns: dict[str, str | tuple[str, ...]] = attrs.field(factory=dict)
    doubts: dict[str, str] = attrs.field(factory=dict)
    unread: tuple[str, ...] = ()
    documents: str = ""
    """The column with the days of the documents, where they are those of the assignment."""

    @property
    def profile(self) -> Profile:
        """The settings that the draft will state, where they differ from the usual ones."""
        assigned_on = AssignedOn.DOCUMENT_DATE if self.documents else AssignedOn.OWN_COLUMN
        reading = Reading(completed_without_date=self._completed_without_date, assigned_on=assigned_on)
        return Profile(columns=self.columns, intake=reading)

    @property
    def _completed_without_date(self) -> UndatedCompletion:
        """In a list without days of completion, only the day of the last update can stand for them."""
        only_updates = "completed_on" not in self.columns and {"status", "updated_on"} <= self.columns.keys()
        return UndatedCompletion.UPDATED_ON if only_updates else UndatedCompletion.REJECT

    def add(self, field: str, header: str, why: str) -> None:
        """Take a column that the usual names do not settle."""
        self.columns[field] = header
        self.doubts[field] = f"đoán ({why}): hãy kiểm tra"


def guess_columns(sheets: Iterable[Sheet]) -> Guess:
    """The columns of the list with most known headers; missing dates are sought in the other columns of dates."""
    best: tuple[Header, Sequence[CleanRow]] | None = None
    for sheet in sheets:
        if sheet.ignored is None:
            rows = clean_rows(itertools.islice(sheet.rows, LAST_HEADER_ROW + LOOKED_AT))
            header = find_header(rows[:LAST_HEADER_ROW], {})
            if header is not None and (best is None or len(header.columns) > len(best[0].columns)):
                best = header, rows[header.first + header.height :]
    return Guess() if best is None else _guess(*best)


def _guess(header: Header, rows: Sequence[CleanRow]) -> Guess:
    texts = {field: header.texts_of(field) for field in header.columns}
    guess = Guess({field: text[0] if len(text) == 1 else text for field, text in texts.items()})
    spare = [column for column, text in enumerate(header.texts) if text and column not in header.fields]
    for field, rivals in header.ambiguous.items():
        real = [column for column in rivals if fold(header.texts[column]).endswith("thucte")]
        chosen = (real or list(rivals))[0]
        others = ", ".join(f'"{header.texts[column]}"' for column in rivals if column != chosen)
        guess.add(field, header.texts[chosen], f"cũng có {others}")
        spare = sorted({*spare, *rivals} - {chosen})
    if (either := header.done_or_given({})) is not None:
        guess.add("assigned_on", header.texts[either], "cũng có thể là ngày hoàn thành")
    dates = [column for column in spare if _mostly(read_date, rows, column)]
    for field in ("due_on", "assigned_on"):
        telling = re.compile(rf"\b(?:{FIELDS[field].day_words})\b")
        named = [column for column in dates if telling.search(" ".join(words(header.texts[column])))]
        if field not in guess.columns and named:
            guess.add(field, header.texts[named[0]], "cột ngày tháng")
            dates.remove(named[0])
    of_document = header.columns.get("document_date", header.columns.get("document"))
    if "assigned_on" not in guess.columns and of_document is not None and _all_dated(rows, of_document):
        guess.documents = header.texts[of_document]
    taken = {text for _, text in each_named(guess.columns)}
    guess.unread = tuple(text for text in unread_columns(header).values() if text not in taken)
    return guess


ReadDate = Callable[[CleanCell], dt.date | None]


def _all_dated(rows: Sequence[CleanRow], column: int) -> bool:
    """Whether every filled cell of a column of documents has a day: only then does it say when all were assigned."""
    cells = [row[column] for row in rows if column < len(row) and has_own(row[column])]
    return bool(cells) and all(_is_date(partial(read_day, read_assignment), cell) for cell in cells)


def _mostly(read: ReadDate, rows: Sequence[CleanRow], column: int) -> bool:
    """Whether more than half of the filled cells of a column are dates."""
    cells = [row[column] for row in rows if column < len(row) and has_own(row[column])]
    return 2 * sum(_is_date(read, cell) for cell in cells) > len(cells)


def _is_date(read: ReadDate, cell: CleanCell) -> bool:
    try:
        return read(cell) is not None and not text_of(cell).isdigit()  # a mere number may be a serial, or anything
    except NotADate:
        return False


def draft_profile(guess: Guess, tasks: Iterable[Task]) -> str:
    """A commented TOML profile: which header was taken for which field, and the agencies met."""
    template = Template(Path(__file__).with_name("profile_template.toml").read_text("utf-8"))
    return template.substitute(
        assigned_on=_assigned_on(guess.documents),
        completed_without_date=guess.profile.intake.completed_without_date.value,
        columns="\n".join(_columns(guess)),
        agencies="".join(_agencies(tasks)),
    )


def _assigned_on(documents: str) -> str:
    if documents:
        return f'assigned_on = "document-date" # đoán (ngày giao là ngày ở cột {_quoted(documents)}): hãy kiểm tra'
    return '# assigned_on = "document-date" # danh sách không có cột ngày giao: lấy ngày của văn bản giao'


def _columns(guess: Guess) -> Iterator[str]:
    for field in FIELDS:
        if field in guess.columns:
            doubt = f" # {guess.doubts[field]}" if field in guess.doubts else ""
            yield f"{field} = {_quoted(guess.columns[field])}{doubt}"
        elif field in REQUIRED and not (field == "assigned_on" and guess.documents):
            yield f'{field} = "…"            # bắt buộc: chưa tìm thấy cột nào như "{FIELDS[field].label}"'
        else:
            yield f'# {field} = "{FIELDS[field].label}"'
    if guess.unread:
        yield f"# các cột không đọc: {', '.join(map(_quoted, guess.unread))}"


def _agencies(tasks: Iterable[Task]) -> Iterator[str]:
    names = sorted({task.agency for task in tasks if task.agency})
    if names:
        yield "\n\n# Các đơn vị, theo thứ tự sẽ in; bỏ # thì mọi tên khác bị báo lỗi; aliases là các cách viết khác."
    for name in names:
        yield f"\n# [[agencies]]\n# name = {_quoted(name)}\n# aliases = []"


def _quoted(text: str | Sequence[str]) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
