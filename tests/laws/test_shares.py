"""Laws of printed shares (docs/reference/shares.md), against exact Fraction arithmetic."""

import decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from taskstats import Rounding, percentages, split

PARTS = st.lists(st.integers(0, 2000), min_size=1, max_size=6)
DECIMALS = st.integers(0, 4)
ADDING = st.sampled_from([Rounding.REMAINDER, Rounding.LARGEST_REMAINDER])


def printed(parts, policy, decimals):
    return percentages(split(sum(parts), "whole", parts), policy, decimals)


@given(PARTS.filter(any), ADDING, DECIMALS)
def test_shares_of_one_whole_add_to_100(parts, policy, decimals):
    assert sum(printed(parts, policy, decimals)) == 100


@given(PARTS.filter(any), DECIMALS)
def test_largest_remainder_stays_within_one_unit_of_exact(parts, decimals):
    unit = Fraction(1, 10**decimals)
    for part, shown in zip(parts, printed(parts, Rounding.LARGEST_REMAINDER, decimals), strict=True):
        assert abs(Fraction(shown) - Fraction(100 * part, sum(parts))) < unit


@given(PARTS.filter(any), DECIMALS)
def test_largest_remainder_gives_the_unit_to_those_that_lost_most(parts, decimals):
    values = printed(parts, Rounding.LARGEST_REMAINDER, decimals)
    units = 10 ** places(values[0])
    exact = [Fraction(100 * part * units, sum(parts)) for part in parts]
    shown = [Fraction(value) * units for value in values]
    lost = [share - share.__floor__() for share in exact]
    raised = [(lost[place], -place) for place in range(len(parts)) if shown[place] > exact[place]]
    not_raised = [(lost[place], -place) for place in range(len(parts)) if shown[place] <= exact[place]]
    assert not raised or not not_raised or min(raised) > max(not_raised)


@given(PARTS.filter(any), DECIMALS)
def test_remainder_truncates_all_but_the_last_that_is_not_0(parts, decimals):
    shown = printed(parts, Rounding.REMAINDER, decimals)
    last = max(place for place, part in enumerate(parts) if part)
    for place, part in enumerate(parts):
        if place != last:
            exact = Fraction(100 * part, sum(parts))
            assert 0 <= exact - Fraction(shown[place]) < Fraction(1, 10**decimals)


@given(PARTS.filter(any), DECIMALS)
def test_half_up_is_the_nearest_and_a_half_goes_up(parts, decimals):
    half = Fraction(1, 2 * 10**decimals)
    for part, shown in zip(parts, printed(parts, Rounding.HALF_UP, decimals), strict=True):
        exact = Fraction(100 * part, sum(parts))
        assert exact - half < Fraction(shown) <= exact + half


@given(PARTS, st.sampled_from(Rounding), DECIMALS)
def test_no_share_is_negative_and_a_part_of_0_is_0(parts, policy, decimals):
    for part, shown in zip(parts, printed(parts, policy, decimals), strict=True):
        if not any(parts):
            assert shown is None
        else:
            assert shown >= 0
            assert part or shown == 0


SMALL_PARTS = st.lists(st.sampled_from([0, 1, 2, 7, 2000, 39_999, 10**7]), min_size=1, max_size=5)
"""Parts of which some are tiny beside the others: rounded to a few decimals they would be 0 %."""


@given((PARTS | SMALL_PARTS).filter(any), st.sampled_from(Rounding), DECIMALS)
def test_only_a_part_of_0_is_0_and_only_the_whole_is_100(parts, policy, decimals):
    for part, shown in zip(parts, printed(parts, policy, decimals), strict=True):
        assert (shown == 0) == (part == 0)
        assert (shown == 100) == (part == sum(parts))


@given((PARTS | SMALL_PARTS).filter(any), st.sampled_from(Rounding), DECIMALS)
def test_a_share_has_the_decimals_asked_for_and_more_only_where_it_needs_them(parts, policy, decimals):
    shown = printed(parts, policy, decimals)
    groups = [[place] for place in range(len(parts))] if policy is Rounding.HALF_UP else [range(len(parts))]
    for group in groups:
        (found,) = {places(shown[place]) for place in group}  # parts that have to add up have the same number
        assert found >= decimals
        if found > decimals:
            fewer = naively(parts, policy, found - 1)
            assert any(fewer[place] in (0, 100) and parts[place] not in (0, sum(parts)) for place in group)


def naively(parts, policy, decimals):
    """The shares rounded to exactly so many decimals, whatever they then say of a small part."""
    unit = 10**decimals
    exact = [Fraction(100 * part * unit, sum(parts)) for part in parts]
    if policy is Rounding.HALF_UP:
        return [(share + Fraction(1, 2)).__floor__() / Fraction(unit) for share in exact]
    units = [share.__floor__() for share in exact]
    short = 100 * unit - sum(units)
    if policy is Rounding.REMAINDER:
        units[max(place for place, part in enumerate(parts) if part)] += short
    else:
        for place in sorted(range(len(parts)), key=lambda place: (units[place] - exact[place], place))[:short]:
            units[place] += 1
    return [count / Fraction(unit) for count in units]


def places(shown):
    return -shown.as_tuple().exponent


@given(PARTS.filter(any), st.sampled_from(Rounding), st.integers(1, 4))
def test_shares_do_not_depend_on_the_decimal_context(parts, policy, precision):
    with decimal.localcontext(prec=precision):
        narrow = printed(parts, policy, 2)
    assert narrow == printed(parts, policy, 2)
