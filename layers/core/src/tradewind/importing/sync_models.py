"""What changes at suppliers, and what a store does about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.catalog.models import ProductStatus
from tradewind.kit.money import Money


class ChangeKind(StrEnum):
    """What happened at the supplier."""

    PRICE_UP = "price_up"
    PRICE_DOWN = "price_down"
    OUT_OF_STOCK = "out_of_stock"
    BACK_IN_STOCK = "back_in_stock"
    VARIANT_GONE = "variant_gone"
    GONE = "gone"


class Policy(StrEnum):
    """What is done: ``update`` follows the supplier, ``hold`` takes the product off the shelf, ``zero_stock`` stops
    selling what is affected, ``notify`` waits for the merchant, ``nothing`` only remembers the new facts."""

    UPDATE = "update"
    HOLD = "hold"
    ZERO_STOCK = "zero_stock"
    NOTIFY = "notify"
    NOTHING = "nothing"


DEFAULTS: Mapping[ChangeKind, Policy] = {
    ChangeKind.PRICE_UP: Policy.NOTIFY,
    ChangeKind.PRICE_DOWN: Policy.NOTIFY,
    ChangeKind.OUT_OF_STOCK: Policy.ZERO_STOCK,
    ChangeKind.BACK_IN_STOCK: Policy.UPDATE,
    ChangeKind.VARIANT_GONE: Policy.ZERO_STOCK,
    ChangeKind.GONE: Policy.HOLD,
}
ACCEPTED: Mapping[ChangeKind, Policy] = {
    ChangeKind.PRICE_UP: Policy.UPDATE,
    ChangeKind.PRICE_DOWN: Policy.UPDATE,
    ChangeKind.OUT_OF_STOCK: Policy.ZERO_STOCK,
    ChangeKind.BACK_IN_STOCK: Policy.UPDATE,
    ChangeKind.VARIANT_GONE: Policy.ZERO_STOCK,
    ChangeKind.GONE: Policy.HOLD,
}
"""What accepting a change does."""
ALLOWED: Mapping[ChangeKind, frozenset[Policy]] = {
    kind: frozenset(Policy) - {Policy.ZERO_STOCK}
    if kind in (ChangeKind.PRICE_UP, ChangeKind.PRICE_DOWN)
    else frozenset({Policy.UPDATE, Policy.NOTIFY, Policy.NOTHING})
    if kind is ChangeKind.BACK_IN_STOCK
    else frozenset(Policy) - {Policy.UPDATE}
    for kind in ChangeKind
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncSettings:
    """What a store does about changes. ``enabled`` is the daily check; publishing always looks."""

    enabled: bool = True
    policies: Mapping[ChangeKind, Policy] = field(default_factory=lambda: dict(DEFAULTS))
    version: int = 0

    def policy(self, kind: ChangeKind) -> Policy:
        """What is done about one kind."""
        return self.policies.get(kind, DEFAULTS[kind])


class ChangeStatus(StrEnum):
    """``open`` waits for the merchant; ``applied`` was done; ``undone`` was brought back; ``dismissed`` is left."""

    OPEN = "open"
    APPLIED = "applied"
    UNDONE = "undone"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a product was before a change was applied.

    Attributes:
        version_after: the product's version right after; another one means that it was edited since.
        prices, costs, compares: own amounts by variant; absent ones took the product's.
        stock: level by affected variant; None was not tracked.
        priced: which prices a machine had set.
    """

    version_after: int
    status: ProductStatus
    price: Money
    cost: Money | None = None
    prices: Mapping[str, Money] = field(default_factory=dict)
    costs: Mapping[str, Money] = field(default_factory=dict)
    compare_at: Money | None = None
    compares: Mapping[str, Money] = field(default_factory=dict)
    stock: Mapping[str, int | None] = field(default_factory=dict)
    priced: Mapping[str, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantChange:
    """One variant's part. Amounts are the supplier's; None is not told, or gone."""

    variant_id: str
    cost_before: Money | None = None
    cost_after: Money | None = None
    stock_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierChange:
    """One entry of the inbox.

    Attributes:
        margin_before, margin_after: basis points of the thinnest affected variant at today's price; None is unknown.
        price_after: lowest price the rules would set now.
        note: why less was done than the policy says (``locked``, ``needs_rate``, ``beyond_max_change``).
        did: what was done, while it is ``applied``.
    """

    id: str
    store_id: str
    product_id: str
    title: str
    kind: ChangeKind
    found_at: datetime
    status: ChangeStatus
    variants: tuple[VariantChange, ...] = ()
    price_before: Money | None = None
    price_after: Money | None = None
    margin_before: int | None = None
    margin_after: int | None = None
    did: Policy | None = None
    note: str = ""
    before: Before | None = None
    version: int = 1
