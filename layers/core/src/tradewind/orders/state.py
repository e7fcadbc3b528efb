"""What follows from an order's parts: its status, its payment's, whether it needs the merchant. Pure functions."""

from dataclasses import replace
from datetime import datetime

from tradewind.orders.models import (
    FulfillmentStatus,
    HoldKind,
    Order,
    OrderStatus,
    PaymentStatus,
    TimelineEntry,
)


def status_of(order: Order) -> OrderStatus:
    """The one word for where an order stands; the earlier rule wins."""
    if order.cancelled_at is not None:
        return OrderStatus.CANCELLED
    if order.paid_at is None:
        return OrderStatus.PENDING
    if order.hold_kind is not None:
        return OrderStatus.ON_HOLD
    if order.refunded.amount >= order.total.amount > 0:
        return OrderStatus.REFUNDED
    return _fulfillment_status(order)


def _fulfillment_status(order: Order) -> OrderStatus:
    if not order.fulfillments:
        return OrderStatus.PAID
    if any(order.open_of(line) for line in order.lines):
        return OrderStatus.PARTIALLY_FULFILLED
    states = {fulfillment.status for fulfillment in order.fulfillments}
    if states == {FulfillmentStatus.DELIVERED}:
        return OrderStatus.DELIVERED
    return OrderStatus.FULFILLED if FulfillmentStatus.FULFILLED in states else OrderStatus.SHIPPED


def payment_status_of(order: Order) -> PaymentStatus:
    """What is known of the money."""
    if order.paid_at is None:
        return PaymentStatus.FAILED if order.payment_failed else PaymentStatus.PENDING
    if any(dispute.status == "lost" for dispute in order.disputes):
        return PaymentStatus.CHARGED_BACK
    if any(not dispute.is_over for dispute in order.disputes):
        return PaymentStatus.DISPUTED
    if order.refunded.amount == 0:
        return PaymentStatus.PAID
    whole = order.refunded.amount >= order.total.amount
    return PaymentStatus.REFUNDED if whole else PaymentStatus.PARTIALLY_REFUNDED


def noted(order: Order, kind: str, detail: str, at: datetime) -> Order:
    """The order with one more line in its timeline."""
    return replace(order, timeline=(*order.timeline, TimelineEntry(at=at, kind=kind, detail=detail)))


def held(order: Order, kind: HoldKind, reason: str, at: datetime) -> Order:
    """The order on hold."""
    return noted(replace(order, hold_kind=kind, hold_reason=reason), "on_hold", reason, at)


def released(order: Order, detail: str, at: datetime) -> Order:
    """The order off hold."""
    return noted(replace(order, hold_kind=None, hold_reason=""), "released", detail, at)
