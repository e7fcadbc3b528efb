"""Move purchase orders on, and keep them in line with their orders."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from tradewind.db import keys
from tradewind.db.idempotency import IdempotencyClaim
from tradewind.errors import BusyError, InvalidInputError
from tradewind.kit.pagination import Page
from tradewind.orders.errors import FulfillmentNotFoundError, NothingToFulfillError, OrderStateError
from tradewind.orders.models import FulfilledLine, FulfillmentStatus, Order
from tradewind.orders.service import handling
from tradewind.orders.service.deps import OrderDeps, get_order
from tradewind.orders.transitions import Tracking
from tradewind.purchasing import rules
from tradewind.purchasing.errors import PurchaseOrderNotFoundError
from tradewind.purchasing.models import PurchaseOrder, PurchaseStatus, PurchasingSettings
from tradewind.purchasing.repository import PurchaseMovedError, PurchaseRepository, PurchasingSettingsRepository
from tradewind.stores.errors import StaleVersionError
from tradewind.stores.models import Store

_ATTEMPTS = 6
_FIRST_LOOK = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseDeps:
    """What these use cases need."""

    purchases: PurchaseRepository
    orders: OrderDeps
    settings: PurchasingSettingsRepository


def save_settings(
    deps: PurchaseDeps, *, store: Store, settings: PurchasingSettings, expected_version: int | None
) -> PurchasingSettings:
    """Replace whether the store orders automatically. What waits already keeps its moment, under the new ceiling.

    Raises:
        InvalidInputError: no ceiling, or in another currency than the store's. StaleVersionError.
    """
    ceiling = settings.ceiling
    if settings.automatic and ceiling is None:
        raise InvalidInputError.field("ceiling", "Say how much one purchase order may cost at most.", "required")
    if ceiling is not None and ceiling.currency != store.currency:
        raise InvalidInputError.field("ceiling", f"Give the ceiling in {store.currency}.", "currency")
    current = deps.settings.get(store.id).version
    if expected_version is not None and expected_version != current:
        raise StaleVersionError
    saved = replace(settings, version=current + 1)
    deps.settings.save(store.id, saved)
    return saved


def follow_order(deps: PurchaseDeps, *, store_id: str, order_id: str) -> None:
    """Bring an order's purchase orders in line after the order was shipped, refunded or cancelled.

    Raises:
        OrderNotFoundError. BusyError: others kept changing them.
    """
    order = get_order(deps.orders, store_id=store_id, order_id=order_id)
    for purchase in deps.purchases.list_of_order(store_id, order_id):
        change_purchase(deps, purchase, lambda found: rules.followed(found, order, deps.orders.clock()))


def get_purchase(deps: PurchaseDeps, *, store_id: str, purchase_id: str) -> PurchaseOrder:
    """A purchase order of the store.

    Raises:
        PurchaseOrderNotFoundError.
    """
    purchase = deps.purchases.find(store_id, purchase_id)
    if purchase is None:
        raise PurchaseOrderNotFoundError
    return purchase


def list_purchases(
    deps: PurchaseDeps, *, store_id: str, status: PurchaseStatus | None, limit: int, cursor: str | None
) -> Page[PurchaseOrder]:
    """A page of them, newest order first."""
    return deps.purchases.list_purchases(store_id, status, limit=limit, cursor=cursor)


def order_of(deps: PurchaseDeps, purchase: PurchaseOrder) -> Order:
    """The order it belongs to, as it is now.

    Raises:
        OrderNotFoundError.
    """
    return get_order(deps.orders, store_id=purchase.store_id, order_id=purchase.order_id)


def mark_ordered(deps: PurchaseDeps, *, store_id: str, purchase_id: str, supplier_reference: str) -> PurchaseOrder:
    """The merchant ordered it from the supplier, who may have given it a number.

    Raises:
        PurchaseOrderNotFoundError, PurchaseStateError: also while the order is on hold.
    """
    purchase = get_purchase(deps, store_id=store_id, purchase_id=purchase_id)
    rules.require_orderable(order_of(deps, purchase))

    def change(found: PurchaseOrder) -> PurchaseOrder:
        at = deps.orders.clock()
        moved = rules.moved(found, PurchaseStatus.ORDERED, at)
        if not supplier_reference:
            return moved
        is_news = moved.supplier_reference != supplier_reference
        track_at = at + _FIRST_LOOK if is_news else moved.track_at
        return replace(moved, supplier_reference=supplier_reference, track_at=track_at)

    return change_purchase(deps, purchase, change)


def mark_shipped(
    deps: PurchaseDeps, *, store_id: str, purchase_id: str, tracking: Tracking, notify: bool
) -> PurchaseOrder:
    """The supplier sent it: the order gets a shipment with this tracking, and the shopper a mail.

    The shipment is entered first: repeated after a crash, nothing of it is open any more, and it is found again.

    Raises:
        PurchaseOrderNotFoundError, PurchaseStateError, OrderStateError: the order is on hold or cancelled.
    """
    purchase = get_purchase(deps, store_id=store_id, purchase_id=purchase_id)
    at = deps.orders.clock()
    if purchase.status is PurchaseStatus.SHIPPED:
        return purchase
    rules.moved(purchase, PurchaseStatus.SHIPPED, at)
    fulfillment_id = _ship(deps, purchase, tracking, notify=notify)

    def change(found: PurchaseOrder) -> PurchaseOrder:
        return replace(rules.moved(found, PurchaseStatus.SHIPPED, at), fulfillment_id=fulfillment_id)

    return change_purchase(deps, purchase, change)


def _ship(deps: PurchaseDeps, purchase: PurchaseOrder, tracking: Tracking, *, notify: bool) -> str:
    """The id of the shipment: a new one of what is still open, or the one that is there."""
    order = order_of(deps, purchase)
    open_units = {line.variant_id: order.open_of(line) for line in order.lines}
    lines = [
        FulfilledLine(variant_id=line.variant_id, quantity=min(line.quantity, open_units.get(line.variant_id, 0)))
        for line in purchase.lines
    ]
    lines = [line for line in lines if line.quantity]
    if not lines:
        # Somebody entered the shipment on the order itself, or an earlier try got this far.
        variants = {line.variant_id for line in purchase.lines}
        sent = [parcel for parcel in order.fulfillments if variants & {line.variant_id for line in parcel.lines}]
        if not sent:
            raise NothingToFulfillError
        return sent[-1].id
    changed = handling.fulfill_order(
        deps.orders,
        store_id=purchase.store_id,
        order_id=purchase.order_id,
        lines=lines,
        tracking=tracking,
        is_shipped=True,
        notify=notify,
        once=IdempotencyClaim(keys.idempotency(purchase.store_id, "ship_purchase", purchase.id), "-"),
    )
    return changed.fulfillments[-1].id


def mark_delivered(deps: PurchaseDeps, *, store_id: str, purchase_id: str, notify: bool) -> PurchaseOrder:
    """It arrived; so did its shipment.

    Raises:
        PurchaseOrderNotFoundError, PurchaseStateError.
    """
    purchase = get_purchase(deps, store_id=store_id, purchase_id=purchase_id)
    rules.moved(purchase, PurchaseStatus.DELIVERED, deps.orders.clock())
    if purchase.fulfillment_id:
        # Where the order moved on without it, the parcel has arrived all the same.
        with suppress(OrderStateError, FulfillmentNotFoundError):
            handling.update_fulfillment(
                deps.orders,
                store_id=store_id,
                order_id=purchase.order_id,
                fulfillment_id=purchase.fulfillment_id,
                tracking=None,
                status=FulfillmentStatus.DELIVERED,
                notify=notify,
            )
    return _move(deps, purchase, PurchaseStatus.DELIVERED)


def mark_failed(deps: PurchaseDeps, *, store_id: str, purchase_id: str, problem: str) -> PurchaseOrder:
    """The supplier cannot send it, and why.

    Raises:
        PurchaseOrderNotFoundError, PurchaseStateError.
    """
    purchase = get_purchase(deps, store_id=store_id, purchase_id=purchase_id)
    return _move(deps, purchase, PurchaseStatus.FAILED, problem=problem)


def reopen(deps: PurchaseDeps, *, store_id: str, purchase_id: str) -> PurchaseOrder:
    """Back to what has to be ordered: entered by mistake, or to be tried again.

    Raises:
        PurchaseOrderNotFoundError, PurchaseStateError.
    """
    purchase = get_purchase(deps, store_id=store_id, purchase_id=purchase_id)
    return _move(deps, purchase, PurchaseStatus.TO_ORDER)


def _move(deps: PurchaseDeps, purchase: PurchaseOrder, to: PurchaseStatus, *, problem: str = "") -> PurchaseOrder:
    return change_purchase(deps, purchase, lambda found: rules.moved(found, to, deps.orders.clock(), problem=problem))


def change_purchase(
    deps: PurchaseDeps, purchase: PurchaseOrder, change: Callable[[PurchaseOrder], PurchaseOrder]
) -> PurchaseOrder:
    """Apply ``change`` to the purchase order as it is now, again from the start when somebody else was faster."""
    for _ in range(_ATTEMPTS):
        changed = change(purchase)
        if changed == purchase:
            return purchase
        changed = replace(changed, version=purchase.version + 1)
        try:
            deps.purchases.update(changed)
        except PurchaseMovedError:
            purchase = get_purchase(deps, store_id=purchase.store_id, purchase_id=purchase.id)
            continue
        return changed
    raise BusyError
