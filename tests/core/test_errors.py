"""Errors are values: they can be pickled and copied."""

import copy
import pickle

import pytest

from taskstats import InvalidTask, Unbalanced, Violation


@pytest.mark.parametrize(
    "error",
    [
        InvalidTask("7", ["completed-before-assigned"]),
        Unbalanced([Violation(identity=4, figure="due.pending", expected=0, computed=1)]),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("copied", [copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_a_copy_is_of_the_same_kind_and_says_the_same(error, copied):
    found = copied(error)
    assert (type(found), str(found), found.__dict__) == (type(error), str(error), error.__dict__)
