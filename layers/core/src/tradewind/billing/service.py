"""Subscribe, change, manage: what an owner does with the plan of an account."""

from collections.abc import Sequence
from dataclasses import replace

from tradewind.accounts.models import User
from tradewind.accounts.repository import fold_email
from tradewind.billing.deps import BillingDeps
from tradewind.billing.entitlement import entitlement_of
from tradewind.billing.errors import (
    AlreadySubscribedError,
    BillingOffError,
    NoCustomerError,
    NotSubscribedError,
    PaymentDueError,
    PlanMovedError,
)
from tradewind.billing.holding import open_stores
from tradewind.billing.models import ENDED, AccountPlan, SubscriptionStatus
from tradewind.billing.plans import PlanCode, plan_of, trial_days
from tradewind.billing.ports import HostedPage, PlanCheckout
from tradewind.billing.sync import restand, sync_account
from tradewind.db import billing_keys as keys
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim, find_result
from tradewind.errors import BusyError, InvalidInputError

_ATTEMPTS = 5
_PAYING = frozenset({SubscriptionStatus.TRIALING, SubscriptionStatus.ACTIVE})


def check_on(deps: BillingDeps) -> None:
    """Raise BillingOffError where the deployment has no plans."""
    if not deps.is_on:
        raise BillingOffError


def offered_trial_days(deps: BillingDeps, account: AccountPlan, user: User) -> int:
    """How many days a first subscription of this account would be free; 0 once it had its trial."""
    if account.trial_used or deps.plans.has_had_trial(keys.trial("email", fold_email(user.email))):
        return 0
    return trial_days()


def start_checkout(
    deps: BillingDeps,
    *,
    user: User,
    code: PlanCode,
    success_url: str,
    cancel_url: str,
    once: IdempotencyClaim | None,
) -> HostedPage:
    """A hosted page to subscribe to a plan on; with ``once`` a repeated call gives the page of the first.

    Raises:
        BillingOffError, AlreadySubscribedError, PlansNotSetUpError, PaymentUnavailableError.
        IdempotencyMismatchError: the key stood for another plan.
    """
    check_on(deps)
    earlier = find_result(once) if once else None
    if earlier:
        page = deps.gateway().get_checkout(earlier)
        if page.url:
            return page
    account = sync_account(deps, user.id)
    if account.is_running:
        raise AlreadySubscribedError(extra={"plan": account.plan.value})
    account = with_customer(deps, account, user)
    checkout = PlanCheckout(
        user_id=user.id,
        customer_id=account.customer_id,
        plan=plan_of(code),
        trial_days=offered_trial_days(deps, account, user),
        success_url=success_url,
        cancel_url=cancel_url,
    )
    # A page that was used or has expired is followed by one of its own.
    key = f"{once.key.pk}:{once.key.sk}:{earlier or ''}" if once else deps.new_id("sub")
    page = deps.gateway().start_checkout(checkout, key=key)
    if once and not earlier:
        try:
            deps.plans.remember_session(once, page.id)
        except AlreadyDoneError as first:
            # The same call came twice at once; the provider answered both with one page.
            page = replace(page, id=first.result_id)
    return page


def with_customer(deps: BillingDeps, account: AccountPlan, user: User) -> AccountPlan:
    """``account`` with its customer at the provider, whose invoices go to the address the user has now."""
    for _ in range(_ATTEMPTS):
        if account.customer_id and account.customer_email == user.email:
            return account
        customer_id = account.customer_id or deps.gateway().create_customer(user_id=user.id, email=user.email)
        if account.customer_id:
            deps.gateway().update_email(customer_id, user.email)
        try:
            changed = replace(account, customer_id=customer_id, customer_email=user.email)
            return deps.plans.save(changed, previous=account)
        except PlanMovedError:
            account = deps.plans.get(user.id)
    raise BusyError


def open_portal(deps: BillingDeps, *, user: User, return_url: str) -> str:
    """The account's own page at the provider: cards, invoices, cancelling.

    Raises:
        BillingOffError, NoCustomerError, PaymentUnavailableError.
    """
    check_on(deps)
    account = deps.plans.get(user.id)
    if not account.customer_id:
        raise NoCustomerError
    account = with_customer(deps, account, user)
    return deps.gateway().open_portal(account.customer_id, return_url=return_url)


def refresh(deps: BillingDeps, *, user_id: str) -> AccountPlan:
    """Ask the provider how the account stands: its owner just came back from a page there.

    Raises:
        BillingOffError, PaymentUnavailableError.
    """
    check_on(deps)
    return sync_account(deps, user_id)


def change_plan(deps: BillingDeps, *, user_id: str, code: PlanCode) -> AccountPlan:
    """Move the subscription to another plan; a larger one is charged for at once, ``free`` ends it when it is used up.

    A subscription that was to end goes on. One that is not paid ends at once when it is given up.

    Raises:
        BillingOffError, NotSubscribedError, PaymentDueError, PlanPaymentFailedError, PaymentUnavailableError.
    """
    check_on(deps)
    account = sync_account(deps, user_id)
    if account.status is None or account.status in ENDED:
        raise NotSubscribedError
    if code is PlanCode.FREE:
        deps.gateway().cancel(account.subscription_id, at_period_end=account.status in _PAYING)
    elif not account.is_running:
        raise NotSubscribedError
    elif account.status not in _PAYING:
        raise PaymentDueError
    elif code is not account.plan or account.cancel_at:
        larger = plan_of(code).monthly_price.amount > plan_of(account.plan).monthly_price.amount
        now_due = larger and account.status is SubscriptionStatus.ACTIVE
        deps.gateway().change_plan(account.subscription_id, plan_of(code), now_due=now_due)
    return sync_account(deps, user_id)


def keep_stores(deps: BillingDeps, *, user_id: str, store_ids: Sequence[str]) -> AccountPlan:
    """Choose which stores stay open while there are more than the plan has; the others are held in their place.

    Raises:
        BillingOffError. InvalidInputError: more than the plan has, or none of the account's open stores.
    """
    check_on(deps)
    chosen = tuple(dict.fromkeys(store_ids))
    standing = {store.id for store in open_stores(deps.stores, user_id)}
    if not standing.issuperset(chosen):
        raise InvalidInputError.field("store_ids", "Choose among your open stores.", "store_not_found")
    for _ in range(_ATTEMPTS):
        account = deps.plans.get(user_id)
        limit = entitlement_of(account, deps.clock()).limits.stores
        if len(chosen) > limit:
            stores = "1 store" if limit == 1 else f"{limit} stores"
            raise InvalidInputError.field("store_ids", f"Your plan has room for {stores}.", "too_many")
        try:
            if account.over_limit_until:
                deps.plans.save(replace(account, kept_stores=chosen), previous=account)
            return restand(deps, user_id)
        except PlanMovedError:
            continue
    raise BusyError


def stores_changed(deps: BillingDeps, *, user_id: str) -> None:
    """A store was closed or came back: where holds are about, they are reckoned anew."""
    account = deps.plans.get(user_id)
    if account.hold or account.over_limit_until:
        restand(deps, user_id)
