"""Carts that are being paid."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.kit.money import Money, zero
from tradewind.selling.models import TaxMode

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
class SavedCart:
    """A cart kept on the server under an id that cannot be guessed, without prices: they are made when it is opened."""

    id: str
    store_id: str
    lines: tuple[CartLine, ...]
    saved_at: datetime
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A priced line, frozen: later edits of the product do not reach it.

    A cart has one line per variant, so ``variant_id`` names the line.

    Attributes:
        unit_cost: what it cost the merchant when sold; None is unknown.
        tracked: whether stock was reserved for it.
        discount: its share of the order's discount.
        tax: its share of the tax on goods, on top of or inside the price as the order's tax says.
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
    discount: Money | None = None
    tax: Money | None = None

    @property
    def total(self) -> Money:
        """Price of the whole line before discount."""
        return self.unit_price * self.quantity

    @property
    def net(self) -> Money:
        """Price of the whole line after its share of the discount."""
        return self.total - self.discount if self.discount else self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a cart is to go, as far as the shopper has said; empty is not said."""

    country: str = ""
    state: str = ""
    rate_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedDiscount:
    """A code as it was applied. ``amount`` is taken off the goods; free shipping takes nothing off them."""

    code: str
    amount: Money
    free_shipping: bool = False
    per_customer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingChoice:
    """How it ships and for what price; days are business days, None is not promised."""

    rate_id: str
    name: str
    price: Money
    country: str = ""
    state: str = ""
    min_days: int | None = None
    max_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAmount:
    """The tax of an order.

    Attributes:
        included: inside the prices, otherwise on top of them.
        amount: all of it; ``on_shipping`` is the part that lies on shipping.
    """

    mode: TaxMode
    amount: Money
    on_shipping: Money
    included: bool = False
    name: str = ""
    basis_points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Agreement to marketing mail: the wording that was shown, and when it was ticked."""

    wording: str
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A cart with its reservation. Its order, once paid, has the id ``order_id`` (same ULID).

    Attributes:
        total: what is charged; with Stripe Tax on top of prices, before tax.
        account_id: the connected Stripe account that is paid; None is the platform's own.
        allowed_countries: where the payment page may ship to; empty is everywhere.
    """

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
    discount: AppliedDiscount | None = None
    shipping: ShippingChoice | None = None
    tax: TaxAmount | None = None
    account_id: str | None = None
    platform_fee: Money | None = None
    allowed_countries: tuple[str, ...] = ()
    consent: Consent | None = None

    @property
    def subtotal(self) -> Money:
        """Sum of the lines before discount."""
        return sum((line.total for line in self.lines), zero(self.total.currency))


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
    """A verified event of a payment page, in our words. ``tax`` is what Stripe Tax worked out, if it did."""

    event_id: str
    kind: NoticeKind
    store_id: str
    checkout_id: str
    session_id: str
    amount: Money
    account_id: str | None = None
    tax: Money | None = None
    payment_intent: str = ""
    livemode: bool = False
    customer_email: str = ""
    customer_name: str = ""
    shipping_address: Address | None = None
    paid_at: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
