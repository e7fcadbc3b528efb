"""Competition, mentions and the supplier: counts on a scale, each missing one an open interval."""

from dataclasses import dataclass
from math import log

from tradewind.kit.money import Money
from tradewind.research.scoring.parts import Component, Fact, Part, SubScore, along, combine, percent

FRESH_DAYS = 7
_CROWDED_LISTINGS = 2_000
_MANY_MENTIONS = 60
_PROVEN_ORDERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Competition:
    """Attributes:
    listings: offers of the same or a like product that the search found.
    peer_price: median price of those, in the store's currency.
    price: what the store's rule would set.
    """

    listings: int | None = None
    peer_price: Money | None = None
    price: Money | None = None
    age_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Posts of the last weeks that name the product as a word of its own; None where no source was asked."""

    count: int | None = None
    age_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierQuality:
    """Attributes:
    rating_basis_points: share of good reviews.
    delivery_days: to the shoppers' country.
    orders_30d: of the product, as proof that the supplier ships it.
    """

    rating_basis_points: int | None = None
    delivery_days: int | None = None
    orders_30d: int | None = None
    age_days: int = 0


def competition(seen: Competition) -> SubScore:
    """Fewer rivals are better, and a price at or below theirs."""
    price, peer = seen.price, seen.peer_price
    against = None
    if price is not None and peer is not None and peer.amount > 0:
        against = (price - peer).amount * 10_000 // peer.amount
    crowd = None if seen.listings is None else 100 - _growing(seen.listings, _CROWDED_LISTINGS)
    cheap = None if against is None else along(against, nothing=10_000, full=-2_500)
    return combine(
        Part.COMPETITION,
        [Component(points=crowd, weight=60), Component(points=cheap, weight=40)],
        [
            Fact(name="similar_listings", value=seen.listings),
            Fact(name="price_against_peers_percent", value=percent(against)),
        ],
        age_days=seen.age_days,
        fresh_days=FRESH_DAYS,
    )


def mentions(seen: Mentions) -> SubScore:
    """More mentions are better; the tenth says less than the first."""
    points = None if seen.count is None else _growing(seen.count, _MANY_MENTIONS)
    return combine(
        Part.SOCIAL,
        [Component(points=points, weight=1)],
        [Fact(name="posts_30d", value=seen.count)],
        age_days=seen.age_days,
        fresh_days=FRESH_DAYS,
    )


def supplier_quality(seen: SupplierQuality) -> SubScore:
    """Good reviews first, then how fast it arrives and how often it was ordered."""
    rating, delivery, orders = seen.rating_basis_points, seen.delivery_days, seen.orders_30d
    return combine(
        Part.SUPPLIER,
        [
            Component(points=None if rating is None else along(rating, nothing=8_500, full=9_800), weight=50),
            Component(points=None if delivery is None else along(delivery, nothing=40, full=5), weight=30),
            Component(points=None if orders is None else _growing(orders, _PROVEN_ORDERS), weight=20),
        ],
        [
            Fact(name="good_reviews_percent", value=percent(rating)),
            Fact(name="delivery_days", value=delivery),
            Fact(name="orders_30d", value=orders),
        ],
        age_days=seen.age_days,
        fresh_days=FRESH_DAYS,
    )


def _growing(count: int, full: int) -> int:
    """0 points for none, 100 from ``full`` on, logarithmic between."""
    return min(100, int(100 * log(1 + min(max(count, 0), full)) / log(1 + full)))
