"""What a merchant may do with an order, as pure functions from order to order. Each refusal says what to do instead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tradewind.errors import FieldProblem, InvalidInputError
from tradewind.orders.errors import FulfillmentNotFoundError, NothingToFulfillError, OrderStateError
from tradewind.orders.models import (
    FulfilledLine,
    Fulfillment,
    FulfillmentStatus,
    HoldKind,
    Order,
    RefundStatus,
)
from tradewind.orders.state import held, noted, released


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """Where a shipment can be followed; all of it optional."""

    carrier: str = ""
    number: str = ""
    url: str = ""


def fulfilled(
    order: Order,
    *,
    id: str,
    lines: Sequence[FulfilledLine],
    tracking: Tracking,
    is_shipped: bool,
    at: datetime,
) -> Order:
    """The order with one more shipment; without ``lines`` it takes everything that is still open.

    Raises:
        OrderStateError: not paid, on hold or cancelled. NothingToFulfillError. InvalidInputError: more than is open.
    """
    _require_workable(order)
    chosen = list(lines) or [
        FulfilledLine(variant_id=line.variant_id, quantity=order.open_of(line))
        for line in order.lines
        if order.open_of(line)
    ]
    if not chosen:
        raise NothingToFulfillError
    _check_open(order, chosen)
    fulfillment = Fulfillment(
        id=id,
        lines=tuple(chosen),
        status=FulfillmentStatus.SHIPPED if is_shipped else FulfillmentStatus.FULFILLED,
        created_at=at,
        carrier=tracking.carrier,
        tracking_number=tracking.number,
        tracking_url=tracking.url,
        shipped_at=at if is_shipped else None,
    )
    order = replace(order, fulfillments=(*order.fulfillments, fulfillment))
    return noted(order, fulfillment.status.value, _described(fulfillment), at)


def _require_workable(order: Order) -> None:
    if order.cancelled_at is not None:
        raise OrderStateError("This order is cancelled; nothing of it can be shipped.")
    if order.paid_at is None:
        raise OrderStateError("The payment of this order is still under way. Wait for it before shipping.")
    if order.hold_kind is not None:
        raise OrderStateError(f"This order is on hold: {order.hold_reason} Release it before shipping.")


def _check_open(order: Order, chosen: Sequence[FulfilledLine]) -> None:
    problems: list[FieldProblem] = []
    seen: set[str] = set()
    for index, wanted in enumerate(chosen):
        line = order.find_line(wanted.variant_id)
        place = f"lines.{index}"
        if line is None or wanted.variant_id in seen:
            problems.append(FieldProblem(f"{place}.variant_id", "Name each line of this order once.", "unknown_line"))
        elif wanted.quantity > order.open_of(line):
            message = f"{order.open_of(line)} of {line.title} can still be fulfilled."
            problems.append(FieldProblem(f"{place}.quantity", message, "too_many"))
        seen.add(wanted.variant_id)
    if problems:
        raise InvalidInputError(problems[0].message, fields=problems)


def _described(fulfillment: Fulfillment) -> str:
    units = sum(line.quantity for line in fulfillment.lines)
    what = f"{units} item{'' if units == 1 else 's'}"
    how = " ".join(part for part in (fulfillment.carrier, fulfillment.tracking_number) if part)
    verb = {"fulfilled": "packed", "shipped": "shipped", "delivered": "delivered"}[fulfillment.status]
    return f"{what} {verb}{f' with {how}' if how else ''}"


def retracked(
    order: Order, *, id: str, tracking: Tracking | None, status: FulfillmentStatus | None, at: datetime
) -> Order:
    """The order with a shipment's tracking corrected or its status moved on (never back).

    Raises:
        FulfillmentNotFoundError. OrderStateError: a step back.
    """
    present = _find_fulfillment(order, id)
    changed = present
    if tracking:
        changed = replace(changed, carrier=tracking.carrier, tracking_number=tracking.number, tracking_url=tracking.url)
    if status and status is not present.status:
        order_of = list(FulfillmentStatus)
        if order_of.index(status) < order_of.index(present.status):
            raise OrderStateError(f"This shipment is already {present.status}. Cancel it instead to start again.")
        changed = replace(
            changed,
            status=status,
            shipped_at=changed.shipped_at or at,
            delivered_at=at if status is FulfillmentStatus.DELIVERED else None,
        )
    if changed == present:
        return order
    shipments = tuple(changed if shipment.id == id else shipment for shipment in order.fulfillments)
    kind = changed.status.value if changed.status is not present.status else "tracking"
    return noted(replace(order, fulfillments=shipments), kind, _described(changed), at)


def unfulfilled(order: Order, *, id: str, at: datetime) -> Order:
    """The order without a shipment that was entered by mistake.

    Raises:
        FulfillmentNotFoundError. OrderStateError: it has been delivered.
    """
    present = _find_fulfillment(order, id)
    if present.status is FulfillmentStatus.DELIVERED:
        raise OrderStateError("This shipment has been delivered; it cannot be cancelled.")
    shipments = tuple(shipment for shipment in order.fulfillments if shipment.id != id)
    units = sum(line.quantity for line in present.lines)
    return noted(replace(order, fulfillments=shipments), "fulfillment_cancelled", f"Shipment of {units} cancelled", at)


def _find_fulfillment(order: Order, id: str) -> Fulfillment:
    for fulfillment in order.fulfillments:
        if fulfillment.id == id:
            return fulfillment
    raise FulfillmentNotFoundError


def cancelled(order: Order, *, reason: str, at: datetime) -> Order:
    """The order, cancelled before anything of it went out. What was paid is refunded by the caller.

    Raises:
        OrderStateError: already cancelled, still being paid, shipped in part, or in dispute.
    """
    if order.cancelled_at is not None:
        raise OrderStateError("This order is already cancelled.")
    if order.paid_at is None:
        raise OrderStateError("The payment of this order is still under way. It can be cancelled once it is decided.")
    if order.fulfillments:
        raise OrderStateError("Part of this order has been fulfilled. Cancel the shipment first, or refund instead.")
    if any(not dispute.is_over for dispute in order.disputes):
        raise OrderStateError("This order is in dispute: its money is with the bank. Answer the dispute at Stripe.")
    if any(refund.status is RefundStatus.PENDING and not refund.provider_id for refund in order.refunds):
        raise OrderStateError("A refund of this order is under way. Wait for it, then cancel.")
    order = replace(order, cancelled_at=at, cancel_reason=reason, hold_kind=None, hold_reason="")
    return noted(order, "cancelled", reason or "Order cancelled", at)


def put_on_hold(order: Order, *, reason: str, at: datetime) -> Order:
    """The order on hold by the merchant's word.

    Raises:
        OrderStateError: cancelled, not paid, or on hold already.
    """
    _require_workable(order)
    return held(order, HoldKind.MANUAL, reason, at)


def taken_off_hold(order: Order, *, at: datetime) -> Order:
    """The order free to be shipped again.

    Raises:
        OrderStateError: not on hold, or held by an open dispute.
    """
    if order.hold_kind is None:
        raise OrderStateError("This order is not on hold.")
    if order.hold_kind is HoldKind.DISPUTE:
        raise OrderStateError("This order is in dispute; the hold ends when the dispute is decided at Stripe.")
    return released(order, "Released by the merchant", at)
