"""How long a supplier has listed a product, read from its number.

AliExpress hands out its sixteen-digit product numbers in rising order. The day on which numbers as high as this one
were first seen is about the day it was listed. The calendar is learned from observations, thinned, and kept in the
model's data file; other suppliers have none, and their listing age is not known.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan

_SCALE = 10**9
_PER_DAY = 0.0095
"""Billions of numbers handed out a day, over the ten months to 2026-04: for before and after the calendar."""
_WITNESSES = 5


def serial_number(reference: str) -> float | None:
    """The number in billions, or None for references that are not handed out in order."""
    plain = len(reference) == 16 and reference.isascii() and reference.isdigit() and reference.startswith("1005")
    return int(reference) / _SCALE if plain else None


@dataclass(slots=True)
class ListingCalendar:
    """The highest numbers seen by each day. ``days`` and ``numbers`` rise strictly."""

    days: list[int] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    _highest: list[float] = field(default_factory=list)

    def learn(self, day: int, references: Sequence[str]) -> None:
        """Take in the products first seen on ``day``; days come in rising order.

        The fifth highest number counts, so that a handful of odd ones moves nothing.
        """
        found = [number for reference in references if (number := serial_number(reference)) is not None]
        self._highest = sorted([*self._highest, *found])[-_WITNESSES:]
        if len(self._highest) == _WITNESSES and (not self.numbers or self._highest[0] > self.numbers[-1]):
            self.days.append(day)
            self.numbers.append(self._highest[0])

    def age(self, reference: str, day: int) -> float:
        """Days since numbers like ``reference`` were handed out, NaN if unknown; only days up to ``day`` count.

        Between two entries of the calendar, and outside it, numbers are taken as handed out evenly.
        """
        number = serial_number(reference)
        known = bisect_right(self.days, day)
        if number is None or not known:
            return nan
        at = bisect_left(self.numbers, number, 0, known)
        if at == 0 or at == known:
            near = min(at, known - 1)
            return max(0.0, day - self.days[near] - (number - self.numbers[near]) / _PER_DAY)
        share = (number - self.numbers[at - 1]) / (self.numbers[at] - self.numbers[at - 1])
        return day - self.days[at - 1] - share * (self.days[at] - self.days[at - 1])
