"""What a payment's events do: make the order, wait, or give the stock back. Safe in any order and any number."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from tradewind.catalog.stock_repository import OutOfStockError
from tradewind.checkout.errors import PaymentRefusedError, PaymentUnavailableError
from tradewind.checkout.models import HOLDING, Checkout, CheckoutStatus, NoticeKind, PaymentNotice
from tradewind.checkout.ordering import expected_total, new_order, next_version, paid, payment_failed
from tradewind.checkout.ports import PaymentGateway
from tradewind.checkout.repository import CheckoutRepository, DecidedError
from tradewind.errors import BusyError
from tradewind.kit.clock import Clock
from tradewind.kit.ids import IdFactory
from tradewind.kit.money import Money, format_plain
from tradewind.orders.ledger import sale_entry
from tradewind.orders.models import HoldKind, Order
from tradewind.orders.refunding import planned_refund, with_refund
from tradewind.orders.repository import OrderRepository
from tradewind.orders.state import held, noted, status_of
from tradewind.selling.models import ImpossiblePolicy
from tradewind.selling.repository import SellingRepository

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
    REFUNDED = "refunded"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementDeps:
    """What settling needs."""

    checkouts: CheckoutRepository
    orders: OrderRepository
    selling: SellingRepository
    clock: Clock
    new_id: IdFactory


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
    if notice.account_id != checkout.account_id:
        # Whoever holds a connected account can sign events of it, with any metadata: they settle only its own.
        return Outcome.FOREIGN
    if checkout.status is CheckoutStatus.PAID:
        same = checkout.session_id in (None, notice.session_id)
        return Outcome.PAID_TWICE if notice.kind is NoticeKind.PAID and not same else Outcome.NOTHING
    if notice.kind is NoticeKind.PAID:
        return _make_order(deps, checkout, notice)
    if checkout.status not in HOLDING:
        return Outcome.NOTHING
    pending = _pending_order(deps, checkout)
    if notice.kind is NoticeKind.AWAITING:
        if checkout.status is CheckoutStatus.AWAITING:
            return Outcome.NOTHING
        deps.checkouts.await_payment(
            checkout,
            new_order(checkout, notice, number=deps.orders.next_number(checkout.store_id), at=deps.clock()),
            event_id=notice.event_id,
        )
        return Outcome.AWAITING
    failed = next_version(payment_failed(pending, deps.clock())) if pending else None
    deps.checkouts.release(checkout, CheckoutStatus.EXPIRED, event_id=notice.event_id, order=failed, previous=pending)
    return Outcome.RELEASED


def _pending_order(deps: SettlementDeps, checkout: Checkout) -> Order | None:
    """The order a bank payment made before it was decided."""
    if checkout.status is not CheckoutStatus.AWAITING:
        return None
    return deps.orders.find(checkout.store_id, checkout.order_id)


def _make_order(deps: SettlementDeps, checkout: Checkout, notice: PaymentNotice) -> Outcome:
    # Only a bank payment that was under way left an order; the common case saves this read.
    never_waited = checkout.status is CheckoutStatus.OPEN
    previous = None if never_waited else deps.orders.find(checkout.store_id, checkout.order_id)
    now = deps.clock()
    order = paid(
        previous or new_order(checkout, notice, number=deps.orders.next_number(checkout.store_id), at=deps.clock()),
        notice,
        now,
    )
    expected = expected_total(checkout, notice)
    if notice.amount != expected:
        order = held(order, HoldKind.AMOUNT, _differs(notice.amount, expected), now)
    try:
        _settle(deps, checkout, order, previous, notice, takes_stock=True)
    except OutOfStockError:
        if checkout.status in HOLDING:
            raise
        return _make_impossible_order(deps, checkout, order, previous, notice)
    return Outcome.HELD if order.hold_kind else Outcome.ORDERED


def _make_impossible_order(
    deps: SettlementDeps, checkout: Checkout, order: Order, previous: Order | None, notice: PaymentNotice
) -> Outcome:
    """Paid, and the goods are gone: by the store's policy it waits for the merchant, or the money goes back."""
    now = deps.clock()
    policy = deps.selling.get(checkout.store_id).checkout.impossible_orders
    if policy is ImpossiblePolicy.REFUND and order.total.amount > 0:
        reason = "Paid after the reservation ended, and the stock is gone"
        order = replace(order, cancelled_at=now, cancel_reason=reason, hold_kind=None, hold_reason="")
        refund = planned_refund(
            order, id=deps.new_id("rfd"), lines=(), shipping=None, amount=order.total, reason=reason, at=now
        )
        order = noted(with_refund(order, refund), "cancelled", f"{reason}. Refunded by the store's policy.", now)
        events = (("OrderCancelled", ""), ("RefundRequested", refund.id))
        _settle(deps, checkout, order, previous, notice, takes_stock=False, events=events)
        return Outcome.REFUNDED
    reason = "Paid after the reservation ended, and the stock is gone. Restock or refund it."
    order = held(order, HoldKind.IMPOSSIBLE, reason, now)
    _settle(deps, checkout, order, previous, notice, takes_stock=False)
    return Outcome.HELD


def _settle(
    deps: SettlementDeps,
    checkout: Checkout,
    order: Order,
    previous: Order | None,
    notice: PaymentNotice,
    *,
    takes_stock: bool,
    events: Sequence[tuple[str, str]] = (),
) -> None:
    order = replace(order, version=previous.version + 1 if previous else 1)
    order = replace(order, status=status_of(order))
    deps.checkouts.settle(
        checkout,
        order,
        event_id=notice.event_id,
        takes_stock=takes_stock,
        previous=previous,
        entries=(sale_entry(order, deps.clock()),),
        events=events,
    )


def _differs(amount: Money, expected: Money) -> str:
    return f"The payment ({format_plain(amount)}) differs from the checkout ({format_plain(expected)})."


def sweep_overdue(deps: SettlementDeps, payments: PaymentGateway, *, limit: int = 50) -> dict[str, int]:
    """Give back what checkouts hold whose end came and whose expiry event did not.

    The provider is asked first: a page that was paid is left to its own event. Returns counts by outcome.
    """
    counts = {"released": 0, "left": 0}
    for checkout in deps.checkouts.list_overdue(before=deps.clock() - SWEEP_GRACE, limit=limit):
        if checkout.session_id and _state(payments, checkout) != "expired":
            counts["left"] += 1
            continue
        try:
            deps.checkouts.release(checkout, CheckoutStatus.EXPIRED, event_id=None)
            counts["released"] += 1
        except DecidedError:
            counts["left"] += 1
    return counts


def _state(payments: PaymentGateway, checkout: Checkout) -> str:
    """How the provider says the page stands; one that cannot be asked after is left alone."""
    try:
        return payments.get_session(checkout.session_id or "", account_id=checkout.account_id).state
    except (PaymentRefusedError, PaymentUnavailableError):
        return "unknown"
