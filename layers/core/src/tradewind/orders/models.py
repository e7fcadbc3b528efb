"""The order entity."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradewind.checkout.models import Address, Line
from tradewind.kit.money import Money, zero


class OrderStatus(StrEnum):
    """Where an order stands. ``on_hold`` is paid and needs the merchant's decision first."""

    PENDING = "pending"
    PAID = "paid"
    ON_HOLD = "on_hold"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something that happened to the order, for people."""

    at: datetime
    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How it was paid."""

    session_id: str
    payment_intent: str = ""
    livemode: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A paid cart. Lines are snapshots; ``number`` counts per store, ``id`` cannot be guessed."""

    id: str
    store_id: str
    number: int
    status: OrderStatus
    lines: tuple[Line, ...]
    total: Money
    placed_at: datetime
    payment: Payment
    customer_email: str = ""
    customer_name: str = ""
    shipping_address: Address | None = None
    hold_reason: str = ""
    timeline: tuple[TimelineEntry, ...] = ()

    @property
    def subtotal(self) -> Money:
        """Sum of the lines."""
        return sum((line.total for line in self.lines), zero(self.total.currency))

    @property
    def item_count(self) -> int:
        """Units bought."""
        return sum(line.quantity for line in self.lines)

    @property
    def cost(self) -> Money | None:
        """What the goods cost the merchant; None when any line's cost is unknown."""
        total = zero(self.total.currency)
        for line in self.lines:
            if line.unit_cost is None:
                return None
            total += line.unit_cost * line.quantity
        return total
