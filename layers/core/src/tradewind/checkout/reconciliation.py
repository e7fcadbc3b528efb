"""Paid sessions at Stripe against orders here: a second way to every order, should an event ever be lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tradewind.checkout.errors import PaymentRefusedError, PaymentUnavailableError
from tradewind.checkout.models import PaymentNotice
from tradewind.checkout.ports import PaymentGateway
from tradewind.checkout.settlement import SettlementDeps, settle_notice
from tradewind.kit.ids import is_id, same_ulid
from tradewind.orders.repository import OrderRepository
from tradewind.selling.repository import SellingRepository
from tradewind.stores.models import StoreStatus
from tradewind.stores.repository import StoreRepository

WINDOW = timedelta(hours=26)
"""Sessions live a day at most, and each is looked at by more than one hourly run."""
GRACE = timedelta(minutes=15)
"""How long after the payment its event may be on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconciliationDeps:
    """What comparing needs."""

    settlement: SettlementDeps
    payments: PaymentGateway
    orders: OrderRepository
    stores: StoreRepository
    selling: SellingRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What was found: paid sessions looked at, those without an order, accounts that could not be asked."""

    sessions: int
    missing: tuple[PaymentNotice, ...]
    unreachable: tuple[str, ...]


def reconcile(deps: ReconciliationDeps) -> Reconciliation:
    """Compare the last day's paid sessions of every account with the orders, and settle what has none."""
    now = deps.settlement.clock()
    sessions, missing, unreachable = 0, list[PaymentNotice](), list[str]()
    for account_id in _accounts(deps):
        try:
            for notice in deps.payments.list_paid_sessions(account_id=account_id, since=now - WINDOW):
                sessions += 1
                if notice.paid_at and notice.paid_at > now - GRACE:
                    continue
                if not _has_order(deps, notice):
                    missing.append(notice)
                    settle_notice(deps.settlement, notice)
        except (PaymentRefusedError, PaymentUnavailableError):
            unreachable.append(account_id or "platform")
    return Reconciliation(sessions=sessions, missing=tuple(missing), unreachable=tuple(unreachable))


def _accounts(deps: ReconciliationDeps) -> Iterator[str | None]:
    """The platform's own account, then every connected one, whatever became of its store."""
    yield None
    for status in StoreStatus:
        for store_id in deps.stores.iterate_ids(status):
            account = deps.selling.get(store_id).account
            if account:
                yield account.account_id


def _has_order(deps: ReconciliationDeps, notice: PaymentNotice) -> bool:
    if not is_id(notice.checkout_id, "chk"):
        return False
    order = deps.orders.find(notice.store_id, same_ulid(notice.checkout_id, "ord"))
    return order is not None and order.paid_at is not None
