"""Puts holds on stores and takes them off, as their account stands. It can stop anywhere and be done again."""

from dataclasses import replace

from tradewind.billing.deps import BillingDeps
from tradewind.billing.entitlement import entitlement_of, kept
from tradewind.billing.models import AccountPlan
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import HoldReason, Store, StoreStatus
from tradewind.stores.repository import StoreRepository

_ATTEMPTS = 10


def open_stores(stores: StoreRepository, user_id: str) -> list[Store]:
    """The account's open stores, oldest first, each read as it is now: the list itself may lag behind."""
    found = (stores.find(listed.id) for listed in stores.iterate_of_user(user_id))
    return [store for store in found if store and store.status is not StoreStatus.DELETED]


def apply_holds(deps: BillingDeps, account: AccountPlan) -> dict[str, int]:
    """Let every open store carry the hold it has to. Returns how many were held and let go.

    Raises:
        PlanMovedError: ``account`` is not what is stored any more, so that its holds are of the past.
    """
    standing = open_stores(deps.stores, account.user_id)
    limit = entitlement_of(account, deps.clock()).limits.stores
    stay = kept([store.id for store in standing], account.kept_stores, limit)
    counts = {"held": 0, "released": 0}
    for store in standing:
        over_limit = account.hold is HoldReason.OVER_LIMIT and store.id not in stay
        wanted = account.hold if account.hold is HoldReason.UNPAID or over_limit else None
        if _set_hold(deps, account, store, wanted):
            counts["held" if wanted else "released"] += 1
    return counts


def _set_hold(deps: BillingDeps, account: AccountPlan, store: Store, wanted: HoldReason | None) -> bool:
    """Whether anything had to be changed. An edit of the store in between stays."""
    for _ in range(_ATTEMPTS):
        if store.held is wanted or store.status is StoreStatus.DELETED:
            return False
        changed = replace(store, held=wanted, version=store.version + 1)
        try:
            deps.stores.update(changed, previous=store, also=lambda tx: deps.plans.check(tx, account))
            return True
        except StaleVersionError:
            present = deps.stores.find(store.id)
            if present is None:
                return False
            store = present
    raise StaleVersionError
