"""Take in what Stripe says of paid orders: refunds, disputes, fees."""

import enum
from dataclasses import replace
from typing import Any

from tradewind.catalog.stock_repository import StockMovedError
from tradewind.errors import BusyError
from tradewind.orders.ledger import fee_entry
from tradewind.orders.models import Order
from tradewind.orders.notices import DisputeNotice, OrderNotice, RefundNotice
from tradewind.orders.refunding import Change, dispute_told
from tradewind.orders.repository import OrderMovedError
from tradewind.orders.service.deps import OrderDeps, change_order, get_order
from tradewind.orders.service.refunds import book_refund

_ATTEMPTS = 6
_DISPUTE_ENTRY = "dispute#"


class NoticeOutcome(enum.StrEnum):
    """What taking in a notice came to; for logs."""

    BOOKED = "booked"
    KEPT = "kept"
    FOREIGN = "foreign"


def take_notice(deps: OrderDeps, notice: OrderNotice, event: dict[str, Any]) -> NoticeOutcome:
    """Book a verified refund or dispute on its order.

    One that is faster than its order is kept until the order is there; payments that were never ours are kept in vain
    and tidied up after two weeks.

    Args:
        event: the event as it came, for keeping.

    Raises:
        BusyError: others kept winning; the message comes again.
    """
    found = deps.orders.find_by_payment(notice.payment_intent)
    if found is None:
        deps.orders.keep_early(notice.payment_intent, event)
        # The order may have come between the look and the note.
        found = deps.orders.find_by_payment(notice.payment_intent)
        if found is None:
            return NoticeOutcome.KEPT
        deps.orders.drop_early(notice.payment_intent, event["id"])
    store_id, order_id = found
    order = get_order(deps, store_id=store_id, order_id=order_id)
    if order.payment.account_id != notice.account_id:
        return NoticeOutcome.FOREIGN
    if isinstance(notice, RefundNotice):
        book_refund(deps, store_id=store_id, order_id=order_id, notice=notice)
    else:
        book_dispute(deps, store_id=store_id, order_id=order_id, notice=notice)
    return NoticeOutcome.BOOKED


def book_dispute(deps: OrderDeps, *, store_id: str, order_id: str, notice: DisputeNotice) -> Order:
    """Write down what Stripe says of a dispute; once, in whatever order words come.

    Raises:
        OrderNotFoundError, BusyError.
    """
    for _ in range(_ATTEMPTS):
        order = get_order(deps, store_id=store_id, order_id=order_id)
        names = (entry.name for entry in deps.orders.list_ledger(store_id, order_id))
        booked = frozenset(name.removeprefix(_DISPUTE_ENTRY) for name in names if name.startswith(_DISPUTE_ENTRY))
        change = dispute_told(order, notice, deps.clock(), booked)
        if change is None:
            return order
        try:
            return deps.orders.save(change, order)
        except (OrderMovedError, StockMovedError):
            continue
    raise BusyError


def record_fee(deps: OrderDeps, *, store_id: str, order_id: str) -> bool:
    """Ask what an order's payment cost and book it, once. False while Stripe does not know: ask again later.

    Raises:
        OrderNotFoundError, PaymentUnavailableError.
    """
    order = get_order(deps, store_id=store_id, order_id=order_id)
    if order.paid_at is None or order.payment.fee is not None or not order.payment.payment_intent:
        return True
    fee = deps.payments().find_fee(order)
    if fee is None:
        return False

    def change(present: Order) -> Change:
        if present.payment.fee is not None:
            return Change(order=present)
        changed = replace(present, payment=replace(present.payment, fee=fee.amount))
        return Change(order=changed, entries=(fee_entry(fee.amount, deps.clock(), detail=fee.detail),))

    change_order(deps, store_id=store_id, order_id=order_id, change=change)
    return True
