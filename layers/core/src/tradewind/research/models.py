"""Daily observations: velocity is measured, not guessed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of one product on one day. What was not told is None.

    Attributes:
        price: minor units of the series' currency.
        orders: orders of the trailing 30 days.
        rating_basis_points: share of good reviews; 9800 is 98 %.
    """

    day: date
    price: int | None
    orders: int | None
    list_price: int | None = None
    rating_basis_points: int | None = None
    commission_basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Observations of one product, one a day at most, oldest first; days may be missing.

    Attributes:
        currency: of every price.
        first_seen: the day it was first observed at all, which may be before the oldest observation kept.
    """

    currency: str
    first_seen: date
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """How often people mentioned a term. Counts and links only: no texts, no names.

    Attributes:
        week, month: posts of the last 7 and 30 days.
        links: of the posts with the most approval, at most three.
    """

    term: str
    week: int
    month: int
    links: tuple[str, ...] = ()
