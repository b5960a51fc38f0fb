"""Shares are exact fractions until they are printed; rounding happens here, once (docs/reference/shares.md)."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain

import attrs


class Rounding(enum.Enum):
    """How the shares of one whole are rounded for print."""

    HALF_UP = "half-up"
    """Each share is rounded on its own, halves up. The sum need not be 100."""
    REMAINDER = "remainder"
    """All shares are truncated except the last that is not 0, which takes the rest of 100."""
    LARGEST_REMAINDER = "largest-remainder"
    """All shares are truncated; those that lost most get one unit more each, until the sum is 100."""


@attrs.frozen(kw_only=True)
class Share:
    """An exact share: `part` of `whole`. `of` names the whole, because a share always names its denominator."""

    part: int
    whole: int
    of: str

    @property
    def fraction(self) -> Fraction | None:
        """The exact share; None for a share of nothing (0/0 is printed "–", never 0 %)."""
        return Fraction(self.part, self.whole) if self.whole else None


@attrs.frozen(kw_only=True)
class Change:
    """A figure of this period compared with the same figure of an earlier one."""

    now: int
    before: int

    @property
    def difference(self) -> int:
        """How much the count has grown; negative if it has fallen."""
        return self.now - self.before

    @property
    def growth(self) -> Fraction | None:
        """The difference as an exact fraction of the earlier count; None if that was 0."""
        return Fraction(self.difference, self.before) if self.before else None

    def __neg__(self) -> Change:
        """The change in the opposite direction."""
        return Change(now=self.before, before=self.now)


def split(whole: int, of: str, parts: Sequence[int]) -> tuple[Share, ...]:
    """The share of each part in a whole that is called `of`. Raises ValueError if the parts do not add up to it."""
    if sum(parts) != whole or any(part < 0 for part in parts):
        raise ValueError(f"{list(parts)} do not make up {whole} ({of})")
    return tuple(Share(part=part, whole=whole, of=of) for part in parts)


def percentages(
    shares: Sequence[Share], policy: Rounding = Rounding.HALF_UP, decimals: int = 1
) -> tuple[Decimal | None, ...]:
    """Shares of one whole as percentages, rounded to `decimals` places; None for a share of nothing.

    Only a part of 0 is 0 %, and only the whole is 100 %: where rounding would say so of another part it gets the
    decimals that it needs, and with it, where they have to add up, all parts of the whole. Raises ValueError if
    `decimals` is negative, or if `remainder` or `largest-remainder` is not given all the parts of the whole, as
    `split` makes them.
    """
    if decimals < 0:
        raise ValueError(f"decimals is {decimals}; it must be 0 or more")
    if not shares:
        return ()
    whole = shares[0].whole
    if policy is not Rounding.HALF_UP and (
        sum(share.part for share in shares) != whole or any(share.whole != whole for share in shares)
    ):
        raise ValueError(f"policy {policy.value} needs all the parts of one whole")
    rounded_together = [shares] if policy is not Rounding.HALF_UP and whole else [[share] for share in shares]
    return tuple(chain.from_iterable(_rounded(together, policy, decimals) for together in rounded_together))


def _rounded(shares: Sequence[Share], policy: Rounding, decimals: int) -> Sequence[Decimal | None]:
    """The shares with the fewest decimals, `decimals` at least, that call no part none or all that is neither."""
    if not shares[0].whole:
        return (None,)
    while True:
        units = _ROUNDINGS[policy](shares, decimals)
        none_or_all = 0, 100 * 10**decimals
        rounded = zip(units, shares, strict=True)
        if all(unit not in none_or_all or share.part in (0, share.whole) for unit, share in rounded):
            return [_decimal(unit, decimals) for unit in units]
        decimals += 1


def _half_up(share: Share, decimals: int) -> int:
    exact = Fraction(share.part * 100 * 10**decimals, share.whole)
    return (exact.numerator * 2 + exact.denominator) // (exact.denominator * 2)


def _each_half_up(shares: Sequence[Share], decimals: int) -> list[int]:
    return [_half_up(share, decimals) for share in shares]


def _truncated(shares: Sequence[Share], decimals: int) -> list[int]:
    return [share.part * 100 * 10**decimals // share.whole for share in shares]


def _remainder(shares: Sequence[Share], decimals: int) -> list[int]:
    units = _truncated(shares, decimals)
    last = max(place for place, share in enumerate(shares) if share.part)
    units[last] += 100 * 10**decimals - sum(units)
    return units


def _largest_remainder(shares: Sequence[Share], decimals: int) -> list[int]:
    units = _truncated(shares, decimals)
    lost = [share.part * 100 * 10**decimals % share.whole for share in shares]
    by_loss = sorted(range(len(shares)), key=lambda place: (-lost[place], place))
    for place in by_loss[: 100 * 10**decimals - sum(units)]:
        units[place] += 1
    return units


_ROUNDINGS: Mapping[Rounding, Callable[[Sequence[Share], int], list[int]]] = {
    Rounding.HALF_UP: _each_half_up,
    Rounding.REMAINDER: _remainder,
    Rounding.LARGEST_REMAINDER: _largest_remainder,
}


def _decimal(units: int, decimals: int) -> Decimal:
    return Decimal(f"{units}E-{decimals}")  # exact: arithmetic would round to the precision that the host has set
