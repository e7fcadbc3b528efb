"""Refund and cancel. The wish is written first; Stripe is asked then; its word, whenever it comes, is booked once."""

from collections.abc import Sequence
from dataclasses import replace

from tradewind.catalog.stock_repository import StockMovedError
from tradewind.checkout.errors import PaymentRefusedError
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.errors import BusyError
from tradewind.kit.money import Money
from tradewind.orders import transitions
from tradewind.orders.errors import RefundFailedError
from tradewind.orders.models import Order, Refund, RefundedLine, RefundStatus
from tradewind.orders.notices import RefundNotice
from tradewind.orders.refunding import Change, planned_refund, refund_told, with_refund
from tradewind.orders.repository import OrderMovedError
from tradewind.orders.service.deps import OrderDeps, change_order, get_order
from tradewind.orders.state import noted

_ATTEMPTS = 6


def refund_order(
    deps: OrderDeps,
    *,
    store_id: str,
    order_id: str,
    lines: Sequence[RefundedLine],
    shipping: Money | None,
    amount: Money | None,
    reason: str,
    once: IdempotencyClaim | None = None,
) -> Order:
    """Give money back: of ``amount``, or else of the lines (with their discount and tax) and the shipping named.

    A crash after the first write is finished by the worker that hears ``RefundRequested``; both ask Stripe with the
    refund's own key, so it is paid once.

    Raises:
        OrderNotFoundError, OrderStateError, RefundTooLargeError, InvalidInputError, IdempotencyMismatchError,
        RefundFailedError: Stripe refused; PaymentUnavailableError: it did not answer, and will be asked again.
    """
    refund_id = deps.new_id("rfd")
    for _ in range(_ATTEMPTS):
        order = get_order(deps, store_id=store_id, order_id=order_id)
        done = deps.orders.find_done(once) if once else None
        if done:
            return carry_out_refund(deps, store_id=store_id, order_id=order_id, refund_id=done)
        refund = planned_refund(
            order, id=refund_id, lines=lines, shipping=shipping, amount=amount, reason=reason, at=deps.clock()
        )
        change = Change(order=with_refund(order, refund), events=(("RefundRequested", refund_id),))
        try:
            deps.orders.save(change, order, once=once, result_id=refund_id)
        except AlreadyDoneError as earlier:
            refund_id = earlier.result_id
        except (OrderMovedError, StockMovedError):
            continue
        return carry_out_refund(deps, store_id=store_id, order_id=order_id, refund_id=refund_id)
    raise BusyError


def cancel_order(
    deps: OrderDeps,
    *,
    store_id: str,
    order_id: str,
    reason: str,
    restock: bool,
    notify: bool,
) -> Order:
    """Cancel an order of which nothing went out, and give everything that was paid back.

    Raises:
        OrderNotFoundError, OrderStateError, BusyError, PaymentUnavailableError (cancelled; the refund follows).
    """
    refund_id = deps.new_id("rfd")

    def change(order: Order) -> Change:
        now = deps.clock()
        left = order.refundable
        units = tuple(
            RefundedLine(variant_id=line.variant_id, quantity=quantity, restock=restock)
            for line in order.lines
            if (quantity := line.quantity - order.returned_of(line.variant_id))
        )
        events: tuple[tuple[str, str], ...] = (("OrderCancelled", "") if notify else ("OrderClosed", ""),)
        changed = transitions.cancelled(order, reason=reason, at=now)
        if left.amount == 0:
            return Change(order=changed, restock=units if restock else (), events=events)
        refund = planned_refund(
            order, id=refund_id, lines=units, shipping=None, amount=left, reason=reason or "Order cancelled", at=now
        )
        return Change(order=with_refund(changed, refund), events=(*events, ("RefundRequested", refund_id)))

    order = change_order(deps, store_id=store_id, order_id=order_id, change=change)
    if any(refund.id == refund_id for refund in order.refunds):
        return carry_out_refund(deps, store_id=store_id, order_id=order_id, refund_id=refund_id)
    return order


def carry_out_refund(deps: OrderDeps, *, store_id: str, order_id: str, refund_id: str) -> Order:
    """Ask Stripe for a refund that was written down, and book its answer. Safe to repeat, at once or later.

    Raises:
        OrderNotFoundError, RefundFailedError, PaymentUnavailableError.
    """
    order = get_order(deps, store_id=store_id, order_id=order_id)
    refund = _find(order, refund_id)
    if refund is None or refund.provider_id or refund.status is RefundStatus.FAILED:
        return order
    try:
        notice = deps.payments().refund(order, refund)
    except PaymentRefusedError as error:
        _note_refusal(deps, order, refund_id, error.detail)
        raise RefundFailedError(f"Stripe refused the refund: {error.detail}") from error
    return book_refund(deps, store_id=store_id, order_id=order_id, notice=notice)


def book_refund(deps: OrderDeps, *, store_id: str, order_id: str, notice: RefundNotice) -> Order:
    """Write down what Stripe says of a refund: money, stock, timeline, mail; once, in whatever order words come.

    Raises:
        OrderNotFoundError, BusyError.
    """
    for _ in range(_ATTEMPTS):
        order = get_order(deps, store_id=store_id, order_id=order_id)
        change = refund_told(order, notice, deps.clock())
        if change is None:
            return order
        try:
            return deps.orders.save(change, order)
        except (OrderMovedError, StockMovedError):
            continue
    raise BusyError


def _note_refusal(deps: OrderDeps, order: Order, refund_id: str, reason: str) -> Order:
    def change(present: Order) -> Change:
        refund = _find(present, refund_id)
        if refund is None or refund.provider_id or refund.status is RefundStatus.FAILED:
            return Change(order=present)
        failed = replace(refund, status=RefundStatus.FAILED, failure=reason)
        changed = noted(
            with_refund(present, failed), "refund_failed", f"Stripe refused a refund: {reason}", deps.clock()
        )
        return Change(order=changed, events=(("RefundFailed", refund_id),))

    return change_order(deps, store_id=order.store_id, order_id=order.id, change=change)


def _find(order: Order, refund_id: str) -> Refund | None:
    return next((refund for refund in order.refunds if refund.id == refund_id), None)
