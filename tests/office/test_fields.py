"""The table of fields agrees with what the rest of the library knows of a task."""

import attrs

from taskstats import Checks, Task
from taskstats_adapters.office.fields import FIELDS, KNOWN, DayForm, Kind
from taskstats_adapters.vietnamese.text import fold

READ_ANOTHER_WAY = {"row_number", "status", "days_late", "extended_to", "extension_granted_on"}
"""Fields that are no attribute of a task: not kept, kept in `extra`, or made into extensions."""
NOT_READ = {"extensions", "extra", "origin"}


def test_every_field_is_an_attribute_of_a_task() -> None:
    assert FIELDS.keys() - READ_ANOTHER_WAY == attrs.fields_dict(Task).keys() - NOT_READ


def test_every_process_check_has_its_column() -> None:
    assert {field.check for field in FIELDS.values() if field.check} == attrs.fields_dict(Checks).keys()


def test_a_header_belongs_to_one_field_in_one_tier() -> None:
    """Else the last row of the table would take it from the others."""
    found = {
        header: KNOWN[fold(header)]
        for name, field in FIELDS.items()
        for tier, headers in enumerate(field.headers)
        for header in headers.split("|")
        if KNOWN[fold(header)] != (name, tier)
    }
    assert found == {}


def test_only_days_have_a_form() -> None:
    assert {field.kind for field in FIELDS.values() if field.day_form is not DayForm.PLAIN} == {Kind.DAY}
