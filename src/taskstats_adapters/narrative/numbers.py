"""Numbers, shares, dates and changes in Vietnamese administrative style (docs/reference/wording.md)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs

from taskstats import Change, Rules, Tally, UndatedPolicy, percentages, split
from taskstats_adapters.office.profile import Numbers

NO_SHARE = "–"
"""A share of nothing."""


def thousands(number: int) -> str:
    """1441 -> "1.441"."""
    return f"{number:,}".replace(",", ".")


def date(day: dt.date) -> str:
    """A date: "31/5/2021", "05/01/2021". Days below 10 and months 1 and 2 are padded (Decree 30/2020/NĐ-CP)."""
    return f"{day.day:02d}/{month(day.month)}/{day.year}"


def month(number: int) -> str:
    """A month within a date: only 1 and 2 are padded (Decree 30/2020/NĐ-CP)."""
    return f"{number:02d}" if number <= 2 else str(number)


def roman(number: int) -> str:
    """A number from 1 to 39 in Roman numerals, for quarters and appendices."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def printed_tally(tally: Tally, rules: Rules) -> Tally:
    """The tally to print: of the dated tasks alone where the undated are counted apart."""
    return tally.dated if rules.undated is UndatedPolicy.APART else tally


@attrs.frozen
class NumberStyle:
    """How an office writes its numbers: the profile's [numbers]."""

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
            return NO_SHARE
        text = f"{share:f}"
        if "." in text and not self.numbers.trailing_zeros:
            text = text.rstrip("0").rstrip(".")
        return text.replace(".", ",") + "%"

    def shares(self, whole: int, of: str, *parts: int) -> tuple[str, ...]:
        """The percentages of parts that make up a whole, rounded by the office's policy."""
        found = percentages(split(whole, of, parts), self.numbers.percentages, self.numbers.decimals)
        return tuple(map(self.percent, found))

    def change(self, change: Change | None, against: str) -> str:
        """What follows a figure, with its leading space: " (tăng 04 nhiệm vụ so với tháng trước)".

        No change is " (bằng tháng trước)"; of none and none, or without a previous figure, it is empty.
        """
        if change is None or change.now == change.before == 0:
            return ""
        if change.difference == 0:
            return f" (bằng {against})"
        verb = "tăng" if change.difference > 0 else "giảm"
        return f" ({verb} {self.count(abs(change.difference))} nhiệm vụ so với {against})"
