"""What an account has subscribed to, and what the payment provider says of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradewind.billing.plans import PlanCode
from tradewind.stores.models import HoldReason


class SubscriptionStatus(StrEnum):
    """As at Stripe (docs.stripe.com/api/subscriptions/object#subscription_object-status)."""

    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    UNPAID = "unpaid"
    PAUSED = "paused"
    INCOMPLETE = "incomplete"
    INCOMPLETE_EXPIRED = "incomplete_expired"
    CANCELED = "canceled"


ENDED = frozenset({SubscriptionStatus.CANCELED, SubscriptionStatus.INCOMPLETE_EXPIRED})
"""A subscription never leaves these."""
RUNNING = frozenset(
    {
        SubscriptionStatus.TRIALING,
        SubscriptionStatus.ACTIVE,
        SubscriptionStatus.PAST_DUE,
        SubscriptionStatus.UNPAID,
    }
)
"""An account has one subscription of these; a second one is given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A subscription as the provider describes it now.

    Attributes:
        status: None where the provider has one that we do not know.
        plan: None where its price is none of ours.
        current_period_end: what is paid for ends then, and the next charge comes.
        cancel_at: when it ends without renewal, if that is decided.
        has_card: a charge could be tried.
        card: the card's fingerprint, the same for the same card; empty where unknown.
        invoice_id: its latest invoice; ``paid`` is what was paid of that, in minor units.
        livemode: real money.
    """

    id: str
    customer_id: str
    status: SubscriptionStatus | None
    plan: PlanCode | None
    created_at: datetime
    price_id: str = ""
    current_period_end: datetime | None = None
    trial_end: datetime | None = None
    cancel_at: datetime | None = None
    has_card: bool = False
    card: str = ""
    invoice_id: str = ""
    paid: int = 0
    livemode: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlan:
    """What an account has, as last read: one small item, read only where a limit is needed.

    Attributes:
        plan: of the subscription, also of one that has ended; what it comes to now is ``entitlement_of``.
        status: None without a subscription.
        grace_until: a payment failed; until then everything goes on.
        over_limit_until: there are more stores than the plan has; until then all of them stay open.
        hold: why stores are held, if they are.
        holds_stores: some stores may carry a hold, so they have to be looked at.
        kept_stores: the owner's choice of those that stay open over the limit, best first.
        trial_used: the account has had its trial.
        trial_told: the end of the trial that was written of.
        doubles: further subscriptions that are being given back.
        synced_at: when the provider was last asked.
        check_at: when to look again without being told.
        version: counts writes; one based on an older reading is refused.
    """

    user_id: str
    plan: PlanCode = PlanCode.FREE
    status: SubscriptionStatus | None = None
    customer_id: str = ""
    customer_email: str = ""
    subscription_id: str = ""
    price_id: str = ""
    current_period_end: datetime | None = None
    trial_end: datetime | None = None
    cancel_at: datetime | None = None
    has_card: bool = False
    grace_until: datetime | None = None
    over_limit_until: datetime | None = None
    hold: HoldReason | None = None
    holds_stores: bool = False
    kept_stores: tuple[str, ...] = ()
    trial_used: bool = False
    trial_told: datetime | None = None
    doubles: tuple[str, ...] = ()
    synced_at: datetime | None = None
    check_at: datetime | None = None
    version: int = 0

    @property
    def is_running(self) -> bool:
        """Whether there is a subscription that a second one would double."""
        return self.status in RUNNING
