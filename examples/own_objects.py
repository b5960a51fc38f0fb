"""Use the core on your own objects: no file, no profile, no adapter."""

import dataclasses
import datetime as dt

import taskstats as ts


@dataclasses.dataclass
class Job:
    """Stands for a record in your own software."""

    number: int
    owner: str
    given: dt.date
    deadline: dt.date | None
    finished: dt.date | None


def day(month: int, day: int) -> dt.date:
    return dt.date(2021, month, day)


JOBS = [
    Job(1, "Sở Tài chính", day(5, 3), deadline=day(5, 31), finished=day(5, 31)),  # on the due date: on time
    Job(2, "Sở Tài chính", day(5, 3), deadline=day(5, 31), finished=day(6, 1)),  # unfinished on 31 May: overdue
    Job(3, "Sở Y tế", day(4, 5), deadline=day(5, 10), finished=day(5, 11)),
    Job(4, "Sở Y tế", day(5, 5), deadline=day(6, 10), finished=None),
    Job(5, "Sở Y tế", day(5, 5), deadline=None, finished=None),
]

tasks = [
    ts.Task(id=str(job.number), agency=job.owner, assigned_on=job.given, due_on=job.deadline, completed_on=job.finished)
    for job in JOBS
]
report = ts.compose(tasks, period=ts.Period.month(2021, 5))

for name in ("assigned.total", "due.total", "due.on_time", "due.late", "due.overdue", "cumulative.pending"):
    print(f"{name:<20}{report.figures[name].count:>3}")
for agency, figures in report.now.agencies.items():
    print(f"{agency}: {figures.due.total} due, {figures.due.late} late, {figures.due.overdue} overdue")
for task in report.lists["due.late"]:
    print(f"late: task {task.id} by {ts.days_past_due(task, report.as_of, report.rules)} day")
print(f"due on time: {ts.percentages([report.share('due.on_time', of='due.total')])[0]} % of due.total")
ts.ensure_balanced(report)  # raises if the counts do not add up; write_report() does this itself
