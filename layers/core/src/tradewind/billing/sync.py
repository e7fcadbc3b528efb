"""Keeps an account's plan in step with the provider.

Whatever an event says, everything is read anew and compared: the order and number of events do not matter. What is
stored is loaded before the provider is asked, and written only if it is still that: a slow reader never overwrites
what a later one found.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from tradewind.accounts.repository import fold_email
from tradewind.billing.choosing import choose
from tradewind.billing.deps import BillingDeps
from tradewind.billing.errors import PlanMovedError
from tradewind.billing.holding import apply_holds
from tradewind.billing.models import ENDED, AccountPlan, Subscription, SubscriptionStatus
from tradewind.billing.plans import plan_of
from tradewind.billing.ports import RefundOutcome
from tradewind.billing.standing import Notice, reckoned, with_reading
from tradewind.db import billing_keys as keys
from tradewind.db.keys import Key
from tradewind.errors import BusyError
from tradewind.observability import count_metric, get_logger

_ATTEMPTS = 12
ATTENTION = "PaymentNeedsAttention"


class SyncOutcome(StrEnum):
    """What became of an event."""

    SYNCED = "synced"
    FOREIGN = "foreign"
    """Of a customer that is none of ours: another environment shares the provider's account."""
    WRONG_MODE = "wrong_mode"
    """Of test mode at a deployment with real money, or the other way round."""
    OFF = "off"


def sync_customer(deps: BillingDeps, customer_id: str, *, livemode: bool) -> SyncOutcome:
    """Bring the account of a customer up to date."""
    if not deps.is_on:
        return SyncOutcome.OFF
    if livemode is deps.is_test():
        return SyncOutcome.WRONG_MODE
    user_id = deps.plans.find_customer(customer_id)
    if user_id is None:
        return SyncOutcome.FOREIGN
    sync_account(deps, user_id)
    return SyncOutcome.SYNCED


def sync_account(deps: BillingDeps, user_id: str) -> AccountPlan:
    """Read what the account has subscribed to, write what is new, and hold or let go its stores.

    Raises:
        PaymentUnavailableError: the provider does not answer. BusyError: others kept writing.
    """
    for _ in range(_ATTEMPTS):
        stored = deps.plans.get(user_id)
        found = deps.gateway().list_subscriptions(stored.customer_id) if stored.customer_id else []
        try:
            return _settle(deps, _written(deps, stored, found))
        except PlanMovedError:
            continue
    raise BusyError


def restand(deps: BillingDeps, user_id: str) -> AccountPlan:
    """Reckon how the account stands without asking the provider: its stores or its choice changed, or time went by."""
    for _ in range(_ATTEMPTS):
        stored = deps.plans.get(user_id)
        try:
            return _settle(deps, _reckoned(deps, stored, stored))
        except PlanMovedError:
            continue
    raise BusyError


def _written(deps: BillingDeps, stored: AccountPlan, found: Sequence[Subscription]) -> AccountPlan:
    main, doubles = choose(found, known=stored.subscription_id)
    stored = _named(deps, stored, main, doubles)
    notices = [notice for each in found if each.id in stored.doubles and (notice := _given_back(deps, stored, each))]
    if main and main.id in stored.doubles:
        main = replace(main, status=SubscriptionStatus.CANCELED)
    if main:
        _call_out(main, stored)
    read = replace(with_reading(stored, main, deps.clock()), doubles=())
    return _reckoned(deps, stored, read, notices, _trial_marks(deps, read.user_id, main))


def _named(
    deps: BillingDeps, stored: AccountPlan, main: Subscription | None, doubles: Sequence[Subscription]
) -> AccountPlan:
    """``stored`` with what has to be given back written into it, so that whoever goes on after a crash knows of it."""
    ids = [each.id for each in doubles]
    if main and (_had_trial_elsewhere(deps, stored, main) or _began_after_deletion(deps, stored, main)):
        ids.append(main.id)
    new = tuple(each for each in ids if each not in stored.doubles)
    if not new:
        return stored
    notices = []
    if main and main.id in new:
        plan = plan_of(main.plan or stored.plan).name
        notices.append(Notice(template="account_plan_trial_used", context={"plan": plan}))
    named = replace(stored, doubles=(*stored.doubles, *new), check_at=deps.clock())
    return deps.plans.save(named, previous=stored, notices=notices)


