"""What the office is told where counts do not add up."""

import pytest

from taskstats import Violation
from taskstats.audit import IDENTITIES
from taskstats_adapters.narrative.violations import RULES, sentence


def test_there_is_a_sentence_for_every_identity() -> None:
    assert sorted(RULES) == [identity.number for identity in IDENTITIES]


@pytest.mark.parametrize(
    ("agency", "named"),
    [(None, "due.late"), ("Sở Tài chính", "due.late của Sở Tài chính"), ("", "due.late của (chưa ghi đơn vị)")],
)
def test_a_sentence_has_the_figure_its_agency_both_counts_and_the_rule(agency: str | None, named: str) -> None:
    found = sentence(Violation(identity=8, figure="due.late", expected=5, computed=3, agency=agency))
    assert found == (
        f"{named}: ghi 5, tính được 3, chênh -2 (danh sách phải có đúng những nhiệm vụ mà số liệu của nó đếm)"
    )
