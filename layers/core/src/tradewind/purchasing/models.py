"""A purchase order: the part of a paid order that one supplier has to send."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradewind.kit.money import Money


class PurchaseStatus(StrEnum):
    """Where a purchase order stands; ``cancelled`` needs no ordering any more, because its order does not."""

    TO_ORDER = "to_order"
    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseLine:
    """Units of one variant to be bought.

    Attributes:
        reference: the supplier's id of the product; ``url`` is its page there.
        unit_cost: what the order froze as its cost; None is unknown.
    """

    product_id: str
    variant_id: str
    title: str
    variant_name: str
    quantity: int
    reference: str
    url: str = ""
    sku: str = ""
    unit_cost: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseOrder:
    """What one supplier sends for one order.

    Attributes:
        id: ``po_<ULID of the order>_<supplier>``: one order has one of each supplier, whatever is told twice.
        supplier_reference: the supplier's number of it, once it was ordered.
        fulfillment_id: the shipment of the order that it became.
        problem: what the merchant has to look at: why it failed, or that the order was cancelled after ordering.
        charged: what the supplier asks for it with shipping, where it was ordered by its API and says so.
        place_at: when it is ordered automatically; None is by hand.
        placing_since: it is being ordered right now, or a try did not come to an end. Whoever wants to order must
            first learn from the supplier whether it has it.
        track_at: when the supplier is asked next where it is.
    """

    id: str
    store_id: str
    order_id: str
    order_number: int
    supplier: str
    status: PurchaseStatus
    lines: tuple[PurchaseLine, ...]
    created_at: datetime
    updated_at: datetime
    supplier_reference: str = ""
    fulfillment_id: str = ""
    problem: str = ""
    ordered_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    charged: Money | None = None
    place_at: datetime | None = None
    placing_since: datetime | None = None
    track_at: datetime | None = None
    version: int = 1

    @property
    def cost(self) -> Money | None:
        """What all of it costs; None where the cost of a line is unknown or currencies differ."""
        costs = [line.unit_cost * line.quantity for line in self.lines if line.unit_cost]
        if len(costs) != len(self.lines) or len({cost.currency for cost in costs}) != 1:
            return None
        return sum(costs[1:], costs[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchasingSettings:
    """Whether a store's purchase orders are ordered automatically.

    Attributes:
        ceiling: most that one purchase order may cost; without one nothing is ordered.
        buffer_minutes: how long an order can still be cancelled before it is ordered from the supplier.
    """

    automatic: bool = False
    ceiling: Money | None = None
    buffer_minutes: int = 60
    version: int = 0


def purchase_id(order_id: str, supplier: str) -> str:
    """The id of a supplier's purchase order for an order."""
    return f"po_{order_id.removeprefix('ord_')}_{supplier}"