def _began_after_deletion(deps: BillingDeps, stored: AccountPlan, main: Subscription) -> bool:
    """Whether it was paid on a page that was opened before its account was deleted: nobody is there to use it."""
    user = deps.accounts.find(stored.user_id)
    return user is not None and user.deleted_at is not None and main.created_at >= user.deleted_at


def _reckoned(
    deps: BillingDeps,
    stored: AccountPlan,
    read: AccountPlan,
    notices: Sequence[Notice] = (),
    trials: Sequence[Key] = (),
) -> AccountPlan:
    now = deps.clock()
    changed, due = reckoned(read, open_stores=deps.stores.count_open(stored.user_id), now=now)
    # What is still due stays so: writing it again would only be in the way of others.
    was_due = stored.check_at is not None and stored.check_at <= now
    moves_on = was_due and (changed.check_at is None or changed.check_at > now)
    if not (moves_on or notices or trials) and _is_same(changed, stored):
        return stored
    return deps.plans.save(changed, previous=stored, notices=[*notices, *due], trials=trials)


def _is_same(one: AccountPlan, other: AccountPlan) -> bool:
    """Whether nothing but times of looking differs."""
    return replace(one, synced_at=None, check_at=None) == replace(other, synced_at=None, check_at=None)


def _settle(deps: BillingDeps, account: AccountPlan) -> AccountPlan:
    """Apply holds where there are or were any, and remember once none are left."""
    if not account.holds_stores:
        return account
    counts = apply_holds(deps, account)
    if any(counts.values()):
        get_logger().info("billing.stores_held", user_id=account.user_id, reason=account.hold or "", **counts)
    if account.hold:
        return account
    open_stores = deps.stores.count_open(account.user_id)
    changed, due = reckoned(replace(account, holds_stores=False), open_stores=open_stores, now=deps.clock())
    return deps.plans.save(changed, previous=account, notices=due)


def _given_back(deps: BillingDeps, stored: AccountPlan, double: Subscription) -> Notice | None:
    """Refund and end one subscription too many. Doing it again after a crash does nothing twice."""
    refund = deps.gateway().refund(double)
    if double.status not in ENDED:
        deps.gateway().cancel(double.id, at_period_end=False)
    line = {"user_id": stored.user_id, "subscription_id": double.id, "refund": refund}
    if refund is RefundOutcome.FAILED:
        get_logger().error("billing.double_not_refunded", **line)
        count_metric(ATTENTION)
    else:
        get_logger().info("billing.double_given_back", **line)
    if refund is RefundOutcome.NOTHING_PAID:
        return None
    plan = plan_of(double.plan or stored.plan).name
    return Notice(template="account_plan_second_subscription", context={"plan": plan, "refund": refund.value})


def _call_out(main: Subscription, stored: AccountPlan) -> None:
    if main.status in ENDED or (main.plan and main.status):
        return
    # A price or state that is none of ours: the last known plan stays, and a person looks at it.
    get_logger().error(
        "billing.unknown_subscription", user_id=stored.user_id, subscription_id=main.id, price_id=main.price_id
    )
    count_metric(ATTENTION)


def _had_trial_elsewhere(deps: BillingDeps, stored: AccountPlan, main: Subscription) -> bool:
    """Whether this trial is a second one of the same card, under another account."""
    if main.status is not SubscriptionStatus.TRIALING or not main.card:
        return False
    return deps.plans.has_had_trial(keys.trial("card", main.card), not_by=stored.user_id)


def _trial_marks(deps: BillingDeps, user_id: str, main: Subscription | None) -> list[Key]:
    """Marks of a running trial that are not there yet: of the address, and of the card once there is one."""
    if main is None or main.status is not SubscriptionStatus.TRIALING:
        return []
    user = deps.accounts.find(user_id)
    marks = [keys.trial("email", fold_email(user.email))] if user else []
    if main.card:
        marks.append(keys.trial("card", main.card))
    return [mark for mark in marks if not deps.plans.has_had_trial(mark)]
