"""A Word report with a long appendix, against the bare minimum: its rows cloned into an empty document."""

import copy
import io
from collections.abc import Callable

import attrs
import docx

from taskstats import Period, Task, compose
from taskstats_adapters.contract.document import Table
from taskstats_adapters.narrative.report import narrate
from taskstats_adapters.office.profile import Profile
from taskstats_adapters.renderers.word import printer as word
from tests.benchmarks import lists
from tests.benchmarks.measure import Cost, alternate, call


def measure(rows: int, turns: int) -> dict[str, Cost]:
    """Time both ways; the cloned table has the same texts that the renderer prints."""
    tasks = [
        Task(
            id=row.id,
            document=row.document,
            document_date=row.issued_on,
            title=row.title,
            assigner=row.assigner,
            agency=row.agency,
            assigned_on=row.assigned_on,
            due_on=row.due_on,
            completed_on=row.completed_on,
        )
        for row in lists.make(rows, late=rows, overdue=0)
    ]
    report = compose(tasks, period=Period.month(2021, 5), lists=("due.late",))
    profile = attrs.evolve(Profile(), agency_table=False)
    (appendix,) = narrate(report, profile).appendices
    assert len(appendix.table.rows) == rows
    ways: dict[str, Callable[[], object]] = {
        "taskstats": lambda: word.print_document(narrate(report, profile)),
        "cloned rows": lambda: cloned(appendix.table),
    }
    return alternate({name: lambda way=way: call(way) for name, way in ways.items()}, turns)


def cloned(table: Table) -> bytes:
    """A table made of one python-docx row and copies of it with other texts."""
    document = docx.Document()
    width = len(table.columns)
    made = document.add_table(rows=1, cols=width, style="Table Grid")
    for cell in made.rows[0].cells:
        cell.text = "-"
    pattern = made.rows[0]._tr
    text = f"{{{pattern.nsmap['w']}}}t"
    for row in table.rows:
        clone = copy.deepcopy(pattern)
        for place, printed in zip(clone.iter(text), row, strict=True):
            place.text = printed.text
        made._tbl.append(clone)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
