"""Asks suppliers where ordered purchase orders are, and enters what they say."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from tradewind.db import keys
from tradewind.errors import RETRYABLE, DomainError
from tradewind.observability import get_logger
from tradewind.orders.errors import OrderStateError
from tradewind.orders.transitions import Tracking
from tradewind.purchasing import rules
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus
from tradewind.purchasing.placing import OrderingDeps
from tradewind.purchasing.repository import PurchaseMovedError
from tradewind.purchasing.service import change_purchase, mark_delivered, mark_failed, mark_shipped
from tradewind.suppliers.errors import SupplierOrderUnknownError, ThrottledError
from tradewind.suppliers.ordering import ORDERING, SupplierOrderState, SupplierOrderStatus

PER_ROUND = 40
"""Suppliers asked a round, at one call a second and one call each."""
_LEASE = timedelta(minutes=30)
_EVERY = timedelta(hours=6)
_LONGEST = timedelta(days=90)


def track_due(deps: OrderingDeps) -> dict[str, int]:
    """Ask about those whose turn it is, the longest unasked first; how many ended how."""
    at = deps.purchases.orders.clock()
    counts: dict[str, int] = {}
    for store_id, purchase_id in deps.purchases.purchases.list_due(keys.PURCHASES_TO_TRACK, at, limit=PER_ROUND):
        try:
            outcome = _track(deps, store_id, purchase_id, at)
        except ThrottledError:
            counts["throttled"] = counts.get("throttled", 0) + 1
            break
        except PurchaseMovedError:
            outcome = "taken"
        except DomainError as error:
            if error.kind not in RETRYABLE:
                get_logger().exception("purchase.not_tracked", store_id=store_id, purchase_id=purchase_id)
            outcome = "later" if error.kind in RETRYABLE else "error"
        except Exception:
            get_logger().exception("purchase.not_tracked", store_id=store_id, purchase_id=purchase_id)
            outcome = "error"
        counts[outcome] = counts.get(outcome, 0) + 1
    return counts


def _track(deps: OrderingDeps, store_id: str, purchase_id: str, at: datetime) -> str:
    purchase = deps.purchases.purchases.find(store_id, purchase_id)
    if purchase is None or purchase.track_at is None or purchase.track_at > at:
        return "taken"
    if purchase.supplier not in ORDERING:
        _look_again(deps, purchase, None, "")
        return "no_api"
    # Whatever comes of it, the next look is later, and nobody else looks now.
    taken = replace(purchase, track_at=at + _LEASE, version=purchase.version + 1)
    deps.purchases.purchases.update(taken)
    supplier = deps.suppliers().get(taken.supplier)
    if supplier is None:
        return "not_connected"
    try:
        status = supplier.status(taken.supplier_reference)
    except SupplierOrderUnknownError as error:
        _look_again(deps, taken, None, error.detail)
        return "unknown"
    _enter(deps, taken, status)
    is_late = taken.ordered_at is not None and at - taken.ordered_at > _LONGEST
    late = "It did not arrive within 90 days; the supplier is not asked any more." if is_late else ""
    _look_again(deps, taken, None if is_late else at + _EVERY, status.problem or late)
    return status.state.value


def _enter(deps: OrderingDeps, purchase: PurchaseOrder, status: SupplierOrderStatus) -> None:
    """Move the purchase order to where its supplier says that it is."""
    ids = {"store_id": purchase.store_id, "purchase_id": purchase.id}
    is_here = status.state is SupplierOrderState.DELIVERED
    # A parcel without a number cannot be followed: the shopper is told when there is one, or when it arrived.
    is_out = is_here or (status.state is SupplierOrderState.SHIPPED and bool(status.tracking_number))
    tracking = Tracking(carrier=status.carrier, number=status.tracking_number, url=status.tracking_url)
    try:
        if is_out and purchase.status is PurchaseStatus.ORDERED:
            mark_shipped(deps.purchases, **ids, tracking=tracking, notify=True)
        if is_here:
            mark_delivered(deps.purchases, **ids, notify=True)
        if status.state is SupplierOrderState.FAILED and purchase.status is PurchaseStatus.ORDERED:
            mark_failed(deps.purchases, **ids, problem=status.problem)
    except OrderStateError as error:
        _look_again(deps, purchase, purchase.track_at, f"The supplier sent it, and it was not entered: {error.detail}")


def _look_again(deps: OrderingDeps, purchase: PurchaseOrder, track_at: datetime | None, problem: str) -> None:
    at = deps.purchases.orders.clock()

    def change(found: PurchaseOrder) -> PurchaseOrder:
        if found.status not in (PurchaseStatus.ORDERED, PurchaseStatus.SHIPPED):
            return found
        found = replace(found, track_at=track_at)
        return rules.with_problem(found, problem, at) if problem else found

    with suppress(PurchaseMovedError):
        change_purchase(deps.purchases, purchase, change)
