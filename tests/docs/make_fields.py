"""Makes docs/reference/fields.md from the table of fields: python -m tests.docs.make_fields."""

from pathlib import Path

from taskstats_adapters.office.fields import FIELDS, DayForm, Field, Kind, Need

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "fields.md"

INTRODUCTION = """\
# Fields

What a column of a list can be, and the headers that it is recognised by. They come from lists that offices have
published. This page is made from the table in `office/fields.py` by `python -m tests.docs.make_fields`: a new field or
header is a row or a word there.

Case, accents, white space, line breaks and punctuation do not matter. A field's own name (`due_on`) is a header too:
other programs write it. Headers after *else* count only where none before them is found.

- **required**: without the column nothing can be counted (E-COLUMN). **expected**: the list is read, and the gap is
  reported (W-COLUMN).
- **decides**: a wrong column could change a count, so between two nothing is chosen (E-COLUMNS).
- **own**: every task has its own; the value of a merged cell is not taken for the rows below (E-MERGED).
- **several columns**: a list may have more than one, in order; they may be numbered ("Gia hạn lần 2", "Hạn mới (lần
  2)"). Headers after *else* count where they are numbered, or where none before them is found.
- **names the task**: one of these says what a row is about.
- **for a check**: the column must be there when the profile asks for that [process check](definitions.md).

| field | holds | headers | notes |
|---|---|---|---|
"""

HOLDS = {
    Kind.NUMBER: "the row number; tells tasks from headings",
    Kind.TEXT: "text",
    Kind.AGENCY: "the agency, as the profile knows it",
    Kind.NAMES: 'agencies, separated by ";" or new lines',
    Kind.WITNESS: "what the list says of lateness; compared with the dates",
}
DAYS = {
    DayForm.PLAIN: "a day",
    DayForm.REFERENCE: "a day; the document's number may stand before it",
    DayForm.DEADLINE: 'a day; "trước ngày" and the like may stand before it',
    DayForm.DUE: 'a day, as for an extension, or "không thời hạn"',
    DayForm.DONE: 'a day; "chưa hoàn thành" and the like mean none',
}
NEEDS = {Need.REQUIRED: "required", Need.EXPECTED: "expected", Need.OPTIONAL: ""}


def page() -> str:
    """The text of the page."""
    return INTRODUCTION + "".join(map(_row, FIELDS.values()))


def _row(field: Field) -> str:
    holds = DAYS[field.day_form] if field.kind is Kind.DAY else HOLDS[field.kind]
    headers = " · *else* ".join(tier.replace("|", ", ") for tier in field.headers)
    notes = (
        NEEDS[field.need],
        "decides" if field.decisive else "",
        "own" if field.own else "",
        "several columns" if field.series else "",
        "names the task" if field.naming else "",
        f"for `{field.check}`" if field.check else "",
    )
    return f"| `{field.name}` | {holds} | {headers} | {', '.join(filter(None, notes))} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
