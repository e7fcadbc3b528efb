"""Moving purchase orders on. Pure functions; each refusal says what to do instead."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from tradewind.orders.models import Order
from tradewind.purchasing.errors import PurchaseStateError
from tradewind.purchasing.models import PurchaseLine, PurchaseOrder, PurchaseStatus

S = PurchaseStatus

_STEPS: Mapping[PurchaseStatus, frozenset[PurchaseStatus]] = {
    S.TO_ORDER: frozenset({S.ORDERED, S.SHIPPED, S.FAILED}),
    S.ORDERED: frozenset({S.SHIPPED, S.DELIVERED, S.FAILED, S.TO_ORDER}),
    S.SHIPPED: frozenset({S.DELIVERED}),
    S.DELIVERED: frozenset(),
    S.FAILED: frozenset({S.TO_ORDER}),
    S.CANCELLED: frozenset(),
}


def moved(purchase: PurchaseOrder, to: PurchaseStatus, at: datetime, *, problem: str = "") -> PurchaseOrder:
    """The purchase order in its next status; being there already changes nothing.

    Raises:
        PurchaseStateError: the step does not follow.
    """
    if purchase.status is to:
        return purchase
    if to not in _STEPS[purchase.status]:
        allowed = ", ".join(sorted(_STEPS[purchase.status])) or "nothing more"
        raise PurchaseStateError(
            f"This purchase order is {_said(purchase.status)}; it cannot become {_said(to)}. From here: {allowed}."
        )
    if purchase.placing_since is not None:
        raise PurchaseStateError(
            "This purchase order is being ordered from the supplier right now. Look again in a few minutes."
        )
    purchase = replace(purchase, status=to, problem=problem, place_at=None, updated_at=at)
    match to:
        case S.TO_ORDER:
            return replace(purchase, ordered_at=None, supplier_reference="", charged=None, track_at=None)
        case S.ORDERED:
            return replace(purchase, ordered_at=at)
        case S.SHIPPED:
            return replace(purchase, ordered_at=purchase.ordered_at or at, shipped_at=at)
        case S.DELIVERED:
            return replace(purchase, track_at=None, shipped_at=purchase.shipped_at or at, delivered_at=at)
        case _:
            return purchase


def _said(status: PurchaseStatus) -> str:
    return status.replace("_", " ")


def require_orderable(order: Order) -> None:
    """Nothing is bought for an order that may not be sent.

    Raises:
        PurchaseStateError.
    """
    if order.cancelled_at is not None:
        raise PurchaseStateError(f"Order {order.number} is cancelled; nothing has to be ordered for it.")
    if order.hold_kind is not None:
        raise PurchaseStateError(
            f"Order {order.number} is on hold: {order.hold_reason} Release it before you order from the supplier."
        )


def followed(purchase: PurchaseOrder, order: Order, at: datetime) -> PurchaseOrder:
    """The purchase order after its order changed: shipped by hand, refunded in part, or cancelled.

    What was not ordered yet shrinks or goes; what was ordered already is called out, since only the merchant can ask
    the supplier to stop.
    """
    if purchase.status not in (S.TO_ORDER, S.ORDERED, S.FAILED):
        return purchase
    is_placing = purchase.placing_since is not None
    shipped = _shipment_of(purchase, order)
    if shipped and order.cancelled_at is None and not is_placing:
        return replace(moved(_ordered(purchase), S.SHIPPED, at), fulfillment_id=shipped)
    open_lines = _still_wanted(purchase, order)
    if open_lines == purchase.lines:
        return purchase
    if purchase.status is S.ORDERED or is_placing:
        what = "was cancelled" if order.cancelled_at else "was refunded in part"
        return with_problem(purchase, f"Order {order.number} {what} after you had ordered.", at)
    if not open_lines:
        return replace(purchase, status=S.CANCELLED, problem="", place_at=None, updated_at=at)
    return replace(purchase, lines=open_lines, updated_at=at)


def with_problem(purchase: PurchaseOrder, problem: str, at: datetime) -> PurchaseOrder:
    """With one more sentence of what somebody has to look at, once."""
    if problem in purchase.problem:
        return purchase
    return replace(purchase, problem=f"{purchase.problem} {problem}".strip(), updated_at=at)


def _ordered(purchase: PurchaseOrder) -> PurchaseOrder:
    return replace(purchase, status=S.ORDERED) if purchase.status is S.FAILED else purchase


def _shipment_of(purchase: PurchaseOrder, order: Order) -> str:
    """The last shipment that has a line of the purchase order, if everything of it has been sent."""
    wanted = {line.variant_id for line in purchase.lines}
    sent = [parcel for parcel in order.fulfillments if wanted & {line.variant_id for line in parcel.lines}]
    units: dict[str, int] = {}
    for parcel in sent:
        for line in parcel.lines:
            units[line.variant_id] = units.get(line.variant_id, 0) + line.quantity
    is_whole = all(units.get(line.variant_id, 0) >= line.quantity for line in purchase.lines)
    is_out = all(parcel.shipped_at for parcel in sent)
    return sent[-1].id if sent and is_whole and is_out else ""


def _still_wanted(purchase: PurchaseOrder, order: Order) -> tuple[PurchaseLine, ...]:
    """Its lines without the units that were refunded."""
    if order.cancelled_at is not None:
        return ()
    kept = []
    for line in purchase.lines:
        bought = order.find_line(line.variant_id)
        quantity = min(line.quantity, bought.quantity - order.returned_of(line.variant_id)) if bought else 0
        if quantity > 0:
            kept.append(replace(line, quantity=quantity) if quantity != line.quantity else line)
    return tuple(kept)
