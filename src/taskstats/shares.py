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
    """Each on its own; a half goes up. The sum may miss 100."""
    REMAINDER = "remainder"
    """All but the last are truncated; the last one takes what is left of 100."""
    LARGEST_REMAINDER = "largest-remainder"
    """All are truncated; the largest remainders get one unit more until the sum is 100."""


@attrs.frozen(kw_only=True)
class Share:
    """`part` of `whole`, and the name of the whole: a share always names its denominator. Exact."""

    part: int
    whole: int
    of: str

    @property
    def fraction(self) -> Fraction | None:
        """The exact share; None for a share of nothing (0/0 is printed "–", never 0 %)."""
        return Fraction(self.part, self.whole) if self.whole else None


@attrs.frozen(kw_only=True)
class Change:
    """A figure now against the same figure before. A difference of counts, and apart from it the relative growth."""

    now: int
    before: int

    @property
    def difference(self) -> int:
        """How many more now; negative for fewer."""
        return self.now - self.before

    @property
    def growth(self) -> Fraction | None:
        """The difference as an exact part of what was before; None where there was nothing before."""
        return Fraction(self.difference, self.before) if self.before else None

    def __neg__(self) -> Change:
        """The same two figures seen from the other side."""
        return Change(now=self.before, before=self.now)


def split(whole: int, of: str, parts: Sequence[int]) -> tuple[Share, ...]:
    """The shares of parts that make up a whole. Raises ValueError when they do not add up to it."""
    if sum(parts) != whole or any(part < 0 for part in parts):
        raise ValueError(f"{list(parts)} do not make up {whole} ({of})")
    return tuple(Share(part=part, whole=whole, of=of) for part in parts)


def percentages(
    shares: Sequence[Share], policy: Rounding = Rounding.HALF_UP, decimals: int = 1
) -> tuple[Decimal | None, ...]:
    """The shares of one whole as percentages to so many decimals (0 or more); None for a share of nothing.

    `remainder` and `largest-remainder` need all the parts of the whole, as from `split`: ValueError otherwise.
    A part of 0 is always 0: the last part that is not takes the remainder.
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
