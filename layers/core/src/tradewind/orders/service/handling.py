"""Ship, hold, note and correct orders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tradewind.catalog.stock_repository import StockMovedError
from tradewind.db.idempotency import AlreadyDoneError, IdempotencyClaim
from tradewind.errors import BusyError, InvalidInputError
from tradewind.kit.money import Money
from tradewind.orders import transitions
from tradewind.orders.ledger import cost_entry
from tradewind.orders.models import FulfilledLine, FulfillmentStatus, Order
from tradewind.orders.refunding import Change
from tradewind.orders.repository import OrderMovedError
from tradewind.orders.service.deps import OrderDeps, change_order, get_order
from tradewind.orders.state import noted
from tradewind.orders.transitions import Tracking
from tradewind.selling.rules import check_amount

_ATTEMPTS = 6


def fulfill_order(
    deps: OrderDeps,
    *,
    store_id: str,
    order_id: str,
    lines: Sequence[FulfilledLine],
    tracking: Tracking,
    is_shipped: bool,
    notify: bool,
    once: IdempotencyClaim | None = None,
) -> Order:
    """Enter a shipment; without ``lines`` of everything still open. The shopper is told when it is shipped.

    Raises:
        OrderNotFoundError, OrderStateError, NothingToFulfillError, InvalidInputError, IdempotencyMismatchError.
    """
    id = deps.new_id("ful")
    for _ in range(_ATTEMPTS):
        order = get_order(deps, store_id=store_id, order_id=order_id)
        if once and deps.orders.find_done(once):
            # It may have been done after this copy was read.
            return get_order(deps, store_id=store_id, order_id=order_id)
        changed = transitions.fulfilled(
            order, id=id, lines=lines, tracking=tracking, is_shipped=is_shipped, at=deps.clock()
        )
        events = (("OrderShipped" if notify else "ShipmentRecorded", id),) if is_shipped else ()
        try:
            return deps.orders.save(Change(order=changed, events=events), order, once=once, result_id=id)
        except AlreadyDoneError:
            return get_order(deps, store_id=store_id, order_id=order_id)
        except (OrderMovedError, StockMovedError):
            continue
    raise BusyError


def update_fulfillment(
    deps: OrderDeps,
    *,
    store_id: str,
    order_id: str,
    fulfillment_id: str,
    tracking: Tracking | None,
    status: FulfillmentStatus | None,
    notify: bool,
) -> Order:
    """Correct a shipment's tracking, or move it on to shipped or delivered.

    Raises:
        OrderNotFoundError, FulfillmentNotFoundError, OrderStateError.
    """

    def change(order: Order) -> Change:
        changed = transitions.retracked(order, id=fulfillment_id, tracking=tracking, status=status, at=deps.clock())
        event = {FulfillmentStatus.SHIPPED: "OrderShipped", FulfillmentStatus.DELIVERED: "OrderDelivered"}
        moved = changed.fulfillments != order.fulfillments and status in event
        if status is FulfillmentStatus.SHIPPED and not notify:
            return Change(order=changed, events=(("ShipmentRecorded", fulfillment_id),) if moved else ())
        return Change(order=changed, events=((event[status], fulfillment_id),) if moved and notify and status else ())

    return change_order(deps, store_id=store_id, order_id=order_id, change=change)


def cancel_fulfillment(deps: OrderDeps, *, store_id: str, order_id: str, fulfillment_id: str) -> Order:
    """Take back a shipment that was entered by mistake.

    Raises:
        OrderNotFoundError, FulfillmentNotFoundError, OrderStateError.
    """
    return change_order(
        deps,
        store_id=store_id,
        order_id=order_id,
        change=lambda order: Change(order=transitions.unfulfilled(order, id=fulfillment_id, at=deps.clock())),
    )


def hold_order(deps: OrderDeps, *, store_id: str, order_id: str, reason: str) -> Order:
    """Keep an order from being shipped.

    Raises:
        OrderNotFoundError, OrderStateError.
    """
    return change_order(
        deps,
        store_id=store_id,
        order_id=order_id,
        change=lambda order: Change(order=transitions.put_on_hold(order, reason=reason, at=deps.clock())),
    )


def release_order(deps: OrderDeps, *, store_id: str, order_id: str) -> Order:
    """Let a held order be shipped.

    Raises:
        OrderNotFoundError, OrderStateError.
    """
    return change_order(
        deps,
        store_id=store_id,
        order_id=order_id,
        change=lambda order: Change(order=transitions.taken_off_hold(order, at=deps.clock())),
    )


def add_note(deps: OrderDeps, *, store_id: str, order_id: str, text: str) -> Order:
    """Write a line into the order's timeline, for the merchant's eyes only.

    Raises:
        OrderNotFoundError.
    """
    return change_order(
        deps,
        store_id=store_id,
        order_id=order_id,
        change=lambda order: Change(order=noted(order, "note", text, deps.clock())),
    )


def set_line_costs(
    deps: OrderDeps,
    *,
    store_id: str,
    order_id: str,
    costs: Mapping[str, Money],
    expected_version: int | None,
) -> Order:
    """Enter what units really cost (by variant id); the ledger books the difference.

    Raises:
        OrderNotFoundError, InvalidInputError, StaleVersionError.
    """

    def change(order: Order) -> Change:
        for variant_id, cost in costs.items():
            if order.find_line(variant_id) is None:
                raise InvalidInputError.field("costs", f"This order has no line of {variant_id}.", "unknown_line")
            problems = check_amount(f"costs.{variant_id}", cost, order.total.currency)
            if problems:
                raise InvalidInputError(problems[0].message, fields=problems)
        changed = replace(order, line_costs={**order.line_costs, **costs}, version=order.version + 1)
        entry = cost_entry(changed, order, deps.clock()) if order.paid_at else None
        if entry is None and changed.line_costs == order.line_costs:
            return Change(order=order)
        return Change(order=changed, entries=(entry,) if entry else ())

    return change_order(deps, store_id=store_id, order_id=order_id, change=change, expected_version=expected_version)
