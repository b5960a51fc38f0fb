"""Records validate themselves: a mistake is reported when the record is created, with the field and the record."""

from collections.abc import Callable
from typing import Any

import pytest

from taskstats_adapters.contract import Exporter, Printer, Source


def source(**fields: Any) -> Source:
    return Source(**{"name": "x", "summary": "s", "read": len, **fields})


def printer(**fields: Any) -> Printer:
    return Printer(**{"name": "x", "summary": "s", "print": len, "media_type": "a/b", **fields})


def exporter(**fields: Any) -> Exporter:
    return Exporter(**{"name": "x", "summary": "s", "export": len, "media_type": "a/b", **fields})


@pytest.mark.parametrize("make", [source, printer, exporter])
@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "name of '' must be a text"),
        ({"name": None}, "name of None must be a text"),
        ({"name": ".x"}, "suffixes start with a dot and names do not: '.x'"),
        ({"summary": b"s"}, "summary of 'x' must be a text, not b's'"),
        ({"suffixes": ".x"}, "suffixes of 'x' must be a tuple of texts, not '.x'"),
        ({"suffixes": [".x"]}, "suffixes of 'x' must be a tuple of texts"),
        ({"suffixes": (".x", 5)}, "suffixes of 'x' must be a tuple of texts"),
        ({"suffixes": ("x",)}, "suffixes start with a dot and names do not: 'x', ('x',)"),
        ({"suffixes": (".",)}, "suffixes start with a dot"),
        ({"requires": "docx"}, "requires of 'x' must be a tuple of texts"),
    ],
)
def test_fields_of_every_record_are_validated(make: Callable[..., object], fields: dict[str, Any], told: str) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        make(**fields)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("make", "fields", "told"),
    [
        (source, {"read": None}, "read of 'x' must be a function, not None"),
        (source, {"schemes": "ldap"}, "schemes of 'x' must be a tuple of texts"),
        (source, {"schemes": ("ldap:",)}, "schemes of 'x' are what stands before ://, without a driver: ('ldap:',)"),
        (printer, {"print": "x"}, "print of 'x' must be a function"),
        (printer, {"media_type": ""}, "media_type of 'x' must be a text"),
        (exporter, {"export": 1}, "export of 'x' must be a function"),
        (exporter, {"media_type": None}, "media_type of 'x' must be a text"),
    ],
)
def test_fields_of_one_kind_are_validated(make: Callable[..., object], fields: dict[str, Any], told: str) -> None:
    with pytest.raises((TypeError, ValueError)) as raised:
        make(**fields)
    assert told in str(raised.value)


def test_valid_records_are_accepted() -> None:
    assert source(suffixes=(".a", ".b.c"), schemes=("postgresql",), requires=("lxml",)).name == "x"
    assert printer(suffixes=(".a",)).media_type == exporter().media_type == "a/b"
