"""The order entity, what hangs on it, and the ledger of its money."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tradewind.checkout.models import Address, AppliedDiscount, Consent, Line, ShippingChoice, TaxAmount
from tradewind.kit.money import Money, zero


class OrderStatus(StrEnum):
    """Where an order stands.

    ``pending`` waits for a bank; ``on_hold`` is paid and needs the merchant's decision first; ``fulfilled`` is packed,
    not yet handed over; ``refunded`` gave everything back without having been cancelled.
    """

    PENDING = "pending"
    PAID = "paid"
    ON_HOLD = "on_hold"
    PARTIALLY_FULFILLED = "partially_fulfilled"
    FULFILLED = "fulfilled"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class PaymentStatus(StrEnum):
    """What is known of the money."""

    PENDING = "pending"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    CHARGED_BACK = "charged_back"
    FAILED = "failed"


class HoldKind(StrEnum):
    """Why an order is on hold; a dispute's hold ends with the dispute, the others with the merchant's word."""

    IMPOSSIBLE = "impossible"
    AMOUNT = "amount"
    DISPUTE = "dispute"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """Something that happened to the order, for people. ``kind`` is ``note`` for what the merchant wrote."""

    at: datetime
    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How it was paid.

    Attributes:
        account_id: the connected account that was paid; None is the platform's own.
        fee: what the payment cost, in the order's currency; None is not known yet.
    """

    session_id: str
    payment_intent: str = ""
    livemode: bool = False
    account_id: str | None = None
    fee: Money | None = None


class FulfillmentStatus(StrEnum):
    """Life of a shipment."""

    FULFILLED = "fulfilled"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfilledLine:
    """Units of one line in a shipment."""

    variant_id: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfillment:
    """A shipment: some units on their way."""

    id: str
    lines: tuple[FulfilledLine, ...]
    status: FulfillmentStatus
    created_at: datetime
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None


class RefundStatus(StrEnum):
    """``pending`` is asked for, or under way at the bank."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundedLine:
    """Units of one line in a refund, and whether they go back on the shelf."""

    variant_id: str
    quantity: int
    restock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money given back.

    Attributes:
        id: ours (``rfd_...``), or Stripe's for one that was made there.
        provider_id: Stripe's, once it answered.
        tax: the part of ``amount`` that is tax.
        restocked: its lines went back on the shelf, where they were to.
    """

    id: str
    amount: Money
    status: RefundStatus
    created_at: datetime
    tax: Money | None = None
    lines: tuple[RefundedLine, ...] = ()
    reason: str = ""
    provider_id: str = ""
    failure: str = ""
    restocked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A payment that the shopper's bank takes back.

    Attributes:
        status: Stripe's own word (``needs_response``, ``under_review``, ``won``, ``lost``, ``warning_...``).
        told_at: when Stripe last said something about it; older words are ignored.
    """

    id: str
    amount: Money
    status: str
    reason: str
    opened_at: datetime
    told_at: datetime
    due_by: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether it is decided."""
        return self.status in ("won", "lost", "warning_closed", "prevented")


class PostingKind(StrEnum):
    """What an amount in the ledger is. Costs are the merchant's goods; the rest is money at Stripe."""

    SALE = "sale"
    DISCOUNT = "discount"
    SHIPPING = "shipping"
    TAX = "tax"
    FEE = "fee"
    COST = "cost"
    REFUND = "refund"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A signed amount: what the merchant gains is positive."""

    kind: PostingKind
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One event of an order's money. Entries are never changed; ``name`` (``refund#re_1``) makes each happen once."""

    name: str
    at: datetime
    postings: tuple[Posting, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A paid cart. Lines are snapshots; ``number`` counts per store, ``id`` cannot be guessed.

    ``status`` is derived from the rest by ``state.status_of`` at every change and stored with it.
    """

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
    hold_kind: HoldKind | None = None
    timeline: tuple[TimelineEntry, ...] = ()
    discount: AppliedDiscount | None = None
    shipping: ShippingChoice | None = None
    tax: TaxAmount | None = None
    consent: Consent | None = None
    paid_at: datetime | None = None
    payment_failed: bool = False
    cancelled_at: datetime | None = None
    cancel_reason: str = ""
    fulfillments: tuple[Fulfillment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    line_costs: dict[str, Money] = field(default_factory=dict)
    version: int = 1

    @property
    def subtotal(self) -> Money:
        """Sum of the lines before discount."""
        return sum((line.total for line in self.lines), zero(self.total.currency))

    @property
    def item_count(self) -> int:
        """Units bought."""
        return sum(line.quantity for line in self.lines)

    @property
    def refunded(self) -> Money:
        """What was given back or is on its way."""
        given = (refund.amount for refund in self.refunds if refund.status is not RefundStatus.FAILED)
        return sum(given, zero(self.total.currency))

    @property
    def refundable(self) -> Money:
        """What can still be given back; nothing while no money came in."""
        if self.paid_at is None or any(dispute.status == "lost" for dispute in self.disputes):
            return zero(self.total.currency)
        return self.total - self.refunded

    def find_line(self, variant_id: str) -> Line | None:
        """The line of a variant."""
        return next((line for line in self.lines if line.variant_id == variant_id), None)

    def cost_of(self, line: Line) -> Money | None:
        """What one unit cost: the merchant's later word, else what was frozen at the sale; None is unknown."""
        return self.line_costs.get(line.variant_id, line.unit_cost)

    @property
    def cost(self) -> Money | None:
        """What the goods cost the merchant; None when any line's cost is unknown."""
        total = zero(self.total.currency)
        for line in self.lines:
            unit_cost = self.cost_of(line)
            if unit_cost is None:
                return None
            total += unit_cost * line.quantity
        return total

    def fulfilled_of(self, variant_id: str) -> int:
        """Units of a line that are in a shipment."""
        lines = (line for fulfillment in self.fulfillments for line in fulfillment.lines)
        return sum(line.quantity for line in lines if line.variant_id == variant_id)

    def returned_of(self, variant_id: str) -> int:
        """Units of a line that were refunded."""
        refunds = (refund for refund in self.refunds if refund.status is not RefundStatus.FAILED)
        lines = (line for refund in refunds for line in refund.lines)
        return sum(line.quantity for line in lines if line.variant_id == variant_id)

    def open_of(self, line: Line) -> int:
        """Units of a line that are still to be fulfilled."""
        return max(0, line.quantity - max(self.fulfilled_of(line.variant_id), 0) - self._returned_unshipped(line))

    def _returned_unshipped(self, line: Line) -> int:
        """Refunded units that never went out: refunds first take what is still here."""
        here = line.quantity - self.fulfilled_of(line.variant_id)
        return min(here, self.returned_of(line.variant_id))
