"""What an account has and uses, and what another plan would mean for it. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tradewind.accounts.models import User
from tradewind.ai.ledger_repository import AiLedgerRepository
from tradewind.ai.models import MICROS_PER_CENT, Budget
from tradewind.billing.deps import BillingDeps
from tradewind.billing.entitlement import Entitlement, Standing, entitlement_of, hold_of, kept
from tradewind.billing.holding import open_stores
from tradewind.billing.models import AccountPlan, SubscriptionStatus
from tradewind.billing.plans import Plan, PlanCode, over_limit_time, plan_of
from tradewind.billing.service import check_on, offered_trial_days
from tradewind.stores.models import HoldReason, Store

type PreviewKind = Literal["subscribe", "upgrade", "downgrade", "cancel", "resume", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreUse:
    """An open store. ``products`` leaves archived ones out; ``stays`` says whether it is open over the limit too."""

    id: str
    name: str
    products: int
    held: HoldReason | None
    stays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An account's plan with what is used of it. ``trial_days`` is what a first subscription would have for free.

    ``hold`` is what the moment calls for; the schedule puts it on stores within the hour.
    """

    account: AccountPlan
    entitlement: Entitlement
    hold: HoldReason | None
    stores: Sequence[StoreUse]
    ai: Budget
    trial_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What choosing a plan would do.

    Attributes:
        effective_at: when its limits begin to hold; None is at once.
        stores: the open stores as they would stand; those that do not ``stay`` are held after ``held_after``.
        crowded: names of stores that have more products than it has room for: nothing is held, nothing can be added.
    """

    kind: PreviewKind
    plan: Plan
    effective_at: datetime | None
    stores: Sequence[StoreUse]
    held_after: datetime | None
    crowded: Sequence[str]
    ai_over: bool


def overview(deps: BillingDeps, ledger: AiLedgerRepository, user: User) -> Overview:
    """How the account stands now: the plan, its open stores with their counters, the month's credits."""
    now = deps.clock()
    account = deps.plans.get(user.id)
    entitlement = entitlement_of(account, now)
    stores = _uses(deps, list(deps.stores.iterate_of_user(user.id)), account.kept_stores, entitlement.limits.stores)
    cap = entitlement.limits.ai_credits * MICROS_PER_CENT
    return Overview(
        account=account,
        entitlement=entitlement,
        hold=hold_of(account, now),
        stores=stores,
        ai=ledger.read_account(user.id, month=f"{now:%Y-%m}", cap_micros=cap),
        trial_days=0 if account.is_running else offered_trial_days(deps, account, user),
    )


def preview(deps: BillingDeps, ledger: AiLedgerRepository, user: User, code: PlanCode) -> Preview:
    """What choosing ``code`` would do to the account as it is.

    Raises:
        BillingOffError.
    """
    check_on(deps)
    now = deps.clock()
    account = deps.plans.get(user.id)
    plan = plan_of(code)
    kind = _kind(account, entitlement_of(account, now), plan)
    later = kind == "cancel" and account.status in (SubscriptionStatus.ACTIVE, SubscriptionStatus.TRIALING)
    effective = (account.trial_end if account.status is SubscriptionStatus.TRIALING else None) or (
        account.current_period_end
    )
    stores = _uses(deps, open_stores(deps.stores, user.id), account.kept_stores, plan.limits.stores)
    over = len(stores) > plan.limits.stores
    begins = (effective or now) if later else now
    used = ledger.read_account(user.id, month=f"{now:%Y-%m}", cap_micros=0).used_micros
    return Preview(
        kind=kind,
        plan=plan,
        effective_at=effective if later else None,
        stores=stores,
        held_after=begins + over_limit_time() if over else None,
        crowded=[use.name for use in stores if use.products > plan.limits.products],
        ai_over=used > plan.limits.ai_credits * MICROS_PER_CENT,
    )


def _kind(account: AccountPlan, entitlement: Entitlement, plan: Plan) -> PreviewKind:
    if not account.is_running:
        paused = account.status is SubscriptionStatus.PAUSED
        return ("cancel" if paused else "none") if plan.code is PlanCode.FREE else "subscribe"
    if plan.code is PlanCode.FREE:
        return "none" if account.cancel_at else "cancel"
    if plan.code is account.plan:
        return "resume" if account.cancel_at else "none"
    if entitlement.standing is Standing.UNPAID:
        return "upgrade"
    larger = plan.monthly_price.amount > plan_of(account.plan).monthly_price.amount
    return "upgrade" if larger else "downgrade"


def _uses(deps: BillingDeps, stores: Sequence[Store], chosen: tuple[str, ...], limit: int) -> list[StoreUse]:
    counts = deps.stores.counters_of([store.id for store in stores])
    stay = kept([store.id for store in stores], chosen, limit)
    return [
        StoreUse(
            id=store.id,
            name=store.name,
            products=counts[store.id]["draft"] + counts[store.id]["active"] if store.id in counts else 0,
            held=store.held,
            stays=store.id in stay,
        )
        for store in stores
    ]
