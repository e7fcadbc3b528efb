"""How an account stands after something was read or time went by, and what its owner is told. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tradewind.billing.entitlement import Standing, entitlement_of, hold_of
from tradewind.billing.models import ENDED, AccountPlan, Subscription, SubscriptionStatus
from tradewind.billing.plans import grace, over_limit_time, plan_of
from tradewind.kit.money import to_decimal_text
from tradewind.stores.models import HoldReason

TRIAL_NOTICE = timedelta(days=3)
_LOOK_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A mail that a change calls for."""

    template: str
    context: dict[str, str | int] = field(default_factory=dict)


def with_reading(account: AccountPlan, found: Subscription | None, now: datetime) -> AccountPlan:
    """``account`` with what the provider says; a price or state we do not know leaves the last known one."""
    if found is None:
        return replace(account, synced_at=now)
    return replace(
        account,
        plan=found.plan or account.plan,
        status=found.status or account.status,
        subscription_id=found.id,
        price_id=found.price_id,
        current_period_end=found.current_period_end,
        trial_end=found.trial_end,
        cancel_at=found.cancel_at,
        has_card=found.has_card,
        trial_used=account.trial_used or found.trial_end is not None,
        synced_at=now,
    )


def reckoned(account: AccountPlan, *, open_stores: int, now: datetime) -> tuple[AccountPlan, list[Notice]]:
    """``account`` as it stands at ``now`` with ``open_stores``, and what its owner has to be told.

    Days of grace begin when we learn of the failure, so that everybody has all of them after the mail.
    """
    past_due = account.status is SubscriptionStatus.PAST_DUE
    changed = replace(account, grace_until=(account.grace_until or now + grace()) if past_due else None)
    entitlement = entitlement_of(changed, now)
    over = open_stores > entitlement.limits.stores and entitlement.standing is not Standing.UNPAID
    until = (account.over_limit_until or now + over_limit_time()) if over else None
    changed = replace(changed, over_limit_until=until, kept_stores=account.kept_stores if over else ())
    hold = hold_of(changed, now)
    changed = replace(changed, hold=hold, holds_stores=account.holds_stores or hold is not None)
    notices = list(_notices(account, changed, open_stores, now))
    if _trial_ends_soon(changed, now):
        changed = replace(changed, trial_told=changed.trial_end)
    return replace(changed, check_at=_next_look(changed, now)), notices


def _notices(before: AccountPlan, after: AccountPlan, open_stores: int, now: datetime) -> Iterator[Notice]:
    plan = plan_of(after.plan).name
    if _trial_ends_soon(after, now) and after.trial_end:
        context: dict[str, str | int] = {
            "plan": plan,
            "date": day(after.trial_end),
            "price": _price(after),
            "has_card": int(after.has_card),
        }
        yield Notice(template="account_plan_trial_ending", context=context)
    if after.grace_until and not before.grace_until:
        yield Notice(template="account_plan_payment_failed", context={"plan": plan, "date": day(after.grace_until)})
    limits = entitlement_of(after, now)
    if after.over_limit_until and not before.over_limit_until:
        context = {
            "plan": limits.plan.name,
            "limit": limits.limits.stores,
            "stores": open_stores,
            "date": day(after.over_limit_until),
        }
        yield Notice(template="account_plan_over_limit", context=context)
    if after.hold is before.hold:
        return
    if after.hold is None:
        yield Notice(template="account_plan_restored", context={"plan": limits.plan.name})
    elif after.hold is HoldReason.UNPAID:
        trial_over = after.status is SubscriptionStatus.PAUSED
        yield Notice(
            template="account_plan_held", context={"plan": plan, "reason": "trial" if trial_over else "unpaid"}
        )
    else:
        yield Notice(
            template="account_plan_held",
            context={"plan": limits.plan.name, "reason": "over_limit", "limit": limits.limits.stores},
        )


def _trial_ends_soon(account: AccountPlan, now: datetime) -> bool:
    """Whether the owner has to hear of the trial's end; a trial that was given up ends without ado."""
    if account.status is not SubscriptionStatus.TRIALING or account.trial_end is None or account.cancel_at:
        return False
    return account.trial_told != account.trial_end and account.trial_end - TRIAL_NOTICE <= now < account.trial_end


def _next_look(account: AccountPlan, now: datetime) -> datetime | None:
    """When to look again: the next moment that changes something, and every day while something may be missed."""
    moments = []
    if account.status is not None and account.status not in ENDED:
        moments.append(now + _LOOK_EVERY)
    if account.hold or account.over_limit_until:
        moments.append(now + _LOOK_EVERY)
    if account.doubles or (account.holds_stores and account.hold is None):
        moments.append(now)
    if account.status is SubscriptionStatus.TRIALING and account.trial_end and account.trial_told != account.trial_end:
        moments.append(max(now, account.trial_end - TRIAL_NOTICE))
    moments += [moment for moment in (account.grace_until, account.over_limit_until) if moment and moment > now]
    return min(moments, default=None)


def _price(account: AccountPlan) -> str:
    price = plan_of(account.plan).monthly_price
    return f"{to_decimal_text(price)} {price.currency}"


def day(moment: datetime) -> str:
    """A date as mails write it."""
    return f"{moment.day} {moment:%B %Y}"
