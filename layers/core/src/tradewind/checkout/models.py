"""Carts that are being paid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.kit.money import Money

MAX_LINES = 40
"""Reserve, record, key and event are one transaction of at most 100 items."""
MAX_QUANTITY = 999


class CheckoutStatus(StrEnum):
    """``open`` holds stock; ``awaiting`` is a payment under way at a bank; the others are decided."""

    OPEN = "open"
    AWAITING = "awaiting"
    PAID = "paid"
    EXPIRED = "expired"
    REFUSED = "refused"


HOLDING = frozenset({CheckoutStatus.OPEN, CheckoutStatus.AWAITING})


@dataclass(frozen=True, slots=True, kw_only=True)
class CartLine:
    """What the shopper asks for. Prices never come from the browser; ``seen_price`` is only compared."""

    product_id: str
    variant_id: str
    quantity: int
    seen_price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A priced line, frozen: later edits of the product do not reach it.

    Attributes:
        unit_cost: what it cost the merchant when sold; None is unknown.
        tracked: whether stock was reserved for it.
    """

    product_id: str
    variant_id: str
    title: str
    variant_name: str
    sku: str
    quantity: int
    unit_price: Money
    unit_cost: Money | None = None
    image_url: str = ""
    tracked: bool = False

    @property
    def total(self) -> Money:
        """Price of the whole line."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A cart with its reservation. Its order, once paid, has the id ``order_id`` (same ULID)."""

    id: str
    order_id: str
    store_id: str
    store_name: str
    status: CheckoutStatus
    lines: tuple[Line, ...]
    total: Money
    created_at: datetime
    expires_at: datetime
    success_url: str
    cancel_url: str
    customer_email: str | None = None
    session_id: str | None = None
    session_url: str | None = None


class NoticeKind(StrEnum):
    """What a verified event says of a payment."""

    PAID = "paid"
    AWAITING = "awaiting"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where to ship."""

    name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentNotice:
    """A verified event of the payment provider, in our words."""

    event_id: str
    kind: NoticeKind
    store_id: str
    checkout_id: str
    session_id: str
    amount: Money
    payment_intent: str = ""
    livemode: bool = False
    customer_email: str = ""
    customer_name: str = ""
    shipping_address: Address | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
