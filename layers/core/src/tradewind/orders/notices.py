"""What the payment provider says of a paid order afterwards, in our words."""

from dataclasses import dataclass
from datetime import datetime

from tradewind.kit.money import Money
from tradewind.orders.models import RefundStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundNotice:
    """A refund as Stripe tells it.

    Attributes:
        refund_id: ours, where the refund was asked for here; None for one that was made at Stripe.
        told_at: when Stripe said so; an older notice never undoes a newer one.
    """

    event_id: str
    payment_intent: str
    account_id: str | None
    provider_id: str
    refund_id: str | None
    amount: Money
    status: RefundStatus
    told_at: datetime
    reason: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Money that a dispute moved: ``amount`` is negative when it left; ``fee`` is what Stripe charged on top."""

    reference: str
    amount: Money
    fee: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeNotice:
    """A dispute as Stripe tells it, with every movement so far."""

    event_id: str
    payment_intent: str
    account_id: str | None
    dispute_id: str
    amount: Money
    status: str
    reason: str
    told_at: datetime
    due_by: datetime | None = None
    movements: tuple[Movement, ...] = ()


type OrderNotice = RefundNotice | DisputeNotice
