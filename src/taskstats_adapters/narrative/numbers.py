"""Numbers, shares, dates and changes in Vietnamese administrative style (docs/reference/wording.md)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs

from taskstats import Change, Rules, Tally, UndatedPolicy, percentages, split
from taskstats_adapters.office.profile import Numbers

NOTHING = "–"
"""What a share of nothing is printed as."""


def thousands(number: int) -> str:
    """1441 -> "1.441"."""
    return f"{number:,}".replace(",", ".")


def date(day: dt.date) -> str:
    """31/5/2021 -> "31/5/2021", 5/1 -> "05/01/2021": days below 10 and months 1 and 2 are padded (Decree 30/2020)."""
    return f"{day.day:02d}/{month(day.month)}/{day.year}"


def month(number: int) -> str:
    """A month within a date: 1 and 2 are padded, no other is."""
    return f"{number:02d}" if number <= 2 else str(number)


def roman(number: int) -> str:
    """1 to 39 in Roman numerals: quarters and appendices."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def printed(tally: Tally, rules: Rules) -> Tally:
    """The tally whose states are printed: that of the dated tasks where the undated stand apart."""
    return tally.dated if rules.undated is UndatedPolicy.APART else tally


@attrs.frozen
class Speech:
    """How an office says its numbers."""

    numbers: Numbers = Numbers()

    def count(self, number: int) -> str:
        """A count in running text: 5 -> "05" where the office pads, 1441 -> "1.441"."""
        return f"{number:02d}" if self.numbers.padded and number < 10 else thousands(number)

    def tasks(self, number: int) -> str:
        """A count with its noun: "05 nhiệm vụ", and "không có nhiệm vụ" for none."""
        return f"{self.count(number)} nhiệm vụ" if number else "không có nhiệm vụ"

    def percent(self, share: Decimal | None) -> str:
        """A percentage: "88,4%", "95%", "–" for a share of nothing. Never padded."""
        if share is None:
            return NOTHING
        text = f"{share:f}"
        if "." in text and not self.numbers.trailing_zeros:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", ",") + "%"

    def shares(self, whole: int, of: str, *parts: int) -> tuple[str, ...]:
        """The printed shares of parts that make up a whole, by the office's policy."""
        found = percentages(split(whole, of, parts), self.numbers.percentages, self.numbers.decimals)
        return tuple(map(self.percent, found))

    def change(self, change: Change | None, against: str) -> str:
        """What stands in brackets after a figure, from the space on: (tăng 04 nhiệm vụ so với tháng trước).

        No change is "(bằng tháng trước)"; without a previous figure there is nothing.
        """
        if change is None:
            return ""
        if change.difference == 0:
            return f" (bằng {against})"
        verb = "tăng" if change.difference > 0 else "giảm"
        return f" ({verb} {self.count(abs(change.difference))} nhiệm vụ so với {against})"
