"""What the trend model reads: the order counts of one product, day by day."""

from bisect import bisect_right
from dataclasses import dataclass, field
from math import isfinite, log

from tradewind.research.models import Series

CARRY_DAYS = 2
"""An order count stands for this many days after it was seen."""


@dataclass(slots=True, kw_only=True)
class Track:
    """Parallel columns of one product's days that told an order count, oldest first, one entry a day at most.

    Attributes:
        first_seen: proleptic day number (``date.toordinal``), may be before ``days[0]``.
        prices: natural logarithm of the price in its own currency, or None.
        currencies: of each price; prices of two currencies are never compared.
        discounts: percent off the list price, or None.
        ratings: percent of good reviews, or None.
    """

    first_seen: int
    days: list[int] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    prices: list[float | None] = field(default_factory=list)
    currencies: list[str] = field(default_factory=list)
    discounts: list[float | None] = field(default_factory=list)
    ratings: list[float | None] = field(default_factory=list)

    def append(
        self,
        day: int,
        orders: int,
        *,
        price: float | None,
        list_price: float | None,
        currency: str,
        rating: float | None,
    ) -> None:
        """Add a day after the last one; a second row of the same day replaces the first."""
        if self.days and self.days[-1] == day:
            for column in (self.days, self.orders, self.prices, self.currencies, self.discounts, self.ratings):
                column.pop()
        priced = price is not None and isfinite(price) and price > 0
        self.days.append(day)
        self.orders.append(orders)
        self.prices.append(log(price) if priced and price is not None else None)
        self.currencies.append(currency)
        self.discounts.append(_discount(price, list_price))
        self.ratings.append(rating)

    def known(self, day: int) -> int:
        """How many entries are at or before ``day``."""
        return bisect_right(self.days, day)

    def value(self, day: int) -> int | None:
        """The order count of ``day``, carried forward at most ``CARRY_DAYS``; None is not known."""
        end = self.known(day)
        return self.orders[end - 1] if end and self.days[end - 1] >= day - CARRY_DAYS else None


def track_of(series: Series) -> Track:
    """The columns of a product's stored observations; days without an order count are left out."""
    track = Track(first_seen=series.first_seen.toordinal())
    for seen in sorted(series.observations, key=lambda observation: observation.day):
        if seen.orders is None or seen.orders < 0:
            continue
        rating = seen.rating_basis_points
        track.append(
            seen.day.toordinal(),
            seen.orders,
            price=seen.price,
            list_price=seen.list_price,
            currency=series.currency,
            rating=None if rating is None else rating / 100,
        )
    return track


def _discount(price: float | None, list_price: float | None) -> float | None:
    if price is None or list_price is None or not (isfinite(price) and isfinite(list_price)) or list_price <= 0:
        return None
    return min(100.0, max(0.0, 100 * (1 - price / list_price)))
