"""The names of origins in receipts and places."""

import pytest

from taskstats_adapters.opening.names import shown_names


@pytest.mark.parametrize(
    ("origins", "names"),
    [
        (["-"], ["-"]),
        (["/a/b/c.csv"], ["c.csv"]),
        (["x/c.csv", "y/c.csv", "z/d.csv"], ["x/c.csv", "y/c.csv", "d.csv"]),
        (["x/k/c.csv", "y/k/c.csv"], ["x/k/c.csv", "y/k/c.csv"]),
        (["c.csv", "x/c.csv"], ["c.csv", "x/c.csv"]),
        (["postgresql://lan:secret@h/giao_viec?password=secret"], ["giao_viec"]),
        (["postgresql://lan:secret@h"], ["h"]),
        (["postgresql://lan:secret@one/db", "postgresql://lan:secret@two/db"], ["one/db", "two/db"]),
        (["sqlite://"], ["sqlite:"]),
        (["postgresql://lan:bimat\u2105@h/x"], ["postgresql://…"]),
        (["postgresql://lan:secret@[bad"], ["postgresql://…"]),
    ],
)
def test_names_of_origins(origins: list[str], names: list[str]) -> None:
    assert list(shown_names(origins)) == names
