"""Printed percentages (docs/reference/shares.md): the published ones, the three policies, nothing of nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest

from taskstats import Change, Rounding, Share, percentages, split


def printed(parts, policy, decimals=1):
    return [str(shown) for shown in percentages(split(sum(parts), "whole", parts), policy, decimals)]


@pytest.mark.parametrize(
    ("parts", "published", "half_up"),
    [
        pytest.param([173, 5, 4], ["95.0", "2.7", "2.3"], ["95.1", "2.7", "2.2"], id="due-in-may-of-182"),
        pytest.param([1274, 167], ["88.4", "11.6"], ["88.4", "11.6"], id="completed-and-not-of-1441"),
        pytest.param([1246, 28], ["97.8", "2.2"], ["97.8", "2.2"], id="on-time-and-late-of-1274"),
    ],
)
def test_the_published_percentages_follow_remainder_and_two_of_them_not_half_up(parts, published, half_up):
    assert printed(parts, Rounding.REMAINDER) == published
    assert printed(parts, Rounding.HALF_UP) == half_up


@pytest.mark.parametrize(
    ("parts", "policy", "decimals", "shown"),
    [
        pytest.param([1, 1, 1], Rounding.HALF_UP, 1, ["33.3", "33.3", "33.3"], id="half-up-may-miss-100"),
        pytest.param([1, 1, 1], Rounding.LARGEST_REMAINDER, 1, ["33.4", "33.3", "33.3"], id="tie-to-the-first"),
        pytest.param([1, 1, 1], Rounding.REMAINDER, 1, ["33.3", "33.3", "33.4"], id="the-last-takes-the-rest"),
        pytest.param([1, 1, 0], Rounding.REMAINDER, 1, ["50.0", "50.0", "0.0"], id="a-last-part-of-0"),
        pytest.param([1, 2, 0, 0], Rounding.REMAINDER, 1, ["33.3", "66.7", "0.0", "0.0"], id="last-that-is-not-0"),
        pytest.param([0, 0, 7], Rounding.REMAINDER, 1, ["0.0", "0.0", "100.0"], id="one-part-is-all"),
        pytest.param([1, 7], Rounding.HALF_UP, 2, ["12.50", "87.50"], id="exact"),
        pytest.param([1, 7], Rounding.HALF_UP, 1, ["12.5", "87.5"], id="exact-to-the-unit"),
        pytest.param([1, 7], Rounding.HALF_UP, 0, ["13", "88"], id="a-half-goes-up"),
        pytest.param([1, 15], Rounding.HALF_UP, 1, ["6.3", "93.8"], id="a-half-goes-up-at-one-decimal"),
        pytest.param([1, 15], Rounding.LARGEST_REMAINDER, 1, ["6.3", "93.7"], id="halves-tie-to-the-first"),
        pytest.param([1, 1999], Rounding.HALF_UP, 1, ["0.1", "99.95"], id="half-of-the-smallest-unit"),
        pytest.param([1, 2000], Rounding.HALF_UP, 1, ["0.05", "99.95"], id="less-than-half-of-it"),
        pytest.param([1, 199_999], Rounding.HALF_UP, 1, ["0.001", "99.9995"], id="as-many-decimals-as-each-needs"),
        pytest.param([0, 2000], Rounding.HALF_UP, 1, ["0.0", "100.0"], id="none-and-all"),
        pytest.param([1, 1999], Rounding.REMAINDER, 1, ["0.05", "99.95"], id="a-first-part-that-truncates-to-0"),
        pytest.param([1999, 1], Rounding.REMAINDER, 1, ["99.9", "0.1"], id="a-last-part-that-takes-the-rest"),
        pytest.param([1, 999, 1000], Rounding.REMAINDER, 1, ["0.05", "49.95", "50.00"], id="all-parts-with-it"),
        pytest.param([1, 2999], Rounding.LARGEST_REMAINDER, 1, ["0.03", "99.97"], id="a-part-that-gets-no-unit"),
        pytest.param([199, 1], Rounding.HALF_UP, 0, ["99.5", "1"], id="even-where-no-decimals-are-asked-for"),
        pytest.param([2, 3, 1], Rounding.LARGEST_REMAINDER, 0, ["33", "50", "17"], id="to-the-largest-loss"),
        pytest.param([5, 1], Rounding.LARGEST_REMAINDER, 0, ["83", "17"], id="not-to-the-largest-part"),
        pytest.param([2, 4], Rounding.REMAINDER, 3, ["33.333", "66.667"], id="three-decimals"),
    ],
)
def test_policies(parts, policy, decimals, shown):
    assert printed(parts, policy, decimals) == shown


def test_half_up_to_one_decimal_unless_asked_otherwise():
    shares = split(182, "due.total", [173, 5, 4])
    assert (
        percentages(shares)
        == percentages(shares, Rounding.HALF_UP, 1)
        == (
            Decimal("95.1"),
            Decimal("2.7"),
            Decimal("2.2"),
        )
    )


@pytest.mark.parametrize("policy", Rounding)
def test_a_share_of_nothing_is_none(policy):
    assert Share(part=0, whole=0, of="due.total").fraction is None
    assert percentages(split(0, "due.total", [0, 0]), policy) == (None, None)
    assert percentages([], policy) == ()


def test_half_up_takes_shares_of_different_wholes():
    shares = [Share(part=1, whole=4, of="a"), Share(part=0, whole=0, of="b"), Share(part=1, whole=3, of="c")]
    assert percentages(shares) == (Decimal("25.0"), None, Decimal("33.3"))
    assert percentages(shares[::2]) == (Decimal("25.0"), Decimal("33.3"))


@pytest.mark.parametrize("policy", [Rounding.REMAINDER, Rounding.LARGEST_REMAINDER])
@pytest.mark.parametrize(
    "shares",
    [
        pytest.param([Share(part=1, whole=4, of="a")], id="a-part-is-missing"),
        pytest.param([Share(part=3, whole=4, of="a"), Share(part=2, whole=4, of="a")], id="too-much"),
        pytest.param([Share(part=3, whole=4, of="a"), Share(part=1, whole=5, of="b")], id="two-wholes"),
    ],
)
def test_the_adding_policies_need_all_parts_of_one_whole(policy, shares):
    with pytest.raises(ValueError, match=f"policy {policy.value} needs all the parts of one whole"):
        percentages(shares, policy)


def test_decimals_are_0_or_more():
    assert percentages(split(3, "a", [1, 2]), decimals=0) == (Decimal(33), Decimal(67))
    with pytest.raises(ValueError, match="decimals is -1"):
        percentages(split(3, "a", [1, 2]), decimals=-1)


def test_a_share_is_exact_and_names_its_whole():
    parts = split(182, "due.total", [173, 5, 4])
    assert [share.fraction for share in parts] == [Fraction(173, 182), Fraction(5, 182), Fraction(2, 91)]
    assert {(share.whole, share.of) for share in parts} == {(182, "due.total")}
    assert Share(part=0, whole=5, of="due.total").fraction == 0


@pytest.mark.parametrize(
    "parts",
    [pytest.param([1, 1], id="too-few"), pytest.param([2, 2], id="too-many"), pytest.param([4, -1], id="below-0")],
)
def test_parts_must_make_up_their_whole(parts):
    with pytest.raises(ValueError, match=r"do not make up 3 \(due\.total\)"):
        split(3, "due.total", parts)


@pytest.mark.parametrize(
    ("now", "before", "difference", "growth"),
    [
        pytest.param(301, 337, -36, Fraction(-36, 337), id="fewer"),
        pytest.param(5, 1, 4, Fraction(4), id="more"),
        pytest.param(7, 7, 0, Fraction(0), id="equal"),
        pytest.param(3, 0, 3, None, id="nothing-before"),
        pytest.param(0, 3, -3, Fraction(-1), id="nothing-now"),
    ],
)
def test_change_and_growth(now, before, difference, growth):
    change = Change(now=now, before=before)
    assert (change.difference, change.growth) == (difference, growth)
    assert -change == Change(now=before, before=now)


def test_the_words_of_the_policies_are_stable():
    assert [policy.value for policy in Rounding] == ["half-up", "remainder", "largest-remainder"]
