"""What a subscription comes to: the table from Stripe's states to what an account may do. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradewind.billing.models import AccountPlan, SubscriptionStatus
from tradewind.billing.plans import Limits, Plan, PlanCode, plan_of
from tradewind.stores.models import HoldReason


class Standing(StrEnum):
    """What a state of a subscription means here."""

    GOOD = "good"
    """The plan, without conditions."""
    GRACE = "grace"
    """The plan until the days of grace are over; then as ``unpaid``."""
    UNPAID = "unpaid"
    """The plan's limits, and all stores held until it is paid or given up."""
    NONE = "none"
    """No plan: what is free."""


STANDINGS: Mapping[SubscriptionStatus, Standing] = {
    SubscriptionStatus.TRIALING: Standing.GOOD,
    SubscriptionStatus.ACTIVE: Standing.GOOD,
    SubscriptionStatus.PAST_DUE: Standing.GRACE,
    SubscriptionStatus.UNPAID: Standing.UNPAID,
    # A trial that ended without a card.
    SubscriptionStatus.PAUSED: Standing.UNPAID,
    # The first payment is not there yet: the plan begins with it.
    SubscriptionStatus.INCOMPLETE: Standing.NONE,
    SubscriptionStatus.INCOMPLETE_EXPIRED: Standing.NONE,
    SubscriptionStatus.CANCELED: Standing.NONE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What an account may do now. ``plan`` is the one whose limits hold, which need not be the one subscribed to."""

    plan: Plan
    standing: Standing

    @property
    def limits(self) -> Limits:
        """The plan's, without credits for models where it is not paid."""
        limits = self.plan.limits
        if self.standing is Standing.UNPAID:
            return Limits(stores=limits.stores, products=limits.products, ai_credits=0)
        return limits


def entitlement_of(account: AccountPlan, now: datetime) -> Entitlement:
    """What ``account`` comes to at ``now``."""
    standing = STANDINGS[account.status] if account.status else Standing.NONE
    if standing is Standing.GRACE and account.grace_until and now >= account.grace_until:
        standing = Standing.UNPAID
    code = PlanCode.FREE if standing is Standing.NONE else account.plan
    return Entitlement(plan=plan_of(code), standing=standing)


def hold_of(account: AccountPlan, now: datetime) -> HoldReason | None:
    """Why stores of ``account`` are held at ``now``, if they are."""
    if entitlement_of(account, now).standing is Standing.UNPAID:
        return HoldReason.UNPAID
    if account.over_limit_until and now >= account.over_limit_until:
        return HoldReason.OVER_LIMIT
    return None


def kept(stores: list[str], chosen: tuple[str, ...], limit: int) -> frozenset[str]:
    """Which of ``stores`` (ids, oldest first) stay open at ``limit``: the chosen ones, then the oldest."""
    first = [store_id for store_id in chosen if store_id in stores]
    rest = [store_id for store_id in stores if store_id not in first]
    return frozenset([*first, *rest][:limit])
