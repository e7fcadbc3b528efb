"""What a snapshot holds of a product, what can be asked of it, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tradewind.catalog.models import ProductStatus

EDIT_WEIGHT = 10**10
"""An edit of a product weighs more in a version than all movements of its stock together."""
OPTION_AXES_SHOWN = 12
OPTION_VALUES_SHOWN = 60


class StockLevel(StrEnum):
    """A product's stock in one word, for the merchant's filter; counts never enter a snapshot.

    ``out``: nothing can be sold. ``untracked``: no variant is counted. ``low``: every variant is counted and few are
    left. ``in``: the rest.
    """

    IN = "in"
    LOW = "low"
    OUT = "out"
    UNTRACKED = "untracked"


class Sort(StrEnum):
    """Order of found products."""

    RELEVANCE = "relevance"
    MANUAL = "manual"
    NEWEST = "newest"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryVariant:
    """A variant as filters see it: final price in minor units, whether it can be bought, value by axis."""

    price: int
    available: bool
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A product in a snapshot.

    Attributes:
        version: of what it was made from; an older one never replaces a newer one.
        created: epoch seconds.
        options: axes with their values, in the merchant's order.
        skus: for the merchant's search only.
        card: what a grid shows, with the widths of pictures instead of their addresses.
    """

    product_id: str
    version: int
    status: ProductStatus
    title: str
    description: str
    tags: Sequence[str]
    options: Sequence[tuple[str, Sequence[str]]]
    variants: Sequence[EntryVariant]
    skus: Sequence[str]
    stock: StockLevel
    created: int
    card: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A question.

    The conditions on price, options and stock are met by one and the same variant of a product.

    Attributes:
        collection: id of a collection.
        price_min, price_max: minor units, inclusive.
        options: wanted values by axis; one of each axis must fit. Compared folded.
        tag: compared folded.
    """

    text: str = ""
    statuses: frozenset[ProductStatus] = frozenset({ProductStatus.ACTIVE})
    collection: str | None = None
    price_min: int | None = None
    price_max: int | None = None
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    in_stock: bool = False
    tag: str | None = None
    stock: StockLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionCount:
    """How many of the found products are in a collection."""

    slug: str
    title: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCounts:
    """An axis with its values in the merchant's order and how many products each would leave."""

    name: str
    values: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """Counts for the next choice: each facet respects every filter but its own.

    Attributes:
        price: lowest and highest price of fitting variants in minor units.
        in_stock: products left when only what can be bought is shown.
    """

    collections: Sequence[CollectionCount]
    price: tuple[int, int] | None
    options: Sequence[OptionCounts]
    in_stock: int
