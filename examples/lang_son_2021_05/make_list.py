"""Write the example: an invented task list that reproduces the figures of Lạng Sơn's report for May 2021.

`python examples/lang_son_2021_05/make_list.py [folder]` writes `nhiem-vu.xlsx` and `van-ban-chua-dung-quy-trinh.csv`,
the same bytes every time. QUOTAS, which follow from the published report, fix how many tasks there are of each kind;
everything else is random.
"""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from layout import lay_out, save
from words import ABBREVIATIONS, AGENCIES, ASSIGNERS, FINDINGS, REASONS, SPECIALISTS, TITLES, URGENCY, Agency

CUT_OFF = dt.date(2021, 5, 31)
LAST_CUT_OFF = dt.date(2021, 4, 30)
DAY = dt.timedelta(days=1)
HOLIDAYS = {dt.date(2021, 1, 1), dt.date(2021, 4, 21), dt.date(2021, 4, 30), dt.date(2021, 5, 3)}
HOLIDAYS |= {dt.date(2021, 2, day) for day in range(10, 17)}  # Tết

ON_TIME, LATE, IN_MAY, OPEN = "on time", "late", "late, in May", "open"
NEVER, LATER = 0, 6

# (month assigned, outcome) -> {month due: number of tasks}. LATER is June or after, NEVER is undated. LATE tasks were
# completed by the cut-off after their due date; IN_MAY tasks were overdue at the end of April and completed in May.
QUOTAS = {
    (1, ON_TIME): {1: 130, 2: 110, 3: 22, 4: 4, LATER: 1, NEVER: 3},
    (1, LATE): {1: 2, 2: 2},
    (1, OPEN): {NEVER: 1},
    (2, ON_TIME): {2: 92, 3: 88, 4: 12, 5: 1, LATER: 2, NEVER: 3},
    (2, LATE): {2: 2, 3: 3},
    (2, IN_MAY): {4: 1},
    (2, OPEN): {LATER: 1},
    (3, ON_TIME): {3: 194, 4: 90, 5: 12, LATER: 5, NEVER: 5},
    (3, LATE): {3: 4, 4: 1, 5: 1},
    (3, IN_MAY): {4: 4},
    (3, OPEN): {5: 1, LATER: 4, NEVER: 2},
    (4, ON_TIME): {4: 190, 5: 76, LATER: 31, NEVER: 7},
    (4, LATE): {5: 3},
    (4, IN_MAY): {4: 4},
    (4, OPEN): {5: 2, LATER: 20, NEVER: 4},
    (5, ON_TIME): {5: 84, LATER: 78, NEVER: 6},
    (5, LATE): {5: 1},
    (5, OPEN): {5: 1, LATER: 122, NEVER: 9},
}
# How many of them were extended, by (month assigned, outcome, month due after the extension).
EXTENDED = Counter({(2, ON_TIME, 3): 2, (3, ON_TIME, 4): 2, (3, ON_TIME, 5): 3, (4, ON_TIME, 5): 3, (3, IN_MAY, 4): 1})
EXTENDED.update({(4, LATE, 5): 1, (2, OPEN, LATER): 1, (3, OPEN, LATER): 2, (4, OPEN, LATER): 6, (5, OPEN, LATER): 4})


@dataclass
class Row:
    assigned: dt.date
    due: dt.date | None
    extended_to: dt.date | None
    granted: dt.date | None
    completed: dt.date | None
    agency: Agency
    title: str
    written_agency: str
    assigner: str = ""
    document: str = ""
    issued: dt.date | None = None
    result: str = ""

    @property
    def status(self) -> str:
        due = self.extended_to or self.due
        if due and (self.completed or CUT_OFF + DAY) > due:
            return "Hoàn thành quá hạn" if self.completed else "Quá hạn chưa hoàn thành"
        return "Hoàn thành đúng hạn" if self.completed else "Đang thực hiện"


def working_days(first: dt.date, last: dt.date) -> list[dt.date]:
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]


