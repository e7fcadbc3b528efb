"""What a payment's events do: make the order, wait, or give the stock back. Safe in any order and any number."""

import enum
from dataclasses import dataclass, replace
from datetime import timedelta

from tradewind.checkout.models import HOLDING, Checkout, CheckoutStatus, NoticeKind, PaymentNotice
from tradewind.checkout.ports import PaymentGateway
from tradewind.checkout.repository import CheckoutRepository, DecidedError, OutOfStockError
from tradewind.errors import BusyError
from tradewind.kit.clock import Clock
from tradewind.orders.models import Order, OrderStatus, Payment, TimelineEntry
from tradewind.orders.repository import OrderRepository

SWEEP_GRACE = timedelta(minutes=10)
"""How long after its end a checkout may wait for the provider's own expiry event."""
_ATTEMPTS = 5


class Outcome(enum.StrEnum):
    """What handling a notice came to; for logs and metrics."""

    ORDERED = "ordered"
    HELD = "held"
    AWAITING = "awaiting"
    RELEASED = "released"
    NOTHING = "nothing"
    UNKNOWN_CHECKOUT = "unknown_checkout"
    PAID_TWICE = "paid_twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDeps:
    """What settling needs."""

    checkouts: CheckoutRepository
    orders: OrderRepository
    clock: Clock


def settle_notice(deps: SettlementDeps, notice: PaymentNotice) -> Outcome:
    """Carry out one verified event.

    The checkout's status decides, inside the transaction: a duplicate or late event finds it moved and changes
    nothing. A payment that arrives after the stock was given back takes new stock, or becomes an order on hold: money
    that was taken is never without an order.

    Raises:
        BusyError: other writers kept winning; the message comes again.
    """
    for _ in range(_ATTEMPTS):
        checkout = deps.checkouts.find(notice.store_id, notice.checkout_id)
        if checkout is None:
            return Outcome.UNKNOWN_CHECKOUT
        try:
            return _apply(deps, checkout, notice)
        except DecidedError:
            if _is_done(deps, notice):
                return Outcome.NOTHING
    raise BusyError


def _is_done(deps: SettlementDeps, notice: PaymentNotice) -> bool:
    """Whether the state already reflects the notice, so that trying again is pointless."""
    checkout = deps.checkouts.find(notice.store_id, notice.checkout_id)
    if checkout is None or checkout.status is CheckoutStatus.PAID:
        return True
    if notice.kind is NoticeKind.PAID:
        return False
    return checkout.status not in HOLDING or (
        notice.kind is NoticeKind.AWAITING and checkout.status is CheckoutStatus.AWAITING
    )


def _apply(deps: SettlementDeps, checkout: Checkout, notice: PaymentNotice) -> Outcome:
    if checkout.status is CheckoutStatus.PAID:
        same = checkout.session_id in (None, notice.session_id)
        return Outcome.PAID_TWICE if notice.kind is NoticeKind.PAID and not same else Outcome.NOTHING
    if notice.kind is NoticeKind.PAID:
        return _make_order(deps, checkout, notice)
    if checkout.status not in HOLDING:
        return Outcome.NOTHING
    if notice.kind is NoticeKind.AWAITING:
        if checkout.status is CheckoutStatus.AWAITING:
            return Outcome.NOTHING
        deps.checkouts.await_payment(checkout, event_id=notice.event_id)
        return Outcome.AWAITING
    deps.checkouts.release(checkout, CheckoutStatus.EXPIRED, event_id=notice.event_id)
    return Outcome.RELEASED


def _make_order(deps: SettlementDeps, checkout: Checkout, notice: PaymentNotice) -> Outcome:
    order = _order(deps, checkout, notice)
    try:
        deps.checkouts.settle(checkout, order, event_id=notice.event_id, takes_stock=True)
    except OutOfStockError:
        if checkout.status in HOLDING:
            raise
        reason = "Paid after the reservation ended, and the stock is gone. Restock or refund it."
        held = _hold(order, reason, deps)
        deps.checkouts.settle(checkout, held, event_id=notice.event_id, takes_stock=False)
        return Outcome.HELD
    return Outcome.HELD if order.status is OrderStatus.ON_HOLD else Outcome.ORDERED


def _order(deps: SettlementDeps, checkout: Checkout, notice: PaymentNotice) -> Order:
    now = deps.clock()
    order = Order(
        id=checkout.order_id,
        store_id=checkout.store_id,
        number=deps.orders.next_number(checkout.store_id),
        status=OrderStatus.PAID,
        lines=checkout.lines,
        total=notice.amount,
        placed_at=now,
        payment=Payment(session_id=notice.session_id, payment_intent=notice.payment_intent, livemode=notice.livemode),
        customer_email=notice.customer_email or checkout.customer_email or "",
        customer_name=notice.customer_name,
        shipping_address=notice.shipping_address,
        timeline=(
            TimelineEntry(at=checkout.created_at, kind="checkout_started", detail="Checkout started"),
            TimelineEntry(at=now, kind="paid", detail="Payment received"),
        ),
    )
    if notice.amount != checkout.total:
        expected = f"{checkout.total.amount} {checkout.total.currency}"
        paid = f"{notice.amount.amount} {notice.amount.currency}"
        return _hold(order, f"The payment ({paid}) differs from the checkout ({expected}) in minor units.", deps)
    return order


def _hold(order: Order, reason: str, deps: SettlementDeps) -> Order:
    entry = TimelineEntry(at=deps.clock(), kind="on_hold", detail=reason)
    return replace(order, status=OrderStatus.ON_HOLD, hold_reason=reason, timeline=(*order.timeline, entry))


def sweep_overdue(deps: SettlementDeps, payments: PaymentGateway, *, limit: int = 50) -> dict[str, int]:
    """Give back what checkouts hold whose end came and whose expiry event did not.

    The provider is asked first: a page that was paid is left to its own event. Returns counts by outcome.
    """
    counts = {"released": 0, "left": 0}
    for checkout in deps.checkouts.list_overdue(before=deps.clock() - SWEEP_GRACE, limit=limit):
        if checkout.session_id and payments.get_session(checkout.session_id).state != "expired":
            counts["left"] += 1
            continue
        try:
            deps.checkouts.release(checkout, CheckoutStatus.EXPIRED, event_id=None)
            counts["released"] += 1
        except DecidedError:
            counts["left"] += 1
    return counts
