"""Shares are exact fractions until they are printed; rounding happens here, once (docs/reference/shares.md)."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

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

    A part of 0 is always 0 %. Raises ValueError if `decimals` is negative, or if `remainder` or `largest-remainder`
    is not given all the parts of the whole, as `split` makes them.
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
    if any(share.whole == 0 for share in shares):
        return tuple(None if share.whole == 0 else _decimal(_half_up(share, decimals), decimals) for share in shares)
    return tuple(_decimal(units, decimals) for units in _ROUNDINGS[policy](shares, decimals))


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