def weighted(random: Random, weights: Mapping[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def month_end(number: int) -> dt.date:
    return dt.date(2021, number + 1, 1) - DAY


def draw_due(random: Random, assigned_in: int, due_in: int, outcome: str) -> dt.date:
    if due_in == LATER:
        june, after = (dt.date(2021, 6, 1), dt.date(2021, 6, 30)), (dt.date(2021, 7, 1), dt.date(2021, 12, 31))
        return random.choice(working_days(*june) * 10 + working_days(*after))
    first = dt.date(2021, due_in, 10 if due_in == assigned_in else 1)
    last = dt.date(2021, due_in, 20) if outcome == LATE else month_end(due_in)
    return random.choice(working_days(first, last) + [last] * 3)  # many deadlines fall at the end of a month


def draw_completed(random: Random, after: dt.date, due: dt.date | None, outcome: str) -> dt.date | None:
    if outcome == OPEN:
        return None
    if outcome == IN_MAY:
        first, last = dt.date(2021, 5, 4), dt.date(2021, 5, 28)
    elif due and outcome == LATE:
        first, last = due + DAY, min(due + 15 * DAY, LAST_CUT_OFF if due <= LAST_CUT_OFF else CUT_OFF)
    else:
        first, last = after + DAY, min(due or after + 40 * DAY, CUT_OFF)
    days = working_days(first, last)
    return max(random.choice(days), random.choice(days))  # most are completed close to the deadline


def draw_row(random: Random, assigned_in: int, due_in: int, outcome: str, extended: bool) -> Row:
    due = draw_due(random, assigned_in, due_in, outcome) if due_in else None
    last = min(month_end(assigned_in), CUT_OFF if outcome == OPEN else CUT_OFF - 5 * DAY)
    if due:
        last = min(last, due - 4 * DAY)
    if due and extended:
        last = min(last, due - 20 * DAY, CUT_OFF - 12 * DAY)
    assigned = random.choice(working_days(dt.date(2021, assigned_in, 1), last))
    first_due, granted = due, None
    if due and extended:
        first_due = random.choice(working_days(assigned + 8 * DAY, min(due - 5 * DAY, CUT_OFF)))
        granted = random.choice(working_days(first_due - 4 * DAY, first_due))
    completed = draw_completed(random, first_due if extended and first_due else assigned, due, outcome)
    agency = random.choices(AGENCIES, [agency.weight for agency in AGENCIES])[0]
    title = random.choice(TITLES).format(random.choice(agency.subjects))
    return Row(assigned, first_due, due if extended else None, granted, completed, agency, title, agency.name)


def number_documents(random: Random, rows: list[Row]) -> None:
    """Tasks of one day and desk may share a document; for each kind, numbers rise with the date of issue."""
    documents: list[list[Row]] = []
    for row in rows:
        if documents and random.random() < 0.4:
            sibling = documents[-1][0]
            if (sibling.assigned, sibling.agency.desk) == (row.assigned, row.agency.desk):
                documents[-1].append(row)
                continue
        row.issued = random.choice(working_days(max(row.assigned - 5 * DAY, dt.date(2021, 1, 4)), row.assigned)[-3:])
        documents.append([row])
    numbers: Counter[str] = Counter()
    for document in sorted(documents, key=lambda document: document[0].issued or document[0].assigned):
        kind = weighted(random, {"UBND": 60, "TB-UBND": 20, "QĐ-UBND": 12, "KH-UBND": 8})
        numbers[kind] += random.randint(1, 3)
        mark = f"UBND-{document[0].agency.desk}" if kind == "UBND" else kind
        assigner = weighted(random, ASSIGNERS)
        for row in document:
            row.document, row.issued, row.assigner = f"{numbers[kind]}/{mark}", document[0].issued, assigner


def number_results(random: Random, rows: list[Row]) -> None:
    numbers: Counter[str] = Counter()
    for row in sorted((row for row in rows if row.completed), key=lambda row: row.completed or CUT_OFF):
        numbers[row.agency.name] += random.randint(1, 9)
        kind = weighted(random, {"BC": 8, "TTr": 3, "KH": 1})
        row.result = f"{numbers[row.agency.name]}/{kind}-{row.agency.mark}"


def vary_agencies(random: Random, rows: list[Row]) -> None:
    """Vary names as people do: four trailing spaces, four double spaces, four in NFD, two of each abbreviation."""
    for number, row in enumerate(random.sample([row for row in rows if row.agency.name not in ABBREVIATIONS], 12)):
        name = row.agency.name
        row.written_agency = (name + " ", name.replace(" ", "  ", 1), unicodedata.normalize("NFD", name))[number % 3]
    for name, abbreviation in ABBREVIATIONS.items():
        for row in random.sample([row for row in rows if row.agency.name == name], 2):
            row.written_agency = abbreviation


def make_rows(random: Random) -> list[Row]:
    rows = [
        draw_row(random, assigned_in, due_in, outcome, number < EXTENDED[assigned_in, outcome, due_in])
        for (assigned_in, outcome), by_month_due in QUOTAS.items()
        for due_in, count in by_month_due.items()
        for number in range(count)
    ]
    random.shuffle(rows)
    rows.sort(key=lambda row: (row.assigned, row.agency.desk))
    number_documents(random, rows)
    number_results(random, rows)
    vary_agencies(random, rows)
    return rows


def cells(random: Random, number: int, row: Row) -> list[object]:
    """The cells of one row, in the order of COLUMNS."""
    others = [agency.name for agency in AGENCIES if agency is not row.agency]
    coordinating = random.sample(others, random.choices([0, 1, 2, 3], [50, 25, 15, 10])[0])
    past_due = row.status in ("Hoàn thành quá hạn", "Quá hạn chưa hoàn thành")
    note = random.choice(REASONS) if past_due else "Gia hạn theo đề nghị của đơn vị" if row.granted else None
    return [
        *(number, f"NV-2021-{number:04}", row.document, row.issued, row.title, row.assigner),
        *(row.written_agency, "; ".join(coordinating) or None),
        *(row.assigned, row.due, row.extended_to, row.granted, row.completed, row.status, row.result or None),
        *(weighted(random, URGENCY), random.choice(SPECIALISTS[row.agency.desk]), note),
    ]


def main(folder: Path) -> None:
    random = Random(31_05_2021)
    rows = make_rows(random)
    save(lay_out([cells(random, number, row) for number, row in enumerate(rows, 1)]), folder / "nhiem-vu.xlsx")
    findings = [f"{agency};{document}" for agency, documents in FINDINGS.items() for document in documents]
    text = "\n".join(["Đơn vị;Số ký hiệu văn bản", *findings, ""])
    (folder / "van-ban-chua-dung-quy-trinh.csv").write_bytes(text.encode("utf-8-sig"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
